"""Printed numbers, read once for every format: `1.`, `(a)`, `II-`, `Action #12`, `PP5 alt`, `3 bis`, `Article 5`, bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from negotiator.reading.numerals import CYRILLIC, MONTHS, ORDINALS, SPELLED, STRUCTURAL_RANK, WORD_OF, WORDS, roman, to_roman

_RANK = {"upper": 10, "arabic": 20, "alpha": 30, "roman": 40, "bullet": 50}
_SPELLED = "|".join(sorted(SPELLED, key=len, reverse=True))
_SUFFIX = r"(?:\s?(?:bis|ter|quater|quat|quinquies|sexies|septies|[Aa]lt(?:\.?\s?\d{1,2}(?=[\s.):]))?)(?![^\W\d_]))"
_NUMERAL = rf"(?P<num>\d{{1,4}}|[IVXLC]{{1,7}}|[ivxlc]{{1,6}}|[A-Za-zА-Яа-я]|(?P<twice>[A-Za-z])(?P=twice))(?P<suffix>{_SUFFIX}*)"
_OPENING = r"(?P<lead>\[*)"
_BULLET = re.compile(r"(?P<lead>\[*)(?P<bullet>[•●▪◦‣∙·○■□➢➤✓\uf0b7\uf0a7*–—-])(?:[ \t\u00a0]+(?=\S)|$)")
_PREAMBLE = re.compile(
    rf"{_OPENING}(?P<printed>(?P<word>(?:PP|OP)\.?(?=\s?\d)|(?:[Pp]p|Op)(?=\d))\s?(?P<num>\d{{1,3}})(?P<suffix>{_SUFFIX}*)[.:)]?)(?=[\s\]]|$)"
)
_WORDED = re.compile(
    rf"{_OPENING}(?P<printed>(?P<word>[^\W\d_]{{3,16}}\.?)(?:\s|(?=[\d#]))(?P<mark>#|No\.?|Nr\.?|n°|№)?\s?"
    rf"(?P<num>(?:{_SPELLED})(?!\w)|\d{{1,3}}(?:\.\d{{1,3}})*|[IVXLC]{{1,7}}|[A-Z])(?P<suffix>{_SUFFIX}*))"
    r"(?P<end>\s?[-–—](?=\s)|[.:)]?(?=[\s\]]|$)|\s:(?=\s)|(?<=\d)(?=(?-i:[A-ZÀ-Þ][a-zß-ÿ]{2})))",
    re.IGNORECASE,
)
_PARAGRAPH_SIGN = re.compile(rf"{_OPENING}(?P<printed>(?P<word>§|#)\s?(?P<num>\d{{1,4}})(?P<suffix>{_SUFFIX}*[A-Za-z]?)[.:)]?)(?=[\s\]]|$)")
_DECIMAL = re.compile(rf"{_OPENING}(?P<printed>(?P<num>\d{{1,3}}(?:\.(?:\d{{1,3}}|x(?!\w)))+)(?P<suffix>{_SUFFIX}*)(?P<end>[.):]?))(?=[\s\]]|$)")
_PLAIN = re.compile(rf"{_OPENING}(?P<printed>(?P<open>\(?){_NUMERAL}(?P<end>[.):]|\s?[-–—](?=\s)|))(?=[\s\]]|$)")
_TURNED = re.compile(
    rf"{_OPENING}(?P<printed>(?P<num>{_SPELLED})\s(?P<word>[^\W\d_]{{4,12}})(?P<suffix>))(?P<end>\s?[-–—](?=\s)|[:.](?=\s)|)(?=\s|$)", re.IGNORECASE
)
_ALONE = re.compile(
    r"(?P<lead>\[*)(?P<printed>[A-ZП](?i:nnexe?|nexo|nhang|nlage|ilag|ilaga|ijlage|llegato|ppendix|риложение)\*?)(?:\s*(?=\]?$)|\s?[.:–—-]\s+(?=\S.{1,80}[^\W\d_]$))"
)
"""The only annex of a text has no number."""
_GLUED = re.compile(r"(?P<lead>\[*)(?P<printed>(?P<open>\()(?P<num>\d{1,3}|[a-z]|[ivx]{1,5})(?P<suffix>)(?P<end>\)))(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Label:
    """One printed number and the ways in which it can be read."""

    printed: str
    """To the letter: `3 bis.`, `(a)`, `II-`."""
    style: str
    """Which series it belongs to by its form: `1.`, `(a)`, `A-`, `article`, `1.1`; letters and Roman numerals share a style."""
    readings: tuple[tuple[str, int], ...]
    """(numeral system, value), likeliest first; systems are `arabic`, `upper`, `upper-roman`, `alpha`, `roman`, `cyrillic`, `bullet`, `only`."""
    component: str
    """Its part of a path: `3bis`, `a`, `II`, `12`, `PP5`; empty for a bullet."""
    rank: int
    """How far out it stands by its form: 0 outermost, 50 a bullet."""
    word: str = ""
    """`article`, `action`, `PP` … for a number that is spelled with a word."""
    parts: tuple[str, ...] = ()
    """Components of a decimal number (`3.1.2`), else the one numeral."""
    suffix: str = ""
    """`bis`, `alt` …: a number put between two others."""
    bare: bool = False
    """No punctuation at all: a number only if something else says so."""

    @property
    def first(self) -> bool:
        """Whether a series can start with it."""
        return any(value == 1 for _, value in self.readings)

    @property
    def structural(self) -> bool:
        """Part, chapter, section, article, annex: it orders the text."""
        return bool(self.word) and self.rank <= STRUCTURAL_RANK

    @property
    def unnumbered(self) -> bool:
        """`Annex` alone: it names a part and counts nothing."""
        return self.readings[0][0] == "only"

    @property
    def bullet(self) -> bool:
        return self.style.startswith("•")


@lru_cache(maxsize=8192)
def split_label(text: str) -> tuple[Label | None, str]:
    """A paragraph's typed number and its text without it; brackets opened before the number stay with the text.

    A number without punctuation (`Article 5 of the Convention …`, `25 years …`) counts only where the text after it looks like a heading.
    """
    for pattern in (_PREAMBLE, _WORDED, _TURNED, _PARAGRAPH_SIGN, _DECIMAL, _PLAIN, _GLUED):
        found = pattern.match(text)
        if not found:
            continue
        label = _label(found, text[found.end() :])
        if label is None:
            continue
        rest = text[found.end() :]
        lead = found["lead"]
        if lead and rest.startswith("]") and rest[1:2] in ("", " ", "\t", "\u00a0"):
            return _printed(label, f"[{label.printed}]"), f"{lead[1:]}{rest[1:].lstrip()}"
        return label, f"{lead}{rest.lstrip()}"
    found = _ALONE.match(text)
    if found:
        return _annex(found["printed"]), f"{found['lead']}{text[found.end() :]}"
    found = _BULLET.match(text)
    if found:
        return _bullet(found["bullet"]), found["lead"] + text[found.end() :]
    return None, text


@lru_cache(maxsize=8192)
def read_label(printed: str) -> Label | None:
    """A number printed by automatic numbering, or given by a file; None where it is empty. Never fails: an unknown form is a series of its own."""
    stripped = printed.strip()
    if not stripped:
        return None
    for pattern in (_PREAMBLE, _WORDED, _TURNED, _PARAGRAPH_SIGN, _DECIMAL, _PLAIN):
        found = pattern.fullmatch(stripped)
        if found:
            label = _label(found, "", sure=True)
            if label is not None:
                return _printed(label, stripped)
    if _ALONE.fullmatch(stripped):
        return _annex(stripped)
    if not any(c.isalnum() for c in stripped):
        return _printed(_bullet(stripped[0]), stripped)
    component = re.sub(r"[^\w.]+", "", stripped).strip(".")
    return Label(stripped, re.sub(r"\w+", "w", stripped), (("other", 0),), component, 20, parts=(component,))


def _label(found: re.Match[str], rest: str, *, sure: bool = False) -> Label | None:
    groups = found.groupdict()
    num, suffix = groups["num"], re.sub(r"[\s.]", "", groups["suffix"] or "")
    raw_word = (groups.get("word") or "").rstrip(".").casefold()
    # A dash between `CHAPTER 1` and its title only parts them.
    printed = found["printed"] + (groups["end"].strip(" -–—") if raw_word and groups.get("end") else "")
    if raw_word in ("pp", "op"):
        upper = raw_word.upper()
        return Label(printed.strip(), upper, (("arabic", int(num)),), f"{upper}{num}{suffix}", 20, upper, (f"{num}{suffix}",), suffix)
    if raw_word in ("§", "#"):
        return Label(printed.strip(), raw_word, (("arabic", int(num)),), f"{num}{suffix}", 5 if raw_word == "§" else 20, raw_word, (f"{num}{suffix}",), suffix)
    if raw_word:
        word = WORD_OF.get(raw_word)
        if word is None or not (sure or _worded_is_label(found, rest, word)):
            return None
        value = SPELLED.get(num.casefold())
        if value is not None:
            num = to_roman(value).upper() if num.casefold() in ORDINALS and word in ("part", "title", "chapter") else str(value)
        readings = _readings(num.rpartition(".")[2])
        if not readings:
            return None
        parts = (*num.split(".")[:-1], f"{num.rpartition('.')[2]}{suffix}")
        component = f"{'Schedule' if raw_word == 'schedule' else 'Annex'}{num}{suffix}" if word == "annex" else ".".join(parts)
        return Label(printed.strip(), word, readings, component, WORDS[word][0], word, parts, suffix)
    end = (groups.get("end") or "").strip()
    if "." in num:
        pieces = num.split(".")
        if not sure and not end and not suffix and _runs_on(rest):
            return None
        value = int(pieces[-1]) if pieces[-1].isdigit() else 99
        parts = (*pieces[:-1], f"{pieces[-1]}{suffix}")
        return Label(printed, "1" + ".1" * (len(pieces) - 1), (("arabic", value),), ".".join(parts), 20 + len(pieces), parts=parts, suffix=suffix)
    return _plain(found, rest, num, suffix, end, sure=sure)


def _plain(found: re.Match[str], rest: str, num: str, suffix: str, end: str, *, sure: bool) -> Label | None:
    opening = found["open"]
    printed = found["printed"].strip()
    if opening and end != ")":
        return None
    bare = not end and not opening
    if not sure:
        tabbed = rest.startswith("\t")
        if bare and not (num.isdigit() and (tabbed or (suffix and _capital(rest)))):
            return None
        if suffix and not end and not _capital(rest):
            return None
        if end == ":" and not suffix:
            return None
        if num.isdigit() and (int(num) > 999 or (not opening and _is_date(rest))):
            return None
    readings = _readings(num)
    if not readings:
        return None
    sample = "1" if num.isdigit() else "A" if num.isupper() else "a"
    dash = "-" if end in "-–—" and end else end
    system = readings[0][0]
    if system == "cyrillic" and not sure and end != ")":
        return None
    rank = _RANK["upper"] if system.startswith("upper") else _RANK["alpha"] if system == "cyrillic" else _RANK[system]
    return Label(printed, f"{opening}{sample}{dash}", readings, f"{num}{suffix}", rank, parts=(f"{num}{suffix}",), suffix=suffix, bare=bare)


def _readings(num: str) -> tuple[tuple[str, int], ...]:
    if num.isdigit():
        return (("arabic", int(num)),)
    upper = num.isupper()
    if num.casefold() in CYRILLIC:
        return (("upper-cyrillic" if upper else "cyrillic", CYRILLIC.index(num.casefold()) + 1),)
    found: list[tuple[str, int]] = []
    value = roman(num)
    if value is not None:
        found.append(("upper-roman" if upper else "roman", value))
    if num.isascii() and (len(num) == 1 or (len(num) == 2 and num[0] == num[1])):
        letter = ord(num[0].casefold()) - ord("a") + 1 + 26 * (len(num) - 1)
        # A lone c, d or l is far likelier to be a letter; a lone i, v or x a numeral.
        found.insert(0 if num.casefold() in ("c", "l") else len(found), ("upper" if upper else "alpha", letter))
    if len(num) == 2 and num[0] == num[1] and not upper:
        # `aa)` under `b)` starts a list of its own; after `z)` it goes on.
        found.append(("double", ord(num[0]) - ord("a") + 1))
    return tuple(found)


def _worded_is_label(found: re.Match[str], rest: str, word: str) -> bool:
    """Whether a word and a number that open a paragraph number it, rather than begin its sentence."""
    spelled = found["num"].casefold() in SPELLED
    if found["num"].isalpha() and not found["num"].isupper() and not spelled:
        return False
    if (WORDS[word][0] <= WORDS["stk"][0] and found["printed"][0].islower()) or (found.re is _TURNED and not _orders(found, rest, word)):
        return False
    if found.groupdict().get("mark") == "#" or found["end"].strip() or not rest.strip():
        return True
    following = rest.lstrip(" \t]").rstrip()
    if not following:
        return True
    if following[0] in "([–—-":
        return True
    return _capital(following) and (rest[:1] == "\t" or len(following.split()) <= 14 or found["word"].isupper()) and not following.endswith((".", ";", ","))


def _orders(found: re.Match[str], rest: str, word: str) -> bool:
    """`Erster Teil`, `PREMIÈRE PARTIE – Généralités`: alone on a line, or a dash before a title."""
    return WORDS[word][0] <= STRUCTURAL_RANK and (not rest.strip() or (bool(found["end"].strip()) and _capital(rest)))


def _annex(printed: str) -> Label:
    return Label(printed, "annex", (("only", 1),), "Annex", WORDS["annex"][0], "annex", ("",))


def _is_date(rest: str) -> bool:
    return MONTHS.match(rest) is not None


def _runs_on(rest: str) -> bool:
    found = re.search(r"\w|%", rest)
    return found is not None and not found[0].isupper() and not rest.lstrip().startswith("[")


def _capital(rest: str) -> bool:
    stripped = rest.lstrip(" \t\u00a0[(“\"'‘«")
    return stripped[:1].isupper()


def _printed(label: Label, printed: str) -> Label:
    return Label(printed, label.style, label.readings, label.component, label.rank, label.word, label.parts, label.suffix, label.bare)


def _bullet(sign: str) -> Label:
    return Label(sign, f"•{sign}", (("bullet", 0),), "", _RANK["bullet"])
