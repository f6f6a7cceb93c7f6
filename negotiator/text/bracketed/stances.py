"""Where a party stands, by the words beside its name: `delete`, `reserves its position`, `cannot accept`, `+`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from negotiator.model.bracket import Stance

_NOT: Final = r"(?:(?:does|do|did|can|could|will|would)(?:\s+not|n[’']t)|cannot|(?:is |are )?(?:not able|unable|not in a position) to)"
_ASKS: Final = (
    r"(?:requests?|requested|asks?(?: for)?|seeks?|suggests?|suggested|proposes?|proposed|prefers?|wants?|wish(?:es)?"
    r"|(?:would|[’']d) (?:like|prefer)|calls? for)"
    r"\s+(?:to\s+)?(?:the\s+|its\s+)?"
)
_SAID: Final = tuple(
    (stance, re.compile(rf"(?:{pattern})(?![\w’'])", re.IGNORECASE))
    for stance, pattern in (
        (Stance.SUPPORTS, r"(?:delet|remov|lift|drop|clear)\w*(?: of)? (?:the |these |its |all |both )?(?:square )?brackets?"),
        (
            Stance.RESERVES,
            r"(?:keep|retain|maintain|put|place)\w* (?:it |this )?(?:the |in )?(?:square )?brackets?|(?:put |place )?in brackets|bracket(?:s|ed)?",
        ),
        (Stance.FLEXIBLE, rf"{_NOT} (?:oppose|object)\w*|not (?:opposed|against)|no (?:objections?|opposition)"),
        (Stance.RESERVES, rf"{_NOT} yet(?: \w+)?|not yet(?: \w+)?"),
        (
            Stance.OPPOSES,
            r"del(?:et\w+)?\.?|oppos\w+|objects?|objected|objection|not (?:supported|accepted)|against|removes?|removed|removal|rejects?|rejected|strike|drop"
            r"|not (?:needed|necessary|acceptable|agreed|in favou?r)|no need|no support|unacceptable|redundant|disagrees?"
            rf"|{_NOT} (?:support|accept|agree|live|need|see|join|endorse|go along)\w*|{_ASKS}(?:delet|remov|drop|strik)\w*",
        ),
        (
            Stance.RESERVES,
            r"(?:with (?:a )?)?(?:(?:general|scrutiny|parliamentary|study) )?reserv\w+|pending"
            r"|(?:to|will)\s(?:revert|confirm|consult|check|consider|come back)\w*"
            r"|reverts?|consult\w+|scrutiny|tbc|under (?:consideration|scrutiny)|awaiting|waits?|subject to|ad ref(?:erendum)?"
            r"|needs? (?:more )?(?:time|instructions)"
            rf"|{_ASKS}(?:revert|consult|consider|check|come back)\w*",
        ),
        (Stance.FLEXIBLE, r"flexible|flexibility|(?:can|could) (?:accept|live|go along|agree|support)\w*|open to|neutral"),
        (
            Stance.SUPPORTS,
            r"retain\w*|retention|keeps?|kept|supports?|supported|supporting|in favou?r|for|agrees?|agreed|co-?sponsors?|insists?|maintains?|strengthens?"
            rf"|{_ASKS}(?:keep|retain|retention|maintain|reinsert|reinstat)\w*|wants?|proposes?|proposed|proposal|add(?:ed|ition)?\.?(?=\s*$)",
        ),
    )
)
_OBJECT: Final = re.compile(
    r"(?:(?:this|the|its|their|his|her|our|all|whole|entire|second|first|last|final|both)\s+)*"
    r"(?:position|sentence|paragraph|para|text|brackets?|proposal|part|word(?:ing)?s?|phrase|reference|it|this|with it"
    r"|instructions|capital|deletion|retention|consultations?|confirmation|on this|on it)"
    r"|[“\"‘'].*[”\"’']|\(.*\)",
    re.IGNORECASE,
)
SIGNS: Final = {"+": Stance.SUPPORTS, "-": Stance.OPPOSES, "−": Stance.OPPOSES, "–": Stance.OPPOSES}
"""`(+EU, -Arlen)`."""


@lru_cache(maxsize=4096)
def stance_of(said: str) -> Stance | None:
    """What a remark begins with, if it begins with a word that says where someone stands."""
    for stance, pattern in _SAID:
        if pattern.match(said):
            return stance
    return None


@lru_cache(maxsize=4096)
def stands_alone(said: str) -> bool:
    """Whether what follows a name without a colon is a remark and no sentence: `delete`, `reserves its position`, `does not support`."""
    for _, pattern in _SAID:
        found = pattern.match(said)
        if found:
            after = said[found.end() :].strip(" .!?")
            return not after or bool(_OBJECT.fullmatch(after))
    return False
