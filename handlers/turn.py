"""Turn: one update of a private chat, from parsing to the screen that is owed for it.

`check_update` must not wait, so it only parses. The turn itself is the desk's; it is committed when `take` returns, and
what it wants shown is handed on without waiting for Telegram.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application, BaseHandler, CallbackContext

from handlers.arrivals import Incoming, incoming
from handlers.desk import Desk
from handlers.show import Screens

Context = CallbackContext[Any, Any, Any, Any]


class TurnHandler(BaseHandler[Update, Context, None]):
    """Whatever a buyer does in the private chat."""

    def __init__(self, desk: Desk, screens: Screens, clock: Callable[[], datetime]) -> None:
        super().__init__(_ignore)
        self._desk, self._screens, self._clock = desk, screens, clock

    def check_update(self, update: object) -> Incoming | None:
        return incoming(update, self._clock()) if isinstance(update, Update) else None

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Context, Any, Any, Any, Any],
        check_result: object,
        context: Context,
    ) -> None:
        assert isinstance(check_result, Incoming)
        outcome = await self._desk.take(check_result.arrival)
        self._screens.show(outcome, check_result.place)


async def _ignore(update: Update, context: Context) -> None:
    """The turn is taken in `handle_update`; PTB wants a callback all the same."""
