"""Fit for the room: nothing tells who, when or where; the text stays; and what was added is searched in every state."""

from __future__ import annotations

import random
import re
import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from negotiator.errors import BadInputError, RefusedError, UsageError
from negotiator.formats.word.blocks import read_word
from negotiator.formats.word.build import markdown_to_word
from negotiator.formats.word.carried import carried
from negotiator.formats.word.carry import Carry
from negotiator.formats.word.package import Package
from negotiator.formats.word.scrub import scrub
from negotiator.formats.word.verify import verify
from negotiator.model.audience import Audience
from negotiator.model.block import BlockRole
from negotiator.services.locks import prepared, refuse_leaks

TEXTS = ["States Parties resolve to act.", "Assistance is provided on request.", "Each year a report is made."]


def full(leaks: ModuleType, seed: int = 1) -> tuple[bytes, dict[str, str]]:
    random_ = random.Random(seed)
    planted = {place: leaks.secret(random_) for place in leaks.PLACES}
    return leaks.word_file(random_, TEXTS, planted), planted


@pytest.mark.parametrize("seed", range(8))
def test_a_scrubbed_file_holds_no_secret_and_reads_as_before(leaks: ModuleType, seed: int) -> None:
    content, planted = full(leaks, seed)
    secrets = list(planted.values())
    assert set(leaks.held(content, secrets)) == set(secrets), "the file should hold them all before"
    out = scrub(content, "draft.docx").content
    assert leaks.held(out, secrets) == []
    before, after = (" ".join(b.text for b in read_word("draft.docx", c).blocks if b.role is not BlockRole.HIDDEN) for c in (content, out))
    assert after.split() == before.split()
    assert not [b for b in read_word("draft.docx", out).blocks if b.role is BlockRole.HIDDEN]
    assert verify(out, out, out) == ()


def test_paragraphs_keep_their_number_and_changes_their_kind(leaks: ModuleType) -> None:
    content, _ = full(leaks)
    out = scrub(content, "draft.docx").content
    counts = []
    for one in (content, out):
        with zipfile.ZipFile(BytesIO(one)) as archive:
            text = archive.read("word/document.xml").decode()
        counts.append((len(re.findall(r"<w:p[ />]", text)), text.count("<w:ins ")))
    assert counts[1] == (counts[0][0], counts[0][1] - 1), "all but the insertion of hidden text alone"
    assert {c.what for c in carried(out, "x") if c.kind is Carry.AUTHOR} == {"Author"}
    assert "w:date=" not in text


def test_scrubbing_twice_takes_nothing_more(leaks: ModuleType) -> None:
    content, _ = full(leaks)
    once = scrub(content, "draft.docx")
    assert once.taken
    again = scrub(once.content, "draft.docx")
    assert not again.taken
    assert again.content == once.content


def test_it_is_said_what_a_file_carries(leaks: ModuleType) -> None:
    content, planted = full(leaks)
    found = carried(content, "draft.docx")
    kinds = {one.kind for one in found}
    assert kinds >= {
        Carry.AUTHOR, Carry.CHANGE, Carry.COMMENT, Carry.PROPERTY, Carry.HIDDEN, Carry.PATH, Carry.TEMPLATE, Carry.SAVES, Carry.VARIABLE,
        Carry.CUSTOM_XML, Carry.EMBEDDED, Carry.THUMBNAIL, Carry.PRINTER, Carry.GLOSSARY,
    }  # fmt: skip
    said = " ".join(one.what for one in found)
    for place in (
        "comment",
        "comment-author",
        "change-author",
        "people",
        "creator",
        "title",
        "company",
        "hidden",
        "hidden-style",
        "variable",
        "field",
        "picture",
    ):
        assert planted[place] in said, place


def test_paragraphs_of_a_comment_are_told_apart(leaks: ModuleType) -> None:
    content = leaks.word_file(random.Random(4), TEXTS, {"comment": "to re-check"})
    package = Package.open(content, "draft.docx")
    comments = (
        package.raw("word/comments.xml").decode().replace("</w:comment>", "<w:p><w:r><w:t>express</w:t><w:br/><w:t>consent</w:t></w:r></w:p></w:comment>", 1)
    )
    package.put("word/comments.xml", comments.encode())
    said = [one.what for one in carried(package.save(), "draft.docx") if one.kind is Carry.COMMENT]
    assert len(said) == 1 and said[0].endswith("to re-check express consent")


