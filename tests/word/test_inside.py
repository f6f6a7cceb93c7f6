"""Files inside a Word file for the room: what can be cleaned is cleaned, of any other the picture is left, and inspect names what each holds."""

from __future__ import annotations

import base64
import random
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from types import ModuleType

import pytest

from negotiator.errors import BadInputError, RefusedError
from negotiator.formats.word.build import markdown_to_word
from negotiator.formats.word.carried import carried
from negotiator.formats.word.carry import Carried, Carry
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.proven import proven_redline
from negotiator.formats.word.sayings import sayings
from negotiator.formats.word.scrub import scrub, taken_out
from negotiator.formats.word.verify import verify
from negotiator.model.audience import Audience
from negotiator.services.locks import goes_along, refuse_leaks

WORDS = "Ane Holm of the desk"
V, OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A, WP = "http://schemas.openxmlformats.org/drawingml/2006/main", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


@pytest.fixture(scope="module")
def planted(leaks: ModuleType) -> ModuleType:
    return leaks.deep


def word_file(body: str = "", parts: dict[str, tuple[bytes | str, str]] | None = None, relations: dict[str, tuple[str, str]] | None = None) -> bytes:
    """A text of one paragraph with more in it: parts by name with their content type, relations of the text by placeholder."""
    package = Package.open(markdown_to_word("1. Each Party reports.\n", None), "x")
    for name, (content, kind) in (parts or {}).items():
        package.put(name, content.encode() if isinstance(content, str) else content, kind)
    for placeholder, (kind, target) in (relations or {}).items():
        body = body.replace(placeholder, package.relate(package.main, kind, target, external=":" in target))
    main = package.raw(package.main).decode()
    package.put(package.main, main.replace("</w:p>", f"{body}</w:p>", 1).encode())
    return package.save()


def with_picture(content: bytes, suffix: str = "png") -> bytes:
    inline = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}"><wp:extent cx="9" cy="9"/><wp:docPr id="77" name="P"/><a:graphic xmlns:a="{A}"><a:graphicData uri="x">'
    )
    inline += f'<a:blip xmlns:r="{R}" r:embed="PIC"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    return word_file(inline, {f"word/media/image9.{suffix}": (content, f"image/{suffix}")}, {"PIC": ("image", f"word/media/image9.{suffix}")})


def with_object(
    planted: ModuleType, content: bytes, name: str = "oleObject1.bin", kind: str = "oleObject", *, aspect: str = "Content", picture: bool = True
) -> bytes:
    """A text with an object that shows as a picture."""
    shape = f'<v:shape xmlns:v="{V}" id="s1" o:ole="" xmlns:o="{OFFICE}"><v:imagedata r:id="PIC"/></v:shape>' if picture else ""
    body = (
        f'<w:r><w:object w:dxaOrig="99" w:dyaOrig="99" xmlns:r="{R}">{shape}'
        f'<o:OLEObject xmlns:o="{OFFICE}" Type="Embed" ProgID="X" ShapeID="s1" DrawAspect="{aspect}" ObjectID="_1" r:id="OBJ"/></w:object></w:r>'
    )
    parts = {f"word/embeddings/{name}": (content, "application/octet-stream"), "word/media/shown.emf": (planted.emf("Shown"), "image/x-emf")}
    return word_file(body, parts, {"PIC": ("image", "word/media/shown.emf"), "OBJ": (kind, f"word/embeddings/{name}")})


def found(content: bytes) -> list[Carried]:
    return list(carried(content, "draft.docx"))


def clean(leaks: ModuleType, content: bytes, words: str = WORDS) -> bytes:
    """The file for the room, after a look that it told the words before and tells them no more, and reads as before."""
    assert leaks.held(content, [words]) == [words]
    assert any(words in one.what for one in found(content)), found(content)
    done = scrub(content, "draft.docx")
    assert leaks.held(done.content, [words]) == []
    assert verify(done.content, done.content, done.content) == ()
    assert not [one for one in found(done.content) if words in one.what]
    again = scrub(done.content, "draft.docx")
    assert (again.content, again.taken) == (done.content, {})
    return done.content


