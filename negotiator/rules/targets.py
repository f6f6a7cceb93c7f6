"""Which outcome document a heading of a position paper names: the words for such documents in a dozen languages, and the workspace's own titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from negotiator.text.normalise import fold

_NAMES: Final[Mapping[str, str]] = {
    "review": (
        r"review(?: document| report| paper)?|stocktak\w*|stock-tak\w*|gennemgang(?:en)?(?:sdokument\w*)?|statusrapport\w*|granskning(?:en"
        r"|sdokument\w*)?|oversyn(?:en)?"
        r"|gjennomgang(?:en|sdokument\w*)?|uberprufung(?:sdokument\w*|sbericht\w*)?|uberblicksdokument\w*|bestandsaufnahme|(?:document d')?examen"
        r"|bilan|revision|repaso"
        r"|riesame|esame|toetsing(?:sdocument)?|evaluatie|balanco|revisao|przeglad\w*|katsaus\w*"
    ),
    "declaration": (
        r"(?:political )?declaration|erklaering(?:en)?|forklaring(?:en)?|deklaration(?:en)?|(?:politische\w* )?erklarung|declaration politique"
        r"|declaracion|dichiarazione"
        r"|verklaring|declaracao|deklaracj\w*|julistu\w*|erklaering\w*|uttalande(?:t)?"
    ),
    "action-plan": (
        r"action[ -]plan|plan of action|(?:[\w-]*-)?\w*handlingsplan(?:en)?|handlungsplan\w*|aktionsplan\w*|plan d'action|plan de accion"
        r"|piano d'azione|actieplan|plano de acao"
        r"|plan\w* dzialan\w*|toimintasuunnitel\w*"
    ),
    "programme": (
        r"programme of (?:work|action)|work programme|arbejdsprogram\w*|handlingsprogram\w*|arbetsprogram\w*|arbeidsprogram\w*|arbeitsprogramm\w*"
        r"|aktionsprogramm\w*"
        r"|programme de travail|programa de trabajo|programma di lavoro|werkprogramma|programa de trabalho|program\w* (?:pracy|prac)"
    ),
    "resolution": r"resolution(?:en|s)?|resolucion|risoluzione|resolutie|resolucao|rezolucj\w*|paatoslauselma\w*",
    "decision": (
        r"(?:draft )?decisions?|afgorelse(?:n|r)?|beslutning(?:en|er)?|beslut(?:et)?|vedtak(?:et)?|beschluss\w*|entscheidung(?:en)?|decision(?:es)?"
        r"|decisione|besluit(?:en)?"
        r"|decisao|decyzj\w*|paatos\w*"
    ),
    "communique": r"communique|kommunike(?:et|t)?|slutkommunike\w*|kommunique|comunicado|comunicato|communiqué|komunikat\w*",
    "report": r"(?:final|outcome) report|slutrapport\w*|abschlussbericht\w*|rapport final|informe final|relazione finale|eindverslag|relatorio"
    r" final|sprawozdani\w*",
    "final-document": (
        r"(?:final|outcome) document|slutdokument(?:et)?|schlussdokument|abschlussdokument|document final|documento final(?:e)?|slotdocument"
        r"|dokument koncow\w*|final act"
    ),
}
"""Canonical slug → its names, as a pattern on folded text."""

_NOT_NAMES: Final = re.compile(
    r"\w*gennemgangskonference\w*|review conference|review meeting|peer review|\w*granskningskonferens\w*|\w*oversynskonferens\w*"
    r"|\w*gjennomgangskonferanse\w*|\w*tilsynskonferanse\w*"
    r"|uberprufungskonferenz\w*|conference d'examen|conferencia de examen|conferenza d[i'] ?(?:ri)?esame|toetsingsconferentie"
    r"|conferencia d[eo]s? (?:exame|revisao)"
    r"|konferencj\w* przegladow\w*|tarkistuskonferenssi\w*"
)
"""The meeting itself bears the word for a review in most languages; it is not a document."""

_INTRODUCTION: Final = re.compile(
    r"\b(?:indledning|introduction|introduktion|inledning|innledning|einleitung|introduccion|introduzione|inleiding|introducao|wstep|johdanto"
    r"|background|baggrund|bakgrund|bakgrunn"
    r"|hintergrund|contexte|antecedentes|contesto|achtergrond|preamble|praambel|praeambel|preambule|preambulo|preambolo|summary|resume"
    r"|sammenfatning|general remarks)\b"
)

_COMPILED: Final = {slug: re.compile(rf"(?<![\w-])(?:{names})(?![\w-])") for slug, names in _NAMES.items()}
_EMPTY_TEXT: Final = (
    "the a an of on for in to and with regard respect concerning as its draft from at by og om af til med hensyn den det de en et fra i paa pa"
    " vedrorende udkast angaende"
    " die der das des dem und fur zum zur im le la les l d du des et pour sur dans el los las del y para sobre o os do da e i w na z till av och"
    " som utkast het van voor"
    " convention conventions konventionen konventionens conference konferencen"
)
_EMPTY: Final = frozenset(_EMPTY_TEXT.split())


@lru_cache(maxsize=2048)
def kinds_named(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The kinds of outcome document that a text names, in its order, each with the words that name it."""
    plain = _NOT_NAMES.sub(" ", fold(text))
    found: list[tuple[int, str, tuple[str, ...]]] = []
    for slug, pattern in _COMPILED.items():
        hit = pattern.search(plain)
        if hit:
            found.append((hit.start(), slug, tuple(re.findall(r"\w+", hit[0]))))
    return tuple((slug, words) for _, slug, words in sorted(found))


