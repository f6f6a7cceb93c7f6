"""The command line: a thin face on the services, and the exit codes that scripts rely on."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `negotiator` command."""
    from negotiator.cli.app import run

    raise SystemExit(run())
