"""Rights come from being in the group, checked; who has left can do nothing, wherever an old button of theirs is."""

from __future__ import annotations

from bot.playground.telegram import Telegram
from tests.conversation import Conversation, conversation
from tests.support.desk import GROUP, MAX, PROBLEM, STRANGER, VERA, asks, desk, lines, prepare, told, topics, volunteer

OTHER = -1001000000077
HOST = 42
RUSSIAN = -1001000000078


async def button(talk: Conversation, data: str) -> int:
    """A button of ours in the topic; which message has it."""
    telegram = talk.telegram
    keys = {"inline_keyboard": [[{"text": "Take", "callback_data": data}]]}
    message = telegram.post(telegram.chats[GROUP], telegram.me, {"text": "…", "reply_markup": keys}, topics(talk)[-1])
    return int(message["message_id"])


async def test_who_was_removed_from_the_group_can_no_longer_act_by_an_old_button() -> None:
    async with desk() as talk:
        await asks(talk)
        number = await button(talk, "take:1")
        talk.telegram.taps(MAX, number, "Take", chat=GROUP)
        await talk.settle()
        await volunteer(talk, "/release", MAX)
        before = told(talk)

        talk.telegram.leaves(MAX, GROUP)
        # An app that still shows the group sends the tap all the same.
        tap = talk.telegram.open_tap(talk.telegram.person(MAX), GROUP, number, "take:1")
        message = talk.telegram.chats[GROUP].messages[number]
        query = {"id": tap.id, "from": talk.telegram.person(MAX).card(), "message": message, "chat_instance": "1"}
        talk.telegram.updates.add("callback_query", query | {"data": "take:1"})
        await talk.settle()

        assert lines(talk)[-1] == "Not done: only members of this group can do that."
        assert told(talk) == before
        assert talk.telegram.unanswered() == []


async def test_who_never_was_in_the_group_cannot_answer_a_buyer_from_below_a_post() -> None:
    """In a public group people may write without joining it."""
    async with desk() as talk:
        await asks(talk)
        before = told(talk)
        telegram = talk.telegram
        entities = [{"type": "bot_command", "offset": 0, "length": 2}]
        body = {"text": "/r send me your password", "entities": entities}
        written = telegram.post(telegram.chats[GROUP], telegram.users[STRANGER], body, topics(talk)[-1])
        telegram.updates.add("message", written)
        await talk.settle()

        assert told(talk) == before
        assert lines(talk)[-1].startswith("Not done")


async def test_a_member_is_asked_about_once_in_some_minutes_and_a_buyer_never() -> None:
    async with desk() as talk:
        await asks(talk)
        for words in ("one", "two", "three"):
            await talk.says(words)
        assert talk.telegram.calls("getChatMember") == []

        await volunteer(talk, "a private word")
        assert talk.telegram.calls("getChatMember") == []
        for words in ("/take", "/r hello", "/r again"):
            await volunteer(talk, words)
        assert len(talk.telegram.calls("getChatMember")) == 1

        await talk.later(minutes=6)
        await volunteer(talk, "/release")
        assert len(talk.telegram.calls("getChatMember")) == 2


async def test_who_is_seen_leaving_is_asked_about_at_once() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/r hello", MAX)
        talk.telegram.leaves(MAX, GROUP)
        await talk.settle()
        talk.telegram.joins(MAX, GROUP)
        await volunteer(talk, "/r hello again", MAX)

        assert len(talk.telegram.calls("getChatMember")) == 2
        assert talk.screen == "Max, a volunteer:\nhello again"


async def test_when_telegram_cannot_be_asked_nothing_reaches_the_buyer_and_the_volunteer_hears_so() -> None:
    async with desk() as talk:
        await asks(talk)
        before = told(talk)
        talk.telegram.faults.lose(1, method="getChatMember", carried_out=False)
        await volunteer(talk, "/r hello")

        assert told(talk) == before
        assert lines(talk)[-1].startswith("Not done: I cannot see at the moment")

        await volunteer(talk, "/r hello")
        assert talk.screen == "Vera, a volunteer:\nhello"


