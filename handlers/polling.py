"""Polling: asks Telegram for updates, one batch at a time. The next request confirms the batch before it.

So it is made only when the batch had its effect (`updates.py`). What was fetched when the process dies was not
confirmed: Telegram hands it out again, and the update's number shows that it was seen.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import Any, Final

import structlog
from telegram.error import TelegramError

from handlers.arrivals import WANTED
from handlers.calls import Calls
from handlers.errors import Fault, code, place, trouble
from handlers.updates import Intake

_log = structlog.get_logger(__name__)

_HOLD: Final = 25  # seconds Telegram may hold the request while nothing arrives
_SLACK: Final = 10.0
_BATCH: Final = 100
_AHEAD: Final = 3.0  # seconds between looks at who else waits, while the database is out
_SLOW: Final = 15.0  # seconds between tries that only the host can help
_LONGEST: Final = 30.0
_CHANCE: Final = random.SystemRandom()


class Polling:
    """One request at a time. `run` ends after `stop`, when what was fetched is committed and confirmed."""

    routes: Final = ()
    """It need not be reached."""

    def __init__(self, calls: Calls, intake: Intake) -> None:
        self._calls, self._intake = calls, intake
        self._stopping = asyncio.Event()
        self._asking: asyncio.Task[Any] | None = None
        self._failures = 0
        self._offset: int | None = None
        self._in_hand, self._looked_at = False, 0.0
        self._one_at_a_time = asyncio.Lock()

    async def ready(self) -> None:
        """It needs nobody's leave."""

    def stop(self) -> None:
        """Asks for no more updates. Those already fetched are still served."""
        self._stopping.set()
        if self._asking is not None:
            self._asking.cancel()

    async def run(self) -> None:
        """Polls until stopped. Whatever goes wrong between us and Telegram is waited out."""
        self._intake.outage.over()
        ahead = asyncio.create_task(self._look_ahead(), name="looking_ahead")
        try:
            await self._poll()
        finally:
            ahead.cancel()

    async def _poll(self) -> None:
        while not self._stopping.is_set():
            try:
                batch = await self._ask()
            except TelegramError as error:
                await self._failed(error)
                continue
            if batch is None:
                break
            if self._failures:
                self._failures = 0
                _log.info("polling_goes_on")
            try:
                await self._take(batch)
            except Exception as error:
                # Not even parking worked. Unconfirmed, the batch comes again, so nothing is lost; but it is loud.
                _log.error("intake_failed", error=code(error), at=place(error), again_in=_SLOW)
                await self._rest(_SLOW)
                continue
            self._offset = _next(batch)
            if batch and self._offset is None:
                await self._rest(1.0)  # nothing in it can be confirmed: never spin
        await self._confirm()

    async def _ask(self) -> list[Any] | None:
        """The next batch, oldest first; None: stopped while waiting."""
        async with self._one_at_a_time:
            if self._stopping.is_set():
                return None
            self._asking = asyncio.ensure_future(self._get(_HOLD, _BATCH))
        try:
            answer = await self._asking
        except asyncio.CancelledError:
            if self._stopping.is_set():
                return None
            raise
        finally:
            self._asking = None
        return answer if isinstance(answer, list) else []

    async def _take(self, batch: list[Any]) -> None:
        self._in_hand = True
        try:
            await self._intake.take(batch)
        finally:
            self._in_hand = False

    async def wait(self, since: float) -> None:
        """Nothing can be taken, because the database is out since then: whoever waits is told so, now and then."""
        self._intake.outage.goes_on(since)
        now = asyncio.get_running_loop().time()
        if now - max(since, self._looked_at) >= _AHEAD:
            self._looked_at = now
            await self._look()

    async def _look_ahead(self) -> None:
        """In an outage, looks who else waits behind the batch in hand, so that they are told too."""
        while True:
            await self._intake.outage.begun.wait()
            await asyncio.sleep(_AHEAD)
            async with self._one_at_a_time:
                if self._in_hand and self._intake.out:
                    await self._look()

    async def _look(self) -> None:
        """The offset is still that of the batch in hand, so Telegram takes nothing as confirmed."""
        with suppress(TelegramError):
            self._intake.outage.heard(await self._get(0, _BATCH))

    async def _get(self, hold: int, most: int) -> Any:
        return await self._calls.call(
            "getUpdates",
            patience=hold + _SLACK,
            offset=self._offset,
            limit=most,
            timeout=hold,
            allowed_updates=list(WANTED),
        )

    async def _confirm(self) -> None:
        """Tells Telegram about the last batch, so that the next start does not see it again. Only a courtesy."""
        if self._offset is None:
            return
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(2.0):
                await self._get(0, 1)

    async def _failed(self, error: TelegramError) -> None:
        self._failures += 1
        what = trouble(error)
        match what.fault:
            case Fault.CONFLICT if "webhook" in error.message.lower():
                _log.error("webhook_is_set", mend="the webhook is removed, because this bot polls")
                await self._remove_webhook()
                wait = 1.0
            case Fault.CONFLICT:
                _log.error("another_bot_polls", mend="stop the other process that uses this BOT_TOKEN", again_in=_SLOW)
                wait = _SLOW
            case Fault.UNKNOWN_BOT:
                _log.error("token_refused", mend="check BOT_TOKEN and BOT_API_URL", again_in=_SLOW)
                wait = _SLOW
            case Fault.WAIT:
                _log.warning("polling_must_wait", seconds=what.seconds)
                wait = what.seconds
            case _:
                wait = min(_LONGEST, 0.5 * 2 ** min(self._failures, 10)) * _CHANCE.uniform(0.5, 1.0)
                _log.warning("polling_again", error=code(error), failures=self._failures, again_in=round(wait, 1))
        await self._rest(wait)

    async def _remove_webhook(self) -> None:
        with suppress(TelegramError):
            await self._calls.call("deleteWebhook")

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()


def _next(batch: list[Any]) -> int | None:
    """The offset that confirms this batch. None after an empty one: all is confirmed, and ids may start anew."""
    ids = [raw["update_id"] for raw in batch if isinstance(raw, dict) and type(raw.get("update_id")) is int]
    return max(ids) + 1 if ids else None
