"""The words and letters that number provisions, in the languages that texts here arrive in."""

from __future__ import annotations

import re

WORDS: dict[str, tuple[int, str]] = {
    "part": (1, "part partie parte teil del część deel osa часть"),
    "title": (2, "title titre título titel titolo tytuł раздел"),
    "chapter": (3, "chapter chapitre capítulo kapitel capitolo rozdział hoofdstuk luku глава"),
    "section": (4, "section sección abschnitt afsnit sezione secção avsnitt отдел"),
    "article": (5, "article artículo artikel art articolo artigo artykuł artikla článek статья"),
    "stk": (7, "stk"),
    "annex": (0, "annex annexe anexo anhang anlage bilag bijlage allegato bilaga liite załącznik appendix attachment schedule приложение"),
    "rule": (6, "rule regla regel règle правило"),
    "action": (8, "action acción aktion maßnahme handling indsats действие"),
    "indicator": (8, "indicator indicateur indicador indikator показатель"),
    "recommendation": (8, "recommendation recommandation recomendación empfehlung anbefaling рекомендация"),
    "commitment": (8, "commitment engagement compromiso verpflichtung tilsagn"),
    "principle": (8, "principle principe principio grundsatz princip принцип"),
    "objective": (8, "objective objectif objetivo ziel mål goal target"),
}
"""Words that number provisions: rank (0 = outermost) and spellings."""

STRUCTURAL_RANK = 6
"""Words of this rank or a lower one order a text; the ones above number provisions."""

WORD_OF = {spelling: word for word, (_, spellings) in WORDS.items() for spelling in spellings.split()}

_CARDINALS = "one uno una eins|two dos zwei|three tres drei|four vier|five fünf|six sechs|seven sieben|eight acht|nine neun|ten zehn|eleven elf|twelve zwölf"
_ORDINALS = (
    "first premier première 1er 1re ier ire primero primera erster первая|second deuxième 2e iie segundo segunda zweiter вторая"
    "|third troisième 3e iiie tercero tercera dritter третья|fourth quatrième 4e ive cuarto cuarta vierter четвертая"
    "|fifth cinquième 5e ve quinto quinta fünfter пятая|sixth sixième 6e vie sexto sexta sechster шестая"
    "|seventh septième 7e viie séptimo séptima siebter седьмая|eighth huitième 8e viiie octavo octava achter восьмая"
    "|ninth neuvième 9e ixe noveno novena neunter девятая|tenth dixième 10e xe décimo décima zehnter десятая"
    "|eleventh onzième 11e xie elfter|twelfth douzième 12e xiie zwölfter"
)
ORDINALS = {name: number for number, names in enumerate(_ORDINALS.split("|"), 1) for name in names.split()}
"""Ordinal ones; Roman numerals follow them where they count chapters (`CHAPITRE PREMIER`, `CHAPITRE II`)."""
SPELLED = {name: number for number, names in enumerate(_CARDINALS.split("|"), 1) for name in names.split()} | ORDINALS
"""Numbers that are spelled out behind a structural word (`Article premier`, `CHAPTER ONE`) or before it (`Erster Teil`)."""

CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
"""Letters as they number lists; ё, й and the signs are passed over."""

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

MONTHS = re.compile(
    r"\s*(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|januar|februar|marts|maj|juni|juli|oktober|november|dezember|märz|mai"
    r"|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r")(?!\w)",
    re.IGNORECASE,
)
"""A month behind a number: the number is a day."""


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to 399 in canonical form, else None."""
    low = text.casefold()
    if not low or any(c not in ROMAN for c in low):
        return None
    total = sum(-ROMAN[a] if ROMAN[a] < ROMAN.get(b, 0) else ROMAN[a] for a, b in zip(low, f"{low[1:]} ", strict=True))
    return total if to_roman(total) == low else None


def to_roman(value: int) -> str:
    """A numeral in lower case, up to 399."""
    out = ""
    for amount, numeral in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while value >= amount:
            out += numeral
            value -= amount
    return out
