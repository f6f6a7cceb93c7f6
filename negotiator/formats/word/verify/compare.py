"""One settled reading beside another: every difference that a reader could see, named with its paragraph."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from negotiator.formats.word.verify.seen import Content, Document, Paragraph

_SHOWN = 60
"""Characters of a paragraph that a message shows."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not as it should be, and where."""

    place: str
    message: str
    wanted: int = 0
    """Ordinal of the paragraph in the file that the result should equal; 0 where the difference is in no paragraph of its main part."""


def differences(got: Document, wanted: Document) -> Iterator[Difference]:
    """All differences of what a settled redline gives (`got`) from what it should give."""
    yield from _paragraphs(_text(got, wanted), _text(wanted, got))
    if got.tables != wanted.tables:
        yield from _tables(got, wanted)
    if got.sections != wanted.sections:
        yield from _sections(got, wanted)
    for name in wanted.ranges - got.ranges:
        yield Difference("the bookmarks", f"{name} is lost")
    if got.controls != wanted.controls:
        yield Difference("the content controls", "they differ in number or in properties")
    if got.chunks != wanted.chunks:
        yield Difference("the embedded documents", "they differ")
    if got.twins > wanted.twins:
        yield Difference("the text boxes", "the two versions of a drawing are not changed alike")


def _text(one: Document, other: Document) -> list[Paragraph]:
    """Its paragraphs, without an empty last one that the other has not because it ends with a table or a section."""
    last = one.paragraphs[-1] if one.paragraphs else None
    spare = last is not None and other.open_end and not one.open_end and not last.text and not last.content.objects
    return one.paragraphs[:-1] if spare else one.paragraphs


def _sections(got: Document, wanted: Document) -> Iterator[Difference]:
    if len(got.sections) != len(wanted.sections):
        yield Difference("the sections", f"{len(got.sections)} sections stand where {len(wanted.sections)} should")
    for number, ((mine, said), (theirs, wanting)) in enumerate(zip(got.sections, wanted.sections, strict=False), 1):
        if mine != theirs:
            yield Difference(f"section {number}", "has other page properties")
        for kind in sorted(said.keys() | wanting.keys()):
            if said.get(kind, "") != wanting.get(kind, ""):
                yield Difference(f"section {number}", f"has another {kind}")


def _paragraphs(got: list[Paragraph], wanted: list[Paragraph]) -> Iterator[Difference]:
    if len(got) == len(wanted):
        for mine, theirs in zip(got, wanted, strict=True):
            yield from _paragraph(mine, theirs)
        return
    matcher = difflib.SequenceMatcher(None, [p.text for p in got], [p.text for p in wanted], autojunk=False)
    for op, i, i2, j, j2 in matcher.get_opcodes():
        if op == "equal":
            for mine, theirs in zip(got[i:i2], wanted[j:j2], strict=True):
                yield from _paragraph(mine, theirs)
            continue
        for mine, theirs in zip(got[i:i2], wanted[j:j2], strict=False):
            yield from _paragraph(mine, theirs)
        for extra in got[i + (j2 - j) : i2]:
            near = wanted[min(j2, len(wanted) - 1)] if wanted else None
            yield Difference(_called(extra), "is there and should not be", 0 if near is None else near.ordinal)
        for missing in wanted[j + (i2 - i) : j2]:
            yield Difference(_called(missing), "is not there and should be", missing.ordinal)


def _paragraph(got: Paragraph, wanted: Paragraph) -> Iterator[Difference]:
    same = (got.key is not None and got.key == wanted.key) or got.content == wanted.content
    if same and got.label == wanted.label and got.place == wanted.place:
        return
    mine, theirs = got.content, wanted.content
    place, ordinal = _called(wanted), wanted.ordinal
    if got.text != wanted.text:
        yield Difference(place, f"reads {_short(got.text, wanted.text)}", ordinal)
    elif mine.runs != theirs.runs:
        yield Difference(place, "has other character formatting", ordinal)
    for what, has, should in (
        ("style", mine.style, theirs.style),
        ("number", got.label, wanted.label),
        ("place", got.place, wanted.place),
    ):
        if has != should:
            yield Difference(place, f"has the {what} {has or 'none'!r} instead of {should or 'none'!r}", ordinal)
    if mine.properties != theirs.properties:
        yield Difference(place, "has other paragraph formatting", ordinal)
    if mine.mark != theirs.mark:
        yield Difference(place, "has other formatting of its paragraph mark", ordinal)
    if [o[1:] for o in mine.objects] != [o[1:] for o in theirs.objects]:
        yield Difference(place, _unlike(mine, theirs), ordinal)
    elif got.text == wanted.text and mine.objects != theirs.objects:
        yield Difference(place, "has objects in another place", ordinal)


def _unlike(mine: Content, theirs: Content) -> str:
    """What is wrong with what is no text: other things, or the same kinds with something else in them."""
    has, wanted = (Counter((kind.split(" (")[0], meaning) for _, kind, meaning in content.objects) for content in (mine, theirs))
    kinds, others = (Counter(kind for kind, _ in found.elements()) for found in (has, wanted))
    if kinds != others:
        return f"has other objects: {_listed(kinds)} instead of {_listed(others)}"
    changed = sorted({kind for kind, _ in has - wanted})
    return f"has another {' and another '.join(changed)}" if changed else "has its objects in another order"


def _listed(kinds: Counter[str]) -> str:
    return ", ".join(f"{number} × {kind}" for kind, number in sorted(kinds.items())) or "none"


def _tables(got: Document, wanted: Document) -> Iterator[Difference]:
    for mine, theirs in zip(got.tables, wanted.tables, strict=False):
        if mine != theirs:
            yield Difference(theirs[0].removeprefix("text, "), f"stands otherwise: {mine[0].removeprefix('text, ')}, or with other properties")
            return
    yield Difference("the tables", f"{len(got.tables)} tables and rows stand where {len(wanted.tables)} should")


def _called(paragraph: Paragraph) -> str:
    text = paragraph.text.strip()
    shown = f" “{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”" if text else " (empty)"
    where = "" if paragraph.place == "text" else f" ({paragraph.place.removeprefix('text, ')})"
    number = f" {paragraph.ordinal}" if paragraph.ordinal else ""
    return f"paragraph{number}{where}{shown}"


def _short(got: str, wanted: str) -> str:
    at = next((k for k, (a, b) in enumerate(zip(got, wanted, strict=False)) if a != b), min(len(got), len(wanted)))
    begin = max(0, at - 15)
    return f"“{'…' if begin else ''}{got[begin : at + 30]}” instead of “{'…' if begin else ''}{wanted[begin : at + 30]}”"
