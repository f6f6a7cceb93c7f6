"""What all tests share: measuring material, and programs that a machine may lack."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("negotiator", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("negotiator")
"""Speed lives in benchmarks: a slow machine fails no test."""

REQUIRED = frozenset(filter(None, os.environ.get("NEGOTIATOR_REQUIRE", "").split(",")))
"""Names of things whose absence is a failure here (continuous integration sets `libreoffice,postgresql,bench`)."""


def absent(name: str, why: str) -> None:
    """Skip for want of `name`, or fail where this run requires it."""
    if name in REQUIRED:
        pytest.fail(f"{name} is required in this run: {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def bench() -> Path:
    """The folder with real texts to measure against."""
    folder = os.environ.get("NEGOTIATOR_BENCH", "")
    if not folder or not Path(folder).is_dir():
        absent("bench", "measuring material is not here: set NEGOTIATOR_BENCH to its folder")
    return Path(folder)


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's program."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        absent("libreoffice", "LibreOffice is not installed, so Word files are not checked by a second reader")
    assert program is not None
    return program
