"""Lines → paragraphs: which line goes on with the one before it, over page breaks and hyphens, and which starts anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from negotiator.formats.text.hyphens import Hyphens, hyphenated
from negotiator.formats.text.lines import Line, Wrapping, measure, starts_low
from negotiator.formats.text.notes import note_label
from negotiator.formats.text.series import Series
from negotiator.formats.text.spot import has_room, heading_rank, set_apart
from negotiator.model.block import Block, BlockRole, Mark, NoteRef
from negotiator.reading.forms import introduces, runs_on, speaks_preambular
from negotiator.reading.labels import Label, split_label
from negotiator.reading.masthead import masthead_form

_FORMULA = re.compile(r"[A-ZÀ-Þ]{3,},? [A-ZÀ-Þ]{4,}")
"""`NOW, THEREFORE`, `HAVE AGREED AS FOLLOWS`: what ends a preamble."""
FULL = 0.86
"""A line with the next one's first word is at least this share of its neighbours' length if it was broken for want of room (measured: 0.90)."""
_COLUMN = 0.2
"""Centimetres that a column of plain text counts as."""


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    around: int
    """How far the longest line near it reaches: lists and title pages are narrower than the text."""
    label: Label | None = None
    over_page: list[Line] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(line.reach for line in self.lines)


def assemble(lines: Sequence[Line], wrapping: Wrapping | None = None, set_otherwise: Iterable[tuple[int, Block]] = ()) -> tuple[Block, ...]:
    """All lines as blocks, in the order in which each block starts; `set_otherwise` are blocks made elsewhere (tables), each with the number of its line."""
    body = [line for line in lines if line.role is BlockRole.BODY]
    wrapping = wrapping or measure(body)
    hyphens = Hyphens(body)
    margin = min((line.indent for line in body), default=0)
    known = frozenset(line.note for line in lines if line.role is BlockRole.FOOTNOTE)
    paragraphs = _paired(_paragraphs(body, wrapping), wrapping)
    first = _first_indent(paragraphs)
    blocks = [(p.lines[0].number, _block(p, hyphens, margin, wrapping, known, first)) for p in paragraphs]
    blocks.extend(_furniture(lines, hyphens))
    blocks.extend(set_otherwise)
    return tuple(block for _, block in sorted(blocks, key=lambda numbered: numbered[0]))


def _paragraphs(body: Sequence[Line], wrapping: Wrapping) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    series = Series(body)
    for index, line in enumerate(body):
        label = split_label(line.text)[0]
        following = body[index + 1] if index + 1 < len(body) else None
        if not found or not wrapping.wrapped or _starts(found[-1], line, following, label, index, series, wrapping):
            if label is not None:
                series.accept(label)
            around = max(near.reach for near in body[max(0, index - 8) : index + 9])
            found.append(_Paragraph([line], min(around, wrapping.width), label))
            continue
        if line.starts_page:
            found[-1].over_page.append(line)
        found[-1].lines.append(line)
    return found


def _paired(paragraphs: Sequence[_Paragraph], wrapping: Wrapping) -> list[_Paragraph]:
    """Numbers that a converter set under each other, before the paragraphs that they belong to, each with its own."""
    out: list[_Paragraph] = []
    index = 0
    while index < len(paragraphs):
        end = index
        while end < len(paragraphs) and _is_lone(paragraphs[end]) and (end == index or paragraphs[end].lines[0].gap <= wrapping.gap):
            end += 1
        count = end - index
        texts = paragraphs[end : end + count]
        if count > 1 and len(texts) == count and all(text.label is None and text.lines[0].page == paragraphs[index].lines[0].page for text in texts):
            out += [replace(number, lines=[*number.lines, *text.lines]) for number, text in zip(paragraphs[index:end], texts, strict=True)]
            index = end + count
        else:
            out += paragraphs[index : max(end, index + 1)]
            index = max(end, index + 1)
    return out


def _is_lone(paragraph: _Paragraph) -> bool:
    return paragraph.label is not None and len(paragraph.lines) == 1 and not split_label(paragraph.lines[0].text)[1]


def _starts(paragraph: _Paragraph, line: Line, following: Line | None, label: Label | None, index: int, series: Series, wrapping: Wrapping) -> bool:
    before = paragraph.lines[-1]
    if hyphenated(before.text) and starts_low(line.text) and (line.starts_page or line.gap <= wrapping.gap):
        return False
    broken = line.starts_page or line.gap > wrapping.gap
    if label is not None and series.believes(label, index, sure=broken, deliberate=before.ends_sentence or _fits(paragraph, line, 0.97)):
        return True
    if set_apart(paragraph.lines, line) or (line.page == 1 and not series.last and _in_masthead(paragraph, line)):
        return True
    if line.starts_page:
        return _starts_after_page(paragraph, line, following, series.next_after(index), wrapping)
    if line.gap != wrapping.gap:
        # Where every line is followed by an empty one, two that are not belong together (a cover set line by line).
        return line.gap > wrapping.gap
    if runs_on(before.text):
        return False
    if _next_recital(paragraph, line):
        return True
    if not series.last and starts_low(line.text) and not before.ends_sentence:
        # Titles are set in larger letters, so that their lines are short.
        return False
    if before.text.endswith(","):
        return _fits(paragraph, line, 0.5)
    if _stands_out(paragraph, line, following, wrapping):
        return True
    if starts_low(line.text):
        return _fits(paragraph, line, FULL)
    several = len(paragraph.lines) > 1
    if several and paragraph.width < 0.6 * wrapping.width and line.reach > 0.8 * wrapping.width:
        # The lines of a title are short, and those of the text below are full.
        return True
    indented = several and line.indent - paragraph.lines[-1].indent >= 2
    return _fits(paragraph, line, 0.89) or (before.ends_sentence and (indented or _fits(paragraph, line, 0.9)))


def _stands_out(paragraph: _Paragraph, line: Line, following: Line | None, wrapping: Wrapping) -> bool:
    """A heading, what follows one in capitals, or a line that leads the list after it: no full line before it holds these."""
    before = paragraph.lines[-1]
    if _heading_line(line, following, wrapping) and _fits(paragraph, line, 1.0):
        return True
    if all(_in_capitals(own.text) for own in paragraph.lines):
        return not line.text.isupper() and not starts_low(line.text)
    if not before.ends_sentence or starts_low(line.text):
        return False
    leads = introduces(line.text) and following is not None and split_label(following.text)[0] is not None
    alone = line.text.isdigit() and len(line.text) < 3 and following is not None and following.gap > wrapping.gap
    return leads or alone or (_in_capitals(line.text) and not line.ends_sentence)


def _in_capitals(text: str) -> bool:
    """Several words, all in capitals: a heading, and no abbreviation."""
    return text.isupper() and len(text.split()) > 1 and sum(c.isalpha() for c in text) > 7


def _starts_after_page(paragraph: _Paragraph, line: Line, following: Line | None, upcoming: Label | None, wrapping: Wrapping) -> bool:
    """On a new page a numbered paragraph goes on unless a heading or a number follows; a finished one without a number does not."""
    before = paragraph.lines[-1]
    if line.spot is None and before.indent - line.indent >= 6 and abs(before.indent + before.reach - wrapping.width) <= 4:
        # A centred line ended the page before.
        return True
    if starts_low(line.text):
        return before.ends_sentence and paragraph.label is None and _fits(paragraph, line, FULL)
    if _heading_line(line, following, wrapping) and _fits(paragraph, line, 1.0):
        return True
    if paragraph.label is not None:
        if not before.ends_sentence and len(paragraph.lines) == 1 and _fits(paragraph, line, 0.6):
            return True
        between = upcoming is not None and _counts_on(paragraph.label, upcoming)
        return not between and before.ends_sentence and _fits(paragraph, line, 0.97)
    return before.ends_sentence or _fits(paragraph, line, FULL)


def _next_recital(paragraph: _Paragraph, line: Line) -> bool:
    """A preamble's next paragraph: behind a comma, a line that opens as preambles do."""
    before = paragraph.lines[-1].text
    if not before.endswith((",", ";", ",]", ";]")):
        return False
    if starts_low(line.text):
        return before.endswith(",") and speaks_preambular(line.text) and _fits(paragraph, line, 0.8)
    if _FORMULA.match(line.text):
        return _fits(paragraph, line, 1.0)
    return speaks_preambular(line.text) and (_fits(paragraph, line, 1.0) or not _listed(line))


