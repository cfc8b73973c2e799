"""The topic of a case: its name and its card say what is so now, by what people do and by the clock."""

from __future__ import annotations

from tests.conversation import Conversation
from tests.support.desk import GROUP, VERA, asks, card, desk, name, said, volunteer

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


async def test_of_many_changes_at_most_one_edit_waits() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.taps("Back to the bot")
        talk.telegram.throttle(GROUP, 60)
        for _ in range(8):
            await talk.sends("photo")
        waiting = [one for one in await talk.app.store.coming() if one.chat_id == GROUP]
        assert len(waiting) <= 5

        await talk.later(seconds=90)

        assert "8 files." in card(talk)
        assert "/5 · " not in name(talk)


async def test_a_buyer_without_a_ticket_costs_the_group_nothing() -> None:
    async with desk() as talk:
        await talk.sends("photo")
        assert [call.method for call in talk.telegram.journal if call.parameters.get("chat_id") == GROUP] == []


async def test_what_can_be_done_is_a_button_below_the_card() -> None:
    async with desk() as talk:
        await asks(talk)
        assert keys(talk) == ["Take", "Close…", "Conversation"]

        await tapped(talk, "Take")
        assert "Taken by Vera" in card(talk)
        assert keys(talk) == ["Release", "Close…", "Conversation"]

        await tapped(talk, "Close…")
        await tapped(talk, "Lost", at=-1)
        assert "Ending: lost." in card(talk)
        assert keys(talk) == ["Reopen", "Conversation"]

        await tapped(talk, "Reopen")
        assert "Taken by Vera" in card(talk)
