"""/reminders: what is planned, what is off, and that a case nobody finished is asked after once."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.conversation import Conversation, conversation
from tests.engines import EACH_LANGUAGE_ON_ANOTHER
from tests.services.reminded import DRESS, OPENED, at, case_of, keep
from tests.services.walkers import on

WORDS = {
    "en": ("Your reminders", "Switch everything off", "Switch everything on", "Nothing is planned", "Stop these"),
    "ru": ("Ваши напоминания", "Выключить всё", "Включить всё", "Ничего не запланировано", "Больше не напоминать"),
}
EACH_LANGUAGE = pytest.mark.parametrize("language", WORDS)


async def plans(talk: Conversation) -> list[tuple[int, str, datetime]]:
    return [(one.case_id, one.kind, one.deliver_at) for one in await talk.app.store.planned(talk.buyer)]


async def finish(talk: Conversation) -> None:
    """A case told from the beginning to its result."""
    await talk.says("/new")
    await talk.says("my kettle arrived broken, ordered 1 october 2026, arrived 8 november 2026, 20 usd")
    await talk.taps("Yes")
    await on(talk, until="Your case so far")
    await talk.taps("Show my result")


@EACH_LANGUAGE
async def test_who_has_no_case_is_told_that_nothing_is_planned(language: str) -> None:
    async with conversation(language=language) as talk:
        await talk.says("/reminders")

        assert WORDS[language][0] in talk.screen
        assert WORDS[language][3] in talk.screen


@EACH_LANGUAGE_ON_ANOTHER
async def test_reminders_names_day_hour_and_matter_and_is_switched_with_two_taps(language: str, database: str) -> None:
    title, off, on, *_ = WORDS[language]
    async with conversation(at="2026-11-20T12:00", language=language, database_url=database) as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")

        await talk.says("/reminders")
        assert title in talk.screen
        assert "22" in talk.screen
        assert "10:00" in talk.screen
        before = await talk.app.store.planned(talk.buyer)
        await talk.taps(off)
        assert await talk.app.store.planned(talk.buyer) == []
        await talk.taps(on)

        assert [one.kind for one in await talk.app.store.planned(talk.buyer)] == [one.kind for one in before]


async def test_one_kind_of_one_case_is_switched_by_itself() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")
        await talk.says("/reminders")
        await talk.taps("Case 1")

        await talk.taps("✓ tomorrow is the safe last day")
        assert [one.kind for one in await talk.app.store.planned(talk.buyer)] == ["last_day_in_three", "last_day"]
        assert "What is off is not said, also when a last day passes." in talk.screen
        await talk.taps("✗ tomorrow is the safe last day")

        assert (await case_of(talk)).muted == frozenset()
        assert "10:00 · tomorrow is the safe last day" in talk.screen


async def test_everything_off_reaches_every_case_and_outlasts_what_happens() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")
        await talk.says("/new")
        await talk.says("my blue shoes came broken yesterday")
        first, second = await talk.app.store.cases(talk.buyer)
        before = await plans(talk)
        assert {case_id for case_id, *_ in before} == {first.id, second.id}

        await talk.says("/reminders")
        await talk.taps("Switch everything off")

        assert "All reminders are off, also those of cases to come." in talk.screen
        assert await plans(talk) == []
        await talk.until(at(21))
        assert not [one for one in talk.messages if "Reminder for" in str(one["text"])]

        await talk.says("/reminders")
        await talk.taps("Switch everything on")
        assert [one for one in await plans(talk) if one[0] == first.id] == before[1:3]
        assert [kind for case_id, kind, _ in await plans(talk) if case_id == second.id] == ["draft"]


async def test_a_case_begun_while_everything_is_off_is_not_reminded_of_either() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await talk.says("/reminders")
        await talk.taps("Switch everything off")

        await finish(talk)
        await talk.until(at(24))

        assert await plans(talk) == []
        assert not [one for one in talk.messages if "Reminder for" in str(one["text"])]


async def test_a_result_says_that_reminders_are_off_and_switches_them_on_with_one_tap() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await talk.says("/new")
        await talk.says("my shoes came broken")
        await talk.says("/reminders")
        await talk.taps("Switch everything off")
        await finish(talk)
        said = [str(one["text"]) for one in talk.messages if "Your reminders are off" in str(one["text"])]
        assert len(said) == 1
        assert "Set my time zone" not in talk.buttons

        await talk.taps("Switch reminders on")

        assert "Reminders are on again." in talk.screen
        first, second = await talk.app.store.cases(talk.buyer)
        assert {case_id for case_id, *_ in await plans(talk)} == {first.id, second.id}
        assert "Switch reminders on" not in talk.buttons


async def test_what_is_off_in_one_case_stays_off_when_everything_is_switched_on() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, DRESS.but(muted=frozenset({"last_day"})), zone="Europe/Berlin")
        await talk.says("/reminders")
        await talk.taps("Switch everything off")
        await talk.taps("Switch everything on")

        assert [kind for _, kind, _ in await plans(talk)] == ["last_day_in_three", "last_day_tomorrow"]


async def test_what_is_off_cannot_be_put_off_but_switched_on() -> None:
    """The buttons of an old ping last."""
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")
        await talk.until(at(22, 9))
        assert "tomorrow is the safe last day" in talk.screen
        await talk.says("/reminders")
        await talk.taps("Switch everything off")

        await talk.taps("Later")

        assert "All reminders are off" in talk.screen
        await talk.taps("Switch reminders on")
        assert [kind for _, kind, _ in await plans(talk)] == ["last_day"]


async def test_what_was_put_off_is_not_said_once_everything_is_off() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")
        await talk.until(at(22, 9))
        await talk.taps("Later")
        await talk.taps("In an hour")
        await talk.says("/reminders")
        await talk.taps("Switch everything off")
        shown = len(talk.messages)

        await talk.until(at(22, 12))

        assert len(talk.messages) == shown


async def test_who_deletes_everything_begins_with_reminders_on() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")
        await talk.says("/reminders")
        await talk.taps("Switch everything off")
        await talk.says("/privacy")
        await talk.taps("Delete everything")
        await talk.taps("Yes, delete everything")

        buyer = (await talk.app.store.load(talk.buyer)).buyer
        assert buyer is not None
        assert buyer.wants_reminders
        assert await plans(talk) == []


@EACH_LANGUAGE_ON_ANOTHER
async def test_an_unfinished_case_is_asked_after_once_and_gently(language: str, database: str) -> None:
    async with conversation(at="2026-11-20T12:00", language=language, database_url=database) as talk:
        await talk.says("/start")
        await talk.says("my shoes came broken" if language == "en" else "туфли пришли сломанные")
        screens = len(talk.messages)
        await talk.until(at(22))
        assert len(talk.messages) == screens

        await talk.until(at(23))
        assert WORDS[language][4] in talk.buttons
        assert len(talk.buttons) == 3
        await talk.taps(talk.buttons[1])  # go on
        shown = len(talk.messages)
        await talk.says("/cancel")
        await talk.until(at(30))

        assert shown <= len(talk.messages) <= shown + 2
        assert await talk.app.store.planned(talk.buyer) == []


async def test_a_case_without_a_word_in_it_is_never_asked_after() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        await talk.taps("Something is wrong")
        assert (await talk.app.store.load(talk.buyer)).record is not None

        assert await talk.app.store.planned(talk.buyer) == []


async def test_a_card_leads_to_its_reminders() -> None:
    async with conversation(at="2026-11-20T12:00") as talk:
        await talk.says("/start")
        for case in (DRESS, DRESS.but(stage="open", history=(OPENED,), opened_on=date(2026, 11, 18))):
            await keep(talk, case, zone="Europe/Berlin")
            await talk.says("/cases")
            await talk.taps("Case 1")
            await talk.taps("Reminders")
            assert "Reminders of case 1" in talk.screen
