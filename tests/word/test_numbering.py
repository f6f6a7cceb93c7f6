"""The labels that we count are the labels that Word prints, and LibreOffice says so too."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_samples import OUTLINE, SAMPLES, WORD_ALONE
from word_parts import abstract, by, level, listed, num, para, run, word_file

from negotiator.formats.word.blocks import read_word
from negotiator.formats.word.numbering import BULLET
from negotiator.formats.word.numerals import cardinal, letters, numeral, ordinal, ordinal_words, roman
from negotiator.model.block import BlockRole

SYSTEM_PYTHON = "/usr/bin/python3"


def labels(content: bytes) -> list[str]:
    return [b.label for b in read_word("draft.docx", content).blocks if b.role is BlockRole.BODY]


@pytest.mark.parametrize("name", SAMPLES)
def test_labels_are_what_word_prints(name: str) -> None:
    content, expected = SAMPLES[name]()
    assert labels(content) == expected


def test_libreoffice_prints_the_same_labels(soffice: str, tmp_path: Path) -> None:
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode:
        why = "the system's Python has no uno module (python3-uno), so LibreOffice cannot be asked for its labels"
        (pytest.fail if "libreoffice" in os.environ.get("NEGOTIATOR_REQUIRE", "") else pytest.skip)(why)
    names = [name for name in SAMPLES if name not in WORD_ALONE]
    files = []
    for name in names:
        file = tmp_path / f"{name}.docx"
        file.write_bytes(SAMPLES[name]()[0])
        files.append(str(file))
    script = Path(__file__).with_name("list_labels.py")
    asked = subprocess.run([SYSTEM_PYTHON, str(script), soffice, *files], capture_output=True, text=True, timeout=300, check=True)
    for name, printed in zip(names, json.loads(asked.stdout), strict=True):
        theirs = [label.strip() for label, text in printed if text]
        ours = ["" if label == BULLET else label for label in labels(SAMPLES[name]()[0])]
        assert ours == theirs, name


def test_a_paragraph_that_a_tracked_change_deleted_is_not_counted() -> None:
    gone = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del {by(2)}/></w:rPr>'
    deleted = para(f"<w:del {by(3)}><w:r><w:delText>Gone</w:delText></w:r></w:del>", gone)
    content = word_file(listed("One", 1), deleted, listed("Two", 1), numbering=(abstract(1, *OUTLINE), num(1, 1)))
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
    ],
)  # fmt: skip
def test_numerals(form: str, number: int, printed: str) -> None:
    assert numeral(number, form) == printed


@given(st.integers(1, 3999))
def test_no_two_numbers_print_alike(number: int) -> None:
    for form in (roman, letters, ordinal, cardinal, ordinal_words):
        assert form(number) != form(number + 1)
        assert form(number)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_each_number_follows_its_sibling(levels: list[int]) -> None:
    forms = tuple(level(i, "decimal", ".".join(f"%{k + 1}" for k in range(i + 1))) for i in range(4))
    content = word_file(*(listed("x", 1, i) for i in levels), numbering=(abstract(1, *forms), num(1, 1)))
    printed = labels(content)
    assert len(set(printed)) == len(printed)
    paths = [tuple(map(int, p.split("."))) for p in printed]
    assert [len(p) - 1 for p in paths] == levels
    assert paths == sorted(paths)
