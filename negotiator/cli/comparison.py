"""How a comparison is handed over: on the terminal, in words, or as a file by its suffix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiator.cli.output import clean, csv_text, echo_json, echo_report, echo_rows, say, width, write_file
from negotiator.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from negotiator.model.change import Comparison
    from negotiator.services.shown import Wanted

_COLUMNS = ("kind", "old", "new", "moved", "renumbered", "similarity", "what", "old text", "new text")


def wanted_of(everything: bool, context: int, only: str) -> Wanted:
    """What a reader asked to see. Raises UsageError for a kind that there is not."""
    from negotiator.services.shown import KINDS, Wanted

    asked = frozenset(kind.strip().casefold() for kind in only.split(",") if kind.strip())
    unknown = sorted(asked - set(KINDS))
    if unknown:
        raise UsageError(f"--only {unknown[0]}: no such kind of change", hint=f"there are: {', '.join(KINDS)}")
    return Wanted(everything, context, asked)


def deliver(comparison: Comparison, output: Path | None, wanted: Wanted, form: str, *, spoken: bool, force: bool) -> None:
    """Print a comparison, or write it to a file by its suffix. Raises UsageError for a suffix that says nothing."""
    if output:
        write_file(output, _file(comparison, output, wanted).encode(), force=force)
        told(output, comparison)
    elif form == "json":
        echo_json(_json(comparison, wanted))
    elif form == "csv":
        echo_rows("csv", _COLUMNS, _rows(comparison, wanted), None)
    elif form == "html":
        from negotiator.services.comparison_report import comparison_page

        click.echo(comparison_page(comparison, wanted), nl=False)
    elif spoken:
        click.echo(_spoken(comparison, wanted, width()))
    else:
        from negotiator.services.comparison_report import comparison_report

        echo_report(comparison_report(comparison, wanted=wanted), form)


def _file(comparison: Comparison, output: Path, wanted: Wanted) -> str:
    from negotiator.services.comparison_report import comparison_page, comparison_report

    suffix = output.suffix.lower()
    if suffix == ".json":
        import json

        return json.dumps(_json(comparison, wanted), ensure_ascii=False, indent=1) + "\n"
    if suffix == ".md":
        from negotiator.formats.markdown_out import report_markdown

        return report_markdown(comparison_report(comparison, wanted=wanted))
    if suffix == ".txt":
        return _spoken(comparison, wanted, 100) + "\n"
    if suffix in (".html", ".htm"):
        return comparison_page(comparison, wanted)
    if suffix == ".csv":
        return "\ufeff" + csv_text(_COLUMNS, _rows(comparison, wanted))
    raise UsageError(f"{output.name}: no such form of output", hint="use .docx, .html, .md, .txt, .csv or .json")


def _spoken(comparison: Comparison, wanted: Wanted, columns: int) -> str:
    from negotiator.formats.plain import report_text
    from negotiator.services.comparison_report import comparison_report

    return report_text(comparison_report(comparison, wanted=wanted, spoken=True), columns, paint=lambda span: clean(span.text))


def _json(comparison: Comparison, wanted: Wanted) -> dict[str, object]:
    """All changes, or those of the kinds asked for."""
    from dataclasses import replace

    from negotiator.formats.contract import comparison_json

    if wanted.only:
        from negotiator.rules.bracket_tally import bracket_tally
        from negotiator.services.shown import kinds_of

        kept = tuple(c for c in comparison.changes if wanted.holds(c) and kinds_of(c))
        return comparison_json(replace(comparison, changes=kept, brackets=bracket_tally(comparison))) | {"summary": comparison.summary}
    return comparison_json(comparison)


def _rows(comparison: Comparison, wanted: Wanted) -> list[tuple[object, ...]]:
    from negotiator.services.comparison_report import change_title
    from negotiator.services.shown import shown

    return [
        (
            c.kind.value,
            " + ".join(x.path for x in c.old),
            " + ".join(x.path for x in c.new),
            c.moved,
            c.renumbered,
            round(c.similarity, 3),
            " ".join(change_title(c).split()),
            "\n".join(x.text for x in c.old),
            "\n".join(x.text for x in c.new),
        )
        for c in shown(comparison, wanted)
        if not isinstance(c, int)
    ]


def told(output: Path, comparison: Comparison) -> None:
    """Say what went into a file."""
    for line in telling(output, comparison):
        say(line)


def telling(output: Path, comparison: Comparison) -> list[str]:
    """What to say of what went into a file, line by line."""
    from negotiator.services.comparison_report import summary_line

    sender = [] if comparison.sender is None else [comparison.sender.line]
    return [*sender, f"{output}: {summary_line(comparison)}", *(f"  ! {warning}" for warning in comparison.warnings)]
