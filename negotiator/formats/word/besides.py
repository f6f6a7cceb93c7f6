"""What two Word files differ in besides their words: pictures, where links lead, charts and other objects."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Final

from negotiator.formats.word.package import Package, R, W

_KINDS: Final = {
    "image": "picture",
    "hyperlink": "link",
    "chart": "chart",
    "diagramData": "diagram",
    "oleObject": "embedded object",
    "package": "embedded file",
}
_GONE: Final = frozenset((W + "del", W + "moveFrom"))
_REFERENCES: Final = tuple(R + name for name in ("embed", "id", "link", "dm", "pict"))

Thing = tuple[str, str]
"""Its kind, and what tells it from others of the kind: an address, or the digest of its bytes."""


def beside_words(old: bytes, new: bytes) -> tuple[str, ...]:
    """A line for each kind of thing that only one of two Word files shows, all changes accepted; none where they show the same.

    A thing that only moved is no difference. Raises BadInputError.
    """
    before, after = _things(Package.open(old, "the old file", seen=True)), _things(Package.open(new, "the new file", seen=True))
    lines: list[str] = []
    for kind in dict.fromkeys(_KINDS.values()):
        gone = sum(n for (of, _), n in (before - after).items() if of == kind)
        come = sum(n for (of, _), n in (after - before).items() if of == kind)
        counts = ((min(gone, come), "changed"), (gone - come, "gone"), (come - gone, "new"))
        lines += [f"{number} {kind}{'s'[: number != 1]} {what}, which no word shows" for number, what in counts if number > 0]
    return tuple(lines)


def _things(package: Package) -> Counter[Thing]:
    found: Counter[Thing] = Counter()
    digests: dict[str, str] = {}
    for part in (package.main, *(r.target for r in package.relations(package.main) if r.kind in ("header", "footer", "footnotes", "endnotes"))):
        relations = {r.id: r for r in package.relations(part) if r.kind in _KINDS}
        if not relations or not package.has(part):
            continue
        for element in package.xml(part).iter():
            for name in _REFERENCES:
                relation = relations.get(element.get(name, "")) if isinstance(element.tag, str) else None
                if relation is None or any(above.tag in _GONE for above in element.iterancestors()):
                    continue
                if relation.external or not package.has(relation.target):
                    told = relation.target
                else:
                    if relation.target not in digests:
                        digests[relation.target] = sha256(package.raw(relation.target)).hexdigest()
                    told = digests[relation.target]
                found[(_KINDS[relation.kind], told)] += 1
    return found
