"""How fast and how close to minimal redlines are: `python bench/redline.py`; --peers times other differs on the same words (those that are installed)."""

from __future__ import annotations

import difflib
import random
import sys
import time
from collections.abc import Callable

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


def least_seconds(work: Callable[[str, str], object], pairs: list[tuple[str, str]], rounds: int = 12) -> float:
    """Processor seconds for a pair, the least of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for old, new in pairs:
            work(old, new)
        best = min(best, (time.process_time() - start) / len(pairs))
    return best


def peers(pairs: list[tuple[str, str]]) -> None:
    """What others take to find the difference only, on the same words."""

    def tokens(text: str) -> list[str]:
        return [word for _, word in pieces(text)[0]]

    def by_difflib(old: str, new: str) -> object:
        return difflib.SequenceMatcher(None, tokens(old), tokens(new), autojunk=False).get_opcodes()

    print(f"       difflib           {least_seconds(by_difflib, pairs, 3) * 1e3:8.3f} ms")
    try:
        from rapidfuzz.distance import Indel

        print(f"       rapidfuzz         {least_seconds(lambda old, new: Indel.opcodes(tokens(old), tokens(new)), pairs) * 1e3:8.3f} ms, words taken apart")
    except ImportError:
        print("       rapidfuzz is not installed")
    try:
        from diff_match_patch import diff_match_patch  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        print("       diff-match-patch is not installed")
        return
    differ = diff_match_patch()
    differ.Diff_Timeout = 0

    def mapped(old: str, new: str) -> object:
        codes: dict[str, str] = {}
        here, there = ("".join(codes.setdefault(word, chr(0x100 + len(codes))) for word in tokens(text)) for text in (old, new))
        found = differ.diff_main(here, there, False)
        differ.diff_cleanupSemantic(found)
        return found

    print(f"       diff-match-patch  {least_seconds(mapped, pairs, 3) * 1e3:8.3f} ms, mapped to words, cleaned up")


def main() -> None:
    chance = random.Random(7)
    common = list(COMMON.split())
    rare = ["".join(chance.choice("abcdefghijklmnoprstuvw") for _ in range(chance.randrange(4, 11))) for _ in range(900)]
    vocabulary = common * 30 + rare
    for words, share, repeat in ((50, 0.1, 200), (150, 0.03, 200), (150, 0.1, 200), (600, 0.1, 30), (10_000, 0.1, 2)):
        pairs = []
        for _ in range(max(2, min(40, repeat))):
            old = paragraph(words, chance, vocabulary)
            pairs.append((old, edited(old, share, chance, vocabulary)))
        best = least_seconds(redline, pairs, 12 if words < 1000 else 3)
        marked = needed = fragments = 0
        for old, new in pairs:
            line = redline(old, new)
            assert line.old == old and line.new == new, "not exact"  # noqa: S101
            marked += sum(len(pieces(s.text)[0]) for s in line.segments if s.op is not Op.EQUAL)
            fragments += sum(s.op is not Op.EQUAL for s in line.segments)
            found = hunks([w for _, w in pieces(old)[0]], [w for _, w in pieces(new)[0]])
            needed += sum(i2 - i1 + j2 - j1 for i1, i2, j1, j2 in found)
        print(f"{words:6} words: {best * 1e3:8.3f} ms, marked {marked / needed:.3f} x minimal, {fragments / len(pairs):.1f} marked stretches")
        if "--peers" in sys.argv and words == 150:
            peers(pairs)


if __name__ == "__main__":
    main()
