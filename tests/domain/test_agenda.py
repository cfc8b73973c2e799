"""What goes into a calendar: every day to come that matters, each once, under a name that stays when the day moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda import ENTRIES, KINDS, Agenda, agenda
from bot.domain.case import Case, Payment, Stage
from bot.domain.case_json import from_json, to_json
from bot.domain.eligibility import assess
from bot.domain.history import Event, Happening
from bot.domain.reminders import REMINDERS, plan
from bot.domain.standing import standing, told
from bot.policies import load
from tests.domain.test_standing import CASES, LAWS
from tests.domain.test_timeline import KETTLE, TODAY
from tests.rendering.samples import macros

POLICY: Final = load()


def entered(case: Case, today: date = TODAY) -> Agenda:
    """The agenda of a case, as the service asks for it."""
    found = assess(case, POLICY, today)
    return agenda(case, found, standing(case, found, POLICY, today), POLICY, today)


def days(found: Agenda) -> list[tuple[str, date]]:
    return [(one.name, one.on) for one in found.entries]


def test_every_reminder_belongs_to_one_entry_of_the_calendar() -> None:
    listed = [reminder for reminders in ENTRIES.values() for reminder in reminders]

    assert sorted(listed) == sorted(rule.kind for rule in REMINDERS)


def test_every_entry_has_words() -> None:
    assert set(macros("agenda")) >= KINDS


def test_three_reminders_of_one_day_are_one_entry() -> None:
    assert days(entered(KETTLE)) == [("last_day", date(2026, 5, 29))]


def test_a_last_day_stays_in_the_calendar_when_its_reminder_was_said_long_before() -> None:
    """PayPal's last day is called to mind two weeks ahead. A week ahead it is still to come."""
    case = KETTLE.but(payment=Payment.PAYPAL, paid_on=date(2026, 4, 2))
    paypal = dict(days(entered(case)))["route_paypal"]

    assert dict(days(entered(case, paypal)))["route_paypal"] == paypal
    assert "route_paypal" not in dict(days(entered(case, paypal + timedelta(days=1))))


def test_what_is_over_by_a_day_is_to_be_done_the_day_after() -> None:
    """On the seller's last day there is nothing to look at yet."""
    case = KETTLE.but(stage=Stage.OPEN, opened_on=TODAY)
    found = assess(case, POLICY, TODAY)
    last = standing(case, found, POLICY, TODAY).act_by
    assert last is not None

    assert dict(days(entered(case)))["seller_turn_over"] == last + timedelta(days=1)


def test_an_entry_keeps_its_name_when_its_day_moves() -> None:
    before, after = entered(KETTLE), entered(KETTLE.but(delivered_on=date(2026, 5, 16)))

    assert [one.name for one in before.entries] == [one.name for one in after.entries]
    assert before.entries != after.entries
    assert after.gone == ()


def test_a_day_of_an_earlier_file_that_is_true_no_longer_is_taken_back() -> None:
    filed = KETTLE.but(calendar=entered(KETTLE).days())
    opened = told(filed.but(stage=Stage.OPEN), Happening(Event.DISPUTE_OPENED, TODAY))

    found = entered(opened)

    assert "last_day" not in dict(days(found))
    assert [(one.name, one.on) for one in found.gone] == [("last_day", date(2026, 5, 29))]


def test_a_day_that_is_over_is_not_taken_back() -> None:
    """It was true, and it harms nobody."""
    filed = KETTLE.but(calendar=entered(KETTLE).days(), stage=Stage.OPEN, opened_on=TODAY)

    assert entered(filed, date(2026, 5, 30)).gone == ()


def test_what_another_release_filed_under_a_name_nobody_knows_is_left_alone() -> None:
    assert entered(KETTLE.but(calendar={"full_moon": date(2026, 6, 1)})).gone == ()


@pytest.mark.parametrize("stored", ['"x"', '{"last_day": 5}', '{"last_day": "soon"}', "[1]"])
def test_a_note_of_earlier_files_that_cannot_be_read_is_no_note(stored: str) -> None:
    assert from_json(f'{{"calendar": {stored}}}').calendar == {}


def test_what_was_filed_is_kept_with_the_case() -> None:
    case = KETTLE.but(calendar=entered(KETTLE).days())

    assert case.calendar
    assert from_json(to_json(case)) == case


@LAWS
@given(case=CASES, days_later=st.integers(0, 200))
def test_every_planned_day_is_in_the_calendar_once_and_none_is_over(case: Case, days_later: int) -> None:
    today = TODAY + timedelta(days=days_later)
    found = assess(case, POLICY, today)
    at = standing(case, found, POLICY, today)
    entries = agenda(case, found, at, POLICY, today).entries
    ahead = {max(one.due_on, one.about_on) for one in plan(case, found, at, POLICY, today)} - {date.max}

    assert len({one.name for one in entries}) == len(entries)
    assert all(today <= one.on < date.max for one in entries)
    assert ahead <= {one.on for one in entries}
