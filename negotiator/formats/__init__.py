"""File formats: readers yield blocks, writers take a report, clauses or pairs."""
