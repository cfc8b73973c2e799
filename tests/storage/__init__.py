"""One suite, two engines, real ones: SQLite in a file and in memory, and a PostgreSQL server."""
