"""The inside of one bracket: its holders before or behind the words, its label, its alternatives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from negotiator.model.bracket import Attribution, Stance
from negotiator.text.bracketed.names import OTHERS, Names, abbreviates
from negotiator.text.bracketed.parties import aside, holders, signed
from negotiator.text.bracketed.stances import stance_of, stands_alone

HOLE: Final = "\ufffc"
"""Stands for a bracket inside this one."""

Local = tuple[int, int]
"""Start and end in the string that was read."""

_LABEL: Final = re.compile(
    r"\s*(?P<label>(?:alt(?:ernative)?|option|opt)\.?(?:\s?(?:\d{1,2}|[A-Z]|[IVX]{1,4}))?)(?:\s*[:.)]\s*|\s+[-–—]\s+)(?=\S)", re.IGNORECASE
)
_BARE_ALT: Final = re.compile(r"\s*(?P<label>alt)\s+(?=\S)")
_NEW: Final = re.compile(
    r"\s*(?P<label>(?:new\s+)?[PO]P\s?\d{1,3}(?:\s?(?:bis|ter|quater|quinquies|alt(?:\s?\d)?)\b)?)"
    r"(?:\s*[:.]\s*(?=\S)|\s+[-–—]\s+(?=\S)|\s+(?=(?-i:[^\W\d_a-zß-öø-ÿ])|\ufffc))"
    r"|\s*(?P<new>new(?:\s+(?:(?:sub)?para(?:graph)?|article|text|footnote|[PO]P)(?:\s[\d.]+(?:\s?(?:bis|ter|quater))?)?)?)\s*:\s*(?=\S)"
    r"|\s*(?P<chair>(?:the\s+)?(?:co-?)?(?:chair(?:person)?|facilitator|president|presidency|secretariat|rapporteur|bureau|legal group)s?(?:[’']s?)?"
    r"(?:\s(?:\w+\s)?(?:proposal|text|compromise|suggestion|version|draft|language|non-paper))?"
    r"|(?:the\s+)?(?:original|compromise|bridging|revised|current|consolidated|initial|existing|previous|alternative|agreed|suggested|updated)\s+"
    r"(?:text|proposal|language|version|wording|formulation))\s*:\s+(?=\S)"
    r"|\s*(?P<other>(?:(?:para(?:graph)?|article)\s)?\d{1,3}\s?alt(?:\s?\d)?)\s*[:.]?\s+(?=\S)",
    re.IGNORECASE,
)
"""Where a new text would stand, or that the Chair put it forward: `NEW PP3bis`, `OP5 alt:`, `New paragraph:`, `Co-Chairs’ proposal:`."""
_OPTION: Final = re.compile(r"(?:^|\s)(?P<label>option\s(?:\d{1,2}|[A-Z]|[IVX]{1,4}))\s*[:.]\s*", re.IGNORECASE)
_SLASH: Final = re.compile(r"\s+/\s+|\s+//\s*|\s+OR\s+")
_SEMICOLON: Final = re.compile(r"\s*;\s*")
_WORDS_SLASHED: Final = re.compile(r"[^\W\d][\w’'-]*(?:/[^\W\d][\w’'-]*)+")
_NO_ALTERNATIVES: Final = frozenset(("and/or", "he/she", "she/he", "his/her", "her/his", "him/her", "s/he", "either/or", "n/a"))
_DASH: Final = re.compile(r"\s+[-–—]{1,2}\s*|\s*[–—]\s+")
_HEAD: Final = re.compile(r"\s*(?:(?:proposal|proposed|text|alternative|amendment|suggestion|addition)\s+(?:by|from|of)\s+)?", re.IGNORECASE)
_HEAD_END: Final = re.compile(
    r"(?:[’']s?)?(?:\s+(?:proposal|alternative|alt|text|version|suggestion|amendment|wording|option|language|formulation|compromise)(?:\.?\s?\d{1,2}|\.)?)?(?:\s*\((?P<with>[^)]{2,80})\))?\s*:(?:\s+|(?=[^\s/]))",
    re.IGNORECASE,
)
_WISH: Final = re.compile(r"(DEL|ADD|[Dd]el\.|[Aa]dd\.)[.:]?\s+(?=\S)")
"""What a name with a colon wants of the words behind: `EU: DEL and the sea`."""
_TAG: Final = re.compile(r"\s*(?:(?P<label>DEL|ADD)(?:\s*[.:–—-])?\s+|(?P<low>[Dd]el|[Aa]dd)\.:?\s+)(?=\S)")
"""What is wanted of all the words behind: `DEL: and the sea – EU`, `ADD Arlen: and the sea`."""
_TITLE: Final = re.compile(
    r"\W*(?:article|part|chapter|annex|appendix|section|schedule|attachment|table|figure|action|goal|target|principle|regulation|rule|cluster|theme|pillar"
    r"|session|agenda item|item|title|paragraph|para|option|protocol)\s+(?:\d[\w.]*|[IVXL]+|[A-Z])(?:\s?(?:bis|ter|quater|alt))?\W*",
    re.IGNORECASE,
)
_PARENTHESIS: Final = re.compile(r"\s*\((?P<inside>[^()]{2,160})\)\s*\.?\s*$")
_LAST_WORD: Final = re.compile(r"([\w’'&+-]+)\??\s*$")
_WORD: Final = re.compile(r"[\w’'&+-]+")
_BINDS: Final = frozenset(
    """
    a an the of to by with from for in on at into under and or as between within including through that which its their his her our von der die das af de
    la le du des el los but except excepting excluding save than not without minus only
    """.split()  # noqa: SIM905 - a list of words reads better as one
)
_BUSY: Final = re.compile(
    r"[:;/()–—]|[\s-]-|-\s|\bOR\b|\A\W*[^\W\d_a-zß-öø-ÿ]|\A\s*(?i:alt|opt|delet|support|oppos|reserv|pending|retain|keep|reject|against|for|scrutiny|general)",
)
"""What any holder, label or second text needs; most brackets have none of it."""
_TAIL: Final = 320
"""Code points from the end in which an attribution may begin."""
_ASKED: Final = re.compile(
    r"(?:text|wording|language|definition|reference|footnote|annex|para(?:graph)?|title|term|sentence|placement|comments?|proposal)s? to be "
    r"(?:added|inserted|moved|merged|aligned|revisited|discussed|clarified|checked|streamlined|redrafted|split|replaced|provided|drafted|submitted)\b.{0,60}"
    r"|to be (?:added|inserted|moved|merged|aligned|revisited|discussed|clarified|checked|streamlined|redrafted|split)"
    r"(?: (?:later|here|further|(?:together )?with (?:[PO]P|para|article).{0,40}|in (?:informals?|plenary|(?:the |a )?(?:small|contact) group)))?"
    r"|(?:add|insert|replace|change|substitute|amend)\b.*[“\"‘«].*"
    r"|(?:move|merge|combine|relocate|transfer|align|place)\b.*\b(?:[PO]P\s?\d*|(?:para(?:graph)?|article|section|preamble|chapeau|annex|heading|title)s?"
    r"|above|below|elsewhere)\b.*"
    r"|(?:see|same) (?:also )?(?:as )?(?:comment|proposal|note|above|below|[PO]P|para|article|section)\w*\b.*|comments?|streamline|footnote|prefers\b.*"
    r"|clarif(?:y|ication)(?: (?:needed|requested|sought|please)\b.*)?|questions?(?: (?:for|to) the (?:chair|secretariat|proponents?)\b.*)?"
    r"|(?:prefers? |supports? )?(?:option|alt(?:ernative)?)\s?\w{0,3}",
    re.IGNORECASE | re.DOTALL,
)
"""What somebody asks for beside the text, and is no text."""
_COMMENTED: Final = re.compile(
    r"(?:[’']s?)?\s+(?:comments?|remarks?|notes?|questions?|rationale|explanation|concerns?)\s*:\s*(?P<said>\S.*)", re.IGNORECASE | re.DOTALL
)
_VERB_FIRST: Final = re.compile(r"\s*(?:delet|support|oppos|reserv|pending|retain|keep|reject|against|for|scrutiny|general)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One text with its holders."""

    words: Local
    attribution: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """What was read of the string between two marks."""

    parts: tuple[Part, ...]
    """One, or several alternatives."""
    strips: tuple[Local, ...]
    """Holders and labels."""
    label: str = ""
    note: str = ""