def main_of(content: bytes) -> str:
    return Package.open(content, "x").raw("word/document.xml").decode()


@pytest.mark.parametrize("suffix", ["jpeg", "png", "gif", "tif", "emf", "svg"])
def test_a_picture_in_the_text_stays_and_tells_nothing(leaks: ModuleType, planted: ModuleType, suffix: str) -> None:
    content = with_picture(planted.PICTURES[suffix](WORDS), suffix)
    assert {one.kind for one in found(content) if WORDS in one.what} == {Carry.PICTURE}
    out = clean(leaks, content)
    assert "blip" in main_of(out)
    assert Package.open(out, "x").raw(f"word/media/image9.{suffix}")
    assert "1 picture that told of its making" in taken_out(scrub(content, "x").taken)


def test_a_picture_of_a_kind_that_cannot_be_cleaned_is_refused_by_its_part() -> None:
    with pytest.raises(RefusedError, match=r"draft\.docx: word/media/image9\.eps"):
        scrub(with_picture(b"%!PS-Adobe-3.0 EPSF-3.0", "eps"), "draft.docx")


@pytest.mark.parametrize("make", ["old_workbook", "packed_file"])
def test_an_object_of_an_old_kind_becomes_its_picture(leaks: ModuleType, planted: ModuleType, make: str) -> None:
    content = with_object(planted, getattr(planted, make)(WORDS))
    assert Carry.OBJECT in {one.kind for one in found(content)}
    out = clean(leaks, content)
    package = Package.open(out, "x")
    assert not [p for p in package.parts if "embeddings" in p]
    assert "imagedata" in main_of(out)
    assert "OLEObject" not in main_of(out)
    assert "<w:pict" in main_of(out)
    assert "w:dxaOrig" not in main_of(out)
    assert "1 object of which its picture is left" in taken_out(scrub(content, "x").taken)


def test_hidden_sheets_of_an_old_workbook_are_named(planted: ModuleType) -> None:
    hidden = [one for one in found(with_object(planted, planted.old_workbook(WORDS))) if one.kind is Carry.HIDDEN]
    assert [(one.what, one.part) for one in hidden] == [("a hidden sheet: Red lines", "word/embeddings/oleObject1.bin")]


def test_an_attachment_keeps_its_icon_and_that_is_said(leaks: ModuleType, planted: ModuleType) -> None:
    content = with_object(planted, planted.old_workbook(WORDS), aspect="Icon")
    clean(leaks, content)
    assert "1 attached file of which its icon is left" in taken_out(scrub(content, "x").taken)


def test_an_object_without_a_picture_goes_whole(leaks: ModuleType, planted: ModuleType) -> None:
    out = clean(leaks, with_object(planted, planted.old_workbook(WORDS), picture=False))
    assert "w:object" not in main_of(out)


def test_an_object_that_is_linked_to_a_machine_becomes_its_picture(leaks: ModuleType, planted: ModuleType) -> None:
    body = f'<w:r><w:object><v:shape xmlns:v="{V}"><v:imagedata xmlns:r="{R}" r:id="PIC"/></v:shape>'
    body += f'<o:OLEObject xmlns:o="{OFFICE}" Type="Link" r:id="OBJ" xmlns:r="{R}"/></w:object></w:r>'
    parts = {"word/media/shown.emf": (planted.emf("Shown"), "image/x-emf")}
    out = clean(leaks, word_file(body, parts, {"PIC": ("image", "word/media/shown.emf"), "OBJ": ("oleObject", f"file:///C:/{WORDS}/a.xls")}))
    assert "OLEObject" not in main_of(out)
    assert "imagedata" in main_of(out)


