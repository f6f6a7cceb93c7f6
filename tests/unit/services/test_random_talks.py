"""Negotiations that nobody planned: whole texts, parts and branches, edited at random; identity and comparisons must hold in all of them."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from desk_of_texts import MINES, MONEY, REVIEW, SCHOOLS, SURVEY, VICTIMS, WATER, WOMEN, DeskOfTexts

from negotiator.model.change import Comparison
from negotiator.services.compare import compare_revisions
from negotiator.services.documents import history
from negotiator.services.identity import standing_text

POOL = [
    *(WATER, MINES, SURVEY, VICTIMS, MONEY, SCHOOLS, WOMEN, REVIEW),
    "The Secretariat keeps a public register of the stockpiles that each Party has destroyed.",
    "Mined areas near hospitals and markets come first in every national plan.",
    "Delegations from Cordova and Borea propose a trust fund for the mapping of river banks.",
]


def edited(random: Random, text: list[str]) -> list[str]:
    """A text after a night of work: paragraphs cut, added, reworded, moved, merged, put in brackets."""
    now = list(text)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(now))
        deed = random.choice(["cut", "add", "word", "move", "merge", "bracket"])
        if deed == "add":
            now[at:at] = [each for each in random.sample(POOL, 1) if not any(each[:30] in there for there in now)]
        elif deed == "word":
            words = now[at].split()
            words[random.randrange(len(words))] = random.choice(["swiftly", "seven", "[gradually]"])
            now[at] = " ".join(words)
        elif deed == "bracket":
            now[at] = f"[{now[at]}]"
        elif len(now) > 3:
            taken = now.pop(at)
            if deed == "move":
                now.insert(random.randrange(len(now)), taken)
            elif deed == "merge":
                other = random.randrange(len(now))
                now[other] = f"{now[other]} {taken}"
    return now


def pairs(comparison: Comparison, *, turned: bool = False) -> set[tuple[tuple[str, ...], ...]]:
    """Which ids belong together, old side first."""
    found = [(tuple(sorted(x.id for x in c.old)), tuple(sorted(x.id for x in c.new))) for c in comparison.changes]
    return {(new, old) if turned else (old, new) for old, new in found}


@pytest.mark.parametrize("seed", range(8))
def test_identity_and_comparisons_hold_whatever_happens(desk: DeskOfTexts, seed: int) -> None:
    random = Random(seed)
    desk.paper(MINES, WOMEN, MONEY)
    texts = {"v0": random.sample(POOL, 6)}
    whole = ["v0"]
    desk.bring("declaration", "v0", texts["v0"])
    for name in ("v1", "v2", "v3", "v4"):
        base = random.choice(list(texts) if random.random() < 0.3 else whole[-2:])
        if random.random() < 0.4 and base in whole:
            first = random.randint(1, len(texts[base]) - 1)
            last = min(len(texts[base]), first + random.randint(0, 2))
            part = edited(random, texts[base][first - 1 : last])
            numbers = [f"{first + k}." if first + k <= last else f"{last} alt {first + k - last}." for k in range(len(part))]
            desk.bring("declaration", name, dict(zip(numbers, part, strict=True)), scope=f"{first}-{last}", based_on=base)
            texts[name] = [*texts[base][: first - 1], *part, *texts[base][last:]]
        else:
            texts[name] = edited(random, texts[base])
            desk.bring("declaration", name, texts[name], based_on=base)
            whole.append(name)
        desk.judge("P1", "partial", random.choice(list(desk.provisions(f"declaration@{name}"))), text=f"declaration@{name}")
        desk.judge("P2", "absent", text=f"declaration@{name}")
        assert len(desk.coverage()) == 3
    with desk.store.snapshot() as view:
        revisions = view.revisions("declaration")
        for revision in revisions:
            standing = standing_text(view, revision)
            assert [c.clause.text for c in standing] == texts[revision.slug]
            assert len({c.provision for c in standing}) == len(standing)
            for stored in view.clauses(revision):
                assert history(view, f"{revision.address}:{stored.clause.path}")
        for old, new in permutations(revisions, 2):
            forth = compare_revisions(view, old, new)
            listed = [x.id for change in forth.changes for x in change.new]
            assert len(set(listed)) == len(listed)
            if old.scope.whole:
                assert len(listed) == len(view.clauses(new))
            assert pairs(forth) == pairs(compare_revisions(view, new, old), turned=True)
            for change in forth.changes:
                assert change.redline.new == "\n".join(x.text for x in change.new)