def read_inside(text: str, names: Names, *, loose: bool) -> Inside:
    """Read a bracket's own words; `loose` also takes a known name at the end without a dash for the holder."""
    if not _BUSY.search(text) and not loose:
        return Inside((Part((0, len(text)), ()),), ())
    strips: list[Local] = []
    remark = _remark(text, names)
    if remark:
        return Inside((Part((0, 0), remark),), ((0, len(text)),), note="remark")
    label, begin = _labelled(text)
    options = [] if begin else _options(text)
    if options:
        parts = []
        for tag, span in options:
            part, gone = _part(text, span, names, loose=loose)
            parts.append(part)
            strips += [tag, *gone]
        return Inside(tuple(parts), tuple(strips))
    if begin:
        strips.append((0, begin))
    pieces = _alternatives(text, begin, names)
    parts = []
    for span in pieces:
        part, gone = _part(text, span, names, loose=loose)
        parts.append(_not_wanted(part, label) if label.casefold() == "del" else part)
        strips += gone
    return Inside(tuple(parts), tuple(strips), label)


def _not_wanted(part: Part, label: str) -> Part:
    """Who is named beside words that are to go wants them to go."""
    return Part(part.words, tuple(Attribution(a.party, Stance.OPPOSES, label) if not a.said else a for a in part.attribution))


