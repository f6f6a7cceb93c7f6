"""Who holds what: names of parties, known or by their form, and what is said beside them (`EU; Arlen, Dorvan delete`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from negotiator.model.bracket import Attribution, Stance

GROUPS: Final = (
    "EU",
    "European Union",
    "G-77 and China",
    "G77 and China",
    "G-77",
    "G77",
    "African Group",
    "Arab Group",
    "Umbrella Group",
    "Environmental Integrity Group",
    "Like-Minded Group",
    "LMDC",
    "LMDCs",
    "AOSIS",
    "SIDS",
    "LDCs",
    "CARICOM",
    "CANZ",
    "JUSCANZ",
    "JUSSCANNZ",
    "GRULAC",
    "WEOG",
    "ASEAN",
    "ECOWAS",
    "SADC",
    "NAM",
    "OIC",
    "AILAC",
    "ALBA",
    "BASIC",
    "GUAM",
    "PSIDS",
    "US",
    "USA",
    "UK",
    "UAE",
    "DPRK",
    "ROK",
    "DRC",
    "PNG",
    "ICRC",
    "Holy See",
)
"""Groups and abbreviations that are names wherever they stand; users add their own with `negotiator delegations`."""

_WITH_AND: Final = (
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "São Tomé and Príncipe",
    "Trinidad and Tobago",
)
_NO_NAME: Final = frozenset(
    """
    a act action adopts affirms aims all also alt alternative amendment an and annex any appeals article as at calls chair chapter commits conference
    convention date decides declares deletion emphasizes encourages expresses figure footnote general in invites it its member members mine mines new note
    notes noting on one option or para paragraph part parties party placeholder plan preamble protocol provided reaffirms recalling recalls recognizes
    recommends reiterates requests resolves rev section source state states stresses table takes target text the these this those to treaty underlines
    undertakes urges welcomes where with yes no if we who what when annexes articles sections deploring concerned guided convinced
    """.split()  # noqa: SIM905 - a list of words reads better as one
)
_OPPOSES: Final = (
    r"delet\w+|oppos\w+|objects?|objected|against|removes?|removed|rejects?|rejected|strike|drop"
    r"|not (?:needed|necessary|acceptable|agreed|in favou?r)|no need|cannot (?:support|accept|agree|live)\w*|no support|unacceptable|redundant|disagrees?"
    r"|(?:does|do|can|could|will|would) ?n[o']t (?:support|accept|agree|need|see)\w*"
)
_RESERVES: Final = (
    r"reserv\w+|pending|to (?:revert|confirm|consult|check|consider)\w*|reverts?|consult\w+|scrutiny|tbc|under consideration|awaiting|waits?|not yet"
    r"|needs? (?:time|instructions)"
)
_FLEXIBLE: Final = r"flexible|(?:can|could) (?:accept|live|go along|agree|support)\w*|no objection|open to|neutral"
_SUPPORTS: Final = (
    r"retain\w*|keeps?|kept|supports?|supported|supporting|in favou?r|for|agrees?|agreed|co-?sponsors?|insists?|maintains?|prefers? (?:to )?(?:keep|retain)\w*"
    r"|strengthens?|wants?|proposes?|proposal"
)
_SAID: Final = tuple(
    (stance, re.compile(rf"(?:{pattern})(?![\w’'])", re.IGNORECASE))
    for stance, pattern in (
        (Stance.OPPOSES, _OPPOSES),
        (Stance.RESERVES, _RESERVES),
        (Stance.FLEXIBLE, _FLEXIBLE),
        (Stance.SUPPORTS, _SUPPORTS),
    )
)
_BY: Final = re.compile(
    r"(?P<what>supported by|with the support of|opposed by|rejected by|deleted? by|reserved by|reservation by"
    r"|delete|deletion|retain|keep|reserve|pending|against|for)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_WORD_NAME: Final = r"[^\W\d_a-zß-öø-ÿ](?:[^\W_]|['’.-](?=\w))*"
_FORM: Final = re.compile(rf"{_WORD_NAME}(?:[ ](?:(?:of|de|du|la|the)[ ])*{_WORD_NAME}){{0,3}}")
_LAST: Final = re.compile(r"[\s-]")
_JOINT: Final = re.compile(r"\s*(?:,\s*and\s+|,\s*|/\s*|\s&\s|\s\+\s|\sand\s+|\swith\s+)\s*", re.IGNORECASE)


def stance_of(said: str) -> Stance | None:
    """What a remark begins with, if it begins with a word that says where someone stands."""
    for stance, pattern in _SAID:
        if pattern.match(said):
            return stance
    return None


class Names:
    """The names of one reading: those that are known, and those that the text itself uses where only names stand."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._names: dict[str, str] = {}
        self._last: set[str] = set()
        self.learn((*GROUPS, *_WITH_AND, *known))

    def learn(self, names: Iterable[str]) -> None:
        """Take over names, for example such as stood where only names stand."""
        new = {name.casefold(): name for name in names if name.strip() and name.casefold() not in self._names}
        if not new and self._names:
            return
        self._names.update(new)
        self._last.update(_LAST.split(name)[-1] for name in new)
        longest = sorted(self._names.values(), key=len, reverse=True)
        each = [re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})" for name in longest]
        self._known = re.compile(f"(?:{'|'.join(each)})(?!\\w)")

    def known(self, name: str) -> bool:
        return name.casefold() in self._names

    def can_end(self, word: str) -> bool:
        """Whether a known name ends with this word."""
        return word.casefold() in self._last

    def match(self, text: str, at: int, *, forms: bool) -> int:
        """Where the name that begins at a place ends; the place itself where none begins."""
        found = self._known.match(text, at)
        if found:
            return found.end()
        form = _FORM.match(text, at) if forms else None
        if not form:
            return at
        name = form[0]
        return at if len(name) == 1 or name.partition(" ")[0].casefold().rstrip(".") in _NO_NAME else form.end()

    def listed(self, text: str, at: int = 0, *, forms: bool) -> tuple[list[str], int]:
        """The names of a list that begins at a place, and where it ends; no name where none begins."""
        found: list[str] = []
        end = at
        while True:
            stop = self.match(text, at, forms=forms)
            if stop == at:
                return found, end
            found.append(text[at:stop])
            end = stop
            joint = _JOINT.match(text, stop)
            if not joint:
                return found, end
            at = joint.end()


