"""What a look at a file is worth: how it is stored, and which hints follow from it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.claims import Shot
from bot.domain.looks import Flaw, Look, Seen, flaws, from_text, to_text

GOOD = Look(Seen.PICTURE, 1280, 960, sharpness=1.0, brightness=0.5, print="00ff00ff00ff00ff")
SCREEN = replace(GOOD, screenshot=True)
LOOKS = st.builds(
    Look,
    st.sampled_from(Seen),
    width=st.integers(0, 100_000),
    height=st.integers(0, 100_000),
    sharpness=st.floats(0, 10),
    brightness=st.floats(0, 1),
    print=st.sampled_from(["", "00ff00ff00ff00ff"]),
    screenshot=st.booleans(),
    located=st.booleans(),
)


@given(LOOKS)
def test_a_look_comes_back_as_it_was_stored(look: Look) -> None:
    text = to_text(look)
    assert from_text(text) == look
    assert len(text) < 300
    assert "\n" not in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 299,
        "{}",
        to_text(GOOD).replace('"release":1', '"release":0'),
        to_text(GOOD).replace('"picture"', '"hologram"'),
        to_text(GOOD).replace('"picture"', "[]"),
        to_text(GOOD).replace("1280", "true"),
        to_text(GOOD).replace("1280", "-1"),
        to_text(GOOD).replace("0.5", "NaN"),
        to_text(GOOD).replace("0.5", '"half"'),
        to_text(GOOD).replace("00ff00ff00ff00ff", "not a print here"),
        to_text(GOOD).replace("false", "0"),
        to_text(GOOD).replace(',"located":false', ""),
        to_text(GOOD).replace("}", ',"more":1}'),
    ],
)
def test_the_text_of_another_release_is_as_if_nobody_had_looked(text: str) -> None:
    assert from_text(text) is None


@given(
    st.text(max_size=320) | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(json.dumps)
)
def test_reading_a_stored_look_never_fails(text: str) -> None:
    assert from_text(text) is None


def test_nothing_is_said_of_a_good_picture_of_anything() -> None:
    assert flaws(GOOD, Shot.CLOSE_UP, {}) == ()
    assert flaws(GOOD, None, {}) == ()


@pytest.mark.parametrize(
    ("look", "shot", "said"),
    [
        (replace(GOOD, sharpness=0.01), Shot.CLOSE_UP, (Flaw.BLURRED,)),
        (replace(GOOD, sharpness=0.01), Shot.PARCEL_LABEL, (Flaw.BLURRED,)),
        (replace(GOOD, brightness=0.05), Shot.CLOSE_UP, (Flaw.DARK,)),
        (replace(SCREEN, brightness=0.05), Shot.ORDER_DATES, ()),
        (replace(GOOD, width=320, height=240), Shot.CLOSE_UP, (Flaw.SMALL,)),
        (replace(GOOD, width=480, height=640), Shot.CLOSE_UP, ()),
        (
            replace(GOOD, sharpness=0.01, brightness=0.05, width=90, height=90),
            None,
            (Flaw.BLURRED, Flaw.DARK, Flaw.SMALL),
        ),
        (SCREEN, Shot.WHOLE_ITEM, (Flaw.SCREENSHOT,)),
        (SCREEN, Shot.MEASUREMENT, ()),
        (SCREEN, Shot.ORDER_DATES, ()),
        (SCREEN, Shot.CARRIER_LETTER, ()),
        (SCREEN, None, ()),
        (GOOD, Shot.ORDER_DATES, ()),
        (GOOD, Shot.FAULT_VIDEO, (Flaw.VIDEO_WANTED,)),
        (GOOD, Shot.UNBOXING, (Flaw.VIDEO_WANTED,)),
        (GOOD, Shot.CAPACITY_TEST, ()),
        (Look(Seen.VIDEO), Shot.FAULT_VIDEO, ()),
        (Look(Seen.VIDEO), Shot.CLOSE_UP, ()),
        (Look(Seen.VIDEO), Shot.ORDER_DATES, (Flaw.WRONG_KIND,)),
        (Look(Seen.VIDEO), Shot.CARRIER_LETTER, (Flaw.WRONG_KIND,)),
        (Look(Seen.VIDEO), None, ()),
        (Look(Seen.PAPER), Shot.CARRIER_LETTER, ()),
        (Look(Seen.PAPER), Shot.REPAIR_QUOTE, ()),
        (Look(Seen.PAPER), Shot.CLOSE_UP, (Flaw.WRONG_KIND,)),
        (Look(Seen.PAPER), Shot.ORDER_DATES, (Flaw.WRONG_KIND,)),
        (Look(Seen.PAPER), Shot.FAULT_VIDEO, (Flaw.VIDEO_WANTED,)),
        (Look(Seen.PAPER), None, ()),
        (replace(GOOD, seen=Seen.ANIMATION), Shot.CLOSE_UP, (Flaw.ANIMATED,)),
        (replace(GOOD, seen=Seen.ANIMATION), Shot.FAULT_VIDEO, (Flaw.VIDEO_WANTED, Flaw.ANIMATED)),
        (Look(Seen.HEIC), Shot.CLOSE_UP, (Flaw.HEIC,)),
        (Look(Seen.UNREADABLE), Shot.FAULT_VIDEO, (Flaw.UNREADABLE,)),
        (Look(Seen.TOO_LARGE), Shot.FAULT_VIDEO, (Flaw.TOO_LARGE,)),
        (Look(Seen.TOO_MANY_PIXELS), Shot.CLOSE_UP, (Flaw.TOO_LARGE,)),
        (Look(Seen.LOST), Shot.CLOSE_UP, (Flaw.LOST,)),
        (GOOD, Shot.PARCEL_LABEL, (Flaw.LABEL,)),
        (SCREEN, Shot.ORDER_ADDRESS, (Flaw.LABEL,)),
    ],
)
def test_each_shot_has_its_hints_most_important_first(look: Look, shot: Shot | None, said: tuple[Flaw, ...]) -> None:
    assert flaws(look, shot, {}) == said


@pytest.mark.parametrize(
    ("before", "twice"),
    [
        (GOOD, True),
        (replace(GOOD, width=4000, height=3000, print="00ff00ff00ff00fe"), True),
        (replace(GOOD, print="ff00ff00ff00ff00"), False),
        (replace(GOOD, print=""), False),
        (Look(Seen.VIDEO), False),
        (SCREEN, False),
    ],
)
def test_the_same_picture_twice_is_noticed_also_in_another_size(before: Look, twice: bool) -> None:
    assert (Flaw.TWICE in flaws(GOOD, Shot.CLOSE_UP, {"earlier": before})) is twice


def test_two_screens_that_only_resemble_each_other_are_not_the_same() -> None:
    other = replace(SCREEN, print="00ff00ff00ff00fc")
    assert flaws(SCREEN, None, {"earlier": other}) == ()
    assert flaws(SCREEN, None, {"earlier": SCREEN}) == (Flaw.TWICE,)
