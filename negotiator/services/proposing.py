"""Changes of delegations written into a text's own Word file, each under its author's name and date; what cannot be written is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from negotiator.errors import NotFoundError, UsageError
from negotiator.model.audience import Audience
from negotiator.model.counting import counted
from negotiator.model.edit import Deed, Edit
from negotiator.model.revision import Role
from negotiator.rules.audience import Field, is_open
from negotiator.services.addresses import find_revision
from negotiator.services.coverage import coverage_in
from negotiator.services.families import with_families
from negotiator.services.file_names import export_name
from negotiator.services.locks import goes_along, prepared, private_to, refuse_leaks, refuse_words, said_taken
from negotiator.services.parties import party_table
from negotiator.services.points import points_of
from negotiator.services.redlines import ClausePlace, check_author, word_source
from negotiator.services.sent import sent_text
from negotiator.services.wishes import DELEGATION, Exported, ExportWishes
from negotiator.text.normalise import cosmetic
from negotiator.text.redline import redline

if TYPE_CHECKING:
    from negotiator.formats.word.comments import WordComment
    from negotiator.formats.word.propose import Edit as WordEdit
    from negotiator.formats.word.wanted import Kind
    from negotiator.model.clause import Clause
    from negotiator.model.party import PartyTable
    from negotiator.model.revision import Revision
    from negotiator.store.store import Snapshot


def proposals(view: Snapshot, wishes: ExportWishes, at: datetime) -> Exported:
    """The file of a version with the changes that the user's files hold. Raises NotFoundError, UsageError, BadInputError or RefusedError."""
    if not wishes.target:
        raise UsageError("say which document", hint="negotiator export declaration --as proposals --from changes.md")
    revision, _ = find_revision(view, wishes.target)
    clauses, edits = _edits(view, wishes, revision)
    source = word_source(view, revision)
    ready, taken = prepared(source.content, revision.address, wishes.audience, wishes.marking)
    room = wishes.audience is Audience.ROOM
    done = write_changes(
        ready,
        clauses,
        source.places,
        edits,
        named=_namer(view, wishes, edits),
        at=lambda moment: at if room or moment is None else moment,
        comments=is_open(Field.RATIONALE, wishes.audience),
    )
    name = export_name(wishes.form, wishes.audience, document=revision.document, revision=revision.slug)
    proposed = [edit.new for edit in edits if edit.new] if is_open(Field.PROPOSAL, wishes.audience) else []
    rows = coverage_in(view, revision, points_of(view), view.assessments()) if view.document(revision.document).role is Role.OUTCOME else ()
    private, signature = private_to(view, wishes.audience, wishes.private), wishes.signature(revision)
    refuse_leaks(rows, wishes.audience, done.content, name, bases=[ready], issued=proposed, private=private, author=signature)
    said = f"{revision.address} with {counted(done.changes, 'change')} of {', '.join(done.authors)}"
    said += f" and {counted(done.comments, 'comment')}" if done.comments else ""
    said += f"; rejecting these gives {revision.label}: proven" + ("" if source.issued else "; built from the reference document")
    said += said_taken(taken)
    left_out = (f"left out: {line}" for line in done.left_out)
    return Exported(done.content, name, said, (*done.clashes, *_lent(view, wishes, edits), *left_out, *goes_along(done.content, name, wishes.audience)))


def proposed_on(view: Snapshot, wishes: ExportWishes, revision: Revision) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """For a table: clause id → what the user's files propose on it, as far as it is open to the audience; under no id what is about the whole text, or about a
    place that is not in it. Raises as `proposals` does.
    """
    if not wishes.changes or not is_open(Field.PROPOSAL, wishes.audience):
        return {}, []
    clauses, edits = _edits(view, wishes, revision)
    named, base = _namer(view, wishes, edits), {c.id: c.text for c in clauses}
    found: dict[str, list[dict[str, Any]]] = {}
    for edit in edits:
        why = edit.comment if is_open(Field.RATIONALE, wishes.audience) else ""
        if edit.deed is Deed.COMMENT and not why:
            continue
        old = "" if edit.deed in (Deed.ADDED, Deed.COMMENT) else "\n".join(base[c] for c in edit.clauses)
        moving = f"Move {edit.to.replace('at the', 'to the', 1) if not edit.behind else edit.to}" if edit.to else ""
        pieces = [("equal", moving or "Move")] if edit.deed is Deed.MOVED else [(s.op.value, s.text) for s in redline(old, edit.new).segments]
        if edit.deed is not Deed.MOVED:
            why = "\n".join(filter(None, (moving, why)))
        where = "" if len(edit.clauses) == 1 else _ROW.sub("", edit.label)
        one = {"author": named(edit.author), "after": edit.deed is Deed.ADDED, "where": where, "pieces": pieces, "why": why}
        found.setdefault(edit.clauses[0] if edit.clauses else "", []).append(one)
    ordered = {clause: sorted(proposed, key=lambda one: (bool(one["where"]), bool(one["after"]))) for clause, proposed in found.items()}
    return ordered, _lent(view, wishes, edits)


