"""/queue and /stats: what waits, in the order in which it needs somebody, and what a week came to."""

from __future__ import annotations

from tests.conversation import Conversation, Message
from tests.engines import EACH_ENGINE
from tests.services.walkers import on
from tests.support.desk import GROUP, MAX, VERA, asks, desk, lines, text, topics, volunteer


async def in_general(talk: Conversation, words: str, who: int = VERA) -> Message:
    """A volunteer writes in General; the bot's answer there comes back."""
    talk.telegram.says(who, words, chat=GROUP)
    await talk.settle()
    mine = [m for m in talk.telegram.messages(GROUP) if m["from"]["id"] == talk.telegram.me.id]
    return [m for m in mine if "message_thread_id" not in m][-1]


async def second_case(talk: Conversation) -> None:
    """A case without a result, so without a deadline."""
    await talk.says("/new")
    await talk.says("The lamp I ordered on 2 May for 9 USD never came")
    await talk.taps("Yes: It never came")
    await talk.taps(talk.buttons[0])
    await talk.says("/human")
    await talk.says("It never came, and the seller is silent")
    await talk.taps("Yes, share it")


async def test_an_empty_queue_says_so() -> None:
    async with desk() as talk:
        assert text(await in_general(talk, "/queue")) == "No case is open."


async def test_the_queue_names_what_a_volunteer_needs_to_choose_and_leads_there() -> None:
    async with desk() as talk:
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")
        topic = await asks(talk)
        await talk.later(hours=3)
        shown = await in_general(talk, "/queue")

        assert text(shown).splitlines()[1] == "#1 · Damaged on the way · EN · 7 d 20 h left · waits 3 h · free"
        link = next(one for one in shown["entities"] if one["type"] == "text_link")
        assert link["url"] == f"https://t.me/c/{str(GROUP).removeprefix('-100')}/{topic}"
        assert "Ana" not in text(shown)

        await volunteer(talk, "/take")
        await volunteer(talk, "/r hello")
        await volunteer(talk, "/queue")
        assert lines(talk)[-1].endswith(" · answered · Vera")


@EACH_ENGINE
async def test_the_nearest_deadline_comes_first_and_a_closed_case_is_gone(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        await talk.taps("Back to the bot")
        await talk.says("/cases")
        await second_case(talk)
        rows = text(await in_general(talk, "/queue")).splitlines()[1:]
        days = ["left" in row for row in rows]
        assert len(rows) == 2
        assert days == sorted(days, reverse=True)

        await volunteer(talk, "/close lost")
        assert len(text(await in_general(talk, "/queue")).splitlines()[1:]) == 1


async def test_a_queue_asked_for_twice_by_one_update_is_shown_once() -> None:
    async with desk() as talk:
        await asks(talk)
        await in_general(talk, "/queue")
        again = talk.telegram.updates.last_id
        assert again is not None
        talk.telegram.duplicate(again)
        await talk.settle()

        assert sum("Open cases" in text(one) for one in talk.telegram.messages(GROUP)) == 1


@EACH_ENGINE
async def test_the_week_is_told_in_numbers_sums_and_names(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        await talk.later(hours=5)
        await volunteer(talk, "/take")
        await volunteer(talk, "/r hello")
        await volunteer(talk, "/close won 25 USD")
        await talk.taps("Yes, it helped")
        await second_case(talk)
        await volunteer(talk, "/close part 10,50", MAX)
        await volunteer(talk, "/reopen")
        told = text(await in_general(talk, "/stats"))

        assert told.splitlines()[:4] == [
            "The last seven days",
            "Opened: 2",
            "Closed: 1",
            "• Ending: won. 1 · US$25.00",
        ]
        assert "First answer: 5 h in the middle, 5 h at worst" in told
        assert "It helped: yes 1, no 0" in told
        assert "• Vera: 1" in told
        assert "Open now: 1, of these 0 wait for an answer" in told

        await talk.later(days=8)
        quiet = text(await in_general(talk, "/stats"))
        assert "Opened: 0" in quiet
        assert "First answer: none yet" in quiet
        assert len(topics(talk)) == 2
