"""Words that a verdict quotes are followed to what they became."""

from __future__ import annotations

import pytest

from negotiator.services.quotes import became

OLD = "Fourteen Parties had a deadline that fell in or before 2025. Some asked for more time."


@pytest.mark.parametrize(
    ("quote", "new", "now"),
    [
        ("Fourteen Parties had", OLD, "Fourteen Parties had"),
        ("Fourteen Parties had", OLD.replace("Fourteen", "Thirteen"), "Thirteen Parties had"),
        ("before 2025.", "In 2024, " + OLD.replace("2025", "2026"), "before 2026."),
        ("Some asked", OLD.replace("Some asked", "Some of them asked"), "Some of them asked"),
        ("Some asked for more time.", "Fourteen Parties had a deadline that fell in or before 2025.", ""),
    ],
)
def test_a_quote_is_followed(quote: str, new: str, now: str) -> None:
    start = OLD.index(quote)
    first, last = became(OLD, new, (start, start + len(quote)))
    assert new[first:last].strip() == now
