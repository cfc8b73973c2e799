"""A calendar file is read by a library and by a strict reader of our own; it updates, takes back, and wakes at nine."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import icalendar
import pytest

from bot.domain.agenda import ALARM_DAYS, KINDS, Agenda, Entry
from bot.domain.buyer import Buyer, Record
from bot.domain.case import Case
from bot.rendering.agenda import CalendarFile, entered
from bot.rendering.calendar_file import written
from bot.rendering.catalogues import PSEUDO, languages
from bot.rendering.words import words
from tests.rendering import strict
from tests.rendering.samples import HOSTILE

NOW: Final = datetime(2026, 3, 9, 12, 30, 15, 999, tzinfo=UTC)
BUYER: Final = Buyer(7, revision=41)
RECORD: Final = Record(5, 7, 2, Case(item="red kettle", order_number="8015710859336916"), created_at=NOW)
LAST_DAY: Final = Entry("last_day", date(2026, 5, 29), "last_day")
ALL: Final = Agenda(tuple(Entry(kind, date(2026, 5, 1) + timedelta(n), kind) for n, kind in enumerate(sorted(KINDS))))


def made(
    agenda: Agenda, buyer: Buyer = BUYER, language: str = "en", record: Record = RECORD, now: datetime = NOW
) -> CalendarFile:
    return entered(words(language), {"record": record, "buyer": buyer, "disputed": False}, agenda, now)


def parsed(file: CalendarFile) -> strict.Component:
    """The file as the strict reader sees it, which agrees with the library about what is in it."""
    content = written(file)
    calendar, library = strict.read(content), icalendar.Calendar.from_ical(content)
    assert isinstance(library, icalendar.Calendar)
    assert [
        (str(event.uid), str(event["summary"]), str(event.get("description", "")), event.sequence, event.start)
        for event in library.events
    ] == [
        (
            event.value("UID"),
            event.value("SUMMARY"),
            event.value("DESCRIPTION") if "DESCRIPTION" in event.properties else "",
            int(event.value("SEQUENCE")),
            date.fromisoformat(event.value("DTSTART")),
        )
        for event in calendar.inside
    ]
    assert all(event.errors == [] and len(event.walk("VALARM")) == len(event.alarms.times) for event in library.events)
    return calendar


def triggers(file: CalendarFile, event: int = 0) -> list[tuple[str, str]]:
    """Each alarm: the parameters of its trigger, and the trigger."""
    return [alarm.properties["TRIGGER"] for alarm in parsed(file).inside[event].inside]


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
@pytest.mark.parametrize("language", [*languages(), PSEUDO])
def test_every_kind_of_day_can_be_read_back_with_all_its_alarms(language: str, zone: str | None) -> None:
    calendar = parsed(made(ALL, replace(BUYER, zone=zone), language))

    assert calendar.value("CALSCALE") == "GREGORIAN"
    assert len(calendar.inside) == len(KINDS)
    for event in calendar.inside:
        assert len(event.inside) == len(ALARM_DAYS)
        assert {alarm.value("ACTION") for alarm in event.inside} == {"DISPLAY"}
        assert {alarm.value("DESCRIPTION") for alarm in event.inside} == {event.value("SUMMARY")}
        assert (event.value("STATUS"), event.value("TRANSP")) == ("CONFIRMED", "TRANSPARENT")
        assert event.value("DTSTAMP") == "20260309T123015Z"


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "Recourse · case 2: last day to open the dispute",
            "red kettle\n\nOpen the dispute on the order page by 29 May 2026. After that AliExpress may no"
            " longer take the case.\n\nThe countdown on your order page wins over any date I work out.",
        ),
        ("ru", "Recourse · дело 2: последний день, чтобы открыть спор", None),
    ],
)
def test_an_entry_says_what_to_do_and_what_happens_otherwise(language: str, title: str, text: str | None) -> None:
    (event,) = parsed(made(Agenda((LAST_DAY,)), language=language)).inside

    assert event.value("SUMMARY") == title
    assert event.properties["DTSTART"] == (";VALUE=DATE", "20260529")
    if text is not None:
        assert event.value("DESCRIPTION") == text
    else:
        assert "29 мая 2026" in event.value("DESCRIPTION")


def test_nobody_is_named_in_the_file() -> None:
    """A calendar is often shared. Neither order number, nor chat, nor the case's number in the database is in it."""
    content = written(made(ALL, replace(BUYER, chat_id=987654321), record=replace(RECORD, id=123456789)))

    assert b"8015710859336916" not in content
    assert b"987654321" not in content
    assert b"123456789" not in content


@pytest.mark.parametrize(
    "item",
    [
        HOSTILE,
        "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "a,b;c\\n:d",
        "電気ケトル" * 40,
        "a\x00b\x0bc\x7fd\u2028e",
        "e\u0301\U0001f9e8" * 60,
    ],
)
def test_an_item_called_anything_stays_one_text(item: str) -> None:
    record = replace(RECORD, case=Case(item=item))

    (event,) = parsed(made(Agenda((LAST_DAY,)), record=record)).inside

    assert event.value("DESCRIPTION").startswith(item[:1])


