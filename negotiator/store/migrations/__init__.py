"""Alembic's scripts, one for each version of the tables; loaded only when a workspace is of an older version."""
