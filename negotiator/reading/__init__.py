"""From blocks to clauses, once for every format."""