def _labelled(text: str) -> tuple[str, int]:
    found = _LABEL.match(text) or _BARE_ALT.match(text) or _NEW.match(text) or _TAG.match(text)
    label = next((one for one in found.groups() if one), "") if found else ""
    if not found or (label.casefold().startswith("opt") and len(_OPTION.findall(text)) > 1):
        return "", 0
    return label, found.end()


def _options(text: str) -> list[tuple[Local, Local]]:
    if "ption" not in text and "PTION" not in text:
        return []
    found = list(_OPTION.finditer(text))
    if len(found) < 2 or text[: found[0].start()].strip():
        return []
    ends = [m.start() for m in found[1:]] + [len(text)]
    return [((m.start(), m.end()), (m.end(), end)) for m, end in zip(found, ends, strict=True)]


def _alternatives(text: str, begin: int, names: Names) -> list[Local]:
    """The pieces between slashes or ORs, where each of them is text; else the whole."""
    whole = [(begin, len(text))]
    bare = text[begin:].strip()
    if "/" in bare and _WORDS_SLASHED.fullmatch(bare) and bare.casefold() not in _NO_ALTERNATIVES:
        if holders(bare, names, forms=False):
            return whole
        start = text.index(bare, begin)
        spans, at = [], start
        for word in bare.split("/"):
            spans.append((at, at + len(word)))
            at += len(word) + 1
        return spans
    if len(own := _each_its_own(text, begin, names)) > 1:
        return own
    cuts = list(_SLASH.finditer(text, begin)) if "/" in text or "OR" in text else []
    if not cuts:
        return whole
    spans = list(zip([begin, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(text)], strict=True))
    kept: list[Local] = []
    for start, end in spans:
        alone = holders(text[start:end], names, forms=True) if kept else ()
        if alone and not any(a.stance is Stance.UNCLEAR for a in alone):
            kept[-1] = (kept[-1][0], end)  # `shall - EU / Arlen` names two holders and no second text
        elif not any(c.isalnum() or c == HOLE for c in text[start:end]):
            return whole
        else:
            kept.append((start, end))
    return kept


def _each_its_own(text: str, begin: int, names: Names) -> list[Local]:
    """`Arlen: and the sea; EU: and the ocean`: pieces between semicolons, each behind its own holder."""
    if ";" not in text or text.count(":") < 2 or not _head(text, begin, len(text), names):
        return []
    cuts = [m for m in _SEMICOLON.finditer(text, begin) if _head(text, m.end(), len(text), names)]
    return list(zip([begin, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(text)], strict=True))


def _part(text: str, span: Local, names: Names, *, loose: bool) -> tuple[Part, list[Local]]:
    """One text's words and holders."""
    start, end = span
    found: list[Attribution] = []
    strips: list[Local] = []
    head = _head(text, start, end, names)
    if head:
        found += head[0]
        strips.append((start, head[1]))
        start = head[1]
    tail = _tail(text, start, end, names, loose=loose)
    if tail:
        found += tail[0]
        strips.append((tail[1], end))
        end = tail[1]
    return Part((start, end), tuple(found)), strips


