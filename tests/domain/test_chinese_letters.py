"""Sellers are written to in whole Chinese letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from bot.domain.case import Case, Proof, Stage, Tracking
from bot.domain.claims import RemedyKind
from bot.domain.issues import Issue
from bot.domain.letters import LETTERS
from bot.rendering.catalogues import languages, negotiate, seller_languages
from bot.rendering.words import words
from tests.domain.test_letters import CHARGER, TODAY, facts_of, letter_of

_ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


@pytest.mark.parametrize("issue", list(Issue))
@pytest.mark.parametrize("key", [letter.key for letter in LETTERS if letter.key != "dispute_form"])
def test_a_seller_is_written_to_in_chinese_throughout(issue: Issue, key: str) -> None:
    """Nothing stays English but names, codes and amounts; the dispute form is for AliExpress and stays so."""
    for facts in _all_that_is_told(issue):
        for ask in (*(kind.value for kind in RemedyKind if kind not in ("wait", "fallback")), None):
            text = words("zh").letter(key, {**facts, "ask": ask})
            assert not _ENGLISH.search(text)
            assert "Nov" not in text
            assert "。 " not in text


@cache
def _all_that_is_told(issue: Issue) -> list[Mapping[str, Any]]:
    """The facts of cases that differ in every answer a letter speaks of, on days before, at and after the end."""
    told = {"quantity": 4, "affected": 1, "item": "dress", "detail": "blue"}
    cases = (
        Case(issue=issue),
        CHARGER.but(issue=issue, part_price=None, tracking=Tracking.STALLED, **told),
        CHARGER.but(issue=issue, tracking=Tracking.NONE, item="phone", evidence=tuple(Proof)),
        CHARGER.but(issue=issue, part_price=None, repair_price=Decimal(9), stage=Stage.OPEN, item="phone"),
        CHARGER.but(issue=issue, part_price=None, function_lost=Decimal("0.5"), stage=Stage.DECIDED, item="phone"),
    )
    days = (TODAY, date(2026, 12, 3), date(2027, 12, 3), date(2026, 11, 19))
    files = (Proof.PHOTO, Proof.VIDEO, Proof.SCREENSHOT)
    return [facts_of(case, today, files) for case in cases for today in days]


def test_dates_in_chinese_are_year_month_day() -> None:
    assert "2026年11月18日" in letter_of("first_message", CHARGER, language="zh")


def test_chinese_is_for_sellers_and_no_buyer_is_offered_it() -> None:
    assert seller_languages() == ("en", "zh")
    assert "zh" not in languages()
    assert negotiate("zh-CN") == "en"
