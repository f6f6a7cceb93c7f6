"""Footnotes of a plain text: their lines, and the reference that a converter glued to a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from negotiator.formats.text.lines import Line, Wrapping
from negotiator.model.block import Block, BlockRole, NoteRef
from negotiator.reading.masthead import masthead_form
from negotiator.reading.numerals import MONTHS

_RULE = re.compile(r"[_\u2500\u2014-]{5,}")
_NOTE = re.compile(r"(?P<label>\d{1,3}|[*†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\[\d{1,3}\]|\(\d{1,3}\))(?:\s+(?=\S)|(?=[^\W\d_]|[\"“„»«])|$)")
_SUPERSCRIPT = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
MOST_LINES = 25
"""Lines that footnotes of one page may take where the next page's start cannot be seen."""


def mark_notes(lines: Sequence[Line], wrapping: Wrapping) -> tuple[Line, ...]:
    """Give the lines of footnotes their role and their note's label."""
    out = list(lines)
    index = 0
    while index < len(out):
        line = out[index]
        rule = _RULE.fullmatch(line.text) is not None
        start = index + 1 if rule else index
        if line.role is BlockRole.BODY and (rule or line.ruled) and start < len(out) and _label(out[start]):
            if rule:
                out[index] = replace(line, role=BlockRole.MARKUP)
            index = _take(out, start, wrapping)
        else:
            index += 1
    _unruled(out, wrapping)
    return tuple(out)


def attach_notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Find each footnote's reference in the text before it, take it out of the words and leave a mark; a note without one stays a note."""
    out = list(blocks)
    referred = Counter(ref.note for block in blocks for ref in block.notes)
    for index, block in enumerate(blocks):
        if block.role is BlockRole.FOOTNOTE and block.note:
            if referred[block.note] > 0:
                referred[block.note] -= 1
            else:
                _attach(out, index, block.note)
    return tuple(out)


def note_label(text: str) -> tuple[str, str]:
    """A note's label and its text: `1 Hereafter …` → (`1`, `Hereafter …`); no label gives an empty one."""
    found = _NOTE.match(text)
    if not found:
        return "", text
    return found["label"].translate(_SUPERSCRIPT).strip("[]()"), text[found.end() :].lstrip()


def _label(line: Line) -> str:
    return note_label(line.text)[0]


def _take(out: list[Line], start: int, wrapping: Wrapping) -> int:
    """Mark the notes that begin at `start`, up to the next page; returns the index after them."""
    end = start + 1
    while end < len(out) and not out[end].starts_page and out[end].role is BlockRole.BODY:
        end += 1
    if end - start > MOST_LINES or end == len(out):
        # No page break to be seen: a note ends at the first gap that no further note follows.
        end = start + 1
        while (
            end < len(out)
            and out[end].role is BlockRole.BODY
            and not out[end].starts_page
            and (out[end].gap <= wrapping.gap or _follows(out[start:end], out[end]))
        ):
            end += 1
    note = ""
    for index in range(start, end):
        label = _label(out[index])
        if out[index].spot is not None and index > start and out[index].gap > wrapping.gap and not (label and _next(note, label)):
            # Set apart below the notes: the foot of the page.
            out[index:end] = [replace(line, role=BlockRole.FOOTER) for line in out[index:end]]
            break
        if label and (not note or _next(note, label)):
            note = label
        out[index] = replace(out[index], role=BlockRole.FOOTNOTE, note=note)
    return end


def _follows(before: Sequence[Line], line: Line) -> bool:
    label = _label(line)
    return bool(label) and any(_next(_label(earlier), label) for earlier in before if _label(earlier))


def _next(note: str, label: str) -> bool:
    if note.isdigit() and label.isdigit():
        return int(label) == int(note) + 1
    return len(label) == len(note) + 1 and set(label) <= set("*†‡")


