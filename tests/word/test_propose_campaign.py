"""Random proposals of several delegations in random files: each can be had alone, nothing of the base is lost, what meets stands whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from redline_documents import WORDS, Draft, drafts, kinds_with_others
from redline_files import docx
from structures import PAIRS

from negotiator.formats.word.package import MC, W
from negotiator.formats.word.propose import Edit, propose
from negotiator.formats.word.redline.settle import settle

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DELEGATIONS = ("Arlen", "Cordova", "Dorvan")
"""Borea has changed the files before."""


def settled(content: bytes, accepted: Collection[str], part: str = "document") -> etree._Element:
    """A part with these authors' changes accepted and all others' rejected."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(f"word/{part}.xml"))
    kept = [e for e in root.iter() if e.get(W + "author") in accepted]
    for mark in kept:
        mark.tag = str(mark.tag).replace(W, W + "kept-")
    settle(root, rejected=True)
    for mark in kept:
        mark.tag = str(mark.tag).replace(W + "kept-", W)
    settle(root, rejected=False)
    return root


def own_text(paragraph: etree._Element) -> str:
    """What a paragraph says itself, without the text boxes in it."""
    said = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n"}
    own = (e for e in paragraph.iter(W + "t", *said) if next(e.iterancestors(W + "p")) is paragraph and e.getparent().tag == W + "r")
    return "".join(said.get(str(e.tag), e.text or "") for e in own)


def places(root: etree._Element) -> list[tuple[str, str]]:
    """All paragraphs, with what they stand in."""
    return [("|".join(str(a.tag).removeprefix(W) for a in p.iterancestors(W + "tc", W + "txbxContent")), own_text(p)) for p in root.iter(W + "p")]


def told(root: etree._Element) -> list[tuple[str, str]]:
    return [(where, text) for where, text in places(root) if text.strip()]


def notes_of(content: bytes, accepted: Collection[str]) -> list[str]:
    """What the footnotes say that the text refers to, in the order of their marks."""
    if "word/footnotes.xml" not in zipfile.ZipFile(io.BytesIO(content)).namelist():
        return []
    notes = {n.get(W + "id"): n for n in settled(content, accepted, "footnotes").iter(W + "footnote")}
    marks = [e.get(W + "id") for e in settled(content, accepted).iter(W + "footnoteReference")]
    return ["|".join(own_text(p) for p in notes[mark].iter(W + "p")) for mark in marks if mark in notes]


def note_places(content: bytes) -> dict[int, str]:
    """Ordinals of the paragraphs of footnotes that the text refers to, and what they say."""
    if "word/footnotes.xml" not in zipfile.ZipFile(io.BytesIO(content)).namelist():
        return {}
    marks = {e.get(W + "id") for e in settled(content, authors_of(content)).iter(W + "footnoteReference")}
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/footnotes.xml"))
    found = ((n, p, next(p.iterancestors(W + "footnote"), None)) for n, p in enumerate(root.iter(W + "p"), 1))
    return {n: own_text(p) for n, p, note in found if note is not None and note.get(W + "id") in marks and own_text(p).strip()}


def authors_of(content: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {a for n in file.namelist() if n.endswith(".xml") for e in etree.fromstring(file.read(n)).iter() if (a := e.get(W + "author"))}


@dataclass
class Text:
    """The main text of a file as its reader sees it, and what a delegation alone would make of it."""

    texts: dict[int, str]
    """Ordinals of the paragraphs in the file, and what they say."""
    boxed: frozenset[int]
    """Those that stand in a text box."""
    order: list[int]

    @classmethod
    def of(cls, content: bytes) -> Text:
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
        before = dict(enumerate(root.iter(W + "p"), 1))
        merged = settle(root, rejected=False)
        there = set(root.iter(W + "p"))
        twins = {p for fallback in root.iter(MC + "Fallback") for p in fallback.iter(W + "p")}
        texts = {n: own_text(p) for n, p in before.items() if p in there and p not in merged and p not in twins}
        boxed = {n for n, p in before.items() if next(p.iterancestors(W + "txbxContent"), None) is not None}
        return cls(texts, frozenset(boxed), list(texts))

    def with_edits(self, edits: Sequence[Edit]) -> list[str]:
        """The paragraphs that say something, once these edits are made."""
        texts, behind, order = dict(self.texts), dict[int, list[str]](), list(self.order)
        for edit in sorted(edits, key=lambda e: (e.kind == "delete", e.to is not None)):
            at = edit.paragraphs[0]
            lines = edit.text.split("\n")
            if edit.kind == "insert":
                behind.setdefault(at, []).extend(lines)
            elif edit.kind == "delete":
                texts[at] = ""
            elif "\n" in edit.was:
                texts[at] = edit.text  # lines of one paragraph
            elif edit.to is None:
                texts[at] = lines[0]
                behind[at] = [*lines[1:], *behind.get(at, [])]
        return [line for n in order for line in (texts[n], *behind.get(n, ())) if line.strip()]


phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)


