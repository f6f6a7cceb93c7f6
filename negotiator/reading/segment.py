"""Blocks → clauses, for every format alike: what is a clause, under which it stands, what it is called, and what is left out and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from negotiator.model.block import Balance, Block, BlockRole, LeftOut, NoteRef, Reading
from negotiator.model.clause import Clause
from negotiator.model.counting import with_article
from negotiator.reading.byhand import read_ruling, settled
from negotiator.reading.corrections import Corrections, corrected
from negotiator.reading.forms import ends_sentence, is_annex, is_heading_text
from negotiator.reading.given import segment_given
from negotiator.reading.items import BY_FORM, PROVISIONS, RULED, Item, Shape, itemise
from negotiator.reading.kinds import kinds
from negotiator.reading.labels import read_label
from negotiator.reading.markings import Marking, find_markings
from negotiator.reading.masthead import Masthead, masthead_lines, read_masthead
from negotiator.reading.nodes import Node
from negotiator.reading.notes import place_notes
from negotiator.reading.paths import assign_paths
from negotiator.reading.tables import rows
from negotiator.reading.tree import Tree
from negotiator.text.language import detect_language

SEGMENTER = "2"
NOTHING_SAID = Corrections()
_SUBJECT = re.compile(r"^(?:Vedr\.?|Subject|Betr(?:eff|\.)?|Objet|Asunto|Emne|Re|Oggetto|Onderwerp)\s?:\s*", re.IGNORECASE)
_ASIDE = {
    BlockRole.HEADER: "header",
    BlockRole.FOOTER: "footer",
    BlockRole.COMMENT: "comment",
    BlockRole.STRUCK: "struck",
    BlockRole.HIDDEN: "hidden",
    BlockRole.STRUCK_BY_HAND: "struck by hand",
    BlockRole.CONTENTS: "contents",
    BlockRole.LINE_NUMBER: "line number",
    BlockRole.MARKUP: "markup",
}
_WHY_ASIDE = {
    BlockRole.STRUCK: "it was deleted",
    BlockRole.STRUCK_BY_HAND: "it is struck through",
    BlockRole.HIDDEN: "it is hidden text: Word does not show it",
    BlockRole.MARKUP: "it is markup",
    BlockRole.CONTENTS: "a line of the table of contents",
}
_DOCUMENT = re.compile(
    r"\b(?:non-?paper|(?:working|position|room)\s+paper|draft|declaration|action plan|plan of action|agreement|convention"
    r"|treaty|protocol|charter|resolution|decision|regulation|conclusions|text"
    r"|(?:final|outcome) document|report|memorandum|statement|guidelines|programme of work|statutes?|act"
    r"|erklæring|handlingsplan|konklusioner|udkast|Erklärung|Entwurf|Aktionsplan|déclaration|projet|plan d['’]action|declaración|proyecto)\b",
    re.IGNORECASE,
)
"""What a first line with such a word names is the document."""
_TABLED = re.compile(
    r"\S:\s(?:revised |amended |second |third )*(?:draft|projet de|proyecto de|Entwurf|udkast til)\s?(?:of an? )?"
    r"(?:resolution|decision|declaration|amendment|résolution|décision|résolution|resolución|decisión|eine[rs]? \w+|\w+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one block was taken for, and why."""

    block: Block
    what: str
    """The clause's kind and path (`operative II.1.3`), or `left out`."""
    why: str


@dataclass(frozen=True, slots=True)
class Segmented:
    """All clauses of a reading in document order, and the account of its words."""

    clauses: tuple[Clause, ...]
    balance: Balance
    masthead: Masthead
    taken: tuple[Taken, ...]
    warnings: tuple[str, ...] = ()
    markings: tuple[Marking, ...] = ()
    """What the text says of its own secrecy; each is among the warnings, too."""


def segment(reading: Reading, corrections: Corrections = NOTHING_SAID) -> Segmented:
    """Make clauses of all that a reader yielded. Every block ends in a clause or on the list of what was left out.

    Raises BadInputError where a correction names what is not there.
    """
    reading = settled(reading, read_ruling(corrections.markup))
    reading = corrected(reading, corrections) if corrections else reading
    aside = [block for block in reading.blocks if _is_aside(block)]
    text = [block for block in reading.blocks if not _is_aside(block)]
    set_aside = [LeftOut(block.text, _reason(block), block.anchor, block.words) for block in aside if block.words]
    told = [Taken(block, "left out", _why_aside(block)) for block in aside]
    if text and all(block.given_id for block in text):
        clauses, why = segment_given(text)
        taken = [Taken(block, f"{clause.kind} {clause.path}", reason) for block, clause, reason in zip(text, clauses, why, strict=True)]
        head = read_masthead((), (), [block.text for block in text], title=reading.title, language=reading.language)
        return _result(reading, clauses, set_aside, head, [*told, *taken], ())
    return _segment_text(reading, text, aside, set_aside, told)


