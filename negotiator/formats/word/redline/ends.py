"""The text that two paragraphs begin and end with: it is kept as it is, and only what lies between is cut into words."""

from __future__ import annotations

from negotiator.formats.word.redline.pieces import OPENING, Kind, Piece, Span, worded


def trimmed(old: list[Piece], new: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces of both sides cut into words, but for what both begin with and what both end with: that stays in one piece each."""
    head, tail = _short(common_start(_stretch(old, 1), _stretch(new, 1))), ""
    old, first = _split(old, len(head))
    new, other_first = _split(new, len(head))
    tail = common_start(_stretch(old, -1)[::-1], _stretch(new, -1)[::-1])[::-1]
    old, last = _split(old, -len(tail))
    new, other_last = _split(new, -len(tail))
    return [*first, *worded(old), *last], [*other_first, *worded(new), *other_last]


def _stretch(pieces: list[Piece], step: int) -> str:
    """The text that pieces begin (1) or end (-1) with."""
    out: list[str] = []
    for piece in pieces[::step]:
        if piece.kind is not Kind.TEXT:
            break
        out.append(piece.text)
    return "".join(out[::step])


def _short(head: str) -> str:
    """A beginning without its last two words where a sign is opened in them, which a change may begin with instead."""
    cut = head
    for _ in range(2):
        cut = cut[: cut.rfind(" ", 0, max(0, len(cut) - 1)) + 1]
    return head if OPENING.isdisjoint(head[len(cut) :]) else cut


def common_start(one: str, other: str) -> str:
    """What both begin with, up to and with a space."""
    end, beyond = 0, min(len(one), len(other)) + 1
    while beyond - end > 1:
        middle = (end + beyond) // 2
        if one[end:middle] == other[end:middle]:
            end = middle
        else:
            beyond = middle
    return one[: one.rfind(" ", 0, end) + 1]


def _split(pieces: list[Piece], length: int) -> tuple[list[Piece], list[Piece]]:
    """The pieces without so many characters of text at their beginning (or end, if negative), and those as one piece."""
    if not length:
        return pieces, []
    left, spans, rest = abs(length), [], list(pieces)
    while left:
        piece = rest.pop(0 if length > 0 else -1)
        span = piece.spans[0]
        taken = min(left, len(span.text))
        at = taken if length > 0 else len(span.text) - taken
        parts = Span(span.text[:at], span.run, span.format, span.theirs), Span(span.text[at:], span.run, span.format, span.theirs)
        mine, other = parts if length > 0 else parts[::-1]
        spans.append(mine)
        left -= taken
        if other.text:
            rest.insert(0 if length > 0 else len(rest), Piece(Kind.TEXT, other.text, other.text, spans=[other]))
    if length < 0:
        spans.reverse()
    text = "".join(s.text for s in spans)
    return rest, [Piece(Kind.TEXT, text, text, spans=spans)]
