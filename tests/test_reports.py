"""What a Sentry server is told: names, kinds and places, whatever stood in a line of the log."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot.reports import SAID, Reports, only_what_may_be_said
from bot.settings import SettingsFault, load
from tests.reported import DSN, Kept

HOSTILE = "my parcel 8015710859336916"


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def reports(kept: Kept) -> Iterator[Reports]:
    opened = Reports(DSN, transport=kept)
    yield opened
    opened.close()


def test_it_is_told_what_broke_and_where(reports: Reports, kept: Kept) -> None:
    reports(
        "error", "post_failed", {"error": "KeyError<ValueError", "at": "bot/services/bell.py:12", "template": "due"}
    )

    (event,) = kept.events
    assert (event["level"], event["message"]) == ("error", "post_failed")
    assert event["tags"] == {"error": "KeyError<ValueError", "at": "bot/services/bell.py:12", "template": "due"}
    assert event["fingerprint"] == ["post_failed", "KeyError<ValueError", "bot/services/bell.py:12", "due"]


def test_what_is_not_in_its_form_is_left_out_under_whatever_name_it_comes(reports: Reports, kept: Kept) -> None:
    facts = dict.fromkeys((*SAID, "chat", "text", "update", "case", "file"), HOSTILE) | {"chat": 7_123_456_789}

    reports("critical", "process_ended", facts)
    reports("error", HOSTILE, {"error": "KeyError"})

    (event,) = kept.events
    assert event["message"] == "process_ended"
    assert event.get("tags", {}) == {}
    assert not [word for word in ("parcel", "8015710859336916", "7123456789") if word in kept.sent]


def test_nothing_of_the_machine_and_of_the_process_is_sent_along(reports: Reports, kept: Kept) -> None:
    reports("error", "post_failed", {"error": "KeyError"})

    (event,) = kept.events
    assert event.keys() <= {
        *("event_id", "timestamp", "level", "platform", "sdk", "release"),
        *("logger", "message", "tags", "fingerprint"),
    }
    assert event["sdk"]["integrations"] == []


def test_whatever_sentrys_own_library_adds_one_day_is_taken_out_again() -> None:
    grown = {"message": "post_failed", "level": "error", "server_name": "host", "breadcrumbs": [HOSTILE], "user": {}}

    assert only_what_may_be_said(grown, {"exc_info": HOSTILE}) == {
        "message": "post_failed",
        "level": "error",
        "logger": "recourse",
        "tags": {},
        "fingerprint": ["post_failed"],
    }


def test_the_same_again_and_again_is_told_once_a_minute(kept: Kept) -> None:
    now = 0.0
    reports = Reports(DSN, transport=kept, clock=lambda: now)
    for _ in range(1000):
        reports("error", "post_failed", {"error": "KeyError", "at": "a.py:1"})
    reports("error", "post_failed", {"error": "KeyError", "at": "a.py:2"})
    now = 61.0
    reports("error", "post_failed", {"error": "KeyError", "at": "a.py:1"})
    reports.close()

    assert [event["tags"]["at"] for event in kept.events] == ["a.py:1", "a.py:2", "a.py:1"]


def test_a_bot_that_reports_to_nobody_does_not_even_load_the_library() -> None:
    program = (
        "import sys; from bot.commands.run import _reports; from bot.settings import Settings\n"
        "sys.exit(_reports(Settings()) is not None or 'sentry_sdk' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("address", ["sentry.example", "https://sentry.example/1", "https://key@sentry.example/"])
def test_an_address_that_is_none_is_refused_at_start(address: str) -> None:
    with pytest.raises(SettingsFault, match="SENTRY_DSN: must be an address"):
        load({"SENTRY_DSN": address}, "")

    assert load({"SENTRY_DSN": DSN}, "").sentry_dsn == DSN


def test_an_event_is_json_that_a_server_can_read(reports: Reports, kept: Kept) -> None:
    reports("error", "post_failed", {"error": "KeyError"})

    header, item, event = kept.envelopes[0].serialize().splitlines()[:3]
    assert all(isinstance(json.loads(part), dict) for part in (header, item, event))
