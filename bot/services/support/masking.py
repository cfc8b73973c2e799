"""Masking: who the buyer is, and which order it is, stay hidden from volunteers until one of them took the case."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.ticket import Ticket

_LONG_NUMBER: Final = re.compile(r"\d(?:[ -]?\d){7,}")
_HIDDEN: Final = "…"


def masked(words: str, ticket: Ticket) -> str:
    """A buyer's own words as this group may see them now, HTML or plain. Long numbers are left out, for an order has
    one, and so is the buyer's name; whoever takes the case finds both on the card."""
    if ticket.taken_by is not None:
        return words
    unnumbered = _LONG_NUMBER.sub(_HIDDEN, words)
    name = ticket.name.strip()
    return re.sub(rf"\b{re.escape(name)}\b", _HIDDEN, unnumbered) if len(name) > 1 else unnumbered
