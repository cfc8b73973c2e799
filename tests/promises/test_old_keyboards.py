"""Old buttons do no harm: each tap is answered, says that it is old where it is, and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
from structlog.testing import capture_logs

from bot.domain.buyer import Record
from bot.domain.case import Case, Stage
from bot.domain.history import Event
from bot.domain.issues import Family, Issue
from bot.domain.telling import Telling
from bot.services.turn import ACTIONS, VIEWS
from bot.storage.changes import Changes
from tests.conversation import Conversation, conversation
from tests.promises.hostile import DRASTIC, ENDS, GARBAGE, LOOKS, TELLING
from tests.services.walkers import answers, go, keys, on, well

OLD: Final = "That button is from an older screen. Here is where we are now."
WRONG: Final = tuple(data.removeprefix("v:1:0:").replace(".", ":") for data in LOOKS)
PLACES: Final = ("home", "recap", "calendar", "doubt", "evidence", "summary", "result", "zone")
COACHED: Final = ("happened", "telling", "coach", "told")


@pytest.mark.parametrize("place", [*PLACES, *COACHED])
async def test_no_button_anybody_can_forge_locks_a_chat(place: str) -> None:
    """Rubbish, other releases' data, hostile data: the tap is answered, and the next message is understood."""
    with capture_logs() as log:
        async with conversation() as talk:
            await go(talk, place)
            before = await answers(talk)
            for data in (*GARBAGE, *TELLING, *ENDS, *LOOKS, *(f"{action}:1:77777:x:y" for action in ACTIONS)):
                await _tap(talk, await _fresh(talk, data))
                well(talk, log)
            after = await answers(talk)
            if before is not None and after is not None:
                assert _kept(after["case"]) == _kept(before["case"])
            await talk.says("/start")
            well(talk, log)


@pytest.mark.parametrize("place", [*PLACES, *COACHED])
async def test_a_real_button_at_the_wrong_place_breaks_nothing(place: str) -> None:
    with capture_logs() as log:
        async with conversation() as talk:
            await go(talk, place)
            for data in DRASTIC * 2:
                await _tap(talk, await _fresh(talk, data))
                well(talk, log)
            await talk.says("/start")
            well(talk, log)


@pytest.mark.parametrize(
    "view", [*VIEWS, *WRONG, "gone", "calendar:2026-02", "calendar:x", "letter:x", "topic:x", "faq:x"]
)
async def test_a_view_that_an_upgrade_took_away_leads_to_the_step(view: str) -> None:
    """Whatever view is stored, with a case and without one, there is a screen with a way on."""
    with capture_logs() as log:
        for case in (None, Case(stage=Stage.NOT_OPENED), Case(stage=Stage.OPEN), _reviewed(), _half_told()):
            async with conversation() as talk:
                await talk.says("/start")
                await _store(talk, view, case)
                await talk.says("hello")
                well(talk, log)


async def test_two_taps_at_once_count_once() -> None:
    async with conversation() as talk:
        await go(talk, "recap")
        message = talk.messages[-1]["message_id"]
        for _ in range(3):
            talk.telegram.taps(talk.buyer, message, "Yes, that is right")
        await talk.settle()
        assert "What does the tracking say?" in talk.screen
        assert _toasts(talk) == [None, OLD, OLD]
        well(talk)


async def test_a_double_tap_for_the_result_shows_it_once() -> None:
    async with conversation() as talk:
        await go(talk, "summary")
        message = talk.messages[-1]["message_id"]
        for _ in range(2):
            talk.telegram.taps(talk.buyer, message, "Show my result")
        await talk.settle()
        verdicts = [m for m in talk.messages if "The countdown on your order page wins" in m["text"]]
        assert len(verdicts) == 1
        well(talk)


async def test_a_tap_on_the_step_before_changes_nothing() -> None:
    """The keyboard an app still shows after the screen moved on."""
    async with conversation() as talk:
        await go(talk, "choice")
        old = [key["callback_data"] for key in keys(talk)]
        message = talk.messages[-1]["message_id"]
        await talk.taps("It never came")
        before, shown = await answers(talk), talk.screen
        for data in old:
            talk.telegram.taps(talk.buyer, message, data, stale=True)
            await talk.settle()
            assert _toasts(talk)[-1] == OLD
        assert await answers(talk) == before
        assert talk.screen == shown
        well(talk)


async def test_a_result_of_another_case_opens_that_case() -> None:
    """What stays in the chat keeps working: its buttons belong to its own case."""
    async with conversation() as talk:
        await go(talk, "result")
        first = talk.messages[-1]
        await talk.says("/new")
        await talk.says("broken phone, 40 euro")
        talk.telegram.taps(talk.buyer, first["message_id"], "Why")
        await talk.settle()
        assert "Why I say so" in talk.screen
        opened = await answers(talk)
        assert opened is not None
        assert opened["case"].issue is Issue.IN_TRANSIT
        well(talk)


async def test_the_result_of_a_deleted_case_says_that_it_is_gone() -> None:
    async with conversation() as talk:
        await go(talk, "result")
        message = talk.messages[-1]["message_id"]
        await talk.says("/cancel")
        await talk.taps("Delete this case")
        talk.telegram.taps(talk.buyer, message, "Why")
        await talk.settle()
        assert _toasts(talk)[-1] == "That case is not here any more."
        assert "Recourse" in talk.screen
        well(talk)


