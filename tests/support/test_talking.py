"""Talking: both ways, every kind of message, private unless it is meant for the buyer, each message once."""

from __future__ import annotations

import pytest

from tests.conversation import Conversation
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


async def test_a_live_location_is_carried_once_wherever_it_moves() -> None:
    async with desk() as talk:
        await asks(talk)
        for who, where in ((talk.buyer, {}), (VERA, {"chat": GROUP, "thread": topics(talk)[-1]})):
            if where:
                where["reply_to"] = newest(talk)
            sent = talk.telegram.sends_location(who, live=900, **where)
            await talk.settle()
            talk.telegram.moves(who, sent["message_id"], chat=where.get("chat"))
            await talk.settle()

        assert lines(talk).count("location") == 1
        assert told(talk).count("location") == 1


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


async def test_formatting_is_kept_and_words_never_become_markup() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("a <b> & c: see https://example.com")
        assert lines(talk)[-1] == "Buyer · EN\na <b> & c: see https://example.com"

        bold = [{"type": "bold", "offset": 0, "length": 4}]
        message = {"reply_to_message": said(talk)[-1], "text": "Then <do> it", "entities": bold}
        telegram = talk.telegram
        posted = telegram.post(telegram.chats[GROUP], telegram.users[VERA], message, topics(talk)[-1])
        telegram.updates.add("message", posted)
        await talk.settle()

        assert talk.screen == "Vera, a volunteer:\nThen <do> it"
        entities = {(e["type"], e["offset"]) for e in talk.messages[-1]["entities"]}
        assert ("bold", len("Vera, a volunteer:\n")) in entities


async def test_very_long_words_arrive_whole_below_the_line_that_says_whose_they_are() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("x" * 4096)

        assert lines(talk)[-2:] == ["Buyer · EN", "x" * 4096]


async def test_a_corrected_message_arrives_as_a_correction_of_the_first() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("it came on the 15th")
        first = newest(talk)
        await talk.edits("it came on the 16th")

        assert lines(talk)[-1] == "Buyer · EN · corrected\nit came on the 16th"
        assert said(talk)[-1]["reply_to_message"]["message_id"] == first


async def test_a_volunteers_correction_reaches_the_buyer_only_if_the_first_did() -> None:
    """And both sides keep what was said before."""
    async with desk() as talk:
        await asks(talk)
        sent = await volunteer(talk, "/r send the lable")
        first = talk.messages[-1]["message_id"]
        private = await volunteer(talk, "he is slow")
        heard = len(told(talk))

        talk.telegram.edits(VERA, sent, "/r send the label", chat=GROUP)
        talk.telegram.edits(VERA, private, "/r he is very slow", chat=GROUP)
        await talk.settle()

        assert talk.screen == "Vera, a volunteer: corrected\nsend the label"
        assert talk.messages[-1]["reply_to_message"]["message_id"] == first
        assert len(told(talk)) == heard + 1
        assert lines(talk)[-2].startswith("Corrected.")
        assert lines(talk)[-1] == "Vera, a volunteer:\nsend the lable"
        assert "reply_markup" not in said(talk)[-1] or not said(talk)[-1]["reply_markup"]["inline_keyboard"]


async def test_what_is_corrected_while_it_waits_is_sent_as_it_is_now_and_once() -> None:
    async with desk() as talk:
        await asks(talk)
        before = len(lines(talk))
        talk.telegram.throttle(GROUP, 30)
        talk.telegram.throttle(talk.buyer, 30)
        await talk.says("it came on the 15th")
        await talk.says("second")
        mine = talk.telegram.messages(talk.buyer)[-2]["message_id"]
        talk.telegram.edits(talk.buyer, mine, "it came on the 16th")
        sent = await volunteer(talk, "/r send the lable")
        talk.telegram.edits(VERA, sent, "/r send the label", chat=GROUP)
        await talk.settle()
        await talk.later(seconds=31)

        assert lines(talk)[before:] == ["Buyer · EN\nit came on the 16th\n\nsecond"]
        assert talk.screen == "Vera, a volunteer:\nsend the label"


@pytest.mark.parametrize("whole", [False, True], ids=["words", "command and all"])
async def test_formats_stay_where_they_are_when_the_command_is_cut_off(whole: bool) -> None:
    """In letters that take two of Telegram's units, from right to left, one format within the other."""
    async with desk() as talk:
        await asks(talk)
        words = "שלום 👨‍👩‍👧 <b> see"
        start = 0 if whole else 3
        marked = [
            {"type": "bot_command", "offset": 0, "length": 2},
            {"type": "bold", "offset": start, "length": 3 + len(words.encode("utf-16-le")) // 2 - start},
            {"type": "italic", "offset": 3, "length": 4},
            {"type": "text_link", "offset": 3 + words.encode("utf-16-le").index("see".encode("utf-16-le")) // 2}
            | {"length": 3, "url": "https://example.com/a?b=1&c=2"},
        ]
        telegram = talk.telegram
        message = {"text": f"/r {words}", "entities": marked}
        posted = telegram.post(telegram.chats[GROUP], telegram.users[VERA], message, topics(talk)[-1])
        telegram.updates.add("message", posted)
        await talk.settle()

        head = len("Vera, a volunteer:\n")
        assert talk.screen == f"Vera, a volunteer:\n{words}"
        found = {entity["type"]: entity for entity in talk.messages[-1]["entities"] if entity["offset"] >= head}
        assert (found["bold"]["offset"], found["bold"]["length"]) == (head, len(words.encode("utf-16-le")) // 2)
        assert (found["italic"]["offset"], found["italic"]["length"]) == (head, 4)
        assert found["text_link"]["url"] == "https://example.com/a?b=1&c=2"


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


async def test_an_update_that_comes_twice_is_carried_once() -> None:
    async with desk() as talk:
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
