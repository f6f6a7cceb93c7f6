"""What goes to the terminal: plain tables, JSON, CSV and Markdown on stdout, talk on stderr, control characters never."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import click

from negotiator.errors import ConflictError, UsageError
from negotiator.formats.plain import columns as columns_of
from negotiator.model.report import Report, Span, Tone

FORMATS = ("table", "json", "csv", "md")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_STYLE: dict[Tone, dict[str, Any]] = {
    Tone.STRONG: {"bold": True},
    Tone.MUTED: {"dim": True},
    Tone.INSERTED: {"fg": "green", "underline": True},
    Tone.DELETED: {"fg": "red", "strikethrough": True},
    Tone.MET: {"fg": "green"},
    Tone.PARTLY: {"fg": "yellow"},
    Tone.UNMET: {"fg": "red"},
    Tone.OURS: {"fg": "blue"},
    Tone.WARNING: {"fg": "yellow", "bold": True},
}


def clean(text: str) -> str:
    """Text of others made harmless for a terminal: control and direction characters, and halves of surrogate pairs, become a visible mark."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def say(text: str) -> None:
    """Talk, on stderr."""
    click.echo(clean(text), err=True)


def width() -> int:
    """Columns to write for: the terminal's, or 110 where there is none."""
    return shutil.get_terminal_size((110, 24)).columns


def echo_json(value: object) -> None:
    """JSON in which nothing but the text's own letters is raw: what a terminal would act on is escaped, so that programs still get it."""
    click.echo(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False, indent=1)))


def paint(span: Span) -> str:
    """A span for a terminal in colour."""
    style = _STYLE.get(span.tone)
    text = clean(span.text)
    return click.style(text, **style) if style else text


def plain_redline(span: Span) -> str:
    """A span where there is no colour: changes in marks that a screen reader reads."""
    text = clean(span.text)
    if span.tone is Tone.INSERTED:
        return f"{{+{text}+}}"
    return f"[-{text}-]" if span.tone is Tone.DELETED else text


def coloured() -> bool:
    """Whether stdout takes colour (a terminal, and NO_COLOR is unset)."""
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def painter() -> Callable[[Span], str]:
    """How spans are shown on stdout: in colour, or in marks."""
    return paint if coloured() else plain_redline


def echo_report(report: Report, form: str) -> None:
    """Print a view as text or Markdown."""
    if form == "md":
        from negotiator.formats.markdown_out import report_markdown

        click.echo(clean(report_markdown(report)))
        return
    from negotiator.formats.plain import report_text

    click.echo(report_text(report, width(), paint=painter()))


def echo_rows(form: str, columns: Sequence[str], rows: Sequence[Sequence[object]], data: object, *, wide: int = -1, nothing: str = "") -> None:
    """Print rows in the form asked for; `data` is what JSON gets. `wide` is the column that takes the room that is left.

    `nothing` is said, on stderr, in place of a table without rows.
    """
    if form == "table" and not rows and nothing:
        say(nothing)
    elif form == "json":
        echo_json(data)
    elif form == "csv":
        click.echo(csv_text(columns, rows), nl=False)
    elif form == "md":
        from negotiator.formats.markdown_out import escape

        head, *body = [[escape(f"x {_cell(value)}")[2:] for value in row] for row in (columns, *rows)]
        click.echo("| " + " | ".join(head) + " |\n|" + " --- |" * len(columns))
        for row in body:
            click.echo("| " + " | ".join(row) + " |")
    else:
        click.echo(_table(columns, [[_cell(value) for value in row] for row in rows], wide % len(columns)))


