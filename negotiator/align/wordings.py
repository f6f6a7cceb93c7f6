"""Wordings that a new text uses throughout in the place of old ones, learned from links that are made already.

Where "the Meeting" has become "the Conference of the Parties" everywhere, the change says nothing about which paragraph is which;
applied to the old text, it lets the paragraphs be compared by what else they say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from negotiator.align.likeness import Likeness
from negotiator.text.common import hunks

LONGEST: Final = 8
"""Words in either wording."""
LEAST_LINKS: Final = 3
LEAST_SHARE: Final = 0.5
"""Of the places in linked units where the old wording stood: replaced by itself, or the new wording stands in the partner and in no old text."""
STILL_USED: Final = 0.1
"""Places in the new text, as a share of those in the old one, above which the old wording is not gone."""
ALIKE: Final = 0.4
"""Dice's coefficient of links to learn from."""

Phrase = tuple[str, ...]


def learned(likeness: Likeness, forth: Mapping[int, int]) -> dict[Phrase, Phrase]:
    """Old wording → new wording, for each replacement seen in several links and in most places, whose old wording is gone
    from the new text and stands in old units that are not linked well."""
    seen: dict[Phrase, Counter[Phrase]] = {}
    alike = {i: j for i, j in forth.items() if likeness.dice(i, j) >= ALIKE}
    gone = likeness.vanished(LEAST_LINKS, STILL_USED, [i for i in range(likeness.old.size) if i not in alike])
    for i, j in alike.items():
        if i in gone and not likeness.identical(i, j):
            for before, after in sorted(set(_replacements(likeness.old.words[i], likeness.new.words[j]))):
                seen.setdefault(before, Counter())[after] += 1
    often = {before: after.most_common(1)[0] for before, after in sorted(seen.items()) if after.most_common(1)[0][1] >= LEAST_LINKS}
    if not often:
        return {}
    loose = (words for i, words in enumerate(likeness.old.words) if i not in alike)
    useful = frozenset[Phrase]().union(*_occurrences(loose, often))
    often = {before: found for before, found in often.items() if before in useful}
    standing, there = (_occurrences(side.words, {*often, *(after for after, _ in often.values())}) for side in (likeness.old, likeness.new))
    old, new = _units(standing), _units(there)
    linked = _units(standing[i] for i in forth)
    beside = Counter(before for i, j in forth.items() for before in standing[i] if before in often and often[before][0] in there[j])
    return {
        before: after
        for before, (after, links) in often.items()
        if new[before] <= STILL_USED * old[before]
        and (links >= LEAST_SHARE * linked[before] or (old[after] <= STILL_USED * new[after] and beside[before] >= LEAST_SHARE * linked[before]))
    }


def _units(standing: Iterable[frozenset[Phrase]]) -> Counter[Phrase]:
    """In how many units each phrase stands."""
    return Counter(phrase for phrases in standing for phrase in phrases)


def _replacements(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[Phrase, Phrase]]:
    for i1, i2, j1, j2 in hunks(old, new):
        if 0 < i2 - i1 <= LONGEST and 0 < j2 - j1 <= LONGEST:
            yield tuple(old[i1:i2]), tuple(new[j1:j2])


def _occurrences(texts: Iterable[Sequence[str]], phrases: Iterable[Phrase]) -> list[frozenset[Phrase]]:
    """Which phrases stand in each unit."""
    by_longest: dict[str, list[tuple[Phrase, int]]] = {}
    for phrase in phrases:
        at = max(range(len(phrase)), key=lambda k: (len(phrase[k]), k))
        by_longest.setdefault(phrase[at], []).append((phrase, at))
    sought = frozenset(by_longest)
    found = []
    for words in texts:
        if sought.isdisjoint(words):
            found.append(frozenset[Phrase]())
            continue
        places = [place for place, word in enumerate(words) if word in sought]
        near = ((phrase, place - at) for place in places for phrase, at in by_longest[words[place]] if place >= at)
        found.append(frozenset(phrase for phrase, start in near if tuple(words[start : start + len(phrase)]) == phrase))
    return found


def replaced(texts: Sequence[Sequence[str]], terms: Mapping[Phrase, Phrase]) -> dict[int, tuple[str, ...]]:
    """The texts that change, by their places, with every learned wording in the place of its old one, the longest first."""
    by_first = _by_first(terms)
    return {place: words for place, text in enumerate(texts) if (words := _replaced(text, terms, by_first)) != tuple(text)}


def _replaced(words: Sequence[str], terms: Mapping[Phrase, Phrase], by_first: Mapping[str, Sequence[Phrase]]) -> tuple[str, ...]:
    if by_first.keys().isdisjoint(words):
        return tuple(words)
    found: list[str] = []
    done = 0
    for place, word in enumerate(words):
        if place >= done and word in by_first:
            phrase = next((p for p in by_first[word] if tuple(words[place : place + len(p)]) == p), None)
            if phrase is not None:
                found += [*words[done:place], *terms[phrase]]
                done = place + len(phrase)
    return (*found, *words[done:])


def _by_first(phrases: Iterable[Phrase]) -> dict[str, list[Phrase]]:
    by_first: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        by_first.setdefault(phrase[0], []).append(phrase)
    return by_first
