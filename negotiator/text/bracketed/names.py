"""Which words are the name of a party: those that are known, and capitalised words that are no words of the language or of the field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

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
    "EU and its Member States",
    "European Union and its Member States",
    "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "São Tomé and Príncipe",
    "Trinidad and Tobago",
    "United Kingdom of Great Britain and Northern Ireland",
)
_NO_FIRST: Final = frozenset(
    """
    a act action adopts affirms aims all also alt alternative amendment an and annex any appeals article as at calls chair chapter commits conference
    convention date decides declares deletion emphasizes encourages expresses figure footnote in invites it its member members mine mines note
    notes noting on one option or para paragraph part parties party placeholder plan preamble protocol provided reaffirms recalling recalls recognizes
    recommends reiterates requests resolves rev section source states stresses table takes target text these this those to treaty underlines
    undertakes urges welcomes where with yes no if we who what when annexes articles sections deploring concerned guided convinced
    add del delete retain keep oppose reserve except excluding not only
    """.split()  # noqa: SIM905 - a list of words reads better as one
)
"""What no name begins with."""
_NO_LAST: Final = frozenset(
    """
    agreement article charter conference convention covenant decade decision declaration goal meeting part parties party plan process programme protocol
    resolution session statute summit target treaty
    """.split()  # noqa: SIM905
)
"""What no name ends with."""
_COMMON: Final = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
    first second third fourth fifth sixth seventh eighth ninth tenth next last final new old general state states country countries government governments the
    agreed bridging compromise consensus consolidated current draft earlier existing initial landing merged original package previous revised suggested
    background basis budget bureau chairs chairperson co-chair co-chairs co-facilitator co-facilitators facilitator facilitators president presidency rapporteur
    secretary chapeau climate comment comments context deadline elements energy example explanation finance gender goals health issue issues
    list measures meetings objectives principles purpose question questions rationale reason reasons scope sessions standards status subject support targets
    technologies technology text timeline title titles topic trade transfer water women youth children
    """.split()  # noqa: SIM905
)
"""Words of the field that may begin with a capital and name nobody."""
_ENDINGS: Final = re.compile(
    r".{2,}(?:[st]ions?|ments?|it(?:y|ies)|enc(?:y|e|es|ies)|anc(?:y|es|ies)|iance|nance|ness(?:es)?|ships?|ings?|isms?|olog(?:y|ies)|ive|ics)"
)
_GATHERED: Final = frozenset(
    """
    alliance caucus coalition community countries emirates federation group grouping groups islands kingdom league movement network ngos republic secretariat
    states union
    """.split()  # noqa: SIM905
)
"""What makes a name out of common words: `Coastal States`, `Highland Group`."""
_WORD_NAME: Final = r"(?:[dl][’'])?[^\W\d_a-zß-öø-ÿ](?:[^\W_]|['’](?!s\b)(?=\w)|[.-](?=\w))*"
_FORM: Final = re.compile(rf"{_WORD_NAME}(?:[ ](?:(?:of|de|du|la|the)[ ])*{_WORD_NAME}){{0,3}}(?:\s\((?:[\w-]+\s){{1,4}}of\)(?!\w))?")
_ARTICLE: Final = re.compile(r"(?:[Tt]he\s+)?(?:[Dd]elegations?\s+(?:of|from)\s+(?:the\s+)?)?(?=[^\W\d_])")
_LONG: Final = re.compile(rf"\s\((?:[\w’'-]+\s){{1,4}}of\)|\sof\s(?:the\s)?{_WORD_NAME}(?:\s{_WORD_NAME})?(?!\w)")
"""What makes a known name longer: `Arlen (Confederation of)`, `United Lands of Borduria`."""
_WISH: Final = re.compile(r"\s(?i:add|del|delete|retain|keep|support|oppose|reserve|reserves|supports|opposes|deletes|keeps|retains)\.?\Z")
"""What is said beside a name and is none of it, though it begins with a capital: `Arlen DEL`."""
_LAST: Final = re.compile(r"[\s-]")
_SMALL: Final = re.compile(r"[a-zß-öø-ÿ]{4,}")
_WRITTEN_SMALL: Final = re.compile(rf"(?<![\w’'.-]){_SMALL.pattern}(?![\w’'-])")
_FEW: Final = 60
"""Words that are looked up one by one before all of a text are gathered."""
_BEFORE: Final = re.compile(r"[\w’'.-]")
_BEHIND: Final = re.compile(r"[\w’'-]")
_JOINT: Final = re.compile(r"\s*(?:,\s*and\s+|,\s*|/\s*|\s&\s|\s\+\s|\sand\s+|\swith\s+)\s*", re.IGNORECASE)
_UNNAMED: Final = re.compile(
    r"(?:most|many|several|some|one|two|three|various|a few|a number of|other)\s+(?:other\s+)?"
    r"(?:delegations?|parties|states|countries|members?|groups?)\b",
    re.IGNORECASE,
)
OTHERS: Final = "all others"
"""Who holds a text that all hold but those who are named."""
_BEHALF: Final = re.compile(r",?\s*\(?on behalf of\s+(?:the\s+)?", re.IGNORECASE)


