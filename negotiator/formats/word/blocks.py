"""Reads a Word file as Word shows it with all tracked changes accepted: every paragraph of every story, with the number that it prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Final

from negotiator.errors import BadInputError
from negotiator.formats.word.hidden import told_hidden
from negotiator.formats.word.inverse import invert
from negotiator.formats.word.marks import MarkedParagraph, marked_paragraphs
from negotiator.formats.word.notes import KINDS
from negotiator.formats.word.package import Package, W
from negotiator.formats.word.properties import core_properties, has_tracked_changes
from negotiator.formats.word.story import Shared, Story
from negotiator.formats.word.typed_notes import with_typed_notes
from negotiator.formats.word.wordcount import count_words
from negotiator.model.block import Block, BlockRole, Reading

READER: Final = "docx/2"


class View(StrEnum):
    """What is made of a file's tracked changes; either way the other side's words are on the list of what was struck."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


def read_word(name: str, content: bytes, view: View = View.ACCEPTED) -> Reading:
    """All of a Word file: headers, main text, notes, footers. Raises BadInputError for anything but a readable Word file."""
    package = Package.open(content, name)
    try:
        if view is View.ACCEPTED:
            return _read(package)
        for part in _stories(package):
            invert(package.xml(part))
        reading = _read(package)
        return replace(reading, blocks=tuple(_renamed(block) for block in reading.blocks))
    except RecursionError as error:
        raise BadInputError(f"{name} nests its parts too deeply to be a draft", hint="open it in Word and save it anew, or ask its sender") from error


def read_settled(name: str, content: bytes, accepted: Collection[str]) -> Reading:
    """All of a Word file with the changes of these authors accepted and everybody else's rejected. Raises BadInputError."""
    package = Package.open(content, name)
    for part in _stories(package):
        invert(package.xml(part), lambda author: author not in accepted)
    return _read(package)


def read_marks(name: str, content: bytes) -> tuple[MarkedParagraph, ...]:
    """The third view, as marked: all paragraphs of the stories with tracked changes, with both sides' words. Raises BadInputError."""
    package = Package.open(content, name)
    return tuple(marked_paragraphs(package, _stories(package)))


def has_marks(name: str, content: bytes) -> bool:
    """Whether a file carries tracked changes. Raises BadInputError."""
    package = Package.open(content, name)
    return any(has_tracked_changes(package.xml(part)) for part in _stories(package))


def read_nested(name: str, content: bytes, depth: int) -> Reading:
    """A Word file that stands inside another, `depth` files deep. Raises BadInputError."""
    return _read(Package.open(content, name), depth)


def _read(package: Package, depth: int = 0) -> Reading:
    shared = Shared.of(package, depth)
    main = package.xml(package.main)
    headers = _margins(package, "header")
    footers = [part for part in _margins(package, "footer") if part not in headers]
    body = with_typed_notes(list(Story(shared, main, "", BlockRole.BODY).blocks(main.find(f"{W}body"))))
    blocks = [block for part in headers for block in _margin(shared, part, "header")] + body
    blocks += [block for kind in KINDS for block in _notes(shared, kind)]
    blocks += [block for part in footers for block in _margin(shared, part, "footer")]
    stories = [package.xml(part) for part in _stories(package)]
    words = sum(count_words(root, shared.hidden.runs(root)) for root in stories) + shared.embedded_words
    lost = words - sum(block.words for block in blocks)
    if lost:
        shared.warnings.append(f"{lost} words stand where a Word file has no text, and were not read: the file is damaged")
    shared.warnings.extend(told_hidden(blocks))
    title, properties = core_properties(package)
    return Reading(
        format="docx",
        reader=READER,
        blocks=tuple(blocks),
        words=words,
        title=title,
        language=max(shared.languages, key=lambda tag: (shared.languages[tag], tag), default="") or shared.styles.language,
        properties=properties,
        warnings=tuple(shared.warnings),
        tracked=any(has_tracked_changes(root) for root in stories),
    )


def _renamed(block: Block) -> Block:
    """What an inverted file calls inserted was deleted."""
    return replace(block, marks=tuple(replace(mark, kind="deleted") if mark.kind == "inserted" else mark for mark in block.marks)) if block.marks else block


def _stories(package: Package) -> list[str]:
    """All parts with words of the text, each once."""
    notes = (package.related(package.main, f"{kind}s") for kind in KINDS)
    return list(dict.fromkeys((package.main, *_margins(package, "header"), *_margins(package, "footer"), *filter(None, notes))))


def _margins(package: Package, kind: str) -> list[str]:
    """The headers or footers that some section shows, each part once."""
    found: dict[str, None] = {}
    for section in package.xml(package.main).iter(f"{W}sectPr"):
        if section.getparent().tag != f"{W}sectPrChange":
            for reference in section.iterfind(f"{W}{kind}Reference"):
                target = package.target(package.main, reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", ""))
                if target and package.has(target):
                    found[target] = None
    return list(found)


def _margin(shared: Shared, part: str, kind: str) -> Iterator[Block]:
    root = shared.package.xml(part)
    yield from Story(shared, root, _stem(part), BlockRole(kind)).blocks(root)


def _notes(shared: Shared, kind: str) -> Iterator[Block]:
    """Notes in the order of their labels, then those that the text no longer refers to, as struck."""
    part = shared.package.related(shared.package.main, f"{kind}s")
    if part is None:
        return
    root = shared.package.xml(part)
    story = Story(shared, root, _stem(part), BlockRole(kind))
    elements = {e.get(f"{W}id", ""): e for e in root.iterfind(W + kind) if e.get(f"{W}type", "normal") == "normal"}
    for note_id, label in shared.labels.of(kind):
        element = elements.pop(note_id, None)
        if element is not None:
            yield from story.blocks(element, note=label, place=f"{kind} {label}")
    for element in elements.values():
        aside = story.blocks(element, place=f"{kind} without reference")
        yield from (block if block.role is BlockRole.HIDDEN else replace(block, role=BlockRole.STRUCK) for block in aside)


def _stem(part: str) -> str:
    return part.rpartition("/")[2].removesuffix(".xml")
