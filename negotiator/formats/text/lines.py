"""The physical lines of a text: where pages break, how deep a line is indented, how large the gap before it is, and whether lines are wrapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from negotiator.formats.text.numbered import take_line_numbers
from negotiator.formats.text.spot import Spot
from negotiator.model.block import Anchor, BlockRole
from negotiator.reading.forms import speaks_preambular
from negotiator.reading.labels import split_label

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")
_SPACE = re.compile(r"[^\S\u00a0\u202f\u2007]+")
"""Runs of space that mean nothing; spaces that must not break are kept to the letter."""
_PIECE = re.compile(r"\S+(?:[^\S\n]\S+)*")
_TERMINAL = re.compile(r"[.:;!?…][\"'”’»)\]*]*$")
_ABBREVIATED = re.compile(
    r"(?<!\w)(?:nrs?|nos?|arts?|artt|paras?|pars?|pp?|stk|abs|cf|jf|vgl|vols?|chs?|secs?|figs?|ca|approx|bzw|inkl|evt|núms?|párrs?|ст|стр|пп?|гл|см)\.$",
    re.IGNORECASE,
)
"""A number follows these, or a name: no sentence ends with them."""
UNWRAPPED_LENGTH = 160
"""Characters that no hard-wrapped line reaches."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has words."""

    number: int
    """1-based, in the source."""
    text: str
    """Its words with single spaces between them."""
    words: int
    indent: int
    """Columns of space before it."""
    gap: int
    """Empty lines before it, on its page."""
    page: int
    """1-based, as far as page breaks can be seen."""
    starts_page: bool
    ruled: bool = False
    """A long line of spaces stands before it, as above footnotes."""
    role: BlockRole = BlockRole.BODY
    note: str = ""
    """The footnote that it belongs to."""
    spot: Spot | None = None
    """Its place on the page, where the source says so."""
    reach: int = 0
    """Column in which it ends, the space before it and inside it counted as it stands."""
    pieces: tuple[tuple[int, str], ...] = ()
    """Its words as runs of space part them, each with the column in which it starts; empty where the source knows its places better."""

    @property
    def anchor(self) -> Anchor:
        return self.spot.anchor if self.spot is not None else Anchor("line", self.number)

    @property
    def ends_sentence(self) -> bool:
        return bool(_TERMINAL.search(self.text)) and not _ABBREVIATED.search(self.text)

    @property
    def starts_low(self) -> bool:
        return starts_low(self.text)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text breaks its lines."""

    wrapped: bool
    """False where each line is a paragraph."""
    gap: int
    """Empty lines between two lines of one paragraph."""
    width: int
    """Column in which a full line ends."""


def count_words(text: str) -> int:
    """Runs of non-space characters."""
    return len(text.split())


def starts_low(text: str) -> bool:
    """Whether the first letter is a lower-case one, and nothing but opening marks stands before it."""
    found = re.match(r"[\s\[(\"'“„«‘]*([^\W_])", text)
    return found is not None and found[1].islower()


def split_lines(text: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """All lines with words, with what surrounds them; and numbers of lines that stood in the margin."""
    lines: list[Line] = []
    numbers: list[Line] = []
    gap, page, ruled, starts = 0, 1, False, False
    raws, counted, skipped = take_line_numbers(_BREAK.split(text))
    sign = dict(counted)
    for number, raw in enumerate(raws, 1):
        if number - 1 in sign:
            at = page + raw.count("\f")
            numbers.append(Line(number, sign[number - 1], 1, 0, 0, at, starts_page=False, role=BlockRole.LINE_NUMBER))
        if number - 1 in skipped:
            continue
        for index, piece in enumerate(raw.split("\f")):
            if index:
                page, starts, gap = page + 1, True, 0
            clean = _SPACE.sub(_gap, piece).strip()
            if not clean:
                gap += 1
                ruled = ruled or len(piece.expandtabs(8)) >= 15
                continue
            expanded = piece.expandtabs(8)
            indent = len(expanded) - len(expanded.lstrip())
            lines.append(
                Line(number, clean, len(piece.split()), indent, gap, page, starts or not lines, ruled, reach=len(expanded.rstrip()), pieces=_pieces(expanded))
            )
            gap, ruled, starts = 0, False, False
    return _spaced_pages(lines), tuple(numbers)


def measure(lines: Sequence[Line]) -> Wrapping:
    """Tell wrapped from unwrapped text, and text whose every line is followed by an empty one from text whose paragraphs are."""
    lengths = sorted(line.reach for line in lines)
    if not lengths:
        return Wrapping(False, 0, 0)
    long = sum(len(line.text) > UNWRAPPED_LENGTH for line in lines)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    if long > max(1, len(lengths) * 0.03):
        return Wrapping(False, 0, width)
    if not any(_plainly_broken(before, line, width) for before, line in pairwise(lines)):
        return Wrapping(False, 0, width)
    run_on, pairs, full = Counter[int](), Counter[int](), 0
    for before, line in pairwise(lines):
        label, words = split_label(line.text)
        # A short line says nothing of how long ones are broken.
        if line.starts_page or (label is not None and words) or before.reach < width * 0.4:
            continue
        pairs[line.gap] += 1
        # A line that had room for the next word was ended on purpose (a preamble low at its start, a list).
        room = before.reach + 1 + len(line.text.split(maxsplit=1)[0]) <= width * 0.8
        if line.gap and room and before.text.endswith(","):
            continue
        if not before.ends_sentence and (line.starts_low or before.reach >= width * 0.85):
            run_on[line.gap] += 1
            full += line.gap == 1 and not room
    spaced = run_on[1] >= 3 and run_on[1] >= pairs[1] * 0.35 and run_on[1] > run_on[0]
    if spaced and full >= run_on[1] * 0.6 and pairs[0] <= pairs[1] * 0.3:
        return Wrapping(True, 1, width)
    return Wrapping(run_on[0] >= max(1, pairs[0] * 0.15), 0, width)


def _pieces(expanded: str) -> tuple[tuple[int, str], ...]:
    return tuple((found.start(), found[0]) for found in _PIECE.finditer(expanded))


def _gap(found: re.Match[str]) -> str:
    """A tab, or a wide gap as between columns, is one tab; any other space is one space."""
    return "\t" if "\t" in found[0] or len(found[0]) >= 6 else " "


def _plainly_broken(before: Line, line: Line, width: int) -> bool:
    """Whether a long line ends in the middle of a clause, and the next goes on with it."""
    if line.starts_page or before.reach < width * 0.6 or before.ends_sentence:
        return False
    if before.text.endswith((",", ";")):
        # Members of lists and preambles end so, too.
        member = re.match(r"\w+,\s", line.text) is not None
        return before.reach >= width * 0.85 and (member or (line.starts_low and not speaks_preambular(line.text)))
    return line.starts_low or before.reach >= width * 0.85


def _spaced_pages(lines: list[Line]) -> tuple[Line, ...]:
    """Where nearly all lines start at the margin, a line that starts with one space starts a page (so do the converters that made the paper's text)."""
    stepped = [line for line in lines if line.indent == 1]
    flush = sum(line.indent == 0 for line in lines)
    if any(line.page > 1 for line in lines) or not stepped or flush < 4 * len(stepped) or len(lines) - flush - len(stepped) > len(lines) * 0.05:
        return tuple(lines)
    out: list[Line] = []
    page = 1
    for line in lines:
        starts = line.indent == 1 and bool(out)
        page += starts
        out.append(_paged(line, page, starts or not out))
    return tuple(out)


def _paged(line: Line, page: int, starts: bool) -> Line:
    indent = 0 if line.indent == 1 else line.indent
    return replace(line, indent=indent, page=page, starts_page=starts, reach=line.reach - line.indent + indent)