def _is_aside(block: Block) -> bool:
    if block.role in _ASIDE or block.ruled == "furniture":
        return True
    label = read_label(block.label) if block.label and not block.text.strip() else None
    return not block.text.strip() and not (label is not None and label.structural)


def _reason(block: Block) -> str:
    return "furniture" if block.ruled == "furniture" else _ASIDE.get(block.role, "empty paragraph")


def _why_aside(block: Block) -> str:
    if block.ruled == "furniture":
        return RULED
    if block.role in _ASIDE:
        return _WHY_ASIDE.get(block.role) or with_article(block.role)
    return "it has no words"


def _segment_text(reading: Reading, text: Sequence[Block], aside: Sequence[Block], set_aside: list[LeftOut], told: list[Taken]) -> Segmented:
    running = [block for block in text if block.role not in (BlockRole.FOOTNOTE, BlockRole.ENDNOTE)]
    notes = [block for block in text if block.role in (BlockRole.FOOTNOTE, BlockRole.ENDNOTE)]
    head = [(block, why) for block, why in masthead_lines(running) if not block.ruled]
    if len(head) == len(running):
        head = []
    left = {id(block) for block, _ in head}
    set_aside += [LeftOut(block.text, "masthead", block.anchor, block.words) for block, _ in head]
    told += [Taken(block, "left out", f"masthead: {why}") for block, why in head]

    items = rows(itemise([block for block in running if id(block) not in left]))
    title = _mark_title(items, reading.title, headed=bool(head))
    tree = Tree(items)
    nodes, referring = place_notes(tree.nodes, notes)
    paths, warnings, made = assign_paths([node for node in nodes if node not in referring], tree.root, tree.all_series)
    _note_paths(nodes, referring, paths)
    kind_of = kinds(nodes, referring)
    ids = _ids(nodes, paths)
    clauses = tuple(_clause(node, paths[node], ids, kind_of[node]) for node in nodes)
    for node, clause in zip(nodes, clauses, strict=True):
        for item in (node.item, *node.more):
            if item is not None:
                how = f"; {made[node]}" if item is node.item and node in made else ""
                told += [Taken(block, f"{clause.kind} {clause.path}", f"{item.why or node.why}{how}") for block in item.blocks]
    stated = read_masthead(
        [block for block, _ in head], [block for block in aside if block.role in (BlockRole.HEADER, BlockRole.FOOTER)], [c.text for c in clauses],
        title=title or _title_shown(reading), language=_language(reading, clauses),
    )  # fmt: skip
    return _result(reading, clauses, set_aside, stated, told, warnings)


def _result(reading: Reading, clauses: tuple[Clause, ...], set_aside: list[LeftOut], head: Masthead, told: list[Taken], warnings: Sequence[str]) -> Segmented:
    balance = Balance(reading.words, sum(clause.words for clause in clauses), len(clauses), tuple(set_aside))
    order = {id(block): index for index, block in enumerate(reading.blocks)}
    told.sort(key=lambda taken: order[id(taken.block)])
    marked = find_markings(reading.blocks)
    return Segmented(clauses, balance, head, tuple(told), (*(marking.warning for marking in marked), *reading.warnings, *warnings), marked)


def _title_shown(reading: Reading) -> str:
    """The title that the file itself is given, where its text says it, too: properties of Word and PDF files are often those of another text."""
    if reading.format not in ("docx", "pdf"):
        return reading.title
    wanted = " ".join(reading.title.split()).casefold()
    return reading.title if any(wanted in " ".join(block.text.split()).casefold() for block in reading.blocks if block.role is not BlockRole.HIDDEN) else ""


def _language(reading: Reading, clauses: Sequence[Clause]) -> str:
    """What the file states, unless its words are plainly in another language: Word files often carry the language of a template."""
    stated = reading.language
    guessed = detect_language(" ".join(clause.text for clause in clauses)) if stated and reading.format == "docx" else ""
    return stated if not guessed or stated.casefold().startswith(guessed) else guessed


