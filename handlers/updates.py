"""Updates: how they come in. Telegram hears that we have an update only after its effect was committed.

PTB's own `Updater` confirms first and handles later, so it is not used. A batch is taken as a whole: its chats side by
side, each chat in order. `polling.py` confirms it with its next request; `webhook.py` with its answer.

An update that fails three times is parked with all it said, the host and the buyer are told, and the rest goes on. An
outage of the database is nobody's poison, and neither is a race that was lost to another process: both are waited out,
and nothing is confirmed meanwhile. Whoever cannot wait cancels: a turn is one commit, so there is no half of one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Final, TypeVar

import structlog
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User
from telegram.ext import Application

from bot.metrics import Metrics
from bot.services.desk import Contended
from bot.storage.faults import StorageFault
from bot.trail import following
from handlers.arrivals import WANTED
from handlers.errors import Failures, code, place
from handlers.lanes import Lanes
from handlers.moved import Moved
from handlers.outage import Outage
from handlers.parking import Parking
from handlers.shapes import MalformedError, check

_log = structlog.get_logger(__name__)

_Done = TypeVar("_Done")

_PAUSES: Final = (0.05, 0.25, 0.0)
"""Seconds to wait after the first, second, third failure of an update."""
_TURN_PATIENCE: Final = 15.0
_LOOK: Final = 3.0
_OUTAGE_PAUSES: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0)


class Intake:
    """Takes batches of updates, as JSON. `saves` returns when the database took something for good, `moved` knows which
    numbers of chats stand for others."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        parking: Parking,
        outage: Outage,
        saves: Callable[[], Awaitable[None]],
        moved: Moved | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._application, self._parking, self._moved = application, parking, moved
        self.outage, self._saves = outage, saves
        self._metrics = metrics or Metrics()
        self._repeated: set[int] = set()
        self._failures = Failures()
        application.add_error_handler(self._failures.note)
        self._lanes = Lanes()

    @property
    def out(self) -> bool:
        """Whether the database is out, as far as is known here."""
        return self.outage.on

    async def take(self, batch: Sequence[Any]) -> None:
        """Returns when every update of the batch had its effect or is parked. May be called while another call is under
        way; raises `BehindError` when an update of the same chat that came before was given up."""
        began = time.perf_counter()
        faults = [_fault(raw) for raw in batch]
        if self._moved is not None:
            heed, sound = self._moved.heed, [raw for raw, fault in zip(batch, faults, strict=True) if fault is None]
            await self._outlast(lambda: heed(sound), sound)
        lanes: dict[int, list[tuple[Any, Update]]] = {}
        works: list[Coroutine[Any, Any, None]] = []
        for raw, fault in zip(batch, faults, strict=True):
            if fault is None and raw.keys().isdisjoint(WANTED):
                continue  # of a kind that was not asked for: it has no effect, whatever it holds
            read = fault or self._read(raw)
            if isinstance(read, Update):
                lanes.setdefault(_lane(read), []).append((raw, read))
            else:
                works.append(self._set_aside(raw, read, began))
        works += (self._serve(*lane, began) for lane in lanes.items())
        if len(works) == 1:
            await works[0]
        elif works:
            await asyncio.gather(*works)

    def repeated(self, update_id: int) -> None:
        """The update that is being tried had its effect before."""
        self._repeated.add(update_id)

    def _read(self, raw: Any) -> Update | Exception:
        try:
            return _update(self._moved.inward(raw) if self._moved is not None else raw, self._application.bot)
        except Exception as error:
            return error

    async def _serve(self, number: int, lane: Sequence[tuple[Any, Update]], began: float) -> None:
        async with self._lanes.turn(number):
            for raw, update in lane:
                with following({"update": update.update_id}):
                    await self._settle(raw, update)
                self._metrics.turns.add(time.perf_counter() - began)

    async def _set_aside(self, raw: Any, error: Exception, began: float) -> None:
        """One that cannot be read. It waits for no other, and no other for it."""
        await self._park(raw, error, 1)
        self._metrics.turns.add(time.perf_counter() - began)

    async def _settle(self, raw: Any, update: Update) -> None:
        error: Exception | None = None
        for pause in _PAUSES:
            error = await self._outlast(lambda: self._try(update), (raw,))
            if error is None:
                again = update.update_id in self._repeated
                self._repeated.discard(update.update_id)
                self._metrics.updates[_kind(raw), "duplicate" if again else "done"] += 1
                return
            self._metrics.updates[_kind(raw), "failed"] += 1
            _log.error("update_failed", update=update.update_id, error=code(error), at=place(error))
            await asyncio.sleep(pause)
        if error is not None:
            await self._park(raw, error, len(_PAUSES))

    async def _try(self, update: Update) -> Exception | None:
        """One try; what went wrong comes back. An outage or a lost race is raised: it says nothing about the update."""
        try:
            async with asyncio.timeout(_TURN_PATIENCE):
                await self._application.process_update(update)
        except TimeoutError as late:
            await self._look()
            return late
        error = self._failures.pop(update.update_id)
        if isinstance(error, StorageFault | Contended):
            raise error
        return error

    async def _park(self, raw: Any, error: Exception, attempts: int) -> None:
        try:
            await self._outlast(lambda: self._parking.park(raw, error, attempts), ())
            self._metrics.updates[_kind(raw), "parked"] += 1
        except Exception as worse:  # asked for again and again it would stop everybody
            _log.error("update_not_parked", error=code(worse), at=place(worse), of=code(error))

    async def _look(self) -> None:
        """Raises `StorageFault` when it is the database that keeps everybody waiting."""
        try:
            async with asyncio.timeout(_LOOK):
                await self._saves()
        except TimeoutError as late:
            raise StorageFault("DATABASE_URL: the server does not answer") from late

    async def _back(self) -> bool:
        """Whether an outage is over. That an update was served need not show it: some have nothing to save."""
        try:
            await self._look()
        except StorageFault:
            return False
        return self.outage.over()

    async def _outlast(self, work: Callable[[], Awaitable[_Done]], waiting: Sequence[Any]) -> _Done:
        """Does the work, again and again while the database is out or others are faster. `waiting`: the updates whose
        senders wait for it."""
        began, tries = asyncio.get_running_loop().time(), 0
        while True:
            pause = _OUTAGE_PAUSES[min(tries, len(_OUTAGE_PAUSES) - 1)]
            tries += 1
            try:
                done = await work()
            except Contended:
                await asyncio.sleep(pause)
            except StorageFault as fault:
                if self.outage.goes_on(began):
                    _log.error("storage_is_out", error=code(fault))
                self.outage.heard(waiting)
                await self.outage.rest(pause)
            else:
                if self.outage.on and await self._back():
                    _log.warning("storage_is_back")
                return done


def _fault(raw: Any) -> Exception | None:
    try:
        check(raw)
    except MalformedError as error:
        return error
    return None


def _kind(raw: Any) -> str:
    """What sort of update it is, of those that were asked for."""
    return next((kind for kind in WANTED if kind in raw), "other") if isinstance(raw, dict) else "other"


def _update(raw: Any, bot: Bot) -> Update:
    """The update; of a tapped message only its place, as Telegram itself does with one too old to be read.

    It is our own message, and taking it apart costs half of the reading."""
    query = raw.get("callback_query")
    message = query.get("message") if query is not None else None
    if message is None:
        return Update.de_json(raw, bot)
    tap = CallbackQuery(
        query["id"],
        User.de_json(query["from"], bot),
        query.get("chat_instance", ""),
        message=InaccessibleMessage(Chat.de_json(message["chat"], bot), message["message_id"]),
        data=query.get("data"),
    )
    return Update(raw["update_id"], callback_query=tap)


def _lane(update: Update) -> int:
    """Updates with the same number are served in order; those of no chat share one."""
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat is not None else user.id if user is not None else 0
