"""The command on what is not agreed, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from negotiator.cli.desk import Desk, pass_desk
from negotiator.cli.output import csv_text, echo_json, echo_rows, say, write_file
from negotiator.cli.texts import form_option
from negotiator.errors import UsageError
from negotiator.model.counting import counted
from negotiator.text.shell import typed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from negotiator.model.bracket import Meaning
    from negotiator.model.party import PartyTable
    from negotiator.model.point import CoverageRow
    from negotiator.rules.bracket_fates import BracketFate
    from negotiator.services.brackets import ClauseBrackets, PlacedBracket


@dataclass
class _Looked:
    """What one run of `brackets` looks at."""

    name: str
    text: ClauseBrackets
    placed: Sequence[PlacedBracket]
    fates: Sequence[BracketFate]
    table: PartyTable
    since: str = ""
    rows: tuple[CoverageRow, ...] = ()
    provisions: dict[int, list[str]] | None = None
    meanings: dict[str, Meaning] = field(default_factory=dict)
    asked: frozenset[str] | None = None
    """Ids of the paragraphs that were asked for; None for the whole text."""
    day: date | None = None
    """When the version was issued; None for a file, and where nobody said."""

    @property
    def by_index(self) -> dict[int, BracketFate]:
        return {f.new.index: f for f in self.fates if f.new is not None}


@click.command()
@click.argument("text", metavar="ADDRESS|FILE")
@click.option("--holder", default="", metavar="NAME", help="Only brackets in which this delegation is named.")
@click.option("--matrix", is_flag=True, help="A column for each delegation.")
@click.option("--holders", is_flag=True, help="One line a delegation: how many brackets and words it holds or wants to go.")
@click.option("--fates", is_flag=True, help="What became of each bracket since the version before: opened, closed, widened, changed hands.")
@click.option("--history", is_flag=True, help="Every bracket that the document has had, under one lasting name, from version to version.")
@click.option("--per-version", is_flag=True, help="Who held how many brackets and words in each version, and on which of our points.")
@click.option("--alternatives", is_flag=True, help="Paragraphs that are alternatives to each other (Option 1, OR, alt), and numbers to be asked about (bis).")
@click.option("--remarks", is_flag=True, help="Notes beside the text (EU: strengthen).")
@click.option(
    "--resolve", "choice", default="", metavar="CHOICE", help="The text once brackets are decided: kept, removed, ours or holder=NAME; nothing is changed."
)
@click.option("--keep", multiple=True, metavar="ID", help="With --resolve or alone: this bracket's words stay, its marks go.")
@click.option("--remove", multiple=True, metavar="ID", help="With --resolve or alone: this bracket's words go.")
@click.option("--choose", multiple=True, metavar="ID=N", help="With --resolve or alone: of this bracket's alternatives the Nth stays (7[1]=2).")
@click.option(
    "--rule",
    "rulings",
    multiple=True,
    metavar="ID=KIND",
    help="Say what it is: 7[1]=citation, bracket or placeholder; […]=… all with these words; '3 bis'=new.",
)
@click.option("--with-groups", is_flag=True, help="With holder=NAME: what its groups of that day hold counts as its own.")
@click.option("--parties", type=click.Path(path_type=Path, dir_okay=False), help="A TOML file of delegations, for a file outside a workspace.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write .xlsx or .csv (bracket by delegation) or .json; - is standard output, in the form of --format.",
)
@click.option("--force", is_flag=True, help="Replace an existing output file.")
@form_option
@pass_desk
def brackets(
    desk: Desk,
    text: str,
    holder: str,
    matrix: bool,
    holders: bool,
    fates: bool,
    history: bool,
    per_version: bool,
    alternatives: bool,
    remarks: bool,
    choice: str,
    keep: tuple[str, ...],
    remove: tuple[str, ...],
    choose: tuple[str, ...],
    rulings: tuple[str, ...],
    with_groups: bool,
    parties: Path | None,
    output: Path | None,
    force: bool,
    form: str,
) -> None:
    """What is not agreed in a text, and whose it is.

    Of a file, or of an address such as declaration@rev1 or declaration:7. Every square bracket of the source is listed, strays and references too.
    """
    from negotiator.services.addresses import is_file

    output = None if str(output) == "-" else output
    _refuse(text, output, other=bool(choice or keep or remove or choose or alternatives or remarks or fates or history or per_version), fates=fates)
    if history or per_version:
        from negotiator.cli.bracket_history import echo_history, echo_per_version

        (echo_history if history else echo_per_version)(desk, text, form)
        return
    if rulings:
        _rule(desk, text, rulings)
    looked = _file(text, parties) if is_file(text) else _address(desk, text, points=bool(choice or keep or remove or choose))
    if holder:
        _hold(looked, holder)
    _tell(looked)
    if choice or keep or remove or choose:
        _resolve(desk, looked, choice, keep, remove, choose, with_groups, form)
    elif output:
        _write(looked, output, force)
    elif alternatives:
        from negotiator.formats.brackets_json import options_json

        data = options_json(looked.text, looked.meanings)
        rows = [(o["group"] + 1, o["clause"], o["label"], o["meaning"], o["question"]) for o in data]
        echo_rows(form, ("group", "paragraph", "label", "meaning", "to ask"), rows, data, wide=4)
    elif remarks:
        from negotiator.formats.brackets_json import remarks_json

        data = remarks_json(looked.text)
        echo_rows(form, ("paragraph", "party", "stance", "said"), [(r["clause"], r["party"], r["stance"], r["said"]) for r in data], data, wide=3)
    elif holders:
        from negotiator.services.brackets import by_holder

        lines = by_holder(looked.text, looked.table)
        head = ("party", "holds", "words", "opposes", "reserves", "other")
        echo_rows(
            form, head, [tuple(getattr(one, name) for name in head) for one in lines], [{name: getattr(one, name) for name in head} for one in lines], wide=0
        )
    elif fates:
        from negotiator.formats.brackets_json import fates_json

        if not looked.since:
            say(f"  {looked.name} is a first version: nothing stood before it")
        data = fates_json(looked.fates)
        steps = [(f["old"] or "", f["new"] or "", str(one), f["text"]) for f, one in zip(data, looked.fates, strict=True)]
        echo_rows(form, ("was", "is", "what happened", "text"), steps, data, wide=3)
    else:
        _list(looked, matrix, form)


def _refuse(text: str, output: Path | None, *, other: bool, fates: bool) -> None:
    """Say what cannot be had before anything is read."""
    from negotiator.services.addresses import is_file

    if output and other:
        raise UsageError(f"{output.name}: a file holds the table of brackets and delegations only", hint="print the rest with --format csv or json, and > FILE")
    if fates and is_file(text):
        raise UsageError(f"{text} is one text, and a fate needs the version before", hint="negotiator import FILE --document declaration")


def _file(name: str, parties: Path | None) -> _Looked:
    from negotiator.model.party import PartyTable
    from negotiator.services.brackets import brackets_in_file
    from negotiator.services.files import read_file
    from negotiator.services.parties import read_toml

    table = PartyTable()
    if parties is not None:
        try:
            table = PartyTable(read_toml(parties.name, parties.read_bytes()))
        except OSError as error:
            raise UsageError(f"{parties} cannot be read: {error.strerror}", hint="--parties FILE.toml") from None
    file = read_file(name)
    found = brackets_in_file(file, parties=table.names)
    return _Looked(file.name, found, found.placed, (), table)


def _address(desk: Desk, address: str, *, points: bool) -> _Looked:
    from negotiator.rules.brackets_read import under
    from negotiator.services.addresses import find_clause, find_revision
    from negotiator.services.bracket_rulings import meanings
    from negotiator.services.brackets import brackets_of
    from negotiator.services.coverage import coverage_in
    from negotiator.services.parties import party_table
    from negotiator.services.points import points_of

    with desk.store() as store, store.snapshot() as view:
        revision, parsed = find_revision(view, address)
        found = brackets_of(view, revision)
        rows = coverage_in(view, revision, points_of(view), view.assessments()) if points else ()
        provisions: dict[int, list[str]] = {}
        said = meanings(view, revision.document)
        for stored in view.clauses(revision):
            provisions.setdefault(stored.provision, []).append(stored.clause.id)
        before = {c.clause.id: provisions.get(c.provision, []) for c in view.clauses(found.since)} if parsed.clause and found.since else {}
        looked = _Looked(
            revision.address,
            found.brackets,
            found.brackets.placed,
            found.fates,
            party_table(view),
            found.since.address if found.since else "",
            rows,
            provisions,
        )
    looked.meanings, looked.day = said, revision.issued_on
    if parsed.clause:
        clause = find_clause(found.brackets.clauses, parsed.clause, revision.address)
        looked.asked = under(found.brackets.clauses, clause)
        covering = {one.index for id_ in looked.asked for one, _, _ in found.brackets.covering(id_)}
        looked.placed = [one for one in found.brackets.placed if one.index in covering]
        looked.text = found.brackets.only(looked.placed, looked.asked)
        gone = {id_ for id_, now in before.items() if looked.asked & set(now)}
        looked.fates = [f for f in found.fates if (f.new.index in covering if f.new is not None else f.old is not None and f.old.clause.id in gone)]
        looked.name = f"{revision.address}:{clause.path}"
    return looked


def _rule(desk: Desk, text: str, rulings: tuple[str, ...]) -> None:
    from negotiator.model.bracket import BracketKind, Meaning
    from negotiator.services.addresses import find_revision, is_file
    from negotiator.services.bracket_rulings import rule_bracket, rule_meaning
    from negotiator.services.brackets import brackets_in

    if is_file(text):
        raise UsageError("a ruling is kept in a workspace", hint="negotiator import FILE --document declaration")
    with desk.store() as store:
        with store.snapshot() as view:
            revision, _ = find_revision(view, text)
            found = brackets_in(view, revision)
        for ruling in rulings:
            name, _, kind = (part.strip() for part in ruling.rpartition("="))
            if kind in set(BracketKind):
                rule_bracket(store, desk.actor, desk.now, revision, found, name, BracketKind(kind))
            elif kind in (Meaning.NEW.value, Meaning.ALTERNATIVE.value):
                rule_meaning(store, desk.actor, desk.now, revision.document, found, name, Meaning(kind))
            else:
                raise UsageError(f"{ruling!r} is no ruling", hint="7[1]=citation, bracket or placeholder; '3 bis'=new or alternative")


def _hold(looked: _Looked, holder: str) -> None:
    """Leave the brackets in which a delegation is named, and its remarks."""
    from negotiator.model.party import key
    from negotiator.services.parties import names_of

    names = {key(name) for name in names_of(looked.table, holder)}
    placed = [one for one in looked.placed if names & {key(name) for name in one.holders}]
    if not placed:
        used = list(dict.fromkeys(name for one in looked.text.placed for name in one.holders))
        near = looked.table.nearest(holder, used)
        say(f"no bracket names {holder}" + (f"; did you mean {near}?" if near and key(near) not in names else ""))
    text = looked.text.only(placed)
    shown = {one.index for one in placed}
    looked.fates = [
        f for f in looked.fates if (f.new.index in shown if f.new is not None else f.old is not None and names & {key(name) for name in f.old.holders})
    ]
    remarks = tuple(r for r in text.read.remarks if key(r.attribution.party) in names)
    looked.text, looked.placed, looked.name = replace(text, read=replace(text.read, remarks=remarks)), placed, f"{looked.name}, {holder}"


def _tell(looked: _Looked) -> None:
    from negotiator.services.bracket_tables import headline
    from negotiator.services.brackets import tally, unbalanced
    from negotiator.services.parties import likely_one, named_once, unknown_names

    say(headline(looked.text, looked.name))
    if looked.since:
        opened, closed = tally(looked.fates)
        say(f"  since {looked.since}: +{opened} −{closed}")
    for line in unbalanced(looked.text):
        say(f"  ! {line}")
    for one in looked.text.placed:
        if one.bracket.unsure:
            say(f"  ? {one.id} {' '.join(one.bracket.text.split())[:60]}: {one.bracket.question}")
    used = [name for one in looked.text.placed for name in one.holders]
    if once := named_once(looked.table, (one.bracket for one in looked.text.placed)):
        say(f"  ? named once, before a colon, and entered by nobody: {', '.join(once)}; holders, or words of the text?")
    for one_name, other in likely_one(looked.table, used):
        say(f"  ? {one_name} and {other} are counted apart; one party?  negotiator delegations add {typed(one_name)} --alias {typed(other)}")
    for name, near in unknown_names(looked.table, used):
        say(f"  ? {name} is no delegation that was entered" + (f"; {near}?  negotiator delegations alias {typed(near)} {typed(name)}" if near else ""))


_NONE = "no brackets"


def _list(looked: _Looked, matrix: bool, form: str) -> None:
    from negotiator.formats.brackets_json import brackets_json
    from negotiator.services.bracket_tables import COLUMNS, lines
    from negotiator.services.bracket_tables import matrix as by_party

    data = brackets_json(looked.placed, looked.by_index)
    if matrix or form == "csv":
        columns, rows = by_party(looked.placed, looked.by_index, looked.table)
        if not matrix:
            columns, rows = COLUMNS, lines(looked.placed, looked.by_index)
        echo_rows(form, columns, rows, data, wide=3, nothing=_NONE)
        return
    columns = COLUMNS
    shown = lines(looked.placed, looked.by_index)
    if form == "table":
        shown = [(*row[:3], _short(str(row[3])), *row[4:]) for row in shown]
    echo_rows(form, columns, shown, data, wide=3, nothing=_NONE)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else f"{text[:100]} … {text[-50:]}"


def _write(looked: _Looked, output: Path, force: bool) -> None:
    from negotiator.services.bracket_tables import matrix, workbook_of

    suffix = output.suffix.lower()
    if suffix == ".xlsx":
        content = workbook_of(looked.text, looked.placed, looked.by_index, looked.table)
    elif suffix == ".csv":
        content = csv_text(*matrix(looked.placed, looked.by_index, looked.table)).encode()
    elif suffix == ".json":
        import json

        from negotiator.formats.brackets_json import brackets_json

        content = (json.dumps(brackets_json(looked.placed, looked.by_index), ensure_ascii=False, indent=1) + "\n").encode()
    else:
        raise UsageError(f"{output.name}: no such form of output", hint="use .xlsx, .csv or .json")
    write_file(output, content, force=force)
    say(f"{output}: {counted(len(looked.placed), 'bracket')}")


def _resolve(
    desk: Desk, looked: _Looked, choice: str, keep: tuple[str, ...], remove: tuple[str, ...], choose: tuple[str, ...], with_groups: bool, form: str
) -> None:
    from negotiator.formats.brackets_json import resolved_json
    from negotiator.rules.bracket_standing import Effect, effects
    from negotiator.services.bracket_rulings import find_bracket
    from negotiator.services.brackets import KEEP, OPEN, REMOVE, alternative_named, asked_of, choice_named
    from negotiator.text.bracketed.resolve import note_spans

    day = looked.day or desk.now.date()
    made = dict(choice_named(choice, looked.table, groups_on=day if with_groups else None)(looked.text.read)) if choice else {}
    made |= {find_bracket(looked.text, one).index: KEEP for one in keep}
    made |= {find_bracket(looked.text, one).index: REMOVE for one in remove}
    made |= dict(alternative_named(looked.text, one) for one in choose)
    shown = {p.index for p in looked.placed}
    made = {index: decision for index, decision in made.items() if index in shown}
    clauses = looked.text.resolved(made, notes=not choice)
    left = sum(1 for p in looked.text.placed if p.bracket.strips and made.get(p.index, OPEN) == OPEN)
    found = effects(looked.text, made, looked.rows, looked.provisions or {})
    notes = counted(len(note_spans(looked.text.read)) if choice else 0, "note")
    gone = "" if notes.startswith("0 ") else f", {notes} beside the text taken out"
    say(f"  {len(made)} decided, {left} left open{gone}" + ("" if choice else "; nothing is changed in the text itself"))
    if said := asked_of(choice, looked.text, looked.table, day, with_groups=with_groups):
        say(f"  ? {said}")
    for effect in found:
        if effect.effect is not Effect.STAYS or effect.bracketed:
            say(f"  {'‼' if effect.effect is Effect.LOST else '!'} {effect}")
    asked = looked.asked if looked.asked is not None else {c.id for c in clauses}
    if form == "json":
        echo_json(resolved_json(choice or "own", [c for c in clauses if c.id in asked], left, found))
        return
    changed = [c for c, old in zip(clauses, looked.text.clauses, strict=True) if c.id in asked and (c.text != old.text or c.number != old.number)]
    echo_rows(form, ("path", "number", "text"), [(c.path, c.number, c.text or "(nothing is left)") for c in changed], None, wide=2)


COMMANDS = {"brackets": brackets}
