"""The terminal UI: it asks a desk, shows model objects, and changes nothing that a command could not change."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from negotiator.store.store import Store


def run_ui(store: Store, actor: str, *, dark: bool | None = None, plain: bool = False) -> int:
    """Show the workspace on the screen until the user leaves; the exit code.

    `actor` signs what is recorded. `dark` None follows what the terminal says of itself; `plain` writes changes as `[-…-]{+…+}`.
    """
    from negotiator.tui.app import NegotiatorApp
    from negotiator.tui.workspace_desk import WorkspaceDesk

    app = NegotiatorApp(WorkspaceDesk(store, actor), dark=dark, plain=plain)
    app.run()
    return app.return_code or 0
