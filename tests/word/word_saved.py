"""A file as Word would have saved it again: new paragraph and session ids, runs split and joined, traces of spelling and of the cursor; no letter otherwise."""

from __future__ import annotations

import copy
import random
from typing import Any

from lxml import etree

from negotiator.formats.word.package import Package, W

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STORIES = ("footnotes", "endnotes", "comments", "header", "footer")


def saved_by_word(content: bytes, seed: str) -> bytes:
    """The file, saved by somebody's Word."""
    rng = random.Random(seed)
    package = Package.open(content, "theirs.docx")
    parts = [package.main, *(r.target for r in package.relations(package.main) if r.kind in _STORIES)]
    ids: dict[str, str] = {}
    for part in parts:
        root = package.xml(part)
        for paragraph in list(root.iter(W + "p")):
            _paragraph(paragraph, rng, ids)
        if part == package.main:
            _cursor(root, rng)
        _number_changes(root, rng)
        package.put(part, _with_w14(root))
    extended = package.related(package.main, "commentsExtended")
    if extended is not None:
        root = package.xml(extended)
        for one in root.iter(W15 + "commentEx"):
            for name in (W15 + "paraId", W15 + "paraIdParent"):
                if one.get(name) in ids:
                    one.set(name, ids[one.get(name)])
        package.put(extended, root)
    return package.save()


def _with_w14(root: Any) -> Any:
    if "w14" in root.nsmap:
        return root
    fresh = etree.Element(
        root.tag, dict(root.attrib), nsmap={**root.nsmap, "w14": W14[1:-1], "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
    )
    fresh.set("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "w14")
    fresh[:] = list(root)
    return fresh


def _paragraph(paragraph: Any, rng: random.Random, ids: dict[str, str]) -> None:
    fresh = f"{rng.randrange(1, 0x7FFFFFFF):08X}"
    if (was := paragraph.get(W14 + "paraId")) is not None:
        ids[was] = fresh
    paragraph.set(W14 + "paraId", fresh)
    paragraph.set(W14 + "textId", "77777777")
    for name in ("rsidR", "rsidRDefault", "rsidP"):
        paragraph.set(W + name, f"00{rng.randrange(0x1000000):06X}")
    for run in list(paragraph.iter(W + "r")):
        _split(run, rng)
    for run in list(paragraph.iter(W + "r")):
        if rng.random() < 0.2:
            _join(run)
    for run in list(paragraph.iterchildren(W + "r")):
        if rng.random() < 0.1:
            for at, kind in ((run, "spellStart"), (run, "spellEnd")):
                error = etree.Element(W + "proofErr")
                error.set(W + "type", kind)
                (at.addprevious if kind == "spellStart" else at.addnext)(error)
        if rng.random() < 0.05 and run.find(W + "t") is not None:
            run.insert(list(run).index(run.find(W + "t")), etree.Element(W + "lastRenderedPageBreak"))


def _split(run: Any, rng: random.Random) -> None:
    texts = [c for c in run if c.tag in (W + "t", W + "delText")]
    if len(texts) != 1 or any(c.tag not in (W + "t", W + "delText", W + "rPr") for c in run):
        return
    run.set(W + "rsidR", f"00{rng.randrange(0x1000000):06X}")
    text = texts[0].text or ""
    if len(text) < 2 or rng.random() < 0.5:
        return
    cut = rng.randrange(1, len(text))
    second = copy.deepcopy(run)
    texts[0].text, second.find(texts[0].tag).text = text[:cut], text[cut:]
    second.set(W + "rsidRPr", f"00{rng.randrange(0x1000000):06X}")
    for one in (texts[0], second.find(texts[0].tag)):
        one.set(SPACE, "preserve")
    if rng.random() < 0.3:
        properties = second.find(W + "rPr")
        if properties is None:
            properties = etree.Element(W + "rPr")
            second.insert(0, properties)
        if properties.find(W + "lang") is None:
            etree.SubElement(properties, W + "lang").set(W + "val", "en-GB")
    run.addnext(second)


def _join(run: Any) -> None:
    """Put a run together with the next one that looks the same."""
    other = run.getnext()
    if other is None or other.tag != W + "r":
        return
    kinds = [[c.tag for c in r if c.tag != W + "rPr"] for r in (run, other)]
    looks = [b"" if (p := r.find(W + "rPr")) is None else etree.tostring(p) for r in (run, other)]
    if kinds[0] == kinds[1] and kinds[0] in ([W + "t"], [W + "delText"]) and looks[0] == looks[1]:
        first, second = run.find(kinds[0][0]), other.find(kinds[0][0])
        first.text = (first.text or "") + (second.text or "")
        first.set(SPACE, "preserve")
        other.getparent().remove(other)


def _cursor(root: Any, rng: random.Random) -> None:
    paragraph = rng.choice(list(root.iter(W + "p")))
    for kind in ("bookmarkStart", "bookmarkEnd"):
        edge = etree.SubElement(paragraph, W + kind)
        edge.set(W + "id", "99999")
        if kind == "bookmarkStart":
            edge.set(W + "name", "_GoBack")


def _number_changes(root: Any, rng: random.Random) -> None:
    start = rng.randrange(1000)
    for n, change in enumerate(e for e in root.iter() if e.get(W + "author") is not None and e.tag != W + "comment"):
        change.set(W + "id", str(start + n))
