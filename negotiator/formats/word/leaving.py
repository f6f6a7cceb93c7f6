"""Parts of a Word file that go whole from a file for the room, known by their names and by the kinds of relations that lead to them."""

from __future__ import annotations

import re
from typing import Final

from negotiator.formats.word.package import Package

_NAMED: Final = re.compile(
    r"^(docProps/|docMetadata/|customXml/|customUI|userCustomization/|_xmlsignatures/|word/(comments\w*\.xml$|people\d*\.xml$|printerSettings/|glossary/|vba\w+\.(bin|xml)$"
    r"|attachedToolbars|customizations\.xml$|webextensions/|documenttasks/|tasks\w*\.xml$))|thumbnail",
    re.IGNORECASE,
)
_KINDS: Final = frozenset(
    (
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documenttasks", "customXml", "printerSettings", "thumbnail"),
        *("core-properties", "extended-properties", "custom-properties", "classificationlabels", "glossaryDocument", "vbaProject", "keyMapCustomizations"),
        *("attachedToolbars", "ui", "userCustomization", "webextension", "webextensiontaskpanes", "origin", "signature"),
    )
)
"""Any program may name a part as it likes; what leads there says what it is."""
_CALLED: Final[tuple[tuple[str, str], ...]] = (
    (r"^word/people", "a list of people"),
    (r"^docProps/.*\.xml$", "document properties"),
    (r"^docMetadata/", "a label of sensitivity"),
    (r"thumbnail", "a thumbnail"),
    (r"^customXml/item\d+\.xml$", "custom XML"),
    (r"^word/printerSettings/", "printer settings"),
    (r"^word/glossary/document\.xml$", "building blocks"),
    (r"^word/vbaProject", "macros"),
    (r"^word/(documenttasks/|tasks)", "tasks"),
    (r"^word/webextensions/", "extensions of programs"),
    (r"^_xmlsignatures/sig", "digital signatures"),
)
CALLED: Final = tuple(what for _, what in _CALLED)


def leaving(package: Package) -> frozenset[str]:
    """The parts that go; those to which only they lead are dropped with all that nothing leads to."""
    gone = {part for part in package.parts if _NAMED.search(part)}
    for part in ("", *(p for p in package.parts if not p.endswith(".rels"))):
        gone |= {r.target for r in package.relations(part) if r.kind in _KINDS and not r.external and r.target != package.main}
    return frozenset(gone)


def called(part: str) -> str:
    """What is told of a part that went; empty for one that goes along with another."""
    return next((what for pattern, what in _CALLED if re.search(pattern, part, re.IGNORECASE)), "")