def _listed(line: Line) -> bool:
    """A line that a full one may have run into: its place says so (a PDF), or it starts with a member of a list (`Stockpiling, Production …`)."""
    return line.spot is not None or re.match(r"\w+,", line.text) is not None


def _in_masthead(paragraph: _Paragraph, line: Line) -> bool:
    """A masthead is set line by line; a date that a full line of text ran into is none of it."""
    before = paragraph.lines[-1]
    if starts_low(line.text):
        return bool(masthead_form(before.text) and masthead_form(line.text))
    return bool(masthead_form(before.text) or (masthead_form(line.text) and _fits(paragraph, line, FULL)))


def _counts_on(label: Label, upcoming: Label) -> bool:
    return label.style == upcoming.style and any((system, value + 1) in upcoming.readings for system, value in label.readings)


def _fits(paragraph: _Paragraph, line: Line, share: float) -> bool:
    """Whether the line's first word would have found room on the line before: then the break between them was meant."""
    before = paragraph.lines[-1]
    if before.spot is not None and line.spot is not None:
        return has_room(paragraph.lines, line, share)
    width = paragraph.width if len(paragraph.lines) > 1 else paragraph.around
    first = line.text.split(maxsplit=1)[0]
    # Capitals are broader than small letters.
    reach = before.reach * 1.2 if line.spot is None and before.text.isupper() and first.isupper() and len(first) > 1 else before.reach
    return reach + 1 + len(first) <= width * share


