"""What a person says a block is: read from a small TOML file, checked against the words at that place, and laid over the reader's blocks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from negotiator.errors import BadInputError, UsageError
from negotiator.model.block import Block, BlockRole, Mark, NoteRef, Reading
from negotiator.reading.byhand import read_ruling
from negotiator.reading.labels import split_label
from negotiator.text.normalise import cosmetic

_HINT = "negotiator parse FILE --explain shows each block's place and its first words"
_FORM = 'a correction is [[block]] with at = "line 12", quote = "its first words", and is, number or kind'


class Take(StrEnum):
    """What a block is taken for because a person says so."""

    HEADING = "heading"
    CONTINUATION = "continuation"
    """It belongs to the paragraph above."""
    PARAGRAPH = "paragraph"
    """It starts a paragraph of its own."""
    FURNITURE = "furniture"
    """It is no clause, and left out: a page's running line, a stamp."""


@dataclass(frozen=True, slots=True)
class Place:
    """A block, named by where it stands and by its first words; both must agree."""

    at: str
    """As `parse --explain` prints it: `line 12`, `paragraph 7`, `table 2, row 3, cell 1`; a bare number counts in the reader's own unit."""
    quote: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person says of one block."""

    place: Place
    take: Take | None = None
    level: int = 0
    """For a heading: its outline level, 1 the outermost; 0 where the text around it decides."""
    number: str | None = None
    """The number as it should read; empty where the block has none; None where nothing was said."""
    kind: str = ""
    split: str = ""
    """Words inside the block where a paragraph of its own begins; what is said is said of that one."""


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a file that is one document, both ends included."""

    first: Place
    last: Place


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything that was said of one file as a source of one document."""

    blocks: tuple[Correction, ...] = ()
    part: Part | None = None
    sha256: str = ""
    """The file that they are about; empty in a file that a person wrote."""
    markup: str = ""
    """What its markup by hand means (`negotiator.reading.byhand`): `confirm`, `ignore`, `inserted=underline,deleted=strike`; empty where nobody said."""

    def __bool__(self) -> bool:
        return bool(self.blocks) or self.part is not None or bool(self.markup)

    def then(self, later: Corrections) -> Corrections:
        """Both, the later ones last, so that they win."""
        return Corrections((*self.blocks, *later.blocks), later.part or self.part, later.sha256 or self.sha256, later.markup or self.markup)


def read_corrections(text: str, name: str) -> Corrections:
    """Read a corrections file. Raises BadInputError that names the entry at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(f"{name} is no valid TOML: {error}", hint=_FORM) from error
    unknown = sorted(set(data) - {"block", "part", "file", "markup"})
    if unknown:
        raise BadInputError(f"{name}: nothing here is called {unknown[0]!r}", hint=_FORM)
    rows = data.get("block", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInputError(f"{name}: block is no list of tables", hint=_FORM)
    part = data.get("part")
    file = data.get("file", {})
    return Corrections(
        tuple(_correction(row, f"{name}, block {number}") for number, row in enumerate(rows, 1)),
        None if part is None else read_part(part, f"{name}, part"),
        str(file.get("sha256", "")) if isinstance(file, dict) else "",
        _markup(data.get("markup"), name),
    )


def _markup(table: object, name: str) -> str:
    """The ruling on markup by hand, checked. Raises BadInputError."""
    if table is None:
        return ""
    said = table.get("is") if isinstance(table, dict) else None
    if not isinstance(said, str) or set(table if isinstance(table, dict) else ()) != {"is"}:
        raise BadInputError(f"{name}, markup: it needs is", hint='[markup] is = "confirm", "ignore" or "inserted=underline,deleted=strike"')
    try:
        read_ruling(said)
    except UsageError as error:
        raise BadInputError(f"{name}, markup: {error}", hint=error.hint) from error
    return said.strip()


def read_part(row: object, where: str) -> Part:
    """A stretch with `from` and `to`. Raises BadInputError."""
    if not isinstance(row, dict) or not isinstance(row.get("from"), dict) or not isinstance(row.get("to"), dict):
        raise BadInputError(f"{where}: it needs from and to", hint='from = { at = "line 12", quote = "its first words" }')
    return Part(_place(row["from"], f"{where}, from"), _place(row["to"], f"{where}, to"))


def _place(row: Mapping[str, object], where: str) -> Place:
    at, quote = row.get("at"), row.get("quote")
    if not isinstance(at, (str, int)) or isinstance(at, bool) or not str(at).strip() or not isinstance(quote, str) or not quote.strip():
        raise BadInputError(f"{where}: it names no block: it needs at and quote", hint=_HINT)
    return Place(str(at).strip(), quote)


def _correction(row: Mapping[str, object], where: str) -> Correction:
    unknown = sorted(set(row) - {"at", "quote", "is", "level", "number", "kind", "split", "note"})
    if unknown:
        raise BadInputError(f"{where}: a correction has no {unknown[0]!r}", hint=_FORM)
    place = _place(row, where)
    said, level, number = row.get("is"), row.get("level", 0), row.get("number")
    if said is not None and said not in set(Take):
        raise BadInputError(f"{where}: {said!r} is nothing that a block can be", hint=f"is = {' | '.join(take.value for take in Take)}")
    if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= 9 or (level and said != Take.HEADING):
        raise BadInputError(f"{where}: level is for a heading, from 1 to 9", hint=_FORM)
    number = str(number) if isinstance(number, int) and not isinstance(number, bool) else number
    texts = {"number": number, "kind": row.get("kind"), "split": row.get("split")}
    wrong = next((key for key, value in texts.items() if value is not None and not isinstance(value, str)), "")
    if wrong:
        raise BadInputError(f"{where}: {wrong} is no text", hint=_FORM)
    kind, split = str(texts["kind"] or "").strip(), str(texts["split"] or "")
    take = Take(said) if isinstance(said, str) else Take.PARAGRAPH if split.strip() else None
    if take is None and number is None and not kind:
        raise BadInputError(f"{where}: it says nothing of {place.quote[:40]!r}", hint=_FORM)
    return Correction(place, take, level, None if number is None else str(number).strip(), kind, split)


def corrected(reading: Reading, corrections: Corrections) -> Reading:
    """A reading with what was said laid over it, cut to its part; the words outside the part stand on no balance of this document.

    Raises BadInputError where a place is not in the file, or where other words stand there.
    """
    pieces = [[block] for block in reading.blocks]
    for correction in corrections.blocks:
        at, nth = _piece(reading, pieces, correction.place)
        pieces[at][nth : nth + 1] = _said(pieces[at][nth], correction, reading)
    if corrections.part is None:
        return replace(reading, blocks=tuple(block for several in pieces for block in several))
    inside = part_of(reading, corrections.part)
    kept = [block if at in inside else replace(block, words=0) for at, several in enumerate(pieces) for block in several if at in inside or _margin(block)]
    outside = sum(block.words for at, block in enumerate(reading.blocks) if at not in inside)
    return replace(reading, blocks=tuple(kept), words=reading.words - outside, title="")


def _piece(reading: Reading, pieces: Sequence[Sequence[Block]], place: Place) -> tuple[int, int]:
    """Which block a place names, by its words as they were read or as they are corrected by now; and which piece of it."""
    for at, block in enumerate(reading.blocks):
        if _is_at(block, place.at):
            nth = next((nth for nth, piece in enumerate(pieces[at]) if _begins(piece, place.quote)), None)
            if nth is not None:
                return at, nth
    return find_block(reading, place), 0


def part_of(reading: Reading, part: Part) -> set[int]:
    """Indices of the blocks of a part, with the notes that its paragraphs refer to. Raises BadInputError."""
    blocks = reading.blocks
    first, last = find_block(reading, part.first), find_block(reading, part.last)
    if last < first:
        raise BadInputError(f"a part ends at {part.last.at}, before it begins at {part.first.at}", hint=_HINT)
    inside = {index for index in range(first, last + 1) if not _margin(blocks[index]) and not is_note(blocks[index])}
    called = {ref.note for index in inside for ref in blocks[index].notes}
    elsewhere = {ref.note for index, block in enumerate(blocks) if index not in inside for ref in block.notes}
    notes = {
        index
        for index, block in enumerate(blocks)
        if is_note(block) and (first <= index <= last or block.note in called) and not (block.note in elsewhere and not first <= index <= last)
    }
    return inside | notes


def is_note(block: Block) -> bool:
    return block.role in (BlockRole.FOOTNOTE, BlockRole.ENDNOTE)


def _margin(block: Block) -> bool:
    return block.role in (BlockRole.HEADER, BlockRole.FOOTER)


def find_block(reading: Reading, place: Place) -> int:
    """The index of the block that a place names. Raises BadInputError where there is none, or where it begins with other words."""
    blocks = reading.blocks
    there = [index for index, block in enumerate(blocks) if _is_at(block, place.at)]
    if not there:
        same = next((str(block.anchor) for block in blocks if _begins(block, place.quote)), "")
        said = f"the words {place.quote[:50]!r} stand at {same}" if same else _HINT
        raise BadInputError(f"nothing that can be corrected stands at {place.at} of this file ({reading.format})", hint=said)
    found = next((index for index in there if _begins(blocks[index], place.quote)), None)
    if found is None:
        begins = " ".join(blocks[there[0]].text.split())[:50]
        raise BadInputError(f"{place.at} begins {begins!r}, not {place.quote[:50]!r}", hint="at and quote must name the same block; " + _HINT)
    return found


def _is_at(block: Block, at: str) -> bool:
    wanted = " ".join(at.casefold().split())
    names: set[str] = set()
    for anchor in (block.anchor, *block.joined):
        bare = f"{anchor.unit} {anchor.index}"
        names |= {str(anchor).casefold(), f"{anchor.part}, {bare}" if anchor.part else bare}
        if not anchor.part:
            names.add(str(anchor.index))
    return wanted in names


def _begins(block: Block, quote: str) -> bool:
    wanted = _flat(quote)
    return any(_flat(text).startswith(wanted) for text in (block.text, f"{block.label} {block.text}"))


def _flat(text: str) -> str:
    return " ".join(cosmetic(text).split()).casefold()


def _said(block: Block, correction: Correction, reading: Reading) -> list[Block]:
    """The block (or the two that it is cut into) as a person says it is."""
    if block.given_id and (correction.take not in (None, Take.FURNITURE) or correction.split):
        hint = "change the file; number and kind can be corrected"
        raise BadInputError(f"{block.anchor}: a {reading.format} file says by itself what its clauses are", hint=hint)
    before: list[Block] = []
    if correction.split:
        before, block = _cut(block, correction.split)
    if correction.number is not None:
        block = _numbered(block, correction.number)
    if correction.kind:
        block = replace(block, kind=correction.kind)
    take = correction.take
    if take is Take.CONTINUATION and correction.number is None:
        block = _numbered(block, "", whole=True)
    if take is not None:
        block = replace(block, heading=correction.level if take is Take.HEADING else 0)
    return [*before, replace(block, ruled=take.value if take is not None else block.ruled or "as it is")]


def _numbered(block: Block, number: str, *, whole: bool = False) -> Block:
    """With another number; what the block's words had for one is cut off, unless it has no number and all is text."""
    text = block.text
    if not number:
        if whole and block.label:
            text = f"{block.label} {text}"
        return replace(_shifted(block, text), label="", unnumbered=True)
    if not block.label:
        label, rest = split_label(text)
        text = rest if label is not None else text[len(number) :].lstrip() if text.startswith(number) else text
    return replace(_shifted(block, text), label=number, unnumbered=False)


def _shifted(block: Block, text: str) -> Block:
    """With another beginning; marks keep to their words."""
    by = len(text) - len(block.text)
    if not by:
        return block
    notes = tuple(NoteRef(max(0, ref.offset + by), ref.note) for ref in block.notes)
    marks = tuple(replace(mark, start=max(0, mark.start + by), end=max(0, mark.end + by)) for mark in block.marks)
    return replace(block, text=text, notes=notes, marks=tuple(mark for mark in marks if mark.end > mark.start))


def _cut(block: Block, words: str) -> tuple[list[Block], Block]:
    """A block in two, at the words where the second begins."""
    found = [at for at in range(len(block.text)) if block.text.startswith(words.strip(), at) and (at == 0 or block.text[at - 1].isspace())]
    if len(found) != 1 or found[0] == 0:
        how = "several times" if len(found) > 1 else "at its beginning" if found else "nowhere"
        raise BadInputError(f"{block.anchor}: {words[:50]!r} stands {how} inside it, so it cannot be cut there", hint="give some words more, to the letter")
    at = found[0]
    first, second = block.text[:at].rstrip(), block.text[at:]
    behind = len(second.split())
    head = replace(
        block,
        text=first,
        words=block.words - behind,
        notes=tuple(ref for ref in block.notes if ref.offset < at),
        marks=tuple(replace(mark, end=min(mark.end, len(first))) for mark in block.marks if mark.start < len(first)),
    )
    notes = tuple(NoteRef(ref.offset - at, ref.note) for ref in block.notes if ref.offset >= at)
    marks: tuple[Mark, ...] = tuple(replace(mark, start=max(0, mark.start - at), end=mark.end - at) for mark in block.marks if mark.end > at)
    return [head], replace(block, text=second, words=behind, label="", notes=notes, marks=marks, list_level=None, heading=0, breaks_before=False)
