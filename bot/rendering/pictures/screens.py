"""is_screen(grey) → whether a picture was taken of a screen by the screen itself.

Telegram takes the notes of a camera out of whatever is sent as a photo, so that there are none says nothing. What
tells is how a screen is laid out: whole rows of one colour from edge to edge (the room between two lines of text), and
few colours for most of it. A lens never makes a row of one colour: light falls off, a sensor hisses.
"""

from __future__ import annotations

from typing import Final

from PIL import Image, ImageChops

PLAIN_ROWS: Final = 0.1
"""Part of the rows that are of one colour, from which it is a screen: 0.12 to 0.75 on our screens, also after Telegram;
0.09 on the flattest of our drawn photos, 0.01 on the photographs."""
FEW_COLOURS: Final = 0.7
"""Part of the picture that its three commonest greys make up, from which it is a screen: 0.78 to 0.99 on our screens,
0.53 on the flattest photo. A white box on white has 0.88 after Telegram, but no plain row."""

_COMMONEST: Final = 3


def is_screen(grey: Image.Image) -> bool:
    """`grey` has the mode L, and pixels that were not mixed with others more than a JPEG does."""
    return plain_rows(grey) >= PLAIN_ROWS and commonest(grey) >= FEW_COLOURS


def plain_rows(grey: Image.Image) -> float:
    """Which part of the rows has one colour from edge to edge."""
    mean = grey.resize((1, grey.height), Image.Resampling.BOX).resize(grey.size, Image.Resampling.NEAREST)
    other = ImageChops.difference(grey, mean).point([0] + [255] * 255)
    return other.resize((1, grey.height), Image.Resampling.BOX).histogram()[0] / grey.height


def commonest(grey: Image.Image) -> float:
    """Which part of the picture its commonest greys make up."""
    return sum(sorted(grey.histogram())[-_COMMONEST:]) / (grey.width * grey.height)
