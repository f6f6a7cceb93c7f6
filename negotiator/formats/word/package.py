"""A Word file as a zip of parts, opened with suspicion and saved without touching what is not ours."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from negotiator.errors import BadInputError
from negotiator.formats.word.archive import Entry, write_archive

MOST_BYTES: Final = 100_000_000
"""The largest file that is opened."""
MOST_DECLARED: Final = 500_000_000
"""The largest size that the entries of a file may declare together, checked before any of them is read."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"

_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART: Final = "[Content_Types].xml"
_OFFICE_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KINDS: Final[Mapping[str, str]] = {
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "commentsIds": "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
    "commentsExtensible": "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
    "people": "http://schemas.microsoft.com/office/2011/relationships/people",
    "core-properties": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
}
_OTHER_OFFICE: Final[Mapping[str, str]] = {"sheet": "an Excel", "presentation": "a PowerPoint"}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT: Final = "purl.oclc.org"
_SAVE_AS_DOCX: Final = "open it in Word and save it as a Word document (.docx)"
_SEND_AGAIN: Final = "ask for the file again, or open it in Word and save it anew"
_ENCODINGS: Final = re.compile(r"(utf-?8|utf-?16(le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part."""

    id: str
    kind: str
    """Last path piece of its type (`footnotes`, `hyperlink`)."""
    target: str
    """Name of the part it leads to, or an address outside the file."""
    external: bool


_TELLING = {
    "styles": "its styles",
    "numbering": "its numbering",
    "footnotes": "its footnotes",
    "endnotes": "its endnotes",
    "header": "a header",
    "footer": "a footer",
    "comments": "its comments",
    "aFChunk": "an inserted document",
}
"""Parts without which words or numbers would be missing and nothing would show it; a picture that is missing shows."""


class Package:
    """The parts of one Word file, read on demand; part names carry no leading slash (`word/document.xml`)."""

    def __init__(self, name: str, content: bytes, archive: zipfile.ZipFile) -> None:
        self.name = name
        self._content = content
        self._archive = archive
        self._entries: dict[str, zipfile.ZipInfo] = {_plain(i.filename): i for i in archive.infolist()}
        self._folded = {part.casefold(): part for part in self._entries}
        self._roots: dict[str, etree._Element] = {}
        self._changed: dict[str, etree._Element | bytes] = {}
        self._dropped: set[str] = set()
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self.main = ""

    @classmethod
    def open(cls, content: bytes, name: str, *, seen: bool = False) -> Package:
        """The Word file in `content`; `name` is what messages call it. `seen`: it was opened before, and its text is not looked into again.

        Raises BadInputError for anything but a readable Word file in the transitional namespace: too large, encrypted, another format,
        a part missing or damaged, a document type declaration.
        """
        if not content:
            raise BadInputError(f"{name} is empty", hint=_SEND_AGAIN)
        if len(content) > MOST_BYTES:
            raise _too_large(name, f"{len(content) / 1e6:,.0f} MB")
        _refuse_other_formats(content, name)
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise BadInputError(f"{name} is damaged: its end is missing or its table of parts cannot be read", hint=_SEND_AGAIN) from error
        _check_entries(archive, name)
        package = cls(name, content, archive)
        package._find_main()
        if not seen:
            package._check_main()
        return package

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of all parts, in the order of the file, new ones last; folders are not parts."""
        names = [*self._entries, *(part for part in self._changed if part not in self._entries)]
        return tuple(part for part in names if not part.endswith("/") and part not in self._dropped)

    def has(self, part: str) -> bool:
        return self._locate(part) is not None

    def raw(self, part: str) -> bytes:
        """The bytes of a part as they stand now. Raises BadInputError where it is missing or damaged."""
        found = self._locate(part)
        if found is None:
            raise BadInputError(f"{self.name} is damaged: its part {part} is missing", hint=_SEND_AGAIN)
        changed = self._changed.get(found)
        if changed is not None:
            return changed if isinstance(changed, bytes) else _serialised(changed)
        return self._read(self._entries[found])

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part, parsed once; whoever changes it calls `put`. Raises BadInputError."""
        found = self._locate(part) or part
        root = self._roots.get(found)
        if root is None:
            root = self._roots[found] = parse(self.raw(found), f"{self.name}: {found}")
        return root

    def put(self, part: str, value: etree._Element | bytes, content_type: str | None = None) -> None:
        """Replace or add a part; an element is serialised when the package is saved, so later changes to it are saved as well."""
        found = self._locate(part) or part
        self._changed[found] = value
        self._dropped.discard(found)
        self._folded[found.casefold()] = found
        if isinstance(value, bytes):
            self._roots.pop(found, None)
        else:
            self._roots[found] = value
        if found.endswith(".rels"):
            self._relations.clear()
        if content_type is not None and self.content_type(found) != content_type:
            self._declare(found, content_type)

    def drop(self, part: str) -> None:
        """Take a part out, with its relationships and its content type; relations that lead to it are the caller's."""
        found = self._locate(part)
        if found is None:
            return
        for gone in (found, _rels_of(found)):
            self._dropped.add(gone)
            self._changed.pop(gone, None)
            self._roots.pop(gone, None)
        types = self.xml(_TYPES_PART)
        for override in types.findall(f"{{{_CONTENT_TYPES}}}Override"):
            if _plain(override.get("PartName", "")).casefold() == found.casefold():
                types.remove(override)
                self.put(_TYPES_PART, types)
        self._relations.clear()

    def content_type(self, part: str) -> str:
        """The content type that the file declares for a part; empty where it declares none."""
        types = self.xml(_TYPES_PART)
        for override in types.iterfind(f"{{{_CONTENT_TYPES}}}Override"):
            if _plain(override.get("PartName", "")).casefold() == part.casefold():
                return str(override.get("ContentType", ""))
        suffix = part.rpartition(".")[2].casefold()
        for default in types.iterfind(f"{{{_CONTENT_TYPES}}}Default"):
            if default.get("Extension", "").casefold() == suffix:
                return str(default.get("ContentType", ""))
        return ""

    def relations(self, part: str) -> tuple[Relation, ...]:
        """All relationships of a part (`""`: of the package), in file order."""
        known = self._relations.get(part)
        if known is None:
            rels = _rels_of(part)
            root = self.xml(rels) if self.has(rels) else ()
            known = self._relations[part] = tuple(_relation(e, part) for e in root if isinstance(e.tag, str))
        return known

    def related(self, part: str, kind: str) -> str | None:
        """The first part that `part` leads to by a relationship of this kind, if it is in the file."""
        return next((r.target for r in self.relations(part) if r.kind == kind and not r.external and self.has(r.target)), None)

    def unrelate(self, part: str, kinds: Collection[str]) -> None:
        """Take out the relationships of a part that are of these kinds; what they lead to is the caller's."""
        rels = _rels_of(part)
        if not self.has(rels):
            return
        root = self.xml(rels)
        for element in [e for e in root if isinstance(e.tag, str) and _relation(e, part).kind in kinds]:
            root.remove(element)
            self.put(rels, root)

    def target(self, part: str, relation_id: str) -> str | None:
        """Where a relationship of `part` leads: a part's name or an outside address; None where there is no such id."""
        return next((r.target for r in self.relations(part) if r.id == relation_id), None)

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship from `part` to `target`, added where there is none. `kind` is a last path piece or a whole type."""
        short = kind.rpartition("/")[2]
        for known in self.relations(part):
            if known.kind == short and known.target == target and known.external is external:
                return known.id
        rels = _rels_of(part)
        root = self.xml(rels) if self.has(rels) else etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
        taken = {r.id.casefold() for r in self.relations(part)}
        fresh = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rid{n}" not in taken)
        element = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
        element.set("Id", fresh)
        element.set("Type", kind if "://" in kind else _KINDS.get(kind, _OFFICE_KINDS + kind))
        element.set("Target", target if external else posixpath.relpath(target, posixpath.dirname(part) or "."))
        if external:
            element.set("TargetMode", "External")
        self.put(rels, root)
        return fresh

    def fresh(self, pattern: str) -> str:
        """A part name that is free: `word/media/image{}.png` with the lowest number."""
        return next(part for n in range(1, len(self._folded) + 2) if not self.has(part := pattern.format(n)))

    def save(self) -> bytes:
        """The file with its changes: entries that were not touched are copied as they lie in the old file, in their order; new ones follow."""
        entries = [
            Entry(info.filename, info.date_time, None if part not in self._changed else self.raw(part), info)
            for part, info in self._entries.items()
            if part not in self._dropped
        ]
        entries += [Entry(part, None, self.raw(part), None) for part in self._changed if part not in self._entries]
        return write_archive(entries, self._content)

    def _locate(self, part: str) -> str | None:
        found = part if part in self._entries or part in self._changed else self._folded.get(_plain(part).casefold())
        return None if found is None or found in self._dropped or (found not in self._entries and found not in self._changed) else found

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 0x1:
            raise BadInputError(f"{self.name} is protected with a password", hint="ask for the password, remove it in Word and save the file")
        try:
            with self._archive.open(info) as entry:  # never unpacks more than was declared, whatever is packed there
                return entry.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise BadInputError(f"{self.name} is damaged: its part {info.filename} cannot be unpacked", hint=_SEND_AGAIN) from error

    def _declare(self, part: str, content_type: str) -> None:
        types = self.xml(_TYPES_PART)
        element = next((o for o in types.iterfind(f"{{{_CONTENT_TYPES}}}Override") if _plain(o.get("PartName", "")).casefold() == part.casefold()), None)
        if element is None:
            element = etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Override")
            element.set("PartName", f"/{part}")
        element.set("ContentType", content_type)
        self.put(_TYPES_PART, types)

    def _find_main(self) -> None:
        if not self.has(_TYPES_PART) or not self.has(_rels_of("")):
            kind = "an OpenDocument file" if self.has("mimetype") else "a zip file, but not a Word file"
            raise BadInputError(f"{self.name} is {kind}", hint=_SAVE_AS_DOCX)
        for element in self.xml(_rels_of("")):
            if not isinstance(element.tag, str):
                continue
            if element.get("Type", "").endswith("/officeDocument"):
                self.main = _relation(element, "").target
        if not self.main or not self.has(self.main):
            raise BadInputError(f"{self.name} is damaged: its main part ({self.main or 'word/document.xml'}) is missing", hint=_SEND_AGAIN)
        content_type = self.content_type(self.main)
        if "wordprocessingml" not in content_type and "ms-word" not in content_type and content_type not in ("", "application/xml", "text/xml"):
            other = (
                "an Excel" if "sheet" in content_type or "excel" in content_type else "a PowerPoint" if "presentation" in content_type else "another kind of"
            )
            raise BadInputError(f"{self.name} is {other} file, not a Word file", hint=_SAVE_AS_DOCX)

    def _check_main(self) -> None:
        root = self.xml(self.main)
        if _STRICT in root.tag:
            raise BadInputError(
                f"{self.name} is saved as “Strict Open XML”, which is not supported",
                hint="in Word: File, Save As, Word Document (*.docx), not “Strict Open XML Document”",
            )
        if root.tag != f"{W}document" or root.find(f"{W}body") is None:
            raise BadInputError(f"{self.name} is damaged: its main part {self.main} holds no document body", hint=_SEND_AGAIN)
        for relation in self.relations(self.main):
            if relation.kind in _TELLING and not relation.external and not self.has(relation.target):
                raise BadInputError(f"{self.name} is damaged: its part {relation.target} ({_TELLING[relation.kind]}) is missing", hint=_SEND_AGAIN)


def parse(raw: bytes, name: str) -> etree._Element:
    """The root element of untrusted XML: no document type, no entities, no network. Raises BadInputError that calls it `name`."""
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
    if raw.startswith((b"\xff\xfe\0\0", b"<\0\0\0", b"\0\0")) or not (wide or raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"):
        raise BadInputError(f"{name} is damaged: it is no XML", hint=_SEND_AGAIN)
    declared = re.search(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([^\"']+)", raw[:400].replace(b"\0", b""))
    if declared and not _ENCODINGS.fullmatch(declared[1].decode("ascii", "replace")):
        raise BadInputError(f"{name} is in the encoding {declared[1].decode('ascii', 'replace')}, which a Word file may not use", hint=_SEND_AGAIN)
    # an entity in an attribute is expanded even where entities are off, so the declaration is refused before anything is parsed
    if b"<!DOCTYPE" in raw or (wide and ("<!DOCTYPE".encode("utf-16-le") in raw or "<!DOCTYPE".encode("utf-16-be") in raw)):
        raise BadInputError(f"{name} carries a document type declaration (DOCTYPE), which no Word file has", hint="do not trust this file; ask its sender")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False, remove_pis=False)
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInputError(f"{name} is damaged: its XML is cut short or broken ({_first_line(error)})", hint=_SEND_AGAIN) from error


def _refuse_other_formats(content: bytes, name: str) -> None:
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise BadInputError(f"{name} is protected with a password", hint="ask for the password, remove it in Word and save the file")
        raise BadInputError(f"{name} is in the old Word format (.doc)", hint=_SAVE_AS_DOCX)
    if content.lstrip()[:5] == b"{\\rtf":
        raise BadInputError(f"{name} is a rich text file (.rtf)", hint=_SAVE_AS_DOCX)
    if content.startswith(b"%PDF"):
        raise BadInputError(f"{name} is a PDF file, not a Word file", hint="ask for the Word file")
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise BadInputError(f"{name} is not a Word file", hint=_SAVE_AS_DOCX)


def _check_entries(archive: zipfile.ZipFile, name: str) -> None:
    declared = sum(info.file_size for info in archive.infolist())
    if declared > MOST_DECLARED:
        raise _too_large(name, f"{declared / 1e6:,.0f} MB unpacked")
    seen: set[str] = set()
    for info in archive.infolist():
        key = _plain(info.filename).casefold()
        if key in seen:
            raise BadInputError(f"{name} is damaged: it holds its part {info.filename} twice", hint=_SEND_AGAIN)
        seen.add(key)
    if "mimetype" in seen and archive.NameToInfo.get("mimetype") is not None and "content.xml" in seen:
        raise BadInputError(f"{name} is an OpenDocument file (.odt)", hint=_SAVE_AS_DOCX)


def _too_large(name: str, size: str) -> BadInputError:
    return BadInputError(
        f"{name} is too large ({size})", hint=f"a Word file may have {MOST_BYTES / 1e6:,.0f} MB, and {MOST_DECLARED / 1e6:,.0f} MB unpacked; take pictures out"
    )


def _relation(element: etree._Element, part: str) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target.replace("\\", "/"))).lstrip("/")
    return Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)


def _rels_of(part: str) -> str:
    folder, _, leaf = part.rpartition("/")
    return f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"


def _plain(filename: str) -> str:
    return filename.replace("\\", "/").lstrip("/")


def _serialised(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
