"""From what a user types to the document, revision and clause that is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.errors import NotFoundError, UsageError
from negotiator.model.clause import Clause, ClauseKind
from negotiator.model.revision import Address, Revision, Role

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot, StoredClause


def is_file(text: str) -> bool:
    """Whether an argument names a file rather than an address: a file of that name wins, a folder only where it is spelled as one; `-` is standard input."""
    if text == "-" or re.search(r"\.(docx?|txt|md|markdown|json|pdf|odt|rtf)$", text, re.IGNORECASE):
        return True
    try:
        return Path(text).exists() and (bool(re.search(r"[/\\]", text)) or not Path(text).is_dir())
    except OSError:
        return False


def find_revision(view: Snapshot, text: str) -> tuple[Revision, Address]:
    """The revision that `DOC[@REV]` means. Raises NotFoundError, with the paragraphs of that name as a hint where no document has it, or UsageError."""
    address = Address.parse(text)
    if not address.clause and all(d.slug != address.document for d in view.documents()) and (meant := _paragraphs_called(view, text)):
        raise NotFoundError(f"there is no document {address.document!r}", hint=f"a paragraph is named with its document: {', '.join(meant)}")
    return view.revision(address.document, address.revision, address.language), address


def _paragraphs_called(view: Snapshot, name: str) -> list[str]:
    """The addresses of the paragraphs of that name in the newest versions, one a document."""
    found = []
    for document in view.documents():
        if view.revisions(document.slug):
            with suppress(NotFoundError, UsageError):
                clause = find_clause([c.clause for c in view.clauses(view.revision(document.slug))], name, document.slug)
                found.append(f"{document.slug}:{clause.path}")
    return found


def find_clause(clauses: Sequence[Clause], name: str, where: str) -> Clause:
    """The clause that a user means by a path, an id or a printed number (`7`, `II.1.3.a`, `Action #12`, `pp5`, `7(a)`).

    Raises NotFoundError, with the nearest paths as a hint, and UsageError where several are meant.
    """
    for clause in clauses:
        if name in (clause.id, clause.path):
            return clause
    wanted = _squeezed(name)
    for key in (lambda c: _squeezed(c.path), lambda c: _squeezed(c.number), _digits_of_action):
        found = [c for c in clauses if wanted and key(c) == wanted]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise UsageError(f"{name!r} means several paragraphs of {where}", hint="name one: " + ", ".join(c.path for c in found[:8]))
    from rapidfuzz import process

    near = [path for path, _, _ in process.extract(name, [c.path for c in clauses], limit=4, score_cutoff=_ALIKE)]
    raise NotFoundError(
        f"{where} has no paragraph {name!r}",
        hint=f"the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}" if near else f"negotiator clauses {where} lists them",
    )


def find_stored(clauses: Sequence[StoredClause], name: str, where: str) -> StoredClause:
    """As find_clause, among stored clauses."""
    found = find_clause([c.clause for c in clauses], name, where)
    return next(c for c in clauses if c.clause is found)


def only_document(view: Snapshot, role: Role) -> str:
    """The slug of the one document in a role. Raises NotFoundError where there is none, UsageError where there are several."""
    slugs = [d.slug for d in view.documents() if d.role is role]
    if not slugs:
        raise NotFoundError(
            f"the workspace holds no {role.value} document",
            hint=f"negotiator import FILE --document {'eu-position' if role is Role.POSITION else 'declaration'} --role {role.value}",
        )
    if len(slugs) > 1:
        raise UsageError(f"the workspace holds several {role.value} documents", hint="name one: " + ", ".join(slugs))
    return slugs[0]


_ALIKE = 75
"""Likeness (0 to 100) from which a path is worth naming to somebody who mistyped one."""


def _squeezed(text: str) -> str:
    text = re.sub(r"[()\[\]]", ".", text.casefold())
    text = re.sub(r"\b(paragraph|para|action|article|art|op|chapter|section)\b\.?|[#§¶\s]", "", text)
    return re.sub(r"\.+", ".", text).strip(".")


def _digits_of_action(clause: Clause) -> str:
    if clause.kind != ClauseKind.ACTION:
        return ""
    found = re.search(r"\d+\s*(?:bis|ter|quater)?", clause.number)
    return found[0].replace(" ", "") if found else ""
