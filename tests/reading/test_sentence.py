"""First messages: what is heard in them and what is not. The messages stand in messages.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case_json import parse
from bot.reading.sentence import mine, wants_abuse

TODAY = date(2026, 7, 15)
MESSAGES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "messages.toml").read_text("utf-8"))["message"]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["says"][:40])
def test_a_first_message_tells_exactly_these_facts(message: dict[str, Any]) -> None:
    """Every fact that is there, and none that is not; each in the form a case stores."""
    heard = mine(message["says"], message["language"], TODAY)

    assert {name: list(values) for name, values in heard.items()} == message["heard"]
    for name, values in heard.items():
        for value in values:
            parse(name, value)


def test_the_language_of_the_words_wins_over_the_language_of_the_settings() -> None:
    assert mine("не пришла посылка", "en", TODAY)["issue"] == ("in_transit",)


def test_the_buyers_order_of_day_and_month_settles_a_date() -> None:
    assert mine("ordered on 03/04/2026", "en", TODAY)["ordered_on"] == ("2026-03-04", "2026-04-03")
    assert mine("ordered on 03/04/2026", "en", TODAY, day_first=True)["ordered_on"] == ("2026-04-03",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How can I get a refund and keep it though it is fine"),
        ("en", "how do i get stuff for free"),
        ("en", "can i say it never arrived even though i got it"),
        ("en", "how to scam the seller"),
        ("ru", "как получить товар бесплатно и оставить себе"),
        ("ru", "как обмануть продавца"),
        ("ru", "хочу вернуть деньги хотя товар нормальный"),
    ],
)
def test_a_wish_to_cheat_is_noticed(language: str, text: str) -> None:
    assert wants_abuse(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I want my money back and keep the dress, it is torn"),
        ("en", "The seller scammed me, free returns they said"),
        ("en", "free shipping never arrived"),
        ("en", "I want a full refund, the phone does not work"),
        ("en", "Can I keep the item and get a partial refund? It has a scratch"),
        ("ru", "хочу вернуть деньги и оставить платье, оно порвано"),
        ("ru", "продавец обманул меня"),
        ("ru", "бесплатная доставка, но посылка не пришла"),
        ("en", ""),
    ],
)
def test_an_honest_buyer_is_not_suspected(language: str, text: str) -> None:
    assert not wants_abuse(text, language)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "ru", "de", "ar", ""]))
def test_no_message_breaks_the_mining(text: str, language: str) -> None:
    wants_abuse(text, language)
    for name, values in mine(text, language, TODAY).items():
        for value in values:
            parse(name, value)


def test_a_very_long_message_is_cut() -> None:
    assert mine("a" * 4096 + " 8015710859336916", "en", TODAY) == {}
