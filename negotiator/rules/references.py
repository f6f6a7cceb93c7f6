"""References to other provisions of a text (`actions 18–20`, `paragraph 7 above`, `Annex II`): found, resolved, followed through renumbering."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from negotiator.model.change import Change
from negotiator.model.clause import STRUCTURAL, Clause, ClauseKind
from negotiator.model.finding import Finding, Severity
from negotiator.reading.labels import Label, read_label
from negotiator.reading.numerals import roman
from negotiator.text.normalise import cosmetic

FOLLOWS: Final = "reference follows renumbering"

_SINGULAR: Final[Mapping[str, str]] = {
    "preambular": r"preambular paragraph|alinéa du préambule|Präambelabsatz|párrafo del preámbulo",
    "action": r"action|mesure|aktion|Maßnahme|acción|handling",
    "paragraph": r"(?:operative )?paragraph|para\.?|paragraphe|par\.|punkt|stykke|Absatz|Abs\.|Ziffer|Nummer|párrafo|apartado",
    "article": r"article|artículo|art\.",
    "annex": r"annexe?|anexo|appendix",
    "chapter": r"chapter|chapitre|capítulo",
    "section": r"section|sección|abschnitt",
    "part": r"part|partie|parte|teil",
    "indicator": r"indicator|indicateur|indicador|indikator",
    "recommendation": r"recommendation|recommandation|recomendación|empfehlung|anbefaling",
    "commitment": r"commitment|engagement|compromiso|verpflichtung|tilsagn",
}
_PLURAL: Final[Mapping[str, str]] = {
    "preambular": r"preambular paragraphs|párrafos del preámbulo",
    "action": r"actions|mesures|aktionen|aktioner(?:ne)?|Maßnahmen|acciones|handlinger(?:ne)?",
    "paragraph": r"(?:operative )?paragraphs|paras\.?|paragraphes|punkter(?:ne)?|Absätzen?|Ziffern|Nummern|párrafos|apartados",
    "article": r"articles|artículos|artikels?|artikler(?:ne)?|artikeln",
    "annex": r"annexes|annexes|anexos|anhang|anhänge|anlagen?|bilag(?:ene)?|appendices",
    "chapter": r"chapters|chapitres|capítulos|kapiteln?|kapitler(?:ne)?",
    "section": r"sections|secciones|abschnitten?|afsnit(?:tene)?",
    "part": r"parts|parties|partes|teile",
    "indicator": r"indicators|indicateurs|indicadores|indikatoren|indikatorer(?:ne)?",
    "recommendation": r"recommendations|recommandations|recomendaciones|empfehlungen|anbefalinger(?:ne)?",
    "commitment": r"commitments|engagements|compromisos|verpflichtungen",
}
"""Words that can stand before several numbers; those that know no plural stand here, too."""

_SUFFIX = r"(?:\s?(?:bis(?!\s*\d)|ter|quater|quinquies|alt)\b)*"
_NUMBER = rf"#?\s?(?:\d{{1,3}}(?:\.\d{{1,3}})*{_SUFFIX}|[IVXLC]{{1,7}}\b{_SUFFIX}|[A-H]\b)(?:\s?\((?:[a-z]{{1,4}}|\d{{1,2}})\))*"
_AND = r"(?:\s*,\s*(?:and|or|et|ou|og|eller|und|oder|y|o)\s+|\s*,\s*(?=#|\d|[IVX])|\s+(?:and|or|et|ou|og|eller|und|oder|sowie|y|o)\s+)"
_TO = r"\s*(?:[–—-]|\b(?:to|through|à|til|bis|a|al)\b)\s*"
_ONE = re.compile(_NUMBER)
_JOIN = re.compile(rf"(?P<to>{_TO})|(?P<and>{_AND})", re.IGNORECASE)


def _words(spelled: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{word}>{pattern})" for word, pattern in spelled.items())


_SEVERAL = re.compile(rf"(?<!\w)(?i:{_words(_PLURAL)})\s+(?P<numbers>{_NUMBER}(?:(?:{_TO}|{_AND}){_NUMBER})*)")
_SINGLE = re.compile(rf"(?<!\w)(?i:{_words(_SINGULAR)})\s?(?P<numbers>{_NUMBER}(?:{_AND}#\s?\d{{1,3}})*)(?!\w)")
_SHORT = re.compile(r"(?<!\w)(?:(?P<preambular>PP)|(?P<paragraph>OP))\s?(?P<numbers>\d{1,3}(?:\s?(?:bis|ter|quater|alt)\b)*)(?!\w)")
_NUMBER_BEGINS = re.compile(r"[\dA-HILVX](?:(?<=\d)\d*|(?<=[A-H])\b|(?<=[CILVX])[CILVX]{0,6}\b)")
_NEAR: Final = 24
"""Letters before a number among which the last word of its name ends."""
_LONGEST: Final = 3
"""Words of a name: `párrafos del preámbulo`."""
_LETTERS = re.compile(r"[^\W\d_]+\.?")
_ENDS_NAME = re.compile(rf"(?i:{'|'.join((*_SINGULAR.values(), *_PLURAL.values()))}|préambule|preámbulo|pp|op)")
"""The last word of anything that a number may follow; most texts have none, and are not searched any further."""
_ELSEWHERE = re.compile(
    r"\s*,?\s*(?:of\s+(?:(?:the|its|that|those|Security|General|United|resolution|decision|document)\b|[A-Z]{2,}|\d)"
    r"|(?:to|in)\s+(?:the|that)\s+(?:[A-Z]\w+\s)*(?:Convention|Protocol|Treaty|Charter|Covenant|Statute|Agreement)\b"
    r"|(?:de la|de l['’]|du|des|del|de las|de los)\s*(?!présente?\b|presente\b)\w|(?:der|des)\s+(?!vorliegenden)\w"
    r"|there(?:of|in)\b|\s(?:Parties|countries|States)\b"
    r"|(?:i|af|til)\s+(?:konventionen|traktaten|pagten|resolution))"
)
"""What follows a number that counts in another text."""
_BEHIND = re.compile(
    r"(?:(?<![\w.])[A-Z][\w.]*(?:/[\w.()-]+)+|\b(?:resolutions?|decisions?|résolution|décision|Resolution)\s[\w/.()-]+(?:\s\(\d{4}\))?"
    r"|(?<!this )(?<!This )(?<!present )\b(?:Convention|Protocol|Treaty|Charter|Covenant|Statute|Constitution)(?:\s(?:of\s)?\d{4}|\s[IVX]+)?),?\s"
    r"(?:(?:in|under|see|its|and)\s)*$"
)
"""What stands before a number that counts in another text."""
_PARAGRAPHS = re.compile(
    rf",?\s(?i:paragraphs?|paras?\.?|paragraphes?|Absatz|Abs\.|stk\.|párrafos?|apartados?)\s(?P<numbers>{_NUMBER}(?:(?:{_TO}|{_AND}){_NUMBER})*)"
)
"""`Article 7, paragraph 2`: the outer number first."""
_LETTERED: Final = frozenset(("annex", "part", "section", "chapter", "article"))
"""What may be numbered by a letter or a numeral; `the action I take` and `la mesure C’est` name nothing."""
_WITHIN = re.compile(r"\s*,?\s*(?:of|de l['’]|des|i|in)\s+(?i:article|artikel|art\.)\s+(?P<number>\d{1,3})")


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention of provisions by their numbers."""

    start: int
    end: int
    """Code points into the text; word and numbers."""
    word: str
    """`action`, `paragraph`, `article`, `annex`, `chapter`, `section`, `part`, `indicator`, `recommendation`, `commitment`, `preambular`."""
    numbers: tuple[str, ...]
    """As paths spell them: `18`, `7.a`, `II`; a range is counted out."""
    elsewhere: bool = False
    """It counts in another text: `Article 5 of the Convention`."""