def test_a_new_file_after_a_changed_day_updates_the_same_entry() -> None:
    moved = replace(LAST_DAY, on=date(2026, 6, 2))

    (before,) = parsed(made(Agenda((LAST_DAY,)))).inside
    (after,) = parsed(made(Agenda((moved,)), replace(BUYER, revision=44))).inside

    assert before.value("UID") == after.value("UID")
    assert int(before.value("SEQUENCE")) < int(after.value("SEQUENCE"))
    assert (before.value("DTSTART"), after.value("DTSTART")) == ("20260529", "20260602")


def test_what_is_true_no_longer_is_cancelled_under_its_old_name_and_wakes_nobody() -> None:
    (before,) = parsed(made(Agenda((LAST_DAY,)))).inside
    (after,) = parsed(made(Agenda((), gone=(LAST_DAY,)), replace(BUYER, revision=44))).inside

    assert before.value("UID") == after.value("UID")
    assert after.value("STATUS") == "CANCELLED"
    assert after.value("SUMMARY") == "Recourse · case 2: no longer true: last day to open the dispute"
    assert int(before.value("SEQUENCE")) < int(after.value("SEQUENCE"))
    assert after.inside == []


def test_entries_of_other_cases_have_other_names() -> None:
    """Also a case of the same number, of another host or after the database was begun anew."""
    others = (RECORD, replace(RECORD, id=6), replace(RECORD, created_at=NOW + timedelta(seconds=1)))
    names = {event.value("UID") for one in others for event in parsed(made(ALL, record=one)).inside}

    assert len(names) == len(others) * len(KINDS)


def test_the_same_turn_gives_the_same_file() -> None:
    """It may be sent again after a crash."""
    assert written(made(ALL)) == written(made(ALL))


def test_where_nobody_knows_the_zone_alarms_are_counted_from_the_day() -> None:
    assert triggers(made(Agenda((LAST_DAY,)))) == [("", "-P2DT15H"), ("", "-PT15H"), ("", "PT9H")]


@pytest.mark.parametrize(
    ("zone", "day", "instants"),
    [
        ("Europe/Berlin", date(2026, 3, 29), ("20260326T080000Z", "20260328T080000Z", "20260329T070000Z")),
        ("Europe/Berlin", date(2026, 10, 25), ("20261022T070000Z", "20261024T070000Z", "20261025T080000Z")),
        ("America/New_York", date(2026, 11, 2), ("20261030T130000Z", "20261101T140000Z", "20261102T140000Z")),
        ("Australia/Lord_Howe", date(2026, 4, 5), ("20260401T220000Z", "20260403T220000Z", "20260404T223000Z")),
        ("Asia/Kathmandu", date(2026, 5, 1), ("20260428T031500Z", "20260430T031500Z", "20260501T031500Z")),
    ],
)
def test_nine_in_the_morning_is_nine_also_when_clocks_change(zone: str, day: date, instants: tuple[str, ...]) -> None:
    file = made(Agenda((replace(LAST_DAY, on=day),)), replace(BUYER, zone=zone))

    assert triggers(file) == [(";VALUE=DATE-TIME", instant) for instant in instants]
    for instant in instants:
        at = datetime.strptime(instant, "%Y%m%dT%H%M%S%z")
        assert at.astimezone(ZoneInfo(zone)).hour == 9


def test_no_alarm_is_set_for_a_morning_that_is_over() -> None:
    """A calendar would ring it at once."""
    tomorrow = Agenda((replace(LAST_DAY, on=date(2026, 3, 10)),))

    assert triggers(made(tomorrow, replace(BUYER, zone="Europe/Berlin"))) == [(";VALUE=DATE-TIME", "20260310T080000Z")]
    assert triggers(made(tomorrow)) == [("", "-PT15H"), ("", "PT9H")]


def test_the_library_is_not_loaded_before_a_file_is_written() -> None:
    seen = "import bot.app, handlers.front, sys; print('icalendar' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"\r\n", b"\n"),
        (b"SUMMARY:", b"SUMMERY:"),
        (b"SEQUENCE:41", b"SEQUENCE:-1"),
        (b";VALUE=DATE:20260529", b":20260529"),
        (b"TRIGGER:PT9H", b"TRIGGER:9H"),
        (b"TRIGGER:PT9H", b"TRIGGER:20260529T090000Z"),
        (b"STATUS:CONFIRMED", b"STATUS:SURE"),
        (b"END:VALARM\r\n", b""),
        (b"\r\n ", b""),
        (b"CALSCALE:GREGORIAN", b"CALSCALE:GREGORIAN\r\nCALSCALE:GREGORIAN"),
        (b"CALSCALE:GREGORIAN", b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH"),
        (b"CALSCALE:GREGORIAN", b"CALSCALE:GREGORIAN\r\nX-WR-CALNAME:Recourse"),
        (b"STATUS:CONFIRMED", b"STATUS:CONFIRMED\r\nORGANIZER:mailto:a@b.invalid"),
        (b"red kettle", b"red; kettle"),
        (b"DTSTAMP:20260309T123015Z", b"DTSTAMP:20260309T123015"),
    ],
)
def test_the_strict_reader_is_strict(right: bytes, wrong: bytes) -> None:
    content = written(made(Agenda((LAST_DAY,))))
    assert right in content

    with pytest.raises(strict.BrokenRule):
        strict.read(content.replace(right, wrong, 1) if right != b"\r\n " else content.replace(right, wrong))
