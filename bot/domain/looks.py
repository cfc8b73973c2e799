"""Look: what was seen in a file that a buyer sent; flaws() → what is worth a hint before it goes to AliExpress.

A flaw is never a block: the buyer knows better what the picture shows. `bot.rendering.pictures.examine` does the
looking. Every threshold stands here with the pictures it was found on: the drawn ones in tests/pictures, and twenty
photographs that come with scikit-image and scikit-learn, each also blurred, darkened and as Telegram sends it.
docs/evidence.md has the table.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from bot.domain.case import Proof
from bot.domain.claims import Shot
from bot.domain.evidence import SERVES

_RELEASE: Final = 1
"""Counts up when a look of before means something else today: it is then looked at anew."""
_LONGEST_TEXT: Final = 300


class Seen(StrEnum):
    """What a file turned out to be."""

    PICTURE = "picture"
    ANIMATION = "animation"
    HEIC = "heic"
    VIDEO = "video"
    PAPER = "paper"
    """A PDF."""
    UNREADABLE = "unreadable"
    """Broken off, hostile, or not what it says it is."""
    TOO_LARGE = "too_large"
    """Over 20 MB: Telegram gives a bot no more, so nobody looked."""
    TOO_MANY_PIXELS = "too_many_pixels"
    LOST = "lost"
    """Telegram has it no longer."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen in one file. All but `seen` is of a picture."""

    seen: Seen
    width: int = 0
    height: int = 0
    """As it is looked at, upright."""
    sharpness: float = 0.0
    """Of its clearest edges at 768 pixels, from 0 to about 3: 2 where they go from one pixel to the next, 0.2 where
    they are spread over three. 1 where there is no edge to judge, as on a plain wall."""
    brightness: float = 0.0
    """The mean, from 0 (black) to 1."""
    print: str = ""
    """What it looks like, in 16 hexadecimal digits: pictures that look alike differ in few bits."""
    screenshot: bool = False
    located: bool = False
    """It carries the place where it was taken."""


class Flaw(StrEnum):
    """What is worth a hint, with templates/words/flaws.j2 saying it."""

    BLURRED = "blurred"
    DARK = "dark"
    SMALL = "small"
    TWICE = "twice"
    SCREENSHOT = "screenshot"
    """A screenshot where a photo is wanted."""
    VIDEO_WANTED = "video_wanted"
    WRONG_KIND = "wrong_kind"
    """A paper or a film where a picture is wanted."""
    TOO_LARGE = "too_large"
    HEIC = "heic"
    UNREADABLE = "unreadable"
    ANIMATED = "animated"
    LOST = "lost"
    LABEL = "label"
    """An address that can be read: to be covered before strangers see it."""


BLURRED_BELOW: Final = 0.45
"""Of `Look.sharpness`. The softest of the sharp pictures has 0.72; where every point is spread over 1.5 of 768 pixels,
so that a line of small print runs into the next, the best has 0.47 and most have 0.2 to 0.35."""
DARK_BELOW: Final = 0.16
"""Of `Look.brightness`. The darkest picture on which all can be seen has 0.24 (a black thing on a dark cloth, a rocket
at night); one taken without light has 0.1. A screen may be as dark as it likes."""
SMALL_BELOW: Final = 600
"""Pixels of the longer side. Forty lines on a label that fills the picture are then 15 pixels high each, the least that
can be read; what Telegram shrinks has 1280, so only clippings and pictures of chats are meant."""
TWICE_WITHIN: Final = 5
"""Bits of `Look.print`. A photo, its copy from Telegram and one of half the size that was saved badly differ in 5 at
most; any two others in 13 at least."""
SCREENS_TWICE_WITHIN: Final = 1
"""The same for screens, which resemble each other more: two talks with bubbles in the same places differ in 2."""

_NOT_LOOKED_AT: Final[Mapping[Seen, Flaw]] = {
    Seen.LOST: Flaw.LOST,
    Seen.TOO_LARGE: Flaw.TOO_LARGE,
    Seen.TOO_MANY_PIXELS: Flaw.TOO_LARGE,
    Seen.UNREADABLE: Flaw.UNREADABLE,
    Seen.HEIC: Flaw.HEIC,
}
_PAPERS: Final = frozenset({Proof.OFFICIAL_LETTER, Proof.RECEIPT})
_WITH_ADDRESS: Final = frozenset({Shot.PARCEL_LABEL, Shot.ORDER_ADDRESS})


