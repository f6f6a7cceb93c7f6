"""Sets a text in pages as programs and converters do, so that reading it back can be compared with what was set."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from negotiator.model.clause import Clause


@dataclass(frozen=True)
class Style:
    """How the pages look."""

    width: int = 88
    double: bool = False
    """Every line is followed by an empty one."""
    parted: bool = True
    """An empty line stands between paragraphs (single-spaced) or a wider gap before headings (double-spaced)."""
    page: int = 0
    """Lines on a page; 0 for no pages."""
    feed: str = "\f"
    """`\\f`, a leading space, or nothing: what shows a page's start."""
    header: str = ""
    footer: str = ""
    """With `{}` for the page's number; lines parted by a newline."""
    hang: int = 0
    """Columns that list items are indented by for each level."""
    dash: str = ""


def typeset(clauses: Sequence[Clause], style: Style) -> str:
    """The clauses' own paragraphs, numbers before them, on pages."""
    depth = {clause.id: clause.level for clause in clauses}
    paragraphs: list[tuple[list[str], bool]] = []
    for clause in clauses:
        if clause.kind == "footnote":
            continue
        if clause.number == "Annex":
            paragraphs.append(([clause.number], True))
        for index, words in enumerate(clause.text.split("\n")):
            number = f"{clause.number} " if clause.number not in ("", "Annex") and index == 0 else ""
            margin = " " * (style.hang * max(0, depth[clause.id] - 1)) if clause.kind == "subparagraph" else ""
            lines = textwrap.wrap(
                f"{number}{words}", style.width, initial_indent=margin, subsequent_indent=margin + " " * (style.hang and 3), break_on_hyphens=False
            )
            paragraphs.append((lines, clause.kind in ("heading", "title")))
    return _pages(paragraphs, style)


def _pages(paragraphs: Sequence[tuple[list[str], bool]], style: Style) -> str:
    rows: list[str] = []
    for lines, heading in paragraphs:
        if style.double:
            if heading:
                rows.append("  ")
            rows += [row for line in lines for row in (f"{line} ", "")]
        else:
            rows += lines + ([""] if style.parted else [])
    while rows and not rows[-1].strip():
        rows.pop()
    if len(rows) <= style.page or not style.page:
        # One page: what runs on no other page cannot be told from text.
        return "\n".join(rows)
    out: list[str] = []
    number = 0
    while rows:
        number += 1
        cut = min(style.page, len(rows))
        while cut < len(rows) and not rows[cut].strip():
            cut += 1
        page, rows = rows[:cut], rows[cut:]
        while page and not page[0].strip():
            page = page[1:]
        out.append(_page(page, number, style))
    return "".join(out)


def _page(rows: list[str], number: int, style: Style) -> str:
    gap = ["", " ", "", " ", ""] if style.double else ["", ""]
    spread = [row for line in style.footer.format(number).splitlines() for row in ([line, ""] if style.double else [line])]
    top = [row for line in style.header.format(number).splitlines() for row in ([line, ""] if style.double else [line])]
    body = [*top, *([""] if top else []), *rows]
    start = style.feed if number > 1 else ""
    return start + "\n".join([*body, *(gap if spread else []), *spread]) + "\n"
