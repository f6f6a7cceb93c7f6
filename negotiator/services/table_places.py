"""Which paragraphs a row of a table is about: by the place it names, and by the text it quotes where the place is named only by half."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from negotiator.model.clause import STRUCTURAL, ClauseKind
from negotiator.reading.places import Named, PlaceName, read_place
from negotiator.services.wordings import MANY_WORDS, Wordings
from negotiator.text.amendments import excerpt, likeness
from negotiator.text.normalise import fold

if TYPE_CHECKING:
    from negotiator.model.clause import Clause

_INTERNAL: Final = re.compile(r"[hpb]\d+|t\d+|r\d+|c\d+|title(?:_\d+)?|fn\w*")
_UNLIKE: Final = 0.45
"""Share of words below which a quotation may be from another paragraph than the one that is named beside it."""
_SHORTEST_HEADING: Final = 8
_LEAD: Final = re.compile(r"^\s*((?:[^\W\d_]+\.?\s+)?[#(]?(?:[IVXLC]+|\d+|[A-Za-z])(?:\s?(?:bis|ter))?(?:[.)(]+(?:\d+|[ivxlc]+|[a-z]))*[.):]*)\s+(?=\S{2})")
_OWN_QUOTE: Final = re.compile(r"[“\"](.+?)…?[”\"]")


@dataclass(frozen=True, slots=True)
class Place:
    """The paragraphs of a row, as indices into the base."""

    indices: tuple[int, ...]
    relation: str = ""
    """`after` or `before` where something is to stand beside them."""
    whole: bool = False
    """The row says that it is about the whole text."""
    among: tuple[int, ...] = ()
    """Where no text decides: the paragraphs that go by the name."""


class Places:
    """The paragraphs of a text by what people call them and by what they say."""

    def __init__(self, base: Sequence[Clause]) -> None:
        self._base = base
        self._keys = [_keys(clause) for clause in base]
        self._words = Wordings(base)
        self._paths = {c.path: i for i, c in enumerate(base) if "_" in c.path or _INTERNAL.search(c.path)}
        """Paths that count what has no number, as our own lists print them."""
        self._found: dict[tuple[str, str, str, str], Place] = {}
        counted = any(key[-1:] == ("pp1",) for key in self._keys)
        if not counted:
            for n, index in enumerate((i for i, c in enumerate(base) if c.kind == ClauseKind.PREAMBULAR and not c.number), 1):
                self._keys[index] = (*self._keys[index][:-1], f"pp{n}")

    def find(self, named: str, *, section: str = "", quoted: str = "", proposed: str = "") -> Place:
        """What a row is about; no indices where neither its place nor its text is in the base."""
        key = (named, section, quoted, proposed)
        if key not in self._found:
            self._found[key] = self._find(named, section, quoted, proposed)
        return self._found[key]

    def _find(self, named: str, section: str, quoted: str, proposed: str) -> Place:
        label, quoted = _split(quoted)
        if named in self._paths:
            return Place((self._paths[named],))
        name = read_place(named) if named else None
        if name is None and named:
            begun = _OWN_QUOTE.search(named)
            found = self._words.beginning_with(begun[1]) if begun else ()
            if found:
                return Place(found)
            name = read_place(lead[1]) if (lead := _LEAD.match(named)) and len(named.split()) > MANY_WORDS else None
            quoted = quoted or (named if len(named.split()) >= MANY_WORDS else "")
        if name is None and label and (name := read_place(label)) is not None and name.whole:
            name = None
        if name is None:
            return Place(self._words.source_of(quoted))
        if name.whole:
            return Place((), whole=True)
        return self._named(name, named, section, quoted, proposed)

    def like(self, text: str) -> list[Clause]:
        """The paragraphs that share most with a text."""
        return self._words.like(text)

    def known(self, named: str) -> bool:
        """Whether a cell names a place that is in the base."""
        name = read_place(named)
        return name is not None and bool(self._named(name, named, "", "", "").indices)

    def _named(self, name: PlaceName, named: str, section: str, quoted: str, proposed: str) -> Place:
        relation = "" if name.relation == "new" else name.relation
        outer = self._headed(named) or self._outer(section)
        best: tuple[int, tuple[int, ...]] | None = None
        half: list[int] = []
        several: list[int] = []
        for reading in name.readings:
            found: list[int] = []
            missed = False
            for one in reading:
                hit = self._one(one, outer, (quoted, proposed), half, several, alone=len(reading) == 1 and not one.last)
                missed |= not hit
                found += [index for index in hit if index not in found]
            score = (0 if missed else 2) - any(self._base[i].kind in STRUCTURAL for i in found) * (len(found) > 1)
            if found and not missed and (best is None or score > best[0]):
                best = score, tuple(found)
        if best is not None:
            return Place(best[1], relation)
        beside = self._beside(name, outer)
        if beside is not None:
            return Place((beside,), "after")
        if quoted and (found_there := self._words.among(half, quoted) or self._words.source_of(quoted)):
            return Place(found_there, relation)
        return Place((), among=tuple(dict.fromkeys(several)))

    def _one(self, one: Named, outer: tuple[str, ...], beside: tuple[str, str], half: list[int], several: list[int], *, alone: bool) -> tuple[int, ...]:
        """One place that was named; where it stands alone, a text quoted beside it that is another paragraph's is right against its number."""
        quoted, proposed = beside
        found = self._candidates(one, outer)
        if len(found) > 1:
            found = list(self._words.among(found, quoted) or self._words.among(found, proposed)) or found
        if (
            alone
            and len(found) == 1
            and len(quoted.split()) >= MANY_WORDS
            and not self._words.hold(found[0], quoted)
            and likeness(self._base[found[0]].text, excerpt(quoted)) < _UNLIKE
        ):
            return self._words.source_of(quoted) or (found[0],)
        if len(found) > 1:
            half += found
            several += found
            return ()
        if not found:
            half += self._below(one, outer)
            return ()
        if not one.last:
            return (found[0],)
        ends = self._candidates(Named(one.last, one.kind), outer)
        ends = [end for end in ends if end > found[0]] or ends
        if not ends:
            return ()
        return tuple(self._between(found[0], ends[0]))

    def _between(self, first: int, last: int) -> Iterator[int]:
        """From one paragraph to another, those that stand as far inside as they do."""
        deep = len(self._keys[first])
        for index in range(first, last + 1):
            kind = self._base[index].kind
            if index in (first, last) or (
                len(self._keys[index]) <= deep and kind not in STRUCTURAL and kind != ClauseKind.FOOTNOTE and self._base[index].number
            ):
                yield index

    def _candidates(self, one: Named, outer: tuple[str, ...]) -> list[int]:
        """The paragraphs that go by these numbers, none of them better than another."""
        if one.kind == "title":
            return [i for i, c in enumerate(self._base) if c.kind == ClauseKind.TITLE][:1]
        if one.kind == ClauseKind.FOOTNOTE:
            return [i for i, c in enumerate(self._base) if c.kind == ClauseKind.FOOTNOTE and fold(c.number).strip("[]()") == one.parts[-1]]
        tried = [outer + one.parts] if outer and one.parts[: len(outer)] != outer else []
        for parts in (*tried, one.parts):
            for fits in (_equal, _ending, _within):
                found = [i for i, key in enumerate(self._keys) if fits(key, parts) and _of_kind(self._base[i], one.kind)]
                plain = [i for i in found if self._base[i].kind not in STRUCTURAL]
                if found:
                    return plain if plain and one.kind != "heading" and fits is not _equal else found
        return []

    def _below(self, one: Named, outer: tuple[str, ...]) -> list[int]:
        """Where the numbers are not there as a whole: what stands under as many of them as are."""
        for parts in ((*outer, *one.parts), one.parts):
            for length in range(len(parts) - 1, 0, -1):
                found = [i for i, key in enumerate(self._keys) if key[:length] == parts[:length] and len(key) > length]
                if found:
                    return found
        return []

    def _beside(self, name: PlaceName, outer: tuple[str, ...]) -> int | None:
        """The paragraph behind which `7 bis` would stand, where there is none."""
        for reading in name.readings:
            last = reading[-1].parts[-1] if reading[-1].parts else ""
            stem = re.fullmatch(r"(\d+|[a-z])(?:bis|ter|quater|quinquies|alt)", last)
            number = stem[1] if stem else str(int(last) - 1) if name.relation == "new" and last.isdigit() else ""
            if number and number != "0":
                found = self._candidates(Named((*reading[-1].parts[:-1], number), reading[-1].kind), outer)
                if len(found) == 1:
                    return found[0]
        return None

    def _outer(self, section: str) -> tuple[str, ...]:
        name = read_place(section) if section else None
        if name is None:
            lead = _LEAD.match(section)
            name = read_place(lead[1]) if lead else None
        if name is None or not name.readings:
            return self._headed(section) or self._headed(section, within=True)
        found = self._candidates(name.readings[0][0], ())
        return self._keys[found[0]] if len(found) == 1 else ()

    def _headed(self, words: str, *, within: bool = False) -> tuple[str, ...]:
        """The numbers of the heading whose words stand in a text, or the other way round."""
        said = f" {_spelled(words)} "
        if len(said.strip()) < _SHORTEST_HEADING:
            return ()
        found = [
            i
            for i, c in enumerate(self._base)
            if c.kind == ClauseKind.HEADING
            and self._keys[i][-1:] != ("",)
            and len(title := f" {_spelled(c.text)} ") >= _SHORTEST_HEADING
            and (said in title if within else title in said)
        ]
        return self._keys[found[0]] if len(found) == 1 else ()


