"""A template, or a file with macros, as the plain document that a `.docx` is: Word opens no `.docx` that says inside that it is something else."""

from __future__ import annotations

from typing import Final

from negotiator.formats.word.package import Package

_DOCUMENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHERS: Final = ("macroEnabled", "wordprocessingml.template")
"""What the content type of the main part holds where it is no plain document (ECMA-376 Part 1, 11.3.10; MS-OFFMACRO2, 2.2)."""
_MACROS: Final = ("vbaProject", "wordVbaData", "vbaProjectSignature", "keyMapCustomizations")
"""Kinds of relations that lead to macros and what belongs to them."""


def as_document(content: bytes, name: str) -> bytes:
    """The file itself where it is a plain document, else one without macros that is; no word of it changes. Raises BadInputError."""
    if not content.startswith(b"PK"):
        return content
    package = Package.open(content, name, seen=True)
    if not any(other in package.content_type(package.main) for other in _OTHERS):
        return content
    package.put(package.main, package.raw(package.main), _DOCUMENT)
    for relation in package.relations(package.main):
        if relation.kind in _MACROS and not relation.external:
            for inner in package.relations(relation.target):
                package.drop(inner.target)
            package.drop(relation.target)
    package.unrelate(package.main, _MACROS)
    return package.save()
