"""The locks on a file before it is handed over: the base is made fit for its readers, and what was written is searched for what is closed to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.errors import RefusedError, UsageError
from negotiator.model.audience import Audience
from negotiator.rules.audience import Field, closed_strings, is_open, leaks

if TYPE_CHECKING:
    from negotiator.formats.word.sayings import Saying
    from negotiator.model.point import CoverageRow
    from negotiator.store.store import Snapshot

LONGEST_MARKING = 80


def places(location: str) -> tuple[str, ...]:
    """What no file for others may name: the workspace's place, and the folder of whoever works here."""
    if "://" in location:
        return (location,)
    return tuple(str(path) for path in (Path(location).resolve(), Path.home()) if len(path.parts) > 2)


def private_to(view: Snapshot, others: Iterable[str] = ()) -> list[str]:
    """Names of those who worked in this workspace, and what else the desk knows to be nobody's business."""
    return [*dict.fromkeys(entry.actor for entry in view.entries() if entry.actor), *others]


def prepared(content: bytes, name: str, audience: Audience, marking: str = "") -> tuple[bytes, tuple[str, ...]]:
    """An issued Word file as its readers may have it, and what was taken out: scrubbed for the room, a distribution marking in its headers.

    Paragraphs keep their order and number. Raises UsageError for a marking that no header can carry.
    """
    taken: tuple[str, ...] = ()
    if audience is Audience.ROOM:
        from negotiator.formats.word.scrub import scrub

        scrubbed = scrub(content, name)
        content, taken = scrubbed.content, scrubbed.taken
    if marking:
        if len(marking) > LONGEST_MARKING or not marking.isprintable():
            raise UsageError(
                f"{marking[:40]!r} cannot stand in a header", hint=f"--marking takes one line of at most {LONGEST_MARKING} characters, such as LIMITE"
            )
        from negotiator.formats.word.distribution import with_marking

        content = with_marking(content, marking, name)
    return content, taken


def refuse_leaks(
    rows: Sequence[CoverageRow],
    audience: Audience,
    content: bytes,
    name: str,
    *,
    bases: Iterable[bytes] = (),
    issued: Sequence[str] = (),
    private: Iterable[str] = (),
    author: str = "",
) -> None:
    """Raise RefusedError where the file says what is closed to the audience, in any part and any state.

    `bases` are the files that it was made of, as their readers have them: what they say themselves is closed to nobody, so a string counts only in what was
    added; so it is with the wordings of `issued`, for files that were built from them. `private` are strings that no field holds (who worked here, where the
    workspace lies); `author` is the name that the user puts on the file.
    """
    closed = [*closed_strings(rows, audience), *(() if audience is Audience.OWN else private)]
    if not closed:
        return
    harmless = [author, *issued, *(row.point.text for row in rows if is_open(Field.POINT, audience))]
    there = {one.text for base in bases for one in _said(base, "issued.docx")}
    blob = "\n".join(there)
    for part, text, binary in dict.fromkeys(_said(content, name)):
        if text in there or not text.strip() or text in blob:
            continue
        found = leaks(closed, text, already_open=harmless, whole_words=not binary)
        if found:
            raise RefusedError(
                f"{name} would show {audience.value} what is closed to it: {found[0][:80]!r} in {part}",
                hint="nothing was written; choose a narrower audience with --for",
            )


def _said(content: bytes, name: str) -> list[Saying]:
    from negotiator.formats.word.sayings import Saying, sayings

    if not name.endswith(".docx"):
        return [Saying(name, content.decode("utf-8", "replace"))]
    return list(sayings(content))