def flaws(look: Look, shot: Shot | None, others: Mapping[str, Look]) -> tuple[Flaw, ...]:
    """What is worth a hint, most important first; empty where nothing is. `shot` is what the file is filed as, `others`
    are the looks of the case's files that were sent before it."""
    unseen = _NOT_LOOKED_AT.get(look.seen)
    if unseen is not None:
        return (unseen,)
    return (*_of_kind(look, shot), *_of_picture(look, shot, others))


def _of_kind(look: Look, shot: Shot | None) -> tuple[Flaw, ...]:
    """Whether this sort of file can be that shot at all."""
    serving = frozenset(SERVES[shot]) if shot is not None else frozenset()
    still = look.seen in (Seen.PICTURE, Seen.ANIMATION)
    found = {
        Flaw.VIDEO_WANTED: serving == {Proof.VIDEO} and look.seen is not Seen.VIDEO,
        Flaw.WRONG_KIND: (look.seen is Seen.VIDEO and bool(serving) and Proof.VIDEO not in serving)
        or (look.seen is Seen.PAPER and serving != {Proof.VIDEO} and bool(serving) and not serving & _PAPERS),
        Flaw.SCREENSHOT: still and look.screenshot and Proof.PHOTO in serving and Proof.SCREENSHOT not in serving,
        Flaw.ANIMATED: look.seen is Seen.ANIMATION,
    }
    return tuple(flaw for flaw, there in found.items() if there)


def _of_picture(look: Look, shot: Shot | None, others: Mapping[str, Look]) -> tuple[Flaw, ...]:
    """What a picture shows badly."""
    if look.seen not in (Seen.PICTURE, Seen.ANIMATION):
        return ()
    found = {
        Flaw.BLURRED: look.sharpness < BLURRED_BELOW,
        Flaw.DARK: look.brightness < DARK_BELOW and not look.screenshot,
        Flaw.SMALL: max(look.width, look.height) < SMALL_BELOW,
        Flaw.TWICE: any(_alike(look, other) for other in others.values()),
        Flaw.LABEL: shot in _WITH_ADDRESS and look.sharpness >= BLURRED_BELOW,
    }
    return tuple(flaw for flaw, there in found.items() if there)


def _alike(one: Look, other: Look) -> bool:
    """Whether both look the same. Screens of one shop resemble each other, so for them hardly a bit may differ."""
    if not one.print or not other.print or one.screenshot != other.screenshot:
        return False
    within = SCREENS_TWICE_WITHIN if one.screenshot else TWICE_WITHIN
    return (int(one.print, 16) ^ int(other.print, 16)).bit_count() <= within


def to_text(look: Look) -> str:
    """As it is stored: JSON in one line, below 300 characters."""
    return json.dumps({"release": _RELEASE, **asdict(look)}, separators=(",", ":"))


def from_text(text: str) -> Look | None:
    """The look of a stored text. None for "" and for the text of another release, so it never raises."""
    if not text or len(text) > _LONGEST_TEXT:
        return None
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(stored, dict) or stored.pop("release", None) != _RELEASE:
        return None
    return Look(**{**stored, "seen": Seen(stored["seen"])}) if _is_look(stored) else None


def _is_look(stored: Mapping[str, Any]) -> bool:
    return set(stored) == set(_FIELDS) and all(fits(stored[name]) for name, fits in _FIELDS.items())


def _is_print(value: object) -> bool:
    return isinstance(value, str) and (not value or (len(value) == 16 and set(value) <= set("0123456789abcdef")))


def _is_length(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_measure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


_FIELDS: Final = {
    "seen": lambda value: isinstance(value, str) and value in set(Seen),
    "width": _is_length,
    "height": _is_length,
    "sharpness": _is_measure,
    "brightness": _is_measure,
    "print": _is_print,
    "screenshot": _is_flag,
    "located": _is_flag,
}
