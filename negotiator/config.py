"""Where things are by default, and what a user may set through the environment."""

from __future__ import annotations

import os
from pathlib import Path

WORKSPACE_VARIABLE = "NEGOTIATOR_WORKSPACE"
DEFAULT_WORKSPACE = "negotiation.db"


def workspace_location(given: str | None) -> str:
    """The workspace to open: the one given, else the environment's, else `negotiation.db` in the current folder."""
    return given or os.environ.get(WORKSPACE_VARIABLE) or DEFAULT_WORKSPACE


def user_templates() -> Path:
    """The folder in which users keep templates of their own; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("negotiator", appauthor=False) / "templates"
