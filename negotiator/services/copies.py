"""A copy of a text that others worked in: read with the changes of these or those authors accepted, each reading once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from negotiator.align import align
from negotiator.reading.segment import segment
from negotiator.text.normalise import cosmetic

if TYPE_CHECKING:
    from negotiator.formats.word.marks import MarkedParagraph
    from negotiator.formats.word.remarks import WordRemark
    from negotiator.model.block import Block, Reading
    from negotiator.model.change import Match
    from negotiator.model.clause import Clause
    from negotiator.services.files import ReadFile


class Version:
    """A copy with some changes accepted and the others rejected, as clauses, and where they stand in the text that it was made from."""

    def __init__(self, clauses: Sequence[Clause], base: Sequence[Clause]) -> None:
        self.clauses = clauses
        self._base = base

    @cached_property
    def matches(self) -> Sequence[Match]:
        """Which of the base's clauses became which."""
        return align(self._base, self.clauses)

    @cached_property
    def places(self) -> dict[str, int]:
        """Clause id here → index in the base."""
        return {self.clauses[j].id: m.old[0] for m in self.matches for j in m.new if m.old}

    @cached_property
    def at(self) -> dict[int, int]:
        """Ordinal of a paragraph of the file → index of the clause that it belongs to."""
        return {a.index: n for n, c in enumerate(self.clauses) for a in c.anchors if a.unit == "paragraph" and not a.part}

    @property
    def share(self) -> float:
        """How much of the base is here."""
        return sum(1 for m in self.matches if m.old and m.new) / max(1, len(self._base))


class Copy:
    """A Word file that was made from a text, and who changed it."""

    def __init__(self, file: ReadFile, base: Sequence[Clause]) -> None:
        from negotiator.formats.word.blocks import read_marks
        from negotiator.formats.word.insertions import with_nested_insertions

        self.file, self.base = file, base
        self._content = with_nested_insertions(file.name, file.content) if file.reading.tracked else file.content
        self.marked: Sequence[MarkedParagraph] = read_marks(file.name, self._content) if file.reading.tracked else ()
        told = (one for paragraph in self.marked for piece in (*(p.told for p in paragraph.pieces), paragraph.mark) for one in piece)
        self.authors = list(dict.fromkeys(one.author for one in told))
        self.without: frozenset[int] = frozenset()
        """Ordinals of paragraphs that are no part of the text: tables of comments on it."""
        self._versions: dict[frozenset[str], Version] = {}
        self._readings: dict[frozenset[str], Reading] = {}

    def version(self, accepted: Collection[str]) -> Version:
        """The copy with the changes of these authors accepted and everybody else's rejected."""
        key = frozenset(accepted)
        if key not in self._versions:
            self._versions[key] = Version(self._read(key), self.base)
        return self._versions[key]

    @property
    def accepted(self) -> Version:
        """The copy with everybody's changes."""
        return self.version(self.authors)

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """Authors whose accepted changes make the file's text the base; nobody where that is not better than no changes at all."""
        wanted = {cosmetic(c.text) for c in self.base}

        def agreeing(accepted: Collection[str]) -> int:
            return len(wanted & {cosmetic(c.text) for c in self.version(accepted).clauses})

        best: tuple[str, ...] = ()
        most = agreeing(best)
        for candidate in [*((a,) for a in self.authors), *([tuple(self.authors)] if len(self.authors) > 1 else [])]:
            count = agreeing(candidate)
            if count > most:
                best, most = candidate, count
        return best

    def shares(self, author: str, other: str) -> bool:
        """Whether an author changed words that stand in the other's change."""
        return any({author, other} <= {t.author for t in piece.told} for paragraph in self.marked for piece in paragraph.pieces)

    def changed_at(self, author: str) -> dict[tuple[str, int], datetime]:
        """Part and ordinal of each paragraph that an author changed → when last."""
        times: dict[tuple[str, int], datetime] = {}
        joined: dict[tuple[str, int], datetime] = {}
        for paragraph in self.marked:
            told = (*(t for piece in paragraph.pieces for t in piece.told), *paragraph.mark)
            at = latest(t.at for t in told if t.author == author and t.at is not None)
            if at is not None:
                times[paragraph.anchor.part, paragraph.anchor.index] = at
                if paragraph.mark:
                    joined[paragraph.anchor.part, paragraph.anchor.index + 1] = at
        return joined | times

    @cached_property
    def remarks(self) -> Sequence[WordRemark]:
        """The comments of the file, in the order of their places."""
        from negotiator.formats.word.package import Package
        from negotiator.formats.word.remarks import read_comments

        return read_comments(Package.open(self.file.content, self.file.name))

    def answered(self, remark: WordRemark) -> str:
        """Who is answered, where a comment is an answer."""
        return next((r.author for r in self.remarks if r.id == remark.parent), "") if remark.parent else ""

    def blocks(self, accepted: Collection[str]) -> Sequence[Block]:
        """What a reader takes out of the copy with the changes of these authors accepted."""
        return self._reading(frozenset(accepted)).blocks

    def _reading(self, accepted: frozenset[str]) -> Reading:
        if len(accepted) == len(self.authors):
            return self.file.reading
        if accepted not in self._readings:
            from negotiator.formats.word.blocks import read_settled

            self._readings[accepted] = read_settled(self.file.name, self._content, accepted)
        return self._readings[accepted]

    def _read(self, accepted: frozenset[str]) -> Sequence[Clause]:
        everybody = len(accepted) == len(self.authors)
        clauses = self.file.clauses if everybody else segment(self._reading(accepted), self.file.corrections).clauses
        # a page break at its end is no line of a paragraph
        clauses = [c if c.text == c.text.strip() else replace(c, text=c.text.strip()) for c in clauses]
        if not self.without:
            return clauses
        return [c for c in clauses if not any(a.index in self.without and not a.part for a in c.anchors)]


def latest(moments: Iterable[datetime]) -> datetime | None:
    """The last of several moments; those without a zone are taken as UTC."""
    return max(moments, key=lambda at: at if at.tzinfo else at.replace(tzinfo=UTC), default=None)
