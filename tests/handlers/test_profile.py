"""Profile: commands and descriptions are set when they changed, in every language, and never in the way."""

from __future__ import annotations

from handlers.profile import COMMANDS, STAFF_COMMANDS, set_profile, set_staff_commands
from tests.handlers.small import Bot
from tests.handlers.wire import BROKEN, TOO_MANY

LANGUAGES = ("en", "ru")
METHODS = ("setMyCommands", "setMyDescription", "setMyShortDescription")


def say(language: str, catalogue: str, key: str) -> str:
    return f"{language} {catalogue} {key}"


def say_else(language: str, catalogue: str, key: str) -> str:
    return f"{language} {catalogue} {key}, reworded"


async def test_every_language_is_set_and_the_first_stands_for_all_others(bot: Bot) -> None:
    """Somebody whose language we do not speak sees the first one."""
    assert await set_profile(bot.front.calls, bot.store, LANGUAGES, say)

    for method in METHODS:
        assert [call.values.get("language_code") for call in bot.wire.made(method)] == [None, "ru"]
    russian = bot.wire.made("setMyCommands")[1].values
    assert [entry["command"] for entry in russian["commands"]] == list(COMMANDS)
    assert russian["commands"][0]["description"] == "ru commands start"
    assert russian["scope"] == {"type": "all_private_chats"}


async def test_nothing_is_set_again_while_the_words_are_the_same(bot: Bot) -> None:
    """Telegram limits how often; a host who restarts often must not run into it."""
    await set_profile(bot.front.calls, bot.store, LANGUAGES, say)
    before = len(bot.wire.calls)

    assert not await set_profile(bot.front.calls, bot.store, LANGUAGES, say)
    assert len(bot.wire.calls) == before


async def test_new_words_are_set(bot: Bot) -> None:
    await set_profile(bot.front.calls, bot.store, LANGUAGES, say)

    assert await set_profile(bot.front.calls, bot.store, LANGUAGES, say_else)
    assert bot.wire.made("setMyDescription")[-1].values["description"] == "ru profile description, reworded"


async def test_a_refusal_is_no_fault_and_is_tried_again_at_the_next_start(bot: Bot) -> None:
    bot.wire.will("setMyCommands", TOO_MANY)
    bot.wire.will("setMyDescription", BROKEN)

    assert not await set_profile(bot.front.calls, bot.store, LANGUAGES, say)
    assert not await set_profile(bot.front.calls, bot.store, LANGUAGES, say)
    assert await set_profile(bot.front.calls, bot.store, LANGUAGES, say)


async def test_the_support_group_has_a_menu_of_its_own(bot: Bot) -> None:
    assert await set_staff_commands(bot.front.calls, bot.store, -100500, LANGUAGES, say)
    assert not await set_staff_commands(bot.front.calls, bot.store, -100500, LANGUAGES, say)

    english, russian = (call.values for call in bot.wire.made("setMyCommands"))
    assert english["scope"] == russian["scope"] == {"type": "chat", "chat_id": -100500}
    assert [entry["command"] for entry in english["commands"]] == list(STAFF_COMMANDS)
    assert russian["commands"][0]["description"] == "ru staff r"
