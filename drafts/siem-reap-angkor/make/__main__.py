"""Builds the sample negotiation from its source texts: `python drafts/siem-reap-angkor/make [FOLDER]`."""

from __future__ import annotations

import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

from pages import conference_paper, position_paper, symbol
from records import indicator_changes, judgements, lineage, statuses, toml
from text import Revision, read_text, revise

HERE = Path(__file__).resolve().parent.parent
SOURCE = HERE / "source"
MADE = "# Made from source/ by `python drafts/siem-reap-angkor/make`; change the texts there.\n"


def slug(label: str) -> str:
    return label.lower().replace(" ", "-").replace(".", "")


def build(folder: Path) -> None:
    """Write the Word files and the lists into a folder."""
    documents = tomllib.loads((SOURCE / "documents.toml").read_text("utf-8"))
    texts: dict[tuple[str, str], Revision] = {}
    sample: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}

    position = read_text(SOURCE / "eu-position.en.txt")
    for language in ("en", "da"):
        paper = documents["eu-position"][language]
        name = f"eu-position{'' if language == 'en' else '-' + language}.docx"
        files[name] = position_paper(paper, read_text(SOURCE / f"eu-position.{language}.txt"), {"en": "en-GB", "da": "da-DK"}[language])
        sample.append(
            {
                "file": name,
                "document": "eu-position",
                "role": "position",
                "title": paper["title"],
                "label": "Adopted",
                "kind": "adopted",
                "date": paper["date"],
                "language": language,
            }
        )

    for issued in documents["revision"]:
        name, label = issued["document"], issued["label"]
        earlier = next(reversed([known for of, known in texts if of == name]), "")
        before = texts.get((name, earlier))
        revision = revise(before.paragraphs, SOURCE / f"{name}.{slug(label)}.txt") if before else Revision(read_text(SOURCE / f"{name}.txt"))
        texts[name, label] = revision
        tracked = before.paragraphs if before and issued.get("tracked") else None
        file = f"{name}-{slug(label)}.docx"
        files[file] = conference_paper(documents, issued, revision, tracked)
        sample.append(
            {
                "file": file,
                "document": name,
                "role": "outcome",
                "title": documents[name]["title"],
                "label": label,
                "kind": "conference-room-paper",
                "symbol": symbol(documents[name], label),
                "date": issued["date"],
                "language": "en",
                **({"based_on": earlier} if earlier else {}),
            }
        )

    steps = ""
    for name in ("review", "declaration", "action-plan"):
        for old, new in pairwise(label for of, label in texts if of == name):
            step = {"document": name, "from": old, "to": new}
            steps += toml("change", [step | row for row in lineage(texts[name, old], texts[name, new])])
            steps += toml("indicator", [step | row for row in indicator_changes(texts[name, old], texts[name, new])])
    judged = tomllib.loads((SOURCE / "judgements.toml").read_text("utf-8"))
    lists = {
        "sample.toml": MADE
        + "# The files in the order in which they came.\n"
        + toml("file", sample)
        + "\n# Besides the European Union, all of them are invented.\n"
        + toml("delegation", documents["delegation"]),
        "truth.toml": MADE + "# What became of each clause from one revision to the next, by printed number.\n" + steps,
        "assessments.toml": MADE
        + "# What the EU delegation judged, in this order.\n"
        + toml("assessment", list(judgements(judged, position, texts)))
        + "\n# How far paragraphs are, as people said.\n"
        + toml("status", list(statuses(judged, texts))),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**files, **{name: text.encode() for name, text in lists.items()}}.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
