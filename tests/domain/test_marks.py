"""Marks a buyer puts on a picture by tapping one of nine cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.marks import CELLS, MOST_MARKS, Mark, MarkKind, from_text, to_text, with_mark, without_last

CIRCLE, BLUR = Mark(MarkKind.CIRCLE, 5), Mark(MarkKind.BLUR, 1)
EVERY = [Mark(kind, cell) for kind in MarkKind for cell in CELLS]


def test_marks_are_stored_in_the_order_they_were_made() -> None:
    marks = with_mark(with_mark((), CIRCLE), BLUR)
    assert to_text(marks) == "circle:5,blur:1"
    assert from_text("circle:5,blur:1") == marks


def test_the_same_mark_again_takes_it_away() -> None:
    assert with_mark((CIRCLE, BLUR), CIRCLE) == (BLUR,)


def test_one_cell_holds_a_blur_and_an_arrow() -> None:
    arrow = Mark(MarkKind.ARROW, 1)
    assert with_mark((BLUR,), arrow) == (BLUR, arrow)


def test_a_tenth_mark_changes_nothing_but_one_of_the_nine_still_goes() -> None:
    full = tuple(EVERY[:MOST_MARKS])
    assert with_mark(full, EVERY[MOST_MARKS]) == full
    assert with_mark(full, full[0]) == full[1:]


def test_the_last_mark_is_taken_back() -> None:
    assert without_last((CIRCLE, BLUR)) == (CIRCLE,)
    assert without_last(()) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ()),
        ("circle:5,circle:5", (CIRCLE,)),
        ("circle:0,circle:10,blur:x,square:1,:,circle,blur:1", (BLUR,)),
        ("CIRCLE:5, blur:1", ()),
    ],
)
def test_nonsense_among_stored_marks_is_left_out(text: str, left: tuple[Mark, ...]) -> None:
    assert from_text(text) == left


@given(st.lists(st.sampled_from(EVERY), unique=True, max_size=MOST_MARKS).map(tuple))
def test_marks_come_back_as_they_were_stored(marks: tuple[Mark, ...]) -> None:
    assert from_text(to_text(marks)) == marks


@given(st.text(alphabet="circlearowbu:,0123456789 \x00", max_size=80))
def test_reading_stored_marks_never_fails(text: str) -> None:
    assert len(from_text(text)) <= MOST_MARKS
