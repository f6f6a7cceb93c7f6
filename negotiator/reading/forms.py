"""What a paragraph is by its own form: a heading, a preambular paragraph, a line that introduces others."""

from __future__ import annotations

import re

from negotiator.model.block import Block

_OPENING = r"^[\s\[(]*(?:(?:PP|OP|Pp|Op)\.?\s?\d+\S*\s+)?(?:Option\s\S+:?\s+)?[\s\[(]*"
_ADVERB = r"(?:(?:Also|Further|Deeply|Gravely|Fully|Strongly|Again|Likewise|Solemnly|[A-Z][a-z]+ly)\s+)?"
_PARTICIPLES = re.compile(
    _OPENING
    + r"(?:"
    + _ADVERB
    + r"(?!During|According|Concerning|Regarding|Notwithstanding|Nothing|Following|Including|Pending|Meeting|Funding|Training|Building|King)"
    + r"[A-Z]?[a-z]+ing\b"
    + r"|(?:Deeply|Gravely|Seriously|Firmly|Strongly)?\s*(?:[Aa]larmed|[Cc]oncerned|[Cc]onvinced|[Dd]etermined|[Dd]isturbed|[Gg]uided|[Ee]ncouraged"
    + r"|[Ii]nspired|[Mm]indful"
    + r"|[Aa]ware|[Cc]onscious|[Dd]esirous|[Rr]esolved|[Cc]ommitted|[Dd]eploring|[Pp]ersuaded|[Ss]eized|[Gg]rateful|[Aa]ppalled)\b"
    + r"|(?:(?:Profondément|Vivement|Gravement|Pleinement|Profundamente|Plenamente)\s)?(?i:consciente?s?|convaincue?s?|préoccupée?s?"
    r"|alarmée?s?|déterminée?s?|résolue?s?|convencid[ao]s?|preocupad[ao]s?|decidid[ao]s?|alarmad[ao]s?)\b"
    + r"|(?:Ayant|Étant|Vu|(?:[A-Z]\w+\s)?[A-ZÉ][a-zéèêâç]+ant)\b"
    + r"|(?:[A-ZÁÉ][a-záéíóúñ]+(?:ando|iendo))\b"
    + r"|[A-ZÉÈ]{4,}(?:ING|ANT)\b"
    + r"|(?:[Ii]n\s(?:Anbetracht|Anerkennung|Bekräftigung|Erwägung|der\sErkenntnis)|[Uu]nter\s(?:Hinweis|Berücksichtigung))\b"
    + r"|(?:[Ee]ingedenk|[Ii]n\sdem\s(?:Bewusstsein|Wunsch|Bestreben))\b"
    + r"|(?:[Ss]om\s(?:minder|bekræfter|anerkender|understreger|noterer)|[Dd]er\shenviser\still|[Ii]\sbetragtning\saf)\b"
    + r"|(?:[Uu]nder\shenvisning|[Ii]det\s(?:de|den|det|vi))\b"
    + r"|(?:[Сс]сылаясь|[Пп]одтверждая|[Пп]ринимая|[Уу]читывая|[Бб]удучи|[Жж]елая|[Пп]амятуя|[Пп]ризнавая|[Сс]ознавая|[Оо]тмечая|[Вв]ыражая"
    + r"|(?i:с\s(?:удовлетворением|озабоченностью)\s)?[А-Яа-я]+(?:уя|ывая|ивая|ствуя|миная|аясь|уясь|явшись))\b"
    + r")"
)
_WHEREAS = re.compile(_OPENING + r"(?:Whereas|WHEREAS|Considérant|Considerando|In\sErwägung)\b")
_ENDS_OPEN = re.compile(r"(?:,|;|\s[–—]|[,;]?\s(?:and|or|og|et|und|y|e))[\]\s\"”’*]*$")
_SENTENCE_END = re.compile(r"[.;,!?][\"'”’»)\]\s*]*$")
_OPTION = re.compile(r"^[\s\[]*(?:Option|Alternative|Variant|Valgmulighed)\s+[\dA-Z]{1,3}\s?[:.]?(?:\s*[({].*[)}])?[\s\]]*$", re.IGNORECASE)
_CHOICE = re.compile(r"^[\s\[]*(?:Option|Alternative|Variant|Valgmulighed)\s?[\dA-Z]{1,3}\s?[:.]", re.IGNORECASE)
_OR = re.compile(r"[\s\[(]*(?:OR|Or)[\s\])]*:?\s*|\s*[\[(]\s*or\s*[\])]\s*")
_LINKS = (
    r"shall|should|must|to|of|by|that|with|for|from|into|on|at|which|who|whose|is|are|the|an|its|their"
    r"|ist|sind|hat|zu|der|die|das|den|dem|des|von|für|mit|zur|zum|eine[rs]?|est|sont|de|du|à|au|aux|par|pour|que|qui|le|les|des|une"
    r"|del|los|las|por|para|con|un|skal|er|kan|at|af|som|for|til|ved|med|den|det|на|в|о|с|к|по|для|от|из|что"
)
_UNFINISHED = re.compile(rf"\b(?:{_LINKS}|will|may|be|has|have|and|or|und|et|y|og|deben?|doit|doivent|wird|werden|muss|soll|haben)$")
_RUNS_ON = re.compile(rf"\s(?:{_LINKS})$")
_WRAPPED = re.compile(r"^\s*[\[{(].*[\]})]\s*$")
_UN_STYLE = re.compile(r"_?\s?h\s?_?\s?(?:m|ch|1|23|2/3|4|56|5/6)\s?_?\s?gc?$|_?\s?h\s?_\s?\w{1,3}\b")
"""Heading styles of United Nations templates (`_ H_Ch_G`, `_ H_1_G`, `H23`)."""
HEADING_WORDS = 14
"""Words that a heading without a number or a style has at most."""
NUMBERED_HEADING_WORDS = 40
"""Words that a paragraph with a Roman numeral or a heading's style has at most if it is to be a heading."""


