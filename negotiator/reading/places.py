"""What people write for a place in a text (`II.2, punkt 4`, `Art. 5(2)`, `paras 7–9`, `after para 7 bis`) as numbers from the outermost to the innermost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from negotiator.text.normalise import fold

_LEVELS: Final[Mapping[int, str]] = {
    0: "part partie parte teil del annex annexe anexo anhang bilag",
    1: "title titre titulo titel chapter chapitre capitulo kapitel",
    2: "section seccion abschnitt afsnit sektion",
    3: "article articles art artikel artikler articulo articulos clause clauses",
    4: "paragraph paragraphs para paras par paragraphe paragraphes parrafo parrafos absatz absatze abs ziffer ziffern ziff nummer nummern nr nos no num "
    "point points punkt punkte punkter punto puntos apartado apartados stk stykke item items number numbers action actions mesure mesures handling "
    "handlinger massnahme massnahmen aktion aktionen accion acciones alinea alineas figure recommendation recommendations",
    5: "subparagraph subparagraphs subpara subparas letter letters lettre lettres letra letras litra lit buchstabe buchstaben sub subclause unterabsatz",
}
_RANKS: Final = {word: rank for rank, words in _LEVELS.items() for word in words.split()}
_PREAMBULAR: Final = re.compile(
    r"\b(?:preambular paragraphs?|preambular paras?|preamble,? (?:paragraphs?|paras?)|pream(?:bular)?\.? ?paras?|praambel,? absatz|prambelabsatz|"
    r"praeambel,? (?:punkt|afsnit)|considerant|alineas? du preambule|parrafos? del preambulo|pps?(?=\W|\d))[.,]?\s*(?=\d)"
)
_OPERATIVE: Final = re.compile(r"\b(?:operative (?:paragraphs?|paras?)|op\.? ?paras?\.?|ops?(?=\W|\d))[.,]?\s*(?=\d)")
_NOTE: Final = re.compile(r"\b(?:footnotes?|fodnoter?|fussnoten?|endnotes?|notes? (?:de bas de page|a pie de pagina|al pie)|note)\b[.,]?\s*(?=\d|\*)")
_HEADING: Final = re.compile(r"\b(?:heading|headline|subheading|overskrift|uberschrift|intertitre|encabezamiento|epigrafe)\b")
_TITLE: Final = re.compile(r"(?:the )?(?:document )?(?:title|titel|titre|titulo)(?: of the (?:text|document|paper))?")
_WHOLE: Final = re.compile(
    r"general(?:ly|s|es|e|ites?)?|generel\w*|allgemein\w*|overall|all|alle|tout|toutes?|todos?|todo|whole|entire|throughout|horizontal|cross-cutting|overordnede?|"
    r"hele|gesamte[rn]?|ganze[rs]?|ensemble|global\w*|gennemgaende|durchgehend"
)
_BESIDES: Final = re.compile(
    r"the|comments?|remarks?|observations?|texts?|document|paper|kommentar(?:er)?|bemaerkning(?:er)?|bemerkung(?:en)?|anmerkung(?:en)?|commentaires?|remarques?|"
    r"comentarios?|observaciones?|teksten?|dokument(?:et)?|texte|texto|documento|le|du|el|del|der|des|l|de|sur|on|om|zum|paragraphs|paras"
)
"""Words that say that the whole text is meant, and those that may stand beside them."""
_AFTER: Final = re.compile(r"\b(?:after|behind|following|efter|nach|apres|a la suite d[eu]|despues (?:de|del)|tras)\b")
_BEFORE: Final = re.compile(r"\b(?:before|for(?= (?:punkt|afsnit|nr))|vor|avant|antes (?:de|del))\b")
_BETWEEN: Final = re.compile(r"\b(?:between|mellem|zwischen|entre)\b")
_BETWEEN_ENDS: Final = re.compile(r"\b(?:and|og|und|et|y|e)\b|&")
_NEW: Final = re.compile(r"\b(?:new|ny|nyt|neu|neuer|neue|nouveau|nouvel|nouvelle|nuevo|nueva|additional)\b")
_OF: Final = re.compile(r"\b(?:of|in|under|af|i|des|der|du|de|del|von|im|til|de la|de l)\b")
_SUFFIXES: Final = r"(?:bis(?!\s*[(]?\d)|ter|quater|quinquies|alt)"
_TOKEN: Final = re.compile(
    rf"(?P<number>(?:\b[ivxlc]+|\d+|\b[a-z])(?:\s?{_SUFFIXES}\b)?(?![\w])(?:\s*[.(]\s*(?:\d+|[ivxlc]+|[a-z])(?:\s?{_SUFFIXES}\b)?(?![\w])[)]?)*[.)]?)"
    r"|(?P<to>\s(?:to|til|bis|a|through|until|thru|hasta)\s(?=\W*(?:\w{1,4}\b|[a-z]+\s\W*\d))|-)|(?P<and>,?\s*\b(?:and|og|und|et|y|e|or|eller|oder|ou|o|plus)\b|[;&/+])|(?P<comma>,)|(?P<word>[^\W\d_]+)\.?"
)
_COMPONENT: Final = re.compile(rf"(\d+|[a-z]+?)\s?({_SUFFIXES})?(?![\w])")
_ELSEWHERE: Final = re.compile(r"\b(?:pages?|p|side|seite|pagina|lines?|linje|zeile|ligne|slide|version|rev|table|row)\b[.\s]*\d")
"""What is counted by the page or the file, and not by the text."""
_MOST_WORDS: Final = 14
"""Words beyond which a cell is no place."""


@dataclass(frozen=True, slots=True)
class Named:
    """One place as it was named."""

    parts: tuple[str, ...]
    """Its numbers, outermost first, in small letters (`ii`, `2`, `7bis`, `pp3`); empty for a title."""
    kind: str = ""
    """`footnote`, `heading` or `title` where it says so; `operative` for `OP 3`."""
    last: tuple[str, ...] = ()
    """The end of a range that begins here."""
    rank: int = 9
    """How far outside it begins: 0 for a part, 4 for a paragraph; 9 where it says nothing."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a cell or a line says of where it belongs."""

    readings: tuple[tuple[Named, ...], ...]
    """In how many ways it can be understood, the likelier first; each a list of places."""
    whole: bool = False
    """It says that the whole text is meant."""
    relation: str = ""
    """`after` or `before` where something is to stand beside the place; `new` where it is itself to be new."""


