"""A letter cut for copy buttons: nothing lost, nothing longer than a button carries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.bubbles import COPY_LIMIT, copy_parts

LETTERS = st.text(st.sampled_from("ab .!?\n\t—й中🙂\u200f"), max_size=1500)


@given(LETTERS)
def test_copying_all_parts_copies_the_whole_letter(letter: str) -> None:
    """The buyer pastes one part after another."""
    assert "".join(copy_parts(letter)) == letter.strip()


@given(LETTERS)
def test_no_part_is_longer_than_a_copy_button_carries_and_none_is_empty(letter: str) -> None:
    assert all(0 < _units(part) <= COPY_LIMIT for part in copy_parts(letter))


def test_a_letter_is_cut_between_sentences_where_it_can_be() -> None:
    sentence = "This is a sentence of some length, as people write them. "

    parts = list(copy_parts(sentence * 9))

    assert len(parts) > 1
    assert all(part.rstrip().endswith("them.") for part in parts)


def test_an_emoji_takes_the_room_of_two_letters() -> None:
    assert list(copy_parts("🙂" * 200)) == ["🙂" * 128, "🙂" * 72]


def test_a_price_is_never_cut_at_its_point() -> None:
    """A dot inside a number ends no sentence."""
    letter = "word " * 49 + "US$18.40 and more words follow here"

    assert any("US$18.40" in part for part in copy_parts(letter))


def test_a_word_longer_than_a_button_is_cut_and_kept() -> None:
    assert list(copy_parts("x" * 600)) == ["x" * 256, "x" * 256, "x" * 88]


def test_an_empty_letter_has_no_buttons() -> None:
    assert list(copy_parts(" \n ")) == []


def _units(text: str) -> int:
    """Telegram counts a character outside the basic plane as two."""
    return len(text.encode("utf-16-le")) // 2
