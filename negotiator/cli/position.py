"""Commands on our position: points, point, suggest, link, coverage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.group import Group
from negotiator.cli.output import echo_rows, say
from negotiator.cli.texts import form_option
from negotiator.errors import UsageError
from negotiator.model.point import Delivery, PointKind, PointProperties, Priority, Standing, Verdict

if TYPE_CHECKING:
    from negotiator.model.point import CoverageRow

NO_POINT = "there is no point yet; bring the position paper in with  negotiator import FILE --document eu-position"
STANDING_MARKS = {"met": "●", "partly": "◐", "unmet": "○", "unknown": "·"}


@click.command()
@click.argument("document", required=False)
@form_option
@pass_desk
def points(desk: Desk, document: str | None, form: str) -> None:
    """The points of the position paper, and the outcome document that each addresses."""
    from negotiator.formats.contract import points_json
    from negotiator.services.points import points_of

    with desk.store() as store, store.snapshot() as view:
        if document:
            view.document(document)
        found = points_of(view, document)
    rows = [(p.path, ", ".join(p.targets), p.kind.value, p.delivery.value, p.priority.value, "" if p.counted else "not counted", p.text) for p in found]
    echo_rows(form, ("point", "addresses", "kind", "delivery", "priority", "counted", "text"), rows, points_json(found), wide=6, nothing=NO_POINT)
    if not found and form == "table":
        return
    counted = sum(p.counted for p in found)
    say(f"{len(found)} points, {counted} counted" if counted != len(found) else f"{len(found)} points")


@click.group(cls=Group)
def point() -> None:
    """Say what a point is: its target, kind, delivery, priority; make a point of a paragraph, or retire one."""


_properties = (
    click.option("--kind", type=click.Choice([k.value for k in PointKind]), help="prevent: its absence from the text is the good result."),
    click.option("--delivery", type=click.Choice([d.value for d in Delivery]), help="Only a point delivered by text can be unmet in a draft."),
    click.option("--priority", type=click.Choice([p.value for p in Priority]), help="A red line is marked wherever it is unmet."),
    click.option("--target", "targets", multiple=True, metavar="SLUG", help="The outcome document that it addresses; may be given again."),
    click.option("--theme", "themes", multiple=True, metavar="WORD", help="A subject to sort points by; may be given again."),
    click.option("--counted/--not-counted", default=None, help="Whether it counts in the coverage."),
)


def _with_properties(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_properties):
        command = option(command)
    return command


def _chosen(
    kind: str | None, delivery: str | None, priority: str | None, targets: tuple[str, ...], themes: tuple[str, ...], counted: bool | None
) -> PointProperties:
    return PointProperties(
        kind=PointKind(kind) if kind else None,
        delivery=Delivery(delivery) if delivery else None,
        priority=Priority(priority) if priority else None,
        targets=targets or None,
        themes=themes or None,
        counted=counted,
    )


@point.command("set")
@click.argument("name")
@_with_properties
@pass_desk
def point_set(
    desk: Desk, name: str, kind: str | None, delivery: str | None, priority: str | None, targets: tuple[str, ...], themes: tuple[str, ...], counted: bool | None
) -> None:
    """Set properties of point NAME (II.2.9); what you leave out stays."""
    chosen = _chosen(kind, delivery, priority, targets, themes, counted)
    if chosen == PointProperties():
        raise UsageError("nothing to set", hint="for example --priority red-line")
    _set(desk, name, chosen)


@point.command("add")
@click.argument("name")
@_with_properties
@pass_desk
def point_add(
    desk: Desk, name: str, kind: str | None, delivery: str | None, priority: str | None, targets: tuple[str, ...], themes: tuple[str, ...], counted: bool | None
) -> None:
    """Make a point of paragraph NAME of the paper (an introductory one: I.3)."""
    from dataclasses import replace

    _set(desk, name, replace(_chosen(kind, delivery, priority, targets, themes, counted), is_point=True))


@point.command("retire")
@click.argument("name")
@pass_desk
def point_retire(desk: Desk, name: str) -> None:
    """Take point NAME off the list; its verdicts stay in the journal, and `point add` brings it back."""
    _set(desk, name, PointProperties(is_point=False))


def _set(desk: Desk, name: str, chosen: PointProperties) -> None:
    from negotiator.services.points import set_point

    document, _, path = name.rpartition(":")
    with desk.store() as store:
        if chosen.targets:
            with store.snapshot() as view:
                for slug in chosen.targets:
                    view.document(slug)
        result = set_point(store, desk.actor, desk.now, path, chosen, document=document or None)
    if result.retired:
        say(f"{result.path} is no point any more")
    else:
        say(f"{result.path}: {result.kind.value}, {result.delivery.value}, {result.priority.value}, for {', '.join(result.targets) or 'no document yet'}")


@click.command()
@click.argument("name", required=False, metavar="[POINT]")
@click.option("--in", "document", metavar="DOC", help="Look in this outcome document only.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 50), help="Paragraphs for each point and document.")
@form_option
@pass_desk
def suggest(desk: Desk, name: str | None, document: str | None, limit: int, form: str) -> None:
    """Paragraphs that may speak to our points, best first, with the words that say so. A suggestion is never a verdict."""
    from negotiator.formats.contract import suggestions_json
    from negotiator.services.coverage import not_here
    from negotiator.services.points import find_point, points_of
    from negotiator.services.suggest import suggest_clauses

    with desk.store() as store, store.snapshot() as view:
        found = points_of(view)
        chosen = (find_point(found, name),) if name else found
        suggestions = suggest_clauses(view, chosen, document=document, limit=limit)
        elsewhere = "" if document else not_here(view, chosen)
    rows: list[tuple[object, ...]] = []
    for one in suggestions:
        if one.none:
            rows.append((one.point, one.document, "—", "", "nothing speaks to it clearly", ""))
        rows += [(one.point, one.document, c.clause, f"{c.score:.2f}", ", ".join(c.why), ", ".join(c.lacks)) for c in one.candidates]
    echo_rows(form, ("point", "document", "paragraph", "score", "because of", "lacks"), rows, suggestions_json(suggestions), wide=4)
    if elsewhere and form == "table":
        say(elsewhere)


@click.command()
@click.argument("name", metavar="POINT")
@click.argument("clauses", nargs=-1, metavar="[PARAGRAPH]…")
@click.option("--as", "verdict", required=True, type=click.Choice([v.value for v in Verdict]), help="What the text does with the point.")
@click.option("--in", "document", metavar="DOC[@REV]", help="The text that you judged (default: the newest of the document that the point addresses).")
@click.option("--quote", default="", help="The words of the paragraph that say so.")
@click.option("--note", default="", help="For your own delegation.")
@pass_desk
def link(desk: Desk, name: str, clauses: tuple[str, ...], verdict: str, document: str | None, quote: str, note: str) -> None:
    """Record a verdict: does the text reflect POINT, and by which paragraphs?"""
    from negotiator.rules.coverage import standing
    from negotiator.services.assess import assess_by_name
    from negotiator.services.points import find_point, points_of

    with desk.store() as store:
        done = assess_by_name(store, desk.actor, desk.now, name, Verdict(verdict), clauses, text=document, quote=quote, note=note)
        with store.snapshot() as view:
            point = find_point(points_of(view), name)
    where = ", ".join(e.clause for e in done.evidence)
    told = f"{name} is {verdict} in {done.document}@{done.revision}" + (f", paragraph {where}" if where else "")
    follows = standing(point.kind, point.delivery, Verdict(verdict))
    if point.kind is PointKind.PREVENT and follows is not Standing.UNKNOWN:
        told += f"; it is to be prevented, so it is {'partly met' if follows is Standing.PARTLY else follows.value}"
    say(told)


@click.command()
@click.argument("document", required=False)
@click.option("--fail-on", default="", metavar="WHAT", help="Exit 1 if any point is so: unmet, recheck, unassessed, red-line (several with commas).")
@form_option
@pass_desk
def coverage(desk: Desk, document: str | None, fail_on: str, form: str) -> int:
    """Which of our points each text reflects: verdict, state and standing, over all outcome documents."""
    from negotiator.formats.contract import coverage_json
    from negotiator.services.coverage import coverage_of, not_here, summary
    from negotiator.services.points import points_of

    wanted = {w.strip() for w in fail_on.split(",") if w.strip()}
    unknown = wanted - {"unmet", "recheck", "unassessed", "red-line"}
    if unknown:
        raise UsageError(f"--fail-on does not know {', '.join(sorted(unknown))}", hint="unmet, recheck, unassessed, red-line")
    with desk.store() as store, store.snapshot() as view:
        rows = coverage_of(view, document)
        elsewhere = "" if document else not_here(view, points_of(view))
    lines = [
        (
            f"{STANDING_MARKS[r.standing.value]} {r.standing.value}" if form == "table" else r.standing.value,
            r.point.path,
            r.document,
            r.verdict.value if r.verdict else "—",
            flags(r) if form == "table" else flags_in_words(r),
            ", ".join(r.clauses),
            "; ".join(r.why) if r.verdict and r.why else r.point.text,
        )
        for r in rows
    ]
    echo_rows(
        form,
        ("standing", "point", "document", "verdict", "flags", "paragraphs", "why, or the point"),
        lines,
        coverage_json(rows),
        wide=6,
        nothing="no point addresses a text that is here",
    )
    if form == "table":
        for text in (*summary(rows), *filter(None, [elsewhere])):
            say(text)
    return 1 if any(_fails(r, wanted) for r in rows) else 0


def flags(row: CoverageRow) -> str:
    """The marks beside a standing: `!` re-check, `[ ]` in brackets only, `‼` red line, `(…)` not counted."""
    marks = [
        ("!", row.state.value == "recheck"),
        ("[ ]", row.bracketed),
        ("‼", row.point.priority is Priority.RED_LINE),
        ("not counted", not row.point.counted),
    ]
    return " ".join(mark for mark, on in marks if on)


def flags_in_words(row: CoverageRow) -> str:
    """The same for those who have no legend beside them: spreadsheets, reports."""
    marks = [
        ("re-check", row.state.value == "recheck"),
        ("in brackets", row.bracketed),
        ("red line", row.point.priority is Priority.RED_LINE),
        ("not counted", not row.point.counted),
    ]
    return ", ".join(mark for mark, on in marks if on)


def _fails(row: CoverageRow, wanted: set[str]) -> bool:
    if not row.point.counted:
        return False
    unmet = row.standing.value == "unmet"
    return (
        ("unmet" in wanted and unmet)
        or row.state.value in wanted
        or ("red-line" in wanted and row.point.priority is Priority.RED_LINE and (unmet or row.state.value == "recheck"))
    )


COMMANDS = {"points": points, "point": point, "suggest": suggest, "link": link, "coverage": coverage}