_ROW: Final = re.compile(r" \((?:table \d+, row|comment) \d+\)$")
"""Where a place that is not in the text was named."""


def _edits(view: Snapshot, wishes: ExportWishes, revision: Revision) -> tuple[Sequence[Clause], list[Edit]]:
    """The text, and what the user's files change in it, in their order."""
    from negotiator.services.changes_file import changes_in

    sent = sent_text(view, revision)
    base = {c.id: c for c in sent.base}
    edits = [_unnumbered(edit, base) for path in wishes.changes for edit in changes_in(path, sent)]
    if not edits:
        raise NotFoundError(
            f"{', '.join(wishes.changes)}: no change to {revision.address} is in there", hint="negotiator edits FILE.docx --of DOC shows what is"
        )
    said_in = {f"the change to {edit.label}": edit.new for edit in edits if edit.new}
    refuse_words(view, wishes.audience, said_in, wishes.private)
    return sent.base, edits


def _namer(view: Snapshot, wishes: ExportWishes, edits: Sequence[Edit]) -> Callable[[str], str]:
    """Under which name an author's changes stand: his own; in the room, where people are not named, his delegation's or ours.

    Raises UsageError where two whose delegation nobody entered would stand under one name there.
    """
    delegations, ours = party_table(view), wishes.author or DELEGATION

    def named(author: str) -> str:
        if wishes.audience is Audience.ROOM:
            party = delegations.find(author)
            author = "" if party is None else party.name
        return author or ours

    if wishes.audience is Audience.ROOM and wishes.author and len(strangers := _strangers(edits, delegations, ours)) > 1:
        raise UsageError(
            f"in the room the changes of {' and '.join(f'“{one}”' for one in strangers)} would all stand under the name “{ours}”",
            hint='negotiator delegations add Arlen --alias "Name in the file" enters whose they are',
        )
    return named


def _lent(view: Snapshot, wishes: ExportWishes, edits: Sequence[Edit]) -> list[str]:
    """Whose changes stand under our name in the room, or under the word that stands for any delegation."""
    ours = wishes.author or DELEGATION
    if wishes.audience is not Audience.ROOM:
        return []
    return [f"the changes of “{one}” stand under the name “{ours}”" for one in _strangers(edits, party_table(view), ours) if one != ours]


def _strangers(edits: Sequence[Edit], delegations: PartyTable, ours: str) -> list[str]:
    """Authors whose changes stand under our name in the room, because no delegation goes by theirs; whoever is not named is one of us."""
    return list(dict.fromkeys(edit.author or ours for edit in edits if edit.deed is not Deed.COMMENT and delegations.find(edit.author) is None))


@dataclass(frozen=True, slots=True)
class Written:
    """The file with the changes, and what came of each."""

    content: bytes
    changes: int
    comments: int
    authors: tuple[str, ...]
    clashes: tuple[str, ...]
    """Where two authors met, and what became of the later's change."""
    left_out: tuple[str, ...]


def write_changes(
    content: bytes,
    base: Sequence[Clause],
    places: Mapping[str, ClausePlace],
    edits: Sequence[Edit],
    *,
    named: Callable[[str], str],
    at: Callable[[datetime | None], datetime],
    comments: bool,
) -> Written:
    """The Word file of `base` with these edits as tracked changes and comments, in the order given; proven author by author.

    `places` tells where the clauses stand in the file, `named` under which name an author's changes are written, `at` with which date; without `comments`
    reasons and remarks are left out. Raises UsageError for a name that no file can carry, RefusedError where the proof fails.
    """
    from negotiator.formats.word.propose import propose
    from negotiator.formats.word.proven import proven_annotation

    writer = _Writer(base, places, named, at, comments)
    for edit in with_families(edits, base):
        writer.add(edit)
    done = propose(content, writer.edits)
    content = proven_annotation(done.content, writer.remarks(done.places)) if writer.comments else done.content
    labels = {(place.part, n): c.label for c in base if (place := places.get(c.id)) for n in range(place.first, place.last + 1)}
    became = {(e.author, place): "that {} deletes it is left out" for e in writer.edits if e.kind == "delete" for place in e.places}
    became |= {(e.author, place): "the move of {} is written as new text in its new place" for e in writer.edits if e.to is not None for place in e.places}
    clashes = []
    for c in {(c.later, labels.get(c.place)): c for c in done.clashes}.values():
        first, second = writer.met(c.place, c.earlier, c.later)
        said = became.get((c.later, c.place), "the wording of {} stands whole behind it")
        clashes.append(f"{labels.get(c.place, f'paragraph {c.place[1]} of the file')}: {first} changes it, too; {said.format(second)}")
    authors = dict.fromkeys(name for name in (*(e.author for e in writer.edits), *(c.author for _, c in writer.comments)))
    reasons = sum(bool(e.comment) for e in writer.edits)
    return Written(content, len(writer.edits), len(writer.comments) + reasons, tuple(authors), tuple(clashes), tuple(writer.left_out))


