"""How fast and how rightly brackets are read: the cases, 20,000 brackets, and a real negotiating text where there is one.

python bench/brackets.py [FILE]
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from negotiator.services.brackets import brackets_in_file, unbalanced
from negotiator.services.files import read_file
from negotiator.text.bracketed.read import read_brackets

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "unit" / "text"))
LINE = "Parties [shall – EU, Borea; Arlen delete] act and [clear / address] areas [where feasible. - Cordova] at [once]"
SHAPES = {
    "in 5,000 paragraphs": [LINE] * 5000,
    "in one paragraph": [" ".join([LINE] * 5000)],
    "10,000 inside each other": ["[" * 10000 + "x" + "]" * 10000],
    "20,000 never closed": ["[" * 20000],
    "20,000 side by side": ["[a]" * 20000],
}


def main() -> None:
    from test_bracket_cases import SETS, check, resolves

    for name, aside in [(name, aside) for name in SETS for aside in (False, True)]:
        cases = [c for c in SETS[name] if c["set_aside"] is aside]
        right = 0
        for case in cases:
            try:
                check(case)
                resolves(case)
            except AssertionError:
                continue
            right += 1
        print(f"{name}, {'set aside' if aside else 'seen'}: {right} of {len(cases)}")
    for name, pieces in SHAPES.items():
        began = time.process_time()
        count = len(read_brackets(pieces).brackets)
        print(f"{name}: {count:,} brackets, {time.process_time() - began:.2f} s of processor")
    for file in sys.argv[1:]:
        read = read_file(file)
        began = time.process_time()
        found = brackets_in_file(read)
        took = time.process_time() - began
        opened, closed = sum(p.bracket.opened for p in found.placed), sum(p.bracket.closed for p in found.placed)
        print(json.dumps({"opened": opened, "closed": closed, "unbalanced": len(unbalanced(found)), "seconds": round(took, 2)}))


if __name__ == "__main__":
    main()
