"""When the volunteers hear that somebody waits: once for each cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.alarm import alarm
from bot.domain.ticket import Ticket

SINCE = datetime(2026, 5, 1, 12, tzinfo=UTC)
PROMISED = timedelta(hours=10)
WAITS = Ticket(1, 2, -3, opened_at=SINCE, waiting_since=SINCE)


def rung(ticket: Ticket, deadline: datetime | None, hours: int = 60) -> list[int]:
    """The hours at which an alarm comes, looked at every hour."""
    found = []
    for hour in range(hours):
        now = SINCE + timedelta(hours=hour)
        if alarm(ticket, deadline, PROMISED, now) is not None:
            found.append(hour)
            ticket = replace(ticket, alarmed_at=now)
    return found


def test_it_comes_at_the_promised_time_at_half_of_it_more_and_at_twice_of_it() -> None:
    assert rung(WAITS, None) == [10, 15, 20]


def test_a_deadline_in_less_than_a_day_is_a_cause_of_its_own() -> None:
    assert rung(WAITS, SINCE + timedelta(hours=36)) == [10, 12, 15, 20]
    assert rung(WAITS, SINCE + timedelta(hours=5)) == [0, 10, 15, 20]


def test_a_deadline_that_is_over_is_no_cause() -> None:
    assert rung(WAITS, SINCE - timedelta(hours=1)) == [10, 15, 20]


def test_nobody_waits_nobody_rings() -> None:
    assert rung(replace(WAITS, waiting_since=None), SINCE + timedelta(hours=36)) == []


def test_what_was_missed_is_said_once() -> None:
    late = SINCE + timedelta(hours=50)
    found = alarm(WAITS, None, PROMISED, late)
    assert found is not None
    assert found.hosts
    assert alarm(replace(WAITS, alarmed_at=late), None, PROMISED, late + timedelta(hours=1)) is None


@pytest.mark.parametrize(("hours", "hosts"), [(10, False), (15, False), (20, True)])
def test_the_hosts_hear_of_it_at_twice_the_promised_time(hours: int, hosts: bool) -> None:
    at = SINCE + timedelta(hours=hours)
    found = alarm(replace(WAITS, alarmed_at=at - timedelta(hours=1)), None, PROMISED, at)
    assert found is not None
    assert found.hosts is hosts
