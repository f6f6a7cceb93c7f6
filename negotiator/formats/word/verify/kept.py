"""Nothing of the issued file is lost: its parts, what others changed in it, and their comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from negotiator.formats.word.package import MC, Package, W
from negotiator.formats.word.verify.compare import Difference
from negotiator.formats.word.verify.grammar import EDGES, FORMER, IGNORED, TRACKED, Node, name_of, w
from negotiator.formats.word.verify.rules import stories
from negotiator.formats.word.verify.seen import Document

_REWRITTEN: Final = re.compile(r"(^docProps/|\[Content_Types\]\.xml$|(document\d*|notes|header\d*|footer\d*|comments\w*|people)\.xml$)")
"""Parts that a redline changes, and that are read and compared as text."""
_ANEW: Final = frozenset({"rsids", "latentStyles"})

_PROPERTIES: Final = w("rPr", "trPr", "numPr")
_WORDS: Final = w("t", "delText")
_NOTHING: Final = w("rPr") | IGNORED
Change = tuple[str, str, str]


def lost_parts(out: Package, old: Package) -> Iterator[Difference]:
    """Parts of the old file that are gone, or whose entries are."""
    for part in old.parts:
        if not out.has(part) and not part.startswith("docProps/"):
            yield Difference(part, "this part of the issued file is gone")
        elif _REWRITTEN.search(part):
            continue
        elif out.raw(part) != old.raw(part):
            if not part.endswith((".xml", ".rels")):
                yield Difference(part, "this part of the issued file is changed")
                continue
            lost = _entries(old.xml(part)) - _entries(out.xml(part))
            if lost:
                yield Difference(part, f"{sum(lost.values())} of its entries are gone or changed")


def _entries(root: Node) -> Counter[bytes]:
    return Counter(etree.tostring(e, method="c14n", with_tail=False) for e in root if isinstance(e.tag, str) and name_of(e) not in _ANEW)


def lost_changes(out: Package, old: Package) -> Iterator[Difference]:
    """Tracked changes of others that were taken out or altered: each author's words of one moment must still be theirs."""
    now, before = changes_by_author(out), changes_by_author(old)
    for key, text in before.items():
        if not _holds(now.get(key), text):
            kind, author, date = key
            yield Difference(
                "earlier tracked changes", f"the {_KINDS.get(kind, kind)} of {author or 'an unnamed author'} ({date or 'no date'}) is not as it was"
            )


_KINDS: Final = {"ins": "insertion", "del": "deletion", "moveFrom": "move", "moveTo": "move", "rPrChange": "formatting", "pPrChange": "paragraph formatting"}


def _holds(now: str | None, before: str) -> bool:
    if now is None:
        return False
    if now == before:
        return True
    rest = iter(now)
    return all(any(c == d for d in rest) for c in before)


def changes_by_author(package: Package) -> dict[Change, str]:
    """The words under each kind of change, author and date, put together; a `·` at the end for each change without words."""
    found: dict[Change, list[str]] = {}
    for _, root in stories(package):
        twins = {change for fallback in root.iter(MC + "Fallback") for change in fallback.iter(*TRACKED, *FORMER)}
        for change in root.iter(*TRACKED, *FORMER):
            if change in twins or _hollow(change):
                continue
            key = (name_of(change), change.get(W + "author", ""), change.get(W + "date", ""))
            words = "".join(t.text or "" for t in change.iter(W + "t", W + "delText")) if change.tag in TRACKED else ""
            found.setdefault(key, []).append(words)
    return {key: "".join(words) + "·" * words.count("") for key, words in found.items()}


def _hollow(change: Node) -> bool:
    """Whether it is a change around runs in which nothing stands."""
    above = change.getparent()
    if change.tag not in TRACKED or above is None or above.tag in _PROPERTIES:
        return False
    return all(run.tag in EDGES or (run.tag == W + "r" and all(c.tag in _NOTHING or (c.tag in _WORDS and not c.text) for c in run)) for run in change)


def lost_comments(out: Document, old: Document) -> Iterator[Difference]:
    """Comments of the old file that are gone, altered, or on other words."""
    for (author, _, text, _), number in (old.comments - out.comments).items():
        yield Difference("comments", f"{number} comment of {author or 'an unnamed author'} (“{text[:40]}”) is gone or stands on other words")
