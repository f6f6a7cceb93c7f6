"""The desk on a workspace: each question is one snapshot, each order one use case of the services."""

from __future__ import annotations

from negotiator.tui.workspace_files import WorkspaceFiles
from negotiator.tui.workspace_parties import WorkspaceParties
from negotiator.tui.workspace_points import WorkspacePoints


class WorkspaceDesk(WorkspaceParties, WorkspacePoints, WorkspaceFiles):
    """Asks and orders in the name of one person."""
