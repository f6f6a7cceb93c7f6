"""A paragraph as a row of pieces: words and marks that can be compared one by one, whatever runs and links they are stored in.

A piece remembers where it came from, so that what stays is written back with the run properties it had. What cannot be marked inside
(a field, a formula, a picture) is one piece that is compared by its content and replaced whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from negotiator.formats.word.package import W
from negotiator.formats.word.redline.schema import (
    ALTERNATE,
    BOX,
    GONE,
    ID,
    MARKS,
    NOISE,
    NOTE_REFERENCES,
    PPR,
    RANGES,
    RPR,
    RUN,
    SDT,
    TEXT,
    VAL,
    WRAPPERS,
    Element,
    M,
    P,
    elements,
    leading,
    local,
    tags,
    wording,
)
from negotiator.formats.word.redline.source import Source
from negotiator.formats.word.redline.twins import twin_words
from negotiator.text.tokens import tokens


class Kind(Enum):
    TEXT = "text"
    ATOM = "atom"
    """One child of a run: a tab, a break, a picture."""
    FIELD = "field"
    """A field from its begin to its end."""
    WRAP = "wrap"
    """A link, a content control or another element around runs; its content can be edited inside."""
    BOX = "box"
    """A drawing with text in it, which can be edited inside."""
    NOTE = "note"
    """A reference to a note, whose text can be edited inside."""
    NODE = "node"
    """An element beside runs that is replaced whole: a formula."""
    MARK = "mark"
    """The end of a paragraph."""
    RANGE = "range"
    """A bookmark's or comment's edge: never compared, never deleted."""
    HIDDEN = "hidden"
    """What others have deleted: kept where it is, not compared."""


@dataclass(slots=True, eq=False)
class Span:
    """A stretch of text out of one run."""

    text: str
    run: Element
    format: str
    theirs: Element | None
    """Someone else's insertion that it stands in."""
    held: Piece | None = None
    """What stands between two letters of a word, in place of text: an edge of a range, or what others deleted there."""


@dataclass(slots=True, eq=False)
class Piece:
    kind: Kind
    key: str
    """Equal for pieces that a reader cannot tell apart, formatting aside."""
    text: str = ""
    shell: str = ""
    """Equal for pieces that differ in what is inside only; empty where nothing can be edited inside."""
    spans: Sequence[Span] = ()
    element: Element | None = None
    run: Element | None = None
    format: str = ""
    theirs: Element | None = None
    inside: Sequence[Piece] = ()
    """For a field its raw pieces, for a wrap its content."""


OPENING: Final = frozenset("([{“‘«‹„‚")
"""Signs that open what another sign closes."""
_IN_RUN_TEXT: Final = tags("t")
_FIELD_PARTS: Final = tags("fldChar instrText")
_PARTING_NOTHING: Final = frozenset({Kind.RANGE, Kind.HIDDEN})
_BOXED: Final = tags("drawing pict object") | {ALTERNATE}


def pieces_of(paragraph: Element, source: Source) -> list[Piece]:
    """The pieces of a paragraph, its own mark not among them."""
    return worded(rough_pieces(paragraph, source))


def rough_pieces(paragraph: Element, source: Source) -> list[Piece]:
    """The pieces of a paragraph with its text not yet cut into words, enough to see whether it has changed at all."""
    raw: list[Piece] = []
    _collect(paragraph, source, None, raw)
    return _fields(raw)


