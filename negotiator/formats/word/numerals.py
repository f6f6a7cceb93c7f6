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
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_HEBREW_VALUES: Final = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"), (40, "מ"), (30, "ל"), (20, "כ"), (10, "י"),
    (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip
_ARABIC: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD: Final = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_THAI: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HAN: Final = "〇一二三四五六七八九"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_AIUEO: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA: Final = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_HALF_WIDTH: Final = dict(zip(_AIUEO, "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ", strict=True)) | {"ヰ": "ｲ", "ヱ": "ｴ"}
_KOREAN: Final = "영일이삼사오육칠팔구"
_NATIVE: Final = (
    ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"), ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"),
)  # fmt: skip
_HANGUL: Final = "가나다라마바사아자차카타파하"
_JAMO: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"


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


def hebrew(number: int) -> str:
    """The letters of a Hebrew number, without marks: fifteen and sixteen are nine and six, nine and seven."""
    if not 0 < number < 1000:
        return str(number)
    out: list[str] = []
    for value, letter in _HEBREW_VALUES:
        while number >= value:
            if number in (15, 16):
                return "".join((*out, "ט", "ו" if number == 15 else "ז"))
            out.append(letter)
            number -= value
    return "".join(out)


def han(number: int) -> str:
    """Chinese counting up to 99,999: ten is 十, eleven 十一, twenty-one 二十一, one hundred and one 一百零一."""
    if not 0 < number < 100_000:
        return str(number) if number else "〇"
    if number < 20:
        return "十"[: number // 10] + (_HAN[number % 10] if number % 10 else "")
    out, gap = "", False
    for unit, sign in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap else "") + _HAN[digit] + sign
        gap = bool(out) and not digit
        if not number:
            break
    return out


def korean(number: int) -> str:
    """Sino-Korean counting to 99: ten is 십, twenty-one 이십일."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (f"{_KOREAN[tens] if tens > 1 else ''}십" if tens else "") + (_KOREAN[ones] if ones else "")


def korean_native(number: int) -> str:
    """Native Korean counting to 99: one is 하나, eleven 열하나."""
    return f"{_NATIVE[1][number // 10]}{_NATIVE[0][number % 10]}" if 0 < number < 100 else str(number)


def legal(number: int, signs: str, ten: str) -> str:
    """Counting to 99 with the signs of deeds, which are hard to alter: one ten is written 壹拾."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (f"{signs[tens]}{ten}" if tens else "") + (signs[ones] if ones else "")


def digits(number: int, signs: str) -> str:
    """Decimal in other digits: `signs` holds the ten of them from zero."""
    return str(number).translate(str.maketrans("0123456789", signs))


def _han_counted(number: int) -> str:
    return han(number) if number < 100 else digits(number, _HAN)


def _cycle(number: int, signs: str) -> str:
    """One sign each, decimal beyond them."""
    return signs[number - 1] if 1 <= number <= len(signs) else str(number)


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
    "hebrew1": hebrew,
    "hebrew2": lambda n: letters(n, _HEBREW),
    "arabicAlpha": lambda n: letters(n, _ARABIC),
    "arabicAbjad": lambda n: letters(n, _ABJAD),
    "hindiNumbers": lambda n: digits(n, "०१२३४५६७८९"),
    "thaiNumbers": lambda n: digits(n, "๐๑๒๓๔๕๖๗๘๙"),
    "thaiLetters": lambda n: letters(n, _THAI),
    "decimalFullWidth": lambda n: digits(n, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda n: digits(n, "０１２３４５６７８９"),
    "chineseCounting": _han_counted,
    "chineseCountingThousand": han,
    "taiwaneseCounting": _han_counted,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": _han_counted,
    "ideographDigital": lambda n: digits(n, _HAN),
    "japaneseDigitalTenThousand": lambda n: digits(n, _HAN),
    "ideographTraditional": lambda n: _cycle(n, _STEMS),
    "ideographZodiac": lambda n: _cycle(n, _BRANCHES),
    "decimalHalfWidth": str,
    "aiueo": lambda n: letters(n, "".join(_HALF_WIDTH[sign] for sign in _AIUEO)),
    "aiueoFullWidth": lambda n: letters(n, _AIUEO),
    "iroha": lambda n: letters(n, "".join(_HALF_WIDTH[sign] for sign in _IROHA)),
    "irohaFullWidth": lambda n: letters(n, _IROHA),
    "koreanDigital": lambda n: digits(n, _KOREAN),
    "koreanDigital2": lambda n: digits(n, "零一二三四五六七八九"),
    "koreanCounting": korean,
    "koreanLegal": korean_native,
    "japaneseLegal": lambda n: legal(n, "零壱弐参四伍六七八九", "拾"),
    "chineseLegalSimplified": lambda n: legal(n, "零壹贰叁肆伍陆柒捌玖", "拾"),
    "ideographLegalTraditional": lambda n: legal(n, "零壹貳參肆伍陸柒捌玖", "拾"),
    "taiwaneseDigital": lambda n: digits(n, "○一二三四五六七八九"),
    "ideographEnclosedCircle": lambda n: chr(0x327F + n) if 1 <= n <= 10 else str(n),
    "ideographZodiacTraditional": lambda n: f"{_STEMS[(n - 1) % 10]}{_BRANCHES[(n - 1) % 12]}" if 1 <= n <= 60 else str(n),
    "ganada": lambda n: _cycle(n, _HANGUL),
    "chosung": lambda n: _cycle(n, _JAMO),
    "russianLower": lambda n: letters(n, _RUSSIAN),
    "russianUpper": lambda n: letters(n, _RUSSIAN).upper(),
}