def _head(text: str, start: int, end: int, names: Names) -> tuple[list[Attribution], int] | None:
    colon = text.find(":", start, min(end, start + 200))
    if colon <= 0 or not text[colon + 1 : end].strip():
        return None
    lead = _HEAD.match(text, start)
    at = lead.end() if lead else start
    listed, stop = names.listed(text, at, forms=True)
    close = _HEAD_END.match(text, stop) if listed and stop <= colon else None
    if close and close.end() <= end:
        wish = _WISH.match(text, close.end(), end)
        stance = Stance.OPPOSES if wish and wish[0].casefold().startswith("del") else Stance.SUPPORTS
        found = [Attribution(name, stance, wish[1] if wish else "") for name in listed]
        if close["with"]:
            beside = stance_of(close["with"])
            found = [Attribution(n, beside, close["with"]) for n in listed] if beside else [*found, *holders(close["with"], names, forms=True)]
        return found, wish.end() if wish else close.end()
    if HOLE in text[at:colon] or not text[colon + 1].isspace():
        return None
    said = [*signed(text[at:colon], names)] or [*holders(text[at:colon], names, forms=True)]
    return (said, colon + 1 + len(text[colon + 1 : end]) - len(text[colon + 1 : end].lstrip())) if said else None


def _tail(text: str, start: int, end: int, names: Names, *, loose: bool) -> tuple[list[Attribution], int] | None:
    begin = max(start, end - _TAIL)
    piece = text[begin:end]
    for dash in _DASH.finditer(piece):
        if HOLE in piece[dash.end() :] or not (at := begin + dash.start()) > start:
            continue
        found = holders(piece[dash.end() :], names, forms=True)
        if found and not _titled(text[start:at], found, names):
            return list(found), at
    inside = _PARENTHESIS.search(piece) if piece.rstrip(" .").endswith(")") else None
    if inside and begin + inside.start() > start:
        found = aside(inside["inside"], names)
        if found and not _titled(text[start : begin + inside.start()], found, names):
            return list(found), begin + inside.start()
    return _without_dash(text, start, end, names) if loose else None


def _titled(before: str, found: Sequence[Attribution], names: Names) -> bool:
    """Whether what looks like a holder is a title or a short form: `Article 7 – Emissions`, `Geneva – Vienna`, `small island developing States (SIDS)`."""
    if len(found) > 1 or found[0].said:
        return False
    name = found[0].party
    if abbreviates(name, before):
        return True
    return not names.known(name) and (
        _TITLE.fullmatch(before) is not None or names.listed(before.strip(), forms=True) == ([before.strip()], len(before.strip()))
    )


def _without_dash(text: str, start: int, end: int, names: Names) -> tuple[list[Attribution], int] | None:
    """`and gender-responsive EU`: a known name at the very end that the sentence does not need."""
    begin = max(start, end - _TAIL)
    last = _LAST_WORD.search(text, begin, end)
    if not last or not (names.can_end(last[1]) or stance_of(last[1])):
        return None
    words = list(_WORD.finditer(text, begin, end))
    best: tuple[list[Attribution], int] | None = None
    for before, word in zip(reversed(words[:-1]), reversed(words[1:]), strict=True):
        gap = text[before.end() : word.start()]
        if HOLE in gap:
            break
        found = holders(text[word.start() : end], names, forms=False)
        if (
            found
            and (gap.strip() not in (",", ";", "/", "-", "(") or found[0].party == OTHERS)
            and not _titled(text[start : word.start()], found, names)
            and not (gap.strip() == "" and before[0].casefold() in _BINDS)
        ):
            best = (list(found), before.end() if found[0].party == OTHERS else word.start() - len(gap) + len(gap.rstrip()))
        elif best:
            break
    return best


def _remark(text: str, names: Names) -> tuple[Attribution, ...]:
    """The whole bracket as a note about the text: `EU: strengthen; Arlen does not support`, `Cordova reserves its position`."""
    if len(text) > _TAIL or HOLE in text or not (text.lstrip()[:1].isupper() or _VERB_FIRST.match(text)):
        return ()
    listed, end = names.listed(text, len(text) - len(text.lstrip()), forms=True)
    commented = _COMMENTED.match(text, end) if listed else None
    if commented:
        return tuple(Attribution(name, stance_of(commented["said"]) or Stance.UNCLEAR, commented["said"].strip()) for name in listed)
    colon = text.find(":", end) + 1
    if listed and colon and _WISH.match(text[colon:].lstrip()) and not stands_alone(text[colon:].strip()):
        return ()  # `EU: DEL and the sea` holds words of the text
    found = holders(text, names, forms=True)
    if not any(a.said for a in found) or any(a.stance is Stance.UNCLEAR and not _ASKED.fullmatch(a.said) for a in found):
        return ()
    first = found[0]
    if first.said and ":" in text and len(first.said.split()) > 3 and first.stance is Stance.SUPPORTS:
        return ()
    return found
