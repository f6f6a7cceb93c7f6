"""Completes the path of a file while it is written."""

from __future__ import annotations

from pathlib import Path

from textual.suggester import Suggester

READABLE = (".docx", ".pdf", ".txt", ".md", ".markdown", ".json")


class PathSuggester(Suggester):
    """Offers the first folder or readable file that goes on as written; the right arrow takes it."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value)


def completed(value: str) -> str | None:
    """The path that begins as `value` does, with a slash behind a folder; None where there is none."""
    if not value:
        return None
    folder, slash, begun = value.rpartition("/")
    try:
        entries = sorted(Path(f"{folder}{slash}" or ".").expanduser().iterdir(), key=lambda entry: (entry.is_dir(), entry.name))
    except OSError:
        return None
    for entry in entries:
        if entry.name.startswith(begun) and (begun or not entry.name.startswith(".")) and (entry.is_dir() or entry.suffix.lower() in READABLE):
            return f"{folder}{slash}{entry.name}{'/' if entry.is_dir() else ''}"
    return None
