"""Reply: what a turn wants shown. The handlers show it and never decide."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.buyer import Buyer
from bot.domain.screen import Screen, Toast


@dataclass(frozen=True, slots=True)
class Reply:
    """The screen a chat is owed at `buyer.revision`; `query_id` and `toast` answer the tap, if it was one.

    `screen` None: nothing to show (an update seen before, a buyer who blocked the bot)."""

    buyer: Buyer
    screen: Screen | None
    query_id: str | None = None
    toast: Toast | None = None
    posted: bool = False
    """Something was queued that somebody waits for."""
    working: bool = False
    """There is work on files to do."""
    again: bool = False
    """The update had its effect before."""
