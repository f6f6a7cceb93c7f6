"""Headers, footers and sections in a redline: each section shows its partner's when accepted, its own when rejected, whatever refers to what."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from redline_documents import Control, Draft, Para, Piece, Row, Table
from redline_files import NAMESPACES, docx, packed

from negotiator.formats.word.proven import proven_redline
from negotiator.formats.word.redline import redline
from negotiator.formats.word.redline.base import settle_file
from negotiator.formats.word.taken import taken_over
from negotiator.formats.word.verify import verify

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
STYLES = f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>{{}}</w:styles>'


def section(*references: tuple[str, str], landscape: bool = False) -> str:
    """A section with headers by (kind of page, part)."""
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    told = "".join(f'<w:headerReference w:type="{page}" r:id="{"rIdHeader" if part == "header1" else f"rId{part}"}"/>' for page, part in references)
    return f"<w:sectPr>{told}{size}</w:sectPr>"


def written(*blocks: str, last: str, headers: tuple[str, ...] = (), styles: str = "", style: str = "") -> bytes:
    """A file of paragraphs, some of which end a section (they begin with `<`), with header1.xml, header2.xml … that say one line each."""
    body = ""
    for block in blocks:
        properties, _, text = block.partition("</w:sectPr>") if block.startswith("<") else ("", "", block)
        body += f"<w:p>{f'<w:pPr>{properties}</w:sectPr></w:pPr>' if properties else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"
    parts = {
        "document.xml": ("document.main", f"<w:document {NAMESPACES}><w:body>{body}{last}</w:body></w:document>"),
        "styles.xml": ("styles", STYLES.format(styles)),
    }
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    for n, text in enumerate(headers, 1):
        parts[f"header{n}.xml"] = ("header", f"<w:hdr {NAMESPACES}><w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>")
    return packed(parts)


def proven(old: bytes, new: bytes) -> bytes:
    out = redline(old, new, author="Arlen", at=AT)
    assert verify(out, old, new) == ()
    return out


def shown(content: bytes) -> list[str]:
    """What the header of ordinary pages of each section says."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        targets = dict(re.findall(r'Id="([^"]+)"[^>]*Target="([^"]+)"', opened.read("word/_rels/document.xml.rels").decode()))
        document = re.sub(r"<w:sectPrChange.*?</w:sectPrChange>", "", opened.read("word/document.xml").decode())
        out, last = [], ""
        for found in re.findall(r"<w:sectPr[ >].*?</w:sectPr>", document):
            reference = re.search(r'headerReference (?=[^>]*w:type="default")[^>]*r:id="([^"]+)"', found)
            if reference:
                last = "".join(re.findall(r"<w:t[ >][^<]*", opened.read(f"word/{targets[reference[1]]}").decode())).replace("<w:t>", "")
                last = re.sub(r"<w:t [^>]*>", "", last)
            out.append(last)
    return out


def both(content: bytes) -> tuple[list[str], list[str]]:
    """The headers with all accepted, and with all rejected."""
    return shown(settle_file(content, "accepted")[0]), shown(settle_file(content, "rejected")[0])


TEXT = ("The Parties meet every year.", "They report to each other.", "They publish their reports.")


def test_a_header_that_only_the_new_file_has_comes_as_an_insertion_and_is_said() -> None:
    old, new = written(*TEXT, last=section()), written(*TEXT, last=section(("default", "header1")), headers=("Rev.1",))
    out = proven(old, new)
    assert both(out) == (["Rev.1"], [""])
    assert any("header" in line for line in taken_over(out, old, new))


def test_a_header_that_only_the_old_file_has_goes_as_a_deletion() -> None:
    old, new = written(*TEXT, last=section(("default", "header1")), headers=("Zero draft",)), written(*TEXT, last=section())
    assert both(proven(old, new)) == ([""], ["Zero draft"])


