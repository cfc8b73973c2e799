"""The evidence pack as values: every reader gets it in the order in which it asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.account import account
from bot.domain.case import Case, Stage
from bot.domain.claims import Shot
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.pack import SECTIONS, SHOWN_IN, Entry, Exhibit, Kind, Pack, Reader, Section


def _pack(reader: Reader, *shots: Shot | None, timeline: tuple[Entry, ...] = ()) -> Pack:
    exhibits = tuple(Exhibit(n, shot, "", Kind.PICTURE, f"{n}.jpg") for n, shot in enumerate(shots, 1))
    return Pack(reader, "en", date(2026, 3, 9), 1, None, {}, timeline, "card_claim", "en", exhibits)


def test_aliexpress_reads_the_claim_first_and_the_proof_before_the_letter() -> None:
    order = SECTIONS[Reader.PLATFORM]

    assert order[0] is Section.CLAIM
    assert order.index(Section.EXHIBITS) < order.index(Section.LETTER)


def test_a_bank_reads_what_was_agreed_what_came_and_what_was_tried_before_the_claim() -> None:
    order = SECTIONS[Reader.CARD]
    told = (Section.ORDER, Section.AGREED, Section.CAME, Section.TRIED, Section.CLAIM)

    assert tuple(section for section in order if section in told) == told


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("shot", Shot)
def test_every_exhibit_is_named_in_exactly_one_section_of_each_reader(reader: Reader, shot: Shot) -> None:
    pack = _pack(reader, shot, timeline=(Entry(None, "ordered"),))

    assert [section for section in pack.sections if pack.showing(section)] == [
        SHOWN_IN[shot] if SHOWN_IN[shot] in SECTIONS[reader] else Section.CLAIM
    ]


def test_a_pack_without_files_has_no_section_of_exhibits() -> None:
    assert Section.EXHIBITS not in _pack(Reader.CARD).sections
    assert Section.EXHIBITS in _pack(Reader.CARD, None).sections


def test_what_happened_is_told_by_day_and_what_has_none_stays_behind_what_was_told_before_it() -> None:
    case = Case(
        issue=Issue.DAMAGED,
        stage=Stage.DECIDED,
        currency="USD",
        ordered_on=date(2026, 1, 5),
        paid_on=date(2026, 1, 5),
        seller_contacted_on=date(2026, 3, 4),
        opened_on=date(2026, 3, 3),
        history=(
            Happening(Event.DISPUTE_OPENED, date(2026, 3, 3)),
            Happening(Event.SELLER_OFFERED_AMOUNT, None, Decimal(5)),
            Happening(Event.DECIDED_AGAINST, date(2026, 3, 9)),
        ),
    )

    told = [(entry.on, entry.facts.get("event", entry.key)) for entry in account(case)]

    assert told == [
        (date(2026, 1, 5), "ordered"),
        (date(2026, 3, 3), "dispute_opened"),
        (None, "seller_offered_amount"),
        (date(2026, 3, 4), "wrote_to_seller"),
        (date(2026, 3, 9), "decided_against"),
    ]


def test_a_parcel_that_only_the_tracking_saw_is_not_told_as_delivered() -> None:
    case = Case(issue=Issue.DELIVERED_NOT_RECEIVED, delivered_on=date(2026, 3, 1))

    assert [entry.key for entry in account(case)] == ["shown_delivered"]
