"""How fast and how close to minimal redlines are: `python bench/redline.py`."""

from __future__ import annotations

import random
import time

from negotiator.model.change import Op
from negotiator.text.common import hunks
from negotiator.text.redline import redline
from negotiator.text.tokens import pieces

COMMON = "the of and to in a for on by with as at or be is shall their its that all"


def paragraph(words: int, chance: random.Random, vocabulary: list[str]) -> str:
    return " ".join(chance.choice(vocabulary) + ("," if chance.random() < 0.08 else "") for _ in range(words)) + "."


def edited(text: str, share: float, chance: random.Random, vocabulary: list[str]) -> str:
    words = text.split()
    for _ in range(max(1, int(share * len(words) / 2))):
        at = chance.randrange(len(words))
        run = chance.choice((1, 1, 2, 3))
        words[at : at + chance.choice((0, run))] = [chance.choice(vocabulary) for _ in range(chance.choice((0, run)))]
    return " ".join(words)


def main() -> None:
    chance = random.Random(7)
    common = list(COMMON.split())
    rare = ["".join(chance.choice("abcdefghijklmnoprstuvw") for _ in range(chance.randrange(4, 11))) for _ in range(900)]
    vocabulary = common * 30 + rare
    for words, repeat in ((50, 200), (150, 200), (600, 30), (10_000, 2)):
        pairs = []
        for _ in range(max(2, min(40, repeat))):
            old = paragraph(words, chance, vocabulary)
            pairs.append((old, edited(old, 0.1, chance, vocabulary)))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            for old, new in pairs:
                redline(old, new)
            best = min(best, (time.process_time() - start) / len(pairs))
        marked = needed = fragments = 0
        for old, new in pairs:
            line = redline(old, new)
            assert line.old == old and line.new == new, "not exact"  # noqa: S101
            marked += sum(len(pieces(s.text)[0]) for s in line.segments if s.op is not Op.EQUAL)
            fragments += sum(s.op is not Op.EQUAL for s in line.segments)
            found = hunks([w for _, w in pieces(old)[0]], [w for _, w in pieces(new)[0]])
            needed += sum(i2 - i1 + j2 - j1 for i1, i2, j1, j2 in found)
        print(f"{words:6} words: {best * 1e3:8.3f} ms, marked {marked / needed:.3f} x minimal, {fragments / len(pairs):.1f} marked stretches")


if __name__ == "__main__":
    main()
