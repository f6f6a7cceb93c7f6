"""How a text falls into words: lossless for redlines, folded for comparison; scripts without spaces by character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from negotiator.text.normalise import unified

UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Scripts that put no space between words, as a piece of a character class: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""

_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d\u0859-\u085b\u08d3-\u08ff\u0900-\u0963\u0966-\u0dff\u0f71-\u0f84\u135d-\u135f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Combining marks, which Python's `\\w` leaves out: a decomposed letter is still one word with its neighbours."""
_INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069"

_NUMBER = r"\d+(?:[.,]\d+)+"
_ASCII_TOKEN = rf"{_NUMBER}|\w+(?:'\w+)*|[^\w\s]"
_W = rf"[\w{_MARKS}{_INVISIBLE}]"
_SPACED_TOKEN = rf"{_NUMBER}|{_W}+(?:['’]{_W}+)*|[^\s]"
_V = rf"(?:(?![{UNSPACED}]){_W})"
_ANY_TOKEN = rf"{_NUMBER}|[{UNSPACED}][{_MARKS}{_INVISIBLE}]*|{_V}+(?:['’]{_V}+)*|[^\s]"

_ASCII_PIECES: Final = re.compile(rf"(\s*)({_ASCII_TOKEN})")
_ASCII_WORDS: Final = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))
"""Small letters and digits as they are, capitals made small, a space for everything else."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What finds an unspaced script, pieces without and with such a script, and words without and with one; compiled when a text needs them (20 ms)."""
    word = rf"[^\W_]|[{_MARKS}]"
    return (
        re.compile(f"[{UNSPACED}]"),
        re.compile(rf"(\s*)({_SPACED_TOKEN})"),
        re.compile(rf"(\s*)({_ANY_TOKEN})"),
        re.compile(rf"(?:{word})+"),
        re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])(?:{word}))+"),
    )


def pieces(text: str) -> tuple[list[tuple[str, str]], str]:
    """Each word or punctuation mark with the space before it, and the space at the end; joined they give the text."""
    script = _ASCII
    if not text.isascii():
        script = _UNSPACED if _patterns()[0].search(text) else _SPACED
    chunks = text.split(" ")
    if text.split() != (chunks if chunks[0] else chunks[1:]):
        return _pattern(script).findall(text), text[len(text.rstrip()) :]
    return [*_pattern(script).findall(chunks[0]), *chain.from_iterable(map(_AFTER_SPACE[script], chunks[1:]))], ""


_ASCII, _SPACED, _UNSPACED = range(3)


def _pattern(script: int) -> re.Pattern[str]:
    return _patterns()[script] if script else _ASCII_PIECES


def _remembering(script: int) -> Callable[[str], list[tuple[str, str]]]:
    """The pieces of what stands between two spaces, remembered: the same few words make most of a text."""
    return lru_cache(maxsize=1 << 13)(lambda chunk: _pattern(script).findall(f" {chunk}"))


_AFTER_SPACE: Final = (_remembering(_ASCII), _remembering(_SPACED), _remembering(_UNSPACED))


def tokens(text: str) -> list[str]:
    """Words, runs of space and single punctuation marks; joined they give the text to the letter."""
    found, tail = pieces(text)
    flat = [part for piece in found for part in piece if part]
    if tail:
        flat.append(tail)
    return flat


_PRINTED: Final = re.compile("[\u00a0\u00ab\u00bb\u2002-\u200a\u2010-\u2015\u2018-\u201f\u2026\u202f\u2032\u2033\u2039\u203a]")
"""Quotation marks, dashes, ellipses and spaces that are not ASCII: they part words as their ASCII forms do."""


def words(text: str) -> list[str]:
    """The words that comparisons count: compatibility forms and case folded, runs of letters and digits; scripts without spaces by character."""
    if not text.isascii():
        text = _PRINTED.sub(" ", text)
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).decode().split()
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", unified(text)).casefold())
    unspaced, _, _, spaced_word, any_word = _patterns()
    return (any_word if unspaced.search(plain) else spaced_word).findall(plain)