async def test_an_administrator_in_the_name_of_the_group_may_work() -> None:
    async with desk() as talk:
        await asks(talk)
        telegram = talk.telegram
        chat = telegram.chats[GROUP]
        hidden = telegram.user(1087968824, "Group", None, is_bot=True)
        body = {"text": "/take", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}
        signed = body | {"sender_chat": chat.card(), "author_signature": "Boss"}
        telegram.updates.add("message", telegram.post(chat, hidden, signed, topics(talk)[-1]))
        await talk.settle()
        assert lines(talk)[-1].startswith("Boss has taken the case")

        telegram.updates.add("message", telegram.post(chat, hidden, body, topics(talk)[-1]))
        before = lines(talk)
        await talk.settle()
        assert lines(talk) == before  # the number alone is nobody


async def test_a_volunteer_may_be_a_buyer_too_but_cannot_take_their_own_case() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.joins(talk.buyer, GROUP)
        await volunteer(talk, "/take", talk.buyer)

        assert lines(talk)[-1] == "This case is your own: somebody else has to take it."
        ticket = await talk.app.store.ticket(1)
        assert ticket is not None
        assert ticket.taken_by is None


async def test_a_group_that_is_none_of_ours_is_told_why_and_left_once() -> None:
    async with desk() as talk:
        talk.telegram.group(OTHER, "Book club", owner=STRANGER)
        talk.telegram.adds_bot(STRANGER, OTHER)
        await talk.settle()
        texts = [m["text"] for m in talk.telegram.messages(OTHER) if "text" in m]
        assert len(texts) == 1
        assert "so I leave it now" in texts[0]

        await talk.later(minutes=2)
        assert talk.telegram.chats[OTHER].members[talk.telegram.me.id] == "left"
        assert len(talk.telegram.calls("leaveChat")) == 1


async def test_a_host_may_bring_the_bot_anywhere_and_gets_the_number_of_the_group() -> None:
    async with desk(operators=(HOST,)) as talk:
        talk.telegram.says(talk.telegram.user(HOST, "Hanna", "en"), "/start")
        talk.telegram.group(OTHER, "New support", owner=HOST)
        talk.telegram.adds_bot(HOST, OTHER)
        await talk.later(minutes=2)

        assert talk.telegram.calls("leaveChat") == []
        assert any(str(OTHER) in str(m.get("text")) for m in talk.telegram.messages(HOST))


async def test_while_no_group_is_set_the_bot_stays_wherever_it_was_added() -> None:
    async with conversation() as talk:
        talk.telegram.user(STRANGER, "Sam", "en")
        talk.telegram.group(OTHER, "Perhaps support", owner=STRANGER)
        talk.telegram.adds_bot(STRANGER, OTHER)
        await talk.later(minutes=2)

        assert talk.telegram.calls("leaveChat") == []


async def test_each_language_has_its_group_and_a_case_stays_where_it_is() -> None:
    async with conversation(prepare=both, support={"en": GROUP, "ru": RUSSIAN}, language="ru") as talk:
        await talk.says(PROBLEM)
        await talk.taps(talk.buttons[0])
        await talk.says("/human")
        await talk.taps(talk.buttons[0])
        assert topics(talk) == []
        (topic,) = talk.telegram.chats[RUSSIAN].topics

        await talk.says("/settings")
        await talk.taps("English")
        await talk.says("/human")
        await talk.says("hello")
        assert topics(talk) == []

        talk.telegram.says(VERA, "/r привет", chat=RUSSIAN, thread=topic)
        await talk.settle()
        assert talk.screen.endswith("привет")
        assert lines_of(talk, RUSSIAN)[-1].endswith("hello")


def both(telegram: Telegram) -> None:
    prepare(telegram)
    telegram.group(RUSSIAN, "Помощь", forum=True, bot="administrator", owner=VERA)


def lines_of(talk: Conversation, group: int) -> list[str]:
    me = talk.telegram.me.id
    return [str(m["text"]) for m in talk.telegram.messages(group) if m["from"]["id"] == me and "text" in m]
