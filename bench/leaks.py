"""A seeded campaign against leaks: files for the room out of workspaces full of marked secrets, and a second lock that must see what slips past the first.

    python bench/leaks.py [EXPORTS]

Each round makes a workspace whose issued Word files hold secrets where people forget them (comments, properties, hidden text, boxes and notes, paths, files
inside the file …), in pictures' own files, in objects of old kinds, workbooks, slides and behind charts, and whose verdicts hold notes. It exports a redline and an annotated text for the room, and two of the forms that are built from paragraphs
(table, report, position, proposals) for anybody, and looks for every secret in the bytes, joined, folded and in UTF-16. Then it puts a note into each export
by hand, in a random place and shape, and asks the second lock; and it asks for a file whose author or marking is such a note. Prints what came through:
nothing should.
"""
# ruff: noqa: E501, PLR0912, PLR0915, S101 - fragments of XML, one place after another

from __future__ import annotations

import base64
import io
import itertools
import json
import random
import re
import struct
import sys
import tempfile
import time
import zipfile
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
import planted as deep

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
NS = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
NOW = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
WORDS = [
    "states",
    "parties",
    "resolve",
    "commit",
    "provide",
    "assistance",
    "victims",
    "clearance",
    "report",
    "annually",
    "cooperation",
    "measures",
    "survey",
    "release",
    "land",
    "education",
    "risk",
    "partners",
    "funding",
    "review",
    "progress",
    "universal",
    "norm",
    "stockpiles",
    "destruction",
    "national",
    "plans",
    "institutions",
    "local",
    "survivors",
    "inclusion",
]
ODD = [
    "vermilion",
    "heron",
    "quartz",
    "lantern",
    "saffron",
    "ember",
    "juniper",
    "cobalt",
    "otter",
    "magnolia",
    "tundra",
    "pewter",
    "gossamer",
    "thistle",
    "marlin",
    "obsidian",
    "willow",
    "amber",
    "falcon",
]
PLACES = (
    "comment", "comment-author", "change-author", "people", "creator", "title", "custom-property", "company", "hidden", "hidden-style", "custom-xml",
    "variable", "template", "field", "simple-field", "link", "picture", "nested-word", "nested-sheet", "thumbnail", "printer", "glossary", "zip-comment",
    "hidden-paragraph", "hidden-box", "hidden-note", "hidden-picture", "hidden-insertion", "chunk-word", "chunk-page",
    *(f"picture-{kind}" for kind in deep.PICTURES), "old-object", "packed-file", "icon", "chart",
    *(f"workbook-{place}" for place in deep.WORKBOOK_PLACES), *(f"slides-{place}" for place in deep.SLIDE_PLACES),
)  # fmt: skip


def secret(random_: random.Random) -> str:
    """Three words that stand nowhere else."""
    return f"{random_.choice(ODD)} {random_.choice(ODD)} {random_.choice('bdfgklmnprst')}{random_.randrange(10**6):06d}"


def words(random_: random.Random, count: int) -> str:
    return " ".join(random_.choice(WORDS) for _ in range(count)).capitalize() + "."


def split(random_: random.Random, text: str, tag: str = "t", properties: str = "") -> str:
    """A text in runs that cut it anywhere."""
    cuts = sorted({0, len(text), *(random_.randrange(1, len(text)) for _ in range(random_.randrange(4)))})
    pieces = [text[a:b] for a, b in itertools.pairwise(cuts)]
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return "".join(f'<w:r>{head}<w:{tag} xml:space="preserve">{piece}</w:{tag}></w:r>' for piece in pieces)


def package(entries: dict[str, str | bytes], comment: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 11, 22, 23, 4, 0)), content, zipfile.ZIP_DEFLATED)
        archive.comment = comment.encode()
    return out.getvalue()


def rels(*found: tuple[str, str, str, bool]) -> str:
    inside = "".join(f'<Relationship Id="{i}" Type="{k}" Target="{t}"{" TargetMode=" + chr(34) + "External" + chr(34) if x else ""}/>' for i, k, t, x in found)
    return f'<Relationships xmlns="{PKG}/relationships">{inside}</Relationships>'


