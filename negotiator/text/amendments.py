"""What a proposal asks for where it is worded as an instruction (`delete`, `replace “x” by “y”`) or quotes only the words that change, in five languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from negotiator.text.common import hunks
from negotiator.text.normalise import fold, unified
from negotiator.text.tokens import parts

_DELETE: Final = (
    r"(?:delete[ds]?|deletion|deleting|remove[ds]?|strike(?: out)?|struck(?: out)?|drop(?:ped)?|omit(?:ted)?|cut|suppress(?:ed)?|slettes?|slet|udgar|udga|"
    r"stryges?|fjernes?|streichen|streiche|gestrichen|loschen|entfallt|supprimer|supprimez|supprimee?s?|suppression|biffer|a supprimer|suprim\w+|supresion|"
    r"elimin\w+|zu streichen|wird gestrichen)"
)
_INSERT: Final = (
    r"(?:add(?:ed)?|insert(?:ed)?|include|tilfoj(?:es)?|indsaet(?:tes)?|einfugen|erganzen|hinzufugen|ajouter|inserer|anadir|anadase|insertar|insertese|incluir)"
)
_REPLACE: Final = r"(?:replace[ds]?|change|substitute|amend|erstat(?:tes)?|aendres?|ersetzen?|remplacer|sustitu\w+|reemplaz\w+)"
_ALL: Final = (
    r"(?:(?:l'|(?:the|this|that|these|whole|entire|full|both|all|le|la|les|el|los|las|de|den|det|der|die|das|dieser|diesen|hele|ganzen?|gesamten?|tout|todo) "
    r"))*"
    r"(?:(?:sub-?)?paragraphs?|(?:sub-?)?paras?|points?|texts?|clauses?|items?|articles?|actions?|bullets?|afsnit(?:tet)?|punkt(?:et|er|erne)?|"
    r"stykke[rt]?|teksten?|absatz|absatze|nummer|paragraphes?|alineas?|textes?|parrafos?|apartados?|puntos?|textos?|it)"
)
_PLEASE: Final = (
    r"(?:please |to be |should be |must be |shall be |can be |bitte |proposal to |we propose to |propose to |skal |bor |kan |bedes |priere de |sollte |soll |"
    r"ist zu |devrait etre |doit etre |deberia |debe |est )?"
)
_WHOLE: Final = re.compile(rf"{_PLEASE}(?:{_DELETE}(?:[: ]+{_ALL})?(?:[: ]+\S*\d\S*)?|(?:the )?{_ALL} {_PLEASE}{_DELETE})")
_NOTHING: Final = re.compile(
    r"[\W_]*|n ?/ ?a|none|no (?:changes?|proposals?|amendments?|comments?)|unchanged|unverandert|uaendret|inchangee?|nil|aucune?|ninguna?"
    r"|ingen(?: (?:aendringer|forslag|bemaerkninger))?|keine(?: anderung(?:en)?)?|(?:sans|pas de) (?:changement|modification)|sin cambios"
)
_NEW: Final = re.compile(
    rf"(?:{_INSERT} )?(?:(?:a|an|one|the|et|en|ein|eine|einen|un|une|una) )?(?:further |following )?"
    r"(?:new|ny|nyt|neu|neuer|neuen|neue|nouveau|nouvel|nouvelle|nuevo|nueva|additional)\b(?: \w+)??"
    r"(?: (?:paragraph|para|point|afsnit|punkt|absatz|nummer|paragraphe|alinea|parrafo|apartado|punto|text|clause|action))"
    r"(?: (?:here|to read|reading|as follows))?\s*[:.–-]+\s*"
)
_LEAD_IN: Final = re.compile(
    r"(?:replaced? (?:it )?(?:by|with)|(?:should|to) read|reads?|read as follows|(?:new|proposed|suggested|amended|alternative) (?:text|wording|language)|"
    r"erstattes (?:af|med)|affattes saledes|ny (?:tekst|ordlyd)|ersetzen durch|neue fassung|neuer (?:text|wortlaut)|remplacer par|"
    r"nouve(?:au texte|lle redaction)|lire|sustituir por|nuev[oa] (?:texto|redaccion))\s*[:–-]\s*"
)
_QUOTE: Final = r"[“”„‟\"«»]\s*([^“”„‟\"«»]+?)\s*[“”„‟\"«»]"
_SINGLE: Final = r"[‘’‚‛']([^‘’‚‛']+?)[‘’‚‛'](?!\w)"
_MARK: Final = "\x00{}\x00"
_ONE: Final = "\x00(\\d+)\x00"
_WORDS: Final = (
    r"(?:(?:the |le |la |les |el |las? |das |die |den |det )?(?:words?|phrases?|terms?|ord(?:ene|et)?|wort(?:e|er)?|mots?|palabras?|text|expression)\s*:?\s*)?"
)
_SEVERAL: Final = rf"{_WORDS}{_ONE}(?:\s*(?:,|and|og|und|et|y)\s*{_ONE})*"
_BY: Final = r"\s*(?:with|by|to|into|for|med|til|durch|mit|par|por|->|→|=>)\s*"
_AFTER: Final = r"(?:after|behind|following|efter|nach|apres|despues de)"
_BEFORE: Final = r"(?:before|in front of|for|foran|vor|avant|antes de)"
_END: Final = r"(?:at the end|in the end|til sidst|i slutningen|am ende|a la fin|al final)"
_START: Final = r"(?:at the (?:beginning|start)|i begyndelsen|am anfang|au debut|al (?:principio|comienzo))"
_STEPS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("replace", rf"{_PLEASE}{_REPLACE}:? {_WORDS}{_ONE}{_BY}{_WORDS}{_ONE}(?: ersetzen)?"),
        ("replace", rf"{_ONE}{_BY}{_WORDS}{_ONE}(?: ersetzen)?"),
        ("replace", rf"{_WORDS}{_ONE} (?:should|to|shall|must)(?: be)? (?:read|replaced (?:by|with)|changed to):? {_ONE}"),
        ("instead", rf"{_ONE},? (?:instead of|rather than|i stedet for|statt|anstelle von|au lieu de|en lugar de) {_WORDS}{_ONE}"),
        ("replace", rf"(?:instead of|i stedet for|statt|anstelle von|au lieu de|en lugar de) {_WORDS}{_ONE}\s*[:,]?\s*(?:read |write )?{_ONE}"),
        ("after", rf"{_PLEASE}{_INSERT}:? {_WORDS}{_ONE} {_AFTER} {_WORDS}{_ONE}"),
        ("before", rf"{_PLEASE}{_INSERT}:? {_WORDS}{_ONE} {_BEFORE} {_WORDS}{_ONE}"),
        ("turned after", rf"{_AFTER} {_WORDS}{_ONE},?\s*:?(?: {_INSERT}:?)? {_WORDS}{_ONE}(?: {_INSERT})?"),
        ("turned before", rf"{_BEFORE} {_WORDS}{_ONE},?\s*:?(?: {_INSERT}:?)? {_WORDS}{_ONE}(?: {_INSERT})?"),
        ("end", rf"{_PLEASE}{_INSERT}:? {_WORDS}{_ONE} {_END}|{_END},? {_INSERT}:? {_WORDS}{_ONE}|{_END} {_ONE} {_INSERT}"),
        ("start", rf"{_PLEASE}{_INSERT}:? {_WORDS}{_ONE} {_START}|{_START},? {_INSERT}:? {_WORDS}{_ONE}"),
        ("delete", rf"{_PLEASE}{_DELETE}:? {_SEVERAL}|{_SEVERAL} {_PLEASE}{_DELETE}"),
    )
)
_REMARK: Final = re.compile(
    r"(?:we|i|our|vi|wir|nous|nosotros|please|support|agree|keep|retain|maintain|reserve|scrutiny|prefer|could|should|would|can|why|what|who|how|is|are|do|does|"
    r"move|merge|combine|split|shorten|clarify|reword|rephrase|redraft|consider|check|align|see|same|not|no|yes|ok|okay|fine|good|too|more|less|mention|refer|"
    r"(?:a )?new (?:paragraph|para|point)|flyt|flyttes|slas sammen|behold|bevar|verschieben|zusammenfassen|beibehalten|prufen|deplacer|"
    r"fusionner|conserver|garder|mover|fusionar|mantener)\b"
)
_NAME: Final = r"(?:call (?:it|this)|(?:re)?name (?:it|this)|rename|retitle)"
_DOTS: Final = re.compile(r"\[\s*(?:…|\.{3,}|\.\s\.\s\.)\s*\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}")
_NEXT_STEP: Final = re.compile(rf"[\n;]|(?<=\x00)\s*[.,]\s+(?=\w)|(?<=\x00)\s+(?:and|og|und|et|y)\s+(?=(?:{_DELETE}|{_INSERT}|{_REPLACE})\b)", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"\s*(?:[.:;,!–—-]+(?=\s|$)|\n)\s*")
_OPEN, _CLOSE = "([{“‘«„", ")]}”’»,.;:!?"


def whole_deletion(text: str) -> str | None:
    """What a cell says besides, where it says that the paragraph is to go (`DELETE`, `Absatz streichen. Doppelt.`); None where it does not say so."""
    head, _, tail = _SENTENCE.sub("\n", text.strip().strip("[](){}\"'“”"), count=1).partition("\n")
    return tail.strip() if _WHOLE.fullmatch(fold(head).strip(" .")) else None


def says_nothing(text: str) -> bool:
    """Whether a cell is left empty in words: `–`, `n/a`, `[no change]`."""
    return _NOTHING.fullmatch(fold(text).strip(" .[]()")) is not None


def bare_wording(text: str) -> str:
    """A wording without what announces it (`Replace by: …`, `New text: …`), and without quotation marks around all of it."""
    found = _LEAD_IN.match(fold(text))
    rest = text[_place(text, found.end()) :].strip() if found else text.strip()
    quoted = re.fullmatch(_QUOTE, rest)
    return quoted[1] if quoted else rest


def new_paragraph(text: str) -> str | None:
    """The wording of a paragraph that is to be added, where a cell says so (`New paragraph: …`)."""
    folded = fold(text)
    found = _NEW.match(folded)
    if found is None:
        return None
    rest = text[_place(text, found.end()) :].strip()
    return bare_wording(rest)


def is_remark(text: str) -> bool:
    """Whether a cell begins as no wording does: `We support …`, `Keep as is`, `Move to the end`."""
    return _REMARK.match(fold(text)) is not None


def is_instruction(text: str) -> bool:
    """Whether a cell says in words what is to be done to a text, whether or not it can be done."""
    quoted = re.search(_QUOTE, text) or re.search(_SINGLE, text)
    return bool(quoted) and re.match(rf"{_PLEASE}(?:{_DELETE}|{_INSERT}|{_REPLACE}|{_AFTER}|{_BEFORE}|{_END}|{_START}|{_NAME})\b", fold(text)) is not None


def amended(text: str, instruction: str) -> str | None:
    """The text after the instructions of a cell (`replace “x” by “y”`, `after “x” insert “y”`); None where it holds none, or words that are not there once."""
    quotes: list[str] = []

    def keep(found: re.Match[str]) -> str:
        quotes.append(found[1])
        return _MARK.format(len(quotes) - 1)

    marked = re.sub(_QUOTE, keep, instruction)
    if len(quotes) == 0:
        marked = re.sub(_SINGLE, keep, instruction)
    if not quotes:
        return None
    done = text
    for piece in filter(None, (fold(piece).strip(" .,;:") for piece in _NEXT_STEP.split(marked))):
        after = _step(done, piece, quotes)
        if after is None:
            return None
        done = after
    return done


def _step(text: str, piece: str, quotes: list[str]) -> str | None:
    for kind, pattern in _STEPS:
        found = pattern.fullmatch(piece)
        if found is None:
            continue
        said = [quotes[int(group)] for group in re.findall(_ONE, piece)]
        match kind:
            case "replace":
                return _replaced(text, said[0], said[1])
            case "instead":
                return _replaced(text, said[1], said[0])
            case "after" | "turned after":
                new, there = said if kind == "after" else said[::-1]
                return _replaced(text, there, f"{there} {new}" if new[:1] not in _CLOSE else there + new)
            case "before" | "turned before":
                new, there = said if kind == "before" else said[::-1]
                return _replaced(text, there, f"{new} {there}")
            case "end":
                stem = text.rstrip(" .;:,")
                return f"{stem}{'' if said[0][:1] in _CLOSE else ' '}{said[0].rstrip(' .;:,')}{text[len(stem) :]}"
            case "start":
                return f"{said[0]} {text}"
            case _:
                done: str | None = text
                for one in said:
                    done = None if done is None else _replaced(done, one, "")
                return done
    return None


def _replaced(text: str, old: str, new: str) -> str | None:
    """The text with the one place of `old` taken by `new`, whatever its typography and its case."""
    places = list(occurrences(text, old))
    if len(places) != 1:
        return None
    start, end = places[0]
    if not new:
        before, after = text[:start], text[end:]
        if before.endswith(" ") and (after[:1] in (" ", "") or after[:1] in _CLOSE):
            before = before.rstrip(" ")
        if before[-1:] == after.lstrip()[:1] == ",":
            before = before[:-1]
        return before + (after.lstrip(" ") if not before or before[-1] in _OPEN else after)
    # words that stay are kept as the text has them
    there, plain, wanted = text[start:end], unified(old), unified(new)
    if wanted.startswith(f"{plain} "):
        return text[:start] + there + new[len(old) :] + text[end:]
    if wanted.endswith(f" {plain}"):
        return text[:start] + new[: len(new) - len(old)] + there + text[end:]
    if there[:1].isupper() and old[:1].islower():
        new = new[:1].upper() + new[1:]
    return text[:start] + new + text[end:]


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where whole words stand in a text, compared without case and typography."""
    pieces = [re.escape(unified(word).casefold()) for word in words.split()]
    if not pieces:
        return
    plain = "".join(_single(c) for c in text)
    left = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    right = r"(?!\w)" if re.search(r"\w$", words.strip()) else ""
    for found in re.finditer(left + r"\s+".join(pieces) + right, plain):
        yield found.start(), found.end()


