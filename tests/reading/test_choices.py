"""Words typed instead of a button."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.choices import choose, read_yes

OPTIONS = {
    "never_came": "📦 It never came",
    "broken": "It came broken",
    "wrong": "Wrong thing",
    "cancel": "Cancel",
    "back": "‹ Back",
}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It never came", "never_came"),
        ("it NEVER came!", "never_came"),
        ("2", "broken"),
        ("2.", "broken"),
        ("#3", "wrong"),
        ("9", ""),
        ("wrong", "wrong"),
        ("wrng thing", "wrong"),
        ("brokn", "broken"),
        ("cancle", "cancel"),
        ("back", "back"),
        ("came", "never_came broken"),
        ("zzz", ""),
        ("", ""),
        ("🎉", ""),
    ],
)
def test_a_typed_word_picks_its_button(text: str, keys: str) -> None:
    assert sorted(choose(text, OPTIONS).keys) == sorted(keys.split())


def test_two_close_labels_are_asked_about() -> None:
    assert len(choose("crd", {"a": "card", "b": "cord"}).keys) == 2


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Да!", True),
        ("yes", True),
        ("👍", True),
        ("Sí", True),
        ("נכון", None),
        ("لا", False),
        ("нет", False),
        ("ja", True),
    ],
)
def test_yes_and_no_are_understood_in_many_languages(text: str, answer: bool | None) -> None:
    assert read_yes(text) is answer


@given(st.text(max_size=120))
def test_no_text_breaks_the_choice(text: str) -> None:
    assert set(choose(text, OPTIONS).keys) <= set(OPTIONS)