def look(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    """What pieces look like, as (content, format): equal for paragraphs that need no redline."""
    out: list[tuple[str, str]] = []
    in_text = False
    for piece in pieces:
        if piece.kind is Kind.TEXT:
            for span in piece.spans:
                if in_text and out[-1][1] == span.format:
                    out[-1] = (out[-1][0] + span.text, span.format)
                else:
                    out.append((span.text, span.format))
                in_text = True
        elif piece.kind not in (Kind.RANGE, Kind.HIDDEN):
            out.append((piece.key, piece.format))
            in_text = False
    return out


def _collect(parent: Element, source: Source, theirs: Element | None, out: list[Piece]) -> None:
    for child in elements(parent):
        tag = child.tag
        if tag == RUN:
            _collect_run(child, source, theirs, out)
        elif tag == PPR or tag in NOISE:
            continue
        elif tag in GONE:
            out.append(Piece(Kind.HIDDEN, "", element=child, theirs=theirs))
        elif tag in MARKS:
            if any(inner.tag in GONE for inner in child.iter() if inner is not child) or theirs is not None:
                _collect(child, source, theirs if theirs is not None else child, out)
            else:
                _collect(child, source, child, out)
        elif tag in RANGES:
            out.append(Piece(Kind.RANGE, "", element=child, theirs=theirs))
        elif tag in WRAPPERS:
            out.append(_wrap(child, source, theirs))
        elif tag == W + "fldSimple":
            out.append(_simple_field(child, source, theirs))
        elif tag.startswith(M):
            key = source.canon(child)
            out.append(Piece(Kind.NODE, "node:" + key, text="".join(t.text or "" for t in child.iter(M + "t")), element=child, theirs=theirs))
        else:
            out.append(Piece(Kind.RANGE, "", element=child, theirs=theirs))


def _collect_run(run: Element, source: Source, theirs: Element | None, out: list[Piece]) -> None:
    properties = leading(run, RPR)
    format_ = source.properties(properties)
    if properties is not None and any(child.tag in GONE for child in properties):
        out.append(Piece(Kind.HIDDEN, "", element=run, theirs=theirs))
        return
    for child in elements(run):
        tag = child.tag
        if tag == RPR or tag in NOISE:
            continue
        if tag == TEXT:
            text = wording(child)
            if text:
                out.append(Piece(Kind.TEXT, text, text=text, spans=[Span(text, run, format_, theirs)]))
        elif tag == W + "commentReference":
            out.append(Piece(Kind.RANGE, "", element=child, run=run, theirs=theirs))
        elif tag in NOTE_REFERENCES:
            kind = local(child).removesuffix("Reference")
            shell = f"{kind}:{child.get(W + 'customMarkFollows', '')}"
            note = source.note(kind, child.get(ID, ""))
            shell += ":" if "<p " in note else ": without text"
            key = f"{shell}:{note}"
            out.append(Piece(Kind.NOTE, key, shell=shell, element=child, run=run, format=format_, theirs=theirs))
        elif tag in _BOXED and next(child.iter(BOX), None) is not None:
            unlike = twin_words(child)
            key, shell = "box:" + source.canon(child) + unlike + source.wanted_in(child), "" if unlike else source.shell(child)
            out.append(Piece(Kind.BOX, key, shell=shell, element=child, run=run, format=format_, theirs=theirs))
        else:
            out.append(Piece(Kind.ATOM, "atom:" + source.canon(child), text=_shown(child), element=child, run=run, format=format_, theirs=theirs))


def _shown(child: Element) -> str:
    return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}.get(local(child), "")


def _wrap(element: Element, source: Source, theirs: Element | None) -> Piece:
    if element.tag == SDT:
        content = element.find(W + "sdtContent")
        shell = source.canon(element.find(W + "sdtPr"))
    else:
        content = element
        shell = " ".join(source._attribute(element, local(element), k, v) for k, v in sorted(element.attrib.items()) if not k.endswith("}history"))
    inside = [] if content is None else pieces_of(content, source)
    for piece in inside:
        piece.theirs = piece.theirs if piece.theirs is not None else theirs
    shell = f"{local(element)}:{shell}"
    key = shell + "|" + "|".join(f"{p.key}~{''.join(s.format for s in p.spans) or p.format}" for p in inside if p.kind not in (Kind.RANGE, Kind.HIDDEN))
    key += source.wanted_in(element)
    return Piece(Kind.WRAP, "wrap:" + key, text=shown(inside), shell="wrap:" + shell, element=element, theirs=theirs, inside=inside)


def _simple_field(element: Element, source: Source, theirs: Element | None) -> Piece:
    inside: list[Piece] = []
    _collect(element, source, theirs, inside)
    return Piece(Kind.FIELD, _field_key(element.get(W + "instr", ""), inside), text=shown(inside), element=element, theirs=theirs, inside=inside)


def _field_key(code: str, result: Iterable[Piece]) -> str:
    told = "|".join(f"{p.key}~{''.join(s.format for s in p.spans) or p.format}" for p in worded(list(result)) if p.kind not in (Kind.RANGE, Kind.HIDDEN))
    return f"field:{' '.join(code.split())}:{told}"


