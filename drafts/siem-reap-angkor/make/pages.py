"""What each file of the sample looks like, from the masthead to the annex."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from text import Paragraph, Revision, numbered
from word import AUTHOR, Body, package

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SUBTITLES = {
    "Zero draft": "Zero draft submitted by the President-Designate",
    "Rev.1": "Revised draft submitted by the President-Designate",
    "Rev.2": "Second revised draft submitted by the President",
}


def symbol(document: Mapping[str, Any], label: str) -> str:
    """`…/CRP.2`, and `/Rev.1` behind it for a revision."""
    return document["symbol"] if label == "Zero draft" else f"{document['symbol']}/{label}"


def conference_paper(documents: Mapping[str, Any], issued: Mapping[str, Any], revision: Revision, before: Sequence[Paragraph] | None) -> bytes:
    """One draft of one outcome document; with `before` given, its changes are tracked, save those that the source keeps unmarked."""
    document = documents[issued["document"]]
    day = issued["date"]
    body = Body(day.isoformat())
    body.masthead(
        [documents["conference"]],
        symbol(document, issued["label"]),
        [f"{day.day} {MONTHS[day.month - 1]} {day.year}", "", "Original: English"],
    )
    body.styled("MastheadLine", "")
    body.styled("MastheadSubject", documents["venue"])
    body.styled("MastheadLine", document["agenda"])
    body.styled("MastheadSubject", document["subject"])
    subtitle = SUBTITLES[issued["label"]]
    body.styled("Title", f"Draft {document['title']}" if issued["document"] != "review" else f"Draft {document['title'][0].lower()}{document['title'][1:]}")
    body.styled("Subtitle", subtitle, was=SUBTITLES["Rev.1"] if before is not None else None)
    if before is None:
        for paragraph in revision.paragraphs:
            if paragraph.kind != "indicator":
                body.paragraph(paragraph.kind, paragraph.text)
    else:
        for state, paragraph, was in tracked(before, revision):
            body.paragraph(paragraph.kind, paragraph.text, was=was, state=state)
    if indicators := revision.of("indicator"):
        numbers = {paragraph.key: number for paragraph, number in numbered(revision.paragraphs) if paragraph.kind == "action"}
        rows = [(f"Action #{numbers[indicator.key.partition('/')[0]]}", indicator.text) for indicator in indicators]
        body.table(("Action", "Indicator"), sorted(rows, key=lambda row: int(row[0].partition("#")[2])))
    return package(
        body,
        title=document["title"],
        author=AUTHOR,
        symbol=symbol(document, issued["label"]),
        small_print=documents["disclaimer"],
    )


def tracked(before: Sequence[Paragraph], revision: Revision) -> Iterator[tuple[str, Paragraph, str | None]]:
    """Both texts in one order: (`ins`, `del` or nothing, the paragraph, its text before). A moved paragraph is deleted and inserted."""
    old = {p.key: p for p in before}
    new = {p.key: p for p in revision.paragraphs}
    old_keys, new_keys = list(old), [f"{key} moved" if key in revision.moved else key for key in new]
    for _, i, j, k, m in difflib.SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        come = [key.removesuffix(" moved") for key in new_keys[k:m]]
        if old_keys[i:j] == new_keys[k:m]:
            for key in come:
                yield "", new[key], None if key in revision.unmarked else old[key].text
        else:
            yield from (("del", old[key], None) for key in old_keys[i:j])
            yield from (("ins", new[key], None) for key in come)


def position_paper(paper: Mapping[str, Any], paragraphs: Sequence[Paragraph], language: str) -> bytes:
    """The delegation's paper: a cover, the introduction, and the points under the document that each addresses."""
    body = Body(paper["date"].isoformat())
    body.styled("CoverTitle", paper["title"])
    for line in paper["lines"]:
        body.styled("CoverLine", line)
    body.page_break()
    for paragraph in paragraphs:
        body.paragraph(paragraph.kind, paragraph.text)
    return package(body, title=paper["title"], author="EU delegation", symbol="EU", small_print=paper["disclaimer"], language=language)
