"""A colleague works in LibreOffice, accepts, rejects, adds and comments: what comes back is exactly that."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from console import Typed
from libreoffice import python_with_uno
from needs import absent
from office_colleague import Deed, work

from negotiator.formats.word.blocks import read_marks, read_word

PEOPLE = ("Ben of Arlen", "Cora of Borea", "Dana of Fenwick")
FORMS = {
    "redline": ("declaration", "--comments", "--for", "group"),
    "annotated": ("action-plan", "--for", "group"),
    "position": ("eu-position", "--for", "partners"),
    "table": ("declaration", "--for", "group"),
}
Told = tuple[str, str, str, str, str]
"""Paragraph, deed, author, new text, comment."""


def day_of_work(rng: random.Random, clauses: list[dict[str, Any]], said: str, *, table: bool) -> tuple[list[Deed], list[Told]]:
    """What each of three people does to paragraphs of a file, one deed to a paragraph, and how it is to be told."""
    by_hand: dict[str, list[Deed]] = {name: [] for name in (*PEOPLE, "")}
    told: list[Told] = []
    for number, (clause, following) in enumerate(zip(clauses, [*clauses[1:], {"kind": ""}], strict=True)):
        text, place, author = clause["text"], clause["path"], rng.choice(PEOPLE)
        words = text.split(" ")
        if clause["kind"] in ("heading", "title", "table-cell", "indicator", "footnote") or "\n" in text or len(words) < 9 or rng.random() < 0.5:
            continue
        at = rng.randrange(1, len(words) - 4)
        phrase = " ".join(words[at : at + 3])
        if said.count(f"{phrase} ") != 1 or said.count(phrase) != 1:
            continue
        new = f"word{number}"
        changed = "proposed" if table else "changed"
        match rng.choice(
            ("insert", "delete", "replace", "comment", "silent", *(("paragraph", "drop") if not table and following["kind"] != "footnote" else ()))
        ):
            case "insert":
                by_hand[author].append(("insert", phrase, f" {new}"))
                told.append((place, changed, author, text.replace(phrase, f"{phrase} {new}"), ""))
            case "delete":
                by_hand[author].append(("delete", f"{phrase} "))
                told.append((place, changed, author, text.replace(f"{phrase} ", ""), ""))
            case "replace":
                by_hand[author].append(("replace", phrase, f"{new} and {new}"))
                told.append((place, changed, author, text.replace(phrase, f"{new} and {new}"), ""))
            case "comment":
                by_hand[author].append(("comment", phrase, f"Why {new}?"))
                told.append((place, "comment", author, "", f"Why {new}?"))
            case "silent":
                by_hand[""].append(("replace", phrase, new))
                told.append((place, changed, "", text.replace(phrase, new), ""))
            case "paragraph":
                by_hand[author].append(("paragraph", phrase, f"Decide on {new};"))
                told.append((place, "added", author, f"Decide on {new};", ""))
            case "drop" if following["kind"] not in ("table-cell", "indicator"):
                by_hand[author].append(("drop", phrase))
                told.append((place, "deleted", author, "", ""))
    deeds: list[Deed] = [deed for name in PEOPLE for deed in (("called", name), ("track", "on"), *by_hand[name])]
    return [*deeds, ("track", "off"), *by_hand[""]], told


def visible(path: str) -> list[str]:
    """The paragraphs of a file as they stand on the screen, with words that are struck."""
    content = Path(path).read_bytes()
    marked = {m.anchor.index: "".join(p.text for p in m.pieces) for m in read_marks(path, content) if not m.anchor.part}
    return list(marked.values()) or [b.text for b in read_word(path, content).blocks]


@pytest.fixture
def office(soffice: str) -> str:
    """LibreOffice, and a Python that can work in it."""
    if python_with_uno() is None:
        absent("libreoffice", "no Python here has `uno`, so nobody works in LibreOffice")
    return soffice


@pytest.mark.parametrize("form", FORMS)
def test_what_a_colleague_did_in_libreoffice_comes_back_to_the_letter(typed: Typed, workspace: Path, office: str, form: str) -> None:
    document, *options = FORMS[form]
    assert typed("export", document, "--as", form, *options, "-o", f"{document}.docx").code == 0
    shown = visible(f"{document}.docx")
    clauses = [c for c in typed("clauses", document, "--format", "json").json if form != "table" or c["text"] in shown]
    deeds, expected = day_of_work(random.Random(form), clauses, "\n".join(shown), table=form == "table")
    assert len(expected) > 3
    work(Path(f"{document}.docx"), Path(f"{document}-back.docx"), deeds)
    found = typed("edits", f"{document}-back.docx", "--of", document, "--format", "json")
    assert sorted(("+".join(e["clauses"]), e["deed"], e["author"] or "", e["new"], e["comment"]) for e in found.json) == sorted(expected)


def test_a_change_of_ours_that_was_accepted_is_no_edit_and_one_that_was_rejected_is(typed: Typed, workspace: Path, office: str) -> None:
    assert typed("export", "declaration", "--as", "redline", "--for", "group", "-o", "redline.docx").code == 0
    work(
        Path("redline.docx"),
        Path("back.docx"),
        [("accept", "was opened for signature"), ("accept", "Siem Reap-Angkor Action Plan"), ("reject", "concerned that at least")],
    )
    found = typed("edits", "back.docx", "--of", "declaration", "--format", "json")
    assert [(e["label"], e["author"], e["new"].split()[0]) for e in found.json] == [("PP3", None, "Deeply")]
    assert "the tracked changes of Rev.2 lead to declaration@rev2" in found.err


PROPOSED = """# Arlen
## PP4.fn1
Figures as reported by States Parties up to 30 September 2024.
## 2
Condemn the use of anti-personnel mines anywhere, at any time, by any actor whatsoever, and declare that such use is and will remain wholly unacceptable;
## after 3
Call upon all States to accede;
## move 9 after 10
> It is less urgent.
# Borea
## after PP9
Recalling the obligations of all Parties,
## delete 11
## 14
[Undertake to keep casualty figures under review and to draw lessons from them for the five years ahead;]
"""


def test_proposals_that_a_colleague_accepts_rejects_and_writes_into_come_back_as_they_then_are(typed: Typed, workspace: Path, office: str) -> None:
    Path("p.md").write_text(PROPOSED, encoding="utf-8")
    assert typed("export", "declaration", "--as", "proposals", "--for", "group", "--from", "p.md", "-o", "p.docx").code == 0
    deeds: list[Deed] = [
        ("called", "Cora of Cordova"),
        ("track", "on"),
        ("accept", "whatsoever"),
        ("reject", "Recalling the obligations of all Parties"),
        ("insert", "Call upon all States", " not party"),
        ("comment", "renew our resolve", "Is this agreed?"),
        ("paragraph", "renew our resolve", "Decide to meet again;"),
        ("move", "Emphasizing that women", "Stressing the value"),
        ("delete", "unwavering "),
    ]
    work(Path("p.docx"), Path("back.docx"), deeds)
    ended = typed("edits", "back.docx", "--of", "declaration", "--format", "json")
    texts = {c["path"]: c["text"] for c in typed("clauses", "declaration", "--format", "json").json}
    told = [(e["label"], e["author"], e["deed"], e["on"], e["to"], e["new"] or e["comment"]) for e in ended.json]
    assert told == [
        ("footnote 1", "Arlen", "changed", [], "", "Figures as reported by States Parties up to 30 September 2024."),
        ("PP12", "Cora of Cordova", "moved", [], "after PP6", texts["PP12"]),
        ("paragraph 1", "Cora of Cordova", "changed", [], "", texts["1"].replace("unwavering ", "")),
        ("paragraph 2", None, "changed", [], "", texts["2"].replace("any actor", "any actor whatsoever")),
        ("paragraph 3", "Cora of Cordova", "comment", [], "", "Is this agreed?"),
        ("after paragraph 3", "Arlen", "added", [], "", "Call upon all States to accede;"),
        ("after paragraph 3", "Cora of Cordova", "added", [], "", "Decide to meet again;"),
        ("after paragraph 3", "Cora of Cordova", "added", ["Arlen"], "", "Call upon all States not party to accede;"),
        ("paragraph 9", "Arlen", "moved", [], "after paragraph 10", texts["9"]),
        ("paragraph 9", "Arlen", "comment", [], "", "It is less urgent."),
        ("paragraph 11", "Borea", "deleted", [], "", ""),
        ("paragraph 14", "Borea", "changed", [], "", f"[{texts['14']}]"),
    ]
