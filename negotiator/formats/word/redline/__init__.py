"""A Word redline written into the old file itself: real tracked changes that lead to the new file when accepted, back to the old one when rejected."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from negotiator.formats.word.comments import WordComment
from negotiator.formats.word.package import Package
from negotiator.formats.word.redline.engine import Pairs, Redliner

__all__ = ["Pairs", "redline"]


def redline(
    old: bytes,
    new: bytes,
    *,
    author: str,
    at: datetime,
    pairs: Pairs | Callable[[], Pairs] = (),
    comments: Sequence[WordComment] = (),
    whole: Sequence[int] = (),
    whole_new: Sequence[int] = (),
) -> bytes:
    """The old file with tracked changes of `author` that lead to the new one, and comments.

    `pairs` are ordinals of paragraphs (`w:p` of the main part, counted from 1) of the old and the new file that belong together; they bind, where
    they do not cross; a function that gives them is asked when both files are ready to be compared. `whole` and `whole_new` are ordinals of
    paragraphs of either file to be replaced whole. Where nothing differs the old file comes back as it is.
    Raises BadInputError where one is no Word file, NotFoundError where a paragraph to be commented on is not there.
    """
    with _without_collection():
        writer = Redliner(Package.open(old, "the old file"), Package.open(new, "the new file"), author, at)
        writer.run(pairs() if callable(pairs) else pairs, frozenset(whole), frozenset(whole_new))
        if writer.changed:
            writer.track()
        elif not (comments or writer.brought):
            return old
        if comments:
            writer.comment(comments)
        return writer.package.save()


@contextmanager
def _without_collection() -> Iterator[None]:
    """Cyclic garbage is not looked for meanwhile: with a million small pieces that took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
