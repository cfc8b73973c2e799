"""Pruning: the database does not grow with every tap."""

from __future__ import annotations

from datetime import timedelta

from bot.services.pruning import PARKED_DAYS, SEEN_DAYS, SENT_DAYS, prune
from bot.storage.changes import Post
from tests.conversation import conversation


async def test_what_cannot_come_again_is_forgotten_and_the_case_stays() -> None:
    """A month later nothing is left of a chat's taps and messages but the case itself."""
    async with conversation() as talk:
        await talk.says("my parcel never came, ordered 3 weeks ago for 20 dollars")
        store, now = talk.app.store, talk.clock()
        await store.post(Post(talk.buyer, "trouble", {"update": 1}, key="once"))
        await talk.settle()

        assert await prune(store, now) == 0
        assert await prune(store, now + timedelta(days=SEEN_DAYS, hours=1)) > 0
        assert await prune(store, now + timedelta(days=SENT_DAYS, hours=1)) == 1
        assert len(await store.cases(talk.buyer)) == 1


async def test_an_update_of_yesterday_is_still_recognised() -> None:
    """Telegram may repeat for a day what it believes we never had."""
    async with conversation() as talk:
        await talk.says("/start")
        taken = 1

        assert await prune(talk.app.store, talk.clock() + timedelta(days=1, hours=1)) == 0
        assert (await talk.app.store.load(talk.buyer, taken)).seen


async def test_what_was_set_aside_for_the_host_is_not_kept_for_ever() -> None:
    """It says what somebody wrote, and need not belong to any chat that could be forgotten."""
    async with conversation() as talk:
        store, now = talk.app.store, talk.clock()
        await store.park(7, '{"message": "words"}', "KeyError")

        await prune(store, now + timedelta(days=PARKED_DAYS, hours=-1))
        assert len(await store.parked(9)) == 1
        await prune(store, now + timedelta(days=PARKED_DAYS, hours=1))
        assert await store.parked(9) == []