def _heading_line(line: Line, following: Line | None, wrapping: Wrapping) -> bool:
    """A short line that is no sentence and stands before a number, a gap, or nothing that goes on with it."""
    text = line.text
    if (
        starts_low(text)
        or not any(c.isalpha() for c in text)
        or line.ends_sentence
        or text.endswith(",")
        or text.startswith("(")
        or len(text) > wrapping.width * 0.75
        or len(text.split()) > 12
    ):
        return False
    if text.isupper():
        return True
    if following is None:
        return False
    return following.gap > wrapping.gap or split_label(following.text)[0] is not None


def _first_indent(paragraphs: Sequence[_Paragraph]) -> int:
    """Columns that first lines are set in by where most paragraphs are set so; 0 where few are."""
    steps = [p.lines[0].indent - p.lines[1].indent for p in paragraphs if len(p.lines) > 1 and p.label is None]
    step, count = Counter(steps).most_common(1)[0] if steps else (0, 0)
    return step if step > 1 and count >= 0.6 * len(steps) else 0


def _block(paragraph: _Paragraph, hyphens: Hyphens, margin: int, wrapping: Wrapping, known: frozenset[str], first_indent: int) -> Block:
    first = paragraph.lines[0]
    inset = first.indent - margin
    if first_indent and paragraph.label is None and inset >= first_indent:
        inset -= first_indent
    # A tab counts behind a number, and between the columns of a masthead.
    text = first.text if paragraph.label is not None or masthead_form(first.text) else first.text.replace("\t", " ")
    marks = list(first.spot.marks) if first.spot is not None else []
    for line in paragraph.lines[1:]:
        text = hyphens.join(text, line.text.replace("\t", " "))
        if line.spot is not None:
            at = len(text) - len(line.text)
            marks += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in line.spot.marks]
    text, notes, marks = raised_notes(text, marks, known)
    room = wrapping.width - margin - len(first.text)
    centred = wrapping.wrapped and len(paragraph.lines) <= 3 and first.indent - margin >= 8 and abs(2 * (first.indent - margin) - room) <= 8
    spots = [line.spot for line in paragraph.lines if line.spot is not None]
    return Block(
        text,
        first.anchor,
        sum(line.words for line in paragraph.lines),
        indent=inset * _COLUMN,
        centred=all(spot.centred for spot in spots) if spots else centred,
        bold=bool(spots) and all(spot.bold or spot.rank for spot in spots),
        heading=heading_rank(spots, text),
        notes=notes,
        marks=tuple(marks),
        joined=tuple(line.anchor for line in paragraph.over_page),
        breaks_before=first.starts_page,
    )


def raised_notes(text: str, marks: Sequence[Mark], known: frozenset[str]) -> tuple[str, tuple[NoteRef, ...], list[Mark]]:
    """Take raised signs that name a note out of the words and leave a reference; marks move along."""
    notes: list[NoteRef] = []
    kept = sorted(marks, key=lambda mark: (mark.start, mark.end))
    for mark in reversed([m for m in kept if m.kind == "superscript"]):
        label = text[mark.start : mark.end].strip(" [](),.")
        if label not in known:
            continue
        cut = mark.end - mark.start
        text = text[: mark.start] + text[mark.end :]
        notes = [NoteRef(mark.start, label), *(replace(ref, offset=ref.offset - cut) for ref in notes)]
        kept = [
            replace(other, start=other.start - cut * (other.start >= mark.end), end=other.end - cut * (other.end >= mark.end))
            for other in kept
            if other is not mark
        ]
    return text, tuple(notes), [mark for mark in kept if mark.end > mark.start]


def _furniture(lines: Sequence[Line], hyphens: Hyphens) -> list[tuple[int, Block]]:
    """Headers, footers and rules line by line; each footnote as one block."""
    blocks: list[tuple[int, Block]] = []
    note: list[Line] = []

    def close() -> None:
        if note:
            text = note[0].text
            for line in note[1:]:
                text = hyphens.join(text, line.text)
            _, words = note_label(text)
            block = Block(words, note[0].anchor, sum(line.words for line in note), BlockRole.FOOTNOTE, label=note[0].note, note=note[0].note)
            blocks.append((note[0].number, block))
            note.clear()

    for line in lines:
        if line.role is not BlockRole.FOOTNOTE or (note and (line.note != note[0].note or line.page != note[0].page)):
            close()
        if line.role is BlockRole.FOOTNOTE:
            note.append(line)
        elif line.role is not BlockRole.BODY:
            blocks.append((line.number, Block(line.text, line.anchor, line.words, line.role)))
    close()
    return blocks