def _fields(raw: list[Piece]) -> list[Piece]:
    """Fields that begin and end among these pieces, each made one piece."""
    out: list[Piece] = []
    at = 0
    while at < len(raw):
        end = _field_end(raw, at) if _edge(raw[at]) == "begin" else None
        if end is None:
            out.append(raw[at])
            at += 1
            continue
        inside = raw[at : end + 1]
        code, result, depth, coded = "", [], 0, True
        for piece in inside:
            edge = _edge(piece)
            depth += {"begin": 1, "end": -1}.get(edge, 0)
            if edge == "separate" and depth == 1:
                coded = False
            elif piece.element is not None and piece.element.tag == W + "instrText" and coded:
                code += piece.element.text or ""
            elif not edge or depth > 1:
                result.append(piece)
        first = inside[0]
        out.append(Piece(Kind.FIELD, _field_key(code, result), text=shown(result), run=first.run, theirs=first.theirs, inside=inside))
        at = end + 1
    return out


def _edge(piece: Piece) -> str:
    if piece.kind is Kind.ATOM and piece.element is not None and piece.element.tag == W + "fldChar":
        return str(piece.element.get(W + "fldCharType", ""))
    return ""


def _field_end(raw: list[Piece], start: int) -> int | None:
    depth = 0
    for at in range(start, len(raw)):
        edge = _edge(raw[at])
        depth += {"begin": 1, "end": -1}.get(edge, 0)
        if edge == "end" and depth == 0:
            return at
    return None


def worded(raw: list[Piece]) -> list[Piece]:
    """Neighbouring stretches of text joined, then cut into words. Edges of ranges and what others deleted part no word that they stand in."""
    out: list[Piece] = []
    waiting: list[Span] = []
    between: list[Piece] = []

    def flush() -> None:
        if waiting:
            out.extend(_words(waiting))
            waiting.clear()
        out.extend(between)
        between.clear()

    for piece in raw:
        if piece.kind is Kind.TEXT:
            if between and waiting and waiting[-1].text[-1:].isalnum() and piece.text[:1].isalnum():
                waiting.extend(Span("", waiting[-1].run, "", None, held) for held in between)
                between.clear()
            elif between:
                flush()
            waiting.extend(piece.spans)
        elif waiting and piece.kind in _PARTING_NOTHING and (piece.element is None or piece.element.tag != P):
            between.append(piece)
        else:
            flush()
            out.append(piece)
    flush()
    return out


def _words(spans: list[Span]) -> list[Piece]:
    if len(spans) == 1:
        only = spans[0]
        return [Piece(Kind.TEXT, token, token, spans=[Span(token, only.run, only.format, only.theirs)]) for token in tokens(only.text)]
    out: list[Piece] = []
    at = offset = 0
    for token in tokens("".join(s.text for s in spans)):
        need = len(token)
        mine: list[Span] = []
        while need:
            span = spans[at]
            if span.held is not None:
                if mine:
                    mine.append(span)
                else:
                    out.append(span.held)
                at += 1
                continue
            taken = span.text[offset : offset + need]
            mine.append(Span(taken, span.run, span.format, span.theirs))
            need -= len(taken)
            offset += len(taken)
            if offset == len(span.text):
                at, offset = at + 1, 0
        out.append(Piece(Kind.TEXT, token, text=token, spans=mine))
    return out


def joined(pieces: Sequence[Piece]) -> Piece:
    """Neighbouring pieces of text as one piece, their stretches put together where they come out of one run."""
    if len(pieces) == 1:
        return pieces[0]
    spans: list[Span] = []
    for span in (s for piece in pieces for s in piece.spans):
        last = spans[-1] if spans else None
        if span.held is not None:
            spans.append(span)
        elif last is not None and last.held is None and last.run is span.run and last.theirs is span.theirs and last.format == span.format:
            last.text += span.text
        else:
            spans.append(Span(span.text, span.run, span.format, span.theirs))
    text = "".join(piece.text for piece in pieces)
    return Piece(Kind.TEXT, text, text, spans=spans)


def shown(pieces: Iterable[Piece]) -> str:
    """The text of pieces as it is read."""
    return "".join(p.text for p in pieces)


def mark_of(paragraph: Element) -> Piece:
    """The end of a paragraph as a piece; one that ends a section equals no other kind."""
    sect = paragraph.find(f"{PPR}/{W}sectPr") is not None
    return Piece(Kind.MARK, "¶§" if sect else "¶", text="\n", element=paragraph)


def style_of(paragraph: Element) -> str | None:
    """The id of its style, if it names one."""
    style = paragraph.find(f"{PPR}/{W}pStyle")
    return None if style is None else style.get(VAL)
