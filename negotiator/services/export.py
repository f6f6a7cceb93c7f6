"""Files to hand over: tracked changes, comments, reports; the view is built for the audience first, and what was written is checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from negotiator.errors import NotFoundError, UsageError
from negotiator.model.audience import Audience
from negotiator.model.clause import path_shown
from negotiator.model.counting import counted
from negotiator.model.point import CoverageRow, PointKind, Standing, State
from negotiator.model.revision import Address, Revision, Role
from negotiator.rules.audience import CommentView, comment_view
from negotiator.services.addresses import find_revision
from negotiator.services.allowed import allow
from negotiator.services.bracket_marks import BracketMarks, bracket_comments, coloured
from negotiator.services.compare import compare_revisions
from negotiator.services.coverage import coverage_in, coverage_of
from negotiator.services.file_names import export_name
from negotiator.services.identity import in_language
from negotiator.services.locks import goes_along, prepared, private_to, refuse_leaks, said_taken
from negotiator.services.points import in_paper_language, points_of
from negotiator.services.quotes import quotes_now
from negotiator.services.redlines import redline_revisions, word_source
from negotiator.services.wishes import DELEGATION, Exported, ExportWishes, Form

if TYPE_CHECKING:
    from negotiator.formats.word.comments import WordComment
    from negotiator.services.redlines import ClausePlace
    from negotiator.store.store import Snapshot


__all__ = ["DELEGATION", "ExportWishes", "Exported", "Form", "comment_text", "export"]


def export(view: Snapshot, wishes: ExportWishes, at: datetime) -> Exported:
    """Build one file for an audience and check it.

    Raises NotFoundError or UsageError for what cannot be built, RefusedError where our own check finds that accepting or rejecting
    would not give the right text, or that the file holds words that are closed to the audience.
    """
    allow(view, wishes)
    if wishes.audience is Audience.ROOM:
        at = at.replace(hour=0, minute=0, second=0, microsecond=0)  # the day is theirs, the hour at which we worked is ours
    if wishes.form is Form.REPORT:
        done = _report(view, wishes, at)
    elif wishes.form is Form.TABLE:
        done = _table(view, wishes, at)
    elif wishes.form is Form.PROPOSALS:
        from negotiator.services.proposing import proposals

        done = proposals(view, wishes, at)
    elif wishes.form is Form.POSITION:
        done = _position(view, wishes)
    else:
        done = _marked_up(view, wishes, at)
    return done


def _marked_up(view: Snapshot, wishes: ExportWishes, at: datetime) -> Exported:
    if not wishes.target:
        raise UsageError("say which document", hint=f"negotiator export declaration --as {wishes.form.value} --for {wishes.audience.value}")
    revision, _ = find_revision(view, wishes.target)
    outcome = view.document(revision.document).role is Role.OUTCOME
    rows = _worded(view, coverage_in(view, revision, points_of(view), view.assessments()), wishes) if outcome else ()
    wanted = wishes.comments or wishes.form is Form.ANNOTATED
    source = word_source(view, revision)
    comments, unplaced = _comments(view, revision, rows, source.places, wishes, at) if wanted else ((), 0)
    bases: list[bytes] = []
    taken: Counter[str] = Counter()

    def prepare(content: bytes, name: str) -> bytes:
        ready, gone = prepared(content, name, wishes.audience, wishes.marking)
        bases.append(ready)
        taken.update(gone)
        return ready

    if wishes.form is Form.ANNOTATED:
        lit = ""
        issued = prepare(source.content, revision.address)
        if wishes.brackets is BracketMarks.COMMENTS:
            comments = (*comments, *bracket_comments(view, revision, source, audience=wishes.audience, author=wishes.author or DELEGATION, at=at))
        elif wishes.brackets is BracketMarks.COLOUR:
            issued, lit = coloured(view, revision, source, issued, wishes.audience)
        content = _annotated(issued, revision, comments)
        said = f"{revision.address} with {counted(len(comments), 'comment')}; the text is as issued" + (f"; {lit}" if lit else "")
        name = export_name(wishes.form, wishes.audience, document=revision.document, revision=revision.slug)
    else:
        old = _earlier(view, revision, wishes)
        comparison = compare_revisions(view, old, revision)
        author = wishes.author or revision.label
        content = redline_revisions(view, old, revision, comparison, author=author, at=at, comments=comments, prepare=prepare)
        said = f"{old.address} with tracked changes to {revision.address}" + (f" and {counted(len(comments), 'comment')}" if wanted else "")
        said += f"; accepting all gives {revision.label}, rejecting all gives {old.label}: proven"
        name = export_name(wishes.form, wishes.audience, document=revision.document, revision=revision.slug, since=old.slug)
    if wanted and wishes.audience is Audience.ROOM:
        said += "; our points are closed to the room"
    if unplaced:
        said += f"; {counted(unplaced, 'comment')} left out, for what stands in headers carries none"
    said += said_taken(taken)
    refuse_leaks(
        rows, wishes.audience, content, name, bases=bases, private=private_to(view, wishes.audience, wishes.private), author=wishes.signature(revision)
    )
    return Exported(content, name, said, goes_along(content, name, wishes.audience))


def _earlier(view: Snapshot, revision: Revision, wishes: ExportWishes) -> Revision:
    if wishes.since:
        since = in_language(view, revision.document, wishes.since, revision.language)
        if since.uid == revision.uid:
            raise UsageError(
                f"{revision.address} cannot be compared with itself", hint=f"--since names an earlier version: negotiator revisions {revision.document}"
            )
        return since
    base = revision
    while base.based_on is not None and (base is revision or (revision.scope.whole and not base.scope.whole)):
        base = in_language(view, revision.document, base.based_on, revision.language)
    if base is revision:
        raise NotFoundError(f"{revision.address} is the first version, so nothing changed before it", hint="use --as annotated")
    return base


def _annotated(content: bytes, revision: Revision, comments: Sequence[WordComment]) -> bytes:
    from negotiator.formats.word.proven import proven_annotation

    return proven_annotation(content, comments, name=revision.address)


def _comments(
    view: Snapshot, revision: Revision, rows: Sequence[CoverageRow], places: Mapping[str, ClausePlace], wishes: ExportWishes, at: datetime
) -> tuple[tuple[WordComment, ...], int]:
    from negotiator.formats.word.comments import WordComment, initials

    author = wishes.author or DELEGATION
    views = [v for row in rows if row.verdict is not None for v in comment_view(row, wishes.audience, quotes_now(view, revision, row))]
    placed = sorted(((places[v.clause], v) for v in views if v.clause in places), key=lambda found: (found[0].part != "", found[0].first))
    comments = tuple(
        WordComment(
            place.first,
            comment_text(one),
            author,
            initials(author),
            at,
            quote=one.quote,
            near=one.near,
            last=place.last,
            part=place.part,
            on_change=one.state is State.RECHECK and place.first == place.last,
        )
        for place, one in placed
    )
    return comments, len(views) - len(placed)


def comment_text(one: CommentView) -> str:
    """What a comment says: point and standing, the point's words, reasons, the note; only what its view holds."""
    head = path_shown(one.point.path)
    if one.verdict is not None:
        head += f": {one.verdict.value}"
        if one.point.kind is PointKind.PREVENT and one.standing is not None:
            head += f", {'but' if one.standing is Standing.UNMET else 'and'} to be prevented: {one.standing.value}"
        if one.bracketed:
            head += ", in brackets only"
        if one.state is not None and one.state.value == "recheck":
            head += ", to re-check"
    lines = [head, one.point.text]
    lines += [f"Changed since: {why}" for why in one.why]
    if one.note:
        lines.append(f"Note: {one.note}")
    return "\n".join(lines)


