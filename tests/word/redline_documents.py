"""Small Word documents of every structure that a redline has to carry, as values that hypothesis can draw and revise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import strategies as st

FORMATS = ("", "<w:b/>", "<w:i/>", '<w:color w:val="C00000"/>', '<w:rStyle w:val="{Strong}"/>')
OBJECTS = ("tab", "break", "field", "simple", "link", "note", "endnote", "picture", "formula", "box", "control", "bookmark", "comment")
STYLES = ("Normal", "Heading 1", "Quote")
WORDS = [
    "Parties",
    "shall",
    "urge",
    "assess",
    "report",
    "the",
    "and",
    "of",
    "in",
    "funds",
    "by",
    "2030",
    "plan",
    "victims",
    "mines",
    "clearance",
    "[agreed]",
    "support",
    "each",
]


@dataclass(frozen=True)
class Piece:
    """Something in a paragraph: words in one format, or an object."""

    text: str = ""
    format: str = ""
    kind: str = "text"
    """`text`, one of `OBJECTS`, or `ins` or `del`: what others inserted or deleted."""
    target: int = 0
    """Of a link: which of several pages it leads to."""


@dataclass(frozen=True)
class Para:
    pieces: tuple[Piece, ...] = ()
    style: str = "Normal"
    level: int | None = None
    """Level in the document's list; None outside it."""
    list: int = 1
    centred: bool = False
    mark: str = ""
    """`ins` or `del`: what others did to its mark."""
    section: str | None = None
    """None where it ends no section; else what the header of that section says, empty where it has none of its own."""

    @property
    def text(self) -> str:
        return "".join(p.text for p in self.pieces)


@dataclass(frozen=True)
class Row:
    cells: tuple[tuple[Para | Table, ...], ...]
    header: bool = False
    wide: bool = False
    """Its first cell spans two columns."""
    upright: str = ""
    """`restart` or `continue` where its first cell is merged with the one below or above."""


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Control:
    """A content control around whole paragraphs."""

    blocks: tuple[Para, ...]
    tag: str = "owner"


Block = Para | Table | Control


@dataclass(frozen=True)
class Draft:
    blocks: tuple[Block, ...]
    header: str = ""
    """What the header of the last section says; empty where it has none of its own."""
    dialect: bool = False
    """Written by a Word in another language: other style and list ids for the same things."""
    landscape: bool = False


# what hypothesis draws

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(lambda found: " ".join(found) + " ")
formats = st.sampled_from(FORMATS)
plain_kinds = st.sampled_from(OBJECTS)
kinds_with_others = st.one_of(plain_kinds, st.sampled_from(["ins", "del"]))


def pieces(kinds: st.SearchStrategy[str]) -> st.SearchStrategy[Piece]:
    """Mostly words, now and then an object."""
    text = st.builds(Piece, words, formats)
    other = st.builds(Piece, words, st.just(""), kinds)
    return st.one_of(text, text, text, other)


def paragraphs(kinds: st.SearchStrategy[str], *, marks: bool = False) -> st.SearchStrategy[Para]:
    return st.builds(
        Para,
        st.lists(pieces(kinds), max_size=5).map(tuple),
        st.sampled_from(STYLES),
        st.sampled_from([None, None, 0, 0, 1]),
        st.sampled_from([1, 1, 2]),
        st.booleans(),
        st.sampled_from(["", "", "", "ins", "del"]) if marks else st.just(""),
    )


@st.composite
def tables(draw: st.DrawFn, kinds: st.SearchStrategy[str], *, nested: bool = True) -> Table:
    columns = draw(st.integers(1, 3))
    cell = st.lists(paragraphs(kinds), min_size=1, max_size=2).map(tuple)
    row = st.builds(Row, st.lists(cell, min_size=columns, max_size=columns).map(tuple), st.booleans(), st.booleans() if columns > 1 else st.just(False))
    rows = draw(st.lists(row, min_size=1, max_size=4))
    if nested and not draw(st.integers(0, 4)):
        at = draw(st.integers(0, len(rows) - 1))
        cells = list(rows[at].cells)
        cells[0] = (draw(paragraphs(kinds)), draw(tables(kinds, nested=False)), *cells[0])
        rows[at] = replace(rows[at], cells=tuple(cells))
    return Table(tuple(_merged(rows, draw(st.integers(0, 6)))))