def _keys(clause: Clause) -> tuple[str, ...]:
    """A clause's numbers from the outermost, without what is counted where nothing is printed."""
    parts = [part for part in fold(clause.path).split(".") if not _INTERNAL.fullmatch(part)]
    if _INTERNAL.fullmatch(fold(clause.path).rpartition(".")[2]):
        return (*parts, "")
    if clause.kind == ClauseKind.ACTION and parts and (digits := re.search(r"\d+\w*$", parts[-1])):
        parts[-1] = digits[0]
    if parts and re.fullmatch(r"op\d+\w*", parts[-1]):
        parts[-1] = parts[-1][2:]
    return tuple(parts)


def _spelled(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _of_kind(clause: Clause, kind: str) -> bool:
    if kind == "heading":
        return clause.kind in STRUCTURAL
    return kind != "operative" or clause.kind != ClauseKind.PREAMBULAR


def _equal(key: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    return key == parts


def _ending(key: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    return len(parts) < len(key) and key[-len(parts) :] == parts


def _within(key: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether the numbers stand in the key in this order, the last of them last."""
    if not key or key[-1] != parts[-1]:
        return False
    rest = iter(key)
    return all(part in rest for part in parts)


def _split(quoted: str) -> tuple[str, str]:
    """A quotation's own number, and what it quotes."""
    lead = _LEAD.match(quoted)
    if lead is None or read_place(lead[1]) is None:
        return "", quoted
    return lead[1], quoted[lead.end() :]