def holders(text: str, names: Names, *, forms: bool, remarks_only: bool = False) -> tuple[Attribution, ...]:
    """A whole text as a list of holders (`EU, Borea; Arlen: delete sentence`); empty where any of it is something else.

    `forms` takes any capitalised words for a name; `remarks_only` wants a remark beside every name.
    """
    found: list[Attribution] = []
    for group in _groups(text):
        one = _group(group, names, forms=forms)
        if not one or (remarks_only and any(not a.said for a in one)):
            return ()
        found += one
    return tuple(found)


def aside(text: str, names: Names) -> tuple[Attribution, ...]:
    """Holders in parentheses: a list in which one name at least is known; the others are taken by their form."""
    found = holders(text, names, forms=True)
    return found if any(names.known(a.party) for a in found) else ()


def _groups(text: str) -> list[str]:
    if ";" not in text and "." not in text:
        return [text.strip()]
    return [piece for piece in (p.strip(" \t\n\u00a0") for p in _Split.split(text.strip())) if piece]


_Split: Final = re.compile(r";|(?<=\w)\.(?=\s+[A-Z]|$)")


def _group(text: str, names: Names, *, forms: bool) -> list[Attribution]:
    by = _BY.match(text)
    if by:
        listed, end = names.listed(text, by.end(), forms=forms)
        stance = stance_of(by["what"]) or Stance.SUPPORTS
        return [Attribution(n, stance, by["what"]) for n in listed] if listed and not text[end:].strip(" .") else []
    listed, end = names.listed(text, forms=forms)
    if not listed:
        return []
    rest = text[end:]
    found = _remark(listed, rest)
    if found or not rest.strip():
        return found
    joint = re.match(r"\s*(?:,\s*)?(?=(?:supported by|opposed by|with the support of)\b)", rest, re.IGNORECASE)
    if joint:
        after = _group(rest[joint.end() :], names, forms=forms)
        return [*(Attribution(n, Stance.SUPPORTS) for n in listed), *after] if after else []
    said, more = _verbs_in_line(rest)
    if more:
        after = _group(more, names, forms=forms)
        first = stance_of(said)
        if after and first:
            return [*(Attribution(n, first, said) for n in listed), *after]
    return []


def _verbs_in_line(rest: str) -> tuple[str, str]:
    """`retain` and what follows the comma, in `EU retain, Arlen delete`."""
    said, comma, more = rest.strip().partition(",")
    return (said.strip(), more.strip()) if comma else ("", "")


def _remark(listed: Sequence[str], rest: str) -> list[Attribution]:
    bare = rest.strip()
    if not bare or bare == ".":
        return [Attribution(name, Stance.SUPPORTS) for name in listed]
    if bare in ("?", "(?)"):
        return [Attribution(name, Stance.RESERVES, "?") for name in listed]
    colon = re.match(r"\s*(?::|\s[-–—]\s|\()\s*", rest)
    said = rest[colon.end() :].strip() if colon else bare
    if rest.lstrip().startswith("(") and said.endswith(")"):
        said = said[:-1]
    if not (colon or rest[:1].isspace()):
        return []
    stance = stance_of(said)
    if stance is None:
        if not colon or not rest.lstrip().startswith(":"):
            return []
        stance = Stance.UNCLEAR
    elif not colon and not _stands_alone(said):
        return []
    return [Attribution(name, stance, said.rstrip(".")) for name in listed]


@lru_cache(maxsize=4096)
def _stands_alone(said: str) -> bool:
    """Whether what follows a name without a colon is a remark and no sentence: `delete`, `reserves its position`, `does not support`."""
    for _, pattern in _SAID:
        found = pattern.match(said)
        if found:
            after = said[found.end() :].strip(" .!?")
            return not after or bool(_OBJECT.fullmatch(after))
    return False


_OBJECT: Final = re.compile(
    r"(?:(?:this|the|its|their|his|her|our|all|whole|entire|second|first|last|final)\s+)*"
    r"(?:position|sentence|paragraph|para|text|brackets?|proposal|part|word(?:ing)?|phrase|reference|it|this|with it"
    r"|instructions|capital|deletion|retention|consultations?|confirmation)"
    r"|[“\"‘'].*[”\"’']|\(.*\)",
    re.IGNORECASE,
)
