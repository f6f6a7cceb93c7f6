"""One block at a time: its number, its words without it, and whether it looks like a heading. What stands around it is decided in `tree`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from negotiator.model.block import Block, BlockRole, NoteRef
from negotiator.reading.forms import (
    HEADING_WORDS,
    NUMBERED_HEADING_WORDS,
    ends_sentence,
    introduces,
    is_annex,
    is_aside,
    is_capitals,
    is_choice,
    is_heading_text,
    is_option,
    parts_alternatives,
    starts_low,
    styled_heading,
)
from negotiator.reading.labels import Label, read_label, split_label
from negotiator.reading.numerals import WORD_OF, WORDS

BY_FORM = 12
"""Outline level of a heading that only its form shows; one in capitals stands one above."""


PROVISIONS = frozenset(("action", "recommendation", "commitment", "PP", "OP"))
"""Words that number what stands under a heading."""
RULED = "a correction says so"
_BARE = re.compile(r"(?P<number>\d{1,2})(?:[ \u00a0]+(?P<words>[^\W\d_].{1,90}))?")
_DECIMAL_LOW = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)[ \t\u00a0]+(?P<words>[a-zà-ÿ].*)", re.DOTALL)
_WORDED_SENTENCE = re.compile(r"(?P<printed>(?P<word>[^\W\d_]{4,16}) (?P<number>\d{1,3}))[ \t\u00a0]+(?P<words>[A-ZÀ-ÞА-Я].*)", re.DOTALL)
_ANNEX_TITLED = re.compile(
    r"(?P<printed>A(?i:nnexe?|nexo|nhang|nlage)|B(?i:ilag|ijlage)|Allegato|ALLEGATO|Приложение|ПРИЛОЖЕНИЕ)[ \u00a0]"
    r"(?P<words>(?:[A-ZÀ-ÞА-Я][^\W\d]|[\"“«(]).{2,90})"
)
_TAKEN = ("heading", "continuation", "paragraph")
"""What a person can say that a block is; the form of its words then decides nothing."""


class Shape(StrEnum):
    HEADING = "heading"
    TITLE = "title"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    NOTE = "note"


@dataclass(slots=True, eq=False)
class Item:
    """A block on its way to a clause; `blocks` are more than one where a number or an article's title stands on a line of its own."""

    blocks: list[Block]
    label: Label | None
    text: str
    shape: Shape
    why: str = ""
    outline: int = 0
    """For a heading: level by the format (1–9) or by form (10–12); 0 for a numbered one without a level of its own."""
    notes: tuple[NoteRef, ...] = ()
    printed: str = ""
    """The number to the letter."""
    kept: tuple[str, ...] = field(default_factory=tuple)

    @property
    def block(self) -> Block:
        return self.blocks[0]

    @property
    def words(self) -> int:
        return sum(block.words for block in self.blocks)

    @property
    def heading(self) -> bool:
        return self.shape is Shape.HEADING

    @property
    def key(self) -> str:
        """The series that its number belongs to by form: style, list level, and the numbers before the last of a decimal one."""
        if self.label is None:
            return ""
        level = self.block.list_level
        at = f"@{level}" if self.block.label and level is not None and not self.label.word else ""
        return f"{self.label.style}{at}:{'.'.join(self.label.parts[:-1])}"


def counts_with(item: Item, key: str) -> bool:
    """Whether an item's number is of a series: by its form, and one put in between (`2 alt.`) also where it is typed among numbers of Word's own."""
    if item.key == key:
        return True
    return item.label is not None and bool(item.label.suffix) and not item.block.label and item.key == re.sub(r"@\d+(?=:)", "", key)


def itemise(blocks: Sequence[Block], *, running: bool = False) -> list[Item]:
    """Blocks of the running text and cells as items. `running`: cells are running text, too (a table of one column)."""
    items = [_item(block, running) for block in blocks]
    _reject_strays(items)
    _name_annexes(items)
    _free_covers(items)
    _number_bare(items)
    _number_low(items)
    _number_worded(items)
    merged = _merge(items)
    siblings: dict[str, bool] = {}
    for index, item in enumerate(merged):
        if item.block.ruled == "heading" and item.shape is Shape.PARAGRAPH:
            _head(item, RULED, item.block.heading or (0 if item.label is not None else BY_FORM))
        elif item.shape is Shape.PARAGRAPH and item.block.ruled not in _TAKEN:
            after = merged[index + 1] if index + 1 < len(merged) else None
            _judge(item, merged[index - 1] if index else None, after)
            if item.label is not None and item.label.rank >= 20 and not item.outline and not item.block.bold:
                _like_its_siblings(item, after, siblings)
    return merged