@lru_cache(maxsize=16384)
def references(text: str) -> tuple[Reference, ...]:
    """References by word and number, in English and French, and their commonest forms in Danish, German and Spanish; in order, none inside another."""
    starts = _names(text)
    found: dict[int, Reference] = {}
    taken: list[tuple[int, int]] = []
    for pattern in (_SEVERAL, _SINGLE, _SHORT) if starts else ():
        last = 0
        for start in starts:
            match = pattern.match(text, start) if start >= last else None
            if match is None:
                continue
            last = match.end()
            if any(begin < match.end() and start < end for begin, end in taken):
                continue
            word = next(name for name, value in match.groupdict().items() if value and name != "numbers")
            numbers = _counted_out(match["numbers"])
            if word not in _LETTERED and not all(number[0].isdigit() for number in numbers):
                continue
            rest = text[match.end() : match.end() + 60]
            within = _WITHIN.match(rest) if word == "paragraph" else None
            if within:
                word, numbers = "article", tuple(f"{within['number']}.{number}" for number in numbers)
            inner = _PARAGRAPHS.match(text, match.end()) if word == "article" and not within and len(numbers) == 1 else None
            if inner is not None:
                numbers = tuple(f"{numbers[0]}.{number}" for number in _counted_out(inner["numbers"]))
            end = inner.end() if inner is not None else match.end() + (within.end() if within else 0)
            last = end
            for at in [at for at in found if start < at < end]:
                del found[at]
            taken.append((start, end))
            away = _ELSEWHERE.match(text[end : end + 60]) or _BEHIND.search(text[max(0, start - 60) : start])
            found[start] = Reference(start, end, word, numbers, elsewhere=bool(away))
    return tuple(found[start] for start in sorted(found))


