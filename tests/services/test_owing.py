"""What a chat is still owed, asked by whoever finds it in the database."""

from __future__ import annotations

from dataclasses import replace

from bot.app import tongue
from bot.policies import load
from bot.services.desk import Desk
from bot.storage.changes import Changes
from tests.conversation import conversation


async def test_a_screen_that_was_seen_a_moment_ago_is_not_shown_again() -> None:
    """That it was seen is written behind, so the database does not know it yet."""
    async with conversation() as talk:
        await talk.says("/start")
        store = talk.app.store
        desk = Desk(store, load(), tongue("en"), talk.clock)
        buyer = (await store.load(talk.buyer)).buyer
        assert buyer is not None
        await store.commit(Changes(None, talk.clock.now, replace(buyer, revision=buyer.revision + 1)))
        assert await desk.owing(talk.buyer) is not None

        store.mark_shown(talk.buyer, buyer.revision + 1, 5)

        assert await desk.owing(talk.buyer) is None