def _like_its_siblings(item: Item, after: Item | None, siblings: dict[str, bool]) -> None:
    """Numbers of one series are headings together or not at all: the first decides, as far as the words allow."""
    label = item.label
    if label is None or label.word or label.bullet:
        return
    known = siblings.get(item.key)
    if label.first or known is None:
        siblings[item.key] = item.heading
    elif item.heading and not known and not (after is not None and is_choice(after.text)):
        item.shape, item.why = Shape.PARAGRAPH, ""
    elif (
        known
        and not item.heading
        and len(item.text.split()) <= NUMBERED_HEADING_WORDS
        and not ends_sentence(item.text)
        and (_starts_list(item, after) or (is_heading_text(item.text, 9) and _over_text(after)))
    ):
        _head(item, "numbered like the headings before it", 0)


def _starts_list(item: Item, after: Item | None) -> bool:
    """Whether a list of another form starts right under a line that does not introduce it."""
    return after is not None and after.label is not None and after.label.first and after.key != item.key and bool(item.text) and not introduces(item.text)


def _over_text(after: Item | None) -> bool:
    return after is not None and after.shape is Shape.PARAGRAPH and after.label is None and not starts_low(after.text)


def _leads(item: Item, after: Item | None) -> bool:
    """Whether a list of another form starts right under it."""
    return after is not None and after.label is not None and after.label.first and after.key != item.key and after.label.readings[0][0] == "arabic"


def _item(block: Block, running: bool) -> Item:
    if block.role in (BlockRole.FOOTNOTE, BlockRole.ENDNOTE):
        return Item([block], None, block.text, Shape.NOTE, "a note", notes=block.notes)
    label: Label | None
    if block.label:
        label, text = read_label(block.label), block.text
    elif block.unnumbered:
        label, text = None, block.text
    else:
        label, text = split_label(block.text)
    shape = Shape.CELL if block.cell is not None and not running and block.ruled not in _TAKEN else Shape.PARAGRAPH
    cut = len(block.text) - len(text)
    notes = tuple(NoteRef(max(0, ref.offset - cut), ref.note) for ref in block.notes) if cut else block.notes
    why = RULED if block.ruled and block.ruled != "heading" else ""
    return Item([block], label, text, shape, why, notes=notes, printed=(block.label or label.printed) if label else "")


def _reject_strays(items: Sequence[Item]) -> None:
    """A capital letter or a dash that starts one paragraph alone is no number: `A. Smith`, `– and so on`."""
    for index, item in enumerate(items):
        label = item.label
        if label is None or item.block.label or label.word or not label.readings:
            continue
        system = label.readings[0][0]
        if system.startswith("upper") and not label.first:
            known = any(
                earlier.label is not None and earlier.label.style == label.style and any(v < w for _, v in earlier.label.readings for _, w in label.readings)
                for earlier in items[:index]
            )
            if not known and len(label.component) == 1 and len(item.text.split()) > HEADING_WORDS:
                item.label, item.text, item.printed = None, item.block.text, ""
                item.notes = item.block.notes


def _name_annexes(items: Sequence[Item]) -> None:
    """`Annex Modalities of the register`, where the format says that it is a heading."""
    for item in items:
        block = item.block
        if item.label is None and item.shape is Shape.PARAGRAPH and not block.ruled and (styled_heading(block, block.text) or (block.bold and block.centred)):
            found = _ANNEX_TITLED.fullmatch(block.text)
            if found is not None:
                item.label, item.text, item.printed = read_label(found["printed"]), found["words"], found["printed"]
                cut = len(block.text) - len(item.text)
                item.notes = tuple(NoteRef(max(0, ref.offset - cut), ref.note) for ref in block.notes)


def _free_covers(items: Sequence[Item]) -> None:
    """`ANNEX` over all that a file numbers is the heading of the text itself, behind a cover note."""
    for item in items:
        if item.label is not None and item.label.unnumbered and not item.block.label:
            item.label, item.text, item.printed, item.notes = None, item.block.text, "", item.block.notes
        elif item.label is not None and not item.label.bullet:
            return


