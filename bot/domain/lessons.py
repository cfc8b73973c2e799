"""LESSONS: what to do about each event, as far as the event alone says it. What needs numbers is decided in `coach`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.advice import Lesson
from bot.domain.history import Event
from bot.domain.lessons_buyer import BUYER
from bot.domain.lessons_clock import CLOCKS
from bot.domain.lessons_platform import PLATFORM
from bot.domain.lessons_seller import SELLER

LESSONS: Final[Mapping[Event, Lesson]] = MappingProxyType({**BUYER, **SELLER, **PLATFORM, **CLOCKS})

if set(LESSONS) != set(Event):
    raise AssertionError(f"events without advice: {sorted(set(Event) - set(LESSONS))}")