def _merged(rows: list[Row], at: int) -> list[Row]:
    """The rows with the first cells of two neighbours merged, where there are such."""
    if at + 1 >= len(rows):
        return rows
    pair = [replace(rows[at], upright="restart", wide=False), replace(rows[at + 1], upright="continue", wide=False)]
    pair[1] = replace(pair[1], cells=((Para(),), *pair[1].cells[1:]))
    return [*rows[:at], *pair, *rows[at + 2 :]]


def controls(kinds: st.SearchStrategy[str]) -> st.SearchStrategy[Control]:
    return st.builds(Control, st.lists(paragraphs(kinds), min_size=1, max_size=2).map(tuple), st.sampled_from(["owner", "other"]))


headers = st.one_of(st.just(""), words)


@st.composite
def drafts(draw: st.DrawFn, kinds: st.SearchStrategy[str] = plain_kinds, *, marks: bool = False) -> Draft:
    block = st.one_of(*[paragraphs(kinds, marks=marks)] * 6, tables(kinds), controls(kinds))
    blocks = draw(st.lists(block, max_size=7))
    if not draw(st.integers(0, 4)):
        blocks.insert(draw(st.integers(0, len(blocks))), draw(sections(kinds)))
    last = replace(draw(paragraphs(kinds)), mark="")
    return Draft(tuple(_apart([*blocks, last])), draw(headers), draw(st.booleans()), draw(st.booleans()))


def sections(kinds: st.SearchStrategy[str]) -> st.SearchStrategy[Para]:
    return st.builds(lambda para, header: replace(para, section=header), paragraphs(kinds), headers)


