"""Files that ship with the product: templates and the sample negotiation."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The bundled folder `templates` or `drafts`: inside an installed package, or beside the package in a source tree."""
    packed = _PACKAGE / f"_{name}"
    return packed if packed.is_dir() else _PACKAGE.parent / name
