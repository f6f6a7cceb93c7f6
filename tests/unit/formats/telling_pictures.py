"""Pictures whose files tell something besides the picture, one for each place where they can."""

from __future__ import annotations

import base64
import gzip
import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw, PngImagePlugin


def drawn(mode: str = "RGB") -> Image.Image:
    """A small picture that is not the same on all sides."""
    picture = Image.new("RGB", (24, 16), "navy")
    ImageDraw.Draw(picture).polygon([(2, 2), (20, 4), (6, 13)], fill="gold")
    return picture.convert(mode)


def said_by_camera(words: str, turned: int = 1) -> Image.Exif:
    """EXIF with words in three of its directories."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x9C9D] = "Camera", words, words.encode("utf-16-le") + b"\0\0"
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + words.encode("utf-16-be")
    exif.get_ifd(0x8825)[0x001D] = words
    if turned != 1:
        exif[0x0112] = turned
    return exif


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


PROFILE = b"\0\0\x02\x0clcms" + bytes(range(200))


def jpeg(words: str, turned: int = 1, *, progressive: bool = False) -> bytes:
    plain = saved(drawn(), "JPEG", exif=said_by_camera(words, turned), comment=words.encode(), icc_profile=PROFILE, dpi=(300, 300), progressive=progressive)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x>" + words.encode() + b"</x>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0" + words.encode()
    extra = b"".join(struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in ((0xE1, xmp), (0xED, iptc), (0xE5, words.encode())))
    return plain[:2] + plain[2:20] + extra + plain[20:] + words.encode()


def png(words: str, turned: int = 1) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", words)
    info.add_text("Comment", words, zip=True)
    info.add_itxt("Title", words, "en", words, zip=True)
    plain = saved(drawn("RGBA"), "PNG", pnginfo=info, exif=said_by_camera(words, turned), icc_profile=PROFILE, dpi=(300, 300))
    own = b"prVW" + words.encode()
    time = b"tIME" + struct.pack(">HBBBBB", 2024, 11, 22, 10, 0, 0)
    extra = b"".join(struct.pack(">L", len(c) - 4) + c + struct.pack(">L", zlib.crc32(c)) for c in (own, time))
    return plain[:33] + extra + plain[33:] + words.encode()


def gif(words: str) -> bytes:
    frames = [drawn("P"), drawn("P").transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    plain = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=words.encode(), loop=0, duration=70)
    xmp = b"\x21\xff\x0bXMP DataXMP<x>" + words.encode() + b"</x>" + bytes((1, *range(255, -1, -1))) + b"\0"
    return plain[:-1] + xmp + b";" + words.encode()


def tiff(words: str, turned: int = 1) -> bytes:
    exif = said_by_camera(words, turned)
    exif[0x010E] = words
    pages = [drawn(), drawn().rotate(90)]
    return saved(pages[0], "TIFF", exif=exif, save_all=True, append_images=pages[1:], icc_profile=PROFILE) + words.encode()


def webp(words: str, turned: int = 1) -> bytes:
    return saved(drawn(), "WEBP", lossless=True, exif=said_by_camera(words, turned), xmp=b"<x>" + words.encode() + b"</x>", icc_profile=PROFILE)


def bitmap(words: str) -> bytes:
    return saved(drawn(), "BMP") + words.encode()


def emf(words: str) -> bytes:
    """A line, with a description, a remark of a program, one among what draws, and a photograph that tells who took it."""
    told = words.encode("utf-16-le") + b"\0\0"
    told += bytes(-len(told) % 4)
    header = struct.pack("<LL4l4l4sLLLHHLLL", 1, 88 + 12 + len(told), 0, 0, 9, 9, 0, 0, 999, 999, b" EMF", 0x10000, 0, 6, 1, 0, len(told) // 2, 100, 0)
    header += bytes(100 - len(header)) + told
    line = struct.pack("<LLll", 27, 16, 1, 1) + struct.pack("<LLll", 54, 16, 8, 8)
    remark = b"own " + words.encode() + bytes(-len(words.encode()) % 4)
    remark = struct.pack("<LLL", 70, 12 + len(remark), len(remark)) + remark
    plus = words.encode() + bytes(-len(words.encode()) % 4)
    plus = b"EMF+" + struct.pack("<HHLL", 0x4003, 0, 12 + len(plus), len(plus)) + plus
    plus = struct.pack("<LLL", 70, 12 + len(plus), len(plus)) + plus
    photo = jpeg(words)[: -len(words)] + bytes(-len(jpeg(words)[: -len(words)]) % 4)
    photo = struct.pack("<LL", 81, 8 + len(photo)) + photo
    end = struct.pack("<LLLLL", 14, 20, 0, 16, 20)
    return header + line + remark + plus + photo + end + words.encode()


def wmf(words: str) -> bytes:
    told = words.encode() + bytes(len(words.encode()) % 2)
    remark = struct.pack("<LHHH", 5 + len(told) // 2, 0x0626, 0x000F, len(told)) + told
    line = struct.pack("<LHhh", 5, 0x0213, 8, 8)
    return b"\1\0\x09\0\0\3" + bytes(12) + line + remark + struct.pack("<LH", 3, 0) + words.encode()


def packed(words: str) -> bytes:
    out = BytesIO()
    with gzip.GzipFile(f"{words}.emf", "wb", fileobj=out, mtime=1_700_000_000) as archive:
        archive.write(emf(words))
    return out.getvalue()


def svg(words: str) -> bytes:
    inner = base64.b64encode(png(words)).decode()
    return f"""<?xml version="1.0"?><!-- {words} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  inkscape:version="{words}" width="9" height="9"><title>{words}</title><desc>{words}</desc><metadata><w>{words}</w></metadata>
<style>/* {words} */ .off {{ display: none }} #shown {{ fill: red }}</style>
<g id="{words}" inkscape:label="{words}" aria-label="{words}"><path id="shown" d="M0 0L5 5"/><text>Shown</text>
<text class="off">{words}</text><text style="display:none">{words}</text><inkscape:grid name="{words}"/>
<image xlink:href="data:image/png;base64,{inner}" width="3" height="3"/>
<a href="file:///C:/{words}/x.svg"><rect width="2" height="2"/></a></g></svg>""".encode()


ALL = {"jpeg": jpeg, "png": png, "gif": gif, "tiff": tiff, "webp": webp, "bmp": bitmap, "emf": emf, "wmf": wmf, "emz": packed, "svg": svg}
