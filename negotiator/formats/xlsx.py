"""Tables as Excel workbooks: every cell is text or a number, never a formula or a link, whatever it begins with."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_LONGEST: Final = 32_767
"""Characters that a cell of Excel holds."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    widths: tuple[int, ...] = ()
    """Of the first columns, in characters; the others get 14."""


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """A .xlsx file with the tables, the first row of each fixed and in bold; the same tables give the same bytes."""
    from datetime import datetime

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"created": datetime(2000, 1, 1), "author": ""})  # noqa: DTZ001 - the file's day is nobody's business, and xlsxwriter wants it naive
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    guarded = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for sheet in sheets:
        page = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", sheet.name)[:31].strip() or "Table")
        for column, name in enumerate(sheet.columns):
            page.set_column(column, column, sheet.widths[column] if column < len(sheet.widths) else 14)
            page.write_string(0, column, clean_cell(name), head)
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    page.write_number(number, column, value, plain)
                elif value not in (None, ""):
                    text = clean_cell(str(value))
                    page.write_string(number, column, text, guarded if text[:1] in _FORMULA else plain)
        page.freeze_panes(1, 1)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    book.close()
    return out.getvalue()


def clean_cell(text: str) -> str:
    """Text as a cell may hold it: no control or direction characters, and what is longer than a cell ends with an ellipsis."""
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