def test_a_control_becomes_its_picture(planted: ModuleType) -> None:
    body = f'<w:r><w:object xmlns:r="{R}"><v:shape xmlns:v="{V}"><v:imagedata r:id="PIC"/></v:shape>'
    body += '<w:control r:id="CTL" w:name="Box"/></w:object></w:r>'
    parts: dict[str, tuple[bytes | str, str]] = {
        "word/media/shown.emf": (planted.emf("Shown"), "image/x-emf"),
        "word/activeX/activeX1.xml": (f"<x caption='{WORDS}'/>", "application/vnd.ms-office.activeX+xml"),
    }
    content = word_file(body, parts, {"PIC": ("image", "word/media/shown.emf"), "CTL": ("control", "word/activeX/activeX1.xml")})
    out = scrub(content, "draft.docx").content
    assert "activeX" not in " ".join(Package.open(out, "x").parts)
    assert "w:control" not in main_of(out)


@pytest.mark.parametrize("place", ["sheet", "row", "column", "mask", "name", "pivot", "link", "string", "remark"])
def test_a_workbook_stays_only_where_it_hides_nothing(leaks: ModuleType, planted: ModuleType, place: str) -> None:
    content = with_object(planted, planted.workbook(WORDS, place), "Sheet1.xlsx", "package")
    kind = {"name": Carry.DATA, "pivot": Carry.DATA, "link": Carry.LINK, "remark": Carry.COMMENT}.get(place, Carry.HIDDEN)
    assert kind in {one.kind for one in found(content) if one.part.startswith("word/embeddings/Sheet1.xlsx!")}
    done = scrub(content, "draft.docx").content
    assert leaks.held(content, [WORDS]) == [WORDS]
    assert leaks.held(done, [WORDS]) == []
    kept = "word/embeddings/Sheet1.xlsx" in Package.open(done, "x").parts
    assert kept is (place == "remark")
    assert ("OLEObject" in main_of(done)) is kept
    assert "imagedata" in main_of(done)


def test_of_a_workbook_with_remarks_only_these_go(planted: ModuleType) -> None:
    done = scrub(with_object(planted, planted.workbook(WORDS, "remark"), "Sheet1.xlsx", "package"), "draft.docx").content
    with zipfile.ZipFile(BytesIO(Package.open(done, "x").raw("word/embeddings/Sheet1.xlsx"))) as archive:
        names, sheet = archive.namelist(), archive.read("xl/worksheets/sheet1.xml").decode()
    assert not [n for n in names if "omments" in n or "vml" in n or "docProps" in n]
    assert "Seen" in sheet
    assert "legacyDrawing" not in sheet


@pytest.mark.parametrize("place", ["notes", "slide", "shape", "remark"])
def test_slides_stay_only_where_none_is_hidden(leaks: ModuleType, planted: ModuleType, place: str) -> None:
    content = with_object(planted, planted.slides(WORDS, place), "Slides1.pptx", "package")
    kind = {"notes": Carry.NOTES, "remark": Carry.COMMENT}.get(place, Carry.HIDDEN)
    assert kind in {one.kind for one in found(content) if one.part.startswith("word/embeddings/Slides1.pptx!")}
    done = scrub(content, "draft.docx").content
    assert leaks.held(content, [WORDS]) == [WORDS]
    assert leaks.held(done, [WORDS]) == []
    kept = "word/embeddings/Slides1.pptx" in Package.open(done, "x").parts
    assert kept is (place in ("notes", "remark"))
    assert verify(done, done, done) == ()