async def test_a_case_of_another_buyer_cannot_be_opened_by_its_number() -> None:
    async with conversation() as talk:
        await go(talk, "result")
        mine = await answers(talk)
        bob = Conversation(talk.telegram, talk.app, talk.clock, talk.telegram.user(202, "Bob", "en").id)
        await bob.says("/start")
        forged = (
            data for data in (*TELLING, *ENDS, *LOOKS, *DRASTIC) if data.startswith(("hap", "end:", "v:", "undo"))
        )
        for data in ("open:1:0", "v:1:0:why", "del:1:0", "c:1:0:price", "done:1:0", "hap:1:0", "end:1:0", *forged):
            await _tap(bob, data)
            assert "20" not in bob.screen
            assert await answers(bob) is None
        assert await answers(talk) == mine


async def test_a_question_an_upgrade_adds_is_asked_and_the_old_keyboard_does_no_harm() -> None:
    """The stored case lacks an answer that the form now wants: it is asked, the rest stays, the old button is old."""
    with capture_logs() as log:
        async with conversation() as talk:
            await go(talk, "summary")
            old = talk.messages[-1]
            stored = await answers(talk)
            assert stored is not None
            await _store(talk, "case", stored["case"].but(unknown=stored["case"].unknown - {"payment"}))
            talk.telegram.taps(talk.buyer, old["message_id"], "Show my result")
            await talk.settle()
            assert "How did you pay?" in talk.screen
            await talk.taps("PayPal")
            assert "Message to the seller" in talk.screen
            well(talk, log)


async def test_the_card_of_an_old_result_works_while_an_answer_is_changed() -> None:
    async with conversation() as talk:
        await go(talk, "result")
        old = talk.messages[-1]
        await talk.taps("Change an answer")
        await talk.taps("Change: Order date")
        for name in ("Why", "Where to press", "What proves it", "All letters", "Change an answer"):
            talk.telegram.taps(talk.buyer, old["message_id"], name)
            await talk.settle()
            well(talk)
        await on(talk, until="Which answer shall we change?")


@pytest.mark.parametrize("then", ["nothing", "changes", "ends", "another case", "a telling"])
async def test_the_buttons_of_an_old_advice_work_wherever_the_case_is(then: str) -> None:
    """The advice stays in the chat while the case moves on: each of its buttons leads somewhere, and tells nothing."""
    with capture_logs() as log:
        async with conversation() as talk:
            await go(talk, "coach")
            old = talk.messages[-1]
            buttons = [key["callback_data"] for key in keys(talk) if "callback_data" in key]
            for act in _MEANWHILE[then]:
                await (talk.taps(act[1:]) if act.startswith("[") else talk.says(act))
            known = await answers(talk)
            for data in (*buttons, *reversed(buttons)):
                talk.telegram.taps(talk.buyer, old["message_id"], data)
                await talk.settle()
                well(talk, log)
            after = await answers(talk)
            assert known is not None
            assert after is not None
            if then != "another case":
                assert after == known


_MEANWHILE: Final = {
    "nothing": (),
    "changes": ("[More", "[Change an answer", "[Change: Order date"),
    "ends": ("[More", "[How it ended", "[Nothing came, I stop here"),
    "another case": ("/new",),
    "a telling": ("[What happened?", "[Seller offers an amount"),
}


async def test_what_a_new_release_tells_is_no_change_the_buyer_made() -> None:
    """The result once told fewer things: it can still be shown."""
    async with conversation() as talk:
        await go(talk, "summary")
        stored = await answers(talk)
        assert stored is not None
        await _store(talk, "case", stored["case"].but(told={"verdict": "open"}))
        await talk.taps("Back")
        await talk.says("nothing yet")
        await talk.says("Show my result")
        assert "Message to the seller" in talk.screen


async def _fresh(talk: Conversation, data: str) -> str:
    """The same data as if it were of the screen that is open now."""
    snapshot = await talk.app.store.load(talk.buyer)
    step = snapshot.buyer.step if snapshot.buyer else 0
    return data if data.startswith(("v:", "open:")) else data.replace(":1:0:", f":1:{step}:")[:64]


async def _tap(talk: Conversation, data: str) -> None:
    talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], data, stale=True)
    await talk.settle()


def _toasts(talk: Conversation) -> list[Any]:
    return [call.parameters.get("text") for call in talk.telegram.calls("answerCallbackQuery")]


def _kept(case: Case) -> Case:
    """The answers, without what a forged "Back" or "Change" may open again: it is all still at hand."""
    return case.but(heard={}, reviewed=False)


def _half_told() -> Case:
    """A dispute of which something is just being told."""
    telling = (Telling((Event.SELLER_OFFERED_AMOUNT,), sure=True), Telling((Event.SELLER_REFUSED,)))
    return _reviewed().but(stage=Stage.OPEN, opened_on=date(2026, 5, 10), telling=telling)


def _reviewed() -> Case:
    return Case(
        stage=Stage.NOT_OPENED,
        family=Family.BROKEN,
        issue=Issue.DEFECTIVE,
        price=Decimal(20),
        currency="USD",
        ordered_on=date(2026, 4, 1),
        reviewed=True,
    )


async def _store(talk: Conversation, view: str, case: Case | None) -> None:
    """The chat as another release left it."""
    snapshot = await talk.app.store.load(talk.buyer)
    assert snapshot.buyer is not None
    record = snapshot.record
    buyer = snapshot.buyer
    if case is not None:
        record = replace(record or Record(0, talk.buyer, 0, case), case=case)
    changed = replace(buyer, view=view, revision=buyer.revision + 1)
    assert await talk.app.store.commit(
        Changes(update_id=None, at=talk.clock.now, buyer=changed, record=record if case is not None else None)
    )
