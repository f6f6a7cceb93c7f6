"""Words of one language as stems of another: small glossaries of the field that meet in English, compounds taken apart, and words that look alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from negotiator.match.stems import function_words, stemmer
from negotiator.text.normalise import fold
from negotiator.text.tokens import words

PIVOT: Final = "en"
"""Every glossary leads to English: two languages without a glossary of their own pair meet there."""

_SHARED: Final = {"no": "da", "nb": "da", "nn": "da"}
"""Languages near enough to read with another one's glossary."""
_LINKS: Final = ("", "s", "e", "es", "en", "n", "er")
"""What stands between the parts of a compound in Danish, Swedish, German and Dutch."""
_COMPOUNDING: Final = frozenset({"da", "no", "nb", "nn", "sv", "de", "nl", "fi"})

Rendering = tuple[str, ...]
"""English stems of one rendering of a term."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase of a text, as the other language may say it."""

    surface: str
    """As it stands in the text, folded to lower case."""
    renderings: tuple[Rendering, ...]
    """Likeliest first; never empty."""
    known: bool
    """Found in a glossary, or in the compared language anyway. What is unknown is compared by its looks."""


@lru_cache(maxsize=8)
def _lines(language: str) -> tuple[tuple[str, str], ...]:
    source = files("negotiator.match") / "glossaries" / f"{_SHARED.get(language, language)}.tsv"
    if not source.is_file():
        return ()
    parted = (line.partition("\t") for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple((term, renderings) for term, tab, renderings in parted if tab)


@lru_cache(maxsize=8)
def _entries(language: str) -> Mapping[tuple[str, ...], tuple[Rendering, ...]]:
    """Stems of a term → its renderings; empty where there is no glossary."""
    stem, english, empty = stemmer(language), stemmer(PIVOT), function_words(PIVOT)
    found: dict[tuple[str, ...], tuple[Rendering, ...]] = {}
    for term, renderings in _lines(language):
        if renderings:
            key = tuple(stem(word) for word in words(term))
            new = tuple(
                tuple(english(word) for word in words(r) if word not in empty) or tuple(english(word) for word in words(r)) for r in renderings.split(";")
            )
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *new)))
    return found


@lru_cache(maxsize=8)
def _lengths(language: str) -> Mapping[str, tuple[int, ...]]:
    """The lengths of the entries that start with a stem, longest first."""
    found: dict[str, set[int]] = {}
    for key in _entries(language):
        found.setdefault(key[0], set()).add(len(key))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


@lru_cache(maxsize=8)
def _written(language: str) -> dict[str, tuple[Rendering, ...]]:
    """The single words of a glossary as written, folded."""
    stem, entries = stemmer(language), _entries(language)
    return {fold(term): entries[(stem(words(term)[0]),)] for term, _ in _lines(language) if len(words(term)) == 1}


@lru_cache(maxsize=8)
def _prefixes(language: str) -> Mapping[str, tuple[Rendering, ...]]:
    """The single words of a glossary by the forms that can open a compound: the stem, and the word as written."""
    return _written(language) | {key[0]: renderings for key, renderings in _entries(language).items() if len(key) == 1 and len(key[0]) >= 3}


@lru_cache(maxsize=4096)
def plain_terms(text: str, language: str) -> tuple[Term, ...]:
    """The words of a text as its own language has them."""
    empty = function_words(language)
    return tuple([_own(word, language) for word in words(text) if word not in empty])


@lru_cache(maxsize=50_000)
def _own(word: str, language: str) -> Term:
    return Term(word, ((stemmer(language)(word),),), known=True)


@lru_cache(maxsize=4096)
def english_terms(text: str, language: str) -> tuple[Term, ...]:
    """The words and phrases of a text as English stems: the longest entry first, then parts of compounds; what is left stays as it is, unknown."""
    if language == PIVOT:
        return plain_terms(text, language)
    entries, lengths, stem, empty = _entries(language), _lengths(language), stemmer(language), function_words(language)
    there = words(text)
    stems = [stem(word) for word in there]
    terms: list[Term] = []
    place = 0
    while place < len(there):
        size = next((n for n in lengths.get(stems[place], ()) if tuple(stems[place : place + n]) in entries), 0)
        if size > 1 or (size == 1 and there[place] not in empty):
            terms.append(Term(" ".join(there[place : place + size]), entries[tuple(stems[place : place + size])], known=True))
        elif there[place] not in empty:
            terms.append(_single(there[place], stems[place], language))
        place += max(size, 1)
    return tuple(terms)


_ENDINGS: Final = {
    "da": ("ernes", "erne", "ende", "enes", "ene", "ens", "ets", "ers", "est", "ede", "en", "et", "er", "es", "te", "ne", "e", "s", "t", "r"),
    "sv": ("ernas", "erna", "arna", "orna", "ande", "ens", "ets", "ade", "en", "et", "ar", "er", "or", "na", "a", "e", "s", "t", "n"),
    "de": ("ungen", "enden", "ende", "ern", "est", "em", "en", "er", "es", "et", "te", "e", "n", "s", "t"),
    "nl": ("ende", "en", "er", "et", "es", "de", "te", "e", "n", "s", "t"),
}
"""Endings that the stemmer leaves on some forms of a word and not on others; tried, longest first, where the stem is in no entry."""


