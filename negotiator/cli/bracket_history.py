"""Brackets over all versions of a document, for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.cli.output import echo_rows
from negotiator.errors import UsageError

if TYPE_CHECKING:
    from negotiator.cli.desk import Desk
    from negotiator.model.revision import Address
    from negotiator.store.store import Snapshot


def _document(text: str) -> Address:
    from negotiator.model.revision import Address
    from negotiator.services.addresses import is_file

    if is_file(text):
        raise UsageError(f"{text} is one text, and a history needs a document with its versions", hint="negotiator import FILE --document declaration")
    return Address.parse(text)


def _asked(view: Snapshot, text: str, address: Address) -> frozenset[int] | None:
    """The provisions of the paragraph that was asked for, with those under it; None where the whole document is."""
    from negotiator.rules.brackets_read import under
    from negotiator.services.addresses import find_clause, find_revision

    if not address.clause:
        return None
    revision, _ = find_revision(view, text)
    stored = view.clauses(revision)
    clauses = [one.clause for one in stored]
    ids = under(clauses, find_clause(clauses, address.clause, revision.address))
    return frozenset(one.provision for one in stored if one.clause.id in ids)


def echo_history(desk: Desk, text: str, form: str) -> None:
    """One line for each bracket that the document has had."""
    from negotiator.services.bracket_lives import lives

    address = _document(text)
    with desk.store() as store, store.snapshot() as view:
        asked = _asked(view, text, address)
        found = [life for life in lives(view, address.document) if asked is None or life.provision in asked]
    rows: list[tuple[object, ...]] = []
    data = []
    for life in found:
        steps = [(step.revision.slug, step.placed.id if step.placed else None, str(step.fate) if step.fate else "opened") for step in life.steps]
        rows.append((life.id, "open" if life.open else "closed", life.words, " → ".join(f"{slug}: {what}" for slug, _, what in steps)))
        data.append(
            {
                "id": life.id,
                "open": life.open,
                "words": life.words,
                "steps": [{"revision": slug, "bracket": id_, "fate": what} for slug, id_, what in steps],
            }
        )
    echo_rows(form, ("bracket", "now", "words", "what happened"), rows, data, wide=3)


def echo_per_version(desk: Desk, text: str, form: str) -> None:
    """One line for each party in each version."""
    from negotiator.services.bracket_lives import per_version

    address = _document(text)
    with desk.store() as store, store.snapshot() as view:
        found = per_version(view, address.document, _asked(view, text, address))
    names = ("revision", "party", "holds", "words", "opposes", "points")
    rows = [(one.revision.slug, one.party or "(nobody is named)", one.holds, one.words, one.opposes, ", ".join(one.points)) for one in found]
    data = [{**dict(zip(names, row, strict=True)), "party": one.party, "points": list(one.points)} for row, one in zip(rows, found, strict=True)]
    echo_rows(form, names, rows, data, wide=5)