def _number_bare(items: Sequence[Item]) -> None:
    """`1 Scope`, `2 Planning`: figures without a point number short lines that count up from one, or that decimal numbers stand under."""
    found = []
    for index, item in enumerate(items):
        if item.label is None and (match := _BARE.fullmatch(item.block.text)):
            words = match["words"] or ""
            if not words and index + 1 < len(items) and items[index + 1].label is None and items[index + 1].shape is Shape.PARAGRAPH:
                # The number stands on a line of its own.
                words = items[index + 1].text
            found.append((index, match, words))
    stems = {item.label.parts[0] for item in items if item.label is not None and len(item.label.parts) > 1}
    taken: list[tuple[int, re.Match[str]]] = []
    for index, match, words in found:
        item = items[index]
        fits = item.shape is Shape.PARAGRAPH and not item.block.label and item.block.ruled not in _TAKEN and is_heading_text(words)
        if fits and int(match["number"]) == len(taken) + 1:
            taken.append((index, match))
    if len(taken) < 2 or not (len(taken) > 2 or any(match["number"] in stems for _, match in taken)):
        return
    for index, match in taken:
        item = items[index]
        item.label, item.text, item.printed = read_label(match["number"]), match["words"] or "", match["number"]
        cut = len(item.block.text) - len(item.text)
        item.notes = tuple(NoteRef(max(0, ref.offset - cut), ref.note) for ref in item.block.notes)


def _number_low(items: Sequence[Item]) -> None:
    """`3.1 joint exercises` under `3. … except for:` is numbered, though `2.5 per cent` is not."""
    stem: tuple[str, ...] = ()
    last = 0
    for item in items:
        found = _DECIMAL_LOW.fullmatch(item.block.text) if item.label is None and item.shape is Shape.PARAGRAPH and not item.block.ruled else None
        parts = tuple(found["number"].split(".")) if found else ()
        if found is not None and parts[:-1] == stem and int(parts[-1]) == last + 1:
            item.label, item.text, item.printed = read_label(found["number"]), found["words"], found["number"]
            last += 1
        elif item.label is not None and not item.label.bullet and item.label.readings[0][0] == "arabic":
            stem, last = item.label.parts, 0


def _number_worded(items: Sequence[Item]) -> None:
    """`Action 1 Promote …`, `Action 2 Support …`: a word and a number before sentences number them where they count up."""
    found: dict[str, list[tuple[Item, re.Match[str]]]] = {}
    for item in items:
        match = _WORDED_SENTENCE.fullmatch(item.block.text) if item.label is None and item.shape is Shape.PARAGRAPH and not item.block.ruled else None
        word = WORD_OF.get(match["word"].casefold(), "") if match else ""
        if match is not None and word and WORDS[word][0] == 8:
            found.setdefault(word, []).append((item, match))
    for members in found.values():
        values = [int(match["number"]) for _, match in members]
        if len(values) > 1 and all(b == a + 1 for a, b in pairwise(values)):
            for item, match in members:
                item.label, item.text, item.printed = read_label(match["printed"]), match["words"], match["printed"]


def _merge(items: Sequence[Item]) -> list[Item]:
    """Join a number that stands alone, and an article's title that stands under it, with what follows."""
    out: list[Item] = []
    # Where sections (or articles) of this text are running text, one whose number stands alone is, too.
    running = {item.label.word for item in items if item.label is not None and item.label.structural and item.text and ends_sentence(item.text)} | {"§"}
    for item in items:
        last = out[-1] if out else None
        alone = (
            last is not None
            and last.shape is Shape.PARAGRAPH is item.shape
            and last.label is not None
            and not last.text.strip(" .:–—-[")
            and (item.label is None or _opens_under(last, item))
            and bool(item.text)
            and item.block.ruled not in _TAKEN
        )
        if (
            alone
            and last is not None
            and (not last.label or not last.label.structural or last.label.word in running or is_heading_text(item.text) or item.block.heading)
        ):
            lead = last.text.strip()
            last.blocks.extend(item.blocks)
            words = item.text if item.label is None else item.block.text
            last.text = f"{lead}{words}" if lead else words
            last.notes = tuple(NoteRef(ref.offset + len(last.text) - len(item.text), ref.note) for ref in item.notes)
            continue
        out.append(item)
    for item in out:
        if item.label is not None and not item.text and not item.label.word and not item.block.label:
            item.label, item.text, item.printed = None, item.block.text, ""
    return out


