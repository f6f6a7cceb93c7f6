"""What is drawn on a page: letters with their place and size, and thin strokes; nothing is interpreted here."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

MOST_LETTERS = 200_000
"""Letters on one page that are looked at: no text is denser."""
MOST_STROKES = 5_000
"""Strokes on one page that are looked at: what has more is a drawing."""
_THIN = 2.5
"""Points: a filled box no thicker than this is a line."""
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
_HYPHENS = ("\ufffe", "\x02")
"""What pdfium gives for a hyphen at the end of a line."""
_INVISIBLE = 3
_PATH, _FORM = 2, 5


class Glyph(NamedTuple):
    """One letter (a page has thousands, so that a plain tuple pays); all measures in points from the page's lower left corner, as it is held when read."""

    text: str
    left: float
    right: float
    base: float
    """The line that it stands on."""
    size: float
    """Height of its font."""
    bold: bool
    order: int
    """Its turn in the file's own order."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight thin line; `x0 == x1` up to its thickness where it is upright."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Page:
    """All that is drawn on a page."""

    number: int
    """1-based."""
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    stray: tuple[Glyph, ...]
    """Letters that do not stand level (a stamp up the margin)."""
    strokes: tuple[Stroke, ...]
    unmapped: int
    """Letters whose font does not say what they mean."""
    hidden: int
    """Letters that are not drawn: the layer of words that a scanner recognised."""
    pictures: bool
    cut: bool
    """There are more letters than are looked at."""


@dataclass(frozen=True, slots=True)
class _Font:
    """What one text object of the file says of its letters."""

    size: float
    base: float
    """All letters of an object stand on one line."""
    bold: bool
    level: bool
    hidden: bool
    doubtful: bool
    """The font does not say what its letters mean."""


class _Turn:
    """Turns places of a page that is shown rotated."""

    def __init__(self, page: Any) -> None:
        self.angle = page.get_rotation() % 360
        self.left, self.low, self.right, self.top = page.get_cropbox() if page.get_cropbox()[2] > page.get_cropbox()[0] else page.get_mediabox()

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.low
        return (height, width) if self.angle in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place as it is seen."""
        x, y = x - self.left, y - self.low
        width, height = self.right - self.left, self.top - self.low
        if self.angle == 90:
            return y, width - x
        if self.angle == 180:
            return width - x, height - y
        return (height - y, x) if self.angle == 270 else (x, y)

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """A direction as it is seen."""
        return {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(self.angle, (x, y))


def drawn_on(document: pypdfium2.PdfDocument, index: int) -> Page | None:
    """Read one page (0-based); None where it is damaged."""
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
    except PdfiumError:
        return None
    try:
        turn = _Turn(page)
        text = page.get_textpage()
        try:
            glyphs, stray, unmapped, hidden = _letters(text, turn)
            cut = text.count_chars() > MOST_LETTERS
        finally:
            text.close()
        strokes, pictures = _strokes(page, turn)
        width, height = turn.size
        return Page(index + 1, width, height, tuple(glyphs), tuple(stray), tuple(strokes), unmapped, hidden, pictures, cut)
    finally:
        page.close()


def _letters(page: Any, turn: _Turn) -> tuple[list[Glyph], list[Glyph], int, int]:
    import pypdfium2.raw as pdfium

    glyphs: list[Glyph] = []
    stray: list[Glyph] = []
    unmapped = hidden = pending = 0
    fonts: dict[bytes, _Font] = {}
    box = pdfium.FS_RECTF()
    text = page.raw
    unicode_of, owner_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject, pdfium.FPDFText_GetLooseCharBox
    for index in range(min(page.count_chars(), MOST_LETTERS)):
        code = unicode_of(text, index)
        if code in (10, 13) or (code == 32 and pdfium.FPDFText_IsGenerated(text, index) == 1):
            continue
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                pending = code
                continue
            code, pending = (0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00) if pending else 0), 0
        owner = owner_of(text, index)
        key = bytes(owner)
        font = fonts.get(key)
        if font is None:
            font = fonts[key] = _font(text, index, owner, turn)
        if not box_of(text, index, box):
            continue
        letter = chr(code) if code < 0x110000 else ""
        if not 32 <= code < 127:
            letter, known = _letter(letter)
            unmapped += not known
        unmapped += font.doubtful and letter != " "
        hidden += font.hidden
        if turn.angle:
            (x0, y0), (x1, y1) = turn.point(box.left, box.bottom), turn.point(box.right, box.top)
            x0, x1 = min(x0, x1), max(x0, x1)
            base = font.base if font.level else min(y0, y1)
        else:
            x0, x1, base = box.left - turn.left, box.right - turn.left, font.base
        (glyphs if font.level else stray).append(Glyph(letter, x0, x1, base, font.size, font.bold, index))
    return glyphs, stray, unmapped, hidden


def _letter(letter: str) -> tuple[str, bool]:
    """A character as text has it, and whether it is known."""
    if letter in _HYPHENS:
        return "-", True
    if letter in _LIGATURES:
        return _LIGATURES[letter], True
    if not letter or (not letter.isprintable() and not letter.isspace() and letter != "\u00ad"):
        return "\N{REPLACEMENT CHARACTER}", False
    return letter, letter != "\N{REPLACEMENT CHARACTER}"


def _font(text: Any, index: int, owner: Any, turn: _Turn) -> _Font:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    size = abs(pdfium.FPDFText_GetFontSize(text, index)) or 1.0
    level = True
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        along, up = turn.direction(matrix.a, matrix.b)
        level = along > 0 and abs(up) <= abs(along) * 0.2
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    base = turn.point(x.value, y.value)[1]
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text, index, buffer, len(buffer), flags)
    name = buffer.value.decode("utf-8", "replace").casefold() if 0 < length <= len(buffer) else ""
    bold = pdfium.FPDFText_GetFontWeight(text, index) >= 600 or any(word in name for word in ("bold", "black", "heavy"))
    hidden = bool(owner) and pdfium.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE
    return _Font(round(size, 1), round(base, 2), bold, level, hidden, pdfium.FPDFText_HasUnicodeMapError(text, index) == 1)


def _strokes(page: Any, turn: _Turn) -> tuple[list[Stroke], bool]:
    """Thin boxes and straight lines, and whether there are pictures."""
    found: list[Stroke] = []
    pictures = False
    for count, thing in enumerate(page.get_objects(max_depth=4)):
        if count > 4 * MOST_LETTERS or len(found) >= MOST_STROKES:
            break
        if thing.type == 3:
            pictures = True
        if thing.type != _PATH:
            continue
        try:
            left, low, right, top = thing.get_bounds()
        except Exception:  # noqa: BLE001 a path without bounds is no line
            continue
        (x0, y0), (x1, y1) = turn.point(left, low), turn.point(right, top)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
            if max(x1 - x0, y1 - y0) >= 2:
                found.append(Stroke(x0, y0, x1, y1))
        elif _is_frame(thing):
            found += [Stroke(x0, y0, x1, y0), Stroke(x0, y1, x1, y1), Stroke(x0, y0, x0, y1), Stroke(x1, y0, x1, y1)]
    return found, pictures


def _is_frame(thing: Any) -> bool:
    """A rectangle whose outline alone is drawn."""
    import pypdfium2.raw as pdfium

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(thing, mode, stroke) or not stroke.value:
        return False
    return bool(4 <= pdfium.FPDFPath_CountSegments(thing) <= 6)
