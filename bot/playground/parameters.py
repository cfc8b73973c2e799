"""The parameters of one call, read as Telegram reads them: strings or JSON values, files apart.

A number that is not one counts as 0, as on Telegram's server; whoever needs it then says which one is missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.refusals import RefusalError, bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    data: bytes
    name: str | None = None
    mime: str | None = None


class Parameters:
    """What came with a call. `used` collects the names that the method looked at."""

    __slots__ = ("files", "given")

    def __init__(self, given: Mapping[str, Any], files: Mapping[str, Upload]) -> None:
        self.given = given
        self.files = files

    def has(self, name: str) -> bool:
        """Given, and not empty."""
        return self.given.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """A string; a number is written out; empty when not given."""
        value = self.given.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value.replace("\r", "") if "\r" in value else value
        return json.dumps(value) if isinstance(value, (bool, dict, list, tuple)) else str(value)

    def integer(self, name: str) -> int:
        """A whole number; 0 when not given or not a number."""
        value = self.given.get(name)
        if type(value) is int:
            return value
        try:
            return int(value or 0)
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        """True for true, yes, y, t and 1 in any case."""
        value = self.given.get(name)
        if isinstance(value, bool):
            return value
        return str(value).lower() in ("true", "yes", "y", "t", "1")

    def json(self, name: str, refusal: RefusalError) -> Any:
        """A JSON value, None when not given; a broken one is refused with `refusal`."""
        value = self.given.get(name)
        if isinstance(value, str):
            if not value.strip():
                return None
            try:
                return json.loads(value)
            except ValueError as broken:
                raise refusal from broken
        return value

    def message_id(self, name: str = "message_id") -> int:
        """A message's number."""
        if not self.has(name):
            raise bad_request("message identifier is not specified")
        return self.integer(name)
