"""Numbers of cases and messages, read from the data of a button: anybody can send any."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = 18
"""So many always fit the 64 bits that the database has."""


def number_in(text: str) -> int:
    """The number that is all of the text; 0: it is none, or one that nothing ever had."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 0
