"""Numbers typed before a paragraph (`7.`, `(a)`, `iv)`) as the Word list that prints just that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from negotiator.formats.word.numerals import letters, roman

_LABEL: Final = re.compile(r"(?P<open>\(?)(?P<number>\d{1,4}|[a-z]{1,2}|[A-Z]{1,2}|[ivxlc]{1,7}|[IVXLC]{1,7})(?P<close>[.)])[ \t\u00a0]+(?=\S)")
_ROMAN: Final = {roman(n): n for n in range(1, 200)}
_LETTERS: Final = {letters(n): n for n in range(1, 79)}


@dataclass(frozen=True, slots=True)
class ListLabel:
    """A number, how it is written, and what stands around it."""

    form: str
    """As Word calls it: `decimal`, `lowerLetter`, `upperLetter`, `lowerRoman`, `upperRoman`, `bullet`."""
    number: int
    open: str
    close: str

    def same_series(self, other: ListLabel) -> bool:
        return (self.form, self.open, self.close) == (other.form, other.open, other.close)

    def readings(self) -> tuple[ListLabel, ...]:
        """What the label may mean: `(i)` is the first Roman numeral and the ninth letter."""
        if self.form not in ("lowerRoman", "upperRoman"):
            return (self,)
        upper = self.form == "upperRoman"
        letter = _LETTERS.get(roman(self.number))
        return (self,) if letter is None else (self, ListLabel("upperLetter" if upper else "lowerLetter", letter, self.open, self.close))


def read_label(text: str, *, letters_too: bool = False) -> tuple[ListLabel, int] | None:
    """The label at the start of a paragraph and how many characters it takes; None where it has none that Word could count.

    A single letter with a full stop counts with `letters_too` only (it may be `A. Smith`); a number of more than three digits is a year.
    """
    found = _LABEL.match(text)
    if found is None or (found["open"] and found["close"] == "."):
        return None
    number, end = found["number"], found.end()
    bare = found["close"] == "." and not letters_too
    if number.isdigit():
        return (ListLabel("decimal", int(number), found["open"], found["close"]), end) if len(number) < 4 and number[0] != "0" else None
    lower = number.lower()
    if lower in _ROMAN and (len(number) > 1 or lower in "ivx") and not (bare and len(number) == 1):
        return ListLabel("upperRoman" if number[0].isupper() else "lowerRoman", _ROMAN[lower], found["open"], found["close"]), end
    if lower in _LETTERS and not bare:
        return ListLabel("upperLetter" if number[0].isupper() else "lowerLetter", _LETTERS[lower], found["open"], found["close"]), end
    return None
