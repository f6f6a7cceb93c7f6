"""The sample negotiation: its files are what its script makes, its lists are true of its files, and no real State speaks in it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from negotiator.formats.word.blocks import read_word
from negotiator.model.clause import Clause
from negotiator.reading.segment import segment
from negotiator.resources import folder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLE = folder("drafts") / "siem-reap-angkor"
FILES = sorted(path.name for path in SAMPLE.glob("*.docx"))
DRAFTS = [name for name in FILES if not name.startswith("eu-position")]

STATES = frozenset(
    re.findall(
        r"\w+",
        """Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas Bahrain Bangladesh Barbados Belarus Belgium Belize
Benin Bhutan Bolivia Bosnia Botswana Brazil Brunei Bulgaria Burkina Burundi Cambodia Cameroon Canada Chad Chile China Colombia Comoros Congo Croatia
Cuba Cyprus Czech Denmark Djibouti Dominica Ecuador Egypt Eritrea Estonia Eswatini Ethiopia Fiji Finland France Gabon Gambia Georgia Germany German
Ghana Greece Grenada Guatemala Guinea Guyana Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan
Kazakhstan Kenya Kiribati Korea Kuwait Kyrgyzstan Laos Latvia Lebanon Lesotho Liberia Libya Liechtenstein Lithuania Luxembourg Madagascar Malawi
Malaysia Maldives Mali Malta Mauritania Mauritius Mexico Micronesia Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nauru Nepal
Netherlands Nicaragua Niger Nigeria Macedonia Norway Oman Pakistan Palau Palestine Panama Papua Paraguay Peru Philippines Poland Portugal Qatar
Romania Russia Russian Rwanda Samoa Senegal Serbia Seychelles Singapore Slovakia Slovenia Somalia Spain Sudan Suriname Sweden Switzerland Syria
Tajikistan Tanzania Thailand Togo Tonga Tunisia Turkey Türkiye Turkmenistan Tuvalu Uganda Ukraine Emirates Britain Kingdom America Uruguay Uzbekistan
Vanuatu Venezuela Vietnam Yemen Zambia Zimbabwe""",
    )
)


def rows(name: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((SAMPLE / name).read_text("utf-8"))[table]
    return found


@cache
def clauses(name: str) -> dict[str, Clause]:
    """The file as this product reads it, by path."""
    return {clause.path: clause for clause in segment(read_word(name, (SAMPLE / name).read_bytes())).clauses}


def file_of(document: str, label: str) -> str:
    return next(row["file"] for row in rows("sample.toml", "file") if (row["document"], row["label"]) == (document, label))


def root(name: str, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO((SAMPLE / name).read_bytes())) as archive:
        return etree.fromstring(archive.read(part))


def plain_paragraphs(body: etree._Element, *, accept: bool) -> list[str]:
    """Texts of all paragraphs with tracked changes accepted or rejected, read without this product's code."""
    gone = "del" if accept else "ins"
    out, held = [], ""
    for paragraph in body.iter(f"{W}p"):
        for node in paragraph.iter(f"{W}t", f"{W}delText"):
            if not any(parent.tag == f"{W}{gone}" for parent in node.iterancestors()):
                held += node.text or ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            out.append(held)
            held = ""
    return out


def test_the_committed_files_are_what_the_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", str(SAMPLE / "make"), str(tmp_path)], check=True)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted([*FILES, "assessments.toml", "sample.toml", "truth.toml"])
    for name in made:
        if not name.endswith(".docx"):
            assert (tmp_path / name).read_text("utf-8") == (SAMPLE / name).read_text("utf-8"), name
            continue
        with zipfile.ZipFile(tmp_path / name) as fresh, zipfile.ZipFile(SAMPLE / name) as committed:
            assert fresh.namelist() == committed.namelist()
            for part in fresh.namelist():
                assert fresh.read(part) == committed.read(part), f"{name}: {part}"


def test_the_sample_is_small_and_complete() -> None:
    listed = rows("sample.toml", "file")
    assert sorted(row["file"] for row in listed) == FILES
    assert Counter(row["document"] for row in listed) == {"eu-position": 2, "review": 3, "declaration": 3, "action-plan": 3}
    assert [row["date"] for row in listed] == sorted(row["date"] for row in listed)
    assert sum((SAMPLE / name).stat().st_size for name in FILES) < 600_000


@pytest.mark.parametrize("name", FILES)
def test_no_real_state_stands_in_the_sample_but_the_host_and_a_past_presidency(name: str) -> None:
    allowed = {"Cambodia", "Kingdom"} if name in DRAFTS else {"Cambodia", "German"}
    words = set(re.findall(r"\w+", " ".join(clause.text for clause in clauses(name).values())))
    assert words & STATES <= allowed


@pytest.mark.parametrize("name", DRAFTS)
def test_only_invented_delegations_and_the_eu_hold_brackets(name: str) -> None:
    delegations = {row["name"] for row in rows("sample.toml", "delegation")} | {"EU"}
    text = "\n".join(clause.text for clause in clauses(name).values())
    held = re.findall(r"– ([^\]]+)\]", text) + re.findall(r"\[(?!Alt)([A-Z][\w ]+):", text)
    for holders in held:
        named = re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", holders)
        assert named
        assert set(named) <= delegations, holders
    if "zero" not in name:
        assert held


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_a_sample_file_is_accounted_for(name: str) -> None:
    assert segment(read_word(name, (SAMPLE / name).read_bytes())).balance.holds


