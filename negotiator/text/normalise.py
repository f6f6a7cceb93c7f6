"""Keys under which two wordings count as one: to the letter, for search, and apart from typography."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import Final

NORMALISER: Final = "1"
"""Version of `fold` and `cosmetic`, kept with every key that was made by them."""

_DOUBLE_QUOTES = "“”„‟«»″‶〝〞〟＂"
_SINGLE_QUOTES = "‘’‚‛‹›′‵`´ʼ＇"
_HYPHENS = "‐‑‒–—―−⁃﹘﹣－"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_TYPOGRAPHY: Final = str.maketrans(
    {
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_INVISIBLE, ""),
        **_LIGATURES,
        "…": "...",
    }
)
_UNDECOMPOSED: Final = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t"})
"""Letters with a stroke or two in one, which Unicode does not take apart."""


def wording_sha256(text: str) -> str:
    """The key of a wording, in hexadecimal: SHA-256 of its exact text in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fold(text: str) -> str:
    """The text as search sees it: no case, no accents, one kind of quotation mark, hyphen and space."""
    plain = unicodedata.normalize("NFKD", unified(text)).casefold()
    if plain.isascii():
        return " ".join(plain.split())
    stripped = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).translate(_UNDECOMPOSED)
    return " ".join(stripped.split())


def unified(text: str) -> str:
    """One form for each quotation mark, hyphen and composed letter; invisible characters dropped. Spaces stay as they are."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_TYPOGRAPHY))


_NOTE_MARK: Final = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:!?)\]\"'\u2019\u201d\u00bb]))[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+(?!\w)")
"""A raised number behind a word or a mark, not behind a unit (`km²`)."""


def without_note_numbers(text: str) -> str:
    """The text with every raised number that refers to a note made the same: notes are renumbered whenever one is put in before them."""
    return text if text.isascii() else _NOTE_MARK.sub("\u00b9", text)


def cosmetic(text: str) -> str:
    """The text without what is typography only: two wordings with the same result differ in nothing that a reader would call a change.

    Quotation marks, hyphens and dashes, kinds and runs of space (line breaks among them), space at either end, composed and decomposed letters,
    ligatures, invisible characters, raised numbers of notes.
    """
    return " ".join(unified(without_note_numbers(text)).split())
