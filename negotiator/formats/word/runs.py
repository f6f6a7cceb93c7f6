"""The words of one Word paragraph as a reader sees them: inserted text read, deleted text apart, codes of fields left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from negotiator.formats.word.package import MC, W
from negotiator.formats.word.styles import PLAIN, Style, Styles, switched_on
from negotiator.formats.word.symbols import symbol

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
NO_COLOURS: Final = ("auto", "000000", "")


@dataclass(frozen=True, slots=True)
class Fate:
    """What tracked changes say of a run, as accepted."""

    struck: bool = False
    inserted: str | None = None
    """Its author; None where it was not inserted."""
    moved: str | None = None
    hidden: bool = False
    """It is hidden text: Word does not show it."""


AS_IS: Final = Fate()
HIDDEN: Final = Fate(hidden=True)


@dataclass(frozen=True, slots=True)
class Face:
    """How a run looks."""

    marks: tuple[str, ...] = ()
    """Marks that carry meaning, by direct formatting or a character style."""
    bold: bool = False
    """Bold by any means, its paragraph's style included."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look and one fate."""

    text: str
    face: Face
    fate: Fate


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a note, after so many pieces."""

    after: int
    kind: str
    """`footnote` or `endnote`."""
    id: str
    struck: bool
    """Deleted, or hidden: the text does not refer to it."""
    custom: str = ""
    """The mark that stands in place of a number."""


@dataclass(slots=True)
class Content:
    """What one paragraph holds."""

    pieces: list[Piece] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    boxes: list[tuple[Any, bool]] = field(default_factory=list)
    """Text boxes anchored here, and whether they are struck."""
    breaks_before: bool = False
    breaks_after: bool = False
    in_contents: bool = False

    def join(self, following: Content) -> Content:
        """This paragraph and the next as one: its mark was deleted."""
        shift = len(self.pieces)
        moved = [Reference(r.after + shift, r.kind, r.id, r.struck, r.custom) for r in following.references]
        return Content(
            self.pieces + following.pieces,
            self.references + moved,
            self.boxes + following.boxes,
            self.breaks_before,
            following.breaks_after,
            following.in_contents,
        )


@dataclass(slots=True)
class _FieldState:
    """One complex field that is open: `begin` code `separate` result `end`."""

    code: list[str] = field(default_factory=list)
    in_result: bool = False
    shows_contents: bool = False


class RunReader:
    """Reads paragraphs of one story in their order; complex fields may reach over several of them."""

    def __init__(self, styles: Styles, *, preserve: bool = False, hidden: Collection[Any] = frozenset()) -> None:
        self._styles = styles
        self._preserve = preserve
        self._hidden = hidden
        self._fields: list[_FieldState] = []
        self._faces: dict[tuple[tuple[object, ...], str, bool], Face] = {}
        self._plain: dict[str, tuple[Face, Face]] = {}
        self._content = Content()
        self._style = PLAIN
        self._in_link = False
        self._custom_mark = False
        self._actions: Mapping[str, Callable[[Any, Face, Fate], None]] = {
            f"{W}t": self._text,
            f"{W}delText": self._deleted_text,
            f"{M}t": self._text,
            f"{W}tab": lambda _, face, fate: self._add("\t", face, fate),
            f"{W}ptab": lambda _, face, fate: self._add("\t", face, fate),
            f"{W}cr": lambda _, face, fate: self._add("\n", face, fate),
            f"{W}br": self._break,
            f"{W}noBreakHyphen": lambda _, face, fate: self._add("\u2011", face, fate),
            f"{W}softHyphen": lambda _, face, fate: self._add("\u00ad", face, fate),
            f"{W}sym": lambda e, face, fate: self._printed(symbol(e.get(f"{W}char", ""), e.get(f"{W}font", "")), face, fate),
            f"{W}fldChar": self._field_mark,
            f"{W}instrText": self._field_code,
            f"{W}footnoteReference": self._reference,
            f"{W}endnoteReference": self._reference,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._drawing,
            f"{W}object": self._drawing,
        }

    def read(self, paragraph: Any, style: Style, fate: Fate = AS_IS) -> Content:
        """What a `w:p` holds; `fate` is that of the row or cell around it."""
        self._content = Content(in_contents=self._inside_contents())
        self._style = style
        if style.id not in self._plain:
            bold = bool(style.bold)
            self._plain[style.id] = Face((), bold, style.language), Face(("strike",) if style.strike else (), bold, style.language)
        self._walk(paragraph, self._plain[style.id][0], fate)
        self._content.in_contents |= self._inside_contents()
        return self._content

    def _walk(self, element: Any, face: Face, fate: Fate) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._custom_mark = False
                self._walk(child, self._face(leading(child, _FORMAT)), HIDDEN if child in self._hidden and not fate.struck else fate)
                continue
            action = self._actions.get(tag)
            if action is not None:
                action(child, face, fate)
            elif not isinstance(tag, str) or tag in _SKIPPED:
                continue
            elif tag in _CHANGES:
                self._walk(child, face, _changed(fate, tag, child.get(f"{W}author", "")))
            elif tag == f"{MC}AlternateContent":
                chosen = choice(child)
                if chosen is not None:
                    self._walk(chosen, face, fate)
            elif tag == f"{W}hyperlink":
                outer, self._in_link = self._in_link, True
                self._walk(child, face, fate)
                self._in_link = outer
            else:
                self._walk(child, face, HIDDEN if child in self._hidden and not fate.struck else fate)

    def _add(self, text: str, face: Face, fate: Fate) -> None:
        if text and not (self._fields and any(not f.in_result for f in self._fields)):
            self._content.pieces.append(Piece(text, face, fate))

    def _text(self, element: Any, face: Face, fate: Fate) -> None:
        self._printed(element_text(element, preserve=self._preserve), face, fate)

    def _printed(self, text: str, face: Face, fate: Fate) -> None:
        if self._custom_mark and self._content.references:
            last = self._content.references[-1]
            self._content.references[-1] = Reference(last.after, last.kind, last.id, last.struck, last.custom + text.strip())
        else:
            self._add(text, face, fate)

    def _deleted_text(self, element: Any, face: Face, fate: Fate) -> None:
        self._add(element_text(element, preserve=self._preserve), face, Fate(struck=True) if not fate.struck else fate)

    def _break(self, element: Any, face: Face, fate: Fate) -> None:
        if element.get(f"{W}type") == "page" and not fate.struck:
            if any(p.text.strip() and not p.fate.struck for p in self._content.pieces):
                self._content.breaks_after = True
            else:
                self._content.breaks_before = True
        self._add("\n", face, fate)

    def _field_mark(self, element: Any, _face: Face, _fate: Fate) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_FieldState())
        elif self._fields and kind == "separate":
            top = self._fields[-1]
            top.in_result = True
            top.shows_contents = "".join(top.code).split()[:1] == ["TOC"]
        elif self._fields and kind == "end":
            self._fields.pop()

    def _field_code(self, element: Any, _face: Face, _fate: Fate) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].code.append(element.text or "")

    def _reference(self, element: Any, _face: Face, fate: Fate) -> None:
        kind = "footnote" if element.tag == f"{W}footnoteReference" else "endnote"
        self._custom_mark = element.get(f"{W}customMarkFollows") in ("1", "true", "on")
        if not any(not f.in_result for f in self._fields):
            self._content.references.append(Reference(len(self._content.pieces), kind, element.get(f"{W}id", ""), fate.struck or fate.hidden))

    def _drawing(self, element: Any, _face: Face, fate: Fate) -> None:
        for box in element.iter(f"{W}txbxContent"):
            if _nearest_box(box, element) and not _in_fallback(box, element):
                self._content.boxes.append((box, fate.struck))

    def _inside_contents(self) -> bool:
        return any(f.shows_contents for f in self._fields)

    def _face(self, rpr: Any) -> Face:
        if rpr is None or not len(rpr):
            return self._plain[self._style.id][1]
        key = (_signature(rpr), self._style.id, self._in_link)
        known = self._faces.get(key)
        if known is None:
            known = self._faces[key] = _face(rpr, self._style, self._styles, in_link=self._in_link)
        return known


def _changed(fate: Fate, tag: str, author: str) -> Fate:
    if fate.struck or tag in (f"{W}del", f"{W}moveFrom"):
        return Fate(struck=True)
    if tag == f"{W}ins":
        return Fate(inserted=author, moved=fate.moved)
    return Fate(inserted=fate.inserted, moved=author)


def element_text(element: Any, *, preserve: bool = False) -> str:
    """The text of a `w:t` as Word shows it: white space at its edges counts only where `xml:space` preserves it."""
    text = element.text or ""
    if text and (text[0].isspace() or text[-1].isspace()) and not preserve and element.get(XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return str(text)


def leading(parent: Any, tag: str) -> Any:
    """Its child with a tag that the schema wants first: found at once where it is first, and wherever else it stands."""
    if not len(parent):
        return None
    first = parent[0]
    return first if first.tag == tag else next(parent.iterchildren(tag), None)


def choice(alternatives: Any) -> Any:
    """The branch of an `mc:AlternateContent` that is read: the first choice, else the fallback; never both."""
    found = alternatives.find(f"{MC}Choice")
    return found if found is not None else alternatives.find(f"{MC}Fallback")


def _nearest_box(box: Any, drawing: Any) -> bool:
    """Whether a text box belongs to this drawing and not to a text box inside it."""
    for ancestor in box.iterancestors():
        if ancestor is drawing:
            return True
        if ancestor.tag == f"{W}txbxContent":
            return False
    return True


def _in_fallback(box: Any, drawing: Any) -> bool:
    for ancestor in box.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag == f"{MC}Fallback":
            return ancestor.getparent().find(f"{MC}Choice") is not None
    return False


def _signature(rpr: Any) -> tuple[object, ...]:
    return tuple((e.tag, *e.items()) for e in rpr if isinstance(e.tag, str) and e.tag not in _SILENT)


def _face(rpr: Any, style: Style, styles: Styles, *, in_link: bool) -> Face:
    own = {e.tag: e for e in rpr if isinstance(e.tag, str)}
    reference = own.get(f"{W}rStyle")
    character = PLAIN if reference is None else styles.get(reference.get(f"{W}val", ""))
    if in_link and "link" in character.name:
        character = PLAIN

    def shown(tag: str, by_style: bool | None) -> bool:
        return switched_on(own[W + tag]) if W + tag in own else bool(by_style)

    marks: list[str] = []
    bold = shown("b", character.bold)
    underline = own.get(f"{W}u")
    underlined = bool(character.underline) if underline is None else underline.get(f"{W}val", "single") != "none"
    flags: Iterable[tuple[str, bool]] = (
        ("bold", bold and not style.bold),
        ("italic", shown("i", character.italic) and not style.italic),
        ("underline", underlined and not style.underline and not in_link),
        ("strike", shown("strike", style.strike if character.strike is None else character.strike) or shown("dstrike", None)),
    )
    marks += [name for name, on in flags if on]
    raised = own.get(f"{W}vertAlign")
    if raised is not None and raised.get(f"{W}val") in ("superscript", "subscript"):
        marks.append(raised.get(f"{W}val"))
    colour = own.get(f"{W}color")
    if colour is not None and not in_link and colour.get(f"{W}val", "") not in NO_COLOURS:
        marks.append(f"colour:{colour.get(f'{W}val').upper()}")
    marks += _background(own)
    language = own.get(f"{W}lang")
    stated = None if language is None else language.get(f"{W}val")
    effective = shown("b", bool(style.bold) != bool(character.bold))
    return Face(tuple(marks), effective, stated or character.language or style.language)


def _background(own: Mapping[str, Any]) -> list[str]:
    highlight, shading = own.get(f"{W}highlight"), own.get(f"{W}shd")
    if highlight is not None and highlight.get(f"{W}val") not in (None, "none"):
        return [f"highlight:{highlight.get(f'{W}val')}"]
    if shading is not None and shading.get(f"{W}fill", "auto") not in ("auto", "FFFFFF"):
        return [f"highlight:{shading.get(f'{W}fill').upper()}"]
    return []


_RUN: Final = f"{W}r"
_FORMAT: Final = f"{W}rPr"
_CHANGES: Final = frozenset(W + t for t in ("ins", "del", "moveFrom", "moveTo"))
_SKIPPED: Final = frozenset(
    [W + t for t in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "delInstrText", "bookmarkStart", "bookmarkEnd", "fldData")]
    + [W + t for t in ("commentRangeStart", "commentRangeEnd", "commentReference", "proofErr", "lastRenderedPageBreak", "footnoteRef", "endnoteRef")]
)
_SILENT: Final = frozenset(W + t for t in ("rFonts", "sz", "szCs", "bCs", "iCs", "kern", "spacing", "rPrChange", "noProof"))
