"""One line of the log for each thing, whoever says it: ours, a library's, what nobody caught. In JSON, one object."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
import structlog

from bot.logs import Libraries, configure
from bot.trail import following, ids, learned

SPEAKING = """
import asyncio, logging, sys, threading, warnings
import structlog
from bot.crashes import catch
from bot.logs import configure
from bot.trail import following

configure("INFO", sys.argv[1])
catch()
log = structlog.get_logger()

async def fails():
    raise ValueError("my parcel")

async def main():
    log.debug("quiet")
    with following({"update": 7, "case": 3}):
        log.info("spoken", chat=5)
        task = asyncio.create_task(fails(), name="my parcel")
        await asyncio.wait([task])
    del task
    logging.getLogger("aiohttp.server").error("my %s", "parcel")
    logging.getLogger("telegram").info("my parcel")
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    log.warning("ended")

asyncio.run(main())
warnings.warn("my parcel", UserWarning)
thread = threading.Thread(target=lambda: {}["my parcel"])
thread.start()
thread.join()
class Parcel:
    def __del__(self):
        raise KeyError("my parcel")
Parcel()
try:
    open("/no such/my parcel")
except OSError as error:
    raise RuntimeError("my parcel") from error
"""


def spoken(form: str) -> tuple[str, int]:
    ended = subprocess.run([sys.executable, "-c", SPEAKING, form], capture_output=True, text=True, check=False)
    assert ended.stdout == ""
    return ended.stderr, ended.returncode


def test_in_json_every_line_is_one_object_with_time_level_and_event_whoever_speaks() -> None:
    text, status = spoken("json")

    lines = [json.loads(line) for line in text.splitlines()]
    assert status == 1
    assert all({"timestamp", "level", "event"} <= line.keys() for line in lines)
    said = [(line["level"], line["event"], line.get("logger"), line.get("error")) for line in lines]
    assert said == [
        ("info", "spoken", None, None),
        ("error", "library_says", "asyncio", "ValueError"),
        ("error", "library_says", "aiohttp.server", None),
        ("error", "library_says", "asyncio", "ZeroDivisionError"),
        ("warning", "ended", None, None),
        ("warning", "python_warns", None, "UserWarning"),
        ("critical", "thread_ended", None, "KeyError"),
        ("critical", "not_raised", None, "KeyError"),
        ("critical", "process_ended", None, "RuntimeError<FileNotFoundError"),
    ]
    assert (lines[0]["update"], lines[0]["case"], lines[0]["chat"]) == (7, 3, 5)
    assert "update" not in lines[4]
    assert lines[-1]["through"].split()[-1] == lines[-1]["at"]
    assert "parcel" not in text


def test_text_for_a_person_has_the_same_and_no_more() -> None:
    text, _ = spoken("text")

    assert len(text.splitlines()) == 9
    assert "update=7" in text
    assert "parcel" not in text
    assert "Traceback" not in text


def test_work_done_later_is_about_what_it_was_asked_for_and_not_about_who_asked_last() -> None:
    with following({"update": 1}):
        learned(0)
        learned(4)
        kept = ids()
        with following({"update": 2}):
            learned(5)
            with following(kept):
                assert ids() == {"update": 1, "case": 4}
        assert ids() == {"update": 1, "case": 4}
    assert ids() == {}


def test_what_is_broken_is_reported_once_it_is_sure_to_hold_no_token(capsys: pytest.CaptureFixture[str]) -> None:
    told: list[tuple[str, str, Any]] = []
    try:
        configure("INFO", "json", report=lambda *line: told.append(line))
        log = structlog.get_logger("test")
        log.warning("not_this")
        with following({"update": 9}):
            log.error("this", address="bot12345678:AAAAAAAAAAAAAAAAAAAAAAAAA/getMe")
    finally:
        structlog.reset_defaults()

    assert told == [("error", "this", {"update": 9, "address": "bot(token)/getMe"})]
    assert "not_this" in capsys.readouterr().err


def test_a_library_below_warning_or_of_a_strange_level_is_no_trouble() -> None:
    with structlog.testing.capture_logs() as log:
        for level in (5, 25, 99):
            Libraries().emit(logging.LogRecord("odd", level, "/x/y/z/a.py", 3, "words", None, None))

    assert [(line["log_level"], line["at"]) for line in log] == [
        ("debug", "y/z/a.py:3"),
        ("info", "y/z/a.py:3"),
        ("critical", "y/z/a.py:3"),
    ]
