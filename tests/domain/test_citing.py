"""A letter calls pictures by the numbers they have everywhere, and says in few words what they show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.addressees import COACH_LETTERS
from bot.domain.buyer import File
from bot.domain.case import Case, Stage
from bot.domain.citing import MOST_CITED, Cited, cited
from bot.domain.claim_letters import claim_facts
from bot.domain.claims import Shot
from bot.domain.coach import coach
from bot.domain.eligibility import assess
from bot.domain.issues import ISSUES, Issue
from bot.domain.letters import LETTERS, Fact, letter_facts, requested
from bot.domain.lines import SPARE, Numbered, numbered
from bot.domain.pack import Kind
from bot.domain.remedies import suggest
from bot.policies import load
from bot.rendering.words import words
from tests.domain.test_letters import CHARGER, TODAY

K = Kind
POLICY = load()
TORN = CHARGER.but(issue=Issue.DAMAGED, part_price=None)
COUNTED = ("first_message", "goodwill")
"""For the chat, which takes pictures one by one and without numbers."""


def file_of(number: int, shot: str | None = None, kind: str = "photo", mime: str = "") -> File:
    return File(kind, f"f{number}", f"u{number}", number, mime=mime, shot=shot)


def _letter(key: str, files: tuple[File, ...], case: Case = TORN, language: str = "en") -> str:
    return words(language).letter(key, _facts(case, files))


def _facts(case: Case, files: tuple[File, ...] = ()) -> Mapping[str, Fact]:
    found = assess(case, POLICY, TODAY)
    ask, coached = requested(suggest(case, found, POLICY)), coach(case, found, POLICY, TODAY)
    return {
        **letter_facts(case, found, ask, TODAY, numbered=numbered(case, files)),
        **claim_facts(case, coached),
    }


BOX, NEAR = file_of(9, Shot.PARCEL_OUTSIDE), (file_of(3, Shot.CLOSE_UP), file_of(5, Shot.CLOSE_UP))
FILM = file_of(4, Shot.CLOSE_UP, "video")


def test_pictures_of_one_line_are_one_range_in_the_order_of_the_lines() -> None:
    """However they came: the numbers are those of every list and file name."""
    assert cited(numbered(TORN, (*NEAR, BOX))) == (
        Cited("close_up", K.PICTURE, 1, 2),
        Cited("parcel_outside", K.PICTURE, 3, 3),
    )


def test_the_form_says_by_number_what_each_picture_shows() -> None:
    text = _letter("dispute_form", (*NEAR, BOX, file_of(11, SPARE)))

    assert "Pictures 1–2: the damage close up. Picture 3: the parcel from outside. Picture 4: further evidence." in text
    assert "Attached" not in text


def test_a_film_and_a_paper_are_called_what_they_are_and_a_mixture_files() -> None:
    paper = file_of(12, SPARE, "document", "application/pdf")

    assert "Video 1: the damage close up. Document 2: further evidence." in _letter("dispute_form", (FILM, paper))
    assert "Files 1–3: the damage close up." in _letter("dispute_form", (*NEAR, FILM))


def test_a_picture_sent_as_a_document_is_a_picture() -> None:
    (one,) = cited([Numbered(1, file_of(1, kind="document", mime="image/png"), None)])

    assert one.kind is K.PICTURE


@pytest.mark.parametrize("lines", range(1, 9))
def test_a_letter_names_five_groups_at_most_and_no_number_is_lost(lines: int) -> None:
    found = cited(Numbered(at, file_of(at), shot) for at, shot in enumerate(list(Shot)[:lines], 1))

    assert len(found) == min(lines, MOST_CITED)
    assert [number for one in found for number in range(one.first, one.last + 1)] == list(range(1, lines + 1))
    assert (found[-1].shot is None) == (lines > MOST_CITED)


def test_without_files_no_letter_cites_any() -> None:
    for key in (*(letter.key for letter in LETTERS), *COACH_LETTERS):
        assert not re.search(r"(Picture|Video|Document|File)s? \d", _letter(key, ()))


def test_the_first_message_only_counts_them() -> None:
    for key in COUNTED:
        assert "Picture" not in _letter(key, (*NEAR, BOX))


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_every_language_has_the_same_numbers(language: str) -> None:
    """A reader finds picture 3 whatever language the letter is in."""
    for key in ("low_offer", "reply_evidence"):
        text = _letter(key, (*NEAR, BOX, FILM), language=language)
        assert re.findall(r"\d–\d|\d(?=[:：])", text)[:2] == ["1–3", "4"]
    assert not re.search(
        "[A-Za-z]{3}", _letter("reply_evidence", (*NEAR, BOX), TORN.but(item=None, currency=None), "zh")
    )


@pytest.mark.parametrize("shot", list(Shot))
def test_every_line_has_its_words_for_a_letter(shot: Shot) -> None:
    facts = {**_facts(TORN), "cited": (Cited(shot.value, K.PICTURE, 1, 1),)}

    for language in ("en", "ru", "zh"):
        assert re.search(r"1[:：] ?\w{2,}", words(language).letter("reply_evidence", facts))


@pytest.mark.parametrize("issue", [issue for issue in Issue if ISSUES[issue].form_reason])
@pytest.mark.parametrize("key", [*(letter.key for letter in LETTERS), *COACH_LETTERS])
def test_a_letter_with_all_its_pictures_stays_short(issue: Issue, key: str) -> None:
    case = CHARGER.but(
        issue=issue, part_price=None, quantity=4, affected=1, stage=Stage.OPEN, opened_on=date(2026, 11, 19)
    )
    listed = ISSUES[issue].shots
    files = tuple(replace(file_of(at), shot=listed[at // 2 % len(listed)]) for at in range(2 * len(listed)))

    assert len(_letter(key, files, case).split()) <= 120
