"""The one call that hands out a Word redline: written, proven by code apart from the writer, done again more plainly where the proof fails, else refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Self

from negotiator.aside import WORTH, Aside
from negotiator.errors import RefusedError
from negotiator.formats.word.comments import WordComment, annotate
from negotiator.formats.word.redline import Pairs, redline
from negotiator.formats.word.redline.base import Base, Places, moved_pairs, settle_file
from negotiator.formats.word.verify import Fault, Proof, faults, settled_faults

_ATTEMPTS = 2
"""How often paragraphs at fault are replaced whole before the file is refused."""


def proven_redline(
    old: bytes,
    new: bytes,
    *,
    author: str,
    at: datetime,
    pairs: Pairs = (),
    comments: Sequence[WordComment] = (),
    base: Base = "as-is",
    name: str = "the Word file",
) -> bytes:
    """A redline from `old` to `new` with comments, which `verify` has found right.

    `base` says what becomes of tracked changes that the old file has already: they stay, or are accepted or rejected first, which is proven as well.
    Paragraphs that fail are replaced whole and all is verified again. Raises RefusedError, naming the first paragraph, where that does not help;
    BadInputError where a file is no Word file; NotFoundError where a paragraph to be commented on is not there.
    """
    with Redlining(old, new, author=author, at=at, comments=comments, base=base, name=name, aside=False) as begun:
        begun.pair(pairs)
        return begun.proven()


class Redlining:
    """A proven redline in the making: while one process opens and compares both files, the other goes on, and says when it knows which paragraphs
    belong together. A context manager; see `proven_redline` for what goes in and what is raised."""

    def __init__(
        self,
        old: bytes,
        new: bytes,
        *,
        author: str,
        at: datetime,
        comments: Sequence[WordComment] = (),
        base: Base = "as-is",
        name: str = "the Word file",
        aside: bool = True,
    ) -> None:
        self._name = name
        self._places: Places | None = None
        if base != "as-is":
            issued = old
            old, self._places = settle_file(issued, base)
            found = settled_faults(old, issued, rejected=base == "rejected")
            if found:
                raise _refused(name, found)
        self._old, self._new = old, new
        self._write = partial(redline, old, new, author=author, at=at, comments=comments)
        self._pairs: Pairs = ()
        self._first: Aside[Pairs, bytes] = Aside(lambda hear: self._write(pairs=hear), worth=aside and len(old) > WORTH)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._first.close()

    def pair(self, pairs: Pairs) -> None:
        """Say which paragraphs belong together; once, before the redline is asked for."""
        self._pairs = pairs if self._places is None else moved_pairs(tuple((tuple(olds), tuple(news)) for olds, news in pairs), self._places)
        self._first.tell(self._pairs)

    def proven(self) -> bytes:
        """The redline, which `verify` has found right."""
        written = b"" if self._first.going else self._first.result()  # in one process one thing after the other, and none held longer than it must be
        proof = Proof(self._old, self._new)
        whole: set[int] = set()
        whole_new: set[int] = set()
        out = written or self._first.result()
        for _ in range(_ATTEMPTS):
            found = proof.faults(out)
            more, more_new = {f.old for f in found if f.old} - whole, {f.new for f in found if f.new} - whole_new
            if not (more or more_new):
                break
            whole |= more
            whole_new |= more_new
            out = self._write(pairs=self._pairs, whole=sorted(whole), whole_new=sorted(whole_new))
        else:
            found = proof.faults(out)
        if found:
            raise _refused(self._name, found)
        return out


def proven_annotation(content: bytes, comments: Sequence[WordComment], *, name: str = "the Word file") -> bytes:
    """The file with comments added and, as `verify` has found, nothing else changed. Raises RefusedError, BadInputError, NotFoundError."""
    out = annotate(content, comments)
    found = faults(out, content, content)
    if found:
        raise _refused(name, found)
    return out


def _refused(name: str, found: Sequence[Fault]) -> RefusedError:
    first = found[0].finding
    others = f", and {len(found) - 1} more" if len(found) > 1 else ""
    if first.subject.endswith("the embedded documents"):
        return RefusedError(
            f"{name} was not written: one of the two files embeds a whole document (altChunk) that the other has not, and no tracked change can say so",
            hint="open the file in Word or LibreOffice and save it: that makes the embedded document text",
        )
    return RefusedError(
        f"{name} was not written, because our own check found it wrong: {first.subject} {first.message}{others}",
        hint="please report this with both files; meanwhile export the newest text with comments alone (--as annotated)",
    )
