"""The only SQL: tables, stores, migrations."""
