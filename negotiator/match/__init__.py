"""Which clauses speak to a point."""