def read_place(text: str) -> PlaceName | None:
    """The places that a text names; None where it names none or is no place at all."""
    folded = fold(text).replace("§", " article ").replace("#", " ")
    folded = re.sub(r"(?<=[^\W\d])\(\w{1,2}\)(?!\s*\d*\))(?=\W|$)", "", folded)  # paragraph(s), Punkt(e)
    folded = re.sub(r"['`]s\b", "", folded)
    folded = re.sub(r"[“”\"'`]|\.{3}|\[|\]", " ", folded).strip(" .:-")
    if not folded:
        return None
    folded = re.sub(r"\b([ivxlc]+)[/-](?=\d)(\d+)(?:[/-](?=\w{1,3}\b))?", _dotted, folded)
    words = re.findall(r"[\w-]+", folded)
    if all(_WHOLE.fullmatch(word) or _BESIDES.fullmatch(word) for word in words) and any(map(_WHOLE.fullmatch, words)):
        return PlaceName((), whole=True)
    if _TITLE.fullmatch(folded):
        return PlaceName(((Named((), "title"),),))
    folded = re.sub(r"\([^()]*[^\W\d]{3}[^()]*\)", _said_aside, folded)
    between = _BETWEEN.search(folded)
    if between:
        folded = folded[between.end() :]
        folded = f"after {folded[: joint.start()] if (joint := _BETWEEN_ENDS.search(folded)) else folded}"
    relation = "after" if _AFTER.search(folded) else "before" if _BEFORE.search(folded) else "new" if _NEW.search(folded) else ""
    if relation in ("after", "before"):
        pattern = _AFTER if relation == "after" else _BEFORE
        folded = folded[pattern.search(folded).end() :]  # type: ignore[union-attr]
    folded = _NEW.sub(" ", folded)
    if len(folded.split()) > _MOST_WORDS or _ELSEWHERE.search(folded):
        return None
    readings = tuple(dict.fromkeys(tuple(_ranges(reading)) for turned in _turned(folded) for reading in _readings(turned)))
    readings = tuple(r for r in readings if r)
    return PlaceName(readings, relation=relation) if readings else None


def _dotted(found: re.Match[str]) -> str:
    """`II/2/6` and `II-2-6`: a Roman number and an Arabic one are no range."""
    return f"{found[1]}.{found[2]}{'.' if found[0][-1] in '/-' else ''}"


def _said_aside(found: re.Match[str]) -> str:
    """Words in brackets say nothing of the place, but for `(new)`."""
    return f" {new[0]} " if (new := _NEW.search(found[0])) else " "


