"""plain(image) → the same picture in RGB as any screen shows it, whatever it was kept in."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image, ImageCms

_WHITE: Final = (255, 255, 255)
_DEEP: Final = ("I", "F")
"""Kinds of grey with more than 256 steps; any that begins so."""


def plain(image: Image.Image) -> Image.Image:
    """Transparent parts on white, deep greys in 256 steps."""
    if image.mode.startswith(_DEEP):
        return _shallow(image).convert("RGB")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        paper = Image.new("RGB", clear.size, _WHITE)
        paper.paste(clear, mask=clear)
        return paper
    return image if image.mode == "RGB" else image.convert("RGB")


def true(image: Image.Image) -> Image.Image:
    """The same as `plain`, with the colours its own profile means: a phone's are often wider than sRGB."""
    profile = image.info.get("icc_profile")
    if not profile or image.has_transparency_data:
        return plain(image)
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        shown = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is broken, or of another kind of picture
        return plain(image)
    return plain(image) if shown is None else shown


def _shallow(image: Image.Image) -> Image.Image:
    deep = image.convert("F")
    _, top = deep.getextrema()
    step = 1.0 if not isinstance(top, float) or top < 256 else 1 / 257
    return deep.point(lambda value: value * step + 0).convert("L")
