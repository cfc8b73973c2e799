"""No update is lost and none counts twice; a bad one stands in nobody's way."""

from __future__ import annotations

import json

from telegram.error import NetworkError

from tests.handlers import wire
from tests.handlers.small import HOST, Bot
from tests.handlers.updates import BUYER, membership, message, tap, text, update

OTHER = BUYER + 1


async def test_updates_of_one_chat_take_effect_in_their_order(bot: Bot) -> None:
    batch = [text(f"words {number}", BUYER + number % 3, 10 + number) for number in range(30)]

    await bot.front.intake.take(batch)

    for chat in range(3):
        buyer = (await bot.store.load(BUYER + chat)).buyer
        assert buyer is not None
        assert (buyer.step, buyer.view) == (10, f"words {27 + chat}")


async def test_the_same_batch_a_second_time_changes_nothing(bot: Bot) -> None:
    batch = [text("one"), tap("two"), text("three")]

    await bot.front.intake.take(batch)
    await bot.front.intake.take(batch)

    assert await bot.steps(BUYER) == 3


async def test_a_poisonous_update_is_tried_three_times_then_parked(bot: Bot) -> None:
    bad = text("poison in the words")
    await bot.front.intake.take([bad, text("after it"), text("elsewhere", OTHER)])

    (parked,) = await bot.store.parked(10)
    assert (parked.update_id, parked.chat_id, parked.attempts) == (bad["update_id"], BUYER, 3)
    assert parked.error == "ValueError"
    assert json.loads(parked.payload) == bad
    assert bot.desk.tries == 5
    assert (await bot.steps(BUYER), await bot.steps(OTHER)) == (1, 1)


async def test_host_and_buyer_hear_of_a_parked_update_without_its_words(bot: Bot) -> None:
    bad = text("poison in the words")
    await bot.front.intake.take([bad])
    await bot.front.idle()

    told = {call.chat: call.values["text"] for call in bot.wire.made("sendMessage")}
    assert told == {
        HOST: f"post parked {{'update': {bad['update_id']}, 'error': 'ValueError'}}",
        BUYER: f"post trouble {{'update': {bad['update_id']}}}",
    }


async def test_the_tap_of_a_parked_update_is_answered(bot: Bot) -> None:
    await bot.front.intake.take([tap("poison", query="q9")])
    await bot.front.idle()

    assert bot.wire.made("answerCallbackQuery")[0].values == {"callback_query_id": "q9"}


async def test_an_update_that_cannot_be_read_is_parked_too(bot: Bot) -> None:
    broken = update(message={"message_id": "?", "chat": {"id": BUYER, "type": "private"}, "text": "x"})
    stranger = update(callback_query={"id": 7, "from": []})

    await bot.front.intake.take([broken, stranger, "not even an object", text("fine")])

    parked = {entry.update_id: entry.chat_id for entry in await bot.store.parked(10)}
    assert parked == {broken["update_id"]: BUYER, stranger["update_id"]: None}
    assert await bot.steps(BUYER) == 1


async def test_half_a_character_is_no_reason_to_stop(bot: Bot) -> None:
    await bot.front.intake.take([text("poison \ud83d"), text("half \ud83d")])

    assert len(await bot.store.parked(10)) + await bot.steps(BUYER) == 2


async def test_an_outage_of_the_database_is_waited_out(bot: Bot) -> None:
    bot.desk.outage = 2
    await bot.front.intake.take([text("hello")])

    assert await bot.steps(BUYER) == 1
    assert await bot.store.parked(10) == []


async def test_a_group_that_adds_the_bot_gets_one_answer_and_the_host_its_number(bot: Bot) -> None:
    group = -1_001_234_567_890
    added = membership("left", "member", group, "supergroup")
    promoted = membership("member", "administrator", group, "supergroup")
    chatter = update(message=message(group, text="hi") | {"chat": {"id": group, "type": "supergroup", "title": "x"}})

    await bot.front.intake.take([added, added, promoted, chatter])
    await bot.front.idle()

    told = {call.chat: call for call in bot.wire.made()}
    assert len(bot.wire.made()) == 2
    assert told[group].method == "sendMessage"
    assert "https://t.me/RecourseBot?start=group" in told[group].values["text"]
    assert str(group) in told[HOST].values["text"]


async def test_a_tap_in_a_group_is_answered_and_changes_nothing(bot: Bot) -> None:
    stray = tap("x", query="q3")
    stray["callback_query"]["message"]["chat"] = {"id": -5, "type": "group", "title": "x"}

    await bot.front.intake.take([stray])
    await bot.front.idle()

    assert [call.method for call in bot.wire.made()] == ["answerCallbackQuery"]
    assert await bot.steps(BUYER) == 0


async def test_a_batch_is_confirmed_only_after_its_effect(bot: Bot) -> None:
    first, second = text("one"), text("two")
    release = bot.wire.hold(BUYER)
    bot.wire.arrive(first, second)
    await bot.front.start()
    await bot.wire.until("getUpdates", times=2)

    asked = [call.values.get("offset") for call in bot.wire.made("getUpdates")]
    assert asked == [None, second["update_id"] + 1]
    assert await bot.steps(BUYER) == 2
    release.set()


async def test_nothing_is_confirmed_while_the_database_is_out(bot: Bot) -> None:
    bot.desk.outage = 3
    bot.wire.arrive(text("one"))
    await bot.front.start()
    await bot.wire.until("sendMessage")

    assert bot.desk.tries == 4
    assert await bot.steps(BUYER) == 1


async def test_polling_outlasts_a_bad_network(bot: Bot) -> None:
    bot.wire.will("getUpdates", NetworkError("gone"), wire.BROKEN)
    bot.wire.arrive(text("one"))
    await bot.front.start()
    await bot.wire.until("sendMessage")

    assert await bot.steps(BUYER) == 1


async def test_a_webhook_left_behind_is_removed(bot: Bot) -> None:
    bot.wire.will("getUpdates", wire.refusal(409, "Conflict: can't use getUpdates method while webhook is active"))
    await bot.front.start()
    await bot.wire.until("deleteWebhook")

    assert bot.wire.made("deleteWebhook")[0].values == {}


async def test_stopping_confirms_what_was_done_and_shows_what_is_owed(bot: Bot) -> None:
    said = text("one")
    bot.wire.arrive(said)
    await bot.front.start()
    await bot.wire.until("getUpdates", times=2)
    await bot.front.stop()

    assert bot.wire.made("getUpdates")[-1].values["offset"] == said["update_id"] + 1
    assert [call.values["text"] for call in bot.wire.made("sendMessage")] == ["echo one"]
    buyer = (await bot.store.load(BUYER)).buyer
    assert buyer is not None
    assert buyer.shown == buyer.revision


async def test_stopping_does_not_wait_for_a_chat_that_hangs(bot: Bot) -> None:
    bot.wire.hold(BUYER)
    bot.wire.arrive(text("one"))
    await bot.front.start()
    await bot.wire.until("sendMessage")
    await bot.front.stop(patience=0.01)

    assert await bot.store.owed(10) == [BUYER]
