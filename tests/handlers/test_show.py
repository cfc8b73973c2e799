"""Every chat sees its newest screen, each tap is answered, and no chat waits for another."""

from __future__ import annotations

from bot.domain.inputs import Arrival, Said
from tests.handlers import wire
from tests.handlers.small import HOST, Bot
from tests.handlers.updates import BUYER, tap, text

OTHER = BUYER + 1


async def test_a_tap_is_answered_and_the_screen_is_edited_in_place(bot: Bot) -> None:
    await say(bot, text("hello", number=10))
    await say(bot, tap("more", number=101))

    assert [call.method for call in bot.wire.made()] == ["sendMessage", "answerCallbackQuery", "editMessageText"]
    edited = bot.wire.calls[-1].values
    assert (edited["message_id"], edited["text"], edited["parse_mode"]) == (101, "echo more", "HTML")
    assert edited["reply_markup"] == {"inline_keyboard": [[{"text": "again", "callback_data": "again"}]]}
    assert bot.wire.made("answerCallbackQuery")[0].values == {"callback_query_id": "q1", "text": "seen"}


async def test_after_typing_the_screen_comes_anew_and_the_old_one_loses_its_buttons(bot: Bot) -> None:
    await say(bot, text("hello", number=10))
    await say(bot, text("again", number=102))

    sent, again, stripped = bot.wire.made()
    assert [sent.method, again.method, stripped.method] == ["sendMessage", "sendMessage", "editMessageReplyMarkup"]
    assert stripped.values == {"chat_id": BUYER, "message_id": 101}


async def test_a_tap_below_the_screen_brings_the_screen_down(bot: Bot) -> None:
    await say(bot, text("hello"))
    await say(bot, tap("more", number=150))

    assert [call.method for call in bot.wire.made()][-2:] == ["sendMessage", "editMessageReplyMarkup"]


async def test_the_screen_is_known_again_after_a_restart(bot: Bot) -> None:
    await say(bot, text("hello"))
    buyer = (await bot.store.load(BUYER)).buyer

    assert buyer is not None
    assert (buyer.screen_id, buyer.shown) == (101, buyer.revision)


async def test_a_kept_screen_is_never_edited_and_keeps_its_buttons(bot: Bot) -> None:
    await say(bot, text("keep this"))
    await say(bot, tap("next", number=101))

    assert [call.method for call in bot.wire.made()] == ["sendMessage", "answerCallbackQuery", "sendMessage"]


async def test_what_belongs_above_a_screen_is_sent_first(bot: Bot) -> None:
    await say(bot, text("hello"))
    await say(bot, tap("both", number=101))

    assert [call.values.get("text") for call in bot.wire.made("sendMessage")] == [
        "echo hello",
        "above both",
        "echo both",
    ]
    assert bot.wire.made("editMessageReplyMarkup")[0].values["message_id"] == 101


async def test_an_unchanged_screen_counts_as_shown(bot: Bot) -> None:
    bot.wire.will("editMessageText", wire.NOT_MODIFIED)
    await say(bot, text("hello"))
    await say(bot, tap("same", number=101))

    assert len(bot.wire.made("sendMessage")) == 1
    assert not await owed(bot)


async def test_a_deleted_screen_is_sent_anew(bot: Bot) -> None:
    bot.wire.will("editMessageText", wire.NOT_FOUND)
    await say(bot, text("hello"))
    await say(bot, tap("more", number=101))

    assert [call.values["text"] for call in bot.wire.made("sendMessage")] == ["echo hello", "echo more"]


async def test_a_tap_that_is_too_old_hides_nothing(bot: Bot) -> None:
    bot.wire.will("answerCallbackQuery", wire.TOO_OLD)
    await say(bot, text("hello"))
    await say(bot, tap("more", number=101))

    assert bot.wire.calls[-1].method == "editMessageText"


async def test_an_update_seen_before_changes_nothing_but_its_tap_is_answered(bot: Bot) -> None:
    twice = tap("more", number=101)
    await say(bot, text("hello"))
    await say(bot, twice)
    await say(bot, twice)

    assert await bot.steps(BUYER) == 2
    assert len(bot.wire.made("answerCallbackQuery")) == 2
    assert len(bot.wire.made("editMessageText")) == 1


async def test_a_chat_that_must_wait_gets_the_newest_screen_afterwards(bot: Bot) -> None:
    bot.wire.will("sendMessage", wire.TOO_MANY)
    await say(bot, text("hello"))

    assert [call.values["text"] for call in bot.wire.made("sendMessage")] == ["echo hello", "echo hello"]
    assert not await owed(bot)


