"""Route: one row of the routing table, a small `BaseHandler` of PTB.

`read` says what an update means to this row, or None: not for this one. PTB calls it without waiting, so it only
parses. `act` does the work; when it returns, the effect is committed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

from telegram import Update
from telegram.ext import Application, BaseHandler, CallbackContext

Context = CallbackContext[Any, Any, Any, Any]
Read = TypeVar("Read")


class Route(BaseHandler[Update, Context, None], Generic[Read]):
    """What `read` makes of an update, `act` gets."""

    def __init__(self, read: Callable[[Update], Read | None], act: Callable[[Read], Awaitable[None]]) -> None:
        super().__init__(_nothing)
        self._read, self._act = read, act

    def check_update(self, update: object) -> tuple[Read] | None:
        if not isinstance(update, Update):
            return None
        found = self._read(update)
        return None if found is None else (found,)

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Context, Any, Any, Any, Any],
        check_result: Any,
        context: Context,
    ) -> None:
        del update, application, context  # all there is to know was read
        await self._act(check_result[0])


async def _nothing(update: Update, context: Context) -> None:
    """PTB wants a callback; ours is `act`."""
