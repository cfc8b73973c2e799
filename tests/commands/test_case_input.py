"""Input of `assess`: good lines become cases; a fault names its line, its key and what it must be."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.case_input import FIELDS, Asked, understood
from bot.commands.json_objects import Fault, objects

GOOD = {"today": "2026-11-22", "issue": "damaged", "delivered_on": "2026-11-18", "protection_ends_on": "2026-12-01"}


_UNHURRIED = settings(deadline=None)  # the machine may be busy


def _read(text: str | bytes) -> tuple[list[Asked], list[str]]:
    cases: list[Asked] = []
    faults: list[str] = []
    for line, found in objects(BytesIO(text if isinstance(text, bytes) else text.encode())):
        asked = (found,) if isinstance(found, Fault) else understood(line, found)
        if isinstance(asked, Asked):
            cases.append(asked)
        else:
            faults += [str(fault) for fault in asked]
    return cases, faults


def _line(**more: object) -> str:
    return json.dumps(GOOD | more)


def test_a_broken_line_does_not_swallow_the_good_one_after_it() -> None:
    answers, faults = _read(f'{{"today": "2026-11-22",\n{_line()}\n')

    assert len(answers) == 1
    assert faults == ["line 1: JSON: must be one complete object"]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"price": "abc"}, 'line 2: price: must be a number of at least 0, not "abc"'),
        ({"price": -1}, "line 2: price: must be a number of at least 0, not -1"),
        ({"price": True}, "line 2: price: must be a number of at least 0, not true"),
        ({"price": "1e5"}, 'line 2: price: must be a number of at least 0, not "1e5"'),
        ({"price": "١٢"}, 'line 2: price: must be a number of at least 0, not "\\u0661\\u0662"'),
        ({"price": 10**30}, f"line 2: price: must be a number of at most 1000000000, not {10**30}"),
        ({"price": float("nan")}, "line 2: price: must be a number of at least 0, not a number beyond counting"),
        ({"tax": float("inf")}, "line 2: tax: must be a number of at least 0, not a number beyond counting"),
        ({"function_lost": 1.5}, "line 2: function_lost: must be a number of at most 1, not 1.5"),
        ({"quantity": 2.5}, "line 2: quantity: must be a whole number from 1 to 100000, not 2.5"),
        ({"quantity": 0}, "line 2: quantity: must be a whole number from 1 to 100000, not 0"),
        ({"quantity": 2, "affected": 3}, "line 2: affected: must be at most quantity, 2, not 3"),
        ({"currency": "euro"}, 'line 2: currency: must be a currency of three letters, such as USD, not "euro"'),
        ({"country": "D1"}, 'line 2: country: must be a country of two letters, such as DE, not "D1"'),
        ({"issue": None}, None),
        ({"today": None}, None),
        (
            {"tracking": "gone"},
            'line 2: tracking: must be one of none, moving, stalled, invalid, delivered, returned, not "gone"',
        ),
        ({"paid_on": "22.11.2026"}, None),
        ({"paid_on": "2026-02-30"}, None),
        ({"paid_on": "9999-12-31"}, None),
        ({"paid_on": 20261122}, None),
        ({"evidence": "photo"}, None),
        ({"evidence": ["photo", {}]}, None),
        ({"without": ["unboxing", "a film"]}, None),
        ({"without": "unboxing"}, None),
        ({"notes": "x" * 5000}, None),
        ({"notes": "\ud800"}, None),
    ],
)
def test_a_bad_value_is_named_with_its_line_its_key_and_what_it_must_be(
    told: dict[str, object], fault: str | None
) -> None:
    answers, faults = _read(f"{_line()}\n{_line(**told)}\n{_line()}\n")

    assert (len(answers), len(faults)) == (2, 1)
    assert faults[0].startswith(f"line 2: {list(told)[-1]}: must be ")
    assert fault in (None, faults[0])


def test_every_fault_of_an_object_has_its_own_line() -> None:
    answers, faults = _read('{"issue": "lost", "prize": 3, "price": []}')

    assert answers == []
    assert [fault.split(": ")[1] for fault in faults] == ["issue", "prize", "price", "today"]


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[]",
        b"3",
        b'"text"',
        b"{} {}",
        b'{"today": "2026-11-22", "today": "2026-11-23"}',
        b'{"a": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"price": 1' + b"0" * 5000 + b"}",
        b'{"price": 1e99999999999999999999}',
        b'{"issue": "\xff\xfe"}',
        b'{"issue": "' + b"x" * 10_000_000 + b'"}',
        b'{"\\ud800": 1}',
        b'{"x\\nline 9: forged": 1}',
        b'{"unterminated": "',
        b"\x00",
    ],
    ids=lambda line: repr(line[:30]),
)
def test_hostile_lines_are_faults_and_the_next_line_is_answered(line: bytes) -> None:
    answers, faults = _read(line + b"\n" + _line().encode() + b"\n")

    assert len(answers) == 1
    assert faults
    assert all(fault.startswith("line 1: ") and len(fault) < 700 for fault in faults)


def test_a_mark_of_byte_order_at_the_start_is_no_fault() -> None:
    assert _read("\ufeff" + _line())[1] == []


def test_windows_line_ends_and_no_last_line_end_are_fine() -> None:
    answers, faults = _read(f"{_line()}\r\n\r\n{_line()}")

    assert (len(answers), faults) == (2, [])


def test_an_object_that_never_ends_is_a_fault() -> None:
    assert _read('{\n"today": "2026-11-22",\n')[1] == ["line 1: JSON: must be one complete object"]


def test_amounts_are_exact_and_codes_are_capital() -> None:
    ((asked,), _) = _read(_line(price="0.10", tax=0.1, currency="eur", country="de", evidence=["photo", "photo"]))

    assert str(asked.case.price) == str(asked.case.tax) + "0" == "0.10"
    assert (asked.case.currency, asked.case.country) == ("EUR", "DE")
    assert asked.case.evidence == ("photo",)


def test_a_case_knows_the_line_it_began_on() -> None:
    cases, _ = _read("\n\n" + json.dumps(GOOD, indent=2) + "\n" + _line())

    assert [asked.line for asked in cases] == [3, 9]


@_UNHURRIED
@given(st.binary(max_size=300) | st.text(alphabet='{}[]",:\\ \n0123456789eEtrue.-', max_size=120).map(str.encode))
def test_no_bytes_raise(given_bytes: bytes) -> None:
    cases, faults = _read(given_bytes)

    assert cases == []
    assert all(fault.startswith("line ") and "\n" not in fault for fault in faults)


_plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates().map(str)
_value = _plain | st.lists(_plain, max_size=3) | st.dictionaries(st.text(max_size=5), _plain, max_size=2)


@_UNHURRIED
@given(st.dictionaries(st.sampled_from(list(FIELDS)), _value, max_size=4))
def test_any_value_for_any_key_is_a_case_or_a_fault(told: dict[str, object]) -> None:
    cases, faults = _read(json.dumps(GOOD | told))

    assert bool(cases) != bool(faults)


@_UNHURRIED
@given(st.text(max_size=6))
def test_any_unknown_key_is_a_fault_on_one_line(key: str) -> None:
    _, faults = _read(json.dumps(GOOD | {f"_{key}": 1}))

    assert len(faults) == 1
    assert faults[0].isascii()
    assert "\n" not in faults[0]


@pytest.mark.parametrize(
    ("told", "faults"),
    [
        ({"offer": 5}, ["line 1: offer: must be an object with by, kind, amount, on, answer_by, not 5"]),
        (
            {"offer": {"by": "seller", "colour": "red"}},
            [
                "line 1: offer colour: must be one of by, kind, amount, on, answer_by",
                "line 1: offer kind: must be given",
            ],
        ),
        (
            {"history": [{"event": "decided_for", "on": "2026-11-20"}, {"event": "decided_for", "on": "soon"}]},
            ['line 1: history 2 on: must be a date from 2010-01-01 to 2099-12-31 written YYYY-MM-DD, not "soon"'],
        ),
        ({"history": {}}, ["line 1: history: must be a list of at most 200 happenings, not an object"]),
        ({"history": [1]}, ["line 1: history 1: must be an object with event, on, amount, by, answer_by, not 1"]),
        (
            {"history": [{"event": "decided_for", "on": "2026-11-23"}]},
            ["line 1: history 1 on: must be at most today, 2026-11-22, not 2026-11-23"],
        ),
        (
            {"offer": {"by": "seller", "kind": "refund", "on": "2026-11-23"}},
            ["line 1: offer on: must be at most today, 2026-11-22, not 2026-11-23"],
        ),
    ],
)
def test_what_is_wrong_inside_a_history_or_an_offer_is_named_with_its_place(
    told: dict[str, object], faults: list[str]
) -> None:
    assert _read(_line(**told)) == ([], faults)


def test_an_event_that_nobody_knows_is_a_fault() -> None:
    _, (fault,) = _read(_line(event="abducted"))

    assert fault.startswith("line 1: event: must be one of dispute_opened, ")


def test_an_offer_that_is_the_event_happened_once() -> None:
    offer = {"by": "seller", "kind": "refund", "amount": "2.00"}
    (case,), _ = _read(_line(event="seller_offered_amount", offer=offer, opened_on="2026-11-20"))

    assert [one.event for one in case.case.history] == ["dispute_opened", "seller_offered_amount"]
    assert str(case.case.history[-1].amount) == "2.00"
