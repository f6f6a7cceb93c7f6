"""How wide the columns of a table should be, from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

TWIPS_PER_CHARACTER: Final = 122
"""Of 9.5-point serif text, with room for a font that stands in for a narrower one."""
NARROW: Final = 0.6
"""How much of that a narrow letter or a space takes."""
WIDE: Final = 1.4
BOLD: Final = 1.1
PADDING: Final = 190
MOST_ALONE: Final = 40
"""Characters beyond which a column may wrap while others do not."""


_WIDTHS: Final = dict.fromkeys("iljtf.,;:()[]'’ \u00a0", NARROW) | dict.fromkeys("mwMW@%", WIDE)


def column_widths(rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Widths in twips that add up to `total`: short columns get what their longest cell needs, long ones share the rest by how much they hold.

    No column becomes narrower than its longest word while there is room for all longest words.
    """
    columns = max(len(row) for row in rows)
    cells = [[row[i] if i < len(row) else "" for row in rows] for i in range(columns)]
    least = [PADDING + max((_width(word, nth) for nth, text in enumerate(column) for word in re.split(r"[ \n\t]+", text)), default=0) for column in cells]
    natural = [PADDING + max((_width(line, nth) for nth, text in enumerate(column) for line in text.split("\n")), default=0) for column in cells]
    if sum(least) >= total:
        return _scaled(least, total)
    if sum(natural) <= total:
        return _scaled(natural, total)
    short = PADDING + TWIPS_PER_CHARACTER * MOST_ALONE
    fixed = {i: n for i, n in enumerate(natural) if n <= min(short, total // columns)}
    rest = total - sum(fixed.values())
    weights = [0 if i in fixed else sum(len(text) for text in column) ** 0.5 for i, column in enumerate(cells)]
    widths = [fixed.get(i, max(least[i], round(rest * weights[i] / (sum(weights) or 1)))) for i in range(columns)]
    if sum(widths) > total:
        # what is too much is taken from what the columns have beyond their longest words
        beyond = [width - needed for width, needed in zip(widths, least, strict=True)]
        widths = [needed + more * (total - sum(least)) // sum(beyond) for needed, more in zip(least, beyond, strict=True)]
    return _scaled(widths, total)


def _width(text: str, row: int) -> int:
    """Of words that stay on a line, in twips; the heads in the first row are bold."""
    return round(TWIPS_PER_CHARACTER * (BOLD if row == 0 else 1) * sum(_WIDTHS.get(c, 1) for c in text))


def _scaled(widths: Sequence[int], total: int) -> list[int]:
    scaled = [width * total // sum(widths) for width in widths]
    scaled[scaled.index(max(scaled))] += total - sum(scaled)
    return scaled
