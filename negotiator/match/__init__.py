"""Which clauses speak to a point: words, glossaries and looks, explained."""

from negotiator.match.candidates import suggest

__all__ = ["suggest"]
