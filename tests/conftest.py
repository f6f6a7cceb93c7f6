"""What all tests share: measuring material, and programs that a machine may lack."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from needs import absent

settings.register_profile("negotiator", deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Speed lives in benchmarks: a slow machine fails no test."""
settings.register_profile("steady", settings.get_profile("negotiator"), derandomize=True)
"""The same examples at every run, so that a red run says something of the change; `HYPOTHESIS_PROFILE=negotiator` looks for new ones."""
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


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