def test_a_header_of_two_sections_that_part_is_doubled() -> None:
    blocks = (TEXT[0], section(("default", "header1")) + TEXT[1], TEXT[2])
    old = written(*blocks, last=section(("default", "header1"), landscape=True), headers=("Draft",))
    new = written(*blocks, last=section(("default", "header2"), landscape=True), headers=("Draft text", "Draft annex"))
    assert both(proven(old, new)) == (["Draft text", "Draft annex"], ["Draft", "Draft"])


def test_a_section_that_showed_the_header_of_the_one_before_gets_its_own() -> None:
    blocks = (TEXT[0], section(("default", "header1")) + TEXT[1], TEXT[2])
    old = written(*blocks, last=section(landscape=True), headers=("Draft",))
    new = written(*blocks, last=section(("default", "header2"), landscape=True), headers=("Draft", "Annex"))
    assert both(proven(old, new)) == (["Draft", "Annex"], ["Draft", "Draft"])


def test_a_section_that_loses_its_own_header_shows_that_of_the_one_before() -> None:
    blocks = (TEXT[0], section(("default", "header1")) + TEXT[1], TEXT[2])
    old = written(*blocks, last=section(("default", "header2"), landscape=True), headers=("Draft", "Annex"))
    new = written(*blocks, last=section(landscape=True), headers=("Draft",))
    assert both(proven(old, new)) == (["Draft", "Draft"], ["Draft", "Annex"])


def test_a_section_that_comes_brings_its_header_in_the_styles_of_the_old_file() -> None:
    named = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="header"/></w:style>'
    old = written(*TEXT, last=section(("default", "header1")), headers=("Draft",), styles=named.format("Hdr"), style="Hdr")
    new = written(
        TEXT[0],
        section(("default", "header1"), landscape=True) + "An entirely new page stands here.",
        *TEXT[1:],
        last=section(("default", "header2")),
        headers=("New page", "Draft"),
        styles=named.format("Kopf"),
        style="Kopf",
    )
    out = proven(old, new)
    assert both(out) == (["New page", "Draft"], ["Draft"])
    with zipfile.ZipFile(io.BytesIO(out)) as opened:
        assert not any(b"Kopf" in opened.read(name) for name in opened.namelist())


def test_a_section_that_ends_behind_the_last_word_is_inserted_there() -> None:
    out = proven(written("This is a", last=section()), written(section() + "This is another test.", "Second page", "And more", last=section()))
    assert out.count(b"PK") and len(re.findall(r"<w:sectPr[ >]", zipfile.ZipFile(io.BytesIO(out)).read("word/document.xml").decode())) == 2


@pytest.mark.parametrize("turned", [False, True])
def test_two_files_with_nothing_in_common_are_a_redline_all_the_same(turned: bool) -> None:
    one = written(*TEXT, last=section(("default", "header1")), headers=("Zero draft",))
    blocks = ("Bread needs flour.", section(("default", "header1")) + "Knead it well and wait.", "Bake it hot.")
    two = written(*blocks, last=section(("default", "header2"), landscape=True), headers=("Dough", "Oven"))
    old, new = (two, one) if turned else (one, two)
    out = proven_redline(old, new, author="Arlen", at=AT)
    assert both(out) == (shown(new), shown(old))


def blocks(*found: Para | Table | Control) -> bytes:
    return docx(Draft(found))


def test_a_section_s_mark_stays_where_its_text_goes_to_a_paragraph_before_it() -> None:
    words, table = Para((Piece("Parties "),)), Table((Row(((Para(),),)),))
    longer = Para((Piece("Parties "), Piece("Parties ")), section="")
    proven(blocks(replace(words, section=""), table, Para()), blocks(words, longer, table, Para()))
    proven(blocks(words, longer, table, Para()), blocks(replace(words, section=""), table, Para()))


def test_the_last_mark_stays_also_where_a_whole_control_comes_before_it() -> None:
    words, empty = Para((Piece("Parties "),)), Para()
    old, new = blocks(Para(section=""), empty), blocks(empty, words, Para(section=""), Control((empty,)), words)
    proven(old, new)
    proven(new, old)
