"""A case outlives the release that wrote it: its JSON is read back, whatever was added, dropped or spoilt since."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Case, Payment, Stage
from bot.domain.case_json import from_json, to_json
from bot.domain.dialogue import hear, pending
from bot.domain.issues import Family, Issue
from bot.storage.columns import sound
from tests.domain.walks import walks

LAWS: Final = settings(max_examples=150, deadline=None)
ANYTHING: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@given(walks())
@LAWS
def test_every_case_is_read_back_as_it_was(case: Case) -> None:
    assert from_json(to_json(case)) == case


@given(walks(), st.text(), st.frozensets(st.text(max_size=20), max_size=3))
@LAWS
def test_what_surrounds_the_answers_is_read_back_as_well(case: Case, notes: str, accepted: frozenset[str]) -> None:
    told = {"verdict": "open", "safe_last_day": "2026-05-30"}
    whole = case.but(notes=notes or None, accepted=accepted, reviewed=True, told=told, shipping_method=notes or None)
    assert from_json(to_json(whole)) == whole


@pytest.mark.parametrize("item", ["فستان أحمر", "שמלה", "🙂👍🏽", "a\u202eb", 'say "no"\\', "line\nline", "\x00", "€"])
def test_any_script_is_read_back(item: str) -> None:
    assert from_json(to_json(Case(item=item))).item == item


@pytest.mark.parametrize("item", ["dress \ud83d", "\udc00", "\ud83d\ude42"])
def test_half_a_character_does_no_harm(item: str) -> None:
    """It can be in what an app sends, and cannot be stored as UTF-8: storage cleans it, the rest stays."""
    stored = sound(to_json(Case(item=item, order_number="123456789012345")))
    stored.encode("utf-8")
    assert from_json(stored).order_number == "123456789012345"


def test_only_what_was_answered_is_written() -> None:
    assert to_json(Case()) == '{"marketplace":"aliexpress"}'


def test_a_field_that_a_release_adds_is_simply_asked() -> None:
    """Old JSON lacks it: the form asks it of buyers who are halfway."""
    old = '{"stage":"not_opened","family":"broken","issue":"defective","ordered_on":"2026-05-01"}'
    question = pending(from_json(old))
    assert question is not None
    assert question.field == "shipped_on"


def test_a_field_that_a_release_drops_is_forgotten() -> None:
    old = '{"stage":"open","colour":"red","unknown":["colour","price"],"heard":{"colour":["red"],"price":["5"]}}'
    case = from_json(old)
    assert case.stage is Stage.OPEN
    assert "price" in case.unknown
    assert case.heard == {"price": ("5",)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stage", "appealed"),
        ("issue", "haunted"),
        ("payment", "cheque"),
        ("price", "a lot"),
        ("price", "NaN"),
        ("quantity", "three"),
        ("quantity", None),
        ("ordered_on", "yesterday"),
        ("ordered_on", 20260501),
        ("item", 5),
        ("item", ["dress"]),
        ("order_number", 123456789012345),
        ("reviewed", "yes"),
        ("evidence", ["drawing"]),
        ("evidence", "photo"),
        ("heard", ["price"]),
        ("heard", {"price": "5"}),
        ("told", "open"),
        ("unknown", "price"),
        ("accepted", 5),
    ],
)
def test_a_value_no_longer_understood_counts_as_not_answered(name: str, value: Any) -> None:
    """The buyer is asked again; everything else they said stays."""
    case = from_json(json.dumps({"stage": "open", "item": "dress", name: value}))
    assert getattr(case, name) == getattr(Case(), name)
    assert case.item == "dress" or name == "item"


def test_a_reading_no_longer_understood_is_not_offered() -> None:
    """It waited for a yes when the release changed: the question comes without it."""
    case = from_json('{"heard":{"payment":["cheque"],"issue":["late","haunted"],"price":["5"],"tax":[]}}')
    assert case.heard == {"issue": ("late",), "price": ("5",), "tax": ()}


@pytest.mark.parametrize("text", ["", "nothing", "[]", "null", "5", '"open"', '{"stage":'])
def test_what_is_no_case_at_all_is_an_empty_one(text: str) -> None:
    """A row somebody spoilt by hand locks nobody out."""
    assert from_json(text) == Case()


@given(st.dictionaries(st.sampled_from([entry.name for entry in fields(Case)]), ANYTHING, max_size=6))
@LAWS
def test_no_stored_value_locks_a_buyer_out(answers: dict[str, Any]) -> None:
    """Whatever was stored, the case is read, its question is known and it can be written again."""
    case = from_json(json.dumps(answers))
    assert from_json(to_json(case)) == case
    pending(case)


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=3).map(tuple), max_size=4))
@LAWS
def test_readings_of_unknown_fields_are_not_kept(readings: dict[str, tuple[str, ...]]) -> None:
    case = hear(Case(), {name: values for name, values in readings.items() if name not in Case.__dataclass_fields__})
    assert case.heard == {}
    assert not case.recap


def test_words_that_are_stored_are_the_words_of_the_glossary() -> None:
    """They are in the database for years: renaming one is a migration."""
    case = Case(stage=Stage.NOT_OPENED, family=Family.NEVER_CAME, issue=Issue.IN_TRANSIT, payment=Payment.PAYPAL)
    assert json.loads(to_json(case)) == {
        "marketplace": "aliexpress",
        "stage": "not_opened",
        "family": "never_came",
        "issue": "in_transit",
        "payment": "paypal",
    }
