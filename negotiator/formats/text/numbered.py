"""Numbers of lines in the margin of a draft: every line's, or every fifth one's; they are taken out, and on the balance."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMBERED = re.compile(r"(?P<before>[ \t]{0,8})(?P<number>\d{1,4})(?:(?P<gap>[ \t]+)(?P<rest>\S.*)?)?$")
_FEWEST = 6
"""Numbers that are needed where the text does not keep clear of them."""
_STEPS = (1, 2, 3, 4, 5, 10)
_INSIDE = re.compile(r"[a-zà-ÿа-я(•–-]|(?:\d+|[A-Za-z]{1,4})[.)]")
"""What stands behind a line's number in the middle of a text, and never behind a paragraph's."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A physical line that has words."""

    index: int
    page: int
    start: int
    """Column in which it begins."""
    end: int
    """Column in which its first figures end, where it begins with some."""
    number: int | None
    """Figures that it begins with, if nothing but space stands behind them."""
    rest: str


def take_line_numbers(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, str]], set[int]]:
    """Lines with the numbers in their margin blanked out, those numbers, each with the 0-based index of its line, and lines that held nothing else.

    Nothing is taken in doubt.
    """
    alone = _alone(lines)
    if alone:
        return _without(lines, alone)
    rows = list(_rows(lines))
    numbered = next((group for group in _columns(rows) if _counts(rows, group)), [])
    out, taken = list(lines), []
    for row in numbered:
        feeds, body = _feed(lines[row.index])
        found = _NUMBERED.match(body.rstrip())
        assert found is not None  # noqa: S101
        out[row.index] = f"{lines[row.index][:feeds]}{' ' * found.end('number')}{body[found.end('number') :]}"
        taken.append((row.index, found["number"]))
    return out, taken, set()


def _alone(lines: Sequence[str]) -> list[int]:
    """Lines that hold a number and nothing else, where those count the lines around them: converters that keep no places set them so."""
    numbers = [(index, int(line.strip())) for index, line in enumerate(lines) if line.strip().isdecimal() and len(line.strip()) < 5]
    others = sum(bool(line.strip()) for line in lines) - len(numbers)
    steps = Counter(b - a for (_, a), (_, b) in pairwise(numbers))
    step, times = steps.most_common(1)[0] if steps else (0, 0)
    if step not in _STEPS or times < 0.8 * (len(numbers) - 1) or any(value % step for _, value in numbers):
        return []
    pages = 1 + sum("\f" in line for line in lines)
    enough = len(numbers) >= max(_FEWEST, 2 * pages) if step == 1 else len(numbers) >= 3
    return [index for index, _ in numbers] if enough and len(numbers) * step >= 0.4 * others else []


def _without(lines: Sequence[str], alone: Sequence[int]) -> tuple[list[str], list[tuple[int, str]], set[int]]:
    """The lines without those numbers; the empty line that a number brought with it is none."""
    out = list(lines)
    skipped: set[int] = set()
    for index in alone:
        out[index] = "\f" * lines[index].count("\f")
        skipped.add(index)
        after = index + 1
        while after < len(lines) and not lines[after].strip() and "\f" not in lines[after]:
            skipped.add(after)
            after += 1
    return out, [(index, lines[index].strip()) for index in alone], {index for index in skipped if not out[index]}


def _rows(lines: Sequence[str]) -> Iterator[_Row]:
    page = 0
    for index, line in enumerate(lines):
        feeds, body = _feed(line)
        page += feeds
        if not body.strip():
            continue
        found = _NUMBERED.match(body.rstrip())
        wide = body.expandtabs(8)
        start = len(wide) - len(wide.lstrip())
        if found is None:
            yield _Row(index, page, start, start, None, body)
        else:
            yield _Row(index, page, start, start + len(found["number"]), int(found["number"]), found["rest"] or "")


def _feed(line: str) -> tuple[int, str]:
    feeds = len(line) - len(line.lstrip("\f"))
    return feeds, line[feeds:]


def _columns(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Numbers that stand under each other, by their last figures or by their first, most first."""
    by: dict[tuple[str, int], list[_Row]] = defaultdict(list)
    for row in rows:
        if row.number is not None:
            by["end", row.end].append(row)
            by["start", row.start].append(row)
    return sorted((group for group in by.values() if len(group) > 1), key=len, reverse=True)[:4]


def _counts(rows: Sequence[_Row], numbered: Sequence[_Row]) -> bool:
    """Whether the numbers count lines: by one step from each to the next, as many lines on as the step says, and through the middle of sentences."""
    own = {row.index for row in numbered}
    others = [row for row in rows if row.index not in own]
    clear = len(others) > len(numbered) and sum(row.start >= max(n.end for n in numbered) for row in others) >= 0.9 * len(others)
    numbers = [row.number for row in numbered if row.number is not None]
    step = Counter(b - a for a, b in pairwise(numbers)).most_common(1)[0][0]
    if step not in _STEPS or len(numbered) * step < 0.5 * len(rows) or numbers[0] > step:
        return False
    if len(numbered) < (_FEWEST if not clear else 2 if step >= 5 else 3):
        return False
    place = {row.index: n for n, row in enumerate(rows)}
    good = 0
    for (before, row), (a, b) in zip(pairwise(numbered), pairwise(numbers), strict=True):
        on = b - a == step and (place[row.index] - place[before.index] == step or row.index - before.index == step)
        good += on or (row.page > before.page and b <= 2 * step)
    inside = sum(not row.rest or _INSIDE.match(row.rest) is not None for row in numbered)
    return good >= 0.9 * (len(numbered) - 1) and (clear or inside >= 0.25 * len(numbered))