def _report(view: Snapshot, wishes: ExportWishes, at: datetime) -> Exported:
    from negotiator.services.papers import report_markdown, report_word

    document = Address.parse(wishes.target).document if wishes.target else None
    rows = _worded(view, coverage_of(view, document), wishes)
    if not rows:
        raise NotFoundError("there is nothing to report: no point addresses an outcome document here", hint="import the position paper and the drafts first")
    if wishes.markdown:
        content = report_markdown(view, rows, wishes.audience, at.date(), template=wishes.template, bilingual=wishes.bilingual, only=document).encode()
    else:
        content = report_word(
            view, rows, wishes.audience, at.date(), template=wishes.template, reference=wishes.reference, bilingual=wishes.bilingual, only=document
        )
        content, _ = prepared(content, "the report", wishes.audience, wishes.marking)
    name = export_name(wishes.form, wishes.audience, document=document or "", markdown=wishes.markdown)
    refuse_leaks(rows, wishes.audience, content, name, private=private_to(view, wishes.audience, wishes.private), author=wishes.author)
    points, documents = counted(len({r.point.id for r in rows}), "point"), counted(len({r.document for r in rows}), "document")
    said = f"the coverage of {points} in {documents}, for {wishes.audience.readers}"
    return Exported(content, name, said)


