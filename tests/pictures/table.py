"""What buyers send, in their words: each picture with what it is sent as and the hints that are said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.domain.claims import Shot
from bot.domain.looks import Flaw
from tests.pictures import draw, files

SAMPLES = Path(__file__).resolve().parents[2] / "bot" / "playground" / "page" / "samples"
TALK = ("Hello, where is it?", "Dear friend, please wait", "It has been 50 days", "Do not open dispute")
OTHER_TALK = ("It came broken", "Sorry to hear that", "I want my money back", "We offer you 1 dollar")


@dataclass(frozen=True)
class Sent:
    """One file of a buyer, what it is filed as, and what is said."""

    what: str
    file: Callable[[], bytes]
    shot: Shot
    said: tuple[Flaw, ...] = ()


def sample(name: str) -> bytes:
    """A sample picture of the playground."""
    return (SAMPLES / f"{name}.jpg").read_bytes()


def _phone(image: Callable[[], Image.Image], orientation: int = 1) -> Callable[[], bytes]:
    return lambda: files.phone_jpeg(image(), orientation)


def _telegram(image: Callable[[], Image.Image]) -> Callable[[], bytes]:
    return lambda: files.telegram_jpeg(image())


def _as(kind: str, image: Callable[[], Image.Image]) -> Callable[[], bytes]:
    return lambda: files.saved(image(), kind)


def _small(image: Image.Image) -> Image.Image:
    return image.resize((400, 300), Image.Resampling.LANCZOS)


def _broken(body: bytes) -> bytes:
    return body[: len(body) // 2]


def _heic() -> bytes:
    return files.box(b"heic")


def _pdf() -> bytes:
    sheet = BytesIO()
    Image.new("RGB", (700, 900), "white").save(sheet, "PDF")
    return sheet.getvalue()


PHOTOS = (
    Sent("a parcel, 12 megapixels", _phone(draw.photo), Shot.PARCEL_OUTSIDE),
    Sent("a parcel, the phone held upright", _phone(draw.photo, 6), Shot.PARCEL_OUTSIDE),
    Sent("a parcel, sent as a photo", _telegram(draw.photo), Shot.PARCEL_OUTSIDE),
    Sent("a plain white box on a white table", _phone(draw.white_box), Shot.PARCEL_OUTSIDE),
    Sent("a plain white box, sent as a photo", _telegram(draw.white_box), Shot.PARCEL_OUTSIDE),
    Sent("nothing but a wall", _telegram(draw.wall), Shot.WHOLE_ITEM),
    Sent("a black thing on a dark cloth", _telegram(draw.black_on_black), Shot.WHOLE_ITEM),
    Sent("a label that can be read", _phone(lambda: draw.photo("label")), Shot.PARCEL_LABEL, (Flaw.LABEL,)),
    Sent("a label out of focus", _phone(lambda: draw.unsharp("label")), Shot.PARCEL_LABEL, (Flaw.BLURRED,)),
    Sent("a parcel out of focus", _phone(draw.unsharp), Shot.PARCEL_OUTSIDE, (Flaw.BLURRED,)),
    Sent("a parcel out of focus, as a photo", _telegram(draw.unsharp), Shot.PARCEL_OUTSIDE, (Flaw.BLURRED,)),
    Sent("nothing but haze", lambda: files.telegram_jpeg(draw.unsharp(part=0.03)), Shot.CLOSE_UP, (Flaw.BLURRED,)),
    Sent("a parcel, the hand shook", _telegram(draw.shaken), Shot.PARCEL_OUTSIDE, (Flaw.BLURRED,)),
    Sent("a parcel at night", _phone(draw.night), Shot.PARCEL_OUTSIDE, (Flaw.DARK,)),
    Sent("a parcel at night, as a photo", _telegram(draw.night), Shot.PARCEL_OUTSIDE, (Flaw.DARK,)),
    Sent("a parcel as small as a stamp", _phone(lambda: _small(draw.photo())), Shot.PARCEL_OUTSIDE, (Flaw.SMALL,)),
    Sent(
        "a small dark parcel out of focus",
        _phone(lambda: _small(draw.unsharp(part=0.01)).point([step // 8 for step in range(256)] * 3)),
        Shot.PARCEL_OUTSIDE,
        (Flaw.BLURRED, Flaw.DARK, Flaw.SMALL),
    ),
    Sent("a photo where a film is wanted", _telegram(draw.photo), Shot.UNBOXING, (Flaw.VIDEO_WANTED,)),
    Sent("a photo of a paper", _telegram(lambda: draw.photo("label")), Shot.CARRIER_LETTER),
)

SCREENS = (
    Sent("the order page", _as("PNG", draw.order_page), Shot.ORDER_DATES),
    Sent("the order page, sent as a photo", _telegram(draw.order_page), Shot.ORDER_DATES),
    Sent("the order page for a photo", _as("PNG", draw.order_page), Shot.WHOLE_ITEM, (Flaw.SCREENSHOT,)),
    Sent("the order page for a photo, as a photo", _telegram(draw.order_page), Shot.WHOLE_ITEM, (Flaw.SCREENSHOT,)),
    Sent("the order page in WebP", _as("WEBP", draw.order_page), Shot.CLOSE_UP, (Flaw.SCREENSHOT,)),
    Sent("the delivery address", _as("PNG", draw.order_page), Shot.ORDER_ADDRESS, (Flaw.LABEL,)),
    Sent("a talk with the seller", _telegram(lambda: draw.chat(TALK)), Shot.SELLER_CHAT),
    Sent("a talk in dark colours", _telegram(lambda: draw.chat(TALK, dark=True)), Shot.SELLER_CHAT),
    Sent(
        "a talk in dark colours for a photo",
        _telegram(lambda: draw.chat(TALK, dark=True)),
        Shot.CLOSE_UP,
        (Flaw.SCREENSHOT,),
    ),
    Sent("a picture of a test program", _as("PNG", draw.order_page), Shot.CAPACITY_TEST),
)

OTHERS = (
    Sent("a photo in WebP", _as("WEBP", lambda: draw.telegram(draw.photo())), Shot.PARCEL_OUTSIDE),
    Sent("a photo in PNG", _as("PNG", lambda: draw.telegram(draw.photo())), Shot.PARCEL_OUTSIDE),
    Sent("an animated GIF", lambda: files.moving("GIF", draw.photo()), Shot.CLOSE_UP, (Flaw.ANIMATED,)),
    Sent("an animated WebP", lambda: files.moving("WEBP", draw.photo()), Shot.CLOSE_UP, (Flaw.ANIMATED,)),
    Sent("an animated PNG", lambda: files.moving("PNG", draw.photo()), Shot.CLOSE_UP, (Flaw.ANIMATED,)),
    Sent(
        "a photo that broke off", lambda: _broken(files.telegram_jpeg(draw.photo())), Shot.CLOSE_UP, (Flaw.UNREADABLE,)
    ),
    Sent(
        "a screen that broke off",
        lambda: _broken(files.saved(draw.order_page(), "PNG")),
        Shot.LISTING,
        (Flaw.UNREADABLE,),
    ),
    Sent("a text that is called a photo", lambda: b"This is no photo.\n" * 99, Shot.CLOSE_UP, (Flaw.UNREADABLE,)),
    Sent("an empty file", lambda: b"", Shot.CLOSE_UP, (Flaw.UNREADABLE,)),
    Sent("an iPhone's own format", _heic, Shot.CLOSE_UP, (Flaw.HEIC,)),
    Sent("AVIF", lambda: files.box(b"avif"), Shot.CLOSE_UP, (Flaw.HEIC,)),
    Sent("a film where a film is wanted", lambda: files.box(b"isom"), Shot.FAULT_VIDEO),
    Sent("a film for a screen", lambda: files.box(b"qt  "), Shot.ORDER_DATES, (Flaw.WRONG_KIND,)),
    Sent("a PDF from the carrier", _pdf, Shot.CARRIER_LETTER),
    Sent("a PDF for a photo", _pdf, Shot.CLOSE_UP, (Flaw.WRONG_KIND,)),
    Sent("a PDF for a film", _pdf, Shot.UNBOXING, (Flaw.VIDEO_WANTED,)),
    Sent("fifty thousand pixels each way", files.bomb, Shot.CLOSE_UP, (Flaw.TOO_LARGE,)),
)

OURS = tuple(
    Sent(f"the playground's {name}", partial(sample, name), shot, said)
    for name, shot, said in (
        ("torn-parcel", Shot.PARCEL_OUTSIDE, ()),
        ("label", Shot.PARCEL_LABEL, (Flaw.LABEL,)),
        ("dead-charger", Shot.CLOSE_UP, ()),
        ("wrong-colour", Shot.BESIDE_LISTING, ()),
        ("memory-test", Shot.CAPACITY_TEST, ()),
        ("ruler", Shot.FLAT_WITH_RULER, ()),
        ("size-label", Shot.SIZE_LABEL, ()),
        ("scales", Shot.MEASUREMENT, ()),
        ("cracked-case", Shot.CLOSE_UP, ()),
        ("blurred", Shot.CLOSE_UP, (Flaw.BLURRED,)),
        ("tracking", Shot.TRACKING_PAGE, ()),
        ("tracking", Shot.PARCEL_OUTSIDE, (Flaw.SCREENSHOT,)),
        ("order-page", Shot.ORDER_DATES, ()),
        ("order-page", Shot.WHOLE_ITEM, (Flaw.SCREENSHOT,)),
    )
)

EVERYTHING = (*PHOTOS, *SCREENS, *OTHERS, *OURS)
