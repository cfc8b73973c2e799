"""A calendar file goes into a calendar of another make: the library in which Home Assistant keeps its calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as Entered
from ical.event import EventStatus

from bot.domain.agenda import ALARM_DAYS, KINDS, Agenda
from bot.rendering.agenda import CalendarFile, Event
from bot.rendering.calendar_file import written
from bot.rendering.catalogues import PSEUDO, languages
from tests.rendering import strict
from tests.rendering.test_calendar_file import ALL, BUYER, LAST_DAY, NOW, made

WORDS: Final = {
    "arabic": "المحكمة · القضية 2: آخر يوم لفتح النزاع",
    "hebrew": "תיק 2: היום האחרון לפתיחת מחלוקת",
    "cyrillic": "Дело 2: последний день, чтобы открыть спор; потом, возможно, поздно",
    "both ways": "case 2 · תיק 2 · القضية 2 \u200f(סוף)",
    "chinese": "案件二:最后一天提出纠纷,之后平台可能不再受理" * 3,
    "emoji": "👩🏽‍⚖️ e\u0301" * 12,
    "marks": 'a, b; c: d \\ "e" \\n',
}


def imported(content: bytes, calendar: dict[str, Entered] | None = None) -> dict[str, Entered]:
    """The calendar with the file in it, by id. What came later is what is true (RFC 5546, 2.1.5)."""
    known = dict(calendar or {})
    for event in IcsCalendarStream.calendar_from_ics(content.decode()).events:
        assert event.uid
        old = known.get(event.uid)
        if old is None or (event.sequence or 0) > (old.sequence or 0):
            known[event.uid] = event
    return known


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
@pytest.mark.parametrize("language", [*languages(), PSEUDO])
def test_every_kind_of_day_comes_into_the_calendar_as_it_was_worded(language: str, zone: str | None) -> None:
    file = made(ALL, replace(BUYER, zone=zone), language)

    calendar = imported(written(file))

    assert [
        (one.uid, one.summary, one.description, one.start, one.end, one.status, len(one.alarm))
        for one in calendar.values()
    ] == [
        (one.uid, one.title, one.text, one.on, one.on + timedelta(1), EventStatus.CONFIRMED, len(ALARM_DAYS))
        for one in file.events
    ]
    assert len(calendar) == len(KINDS)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_in_any_script_come_through_lines_of_75_octets(words: str) -> None:
    file = CalendarFile("a.ics", 1, NOW, (Event("a@b.invalid", date(2026, 5, 29), words, f"{words}\n\n{words}"),))
    content = written(file)

    (entry,) = imported(content).values()

    assert (entry.summary, entry.description) == (words, f"{words}\n\n{words}")
    (event,) = strict.read(content).inside  # line ends, and no letter cut in two
    assert event.value("SUMMARY") == words


def test_alarms_come_at_nine_where_the_buyer_is_or_by_the_calendars_own_clock() -> None:
    clock_change = Agenda((replace(LAST_DAY, on=date(2026, 3, 29)),))

    (there,) = imported(written(made(clock_change, replace(BUYER, zone="Europe/Berlin")))).values()
    (anywhere,) = imported(written(made(clock_change))).values()

    assert [one.trigger for one in there.alarm] == [
        datetime(2026, 3, day, hour, tzinfo=UTC) for day, hour in ((26, 8), (28, 8), (29, 7))
    ]
    assert [one.trigger for one in anywhere.alarm] == [timedelta(hours=9) - timedelta(days) for days in (3, 1, 0)]


def test_the_next_file_moves_and_takes_back_the_entries_of_the_one_before() -> None:
    moved, gone = ALL.entries[:2]
    later = replace(moved, on=moved.on + timedelta(days=9))
    first = imported(written(made(Agenda((moved, gone)))))

    second = imported(written(made(Agenda((later,), gone=(gone,)), replace(BUYER, revision=BUYER.revision + 1))), first)

    assert list(second) == list(first)
    assert [(one.start, one.status, bool(one.alarm)) for one in second.values()] == [
        (later.on, EventStatus.CONFIRMED, True),
        (gone.on, EventStatus.CANCELLED, False),
    ]


def test_an_old_file_found_again_changes_nothing() -> None:
    newer = imported(written(made(Agenda((), gone=(LAST_DAY,)), replace(BUYER, revision=BUYER.revision + 1))))

    assert imported(written(made(Agenda((LAST_DAY,)))), newer) == newer
