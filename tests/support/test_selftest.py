"""/selftest: what a volunteer sees of the bot's own health, each line with the mend where something is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.storage.changes import Post
from tests.conversation import Conversation, conversation
from tests.support.desk import GROUP, STRANGER, VERA, desk, prepare, text
from tests.support.test_plain_groups import plain


async def selftest(talk: Conversation, who: int = VERA) -> list[str]:
    """What comes back, line by line."""
    await talk.app.front.calls.call("getUpdates", timeout=0, offset=0)
    talk.telegram.says(who, "/selftest", chat=GROUP)
    await talk.settle()
    return text(talk.telegram.messages(GROUP)[-1]).splitlines()


async def test_when_all_is_well_every_line_says_so(tmp_path: Path) -> None:
    async with desk(database_url=f"sqlite:///{tmp_path / 'bot.db'}") as talk:
        head, *lines = await selftest(talk)

        assert head == "Self-test"
        assert [line for line in lines if not line.startswith("ok ")] == []
        for said in (
            "Recourse support: a group with topics.",
            "Telegram was last asked for updates 0 seconds ago.",
            "I ask for updates, and no webhook is in the way.",
            "No message waits to be sent.",
            "It keeps what is written.",
            "All fonts for pictures",
            "The clock is right.",
            "days ago.",
            "of the disk are free.",
            "The database answered",
        ):
            assert any(said in line for line in lines)


async def test_a_right_that_is_missing_is_named_with_what_it_costs() -> None:
    async with desk() as talk:
        talk.telegram.withholds(VERA, GROUP, "can_manage_topics", "can_pin_messages")
        await talk.settle()
        line = next(line for line in await selftest(talk) if "Recourse support" in line)

        assert line.startswith("!! ")
        assert "I may not manage topics, so new cases wait" in line
        assert "I may not pin messages" in line


async def test_what_is_only_worth_knowing_has_a_mark_of_its_own_and_what_concerns_the_host_alone_is_not_said() -> None:
    async with desk(operators=(STRANGER,)) as talk:
        talk.telegram.withholds(VERA, GROUP, "can_delete_messages")
        await talk.app.store.park(17, "private words", "KeyError", 101, 3)
        await talk.settle()
        lines = await selftest(talk)

        assert any(line.startswith("! Recourse support") and "may not delete" in line for line in lines)
        assert any(line.startswith("! 1 update was set aside") for line in lines)
        assert any(line.startswith(f"! {STRANGER} of OPERATOR_IDS cannot be told") for line in lines)
        assert not any("HOST_CONTACT" in line or "Python" in line for line in lines)


async def test_a_group_without_topics_is_well_as_it_is() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        lines = await selftest(talk)

        assert any(line.startswith("ok Recourse support: a group without topics") for line in lines)


async def test_a_group_that_cannot_be_seen_is_named_by_its_number() -> None:
    async with conversation(prepare=prepare, support={"en": GROUP, "ru": GROUP - 7}) as talk:
        lines = await selftest(talk)

        assert any(line.startswith(f"!! Group {GROUP - 7}: I cannot see it") for line in lines)


async def test_messages_that_wait_for_long_and_a_clock_that_is_wrong_are_said() -> None:
    async with desk() as talk:
        talk.telegram.private_chat(talk.telegram.person(STRANGER))
        talk.telegram.person(STRANGER).started = True
        talk.telegram.throttle(STRANGER, 3600)
        await talk.app.store.post(Post(STRANGER, "human_took", {"who": "Vera"}))
        await talk.later(minutes=20)
        true = talk.telegram.clock
        talk.telegram.clock = lambda: true() - timedelta(minutes=2)
        await selftest(talk)
        lines = await selftest(talk)

        assert any(line.startswith("!! 1 message waits") and "20 minutes" in line for line in lines)
        assert any(line.startswith("!! The clock is 120 seconds off") for line in lines)


async def test_who_is_no_member_gets_no_self_test() -> None:
    async with desk() as talk:
        telegram = talk.telegram
        entities = [{"type": "bot_command", "offset": 0, "length": 9}]
        body = {"text": "/selftest", "entities": entities}
        telegram.updates.add("message", telegram.post(telegram.chats[GROUP], telegram.users[STRANGER], body))
        await talk.settle()

        assert text(telegram.messages(GROUP)[-1]).startswith("Not done")
