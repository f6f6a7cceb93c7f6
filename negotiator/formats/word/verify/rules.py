"""What no schema validator finds and some program does not forgive, looked for in the raw XML of one file; a file is compared with its own sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from negotiator.formats.word.package import W14, Package, R, W
from negotiator.formats.word.verify.grammar import (
    ALL_CHANGES,
    BLOCK_WRAPS,
    SPACE,
    STORY_BOXES,
    TRACKED,
    Node,
    blocks_in,
    mark_changes,
    name_of,
    shown_text,
    val,
    w,
)

_STORIES = ("footnotes", "endnotes", "header", "footer", "comments")
_TEXTS = w("t", "delText", "instrText", "delInstrText")
_RUN = W + "r"
_SHOWN = w("t", "delText")
_NOT_SPELLED, _NOT_DELETED, _LINKS = (
    etree.XPath(path, namespaces={"w": W[1:-1], "r": R[1:-1]}, smart_strings=False)
    for path in (
        "descendant::w:del/descendant::*[self::w:t or self::w:instrText]",
        "(descendant::w:delText | descendant::w:delInstrText)[not(ancestor::w:del or ancestor::w:moveFrom)]",
        "descendant-or-self::*/@r:*",
    )
)
_LIMIT = 0x80000000
"""`w14:paraId` must be below (MS-DOCX 2.6.2.3)."""


def stories(package: Package) -> Iterator[tuple[str, Node]]:
    """Every story of a file: its part and root."""
    yield package.main, package.xml(package.main)
    for relation in package.relations(package.main):
        if relation.kind in _STORIES and not relation.external and package.has(relation.target):
            yield relation.target, package.xml(relation.target)


def broken_rules(package: Package) -> Counter[str]:
    """Broken rules of one file, counted by message."""
    out: Counter[str] = Counter()
    known = _Known(package)
    ids: Counter[str] = Counter()
    bookmarks: Counter[str] = Counter()
    paragraphs: Counter[str] = Counter()
    for part, root in stories(package):
        _changes(root, out, ids)
        _texts(root, out)
        _moves(root, out)
        _containers(root, out)
        _references(package, part, root, known, out)
        _ranges(root, out, bookmarks)
        _fields(root, out)
        for paragraph in root.iter(W + "p", W + "tr"):
            identity = paragraph.get(W14 + "paraId")
            if identity is not None:
                paragraphs[identity] += 1
                out["a paragraph id is too large"] += _number(identity) >= _LIMIT
    out["two tracked changes share an id"] += sum(n - 1 for n in ids.values())
    out["two bookmarks share a name"] += sum(n - 1 for n in bookmarks.values())
    out["two paragraphs share an id"] += sum(n - 1 for n in paragraphs.values())
    _package_rules(package, out)
    return +out


def _number(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return _LIMIT


class _Known:
    """What references of a file may lead to."""

    def __init__(self, package: Package) -> None:
        self.styles = self._ids(package, "styles", "style", "styleId")
        self.lists = self._ids(package, "numbering", "num", "numId") | {"0"}
        self.comments = self._ids(package, "comments", "comment", "id")
        self.footnotes = self._ids(package, "footnotes", "footnote", "id")
        self.endnotes = self._ids(package, "endnotes", "endnote", "id")

    @staticmethod
    def _ids(package: Package, kind: str, name: str, attribute: str) -> set[str]:
        part = package.related(package.main, kind)
        return set() if part is None else {e.get(W + attribute, "") for e in package.xml(part) if e.tag == W + name}


def _changes(root: Node, out: Counter[str], ids: Counter[str]) -> None:
    for change in root.iter(*ALL_CHANGES):
        if name_of(change) == "tblGridChange":
            continue
        ids[change.get(W + "id", "")] += 1
        out["a tracked change has no author"] += not change.get(W + "author")
        out["a tracked change has no id"] += change.get(W + "id") is None
    seen: set[Node] = set()
    for former in root.iter(W + "rPrChange", W + "pPrChange"):
        bag = former.getparent()
        if bag is None or bag.tag not in (W + "rPr", W + "pPr"):
            continue
        if bag in seen:
            out["a paragraph or run has two earlier formats"] += 1
            continue
        seen.add(bag)
        out["an earlier format does not stand last"] += bag[-1].tag not in (W + "rPrChange", W + "pPrChange")


def _texts(root: Node, out: Counter[str]) -> None:
    out["deleted text is not spelled as deleted"] += len(_NOT_SPELLED(root))
    out["text is spelled as deleted and is not"] += len(_NOT_DELETED(root))
    for text in root.iter(*_TEXTS):
        if text.get(SPACE) != "preserve" and text.tag in _SHOWN:
            out["space at the edge of a text is lost"] += shown_text(text) != (text.text or "")
        parent = text.getparent()
        if parent is not None and parent.tag != _RUN:
            out["text stands outside a run"] += 1


def _moves(root: Node, out: Counter[str]) -> None:
    names = {kind: Counter(e.get(W + "name", "") for e in root.iter(W + kind + "RangeStart")) for kind in ("moveFrom", "moveTo")}
    for kind, found in names.items():
        out["a move has no range"] += next(root.iter(W + kind), None) is not None and not found
    out["the two ends of a move have different names"] += names["moveFrom"] != names["moveTo"]


def _containers(root: Node, out: Counter[str]) -> None:
    for box in root.iter(*STORY_BOXES):
        blocks = blocks_in(box)
        kinds = [b.tag for b in blocks]
        out["two tables stand side by side"] += sum(a == b == W + "tbl" for a, b in pairwise(kinds))
        if box.tag != W + "body":
            out["a cell, note or text box does not end with a paragraph"] += not kinds or kinds[-1] != W + "p"
        row = _row_of(box)
        marked = row is not None and any(c.tag in TRACKED for c in row.iterfind(f"{W}trPr/*"))
        last = blocks[-1] if blocks else None
        if last is not None and last.tag == W + "p" and not marked and box.tag in w("body", "tc", "txbxContent"):
            out["the last paragraph mark of a text, cell or box is inserted or deleted"] += bool(mark_changes(last))
        if marked:
            out["a row is marked and its content is not"] += any(_bare(run) for run in box.iter(W + "r"))


def _row_of(box: Node) -> Node | None:
    if box.tag != W + "tc":
        return None
    above = box.getparent()
    while above is not None and above.tag in BLOCK_WRAPS:
        above = above.getparent()
    return above if above is not None and above.tag == W + "tr" else None


def _bare(run: Node) -> bool:
    return run.find(W + "t") is not None and not any(a.tag in TRACKED for a in run.iterancestors())


def _references(package: Package, part: str, root: Node, known: _Known, out: Counter[str]) -> None:
    # however often: text that is parted says so again in each part
    for style in {val(e) for e in root.iter(W + "pStyle", W + "rStyle", W + "tblStyle")} - known.styles:
        out[f"the style {style} is not defined"] = 1
    for number in {val(e) for e in root.iter(W + "numId")} - known.lists:
        out[f"the list {number} is not defined"] = 1
    for name, ids in (("commentReference", known.comments), ("commentRangeStart", known.comments)):
        out["a comment is not there"] += sum(e.get(W + "id") not in ids for e in root.iter(W + name))
    for name, ids in (("footnoteReference", known.footnotes), ("endnoteReference", known.endnotes)):
        out["a note is not there"] += sum(e.get(W + "id") not in ids for e in root.iter(W + name))
    relations = {r.id for r in package.relations(part)}
    out["a relationship is not there"] += sum(value != "" and value not in relations for value in _LINKS(root))


def _ranges(root: Node, out: Counter[str], names: Counter[str]) -> None:
    for kind in ("bookmark", "perm", "commentRange"):
        starts = Counter(e.get(W + "id", "") for e in root.iter(W + kind + "Start"))
        ends = Counter(e.get(W + "id", "") for e in root.iter(W + kind + "End"))
        out["a bookmark, comment or permission has one end only"] += sum(((starts - ends) + (ends - starts)).values())
    names.update(e.get(W + "name", "") for e in root.iter(W + "bookmarkStart"))


def _fields(root: Node, out: Counter[str]) -> None:
    """Fields begin and end in turn, in the raw text and in each state of it."""
    for gone in (frozenset[str](), w("del", "moveFrom"), w("ins", "moveTo")):
        depth = 0
        for edge in root.iter(W + "fldChar"):
            if gone and any(a.tag in gone for a in edge.iterancestors()):
                continue
            depth += {"begin": 1, "end": -1}.get(edge.get(W + "fldCharType", ""), 0)
            out["a field ends before it begins"] += depth < 0
        out["a field has no end"] += max(depth, 0)


def _package_rules(package: Package, out: Counter[str]) -> None:
    for part in package.parts:
        if not part.startswith("[") and not part.endswith(".rels"):
            out["a part has no content type"] += not package.content_type(part)
    for part in ("", *package.parts):
        if not part.endswith(".rels"):
            for relation in package.relations(part):
                missing = not relation.external and not package.has(relation.target.partition("#")[0]) and relation.target != ""
                out["a relationship leads to no part"] += missing and relation.target.upper() != "NULL"


def changes_in(package: Package) -> int:
    """How many tracked changes its stories hold."""
    return sum(1 for _, root in stories(package) for _ in root.iter(*ALL_CHANGES))


def tracks(package: Package) -> bool:
    """Whether tracking is switched on."""
    part = package.related(package.main, "settings")
    return part is not None and package.xml(part).find(W + "trackRevisions") is not None