async def test_a_lost_answer_and_a_broken_server_are_tried_again(bot: Bot) -> None:
    bot.wire.will("sendMessage", wire.LOST, wire.BROKEN)
    await say(bot, text("hello"))

    assert len(bot.wire.made("sendMessage")) == 3
    assert not await owed(bot)


async def test_a_buyer_who_blocked_the_bot_is_owed_nothing(bot: Bot) -> None:
    bot.wire.will("sendMessage", wire.BLOCKED)
    await say(bot, text("hello"))

    buyer = (await bot.store.load(BUYER)).buyer
    assert buyer is not None
    assert buyer.blocked
    assert len(bot.wire.made("sendMessage")) == 1
    assert not await owed(bot)


async def test_a_chat_whose_calls_hang_delays_no_other(bot: Bot) -> None:
    release = bot.wire.hold(BUYER)
    await bot.front.intake.take([text("one", BUYER)])
    for number in range(20):
        await bot.front.intake.take([text(f"words {number}", OTHER, number=1000 + number)])
    await bot.wire.until("sendMessage", times=20, chat=OTHER)

    assert await bot.steps(BUYER) == 1
    assert bot.front.screens.waiting >= 1
    assert len(bot.wire.made(chat=BUYER)) == 1

    release.set()
    await bot.front.screens.idle()
    assert not await owed(bot)


async def test_a_chat_that_hung_gets_its_newest_screen_only(bot: Bot) -> None:
    release = bot.wire.hold(BUYER)
    for number in range(10):
        await bot.front.intake.take([text(f"words {number}", number=10 + number)])
    release.set()
    await bot.front.screens.idle()

    shown = [call.values["text"] for call in bot.wire.made("sendMessage", "editMessageText")]
    assert shown == ["echo words 0", "echo words 9"]


async def test_what_is_to_be_kept_is_not_lost_when_a_newer_screen_comes(bot: Bot) -> None:
    release = bot.wire.hold(BUYER)
    for words in ("hello", "keep it", "both ways", "last"):
        await bot.front.intake.take([text(words)])
    release.set()
    await bot.front.screens.idle()

    texts = [call.values["text"] for call in bot.wire.made("sendMessage")]
    assert texts[-3:] == ["echo keep it", "above both ways", "echo last"]


async def test_taps_are_answered_while_the_chat_has_to_wait(bot: Bot) -> None:
    bot.wire.will("sendMessage", wire.refusal(429, "Too Many Requests: retry after 30", retry_after=30))
    await bot.front.intake.take([text("hello")])
    await bot.wire.until("sendMessage")
    await bot.front.intake.take([tap("more", number=99)])
    await bot.wire.until("answerCallbackQuery")

    assert len(bot.wire.made("sendMessage")) == 1
    await bot.front.screens.close(0)
    assert await owed(bot)


async def test_a_screen_without_words_leaves_the_chat_working(bot: Bot) -> None:
    await say(bot, text("unwritten"))
    await say(bot, text("hello", number=12))

    assert [call.values["text"] for call in bot.wire.made("sendMessage")] == ["echo hello"]


async def test_of_a_screen_that_cannot_be_made_the_buyer_and_the_host_are_told(bot: Bot) -> None:
    await say(bot, text("unwritten"))
    await say(bot, text("unwritten", number=12))
    await bot.front.idle()

    told = [(call.values["chat_id"], call.values["text"].split(" {")[0]) for call in bot.wire.made("sendMessage")]
    assert told.count((BUYER, "post stuck")) == 2
    assert told.count((HOST, "post unshown")) == 1
    buyer = (await bot.store.load(BUYER)).buyer
    assert buyer is not None
    assert buyer.shown < buyer.revision  # still owed


async def test_what_was_owed_before_a_restart_is_sent_below_everything(bot: Bot) -> None:
    await say(bot, text("hello"))
    await bot.desk.take(_arrival(bot))

    await bot.front.show_owed()
    await bot.front.screens.idle()

    assert [call.values.get("text") for call in bot.wire.made("sendMessage")] == ["echo hello", "echo owed"]
    assert bot.wire.made("editMessageReplyMarkup")[0].values["message_id"] == 101


def _arrival(bot: Bot) -> Arrival:
    return Arrival(1, BUYER, bot.clock(), Said("owed"))


async def say(bot: Bot, *updates: dict[str, object]) -> None:
    await bot.front.intake.take(updates)
    await bot.front.screens.idle()


async def owed(bot: Bot) -> bool:
    """Whether the buyer's newest screen is still to be seen."""
    buyer = (await bot.store.load(BUYER)).buyer
    return buyer is not None and buyer.shown < buyer.revision and not buyer.blocked
