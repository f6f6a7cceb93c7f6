"""A form as a Word file: numbers typed or counted by Word, headings by style or in bold."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from forms import Form, Part

_NUMBER = re.compile(r"(?P<pre>\(?(?:[^\W\d_]+[ #]*(?=[\dIVXA-Z]+\b))?#?(?:§ ?)?)(?P<num>\d+|[ivx]+|[IVX]+|[a-z]{1,2}|[A-Z])(?P<post>[.):]*)")
_ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


def as_word(form: Form, *, counted: bool, styled: bool, lines: int = 0) -> bytes:
    """The form; `counted`: numbers are Word's own; `lines`: every which line is numbered in the margin, 0 for none."""
    return _Setter(form, counted=counted, styled=styled).file(lines)


class _Setter:
    def __init__(self, form: Form, *, counted: bool, styled: bool) -> None:
        self.form, self.counted, self.styled = form, counted, styled
        self.document: Any = Document()
        self.numbering = self.document.part.numbering_part.element
        self.series: dict[tuple[str, str], tuple[str, int, int]] = {}
        self.lists = 900
        self.annexed = False

    def file(self, lines: int) -> bytes:
        head = [row for row in self.form.head if len(row) == 2]
        if head:
            table = self.document.add_table(rows=0, cols=2)
            for left, right in head:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = left, right
        for row in self.form.head:
            if len(row) == 1:
                self.document.add_paragraph(row[0])
        for part in self.form.parts:
            self.annexed = self.annexed or part.path == "Annex"
            if part.table:
                self._table(part)
            elif "2" in part.flags:
                self._paragraph(part, part.number, "")
                self._paragraph(part, "", part.text)
            else:
                self._paragraph(part, part.number, part.text)
            for more in part.more:
                self._paragraph(part, "", more)
        for sign, words in self.form.notes:
            self._runs(self.document.add_paragraph(), f"[^{sign}] {words}", bold=False)
        if lines:
            margins = self.document.sections[0]._sectPr.find(qn("w:pgMar"))
            margins.addnext(parse_xml(f'<w:lnNumType {nsdecls("w")} w:countBy="{lines}" w:restart="newPage"/>'))
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def _paragraph(self, part: Part, number: str, words: str) -> None:
        paragraph = self.document.add_paragraph()
        if self.styled and part.kind == "t":
            paragraph.style = self.document.styles["Title"]
        elif self.styled and part.kind == "h":
            deep = part.level + (self.annexed and not part.path.startswith("Annex"))
            paragraph.style = self.document.styles[f"Heading {min(9, 1 + deep)}"]
        if "c" in part.flags:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if part.depth:
            paragraph.paragraph_format.left_indent = Cm(1.2 * part.depth)
        found = _NUMBER.fullmatch(number) if self.counted else None
        if found:
            paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{self._list(found)}"/></w:numPr>'))
        elif number:
            paragraph.add_run(f"{number}\t" if words else number)
        self._runs(paragraph, words, bold="b" in part.flags and not self.styled)

    def _runs(self, paragraph: Any, words: str, *, bold: bool) -> None:
        for piece in re.split(r"(\*.+?\*|\[\^\w+\])", words):
            note = re.fullmatch(r"\[\^(\w+)\]", piece)
            run = paragraph.add_run(note[1] if note else piece.strip("*"))
            run.font.superscript = True if note else None
            run.italic = True if piece.startswith("*") else None
            run.bold = bold or None

    def _list(self, found: re.Match[str]) -> int:
        """The list in which a number counts on, or a new one."""
        key = (found["pre"], found["post"])
        before = self.series.get(key)
        system, value = _system(found["num"], before)
        if before is not None and before[:2] == (system, value - 1):
            self.series[key] = (system, value, before[2])
            return before[2]
        self.lists += 1
        text = f"{html.escape(found['pre'])}%1{html.escape(found['post'])}"
        level = f'<w:start w:val="{value}"/><w:numFmt w:val="{system}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.lists}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        )
        self.numbering.find(qn("w:num")).addprevious(abstract)
        self.numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{self.lists}"><w:abstractNumId w:val="{self.lists}"/></w:num>'))
        self.series[key] = (system, value, self.lists)
        return self.lists

    def _table(self, part: Part) -> None:
        table = self.document.add_table(rows=0, cols=len(part.table[0]))
        table.style = "Table Grid"
        for row in part.table:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = "" if words == "^" else words
        for number, row in enumerate(part.table):
            for column, words in enumerate(row):
                if words == "^":
                    merged = table.cell(number - 1, column).merge(table.cell(number, column))
                    for extra in merged.paragraphs[1:]:
                        extra._p.getparent().remove(extra._p)


def _system(number: str, before: tuple[str, int, int] | None) -> tuple[str, int]:
    if number.isdigit():
        return "decimal", int(number)
    low = number.lower()
    name = "upperRoman" if number.isupper() else "lowerRoman"
    if low in _ROMAN and (before is None or before[:2] == (name, _ROMAN.index(low) - 1) or len(set(low)) > 1 or low == "i"):
        return name, _ROMAN.index(low)
    return "upperLetter" if number.isupper() else "lowerLetter", ord(low[0]) - 96 + 26 * (len(low) - 1)