def test_the_position_paper_has_its_points_in_both_languages() -> None:
    numbered = re.compile(r"II\.\d\.\d+(\.[a-k])?")
    english, danish = ([path for path in clauses(name) if numbered.fullmatch(path)] for name in ("eu-position.docx", "eu-position-da.docx"))
    assert english == danish
    assert len(english) == 46
    assert "\n" in clauses("eu-position.docx")["II.3.11"].text


def test_the_truth_names_every_numbered_clause_of_both_sides_once() -> None:
    changes = rows("truth.toml", "change")
    named = re.compile(r"(PP)?\d+(\.[a-z])?")
    for step in {(row["document"], row["from"], row["to"]) for row in changes}:
        document, before, after = step
        for side, label in (("old", before), ("new", after)):
            told = [path for row in changes if (row["document"], row["from"], row["to"]) == step for path in row[side] if named.fullmatch(path)]
            assert sorted(told) == sorted(path for path in clauses(file_of(document, label)) if named.fullmatch(path)), (step, side)
    kinds = Counter(row["kind"] for row in changes)
    assert {"same", "edited", "split", "merged", "added", "dropped"} == set(kinds)
    assert any(row.get("moved") for row in changes)
    assert any(row.get("returned") for row in changes)


def test_what_the_truth_calls_the_same_is_the_same_and_what_it_calls_edited_is_not() -> None:
    for row in rows("truth.toml", "change"):
        if row["kind"] in ("same", "edited"):
            old, new = clauses(file_of(row["document"], row["from"]))[row["old"][0]], clauses(file_of(row["document"], row["to"]))[row["new"][0]]
            assert (old.text == new.text) == (row["kind"] == "same"), row
            assert (old.number != new.number) == row.get("renumbered", False), row


def test_every_assessment_quotes_its_clause_to_the_letter() -> None:
    assessed = rows("assessments.toml", "assessment")
    points = clauses("eu-position.docx")
    for row in assessed:
        assert row["point"] in points
        assert ("clause" in row) == (row["verdict"] != "absent"), row
        if "clause" in row:
            assert row["quote"]
            assert row["quote"] in clauses(file_of(row["document"], row["revision"]))[row["clause"]].text, row
    first = {row["point"] for row in assessed if row["revision"] == "Rev.1"}
    assert 35 <= len(first) < 45
    assert {row["verdict"] for row in assessed} == {"reflected", "partial", "contradicted", "absent"}


def test_several_verdicts_on_rev1_rest_on_clauses_that_rev2_changes() -> None:
    touched = {
        (row["document"], path)
        for row in rows("truth.toml", "change")
        if row["from"] == "Rev.1" and row["kind"] != "same"
        for path in row["old"]
    }  # fmt: skip
    judged = [row for row in rows("assessments.toml", "assessment") if row["revision"] == "Rev.1" and "clause" in row]
    stale = [row for row in judged if (row["document"], row["clause"]) in touched]
    assert 12 <= len(stale) <= len(judged) - 8


def test_an_indicator_disappears_while_its_action_stays() -> None:
    gone = [row for row in rows("truth.toml", "indicator") if row["kind"] == "dropped" and row["action_before"] and row["action_after"]]
    assert gone
    for row in gone:
        assert row["action_after"] in clauses(file_of(row["document"], row["to"]))


def test_the_tracked_declaration_leaves_three_edits_unmarked() -> None:
    tracked = root("declaration-rev2.docx")
    rejected, before = plain_paragraphs(tracked, accept=False), plain_paragraphs(root("declaration-rev1.docx"), accept=True)
    unmarked = [(old, new) for old, new in zip(before[4:], rejected[4:], strict=True) if old != new]
    assert len(unmarked) == 3
    truth = {row["new"][0] for row in rows("truth.toml", "change") if row.get("unmarked")}
    accepted = clauses("declaration-rev2.docx")
    assert {accepted[path].text for path in truth} <= set(plain_paragraphs(tracked, accept=True))
    assert len(truth) == 3
    marks = list(tracked.iter(f"{W}ins", f"{W}del"))
    assert {mark.get(f"{W}author") for mark in marks} == {"Presidency"}
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)


@pytest.mark.parametrize("name", FILES)
def test_python_docx_opens_every_file_and_every_footnote_has_its_reference(name: str) -> None:
    import docx

    assert docx.Document(str(SAMPLE / name)).paragraphs
    referred = [node.get(f"{W}id") for node in root(name).iter(f"{W}footnoteReference")]
    noted = [node.get(f"{W}id") for node in root(name, "word/footnotes.xml").iter(f"{W}footnote") if node.get(f"{W}type") is None]
    assert referred == noted


def test_every_group_is_entered_and_no_delegation_leaves_before_it_joins() -> None:
    listed = {row["name"]: row for row in rows("sample.toml", "delegation")}
    assert [name for name, row in listed.items() if row.get("ours")] == ["EU"]
    for row in listed.values():
        for one in row.get("member_of", ()):
            assert listed[one["group"]]["status"] == "group"
            assert one.get("since", one.get("until")) is None or one.get("until") is None or one["since"] <= one["until"]


def test_what_is_said_of_paragraphs_stands_of_paragraphs_that_are_there_and_some_of_it_was_overtaken() -> None:
    said = rows("assessments.toml", "status")
    assert {row["status"] for row in said} == {"agreed ad ref", "agreed", "reopened"}
    for row in said:
        assert row["source"]
        assert "[" not in clauses(file_of(row["document"], row["revision"]))[row["clause"]].text, row
    unmarked = {path for row in rows("truth.toml", "change") if row.get("unmarked") for path in row["old"]}
    assert len(unmarked & {row["clause"] for row in said if row["revision"] == "Rev.1"}) == 2
