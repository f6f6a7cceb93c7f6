"""The one call that hands out a Word redline: written, proven by code apart from the writer, done again more plainly where the proof fails, else refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from negotiator.errors import RefusedError
from negotiator.formats.word.comments import WordComment, annotate
from negotiator.formats.word.redline import Pairs, redline
from negotiator.formats.word.redline.base import Base, moved_pairs, settle_file
from negotiator.formats.word.verify import Fault, faults, settled_faults

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
    if base != "as-is":
        issued = old
        old, places = settle_file(issued, base)
        pairs = moved_pairs(tuple((tuple(olds), tuple(news)) for olds, news in pairs), places)
        found: Sequence[Fault] = settled_faults(old, issued, rejected=base == "rejected")
        if found:
            raise _refused(name, found)
    whole: set[int] = set()
    whole_new: set[int] = set()
    for attempt in range(_ATTEMPTS + 1):
        out = redline(old, new, author=author, at=at, pairs=pairs, comments=comments, whole=sorted(whole), whole_new=sorted(whole_new))
        found = faults(out, old, new)
        if not found:
            return out
        more, more_new = {f.old for f in found if f.old} - whole, {f.new for f in found if f.new} - whole_new
        if attempt == _ATTEMPTS or not (more or more_new):
            break
        whole |= more
        whole_new |= more_new
    raise _refused(name, found)


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
