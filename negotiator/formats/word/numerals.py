"""Numbers as lists and notes print them: pure functions from a number and a format's name to text (ECMA-376, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST: Final = 32_767
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
_CHICAGO: Final = "*†‡§"


def numeral(number: int, form: str) -> str:
    """`number` in the format that Word calls `form`; decimal for a format that is not known here."""
    return _FORMS.get(form, str)(number)


def roman(number: int) -> str:
    """Lower-case Roman numeral; decimal for zero, below and beyond what Word counts."""
    if not 0 < number <= _MOST:
        return str(number)
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def letters(number: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """a … z, aa, bb … zz, aaa: the letter is repeated; decimal beyond what Word counts."""
    if number < 1:
        return ""
    if number > _MOST:
        return str(number)
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (times + 1)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    if number // 10 % 10 == 1:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def cardinal(number: int) -> str:
    """In English words: forty-two, one hundred and one is written `one hundred one`, as Word does."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    for size, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            return f"{cardinal(many)} {word}" + (f" {cardinal(rest)}" if rest else "")
    raise AssertionError(number)  # pragma: no cover


def ordinal_words(number: int) -> str:
    """In English words: first, twenty-first, one hundredth."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    return head + _ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _sign(number: int) -> str:
    return letters(number, _CHICAGO)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "ordinal": ordinal,
    "cardinalText": lambda n: _sentence(cardinal(n)),
    "ordinalText": lambda n: _sentence(ordinal_words(n)),
    "none": lambda _: "",
    "bullet": lambda _: "",
    "hex": lambda n: f"{n:X}",
    "chicago": _sign,
    "numberInDash": lambda n: f"- {n} -",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "russianLower": lambda n: letters(n, _RUSSIAN),
    "russianUpper": lambda n: letters(n, _RUSSIAN).upper(),
}
