"""The locks on a file before it is handed over: the base is made fit for its readers, and what was written is searched for what is closed to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.errors import RefusedError, UsageError
from negotiator.model.audience import Audience
from negotiator.model.clause import STRUCTURAL
from negotiator.model.counting import counted
from negotiator.model.point import Standing, State, Verdict
from negotiator.model.revision import Role
from negotiator.rules.audience import Field, closed_strings, is_open, leaks, part_of, perhaps_said, still_closed
from negotiator.services.parties import party_table

if TYPE_CHECKING:
    from negotiator.formats.word.sayings import Saying
    from negotiator.model.point import CoverageRow
    from negotiator.store.store import Snapshot

LONGEST_MARKING = 80
AUTHOR, MARKING = "--author", "--marking"
_NAMED = 2
"""Words up to which a text is a name (the Chair, plenary) and no secret by itself."""
_VOCABULARY = tuple(value for kind in (Verdict, State, Standing) for value in kind)
"""What a report says of every point: a note of one such word gives nothing away."""


def places(location: str) -> tuple[str, ...]:
    """What no file for others may name: the workspace's place, and the folder of whoever works here."""
    if "://" in location:
        return (location,)
    return tuple(str(path) for path in (Path(location).resolve(), Path.home()) if len(path.parts) > 2)


def private_to(view: Snapshot, audience: Audience, others: Iterable[str] = ()) -> list[str]:
    """What stands anywhere in the workspace and is closed to the audience, and what else the desk knows to be nobody's business.

    Names of those who worked here, every note and instruction that was ever written down, where a status was said, and in the room our whole paper.
    """
    if audience is Audience.OWN:
        return []
    return list(dict.fromkeys((*_names(view), *_notes(view), *(() if is_open(Field.POINT, audience) else _paper(view)), *others)))


def _names(view: Snapshot) -> list[str]:
    return [entry.actor for entry in view.entries() if entry.actor]


def _notes(view: Snapshot) -> list[str]:
    sources = [str(ruling.payload.get("source", "")) for ruling in view.rulings("status:")]
    return [line.strip() for text in (*view.private_words(), *(s for s in sources if len(s.split()) > _NAMED)) for line in text.split("\n") if line.strip()]


def _paper(view: Snapshot) -> list[str]:
    papers = [r for document in view.documents() if document.role is Role.POSITION for r in view.revisions(document.slug)]
    return [
        line for r in papers for c in view.clauses(r) if c.clause.kind not in STRUCTURAL for line in c.clause.text.split("\n") if len(line.split()) > _NAMED
    ]


def refuse_words(view: Snapshot, audience: Audience, said: Mapping[str, str], others: Sequence[str] = ()) -> None:
    """Raise RefusedError where what the user puts into a file himself (an author's name, a marking, a version's name, changes) says what is closed.

    `said` is what each is called (`--author`) and its words. An author's name may be that of somebody who works here.
    """
    if audience is Audience.OWN or not any(said.values()):
        return
    open_words = [*(name for party in party_table(view).parties for name in party.names), *_issued(view)]
    labels = [r.label for d in view.documents() for r in view.revisions(d.slug)]
    names, notes = _names(view), _notes(view)
    for what, text in said.items():
        known = [*open_words, *labels] if what in (AUTHOR, MARKING) else open_words
        found = leaks([*notes, *others, *(() if what == AUTHOR else names)], text, already_open=known)
        taken = part_of(notes, text, already_open=known) if not found and what in (AUTHOR, MARKING) else ""
        if found or taken:
            raise RefusedError(
                f"{what} would show {audience.readers} what is closed to {audience.them}: {(found or (text,))[0][:80]!r}"
                + (" is part of a note" if taken else ""),
                hint=f"nothing was written; {'give another' if what in (AUTHOR, MARKING) else 'take these words out of'} {what}",
            )


def _issued(view: Snapshot) -> list[str]:
    """The wordings of all outcome documents in their newest version."""
    outcomes = [d.slug for d in view.documents() if d.role is Role.OUTCOME and view.revisions(d.slug)]
    return [c.clause.text for slug in outcomes for c in view.clauses(view.revision(slug, "latest"))]


def prepared(content: bytes, name: str, audience: Audience, marking: str = "") -> tuple[bytes, Counter[str]]:
    """An issued Word file as its readers may have it, and how much of what was taken out: scrubbed for the room, a distribution marking in its headers.

    Paragraphs keep their order and number. Raises UsageError for a marking that no header can carry.
    """
    taken: Counter[str] = Counter()
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


def goes_along(content: bytes, name: str, audience: Audience) -> tuple[str, ...]:
    """What readers who are given the issued file itself get with it unseen, a line for each.

    Hidden text, and what pictures and files inside tell, are taken out for the room alone; what is cut off a picture stays even there.
    """
    if audience is Audience.OWN:
        return ()
    from negotiator.formats.word.told_inside import unseen_inside

    told, cut = unseen_inside(content, name)
    lines = [
        f"{counted(cut, 'picture')} {'has' if cut == 1 else 'have'} a part that is cut off on the page and goes along; in Word, Compress Pictures deletes it"
    ]
    if audience is Audience.ROOM:
        return tuple(lines[: bool(cut)])
    from negotiator.formats.word.hidden import hidden_words

    words = hidden_words(content, name)
    unseen = ((words, "word", "of hidden text of the issued file"), (told, "detail", "that pictures or files inside the issued file tell of themselves"))
    said = [f"{counted(count, what)} {where} {_goes(count)} along; negotiator inspect shows them" for count, what, where in unseen if count]
    return (*said, *lines[: bool(cut)])


def _goes(count: int) -> str:
    return "goes" if count == 1 else "go"


def said_taken(taken: Mapping[str, int]) -> str:
    """What was taken out of the files that one was made of, as the end of a sentence; empty for nothing."""
    if not taken:
        return ""
    from negotiator.formats.word.scrub import taken_out

    return f"; taken out for the room: {taken_out(taken)}"


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
    harmless = [author, *_VOCABULARY, *issued, *(row.point.text for row in rows if is_open(Field.POINT, audience))]
    closed = still_closed([*closed_strings(rows, audience), *(() if audience is Audience.OWN else private)], harmless)
    if not closed:
        return
    written = list(dict.fromkeys(_said(content, name)))
    closed = perhaps_said(closed, (text for _, text, _ in written))
    if not closed:
        return
    there = {one.text for base in bases for one in _said(base, "issued.docx")}
    blob = "\n".join(there)
    for part, text, binary in written:
        found = leaks(closed, text, whole_words=not binary) if text not in there else ()
        if found and text not in blob:
            raise RefusedError(
                f"{name} would show {audience.readers} what is closed to {audience.them}: {found[0][:80]!r} in {part}",
                hint="nothing was written; choose a narrower audience with --for",
            )


def _said(content: bytes, name: str) -> list[Saying]:
    from negotiator.formats.word.sayings import Saying, sayings

    if not name.endswith(".docx"):
        return [Saying(name, content.decode("utf-8", "replace"))]
    return list(sayings(content))
