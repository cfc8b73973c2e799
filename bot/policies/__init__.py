"""The terms as data: TOML files with a date and a source for every number."""
