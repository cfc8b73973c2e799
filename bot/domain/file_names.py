"""File names: what a prepared file is called, `1-label.jpg`, so that seller and platform see which picture proves what.

They are read outside the chat and travel through systems that keep ASCII only, so they are English in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.claims import Shot

FILE_NAMES: Final[Mapping[Shot, str]] = MappingProxyType(
    {
        Shot.ORDER_DATES: "order-dates",
        Shot.ORDER_ADDRESS: "order-address",
        Shot.TRACKING_PAGE: "tracking",
        Shot.SELLER_CHAT: "chat",
        Shot.CARRIER_LETTER: "carrier-letter",
        Shot.POLICE_REPORT: "police-report",
        Shot.CUSTOMS_NOTICE: "customs-notice",
        Shot.PARCEL_OUTSIDE: "parcel",
        Shot.PARCEL_LABEL: "label",
        Shot.INNER_PACKING: "packing",
        Shot.UNBOXING: "unboxing",
        Shot.EVERYTHING_RECEIVED: "all-received",
        Shot.WHOLE_ITEM: "item",
        Shot.CLOSE_UP: "close-up",
        Shot.BESIDE_LISTING: "item-and-listing",
        Shot.CHOSEN_VARIANT: "chosen-variant",
        Shot.LISTING: "listing",
        Shot.SIZE_CHART: "size-chart",
        Shot.FLAT_WITH_RULER: "ruler",
        Shot.SIZE_LABEL: "size-label",
        Shot.FAULT_VIDEO: "fault",
        Shot.MEASUREMENT: "measurement",
        Shot.GENUINENESS: "not-genuine",
        Shot.CAPACITY_TEST: "capacity-test",
        Shot.SIGNS_OF_USE: "signs-of-use",
        Shot.UNUSED_STATE: "unused",
        Shot.PART_PRICE: "part-price",
        Shot.REPAIR_QUOTE: "repair-quote",
        Shot.RETURN_QUOTE: "return-price",
        Shot.ORDER_LOG: "order-messages",
    }
)

_UNFILED: Final = "more"


def file_name(number: int, shot: Shot | None, ending: str) -> str:
    """The name of the file with this number, `ending` without a dot. A file under no line: `7-more.jpg`."""
    return f"{number}-{_UNFILED if shot is None else FILE_NAMES[shot]}.{ending}"


def _check() -> None:
    if missing := [shot for shot in Shot if shot not in FILE_NAMES]:
        raise ValueError(f"no file name for {missing}")


_check()