class _Writer:
    """Turns edits of clauses into edits of paragraphs of a file."""

    def __init__(
        self, base: Sequence[Clause], places: Mapping[str, ClausePlace], named: Callable[[str], str], at: Callable[[datetime | None], datetime], comments: bool
    ) -> None:
        self._base = {c.id: c for c in base}
        self._order = [c.id for c in base]
        self._places, self._named, self._at, self._wanted = places, named, at, comments
        self._begins = next((p.first for c in base if (p := places.get(c.id)) and not p.part), 1)
        self._whose: dict[tuple[str, int], list[str]] = {}
        self.edits: list[WordEdit] = []
        self.comments: list[tuple[ClausePlace, WordComment]] = []
        self.left_out: list[str] = []

    def add(self, edit: Edit) -> None:
        author = self._named(edit.author)
        check_author(author)
        place = [self._places[c] for c in edit.clauses if c in self._places]
        if edit.deed is Deed.COMMENT:
            self._comment(edit, author, place)
        elif edit.deed is Deed.ADDED:
            like = self._places.get(edit.like)
            self.edits.append(self._edit(edit, author, (self._behind(edit.clauses),), "insert", like=like.first if like and not like.part else 0))
        elif not edit.clauses:
            self._leave(edit, author, "no paragraph of that name is there")
        elif not place or len({p.part for p in place}) > 1:
            self._leave(edit, author, "it stands in a header")
        elif self._elsewhere(edit):
            self._leave(edit, author, "it reads otherwise now than when the change was made")
        elif edit.behind is None and edit.deed is Deed.MOVED:
            self._leave(edit, author, "it is not said where it is to stand")
        elif edit.behind is not None and place[0].part:
            self._leave(edit, author, "a footnote stands where the text refers to it")
        else:
            paragraphs = tuple(n for p in place for n in range(p.first, p.last + 1))
            to = None if edit.behind is None else self._behind((edit.behind,) if edit.behind else ())
            kind: Kind = "delete" if edit.deed is Deed.DELETED else "replace"
            self.edits.append(self._edit(edit, author, paragraphs, kind, was=self._text(edit), part=place[0].part, to=to))

    def _edit(self, edit: Edit, author: str, paragraphs: tuple[int, ...], kind: Kind, **more: Any) -> WordEdit:
        from negotiator.formats.word.propose import Edit as WordEdit

        for n in paragraphs:
            self._whose.setdefault((more.get("part", ""), n), []).append(edit.author or author)
        text, comment = "" if kind == "delete" else edit.new, edit.comment if self._wanted else ""
        return WordEdit(author, self._at(edit.at), paragraphs, text, kind, comment=comment, begins=self._begins, **more)

    def met(self, place: tuple[str, int], earlier: str, later: str) -> tuple[str, str]:
        """Who met on a paragraph; where both are written under one name, those that they have: whose they are is for us to know."""
        whose = self._whose.get(place, [])
        return (whose[0], whose[-1]) if earlier == later and whose else (earlier, later)

    def remarks(self, now: Mapping[tuple[str, int], int]) -> list[WordComment]:
        """The comments, on the paragraphs as the file counts them now."""
        return [replace(c, paragraph=n) for p, c in self.comments if (n := now.get((p.part, p.first), p.first if p.part else 0))]

    def _comment(self, edit: Edit, author: str, places: Sequence[ClausePlace]) -> None:
        from negotiator.formats.word.comments import WordComment, initials

        if not self._wanted:
            return
        if not places:
            places = [p for c in self._order[:1] if (p := self._places.get(c))]
        for place in places[:1]:
            note = WordComment(place.first, edit.comment, author, initials(author), self._at(edit.at), side="old", quote=edit.quote, part=place.part)
            self.comments.append((place, note))

    def _leave(self, edit: Edit, author: str, why: str) -> None:
        self.left_out.append(f"{edit.label or 'a change'} ({author}): {why}")

    def _behind(self, clauses: Sequence[str]) -> int:
        """The last paragraph of the clause that something stands behind, or of the nearest before it that is in the running text; 0 for the beginning."""
        if not clauses:
            return 0
        for clause in reversed(self._order[: self._order.index(clauses[-1]) + 1]):
            place = self._places.get(clause)
            if place is not None and not place.part:
                return place.last
        return 0

    def _text(self, edit: Edit) -> str:
        return "\n".join(self._base[c].text for c in edit.clauses)

    def _elsewhere(self, edit: Edit) -> bool:
        """Whether the change was made to another wording; one made on top of another author's is not."""
        return bool(edit.old) and not edit.on and cosmetic(edit.old) != cosmetic(self._text(edit))


def _unnumbered(edit: Edit, base: Mapping[str, Clause]) -> Edit:
    """The edit without the number that people write before a new text and that the clause's own text has not."""
    clause = base.get(edit.clauses[0]) if edit.clauses and edit.deed in (Deed.CHANGED, Deed.PROPOSED) else None
    typed = re.match(rf"\s*{re.escape(clause.number)}[.)]?\s+", edit.new) if clause is not None and clause.number else None
    return replace(edit, new=edit.new[typed.end() :]) if typed and clause is not None and not clause.text.startswith(typed[0]) else edit
