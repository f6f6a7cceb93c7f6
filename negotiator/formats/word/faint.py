"""Words that are no hidden text and that no eye finds: white on white, or too small to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from negotiator.formats.word.package import W

_VAL: Final = W + "val"
_WHITE: Final = frozenset({"FFFFFF", "FEFEFE", "FDFDFD"})
_TINY: Final = 4
"""Half-points up to which no letter can be read."""


def faint_runs(root: Any) -> Iterator[tuple[Any, str]]:
    """The runs of a story that are white where nothing behind them is dark, or tiny, and which of the two."""
    for run in root.iter(W + "r"):
        properties = run.find(W + "rPr")
        if properties is None:
            continue
        colour, size = properties.find(W + "color"), properties.find(W + "sz")
        if colour is not None and colour.get(_VAL, "").upper() in _WHITE and not _stands_on_colour(run, properties):
            yield run, "white"
        elif size is not None and size.get(_VAL, "").isdigit() and int(size.get(_VAL)) <= _TINY:
            yield run, "tiny"


def _stands_on_colour(run: Any, properties: Any) -> bool:
    """Whether the run, its paragraph, its cell or its table has a colour of its own behind it; a shape's fill is not looked at, so that counts, too."""
    if properties.find(W + "highlight") is not None or _shaded(properties):
        return True
    for above in run.iterancestors():
        if above.tag == W + "p" and _shaded(above.find(W + "pPr")):
            return True
        if above.tag == W + "tc" and _shaded(above.find(W + "tcPr")):
            return True
        if above.tag == W + "tbl" and (_shaded(above.find(W + "tblPr")) or above.find(f"{W}tblPr/{W}tblStyle") is not None):
            return True
        if above.tag == W + "txbxContent":
            return True
    return False


def _shaded(properties: Any) -> bool:
    shading = properties.find(W + "shd") if properties is not None else None
    return shading is not None and shading.get(W + "fill", "auto").upper() not in ("AUTO", *_WHITE)
