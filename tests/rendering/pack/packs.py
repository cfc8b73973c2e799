"""Packs for tests: a case as a buyer tells it, its files, and pictures for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from PIL import Image, ImageDraw

from bot.app import tongue
from bot.domain.buyer import Buyer, File, Record
from bot.domain.case import Case, Payment, Replied, Stage
from bot.domain.claims import Shot
from bot.domain.history import Event, Happening
from bot.domain.issues import ISSUES, Issue
from bot.domain.pack import Reader
from bot.policies import load
from bot.rendering.pack.pages import Pages
from bot.rendering.pack.wording import worded
from bot.services.pack import pack_of
from bot.services.scene import Scene

TODAY = date(2026, 3, 9)
NUMBER = "8015710859336916"
CASE = Case(
    family=ISSUES[Issue.DAMAGED].family,
    issue=Issue.DAMAGED,
    stage=Stage.DECIDED,
    item="Ceramic teapot, 900 ml",
    detail="The handle is broken off and the lid is cracked.",
    order_number=NUMBER,
    price=Decimal("38.40"),
    shipping_price=Decimal("4.10"),
    currency="USD",
    quantity=1,
    ordered_on=date(2026, 1, 5),
    paid_on=date(2026, 1, 5),
    shipped_on=date(2026, 1, 8),
    delivered_on=date(2026, 2, 20),
    protection_ends_on=date(2026, 3, 6),
    opened_on=date(2026, 2, 24),
    payment=Payment.VISA,
    replied=Replied.SILENT,
    seller_contacted_on=date(2026, 2, 21),
    country="DE",
    history=(
        Happening(Event.DISPUTE_OPENED, date(2026, 2, 24)),
        Happening(Event.SELLER_OFFERED_AMOUNT, date(2026, 2, 26), Decimal(5)),
        Happening(Event.DECIDED_AGAINST, date(2026, 3, 5)),
    ),
    reviewed=True,
)
CAPTIONS = (
    "The label, with the number and the weight.",
    "The parcel from above; the corner was pressed in when it came.",
    "The handle lay beside the pot.",
    "What I wrote to the seller and when.",
)
_SHOTS = (Shot.PARCEL_LABEL, Shot.PARCEL_OUTSIDE, Shot.CLOSE_UP, Shot.SELLER_CHAT)


def files(captions: Sequence[str] = CAPTIONS, kind: str = "photo") -> tuple[File, ...]:
    """One file for each caption, each placed on a line of the shot list."""
    return tuple(
        File(kind, f"f{n}", f"u{n}", n, caption=caption, shot=_SHOTS[n % len(_SHOTS)])
        for n, caption in enumerate(captions)
    )


def scene(case: Case = CASE, sent: Sequence[File] = (), language: str = "en", seller: str = "en") -> Scene:
    buyer = Buyer(7, language=language, seller_language=seller, case_id=1, zone="Europe/Berlin")
    record = Record(1, 7, 2, case, tuple(sent))
    return Scene(buyer, record, datetime(2026, 3, 9, 12, tzinfo=UTC), TODAY, load(), tongue("en"))


def pages(
    captions: Sequence[str] = CAPTIONS, reader: Reader = Reader.CARD, language: str = "en", case: Case = CASE
) -> Pages:
    """A pack in words. Captions keep their order, whatever lines their files are on."""
    made = worded(pack_of(scene(case, files(captions), seller=language), reader, language))
    exhibits = sorted(made.exhibits, key=lambda one: one.number)
    return replace(made, exhibits=tuple(exhibits))


def picture(path: Path, size: tuple[int, int] = (1200, 900)) -> Path:
    """A picture that says how large it is, as a JPEG."""
    image = Image.new("RGB", size, "#e8e1d4")
    pen = ImageDraw.Draw(image)
    wide, high = size
    pen.ellipse((wide * 0.2, high * 0.2, wide * 0.8, high * 0.85), fill="#7c9ab3", outline="#3d566b", width=8)
    pen.line((wide * 0.55, high * 0.25, wide * 0.7, high * 0.8), fill="#8f2f25", width=14)
    image.save(path, quality=88)
    return path


def noise(path: Path, size: tuple[int, int]) -> Path:
    """A picture that cannot be made small."""
    Image.effect_noise(size, 90).convert("RGB").save(path, quality=90)
    return path
