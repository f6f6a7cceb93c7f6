"""What kind of difference a redline is: only the case of letters, only numbers."""

from __future__ import annotations

import re
from typing import Final

from negotiator.model.change import Op, Redline

CASE_ONLY: Final = "case only"
NUMBER_ONLY: Final = "number only"
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


def sameness(difference: Redline) -> tuple[str, ...]:
    """`case only` or `number only` where nothing else differs but typography; nothing for any other difference, or none."""
    if not difference.changed:
        return ()
    old, new = _side(difference, Op.DELETE), _side(difference, Op.INSERT)
    if old.casefold() == new.casefold():
        return (CASE_ONLY,)
    if _NUMBER.sub("0", old) == _NUMBER.sub("0", new):
        return (NUMBER_ONLY,)
    return ()


def _side(difference: Redline, own: Op) -> str:
    """One side, with typography as the new side has it."""
    return "".join(s.text for s in difference.segments if (s.op is not Op.DELETE if s.cosmetic else s.op in (Op.EQUAL, own)))