def _worded(view: Snapshot, rows: Sequence[CoverageRow], wishes: ExportWishes) -> tuple[CoverageRow, ...]:
    """The rows with the points in the language that was asked for."""
    if not wishes.language:
        return tuple(rows)
    return tuple(replace(row, point=in_paper_language(view, row.point, wishes.language)) for row in rows)


def _table(view: Snapshot, wishes: ExportWishes, at: datetime) -> Exported:
    from negotiator.services.papers import table_markdown, table_word
    from negotiator.services.proposing import proposed_on
    from negotiator.services.text_table import table_context

    if not wishes.target:
        raise UsageError("say which document", hint=f"negotiator export declaration --as table --for {wishes.audience.value}")
    revision, _ = find_revision(view, wishes.target)
    outcome = view.document(revision.document).role is Role.OUTCOME
    rows = _worded(view, coverage_in(view, revision, points_of(view), view.assessments()), wishes) if outcome else ()
    judged = [row for row in rows if row.verdict is not None]
    old = _earlier(view, revision, wishes) if wishes.since or (revision.based_on is not None and not wishes.changes) else None
    comparison = compare_revisions(view, old, revision) if old else None
    title = view.document(revision.document).title
    clauses = [c.clause for c in view.clauses(revision)]
    proposed, lent = proposed_on(view, wishes, revision)
    since = old.label if old else ""
    context = table_context(title, revision.label, clauses, comparison, since, judged, wishes.audience, at.date(), proposed)
    if wishes.markdown:
        content = table_markdown(context, template=wishes.template).encode()
    else:
        content = table_word(context, template=wishes.template, reference=wishes.reference, language=revision.language)
        content, _ = prepared(content, revision.address, wishes.audience, wishes.marking)
    name = export_name(wishes.form, wishes.audience, document=revision.document, revision=revision.slug, markdown=wishes.markdown)
    issued = [*_issued(view, revision, old), *_wordings(proposed)]
    refuse_leaks(
        rows, wishes.audience, content, name, issued=issued, private=private_to(view, wishes.audience, wishes.private), author=wishes.signature(revision)
    )
    said = f", with its changes since {old.label}" if old else ""
    said += f", with {counted(sum(map(len, proposed.values())), 'proposal')}" if wishes.changes else ""
    return Exported(content, name, f"{revision.address} as a table{said}", tuple(lent))


def _wordings(proposed: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """What is proposed, as it would read."""
    return ["".join(text for op, text in one["pieces"] if op != "delete") for found in proposed.values() for one in found]


def _issued(view: Snapshot, *revisions: Revision | None) -> list[str]:
    """The wordings of versions that were issued: open to everybody."""
    return [c.clause.text for revision in revisions if revision is not None for c in view.clauses(revision)]


def _position(view: Snapshot, wishes: ExportWishes) -> Exported:
    from negotiator.services.papers import paper_word

    if not wishes.target:
        raise UsageError("say which paper", hint=f"negotiator export eu-position --as position --for {wishes.audience.value}")
    revision, _ = find_revision(view, wishes.target)
    content = paper_word(view, revision, template=wishes.template, reference=wishes.reference)
    content, _ = prepared(content, revision.address, wishes.audience, wishes.marking)
    name = export_name(wishes.form, wishes.audience, document=revision.document, revision=revision.slug)
    private = private_to(view, wishes.audience, wishes.private)
    refuse_leaks((), wishes.audience, content, name, issued=_issued(view, revision), private=private, author=wishes.signature(revision))
    return Exported(
        content,
        name,
        f"{revision.address}, {counted(len(view.clauses(revision)), 'paragraph')}, built from the reference document",
    )