_LAST = 40
"""Letters at the end of a text that say how it ends."""
_INTRODUCES = re.compile(r"(?:[:：][\]\s\"”’»)*]*|:\s?[—–-]|\w\s?—)$")


def introduces(text: str) -> bool:
    """Whether the text ends with a colon or a long dash (closing brackets and quotation marks aside)."""
    return _INTRODUCES.search(text[-_LAST:]) is not None


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence or a list item does; an abbreviation in a short heading does not count."""
    return _SENTENCE_END.search(text[-_LAST:]) is not None


def starts_low(text: str) -> bool:
    """Whether its first letter is a lower-case one."""
    found = re.match(r"[\s\[(\"'“„«‘]*([^\W_])", text)
    return found is not None and found[1].islower()


def is_preambular(text: str, block: Block, before_operative: bool) -> bool:
    """Whether an unnumbered paragraph speaks as preambles do: a participle or verb first, or in italics, and no full stop at its end."""
    if _WHEREAS.match(text):
        return True
    if not _ENDS_OPEN.search(text):
        return False
    if _PARTICIPLES.match(text):
        return True
    italic = any(mark.kind == "italic" and mark.start <= 2 and mark.end < len(block.text) for mark in block.marks)
    return italic and before_operative


def speaks_preambular(text: str) -> bool:
    """Whether the first words are those of a preambular paragraph (`Recalling`, `Deeply concerned`); preambles of treaties set them in small letters."""
    return bool(_PARTICIPLES.match(text) or _WHEREAS.match(text))


def opens_preamble(text: str) -> bool:
    """`The General Assembly,` · `We, the States Parties …,` · `The Parties to this Agreement,`."""
    return (
        text.endswith(",")
        and len(text.split()) <= 80
        and bool(
            re.match(
                r"^[\s\[]*(?:The|We|De|Vi|Die|Der|Das|Wir|Les?|La|L['’]|Las|Los|El|Nous|Nosotros|Rådet|THE|LE|DER|RÅDET"
                r"|Мы|Стороны|Генеральная|Государства|Правительства|Совет|Конференция)\b",
                text,
            )
        )
    )


def is_heading_text(text: str, words: int = HEADING_WORDS) -> bool:
    """Whether a text without number or style can be a heading: short, not low at its start, no sentence."""
    if not text or starts_low(text) or len(text.split()) > words or "\n" in text.strip():
        return False
    if not any(c.isalpha() for c in text) or re.search(r"[^\W\d_]{3,}[.;]\s+\S", text):
        return False
    return (not ends_sentence(text) and not introduces(text) and not _UNFINISHED.search(text)) or bool(_OPTION.match(text))


def runs_on(text: str) -> bool:
    """Whether a line ends with a word that no paragraph ends with: `of`, `which`, `the`."""
    return bool(_RUNS_ON.search(text))


def is_choice(text: str) -> bool:
    """`Option 2: no text`: an alternative with its words on the same line; it is text."""
    return bool(_CHOICE.match(text)) and not is_option(text)


def is_annex(text: str) -> bool:
    """`Annex` alone on a line, or before a title: what follows stands under no article."""
    return bool(
        re.fullmatch(r"(?i:annexe?s?|anexos?|anhang|anlagen?|bilag|bijlage|allegato|appendix|attachment|schedule)(?:\W*|\s?[.:–—-]\s.{1,80})", text.strip())
    )


def parts_alternatives(text: str) -> bool:
    """`OR` on a line of its own: what stands below it is an alternative to what stands above."""
    return len(text) < 12 and bool(_OR.fullmatch(text))


def is_option(text: str) -> bool:
    """`Option 2:` on a line of its own: it heads an alternative."""
    return bool(_OPTION.match(text))


def is_aside(text: str) -> bool:
    """A line all in brackets or braces: a placeholder or a note of the drafters, no heading."""
    return bool(_WRAPPED.match(text))


def is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(not c.islower() for c in letters)


def styled_heading(block: Block, text: str) -> bool:
    """Whether the format says heading and the text does not say otherwise."""
    named = block.style.startswith(("heading", "title", "subtitle", "overskrift", "überschrift", "titre", "título", "manualheading", "titrearticle"))
    if not (block.heading or named or _UN_STYLE.match(block.style)):
        return False
    return len(text.split()) <= NUMBERED_HEADING_WORDS or not ends_sentence(text)
