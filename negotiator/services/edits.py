"""What others did to a text that was sent to them: tracked changes and comments by author and paragraph, and what was changed without a mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.errors import UsageError
from negotiator.model.change import Change, ChangeKind, Match
from negotiator.model.clause import ClauseKind
from negotiator.model.edit import Deed, Edit, Edits
from negotiator.services.copies import Copy, Version, latest
from negotiator.services.out_of_order import out_of_order
from negotiator.services.returned_tables import ReturnedTables
from negotiator.text.normalise import cosmetic
from negotiator.text.redline import redline

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.services.files import ReadFile
    from negotiator.services.sent import Sent

_DEEDS = {
    ChangeKind.ADDED: Deed.ADDED,
    ChangeKind.DROPPED: Deed.DELETED,
    ChangeKind.SPLIT: Deed.SPLIT,
    ChangeKind.MERGED: Deed.MERGED,
    ChangeKind.REGROUPED: Deed.CHANGED,
    ChangeKind.EDITED: Deed.CHANGED,
    ChangeKind.SAME: Deed.MOVED,
}
_SELDOM = 0.5
"""Share of paragraphs of the base below which a file is not taken for a copy of it."""


def edits_in(file: ReadFile, sent: Sent) -> Edits:
    """Who changed what on which paragraph in a Word file that was made from a text, and what its tables ask for; our own comments are left out.

    A file may itself carry tracked changes that lead to the base (it was exported as a redline): the authors whose changes give the base are found by reading
    the file with nobody's, with each author's and with everybody's changes accepted; theirs are no edits. Each other author's edits are what the text becomes
    when theirs alone are accepted on top. What differs from the base with nobody's edits accepted was changed without a mark. A table of proposals or comments
    is read by its rows, in whatever columns. Raises UsageError where the file is no Word file, or neither a copy of the text nor such a table.
    """
    if file.reading.format != "docx":
        raise UsageError(f"{file.name} is no Word file", hint="edits are read from .docx files with tracked changes, comments or a table of proposals")
    if other := sent.others.get(sha256(file.content).hexdigest()):
        raise UsageError(f"{file.name} is {other}, and no copy of {sent.address} that came back", hint="name the file that was sent to you")
    copy = Copy(file, sent.base)
    tables = ReturnedTables(copy, sent)
    copy.without = tables.anchors
    kept = copy.version(copy.carried)
    found: list[Edit] = []
    carried: tuple[str, ...] = ()
    unmarked = 0
    warnings: list[str] = []
    if kept.share >= _SELDOM:
        found, unmarked = _changes(copy, kept, sent.title)
        found += _remarks(copy, kept, sent.ours)
        carried = copy.carried
    else:
        copy.without = frozenset()
        tables = tables or ReturnedTables(copy, sent, bare=True)
        if not tables:
            raise UsageError(
                f"{file.name} is no copy of {sent.address}: {kept.share:.0%} of its paragraphs are there, and no table that names them",
                hint=f"name the version that was sent out: negotiator revisions {sent.address.partition('@')[0]} lists them",
            )
    if tables:
        rows, warnings = tables.edits()
        found += rows
        unmarked += sum(not e.author for e in rows)
    called = sent.parties.called
    found = [replace(e, file=file.name, author=called(e.author), answers=called(e.answers), on=tuple(map(called, e.on))) for e in found]
    return Edits(file.name, tuple(sorted(found, key=_order)), carried, unmarked, tuple(warnings))


def _changes(copy: Copy, kept: Version, title: str) -> tuple[list[Edit], int]:
    """What was changed in the text, without a mark and by each author, and how many edits nobody marked."""
    found = [e for e in _differences(copy.base, kept, kept.matches, copy.base, "", {}) if e.deed is not Deed.ADDED or cosmetic(e.new) != cosmetic(title)]
    unmarked = len(found)
    for author in copy.authors:
        if author not in copy.carried:
            found += _by_author(copy, kept, author)
    return found, unmarked


def merged(files: Iterable[Edits]) -> tuple[Edit, ...]:
    """The edits of several files as one table: by paragraph, then by author and time."""
    return tuple(sorted((edit for one in files for edit in one.edits), key=_order))


def _order(edit: Edit) -> tuple[int, int, str, str, str]:
    return edit.position, edit.deed is Deed.ADDED, edit.author.casefold(), edit.at.isoformat() if edit.at else "", edit.file


def _by_author(copy: Copy, kept: Version, author: str) -> list[Edit]:
    """What an author's changes make of the text, alone; and where they only show on top of others' changes, there."""
    own = copy.version((*copy.carried, author))
    found = _differences(kept.clauses, own, None, copy.base, author, copy.changed_at(author), kept.places)
    others = [a for a in copy.authors if a not in copy.carried and a != author]
    if not others:
        return found
    touched = {n for e in found if e.deed is not Deed.ADDED for n in e.clauses}
    without = copy.version((*copy.carried, *others))
    for edit in _differences(without.clauses, copy.accepted, None, copy.base, author, copy.changed_at(author), without.places):
        on_theirs = edit.old if edit.deed is Deed.ADDED else not touched & set(edit.clauses)
        if on_theirs and not any(edit.new == e.new and edit.old == e.old for e in found):
            found.append(replace(edit, on=tuple(a for a in others if copy.shares(author, a))))
    return found


def _differences(
    old: Sequence[Clause],
    new: Version,
    matches: Sequence[Match] | None,
    base: Sequence[Clause],
    author: str,
    times: Mapping[tuple[str, int], datetime],
    places: dict[str, int] | None = None,
) -> list[Edit]:
    """What differs between two states of a copy, by the places of the old one in the base."""
    matches = align(old, new.clauses) if matches is None else matches
    places = {c.id: n for n, c in enumerate(base)} if places is None else places
    went = out_of_order(matches, lambda n: any((a.part, a.index) in times for a in new.clauses[n].anchors))
    came = {n: places[old[m.old[0]].id] for m in matches if m.old for n in m.new if old[m.old[0]].id in places}

    moved = {base[came[n]].id for n in went if n in came}

    def ahead(place: int) -> int:
        """Which paragraph of the base stands before a place now; -1 for the beginning."""
        before = (came[n] for n in reversed(range(place)) if n in came)
        return next((i for i in before if base[i].kind != ClauseKind.FOOTNOTE), -1)

    found = []
    last: tuple[int, ...] = ()
    for match, change in zip(matches, changes(old, new.clauses, matches), strict=True):
        indices = tuple(sorted({places[c.id] for c in change.old if c.id in places}))
        here = indices or last
        if standing := [i for i in indices if base[i].kind != ClauseKind.FOOTNOTE]:
            last = (standing[-1],)
        gone = bool(match.old) and bool(match.new) and match.new[0] in went
        gone = gone and not any(base[i].parent in moved for i in indices)  # what stands under a paragraph goes along
        if (change.quiet or _typography(change)) and not gone:
            continue
        deed = _DEEDS[change.kind] if change.redline.changed or change.kind is not ChangeKind.EDITED else Deed.MOVED
        if deed is Deed.MOVED and not gone:
            continue  # a number, or the heading it stands under, that follows from an edit elsewhere is nobody's edit
        behind = ahead(match.new[0]) if gone else None
        before, after = "\n".join(c.text for c in change.old), "\n".join(c.text for c in change.new)
        label = " and ".join(base[i].label for i in here) if here else "the beginning"
        if change.old and not indices:
            # another's new paragraph: with these changes it is one more proposal behind the same paragraph
            deed = Deed.ADDED if after.strip() and deed is not Deed.MOVED else deed
        found.append(
            Edit(
                deed=deed,
                clauses=tuple(base[i].id for i in here) if indices or deed is Deed.ADDED else (),
                label=f"after {label}" if here and not indices else label,
                author=author,
                at=_time(change, times),
                old=before,
                new=after,
                redline=change.redline if deed is not Deed.MOVED else None,
                behind=None if behind is None else base[behind].id if behind >= 0 else "",
                like=_like(change.new[0], base, here[-1]) if deed is Deed.ADDED and here else "",
                to="" if behind is None else f"after {base[behind].label}" if behind >= 0 else "at the beginning",
                position=here[0] if here else -1,
            )
        )
    return found


def _like(added: Clause, base: Sequence[Clause], behind: int) -> str:
    """The clause of the base, from the one that something was added behind, that it is of a kind with."""
    before = (base[i] for i in range(behind, -1, -1))
    return next((c.id for c in before if (c.kind, c.level) == (added.kind, added.level)), "")


def _time(change: Change, times: Mapping[tuple[str, int], datetime]) -> datetime | None:
    return latest(times[place] for c in (*change.old, *change.new) for a in c.anchors if (place := (a.part, a.index)) in times)


def _typography(change: Change) -> bool:
    """Whether only typography differs, or whether a number is counted or typed."""
    if len(change.old) != 1 or len(change.new) != 1:
        return False
    sides = [("\n".join(c.text for c in side), "\n".join(f"{c.number} {c.text}" for c in side)) for side in (change.old, change.new)]
    return not change.moved and any(cosmetic(a) == cosmetic(b) for a, b in zip(*sides, strict=True))


def _remarks(copy: Copy, kept: Version, ours: Collection[str]) -> list[Edit]:
    base, everything = copy.base, copy.accepted
    found = []
    for remark in copy.remarks:
        if remark.author in ours or remark.paragraph in copy.without:
            continue
        place, after = None, False
        for text in (kept, everything):
            if place is None and remark.paragraph in text.at:
                place = text.places.get(text.clauses[text.at[remark.paragraph]].id)
        if place is None and remark.paragraph in everything.at:
            # it stands on a paragraph that is not in the base: on what somebody added
            before = (everything.places.get(c.id) for c in reversed(everything.clauses[: everything.at[remark.paragraph]]))
            place = next((p for p in before if p is not None), None)
            after = place is not None
        found.append(
            Edit(
                deed=Deed.COMMENT,
                clauses=() if place is None else (base[place].id,),
                label="the whole text" if place is None else f"after {base[place].label}" if after else base[place].label,
                author=remark.author,
                at=remark.at,
                old="",
                new="",
                redline=None,
                comment=remark.text,
                quote=remark.quote,
                answers=copy.answered(remark),
                position=-1 if place is None else place,
            )
        )
    return found


def wording_of(edit: Edit) -> str:
    """An edit in one line of plain text: changed words in marks, a comment with what it is about."""
    if edit.deed is Deed.COMMENT:
        return (f"“{edit.quote}”: " if edit.quote else "") + edit.comment
    line = edit.redline or redline(edit.old, edit.new)
    if edit.deed is Deed.MOVED:
        return f"{edit.to}: {edit.new}" if edit.to else edit.new
    marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    shown = "".join(marks[s.op.value].format(s.text) for s in line.segments)
    shown += f" ({edit.comment})" if edit.comment else ""
    return f"{edit.to}: {shown}" if edit.to else shown
