"""Line: calls to Telegram without a running bot, for what a host runs by hand. Nothing is waited for long."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from telegram import Bot

from handlers.calls import Calls
from handlers.pulse import Pulse
from handlers.transport import Transport, api_addresses

PATIENCE: Final = 5.0  # seconds


@asynccontextmanager
async def line(
    token: str, api_url: str, pulse: Pulse | None = None, patience: float = PATIENCE
) -> AsyncIterator[Calls]:
    """The methods of the bot with this token while the block runs. `pulse` is told what the server's clock says;
    `patience`: seconds for an answer."""
    methods, files = api_addresses(api_url)
    transport = Transport(read=patience, connect=patience, dated=pulse.dated if pulse is not None else None)
    bot = Bot(token, base_url=methods, base_file_url=files, request=transport, get_updates_request=transport)
    await transport.initialize()
    try:
        yield Calls(bot)
    finally:
        await transport.shutdown()
