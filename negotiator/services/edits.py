"""What others did to a text that was sent to them: tracked changes and comments by author and paragraph, and what was changed without a mark."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from negotiator.align import align
from negotiator.align.changes import changes
from negotiator.errors import UsageError
from negotiator.model.change import Change, ChangeKind, Op
from negotiator.model.edit import Deed, Edit, Edits
from negotiator.reading.segment import segment
from negotiator.services.edit_tables import proposals_in
from negotiator.text.normalise import cosmetic
from negotiator.text.redline import redline

if TYPE_CHECKING:
    from negotiator.formats.word.marks import MarkedParagraph
    from negotiator.model.clause import Clause
    from negotiator.services.files import ReadFile

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


def edits_in(file: ReadFile, base: Sequence[Clause], address: str, *, ours: Collection[str] = ()) -> Edits:
    """Who changed what on which paragraph of `base` in a Word file that was made from it; comments by `ours` are left out.

    A file may itself carry tracked changes that lead to the base (it was exported as a redline): the authors whose changes give the base are found by reading
    the file with nobody's, with each author's and with everybody's changes accepted; theirs are no edits. Each other author's edits are what the text becomes
    when theirs alone are accepted on top. What differs from the base with nobody's edits accepted was changed without a mark. A table of proposals
    (paragraph, delegation, wording, comment) is read as such. Raises UsageError where the file is no Word file or no copy of the base.
    """
    if file.reading.format != "docx":
        raise UsageError(f"{file.name} is no Word file", hint="edits are read from .docx files with tracked changes, comments or a table of proposals")
    proposed = proposals_in(file, base)
    if proposed:
        return Edits(file.name, proposed, (), 0)
    from negotiator.formats.word.blocks import read_marks

    marked = read_marks(file.name, file.content)
    authors = _authors(marked)
    carried = _carried(file, base, authors)
    kept = _Text(file, carried)
    share = sum(1 for m in align(base, kept.clauses) if m.old and m.new) / max(1, len(base))
    if share < _SELDOM:
        raise UsageError(
            f"{file.name} is no copy of {address}: {share:.0%} of its paragraphs are there", hint="name the version that was sent out: --as-edits DOC@REV"
        )
    found = [replace(e, file=file.name) for e in _differences(base, kept.clauses, base, "", None)]
    unmarked = len(found)
    for author in authors:
        if author not in carried:
            found += _by_author(file, base, kept, marked, author, (*carried,), [a for a in authors if a not in carried and a != author])
    found += _remarks(file, base, kept, ours)
    return Edits(file.name, tuple(sorted(found, key=_order)), tuple(carried), unmarked)


def merged(files: Iterable[Edits]) -> tuple[Edit, ...]:
    """The edits of several files as one table: by paragraph, then by author and time."""
    return tuple(sorted((edit for one in files for edit in one.edits), key=_order))


def _order(edit: Edit) -> tuple[int, int, str, str, str]:
    return edit.position, edit.deed is Deed.ADDED, edit.author.casefold(), edit.at.isoformat() if edit.at else "", edit.file


class _Text:
    """A file with the changes of some authors accepted, as clauses, and where their paragraphs stand in the file."""

    def __init__(self, file: ReadFile, accepted: Collection[str]) -> None:
        from negotiator.formats.word.blocks import read_settled

        self.clauses: Sequence[Clause] = segment(read_settled(file.name, file.content, accepted), file.corrections).clauses
        self.at = {a.index: n for n, c in enumerate(self.clauses) for a in c.anchors if a.unit == "paragraph" and not a.part}


def _authors(marked: Sequence[MarkedParagraph]) -> list[str]:
    told = (one for paragraph in marked for piece in (*(p.told for p in paragraph.pieces), paragraph.mark) for one in piece)
    return list(dict.fromkeys(one.author for one in told))


def _carried(file: ReadFile, base: Sequence[Clause], authors: Sequence[str]) -> tuple[str, ...]:
    """Authors whose accepted changes make the file's text the base; nobody where that is not better than no changes at all."""
    wanted = {cosmetic(c.text) for c in base}

    def agreeing(accepted: Collection[str]) -> int:
        return len(wanted & {cosmetic(c.text) for c in _Text(file, accepted).clauses})

    best: tuple[str, ...] = ()
    most = agreeing(best)
    for candidate in [*((a,) for a in authors), *([tuple(authors)] if len(authors) > 1 else [])]:
        count = agreeing(candidate)
        if count > most:
            best, most = candidate, count
    return best


def _by_author(
    file: ReadFile, base: Sequence[Clause], kept: _Text, marked: Sequence[MarkedParagraph], author: str, carried: tuple[str, ...], others: Sequence[str]
) -> list[Edit]:
    own = _Text(file, (*carried, author))
    found = [replace(e, file=file.name) for e in _differences(kept.clauses, own.clauses, base, author, _latest(marked, author))]
    touched = {n for e in found for n in e.clauses}
    everybody = _Text(file, (*carried, author, *others))
    without = _Text(file, (*carried, *others))
    for edit in _differences(without.clauses, everybody.clauses, base, author, _latest(marked, author)):
        if not touched & set(edit.clauses) and not any(edit.new == e.new and edit.old == e.old for e in found):
            found.append(replace(edit, file=file.name, on=tuple(a for a in others if _shares(marked, author, a))))
    return found


