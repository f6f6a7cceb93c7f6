"""A text that was sent out, and what the workspace knows of those who may send it back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from negotiator.model.party import PartyTable
from negotiator.services.own_words import own_words
from negotiator.services.parties import party_table
from negotiator.services.wishes import DELEGATION

if TYPE_CHECKING:
    from negotiator.model.clause import Clause
    from negotiator.model.revision import Revision
    from negotiator.store.store import Snapshot


@dataclass(frozen=True, slots=True)
class Sent:
    """What a file that comes back is held against."""

    base: Sequence[Clause]
    address: str
    title: str = ""
    """What a paper that we built says above the text."""
    ours: Collection[str] = (DELEGATION,)
    """Names on comments that are our own."""
    own: Callable[[str], str] = str
    """Leaves of a table's cell what is not ours."""
    parties: PartyTable = field(default_factory=PartyTable)
    others: Mapping[str, str] = field(default_factory=dict)
    """Files of the other documents here, by their checksums: a version's address."""


def sent_text(view: Snapshot, revision: Revision, *, ours: Collection[str] = ()) -> Sent:
    """A version of the workspace as it was sent out. Comments in the usual name, and in those of `ours`, are our own."""
    base = [stored.clause for stored in view.clauses(revision)]
    title = view.document(revision.document).title
    others = {r.source_sha256: r.address for d in view.documents() for r in view.revisions(d.slug)}
    for one in view.revisions(revision.document):  # a file may hold several documents
        others.pop(one.source_sha256, None)
    return Sent(base, revision.address, title, (DELEGATION, *ours), own_words(view), party_table(view), others)
