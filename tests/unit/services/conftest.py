"""A workspace that tests fill through the services, as a person would, with short texts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desk_of_texts import DeskOfTexts

from negotiator.store.store import Store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskOfTexts]:
    """An empty SQLite workspace."""
    with Store.open(str(tmp_path / "talks.db"), create=True) as store:
        yield DeskOfTexts(store, tmp_path / "texts", datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
