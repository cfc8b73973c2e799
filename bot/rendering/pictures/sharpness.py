"""sharpness(grey) → how steep the clearest edges of a picture are, whatever it shows and however bright it is.

An edge that is blurred by a width w has slopes g with Σ(slope of the slope)² / Σ(slope)² = 1 / 2w²: the contrast is on
both sides of the fraction, so a white box on a white table is judged by its few faint edges, as sharply as a page of
text by its many. Only the blocks with the steepest slopes are asked, less what the quietest one has, which is noise.
Along and across are judged apart, and the worse one counts: a hand that shook blurs in one direction.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any, Final

from PIL import Image, ImageMath

SIDES: Final = (768, 192)
"""The longer sides a picture is judged at, the worst counts: what a dispute form shows of it, and so small that a haze
without any edge is a blurred edge again."""
NO_EDGES: Final = 1.0
"""Of a picture without any edge: a plain wall is not blurred."""

_BLOCKS: Final = 12
"""So many in a row and in a column."""
_STEEPEST: Final = 0.1
"""The part of the blocks that is asked."""
_LEAST_SLOPE: Final = 1.0
"""Mean square of the slopes, in grey steps for a pixel, below which a block has no edge."""


def sharpness(grey: Image.Image) -> float:
    """From 0 (nothing but haze) to about 3. `grey` has the mode L and any size."""
    fine = grey.convert("F")
    found = [steep for side in SIDES for steep in _both_ways(fine, side) if steep is not None]
    return min(found, default=NO_EDGES)


def _both_ways(image: Image.Image, side: int) -> tuple[float | None, float | None]:
    scale = min(1.0, side / max(image.size))
    size = (max(3, round(image.width * scale)), max(3, round(image.height * scale)))
    small = image.resize(size, Image.Resampling.BOX)
    return _steep(small), _steep(small.transpose(Image.Transpose.TRANSPOSE))


def _steep(image: Image.Image) -> float | None:
    """The fraction for slopes along the rows. None: there is no slope worth the name."""
    slope = _slope(image)
    bend = _slope(slope)
    places = (min(_BLOCKS, bend.width), min(_BLOCKS, bend.height))
    blocks = sorted(zip(_energies(slope, places), _energies(bend, places), strict=True), reverse=True)
    asked = blocks[: max(1, round(len(blocks) * _STEEPEST))]
    noise, noise_of_slope = min(blocks) if len(blocks) > 1 else (0.0, 0.0)
    energy = sum(first - noise for first, _ in asked)
    if energy < _LEAST_SLOPE * len(asked):
        return None
    return max(0.0, sum(second - noise_of_slope for _, second in asked)) / energy


def _slope(image: Image.Image) -> Image.Image:
    """What each pixel has more than the one before it."""
    after = image.crop((1, 0, image.width, image.height))
    before = image.crop((0, 0, image.width - 1, image.height))
    return _computed(lambda given: given["a"] - given["b"], after, before)


def _energies(slope: Image.Image, places: tuple[int, int]) -> list[float]:
    """The mean square of each block, so many in a row and in a column."""
    square = _computed(lambda given: given["a"] * given["b"], slope, slope)
    return list(array("f", square.resize(places, Image.Resampling.BOX).tobytes()))


def _computed(what: Callable[[dict[str, Any]], Any], a: Image.Image, b: Image.Image) -> Image.Image:
    made: Image.Image = ImageMath.lambda_eval(what, a=a, b=b)
    return made