def _names(text: str) -> list[int]:
    """Where the name of something numbered may begin; looked for from the numbers, because they are few."""
    starts: dict[int, None] = {}
    for number in _NUMBER_BEGINS.finditer(text):
        at = number.start()
        before = _LETTERS.findall(text, max(0, at - _NEAR), at)
        if before and _ends_name(before[-1]):
            starts.update(dict.fromkeys(word.start() for word in list(_LETTERS.finditer(text, max(0, at - 2 * _NEAR), at))[-_LONGEST:]))
    return sorted(starts)


@lru_cache(maxsize=4096)
def _ends_name(word: str) -> bool:
    return _ENDS_NAME.fullmatch(word) is not None


def _counted_out(text: str) -> tuple[str, ...]:
    numbers: list[str] = []
    at, ranging = 0, False
    while match := _ONE.match(text, at):
        number = plain_number(match[0])
        if ranging and numbers and numbers[-1].isdigit() and number.isdigit() and 0 < int(number) - int(numbers[-1]) < 200:
            numbers += [str(value) for value in range(int(numbers[-1]) + 1, int(number))]
        numbers.append(number)
        join = _JOIN.match(text, match.end())
        if join is None:
            break
        at, ranging = join.end(), bool(join["to"])
    return tuple(dict.fromkeys(numbers))


def plain_number(printed: str) -> str:
    """`#12` → `12`, `7 (a)` → `7.a`, `3 bis` → `3bis`."""
    return re.sub(r"\.+", ".", re.sub(r"[()]", ".", re.sub(r"[#\s]", "", printed))).strip(".").replace(".)", "")


class Numbered:
    """One text, looked up by what references call its provisions; `identity` says which provision each clause is, by clause id."""

    def __init__(self, clauses: Sequence[Clause], identity: Mapping[str, int]) -> None:
        self.clauses, self.identity = clauses, identity
        self.by_id = {clause.id: clause for clause in clauses}
        self._called: dict[tuple[str, str], list[Clause]] = defaultdict(list)
        names: dict[str, tuple[tuple[str, str], ...]] = {}
        for clause in clauses:
            names[clause.id] = self._names(clause, names)
            for name in names[clause.id]:
                self._called[name].append(clause)
        self.of_identity: dict[int, list[Clause]] = defaultdict(list)
        for clause in clauses:
            if clause.id in identity:
                self.of_identity[identity[clause.id]].append(clause)

    def _names(self, clause: Clause, names: Mapping[str, tuple[tuple[str, str], ...]]) -> tuple[tuple[str, str], ...]:
        """Every (word, number) that a reference may use for a clause."""
        label = read_label(clause.number) if clause.number else None
        if clause.kind in (ClauseKind.INDICATOR, ClauseKind.TABLE_CELL, ClauseKind.FOOTNOTE) or label is None or label.bullet or not label.component:
            return ()
        number = label.component.removeprefix("Annex")
        if label.word in ("PP", "OP"):
            return (("preambular" if label.word == "PP" else "paragraph", number.removeprefix(label.word)),)
        if label.word == "§":
            return (("section", number), ("paragraph", number))
        if label.word:
            return ((label.word, number),)
        above = self.by_id.get(clause.parent or "")
        under = tuple((word, f"{outer}.{number}") for word, outer in names.get(above.id, ())) if above is not None else ()
        if clause.kind in STRUCTURAL:
            return tuple((word, number) for word in ("section", "chapter", "part"))
        outermost = above is None or above.kind in STRUCTURAL or not names.get(above.id)
        return (*((("paragraph", number),) if outermost and _plain(label) else ()), *under)

    def resolve(self, word: str, number: str, by: Clause | None = None) -> Clause | None:
        """The clause that a number names for a reader of `by`; None where none does, or several do."""
        found = self._called.get((word, number), [])
        if not found and "." in number:
            found = self._called.get((word, number.rpartition(".")[0]), [])
        if len(found) > 1 and by is not None:
            own = self._above(by)
            near = max(len(own & self._above(clause)) for clause in found)
            found = [clause for clause in found if len(own & self._above(clause)) == near]
        return found[0] if len(found) == 1 else None

    def _above(self, clause: Clause) -> set[str]:
        out: set[str] = set()
        at: Clause | None = clause
        while at is not None and at.id not in out:
            out.add(at.id)
            at = self.by_id.get(at.parent or "")
        return out

    def targets(self, reference: Reference, by: Clause | None) -> tuple[int, ...] | None:
        """The provisions that a reference means; None where it means none of this text, or not all of them can be told."""
        if reference.elsewhere:
            return None
        found = [self.resolve(reference.word, number, by) for number in reference.numbers]
        known = [self.identity[clause.id] for clause in found if clause is not None and clause.id in self.identity]
        return tuple(sorted(set(known))) if len(known) == len(found) else None

    def neutral(self, text: str, by: Clause | None = None) -> str:
        """The text with each reference as the provisions that it means, whatever their numbers are here."""
        out, at = [], 0
        for reference in references(text):
            meant = self.targets(reference, by)
            if meant is not None:
                out += [text[at : reference.start], f"⟦{','.join(map(str, meant))}⟧"]
                at = reference.end
        return "".join(out) + text[at:]