def test_a_plain_file_carries_next_to_nothing(leaks: ModuleType) -> None:
    content = leaks.word_file(random.Random(3), TEXTS, {})
    assert {one.kind for one in carried(scrub(content, "x.docx").content, "x.docx")} == set()


def test_every_shape_of_a_note_is_seen_by_the_second_lock(leaks: ModuleType) -> None:
    base = scrub(leaks.word_file(random.Random(5), TEXTS, {}), "x").content
    refuse_leaks((), Audience.ROOM, base, "out.docx", bases=[base], private=["Ane Holm"])
    for seed, shape in enumerate(leaks.SHAPES * 4):
        spoiled = leaks.smuggled(random.Random(seed), base, "sell this one dearly at night", shape)
        with pytest.raises(RefusedError) as refused:
            refuse_leaks((), Audience.ROOM, spoiled, "out.docx", bases=[base], private=["Sell this one dearly at night."])
        assert "Sell this one dearly" in str(refused.value), shape


def test_what_the_issued_text_says_itself_counts_only_in_what_was_added(leaks: ModuleType) -> None:
    base = leaks.word_file(random.Random(5), [*TEXTS, "Arlen will host the next meeting."], {})
    refuse_leaks((), Audience.ROOM, base, "out.docx", bases=[base], private=["Arlen will host"])
    again = leaks.smuggled(random.Random(2), base, "as Arlen will host again", "inserted")
    with pytest.raises(RefusedError):
        refuse_leaks((), Audience.ROOM, again, "out.docx", bases=[base], private=["Arlen will host"])


def test_whole_workspaces_of_secrets_let_nothing_through(leaks: ModuleType, tmp_path: Path) -> None:
    made = 0
    for seed in range(5000, 5006):
        through, missed, files = leaks.campaign(seed, tmp_path)
        assert (through, missed) == ([], [])
        made += files
    assert made == 60


def headers(content: bytes) -> list[str]:
    return [b.text for b in read_word("x.docx", content).blocks if b.role is BlockRole.HEADER]


def test_a_marking_stands_in_the_header_of_every_section(leaks: ModuleType) -> None:
    content = leaks.word_file(random.Random(5), TEXTS, {})
    out, _ = prepared(content, "x.docx", Audience.GROUP, "LIMITE")
    assert headers(out) == ["LIMITE"]
    assert verify(out, out, out) == ()
    twice, _ = prepared(out, "x.docx", Audience.GROUP, "FOR THE GROUP")
    assert headers(twice) == ["FOR THE GROUP", "LIMITE"]
    with pytest.raises(UsageError):
        prepared(content, "x.docx", Audience.GROUP, "two\nlines")


def with_embedded(inner: bytes) -> bytes:
    """A Word file that holds another file."""
    package = Package.open(markdown_to_word("1. Each Party reports.\n", None), "x")
    package.put("word/embeddings/inner.xlsx", inner, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    package.relate(package.main, "package", "word/embeddings/inner.xlsx")
    return package.save()


def zipped(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "inner",
    [
        zipped({"docProps/core.xml": "<x>Ane Holm</x>", "xl/workbook.xml": "<x/>"})[:-30],
        zipped({"xl/workbook.xml": "<x>cut sho"}),
        zipped({"word/document.xml": "<x>cut sho", "word/comments.xml": "<x>Ane Holm</x>"}),
    ],
    ids=["cut", "broken", "broken Word file"],
)
def test_a_file_inside_that_cannot_be_read_is_refused_and_not_passed_on(inner: bytes) -> None:
    with pytest.raises(BadInputError, match="word/embeddings/inner"):
        scrub(with_embedded(inner), "draft.docx")


def test_a_workbook_inside_loses_what_tells_of_its_makers_and_bytes_that_nobody_can_read_go() -> None:
    out = scrub(with_embedded(zipped({"docProps/core.xml": "<x>Ane Holm</x>", "xl/workbook.xml": "<x/>"})), "draft.docx").content
    kept = zipfile.ZipFile(BytesIO(Package.open(out, "x").raw("word/embeddings/inner.xlsx")))
    assert kept.namelist() == ["xl/workbook.xml"]
    assert not Package.open(scrub(with_embedded(b"plain bytes"), "x").content, "x").has("word/embeddings/inner.xlsx")
