"""Where text stands in square brackets, that is, is not agreed."""

from __future__ import annotations

import re
from typing import Final

_BRACKET: Final = re.compile(r"[\[\]［］⟦⟧〚〛]")
_OPENING: Final = frozenset("[［⟦〚")


def bracket_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The outermost bracketed spans (start, end) in code points, brackets included, in order and without overlap.

    A bracket that nobody closes runs to the end, one that nobody opened runs from the start.
    """
    spans: list[tuple[int, int]] = []
    openings: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] in _OPENING:
            openings.append(found.start())
        elif openings:
            opening = openings.pop()
            while spans and spans[-1][0] >= opening:
                spans.pop()
            spans.append((opening, found.end()))
        else:
            spans = [(0, found.end())]
    if openings:
        while spans and spans[-1][0] >= openings[0]:
            spans.pop()
        spans.append((openings[0], len(text)))
    return tuple(spans)


def outside(text: str) -> str:
    """The text without its bracketed parts, brackets included; nothing is put in their place."""
    kept: list[str] = []
    end = 0
    for start, stop in bracket_spans(text):
        kept.append(text[end:start])
        end = stop
    return "".join(kept) + text[end:]
