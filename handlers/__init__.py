"""Handlers: the only part that speaks Telegram. Updates come in, screens go out; nothing is decided here.

In: polling.py → updates.py → the routing table below → arrivals.py → the desk (bot/services).
Out: show.py → canvas.py → calls.py → transport.py; queued messages through outbox.py. `front.py` puts it together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from telegram.ext import Application

    from handlers.desk import Desk
    from handlers.groups import PostBox
    from handlers.show import Screens


def register(
    application: Application[Any, Any, Any, Any, Any, Any],
    desk: Desk,
    screens: Screens,
    box: PostBox,
    clock: Callable[[], datetime],
) -> None:
    """The routing table, top to bottom: the first row that wants an update gets it, what nobody wants is done."""
    from handlers.groups import AddedHandler, StrayTapHandler
    from handlers.turn import TurnHandler

    application.add_handlers(
        [
            TurnHandler(desk, screens, clock),
            AddedHandler(box, clock),
            StrayTapHandler(screens.answer),
        ]
    )
