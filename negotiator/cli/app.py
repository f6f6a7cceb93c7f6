"""The root command: commands found lazily by name, and every ending mapped to its exit code."""

from __future__ import annotations

import errno
import gc
import importlib
import io
import os
import sys
from typing import Any

import click

from negotiator import __version__
from negotiator.errors import NegotiatorError, UsageError

COMMANDS: dict[str, str] = {
    "parse": "texts",
    "compare": "texts",
    "verify": "texts",
    "init": "workspace",
    "import": "workspace",
    "documents": "workspace",
    "revisions": "workspace",
    "clauses": "workspace",
    "show": "workspace",
    "history": "workspace",
    "align": "following",
    "rule": "following",
    "search": "workspace",
    "issued": "workspace",
    "reread": "reading",
    "points": "position",
    "point": "position",
    "suggest": "position",
    "link": "position",
    "coverage": "position",
    "brackets": "brackets",
    "status": "status",
    "delegations": "delegations",
    "export": "export",
    "inspect": "inspect",
    "edits": "edits",
    "templates": "templates",
    "undo": "journal",
    "log": "journal",
    "demo": "demo",
}
"""Command → the module of this package that holds it; a module is imported when its command runs."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "Start": ("demo", "init", "import"),
    "Texts": ("parse", "compare", "documents", "revisions", "clauses", "show", "history", "align", "rule", "search", "issued", "reread"),
    "Our position": ("points", "point", "suggest", "link", "coverage"),
    "What is not agreed": ("brackets", "status", "delegations"),
    "Word files": ("export", "templates", "edits", "inspect", "verify"),
    "The journal": ("log", "undo"),
}


_YOUNG = 50_000
"""New objects after which rings of them are looked for: a command makes hundreds of thousands that last to its end, and next to no rings."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for (after click's documented pattern)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        home = COMMANDS.get(cmd_name)
        if home is None:
            return None
        module = importlib.import_module(f"negotiator.cli.{home}")
        command: click.Command = module.COMMANDS[cmd_name]
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            raise click.UsageError(f"there is no command {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in SECTIONS.items():
            rows = [(name, command.get_short_help_str(160)) for name in names if (command := self.get_command(ctx, name))]
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--workspace", metavar="PATH|URL", help="The negotiation to work on (default: $NEGOTIATOR_WORKSPACE, else negotiation.db in this folder).")
@click.option("--as", "actor", metavar="NAME", help="Who is working, for the journal (default: $NEGOTIATOR_USER, else the login name).")
@click.version_option(__version__, prog_name="negotiator", message="%(prog)s %(version)s")
@click.pass_context
def root(ctx: click.Context, workspace: str | None, actor: str | None) -> int:
    """The drafting room of a delegation: what changed in the text, where our points stand, and Word files with real tracked changes.

    Without a command, opens the terminal UI on the workspace.
    """
    from negotiator.cli.desk import Desk

    ctx.obj = Desk(workspace, actor)
    return int(ctx.obj.open_ui()) if ctx.invoked_subcommand is None else 0


def run(arguments: list[str] | None = None) -> int:
    """Run one command and say how it ended: 0 done, 1 a check found something, 2 wrong use or bad input, 3 conflict, 4 store,
    5 refused by our own check, 70 internal error, 130 interrupted. A closed pipe is silent."""
    _speak_unicode()
    gc.set_threshold(_YOUNG, 10, 10)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy counts for us and multiplies nothing: threads of its own would only wait
    try:
        ended: Any = root.main(args=arguments, prog_name="negotiator", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Abort:
        return 130
    except KeyboardInterrupt:
        return 130
    except click.ClickException as error:
        _say(_wrong_use(error))
        return 2
    except (BrokenPipeError, SystemExit):  # click answers a closed pipe with SystemExit(1), and nothing else here raises that
        _forget_stdout()
        return 0
    except NegotiatorError as error:
        _say(error)
        return error.exit_code
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _internal(error)
        _forget_stdout()
        _say(UsageError(f"what was to be shown cannot be written: {error.strerror}"))
        return 2
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback, and no document text, reaches a user
        return _internal(error)
    return ended if isinstance(ended, int) else 0


def _say(error: NegotiatorError) -> None:
    from negotiator.cli.output import clean

    click.echo(clean(f"negotiator: {error.message}"), err=True)
    if error.hint:
        click.echo(clean(f"  {error.hint}"), err=True)


def _wrong_use(error: click.ClickException) -> NegotiatorError:
    """What click found wrong, in the manner of all our messages."""
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "negotiator"
    return UsageError(f"{message[:1].lower()}{message[1:]}".rstrip("."), hint=f"{path} --help  shows how it is used")


def _internal(error: Exception) -> int:
    if os.environ.get("NEGOTIATOR_DEBUG"):
        raise error
    where = error.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    place = f"{where.tb_frame.f_globals.get('__name__', '?')}:{where.tb_lineno}" if where else "?"
    click.echo(f"negotiator: internal error ({type(error).__name__} in {place}); nothing was written", err=True)
    click.echo("  Set NEGOTIATOR_DEBUG=1 and run again for the details; they may hold document text.", err=True)
    return 70


def _speak_unicode() -> None:
    """Write UTF-8 to files and pipes whatever the machine's code page; a terminal of few letters gets `?` for the others, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.casefold().replace("-", "") != "utf8":
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def _forget_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain about the closed pipe."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open until the process ends