def _apart(blocks: list[Block]) -> Iterator[Block]:
    """Tables are never neighbours; a mark that others deleted never stands before one."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table | Control) and (isinstance(before, Table | Control) or (isinstance(before, Para) and before.mark)):
            yield Para((Piece("between "),))
        yield block
        before = block


@st.composite
def revised(draw: st.DrawFn, draft: Draft, kinds: st.SearchStrategy[str] = plain_kinds) -> Draft:
    """A later state of a draft: words changed, paragraphs come, go, move, split and merge, rows come and go, formats change."""
    blocks = [_cleared(b) for b in draft.blocks]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(blocks) - 1))
        blocks = _change(draw, blocks, at, kinds)
    if not isinstance(blocks[-1], Para) or blocks[-1].section is not None:
        blocks.append(draw(paragraphs(kinds)))
    return Draft(
        tuple(_apart(blocks)),
        draw(st.sampled_from([draft.header, draft.header + "Rev.1", ""])),
        draw(st.booleans()),
        draw(st.sampled_from([draft.landscape, True])),
    )


def _cleared(block: Block) -> Block:
    if not isinstance(block, Para):
        return block
    return replace(block, mark="", pieces=tuple(replace(p, kind="text") if p.kind == "ins" else p for p in block.pieces if p.kind != "del"))


def _change(draw: st.DrawFn, blocks: list[Block], at: int, kinds: st.SearchStrategy[str]) -> list[Block]:
    block = blocks[at]
    what = draw(st.sampled_from(["edit", "edit", "edit", "insert", "drop", "move", "split", "merge", "style", "number", "table", "control", "section"]))
    if what == "insert":
        return [*blocks[:at], draw(paragraphs(kinds)), *blocks[at:]]
    if what == "table":
        return [*blocks[:at], draw(tables(kinds)), *blocks[at:]]
    if what == "drop" and len(blocks) > 1:
        return [*blocks[:at], *blocks[at + 1 :]]
    if what == "move":
        rest = [*blocks[:at], *blocks[at + 1 :]]
        to = draw(st.integers(0, len(rest)))
        return [*rest[:to], block, *rest[to:]]
    if isinstance(block, Control):
        return [*blocks[:at], *_control_change(draw, block, what, kinds), *blocks[at + 1 :]]
    if isinstance(block, Table):
        return [*blocks[:at], _table_change(draw, block, kinds), *blocks[at + 1 :]]
    if what == "control" and block.section is None:
        return [*blocks[:at], Control((block,), draw(st.sampled_from(["owner", "other"]))), *blocks[at + 1 :]]
    if what == "section" and at + 1 < len(blocks):
        return [*blocks[:at], replace(block, section=draw(st.one_of(st.none(), headers))), *blocks[at + 1 :]]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if what == "merge" and isinstance(following, Para):
        return [*blocks[:at], replace(following, pieces=block.pieces + following.pieces), *blocks[at + 2 :]]
    if what == "split" and len(block.pieces) > 1:
        cut = draw(st.integers(1, len(block.pieces) - 1))
        return [*blocks[:at], replace(block, pieces=block.pieces[:cut], section=None), replace(block, pieces=block.pieces[cut:]), *blocks[at + 1 :]]
    if what == "style":
        return [*blocks[:at], replace(block, style=draw(st.sampled_from(STYLES)), centred=not block.centred), *blocks[at + 1 :]]
    if what == "number":
        return [*blocks[:at], replace(block, level=draw(st.sampled_from([None, 0, 1])), list=draw(st.sampled_from([1, 2]))), *blocks[at + 1 :]]
    return [*blocks[:at], _edited(draw, block, kinds), *blocks[at + 1 :]]


def _control_change(draw: st.DrawFn, control: Control, what: str, kinds: st.SearchStrategy[str]) -> list[Block]:
    inside = list(control.blocks)
    at = draw(st.integers(0, len(inside) - 1))
    if what == "control":
        return list(inside)
    if what == "style":
        return [replace(control, tag="other")]
    if what == "split":
        return [replace(control, blocks=(*inside[:at], draw(paragraphs(kinds)), *inside[at:]))]
    inside[at] = _edited(draw, inside[at], kinds)
    return [replace(control, blocks=tuple(inside))]


def _edited(draw: st.DrawFn, para: Para, kinds: st.SearchStrategy[str]) -> Para:
    found = list(para.pieces)
    at = draw(st.integers(0, len(found)))
    if at == len(found) or draw(st.booleans()):
        return replace(para, pieces=(*found[:at], draw(pieces(kinds)), *found[at:]))
    piece = found[at]
    match draw(st.sampled_from(["word", "format", "drop", "target"])):
        case "target":
            found[at] = replace(piece, target=1 - piece.target)
        case "word":
            split = piece.text.split(" ")
            split[draw(st.integers(0, len(split) - 1))] = draw(st.sampled_from(WORDS))
            found[at] = replace(piece, text=" ".join(split))
        case "format":
            found[at] = replace(piece, format=draw(formats)) if piece.kind == "text" else piece
        case _:
            del found[at]
    return replace(para, pieces=tuple(found))


def _table_change(draw: st.DrawFn, table: Table, kinds: st.SearchStrategy[str]) -> Table:
    rows = list(table.rows)
    at = draw(st.integers(0, len(rows) - 1))
    what = draw(st.sampled_from(["cell", "cell", "row", "drop", "column", "header", "wide", "merge"]))
    if what == "row" and rows[at].upright != "continue":
        cells = tuple((draw(paragraphs(kinds)),) for _ in rows[0].cells)
        return Table((*rows[:at], Row(cells), *rows[at:]))
    if what == "drop" and len(rows) > 1 and not rows[at].upright:
        return Table((*rows[:at], *rows[at + 1 :]))
    if what == "column":
        return Table(tuple(replace(r, cells=(*r.cells, (Para((Piece("new "),)),))) for r in rows))
    if what == "header":
        rows[at] = replace(rows[at], header=not rows[at].header)
        return Table(tuple(rows))
    if what == "merge":
        return Table(tuple(_merged([replace(r, upright="") for r in rows], at)))
    if what == "wide" and len(rows[at].cells) > 1 and not rows[at].upright:
        rows[at] = replace(rows[at], wide=not rows[at].wide)
        return Table(tuple(rows))
    column = draw(st.integers(0, len(rows[at].cells) - 1))
    cell = list(rows[at].cells[column])
    which = draw(st.integers(0, len(cell) - 1))
    inner = cell[which]
    if isinstance(inner, Table):
        cell[which] = _table_change(draw, inner, kinds)
        cells = list(rows[at].cells)
        cells[column] = tuple(cell)
        rows[at] = replace(rows[at], cells=tuple(cells))
        return Table(tuple(rows))
    changed = draw(st.sampled_from(["edit", "add", "drop"]))
    if changed == "add":
        cell.insert(which, draw(paragraphs(kinds)))
    elif changed == "drop" and which + 1 < len(cell):
        del cell[which]
    else:
        cell[which] = _edited(draw, inner, kinds)
    cells = list(rows[at].cells)
    cells[column] = tuple(cell)
    rows[at] = replace(rows[at], cells=tuple(cells))
    return Table(tuple(rows))