@lru_cache(maxsize=20_000)
def _uninflected(word: str, language: str) -> tuple[Rendering, ...] | None:
    """Renderings of a form whose stem is not the stem of its entry."""
    forms, stem = _prefixes(language), stemmer(language)
    for ending in _ENDINGS.get(_SHARED.get(language, language), ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            bare = word[: -len(ending)]
            found = forms.get(fold(bare)) or forms.get(stem(bare)) or forms.get(fold(bare) + "e")
            if found:
                return found
    return None


def _single(word: str, stem: str, language: str) -> Term:
    found = _prefixes(language).get(fold(word)) or _uninflected(word, language)
    if found:
        return Term(word, found, known=True)
    if language in _COMPOUNDING and len(word) >= 8:
        parts = _taken_apart(fold(word), stem, language)
        if parts is not None:
            return Term(word, parts, known=True)
    return Term(word, ((stem,),), known=False)


@lru_cache(maxsize=20_000)
def _taken_apart(word: str, stem: str, language: str) -> tuple[Rendering, ...] | None:
    """Renderings of a compound: those of its parts, joined. The longest first part wins; None where a part is not in the glossary."""
    openers = _prefixes(language)
    for cut in range(len(stem) - 3, 3, -1):
        head = next((openers[word[: cut - len(link)]] for link in _LINKS if word[:cut].endswith(link) and word[: cut - len(link)] in openers), None)
        if head is None:
            continue
        rest = stem[cut:]
        tail = openers.get(rest) or openers.get(stemmer(language)(word[cut:])) or (_taken_apart(word[cut:], rest, language) if len(rest) >= 8 else None)
        if tail is not None:
            joined = [(*first, *last) for first in head[:2] for last in tail[:3]]
            return tuple(dict.fromkeys(joined))
    return None


class Lookalikes:
    """Finds the word of a vocabulary that an unknown word is most likely a form of: names, loan words, words of one root."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words: set[str] = set(vocabulary)
        self._by_start: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        self._found: dict[tuple[str, str], str | None] = {}
        for word in sorted(self._words):
            bones = _bones(word)
            if len(bones) >= 4:
                self._by_start.setdefault(bones[:2], []).append((word, bones, _pairs(bones)))

    def nearest(self, word: str, stem: str) -> str | None:
        """The word of the vocabulary that looks most alike; None where none does enough."""
        if (word, stem) not in self._found:
            self._found[word, stem] = self._look(word, stem)
        return self._found[word, stem]

    def _look(self, word: str, stem: str) -> str | None:
        for form in (stem, word):
            if form in self._words:
                return form
        best: str | None
        best, likeness = None, 0.62
        for form in dict.fromkeys((stem, _endings(fold(word)))):
            bones = _bones(form)
            if len(bones) < 4 or bones.isdigit():
                continue
            pairs = _pairs(bones)
            for candidate, other, other_pairs in self._by_start.get(bones[:2], ()):
                if abs(len(other) - len(bones)) > 5:
                    continue
                value = 2 * len(pairs & other_pairs) / (len(pairs) + len(other_pairs))
                if value > likeness:
                    best, likeness = candidate, value
        return best


_SPELLED: Final = str.maketrans({"k": "c", "z": "s", "y": "i", "w": "v", "q": "c", "j": "i"})
_SUFFIXES: Final = (
    ("iserings", "iz"),
    ("iseringen", "iz"),
    ("isering", "iz"),
    ("isierung", "iz"),
    ("isation", "iz"),
    ("isere", "iz"),
    ("ieren", ""),
    ("ering", ""),
    ("ierung", ""),
    ("itet", "iti"),
    ("itat", "iti"),
    ("ite", "iti"),
    ("idad", "iti"),
    ("ita", "iti"),
    ("ere", ""),
    ("isk", "ic"),
    ("isch", "ic"),
    ("ique", "ic"),
    ("ico", "ic"),
    ("cion", "tion"),
    ("zione", "tion"),
)


def _endings(word: str) -> str:
    """A word with a well-known ending in its English form, roughly stemmed."""
    for ending, english in _SUFFIXES:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)] + english
    return word


def _bones(word: str) -> str:
    """How a word looks across spellings: c for k, s for z, single letters for double ones."""
    spelled = fold(word).replace("ph", "f").replace("th", "t").replace("sch", "sc").translate(_SPELLED)
    return "".join(c for k, c in enumerate(spelled) if not k or c != spelled[k - 1])


def _pairs(bones: str) -> frozenset[str]:
    padded = f"^{bones}"
    return frozenset(padded[k : k + 2] for k in range(len(padded) - 1))
