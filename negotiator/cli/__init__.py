"""The command line: a thin face on the services, and the exit codes that scripts rely on."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `negotiator` command."""
    import os
    import sys
    import threading
    from contextlib import suppress

    try:
        from negotiator.aside import reap
        from negotiator.cli.app import run

        code = run()
        reap()
    except KeyboardInterrupt:  # before the command itself has begun, or behind it
        raise SystemExit(130) from None
    if threading.active_count() == 1 and "negotiator.store" not in sys.modules:
        # nothing is open: a million small objects need not be cleared away one by one before the system does it at once
        with suppress(OSError, ValueError):
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(code)
    raise SystemExit(code)
