"""What is queued is sent at least once, in order, and marked sent only when Telegram said so."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.storage.changes import Post
from tests.handlers import wire
from tests.handlers.small import HOST, Bot
from tests.handlers.updates import BUYER, text

OTHER = BUYER + 1


def post(name: str, chat_id: int = BUYER, not_before: datetime | None = None) -> Post:
    return Post(chat_id, name, not_before=not_before)


async def test_posts_of_a_chat_keep_their_order(bot: Bot) -> None:
    await bot.store.post(post("first"), post("second"), post("elsewhere", OTHER))
    await bot.front.idle()

    assert texts(bot, BUYER) == ["post first {}", "post second {}"]
    assert texts(bot, OTHER) == ["post elsewhere {}"]


async def test_a_post_is_not_sent_before_its_time(bot: Bot) -> None:
    await bot.store.post(post("later", not_before=bot.clock() + timedelta(hours=1)))
    await bot.front.idle()
    assert texts(bot, BUYER) == []

    bot.clock.pass_(timedelta(hours=1))
    await bot.front.idle()
    assert texts(bot, BUYER) == ["post later {}"]


async def test_a_failed_post_waits_and_goes_again(bot: Bot) -> None:
    bot.wire.will("sendMessage", wire.BROKEN, wire.LOST, wire.refusal(429, "Too Many Requests", retry_after=60))
    await bot.store.post(post("stubborn"))
    for _ in range(4):
        await bot.front.idle()
        bot.clock.pass_(timedelta(minutes=2))

    assert len(texts(bot, BUYER)) == 4
    assert (await bot.store.counts())["posts"] == 0


async def test_a_post_to_who_blocked_the_bot_is_final(bot: Bot) -> None:
    await bot.front.intake.take([text("hello")])
    await bot.front.screens.idle()
    bot.wire.will("sendMessage", wire.BLOCKED)
    await bot.store.post(post("ping"))
    await bot.front.idle()
    bot.clock.pass_(timedelta(days=2))
    await bot.front.idle()

    assert texts(bot, BUYER) == ["echo hello", "post ping {}"]
    buyer = (await bot.store.load(BUYER)).buyer
    assert buyer is not None
    assert buyer.blocked


async def test_a_post_telegram_refuses_is_given_up_and_the_next_one_goes(bot: Bot) -> None:
    bot.wire.will("sendMessage", wire.refusal(400, "Bad Request: can't parse entities"))
    await bot.store.post(post("broken"), post("sound"))
    await bot.front.idle()

    assert texts(bot, BUYER) == ["post broken {}", "post sound {}"]
    assert (await bot.store.counts())["posts_failed"] == 1


async def test_of_a_post_that_was_refused_the_host_hears_once_a_day(bot: Bot) -> None:
    for _ in range(3):
        bot.wire.will("sendMessage", wire.refusal(400, "Bad Request: can't parse entities"))
        await bot.store.post(post("broken"))
        await bot.front.idle()

    assert texts(bot, HOST) == ["post unsent {'what': 'broken', 'error': 'BadRequest'}"]


async def test_of_a_report_that_cannot_be_sent_nobody_is_told(bot: Bot) -> None:
    bot.wire.will("sendMessage", *[wire.refusal(400, "Bad Request: can't parse entities")] * 2)
    await bot.store.post(post("broken"))
    await bot.front.idle()

    assert len(bot.wire.made("sendMessage")) == 2
    assert (await bot.store.counts())["posts"] == 0


async def test_a_post_that_fails_by_our_own_mistake_lets_the_others_go_and_is_tried_again(bot: Bot) -> None:
    """An errand of another release: the next one may know it."""
    await bot.store.post(Post(BUYER, "unknown", errand="of another release"), post("sound"))
    await bot.front.idle()

    assert texts(bot, BUYER) == ["post sound {}"]
    assert texts(bot, HOST) == ["post unsent {'what': 'unknown', 'error': 'KeyError'}"]
    assert (await bot.store.counts())["posts"] == 1
    for _ in range(60):
        bot.clock.pass_(timedelta(hours=1))
        await bot.front.idle()
    assert (await bot.store.counts())["posts"] == 0
    assert (await bot.store.counts())["posts_failed"] == 1


async def test_an_outage_of_telegram_of_half_a_day_loses_nothing(bot: Bot) -> None:
    bot.wire.will("sendMessage", *[wire.LOST] * 20)
    await bot.store.post(post("patient"))
    for _ in range(30):
        await bot.front.idle()
        bot.clock.pass_(timedelta(hours=1))

    assert len(texts(bot, BUYER)) == 21
    assert (await bot.store.counts())["posts_failed"] == 0


async def test_while_the_token_is_wrong_everything_is_kept(bot: Bot) -> None:
    bot.wire.will("sendMessage", *[wire.refusal(401, "Unauthorized")] * 50)
    await bot.store.post(post("patient"))
    for _ in range(51):
        await bot.front.idle()
        bot.clock.pass_(timedelta(minutes=2))

    assert len(texts(bot, BUYER)) == 51
    assert (await bot.store.counts())["posts"] == 0


async def test_a_post_whose_sender_died_is_sent_by_the_next(bot: Bot) -> None:
    await bot.store.post(post("orphan"))
    await bot.store.claim_posts(bot.clock(), 10, timedelta(minutes=2))
    await bot.front.idle()
    assert texts(bot, BUYER) == []

    bot.clock.pass_(timedelta(minutes=2))
    await bot.front.idle()
    assert texts(bot, BUYER) == ["post orphan {}"]


def texts(bot: Bot, chat_id: int) -> list[str]:
    return [call.values["text"] for call in bot.wire.made("sendMessage", chat=chat_id)]
