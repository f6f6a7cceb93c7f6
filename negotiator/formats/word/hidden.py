"""Which runs of a story are hidden text: by their own formatting, their style's, or their paragraph's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from negotiator.formats.word.package import Package, W

_VAL: Final = W + "val"
_VANISH: Final = W + "vanish"
_OFF: Final = frozenset({"0", "false", "off"})


def hidden_runs(package: Package, root: Any) -> Iterator[Any]:
    """The runs (`w:r`) of a story that are hidden: `w:vanish` of the run, else of its character style, else of the paragraph's style.

    ECMA-376 part 1, 17.3.2.41 and 17.7.2.
    """
    hiding = _hiding_styles(package)
    for run in root.iter(W + "r"):
        own = run.find(W + "rPr")
        said = _said(own)
        if said is None and hiding:
            said = hiding.get(_style(own, "rStyle"))
            if said is None:
                paragraph = next(run.iterancestors(W + "p"), None)
                said = hiding.get(_style(paragraph.find(W + "pPr") if paragraph is not None else None, "pStyle"))
        if said:
            yield run


def hides(properties: Any) -> bool:
    """Whether run properties say by themselves that text is hidden."""
    return bool(_said(properties))


def _said(properties: Any) -> bool | None:
    if properties is None:
        return None
    found = properties.find(_VANISH)
    return None if found is None else found.get(_VAL, "1").lower() not in _OFF


def _style(properties: Any, name: str) -> str:
    found = properties.find(W + name) if properties is not None else None
    return found.get(_VAL, "") if found is not None else ""


def _hiding_styles(package: Package) -> dict[str, bool]:
    """Style id → whether it hides text or shows it, for the styles that say so themselves or through what they are based on."""
    part = package.related(package.main, "styles")
    if part is None:
        return {}
    styles = {e.get(W + "styleId", ""): e for e in package.xml(part).iterfind(W + "style")}

    @cache
    def said(identity: str, depth: int = 0) -> bool | None:
        style = styles.get(identity)
        if style is None or depth > len(styles):
            return None
        own = _said(style.find(W + "rPr"))
        if own is not None:
            return own
        base = style.find(W + "basedOn")
        return said(base.get(_VAL, ""), depth + 1) if base is not None else None

    return {identity: own for identity in styles if (own := said(identity)) is not None}
