"""A distribution marking (LIMITE) in the headers of a Word file: every page of every section shows it."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from negotiator.formats.word.package import Package, R, W

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def with_marking(content: bytes, marking: str, name: str) -> bytes:
    """The file with `marking` as the first paragraph of each header; a section that has and inherits none gets one.

    Raises BadInputError where the file is no Word file.
    """
    package = Package.open(content, name)
    root = package.xml(package.main)
    known = [r for r in package.relations(package.main) if r.kind == "header" and not r.external and package.has(r.target)]
    headers = {r.id: r.target for r in known}
    for part in dict.fromkeys(headers.values()):
        header = package.xml(part)
        header.insert(0, _paragraph(marking))
        package.put(part, header)
    have: set[str] = set()
    new, even = "", _even(package)
    for section in _sections(root):
        have |= {e.get(W + "type", "default") for e in section.iterfind(W + "headerReference") if e.get(R + "id") in headers}
        wanted = ["default", *(["first"] if section.find(W + "titlePg") is not None else ()), *(["even"] if even else ())]
        for kind in (k for k in wanted if k not in have):
            if not new:
                new = package.fresh("word/header{}.xml")
                header = etree.Element(W + "hdr", nsmap={"w": W[1:-1]})
                header.append(_paragraph(marking))
                package.put(new, header, _TYPE)
            reference = etree.Element(W + "headerReference")
            reference.set(W + "type", kind)
            reference.set(R + "id", package.relate(package.main, "header", new))
            section.insert(0, reference)
            have.add(kind)
    package.put(package.main, root)
    return package.save()


def _sections(root: Any) -> list[Any]:
    sections = [s for s in root.iter(W + "sectPr") if s.getparent().tag != W + "sectPrChange"]
    body = root.find(W + "body")
    if not sections and body is not None:
        sections = [etree.SubElement(body, W + "sectPr")]
    return sections


def _even(package: Package) -> bool:
    part = package.related(package.main, "settings")
    return part is not None and package.xml(part).find(W + "evenAndOddHeaders") is not None


def _paragraph(marking: str) -> Any:
    paragraph = etree.Element(W + "p")
    properties = etree.SubElement(paragraph, W + "pPr")
    etree.SubElement(properties, W + "jc").set(W + "val", "center")
    run = etree.SubElement(paragraph, W + "r")
    formatting = etree.SubElement(run, W + "rPr")
    etree.SubElement(formatting, W + "b")
    text = etree.SubElement(run, W + "t")
    text.text = marking
    text.set(_SPACE, "preserve")
    return paragraph
