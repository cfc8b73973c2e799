"""Every screen the services can make, in every language, as Telegram would take it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.screen import Screen
from bot.rendering.bubbles import COPY_LIMIT, Key, bubble
from bot.rendering.catalogues import PSEUDO, languages, seller_languages
from bot.rendering.formats import filters
from tests.rendering import markup
from tests.rendering.samples import BRANDS, HOSTILE
from tests.rendering.scenes import TODAY, screens

TEXT_LIMIT = 4096
DATA_LIMIT = 64
KEYS_LIMIT, ROW_LIMIT = 100, 8
_MARKED = re.compile(r"⟦[^⟦⟧]*(?:⟧|$)")
_LETTERS = re.compile(r"[^\W\d_]+")
_OUTSIDE = re.compile(r"/[a-z]+|UTC|[Xx]\b")


@pytest.mark.parametrize("language", [*languages(), PSEUDO])
def test_every_screen_is_one_message_telegram_takes(language: str) -> None:
    """Known tags in order, within the limits, with keys that carry something and say something. What a buyer
    typed is shown as typed."""
    for name, screen in screens(language):
        shown = bubble(screen, language)

        assert HOSTILE not in shown.text, name
        assert markup.faults(shown.text) == [], name
        assert 0 < len(markup.visible(shown.text)) <= TEXT_LIMIT, name
        assert shown.text.count("<") // 2 <= 100, f"{name} has more than 100 entities"
        assert sum(map(len, shown.rows)) <= KEYS_LIMIT, name
        for row in shown.rows:
            assert len(row) <= ROW_LIMIT, name
            assert [fault for key in row for fault in _faults(key)] == [], name


def test_a_letter_is_plain_text_on_its_copy_buttons() -> None:
    """What is pasted into the seller's chat must not hold &amp; or tags."""
    letters = [bubble(screen, "en") for _, screen in screens("en") if screen.copy]
    copied = ["".join(key.copy or "" for row in shown.rows for key in row) for shown in letters]

    assert copied
    assert not [letter for letter in copied if "&amp;" in letter or "&lt;" in letter or "&#" in letter]
    assert any(HOSTILE in letter for letter in copied)


@pytest.mark.parametrize("language", seller_languages())
def test_every_letter_can_be_written_to_every_seller(language: str) -> None:
    """In the seller's language for copying, in the buyer's below it, and still one message."""
    for name, screen in screens("ru"):
        if screen.copy:
            shown = bubble(replace(screen, copy_language=language), "ru")
            assert markup.faults(shown.text) == [], name
            assert len(markup.visible(shown.text)) <= TEXT_LIMIT, name
            assert [fault for row in shown.rows for key in row for fault in _faults(key)] == [], name


def test_a_letter_to_the_buyers_own_bank_is_in_the_buyers_language_with_english_below() -> None:
    screen = Screen("letter", {"letter_key": "phishing_report", "notice": {}, "enclosures": ()}, copy="phishing_report")

    shown = bubble(replace(screen, copy_language="ru", copy_beside="en"), "ru")

    assert "Мне пришло сообщение" in "".join(key.copy or "" for row in shown.rows for key in row)
    assert "То же на английском" in shown.text
    assert "I received a message" in shown.text


def test_nothing_on_a_screen_is_hard_coded() -> None:
    """In the pseudo-language everything stands between marks but what the case itself says, and commands."""
    for name, screen in screens(PSEUDO):
        if screen.copy:
            continue  # half of it is the letter in the seller's language
        shown = bubble(screen, PSEUDO)
        text = "\n".join([markup.visible(shown.text), *(key.text for row in shown.rows for key in row)])
        while _MARKED.search(text):
            text = _MARKED.sub("", text)
        if _LETTERS.search(text):
            for fact in sorted(set(_said(screen)), key=len, reverse=True):
                text = text.replace(fact, "")
        left = _LETTERS.findall(_OUTSIDE.sub("", text))
        assert not left, f"{name}: {left}"


def _faults(key: Key) -> Iterator[str]:
    if not 0 < len(key.text) <= 64:
        yield f"{key.text!r} is {len(key.text)} long"
    if (key.data is None) is (key.copy is None):
        yield f"{key.text!r} carries not exactly one thing"
    if key.data is not None and not 0 < len(key.data.encode()) <= DATA_LIMIT:
        yield f"{key.data!r} is too long"
    if key.copy is not None and not 0 < len(key.copy) <= COPY_LIMIT:
        yield f"{key.text!r} copies {len(key.copy)} characters"


def _said(screen: Screen) -> Iterator[str]:
    """Every fact of a screen and its buttons, in every form in which it may be shown."""
    forms = filters(PSEUDO)
    facts = list(_leaves([screen.facts, *(button.facts for row in screen.rows for button in row)]))
    currencies = {fact for fact in facts if isinstance(fact, str) and re.fullmatch("[A-Z]{3}", fact)} | {"USD"}
    today = screen.facts.get("today", TODAY)
    yield from BRANDS
    for fact in facts:
        yield str(fact)
        match fact:
            case datetime():
                continue
            case date():
                yield from (
                    forms[form](fact) for form in ("day", "day_long", "day_short", "month", "month_year", "weekday")
                )
                yield forms["ago"](fact, today)
            case Decimal():
                yield from (forms["money"](fact, currency) for currency in currencies)
            case str() if re.fullmatch("[A-Z]{2}", fact):
                yield forms["country"](fact)
            case str() if fact in languages():
                yield forms["language_name"](fact)


def _leaves(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        for entry in fields(value):
            yield from _leaves(getattr(value, entry.name))
    elif isinstance(value, Mapping):
        yield from _leaves(list(value.values()))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _leaves(one)
    elif value is not None and value != "":
        yield value
