"""Letters say what the buyer told us, kindly, in a few words, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.assessment import Verdict
from bot.domain.case import Case, Proof, Replied, Stage, Tracking, Wish
from bot.domain.eligibility import assess
from bot.domain.issues import ISSUES, Issue
from bot.domain.letters import (
    DETAIL_LIMIT,
    ITEM_LIMIT,
    LETTERS,
    item_name,
    letter_facts,
    letters,
    order_number,
    own_words,
    requested,
)
from bot.domain.remedies import suggest
from bot.policies import load
from bot.rendering.words import words

POLICY = load()
TODAY = date(2026, 11, 22)
CHARGER = Case(
    issue=Issue.DEFECTIVE,
    order_number="8015710859336916",
    item="phone, black",
    price=Decimal(200),
    currency="USD",
    part_price=Decimal(14),
    delivered_on=date(2026, 11, 18),
    protection_ends_on=date(2026, 12, 1),
    evidence=(Proof.VIDEO, Proof.PHOTO),
)


def letter_of(
    key: str, case: Case, today: date = TODAY, language: str = "en", files: tuple[Proof, ...] = (), **more: Any
) -> str:
    return words(language).letter(key, {**facts_of(case, today, files), **more})


def facts_of(case: Case, today: date, files: tuple[Proof, ...]) -> Mapping[str, Any]:
    found = assess(case, POLICY, today)
    return letter_facts(case, found, requested(suggest(case, found, POLICY)), today, files)


def test_the_first_message_has_everything_in_its_order() -> None:
    assert letter_of("first_message", CHARGER) == "\n".join(
        [
            "Hello, thank you for your work. My order is 8015710859336916, phone, black.",
            "",
            "The parcel arrived on 18 Nov 2026.",
            "A part of the item does not work.",
            "",
            "Attached: a short video, photos.",
            "",
            "Buying the part here costs about US$14.00, plus its delivery. "
            "I kindly ask for a partial refund of US$15.40, without a return.",
            "",
            "I can open a request on the order page until 3 Dec 2026, so I will open it in time to keep my order safe.",
            "",
            "Thank you and best regards.",
        ]
    )


def test_the_dispute_form_gets_facts_only() -> None:
    case = CHARGER.but(seller_contacted_on=date(2026, 11, 19), replied=Replied.SILENT)

    text = letter_of("dispute_form", case)

    assert "I wrote to the seller on 19 Nov 2026 and received no answer." in text
    assert "Hello" not in text
    assert "thank" not in text.casefold()


def test_without_an_answer_about_silence_no_silence_is_claimed() -> None:
    assert "no answer" not in letter_of("dispute_form", CHARGER.but(seller_contacted_on=date(2026, 11, 19)))


@pytest.mark.parametrize("issue", list(Issue))
def test_a_case_of_which_nothing_is_known_still_reads_well(issue: Issue) -> None:
    case = Case(issue=issue)

    for key in letters(case, assess(case, POLICY, TODAY)):
        text = letter_of(key, case)
        assert "None" not in text
        assert "  " not in text
        assert not any(digit in text for digit in "0123456789")


@pytest.mark.parametrize("issue", [issue for issue in Issue if ISSUES[issue].form_reason])
def test_no_letter_threatens_or_blames(issue: Issue) -> None:
    case = CHARGER.but(issue=issue, tracking=Tracking.STALLED, part_price=None, quantity=4, affected=1)

    for letter in LETTERS:
        text = letter_of(letter.key, case).casefold()
        assert not [
            word
            for word in ("must", "or else", "scam", "cheat", "bad review", "star", "immediately", "!")
            if word in text
        ]
        assert len(text.split()) <= 120


def test_too_early_asks_first_and_gives_the_protection_as_the_reason() -> None:
    case = Case(
        issue=Issue.IN_TRANSIT,
        shipped_on=date(2026, 10, 20),
        protection_ends_on=date(2026, 12, 20),
        tracking=Tracking.MOVING,
        price=Decimal(5),
        currency="EUR",
    )

    text = letter_of("first_message", case)

    assert "Could you please check where it is?" in text
    assert "a full refund of €5.00" in text
    assert "My order protection ends on 20 Dec 2026" in text


def test_a_bare_number_is_never_written_without_its_currency() -> None:
    assert "14" not in letter_of("first_message", CHARGER.but(currency=None)).replace("8015710859336916", "")


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        ({}, ("first_message", "dispute_form", "reply_confirm", "reply_paypal")),
        (
            {"stage": Stage.OPEN, "opened_on": date(2026, 11, 19)},
            ("dispute_form", "reply_cancel", "reply_confirm", "reply_paypal"),
        ),
        ({"stage": Stage.DECIDED, "closed_on": date(2026, 11, 21)}, ("goodwill",)),
        (
            {"issue": Issue.NOT_SHIPPED, "delivered_on": None},
            ("first_message", "reply_wait", "reply_confirm", "reply_paypal"),
        ),
    ],
)
def test_the_letters_that_fit_follow_the_verdict(told: dict[str, object], fits: tuple[str, ...]) -> None:
    case = CHARGER.but(**told)

    assert letters(case, assess(case, POLICY, TODAY)) == fits


def test_no_verdict_is_left_without_a_letter() -> None:
    for verdict in Verdict:
        assert any(verdict in letter.verdicts for letter in LETTERS)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("red dress\nsize M", "red dress size M"),
        ("  \t ", None),
        ("a\u202egnp.exe", "a gnp.exe"),
        ("a\x00b\ud800c", "a b c"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("فستان أحمر", "فستان أحمر"),
    ],
)
def test_the_name_of_the_thing_is_one_harmless_line(typed: str, written: str | None) -> None:
    assert item_name(typed) == written


def test_a_title_as_long_as_a_listing_is_cut_at_a_word() -> None:
    short = item_name("wireless " * 40) or ""

    assert len(short) <= ITEM_LIMIT + 1
    assert short.endswith("wireless…")


def test_what_is_not_an_order_number_is_left_out() -> None:
    assert order_number("8015 7108 5933 6916") == "8015710859336916"
    assert order_number("12") is None
    assert order_number("٨٠١٥٧١٠٨٥٩") is None
    assert order_number(None) is None


def test_a_red_dress_ordered_and_a_blue_one_received_stands_in_the_letter_as_written() -> None:
    case = CHARGER.but(issue=Issue.WRONG_VARIANT, part_price=None, detail="Ordered a red dress, received a blue one.")

    for key in ("first_message", "dispute_form"):
        assert "Details: “Ordered a red dress, received a blue one”." in letter_of(key, case)


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("“it's broken”.", "it's broken"),
        ("красное, а пришло\nсинее", "красное, а пришло синее"),
        (" ... ", None),
        ("\u202eabc", "abc"),
        (None, None),
    ],
)
def test_the_buyers_own_words_are_quoted_once_and_on_one_line(typed: str | None, quoted: str | None) -> None:
    assert own_words(typed) == quoted


def test_own_words_of_any_length_leave_a_letter_a_letter() -> None:
    assert len(own_words("word " * 500) or "") <= DETAIL_LIMIT + 1


def test_files_are_counted_and_a_paper_nobody_has_read_is_called_a_document() -> None:
    files = (Proof.PHOTO, Proof.VIDEO, Proof.PHOTO, Proof.OFFICIAL_LETTER, Proof.PHOTO)

    assert "Attached: 3 photos, 1 video, 1 document." in letter_of("first_message", CHARGER, files=files)


def test_what_never_came_is_not_said_to_be_delivered() -> None:
    """The carrier's word must not read as the buyer's own."""
    case = CHARGER.but(issue=Issue.DELIVERED_NOT_RECEIVED, part_price=None)

    for key in ("first_message", "dispute_form"):
        text = letter_of(key, case)
        assert "The tracking says delivered on 18 Nov 2026" in text
        assert "arrived" not in text


def test_a_delivery_time_that_is_over_is_named() -> None:
    case = Case(issue=Issue.IN_TRANSIT, protection_ends_on=date(2026, 11, 15), shipped_on=date(2026, 9, 20))

    assert "The delivery time on the order page ended on 15 Nov 2026." in letter_of("dispute_form", case)


@pytest.mark.parametrize("today", [date(2026, 12, 3), date(2026, 12, 8)])
def test_a_last_day_that_has_come_is_not_given_as_one_to_come(today: date) -> None:
    text = letter_of("first_message", CHARGER, today)

    assert "I will open one today" in text
    assert "3 Dec 2026" not in text


def test_the_first_day_is_given_where_it_comes_before_the_end_of_protection() -> None:
    case = Case(issue=Issue.CUSTOMS, shipped_on=date(2026, 11, 18), protection_ends_on=date(2026, 12, 30))

    assert "from 29 Nov 2026" in letter_of("first_message", case)


def test_a_share_of_use_is_mentioned_only_when_the_buyer_told_one() -> None:
    case = CHARGER.but(part_price=None, wish=Wish.PART_BACK)

    assert "only in part" not in letter_of("first_message", case)
    assert "It can be used only in part." in letter_of("first_message", case.but(function_lost=Decimal("0.5")))


@pytest.mark.parametrize("wish", list(Wish))
def test_the_form_never_speaks_of_itself(wish: Wish) -> None:
    """ "Please write it in the request" is for the seller; this is the request."""
    text = letter_of("dispute_form", CHARGER.but(part_price=None, wish=wish))

    assert "request" not in text
    assert "kindly" not in text