def with_chart(planted: ModuleType, workbook: bytes) -> bytes:
    content = word_file(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WP}"><wp:docPr id="5" name="C"/><a:graphic xmlns:a="{A}"><a:graphicData uri="x">'
        f'<c:chart xmlns:c="{planted.C}" xmlns:r="{R}" r:id="CHART"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        {"word/charts/chart1.xml": (planted.chart(WORDS), "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")},
        {"CHART": ("chart", "word/charts/chart1.xml")},
    )
    package = Package.open(content, "x")
    package.put("word/embeddings/Sheet9.xlsx", workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    package.relate("word/charts/chart1.xml", "package", "word/embeddings/Sheet9.xlsx")
    chart = package.raw("word/charts/chart1.xml").replace(b'r:id="r1"', f'r:id="{package.relations("word/charts/chart1.xml")[0].id}"'.encode())
    package.put("word/charts/chart1.xml", chart)
    return package.save()


def test_a_chart_shows_its_numbers_and_has_no_workbook_behind_it(leaks: ModuleType, planted: ModuleType) -> None:
    content = with_chart(planted, planted.workbook(WORDS, "sheet"))
    assert {one.what for one in found(content) if one.kind is Carry.DATA} >= {
        f"the sheet that a chart was made from: {WORDS}",
        "series that a chart does not show",
        "a workbook behind a chart",
    }
    out = clean(leaks, content)
    package = Package.open(out, "x")
    chart = package.raw("word/charts/chart1.xml").decode()
    assert "<c:v>7</c:v>" in chart
    assert "<c:f>Sheet1!$B$2:$B$3</c:f>" in chart
    assert "externalData" not in chart
    assert not [p for p in package.parts if "embeddings" in p]
    assert "data behind a chart" in taken_out(scrub(content, "x").taken)


def test_a_photograph_from_before_word_changed_it_goes(leaks: ModuleType, planted: ModuleType) -> None:
    package = Package.open(with_picture(planted.png("Shown here")), "x")
    package.put("word/media/hdphoto1.wdp", b"II\xbc" + WORDS.encode(), "image/vnd.ms-photo")
    identity = package.relate(package.main, "http://schemas.microsoft.com/office/2007/relationships/hdphoto", "word/media/hdphoto1.wdp")
    layer = (
        '<a:extLst><a:ext uri="{BEBA8EAE}"><a14:imgProps xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
        f'<a14:imgLayer r:embed="{identity}"/></a14:imgProps></a:ext></a:extLst>'
    )
    main = package.raw(package.main).decode()
    at = main.index("<a:blip")
    end = main.index("/>", at)
    package.put(package.main, f"{main[:end]}>{layer}</a:blip>{main[end + 2 :]}".encode())
    content = package.save()
    assert "a photograph as it was before Word changed it" in {one.what for one in found(content) if one.kind is Carry.PICTURE}
    out = scrub(content, "draft.docx").content
    assert leaks.held(out, [WORDS]) == []
    assert "imgLayer" not in main_of(out)
    assert "hdphoto" not in " ".join(Package.open(out, "x").parts)


def test_a_part_of_a_picture_that_is_cut_off_is_told(planted: ModuleType) -> None:
    package = Package.open(with_picture(planted.png(WORDS)), "x")
    main = package.raw(package.main).decode().replace("</a:graphicData>", '<a:srcRect l="12000"/></a:graphicData>')
    package.put(package.main, main.encode())
    content = package.save()
    assert "a part of a picture is cut off on the page and still in its file" in {one.what for one in found(content)}
    cut = "1 picture has a part that is cut off on the page and goes along; in Word, Compress Pictures deletes it"
    told = "4 details that pictures or files inside the issued file tell of themselves go along; negotiator inspect shows them"
    assert goes_along(scrub(content, "x").content, "x", Audience.ROOM) == (cut,)
    assert goes_along(content, "x", Audience.GROUP) == (told, cut)
    assert goes_along(content, "x", Audience.OWN) == ()
    assert goes_along(word_file(), "x", Audience.PARTNERS) == ()


def test_a_damaged_workbook_is_refused_and_not_passed_on(planted: ModuleType) -> None:
    with pytest.raises(BadInputError, match=r"word/embeddings/Sheet1\.xlsx"):
        scrub(with_object(planted, planted.workbook(WORDS, "sheet")[:-30], "Sheet1.xlsx", "package"), "draft.docx")


SHAPES = ("zip in an object", "photo", "screenshot", "drawing", "metafile", "old object", "packed file", "workbook", "slides", "fragments")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_second_lock_sees_a_note_in_every_file_inside(planted: ModuleType, shape: str) -> None:
    note = "Sell this one dearly – à l’aube."
    make = {
        "photo": lambda: planted.jpeg(note),
        "screenshot": lambda: planted.packed_png(note),
        "drawing": lambda: planted.wrapped(planted.packed_png(note)),
        "metafile": lambda: planted.emf(note),
        "old object": lambda: planted.compound({"\x05SummaryInformation": planted.summary(note)}),
        "packed file": lambda: planted.packed_file(note.replace("’", "")),
        "zip in an object": lambda: planted.packed_away(note),
        "workbook": lambda: planted.workbook(note, "sheet"),
        "slides": lambda: planted.slides(note, "notes"),
        "fragments": lambda: planted.scattered(note),
    }[shape]
    content = make()
    base = word_file()
    out = word_file("", {"word/media/image9.bin": (content, "application/octet-stream")})
    refuse_leaks((), Audience.ROOM, base, "out.docx", bases=[base], private=["Sell this one dearly"])
    with pytest.raises(RefusedError, match="Sell this one dearly"):
        refuse_leaks((), Audience.ROOM, out, "out.docx", bases=[base], private=["Sell this one dearly"])


def test_letters_of_windows_and_big_ends_are_read_in_bytes() -> None:
    for coding in ("cp1252", "utf-16-be", "utf-16-le", "utf-8"):
        content = word_file("", {"word/media/image9.bin": (b"\x01\x02\xff\0" + "Señora Müller à Genève".encode(coding), "application/octet-stream")})
        assert any("Señora Müller à Genève" in one.text for one in sayings(content)), coding


def test_what_is_in_a_damaged_object_breaks_nothing(planted: ModuleType) -> None:
    random_ = random.Random(5)
    for _ in range(60):
        content = bytearray(planted.old_workbook(WORDS))
        for _ in range(random_.randrange(1, 30)):
            content[random_.randrange(random_.choice((600, len(content))))] = random_.randrange(256)
        whole = with_object(planted, bytes(content))
        found(whole)
        list(sayings(whole))
        assert "embeddings" not in " ".join(Package.open(scrub(whole, "x").content, "x").parts)


@pytest.mark.parametrize("scrubbed", [True, False])
@pytest.mark.parametrize("place", ["old-object", "workbook-sheet", "workbook-remark", "chart", "picture-jpeg", "picture-svg"])
def test_what_lies_inside_two_versions_is_compared_and_proven(leaks: ModuleType, place: str, scrubbed: bool) -> None:
    files = []
    for n, words in enumerate(("Ane Holm", "Bo Lund")):
        content = leaks.word_file(random.Random(n), ["States resolve to act."], {place: words})
        package = Package.open(content, "x")
        shape = f'<v:shapetype id="_x0000_t75" xmlns:v="{V}"/><v:shape type="#_x0000_t75" id='
        package.put(package.main, package.raw(package.main).replace(b"<v:shape id=", shape.encode()))
        files.append(scrub(package.save(), "x").content if scrubbed else package.save())
    out = proven_redline(*files, author="Rev.1", at=datetime(2026, 11, 24, tzinfo=UTC))
    assert leaks.held(out, ["Ane Holm", "Bo Lund"]) == ([] if scrubbed else ["Ane Holm", "Bo Lund"])


def test_what_is_packed_beside_a_shape_or_behind_a_field_goes(leaks: ModuleType, planted: ModuleType) -> None:
    drawing = base64.b64encode(planted.package({"drs/shapexml.xml": f"<x descr='{WORDS}'/>"})).decode()
    data = base64.b64encode(b"\1\2" + WORDS.encode("utf-16-le")).decode()
    body = f'<w:r><w:pict><v:rect xmlns:v="{V}" xmlns:o="{OFFICE}" style="width:9pt;height:9pt" o:gfxdata="{drawing}"/></w:pict></w:r>'
    body += (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData xml:space="preserve">{data}</w:fldData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    content = word_file(body)
    assert [one.text for one in sayings(content) if WORDS in one.text], "the second lock reads them"
    assert len([one for one in sayings(content) if WORDS in one.text]) >= 2
    assert {one.what for one in found(content) if one.kind is Carry.DATA} == {
        "a drawing once more, packed beside its shape",
        "data of a program behind a field",
    }
    out = scrub(content, "draft.docx").content
    assert not [one for one in sayings(out) if WORDS in one.text]
    assert "<v:rect" in main_of(out)
    assert verify(out, out, out) == ()


def test_tasks_extensions_and_times_of_ink_go(leaks: ModuleType) -> None:
    content = word_file(
        "",
        {
            "word/documenttasks/documenttasks1.xml": (
                f"<t:Tasks xmlns:t='t'><t:User userName='{WORDS}'/></t:Tasks>",
                "application/vnd.ms-office.documenttasks+xml",
            ),
            "word/webextensions/webextension1.xml": (f"<w name='{WORDS}'/>", "application/vnd.ms-office.webextension+xml"),
            "word/ink/ink1.xml": (f"<i:ink xmlns:i='i'><i:timestamp timeString='2024-11-22T10:00:00 {WORDS}'/></i:ink>", "application/inkml+xml"),
        },
        {
            "X": ("ink", "word/ink/ink1.xml"),
            "Y": ("webextension", "word/webextensions/webextension1.xml"),
            "Z": ("documenttasks", "word/documenttasks/documenttasks1.xml"),
        },
    )
    assert {"tasks and those who have them", "an extension of a program"} <= {one.what for one in found(content)}
    out = scrub(content, "draft.docx").content
    assert leaks.held(out, [WORDS]) == []
    assert [p for p in Package.open(out, "x").parts if "ink" in p]


@pytest.mark.parametrize("source", ["jpeg", "svg", "png"])
def test_a_picture_in_a_web_page_that_is_shown_in_place_tells_nothing(leaks: ModuleType, planted: ModuleType, source: str) -> None:
    kind = {"svg": "svg+xml"}.get(source, source)
    packed = base64.b64encode(planted.PICTURES[source](WORDS)).decode()
    page = f'<html><body><p>As it came.</p><img src="data:image/{kind};base64,{packed}"><img src="file:///C:/{WORDS}/x.png"></body></html>'
    content = word_file("", {"word/page.html": (page, "text/html")}, {"X": ("aFChunk", "word/page.html")})
    assert leaks.held(content, [WORDS]) == [WORDS]
    out = scrub(content, "draft.docx").content
    assert leaks.held(out, [WORDS]) == []
    assert f"data:image/{kind};base64," in Package.open(out, "x").raw("word/page.html").decode()


def test_a_picture_in_a_web_page_that_cannot_be_read_is_refused() -> None:
    page = '<html><body><img src="data:image/png;base64,AAAAAAAA"></body></html>'
    with pytest.raises(RefusedError, match=r"word/page\.html"):
        scrub(word_file("", {"word/page.html": (page, "text/html")}, {"X": ("aFChunk", "word/page.html")}), "draft.docx")


def test_a_part_is_known_by_what_leads_to_it_whatever_its_name(leaks: ModuleType) -> None:
    text = f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="1" w:author="X"><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:comment></w:comments>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    content = word_file(
        "",
        {"word/remarks/all.xml": (text, kind), "docMetadata/LabelInfo.xml": (f"<x tenant='{WORDS}'/>", "application/xml")},
        {"X": ("comments", "word/remarks/all.xml")},
    )
    assert {one.kind for one in found(content) if WORDS in one.what} == {Carry.COMMENT}
    assert "a label of sensitivity, with the house that gave it" in {one.what for one in found(content)}
    done = scrub(content, "draft.docx")
    assert leaks.held(done.content, [WORDS]) == []
    assert not {"word/remarks/all.xml", "docMetadata/LabelInfo.xml"} & set(Package.open(done.content, "x").parts)
    assert "1 comment" in taken_out(done.taken)


def test_users_of_a_workbook_go_and_scenarios_make_it_a_picture(leaks: ModuleType, planted: ModuleType) -> None:
    for spoilt, kept in ((f'<customSheetViews><x name="{WORDS}"/></customSheetViews>', True), (f'<scenarios><scenario name="{WORDS}"/></scenarios>', False)):
        plain = planted.workbook("Nothing", "remark")
        with zipfile.ZipFile(BytesIO(plain)) as archive:
            parts = {n: archive.read(n) for n in archive.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        parts[sheet] = parts[sheet].replace(b"</sheetData>", b"</sheetData>" + spoilt.encode())
        done = scrub(with_object(planted, planted.package(parts), "Sheet1.xlsx", "package"), "draft.docx").content
        assert leaks.held(done, [WORDS]) == []
        assert ("word/embeddings/Sheet1.xlsx" in Package.open(done, "x").parts) is kept


def test_parts_that_nothing_leads_to_go_and_those_with_odd_names_stay(leaks: ModuleType, planted: ModuleType) -> None:
    package = Package.open(with_picture(planted.png(WORDS)), "x")
    package.put("word/left/over.xml", f"<x>{WORDS}</x>".encode(), "application/xml")
    rels = package.raw("word/_rels/document.xml.rels").replace(b"media/image9.png", b"Media/Image%209.png")
    package.put("word/media/image 9.png", package.raw("word/media/image9.png"), "image/png")
    package.drop("word/media/image9.png")
    package.put("word/_rels/document.xml.rels", rels)
    done = scrub(package.save(), "draft.docx").content
    assert leaks.held(done, [WORDS]) == []
    assert "word/media/image 9.png" in Package.open(done, "x").parts
    assert "word/left/over.xml" not in Package.open(done, "x").parts


def test_whatever_is_damaged_inside_is_cleaned_or_refused_and_never_breaks_us(planted: ModuleType) -> None:
    random_ = random.Random(8)
    refused = 0
    for turn in range(160):
        make = random_.choice((planted.workbook, planted.slides))
        place = random_.choice(planted.WORKBOOK_PLACES if make is planted.workbook else planted.SLIDE_PLACES)
        with zipfile.ZipFile(BytesIO(make(WORDS, place))) as archive:
            parts = {n: bytearray(archive.read(n)) for n in archive.namelist()}
        if turn % 2:  # in a part, which still unpacks
            spoilt = parts[random_.choice(sorted(parts))]
            for _ in range(random_.randrange(1, 6)):
                spoilt[random_.randrange(len(spoilt))] = random_.choice(b'<>"/ =a0&')
        content = bytearray(planted.package({n: bytes(c) for n, c in parts.items()}))
        if not turn % 2:
            content[random_.randrange(len(content))] ^= random_.randrange(1, 256)
        whole = with_object(planted, bytes(content), "Sheet1.xlsx", "package")
        found(whole)
        list(sayings(whole))
        try:
            scrub(whole, "draft.docx")
        except (BadInputError, RefusedError) as error:
            refused += 1
            assert "word/embeddings/Sheet1.xlsx" in str(error)
    assert 0 < refused < 160


def test_paths_in_whatever_attribute_of_a_drawing_go(leaks: ModuleType) -> None:
    body = f'<w:r><w:pict><v:rect xmlns:v="{V}" xmlns:o="{OFFICE}" style="width:9pt;height:9pt" o:href="file:///C:/{WORDS}/x.png"/></w:pict></w:r>'
    out = clean(leaks, word_file(body))
    assert "<v:rect" in main_of(out)
