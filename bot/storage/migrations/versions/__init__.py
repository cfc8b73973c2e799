"""Migrations: one line of history, a file for each step; `bot.storage.migrate` runs them."""
