"""Things that a machine may lack, and what a test does then."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

REQUIRED = frozenset(filter(None, os.environ.get("NEGOTIATOR_REQUIRE", "").split(",")))
"""Names of things whose absence is a failure here (continuous integration sets `libreoffice,postgresql,bench`)."""


def absent(name: str, why: str) -> NoReturn:
    """Skip for want of `name`, or fail where this run requires it."""
    if name in REQUIRED:
        pytest.fail(f"{name} is required in this run: {why}")
    pytest.skip(why)