@st.composite
def wordings(draw: st.DrawFn, text: str) -> str:
    """Another text for a paragraph: a few words otherwise, in brackets, longer, or all new."""
    words = text.split(" ")
    at = draw(st.integers(0, len(words) - 1))
    match draw(st.sampled_from(["word", "more", "less", "brackets", "end", "start", "new"])):
        case "word":
            words[at] = draw(st.sampled_from(WORDS))
        case "more":
            words.insert(at, draw(phrases))
        case "less":
            del words[at]
        case "brackets":
            words = ["[" + text + "]"]
        case "end":
            words.append(draw(phrases))
        case "start":
            words.insert(0, draw(phrases))
        case _:
            words = [draw(phrases)]
    return " ".join(words).strip() or "x"


@st.composite
def proposals(draw: st.DrawFn, content: bytes, *, moves: bool = True, meet: bool = False) -> list[Edit]:
    """Edits of several delegations; without `meet` no two of them touch one paragraph."""
    text = Text.of(content)
    targets = draw(st.lists(st.sampled_from(list(text.texts)), unique=not meet, min_size=1, max_size=5))
    edits: list[Edit] = []
    noted = note_places(content)
    for at in draw(st.lists(st.sampled_from(list(noted)), unique=True, max_size=2)) if noted else ():
        author, said = draw(st.sampled_from(DELEGATIONS)), noted[at].strip()
        edits.append(
            Edit(author, AT, (at,), draw(wordings(said)), was=said, part="footnotes")
            if draw(st.integers(0, 3))
            else Edit(author, AT, (at,), kind="delete", part="footnotes")
        )
    for at in targets:
        author = draw(st.sampled_from(DELEGATIONS))
        what = draw(st.sampled_from(["replace", "replace", "replace", "insert", "delete", "lines", *(["move"] if moves else [])]))
        said = text.texts[at].strip()
        match what:
            case "insert":
                edits.append(Edit(author, AT, (at,), draw(phrases) + draw(st.sampled_from(["", "\nAnd more."])), "insert"))
            case "delete":
                edits.append(Edit(author, AT, (at,), kind="delete"))
                if draw(st.booleans()):
                    edits.append(Edit(draw(st.sampled_from(DELEGATIONS)), AT, (at,), draw(phrases), "insert"))
            case "lines":
                edits.append(Edit(author, AT, (at,), said + " " + draw(phrases) + "\nA second line.", was=said))
            case "move":
                edits.append(Edit(author, AT, (at,), said or "x", to=draw(st.sampled_from([0, *(n for n in text.texts if n not in text.boxed)]))))
            case _:
                edits.append(Edit(author, AT, (at,), draw(wordings(said)), was=said))
    return edits


def check(content: bytes, edits: Sequence[Edit]) -> None:
    theirs = authors_of(content)
    made = propose(content, edits)
    for accepted in (set(), theirs):
        assert places(settled(made.content, accepted)) == places(settled(content, accepted))
        assert notes_of(made.content, accepted) == notes_of(content, accepted)
    if made.clashes:
        return
    text = Text.of(content)
    for author in sorted({e.author for e in edits}):
        mine = [e for e in edits if e.author == author]
        alone = propose(content, mine).content
        for accepted in ({author}, {author, *theirs}):
            assert told(settled(made.content, accepted)) == told(settled(alone, accepted))
            assert notes_of(made.content, accepted) == notes_of(alone, accepted)
        if not text.boxed and not any(e.to is not None for e in mine):
            assert [t.strip() for _, t in told(settled(made.content, {author, *theirs}))] == [
                t.strip() for t in text.with_edits([e for e in mine if not e.part])
            ]


@st.composite
def cases(draw: st.DrawFn, **how: bool) -> tuple[Draft, list[Edit]]:
    draft = draw(drafts(kinds_with_others, marks=True))
    return draft, draw(proposals(docx(draft), **how))


@settings(max_examples=25)
@given(cases())
def test_what_does_not_meet_can_be_had_author_by_author(case: tuple[Draft, list[Edit]]) -> None:
    check(docx(case[0]), case[1])


@settings(max_examples=20)
@given(st.sampled_from(sorted(PAIRS.keys() - {"hidden text"})), st.sampled_from([0, 1]), st.data())
def test_the_same_holds_in_files_of_every_structure(name: str, side: int, data: st.DataObject) -> None:
    content = PAIRS[name][side]
    check(content, data.draw(proposals(content)))


def marked(edits: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, with a word in each line of text by which it is known again."""
    for n, edit in enumerate(edits):
        text = "\n".join(f"edit{n}x{k} {line}" for k, line in enumerate(edit.text.split("\n"))) if edit.kind != "delete" else ""
        yield replace(edit, text=text)


@settings(max_examples=20)
@given(cases(meet=True, moves=False))
def test_where_two_meet_the_later_stands_whole(case: tuple[Draft, list[Edit]]) -> None:
    content, drawn = docx(case[0]), case[1]
    boxed = Text.of(content).boxed
    edits = [replace(e, was="") for e in marked(drawn) if not (boxed and e.kind == "delete")]  # a box goes with its paragraph
    made = propose(content, edits)
    theirs = authors_of(content)
    for accepted in (set(), theirs):
        assert places(settled(made.content, accepted)) == places(settled(content, accepted))
    everybody = {t.strip() for _, t in told(settled(made.content, {*DELEGATIONS, *theirs}))}
    assert everybody >= {line.strip() for edit in edits if edit.kind != "delete" and not edit.part for line in edit.text.split("\n")}
