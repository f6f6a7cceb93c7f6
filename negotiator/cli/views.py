"""The other views of a Word file: before its tracked changes, as they are marked, and the comments in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiator.cli.output import echo_json, echo_rows, say

if TYPE_CHECKING:
    from datetime import datetime

    from negotiator.formats.word.marks import MarkedParagraph, Told
    from negotiator.formats.word.remarks import WordRemark
    from negotiator.reading.corrections import Corrections
    from negotiator.services.word_views import HandMark

VIEWS = ("accepted", "rejected", "marked")
view_option = click.option(
    "--view", type=click.Choice(VIEWS), default="accepted", show_default=True, help="A Word file with its tracked changes accepted, rejected, or as marked."
)


def echo_view(path: str, view: str, form: str, corrections: Corrections) -> None:
    """Print a Word file as it was before its tracked changes, or all that is marked in it."""
    from negotiator.services.word_views import clauses_before, marks_in

    if view == "rejected":
        from negotiator.formats.contract import clauses_json

        name, segmented = clauses_before(path, corrections)
        say(f"{name}, all {'tracked ' if not corrections.markup else ''}changes rejected: {segmented.balance}")
        for warning in segmented.warnings:
            say(f"  ! {warning}")
        rows = [(c.path, c.number, c.kind, c.text) for c in segmented.clauses]
        echo_rows(form, ("path", "number", "kind", "text"), rows, clauses_json(segmented.clauses), wide=3)
        return
    name, paragraphs, by_hand, count = marks_in(path, corrections.markup)
    what = "change" if by_hand else "tracked change"
    said = f"{count} {what}{'' if count == 1 else 's'}" if count else "no tracked changes in this file"
    say(f"{name}: {said}{', those made by hand among them' if by_hand else ''}")
    if form == "json":
        echo_json([*(_json(p) for p in paragraphs if p.changed), *(_hand_json(mark) for mark in by_hand)])
        return
    found = [row for p in paragraphs for row in _rows(p)] + [(str(mark.anchor), "by hand", "", mark.how, mark.text) for mark in by_hand]
    if found:
        echo_rows(form, ("place", "who", "when", "what", "words"), found, None, wide=4)


def _rows(paragraph: MarkedParagraph) -> list[tuple[object, ...]]:
    place = str(paragraph.anchor)
    rows: list[tuple[object, ...]] = []
    for piece in paragraph.pieces:
        if piece.told and piece.how is not None and piece.text.strip():
            rows.append((place, " / ".join(dict.fromkeys(t.author for t in piece.told)), _when(piece.told[-1].at), piece.how.value, piece.text))
    rows += [(place, told.author, _when(told.at), f"{told.how.value}: end of the paragraph", "¶") for told in paragraph.mark]
    return rows


def _json(paragraph: MarkedParagraph) -> dict[str, object]:
    anchor = paragraph.anchor
    return {
        "place": str(anchor),
        "part": anchor.part,
        "paragraph": anchor.index,
        "pieces": [{"text": piece.text, "changes": [_told(t) for t in piece.told]} for piece in paragraph.pieces],
        "end": [_told(t) for t in paragraph.mark],
    }


def _hand_json(mark: HandMark) -> dict[str, object]:
    piece = {"text": mark.text, "changes": [{"how": mark.how, "author": "", "at": None}]}
    return {"place": str(mark.anchor), "part": mark.anchor.part, "paragraph": mark.anchor.index, "pieces": [piece], "end": []}


def _told(told: Told) -> dict[str, object]:
    return {"how": told.how.value, "author": told.author, "at": told.at.isoformat() if told.at else None}


def remarks_json(remarks: tuple[WordRemark, ...]) -> list[dict[str, object]]:
    """Comments as `parse --explain` prints them."""
    return [
        {
            "id": r.id,
            "author": r.author,
            "initials": r.initials,
            "at": r.at.isoformat() if r.at else None,
            "paragraph": r.paragraph or None,
            "quote": r.quote,
            "text": r.text,
            "answers": r.parent,
            "resolved": r.resolved,
        }
        for r in remarks
    ]


def echo_remarks(remarks: tuple[WordRemark, ...]) -> None:
    """The comments of a file, under what was explained of it."""
    if not remarks:
        return
    click.echo("\nComments")
    rows = [(f"paragraph {r.paragraph}" if r.paragraph else "", r.author, _when(r.at), r.quote[:80], f"{'↳ ' if r.parent else ''}{r.text}") for r in remarks]
    echo_rows("table", ("place", "who", "when", "on", "comment"), rows, None, wide=4)


def _when(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if at else ""
