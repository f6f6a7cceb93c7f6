"""Word files (ECMA-376): reading, redlining in place, comments, building, and the check on what we wrote."""
