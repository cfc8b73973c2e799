"""/cases says of each dispute where it stands, whose turn it is, and the next day that matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

import pytest

from bot.app import tongue
from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import marketplace_day
from bot.domain.case import Case, Stage
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.standing import told
from bot.policies import load
from bot.rendering.bubbles import bubble
from bot.rendering.catalogues import languages
from bot.services.cases import screen
from bot.services.scene import Scene
from tests.rendering import markup

POLICY: Final = load()
NOW: Final = datetime(2026, 11, 20, 12, tzinfo=UTC)
DRESS: Final = Case(
    issue=Issue.DAMAGED,
    item="Dress",
    ordered_on=date(2026, 10, 20),
    delivered_on=date(2026, 11, 8),
    protection_ends_on=date(2026, 12, 1),
    reviewed=True,
)
OPENED: Final = Happening(Event.DISPUTE_OPENED, date(2026, 11, 10))


def _listed(*cases: Case, language: str = "en", now: datetime = NOW) -> str:
    """The text of /cases, one case a record, in that order."""
    buyer = Buyer(7, language=language, view="cases", created_at=now, active_at=now)
    shelf = tuple(Record(number, 7, number, case) for number, case in enumerate(cases, 1))
    scene = Scene(buyer, None, now, marketplace_day(now, POLICY), POLICY, tongue("en"), shelf)
    return markup.visible(bubble(screen(scene), language).text)


def _line(*happenings: Happening, case: Case = DRESS, now: datetime = NOW) -> str:
    return _listed(told(case, OPENED, *happenings), now=now).partition("1. ")[2].strip()


def test_a_dispute_shows_its_stage_whose_turn_it_is_and_the_next_day() -> None:
    proposed = Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 20), Decimal(5), answer_by=date(2026, 11, 25))

    assert _line() == "Dress\nAliExpress is looking at it · AliExpress's turn · next: 24 Nov 2026"
    assert _line(proposed) == "Dress\nAliExpress has proposed something · your turn · next: 25 Nov 2026"


def test_the_last_day_to_act_is_next_where_nothing_is_planned_before_it() -> None:
    agreed = Happening(Event.SELLER_ACCEPTED, date(2026, 11, 20))

    assert _line(agreed) == "Dress\nThe seller agreed · AliExpress's turn · next: 20 Nov 2026"


def test_a_time_that_is_over_is_said_to_be_over() -> None:
    asked = Happening(Event.PLATFORM_ASKED_EVIDENCE, date(2026, 11, 12))

    assert _line(asked) == "Dress\nAliExpress is looking at it · your turn · the time is over"


def test_nobodys_turn_is_not_mentioned() -> None:
    assert _line(Happening(Event.MONEY_ARRIVED, date(2026, 11, 19))) == "Dress\nThe money is here"


def test_before_a_dispute_the_verdict_is_shown() -> None:
    case = DRESS.but(stage=Stage.NOT_OPENED, delivered_on=date(2026, 11, 16))

    assert _listed(case) == "Your cases\n1. Dress · depends on the page · next: 28 Nov 2026"


def test_an_ending_nobody_has_explained_is_not_called_lost() -> None:
    ended = DRESS.but(stage=Stage.DECIDED, opened_on=date(2026, 11, 10), closed_on=date(2026, 11, 19))

    assert "\n1. Dress · decided · next: " in _listed(ended)


@pytest.mark.parametrize("language", languages())
def test_twenty_disputes_with_long_names_fit_into_one_message(language: str) -> None:
    item = "Ж" * 80
    now = NOW + timedelta(days=2)
    for event in Event:
        case = told(DRESS.but(item=item), OPENED, Happening(event, date(2026, 11, 20)))
        shelf = tuple(replace(case, notes=str(number)) for number in range(30))

        assert len(_listed(*shelf, language=language, now=now)) <= 4096, event
