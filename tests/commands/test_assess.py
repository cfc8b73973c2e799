"""`python -m bot assess`, run as a person would: JSON in, JSON out, every fault named, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "bot.commands.assess")
GOOD = {"today": "2026-11-22", "issue": "damaged", "delivered_on": "2026-11-18", "protection_ends_on": "2026-12-01"}
OUTPUT = [
    *("verdict", "opens_on", "safe_last_day", "page_last_day", "days_left", "stage", "turn", "act_by", "advice"),
    *("readings", "conflicts", "terms", "remedies", "warnings", "fallbacks", "evidence_wanted", "letters", "reminders"),
]


def _run(text: str | bytes) -> tuple[int, list[dict[str, Any]], list[str]]:
    given = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    done = subprocess.run(COMMAND, input=given, capture_output=True, cwd=ROOT, timeout=60, check=False)
    said = done.stderr.decode()
    assert "Traceback" not in said
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()], said.splitlines()


def _line(**more: object) -> str:
    return json.dumps(GOOD | more)


def test_a_case_gives_every_key_in_its_order() -> None:
    code, answers, faults = _run(
        _line(
            price="40",
            tax=4,
            shipping_price=2.5,
            currency="usd",
            quantity=4,
            affected=1,
            payment="paypal",
            paid_on="2026-10-01",
        )
    )

    assert (code, faults) == (0, [])
    (answer,) = answers
    assert list(answer) == OUTPUT
    assert answer["verdict"] == "open"
    assert (answer["safe_last_day"], answer["page_last_day"], answer["days_left"]) == ("2026-12-03", "2026-12-16", 11)
    assert answer["conflicts"] == ["C1", "C7"]
    remedy = answer["remedies"][0]
    assert list(remedy) == ["kind", "amount", "opening_amount", "low", "high", "method", "steps", "why"]
    assert (remedy["kind"], remedy["amount"], remedy["method"]) == ("partial_refund", "11.63", "count")
    assert remedy["steps"][0]["text"] == "Pieces concerned: 1 of 4."
    assert list(answer["terms"][0]) == ["id", "value", "since", "source", "checked_on"]
    assert list(answer["fallbacks"][0]) == ["route", "last_day", "from", "source"]
    assert [entry["shot"] for entry in answer["evidence_wanted"]][:2] == ["close_up", "parcel_outside"]
    assert {entry["key"] for entry in answer["letters"]} >= {"first_message", "dispute_form"}
    assert {"kind": "last_day", "due_on": "2026-12-03"} in answer["reminders"]
    assert all(warning["text"] for warning in answer["warnings"])


def test_a_shot_that_can_not_be_had_is_not_wanted_and_makes_no_case_stronger() -> None:
    _, (answer, without), _ = _run(f"{_line()}\n{_line(without=['unboxing', 'whole_item'])}\n")

    wanted = [[entry["shot"] for entry in one["evidence_wanted"]] for one in (answer, without)]
    assert set(wanted[0]) - set(wanted[1]) == {"unboxing", "whole_item"}
    assert answer["advice"]["strength"]["level"] == without["advice"]["strength"]["level"] == "weak"


def test_only_today_and_the_issue_are_needed_and_null_is_no_answer() -> None:
    nothing = dict.fromkeys(
        ("price", "currency", "stage", "evidence", "notes", "tracking", "delivered_on", "marketplace")
    )

    code, answers, _ = _run(json.dumps({"today": "2026-11-22", "issue": "digital"} | nothing))

    assert code == 0
    assert len(answers) == 1


def test_each_line_is_answered_at_once() -> None:
    """A program that keeps the pipe open gets its answer before it says the next thing."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as talk:
        assert talk.stdin is not None
        assert talk.stdout is not None
        for issue in ("damaged", "late"):
            talk.stdin.write(_line(issue=issue).encode() + b"\n")
            talk.stdin.flush()
            assert json.loads(talk.stdout.readline())["verdict"] == ("open" if issue == "damaged" else "not_valid")
        talk.stdin.close()
        assert talk.wait(30) == 0


def test_one_object_over_many_lines_is_one_case() -> None:
    code, answers, _ = _run("\n" + json.dumps(GOOD, indent=2) + "\n\n" + json.dumps(GOOD, indent=4) + "\n")

    assert code == 0
    assert len(answers) == 2


def test_bad_lines_are_named_and_the_good_ones_answered() -> None:
    code, answers, faults = _run(
        f"{_line()}\n{_line(price='abc')}\nnot json\n{_line(quantity=1, affected=2)}\n{_line()}"
    )

    assert (code, len(answers)) == (2, 2)
    assert faults == [
        'line 2: price: must be a number of at least 0, not "abc"',
        "line 3: JSON: must be one object a line: Expecting value at character 1",
        "line 4: affected: must be at most quantity, 1, not 2",
    ]


def test_nothing_in_gives_nothing_out() -> None:
    assert _run("") == (0, [], [])


def test_a_reader_that_leaves_early_is_no_disaster() -> None:
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as talk:
        assert talk.stdin is not None
        assert talk.stdout is not None
        assert talk.stderr is not None
        talk.stdout.close()
        talk.stdin.write((_line() + "\n").encode() * 5)
        talk.stdin.close()
        said = talk.stderr.read()
        assert talk.wait(30) == 1
    assert said == b""


def test_a_full_disk_is_said_in_one_line() -> None:
    full = Path("/dev/full")
    if not full.exists():  # only Linux has a disk that is always full
        return
    with full.open("wb") as nowhere:
        done = subprocess.run(
            COMMAND, input=_line().encode(), stdout=nowhere, stderr=subprocess.PIPE, cwd=ROOT, timeout=60, check=False
        )

    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["assess: No space left on device"]


def test_the_help_says_how_amounts_come_out() -> None:
    done = subprocess.run((*COMMAND, "--help"), capture_output=True, cwd=ROOT, timeout=60, check=True)

    assert b'go out as text ("12.35")' in done.stdout
    assert b"protection_ends_on" in done.stdout
