"""What of a story is hidden text: by its own formatting, by a style, or because the drawing or the note that it stands in is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from negotiator.formats.word.package import MC, Package, W
from negotiator.model.block import HIDDEN_TEXT, Block, BlockRole
from negotiator.model.counting import counted

_VAL: Final = W + "val"
_VANISH: Final = W + "vanish"
_MATH_RUN: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}r"
_TEXTS: Final = re.compile(r"word/(document\d*|footnotes|endnotes|header\d*|footer\d*)\.xml")
_SHOWN: Final = 5
"""Places that a warning names."""
_OFF: Final = frozenset({"0", "false", "off"})
_DRAWINGS: Final = frozenset((W + "drawing", W + "pict", W + "object", f"{MC}AlternateContent"))
_NOTES: Final = (W + "footnotes", W + "endnotes")
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SHAPES: Final = "{urn:schemas-microsoft-com:vml}*"


class Hidden:
    """Tells for the stories of one file what Word does not show: `w:vanish` of a run, else of its character, paragraph or table style.

    ECMA-376 part 1, 17.3.2.41 and 17.7.2. Where several styles speak, one that hides is enough: nothing is shown for a doubt.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles, self._default = _hiding_styles(package)

    def runs(self, root: Any) -> frozenset[Any]:
        """The runs of a story that are hidden, with those inside hidden drawings and of notes that only hidden text refers to."""
        hosts = {*_hidden_drawings(root), *self._hidden_notes(root)}
        if not hosts and not self._styles and next(root.iter(_VANISH), None) is None:
            return frozenset()
        found: set[Any] = set()
        for run in root.iter(W + "r", _MATH_RUN):
            if self._says(run) or (hosts and any(a in hosts for a in run.iterancestors())):
                found.add(run)
                if len(run) and next(run.iterdescendants(W + "txbxContent"), None) is not None:
                    hosts.add(run)
        return frozenset(found)

    def drawings(self, root: Any) -> Iterator[Any]:
        """Pictures, text boxes and objects of a story that are hidden: what stands for them in their run, alternatives included."""
        runs = self.runs(root)
        hosts = set(_hidden_drawings(root))
        if runs or hosts:
            for run in root.iter(W + "r"):
                for child in run:
                    if child.tag in _DRAWINGS and (run in runs or any(e in hosts for e in child.iter())):
                        yield child

    def mark(self, paragraph: Any) -> bool:
        """Whether the mark of a paragraph is hidden: where all its words are, Word goes on as if it were not there."""
        properties = paragraph.find(W + "pPr")
        own = _said(properties.find(W + "rPr")) if properties is not None else None
        return self._styled(paragraph) if own is None else own

    def _says(self, run: Any) -> bool:
        properties = run.find(W + "rPr")
        own = _said(properties)
        if own is not None:
            return own
        if not self._styles:
            return False
        return _style(properties, "rStyle") in self._styles or self._styled(next(run.iterancestors(W + "p"), None))

    def _styled(self, paragraph: Any) -> bool:
        if paragraph is None or not self._styles:
            return False
        if (_style(paragraph.find(W + "pPr"), "pStyle") or self._default) in self._styles:
            return True
        return any(_style(table.find(W + "tblPr"), "tblStyle") in self._styles for table in paragraph.iterancestors(W + "tbl"))

    def _hidden_notes(self, root: Any) -> Iterator[Any]:
        if root.tag not in _NOTES:
            return
        kind = root.tag[len(W) : -1]
        main = self._package.xml(self._package.main)
        hidden = self.runs(main)
        if not hidden:
            return
        ids: dict[bool, set[str]] = {True: set(), False: set()}
        for reference in main.iter(f"{W}{kind}Reference"):
            ids[reference.getparent() in hidden].add(reference.get(W + "id", ""))
        for note in root.iterfind(W + kind):
            if note.get(W + "id", "") in ids[True] - ids[False]:
                yield note


def hidden_words(content: bytes, name: str) -> int:
    """How many words of a Word file's texts are hidden. Raises BadInputError where it is no Word file."""
    package = Package.open(content, name)
    look = Hidden(package)
    parts = [p for p in package.parts if _TEXTS.fullmatch(p) or p == package.main]
    return sum(len("".join(t.text or "" for t in run.iter(W + "t")).split()) for part in parts for run in look.runs(package.xml(part)))


def hides(element: Any) -> bool:
    """Whether an element is a run that is hidden by its own formatting, the usual way."""
    return bool(element.tag == W + "r" and _said(element.find(W + "rPr")))


def told_hidden(blocks: Sequence[Block]) -> Iterator[str]:
    """What a reader is warned of: how many words Word does not show, and where they stand; nothing where there are none."""
    hidden = [block for block in blocks if block.role is BlockRole.HIDDEN]
    if hidden:
        words = sum(block.words for block in hidden)
        places = list(dict.fromkeys(str(block.anchor) for block in hidden))
        more = len(places) - _SHOWN
        where = "; ".join(places[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
        yield f"{counted(words, 'word')} {HIDDEN_TEXT}, which Word does not show, {'is' if words == 1 else 'are'} no part of the text ({where})"


def _hidden_drawings(root: Any) -> Iterator[Any]:
    """Drawings that are switched off in the list of what a page holds."""
    for named in root.iter(_DRAWN):
        drawing = next(named.iterancestors(W + "drawing"), None)
        if drawing is not None and named.get("hidden", "0").lower() in ("1", "true", "on"):
            yield drawing
    for shape in root.iter(_SHAPES):
        if "visibility:hidden" in shape.get("style", "").replace(" ", "").lower():
            yield shape


def _said(properties: Any) -> bool | None:
    if properties is None:
        return None
    found = properties.find(_VANISH)
    return None if found is None else found.get(_VAL, "1").lower() not in _OFF


def _style(properties: Any, name: str) -> str:
    found = properties.find(W + name) if properties is not None else None
    return found.get(_VAL, "") if found is not None else ""


def _hiding_styles(package: Package) -> tuple[frozenset[str], str]:
    """Ids of the styles that hide text, by themselves or through what they are based on, and the id of the default paragraph style."""
    part = package.related(package.main, "styles")
    if part is None:
        return frozenset(), ""
    root = package.xml(part)
    styles = {e.get(W + "styleId", ""): e for e in root.iterfind(W + "style")}
    default = next((s for s, e in styles.items() if e.get(W + "type") == "paragraph" and e.get(W + "default") in ("1", "true", "on")), "")
    if next(root.iter(_VANISH), None) is None:
        return frozenset(), default

    @cache
    def said(identity: str, depth: int = 0) -> bool:
        style = styles.get(identity)
        if style is None or depth > len(styles):
            return False
        own = _said(style.find(W + "rPr"))
        if own is not None:
            return own
        base = style.find(W + "basedOn")
        return said(base.get(_VAL, ""), depth + 1) if base is not None else bool(_said(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")))

    return frozenset(identity for identity in styles if said(identity)), default
