"""Numbers in words, as lists spell them in the language of their paragraph: pure functions up to ninety-nine, figures beyond."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

_Speller = Callable[[int], str]


def spelled(number: int, form: str, language: str) -> str | None:
    """`number` as `cardinalText`, `ordinalText` or `ordinal` in a language (BCP 47); None for English, and where nothing is known here."""
    known = _LANGUAGES.get(language.partition("-")[0].casefold())
    if known is None or not 0 < number < 100:
        return None
    cardinal, ordinal, sign = known
    if form == "ordinal":
        return sign(number)
    speller = cardinal if form == "cardinalText" else ordinal
    words = speller(number) if speller is not None else None
    return None if words is None else words[:1].upper() + words[1:]


def _list(words: str) -> tuple[str, ...]:
    """Words by number; each space more leaves a number out."""
    return tuple(words.split(" "))


_DANISH: Final = (
    _list("nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten"),
    _list("  tyve tredive fyrre halvtreds tres halvfjerds firs halvfems"),
    _list(
        "nulte første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende femtende sekstende syttende attende "
        "nittende"
    ),
    _list("  tyvende tredivte fyrretyvende halvtredsindstyvende tresindstyvende halvfjerdsindstyvende firsindstyvende halvfemsindstyvende"),
)


def _danish(number: int) -> str:
    tens, ones = divmod(number, 10)
    return _DANISH[0][number] if number < 20 else f"{_DANISH[0][ones]}og{_DANISH[1][tens]}" if ones else _DANISH[1][tens]


def _danish_th(number: int) -> str:
    tens, ones = divmod(number, 10)
    return _DANISH[2][number] if number < 20 else f"{_DANISH[0][ones]}og{_DANISH[3][tens]}" if ones else _DANISH[3][tens]


_GERMAN: Final = (
    _list("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"),
    _list("  zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"),
)


def _german(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number < 20:
        return _GERMAN[0][number]
    return f"{'ein' if ones == 1 else _GERMAN[0][ones]}und{_GERMAN[1][tens]}" if ones else _GERMAN[1][tens]


def _german_th(number: int) -> str:
    irregular = {1: "erste", 3: "dritte", 7: "siebte", 8: "achte"}
    return irregular.get(number) or f"{_german(number)}{'te' if number < 20 else 'ste'}"


_FRENCH: Final = (
    _list("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"),
    _list("  vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"),
)


def _french(number: int) -> str:
    if number < 20:
        return _FRENCH[0][number]
    tens, ones = divmod(number, 10)
    if tens in (7, 9):
        ones += 10
    if not ones:
        return "quatre-vingts" if number == 80 else _FRENCH[1][tens]
    joint = " et " if ones in (1, 11) and tens < 8 else "-"
    return f"{_FRENCH[1][tens]}{joint}{_FRENCH[0][ones]}"


def _french_th(number: int) -> str:
    if number == 1:
        return "premier"
    words = _french(number).removesuffix("s") if number == 80 else _french(number)
    if words.endswith("cinq"):
        return f"{words}uième"
    if words.endswith("neuf"):
        return f"{words[:-1]}vième"
    return f"{words.removesuffix('e')}ième"


_SPANISH: Final = (
    _list(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno "
        "veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
    ),
    _list("   treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
    _list("  primero segundo tercero cuarto quinto sexto séptimo octavo noveno")[1:],
    _list(" décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo"),
)


def _spanish(number: int) -> str:
    tens, ones = divmod(number, 10)
    return _SPANISH[0][number] if number < 30 else f"{_SPANISH[1][tens]} y {_SPANISH[0][ones]}" if ones else _SPANISH[1][tens]


def _spanish_th(number: int) -> str:
    tens, ones = divmod(number, 10)
    joined = {11: "undécimo", 12: "duodécimo", 13: "decimotercero", 14: "decimocuarto", 15: "decimoquinto", 16: "decimosexto", 17: "decimoséptimo"}
    joined |= {18: "decimoctavo", 19: "decimonoveno"}
    return joined.get(number) or " ".join(word for word in (_SPANISH[3][tens], _SPANISH[2][ones]) if word)


def _swedish_sign(number: int) -> str:
    return f"{number}:{'a' if number % 10 in (1, 2) and number not in (11, 12) else 'e'}"


def _figures(signs: Sequence[str]) -> _Speller:
    """Figures with a sign behind them: the first for one, the last for all others."""
    return lambda number: f"{number}{signs[0] if number == 1 else signs[-1]}"


_LANGUAGES: Final[Mapping[str, tuple[_Speller | None, _Speller | None, _Speller]]] = {
    "da": (_danish, _danish_th, _figures(".")),
    "nb": (None, None, _figures(".")),
    "sv": (None, None, _swedish_sign),
    "de": (_german, _german_th, _figures(".")),
    "nl": (None, None, _figures(("e",))),
    "fr": (_french, _french_th, _figures(("er", "e"))),
    "es": (_spanish, _spanish_th, _figures("º")),
    "pt": (None, None, _figures("º")),
    "it": (None, None, _figures("°")),
    "ru": (None, None, _figures(("-й",))),
}
