"""The timeline: what happened, today, what comes; each day once, none of them noise, few enough for a phone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Case, Payment, Stage
from bot.domain.eligibility import assess
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.reminders import plan
from bot.domain.stages import Phase
from bot.domain.standing import standing, told
from bot.domain.timeline import MOST, MOST_COMING, Kind, Mark, Timeline, timeline
from bot.policies import load
from tests.domain.test_standing import CASES, HAPPENINGS, LAWS
from tests.rendering.samples import macros

POLICY: Final = load()
TODAY: Final = date(2026, 5, 22)
KETTLE: Final = Case(
    issue=Issue.DEFECTIVE,
    stage=Stage.NOT_OPENED,
    currency="USD",
    ordered_on=date(2026, 4, 2),
    shipped_on=date(2026, 4, 5),
    delivered_on=date(2026, 5, 14),
    protection_ends_on=date(2026, 6, 20),
)
LINE = tuple[Kind, str, date | None]


def drawn(case: Case, today: date = TODAY, here: date | None = None) -> Timeline:
    """The timeline of a case, as the service asks for it."""
    found = assess(case, POLICY, today)
    at = standing(case, found, POLICY, today)
    return timeline(case, found, at, plan(case, found, at, POLICY, today), today, here)


def lines(shown: Timeline) -> list[LINE]:
    """Each mark as a line; what was told by the name of the event."""
    return [(mark.kind, str(mark.facts.get("event", mark.key)), mark.on) for mark in shown.marks]


def test_before_a_dispute_it_goes_from_the_order_to_the_safe_last_day() -> None:
    assert lines(drawn(KETTLE)) == [
        (Kind.PAST, "ordered", date(2026, 4, 2)),
        (Kind.PAST, "shipped", date(2026, 4, 5)),
        (Kind.PAST, "delivered", date(2026, 5, 14)),
        (Kind.TODAY, "today", TODAY),
        (Kind.COMING, "due_before_opening", date(2026, 5, 29)),
        (Kind.COMING, "protection_ends", date(2026, 6, 20)),
    ]


def test_what_cannot_be_opened_yet_shows_when_it_can() -> None:
    case = KETTLE.but(issue=Issue.IN_TRANSIT, delivered_on=None)

    assert lines(drawn(case))[-3:] == [
        (Kind.COMING, "protection_ends", date(2026, 6, 20)),
        (Kind.COMING, "opens", date(2026, 6, 21)),
        (Kind.COMING, "due_before_opening", date(2026, 7, 4)),
    ]


def test_what_was_told_stands_on_its_day_and_whoevers_turn_it_is_has_a_last_one() -> None:
    opened = told(KETTLE, Happening(Event.DISPUTE_OPENED, date(2026, 5, 20)))
    case = told(opened, Happening(Event.SELLER_OFFERED_AMOUNT, date(2026, 5, 21), Decimal(5)))

    assert lines(drawn(case))[3:] == [
        (Kind.PAST, "dispute_opened", date(2026, 5, 20)),
        (Kind.PAST, "seller_offered_amount", date(2026, 5, 21)),
        (Kind.TODAY, "today", TODAY),
        (Kind.COMING, "due_negotiation", standing_of(case)),
    ]
    assert drawn(case).marks[4].facts["amount"] == Decimal(5)


def standing_of(case: Case) -> date | None:
    return standing(case, assess(case, POLICY, TODAY), POLICY, TODAY).act_by


def test_a_dispute_that_was_opened_before_the_bot_was_asked_is_there_too() -> None:
    case = KETTLE.but(stage=Stage.OPEN, opened_on=date(2026, 5, 20))

    assert (Kind.PAST, "dispute_opened", date(2026, 5, 20)) in lines(drawn(case))


def test_every_clock_that_ran_out_stands_on_its_day_and_says_that_only_the_calendar_knows() -> None:
    """Day by day: the seller's time, the delivery time; not the last one alone."""
    way = KETTLE.but(issue=Issue.IN_TRANSIT, delivered_on=None, protection_ends_on=date(2026, 5, 18))
    marks = drawn(told(way, Happening(Event.DISPUTE_OPENED, date(2026, 5, 2)))).marks

    ran_out = [(str(mark.facts["event"]), mark.on) for mark in marks if mark.by_calendar]
    assert ran_out == [("still_under_way", date(2026, 5, 8)), ("delivery_time_ran_out", date(2026, 5, 19))]


def test_a_last_day_that_passed_is_over_and_stands_before_today() -> None:
    case = told(
        KETTLE,
        Happening(Event.DISPUTE_OPENED, date(2026, 5, 10)),
        Happening(Event.PLATFORM_PROPOSED_RETURN, date(2026, 5, 15)),
    )

    assert lines(drawn(case))[-2:] == [
        (Kind.OVER, "due_proposal", date(2026, 5, 18)),
        (Kind.TODAY, "today", TODAY),
    ]


def test_when_the_safe_day_is_over_the_page_may_still_allow_it() -> None:
    shown = lines(drawn(KETTLE.but(delivered_on=date(2026, 5, 3))))

    assert (Kind.OVER, "due_before_opening", date(2026, 5, 18)) in shown
    assert shown[-1] == (Kind.COMING, "page_last_day", date(2026, 7, 5))


