"""Shown: which revision each buyer has seen, written behind in batches.

Not a promise: losing a mark in a crash shows one screen twice. So a mark waits for the next turn that is saved
anyway, or a fifth of a second; meanwhile reads through the same store already see it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.buyer import Buyer
from bot.storage.buyers import MARK
from bot.storage.engine import Engine
from bot.storage.statement import Values, Work

DELAY_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class Mark:
    """The buyer has seen this revision in this message."""

    revision: int
    screen_id: int | None


def marked(buyer: Buyer, mark: Mark) -> Buyer:
    """The buyer with this mark, as `buyers.MARK` writes it; a mark older than what was seen changes nothing."""
    if not buyer.shown <= mark.revision <= buyer.revision:
        return buyer
    notice = {} if mark.revision == buyer.revision else buyer.notice
    return replace(buyer, shown=mark.revision, screen_id=mark.screen_id, notice=notice)


class Shown:
    """The marks that wait to be written, and those being written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: dict[int, Mark] = {}
        self._under_way: dict[int, Mark] = {}
        self._writing: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def note(self, chat_id: int, mark: Mark) -> None:
        """The newer of two marks for one chat counts."""
        old = self._waiting.get(chat_id)
        if old is None or old.revision <= mark.revision:
            self._waiting[chat_id] = mark
            self._arm()

    def drop(self, chat_id: int) -> None:
        """The buyer is being forgotten."""
        self._waiting.pop(chat_id, None)

    def over(self, buyer: Buyer) -> Buyer:
        """The buyer as it will be once its mark is written."""
        mark = self._waiting.get(buyer.chat_id) or self._under_way.get(buyer.chat_id)
        return buyer if mark is None else marked(buyer, mark)

    def go_along(self) -> None:
        """A turn is about to be saved: where commits are shared the marks ride in the same one."""
        if self._engine.groups_commits:
            self._write()

    async def finish(self) -> None:
        """Writes what waits; gives up when the database refuses, for these marks are not a promise."""
        while self._waiting or self._writing is not None:
            self._write()
            if self._writing is not None:
                await asyncio.wait([writing := self._writing])
                if writing.exception() is not None:
                    break
        if self._timer is not None:
            self._timer.cancel()

    def _arm(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(DELAY_SECONDS, self._ring)

    def _ring(self) -> None:
        self._timer = None
        self._write()

    def _write(self) -> None:
        if not self._waiting or self._writing is not None:
            return
        self._under_way, self._waiting = self._waiting, {}
        self._writing = self._engine.write(_rows(self._under_way))
        self._writing.add_done_callback(self._written)

    def _written(self, writing: asyncio.Future[None]) -> None:
        if writing.exception() is not None:
            self._waiting = self._under_way | self._waiting
        self._under_way = {}
        self._writing = None
        if self._waiting:
            self._arm()


def _rows(marks: Mapping[int, Mark]) -> Work[None]:
    # In order of the chats, so that two workers never wait for each other in a circle.
    rows: list[Values] = [
        {"chat_id": chat_id, "shown": mark.revision, "screen_id": mark.screen_id}
        for chat_id, mark in sorted(marks.items())
    ]
    yield MARK, rows
