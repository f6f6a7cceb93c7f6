"""Invents revisions of a real text with known links: random edits, drops, additions, moves, splits, merges, renumbering, new terms.

What it makes is harder than most real drafts in some ways (edits are blind to meaning) and easier in others (no paraphrase): it measures
methods against each other, not against the world.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Profile:
    """How much a revision changes; all as chances per clause unless said otherwise."""

    edit: float
    rate: tuple[float, float]
    """Least and greatest share of a clause's words that an edit replaces."""
    drop: float
    add: float
    twin: float
    """Share of additions that are a distortion of another clause."""
    split: float
    merge: float
    move: float
    terms: int
    """Words replaced throughout."""


LIGHT = Profile(0.15, (0.03, 0.3), 0.03, 0.04, 0.3, 0.02, 0.02, 0.02, 0)
DRAFT = Profile(0.55, (0.05, 0.5), 0.08, 0.10, 0.4, 0.06, 0.06, 0.05, 1)
REWRITE = Profile(0.9, (0.2, 0.75), 0.25, 0.30, 0.4, 0.08, 0.08, 0.10, 3)


@dataclass
class Draft:
    """One clause of the new text with the old ones that it comes from."""

    words: list[str]
    sources: list[tuple[str, str]] = field(default_factory=list)
    """(id of an old clause, what was done)."""


def revise(clauses: list[dict[str, Any]], profile: Profile, seed: int) -> dict[str, Any]:
    """A case with "old", "new" and "links"."""
    chance = random.Random(seed)
    pool = [clause["text"].split() for clause in clauses if len(clause["text"].split()) > 4]
    drafts: list[Draft] = []
    for clause in clauses:
        if chance.random() < profile.add:
            drafts.append(Draft(_invented(pool, profile, chance)))
        if chance.random() < profile.drop:
            continue
        words = clause["text"].split()
        edited = chance.random() < profile.edit
        cuts = _cuts(words) if chance.random() < profile.split else []
        if cuts:
            chosen = sorted(chance.sample(cuts, min(len(cuts), chance.choice((1, 1, 2)))))
            pieces = [words[a:b] for a, b in zip([0, *chosen], [*chosen, len(words)], strict=True)]
            drafts.extend(Draft(_edited(piece, pool, profile, chance) if edited else piece, [(clause["id"], "split")]) for piece in pieces)
        elif drafts and len(drafts[-1].sources) == 1 and drafts[-1].sources[0][1] != "split" and len(words) > 4 and chance.random() < profile.merge:
            last = drafts[-1]
            last.words += _edited(words, pool, profile, chance) if edited else words
            last.sources = [(last.sources[0][0], "merge"), (clause["id"], "merge")]
        else:
            drafts.append(Draft(_edited(words, pool, profile, chance) if edited else words, [(clause["id"], "edited" if edited else "same")]))
    _move(drafts, profile, chance)
    _rename(drafts, clauses, profile, chance)
    number = {clause["id"]: clause.get("number", "") for clause in clauses}
    new: list[dict[str, Any]] = []
    for k, draft in enumerate(drafts):
        if draft.words:
            form = number[draft.sources[0][0]] if draft.sources else new[-1]["number"] if new else ""
            new.append({"id": f"n{k}", "number": re.sub(r"\d+", str(k + 1), form), "text": " ".join(draft.words)})
    links = [(source, f"n{k}", kind) for k, draft in enumerate(drafts) if draft.words for source, kind in draft.sources]
    return {"name": f"synthetic-{seed}", "old": clauses, "new": new, "links": links, "optional": []}


def _cuts(words: list[str]) -> list[int]:
    """Places where a clause may be cut: after a sentence, a semicolon or a comma, at least six words from either end and from the last place."""
    found: list[int] = []
    for k in range(6, len(words) - 6):
        if re.search(r"[.;:,]$", words[k - 1]) and (not found or k - found[-1] >= 6):
            found.append(k)
    return found


def _edited(words: list[str], pool: list[list[str]], profile: Profile, chance: random.Random) -> list[str]:
    words = list(words)
    to_change = chance.uniform(*profile.rate) * len(words)
    while to_change > 0.5:
        run = min(len(words), chance.choice((1, 1, 2, 3, 5)))
        at = chance.randrange(max(1, len(words)))
        source = chance.choice(pool)
        start = chance.randrange(len(source))
        action = chance.random()
        replacement = source[start : start + run]
        if action < 0.5:
            words[at : at + run] = replacement
        elif action < 0.75:
            words[at:at] = ["[" + replacement[0], *replacement[1:-1], replacement[-1] + "]"] if len(replacement) > 1 and chance.random() < 0.4 else replacement
        elif len(words) > run + 1:
            del words[at : at + run]
        to_change -= run
    return words


def _invented(pool: list[list[str]], profile: Profile, chance: random.Random) -> list[str]:
    if chance.random() < profile.twin:
        return _edited(chance.choice(pool), pool, Profile(1, (0.35, 0.7), 0, 0, 0, 0, 0, 0, 0), chance)
    words: list[str] = []
    for _ in range(chance.randrange(2, 9)):
        source = chance.choice(pool)
        start = chance.randrange(len(source))
        words += source[start : start + chance.randrange(2, 7)]
    return words


def _move(drafts: list[Draft], profile: Profile, chance: random.Random) -> None:
    for _ in range(int(profile.move * len(drafts) / 2)):
        run = chance.randrange(1, 5)
        start = chance.randrange(max(1, len(drafts) - run))
        block = drafts[start : start + run]
        del drafts[start : start + run]
        at = chance.randrange(len(drafts) + 1)
        drafts[at:at] = block


def _rename(drafts: list[Draft], clauses: list[dict[str, Any]], profile: Profile, chance: random.Random) -> None:
    count = Counter(word for clause in clauses for word in clause["text"].split() if word.isalpha() and len(word) > 5)
    for word, _ in chance.sample(count.most_common(40), profile.terms):
        other = [f"{word[::-1]}", "of", "the", "Meeting"][: chance.randrange(1, 5)]
        for draft in drafts:
            draft.words = [part for known in draft.words for part in (other if known == word else [known])]
