"""What is counted of an end: once, under one problem, and nobody's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.domain.case import Result
from bot.domain.history import Event
from bot.domain.issues import Issue
from bot.domain.outcome import Tally
from bot.storage.changes import Changes, Count
from bot.storage.store import open_store
from tests.services.ends import dispute, kept, looks_again, save, tally


async def test_money_that_comes_after_all_changes_what_was_counted() -> None:
    async with dispute() as talk:
        await talk.taps("Nothing came, I stop here")
        await talk.taps("It is not over")
        await talk.taps("How it ended")
        await talk.taps("All the money came")

        assert await tally(talk) == Tally(won=1)


async def test_another_problem_named_later_moves_the_count() -> None:
    async with dispute() as talk:
        await talk.taps("All the money came")
        await save(talk, (await kept(talk)).but(issue=Issue.DEFECTIVE))
        await looks_again(talk)

        assert await tally(talk) == Tally()
        assert await talk.app.store.tally(Issue.DEFECTIVE) == Tally(won=1)


async def test_the_same_update_twice_counts_once() -> None:
    async with dispute() as talk:
        await talk.taps("All the money came")
        again = talk.telegram.updates.last_id
        assert again is not None
        talk.telegram.duplicate(again)
        await talk.settle()

        assert await tally(talk) == Tally(won=1)
        assert [one.event for one in (await kept(talk)).history].count(Event.MONEY_ARRIVED) == 1


async def test_a_turn_that_lost_its_race_counts_once(tmp_path: Path) -> None:
    """Another bot on the same database changed the buyer since: the turn runs once more, on what is there now."""
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with dispute(url=url) as talk:
        other = await open_store(url, lambda: talk.clock.now)
        known = await other.load(talk.buyer)
        assert known.buyer is not None
        seen = replace(known.buyer, revision=known.buyer.revision + 1, seller_language="zh")
        assert await other.commit(Changes(None, talk.clock.now, seen))
        await other.close()

        await talk.taps("All the money came")

        assert await tally(talk) == Tally(won=1)
        after = await talk.app.store.load(talk.buyer)
        assert after.buyer is not None
        assert after.buyer.seller_language == "zh"


async def test_of_the_others_nothing_is_said_until_there_are_enough() -> None:
    others = (*(Count(Issue.DAMAGED, Result.WON, 1) for _ in range(17)), Count(Issue.DAMAGED, Result.PART, 1))
    late = (Count(Issue.DAMAGED, Result.WITHDRAWN, 1), Count(Issue.DAMAGED, Result.LOST, 1))
    async with dispute() as talk:
        await talk.taps("All the money came")
        await save(talk, await kept(talk), others)
        await looks_again(talk)
        assert (await tally(talk)).total == 19
        assert "like yours" not in talk.screen

        await save(talk, await kept(talk), late)
        await looks_again(talk)
        assert "Of 20 cases like yours, 18 got everything back, 1 a part." in talk.screen


async def test_after_everything_was_deleted_the_number_stays() -> None:
    """What else could name the buyer is looked for in every table by the storage suite."""
    async with dispute() as talk:
        await talk.taps("All the money came")
        await talk.says("/privacy")
        assert "Nothing in that number points to you" in talk.screen
        await talk.taps("Delete everything about me")
        await talk.taps("Yes, delete everything")

        assert (await talk.app.store.load(talk.buyer)).record is None
        assert await tally(talk) == Tally(won=1)
