"""The campaign of leaks, whose files are full of secrets, for tests of what a file tells."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def leaks() -> ModuleType:
    """`bench/leaks.py`, with the files that `bench/planted.py` makes."""
    spec = importlib.util.spec_from_file_location("leaks_campaign", ROOT / "bench" / "leaks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