def _opens_under(last: Item, item: Item) -> bool:
    """`2.` alone over `(a) …`: the two stand on one line elsewhere (`2. (a) …`)."""
    label, under = last.label, item.label
    if label is None or under is None or label.structural or last.block.label or item.block.label or under.word or under.bullet:
        return False
    return under.first and under.style.startswith("(") and under.rank > label.rank


def _judge(item: Item, before: Item | None, after: Item | None) -> None:
    """Decide whether a paragraph is a heading, and say why."""
    block, label, text = item.block, item.label, item.text
    if any(styled_heading(b, text) for b in item.blocks):
        _head(item, "its style is a heading", max(b.heading for b in item.blocks))
    elif label is None:
        _judge_unnumbered(item, before, after)
    elif label.structural:
        if len(text.split()) <= NUMBERED_HEADING_WORDS and not ends_sentence(text) and not introduces(text):
            _head(item, f"it is numbered as {label.word}", 0)
    elif label.word or label.bullet:
        if label.word not in PROVISIONS and label.rank == 8 and after is not None and after.label is not None and is_heading_text(text):
            own = after.label.parts[:-1] == label.parts or (after.label.first and after.label.rank > 20)
            _head(item, f"a {label.word} over numbers of its own", 0) if own else None
    elif label.rank == 10:
        if len(text.split()) <= NUMBERED_HEADING_WORDS and not ends_sentence(text) and not starts_low(text):
            _head(item, "a capital numeral or letter before a line that is no sentence", 0)
    elif _numbered_heading(item, after):
        _head(item, "a short numbered line over a list or text of its own", 0)
    elif block.bold and is_heading_text(text):
        _head(item, "all of it is bold", 0)


def _numbered_heading(item: Item, after: Item | None) -> bool:
    """`1) With regard to the review:` over `1.` …; `2. Individual efforts` over running text."""
    label, text = item.label, item.text
    if label is None or after is None or ends_sentence(text) or len(text.split()) > 16 or label.readings[0][0] != "arabic":
        return False
    if after.label is not None:
        if after.label.style.startswith("(") and introduces(text):
            return False
        return (_leads(item, after) or (after.label.word in PROVISIONS and is_heading_text(text, 9))) and text != ""
    if after.shape is not Shape.PARAGRAPH:
        return False
    return is_heading_text(text, 9) and not starts_low(after.text) and not introduces(text) and len(after.text.split()) > len(text.split())


def _judge_unnumbered(item: Item, before: Item | None, after: Item | None) -> None:
    text, block = item.text, item.block
    if is_option(text):
        _head(item, "it heads an alternative", BY_FORM)
        return
    if (
        is_choice(text)
        or parts_alternatives(text)
        or (is_aside(text) and not block.bold and not is_capitals(text))
        or not is_heading_text(text, HEADING_WORDS + 6 if block.bold or block.centred else HEADING_WORDS)
    ):
        return
    level = BY_FORM - 2 if is_annex(text) else BY_FORM - 1 if is_capitals(text) else BY_FORM
    if after is None or after.shape in (Shape.NOTE,):
        return
    if block.bold:
        _head(item, "all of it is bold", level)
    elif is_annex(text):
        _head(item, "it heads an annex", level)
    elif block.centred:
        _head(item, "a short centred line", level)
    elif is_capitals(text):
        _head(item, "a short line in capitals", level)
    elif after.label is not None and not (after.label.structural and before is not None and introduces(before.text)) and _ended(before):
        _head(item, "a short line that is no sentence, before a number", level)
    elif len(text.split()) <= 8 and after.shape is Shape.CELL and _ended(before) and not block.style:
        _head(item, "a short line that is no sentence, over a table", level)
    elif len(text.split()) <= 8 and len(after.text.split()) > 2 * len(text.split()) and not starts_low(after.text) and not block.style:
        _head(item, "a short line that is no sentence, over running text", level)


def _ended(before: Item | None) -> bool:
    """Whether what stands before a line is finished, so that the line begins something."""
    return before is None or before.label is not None or before.heading or before.shape is Shape.CELL or ends_sentence(before.text) or introduces(before.text)


def _head(item: Item, why: str, outline: int) -> None:
    item.shape, item.why, item.outline = Shape.HEADING, why, outline
