"""Files that go inside a Word file, each with words in a place where nobody looks: pictures, objects of old kinds, workbooks, slides, charts.

Made by hand, byte by byte, so that what reads them in the product is not what wrote them.
"""
# ruff: noqa: E501 - fragments of XML

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def package(entries: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 11, 22, 23, 4, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rels(*found: tuple[str, str, str]) -> str:
    """Relations as (id, kind, target); a target with a colon lies outside."""
    inside = "".join(
        f'<Relationship Id="{i}" Type="{k if "://" in k else f"{R}/{k}"}" Target="{t}"{" TargetMode=" + chr(34) + "External" + chr(34) if ":" in t else ""}/>'
        for i, k, t in found
    )
    return f'<Relationships xmlns="{PKG}/relationships">{inside}</Relationships>'


def _types(*overrides: tuple[str, str]) -> str:
    parts = "".join(f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>' for part, kind in overrides)
    return (
        f'<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


# Pictures ------------------------------------------------------------------------------------------------------------------------------------


def exif(words: str, order: str = ">", turned: int = 6) -> bytes:
    """A directory with a camera, the orientation and an artist, and one below it with a remark in UTF-16."""
    artist = words.encode() + b"\0"
    remark = b"UNICODE\0" + words.encode("utf-16-be" if order == ">" else "utf-16-le")
    below = 8 + 2 + 12 * 3 + 4 + len(artist)
    entries = struct.pack(f"{order}HHLHH", 0x0112, 3, 1, turned, 0)
    entries += struct.pack(f"{order}HHLL", 0x013B, 2, len(artist), 8 + 2 + 12 * 3 + 4) + struct.pack(f"{order}HHLL", 0x8769, 4, 1, below)
    head = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(f"{order}L", 8)
    further = struct.pack(f"{order}HHHLLL", 1, 0x9286, 7, len(remark), below + 18, 0) + remark
    return head + struct.pack(f"{order}H", 3) + entries + bytes(4) + artist + further


_GREY_DOT = base64.b64decode(
    "/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k="
)
"""A JPEG of one grey dot."""


def jpeg(words: str) -> bytes:
    """A photograph that says who took it in EXIF, XMP, IPTC, a comment and behind its end."""
    segments = (
        (0xE1, b"Exif\0\0" + exif(words)),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + words.encode() + b"</x>"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0" + words.encode()),
        (0xFE, words.encode("cp1252", "replace")),
    )
    told = b"".join(struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in segments)
    return _GREY_DOT[:2] + told + _GREY_DOT[2:] + words.encode("utf-16-le")


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def png(words: str) -> bytes:
    """A screenshot that says in texts, packed and not, who made it."""
    told = words.encode()
    chunks = (
        (b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"tEXt", b"Author\0" + told),
        (b"zTXt", b"Comment\0\0" + zlib.compress(told)),
        (b"iTXt", b"Title\0\1\0en\0\0" + zlib.compress(told)),
        (b"eXIf", exif(words, "<")),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def packed_png(words: str) -> bytes:
    """A screenshot whose only text is packed."""
    plain, text = png("Nothing"), png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(words.encode("cp1252", "replace")))
    return plain[:33] + text + plain[33:]


def gif(words: str) -> bytes:
    """One dot with a comment."""
    told = words.encode()
    return b"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0\x21\xfe" + bytes((len(told),)) + told + b"\0\x2c\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def tiff(words: str) -> bytes:
    """One dot with a description and an artist."""
    told = words.encode() + b"\0"
    tags = [(256, 4, 1, 1), (257, 4, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    after = 8 + 2 + 12 * 9 + 4
    tags += [(270, 2, len(told), after), (273, 4, 1, after + 2 * len(told)), (279, 4, 1, 1), (315, 2, len(told), after + len(told))]
    entries = b"".join(struct.pack("<HHLL", *tag) for tag in tags)
    return b"II*\0" + struct.pack("<LH", 8, 9) + entries + bytes(4) + told + told + b"\x80"


def emf(words: str) -> bytes:
    """A line with a description of what it was."""
    told = words.encode("utf-16-le") + b"\0\0"
    told += bytes(-len(told) % 4)
    header = struct.pack("<LL4l4l4sLLLHHLLL", 1, 100 + len(told), 0, 0, 9, 9, 0, 0, 999, 999, b" EMF", 0x10000, 0, 3, 1, 0, len(told) // 2, 100, 0)
    line = struct.pack("<LLll", 54, 16, 8, 8)
    return header + bytes(100 - len(header)) + told + line + struct.pack("<LLLLL", 14, 20, 0, 16, 20)


def wrapped(picture: bytes) -> bytes:
    """A drawing that shows a picture."""
    inner = base64.b64encode(picture).decode()
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image x:href="data:image/png;base64,{inner}"/></svg>'.encode()


def svg(words: str) -> bytes:
    """A drawing with a title, a named layer, and a picture inside that tells as well."""
    inner = base64.b64encode(png(words)).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><title>{words}</title><!-- {words} -->'
        f'<g id="{words}"><path d="M0 0L5 5"/><text style="display:none">{words}</text><image xlink:href="data:image/png;base64,{inner}" width="3" height="3"/></g></svg>'
    ).encode()


PICTURES = {"jpeg": jpeg, "png": png, "gif": gif, "tif": tiff, "emf": emf, "svg": svg}


# Objects of old kinds ------------------------------------------------------------------------------------------------------------------------


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB) whose streams lie in turns, a sector of each, as a file does that was saved often; streams are padded to 4,096 bytes."""
    padded = {name: content + bytes(max(4096 - len(content), -len(content) % _SECTOR)) for name, content in streams.items()}
    directory_sectors = (len(padded) + 1 + 3) // 4
    total = sum(len(c) // _SECTOR for c in padded.values()) + directory_sectors
    fat_sectors = next(n for n in range(1, 100) if n * 128 >= total + n)
    fat = [_FAT] * fat_sectors + [*range(fat_sectors + 1, fat_sectors + directory_sectors), _END]
    chains: dict[str, list[int]] = {name: [] for name in padded}
    sectors: list[bytes] = []
    for turn in range(max(len(c) for c in padded.values()) // _SECTOR):
        for name, content in padded.items():
            piece = content[turn * _SECTOR : (turn + 1) * _SECTOR]
            if piece:
                chains[name].append(fat_sectors + directory_sectors + len(sectors))
                sectors.append(piece)
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    for chain in chains.values():
        for at, following in zip(chain, [*chain[1:], _END], strict=True):
            fat[at] = following
    names = sorted(padded, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    entries += [_entry(n, 2, right=i + 1 if i < len(names) else _FREE, start=chains[n][0], size=len(padded[n])) for i, n in enumerate(names, 1)]
    entries += [bytes(68) + struct.pack("<LLL", _FREE, _FREE, _FREE) + bytes(48)] * (directory_sectors * 4 - len(entries))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9L", 0, fat_sectors, fat_sectors, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109L", *range(fat_sectors), *[_FREE] * (109 - fat_sectors))
    return header + struct.pack(f"<{len(fat)}L", *fat) + b"".join(e for e in entries) + b"".join(sectors)


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int, size: int) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    return coded.ljust(64, b"\0") + struct.pack("<HBBLLL", len(coded), kind, 1, _FREE, right, child) + bytes(36) + struct.pack("<LQ", start, size)


def summary(words: str) -> bytes:
    """A stream of properties: the code page and the author (MS-OLEPS)."""
    told = words.encode() + b"\0"
    told += bytes(-len(told) % 4)
    values = struct.pack("<LHH", 2, 1252, 0) + struct.pack("<LL", 30, len(told)) + told
    section = struct.pack("<LLLLLL", 24 + len(values), 2, 1, 24, 4, 32) + values
    format_id = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    return struct.pack("<HHLLLLLL", 0xFFFE, 0, 0, 0, 0, 0, 0, 1) + format_id + struct.pack("<L", 48) + section


def across(words: str, head: bytes = b"") -> bytes:
    """Words that lie in two sectors of a stream, behind its head."""
    told = words.encode("utf-16-le")
    before = _SECTOR - len(head) - len(told) // 4 * 2
    return head + b"\x07" * before + told


def sheets(*named: tuple[str, int]) -> bytes:
    """The head of a workbook of the old kind that lists its sheets (MS-XLS, 2.4.28): 0 is shown, 1 and 2 are hidden."""
    listed = b"".join(struct.pack("<HHLBBBB", 0x85, 8 + 2 * len(name), 0, state, 0, len(name), 1) + name.encode("utf-16-le") for name, state in named)
    return struct.pack("<HH8x", 0x809, 8) + listed + struct.pack("<HH", 0x0A, 0)


def old_workbook(words: str) -> bytes:
    return compound(
        {"Workbook": across(words, sheets(("Table", 0), ("Red lines", 2))), "\x05SummaryInformation": summary(words), "\x01CompObj": b"\1\0\xfe\xff"}
    )


def scattered(words: str) -> bytes:
    """A text of the old Word whose words lie in sectors apart, and nowhere else."""
    return compound({"WordDocument": across(words), "1Table": bytes(9)})


def packed_away(words: str) -> bytes:
    """A file packed in an object, and nothing of it outside."""
    return compound({"Package": bytes(9) + package({"a.txt": words})})


def packed_file(words: str) -> bytes:
    """A file that was put in whole, with the place where it lay, and packed again inside."""
    path = f"C:\\Desk\\{words}\\x.zip".encode("cp1252") + b"\0"
    inner = package({"a.txt": words})
    native = struct.pack("<H", 2) + b"x.zip\0" + path + struct.pack("<HHL", 0, 3, len(path)) + path + struct.pack("<L", len(inner)) + inner
    return compound({"\x01Ole10Native": struct.pack("<L", len(native)) + native})


# Workbooks, slides, charts -------------------------------------------------------------------------------------------------------------------


WORKBOOK_PLACES = ("sheet", "row", "column", "mask", "name", "pivot", "link", "string", "remark")


def workbook(words: str, place: str) -> bytes:
    """A workbook of one visible cell, and words in a place."""

    def cell(at: str, text: str, style: int = 0) -> str:
        return f'<c r="{at}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'

    rows = {
        "row": f'<row r="2" hidden="1">{cell("A2", words)}</row>',
        "column": f'<row r="2">{cell("D2", words)}</row>',
        "mask": f'<row r="2">{cell("B2", words, 1)}</row>',
    }
    columns = '<cols><col min="4" max="5" width="9" hidden="1"/></cols>' if place == "column" else ""
    sheets = '<sheet name="Table" sheetId="1" r:id="r1"/>'
    links = [("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "styles", "styles.xml")]
    names, extra = "", dict[str, str | bytes]()
    if place == "sheet":
        sheets += f'<sheet name="{words[:28]}" sheetId="2" state="hidden" r:id="r3"/>'
        links.append(("r3", "worksheet", "worksheets/sheet2.xml"))
        extra["xl/worksheets/sheet2.xml"] = f'<worksheet xmlns="{SHEET}"><sheetData><row r="1">{cell("A1", words)}</row></sheetData></worksheet>'
    elif place == "name":
        names = f'<definedNames><definedName name="line">"{words}"</definedName></definedNames>'
    elif place == "pivot":
        extra["xl/pivotCache/pivotCacheRecords1.xml"] = f'<pivotCacheRecords xmlns="{SHEET}"><r><s v="{words}"/></r></pivotCacheRecords>'
    elif place == "link":
        extra["xl/externalLinks/externalLink1.xml"] = (
            f'<externalLink xmlns="{SHEET}"><externalBook><sheetNames><sheetName val="{words}"/></sheetNames></externalBook></externalLink>'
        )
    elif place == "string":
        extra["xl/sharedStrings.xml"] = f'<sst xmlns="{SHEET}"><si><t>{words}</t></si></sst>'
    elif place == "remark":
        extra["xl/comments1.xml"] = (
            f'<comments xmlns="{SHEET}"><authors><author>{words}</author></authors><commentList><comment ref="A1"><text><t>{words}</t></text></comment></commentList></comments>'
        )
        extra["xl/worksheets/_rels/sheet1.xml.rels"] = rels(("rc", "comments", "../comments1.xml"), ("rv", "vmlDrawing", "../drawings/vmlDrawing1.vml"))
        extra["xl/drawings/vmlDrawing1.vml"] = "<xml/>"
        extra["docProps/core.xml"] = f"<x>{words}</x>"
    legacy = '<legacyDrawing r:id="rv"/>' if place == "remark" else ""
    return package(
        {
            "[Content_Types].xml": _types(
                ("xl/workbook.xml", "spreadsheetml.sheet.main"),
                ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"),
                ("xl/styles.xml", "spreadsheetml.styles"),
            ),
            "_rels/.rels": rels(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{R}"><sheets>{sheets}</sheets>{names}</workbook>',
            "xl/_rels/workbook.xml.rels": rels(*links),
            "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><numFmts count="1"><numFmt numFmtId="170" formatCode=";;;"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}" xmlns:r="{R}">{columns}<sheetData><row r="1">{cell("A1", "Seen")}</row>{rows.get(place, "")}</sheetData>{legacy}</worksheet>',
            **extra,
        }
    )


SLIDE_PLACES = ("notes", "slide", "shape", "remark")


def slides(words: str, place: str) -> bytes:
    """Slides with one that is shown, and words in a place."""

    def slide(text: str, more: str = "", shape: str = "") -> str:
        return (
            f'<p:sld xmlns:p="{SLIDE}" xmlns:a="{A}" xmlns:r="{R}"{more}><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"{shape}/></p:nvSpPr>'
            f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
        )

    links = [("r1", "slide", "slides/slide1.xml")]
    ids, extra = '<p:sldId id="256" r:id="r1"/>', dict[str, str | bytes]()
    if place == "slide":
        links.append(("r2", "slide", "slides/slide2.xml"))
        ids += '<p:sldId id="257" r:id="r2"/>'
        extra["ppt/slides/slide2.xml"] = slide(words, ' show="0"')
    elif place == "shape":
        links.append(("r2", "slide", "slides/slide2.xml"))
        ids += '<p:sldId id="257" r:id="r2"/>'
        extra["ppt/slides/slide2.xml"] = slide(words, "", ' hidden="1"')
    elif place == "notes":
        extra["ppt/notesSlides/notesSlide1.xml"] = f'<p:notes xmlns:p="{SLIDE}" xmlns:a="{A}"><a:t>{words}</a:t></p:notes>'
        extra["ppt/slides/_rels/slide1.xml.rels"] = rels(("rn", "notesSlide", "../notesSlides/notesSlide1.xml"))
    elif place == "remark":
        extra["ppt/comments/comment1.xml"] = f'<p:cmLst xmlns:p="{SLIDE}"><p:cm><p:text>{words}</p:text></p:cm></p:cmLst>'
        extra["ppt/commentAuthors.xml"] = f'<p:cmAuthorLst xmlns:p="{SLIDE}"><p:cmAuthor name="{words}"/></p:cmAuthorLst>'
        extra["ppt/slides/_rels/slide1.xml.rels"] = rels(("rn", "comments", "../comments/comment1.xml"))
        links.append(("r3", "commentAuthors", "commentAuthors.xml"))
    return package(
        {
            "[Content_Types].xml": _types(("ppt/presentation.xml", "presentationml.presentation.main"), ("ppt/slides/slide1.xml", "presentationml.slide")),
            "_rels/.rels": rels(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{SLIDE}" xmlns:r="{R}"><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": rels(*links),
            "ppt/slides/slide1.xml": slide("Seen"),
            **extra,
        }
    )


def chart(words: str) -> str:
    """A chart that names a sheet, keeps a series that it does not show, and leads to a workbook by `r1`."""
    series = f'<c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>\'{words}\'!$B$2:$B$3</c:f><c:numCache><c:pt idx="0"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val>'
    filtered = f'<c:extLst><c:ext uri="x"><k:filteredLineSeries xmlns:k="http://schemas.microsoft.com/office/drawing/2012/chart"><k:ser>{words}</k:ser></k:filteredLineSeries></c:ext></c:extLst>'
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:chart><c:plotArea><c:lineChart>{series}</c:ser>{filtered}</c:lineChart></c:plotArea></c:chart>'
        '<c:externalData r:id="r1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
