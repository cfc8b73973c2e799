"""Each test picture, and the hints a buyer reads about it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from bot.domain.looks import SCREENS_TWICE_WITHIN, TWICE_WITHIN, Flaw, Look, flaws
from bot.rendering.pictures.examine import examine
from tests.pictures import draw, files
from tests.pictures.table import EVERYTHING, OTHER_TALK, TALK, Sent, sample

SCENES = ("torn-parcel", "label", "dead-charger", "wrong-colour", "ruler", "size-label", "scales", "cracked-case")
SMALLER = (2000, 1500)


def looked_at(folder: Path, body: bytes) -> Look:
    """The look of a file with these bytes."""
    path = folder / "file"
    path.write_bytes(body)
    return examine(str(path))


@pytest.mark.parametrize("sent", EVERYTHING, ids=lambda sent: f"{sent.what} as {sent.shot}")
def test_of_each_picture_just_that_is_said(sent: Sent, tmp_path: Path) -> None:
    look = looked_at(tmp_path, sent.file())
    assert flaws(look, sent.shot, {}) == sent.said, look


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (files.phone_jpeg(draw.photo()), files.telegram_jpeg(draw.photo())),
        (files.telegram_jpeg(draw.photo("label")), files.phone_jpeg(draw.photo("label"), 8)),
        (sample("ruler"), files.telegram_jpeg(draw.photo("ruler", SMALLER))),
        (files.saved(draw.chat(TALK), "PNG"), files.telegram_jpeg(draw.chat(TALK))),
    ],
    ids=["a photo and what Telegram made of it", "the other way round", "saved again", "a screen"],
)
def test_the_same_picture_is_known_again(before: bytes, after: bytes, tmp_path: Path) -> None:
    first, second = looked_at(tmp_path, before), looked_at(tmp_path, after)
    assert Flaw.TWICE in flaws(second, None, {"first": first})


def test_no_two_scenes_are_taken_for_the_same(tmp_path: Path) -> None:
    """With twice the distance that would make them the same, as a margin."""
    looks = [looked_at(tmp_path, files.telegram_jpeg(draw.photo(scene, SMALLER))) for scene in SCENES]
    for one, other in combinations(looks, 2):
        assert (int(one.print, 16) ^ int(other.print, 16)).bit_count() > 2 * TWICE_WITHIN


def test_two_screens_of_one_shop_are_not_the_same_picture(tmp_path: Path) -> None:
    screens = [draw.chat(TALK), draw.chat(OTHER_TALK), draw.order_page(), draw.chat(TALK[:2])]
    looks = [looked_at(tmp_path, files.telegram_jpeg(screen)) for screen in screens]
    for one, other in combinations(looks, 2):
        assert (int(one.print, 16) ^ int(other.print, 16)).bit_count() > SCREENS_TWICE_WITHIN


def test_two_plain_walls_are_not_the_same_picture(tmp_path: Path) -> None:
    first = looked_at(tmp_path, files.telegram_jpeg(draw.wall()))
    second = looked_at(tmp_path, files.telegram_jpeg(draw.wall((1200, 1600))))
    assert (first.print, second.print) == ("", "")
    assert flaws(second, None, {"first": first}) == ()
