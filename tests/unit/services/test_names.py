"""What versions, documents and files may be called, and how an address finds them again."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_of_texts import MINES, SURVEY, WATER, DeskOfTexts

from negotiator.errors import ConflictError, NotFoundError, UsageError
from negotiator.services.addresses import find_revision, is_file
from negotiator.services.files import read_file
from negotiator.services.import_revision import ImportWishes, plan_import

TEXT = [WATER, MINES, SURVEY]


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("CRP.2/Add.1", "crp2-add1"),
        ("2024-11-08", "2024-11-08"),
        ("Draft 🎉", "draft"),
        ("Ревизия 3", "ревизия-3"),
        ("Zero\ndraft", "zero-draft"),
        ("\u202eRev.9", "rev9"),
    ],
)
def test_a_version_is_found_by_the_slug_of_its_label(desk: DeskOfTexts, label: str, slug: str) -> None:
    revision = desk.bring("declaration", label, TEXT, name="one.json")
    assert revision.slug == slug
    assert revision.label.isprintable()
    with desk.store.snapshot() as view:
        for address in (f"declaration@{slug}", f"declaration@{slug}:2", f"declaration@{slug}#2"):
            assert find_revision(view, address)[0].uid == revision.uid


@pytest.mark.parametrize("label", ["🎉", " ", "latest", "Previous", "x" * 300])
def test_a_label_that_cannot_name_a_version_is_refused(desk: DeskOfTexts, label: str) -> None:
    desk.bring("declaration", "Zero draft", TEXT)
    before = desk.entries()
    with pytest.raises(UsageError):
        desk.bring("declaration", label, [*TEXT, WATER], name="two.json")
    assert desk.entries() == before


def test_dots_and_spaces_make_no_other_version_and_a_translation_joins_it(desk: DeskOfTexts) -> None:
    first = desk.bring("declaration", "Rev.2", TEXT, language="en")
    with pytest.raises(ConflictError, match=r"has a version Rev\.2 already"):
        desk.bring("declaration", "Rev 2", [*TEXT, WATER], name="again.json", language="en")
    french = desk.bring("declaration", "REV. 2", ["Les puits.", "Les mines.", "Les enquêtes."], name="fr.json", language="fr")
    assert (french.slug, french.label) == (first.slug, first.label)
    assert desk.provisions("declaration@rev2/fr") == desk.provisions("declaration@rev2/en")


def test_a_language_is_addressed_without_the_region_that_a_word_file_states(desk: DeskOfTexts) -> None:
    desk.bring("declaration", "Rev.1", TEXT, language="en-GB")
    danish = desk.bring("declaration", "Rev.1", ["Brønde.", "Miner.", "Undersøgelser."], name="da.json", language="da-DK")
    with desk.store.snapshot() as view:
        for language in ("da", "DA", "da-DK"):
            assert find_revision(view, f"declaration@latest/{language}:2")[0].uid == danish.uid
        assert find_revision(view, "declaration@rev1/en")[0].language == "en-GB"
        with pytest.raises(NotFoundError, match="'da-FO'"):
            find_revision(view, "declaration@rev1/da-FO")


@pytest.mark.parametrize("name", ["Entwurf für Änderungen Rev 1.txt", "نص Rev 1.txt", "Rev 1 (final copy).txt", "Rev 1 \u200fעברית.txt"])
def test_a_file_may_be_called_anything(desk: DeskOfTexts, name: str) -> None:
    desk.folder.mkdir()
    path = desk.folder / name
    path.write_text(f"1. {WATER}\n\n2. {MINES}\n", encoding="utf-8")
    with desk.store.snapshot() as view:
        plan = plan_import(view, read_file(str(path)), ImportWishes("declaration"))
    assert (plan.revision.slug, plan.revision.source_name) == ("rev1", name)


def test_what_is_typed_is_an_address_unless_a_file_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "declaration").mkdir()
    (tmp_path / "review").write_text("a file without a suffix", encoding="utf-8")
    assert [is_file(text) for text in ("-", "review", "./declaration", "C:\\Texts\\Rev 1.docx", "C:/Texts/Rev 1.DOCX", "gone.md")] == [True] * 6
    assert [is_file(text) for text in ("declaration", "declaration@rev1", "review@rev1:2.a", "x" * 5000, "a\0b")] == [False] * 5


def test_a_text_dated_before_the_latest_one_says_that_it_will_not_be_the_latest(desk: DeskOfTexts) -> None:
    from datetime import date

    desk.bring("declaration", "Rev.1", TEXT, issued_on=date(2026, 3, 1))
    with desk.store.snapshot() as view:
        file = read_file(str(desk.write("older.json", [*TEXT, WATER])))
        plan = plan_import(view, file, ImportWishes("declaration", label="Rev.2", issued_on=date(2026, 2, 1)))
    assert any("stays the latest version" in warning for warning in plan.warnings)
