"""The drawn examples of the shot list: one for each kind of shot, small, calm, and without a word."""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.domain.claims import Shot
from bot.rendering import examples
from bot.rendering.examples import HEIGHT, SCENES, WIDTH, draw
from tests.rendering.contact_sheet import SHEET, sheet

MOST_BYTES = 40_000
_FEWEST_COLOURS = 8


@pytest.mark.parametrize("shot", Shot)
def test_every_shot_has_a_drawing_that_a_phone_shows_at_once(shot: Shot) -> None:
    """A PNG that can be opened, of the size that fits a phone, with something in it."""
    drawn = draw(shot)
    image = Image.open(BytesIO(drawn))

    assert image.format == "PNG"
    assert image.size == (WIDTH, HEIGHT) == (900, 675)
    assert len(drawn) <= MOST_BYTES
    assert len(image.convert("RGB").getcolors(WIDTH * HEIGHT) or []) >= _FEWEST_COLOURS


@pytest.mark.parametrize("shot", Shot)
def test_what_is_to_be_captured_lies_within_the_picture(shot: Shot) -> None:
    left, top, right, bottom = SCENES[shot].captured

    assert 0 <= left < right <= WIDTH
    assert 0 <= top < bottom <= HEIGHT


def test_the_same_drawing_has_the_same_bytes() -> None:
    """Telegram's file id of a drawing that was sent once can stand for it."""
    assert draw(Shot.FLAT_WITH_RULER) == draw(Shot.FLAT_WITH_RULER)


def test_no_two_shots_share_a_drawing() -> None:
    pictures = {sha256(Image.open(BytesIO(draw(shot))).convert("RGB").tobytes()).digest() for shot in Shot}

    assert len(pictures) == len(Shot)


def test_a_drawing_serves_every_language() -> None:
    """Numbers, signs, units and sizes only: nobody has to read a word to understand it."""
    folder = Path(examples.__file__).parent
    drawn = {
        text
        for path in folder.glob("*.py")
        for text in re.findall(r'(?:text|written|chip|row|running)\([^"\n]*"([^"]*)"', path.read_text("utf-8"))
    }
    words = {word for text in drawn for word in re.findall(r"[^\W\d_]{3,}", text)}

    assert {"XL", "52", "48"} <= drawn
    assert words == set()


def test_the_readmes_sheet_shows_the_examples_as_they_are_drawn() -> None:
    """Whoever changes a drawing makes the sheet anew: `python -m tests.rendering.contact_sheet`."""
    kept, now = (Image.open(BytesIO(png)).convert("RGB") for png in (SHEET.read_bytes(), sheet()))

    assert SHEET.stat().st_size <= 200_000
    assert kept.tobytes() == now.tobytes()
