"""What goes wrong between the bot and Telegram: slow calls, calls that hang, answers lost on the way, outages.

Both fronts ask here before and after each call. Nothing is wrong unless somebody asks for it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False, slots=True)
class Hold:
    """Calls that hang until `release`. `waiting` counts those that hang now; `reached` is set by the first."""

    method: str | None
    chat_id: int | None
    waiting: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let them all go on, and later ones pass."""
        self.released.set()


@dataclass(eq=False, slots=True)
class Slowness:
    """Calls that take longer, by so many real seconds."""

    method: str | None
    chat_id: int | None
    seconds: float


@dataclass(eq=False, slots=True)
class Loss:
    """Calls whose connection breaks: before Telegram got them, or (`carried_out`) after it did what was asked."""

    method: str | None
    chat_id: int | None
    times: int
    carried_out: bool


class LostConnectionError(Exception):
    """The connection broke; nobody knows whether the call was carried out."""


class Faults:
    """All faults asked for. `method` None is every method but getUpdates, `chat_id` None every chat."""

    def __init__(self) -> None:
        self._faults: list[Hold | Slowness | Loss] = []
        self._out_until: float | None = None

    def hold(self, *, method: str | None = None, chat_id: int | None = None) -> Hold:
        """Let these calls hang until the hold is released."""
        hold = Hold(method, chat_id)
        self._faults.append(hold)
        return hold

    def slow(self, seconds: float, *, method: str | None = None, chat_id: int | None = None) -> None:
        """Let these calls take so much longer."""
        self._faults.append(Slowness(method, chat_id, seconds))

    def lose(
        self, times: int = 1, *, method: str | None = None, chat_id: int | None = None, carried_out: bool = True
    ) -> None:
        """Lose the answers of the next so many of these calls."""
        self._faults.append(Loss(method, chat_id, times, carried_out))

    def break_off(self, seconds: float) -> None:
        """Lose every call, getUpdates too, for so many real seconds; none of them is carried out."""
        self._out_until = time.monotonic() + seconds

    @property
    def out_for(self) -> float:
        """How many more real seconds nothing gets through; 0: calls do."""
        return 0.0 if self._out_until is None else max(0.0, self._out_until - time.monotonic())

    def clear(self) -> None:
        """Nothing is wrong any more; what hangs goes on."""
        self._out_until = None
        for fault in self._faults:
            if isinstance(fault, Hold):
                fault.release()
        self._faults.clear()

    def __bool__(self) -> bool:
        return bool(self._faults) or self._out_until is not None

    def _matching(self, method: str, given: Mapping[str, Any]) -> list[Hold | Slowness | Loss]:
        chat = str(given.get("chat_id"))
        return [
            fault
            for fault in self._faults
            if (method.lower() == fault.method.lower() if fault.method else method.lower() != "getupdates")
            and (fault.chat_id is None or str(fault.chat_id) == chat)
        ]

    async def before(self, method: str, given: Mapping[str, Any]) -> None:
        """Wait as long as asked for; raises LostConnectionError for a call that never arrives."""
        if self.out_for:
            raise LostConnectionError
        self._out_until = None
        for fault in self._matching(method, given):
            if isinstance(fault, Slowness):
                await asyncio.sleep(fault.seconds)
            elif isinstance(fault, Hold) and not fault.released.is_set():
                fault.waiting += 1
                fault.reached.set()
                try:
                    await fault.released.wait()
                finally:
                    fault.waiting -= 1
            elif isinstance(fault, Loss) and not fault.carried_out:
                self._lose(fault)

    def after(self, method: str, given: Mapping[str, Any]) -> None:
        """Raises LostConnectionError for a call that was carried out and whose answer is lost."""
        for fault in self._matching(method, given):
            if isinstance(fault, Loss) and fault.carried_out:
                self._lose(fault)

    @staticmethod
    def _lose(loss: Loss) -> None:
        if loss.times > 0:
            loss.times -= 1
            raise LostConnectionError
