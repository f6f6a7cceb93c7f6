"""The vocabulary of a negotiation as frozen data: no I/O, no database, no screen."""
