"""What goes into the pack of a case: the right letter, the right language, every file by its number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.buyer import File
from bot.domain.case import Case, Payment, Stage
from bot.domain.issues import ISSUES, Issue
from bot.domain.pack import Kind, Reader
from bot.rendering.pack.wording import worded
from bot.services.pack import languages_for, pack_of
from tests.rendering.pack.packs import CASE, NUMBER, files, scene


@pytest.mark.parametrize(
    ("reader", "country", "letter"),
    [
        (Reader.PLATFORM, "DE", "dispute_form"),
        (Reader.PAYPAL, "DE", "paypal_claim"),
        (Reader.CARD, "DE", "card_claim"),
        (Reader.CARD, "GB", "uk_chargeback"),
        (Reader.CARD, "US", "card_claim"),
    ],
)
def test_each_reader_gets_its_own_letter(reader: Reader, country: str, letter: str) -> None:
    assert pack_of(scene(CASE.but(country=country)), reader).letter == letter


def test_aliexpress_reads_the_sellers_language_and_the_bank_the_buyers() -> None:
    here = scene(language="ru", seller="zh")

    assert pack_of(here, Reader.PLATFORM).language == "zh"
    assert pack_of(here, Reader.CARD).language == "ru"
    assert languages_for(Reader.CARD, here.buyer) == ("ru", "en")
    assert pack_of(here, Reader.CARD, "en").language == "en"


def test_the_letter_is_the_one_that_is_sent() -> None:
    """The dispute form takes English; what goes to the bank is in the language of the pack."""
    here = scene(language="ru", seller="zh")

    assert pack_of(here, Reader.PLATFORM).letter_language == "en"
    assert pack_of(here, Reader.CARD).letter_language == "ru"
    assert pack_of(here, Reader.CARD, "en").letter_language == "en"


def test_every_file_is_an_exhibit_under_its_number() -> None:
    sent = (
        *files(("the label", "the box")),
        File("video", "v", "v", 8, mime="video/quicktime"),
        File("document", "d", "d", 9, mime="application/pdf"),
        File("document", "i", "i", 10, mime="image/png"),
    )

    exhibits = pack_of(scene(sent=sent), Reader.CARD, names={1: "1-mine.jpg"}).exhibits

    assert [exhibit.number for exhibit in exhibits] == [1, 2, 3, 4, 5]
    assert sorted(exhibit.kind for exhibit in exhibits) == [
        Kind.DOCUMENT,
        Kind.PICTURE,
        Kind.PICTURE,
        Kind.PICTURE,
        Kind.VIDEO,
    ]
    assert exhibits[0].name == "1-mine.jpg"
    assert {exhibit.name.rpartition(".")[2] for exhibit in exhibits} == {"jpg", "mov", "pdf"}


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("issue", Issue)
def test_every_problem_can_be_shown_to_every_reader_in_every_language(
    issue: Issue, reader: Reader, language: str
) -> None:
    """With all that a case can say, and with nothing but the problem."""
    family = ISSUES[issue].family
    for case in (CASE.but(issue=issue, family=family), Case(issue=issue, family=family, stage=Stage.NOT_OPENED)):
        made = worded(pack_of(scene(case, files(), seller=language), reader, language))

        assert made.sections[0].lines
        assert all(section.title for section in made.sections)
        assert all(fact.text for section in made.sections for fact in section.lines if fact.label)


def test_a_bank_is_told_the_transaction_and_the_reason() -> None:
    made = worded(pack_of(scene(CASE.but(payment=Payment.VISA)), Reader.CARD))
    said = {fact.label: fact.text for section in made.sections for fact in section.lines}

    assert said["Merchant"] == "AliExpress"
    assert said["Amount"] == "US$42.50"
    assert said["Order number"] == NUMBER
    assert said["Reason code"] == "Visa 13.3"


@pytest.mark.parametrize(
    ("issue", "reason"),
    [(Issue.DAMAGED, "Significantly not as described"), (Issue.NO_TRACKING, "Item not received")],
)
def test_paypal_is_told_which_of_its_two_reasons_it_is(issue: Issue, reason: str) -> None:
    made = worded(
        pack_of(scene(CASE.but(issue=issue, family=ISSUES[issue].family, payment=Payment.PAYPAL)), Reader.PAYPAL)
    )

    assert made.sections[0].lines[0].text == reason


def test_a_case_without_a_problem_has_no_pack() -> None:
    with pytest.raises(ValueError, match="problem"):
        pack_of(scene(replace(CASE, issue=None)), Reader.CARD)
