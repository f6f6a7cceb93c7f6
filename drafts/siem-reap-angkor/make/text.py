"""The sample's source texts: one full text per document, and what each revision changes in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

KINDS = {
    "note": "note",
    "p": "plain",
    "pp": "preambular",
    "#": "heading",
    "#-": "heading-unnumbered",
    "1": "paragraph",
    "a": "subparagraph",
    "action": "action",
    "indicator": "indicator",
    "part": "part",
    "point": "point",
    "letter": "letter",
    "head": "head",
    "second": "second",
}


class SourceError(ValueError):
    """A source text that says something impossible; names the file and the block."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a text. `key` names it through all revisions and is never printed."""

    kind: str
    key: str
    text: str


@dataclass(slots=True)
class Revision:
    """A whole text, and how it came from the one before."""

    paragraphs: list[Paragraph]
    moved: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    unmarked: set[str] = field(default_factory=set)
    splits: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    merges: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def of(self, kind: str) -> list[Paragraph]:
        return [p for p in self.paragraphs if p.kind == kind]


def read_text(path: Path) -> list[Paragraph]:
    """The paragraphs of a full text: `MARKER KEY:` and the paragraph, in blocks divided by empty lines."""
    paragraphs: list[Paragraph] = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        head = ""
        for line in block.strip("\n").splitlines():
            match = re.fullmatch(r"(\S+) ([\w/.-]+):(?: (.+))?", line)
            if match and match[1] in KINDS:
                head = line
                paragraphs.append(Paragraph(KINDS[match[1]], match[2], match[3] or ""))
            elif not head:
                raise SourceError(f"{path.name}: no marker before {line[:50]!r}")
            else:
                last = paragraphs[-1]
                paragraphs[-1] = replace(last, text=f"{last.text} {line}".strip())
    keys = [(p.kind == "indicator", p.key) for p in paragraphs]
    if double := {key for _, key in keys if keys.count((_, key)) > 1}:
        raise SourceError(f"{path.name}: keys used twice: {sorted(double)}")
    return paragraphs


def revise(old: Sequence[Paragraph], path: Path) -> Revision:
    """Apply a list of changes, in its order. Raises SourceError where a change does not fit the text."""
    revision = Revision(list(old))
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        lines = [line for line in block.strip("\n").splitlines() if not line.startswith("# ")]
        if lines:
            try:
                _apply(revision, lines[0].split(), lines[1:])
            except (SourceError, ValueError, KeyError) as error:
                raise SourceError(f"{path.name}: {lines[0]!r}: {error}") from None
    return revision


def _apply(revision: Revision, command: list[str], body: list[str]) -> None:
    texts = revision.paragraphs
    match command:
        case ["text", key]:
            at = _find(texts, key)
            texts[at] = replace(texts[at], text=" ".join(body))
        case ["sub", key, *flags]:
            at = _find(texts, key)
            texts[at] = replace(texts[at], text=_substituted(texts[at].text, body))
            if "unmarked" in flags:
                revision.unmarked.add(key)
        case ["drop", key]:
            del texts[_find(texts, key)]
        case ["move", key, "after", other]:
            taken = texts.pop(_find(texts, key))
            texts.insert(_find(texts, other) + 1, taken)
            revision.moved.add(key)
        case ["insert", marker, key, "after", other, *flags]:
            texts.insert(_find(texts, other) + 1, Paragraph(KINDS[marker], key, " ".join(body)))
            if "returned" in flags:
                revision.returned.add(key)
        case ["split", key, "->", *_]:
            at = _find(texts, key)
            pieces = [Paragraph(texts[at].kind, *line.split(": ", 1)) for line in body]
            texts[at : at + 1] = pieces
            revision.splits.append((key, tuple(piece.key for piece in pieces)))
        case ["merge", first, "+", second, "->", into]:
            at = _find(texts, first)
            del texts[_find(texts, second)]
            texts[at] = Paragraph(texts[at].kind, into, " ".join(body))
            revision.merges.append(((first, second), into))
        case _:
            _apply_to_indicators(texts, command, " ".join(body))


def _apply_to_indicators(texts: list[Paragraph], command: list[str], text: str) -> None:
    match command:
        case ["indicator-drop", key]:
            del texts[_find(texts, key, indicator=True)]
        case ["indicator-text", key]:
            at = _find(texts, key, indicator=True)
            texts[at] = replace(texts[at], text=text)
        case ["indicator-insert", key, "after", other]:
            texts.insert(_find(texts, other, indicator=True) + 1, Paragraph("indicator", key, text))
        case _:
            raise SourceError("no such change")


def _find(texts: Sequence[Paragraph], key: str, *, indicator: bool = False) -> int:
    for at, paragraph in enumerate(texts):
        if paragraph.key == key and (paragraph.kind == "indicator") == indicator:
            return at
    raise SourceError(f"no paragraph {key!r}")


def _substituted(text: str, body: list[str]) -> str:
    for old, new in zip(body[::2], body[1::2], strict=True):
        if not (old.startswith("- ") and new.startswith("+ ")):
            raise SourceError("a substitution is a line with `- ` and a line with `+ `")
        if text.count(old[2:]) != 1:
            raise SourceError(f"stands {text.count(old[2:])} times in the text: {old[2:]!r}")
        text = text.replace(old[2:], new[2:])
    return text


def numbered(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """Each paragraph with the address that people use for it; empty where it has none.

    Paragraphs, actions and preambular paragraphs (PP1, PP2 …) count through the document, subparagraphs under their paragraph; text without a number is
    counted under its numbered heading (`I.p2`).
    """
    counts = dict.fromkeys(KINDS.values(), 0)
    under = ""
    for paragraph in paragraphs:
        kind = paragraph.kind
        counts[kind] += 1
        if kind in {"paragraph", "part"}:
            counts["subparagraph"] = counts["point"] = 0
        if kind == "point":
            counts["letter"] = 0
        if kind.startswith("heading"):
            counts["plain"] = 0
            under = _roman(counts["heading"]) if kind == "heading" else ""
        match kind:
            case "paragraph" | "action":
                yield paragraph, str(counts[kind])
            case "subparagraph":
                yield paragraph, f"{counts['paragraph']}.{_letter(counts[kind])}"
            case "preambular":
                yield paragraph, f"PP{counts[kind]}"
            case "plain" if under:
                yield paragraph, f"{under}.p{counts[kind]}"
            case "point":
                yield paragraph, f"II.{counts['part']}.{counts[kind]}"
            case "letter":
                yield paragraph, f"II.{counts['part']}.{counts['point']}.{_letter(counts[kind])}"
            case _:
                yield paragraph, ""


def _letter(count: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[count - 1]


def _roman(count: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[count - 1]


def plain(text: str) -> str:
    """A text without emphasis marks and footnotes."""
    return re.sub(r"\^\[[^\]]*\]", "", text).replace("*", "")
