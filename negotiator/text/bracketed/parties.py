"""Who holds what: lists of names with what is said beside them (`EU; Arlen, Dorvan delete`, `+EU, -Arlen`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from negotiator.model.bracket import Attribution, Stance
from negotiator.text.bracketed.names import OTHERS, Names
from negotiator.text.bracketed.stances import SIGNS, stance_of, stands_alone

_BY: Final = re.compile(
    r"(?P<what>(?:del|add)\b\.?|(?:addition|insertion)(?: (?:requested|proposed))? by|supported by|with the support of"
    r"|(?:text |wording )?propos(?:ed by|al (?:by|from|of))|(?:not (?:supported|accepted|agreed)|objected to|opposed|rejected|requested|deleted?|reserved) by"
    r"|(?:not |un)acceptable to|(?:bracketed|(?:put |placed )?in brackets) (?:by|at the request of)|(?:deletion|retention)(?: (?:requested|proposed))?(?: by)?"
    r"|(?:with (?:a )?)?(?:(?:general|scrutiny|parliamentary|study) )?reservations?(?: (?:by|of|from))?|delete|retain|keep|reserve|pending|against|for)"
    r"(?:\s*[:–—]\s*|\s+-\s+|\s+)(?=\S)",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"(?:\+{1,2}|\*)?(?:\s*,?\s+(?:and|&)\s+(?:(?:\d{1,3}|many|several|some|few)\s+)?(?:others?|more)(?: delegations?| parties| states)?|\s+et al\.?)?",
    re.IGNORECASE,
)
"""Holders who are not named: `EU, Arlen and others`, `EU++`."""
_SPLIT: Final = re.compile(r";|(?<=\w)(?<!\b[Dd]el)(?<!\b[Aa]dd)\.(?=\s+[A-Z]|$)")
_SIGNED: Final = re.compile(r"\s*[,;/]?\s*(?=[+−–-][^\W\d_])")
_BESIDE: Final = re.compile(r"\s*\((?P<said>[^()]{2,60})\)")
_MORE: Final = re.compile(r"\s*(?:,\s*(?:and\s+)?|/\s*|\s&\s|\sand\s+)\s*(?=\S)")
_SUPPORTED: Final = re.compile(
    r"\s*(?:,\s*)?(?:but\s+)?(?=(?:supported by|opposed by|with the support of|with (?:a )?reservations? (?:by|of|from)|not)\b)|\s+[-–—]\s+", re.IGNORECASE
)
_EXCEPT: Final = (
    r"(?:all|everyone|everybody)(?: (?:other )?(?:delegations?|groups?{nouns}))?,?\s+"
    r"(?:but(?:\s+not)?|except(?:ing)?(?:\s+for)?|excluding|save(?:\s+for)?|other\s+than|apart\s+from|without|minus|not|with\s+the\s+exception\s+of)\s+"
)
_ALL_BUT: Final = {
    forms: re.compile(_EXCEPT.replace("{nouns}", "|parties|states|countries|members" if forms else ""), re.IGNORECASE) for forms in (False, True)
}
"""`all but EU`; states and parties may be a text's own words where no dash stands before them."""
_NOT: Final = re.compile(r"not\s+", re.IGNORECASE)
_ONLY: Final = re.compile(r"(?:only|by|from)\s+", re.IGNORECASE)
_QUALIFIED: Final = re.compile(
    r"\s*[,(]?\s*(?P<said>subject\s+to\s.{2,100}|ad\s+ref(?:erendum)?\.?|with\s+(?:a\s+)?(?:\w+\s+)?reservations?)\s*[).]?\s*", re.IGNORECASE
)
_PREFERS: Final = re.compile(r"\s+(?P<said>(?:prefers|would prefer)\s.{2,100})", re.IGNORECASE)
_IN_LINE: Final = re.compile(r"\s*,\s*|\s+/\s+")
_COLON: Final = re.compile(r"\s*(?::|\s[-–—]\s|\()\s*")


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
    """Holders in parentheses: a list in which one name at least is known, or says where it stands; the others are taken by their form."""
    found = signed(text, names) or holders(text, names, forms=True)
    return found if any(names.known(a.party) or a.party == OTHERS or (a.said and a.stance is not Stance.UNCLEAR) for a in found) else ()


