"""A form as plain text, as typewriters, converters and clipboards leave it, and as Markdown."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from forms import Form, Part


@dataclass(frozen=True)
class Layout:
    """How the text is set."""

    width: int = 76
    gap: bool = True
    """An empty line stands between paragraphs."""
    first: int = 0
    """Columns that a paragraph's first line is indented by."""
    hang: int = 0
    """Columns that the lines after a number are indented by."""
    tab: str = " "
    """What stands between a number and its words."""
    margin: int = 0
    page: int = 0
    """Lines on a page; 0 for one page."""
    header: str = ""
    footer: str = ""
    numbered: int = 0
    """Every which line has its number in the margin; 0 for none."""
    wrap: bool = True


def as_text(form: Form, layout: Layout) -> str:
    rows = _rows(form, layout)
    pages = list(_pages(form, rows, layout)) if layout.page else [rows + _notes(form.notes, layout)]
    return "\n\f".join("\n".join(_in_margin(page, layout)) for page in pages) + "\n"


def _rows(form: Form, layout: Layout) -> list[str]:
    rows = [f"{row[0]:<{layout.width - 30}}{row[1]}".rstrip() for row in form.head if len(row) == 2]
    rows += [""] * bool(rows)
    single = [row[0] for row in form.head if len(row) == 1]
    rows += [*single, ""] if single else []
    for part in form.parts:
        heading = part.kind in ("h", "t")
        if part.table:
            rows += _table(part, layout)
            continue
        rows += [""] * (heading and bool(rows) and rows[-1] != "")
        if "2" in part.flags:
            rows += [*_set(part, "", part.number, layout), *([""] * layout.gap), *_set(part, "", part.text, layout)]
        else:
            rows += _set(part, part.number, part.text, layout)
        for more in part.more:
            rows += [*([""] * layout.gap), *_set(part, "", more, layout)]
        rows += [""] * (layout.gap or heading)
    while rows and not rows[-1]:
        rows.pop()
    return [re.sub(r"\[\^(\w+)\]", r"\1", row) for row in rows]


def _set(part: Part, number: str, words: str, layout: Layout) -> list[str]:
    text = f"{number}{layout.tab}{words}".replace("*", "") if number else words.replace("*", "")
    if not layout.wrap:
        return [text]
    heading = part.kind in ("h", "t")
    indent = 4 * part.depth
    hang = layout.hang if number and not heading else 0
    first = 0 if (number and layout.hang) or heading else layout.first
    lines = textwrap.wrap(
        text, layout.width, initial_indent=" " * (indent + first), subsequent_indent=" " * (indent + hang), break_on_hyphens=False, break_long_words=False
    )
    return [line.strip().center(layout.width).rstrip() for line in lines] if heading and "c" in part.flags else lines


def _table(part: Part, layout: Layout) -> list[str]:
    width = (layout.width - 2) // len(part.table[0])
    rows: list[str] = []
    for row in part.table:
        cells = [textwrap.wrap("" if cell == "^" else cell, width - 2) or [""] for cell in row]
        for n in range(max(len(cell) for cell in cells)):
            rows.append("".join((cell[n] if n < len(cell) else "").ljust(width) for cell in cells).rstrip())
        rows += [""] * layout.gap
    return rows if layout.gap else [*rows, ""]


def _notes(notes: list[tuple[str, str]], layout: Layout) -> list[str]:
    if not notes:
        return []
    lines = [f"{sign} {words.replace('*', '')}" for sign, words in notes]
    return ["", "_" * 18, *(row for line in lines for row in (textwrap.wrap(line, layout.width) if layout.wrap else [line]))]


def _pages(form: Form, rows: list[str], layout: Layout) -> list[list[str]]:
    pages: list[list[str]] = []
    left = list(form.notes)
    while rows:
        page, rows = rows[: layout.page], rows[layout.page :]
        while rows and not rows[0]:
            rows.pop(0)
        here = [note for note in left if not rows or re.search(rf"[^\W\d][,.]?{note[0]}\b|\d{{4}},?{note[0]}\b", " ".join(page))]
        left = [note for note in left if note not in here]
        number = len(pages) + 1
        head = [layout.header.format(number), ""] if layout.header and number > 1 else []
        foot = ["", "", layout.footer.format(number).center(layout.width).rstrip()] if layout.footer else []
        pages.append([*head, *page, *_notes(here, layout), *foot])
    return pages


def _in_margin(page: list[str], layout: Layout) -> list[str]:
    out: list[str] = []
    count = 0
    for row in page:
        count += bool(row.strip())
        shown = bool(layout.numbered) and bool(row.strip()) and count % layout.numbered == 0
        sign = (f"{count:>3}  " if shown else "     ") if layout.numbered else ""
        out.append(f"{' ' * layout.margin}{sign}{row}".rstrip())
    return out


def as_markdown(form: Form) -> str:
    out = ["  \n".join(words for words in row if words) for row in form.head]
    annexed = False
    for part in form.parts:
        annexed = annexed or part.path == "Annex"
        if part.table:
            rows = [["" if cell == "^" else cell for cell in row] for row in part.table]
            out.append("\n".join(["| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0]), *("| " + " | ".join(row) + " |" for row in rows[1:])]))
        elif part.kind == "t":
            out.append(f"# {part.text}")
        elif part.kind == "h":
            deep = part.level + (annexed and not part.path.startswith("Annex"))
            between = " – " if part.number == "Annex" else " "
            out.append("#" * (2 + min(4, deep)) + " " + f"{part.number}{between}{part.text}".strip())
        else:
            bullet = part.number in ("•", "–")
            margin = "  " * (part.number == "–") if bullet else "   " * part.depth
            out.append(f"{margin}{'-' if bullet else part.number} {part.text}".rstrip() if part.number else part.text)
            out += [("   " if part.number else "") + more for more in part.more]
    out += [f"[^{sign}]: {words}" for sign, words in form.notes]
    return "\n\n".join(out) + "\n"
