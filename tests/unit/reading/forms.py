"""Documents in the forms of our field, each in a small notation with the truth beside every paragraph.

A line is `path | kind,flags | number | words`; `~ left | right` is a row of a masthead, `~~ words` a line of it, `+ words` a further paragraph,
`fn | sign | words` a footnote, `table kind | cells` and `row name | cells` a table (`^` goes on from the cell above). `*words*` are in italics,
`[^1]` refers to a note. Flags: `c` centred, `b` bold, `2` the number stands on a line of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from negotiator.reading.segment import Segmented

FOLDER = Path(__file__).parents[2] / "data" / "forms"
KINDS = {"t": "title", "h": "heading", "ch": "chapeau", "pp": "preambular", "op": "operative", "sub": "subparagraph", "act": "action"}

Row = tuple[str, str, str, str]
"""Path, kind, printed number, words."""


@dataclass
class Part:
    """A paragraph, or a table."""

    path: str
    kind: str
    flags: frozenset[str]
    number: str
    text: str
    more: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Steps that it is indented by."""
        if self.kind != "sub" and not (self.kind == "ch" and re.match(r"\(?[a-z]{1,4}\)", self.number)):
            return 0
        return 2 if self.number == "–" or re.match(r"\(?[ivx]+\)", self.number) else 1

    @property
    def level(self) -> int:
        """Depth of a heading (0 = outermost)."""
        words = ("Part", "PART", "ANNEX"), ("CHAPTER", "CHAPITRE", "ГЛАВА", "Kapitel"), ("Article", "Статья", "§")
        known = next((level for level, names in enumerate(words) if self.number.startswith(names)), None)
        return self.path.count(".") if known is None else known


@dataclass
class Form:
    """A document."""

    name: str
    head: list[tuple[str, ...]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def load(name: str) -> Form:
    form = Form(name)
    for line in (FOLDER / f"{name}.form").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if not line.strip() or (line.startswith("#") and "|" not in line):
            continue
        if line.startswith("~~"):
            form.head.append((line[2:].strip(),))
        elif line.startswith("~"):
            form.head.append((cells[0][1:].strip(), cells[1]))
        elif line.startswith("+"):
            form.parts[-1].more.append(line[1:].strip())
        elif line.startswith("table "):
            form.parts.append(Part("", cells[0], frozenset(), "", "", table=[cells[1:]], names=[""]))
        elif line.startswith("row"):
            form.parts[-1].names.append(cells[0][3:].strip())
            form.parts[-1].table.append(cells[1:])
        elif line.startswith("fn "):
            form.notes.append((cells[1], line.split("|", 2)[2].strip()))
        else:
            path, kind, number, text = (cell.strip() for cell in line.split("|", 3))
            kind, *flags = kind.split(",")
            form.parts.append(Part(path, kind, frozenset(flags), number, text))
    return form


def bare(text: str) -> str:
    """Words without italics and references."""
    return re.sub(r"\[\^\w+\]", "", text.replace("*", ""))


def truth(form: Form) -> list[Row]:
    """What a reading should give; of a row of indicators only the path and kind."""
    out: list[Row] = []
    tables = 0
    for part in form.parts:
        if not part.table:
            out.append((part.path, KINDS[part.kind], part.number, _plain("\n".join(bare(text) for text in (part.text, *part.more)))))
            continue
        tables += 1
        for number, (row, name) in enumerate(zip(part.table, part.names, strict=True), 1):
            if part.kind == "table indicators" and number > 1:
                out.append((f"t{tables}.{name.lstrip('#')}", "indicator", "", ""))
            else:
                out += [(f"t{tables}.r{number}.c{n}", "table-cell", "", cell) for n, cell in enumerate(row, 1) if cell not in ("", "^")]
    return out


def told(found: Segmented) -> list[Row]:
    """What a reading gave, without notes; tables are counted from one, the masthead's aside."""
    tables = [int(clause.path[1:].partition(".")[0]) for clause in found.clauses if re.match(r"t\d", clause.path)]
    low = min(tables, default=1) - 1
    out: list[Row] = []
    for clause in found.clauses:
        if clause.kind == "footnote":
            continue
        path = re.sub(r"^t(\d+)(?=\.)", lambda m: f"t{int(m[1]) - low}", clause.path)
        row = clause.kind == "indicator"
        out.append((path, clause.kind, "" if row else clause.number.rstrip("— "), "" if row else _plain(clause.text)))
    return out


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
