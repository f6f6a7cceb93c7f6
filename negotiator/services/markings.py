"""What an issued file says of its own secrecy, derived from its bytes whenever it is asked for: no copy that could differ is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.errors import NegotiatorError
from negotiator.reading.markings import Marking, find_markings

if TYPE_CHECKING:
    from negotiator.model.revision import Revision
    from negotiator.store.store import Snapshot

_MOST = 256
"""Files whose markings are remembered while the program runs."""
_remembered: dict[str, tuple[Marking, ...]] = {}
"""By the file's hash: a file of that hash never changes."""


def markings_of(view: Snapshot, revision: Revision) -> tuple[Marking, ...]:
    """The markings of a revision's issued file (20 ms for a draft of forty pages, once); none where the file can no longer be read."""
    from negotiator.formats.readers import read

    known = _remembered.get(revision.source_sha256)
    if known is None:
        try:
            known = find_markings(read(revision.source_name, view.source(revision.source_sha256)).blocks)
        except NegotiatorError:
            known = ()
        if len(_remembered) >= _MOST:
            _remembered.clear()
        _remembered[revision.source_sha256] = known
    return known
