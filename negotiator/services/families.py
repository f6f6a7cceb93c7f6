"""What is moved takes along what stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from negotiator.model.clause import ClauseKind
from negotiator.model.edit import Deed, Edit

if TYPE_CHECKING:
    from negotiator.model.clause import Clause


def family(clause: Clause, base: Sequence[Clause]) -> list[Clause]:
    """A clause and all that stands under it, in order; a footnote stands where the text refers to it."""
    inside = {clause.id}
    found = [clause]
    for one in base:
        if one.parent in inside and one.kind != ClauseKind.FOOTNOTE:
            inside.add(one.id)
            found.append(one)
    return found


def with_families(edits: Sequence[Edit], base: Sequence[Clause]) -> list[Edit]:
    """The edits, with one for everything that stands under a moved paragraph; what its mover changes in it himself goes there as he changed it."""
    by_id = {clause.id: clause for clause in base}
    heads = {id(e): family(by_id[e.clauses[0]], base)[1:] for e in edits if e.behind is not None and len(e.clauses) == 1 and e.clauses[0] in by_id}
    own = {(e.author, e.clauses): e for e in edits if e.behind is None and e.deed not in (Deed.COMMENT, Deed.ADDED)}
    along = {id(own[e.author, (under.id,)]) for e in edits for under in heads.get(id(e), ()) if (e.author, (under.id,)) in own}
    out: list[Edit] = []
    for edit in edits:
        if id(edit) not in along or edit.deed is Deed.DELETED:
            out.append(edit)
        for under in heads.get(id(edit), ()):
            changed = own.get((edit.author, (under.id,)))
            if changed is None:
                out.append(replace(edit, deed=Deed.MOVED, clauses=(under.id,), label=under.label, old=under.text, new=under.text, redline=None, comment=""))
            elif changed.deed is not Deed.DELETED:
                out.append(replace(changed, behind=edit.behind, to=edit.to))
    return out
