"""Twenty-seven delegations work in one file, each in its own Word: all that they did comes back in one table, and nothing else."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from colleague import Colleague
from console import Typed
from word_saved import saved_by_word

from negotiator.formats.word.package import W

STATES = tuple(f"{a}{b}" for a in ("Ar", "Bor", "Cor", "Dor", "Est", "Fen", "Gal", "Hol", "Ist") for b in ("len", "dova", "mark"))
Told = tuple[str, str, str, str, str]
"""Paragraph, deed, author, new text, comment."""
FORMS = {"annotated": (), "redline": (), "proposals": ("--from", "ours.md")}
OURS = """# Presidency
## 2
Condemn the use of anti-personnel mines anywhere, at any time, by any actor whatsoever, and declare that such use is and will remain wholly unacceptable;
## PP4.fn1
Figures as reported by States Parties up to 30 September 2024.
## after 3
Call upon all States to accede to the Convention without delay;
"""


def worked_on(content: bytes, name: str, clauses: list[dict[str, Any]]) -> tuple[bytes, list[Told]]:
    """What a delegation does in its copy, and how it is to be told."""
    rng = random.Random(name)
    hand = Colleague(content, name)
    shown = {"".join(t.text or "" for t in p.iter(W + "t")): p for p in hand.root.iter(W + "p")}
    told: list[Told] = []
    for clause in rng.sample(clauses, 6):
        text, place = clause["text"], clause["path"]
        words = text.split(" ")
        at = rng.randrange(1, len(words) - 4)
        phrase = " ".join(words[at : at + 3])
        paragraph = next((p for said, p in shown.items() if said.endswith(text)), None)
        texts = [t.text or "" for t in hand.root.iter(W + "t", W + "delText")]
        if sum(t.count(phrase) for t in texts) != 1 or paragraph is None or not any(f"{phrase} " in (t.text or "") for t in paragraph.iter(W + "t")):
            continue
        new = f"{name} {place}"
        match rng.choice(("insert", "delete", "replace", "comment", "paragraph", "silent")):
            case "insert":
                hand.insert(f" {new}", phrase)
                told.append((place, "changed", name, text.replace(phrase, f"{phrase} {new}"), ""))
            case "delete":
                hand.delete(f"{phrase} ")
                told.append((place, "changed", name, text.replace(f"{phrase} ", ""), ""))
            case "replace":
                hand.insert(new, phrase).delete(phrase)
                told.append((place, "changed", name, text.replace(phrase, new), ""))
            case "comment":
                hand.comment(f"Why {new}?", phrase)
                told.append((place, "comment", name, "", f"Why {new}?"))
            case "paragraph":
                hand.add_paragraph(f"Decide on {new};", phrase)
                told.append((place, "added", name, f"Decide on {new};", ""))
            case "silent":
                hand.retype(phrase, new)
                told.append((place, "changed", "", text.replace(phrase, new), ""))
    return saved_by_word(hand.saved(), name), told


def rows(found: list[dict[str, Any]]) -> list[Told]:
    return [("+".join(e["clauses"]), e["deed"], e["author"] or "", e["new"], e["comment"]) for e in found]


@pytest.mark.parametrize("form", FORMS)
def test_what_twenty_seven_did_comes_back_and_nothing_else(typed: Typed, workspace: Path, form: str) -> None:
    Path("ours.md").write_text(OURS, encoding="utf-8")
    assert typed("export", "declaration", "--as", form, "--for", "group", *FORMS[form], "-o", "sent.docx").code == 0
    sent = Path("sent.docx").read_bytes()
    untouched = rows(typed("edits", "sent.docx", "--of", "declaration", "--format", "json").json)
    assert len(untouched) == (3 if form == "proposals" else 0)
    clauses = [
        c
        for c in typed("clauses", "declaration", "--format", "json").json
        if c["kind"] in ("operative", "preambular") and len(c["text"].split()) > 12 and c["path"] not in ("2", "3", "PP4")
    ]
    expected: list[Told] = []
    for name in STATES:
        content, told = worked_on(sent, name, clauses)
        Path(f"{name}.docx").write_bytes(content)
        expected += [*told, *untouched]
    ended = typed("edits", *(f"{name}.docx" for name in STATES), "--of", "declaration", "--format", "json")
    assert sorted(rows(ended.json)) == sorted(expected)
    places = [re.sub(r"^after ", "", e["label"]) for e in ended.json]
    assert [p for n, p in enumerate(places) if p not in places[:n]] == list(dict.fromkeys(places))


def test_what_twenty_seven_did_stands_in_one_file_each_under_its_own_name(typed: Typed, workspace: Path) -> None:
    assert typed("export", "declaration", "--as", "annotated", "--for", "partners", "-o", "sent.docx").code == 0
    sent = Path("sent.docx").read_bytes()
    clauses = [c for c in typed("clauses", "declaration", "--format", "json").json if c["kind"] == "operative" and len(c["text"].split()) > 12]
    expected: list[tuple[str, str, str]] = []
    for name in STATES:
        content, told = worked_on(sent, name, clauses)
        Path(f"{name}.docx").write_bytes(content)
        expected += [(author, new, comment) for _, _, author, new, comment in told]
    files = [word for name in STATES for word in ("--from", f"{name}.docx")]
    ended = typed("export", "declaration", "--as", "proposals", "--for", "group", *files, "-o", "all.docx")
    assert ended.code == 0, ended.err
    found = typed("edits", "all.docx", "--of", "declaration", "--format", "json").json
    assert sorted((e["author"] if e["author"] in STATES else "", e["new"], e["comment"]) for e in found) == sorted(expected)
    # where two changed one paragraph, the later's wording stands behind it
    assert {e["deed"] for e in found} <= {"changed", "added", "comment"}
    assert ended.err.count("stands whole behind it") == sum(e["deed"] == "added" and not e["new"].startswith("Decide on") for e in found) > 10
