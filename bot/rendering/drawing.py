"""draw(picture) → a PNG that is read on a phone. Pure: it knows of lines and tones, not of cases.

A day that has passed is a full dot, today a bar, a day to come a ring, a time that is over a dot with a mark in it:
what colour says, shape and words say too. It takes some tenths of a second, so it belongs in a thread of its own;
and this file loads Pillow, so whoever draws imports it late.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from bot.rendering.picture import Line, Picture, Tone
from bot.rendering.wrapping import wrapped

FONTS: Final = Path(__file__).parent / "fonts"
WIDTH: Final = 1080
MOST_ROWS: Final = 3
"""Rows of one text, after which it is cut: so the height has a bound."""

_EDGE, _RAIL, _LEFT = 60, 92, 150
_ROW: Final = 1.28  # height of a row, as a part of its letters'
_GAP: Final = 30
_PADDING: Final = 20
_FINE: Final = 4  # shapes are drawn so much larger and made small again: smooth edges
_COLOURS: Final = 128
_PAPER, _INK, _GREY, _RULE, _BAR = "#ffffff", "#17212b", "#566474", "#c3ced9", "#e3edfc"


@dataclass(frozen=True, slots=True)
class _Type:
    """One kind of text: file, size in pixels (34 is the smallest a phone of 360 points shows well), colour."""

    file: str
    size: int
    colour: str


_REGULAR, _BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
_TITLE: Final = _Type(_BOLD, 58, _INK)
_SUBTITLE: Final = _Type(_REGULAR, 40, _GREY)
_MORE: Final = _Type(_REGULAR, 36, _GREY)
_NOTE: Final = _Type(_REGULAR, 34, _GREY)
_NAMES: Final = {
    Tone.PAST: _Type(_REGULAR, 42, "#2b3847"),
    Tone.OVER: _Type(_BOLD, 42, "#a51d12"),
    Tone.TODAY: _Type(_BOLD, 46, "#0f3f8c"),
    Tone.COMING: _Type(_BOLD, 42, _INK),
}
_DAYS: Final = {
    Tone.PAST: _Type(_REGULAR, 36, _GREY),
    Tone.OVER: _Type(_REGULAR, 36, "#a51d12"),
    Tone.TODAY: _Type(_REGULAR, 38, "#0f3f8c"),
    Tone.COMING: _Type(_REGULAR, 36, "#0b6b4b"),
}
_DOTS: Final = {Tone.PAST: "#7b91aa", Tone.OVER: "#c42b1c", Tone.TODAY: "#1f5fd0", Tone.COMING: "#0e8a61"}
_RADIUS: Final = {Tone.PAST: 13, Tone.OVER: 24, Tone.TODAY: 20, Tone.COMING: 17}


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of text and where its letters begin."""

    left: int
    top: int
    text: str
    type: _Type


@dataclass(frozen=True, slots=True)
class _Stop:
    """One dot on the rail; `top` and `bottom` are those of its words."""

    tone: Tone
    centre: int
    top: int
    bottom: int


class _Sheet:
    """Rows and stops as they are put below each other; `bottom` is how far they reach."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.stops: list[_Stop] = []
        self.bottom = _EDGE
        self._fonts: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}

    def font(self, kind: _Type) -> ImageFont.FreeTypeFont:
        key = (kind.file, kind.size)
        if key not in self._fonts:
            layout = ImageFont.Layout.BASIC
            self._fonts[key] = ImageFont.truetype(str(FONTS / kind.file), kind.size, layout_engine=layout)
        return self._fonts[key]

    def write(self, text: str, kind: _Type, left: int = _EDGE) -> None:
        """The text below everything, in as many rows as it needs."""
        font = self.font(kind)
        for row in wrapped(text, lambda part: font.getlength(part) <= WIDTH - left - _EDGE, MOST_ROWS):
            self.rows.append(_Row(left, self.bottom, row, kind))
            self.bottom += round(kind.size * _ROW)

    def mark(self, line: Line) -> None:
        """A stop on the rail with its words; today's has a bar behind them, which needs room."""
        padding = _PADDING if line.tone is Tone.TODAY else 0
        self.bottom += padding
        top, name = self.bottom, _NAMES[line.tone]
        self.write(line.title, name, _LEFT)
        self.write(line.detail, _DAYS[line.tone], _LEFT)
        self.stops.append(_Stop(line.tone, top + round(name.size * _ROW / 2), top, self.bottom))
        self.bottom += padding

    def skip(self, pixels: int) -> None:
        self.bottom += pixels


def draw(picture: Picture) -> bytes:
    """The picture as a PNG, 1080 pixels wide and as high as its lines need."""
    sheet = _laid_out(picture)
    image = Image.new("RGB", (WIDTH, sheet.bottom + _EDGE), _PAPER)
    _paint_rail(image, sheet.stops)
    pen = ImageDraw.Draw(image)
    for row in sheet.rows:
        pen.text((row.left, row.top), row.text, row.type.colour, sheet.font(row.type))
    png = BytesIO()
    image.quantize(_COLOURS).save(png, "PNG", optimize=True)
    return png.getvalue()


def _laid_out(picture: Picture) -> _Sheet:
    sheet = _Sheet()
    sheet.write(picture.title, _TITLE)
    sheet.write(picture.subtitle, _SUBTITLE)
    sheet.skip(_GAP)
    sheet.write(picture.earlier, _MORE, _LEFT)
    for line in picture.lines:
        sheet.skip(_GAP)
        sheet.mark(line)
    sheet.skip(_GAP)
    sheet.write(picture.later, _MORE, _LEFT)
    sheet.skip(_GAP)
    sheet.write(picture.note, _NOTE)
    return sheet


def _paint_rail(image: Image.Image, stops: list[_Stop]) -> None:
    """The bar of today, the line from the first stop to the last, broken where days are to come, and the dots on it."""
    pen = ImageDraw.Draw(image)
    for stop in stops:
        if stop.tone is Tone.TODAY:
            box = (_EDGE - 28, stop.top - _PADDING, WIDTH - _EDGE + 28, stop.bottom + _PADDING)
            pen.rounded_rectangle(box, 28, _BAR)
    for upper, lower in pairwise(stops):
        if lower.tone is Tone.COMING:
            for top in range(upper.centre, lower.centre, 22):
                pen.line((_RAIL, top, _RAIL, min(top + 10, lower.centre)), _RULE, 6)
        else:
            pen.line((_RAIL, upper.centre, _RAIL, lower.centre), _RULE, 6)
    for stop in stops:
        _paint_dot(image, stop)


def _paint_dot(image: Image.Image, stop: _Stop) -> None:
    radius = _RADIUS[stop.tone]
    side = 2 * radius * _FINE
    dot = Image.new("RGB", (side, side), _DOTS[stop.tone])
    pen = ImageDraw.Draw(dot)
    if stop.tone is Tone.COMING:
        pen.ellipse((6 * _FINE, 6 * _FINE, side - 6 * _FINE, side - 6 * _FINE), _PAPER)
    if stop.tone is Tone.OVER:
        middle, wide = side / 2, 3 * _FINE
        pen.rounded_rectangle((middle - wide, side * 0.2, middle + wide, side * 0.6), wide, _PAPER)
        pen.ellipse((middle - wide, side * 0.68, middle + wide, side * 0.68 + 2 * wide), _PAPER)
    mask = Image.new("L", (side, side), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), 255)
    at = (_RAIL - radius, stop.centre - radius)
    image.paste(dot.reduce(_FINE), at, mask.reduce(_FINE))
