"""Every key the rules can name has words, and no words are left over."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

from bot.domain import cards, conflicts, eligibility, fallbacks, reasons, windows
from bot.domain.conflicts import CONFLICTS
from bot.domain.doubts import keys
from bot.domain.fallbacks import ROUTES
from bot.domain.situations import Situation
from bot.domain.warnings import WARNINGS
from bot.policies import load
from bot.rendering.words import words

WORDS = Path(__file__).parents[2] / "templates" / "words"
POLICY = load()


def _macros(catalogue: str) -> set[str]:
    return set(re.findall(r"{%\s*macro (\w+)\(", (WORDS / f"{catalogue}.j2").read_text(encoding="utf-8")))


def _named(pattern: str, modules: Iterable[ModuleType]) -> set[str]:
    return {found for module in modules for found in re.findall(pattern, inspect.getsource(module))}


def test_every_warning_and_doubt_has_words() -> None:
    assert _macros("warnings") == set(WARNINGS) | keys()


def test_every_warning_names_its_sources() -> None:
    assert set(POLICY.situations) == set(WARNINGS)


def test_every_conflict_has_words_for_itself_and_both_sides() -> None:
    assert set(CONFLICTS) == set(POLICY.conflicts) == {f"C{number}" for number in range(1, 15)}
    assert _macros("conflicts") == {f"{key}{side}" for key in CONFLICTS for side in ("", "_a", "_b")}
    assert set(conflicts.SIDES) <= set(CONFLICTS)


def test_every_route_and_note_has_words() -> None:
    routes = ({*ROUTES} - {"card"}) | set(cards.CARD_ROUTES)
    spoken = _macros("fallbacks")
    notes = {macro.removeprefix("note_") for macro in spoken if macro.startswith("note_")}

    assert {macro for macro in spoken if not macro.startswith("note_")} == routes
    assert notes <= _named(r'"(\w+)"', (cards, fallbacks))


def test_every_reason_has_words() -> None:
    literal = _named(r'"([a-z_0-9]+)"', (reasons, windows, eligibility))
    rows = {f"row_{row.value}" for row in Situation}
    carriers = {"carrier_window_express", "carrier_window_ems", "carrier_window_post"}

    assert _macros("reasons") <= literal | rows | carriers
    assert rows | carriers <= _macros("reasons")


NUMBERS = [
    ("coach", "why_pending_is_normal", "a day or two", "case_finishes_after_answers", 2),
    ("conflicts", "C3_a", "five days", "seller_answers_within", 5),
    ("conflicts", "C3_b", "Three days", "seller_answers_within_shorter", 3),
    ("conflicts", "C6_b", "15 days", "window_after_end", 15),
    ("conflicts", "C7_a", "eleventh day", "opens_after_shipment", 11),
    ("conflicts", "C8_a", "seven days", "appeal_within", 7),
    ("conflicts", "C13", "ten working days", "refund_arrives_within", 10),
    ("conflicts", "C13", "twenty", "refund_arrives_at_the_latest", 20),
    ("faq", "a_no_button", "11th day", "opens_after_shipment", 11),
    ("faq", "a_no_button", "15 days", "window_after_end", 15),
    ("faq", "a_confirm_receipt", "15 days", "window_after_end", 15),
    ("faq", "a_not_liked", "15 days", "free_return_within", 15),
    ("faq", "a_not_liked", "14 days", "eu_withdrawal_within", 14),
    ("faq", "a_how_many_days", "Fifteen", "window_after_end", 15),
    ("faq", "q_wait_ten_days", "10 days", "keep_waiting", 10),
    ("faq", "a_wait_ten_days", "180 days", "paypal_within", 180),
    ("faq", "a_untracked_lost", "7 days", "appeal_within", 7),
    ("faq", "a_untracked_lost", "180 days", "paypal_within", 180),
    ("faq", "a_untracked_lost", "120 days", "visa_not_received_within", 120),
    ("faq", "a_seller_ignores", "1 to 10 working days", "refund_arrives_within", 10),
    ("faq", "a_seller_ignores", "20 with a slow bank", "refund_arrives_at_the_latest", 20),
    ("faq", "a_send_to_china", "10 days", "return_within", 10),
    ("faq", "a_label_refused", "10 to 15", "return_label_lives", 15),
    ("faq", "a_still_pending", "1 to 10 working days", "refund_arrives_within", 10),
    ("faq", "a_lost", "7 days", "appeal_within", 7),
    ("faq", "a_lost", "180 days", "paypal_within", 180),
    ("faq", "a_lost", "120 days", "visa_not_received_within", 120),
    ("faq", "a_no_money_yet", "1 to 10 working days", "refund_arrives_within", 10),
    ("faq", "a_no_money_yet", "up to 20", "refund_arrives_at_the_latest", 20),
    ("faq", "a_files_fit", "2 MB", "picture_size", 2),
    ("faq", "a_files_fit", "500 MB", "video_size", 500),
    ("faq", "a_add_facts", "7 days", "platform_steps_in_within", 7),
]
"""Numbers that stand in sentences, each with its term. A term that changes fails here until its sentences follow."""


@pytest.mark.parametrize(("catalogue", "key", "said", "term", "value"), NUMBERS)
def test_a_number_in_a_sentence_is_that_of_its_term(catalogue: str, key: str, said: str, term: str, value: int) -> None:
    text = words("en").plain(catalogue, key)

    assert said in text
    assert POLICY.terms[term].since[-1].value == value


@pytest.mark.parametrize("key", sorted(key for key in _macros("faq") | _macros("conflicts") if key[0] in "aCq"))
def test_no_number_of_days_is_said_without_its_term(key: str) -> None:
    text = words("en").plain("conflicts" if key.startswith("C") else "faq", key)
    known = {value for _, entry, _, _, value in NUMBERS if entry == key}

    assert {int(number) for number in re.findall(r"\b(\d+)(?:th day| (?:working )?days)", text)} <= known


@pytest.mark.parametrize("key", sorted(POLICY.terms))
def test_every_term_is_said_in_a_sentence(key: str) -> None:
    assert POLICY.terms[key].says.endswith(".")
