"""The workspace in SQLite or PostgreSQL: facts are appended, rows become model objects here and nowhere else."""