@lru_cache(maxsize=2048)
def is_introduction(heading: str) -> bool:
    """Whether a heading opens an introduction or background, which asks for nothing by itself."""
    return bool(_INTRODUCTION.search(fold(heading)))


def named_targets(heading: str, outcomes: Mapping[str, str]) -> tuple[tuple[str, ...], float]:
    """The outcome documents that a heading names, in its order, and which share of its own words names them (0..1).

    A document of the workspace is named by its slug, by most words of its title, or by a kind that its slug or title names too;
    a kind of which the workspace has no document keeps its usual slug (`declaration`), for the document may yet come.
    """
    return _named_targets(heading, tuple(outcomes.items()))


@lru_cache(maxsize=2048)
def _named_targets(heading: str, named: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], float]:
    outcomes = dict(named)
    plain = _NOT_NAMES.sub(" ", fold(heading))
    own = [w for w in re.findall(r"\w+", plain) if w not in _EMPTY and not w.isdigit()]
    placed: list[tuple[int, str]] = []
    naming: set[str] = set()
    for slug in _by_title(plain, own, outcomes):
        placed.append((0, slug))
        naming |= set(_title_words(slug, outcomes[slug]))
    if not placed:
        for place, (kind, words) in enumerate(kinds_named(heading)):
            naming |= set(words)
            documents = [slug for slug, title in outcomes.items() if kind == slug or kind in dict(kinds_named(_as_title(slug, title)))]
            for slug in _nearest(own, documents, outcomes) or (kind,):
                placed.append((place, slug))
                naming |= set(_title_words(slug, outcomes.get(slug, "")))
    share = sum(w in naming for w in own) / len(own) if own else 0.0
    return tuple(dict.fromkeys(slug for _, slug in sorted(placed, key=lambda item: item[0]))), share


def _as_title(slug: str, title: str) -> str:
    return f"{slug.replace('-', ' ')} {title}"


@lru_cache(maxsize=512)
def _title_words(slug: str, title: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w for w in re.findall(r"\w+", _NOT_NAMES.sub(" ", fold(_as_title(slug, title)))) if w not in _EMPTY))


def _by_title(plain: str, own: list[str], outcomes: Mapping[str, str]) -> list[str]:
    """Documents whose slug stands in the heading as it is, or whose title's own words nearly all do."""
    found = []
    shared = {w for w in own if sum(w in _title_words(s, t) for s, t in outcomes.items()) > 1} if len(outcomes) > 1 else set()
    for slug, title in outcomes.items():
        telling = [w for w in _title_words(slug, title) if w not in shared]
        if re.search(rf"(?<![\w-]){re.escape(slug.replace('-', ' '))}(?![\w-])", plain.replace("-", " ")) or (
            len(telling) > 1 and sum(w in own for w in telling) > 0.6 * len(telling)
        ):
            found.append(slug)
    return sorted(found, key=lambda slug: _first_place(plain, _title_words(slug, outcomes[slug])))


def _first_place(plain: str, words: tuple[str, ...]) -> int:
    return min((place for place in (plain.find(word) for word in words) if place >= 0), default=len(plain))


def _nearest(own: list[str], documents: list[str], outcomes: Mapping[str, str]) -> list[str]:
    """Of several documents of one kind, those whose titles share most words with the heading."""
    shares = {slug: sum(w in own for w in _title_words(slug, outcomes[slug])) for slug in documents}
    best = max(shares.values(), default=0)
    return [slug for slug in documents if shares[slug] == best]