def test_a_lost_dispute_shows_the_last_days_of_other_ways() -> None:
    case = KETTLE.but(payment=Payment.PAYPAL, country="US")
    case = told(
        case, Happening(Event.DISPUTE_OPENED, date(2026, 4, 22)), Happening(Event.DECIDED_AGAINST, date(2026, 5, 1))
    )

    coming = [key for kind, key, _ in lines(drawn(case)) if kind is Kind.COMING]
    assert coming == ["route_paypal"]


def test_where_no_dispute_is_possible_the_free_return_has_its_last_day() -> None:
    shown = lines(drawn(KETTLE.but(issue=Issue.CHANGED_MIND)))

    assert (Kind.COMING, "route_return") in [mark[:2] for mark in shown]


def test_what_happened_on_a_day_nobody_knows_comes_after_the_order() -> None:
    case = told(
        KETTLE, Happening(Event.DISPUTE_OPENED, date(2026, 5, 20)), Happening(Event.SELLER_OFFERED_COUPON, None)
    )

    shown = lines(drawn(case))
    assert shown[3:5] == [(Kind.PAST, "seller_offered_coupon", None), (Kind.PAST, "dispute_opened", date(2026, 5, 20))]


def test_a_parcel_that_came_after_all_is_not_shown_twice() -> None:
    day = date(2026, 5, 21)
    opened = told(KETTLE.but(delivered_on=day), Happening(Event.DISPUTE_OPENED, date(2026, 5, 18)))
    names = [name for _, name, on in lines(drawn(told(opened, Happening(Event.PARCEL_ARRIVED, day)))) if on == day]

    assert names == ["parcel_arrived"]


def test_a_parcel_that_was_only_marked_as_delivered_is_called_so() -> None:
    shown = lines(drawn(KETTLE.but(issue=Issue.DELIVERED_NOT_RECEIVED)))

    assert (Kind.PAST, "shown_delivered", date(2026, 5, 14)) in shown


def test_no_mark_is_a_reminders_own_day() -> None:
    """ "Three days to the safe last day" is for a ping; on the timeline the day itself is enough."""
    found = assess(KETTLE, POLICY, TODAY)
    at = standing(KETTLE, found, POLICY, TODAY)
    own = {one.due_on for one in plan(KETTLE, found, at, POLICY, TODAY)} - {
        found.safe_last_day,
        KETTLE.protection_ends_on,
    }

    assert own
    assert not own & {mark.on for mark in drawn(KETTLE).marks}


def test_a_long_history_keeps_its_newest_days_and_counts_the_rest() -> None:
    days = [Happening(Event.SELLER_ASKED_WAIT, date(2026, 5, 2) + timedelta(days=day)) for day in range(15)]
    shown = drawn(told(KETTLE, Happening(Event.DISPUTE_OPENED, date(2026, 5, 1)), *days))

    before = [mark for mark in shown.marks if mark.kind is Kind.PAST]
    assert len(shown.marks) == MOST
    assert shown.earlier == 3 + 1 + 15 + 1 - len(before)  # the form, the dispute, what was told, the seller's time
    assert before[-1].on == date(2026, 5, 16)


def test_where_the_buyer_is_a_day_ahead_the_last_day_is_today_and_not_over() -> None:
    """Where the marketplace is it is still the 29th: until that ends, a dispute can be opened."""
    shown = drawn(KETTLE, date(2026, 5, 29), date(2026, 5, 30))
    last = next(mark for mark in shown.marks if mark.key == "due_before_opening")

    assert shown.today == date(2026, 5, 30)
    assert last.kind is Kind.COMING
    assert shown.counted_from(last) == last.on


def test_leaving_out_takes_the_oldest_and_never_today_or_what_is_over() -> None:
    shown: Timeline | None = drawn(KETTLE.but(delivered_on=date(2026, 5, 3)))
    kept = shown
    while shown is not None:
        kept, shown = shown, shown.shorter()

    assert kept is not None
    assert [mark.kind for mark in kept.marks] == [Kind.OVER, Kind.TODAY, Kind.COMING, Kind.COMING]
    assert kept.earlier == 3


@given(CASES, st.lists(HAPPENINGS, max_size=20), st.dates(TODAY - timedelta(days=30), TODAY + timedelta(days=400)))
@LAWS
def test_whatever_was_told_the_marks_are_few_in_order_and_have_words(
    case: Case, happenings: list[Happening], today: date
) -> None:
    shown = drawn(told(case, *happenings), today)
    marks = shown.marks
    at = [mark.kind for mark in marks].index(Kind.TODAY)

    assert len(marks) <= MOST
    assert {mark.key for mark in marks} <= set(macros("timeline"))
    assert all(mark.kind in (Kind.PAST, Kind.OVER) for mark in marks[:at])
    assert all(mark.kind is Kind.COMING for mark in marks[at + 1 :])
    assert len(marks) - at - 1 <= MOST_COMING
    assert _in_order(marks[:at])
    assert _in_order(marks[at + 1 :])


def _in_order(marks: tuple[Mark, ...]) -> bool:
    days = [mark.on for mark in marks if mark.on is not None]
    return days == sorted(days)


def test_every_stage_has_words_for_its_last_day() -> None:
    assert {f"due_{phase}" for phase in Phase} <= set(macros("timeline"))
