"""A colleague at work in a Word file: tracked insertions and deletions, accepted changes, comments, and words changed without a mark."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from negotiator.formats.word.comments import WordComment, annotate
from negotiator.formats.word.package import Package, W

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Colleague:
    """Edits one file in one name."""

    def __init__(self, content: bytes, name: str, day: int = 25) -> None:
        self.package = Package.open(content, "theirs.docx")
        self.root = self.package.xml(self.package.main)
        self.name, self.at, self.next = name, f"2024-11-{day:02d}T08:30:00Z", 9000

    def saved(self) -> bytes:
        self.package.put(self.package.main, self.root)
        return self.package.save()

    def delete(self, words: str) -> Colleague:
        """Strike words, tracked."""
        run = self._alone(words)
        run.addprevious(deletion := self._mark("del"))
        deletion.append(run)
        for text in run.iter(W + "t"):
            text.tag = W + "delText"
        return self

    def insert(self, words: str, after: str) -> Colleague:
        """Add words behind others, tracked."""
        run = self._alone(after)
        insertion = self._mark("ins")
        insertion.append(self._run(words, run))
        anchor = run.getparent() if run.getparent().tag in (W + "ins", W + "del") else run
        anchor.addnext(insertion)
        if anchor is not run and len(rest := list(run.itersiblings())):
            other_half = etree.Element(anchor.tag, dict(anchor.attrib))
            insertion.addnext(other_half)
            other_half.extend(rest)
        return self

    def add_paragraph(self, text: str, after: str) -> Colleague:
        """Add a paragraph behind the one that holds the words, tracked."""
        paragraph = next(self._alone(after).iterancestors(W + "p"))
        new = etree.Element(W + "p")
        kept = paragraph.find(W + "pPr")
        new.append(copy.deepcopy(kept) if kept is not None else etree.Element(W + "pPr"))
        for old in new[0].findall(W + "rPr"):
            new[0].remove(old)
        etree.SubElement(new[0], W + "rPr").append(self._mark("ins"))
        insertion = self._mark("ins")
        insertion.append(self._run(text, None))
        new.append(insertion)
        paragraph.addnext(new)
        return self

    def retype(self, words: str, other: str) -> Colleague:
        """Change words without a mark."""
        for text in self._alone(words).iter(W + "t"):
            text.text = other
        return self

    def accept(self, author: str, limit: int = 1000) -> Colleague:
        """Accept the first insertions and deletions of an author inside paragraphs."""
        for mark in list(self.root.iter(W + "ins", W + "del"))[:limit]:
            parent = mark.getparent()
            if mark.get(W + "author") != author or parent.tag != W + "p":
                continue
            place = parent.index(mark)
            parent.remove(mark)
            if mark.tag == W + "ins":
                parent[place:place] = list(mark)
        return self

    def comment(self, text: str, on: str) -> Colleague:
        """Comment on words."""
        paragraph = next(self._alone(on).iterancestors(W + "p"))
        ordinal = list(self.root.iter(W + "p")).index(paragraph) + 1
        content = annotate(self.saved(), [WordComment(ordinal, text, self.name, "XX", datetime(2024, 11, 25, 9, tzinfo=UTC), "new", on)])
        self.package = Package.open(content, "theirs.docx")
        self.root = self.package.xml(self.package.main)
        return self

    def _mark(self, kind: str) -> Any:
        self.next += 1
        mark = etree.Element(W + kind)
        mark.set(W + "id", str(self.next))
        mark.set(W + "author", self.name)
        mark.set(W + "date", self.at)
        return mark

    def _run(self, words: str, like: Any) -> Any:
        run = etree.Element(W + "r")
        if like is not None and like.find(W + "rPr") is not None:
            run.append(copy.deepcopy(like.find(W + "rPr")))
        text = etree.SubElement(run, W + "t")
        text.text = words
        text.set(SPACE, "preserve")
        return run

    def _alone(self, words: str) -> Any:
        """The run that holds just these words, cut out of the one that holds them."""
        for run in self.root.iter(W + "r"):
            texts = run.findall(W + "t")
            if len(texts) != 1 or words not in (texts[0].text or ""):
                continue
            before, _, after = (texts[0].text or "").partition(words)
            if before:
                run.addprevious(self._run(before, run))
            if after:
                run.addnext(self._run(after, run))
            texts[0].text = words
            texts[0].set(SPACE, "preserve")
            return run
        raise AssertionError(f"no run holds {words!r}")
