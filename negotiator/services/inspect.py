"""What a Word file carries, for whoever is about to send it on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.errors import UsageError
from negotiator.services.files import bytes_of

if TYPE_CHECKING:
    from negotiator.formats.word.carry import Carried, Carry


def inspect(path: Path) -> tuple[Carried, ...]:
    """All that the file carries besides its text. Raises NotFoundError, or BadInputError where it is no Word file."""
    from negotiator.formats.word.carried import carried

    name, content = bytes_of(str(path))
    return carried(content, name)


def kinds_named(names: Iterable[str]) -> frozenset[Carry]:
    """Kinds by their names; `any` stands for all. Raises UsageError for a name that is none."""
    from negotiator.formats.word.carry import Carry

    kinds: set[Carry] = set()
    for name in names:
        if name == "any":
            kinds |= set(Carry)
        elif name in set(Carry):
            kinds.add(Carry(name))
        else:
            raise UsageError(f"{name!r} is nothing that a file carries", hint=f"--fail-on takes {', '.join(Carry)}, or any")
    return frozenset(kinds)
