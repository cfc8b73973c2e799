"""Draft: the settings as a host changes them, before any of it is written."""

from __future__ import annotations

from collections.abc import Mapping

from bot.settings import Settings, read


class Draft:
    """`given`: what is set by now; `fixed`: names that the environment sets, which goes before any file."""

    def __init__(self, given: Mapping[str, str], fixed: frozenset[str]) -> None:
        self._given, self._fixed = given, fixed
        self.changes: dict[str, str] = {}

    def fixed(self, name: str) -> bool:
        """Whether writing it would change nothing."""
        return name in self._fixed

    def now(self, name: str) -> str:
        """What is set, as it was written; empty: nothing is."""
        return self.changes.get(name, self._given.get(name, ""))

    def put(self, name: str, value: str) -> str | None:
        """Takes a value. Returns why it cannot be used, and then it was not taken."""
        faults = read({name: value}).faults
        if faults:
            return faults[0].removesuffix(" See .env.example.")
        if value != self._given.get(name):
            self.changes[name] = value
        return None

    @property
    def settings(self) -> Settings:
        """As they would be; what cannot be used has its default."""
        return read({**self._given, **self.changes}).settings
