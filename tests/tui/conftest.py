"""The sample negotiation as a workspace, made once and copied for each test."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiator.services.demo import WORKSPACE, build_demo
from negotiator.store.store import Store

sys.path.insert(0, str(Path(__file__).parent))
"""The harness and the table stand beside the tests, whatever way pytest imports them."""


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's files and its workspace; not to be written to."""
    folder = tmp_path_factory.mktemp("sample")
    for _ in build_demo(folder):
        pass
    return folder


@pytest.fixture
def workspace(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample's workspace."""
    with Store.open(str(sample_folder / WORKSPACE)):
        pass
    for file in sample_folder.glob(f"{WORKSPACE}*"):
        shutil.copy(file, tmp_path)
    return tmp_path / WORKSPACE


@pytest.fixture
def store(workspace: Path) -> Iterator[Store]:
    with Store.open(str(workspace)) as opened:
        yield opened
