"""Routes: the routing table. The first row that wants an update gets it; what nobody wants has had its effect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram.ext import Application

from bot.storage.store import Store
from handlers.arrivals import Incoming, incoming
from handlers.desk import Desk
from handlers.groups import Added, StrayTap, added, stray_tap, welcome
from handlers.route import Route
from handlers.show import Screens
from handlers.support import Support, remark


def register(
    application: Application[Any, Any, Any, Any, Any, Any],
    desk: Desk,
    screens: Screens,
    store: Store,
    clock: Callable[[], datetime],
    support: Support | None = None,
) -> None:
    """Adds the table to the application, top to bottom."""

    async def take(one: Incoming) -> None:
        screens.show(await desk.take(one.arrival), one.place)

    async def greet(group: Added) -> None:
        await store.post(welcome(group, application.bot.username))

    async def release(tap: StrayTap) -> None:
        screens.answer(tap.chat_id, tap.query_id)

    rows: list[Route[Any]] = [
        Route(lambda update: incoming(update, clock()), take),
        Route(added, greet),
        Route(stray_tap, release),
    ]
    if support is not None:
        volunteers, group_id = support.volunteers, support.group_id
        rows.insert(1, Route(lambda update: remark(update, group_id, clock()), volunteers.take))
    application.add_handlers(rows)