def _mark_title(items: Sequence[Item], named: str, *, headed: bool) -> str:
    """The title: by its style or the file's own name for it, else a first line that is no sentence; said again, it is a title again."""
    title = ""
    top = items[: next((n for n, item in enumerate(items[:12]) if item.label is not None or item.shape is Shape.CELL or ends_sentence(item.text)), 12)]
    if named:
        title = next((item.text for item in top if named.casefold() in item.text.casefold() and is_heading_text(item.text, 40)), "")
    if not title:
        title = next((_SUBJECT.sub("", item.text) for item in top if _SUBJECT.match(item.text)), "") or _topmost(items)
    start = _below_sponsors(items)
    for index, item in enumerate(items[:12]):
        if item.block.ruled:
            continue
        if item.label is not None or item.shape is Shape.CELL:
            break
        words = _SUBJECT.sub("", item.text)
        if index < start:
            if item.heading and not item.outline <= 9:
                item.shape, item.why = Shape.PARAGRAPH, "stands above the title"
            continue
        following = items[index + 1] if index + 1 < len(items) else None
        # One of several headings of a level is no title.
        several = 0 < item.outline <= 9 and any(other is not item and 0 < other.outline <= item.outline for other in items)
        shown = item.heading and (item.block.centred or item.block.bold or item.outline in (BY_FORM - 1, 1))
        free = following is not None and (
            (headed and index == start)
            or following.label is None
            or (following.heading and following.label.first)
            or following.label.structural
            or following.label.rank <= 10
            or following.label.word in PROVISIONS
        )
        plain = len(words.split()) > 2 and is_heading_text(words, 40) and free
        named_so = len(words.split()) > 1 and bool(_DOCUMENT.search(words)) and is_heading_text(words, 40) and item is items[0]
        if item.block.style.startswith("title"):
            why = "its style is a title"
        elif title:
            why = "it says the title again" if words.casefold() == title.casefold() else ""
        else:
            why = "the first line, and no sentence" if len(words.split()) > 1 and (plain or shown or named_so) and not several and not is_annex(words) else ""
        if why:
            item.shape, item.why, item.outline = Shape.TITLE, why, 0
            title = title or words
        elif not is_heading_text(words, 40) and not (title and any(other.text == title for other in items[index + 1 : 12])):
            break
    return title


def _topmost(items: Sequence[Item]) -> str:
    """The one heading of the first level, above all numbers."""
    levels = [item.outline for item in items if 0 < item.outline <= 9]
    top = next((item for item in items[:12] if item.label is not None or 0 < item.outline <= 9), None)
    alone = top is not None and top.label is None and len(levels) > 1 and top.outline == min(levels) and levels.count(top.outline) == 1
    return top.text if top is not None and alone and not is_annex(top.text) and not top.block.ruled else ""


def _below_sponsors(items: Sequence[Item]) -> int:
    """Where the title can stand: below the line that says who tabled the text, above which stands the title of the agenda item."""
    return next((n + 1 for n, item in enumerate(items[:12]) if item.label is None and _TABLED.search(item.text) and n + 1 < len(items)), 0)


def _ids(nodes: Sequence[Node], paths: dict[Node, str]) -> dict[Node, str]:
    """The id that a file gave, else the path; a path that another clause was given as its id steps aside."""
    given = {node: node.item.block.given_id for node in nodes if node.item is not None and node.item.block.given_id}
    used = set(given.values())
    out: dict[Node, str] = {}
    for node in nodes:
        name = given.get(node, "")
        if not name:
            name, turn = paths[node], 2
            while name in used:
                name, turn = f"{paths[node]}_{turn}", turn + 1
            used.add(name)
        out[node] = name
    return out


def _note_paths(nodes: Sequence[Node], referring: dict[Node, Node | None], paths: dict[Node, str]) -> None:
    used = set(paths.values())
    for node in nodes:
        if node not in referring or node.item is None:
            continue
        parent = referring[node]
        label = "".join(c for c in node.item.block.note if c.isalnum()) or str(sum(1 for n in referring if n in paths) + 1)
        base = f"{paths[parent]}.fn{label}" if parent is not None else f"fn{label}"
        path, turn = base, 2
        while path in used:
            path, turn = f"{base}_{turn}", turn + 1
        used.add(path)
        paths[node] = path


def _clause(node: Node, path: str, ids: dict[Node, str], kind: str) -> Clause:
    item = node.item
    assert item is not None  # noqa: S101
    text, notes = item.text, list(item.notes)
    for more in node.more:
        start = len(text) + 1 if text else 0
        notes += [NoteRef(ref.offset + start, ref.note) for ref in more.notes]
        text = f"{text}\n{more.text}" if text else more.text
    parent = node.parent if node.parent is not None and node.parent.item is not None else None
    blocks = [block for part in (item, *node.more) for block in part.blocks]
    return Clause(
        ids[node],
        path,
        item.printed.strip(),
        kind,
        text,
        level=len(node.chain()) - 2,
        parent=ids[parent] if parent is not None else None,
        anchors=tuple(block.anchor for block in blocks),
        target=item.block.target,
        notes=tuple(replace(ref, offset=min(ref.offset, len(text))) for ref in notes),
        words=sum(block.words for block in blocks),
    )
