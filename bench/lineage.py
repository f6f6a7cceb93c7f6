"""What a long lineage costs, in seconds of the processor: 600 paragraphs, a dozen changed each time; `python bench/lineage.py [REVISIONS] [PARAGRAPHS]`."""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from negotiator.services.compare import compare_revisions
from negotiator.services.documents import history
from negotiator.services.files import read_file
from negotiator.services.import_revision import ImportWishes, import_revision, plan_import
from negotiator.services.rulings import Decision, Verb, rule, uncertain
from negotiator.store.store import Store

WORDS = """water wells border report survey district clearance survivor family medical care support unit contribution school risk education community language
women declaration review meeting progress target national plan budget partner donor training equipment record release land quality standard""".split()  # noqa: SIM905
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def sentence(dice: random.Random) -> str:
    return "The Parties shall " + " ".join(dice.choice(WORDS) for _ in range(dice.randint(18, 60))) + f" by {dice.randint(2025, 2040)}."


def changed(texts: list[str], dice: random.Random, gone: list[str]) -> list[str]:
    """Eight paragraphs edited, two dropped, one new, one that was dropped before, one split."""
    texts = list(texts)
    for _ in range(8):
        at = dice.randrange(len(texts))
        words = texts[at].split()
        words[dice.randrange(3, len(words))] = dice.choice(WORDS)
        texts[at] = " ".join(words)
    for _ in range(2):
        gone.append(texts.pop(dice.randrange(len(texts))))
    texts.insert(dice.randrange(len(texts)), sentence(dice))
    if len(gone) > 6:
        texts.insert(dice.randrange(len(texts)), gone.pop(0))
    at = max(range(len(texts)), key=lambda i: len(texts[i]))
    words = texts[at].split()
    texts[at : at + 1] = [" ".join(words[: len(words) // 2]) + ".", "The Parties shall " + " ".join(words[len(words) // 2 :])]
    return texts


def timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def main(revisions: int, paragraphs: int) -> None:
    dice = random.Random(11)
    texts, gone = [sentence(dice) for _ in range(paragraphs)], list[str]()
    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder) / "talks.db"), create=True) as store:
        print("revisions  import s  compare last two s  compare first and last s  history s  align s  rule s  kB a revision")
        for number in range(revisions):
            path = Path(folder) / "text.json"
            rows = [{"id": str(n), "number": f"{n}.", "kind": "operative", "text": words} for n, words in enumerate(texts, 1)]
            path.write_text(json.dumps({"title": "Talks", "language": "en", "clauses": rows}))
            file = read_file(str(path))

            def bring(file=file, number=number) -> None:  # type: ignore[no-untyped-def]
                with store.snapshot() as view:
                    plan = plan_import(view, file, ImportWishes("declaration", label=f"Rev.{number}"))
                import_revision(store, "bench", NOW, plan)

            spent = timed(bring)
            if number + 1 in (2, 10, 25, revisions):
                figures = zip(looks(store, number), (18, 24, 9, 7, 6), strict=True)
                size = (Path(folder) / "talks.db").stat().st_size / 1024 / (number + 1)
                print(f"{number + 1:9}  {spent:8.2f}  " + "  ".join(f"{each:{wide}.3f}" for each, wide in figures), f"{size:14.0f}")
            texts = changed(texts, dice, gone)


def looks(store: Store, number: int) -> tuple[float, ...]:
    """Each in a view of its own, as a command would."""

    def compare(old: int) -> None:
        with store.snapshot() as view:
            compare_revisions(view, view.revision("declaration", f"rev{old}"), view.revision("declaration", f"rev{number}"))

    def trace() -> None:
        with store.snapshot() as view:
            history(view, f"declaration@rev{number}:300")

    def align() -> None:
        with store.snapshot() as view:
            uncertain(view, f"declaration@rev{number}")

    last = timed(lambda: compare(number - 1))
    spent = (last, timed(lambda: compare(0)), timed(trace), timed(align))
    decision = Decision(Verb.CONFIRM, (), ("300",))
    return (*spent, timed(lambda: rule(store, "bench", NOW, f"declaration@rev{number}", [decision])))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50, int(sys.argv[2]) if len(sys.argv) > 2 else 600)