def _unruled(out: list[Line], wrapping: Wrapping) -> None:
    """At the foot of a page: lines numbered in the series of notes whose number is also glued to a word on that page."""
    expected = 1
    bounds = [index for index, line in enumerate(out) if line.starts_page or index == 0] + [len(out)]
    for first, end in pairwise(bounds):
        body = [index for index in range(first, end) if out[index].role is BlockRole.BODY]
        for done in [out[index].note for index in range(first, end) if out[index].role is BlockRole.FOOTNOTE]:
            expected = int(done) + 1 if done.isdigit() else expected
        starts = [index for index in body if _may_start(out, body, index, str(expected), wrapping)]
        for start in starts:
            # A raised number may also stand under the end of the text, a plain one where the text ends with notes.
            last = end == len(out) and end - start <= MOST_LINES
            near = range(start) if _raised(out[start]) or last else [index for index in body if index < start]
            words = " ".join(out[index].text for index in near if out[index].role is BlockRole.BODY)
            if not _references(words, str(expected)):
                continue
            note = ""
            for index in [i for i in body if i >= start]:
                label = _label(out[index])
                if label == str(expected):
                    note, expected = label, expected + 1
                elif index > start and out[index].gap > max(1, wrapping.gap):
                    # Set apart below the notes, at the foot of the page: none of them, and no text.
                    out[index:end] = [replace(line, role=BlockRole.FOOTER) if line.role is BlockRole.BODY else line for line in out[index:end]]
                    break
                out[index] = replace(out[index], role=BlockRole.FOOTNOTE, note=note)
            break


def _may_start(out: Sequence[Line], body: Sequence[int], index: int, expected: str, wrapping: Wrapping) -> bool:
    """Whether a line can be the first of a page's notes: by its number, set apart from a text that is finished, and no date."""
    line = out[index]
    label, words = note_label(line.text)
    if label != expected or MONTHS.match(words) or (not words and (index == body[-1] or _label(out[index + 1]))):
        return False
    if index == body[0]:
        return True
    before = out[index - 1]
    small = line.spot is not None and before.spot is not None and line.spot.size < 0.95 * before.spot.size
    return _raised(line) or small or line.gap > wrapping.gap or before.role is not BlockRole.BODY or (line.spot is None and before.ends_sentence)


def _raised(line: Line) -> bool:
    return line.spot is not None and any(mark.kind == "superscript" and mark.start == 0 for mark in line.spot.marks)


def _references(text: str, note: str) -> list[tuple[int, tuple[int, int]]]:
    """Where a text refers to a note: how doubtful the form is (0 is not), and the span; likeliest first."""
    sign = re.escape(note)
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in note) if note.isdigit() else sign
    after = r"(?![\w/]|[.,]\d)"
    mark = r"[.,;:)\]”\"'’»]"
    symbol = r"(?<!Rev\.)(?<!Add\.)(?<!Corr\.)(?<!WP\.)(?<!CRP\.)"
    patterns = (
        (0, rf"{raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])" if note.isdigit() else rf"(?<=\S){sign}(?!\*)"),
        (0, rf"(?<=[^\W\d_][^\W\d_A-Z][^\W\d_A-Z]){sign}{after}"),
        (0, rf"(?<=[^\W\d_]{mark}){symbol}{sign}{after}"),
        (0, rf"(?<={mark}{mark}){sign}{after}"),
        (0, rf"\s?\[{sign}\]"),
        # A converter put a space before a raised number.
        (1, rf"(?<=[^\W\d_]{mark})\s{sign}(?=\s|$)"),
        # Behind a year, and behind a sign that follows a figure: `2024,1`, `20302`.
        (2, rf"(?<=\b(?:19|20)\d\d{mark}){sign}{after}"),
        (3, rf"(?<=\b(?:19|20)\d\d){sign}{after}"),
        # `CO2`, `B1`: only if nothing better refers to the note.
        (2, rf"(?<=[^\W\d_]){sign}{after}"),
    )
    found: dict[tuple[int, int], int] = {}
    for doubt, pattern in patterns:
        for match in re.finditer(pattern, text):
            found.setdefault(match.span(), doubt)
    return [(doubt, span) for span, doubt in found.items()]


def _attach(out: list[Block], at: int, note: str) -> None:
    """Look on the note's own page first, then before it."""
    before = [i for i in range(at - 1, -1, -1) if out[i].role is BlockRole.BODY and not masthead_form(out[i].text)]
    # A paragraph that goes on over the page break stands before its note as well as after it.
    page: list[int] = []
    for i in before:
        page.append(i)
        if out[i].breaks_before:
            break
    spans = {i: _references(out[i].text, note) for i in before}
    for doubt in (0, 1, 2, 3):
        for candidates in (page[::-1], before):
            for i in candidates:
                found = [span for level, span in spans[i] if level == doubt]
                if found:
                    out[i] = _cut(out[i], found[0], note)
                    return


def _cut(block: Block, span: tuple[int, int], note: str) -> Block:
    start, end = span
    notes = tuple(replace(ref, offset=ref.offset - (end - start)) if ref.offset >= end else ref for ref in block.notes)
    return replace(block, text=block.text[:start] + block.text[end:], notes=tuple(sorted((*notes, NoteRef(start, note)), key=lambda ref: ref.offset)))
