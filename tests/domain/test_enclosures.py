"""What goes with a letter: words for each, nothing that cannot exist, and one way at a time."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.addressees import COACH_LETTERS
from bot.domain.case import Case
from bot.domain.enclosures import LETTER_EVIDENCE, ROUTE_EVIDENCE, ROUTE_LETTERS, Enclosure, evidence, letters_of
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.letters import LETTERS
from bot.domain.standing import told
from tests.rendering.samples import macros

NEVER_CAME = Case(issue=Issue.IN_TRANSIT, opened_on=date(2026, 3, 1))
BROKEN = Case(issue=Issue.DEFECTIVE, delivered_on=date(2026, 2, 25), opened_on=date(2026, 3, 1))


def test_everything_that_can_be_attached_has_words_and_no_words_are_orphans() -> None:
    assert set(macros("enclosures")) == set(Enclosure)


def test_every_letter_has_a_name_for_its_button() -> None:
    assert set(macros("letters")) == {*COACH_LETTERS, *(letter.key for letter in LETTERS)}


def test_every_list_belongs_to_a_letter_there_is() -> None:
    usual = {letter.key for letter in LETTERS}

    assert set(ROUTE_LETTERS.values()) <= usual | set(COACH_LETTERS)
    assert set(LETTER_EVIDENCE) <= set(COACH_LETTERS)


@pytest.mark.parametrize("route", list(ROUTE_EVIDENCE))
def test_nobody_is_asked_for_photos_of_what_never_came(route: str) -> None:
    wanted = evidence(NEVER_CAME, ROUTE_EVIDENCE[route])

    assert Enclosure.PROBLEM_SHOWN not in wanted
    assert Enclosure.TRACKING not in evidence(BROKEN, ROUTE_EVIDENCE[route])


def test_who_sent_it_back_shows_the_receipt_and_no_offer_to_do_so() -> None:
    sent = told(BROKEN, Happening(Event.RETURN_SHIPPED, date(2026, 3, 4)))

    assert Enclosure.POSTING_PROOF in evidence(sent, ROUTE_EVIDENCE["visa_13_3"])
    assert Enclosure.RETURN_OFFERED not in evidence(sent, ROUTE_EVIDENCE["visa_13_3"])


def test_who_never_opened_a_dispute_is_not_asked_how_it_ended() -> None:
    assert Enclosure.DISPUTE_RESULT not in evidence(BROKEN.but(opened_on=None), ROUTE_EVIDENCE["paypal"])


@pytest.mark.parametrize("first", list(ROUTE_LETTERS))
def test_one_way_at_a_time_has_no_letter_of_another_but_those_to_the_same_bank(first: str) -> None:
    others = ("paypal", "us_fcba", "uk_section_75", "eu_court", "support_goodwill")
    bank = {"card_claim", "us_billing_error"}

    assert set(letters_of(first, others)) in ({ROUTE_LETTERS[first]}, bank)
