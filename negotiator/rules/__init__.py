"""Pure judgements on model objects, yielding values and findings."""
