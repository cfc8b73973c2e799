"""What another process left unshown is found and shown, once."""

from __future__ import annotations

from bot.domain.buyer import Buyer
from bot.domain.screen import Screen
from bot.services.reply import Reply
from handlers.sweep import Sweep
from tests.handlers.small import Bot
from tests.handlers.updates import BUYER, text

LATE = Screen("echo", {"said": "late"})


class Backlog:
    """What the database says is owed: the revision of each chat."""

    def __init__(self) -> None:
        self.owed: dict[int, int] = {}
        self.ours = True

    async def left(self) -> dict[int, int]:
        return dict(self.owed)

    async def owing(self, chat_id: int) -> Reply | None:
        return Reply(Buyer(chat_id, revision=self.owed[chat_id]), LATE) if self.ours else None


async def test_a_screen_that_was_owed_at_two_looks_is_shown(bot: Bot) -> None:
    backlog = Backlog()
    sweep = Sweep(backlog, bot.front.screens)
    backlog.owed = {BUYER: 3}

    assert [await sweep.once(), await sweep.once()] == [0, 1]
    await bot.front.screens.idle()

    assert len(bot.wire.made("sendMessage")) == 1


async def test_a_screen_that_is_newer_than_at_the_last_look_has_somebody_who_shows_it(bot: Bot) -> None:
    backlog = Backlog()
    sweep = Sweep(backlog, bot.front.screens)

    for revision in (3, 4, 5):
        backlog.owed = {BUYER: revision}
        assert await sweep.once() == 0


async def test_what_was_shown_in_vain_is_not_shown_every_two_seconds(bot: Bot) -> None:
    backlog = Backlog()
    sweep = Sweep(backlog, bot.front.screens)
    backlog.owed = {BUYER: 3}

    assert [await sweep.once() for _ in range(5)] == [0, 1, 0, 0, 0]


async def test_a_chat_that_is_being_shown_something_is_left_alone(bot: Bot) -> None:
    bot.wire.hold(BUYER)
    await bot.front.intake.take([text("hello")])
    backlog = Backlog()
    sweep = Sweep(backlog, bot.front.screens)
    backlog.owed = {BUYER: 1}

    assert [await sweep.once(), await sweep.once()] == [0, 0]


async def test_what_another_process_claimed_meanwhile_is_not_shown(bot: Bot) -> None:
    backlog = Backlog()
    backlog.owed, backlog.ours = {BUYER: 3}, False
    sweep = Sweep(backlog, bot.front.screens)

    assert [await sweep.once(), await sweep.once()] == [0, 0]
    assert bot.wire.made("sendMessage") == []


async def test_a_screen_that_another_process_showed_since_is_the_one_to_edit(bot: Bot) -> None:
    """What this process remembers of the chat is older than what the row says."""
    await bot.front.intake.take([text("hello", number=10)])
    await bot.front.screens.idle()
    newer = Buyer(BUYER, revision=7, shown=6, screen_id=500)

    bot.front.screens.show(Reply(newer, Screen("echo", {"said": "next"})))
    await bot.front.screens.idle()

    assert bot.wire.made("editMessageText")[-1].values["message_id"] == 500
