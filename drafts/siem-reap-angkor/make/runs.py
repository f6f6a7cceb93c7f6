"""From a source text to Word runs: emphasis, footnotes, and the words that a tracked revision inserts and deletes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one format, or a footnote with its text."""

    text: str
    italic: bool = False
    footnote: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """`*italic*` and `^[footnote]` taken apart."""
    italic = False
    for part in re.split(r"(\*|\^\[[^\]]*\])", text):
        if part == "*":
            italic = not italic
        elif part.startswith("^["):
            yield Piece(part[2:-1], footnote=True)
        elif part:
            yield Piece(part, italic)


def _words(text: str) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces(text):
        if piece.footnote:
            found.append(piece)
        else:
            found += [Piece(word, piece.italic) for word in re.findall(r"\s*[\w'’-]+|\s*[^\w\s]|\s+", piece.text)]
    return found


def marked(old: str, new: str) -> Iterator[tuple[str, Piece]]:
    """The new text as `equal`, `insert` and `delete` against the old one, word by word; a lone equal word between two changes is changed with them."""
    before, after = _words(old), _words(new)
    steps: list[tuple[str, list[Piece], list[Piece]]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = before[i:j], after[k:m]
        lone = tag == "equal" and steps and j - i < 3 and j < len(before) and m < len(after)
        if steps and ((tag != "equal" and steps[-1][0] != "equal") or (lone and steps[-1][0] != "equal")):
            steps[-1] = ("replace", steps[-1][1] + gone, steps[-1][2] + come)
        else:
            steps.append((tag, gone, come))
    for tag, gone, come in steps:
        if tag == "equal":
            yield from (("equal", piece) for piece in joined(come))
        else:
            yield from (("delete", piece) for piece in joined(gone))
            yield from (("insert", piece) for piece in joined(come))


def joined(words: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one format made one piece again."""
    held: Piece | None = None
    for word in words:
        if held is not None and not held.footnote and not word.footnote and held.italic == word.italic:
            held = Piece(held.text + word.text, held.italic)
            continue
        if held is not None:
            yield held
        held = word
    if held is not None:
        yield held