def _cell(value: object) -> str:
    return clean(" ".join(str(value).split())) if value is not None else ""


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_text(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """CSV in which no cell can be taken for a formula (OWASP, CSV injection)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in (columns, *rows):
        cells = [clean(str(value)) if value is not None else "" for value in row]
        writer.writerow([f"'{cell}" if cell[:1] in _FORMULA and not _is_number(cell) else cell for cell in cells])
    return out.getvalue()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _table(columns: Sequence[str], rows: list[list[str]], wide: int) -> str:
    texts = [[name, *(row[i] for row in rows)] for i, name in enumerate(columns)]
    sizes = _fitted([max(map(columns_of, column)) for column in texts], [max(map(_longest_word, column)) for column in texts], wide)
    if sum(sizes) > width() - 2 * (len(sizes) - 1):
        return _blocks(columns, rows)
    head, *body = [[_wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)] for row in (columns, *rows)]
    rule = "  ".join("─" * size for size in sizes)
    lines = [*_lines(head, sizes), rule, *(line for row in body for line in _lines(row, sizes))]
    return "\n".join(lines)


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows where there is no room for columns side by side: each cell behind its column's name, a blank line between rows, empty cells left out."""
    label = max(map(columns_of, columns))
    room = max(width() - label - 2, 20)
    blocks = []
    for row in rows:
        lines: list[str] = []
        for name, cell in zip(columns, row, strict=True):
            if cell:
                first, *more = _wrapped(cell, room)
                lines += [name + " " * (label - columns_of(name) + 2) + first, *(" " * (label + 2) + each for each in more)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _longest_word(cell: str) -> int:
    """Columns that a cell needs so that no word of it is broken; what is longer than any word, or written without spaces, may be."""
    if columns_of(cell) != len(cell):
        return min(_FLOORS[-1], columns_of(cell))
    return min(max(map(len, cell.split()), default=0), _LONGEST_WORD)


def _wrapped(cell: str, size: int) -> list[str]:
    if columns_of(cell) <= size:
        return [cell]
    if columns_of(cell) == len(cell):
        from textwrap import wrap

        return wrap(cell, size, break_on_hyphens=False)
    from negotiator.formats.plain import wrap as wrap_spans
    from negotiator.model.report import plain

    return [plain(one) for one in wrap_spans((Span(cell),), size)]


def _fitted(sizes: list[int], words: Sequence[int], wide: int) -> list[int]:
    """Column widths for the terminal: the wide column gives way first, then the widest of all, in steps; none below its longest word.

    What is returned may be wider than the terminal: then there is no room for columns.
    """
    room = width() - 2 * (len(sizes) - 1)
    least = [max(word, min(size, _LEAST_WIDE)) if i == wide else word for i, (size, word) in enumerate(zip(sizes, words, strict=True))]
    sizes[wide] = max(min(sizes[wide], room - sum(sizes) + sizes[wide]), least[wide])
    for floor in _FLOORS:
        while sum(sizes) > room and (wider := [i for i, size in enumerate(sizes) if size > max(floor, least[i])]):
            sizes[max(wider, key=lambda i: sizes[i])] -= 1
    return sizes


_FLOORS = (24, 12, 6)
"""Columns below which no cell is squeezed while another has more."""
_LEAST_WIDE = 16
"""Columns of the wide column below which a table is no longer read."""
_LONGEST_WORD = 36
"""Columns beyond which a word is an address or a checksum, which may be broken."""


def _lines(cells: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[str]:
    rows = zip_longest(*cells, fillvalue="")
    return ["  ".join(part + " " * (size - columns_of(part)) for part, size in zip(row, sizes, strict=True)).rstrip() for row in rows]


def write_bytes(content: bytes) -> None:
    """Write a file's bytes to standard output; a terminal is shown text alone. Raises UsageError for other bytes there, which it would act on."""
    if sys.stdout.isatty():
        if b"\0" in content:
            raise UsageError("a file that is no text cannot be shown on a terminal", hint="-o FILE writes it, and - is for a pipe")
        click.echo(clean(content.decode("utf-8", "replace")), nl=False)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def write_file(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file in one step (temporary file beside it, synced, moved into place); `-` is standard output.

    Raises ConflictError where the file exists and `force` is not given, or where it cannot be replaced.
    """
    from negotiator.services.files import write_whole

    if str(path) == "-":
        write_bytes(content)
        return
    if _exists(path):
        if not force:
            raise ConflictError(f"{path} exists already", hint="give another name, or --force to replace it")
        _refuse_opened(path)
    write_whole(path, content)


def spare(output: Path | None, *read: str) -> None:
    """Raises UsageError where a file that is read for a command would be written over by it."""
    if output is not None and _exists(output) and any(Path(one).exists() and output.samefile(one) for one in read):
        raise UsageError(f"{output} is read for this, and would be lost", hint="give another name")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise UsageError(f"{path.name[:40]}… cannot be written: {error.strerror}", hint="give it a shorter name") from None


def _refuse_opened(path: Path) -> None:
    """LibreOffice and Word leave a file beside one that they have open, the latter named without its first letters."""
    names = (f".~lock.{path.name}#", f"~${path.name}", f"~${path.name[2:]}", f"~${path.name[1:]}")
    lock = next((name for name in names if path.with_name(name).exists()), None)
    if lock is not None:
        raise ConflictError(f"{path} is open in another program", hint=f"close it there; if nobody has it open, delete {lock} beside it")
