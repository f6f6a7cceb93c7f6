"""Draws small PDF files in Courier, letter by letter where a test wants them; every letter is 0.6 of its size wide."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDE = 0.6
"""Width of each letter, as a share of its size."""


@dataclass
class Sheet:
    """One page of A4."""

    ops: list[str] = field(default_factory=list)
    rotate: int = 0
    image: bool = False

    def say(self, x: float, y: float, text: str, size: float = 10, *, bold: bool = False, hidden: bool = False, turned: bool = False) -> Sheet:
        """Write one line; (x, y) is where its first letter stands."""
        words = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("latin-1")
        place = f"0 1 -1 0 {x:.2f} {y:.2f} Tm" if turned else f"1 0 0 1 {x:.2f} {y:.2f} Tm"
        self.ops.append(f"BT /{'F2' if bold else 'F1'} {size} Tf {3 if hidden else 0} Tr {place} ({words}) Tj ET")
        return self

    def note(self, x: float, y: float, before: str, sign: str, after: str = "", size: float = 10) -> Sheet:
        """Write a line with a raised sign in it."""
        at = x + WIDE * size * len(before)
        self.say(x, y, before, size) if before else None
        self.say(at, y + 0.35 * size, sign, 0.6 * size)
        return self.say(at + WIDE * 0.6 * size * len(sign), y, after, size) if after else self

    def rule(self, x0: float, y: float, x1: float, thick: float = 0.5) -> Sheet:
        """A level rule, as a filled box."""
        self.ops.append(f"{x0:.2f} {y:.2f} {x1 - x0:.2f} {thick} re f")
        return self

    def post(self, x: float, y0: float, y1: float) -> Sheet:
        """An upright rule, as a drawn line."""
        self.ops.append(f"0.5 w {x:.2f} {y0:.2f} m {x:.2f} {y1:.2f} l S")
        return self

    def column(self, x: float, y: float, width: int, paragraphs: Sequence[str], *, step: float = 12, gap: float = 6, size: float = 10) -> float:
        """Set paragraphs in lines of `width` letters from (x, y) down; returns the height below the last."""
        for paragraph in paragraphs:
            for line in textwrap.wrap(paragraph, width, break_on_hyphens=False):
                self.say(x, y, line, size)
                y -= step
            y -= gap
        return y


def pdf(sheets: Sequence[Sheet], *, title: str = "", encrypt: bool = False, packed: bytes | None = None) -> bytes:
    """The file; `packed` replaces the packed content of the first page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> "
    fonts += "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >> >>"
    kids = []
    for number, sheet in enumerate(sheets):
        content = "\n".join([*sheet.ops, "q 400 0 0 600 90 100 cm /I Do Q"] if sheet.image else sheet.ops).encode("latin-1")
        body = packed if packed is not None and not number else zlib.compress(content)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body))
        pixel = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
        objects.append(pixel)
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {sheet.rotate} /Contents {len(objects) - 1} 0 R "
        page += f"/Resources << /Font {fonts} /XObject << /I {len(objects)} 0 R >> >> >>"
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({title}) >>".encode("latin-1"))
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R"
    if encrypt:
        zeros = "00" * 32
        trailer += f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{zeros}> /U <{zeros}> /P -4 >> /ID [<{zeros}> <{zeros}>]"
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += trailer.encode() + b" >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
