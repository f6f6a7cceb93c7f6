"""Use cases, one verb each; one use case is one transaction."""
