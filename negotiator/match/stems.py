"""Words reduced to what matching compares: stems by language, British and American spelling as one, and the words that carry no meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from negotiator.text.normalise import fold
from negotiator.text.tokens import words

_SNOWBALL: Final = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "nb": "norwegian", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
}  # fmt: skip

_FUNCTION: Final = {
    "en": "a an and any are as at be been being but by can could do does for from had has have he her his how i if in into is it its may might more most must no nor not of on "
    "or other our out over shall she should so such than that the their them then there these they this those through to under up upon was we were what when where which "
    "while who whom whose will with within would you your all also each both including include herein thereof",
    "da": "ad af alle alt at blev blive bliver da de dem den denne der deres det dette dig din dog du eller en end er et for fordi fra få får ham han hans har havde hendes her "
    "herunder hos hun hvad hvem hver hvilke hvilken hvis hvor hvordan i idet ikke ind ingen inden jeg kan kom kun kunne lidt ligger man med meget men mere mellem mod når "
    "nogle noget nu og også om op os over på så samt sig sin sine sit skal skulle som til ud under være var ved vi vil ville heraf hertil hos blandt andet bl.a. gennem",
    "de": "aber alle als also am an auch auf aus bei bin bis bist da das dass dem den der des die dies diese dieser dieses doch du durch ein eine einem einen einer eines er es "
    "für hat haben ich ihr ihre im in ist ja kann kein können man mehr mit muss nach nicht noch nur ob oder ohne sein seine sich sie sind so soll sollte sowie über um und "
    "uns unter vom von vor war waren was weil wenn wer wie wir wird wurde zu zum zur einschließlich",
    "fr": "à afin ainsi au aucun aussi autre aux avec avoir ce ces cet cette chaque comme d dans de des dont du elle elles en entre est et être eux il ils j je l la le les leur "
    "leurs lui m mais même n ne nos notre nous on ont ou où par pas plus pour qu que qui s sa sans se ses si son sont sous sur tous tout toute toutes un une vers y compris",
    "es": "a al algún ante con como contra cual cuando de del desde donde e el ella ellas ellos en entre es esa ese esta este estos ha han hasta la las le les lo los más mediante "
    "mi muy ni no nos o otra otro para pero por que quien se según ser si sin sobre son su sus también toda todas todo todos un una unas uno unos y ya incluida incluidos",
    "sv": "alla att av bland de den denna det detta dessa deras du där eller en ett för från genom ha har i inom inte kan man med men mot när och också om på samt ska som sig "
    "sin sina till under upp ut vad var vara vi vid är än över",
    "nb": "alle at av blant blir de den denne der det dette deres du eller en er et for fra gjennom ha har i ikke innen kan man med men mot når og også om på samt skal som seg "
    "sin sine til under ut var ved vi være er enn over",
    "nl": "aan al alle als bij dat de den der deze die dit door een en er had heeft hen het hier hun ik in is kan met naar niet nog of om onder ook op over te tegen tot uit van "
    "voor was wat we wel werd wordt zal ze zich zijn zij zo",
    "it": "a ad agli ai al alla alle anche che chi ci come con da dal dalla dei del della delle di e è gli ha hanno i il in la le lo loro ma nei nel nella non o per più quale "
    "questa questo se si sono su sua sue sul suo tra tutti un una uno",
    "pt": "a ao aos as até com como da das de do dos e é em entre essa esse esta este foi mais mas não na nas no nos o os ou para pela pelas pelo pelos por que se sem ser seu "
    "sua são sobre também um uma",
}  # fmt: skip


def base_language(tag: str) -> str:
    """The language alone of a BCP 47 tag (`en-GB` → `en`), empty where nobody knows it."""
    base = tag.casefold().replace("_", "-").partition("-")[0]
    return "" if base in ("und", "mul", "zxx") else base


@lru_cache(maxsize=16)
def function_words(language: str) -> frozenset[str]:
    """Words of a language that bind rather than mean."""
    return frozenset(_FUNCTION.get({"no": "nb", "nn": "nb"}.get(language, language), "").split())


def guessed_language(texts: Iterable[str]) -> str:
    """The language whose binding words a text has most of; empty where none stands out."""
    there = Counter(word for text in texts for word in words(text[:2000]))
    shares = {language: sum(there[word] for word in function_words(language)) for language in _FUNCTION}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] * 8 > sum(there.values()) else ""


@lru_cache(maxsize=32)
def stemmer(language: str) -> Callable[[str], str]:
    """The stem of a word (as `negotiator.text.tokens.words` gives it) in a language, without accents; cached by word."""
    name = _SNOWBALL.get(language)
    if name is None:
        return lru_cache(maxsize=50_000)(fold)
    import snowballstemmer

    stem = snowballstemmer.stemmer(name).stemWord
    if language == "en":
        return lru_cache(maxsize=50_000)(lambda word: fold(stem(_one_spelling(word))))
    return lru_cache(maxsize=50_000)(lambda word: fold(stem(word)))


_ISE: Final = re.compile(r"(?<=[a-z]{3})is(e|es|ed|er|ers|ing|able|ation|ations|ational)$")
_OUR: Final = re.compile(r"(?<=[a-z])our(s|ed|ing|able|hood|ful)?$")


def _one_spelling(word: str) -> str:
    """`organise` as `organize`, `labour` as `labor`, `programme` as `program`, `centre` as `center`."""
    if len(word) < 5:
        return word
    word = _ISE.sub(r"iz\1", word)
    word = _OUR.sub(r"or\1", word) if len(word) > 5 else word
    return {"programme": "program", "programmes": "programs", "centre": "center", "centres": "centers", "defence": "defense", "licence": "license"}.get(word, word)


__all__ = ["base_language", "function_words", "guessed_language", "stemmer", "words"]
