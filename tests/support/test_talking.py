"""Talking: both ways, every kind of message, private unless it is meant for the buyer, each message once."""

from __future__ import annotations

import pytest

from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, MAX, STRANGER, VERA, asks, desk, lines, marks, said, told, topics, volunteer

KINDS = (
    *("photo", "video", "document", "voice", "sticker", "location"),
    *("venue", "contact", "video_note", "audio"),
)
OTHER_GROUP = -1001000000002


def newest(talk: Conversation) -> int:
    """The newest message of the bot in the topic."""
    return int(said(talk)[-1]["message_id"])


async def test_what_the_buyer_writes_goes_into_the_topic_and_is_marked_when_it_arrived() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("hello, is anybody there?")

        assert lines(talk)[-1] == "Buyer · EN\nhello, is anybody there?"
        assert marks(talk, talk.buyer) == [talk.telegram.messages(talk.buyer)[-1]["message_id"]]


async def test_while_a_person_is_asked_the_bot_keeps_quiet() -> None:
    async with desk() as talk:
        await asks(talk)
        before = len(talk.messages)
        await talk.says("hello")
        await talk.says("somebody?")

        assert len(talk.messages) == before


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_message_reaches_the_other_side_as_it_is(kind: str) -> None:
    async with desk() as talk:
        await asks(talk)
        getattr(talk.telegram, f"sends_{kind}")(talk.buyer)
        await talk.settle()
        here = talk.telegram.messages(talk.buyer)[-1]
        there = said(talk)[-1]
        assert there[kind] == here[kind]

        getattr(talk.telegram, f"sends_{kind}")(VERA, chat=GROUP, thread=topics(talk)[-1], reply_to=newest(talk))
        await talk.settle()

        answered = talk.messages[-1]
        assert kind in answered
        assert answered["reply_to_message"]["message_id"] == here["message_id"]
        assert "Vera, a volunteer" in "\n".join(told(talk)[-2:])


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("poll", "A poll cannot be passed on. Please write it as text", "Not sent: a poll cannot be passed on."),
        ("dice", "Dice and games stay in this chat.", "Not sent: dice and games stay in this chat."),
    ],
)
async def test_what_cannot_be_carried_is_refused_politely_on_both_sides(kind: str, here: str, there: str) -> None:
    async with desk() as talk:
        await asks(talk)
        before = lines(talk)
        getattr(talk.telegram, f"sends_{kind}")(talk.buyer)
        await talk.settle()
        assert here in talk.screen
        assert lines(talk) == before

        heard = told(talk)
        getattr(talk.telegram, f"sends_{kind}")(VERA, chat=GROUP, thread=topics(talk)[-1], reply_to=newest(talk))
        await talk.settle()
        assert lines(talk)[-1].startswith(there)
        assert told(talk) == heard


async def test_a_plain_message_in_the_topic_never_reaches_the_buyer() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("hello")
        heard = told(talk)

        first = await volunteer(talk, "he is lying, look at the date")
        await volunteer(talk, "I think so too", MAX, reply_to=first)
        await volunteer(talk, "r we sure?", MAX)
        await volunteer(talk, "/nonsense words")
        talk.telegram.sends_photo(VERA, caption="look", chat=GROUP, thread=topics(talk)[-1])
        talk.telegram.says(VERA, "in General, to nobody", chat=GROUP)
        talk.telegram.says(VERA, "/r in General", chat=GROUP)
        await talk.settle()

        assert told(talk) == heard


@pytest.mark.parametrize("how", ["/r words", "reply to the card", "reply to the buyer"])
async def test_what_is_meant_for_the_buyer_arrives_with_the_sign_of_a_person_and_is_marked(how: str) -> None:
    async with desk() as talk:
        await asks(talk)
        card = newest(talk)
        await talk.says("hello")
        if how == "/r words":
            number = await volunteer(talk, "/r Good morning Ana")
        else:
            number = await volunteer(
                talk, "Good morning Ana", reply_to=card if how == "reply to the card" else newest(talk)
            )

        assert talk.screen == "Vera, a volunteer:\nGood morning Ana"
        assert talk.buttons == ["Answer"]
        assert marks(talk, GROUP) == [number]


