"""Signs: the small pictures that stand on screens in place of words."""

from __future__ import annotations

from bot.rendering.examples.colours import ACCENT, CARD, INK, RED, TAPE, WHITE
from bot.rendering.examples.papers import truck
from bot.rendering.examples.parcels import slim
from bot.rendering.examples.pen import Pen


def shop(pen: Pen) -> None:
    """A shop front: the seller, 60 × 56."""
    pen.box(-26, -6, 26, 28, WHITE, 3, INK, 4)
    for number in range(4):
        pen.shape(
            [(-32 + number * 16, -28), (-16 + number * 16, -28), (-16 + number * 16, -4), (-32 + number * 16, -4)],
            (RED, WHITE)[number % 2],
        )
    pen.box(-32, -28, 32, -4, None, 3, INK, 4)
    pen.box(4, 6, 18, 28, INK)


def cart(pen: Pen) -> None:
    """Ordered: a shopping cart, 60 wide."""
    pen.line([(-32, -20), (-22, -20), (-12, 10), (20, 10), (28, -12), (-18, -12)], INK, 6)
    for x in (-8, 16):
        pen.disc(x, 22, 6, INK)


def clock(pen: Pen) -> None:
    """A clock, 56 wide."""
    pen.disc(0, 0, 28, WHITE, INK, 6)
    pen.line([(0, -15), (0, 1), (11, 8)], INK, 6)


def pin(pen: Pen) -> None:
    """A place on a map, 56 × 76."""
    pen.disc(0, -12, 28, RED)
    pen.shape([(-25, 0), (25, 0), (0, 42)], RED)
    pen.disc(0, -12, 11, WHITE)


def house(pen: Pen) -> None:
    """Home: a house, 100 wide."""
    pen.shape([(-54, 0), (0, -50), (54, 0)], INK)
    pen.box(-40, -2, 40, 48, INK, 4)
    pen.box(-12, 14, 12, 48, WHITE, 2)


def globe(pen: Pen) -> None:
    """The world, 60 wide."""
    pen.disc(0, 0, 28, None, INK, 5)
    pen.line([(-26, 0), (26, 0)], INK, 5)
    pen.line([(0, -26), (0, 26)], INK, 5)
    for side in (-1, 1):
        pen.arc(side * -22, 0, 35, -50 if side > 0 else 130, 50 if side > 0 else 230, INK, 5)


def weight(pen: Pen) -> None:
    """A weight of scales, 56 wide."""
    pen.disc(0, -18, 10, None, INK, 6)
    pen.shape([(-18, -10), (18, -10), (30, 26), (-30, 26)], INK)


def parcel_sign(pen: Pen) -> None:
    """A small parcel, 60 × 52."""
    pen.box(-30, -26, 30, 26, CARD, 4)
    pen.box(-7, -26, 7, 26, TAPE)


def plane(pen: Pen) -> None:
    """An aeroplane to the right, 60 wide."""
    pen.line([(-26, 0), (24, 0)], INK, 11)
    pen.shape([(6, 0), (-12, -28), (-22, -28), (-10, 0), (-22, 28), (-12, 28)], INK)
    pen.shape([(-20, 0), (-32, -14), (-36, -14), (-30, 0), (-36, 14), (-32, 14)], INK)


def code(pen: Pen) -> None:
    """A square code to be scanned, 120 wide."""
    pen.box(-60, -60, 60, 60, WHITE, 6)
    for y in range(9):
        for x in range(9):
            if (x * 7 + y * 5 + x * y) % 3 == 0:
                pen.box(-50 + x * 11.2, -50 + y * 11.2, -39 + x * 11.2, -39 + y * 11.2, INK)
    for x, y in ((-50, -50), (17, -50), (-50, 17)):
        pen.box(x, y, x + 34, y + 34, WHITE)
        pen.box(x, y, x + 33, y + 33, None, 0, INK, 6)
        pen.box(x + 11, y + 11, x + 22, y + 22, INK)


def letter(pen: Pen) -> None:
    """An envelope, 64 wide."""
    pen.box(-32, -22, 32, 24, WHITE, 4, INK, 5)
    pen.line([(-32, -20), (0, 6), (32, -20)], INK, 5)


def key(pen: Pen) -> None:
    """A key: a code, 70 wide."""
    pen.disc(-16, 0, 14, None, INK, 8)
    pen.line([(0, 0), (32, 0), (32, 14)], INK, 8)
    pen.line([(18, 0), (18, 12)], INK, 8)


def van(pen: Pen) -> None:
    """Shipped: a small truck, 62 wide."""
    truck(pen.moved(0, 0, 0.36))


def going_back(pen: Pen) -> None:
    """A parcel that goes back, 260 × 110."""
    slim(pen.moved(-70, 0, 0.9))
    pen.line([(40, 26), (104, 26)], ACCENT, 14)
    pen.arc(104, 0, 26, -90, 90, ACCENT, 14)
    pen.line([(104, -26), (34, -26)], ACCENT, 14)
    pen.line([(56, -50), (30, -26), (56, -2)], ACCENT, 14)
