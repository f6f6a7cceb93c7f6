"""Markdown as negotiators write it: headings, lists with their numbers, tables, emphasis; square brackets stay to the letter unless they are links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from negotiator.formats.text.decode import decode
from negotiator.model.block import Anchor, Block, BlockRole, Cell, Mark, NoteRef, Reading

if TYPE_CHECKING:
    from markdown_it.token import Token

READER = "markdown/1"
_NOTE_TEXT = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$")
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_FRONT = re.compile(r"^([A-Za-z][\w -]*):[ \t]*(.*?)[ \t]*$")
_NUMBERED_LINE = re.compile(r"^(\s{0,12})(\d{1,9}|[ivxlcIVXLC]{1,7}|[a-zA-Z])([.)])(\s+)")
_EMPHASIS = {"strong": "bold", "em": "italic", "s": "strike"}
_INDENT = 0.6
"""Centimetres that one level of a list is indented by."""


def read_markdown(name: str, content: bytes) -> Reading:
    """Read CommonMark with tables, strike-through, footnotes and front matter. Raises BadInputError where the bytes are no text."""
    text, warnings = decode(name, content)
    return _Reader(text).reading(warnings)


@dataclass(slots=True)
class _Place:
    """Where in lists, quotes and tables the walk is."""

    ordered: list[tuple[bool, str]] = field(default_factory=list)
    label: str = ""
    heading: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    in_head: bool = False
    table_line: int = 0

    def in_table(self, token: Token) -> None:
        """Follow the tokens of a table."""
        match token.type:
            case "table_open":
                self.table, self.row = self.table + 1, 0
                self.table_line = token.map[0] if token.map else 0
            case "thead_open" | "thead_close":
                self.in_head = token.type == "thead_open"
            case "tr_open":
                self.row, self.column = self.row + 1, 0
            case "th_open" | "td_open":
                self.column += 1
            case "table_close":
                self.column = 0


class _Reader:
    def __init__(self, text: str) -> None:
        self.source = re.split(r"\r\n|\n|\r", text)
        self.words = len(text.split())
        self.properties: dict[str, str] = {}
        self.blocks: list[Block] = []
        self.used: Counter[int] = Counter()
        """Words of each source line (0-based) that a block accounts for."""

    def reading(self, warnings: tuple[str, ...]) -> Reading:
        lines = list(self.source)
        self._front_matter(lines)
        notes = list(self._notes(lines))
        from markdown_it import MarkdownIt

        parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        parser.validateLink = _is_address  # type: ignore[method-assign] # `[shall](EU)` is text that is not agreed, and no link
        self._walk(parser.parse("\n".join(lines)))
        for label, at, words in notes:
            self._note(label, at, words)
        self._markup()
        blocks = tuple(sorted(self.blocks, key=lambda block: block.anchor.index))
        known = {key.casefold(): value for key, value in self.properties.items()}
        title, language = known.get("title", ""), known.get("lang", known.get("language", ""))
        return Reading("markdown", READER, blocks, self.words, title=title, language=language, properties=self.properties, warnings=warnings)

    # What is not Markdown's own

    def _front_matter(self, lines: list[str]) -> None:
        if len(lines) < 2 or lines[0].rstrip() != "---" or not lines[1].strip():
            return
        end = next((n for n in range(1, min(len(lines), 200)) if lines[n].rstrip() in ("---", "...")), None)
        if end is None:
            return
        pairs = [_FRONT.match(line) for line in lines[1:end] if line.strip()]
        if not pairs or not all(pairs):
            return
        self.properties = {found[1].strip(): found[2].strip("\"'") for found in pairs if found}
        for n in range(end + 1):
            lines[n] = ""

    def _notes(self, lines: list[str]) -> Iterator[tuple[str, int, list[str]]]:
        """Take `[^1]: text` and its indented lines out of the text."""
        fenced = False
        n = 0
        while n < len(lines):
            if re.match(r"^ {0,3}(```|~~~)", lines[n]):
                fenced = not fenced
            found = None if fenced else _NOTE_TEXT.match(lines[n])
            if not found:
                n += 1
                continue
            start, words = n, [found[2]]
            lines[n] = ""
            n += 1
            while n < len(lines) and (
                re.match(r"^(?: {2,}|\t)\S", lines[n]) or (not lines[n].strip() and n + 1 < len(lines) and re.match(r"^(?: {4,}|\t)\S", lines[n + 1]))
            ):
                words.append(lines[n].strip())
                lines[n] = ""
                n += 1
            yield found[1], start, words

    def _note(self, label: str, at: int, words: Sequence[str]) -> None:
        text = re.sub(r"(?<!\\)[*_`]{1,3}(?=\S)|(?<=\S)(?<!\\)[*`]{1,3}", "", " ".join(piece for piece in words if piece)).strip()
        lines = range(at, at + len(words))
        count = sum(len(self.source[n].split()) for n in lines)
        for n in lines:
            self.used[n] += len(self.source[n].split())
        self.blocks.append(Block(text, Anchor("line", at + 1), count, BlockRole.FOOTNOTE, label=label, note=label))

    def _markup(self) -> None:
        """Every word of a line that no block accounts for: table rules, marks of headings and lists, front matter, link definitions."""
        for n, line in enumerate(self.source):
            left = len(line.split()) - self.used[n]
            if left > 0:
                signs = [word for word in line.split() if re.fullmatch(r"[|#>*_:+=~`-]+", word)]
                text = " ".join(signs) if self.used[n] and len(signs) == left else line.strip()
                self.blocks.append(Block(text, Anchor("line", n + 1), left, BlockRole.MARKUP))

    # Tokens

    def _walk(self, tokens: Sequence[Token]) -> None:
        place = _Place()
        for token in tokens:
            kind = token.type
            if kind == "heading_open":
                place.heading = int(token.tag[1])
            elif kind == "heading_close":
                place.heading = 0
            elif kind in ("ordered_list_open", "bullet_list_open"):
                place.ordered.append((kind.startswith("ordered"), token.markup))
            elif kind in ("ordered_list_close", "bullet_list_close"):
                place.ordered.pop()
            elif kind == "list_item_open":
                place.label = f"{token.info}{token.markup}" if place.ordered[-1][0] else "•"
            elif kind == "inline":
                self._inline(token, place, token.map[0] if token.map else place.table_line)
            elif kind in ("code_block", "fence") and token.map:
                self._literal(token, place)
            else:
                place.in_table(token)

    def _literal(self, token: Token, place: _Place) -> None:
        """Indented and fenced text is text as well."""
        assert token.map is not None  # noqa: S101
        first, end = token.map
        offset = 1 if token.type == "fence" else 0
        for n, line in enumerate(token.content.split("\n")):
            at = first + offset + n
            if line.strip() and at < end:
                self._block(" ".join(line.split()), (), (), place, at, at + 1)

    def _inline(self, token: Token, place: _Place, at: int) -> None:
        end = token.map[1] if token.map else at + 1
        text, marks, notes = _flatten(token.children or [])
        label = place.label
        place.label = ""
        pieces = _pieces(text, marks, notes) if not place.column else [(text, marks, notes, 0)]
        for n, (words, piece_marks, piece_notes, line) in enumerate(pieces):
            last = at + pieces[n + 1][3] if n + 1 < len(pieces) else end
            self._block(words, piece_marks, piece_notes, place, at + line, last, label=label if n == 0 else "")

    def _block(self, text: str, marks: tuple[Mark, ...], notes: tuple[NoteRef, ...], place: _Place, first: int, end: int, *, label: str = "") -> None:
        lines = range(first, max(end, first + 1))
        room = sum(len(self.source[n].split()) - self.used[n] for n in lines if n < len(self.source))
        words = min(room, len(text.split()) + len(label.split()) + _lone(text, notes))
        left = words
        for n in lines:
            taken = min(left, len(self.source[n].split()) - self.used[n])
            self.used[n] += taken
            left -= taken
        depth = len(place.ordered)
        cell = Cell(place.table, place.row, place.column, place.in_head or place.row == 1) if place.column else None
        bold = any(mark.kind == "bold" and mark.start == 0 and mark.end >= len(text) for mark in marks)
        where = f"table {place.table}, row {place.row}, cell {place.column}" if cell else ""
        if not text and not label and not words:
            return
        self.blocks.append(
            Block(
                text,
                Anchor("line", first + 1, note=where),
                words,
                label=label,
                style=f"heading {place.heading}" if place.heading else "",
                heading=place.heading,
                list_level=depth - 1 if label else None,
                indent=depth * _INDENT,
                bold=bold,
                cell=cell,
                marks=marks,
                notes=notes,
            )
        )


def _lone(text: str, notes: Sequence[NoteRef]) -> int:
    """Note references that stood as words of their own."""
    return sum(
        1 for ref in notes if (ref.offset == 0 or text[ref.offset - 1 : ref.offset].isspace()) and (ref.offset >= len(text) or text[ref.offset].isspace())
    )


def _flatten(children: Sequence[Token]) -> tuple[str, tuple[Mark, ...], tuple[NoteRef, ...]]:
    """Text with marks at offsets; a link's words stay and its address goes, a note's reference becomes a mark."""
    out: list[str] = []
    length = 0
    marks: list[Mark] = []
    notes: list[NoteRef] = []
    opened: list[tuple[str, int]] = []

    def add(piece: str) -> None:
        nonlocal length
        out.append(piece)
        length += len(piece)

    for token in children:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type in ("text", "text_special"):
            at = 0
            for found in _NOTE_REFERENCE.finditer(token.content):
                add(token.content[at : found.start()])
                notes.append(NoteRef(length, found[1]))
                at = found.end()
            add(token.content[at:])
        elif token.type == "code_inline":
            add(token.content)
        elif token.type == "softbreak":
            add("\n")
        elif token.type == "hardbreak":
            add("\v")
        elif token.type == "image":
            add(token.content)
        elif name in _EMPHASIS:
            if token.type.endswith("_open"):
                opened.append((name, length))
            else:
                for n in range(len(opened) - 1, -1, -1):
                    if opened[n][0] == name:
                        marks.append(Mark(opened.pop(n)[1], length, _EMPHASIS[name]))
                        break
    return "".join(out), tuple(marks), tuple(notes)


def _pieces(text: str, marks: tuple[Mark, ...], notes: tuple[NoteRef, ...]) -> list[tuple[str, tuple[Mark, ...], tuple[NoteRef, ...], int]]:
    """One paragraph, or several where its lines are numbered in ways that Markdown does not know (`(a) …`, `Action #3 …`, `II. …`).

    Lines of one paragraph are joined by spaces, hard breaks stay. Offsets follow.
    """
    from negotiator.reading.labels import split_label

    found: list[tuple[str, tuple[Mark, ...], tuple[NoteRef, ...], int]] = []
    starts = [0]
    line_of = {0: 0}
    at = 0
    for number, line in enumerate(re.split(r"[\n\v]", text)):
        if number and line.strip() and split_label(line)[0] is not None and (_ends(text[:at]) or _NUMBERED_LINE.match(line) or line.lstrip().startswith("(")):
            starts.append(at)
            line_of[at] = number
        at += len(line) + 1
    for start, end in zip(starts, [*starts[1:], len(text) + 1], strict=True):
        raw = text[start : end - 1] if end <= len(text) else text[start:]
        piece = raw.replace("\n", " ").replace("\v", "\n")
        inside = tuple(Mark(max(0, m.start - start), min(len(piece), m.end - start), m.kind) for m in marks if m.start < start + len(piece) and m.end > start)
        refs = tuple(NoteRef(ref.offset - start, ref.note) for ref in notes if start <= ref.offset <= start + len(piece))
        found.append((piece, inside, refs, line_of[start]))
    return found


def _ends(text: str) -> bool:
    return bool(re.search(r"[.;:,!?\]]\s*$|\b(?:and|or|og|et|und)\s*$", text))


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]|\.[a-z]{2,5}$", re.IGNORECASE)


def _is_address(url: str) -> bool:
    """Whether a link's target looks like one: a scheme, a path, a fragment or a file's name."""
    return bool(_ADDRESS.search(url))