async def test_very_long_words_arrive_whole_below_the_line_that_says_whose_they_are() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("x" * 4096)

        assert lines(talk)[-2:] == ["Buyer · EN", "x" * 4096]


async def test_where_a_group_has_no_reactions_a_line_says_that_it_was_sent() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.chats[GROUP].allowed = frozenset("❤")
        number = await volunteer(talk, "/r hello")

        assert marks(talk, GROUP) == []
        assert lines(talk)[-1] == "Sent to the buyer."
        assert said(talk)[-1]["reply_to_message"]["message_id"] == number

        talk.telegram.taps(VERA, newest(talk), "Take back", chat=GROUP)
        await talk.settle()
        assert "hello" not in talk.screen
        assert lines(talk)[-1] == "Taken back: the buyer no longer has it."


async def test_a_reply_to_a_volunteer_goes_to_the_topic_wherever_the_screen_is() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.taps("Back to the bot")
        asked = await volunteer(talk, "/r Can you send the label?")
        answer = talk.messages[-1]["message_id"]

        talk.telegram.says(talk.buyer, "tomorrow", reply_to=answer)
        await talk.settle()

        assert lines(talk)[-1] == "Buyer · EN\ntomorrow"
        assert said(talk)[-1]["reply_to_message"]["message_id"] == asked
        assert "You are talking to the volunteers" in talk.screen


async def test_back_at_the_bot_words_are_answers_again_and_the_answer_button_leads_back() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.taps("Back to the bot")
        before = lines(talk)
        await talk.says("8 May")
        assert lines(talk) == before
        assert "Shipped" in talk.screen

        await volunteer(talk, "/r Still there?")
        await talk.taps("Answer")
        await talk.says("yes")
        assert lines(talk)[-1].endswith("yes")


@EACH_ENGINE
async def test_an_update_that_comes_twice_is_carried_once(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        await talk.says("hello")
        await volunteer(talk, "/r hello to you")
        await volunteer(talk, "/take")
        here, there = told(talk), lines(talk)

        repeated = [number for number in range(1, 60) if talk.telegram.updates.again(number)]
        batch = await talk.telegram.updates.poll(0, 100, 0)
        assert {entry["update_id"] for entry in batch} == set(repeated)
        await talk.app.front.intake.take(batch)
        await talk.settle()

        assert len(repeated) > 5

        assert (told(talk), lines(talk)) == (here, there)


async def test_members_of_another_group_have_no_rights() -> None:
    async with desk() as talk:
        await asks(talk)
        telegram = talk.telegram
        telegram.group(OTHER_GROUP, "Elsewhere", forum=True, bot="administrator", owner=STRANGER)
        thread = telegram.opens_topic(STRANGER, OTHER_GROUP, "#1")
        heard, ticket = told(talk), await talk.app.store.ticket(1)

        for words in ("/take", "/r hello", "/close won", "/case"):
            telegram.says(STRANGER, words, chat=OTHER_GROUP, thread=thread)
            telegram.says(STRANGER, words)
        await talk.settle()

        assert told(talk) == heard
        assert await talk.app.store.ticket(1) == ticket
        assert not [m for m in telegram.messages(OTHER_GROUP) if m["from"]["id"] == telegram.me.id]


async def test_a_volunteer_can_be_a_buyer_too() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.says(VERA, "my parcel never came")
        await talk.settle()

        assert len(topics(talk)) == 1
        assert "This is what I understood" in str(talk.telegram.messages(VERA)[-1]["text"])


async def test_an_older_back_to_the_bot_leads_back_however_much_was_written_since() -> None:
    async with desk() as talk:
        await asks(talk)
        old = talk.messages[-1]["message_id"]
        await talk.says("hello")
        await volunteer(talk, "/r Good morning")
        await talk.taps("Answer")
        await talk.says("is anybody there?")

        talk.telegram.taps(talk.buyer, old, "leave:1:0", stale=True)
        await talk.settle()
        assert "When did the seller ship it?" in talk.screen
        before = lines(talk)
        await talk.says("8 May")
        assert lines(talk) == before
