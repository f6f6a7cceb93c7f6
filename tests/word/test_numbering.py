"""The labels that we count are the labels that Word prints, and LibreOffice says so too."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from list_samples import OUTLINE, SAMPLES, WORD_ALONE
from word_parts import abstract, by, level, listed, num, para, run, word_file

from negotiator.formats.word.blocks import read_word
from negotiator.formats.word.numbering import BULLET
from negotiator.formats.word.numerals import cardinal, han, hebrew, letters, numeral, ordinal, ordinal_words, roman
from negotiator.formats.word.spelled import spelled
from negotiator.model.block import BlockRole
from negotiator.resources import folder

SYSTEM_PYTHON = "/usr/bin/python3"


def labels(content: bytes) -> list[str]:
    return [b.label for b in read_word("draft.docx", content).blocks if b.role is BlockRole.BODY]


@pytest.mark.parametrize("name", SAMPLES)
def test_labels_are_what_word_prints(name: str) -> None:
    content, expected = SAMPLES[name]()
    assert labels(content) == expected


def ask_libreoffice(soffice: str, files: Sequence[Path]) -> list[list[tuple[str, str]]]:
    """Label and text of each paragraph, as LibreOffice shows the files with their tracked changes accepted."""
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode:
        why = "the system's Python has no uno module (python3-uno), so LibreOffice cannot be asked for its labels"
        (pytest.fail if "libreoffice" in os.environ.get("NEGOTIATOR_REQUIRE", "") else pytest.skip)(why)
    script = Path(__file__).with_name("list_labels.py")
    asked = subprocess.run([SYSTEM_PYTHON, str(script), soffice, *map(str, files)], capture_output=True, text=True, timeout=300, check=True)
    return [[(label.strip(), "".join(text.split())) for label, text in file if text.strip()] for file in json.loads(asked.stdout)]


def ours(content: bytes) -> list[tuple[str, str]]:
    """The same from our own reading; LibreOffice has no label for bullets."""
    body = (b for b in read_word("x", content).blocks if b.role in (BlockRole.BODY, BlockRole.CONTENTS) and b.text.strip())
    return [("" if b.label == BULLET else b.label, "".join(b.text.split())) for b in body]


def test_libreoffice_prints_the_same_labels(soffice: str, tmp_path: Path) -> None:
    samples = {name: SAMPLES[name]()[0] for name in SAMPLES if name not in WORD_ALONE}
    for name, content in samples.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    theirs = ask_libreoffice(soffice, [tmp_path / f"{name}.docx" for name in samples])
    assert dict(zip(samples, theirs, strict=True)) == {name: ours(content) for name, content in samples.items()}


def test_libreoffice_reads_the_sample_negotiation_alike(soffice: str, tmp_path: Path) -> None:
    files = sorted((folder("drafts")).rglob("*.docx"))
    copies = [shutil.copy(file, tmp_path) for file in files]  # a lock file beside the original would disturb others
    assert len(files) > 9
    for file, theirs in zip(files, ask_libreoffice(soffice, copies), strict=True):
        assert ours(file.read_bytes()) == theirs, file.name


def test_libreoffice_prints_the_same_labels_in_real_files(soffice: str, bench: Path, tmp_path: Path) -> None:
    numbered = [f for f in sorted((bench / "bench/word").glob("*/*.docx")) if any(label for label, _ in ours(f.read_bytes()))]
    files = [Path(shutil.copy(file, tmp_path)) for file in numbered]
    paragraphs = labelled = 0
    for file, theirs in zip(files, ask_libreoffice(soffice, files), strict=True):
        mine = ours(file.read_bytes())
        for block in SequenceMatcher(None, [t for _, t in mine], [t for _, t in theirs], autojunk=False).get_matching_blocks():
            pairs = list(zip(mine[block.a : block.a + block.size], theirs[block.b : block.b + block.size], strict=True))
            paragraphs += len(pairs)
            labelled += sum(bool(label) for (label, _), _ in pairs)
            assert [a for a, b in pairs if a != b] == [], file.name
    assert (paragraphs, labelled) > (50, 3)


def test_a_paragraph_that_a_tracked_change_deleted_is_not_counted() -> None:
    gone = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del {by(2)}/></w:rPr>'
    deleted = para(f"<w:del {by(3)}><w:r><w:delText>Gone</w:delText></w:r></w:del>", gone)
    content = word_file(listed("One", 1), deleted, listed("Two", 1), numbering=(abstract(1, *OUTLINE), num(1, 1)))
    assert labels(content) == ["1.", "2."]


def test_a_numbered_paragraph_in_a_deleted_row_is_not_counted() -> None:
    row = f"<w:tbl><w:tr><w:trPr><w:del {by(2)}/></w:trPr><w:tc>{listed('Gone', 1)}</w:tc></w:tr></w:tbl>"
    content = word_file(listed("One", 1), row, listed("Two", 1), numbering=(abstract(1, *OUTLINE), num(1, 1)))
    assert labels(content) == ["1.", "2."]


def test_a_moved_paragraph_is_counted_where_it_went() -> None:
    def place(kind: str) -> str:
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:{kind} {by(2)}/></w:rPr>'

    left = para(f"<w:moveFrom {by(3)}>{run('Moved')}</w:moveFrom>", place("moveFrom"))
    came = para(f"<w:moveTo {by(4)}>{run('Moved')}</w:moveTo>", place("moveTo"))
    content = word_file(left, listed("One", 1), came, listed("Two", 1), numbering=(abstract(1, *OUTLINE), num(1, 1)))
    assert [(b.label, b.text) for b in read_word("x", content).blocks if b.role is BlockRole.BODY] == [("1.", "One"), ("2.", "Moved"), ("3.", "Two")]


def test_notes_and_text_boxes_count_for_themselves() -> None:
    numbering = (abstract(1, *OUTLINE), num(1, 1))
    note = f'<w:footnote w:id="2">{listed("In a note", 1)}</w:footnote>'
    body = para(run("One") + '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:numPr><w:numId w:val="1"/></w:numPr>')
    content = word_file(body, listed("Two", 1), numbering=numbering, footnotes=note)
    assert [(b.label, b.text) for b in read_word("x", content).blocks] == [("1.", "One"), ("2.", "Two"), ("1.", "In a note")]


def test_a_list_that_is_not_defined_prints_nothing() -> None:
    assert labels(word_file(listed("One", 9))) == [""]


def test_a_number_format_that_only_new_programs_know_is_read() -> None:
    new = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    lvl = level(0, "decimal", "%1").replace('<w:numFmt w:val="decimal"/>', new)
    assert labels(word_file(listed("One", 1), numbering=(abstract(1, lvl), num(1, 1)))) == ["001"]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("lowerRoman", 49, "xlix"), ("upperRoman", 1994, "MCMXCIV"), ("lowerLetter", 52, "zz"), ("upperLetter", 53, "AAA"), ("ordinal", 22, "22nd"),
        ("ordinal", 113, "113th"), ("cardinalText", 342, "Three hundred forty-two"), ("ordinalText", 120, "One hundred twentieth"), ("decimalZero", 7, "07"),
        ("none", 3, ""), ("chicago", 5, "**"), ("decimalEnclosedCircle", 3, "③"), ("never heard of", 3, "3"), ("lowerRoman", 0, "0"),
        ("lowerLetter", 10**9, "1000000000"), ("hebrew1", 15, "טו"), ("hebrew1", 116, "קטז"), ("hebrew1", 999, "תתקצט"), ("hebrew2", 23, "אא"),
        ("chineseCounting", 105, "一〇五"), ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseCountingThousand", 2024, "二千零二十四"), ("chineseCountingThousand", 20, "二十"), ("thaiNumbers", 12, "๑๒"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"), ("hindiNumbers", 10, "१०"), ("russianUpper", 1, "А"), ("arabicAlpha", 29, "أأ"),
    ],
)  # fmt: skip
def test_numerals(form: str, number: int, printed: str) -> None:
    assert numeral(number, form) == printed


@given(st.integers(1, 3999))
def test_no_two_numbers_print_alike(number: int) -> None:
    for form in (roman, letters, ordinal, cardinal, ordinal_words, hebrew, han):
        assert form(number) != form(number + 1)
        assert form(number)


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_each_number_follows_its_sibling(levels: list[int]) -> None:
    forms = tuple(level(i, "decimal", ".".join(f"%{k + 1}" for k in range(i + 1))) for i in range(4))
    content = word_file(*(listed("x", 1, i) for i in levels), numbering=(abstract(1, *forms), num(1, 1)))
    printed = labels(content)
    assert len(set(printed)) == len(printed)
    paths = [tuple(map(int, p.split("."))) for p in printed]
    assert [len(p) - 1 for p in paths] == levels
    assert paths == sorted(paths)


@pytest.mark.parametrize(
    ("number", "form", "language", "printed"),
    [
        (71, "cardinalText", "fr-FR", "Soixante et onze"), (80, "cardinalText", "fr", "Quatre-vingts"), (80, "ordinalText", "fr", "Quatre-vingtième"),
        (1, "ordinal", "fr-CH", "1er"), (2, "ordinal", "fr-BE", "2e"), (31, "cardinalText", "es", "Treinta y uno"),
        (21, "ordinalText", "es", "Vigésimo primero"),
        (50, "cardinalText", "da", "Halvtreds"), (31, "ordinalText", "da-DK", "Enogtredivte"), (31, "cardinalText", "de-AT", "Einunddreißig"),
        (8, "ordinalText", "de", "Achte"), (2, "ordinal", "sv-SE", "2:a"), (11, "ordinal", "sv", "11:e"), (3, "ordinal", "ru-RU", "3-й"),
        (3, "cardinalText", "en-GB", None), (3, "cardinalText", "it-IT", None), (100, "cardinalText", "de", None),
    ],
)  # fmt: skip
def test_numbers_are_spelled_in_the_paragraph_s_language(number: int, form: str, language: str, printed: str | None) -> None:
    assert spelled(number, form, language) == printed


@given(st.integers(1, 98), st.sampled_from(("da", "de", "fr", "es")), st.sampled_from(("cardinalText", "ordinalText")))
def test_no_two_numbers_are_spelled_alike(number: int, language: str, form: str) -> None:
    assert len({spelled(n, form, language) for n in range(1, 100)}) == 99
    assert spelled(number, form, language) != spelled(number + 1, form, language)
