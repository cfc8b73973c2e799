"""What is asked about something that happened, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.ask import Refusal
from bot.domain.case import Case
from bot.domain.history import Event, Side
from bot.domain.inquiry import INQUIRIES, misfit, pending
from bot.domain.stages import Phase
from bot.domain.telling import Telling, read, value, written

TODAY = date(2026, 11, 20)
SELLER = Phase.WAITING_FOR_SELLER


def asked(event: Event, phase: Phase = SELLER, **known: Any) -> list[str]:
    """Every question until there is none, each skipped."""
    telling, fields = replace(Telling((event,), sure=True), **known), []
    while (row := pending(telling, phase)) is not None:
        fields.append(row.field)
        telling = telling.answered(row.field, None)
    return fields


def test_an_offer_is_asked_for_its_amount_and_its_day() -> None:
    assert asked(Event.SELLER_OFFERED_AMOUNT) == ["amount", "on"]


def test_a_proposal_is_asked_for_the_timer_of_the_page_and_then_needs_no_day() -> None:
    assert asked(Event.PLATFORM_PROPOSED_AMOUNT)[:2] == ["amount", "answer_by"]
    assert asked(Event.PLATFORM_PROPOSED_AMOUNT, answer_by=TODAY) == ["amount"]


def test_without_a_timer_the_day_is_asked_for() -> None:
    assert asked(Event.PLATFORM_PROPOSED_RETURN) == ["answer_by", "on"]


def test_what_begins_no_clock_asks_nothing() -> None:
    assert asked(Event.SELLER_ASKED_WAIT) == []
    assert asked(Event.SUSPICIOUS_MAIL, Phase.REFUND_DUE) == []


def test_the_day_on_which_the_money_came_does_not_matter() -> None:
    assert asked(Event.MONEY_ARRIVED, Phase.REFUND_DUE) == ["amount"]


def test_what_was_said_already_is_not_asked() -> None:
    assert asked(Event.SELLER_OFFERED_AMOUNT, amount=Decimal(5), on=TODAY) == []


def test_what_was_told_without_a_day_is_of_today() -> None:
    happened = Telling((Event.SELLER_ASKED_WAIT,), sure=True).happened(TODAY)

    assert happened.on == TODAY
    assert happened.by is Side.SELLER


def test_a_day_that_is_not_known_stays_unknown() -> None:
    telling = Telling((Event.SELLER_REFUSED,), sure=True).answered("on", None)

    assert telling.happened(TODAY).on is None


def test_nothing_goes_into_the_history_while_it_is_open_which_it_was() -> None:
    with pytest.raises(ValueError, match="still open"):
        Telling((Event.SELLER_OFFERED_AMOUNT, Event.PLATFORM_PROPOSED_AMOUNT)).happened(TODAY)


def test_a_half_told_story_is_kept_word_for_word() -> None:
    told = (
        Telling((Event.SELLER_OFFERED_AMOUNT, Event.PLATFORM_PROPOSED_AMOUNT), amount=Decimal("5.40")),
        Telling(
            (Event.DECIDED_RETURN,),
            answer_by=TODAY,
            sure=True,
            settled=frozenset({"on"}),
            readings=("2026-11-22", "2026-10-01"),
        ),
    )

    assert read(written(told)) == told


def test_what_another_release_wrote_is_left_out() -> None:
    stored = [{"events": ["seller_danced"]}, {"events": []}, {"on": "2026-11-20"}, 7, {"events": ["seller_refused"]}]

    assert read(stored) == (Telling((Event.SELLER_REFUSED,)),)


def test_what_nobody_can_have_meant_is_no_value() -> None:
    for text in ("NaN", "sNaN", "-5", "Infinity", "1e999x", "", "five"):
        with pytest.raises(ValueError, match="no amount"):
            value("amount", text)
    assert str(value("amount", "-0")) == "0"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("amount", Decimal("0.001"), Refusal.AMOUNT_TOO_SMALL),
        ("amount", Decimal("48.01"), Refusal.AMOUNT_TOO_LARGE),
        ("amount", Decimal("48.00"), None),
        ("amount", Decimal(0), None),
        ("on", date(2026, 11, 22), Refusal.DATE_TOO_FAR),
        ("on", date(2026, 11, 21), None),
        ("on", date(2026, 11, 1), None),
        ("on", date(2026, 10, 31), Refusal.BEFORE_THE_ORDER),
        ("answer_by", date(2026, 11, 19), Refusal.NO_SUCH_TIMER),
        ("answer_by", date(2026, 11, 20), None),
        ("answer_by", date(2027, 5, 20), None),
        ("answer_by", date(2027, 5, 21), Refusal.NO_SUCH_TIMER),
        ("answer_by", date(9999, 12, 31), Refusal.NO_SUCH_TIMER),
    ],
)
def test_what_cannot_have_happened_is_refused(field: str, value: Any, why: Refusal | None) -> None:
    """A day of the platform or of the buyer, who is one ahead, is no day to come; half a year is the longest timer."""
    case = Case(price=Decimal(24), currency="USD", ordered_on=date(2026, 11, 1))
    row = next(row for row in INQUIRIES if row.field == field)

    assert misfit(row, value, case, TODAY, date(2026, 11, 21)) is why
