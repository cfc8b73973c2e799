"""Fresh first messages: how much is heard in words nobody fitted the reading to. They stand in fresh.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.domain.case_json import parse
from bot.reading.sentence import mine
from tests.reading.score import Score

TODAY = date(2026, 7, 15)
MESSAGES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "fresh.toml").read_text("utf-8"))["message"]


def score(messages: Sequence[Mapping[str, Any]]) -> Score:
    right, wrong, missed = 0, list[str](), list[str]()
    for message in messages:
        heard = mine(message["says"], message["language"], TODAY)
        for field, values in heard.items():
            for value in values:
                parse(field, value)
        expected: dict[str, str] = message["heard"]
        for field, allowed in expected.items():
            if field not in heard:
                missed.append(f"{message['says']}: no {field}")
            elif {value.casefold() for value in heard[field]} <= set(allowed.casefold().split("|")):
                right += 1
            else:
                wrong.append(f"{message['says']}: {field} {heard[field]}, not {allowed}")
                missed.append(f"{message['says']}: not {field} {allowed}")
        for field in set(heard) - set(expected) - set(message.get("may", ())):
            wrong.append(f"{message['says']}: {field} {heard[field]}")
    return Score(right, wrong, missed)


@pytest.mark.parametrize("half", [0, 1], ids=["the half it was built on", "the half nobody looked at"])
def test_almost_nothing_is_heard_wrongly_and_most_is_heard(half: int) -> None:
    """A wrong fact costs the buyer's trust, a missing one only a question."""
    met = score(MESSAGES[half::2])

    assert met.precision >= 0.96, met.wrong
    assert met.recall >= 0.93, met.missed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ordered {0} march"),
        ("en", "bought on {0} may"),
        ("ru", "заказал {0} марта"),
        ("it", "ordinato il {0} marzo"),
        ("de", "ich habe am {0}. juni bestellt"),
        ("en", "ordered {0} usd"),
        ("en", "bought for {0} dollars"),
        ("en", "ordered {0} days ago"),
        ("ru", "купил {0} недели назад"),
        ("en", "ordered, shipped {0} march, arrived broken"),
    ],
)
def test_a_month_a_sum_a_unit_or_a_verb_is_no_item(language: str, text: str) -> None:
    for number in (1, 4, 12):
        assert "item" not in mine(text.format(number), language, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "ordered 1 march 2026, shipped 4 march 2026, arrived 9 april 2026",
        "arrived 9 april 2026, ordered 1 march 2026, shipped 4 march 2026",
        "1 march 2026 ordered 4 march 2026 shipped 9 april 2026 arrived",
        "ordered on 1 march 2026 and it was shipped on 4 march 2026 and arrived on 9 april 2026, paid with visa",
        "Ordered: 01.03.2026. Shipped: 04.03.2026. Arrived: 09.04.2026.",
        "заказал 1 марта 2026, отправили 4 марта 2026, пришло 9 апреля 2026",
        "заказано 1 марта отправлено 4 марта получено 9 апреля",
        "1 марта заказал 4 марта отправили 9 апреля получил",
    ],
)
def test_each_day_belongs_to_its_own_event(text: str) -> None:
    heard = mine(text, "ru" if text[-1] >= "а" or "марта" in text else "en", TODAY, day_first=True)

    assert heard["ordered_on"] == ("2026-03-01",)
    assert heard["shipped_on"] == ("2026-03-04",)
    assert heard["delivered_on"] == ("2026-04-09",)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "protection ends 20 august", "2026-08-20"),
        ("en", "12 days of protection left", "2026-07-27"),
        ("en", "ordered 1 june, buyer protection ends in 5 days", "2026-07-20"),
        ("en", "protection expired 3 days ago", "2026-07-12"),
        ("ru", "защита заканчивается 2 августа", "2026-08-02"),
        ("ru", "до конца защиты 5 дней", "2026-07-20"),
        ("ru", "защита до 20 августа, заказал 1 июня", "2026-08-20"),
        ("de", "käuferschutz endet am 2. august", "2026-08-02"),
    ],
)
def test_the_end_of_the_protection_may_lie_ahead(language: str, text: str, day: str) -> None:
    assert mine(text, language, TODAY)["protection_ends_on"] == (day,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "there is 75 days protection on this order"),
        ("en", "is there buyer protection? ordered 1 june"),
        ("ru", "какая защита покупателя? заказал 1 июня"),
        ("en", "should arrive by 20 august"),
    ],
)
def test_no_end_of_the_protection_is_made_up(language: str, text: str) -> None:
    assert "protection_ends_on" not in mine(text, language, TODAY)


def test_a_day_of_the_month_alone_follows_the_day_before_it() -> None:
    heard = mine("куплено 28 марта, отправили 2-го", "ru", TODAY)

    assert (heard["ordered_on"], heard["shipped_on"]) == (("2026-03-28",), ("2026-04-02",))


def test_a_day_to_come_is_not_taken_for_last_years() -> None:
    assert mine("bought a watch for a birthday on 20 july, will it come", "en", TODAY) == {"item": ("watch",)}


def test_a_sum_that_was_paid_does_not_take_the_day_before_it() -> None:
    heard = mine("ordered a smart watch 10 may paid 55$ by visa", "en", TODAY)

    assert (heard["ordered_on"], heard["price"]) == (("2026-05-10",), ("55",))
    assert "paid_on" not in heard
