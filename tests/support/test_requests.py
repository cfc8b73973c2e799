"""Asking the buyer for one thing, by a button, in their own language; and what becomes of the answer."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.buyer import Record
from bot.domain.requests import REQUESTS
from tests.conversation import Conversation
from tests.services.walkers import arrives, on
from tests.support.desk import GROUP, MAX, asks, desk, lines, pushes, said, text, topics, volunteer
from tests.support.test_trouble import restarted


async def _record(talk: Conversation, case_id: int = 1) -> Record:
    record = await talk.app.store.record(talk.buyer, case_id)
    assert record is not None
    return record


async def _asked_for(talk: Conversation, thing: str, topic: int | None = None) -> None:
    if topic is None:
        await volunteer(talk, "/ask")
    await pushes(talk, thing, topic=topic)


async def test_what_can_be_asked_for_are_buttons_and_only_what_the_case_has() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/ask")

        keys = said(talk)[-1]["reply_markup"]["inline_keyboard"]
        assert len([key for row in keys for key in row]) == len(REQUESTS)
        assert lines(talk)[-1].startswith("What shall the buyer send?")


async def test_the_buyer_reads_what_is_asked_why_and_how_and_the_group_that_it_is_on_its_way() -> None:
    async with desk() as talk:
        await asks(talk)
        await _asked_for(talk, "Video of the fault")

        assert talk.screen.startswith("Vera, a volunteer, asks you for one thing: Video of the fault")
        assert "Film the item for 10 to 30 seconds" in talk.screen
        assert "hard to deny" in talk.screen
        assert talk.buttons == ["Send it now", "I can’t"]
        assert lines(talk)[-1] == "On its way to the buyer: Video of the fault."


@pytest.mark.parametrize(
    ("thing", "kind", "shot"),
    [
        ("Video of the fault", "video", "fault_video"),
        ("Tracking page", "photo", "tracking_page"),
        ("Letter from the carrier", "document", "carrier_letter"),
        ("Size label", "photo", "size_label"),
        ("Photo of the parcel label", "photo", "parcel_label"),
        ("Screenshot of the seller’s chat", "photo", "seller_chat"),
    ],
)
async def test_a_file_is_filed_as_what_was_asked_for_and_passed_on_as_the_answer(
    thing: str, kind: str, shot: str
) -> None:
    async with desk() as talk:
        await asks(talk)
        await _asked_for(talk, thing)
        await talk.taps("Send it now")
        await talk.sends(kind)

        assert [file.shot for file in (await _record(talk)).files] == [shot]
        (passed,) = [message for message in said(talk) if kind in message]
        assert f"answers: {thing}" in text(passed)
        assert "Thank you. It is with your case and on its way to the volunteers." in talk.screen


async def test_a_file_that_was_there_already_is_filed_anew_and_not_twice() -> None:
    async with desk() as talk:
        await talk.sends("photo")
        (before,) = (await _record(talk)).files
        await asks(talk)
        await _asked_for(talk, "Size label")
        await talk.taps("Send it now")
        photo = next(m for m in talk.telegram.messages(talk.buyer) if "photo" in m)
        arrives(talk, photo=photo["photo"])
        await talk.settle()

        (after,) = (await _record(talk)).files
        assert (before.shot, after.shot) == ("close_up", "size_label")


async def test_words_are_passed_on_as_the_answer_and_the_thing_is_still_wanted() -> None:
    async with desk() as talk:
        await asks(talk)
        await _asked_for(talk, "Size label")
        await talk.taps("Send it now")
        await talk.says("it has none, only a sticker")

        assert lines(talk)[-1] == "Buyer · EN · answers: Size label\nit has none, only a sticker"
        assert "If you have what they asked for, send it here." in talk.screen
        await talk.sends("photo")
        assert (await _record(talk)).files[0].shot == "size_label"


async def test_i_cannot_is_an_answer_too() -> None:
    async with desk() as talk:
        await asks(talk)
        await _asked_for(talk, "Video of the fault")
        await talk.taps("I can’t")

        assert lines(talk)[-1] == "The buyer can’t: Video of the fault."
        assert "All right. I told the volunteers that you can’t." in talk.screen


async def test_a_day_is_asked_about_before_it_counts_and_changes_the_result() -> None:
    async with desk() as talk:
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")
        await asks(talk)
        await _asked_for(talk, "Day the protection ends")
        await talk.taps("Send it now")
        await talk.says("12 May")

        assert "Is that right?" in talk.screen
        assert (await _record(talk)).case.protection_ends_on is None
        await talk.taps("Yes: Tue 12 May 2026")

        case = (await _record(talk)).case
        assert case.protection_ends_on == date(2026, 5, 12)
        assert case.reviewed
        assert "Your change made a difference" in talk.screen
        assert "Protection ends 12 May 2026" in lines(talk)[-1]


async def test_a_day_that_does_not_fit_the_others_is_doubted_as_everywhere() -> None:
    async with desk() as talk:
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")
        await asks(talk)
        await _asked_for(talk, "Day the protection ends")
        await talk.taps("Send it now")
        await talk.says("10 April")
        await talk.taps("Yes: Fri 10 April 2026")

        assert "Something does not fit" in talk.screen


async def test_a_day_that_can_be_read_in_two_ways_is_chosen() -> None:
    async with desk() as talk:
        await asks(talk)
        await _asked_for(talk, "Order date on the order page")
        await talk.taps("Send it now")
        await talk.says("04/05/2026")

        assert "I can read that in more than one way" in talk.screen
        await talk.taps("No, something else")
        assert "Type the day here" in talk.screen
        await talk.says("04/05/2026")
        await talk.taps("4 May 2026")
        assert (await _record(talk)).case.ordered_on == date(2026, 5, 4)


async def test_words_without_a_day_go_to_the_volunteers() -> None:
    async with desk() as talk:
        await asks(talk)
        await _asked_for(talk, "Order date on the order page")
        await talk.taps("Send it now")
        await talk.says("I cannot find it")

        assert lines(talk)[-1].endswith("answers: Order date on the order page\nI cannot find it")
        assert "I found no day in that" in talk.screen


async def test_a_screenshot_instead_of_the_day_is_filed_too() -> None:
    async with desk() as talk:
        await asks(talk)
        await _asked_for(talk, "Order date on the order page")
        await talk.taps("Send it now")
        await talk.sends("photo")

        assert (await _record(talk)).files[0].shot == "order_dates"


async def test_a_request_is_answered_after_a_restart_and_in_another_language(lasting_url: str) -> None:
    async with desk(database_url=lasting_url) as talk:
        await asks(talk)
        await _asked_for(talk, "Video of the fault")
        request = talk.messages[-1]["message_id"]
        await talk.says("/settings")
        await talk.taps("Русский")
        await restarted(talk, lasting_url)
        talk.telegram.taps(talk.buyer, request, "Send it now")
        await talk.settle()
        assert "Видео неисправности" in talk.screen
        await restarted(talk, lasting_url)
        await talk.sends("video")

        assert (await _record(talk)).files[0].shot == "fault_video"
        assert "answers: Video of the fault" in lines(talk)[-1]


async def test_a_request_is_answered_in_its_own_case_when_another_one_is_open() -> None:
    async with desk() as talk:
        first = await asks(talk)
        await _asked_for(talk, "Size label")
        request = talk.messages[-1]["message_id"]
        await talk.says("/new")
        await talk.says("The lamp I ordered on 2 May for 9 USD never came")
        await talk.taps("Yes: It never came")
        await talk.taps(talk.buttons[0])
        talk.telegram.taps(talk.buyer, request, "Send it now")
        await talk.settle()
        await talk.sends("photo")

        assert [file.shot for file in (await _record(talk)).files] == ["size_label"]
        assert (await _record(talk, 2)).files == ()
        assert topics(talk) == [first]


async def test_a_request_that_comes_twice_is_answered_once_and_harms_nothing() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/ask")
        await pushes(talk, "Size label")
        await pushes(talk, "Size label", MAX)
        requests = [m["message_id"] for m in talk.messages if "asks you for one thing" in str(m.get("text"))]
        assert len(requests) == 2
        for request in requests:
            talk.telegram.taps(talk.buyer, request, "Send it now")
            await talk.settle()
        await talk.sends("photo")

        assert len((await _record(talk)).files) == 1


async def test_after_the_talk_is_over_the_file_is_kept_with_the_case() -> None:
    async with desk() as talk:
        await asks(talk)
        await _asked_for(talk, "Size label")
        request = talk.messages[-1]["message_id"]
        await volunteer(talk, "/close lost")
        before = len(talk.telegram.messages(GROUP))
        talk.telegram.taps(talk.buyer, request, "Send it now")
        await talk.settle()
        assert "The talk with the volunteers is over." in talk.screen
        await talk.sends("photo")

        assert (await _record(talk)).files[0].shot == "size_label"
        assert not [m for m in talk.telegram.messages(GROUP)[before:] if "photo" in m]


async def test_nothing_is_asked_for_in_a_closed_case() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/close lost")
        await volunteer(talk, "/ask size_label")

        assert lines(talk)[-1].startswith("Not sent: the case is closed.")


async def test_a_request_is_an_answer_to_a_buyer_who_waits_and_what_comes_waits_again() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("hello?")
        assert await _waits(talk)
        await _asked_for(talk, "Size label")
        assert not await _waits(talk)

        await talk.taps("I can’t")
        assert await _waits(talk)


async def _waits(talk: Conversation) -> bool:
    ticket = await talk.app.store.ticket(1)
    return ticket is not None and ticket.waiting_since is not None
