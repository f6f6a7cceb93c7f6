"""Labels from names, quotes found in texts, files written whole or not at all, languages that are one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.errors import BadInputError, UsageError
from negotiator.model.revision import Address
from negotiator.services.assess import _located
from negotiator.services.files import write_whole
from negotiator.services.import_revision import _label, guess_role
from negotiator.text.language import same_language


@pytest.mark.parametrize(
    ("named", "label"),
    [
        ("APLC/CONF/2024/PM.2/CRP.2/Rev.1 x.docx", "Rev.1"),
        (" declaration-rev2.docx", "Rev.2"),
        (" declaration_rev-3.txt", "Rev.3"),
        (" Zero draft declaration.docx", "Zero draft"),
        (" declaration_zero_draft.docx", "Zero draft"),
        (" CRP.7 declaration.docx", "CRP.7"),
        ("APLC/CONF/2024/CRP.2/Add.1 x.docx", "CRP.2/Add.1"),
        (" draft2.docx", "Draft 2"),
        (" declaration_final.docx", "Final"),
        (" finality.docx", "Version 4"),
        (" previous1.docx", "Version 4"),
        (" declaration.docx", "Version 4"),
    ],
)
def test_a_label_comes_from_symbol_or_name(named: str, label: str) -> None:
    assert _label(named, 3) == label


@pytest.mark.parametrize(("slug", "role"), [("eu-position", "position"), ("mandate", "position"), ("declaration", "outcome"), ("oslo-precedent", "precedent")])
def test_a_role_comes_from_the_name(slug: str, role: str) -> None:
    assert guess_role(slug).value == role


@given(st.text(min_size=1), st.data())
def test_words_copied_from_a_text_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = _located(text[start:end], text)
    assert place is not None
    assert text[place[0] : place[1]] == text[start:end]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("the Convention's obligations", "the Convention’s obligations"),
        ('the "survivors" of mines', "the “survivors” of mines"),
        ("Siem Reap-Angkor", "Siem Reap–Angkor"),
        ("VICTIMS   and\nsurvivors", "victims and survivors"),
        ("f(x) = a.b*", "f(x) = a.b*"),
    ],
)
def test_a_quote_may_differ_in_typography(quote: str, words: str) -> None:
    text = f"Before, {words}, and after."
    place = _located(quote, text)
    assert place is not None
    assert text[place[0] : place[1]] == words


def test_words_that_are_not_there_are_not_found() -> None:
    assert _located("all parties", "All the parties report.") is None


@given(st.binary(max_size=200))
def test_a_file_is_written_whole(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "out.bin"
        write_whole(path, content)
        assert path.read_bytes() == content
        assert [p.name for p in path.parent.iterdir()] == ["out.bin"]


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInputError, match="cannot be written"):
        write_whole(tmp_path / "folder", b"content")
    with pytest.raises(BadInputError) as refused:
        write_whole(tmp_path / "mistyped" / "out.docx", b"content")
    assert "there is no folder" in refused.value.hint
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_regions_make_no_other_language() -> None:
    assert same_language("en", "en-GB")
    assert same_language("EN-us", "en")
    assert same_language("und", "da")
    assert not same_language("en", "da")
    assert not same_language("no", "nb")


@pytest.mark.parametrize(
    ("text", "revision", "language", "clause"),
    [
        ("declaration@CRP.2/Add.1", "CRP.2/Add.1", "", ""),
        ("declaration@CRP.2/Add.1/fr:7", "CRP.2/Add.1", "fr", "7"),
        ("declaration@APLC/CONF/2024/WP.3#12", "APLC/CONF/2024/WP.3", "", "12"),
        ("declaration@Zero draft:7(a)", "Zero draft", "", "7(a)"),
        ("review@rev2/da-DK", "rev2", "da-DK", ""),
        ("declaration", "latest", "", ""),
    ],
)
def test_a_version_is_addressed_by_its_label_or_symbol_as_it_is_printed(text: str, revision: str, language: str, clause: str) -> None:
    address = Address.parse(text)
    assert (address.revision, address.language, address.clause) == (revision, language, clause)


@pytest.mark.parametrize("text", ["", "@rev1", "declaration@", "declaration@/fr", "a b@rev1"])
def test_what_names_no_document_is_no_address(text: str) -> None:
    with pytest.raises(UsageError):
        Address.parse(text)