def drawn(inside: str, number: int) -> str:
    return (
        f'<w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="{number}" name="Shape {number}"/>'
        f'<a:graphic xmlns:a="{deep.A}"><a:graphicData uri="x">{inside}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def word_file(random_: random.Random, paragraphs: list[str], planted: dict[str, str], depth: int = 0) -> bytes:
    """A Word file of these paragraphs with a secret in each of the places."""
    body = [f'<w:p w:rsidR="00AB12CD"><w:r><w:t xml:space="preserve">{n}. {text}</w:t></w:r></w:p>' for n, text in enumerate(paragraphs, 1)]
    entries: dict[str, str | bytes] = {}
    types = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    ]
    types.append('<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="bin" ContentType="application/octet-stream"/>')
    types += [
        f'<Default Extension="{e}" ContentType="image/{k}"/>'
        for e, k in (("png", "png"), ("gif", "gif"), ("tif", "tiff"), ("emf", "x-emf"), ("svg", "svg+xml"))
    ]
    types.append('<Default Extension="pptx" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation"/>')
    types.append('<Default Extension="docx" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document"/>')
    types.append('<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>')
    main: list[tuple[str, str, str, bool]] = [("rs", f"{R}/styles", "styles.xml", False), ("rt", f"{R}/settings", "settings.xml", False)]
    top: list[tuple[str, str, str, bool]] = [("r1", f"{R}/officeDocument", "word/document.xml", False)]
    settings = "<w:rsids><w:rsidRoot w:val='00AB12CD'/></w:rsids>"
    settings_rels: list[tuple[str, str, str, bool]] = []

    issued = len(body)

    def spoil(extra: str) -> None:
        at = random_.randrange(issued)
        body[at] = f"{body[at].removesuffix('</w:p>')}{extra}</w:p>"

    comments = ""
    for key in ("comment", "comment-author"):
        if key in planted:
            author = planted[key] if key == "comment-author" else "Someone"
            text = planted[key] if key == "comment" else "see above"
            n = len(re.findall("<w:comment ", comments))
            comments += f'<w:comment w:id="{n}" w:author="{author}" w:date="2024-11-22T10:00:00Z" w:initials="XX"><w:p>{split(random_, text)}</w:p></w:comment>'
            spoil(
                f'<w:commentRangeStart w:id="{n}"/><w:r><w:t xml:space="preserve"> also</w:t></w:r><w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'
            )
    if comments:
        entries["word/comments.xml"] = f"<w:comments {NS}>{comments}</w:comments>"
        main.append(("rc", f"{R}/comments", "comments.xml", False))
        types.append('<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>')
    if "change-author" in planted:
        spoil(
            f'<w:ins w:id="77" w:author="{planted["change-author"]}" w:date="2024-11-22T10:00:00Z"><w:r><w:t xml:space="preserve"> as needed</w:t></w:r></w:ins>'
        )
    if "people" in planted:
        ns15 = "http://schemas.microsoft.com/office/word/2012/wordml"
        entries["word/people.xml"] = f'<w15:people xmlns:w15="{ns15}"><w15:person w15:author="{planted["people"]}"/></w15:people>'
        main.append(("rp", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml", False))
    if "creator" in planted or "title" in planted:
        dc = "http://purl.org/dc/elements/1.1/"
        entries["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PKG}/metadata/core-properties" xmlns:dc="{dc}"><dc:creator>{planted.get("creator", "")}</dc:creator>'
            f"<dc:title>{planted.get('title', '')}</dc:title></cp:coreProperties>"
        )
        top.append(("r2", f"{PKG}/relationships/metadata/core-properties", "docProps/core.xml", False))
    if "company" in planted:
        entries["docProps/app.xml"] = (
            f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>{planted["company"]}</Company></Properties>'
        )
        top.append(("r3", f"{R}/extended-properties", "docProps/app.xml", False))
    if "custom-property" in planted:
        entries["docProps/custom.xml"] = (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Route"><vt:lpwstr>{planted["custom-property"]}</vt:lpwstr></property></Properties>'
        )
        top.append(("r4", f"{R}/custom-properties", "docProps/custom.xml", False))
    if "hidden" in planted:
        spoil(split(random_, f" {planted['hidden']}", properties="<w:vanish/>"))
    if "hidden-style" in planted:
        spoil(split(random_, f" {planted['hidden-style']}", properties='<w:rStyle w:val="Quiet"/>'))
    if "hidden-insertion" in planted:
        spoil(f'<w:ins w:id="77" w:author="Somebody">{split(random_, " " + planted["hidden-insertion"], properties="<w:vanish/>")}</w:ins>')
    if "hidden-paragraph" in planted:
        body.append(f'<w:p><w:pPr><w:pStyle w:val="Unseen"/></w:pPr>{split(random_, planted["hidden-paragraph"])}</w:p>')
    if "hidden-box" in planted:
        box = f"<w:p>{split(random_, planted['hidden-box'])}</w:p>"
        spoil(
            f'<w:r><w:rPr><w:vanish/></w:rPr><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape alt="{planted["hidden-box"]}"><v:textbox>'
            f"<w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    if "hidden-note" in planted:
        spoil('<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>')
        entries["word/footnotes.xml"] = f'<w:footnotes {NS}><w:footnote w:id="2"><w:p>{split(random_, planted["hidden-note"])}</w:p></w:footnote></w:footnotes>'
        main.append(("rf", f"{R}/footnotes", "footnotes.xml", False))
        types.append('<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>')
    if "hidden-picture" in planted:
        entries["word/media/scan.png"] = deep.png(planted["hidden-picture"])
        main.append(("ri", f"{R}/image", "media/scan.png", False))
        graphic = '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><a:blip r:embed="ri"/></a:graphicData></a:graphic>'
        spoil(f'<w:r><w:rPr><w:vanish/></w:rPr><w:drawing><wp:inline><wp:docPr id="8" name="Scan"/>{graphic}</wp:inline></w:drawing></w:r>')
    for place, name, kind in (
        ("chunk-word", "chunk1.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        ("chunk-page", "chunk2.html", "text/html"),
    ):
        if place in planted and depth == 0:
            told = planted[place]
            inner = word_file(random_, ["As it came."], dict.fromkeys(("comment", "creator", "hidden", "company"), told), 1)
            page = f'<html><head><meta name="author" content="{told}"></head><body><!-- {told} --><p>As it came.</p><p style="display:none">{told}</p></body></html>'
            entries[f"word/{name}"] = inner if place == "chunk-word" else page
            main.append((f"rk{len(main)}", f"{R}/aFChunk", name, False))
            types.append(f'<Override PartName="/word/{name}" ContentType="{kind}"/>')
            body.append(f'<w:altChunk r:id="{main[-1][0]}"/>')
    if "custom-xml" in planted:
        entries["customXml/item1.xml"] = f'<route to="{planted["custom-xml"]}">{planted["custom-xml"]}</route>'
        main.append(("rx", f"{R}/customXml", "../customXml/item1.xml", False))
    if "variable" in planted:
        settings += f'<w:docVars><w:docVar w:name="desk" w:val="{planted["variable"]}"/></w:docVars>'
    if "template" in planted:
        settings += '<w:attachedTemplate r:id="t1"/>'
        settings_rels.append(("t1", f"{R}/attachedTemplate", f"file:///C:/Users/{planted['template'].replace(' ', '_')}/Normal.dotm", True))
    if "field" in planted:
        code = f' INCLUDETEXT "C:\\\\Users\\\\{planted["field"]}\\\\line.docx" '
        spoil(
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{split(random_, code, "instrText")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            '<w:r><w:t xml:space="preserve"> in full</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    if "simple-field" in planted:
        spoil(
            f'<w:fldSimple w:instr=" LINK Word.Document C:\\{planted["simple-field"]}\\x.docx "><w:r><w:t xml:space="preserve"> in part</w:t></w:r></w:fldSimple>'
        )
    if "link" in planted:
        main.append(("rl", f"{R}/hyperlink", f"file://server/{planted['link'].replace(' ', '%20')}/draft.docx", True))
        spoil('<w:hyperlink r:id="rl"><w:r><w:t xml:space="preserve"> here</w:t></w:r></w:hyperlink>')
    if "picture" in planted:
        spoil(
            f'<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="9" name="C:\\Users\\{planted["picture"]}\\flag.png" '
            f'descr="/home/{planted["picture"]}/flag.png"/></wp:inline></w:drawing></w:r>'
        )
    if "nested-word" in planted and depth == 0:
        inner = word_file(random_, ["An annex."], dict.fromkeys(("comment", "creator", "hidden", "company"), planted["nested-word"]), 1)
        entries["word/embeddings/annex.docx"] = inner
        main.append(("re", f"{R}/package", "embeddings/annex.docx", False))
    if "nested-sheet" in planted:
        told = planted["nested-sheet"]
        sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        ac = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"
        entries["word/embeddings/table.xlsx"] = package(
            {
                "[Content_Types].xml": f'<Types xmlns="{PKG}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
                '<Override PartName="/xl/comments1.xml" ContentType="application/xml"/></Types>',
                "_rels/.rels": rels(("r9", f"{PKG}/relationships/metadata/core-properties", "docProps/core.xml", False)),
                "docProps/core.xml": f"<x>{told}</x>",
                "xl/workbook.xml": f'<workbook xmlns="{sheet}" xmlns:mc="{mc}" xmlns:r="{R}"><mc:AlternateContent><mc:Choice Requires="x15">'
                f'<x:absPath xmlns:x="{ac}" url="C:\\{told}\\"/></mc:Choice></mc:AlternateContent><fileSharing userName="{told}"/></workbook>',
                "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{sheet}" xmlns:r="{R}"><pageSetup r:id="rp"/></worksheet>',
                "xl/worksheets/_rels/sheet1.xml.rels": rels(
                    ("rp", f"{R}/printerSettings", "../printerSettings/printerSettings1.bin", False), ("rc", f"{R}/comments", "../comments1.xml", False)
                ),
                "xl/printerSettings/printerSettings1.bin": b"\x00" + told.encode("utf-16-le"),
                "xl/comments1.xml": f'<comments xmlns="{sheet}"><authors><author>{told}</author></authors></comments>',
                "xl/persons/person.xml": f"<p>{told}</p>",
            }
        )
        main.append(("rw", f"{R}/package", "embeddings/table.xlsx", False))
    if "thumbnail" in planted:
        entries["docProps/thumbnail.jpeg"] = b"\xff\xd8" + planted["thumbnail"].encode()
        top.append(("r5", f"{PKG}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg", False))
    if "printer" in planted:
        entries["word/printerSettings/printerSettings1.bin"] = b"\x00\x01" + planted["printer"].encode("utf-16-le")
        main.append(("rq", f"{R}/printerSettings", "printerSettings/printerSettings1.bin", False))
    if "glossary" in planted:
        entries["word/glossary/document.xml"] = f"<w:glossaryDocument {NS}><w:p>{split(random_, planted['glossary'])}</w:p></w:glossaryDocument>"
        main.append(("rg", f"{R}/glossaryDocument", "glossary/document.xml", False))
        types.append(
            '<Override PartName="/word/glossary/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"/>'
        )
    for place, told in planted.items():
        kind, _, detail = place.partition("-")
        if kind == "picture" and detail:
            entries[f"word/media/{place}.{detail}"] = deep.PICTURES[detail](told)
            main.append((f"rg{len(main)}", f"{R}/image", f"media/{place}.{detail}", False))
            blip = f'<a:blip r:embed="{main[-1][0]}"/>'
            spoil(f"<w:r>{drawn(blip, 100 + len(main))}</w:r>")
        elif kind in ("workbook", "slides", "old", "packed", "icon"):
            suffix = {"workbook": "xlsx", "slides": "pptx"}.get(kind, "bin")
            make = {"workbook": deep.workbook, "slides": deep.slides}.get(kind)
            content = make(told, detail) if make else deep.packed_file(told) if kind == "packed" else deep.old_workbook(told)
            entries |= {f"word/embeddings/{place}.{suffix}": content, "word/media/shown.emf": deep.emf("Shown")}
            at = len(main)
            main.append((f"ro{at}", f"{R}/{'oleObject' if suffix == 'bin' else 'package'}", f"embeddings/{place}.{suffix}", False))
            main.append((f"rv{at}", f"{R}/image", "media/shown.emf", False))
            spoil(
                f'<w:r><w:object xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><v:shape id="s{at}" o:ole="">'
                f'<v:imagedata r:id="rv{at}"/></v:shape><o:OLEObject Type="Embed" ProgID="X" ShapeID="s{at}" DrawAspect="{"Icon" if kind == "icon" else "Content"}" '
                f'ObjectID="_{at}" r:id="ro{at}"/></w:object></w:r>'
            )
        elif kind == "chart":
            entries["word/charts/chart1.xml"] = deep.chart(told)
            entries["word/charts/_rels/chart1.xml.rels"] = rels(("r1", f"{R}/package", "../embeddings/behind.xlsx", False))
            entries["word/embeddings/behind.xlsx"] = deep.workbook(told, "row")
            main.append(("rch", f"{R}/chart", "charts/chart1.xml", False))
            types.append('<Override PartName="/word/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>')
            shown = f'<c:chart xmlns:c="{deep.C}" r:id="rch"/>'
            spoil(f"<w:r>{drawn(shown, 99)}</w:r>")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types += [
        f'<Override PartName="/word/{p}.xml" ContentType="{kind}.{t}+xml"/>'
        for p, t in (("document", "document.main"), ("styles", "styles"), ("settings", "settings"))
    ]
    entries["word/styles.xml"] = (
        f'<w:styles {NS}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    entries["word/settings.xml"] = f"<w:settings {NS}>{settings}</w:settings>"
    if settings_rels:
        entries["word/_rels/settings.xml.rels"] = rels(*settings_rels)
    entries["word/_rels/document.xml.rels"] = rels(*main)
    entries["word/document.xml"] = f"<w:document {NS}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    entries["_rels/.rels"] = rels(*top)
    entries["[Content_Types].xml"] = f'<Types xmlns="{PKG}/content-types">{"".join(types)}</Types>'
    return package(entries, planted.get("zip-comment", ""))


def folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def held(content: bytes, secrets: list[str]) -> list[str]:
    """Which secrets the bytes hold: raw, unpacked, without markup, in UTF-16, in the streams of objects; by code of its own."""
    found = set()
    for raw in _raw(content):
        wide = [raw[n:].decode(coding, "ignore") for n in (0, 1) for coding in ("utf-16-le", "utf-16-be")] if b"\0" in raw else []
        for text in (raw.decode("utf-8", "ignore"), *wide):
            for form in (folded(text), folded(re.sub(r"<[^>]*>", "", text)), folded(text.replace("%20", " "))):
                found |= {one for one in secrets if folded(one) in form}
    return sorted(found)


def _raw(content: bytes) -> list[bytes]:
    out = [content]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                out += [info.filename.encode(), info.comment, *_raw(archive.read(info))]
    except zipfile.BadZipFile:
        pass
    for at in (m.start() for m in re.finditer(rb"x[\x01\x5e\x9c\xda]", content)) if content.startswith(b"\x89PNG") else ():
        try:
            out.append(zlib.decompressobj().decompress(content[at:], 1_000_000))
        except zlib.error:
            continue
    for packed in re.findall(rb"base64,([\w+/=]+)", content):
        out += _raw(base64.b64decode(packed))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        out += [piece for stream in _streams(content) for piece in _raw(stream)]
    return out


def _streams(content: bytes) -> list[bytes]:
    """All chains of sectors of a compound file, whatever they belong to."""
    (tables,) = struct.unpack_from("<L", content, 44)
    fat = [n for at in struct.unpack_from(f"<{tables}L", content, 76) for n in struct.unpack_from("<128L", content, 512 * (at + 1))]
    heads = set(range(len(fat))) - set(fat)
    chains = []
    for at in (head for head in heads if fat[head] != 0xFFFFFFFF):
        chain, here = [], at
        while here < len(fat) and len(chain) < len(fat):
            chain.append(content[512 * (here + 1) : 512 * (here + 2)])
            here = fat[here]
        chains.append(b"".join(chain))
    return chains


SHAPES = ("paragraph", "runs", "inserted", "deleted", "halves", "attribute", "code", "header", "binary", "utf-16", "nested", "property", "alternative")
SHAPES += ("photo", "screenshot", "drawing", "metafile", "object", "packed", "scattered", "sheet", "slide", "chart")
"""The last are files inside."""


def smuggled(random_: random.Random, content: bytes, text: str, shape: str) -> bytes:
    """The file with a text put in, in a shape that is easy to overlook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries: dict[str, str | bytes] = {i.filename: archive.read(i) for i in archive.infolist()}
    by = 'w:id="901" w:author="Rev.1"'
    half = random_.randrange(2, len(text) - 2)
    first, second = text[:half], text[half:]
    extra = {
        "paragraph": f"<w:p><w:r><w:t>{text.upper()}</w:t></w:r></w:p>",
        "runs": f"<w:p>{split(random_, text)}</w:p>",
        "inserted": f"<w:p><w:ins {by}>{split(random_, text)}</w:ins></w:p>",
        "deleted": f"<w:p><w:del {by}>{split(random_, text, 'delText')}</w:del></w:p>",
        "halves": f'<w:p>{split(random_, first)}<w:del {by}><w:r><w:delText xml:space="preserve"> not at all </w:delText></w:r></w:del>{split(random_, second)}</w:p>',
        "attribute": f'<w:p><w:bookmarkStart w:id="902" w:name="{text}"/><w:bookmarkEnd w:id="902"/></w:p>',
        "code": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{split(random_, f" QUOTE {text} ", "instrText")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "alternative": f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="3" name="x" descr="{text}"/></wp:inline></w:drawing></w:r></w:p>',
    }.get(shape, "")
    main = bytes(entries["word/document.xml"]).decode()
    if extra:
        if "xmlns:wp=" not in main:
            main = main.replace("<w:document ", '<w:document xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ', 1)
        entries["word/document.xml"] = main.replace("<w:sectPr", extra + "<w:sectPr", 1)
    elif shape == "header":
        entries["word/header9.xml"] = f"<w:hdr {NS}><w:p>{split(random_, text)}</w:p></w:hdr>"
    elif shape == "binary":
        entries["word/media/image9.bin"] = b"\x01\x02" + text.encode() + b"\xff"
    elif shape == "utf-16":
        entries["word/media/image9.bin"] = b"\x01" * random_.randrange(1, 3) + text.encode("utf-16-le") + b"\xff\x00"
    elif shape in ("photo", "screenshot", "drawing", "metafile"):
        entries["word/media/image9"] = {
            "photo": deep.jpeg,
            "screenshot": deep.packed_png,
            "drawing": lambda told: deep.wrapped(deep.packed_png(told)),
            "metafile": deep.emf,
        }[shape](text)
    elif shape in ("object", "packed", "scattered"):
        entries["word/embeddings/deep.bin"] = {"object": deep.old_workbook, "packed": deep.packed_away, "scattered": deep.scattered}[shape](text)
    elif shape == "sheet":
        entries["word/embeddings/deep.xlsx"] = deep.workbook(text, random_.choice(deep.WORKBOOK_PLACES))
    elif shape == "slide":
        entries["word/embeddings/deep.pptx"] = deep.slides(text, random_.choice(deep.SLIDE_PLACES))
    elif shape == "chart":
        entries["word/charts/chart9.xml"] = deep.chart(text)
    elif shape == "nested":
        entries["word/embeddings/deep.docx"] = package({"word/document.xml": f"<w:document {NS}><w:p>{split(random_, text)}</w:p></w:document>"})
    else:
        entries["docProps/core.xml"] = f"<x><creator>{text}</creator></x>"
    return package(entries)


def brought(store: object, name: str, content: bytes, **wishes: object) -> None:
    """Import a file into a store."""
    from negotiator.services.files import read_content
    from negotiator.services.import_revision import ImportWishes, import_revision, plan_import
    from negotiator.store.store import Store

    assert isinstance(store, Store)
    with store.snapshot() as view:
        plan = plan_import(view, read_content(name, content), ImportWishes(**wishes))  # type: ignore[arg-type]
    import_revision(store, "Delegation", NOW, plan)


PAPER = [
    {"id": f"p{n}", "number": f"{n}.", "kind": "operative", "level": 1, "text": f"The declaration must {text}.", "target": "declaration"}
    for n, text in enumerate(("reaffirm the norm", "call for clearance", "fund assistance to survivors"), 1)
]


def campaign(seed: int, folder: Path) -> tuple[list[str], list[str], int]:
    """One workspace: what came through into files for the room, in which shapes a note got past the second lock, and how many files were made or refused."""
    from negotiator.errors import RefusedError
    from negotiator.model.audience import Audience
    from negotiator.model.point import Verdict
    from negotiator.services.assess import assess_by_name
    from negotiator.services.coverage import coverage_of
    from negotiator.services.export import ExportWishes, Form, export
    from negotiator.services.locks import private_to, refuse_leaks
    from negotiator.services.points import points_of
    from negotiator.store.store import Store

    built = [
        ExportWishes(form, audience, target, **options)  # type: ignore[arg-type]
        for form, target, options in (
            (Form.TABLE, "declaration", {}),
            (Form.TABLE, "declaration", {"markdown": True}),
            (Form.TABLE, "declaration@zero-draft", {}),
            (Form.POSITION, "declaration", {}),
            (Form.REPORT, "", {"bilingual": True}),
            (Form.REPORT, "", {"bilingual": True, "markdown": True}),
            (Form.PROPOSALS, "declaration", {}),
        )
        for audience in (Audience.ROOM, Audience.PARTNERS, Audience.GROUP)
        if audience is Audience.ROOM or form is not Form.PROPOSALS
        if audience is not Audience.ROOM or form is not Form.REPORT
    ]
    random_ = random.Random(seed)
    planted = [{place: secret(random_) for place in random_.sample(PLACES, random_.randrange(3, len(PLACES)))} for _ in range(2)]
    if random_.random() < 0.7:
        planted = [{place: told for place, told in one.items() if not place.startswith("chunk-")} for one in planted]
    texts = [words(random_, random_.randrange(8, 20)) for _ in range(random_.randrange(4, 9))]
    later = [words(random_, 12) if random_.random() < 0.2 else re.sub(r" \w+", f" {random_.choice(WORDS)}", text, count=1) for text in texts]
    note, actor = secret(random_), secret(random_).title()
    secrets = [note, actor, *planted[0].values(), *planted[1].values()]
    through, missed, files = [], [], 0
    with Store.open(str(folder / f"{seed}.db"), create=True) as store:
        paper = json.dumps({"title": "Paper", "language": "en", "clauses": PAPER}).encode()
        brought(store, "paper.json", paper, document="eu-position", label="Adopted", issued_on=date(2024, 5, 27))
        for number, (paragraphs, plants) in enumerate(zip((texts, later), planted, strict=True)):
            content = word_file(random_, paragraphs, plants)
            brought(
                store, "text.docx", content, document="declaration", label=("Zero draft", "Rev.1")[number], language="en", issued_on=date(2024, 11, number + 1)
            )
        with store.snapshot() as view:
            point = points_of(view)[0].path
        assess_by_name(store, actor, NOW, point, Verdict.REFLECTED, ["1"], text="declaration", note=note)
        changes = folder / f"{seed}.md"
        changes.write_text(f"## 1\n\n{words(random_, 9)}\n", encoding="utf-8")
        whole = planted[0].keys() | planted[1].keys()
        marking = random_.choice(("", "LIMITE"))
        first = Form.ANNOTATED if {"chunk-word", "chunk-page"} & whole else Form.REDLINE  # no tracked change can say that a whole text came or went
        orders = [
            ExportWishes(first, Audience.ROOM, "declaration", comments=True, marking=marking),
            ExportWishes(Form.ANNOTATED, Audience.ROOM, "declaration", marking=random_.choice(("", "LIMITE"))),
            *random_.sample(built, 2),
        ]
        with store.snapshot() as view:
            rows = coverage_of(view, "declaration")
            for one in orders:
                wishes = replace(one, changes=(str(changes),)) if one.form is Form.PROPOSALS else one
                name = f"{wishes.form.value} for {wishes.audience.value}"
                try:
                    done = export(view, wishes, NOW)
                except RefusedError as refused:
                    through.append(f"{seed}: {name} refused: {refused.message}")
                    continue
                files += 1
                through += [f"{seed}: {name} holds {one!r}" for one in held(done.content, secrets)]
                shape = random_.choice(SHAPES)
                markdown = done.name.endswith(".md")
                spoiled = done.content + f"\n{note.title()}\n".encode() if markdown else smuggled(random_, done.content, note, shape)
                try:
                    bases = () if markdown else [done.content]
                    refuse_leaks(rows, wishes.audience, spoiled, done.name, bases=bases, private=private_to(view, wishes.audience, [actor]))
                except RefusedError:
                    files += 1
                else:
                    missed.append(f"{seed}: {name}, {shape}")
            for option in ({"author": note}, {"marking": " ".join(note.split()[:2])}):
                try:
                    export(view, replace(orders[0], **option), NOW)
                except RefusedError:
                    files += 1
                else:
                    missed.append(f"{seed}: {option}")
    return through, missed, files


def main() -> None:
    exports = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    began, through, missed, files = time.perf_counter(), [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        seed = 0
        while files < exports:
            leaks, unseen, made = campaign(seed, Path(folder))
            through += leaks
            missed += unseen
            files += made or 1
            seed += 1
    print(f"{files} files, exported, spoiled on purpose or asked for with a note on them, out of {seed} workspaces in {time.perf_counter() - began:.0f} s")
    print(f"secrets that came through: {len(through)}; notes that the second lock did not see: {len(missed)}")
    for line in [*through[:20], *missed[:20]]:
        print(f"  {line}")
    sys.exit(1 if through or missed else 0)


if __name__ == "__main__":
    main()