def _single(character: str) -> str:
    plain = unified(character).casefold()
    return plain if len(plain) == 1 else character


def _place(text: str, folded: int) -> int:
    """Where in a text so many characters of its folded form end."""
    for end in range(len(text) + 1):
        if len(fold(text[:end] + "|")) > folded:
            return end - 1 if end and text[end - 1 : end].isalnum() else end
    return len(text)


def excerpt(text: str) -> str:
    """Quoted words without the dots that stand for what was left out at either end."""
    return _DOTS.sub(" ", text).strip() if _DOTS.search(text) else text.strip()


def is_excerpt(text: str) -> bool:
    """Whether a quotation says that it leaves out what stands before or behind it."""
    plain = text.strip()
    return any(found.start() == 0 or found.end() == len(plain.rstrip(" ;,.")) or found.end() == len(plain) for found in _DOTS.finditer(plain))


def spliced(text: str, quoted: str, proposed: str) -> str | None:
    """The text with an excerpt of it taken by what is proposed for the excerpt; None where the excerpt is not there once, or is all of the text."""
    old, new = excerpt(quoted), excerpt(proposed)
    places = list(occurrences(text, old))
    if len(places) != 1 or not new or len(old.split()) >= len(text.split()):
        return None
    start, end = places[0]
    return text[:start] + new + text[end:]


def fitted(text: str, proposed: str) -> str | None:
    """The text with an excerpt that was changed put in its place: between the first and the last of its words that the text has."""
    new = excerpt(proposed)
    here, there = parts(text), parts(new)
    words, others = [w.casefold() for w in map(unified, here[1::2])], [w.casefold() for w in map(unified, there[1::2])]
    shared = _shared(words, others)
    if len(shared) < _FEWEST_SHARED:
        return None
    first, last = shared[0], shared[-1]
    start = sum(map(len, here[: 2 * first[0] + 1]))
    end = sum(map(len, here[: 2 * last[0] + 2]))
    return text[:start] + new + text[end:]


_FEWEST_SHARED: Final = 2


def _shared(words: list[str], others: list[str]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    at = other = 0
    for hunk in [*hunks(words, others), (len(words), len(words), len(others), len(others))]:
        start, end, begin, stop = hunk
        pairs += zip(range(at, start), range(other, begin), strict=False)
        at, other = end, stop
    return pairs


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, in order: 0 to 1."""
    words, others = one.casefold().split(), other.casefold().split()
    return 2 * len(_shared(words, others)) / (len(words) + len(others)) if words and others else 0.0
