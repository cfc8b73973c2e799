"""The topic of a case: its name and its card say what is so now, by what people do and by the clock."""

from __future__ import annotations

from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, VERA, asks, card, desk, lines, name, said, volunteer

NAMED = "#1 · Damaged on the way · EN"


def renamed(talk: Conversation) -> int:
    """How often the name was really set anew."""
    return sum(call.refusal is None for call in talk.telegram.calls("editForumTopic"))


def keys(talk: Conversation) -> list[str]:
    """The words on the buttons below the card."""
    rows = said(talk)[0].get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def tapped(talk: Conversation, label: str, at: int = 0) -> None:
    """A volunteer taps a button below the card, or below another message of the topic."""
    message = said(talk)[at]
    rows = message["reply_markup"]["inline_keyboard"]
    data = next(button["callback_data"] for row in rows for button in row if button["text"] == label)
    talk.telegram.taps(VERA, message["message_id"], data, chat=GROUP)
    await talk.settle()


async def test_the_name_follows_proof_and_standing() -> None:
    async with desk() as talk:
        await asks(talk)
        assert name(talk) == f"{NAMED} · 7d · 0/5"

        await talk.says("/cases")
        await talk.sends("photo")
        assert name(talk) == f"{NAMED} · 7d · 1/5"

        await volunteer(talk, "/take")
        assert name(talk) == f"{NAMED} · 7d · 1/5 · taken"

        await volunteer(talk, "/close won")
        assert name(talk) == f"{NAMED} · closed"


async def test_the_name_counts_days_then_hours_and_is_set_only_when_it_changes() -> None:
    """The last day is 30 May and ends, while nobody knows the buyer's zone, where it ends first on Earth."""
    async with desk() as talk:
        await asks(talk)
        seen = []
        for _ in range(10 * 24):
            await talk.later(hours=1)
            before = renamed(talk)
            await rounds(talk)
            await rounds(talk)
            assert renamed(talk) - before <= 1
            seen.append(name(talk).split(" · ")[3])

        said_once = list(dict.fromkeys(seen))
        assert said_once[:6] == ["7d", "6d", "5d", "4d", "3d", "2d"]
        assert said_once[6:8] == ["1d 23h", "1d 22h"]
        assert said_once[-3:] == ["1h", "less than 1h", "time over"]
        assert renamed(talk) == len(said_once) - 1


async def rounds(talk: Conversation) -> None:
    """The rounds that every process makes now and then."""
    assert talk.app.rounds is not None
    await talk.app.rounds.go()
    await talk.settle()


async def test_the_card_follows_what_the_buyer_changes() -> None:
    async with desk() as talk:
        await asks(talk)
        assert "0 files." in card(talk)
        await talk.taps("Back to the bot")
        await talk.sends("photo")
        assert "1 file." in card(talk)
        assert len(talk.telegram.chats[GROUP].pinned) == 1


async def test_the_card_follows_the_calendar() -> None:
    async with desk() as talk:
        await asks(talk)
        assert "You can open a dispute now." in card(talk)

        await talk.later(days=7)
        await rounds(talk)

        assert "not for long" in card(talk)
        edits = len(talk.telegram.calls("editMessageText"))
        await rounds(talk)
        assert len(talk.telegram.calls("editMessageText")) == edits


@EACH_ENGINE
async def test_of_many_changes_at_most_one_edit_waits(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        await talk.taps("Back to the bot")
        talk.telegram.throttle(GROUP, 60)
        for _ in range(8):
            await talk.sends("photo")
        before = [len(talk.telegram.calls(method)) for method in ("editMessageText", "editForumTopic")]

        await talk.later(seconds=90)

        after = [len(talk.telegram.calls(method)) for method in ("editMessageText", "editForumTopic")]
        assert [now - then for now, then in zip(after, before, strict=True)] == [2, 1]

        assert "8 files." in card(talk)
        assert "/5 · " not in name(talk)


async def test_proof_sent_to_the_bot_stands_in_the_topic_too_and_once() -> None:
    async with desk() as talk:
        await talk.sends("photo")
        await asks(talk)
        await talk.sends("photo", "said in the talk")
        await talk.taps("Back to the bot")
        await talk.sends("document")
        talk.telegram.sends_album(talk.buyer, [1000, 2000, 3000])
        await talk.settle()
        await talk.later(seconds=3)
        await talk.later(minutes=5)

        assert [line for line in lines(talk)[1:] if line != "?"] == [
            "1 · Fault close up",
            "Buyer · EN · 2 · Parcel from all sides\nsaid in the talk",
            "5",
            "3 · Packing inside",
            "4 · Whole item",
            "6",
        ]
        assert len({m["media_group_id"] for m in said(talk)[-3:]}) == 1
        await volunteer(talk, "thank you", reply_to=said(talk)[-1]["message_id"])
        assert talk.screen == "Vera, a volunteer:\nthank you"


async def test_what_the_buyer_writes_hides_order_and_name_until_somebody_took_the_case() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("this is Ana, order 8015 7108 5933 6916")
        await talk.sends("photo", "8015710859336916")
        assert lines(talk)[-2:] == ["Buyer · EN\nthis is …, order …", "Buyer · EN · 1 · Fault close up\n…"]

        await talk.sends("photo", "8015710859336916 " + "x" * 1000)
        assert lines(talk)[-2:] == ["Buyer · EN · 2 · Parcel from all sides\n… " + "x" * 1000, "photo"]

        await volunteer(talk, "/take")
        await talk.says("order 8015710859336916")
        assert lines(talk)[-1] == "Ana · EN\norder 8015710859336916"


async def test_the_card_asked_for_once_more_is_the_only_one_and_pinned() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/case")

        cards = [message for message in said(talk) if message.get("text", "").startswith("#1")]
        assert [message["message_id"] for message in cards] == talk.telegram.chats[GROUP].pinned
        await volunteer(talk, "/take")
        assert "Taken by Vera" in card(talk)


async def test_a_buyer_without_a_ticket_costs_the_group_nothing() -> None:
    async with desk() as talk:
        await talk.sends("photo")
        assert [call.method for call in talk.telegram.journal if call.parameters.get("chat_id") == GROUP] == []


async def test_what_can_be_done_is_a_button_below_the_card() -> None:
    async with desk() as talk:
        await asks(talk)
        assert keys(talk) == ["Take", "Close…", "Ask for…", "Continue at…", "Conversation", "Take back…"]

        await tapped(talk, "Take")
        assert "Taken by Vera" in card(talk)
        assert keys(talk) == ["Release", "Close…", "Ask for…", "Continue at…", "Conversation", "Take back…"]

        await tapped(talk, "Close…")
        await tapped(talk, "Lost", at=-1)
        assert "Ending: lost." in card(talk)
        assert keys(talk) == ["Reopen", "Conversation"]

        await tapped(talk, "Reopen")
        assert "Taken by Vera" in card(talk)