def _shares(marked: Sequence[MarkedParagraph], author: str, other: str) -> bool:
    """Whether an author changed words that stand in the other's change."""
    return any({author, other} <= {t.author for t in piece.told} for paragraph in marked for piece in paragraph.pieces)


def _latest(marked: Sequence[MarkedParagraph], author: str) -> dict[str, datetime]:
    """Words that an author changed → when: the time of an edit is that of its words."""
    times: dict[str, datetime] = {}
    for paragraph in marked:
        for piece in paragraph.pieces:
            for one in piece.told:
                if one.author == author and one.at is not None:
                    times[piece.text.strip()] = one.at
    return times


def _differences(old: Sequence[Clause], new: Sequence[Clause], base: Sequence[Clause], author: str, times: dict[str, datetime] | None) -> list[Edit]:
    places = _places(old, base)
    found = []
    last: tuple[int, ...] = ()
    for change in changes(old, new, align(old, new)):
        indices = tuple(sorted({places[c.id] for c in change.old if c.id in places}))
        here = indices or last
        if indices:
            last = indices[-1:]
        if change.quiet or _typography(change):
            continue
        deed = _DEEDS[change.kind] if change.redline.changed or change.kind in (ChangeKind.ADDED, ChangeKind.DROPPED) else Deed.MOVED
        if deed is Deed.MOVED and not change.moved:
            continue  # a number that follows from an edit elsewhere is nobody's edit
        before, after = "\n".join(c.text for c in change.old), "\n".join(c.text for c in change.new)
        label = " and ".join(base[i].label for i in here) if here else "the beginning"
        found.append(
            Edit(
                deed=deed,
                clauses=tuple(base[i].id for i in here),
                label=f"after {label}" if deed is Deed.ADDED and here else label,
                author=author,
                at=_time(change, times),
                old=before,
                new=after,
                redline=change.redline if deed is not Deed.MOVED else None,
                position=here[0] if here else -1,
            )
        )
    return found


def _places(old: Sequence[Clause], base: Sequence[Clause]) -> dict[str, int]:
    """Clause id of the file's text → index in the base."""
    if old is base:
        return {c.id: n for n, c in enumerate(base)}
    return {old[j].id: m.old[0] for m in align(base, old) for j in m.new if m.old}


def _typography(change: Change) -> bool:
    return (
        bool(change.old and change.new)
        and not change.moved
        and cosmetic("\n".join(c.text for c in change.old)) == cosmetic("\n".join(c.text for c in change.new))
    )


def _time(change: Change, times: dict[str, datetime] | None) -> datetime | None:
    if not times:
        return None
    pieces = [s.text.strip() for s in change.redline.segments if s.op is not Op.EQUAL] or [c.text for c in (*change.old, *change.new)]
    known = [at for text, at in times.items() if text and any(text in piece or piece in text for piece in pieces if piece)]
    return max(known, default=None)


def _remarks(file: ReadFile, base: Sequence[Clause], kept: _Text, ours: Collection[str]) -> list[Edit]:
    from negotiator.formats.word.package import Package
    from negotiator.formats.word.remarks import read_comments

    places = _places(kept.clauses, base)
    everything = _Text(file, _authors_of(file))
    elsewhere = _places(everything.clauses, base)
    remarks = read_comments(Package.open(file.content, file.name))
    names = {r.id: r.author for r in remarks}
    found = []
    for remark in remarks:
        if remark.author in ours:
            continue
        place, after = None, False
        for text, known in ((kept, places), (everything, elsewhere)):
            if place is None and remark.paragraph in text.at:
                place = known.get(text.clauses[text.at[remark.paragraph]].id)
        if place is None and remark.paragraph in everything.at:
            # it stands on a paragraph that is not in the base: on what somebody added
            before = (elsewhere.get(c.id) for c in reversed(everything.clauses[: everything.at[remark.paragraph]]))
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
                answers=names.get(remark.parent or "", ""),
                file=file.name,
                position=-1 if place is None else place,
            )
        )
    return found


def _authors_of(file: ReadFile) -> list[str]:
    from negotiator.formats.word.blocks import read_marks

    return _authors(read_marks(file.name, file.content))


def wording_of(edit: Edit) -> str:
    """An edit in one line of plain text: changed words in marks, a comment with what it is about."""
    if edit.deed is Deed.COMMENT:
        return (f"“{edit.quote}”: " if edit.quote else "") + edit.comment
    line = edit.redline or redline(edit.old, edit.new)
    if edit.deed is Deed.MOVED:
        return edit.new
    marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    shown = "".join(marks[s.op.value].format(s.text) for s in line.segments)
    return shown + (f" ({edit.comment})" if edit.comment else "")
