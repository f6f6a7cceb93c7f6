"""Paths as they are written: completed on the way, and the files that they mean."""

from __future__ import annotations

from pathlib import Path

from textual.suggester import Suggester

from negotiator.errors import NotFoundError, UsageError

READABLE = (".docx", ".pdf", ".txt", ".md", ".markdown", ".json")


def files_meant(written: str) -> tuple[Path, ...]:
    """The Word files that a path, a folder or a pattern (`*.docx`) means. Raises UsageError, NotFoundError."""
    written = written.strip().strip("'\"")
    if not written:
        raise UsageError("no file is named", hint="write the path of the .docx that came back")
    path = Path(written).expanduser()
    if path.is_dir():
        found = sorted(path.glob("*.docx"))
    elif any(mark in path.name for mark in "*?"):
        found = sorted(path.parent.glob(path.name))
    else:
        return (path,)
    files = tuple(file for file in found if file.is_file() and not file.name.startswith("~$"))
    if not files:
        raise NotFoundError(f"there is no Word file at {written}", hint="name a .docx, or a folder that holds some")
    return files


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
