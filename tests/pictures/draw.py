"""Draws what buyers send, by chance that is the same each time: photos as a phone takes them, and screens.

The law: no photograph, no brand, no real person, order or parcel. The scenes are the playground's samples; here they
get what a lens and a sensor add. Files are in `files`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from bot.playground.page.samples.draw import SCENES

PHONE = (4000, 3000)
HALF = (2000, 1500)
SCREEN = (1080, 2400)
_FONTS = Path(__file__).resolve().parents[2] / "bot" / "rendering" / "fonts"
_GRAIN = 0.06


@cache
def photo(scene: str = "torn-parcel", size: tuple[int, int] = PHONE) -> Image.Image:
    """A scene with the grain of a sensor, sharp."""
    return _grained(SCENES[scene]().convert("RGB").resize(size, Image.Resampling.BICUBIC))


def unsharp(scene: str = "torn-parcel", size: tuple[int, int] = HALF, part: float = 0.003) -> Image.Image:
    """Out of focus: every point is spread over so much of the longer side. The grain is not."""
    drawn = SCENES[scene]().convert("RGB").resize(size, Image.Resampling.BICUBIC)
    return _grained(drawn.filter(ImageFilter.GaussianBlur(max(size) * part)))


def shaken(scene: str = "torn-parcel", size: tuple[int, int] = HALF) -> Image.Image:
    """The hand moved sideways while it was taken."""
    drawn = SCENES[scene]().convert("RGB").resize(size, Image.Resampling.BICUBIC)
    return _grained(drawn.filter(ImageFilter.BoxBlur((max(size) // 60, 0))))


def night(scene: str = "torn-parcel", size: tuple[int, int] = HALF) -> Image.Image:
    """Taken without light."""
    return ImageEnhance.Brightness(photo(scene, size)).enhance(0.15)


def black_on_black(size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """A black thing on a dark cloth in good light: dark, and still to be seen."""
    image = Image.new("RGB", size, (66, 64, 70))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((400, 250, 1200, 950), 60, fill=(34, 34, 36), outline=(190, 190, 196), width=6)
    draw.ellipse((500, 330, 640, 470), fill=(120, 124, 132))
    return _grained(image)


def white_box(size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """A plain white box on a white table: hardly an edge, and all of them sharp."""
    image = Image.new("RGB", size, (226, 226, 224))
    draw = ImageDraw.Draw(image)
    draw.polygon([(380, 300), (1220, 280), (1240, 900), (370, 920)], fill=(244, 244, 243))
    draw.line([(380, 300), (800, 420), (1220, 280)], fill=(234, 234, 232), width=4)
    return _grained(image, 0.02)


def wall(size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """Nothing but a wall, lighter on one side."""
    return _grained(
        Image.linear_gradient("L").resize(size).point([150 + step // 8 for step in range(256)]).convert("RGB"), 0.02
    )


def order_page() -> Image.Image:
    """A screenshot of an order: a bar above, cards, a picture, buttons."""
    image, draw = _screen("#f4f5f7", "#ffffff", "Order details")
    for top, lines in (
        (260, ("Awaiting delivery", "Protection: 12 days left")),
        (560, ("Ordered on 14 Mar 2026", "No. 8123 0000 1111")),
    ):
        draw.rounded_rectangle((40, top, 1040, top + 250), 24, fill="#ffffff")
        _lines(draw, 80, top + 50, lines)
    draw.rounded_rectangle((40, 860, 1040, 1320), 24, fill="#ffffff")
    image.paste(photo("cracked-case", (360, 270)), (80, 920))
    _lines(draw, 480, 930, ("Phone case, teal", "EUR 7.40 x 1"))
    draw.rounded_rectangle((80, 1220, 1000, 1290), 35, fill="#e8442a")
    return image


def chat(lines: tuple[str, ...], *, dark: bool = False) -> Image.Image:
    """A screenshot of a talk with a seller; each other line is the buyer's."""
    paper, bubble, own, ink = (
        ("#101418", "#20262c", "#12507a", "#e9eef2") if dark else ("#eceff1", "#ffffff", "#cfe8ff", "#17212b")
    )
    image, draw = _screen(paper, bubble, "Seller", ink)
    top = 280
    for number, line in enumerate(lines):
        left = 40 if number % 2 else 300
        draw.rounded_rectangle((left, top, left + 740, top + 130), 30, fill=bubble if number % 2 else own)
        draw.text((left + 40, top + 40), line, ink, _font(38))
        top += 190
    return image


def telegram(image: Image.Image) -> Image.Image:
    """What Telegram makes of a photo: at most 1280 pixels. The rest is in how it is saved."""
    small = image.copy()
    small.thumbnail((1280, 1280))
    return small


def _screen(paper: str, bar: str, title: str, ink: str = "#17212b") -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SCREEN, paper)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SCREEN[0], 200), fill=bar)
    draw.text((50, 30), "14:07", ink, _font(36))
    draw.text((SCREEN[0] - 50, 30), "71%", ink, _font(36), "ra")
    draw.text((SCREEN[0] // 2, 130), title, ink, _font(48), "mm")
    return image, draw


def _lines(draw: ImageDraw.ImageDraw, left: int, top: int, lines: tuple[str, ...]) -> None:
    for row, line in enumerate(lines):
        draw.text((left, top + row * 70), line, "#17212b", _font(42))


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / "DejaVuSans.ttf"), size)


def _grained(image: Image.Image, much: float = _GRAIN) -> Image.Image:
    grain = Image.frombytes("L", image.size, Random(7).randbytes(image.width * image.height))
    return Image.blend(image, Image.merge("RGB", (grain,) * 3), much)
