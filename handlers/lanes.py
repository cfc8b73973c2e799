"""Lanes: what is done with one chat is done one after the other, in the order in which it came; chats side by side.

Who gives up takes along those who wait behind: they would overtake it, for what it was about comes once more later.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


class BehindError(Exception):
    """What came before in this lane was given up. Nothing was done."""


@dataclass(slots=True)
class _Lane:
    free: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0
    given_up: int = 0


class Lanes:
    """A lane is forgotten when nobody is in it."""

    def __init__(self) -> None:
        self._lanes: dict[int, _Lane] = {}

    def __len__(self) -> int:
        return len(self._lanes)

    @asynccontextmanager
    async def turn(self, number: int) -> AsyncIterator[None]:
        """The lane of this number is one's own while the block runs. Raises `BehindError`."""
        lane = self._lanes.setdefault(number, _Lane())
        lane.inside += 1
        given_up = lane.given_up
        try:
            async with lane.free:
                if lane.given_up != given_up:
                    raise BehindError
                yield
        except BaseException:
            lane.given_up += 1
            raise
        finally:
            lane.inside -= 1
            if not lane.inside:
                del self._lanes[number]
