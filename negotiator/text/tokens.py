"""How a text falls into words: lossless for redlines, folded for comparison; scripts without spaces by character."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
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
    found = parts(text)
    return list(zip(found[:-1:2], found[1::2], strict=True)), found[-1]


def parts(text: str) -> list[str]:
    """Space (which may be empty) and word or mark by turns, the space at the end last; joined they give the text."""
    script = _ASCII
    if not text.isascii():
        script = _UNSPACED if _patterns()[0].search(text) else _SPACED
    if "  " in text or not text.isprintable():
        return [*chain.from_iterable(_pattern(script).findall(text)), text[len(text.rstrip()) :]]
    tail = " " if text.endswith(" ") else ""
    chunks = (text[:-1] if tail else text).split(" ")
    found = [*chain.from_iterable(_pattern(script).findall(chunks[0]))]
    for chunk in map(_AFTER_SPACE[script].__getitem__, chunks[1:]):
        found += chunk
    found.append(tail)
    return found


_ASCII, _SPACED, _UNSPACED = range(3)


def _pattern(script: int) -> re.Pattern[str]:
    return _patterns()[script] if script else _ASCII_PIECES


class _Remembered(dict[str, tuple[str, ...]]):
    """What stands between two spaces as parts: the same few words make most of a text."""

    def __init__(self, script: int) -> None:
        super().__init__()
        self.script = script

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = self[chunk] = tuple(chain.from_iterable(_pattern(self.script).findall(f" {chunk}")))
        return found


_MOST_REMEMBERED: Final = 1 << 13
_AFTER_SPACE: Final = (_Remembered(_ASCII), _Remembered(_SPACED), _Remembered(_UNSPACED))


def tokens(text: str) -> list[str]:
    """Words, runs of space and single punctuation marks; joined they give the text to the letter."""
    return [part for part in parts(text) if part]


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
