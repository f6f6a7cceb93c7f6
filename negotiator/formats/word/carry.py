"""The kinds of things that a Word file carries besides its words, and one such thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LOCAL_PATH: Final = re.compile(r"""(?:\b[A-Za-z]:[\\/]|\\\\[\w.$-]+\\|file:/+|(?<![\w:/.])/(?:home|Users|root|mnt|media|Volumes|tmp|var)/)[^"'<>|\r\n]*""")
"""A path of somebody's machine: a drive, a share, a file address, a home folder."""
_LONGEST: Final = 120


class Carry(StrEnum):
    """A kind of thing that a file carries."""

    AUTHOR = "author"
    """A name on tracked changes or comments, or in the list of people."""
    CHANGE = "change"
    COMMENT = "comment"
    PROPERTY = "property"
    HIDDEN = "hidden"
    """Hidden text and pictures, words that no eye finds (white on white, or tiny), hidden sheets, rows, columns and slides of files inside."""
    PATH = "path"
    """A path of somebody's machine, in links, field codes, alternative texts or settings."""
    LINK = "link"
    """Something outside the file that it leads to or draws on when opened."""
    TEMPLATE = "template"
    SAVES = "saves"
    """Revision-save ids: which words were typed in one sitting, and which files have one origin."""
    VARIABLE = "variable"
    CUSTOM_XML = "custom-xml"
    EMBEDDED = "embedded"
    PICTURE = "picture"
    """What a picture's own file tells: camera, author, place, program, remarks."""
    OBJECT = "object"
    """An object of an old kind (OLE) or of an unknown one, and what its streams tell."""
    DATA = "data"
    """Numbers and names behind a chart or a table: its workbook, pivot caches, defined names."""
    NOTES = "notes"
    """A speaker's notes to slides inside the file."""
    MACROS = "macros"
    THUMBNAIL = "thumbnail"
    PRINTER = "printer"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing that a file carries."""

    kind: Carry
    what: str
    part: str
    """The part of the file that holds it."""
    count: int = 1


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