def _turned(text: str) -> Iterator[str]:
    """`point 4 of part II` from the outside to the inside, and as it stands."""
    pieces = [piece.strip(" ,") for piece in _OF.split(text)]
    if len(pieces) > 1 and all(re.search(r"\d|\b[ivxlc]+\b|\b[a-z]\b", piece) for piece in pieces):
        yield ", ".join(reversed(pieces))
    yield text


@dataclass(slots=True)
class _Piece:
    """A number with what stands before it."""

    parts: tuple[str, ...]
    rank: int
    joined: str
    """How it goes on from the one before: `to`, `and`, `comma` or nothing."""
    kind: str = ""


def _readings(text: str) -> Iterator[list[_Piece]]:
    """The numbers of a text, in each way that its commas can be meant: a level further in, or one more place."""
    pieces = list(_pieces(text))
    if not pieces:
        return
    open_to = [n for n, piece in enumerate(pieces) if n and piece.joined == "comma"]
    choices = []
    for n in open_to:
        piece, before = pieces[n], pieces[n - 1]
        deeper = piece.rank < 9 and (piece.rank > before.rank or before.rank == 9) and len(piece.parts) == 1
        alike = bool(_forms(piece.parts[-1]) & _forms(before.parts[-1])) and len(piece.parts) == 1
        whole = len(piece.parts) > 1 and bool(_forms(piece.parts[0]) & _forms(before.parts[0]))
        choices.append(("and",) if whole else ("deeper",) if deeper and before.rank < 9 else ("and", "deeper") if alike and not deeper else ("deeper", "and"))
    for chosen in product(*choices):
        meant = dict(zip(open_to, chosen, strict=True))
        out: list[_Piece] = []
        for n, piece in enumerate(pieces):
            if n and (meant.get(n) == "deeper" or piece.joined == ""):
                out[-1] = replace(out[-1], parts=out[-1].parts + piece.parts, kind=out[-1].kind or piece.kind)
            else:
                out.append(replace(piece, joined=piece.joined if piece.joined == "to" else "and"))
        yield out


def _pieces(text: str) -> Iterator[_Piece]:
    text = _PREAMBULAR.sub(" preambular ", text)
    text = _OPERATIVE.sub(" operative ", text)
    text = _NOTE.sub(" footnote ", text)
    text = _HEADING.sub(" heading ", text)
    joined, rank, kind, known, begun = "", 9, "", False, False
    for found in _TOKEN.finditer(text):
        if found["word"]:
            word = found["word"]
            if word in ("preambular", "operative", "footnote", "heading"):
                kind, known = word, True
            elif word in _RANKS:
                rank, known = _RANKS[word], True
            else:
                rank, known = 9, False
        elif found["number"]:
            parts = tuple(f"{m[1]}{m[2] or ''}" for m in _COMPONENT.finditer(found["number"]))
            if parts[0].isalpha() and len(parts[0]) == 1 and rank == 9:
                if not (known or joined or begun or found[0].strip("(). ") == text.strip("(). ")):
                    continue  # a letter among words
                rank = 5 if parts[0] not in ("i", "v", "x") else 9
            begun = True
            if kind == "preambular":
                parts = tuple(f"pp{part}" for part in parts)
            yield _Piece(parts, rank, joined, kind)
            joined, rank, known = "", 9, False
            kind = kind if kind == "preambular" else ""
        else:
            joined = found.lastgroup or ""
            kind = kind if kind == "preambular" and joined != "comma" else ""


def _ranges(pieces: Sequence[_Piece]) -> Iterator[Named]:
    """Places of one reading; what follows another one by itself (`II.2.10, 11`) stands beside it."""
    before: tuple[str, ...] = ()
    waiting: Named | None = None
    for piece in pieces:
        parts = piece.parts
        if before and len(parts) < len(before) and piece.rank >= 4 and _forms(parts[0]) & _forms(before[len(before) - len(parts)]):
            parts = before[: len(before) - len(parts)] + parts
        named = Named(parts, "" if piece.kind == "preambular" else piece.kind, (), piece.rank)
        if piece.joined == "to" and waiting is not None:
            yield replace(waiting, last=parts)
            waiting = None
        else:
            if waiting is not None:
                yield waiting
            waiting = named
        before = parts
    if waiting is not None:
        yield waiting


def _forms(part: str) -> set[str]:
    """What kinds of number it can be: an Arabic one, a Roman one, a letter; `i` and `c` are either of the last two."""
    if part[0].isdigit():
        return {"arabic"}
    found = {"letter"} if len(part) == 1 else set()
    return found | {"roman"} if re.fullmatch(r"[ivxlc]+", part) else found or {"word"}
