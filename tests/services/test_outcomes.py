"""How it ended: told with a tap or an amount, and taken back as easily."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.app import tongue
from bot.domain.buyer import Buyer, Record
from bot.domain.history import Event, Happening
from bot.domain.outcome import Tally
from bot.domain.standing import told
from bot.playground.lines import Says, Taps
from bot.policies import load
from bot.services.scene import Scene
from bot.services.turn import press, view
from tests.services.ends import CUP, dispute, kept, tally


async def test_who_got_everything_is_told_so_and_counted() -> None:
    async with dispute() as talk:
        assert "How did case 1 end?" in talk.screen
        await talk.taps("All the money came")

        assert "You got everything back: US$20.00." in talk.screen
        assert await tally(talk) == Tally(won=1)
        assert (await kept(talk)).history[-1] == Happening(Event.MONEY_ARRIVED, date(2026, 5, 22), Decimal("20.00"))


async def test_a_case_is_open_until_its_buyer_says_how_it_ended_and_again_when_that_is_taken_back() -> None:
    async with dispute() as talk:
        store = talk.app.store
        before = dict(await store.health.load())
        assert (before["cases"], before["cases_open"]) == (1, 1)

        await talk.taps("All the money came")
        assert (await store.health.load())["cases_open"] == 0
        (record,) = await store.cases(talk.buyer)
        assert record.closed_at == talk.clock.now

        await talk.taps("It is not over")
        assert (await store.health.load())["cases_open"] == 1


async def test_of_a_part_the_amount_is_asked_and_may_be_typed() -> None:
    async with dispute() as talk:
        await talk.taps("A part of it came")
        assert "How much came back?" in talk.screen
        await talk.says("12 usd")

        assert "You got US$12.00 of US$20.00 back." in talk.screen
        assert await tally(talk) == Tally(part=1)


async def test_the_amount_that_was_promised_is_one_tap_away() -> None:
    offered = Happening(Event.SELLER_OFFERED_AMOUNT, date(2026, 5, 12), Decimal("7.50"))
    async with dispute(history=told(CUP, offered).history) as talk:
        await talk.taps("A part of it came")
        await talk.taps("US$7.50")

        assert "You got US$7.50 of US$20.00 back." in talk.screen


async def test_who_does_not_know_the_amount_is_not_pressed() -> None:
    for line in (Taps("I don't know"), Says("no idea")):
        async with dispute() as talk:
            await talk.taps("A part of it came")
            await talk.play(line)

            assert "You got a part of your money back." in talk.screen
            assert await tally(talk) == Tally(part=1)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("not much", "I could not read an amount"),
        ("0", "more than zero"),
        ("12 eur", "currency of the order"),
        ("4000", "more than I can work with"),
    ],
)
async def test_what_is_no_amount_is_asked_again(said: str, answer: str) -> None:
    async with dispute() as talk:
        await talk.taps("A part of it came")
        await talk.says(said)

        assert answer in talk.screen
        assert "How much came back?" in talk.screen
        assert await tally(talk) == Tally()


async def test_an_amount_that_can_be_read_in_two_ways_is_asked_about() -> None:
    async with dispute(price=Decimal(2000)) as talk:
        await talk.taps("A part of it came")
        await talk.says("1.234")
        assert "in more than one way" in talk.screen
        await talk.taps("US$1,234.00")

        assert "You got US$1,234.00 of US$2,002.00 back." in talk.screen


async def test_who_stops_is_shown_what_is_left_and_may_go_on() -> None:
    async with dispute() as talk:
        await talk.taps("Nothing came, I stop here")
        assert "No money came back." in talk.screen
        assert "A way is still left:" in talk.screen
        assert "Other ways" in talk.buttons
        assert await tally(talk) == Tally(lost=1)

        await talk.taps("It is not over")
        assert "the case goes on" in talk.screen
        assert await tally(talk) == Tally()
        assert (await kept(talk)).ended is None


async def test_a_tap_too_many_is_taken_back_with_the_money_it_told() -> None:
    async with dispute() as talk:
        before = await kept(talk)
        await talk.taps("All the money came")
        await talk.taps("It is not over")

        after = await kept(talk)
        assert [one.event for one in after.history] == [Event.DISPUTE_OPENED]
        assert (after.stage, after.opened_on, after.closed_on) == (before.stage, before.opened_on, before.closed_on)
        assert await tally(talk) == Tally()


async def test_a_dispute_taken_back_is_counted_as_that() -> None:
    async with dispute() as talk:
        await talk.taps("I took the dispute back")

        assert "You took the dispute back." in talk.screen
        assert await tally(talk) == Tally(withdrawn=1)


async def test_money_told_without_an_amount_before_gets_it_now_and_is_told_once() -> None:
    came = Happening(Event.MONEY_ARRIVED, date(2026, 5, 20))
    async with dispute(history=told(CUP, came).history) as talk:
        await talk.taps("A part of it came")
        await talk.says("4")

        arrivals = [one for one in (await kept(talk)).history if one.event is Event.MONEY_ARRIVED]
        assert arrivals == [replace(came, amount=Decimal(4))]


async def test_money_told_and_then_denied_did_not_come() -> None:
    came = Happening(Event.MONEY_ARRIVED, date(2026, 5, 20))
    async with dispute(history=told(CUP, came).history) as talk:
        await talk.taps("Nothing came, I stop here")

        assert "No money came back." in talk.screen
        assert await tally(talk) == Tally(lost=1)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e999999", "-3", "0", "0.001", "4000", "twelve", ""])
@pytest.mark.parametrize("where", ["got:1:3:{}", "v:1:0:outcome.part {}"])
def test_a_button_that_nobody_made_does_no_harm(where: str, amount: str) -> None:
    """Telegram lets a client send any data it likes."""
    buyer = Buyer(7, view="outcome:part", case_id=1, step=3)
    now = datetime(2026, 5, 22, 10, tzinfo=UTC)
    scene = Scene(buyer, Record(1, 7, 1, CUP.but(reviewed=True)), now, now.date(), load(), tongue("en"))

    turned = press(scene, where.format(amount))

    assert turned.scene.case.history == ()
    assert view(turned.scene).template == "outcome_amount"


async def test_in_russian() -> None:
    async with dispute("ru") as talk:
        await talk.taps("Вернули часть")
        assert "Сколько вернули?" in talk.screen
        await talk.says("12,5")

        assert "Вам вернули 12,50" in talk.screen
        assert "Это ещё не конец" in talk.buttons
