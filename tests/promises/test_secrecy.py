"""Promise 7: what people say and are called, and the token, is in no line of the log, in no report of an error, in no
label of a metric, and with a key in no byte of the database: whatever goes wrong, however loud the log is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.promises.secrets import SECRETS
from tests.storage.keyed import raw

HAPPENED = {
    *("update_failed", "update_parked", "storage_is_out", "storage_is_back", "polling_again", "token_refused"),
    *("chat_must_wait", "screen_refused", "tap_unanswered", "post_failed", "post_given_up", "library_says"),
    "process_ended",
}
"""Without these the recording would show nothing."""


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_whole_run_with_all_that_can_go_wrong_tells_nobody_a_word(form: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.promises.recorded", form, str(tmp_path)], capture_output=True, check=False
    )

    assert "RuntimeError" in ended.stderr.decode().splitlines()[-1], "it did not come to its end"
    log, told = ended.stderr.decode(), json.loads((tmp_path / "told.json").read_text())
    places = {"log": log, "out": ended.stdout.decode(), "reports": told["sent"], "metrics": told["metrics"]}
    secrets = (*SECRETS, *told["files"])
    assert [(where, word) for where, text in places.items() for word in secrets if word in text] == []
    assert [word for word in SECRETS if word.encode() in raw(f"sqlite:///{tmp_path / 'bot.db'}")] == []
    assert told["lying"] == []
    assert [event for event in HAPPENED if event not in log] == []
    assert told["events"] >= 6
    assert "telegram_out" in places["out"]
    assert 'outcome="parked"' in told["metrics"]
    assert len(told["files"]) == 4
    if form == "json":
        says_what_it_is_about(log)


def says_what_it_is_about(log: str) -> None:
    lines = [json.loads(line) for line in log.splitlines()]
    by_event = {line["event"]: line for line in lines}
    assert by_event["chat_must_wait"].keys() >= {"update", "case", "chat"}
    assert by_event["screen_refused"].keys() >= {"update", "case", "chat"}
    assert by_event["storage_is_out"].keys() >= {"update", "case"}
    assert by_event["post_failed"].keys() >= {"post"}
    assert "update" not in by_event["token_refused"]