def _numbered(clause: Clause, number: str) -> bool:
    """Whether a clause prints this number, a heading too: what was one paragraph may be a heading with paragraphs under it now."""
    label = read_label(clause.number) if clause.number else None
    return label is not None and label.component.casefold() == number.rpartition(".")[2].casefold()


def _plain(label: Label) -> bool:
    return label.readings[0][0] == "arabic" or roman(label.component) is not None


def same_but_references(old: Numbered, before: str, by_old: Clause | None, new: Numbered, after: str, by_new: Clause | None) -> bool:
    """Whether two wordings differ in nothing but the numbers of the same provisions."""
    return cosmetic(old.neutral(before, by_old)) == cosmetic(new.neutral(after, by_new))


def identities(changes: Sequence[Change]) -> tuple[dict[str, int], dict[str, int]]:
    """For both sides of a comparison: which change each clause stands in, by clause id; clauses of one change are one thing."""
    old = {clause.id: number for number, change in enumerate(changes) for clause in change.old}
    new = {clause.id: number for number, change in enumerate(changes) for clause in change.new}
    return old, new


def follows(change: Change, old: Numbered, new: Numbered) -> tuple[str, ...]:
    """What to say of a change whose references count as their provisions do now: `reference follows renumbering`, and whether it is nothing else."""
    if not (change.old and change.new and change.redline.changed):
        return ()
    before, after = change.redline.old, change.redline.new
    if references(before) and references(after) and same_but_references(old, before, change.old[0], new, after, change.new[0]):
        return (FOLLOWS,)
    return ()


def stale(changes: Sequence[Change], old: Numbered, new: Numbered) -> Iterator[Finding]:
    """References that keep a number whose provision has another one now, or is gone."""
    for change in changes:
        meant = {
            (reference.word, number): old.identity[target.id]
            for clause in change.old
            for reference in references(clause.text)
            if not reference.elsewhere
            for number in reference.numbers
            if (target := old.resolve(reference.word, number, clause)) is not None and target.id in old.identity
        }
        if not meant:
            continue
        verbatim = {(reference.word, reference.numbers) for clause in change.old for reference in references(clause.text)}
        kept = {key for clause in change.new for reference in references(clause.text) for key in _each(new, reference, clause)}
        for clause in change.new:
            for reference in references(clause.text):
                for number in reference.numbers:
                    was = meant.get((reference.word, number))
                    if was is None or reference.elsewhere:
                        continue
                    now = new.resolve(reference.word, number, clause)
                    heirs = new.of_identity.get(was, [])
                    right = (now is not None and new.identity.get(now.id) == was) or any(_numbered(heir, number) for heir in heirs)
                    if right or ((reference.word, reference.numbers) not in verbatim and was in kept):
                        continue
                    name = f"{reference.word} {number}"
                    if heirs:
                        message = f"it refers to {name}; what that was is {' and '.join(heir.label for heir in heirs)} now"
                    else:
                        message = f"it refers to {name}; what that was is no longer in the text"
                    yield Finding(Severity.WARNING, clause.label, message, hint="the reference was not brought up to date")


def _each(text: Numbered, reference: Reference, by: Clause) -> Iterator[int]:
    """The provisions that single numbers of a reference mean."""
    for number in () if reference.elsewhere else reference.numbers:
        target = text.resolve(reference.word, number, by)
        if target is not None and target.id in text.identity:
            yield text.identity[target.id]
