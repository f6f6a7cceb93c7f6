"""Compared backwards, a text gives what it gives forwards: links, what moved, how alike and how sure."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from negotiator.align import align, aligner
from negotiator.model.change import Match

WORDS = "mines victims clearance deadline States shall cooperate reports annually funding survivors the of plan request extension Council decides by majority"


@dataclass(frozen=True)
class Paragraph:
    """A unit of prose."""

    text: str
    number: str = ""
    kind: str = ""
    parent: str | None = None
    id: str = ""


def revised(seed: int) -> tuple[list[Paragraph], list[Paragraph]]:
    """A text full of near twins and what edits, splits, merges, moves and, in every other one, a new term made of it: ties and rivals everywhere."""
    chance = random.Random(seed)
    vocabulary = WORDS.split()
    patterns = [chance.choices(vocabulary, k=chance.randrange(3, 12)) for _ in range(6)]

    def distorted(words: list[str], share: float) -> str:
        return " ".join(chance.choice(vocabulary) if chance.random() < share else word for word in words)

    old = [Paragraph(distorted(chance.choice(patterns), 0.25), f"{k}.") for k in range(24)]
    new: list[Paragraph] = []
    for unit in old:
        step, words = chance.random(), unit.text.split()
        if step < 0.12:
            continue
        if step < 0.3:
            new.append(Paragraph(distorted(words, 0.3)))
        elif step < 0.4 and len(words) > 5:
            new += [Paragraph(" ".join(words[: len(words) // 2])), Paragraph(" ".join(words[len(words) // 2 :]))]
        elif step < 0.5 and new:
            new[-1] = Paragraph(f"{new[-1].text} {unit.text}")
        elif step < 0.6:
            new.insert(chance.randrange(len(new) + 1), unit)
        elif step < 0.7:
            new += [unit, Paragraph(distorted(chance.choice(patterns), 0.25))]
        else:
            new.append(unit)
    if seed % 2:
        new = [Paragraph(unit.text.replace("Council", "Meeting of the Parties"), unit.number) for unit in new]
    return old, new


def described(matches: tuple[Match, ...], *, swapped: bool) -> set[tuple[object, ...]]:
    sides = [(match.new, match.old) if swapped else (match.old, match.new) for match in matches]
    return {(*side, m.moved, m.renumbered, m.similarity, m.confidence) for side, m in zip(sides, matches, strict=True)}


def differing() -> int:
    """Of sixty texts, those that give something else when they are compared backwards."""
    pairs = [revised(seed) for seed in range(60)]
    return sum(described(align(old, new), swapped=False) != described(align(new, old), swapped=True) for old, new in pairs)


def test_every_text_gives_the_same_backwards() -> None:
    assert differing() == 0


def test_the_texts_are_hard_enough_to_tell_a_one_way_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligner, "_key", lambda units: (0, []))
    assert differing() >= 10
