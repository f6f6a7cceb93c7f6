"""Whether what the user asked to have handed over makes sense, and may be begun for its readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.errors import RefusedError, UsageError
from negotiator.model.revision import Address, Role
from negotiator.rules.audience import Field, is_open
from negotiator.services.addresses import find_revision
from negotiator.services.bracket_marks import BracketMarks
from negotiator.services.locks import AUTHOR, MARKING, refuse_words
from negotiator.services.redlines import check_author
from negotiator.services.wishes import ExportWishes, Form

if TYPE_CHECKING:
    from negotiator.store.store import Snapshot

_BUILT = (Form.REPORT, Form.TABLE, Form.POSITION)
_MADE_OF = {
    Form.REDLINE: "a redline is the issued file itself",
    Form.ANNOTATED: "an annotated text is the issued file itself",
    Form.PROPOSALS: "proposals are written into the issued file itself",
}


def allow(view: Snapshot, wishes: ExportWishes) -> None:
    """Raise UsageError for what makes no sense, RefusedError for what is closed to its readers before anything is built."""
    _check(view, wishes)
    _refuse_closed(view, wishes)
    refuse_words(view, wishes.audience, {AUTHOR: wishes.author, MARKING: wishes.marking, **_called(view, wishes)}, wishes.private)


def _check(view: Snapshot, wishes: ExportWishes) -> None:
    """What was asked for makes sense."""
    check_author(wishes.author)
    if wishes.brackets is not BracketMarks.NONE and wishes.form is not Form.ANNOTATED:
        raise UsageError("brackets are lit in an annotated text only", hint="--as annotated --brackets colour")
    if wishes.marking and wishes.markdown:
        raise UsageError("a marking stands in the headers of a Word file, and Markdown has none", hint="write a .docx")
    if (wishes.template or wishes.reference) and wishes.form not in _BUILT:
        option = "--template" if wishes.template else "--reference"
        raise UsageError(f"{option} shapes a file that is built, and {_MADE_OF[wishes.form]}", hint=f"{option} goes with --as report, table or position")
    if wishes.reference and wishes.markdown:
        raise UsageError("--reference gives the styles of a Word file, and Markdown has none", hint="write a .docx")
    if (wishes.form is Form.PROPOSALS and not wishes.changes) or (wishes.changes and wishes.form not in (Form.PROPOSALS, Form.TABLE)):
        raise UsageError(
            "changes are written with --as proposals, or listed with --as table, from the files that hold them",
            hint="negotiator export declaration --as proposals --from changes.docx (or .json, .md, .txt)",
        )
    if not wishes.target:
        return
    address = Address.parse(wishes.target)
    if address.clause:
        raise UsageError(f"{wishes.target} names a paragraph, and a file is made of a whole text", hint=f"export {address.document} --as {wishes.form.value}")
    newest = view.revision(address.document)
    if wishes.form is Form.REPORT and view.revision(address.document, address.revision).slug != newest.slug:
        raise UsageError(
            f"a report says where the points stand in the newest version, which is {newest.address}", hint=f"negotiator export {address.document} --as report"
        )


def _called(view: Snapshot, wishes: ExportWishes) -> dict[str, str]:
    """What the user called the document and the version that a file is about: it stands in titles, and as the author's name."""
    if not wishes.target:
        return {f"the title of {d.slug}": d.title for d in view.documents() if d.role is Role.OUTCOME}
    revision, _ = find_revision(view, wishes.target)
    return {f"the title of {revision.document}": view.document(revision.document).title, f"the name of {revision.address}": revision.label}


def _refuse_closed(view: Snapshot, wishes: ExportWishes) -> None:
    """The first lock: a file that would hold nothing but what is closed to its readers is not begun."""
    if is_open(Field.POINT, wishes.audience):
        return
    target = Address.parse(wishes.target).document if wishes.target else ""
    if wishes.form is Form.REPORT:
        raise RefusedError(f"nothing of the coverage is open to {wishes.audience.readers}", hint="--for partners shows the points without verdicts")
    if target and view.document(target).role is Role.POSITION:
        raise RefusedError(f"{target} is our position paper, which is closed to {wishes.audience.readers}", hint="it may be shown --for partners at most")
