"""Each letter is given in the language of its reader, and in one that the buyer can read."""

from __future__ import annotations

import pytest

from bot.domain.addressees import COACH_LETTERS, Addressee, addressee, written_in
from bot.domain.letters import LETTERS


@pytest.mark.parametrize(
    ("key", "languages"),
    [
        ("reply_resend", ("zh", "ru")),
        ("first_message", ("zh", "ru")),
        ("dispute_form", ("en", "ru")),
        ("low_proposal", ("en", "ru")),
        ("card_claim", ("ru", "en")),
        ("brazil_complaint", ("ru", "en")),
        ("carrier_letter", ("ru", "en")),
    ],
)
def test_the_language_to_send_stands_first_and_the_buyers_is_always_there(key: str, languages: tuple[str, ...]) -> None:
    assert written_in(key, "ru", "zh") == languages


@pytest.mark.parametrize("key", [*COACH_LETTERS, *(letter.key for letter in LETTERS)])
def test_nobody_gets_the_same_text_twice(key: str) -> None:
    assert written_in(key, "en", "en") == ("en",)


def test_only_the_dispute_form_of_the_usual_letters_goes_to_the_platform() -> None:
    to = {letter.key: addressee(letter.key) for letter in LETTERS}

    assert to.pop("dispute_form") is Addressee.PLATFORM
    assert set(to.values()) == {Addressee.SELLER}