def signed(text: str, names: Names) -> tuple[Attribution, ...]:
    """Names with a sign before each: `+EU, -Arlen`; empty where any has none."""
    if text.strip()[:1] not in SIGNS:
        return ()
    found: list[Attribution] = []
    for one in _SIGNED.split(text.strip()):
        if not one:
            continue
        listed, end = names.listed(one, 1, forms=True)
        if one[0] not in SIGNS or not listed or one[end:].strip(" .,;"):
            return ()
        found += [Attribution(name, SIGNS[one[0]], one[0]) for name in listed]
    return tuple(found)


def _groups(text: str) -> list[str]:
    if ";" not in text and "." not in text:
        return [text.strip()]
    return [piece for piece in (p.strip(" \t\n\u00a0") for p in _SPLIT.split(text.strip())) if piece]


def _group(text: str, names: Names, *, forms: bool) -> list[Attribution]:
    by = _BY.match(text)
    if by:
        listed, end = names.listed(text, by.end(), forms=forms)
        stance = stance_of(by["what"]) or Stance.SUPPORTS
        here = [Attribution(n, stance, by["what"]) for n in listed]
        more = _SUPPORTED.match(text, end)
        after = _group(text[more.end() :], names, forms=forms) if here and more else []
        return [*here, *after] if after or not text[end:].strip(" .?") else []
    if without := _without(text, names, forms=forms):
        return without
    only = _ONLY.match(text)
    listed, end = names.listed(text, only.end() if only else 0, forms=forms)
    if not listed:
        return []
    others = _OTHERS.match(text, end)
    rest = text[others.end() if others else end :]
    beside = _BESIDE.match(rest)
    stance_beside = stance_of(beside["said"].strip()) if beside else None
    if beside and stance_beside is not None:
        here = [*(Attribution(n, Stance.SUPPORTS) for n in listed[:-1]), Attribution(listed[-1], stance_beside, beside["said"].strip())]
        more = _MORE.match(rest, beside.end())
        if not rest[beside.end() :].strip(" ."):
            return here
        after = _group(rest[more.end() :], names, forms=forms) if more else []
        return [*here, *after] if after else []
    for pattern, said in ((_QUALIFIED, Stance.RESERVES), (_PREFERS, Stance.UNCLEAR)):
        if qualified := pattern.fullmatch(rest):
            return [Attribution(n, said, qualified["said"]) for n in listed]
    each = _in_line(listed, rest, names, forms=forms)
    found = each if each and all(a.said for a in each) else _remark(listed, rest) or each
    if found or not rest.strip():
        return found
    joint = _SUPPORTED.match(rest)
    if joint:
        after = _group(rest[joint.end() :], names, forms=forms)
        return [*(Attribution(n, Stance.SUPPORTS) for n in listed), *after] if after else []
    return []


def _without(text: str, names: Names, *, forms: bool) -> list[Attribution]:
    """Who does not hold it: `all but EU` (the others are not named), `not EU`. Nothing more is sure of them."""
    lead = _ALL_BUT[forms].match(text)
    bare = None if lead else _NOT.match(text)
    listed, end = names.listed(text, found.end(), forms=forms) if (found := lead or bare) else ([], 0)
    if not listed or text[end:].strip(" ."):
        return []
    if bare:
        return [Attribution(name, Stance.UNCLEAR, "not") for name in listed]
    return [Attribution(OTHERS, Stance.SUPPORTS), *(Attribution(name, Stance.UNCLEAR, "excepted") for name in listed)]


def _in_line(listed: Sequence[str], rest: str, names: Names, *, forms: bool) -> list[Attribution]:
    """`EU retain, Arlen delete`, `EU: retain / Arlen: delete`: what is said of the names, and the next ones behind a comma or slash."""
    cut = _IN_LINE.search(rest)
    said = rest[: cut.start()].strip(" :") if cut else ""
    first = stance_of(said) if said else None
    if cut is None or first is None:
        return []
    after = _group(rest[cut.end() :], names, forms=forms)
    return [*(Attribution(n, first, said) for n in listed), *after] if after else []


def _remark(listed: Sequence[str], rest: str) -> list[Attribution]:
    bare = rest.strip()
    if not bare or bare == ".":
        return [Attribution(name, Stance.SUPPORTS) for name in listed]
    if bare in ("?", "(?)"):
        return [Attribution(name, Stance.RESERVES, "?") for name in listed]
    colon = _COLON.match(rest)
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
    elif not colon and not stands_alone(said):
        return []
    return [Attribution(name, stance, said.rstrip(".")) for name in listed]
