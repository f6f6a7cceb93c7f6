"""Words reduced to what matching compares: stems by language, British and American spelling as one, and the words that carry no meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

from negotiator.text.normalise import fold
from negotiator.text.tokens import words

_SNOWBALL: Final = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "nb": "norwegian",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}


def base_language(tag: str) -> str:
    """The language alone of a BCP 47 tag (`en-GB` → `en`), empty where nobody knows it."""
    base = tag.casefold().replace("_", "-").partition("-")[0]
    return "" if base in ("und", "mul", "zxx") else base


@lru_cache(maxsize=1)
def _all_function_words() -> Mapping[str, frozenset[str]]:
    source = files("negotiator.match") / "glossaries" / "function-words.tsv"
    lines = (line.partition("\t") for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {language: frozenset(listed.split()) for language, _, listed in lines}


def function_words(language: str) -> frozenset[str]:
    """Words of a language that bind rather than mean; none for a language that we have no list of."""
    return _all_function_words().get({"no": "nb", "nn": "nb"}.get(language, language), frozenset())


def guessed_language(texts: Iterable[str]) -> str:
    """The language whose binding words a text has most of; empty where none stands out."""
    there = Counter(word for text in texts for word in words(text[:2000]))
    shares = {language: sum(there[word] for word in listed) for language, listed in _all_function_words().items()}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] * 8 > sum(there.values()) else ""


@lru_cache(maxsize=32)
def stemmer(language: str) -> Callable[[str], str]:
    """The stem of a word (as `negotiator.text.tokens.words` gives it) in a language, without accents; cached by word."""
    name = _SNOWBALL.get(language)
    if name is None:
        return lru_cache(maxsize=50_000)(fold)
    import snowballstemmer

    stem = snowballstemmer.stemmer(name).stemWord
    if language == "en":
        return lru_cache(maxsize=50_000)(lambda word: _unaccented(stem(_one_spelling(word))))
    return lru_cache(maxsize=50_000)(lambda word: _unaccented(stem(word)))


def _unaccented(stem: str) -> str:
    return stem if stem.isascii() else fold(stem)


_ISE: Final = re.compile(r"(?<=[a-z]{3})is(e|es|ed|er|ers|ing|able|ation|ations|ational)$")
_OUR: Final = re.compile(r"(?<=[a-z])our(s|ed|ing|able|hood|ful)?$")


def _one_spelling(word: str) -> str:
    """`organise` as `organize`, `labour` as `labor`, `programme` as `program`, `centre` as `center`."""
    if len(word) < 5:
        return word
    word = _ISE.sub(r"iz\1", word)
    word = _OUR.sub(r"or\1", word) if len(word) > 5 else word
    return {"programme": "program", "programmes": "programs", "centre": "center", "centres": "centers", "defence": "defense", "licence": "license"}.get(
        word, word
    )


__all__ = ["base_language", "function_words", "guessed_language", "stemmer", "words"]
