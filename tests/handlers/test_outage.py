"""The database takes nothing for a while: what the bot takes for the end of that, and what it does not."""

from __future__ import annotations

import asyncio
from typing import Any

from structlog.testing import capture_logs

from tests.handlers.small import Bot
from tests.handlers.updates import BUYER, message, text, update


async def read_only(bot: Bot, *, on: bool) -> None:
    """Whether SQLite refuses what is written."""
    engine: Any = bot.store._engine
    await engine._writer._hop.run(lambda connection: connection.execute(f"PRAGMA query_only = {int(on)}").fetchall())


def chatter() -> dict[str, Any]:
    """What people say to each other in a group that is none of ours: nothing comes of it."""
    return update(message=message(-5, text="hi") | {"chat": {"id": -5, "type": "supergroup", "title": "x"}})


async def test_an_update_that_has_nothing_to_save_does_not_end_an_outage(bot: Bot) -> None:
    intake = bot.front.intake
    await read_only(bot, on=True)
    with capture_logs() as log:
        waiting = asyncio.create_task(intake.take([text("hello")]))
        await intake.outage.begun.wait()
        for _ in range(3):
            await intake.take([chatter()])
            assert intake.out
        await read_only(bot, on=False)
        await intake.take([chatter()])
        assert not intake.out
        await waiting

    assert await bot.steps(BUYER) == 1
    assert [one["event"] for one in log] == ["storage_is_out", "storage_is_back"]
