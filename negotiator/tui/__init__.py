"""The terminal UI: it asks a desk, shows model objects, and changes nothing that a command could not change."""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from negotiator.store.store import Store


def run_ui(store: Store | Callable[[], Store], actor: str, *, dark: bool | None = None, plain: bool = False) -> int:
    """Show a workspace on the screen until the user leaves; the exit code.

    `store` is an open workspace, or what opens it: then the frame is painted first, and a workspace that cannot be opened is said on
    leaving, with the error's exit code. `actor` signs what is recorded. `dark` None follows what the terminal says of itself; `plain`
    writes changes as `[-…-]{+…+}`.
    """
    from negotiator.tui.app import NegotiatorApp
    from negotiator.tui.workspace_desk import WorkspaceDesk

    desk = WorkspaceDesk(store, actor)
    app = NegotiatorApp(desk, dark=dark, plain=plain)
    try:
        app.run()
    finally:
        desk.close()
    return app.return_code or 0