class Names:
    """The names of one reading: those that are known, and those that the text itself uses where only names stand."""

    def __init__(self, known: Iterable[str] = (), text: str = "") -> None:
        self._text = text
        self._names: dict[str, str] = {}
        self._last: set[str] = set()
        self._written: dict[str, bool] = {}
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

    def _small(self, word: str) -> bool:
        """Whether the text itself writes a word in small letters; a name is never written so."""
        known = self._written.get(word)
        if known is None:
            few = len(self._written) < _FEW
            known = self._written[word] = (_SMALL.fullmatch(word) is not None and any(self._stands_alone(word))) if few else word in self._all_small
        return known

    @cached_property
    def _all_small(self) -> frozenset[str]:
        return frozenset(_WRITTEN_SMALL.findall(self._text))

    def _stands_alone(self, word: str) -> Iterator[bool]:
        """For each place of a word in the text, whether it is a word of its own there."""
        at = self._text.find(word)
        while at >= 0:
            end = at + len(word)
            yield not _BEFORE.match(self._text, at - 1) and not _BEHIND.match(self._text, end) if at else not _BEHIND.match(self._text, end)
            at = self._text.find(word, end)

    def known(self, name: str) -> bool:
        return name.casefold() in self._names

    def can_end(self, word: str) -> bool:
        """Whether a known name ends with this word."""
        return word.casefold() in self._last

    def match(self, text: str, at: int, *, forms: bool) -> int:
        """Where the name that begins at a place ends; the place itself where none begins."""
        found = self._known.match(text, at)
        if found:
            longer = _LONG.match(text, found.end()) if forms else None
            return longer.end() if longer else found.end()
        unnamed = _UNNAMED.match(text, at) if forms else None
        if unnamed:
            return unnamed.end()
        form = _FORM.match(text, at) if forms else None
        if not form or not self._names_somebody(form[0]):
            return at
        wish = _WISH.search(form[0])
        return at + wish.start() if wish else form.end()

    def called(self, text: str) -> str:
        """A name as it is listed: a known one without what makes it longer."""
        found = self._known.match(text)
        return found[0] if found and _LONG.fullmatch(text, found.end()) else text

    def _names_somebody(self, form: str) -> bool:
        if len(form) == 1:
            return False
        words = [word.rstrip(".") for word in form.partition(" (")[0].casefold().split(" ")]
        if words[0] in _NO_FIRST or words[-1] in _NO_LAST:
            return False
        if len(words) > 1 and words[-1] in _GATHERED:
            return True
        return not all(self._common(word) for word in words)

    def _common(self, word: str) -> bool:
        if word in _COMMON or word in _NO_FIRST or word in _NO_LAST or word in _GATHERED or word in ("of", "de", "du", "la"):
            return True
        return any(c.isdigit() for c in word) or _ENDINGS.fullmatch(word) is not None or self._small(word)

    def listed(self, text: str, at: int = 0, *, forms: bool) -> tuple[list[str], int]:
        """The names of a list that begins at a place, and where it ends; no name where none begins. Who speaks on behalf of others stands behind them."""
        found: list[str] = []
        end = at
        while True:
            stop = self.match(text, at, forms=forms)
            article = _ARTICLE.match(text, at)
            if article and article.end() > at and not self._known.match(text, at):
                after = self.match(text, article.end(), forms=forms and article[0] != "the ")
                if after > article.end() and after >= stop:
                    at, stop = article.end(), after
            if stop == at:
                return found, end
            behalf = _BEHALF.match(text, stop)
            after = self.match(text, behalf.end(), forms=forms) if behalf else stop
            if behalf and after > behalf.end():
                found.append(self.called(text[behalf.end() : after]))
                stop = after + text.startswith(")", after) * ("(" in behalf[0])
            else:
                found.append(self.called(text[at:stop]))
            end = stop
            joint = _JOINT.match(text, stop)
            if not joint:
                return found, end
            at = joint.end()


def is_unnamed(name: str) -> bool:
    """Whether holders are spoken of and not named: `several delegations`."""
    return name == OTHERS or _UNNAMED.fullmatch(name) is not None


def abbreviates(short: str, before: str) -> bool:
    """Whether a name in capitals only shortens the words before it: `small island developing States (SIDS)`."""
    letters = short.removesuffix("s")
    if not (2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()):
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", before) if w.casefold() not in ("of", "and", "the", "for", "on", "in", "to")]
    return "".join(w[0] for w in words[-len(letters) :]).upper() == letters
