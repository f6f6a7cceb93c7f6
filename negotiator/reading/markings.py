"""What a text says of its own secrecy: classification markings, which bind whoever holds the file, and marks of limited distribution.

A marking stands alone: as a line of the text's head or of its own, or in a header or footer. A word in a sentence is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from negotiator.model.block import Anchor, Block, BlockRole

TOP = 30
"""Blocks at the top of a text among which a bare word (`Confidential`) may be a marking."""
_MARGINS = (BlockRole.HEADER, BlockRole.FOOTER, BlockRole.TEXT_BOX)
_SLASH = r"\s?/\s?"
_DASH = r"\s?[-–—]\s?"

_SYSTEMS = "it must not be handled on a system that is not accredited for it"
_EU = f"Council Decision 2013/488/EU applies: {_SYSTEMS}; if this one is not, remove the file and tell your security officer"
_NATO = f"NATO's security policy (C-M(2002)49) applies: {_SYSTEMS}"
_UN = "the Secretary-General's bulletin ST/SGB/2007/6 applies: only those who need it for their duties may have it, on means that keep it closed to others"
_NATIONAL = f"the security rules of the State or body that issued it apply: as a rule {_SYSTEMS}"

_CLASSIFIED: tuple[tuple[str, str], ...] = (
    (rf"TR[ÈE]S SECRET UE(?:{_SLASH}EU TOP SECRET)?|EU TOP SECRET|TS-UE{_SLASH}EU-TS", _EU),
    (rf"SECRET UE(?:{_SLASH}EU SECRET)?|EU SECRET|S-UE{_SLASH}EU-S", _EU),
    (rf"CONFIDENTIEL UE(?:{_SLASH}EU CONFIDENTIAL)?|EU CONFIDENTIAL|C-UE{_SLASH}EU-C", _EU),
    (rf"RESTREINT UE(?:{_SLASH}EU RESTRICTED)?|EU RESTRICTED|R-UE{_SLASH}EU-R", _EU),
    (r"COSMIC TOP SECRET|NATO SECRET|NATO CONFIDENTIAL|NATO RESTRICTED|OTAN (?:SECRET|CONFIDENTIEL|DIFFUSION RESTREINTE)", _NATO),
    (r"(?:UNITED NATIONS|UN) (?:STRICTLY )?CONFIDENTIAL|STRICTLY CONFIDENTIAL", _UN),
    (rf"VS{_DASH}(?:NUR F[ÜU]R DEN DIENSTGEBRAUCH|Nur für den Dienstgebrauch|NfD|NFD|VERTRAULICH|Vertraulich)|STRENG GEHEIM|GEHEIM", _NATIONAL),
    (r"DIFFUSION RESTREINTE|SECRET D[ÉE]FENSE|CONFIDENTIEL D[ÉE]FENSE|TR[ÈE]S SECRET", _NATIONAL),
    (r"TIL TJENESTEBRUG|FORTROLIGT|YDERST HEMMELIGT|HEMMELIGT", _NATIONAL),
    (r"DEPARTEMENTAAL VERTROUWELIJK|STG\.? (?:CONFIDENTIEEL|GEHEIM|ZEER GEHEIM)|BEGRÄNSAT HEMLIG|(?:KVALIFICERAT )?HEMLIG|KÄYTTÖ RAJOITETTU", _NATIONAL),
    (r"DIFUSI[ÓO]N LIMITADA|RISERVATISSIMO|RISERVATO|SEGRETISSIMO|ZASTRZEŻONE|POUFNE|ŚCIŚLE TAJNE|EINGESCHRÄNKT", _NATIONAL),
    (r"TOP SECRET(?://[A-Z/ ,]+)?|SECRET//[A-Z/ ,]+|CONFIDENTIAL//[A-Z/ ,]+|OFFICIAL[- ]SENSITIVE|OSCE RESTRICTED", _NATIONAL),
)
_BARE = re.compile(r"(?:STRICTLY )?CONFIDENTIAL|(?:Strictly )?[Cc]onfidential|SECRET|RESTRICTED|VERTRAULICH|CONFIDENTIEL|CONFIDENCIAL|RESERVADO")
"""Words that are a marking where they stand alone at the top or in a margin, whoever printed them."""
_LIMITED = (
    r"LIMITE|NOT FOR (?:(?:PUBLIC|GENERAL|FURTHER|WIDER|ONWARD) )?(?:CIRCULATION|DISTRIBUTION|DISSEMINATION|PUBLICATION|RELEASE|QUOTATION|ATTRIBUTION)",
    r"(?:UNDER |STRICTLY )?EMBARGO(?:ED)?|FOR (?:OFFICIAL|INTERNAL|RESTRICTED) USE(?: ONLY)?|INTERNAL USE ONLY|(?:FOR )?PARTICIPANTS ONLY",
    r"TLP\s?:\s?(?:RED|AMBER(?:\+STRICT)?|GREEN)|CONTROLLED UNCLASSIFIED INFORMATION|SENSITIVE BUT UNCLASSIFIED|NATO UNCLASSIFIED|EU SENSITIVE",
    r"(?:NE PAS|[ÀA] NE PAS) DIFFUSER|SOUS EMBARGO|NICHT ZUR (?:WEITERGABE|VERÖFFENTLICHUNG)|NUR FÜR DEN INTERNEN GEBRAUCH",
    r"TIL INTERNT? BRUG|IKKE TIL (?:OFFENTLIGGØRELSE|VIDEREGIVELSE)|NO DISTRIBUIR|NO DIFUNDIR",
)
_DISTRIBUTION = re.compile(r"Distr(?:ibution|\.)?\s*:?\s*(?:RESTRICTED|Restricted|LIMITED|Limited)", re.IGNORECASE)
_CLASSIFICATIONS = tuple((re.compile(rf"(?<![\w/-])(?:{words})(?![\w-])"), rule) for words, rule in _CLASSIFIED)
_CAPITALS = re.compile(r"[A-Z]{2}")
"""Every marking has two capitals side by side, but for those that may be printed otherwise at the top of a text."""
_LIMITS = re.compile(rf"(?<![\w-])(?:{'|'.join(_LIMITED)})(?![\w-])")
_LIMITS_ANYHOW = re.compile(rf"(?<![\w-])(?:{'|'.join(words for words in _LIMITED)})(?![\w-])", re.IGNORECASE)
_LONGEST = 14
"""Words of a line in the text that may be a marking with something beside it; a longer one is a marking only as a whole."""
_AROUND = r"[\s*•|()\[\]{}<>\"“”'.,:;–—_-]*"


@dataclass(frozen=True, slots=True)
class Marking:
    """One marking, once for all the places where it is printed."""

    text: str
    """As printed."""
    classified: bool
    """False for a mark of limited distribution."""
    rule: str
    """What follows from it, in one sentence; empty where it speaks for itself."""
    anchor: Anchor
    """Its first place."""

    @property
    def warning(self) -> str:
        """What to tell whoever opened the file."""
        return f"marked {self.text} ({self.anchor}): {self.rule}" if self.rule else f"marked {self.text} ({self.anchor})"


def find_markings(blocks: Sequence[Block]) -> tuple[Marking, ...]:
    """All markings of a text: classifications first, the highest that a line holds, each in order of appearance."""
    found: dict[str, Marking] = {}
    restricted = any(_DISTRIBUTION.search(block.text) for block in blocks[:TOP])
    place = 0
    for block in blocks:
        margin = block.role in _MARGINS
        place += block.role is BlockRole.BODY
        if not margin and block.role is not BlockRole.BODY:
            continue
        top = margin or place <= TOP
        if not margin and block.words > _LONGEST and not ("\n" in block.text or "\t" in block.text or block.text.isupper()):
            continue
        for line in _lines(block.text) if top or _CAPITALS.search(block.text) else ():
            if not margin and len(line.split()) > _LONGEST and not line.isupper():
                continue
            marking = _classification(line, block.anchor, margin=margin, top=top, distributed=restricted)
            marking = marking or _limit(line, block.anchor, margin=margin, top=top)
            if marking is not None:
                found.setdefault(marking.text.casefold(), marking)
    return tuple(sorted(found.values(), key=lambda marking: not marking.classified))


def is_classification(line: str) -> bool:
    """Whether a line is a classification marking and nothing else."""
    return bool(_CAPITALS.search(line)) and any((hit := pattern.search(line)) is not None and _is_all(line, hit) for pattern, _ in _CLASSIFICATIONS)


def _is_all(line: str, hit: re.Match[str]) -> bool:
    return re.fullmatch(_AROUND, line[: hit.start()]) is not None and re.fullmatch(_AROUND, line[hit.end() :]) is not None


def _lines(text: str) -> Iterable[str]:
    return (piece.strip() for piece in re.split(r"[\t\n]", text) if piece.strip())


def _classification(line: str, anchor: Anchor, *, margin: bool, top: bool, distributed: bool) -> Marking | None:
    for pattern, rule in _CLASSIFICATIONS:
        hit = pattern.search(line)
        if hit is not None and _stands_alone(line, hit, margin=margin):
            return Marking(hit[0], True, rule, anchor)
    bare = re.fullmatch(rf"{_AROUND}({_BARE.pattern}){_AROUND}", line)
    if bare is not None and top and not (distributed and bare[1] == "RESTRICTED"):
        return Marking(bare[1], True, _NATIONAL, anchor)
    return None


def _limit(line: str, anchor: Anchor, *, margin: bool, top: bool) -> Marking | None:
    if top and (hit := _DISTRIBUTION.match(line)) and len(line.split()) <= 4:
        return Marking(hit[0], False, "", anchor)
    hit = _LIMITS.search(line) or (_LIMITS_ANYHOW.search(line) if top else None)
    if hit is None or not _stands_alone(line, hit, margin=margin):
        return None
    if hit[0].casefold() == "limite" and hit[0] != "LIMITE":
        return None
    if not hit[0].isupper() and (len(line.split()) > 12 or line.endswith((".", ";", ","))):
        return None
    return Marking(line.strip(" *[]()") if len(line) <= 80 else hit[0], False, "", anchor)


def _stands_alone(line: str, hit: re.Match[str], *, margin: bool) -> bool:
    """A line of its own, with at most a date or a condition behind it; in a margin, with symbols and page numbers around it."""
    before, after = line[: hit.start()], line[hit.end() :]
    if margin:
        return len(line.split()) <= 16 and not re.search(r"\b[a-zà-ÿ]{4,} [a-zà-ÿ]{2,} [a-zà-ÿ]{2,}\b", f"{before} . {after}")
    if re.fullmatch(_AROUND, before) and re.fullmatch(_AROUND, after):
        return True
    few = len(line.split()) <= _LONGEST and not line.rstrip().endswith((".", ";"))
    lead = re.fullmatch(rf"{_AROUND}(?:(?i:non-?paper|draft|working paper|confidential)\W*)?", before) is not None
    return (
        few
        and lead
        and re.match(r"\W*(?:(?i:until|till|before|when|once|pending|by|not for|indtil|bis|jusqu)\b.*|[A-Z]{2}|\d[\d./: -]*)?\W*$", after) is not None
    )
