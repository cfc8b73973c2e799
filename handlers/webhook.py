"""Webhook: Telegram brings updates, each with a request. The answer to the request confirms it.

So 200 is said only when the update had its effect or is parked. Whatever else happens is 503: Telegram brings it again,
and its number shows whether it was seen. Any process of several may get it.

Telegram is told the address when it knows another one, and never that there is none: those who take over need it.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import structlog
from aiohttp import web
from telegram.error import TelegramError
from yarl import URL

from bot.storage.faults import StorageFault
from bot.storage.lock import Lock
from bot.storage.store import Store
from handlers.alone import have
from handlers.arrivals import WANTED
from handlers.calls import Calls
from handlers.errors import Fault, code, place, trouble
from handlers.lanes import BehindError
from handlers.updates import Intake

_log = structlog.get_logger(__name__)

_PATH: Final = "/telegram"
_PROOF: Final = "X-Telegram-Bot-Api-Secret-Token"
_CONNECTIONS: Final = 100
"""The most that Telegram opens, over all processes."""
_MOST: Final = 128
"""So many updates are in hand at once."""
_KNOWN: Final = "webhook"
_HIGHEST: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Patience:
    """All seconds."""

    reading: float = 10.0
    outage: float = 20.0
    """After so long an outage is answered."""
    longest: float = 50.0
    """For all of it. Telegram itself is said to wait for a minute."""
    going: float = 5.0
    """For what is given up to end."""
    look: float = 60.0
    """Between looks at what Telegram knows: another program may have changed it."""
    again: float = 15.0
    """After a look that failed."""


_USUAL: Final = Patience()


def delivered_to(url: str) -> URL:
    """The address Telegram is told for WEBHOOK_URL: one without a path gets ours."""
    address = URL(url)
    return address.with_path(_PATH) if address.raw_path in ("", "/") else address


def secret_of(token: str) -> str:
    """A secret that every process with this token knows, and that does not give the token away."""
    return hmac.new(token.encode(), b"webhook", sha256).hexdigest()


class Webhook:
    """`url` and `secret`: what Telegram is told. Between `run` and `stop` updates are taken. `place`: what one process
    alone may have, where the database is for one."""

    def __init__(
        self,
        calls: Calls,
        intake: Intake,
        store: Store,
        url: URL,
        secret: str,
        place: Lock | None = None,
        patience: Patience = _USUAL,
    ) -> None:
        self._calls, self._intake, self._store, self._place = calls, intake, store, place
        self._url, self._secret, self._patience = url, secret, patience
        self._running = False
        self._stopping = asyncio.Event()
        self._in_hand = 0
        self._under_way: set[asyncio.Task[None]] = set()
        self._complaint: Any = None

    @property
    def routes(self) -> tuple[web.RouteDef]:
        """Where deliveries are taken."""
        return (web.post(self._url.raw_path, self._delivered),)

    async def ready(self) -> None:
        """Returns when updates may be taken. Raises `StorageFault` where another process is in the way."""
        if self._place is not None:
            await have(self._place, self._store)

    def stop(self) -> None:
        """Takes no more updates. Those in hand are still served."""
        self._stopping.set()

    async def run(self) -> None:
        """Takes updates until stopped; ends when those in hand had their effect. Cancelled, it gives them up."""
        self._running = True
        try:
            while not self._stopping.is_set():
                await self._rest(await self._agreed())
            while self._under_way:
                await asyncio.wait(self._under_way)
        finally:
            self._running = False
            for task in self._under_way:
                task.cancel()
            if self._place is not None:
                await self._place.close()

    async def _delivered(self, request: web.Request) -> web.Response:
        shown = request.headers.get(_PROOF, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._secret.encode()):
            return web.Response(status=403)
        if self._in_hand >= _MOST:
            return web.Response(status=503)
        self._in_hand += 1
        try:
            async with asyncio.timeout(self._patience.reading):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        else:
            raw = _update(body)
            return web.Response(status=400 if raw is None else 200 if await self._served(raw) else 503)
        finally:
            self._in_hand -= 1

    async def _served(self, raw: dict[str, Any]) -> bool:
        """Whether the update had its effect, or is parked. If not, nothing of it was done."""
        if self._stopping.is_set() or not self._running:
            return False
        task = asyncio.create_task(self._intake.take([raw]), name="delivery")
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            done, _ = await asyncio.wait({task}, timeout=self._patience.outage)
            if not done and not self._intake.out:
                await asyncio.wait({task}, timeout=self._patience.longest - self._patience.outage)
        finally:
            task.cancel()
        await asyncio.wait({task}, timeout=self._patience.going)
        if not task.done() or task.cancelled():
            _log.warning("delivery_given_up", update=raw["update_id"])
            return False
        error = task.exception()
        if error is not None and not isinstance(error, BehindError):
            _log.error("intake_failed", update=raw["update_id"], error=code(error), at=place(error))
        return error is None

    async def _agreed(self) -> float:
        """Sees to it that Telegram knows where to deliver; seconds until it is worth looking again."""
        try:
            if await self._differs():
                await self._calls.call("setWebhook", url=str(self._url), secret_token=self._secret, **_ASKED)
                await self._store.meta_set(_KNOWN, self._fingerprint)
                _log.info("webhook_set")
        except StorageFault as fault:
            _log.warning("webhook_waits", error=code(fault), again_in=self._patience.again)
        except TelegramError as error:
            return self._failed(error)
        else:
            return self._patience.look
        return self._patience.again

    async def _differs(self) -> bool:
        """Whether Telegram knows something else. It never shows the secret, so what it was told of that is kept."""
        known = await self._calls.call("getWebhookInfo")
        self._complain(known)
        return (
            known.get("url") != str(self._url)
            or known.get("max_connections") != _ASKED["max_connections"]
            or set(known.get("allowed_updates", ())) != set(WANTED)
            or await self._store.meta_get(_KNOWN) != self._fingerprint
        )

    @property
    def _fingerprint(self) -> str:
        return sha256(f"{self._url} {self._secret}".encode()).hexdigest()

    def _complain(self, known: dict[str, Any]) -> None:
        """Tells of a failed delivery, once. What Telegram says of it may name the address, so it is not repeated."""
        failed = known.get("last_error_date")
        if failed is not None and failed != self._complaint:
            _log.warning(
                "deliveries_failed",
                waiting=known.get("pending_update_count"),
                mend="python -m bot doctor shows what Telegram met",
            )
        self._complaint = failed

    def _failed(self, error: TelegramError) -> float:
        what = trouble(error)
        match what.fault:
            case Fault.WAIT:
                return what.seconds
            case Fault.UNKNOWN_BOT:
                _log.error("token_refused", mend="check BOT_TOKEN and BOT_API_URL", again_in=self._patience.again)
            case Fault.REFUSED:
                _log.error(
                    "webhook_refused",
                    mend="check that the world can reach WEBHOOK_URL, at port 443, 80, 88 or 8443",
                    again_in=self._patience.again,
                )
            case _:
                _log.warning("webhook_again", error=code(error), again_in=self._patience.again)
        return self._patience.again

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()


_ASKED: Final[dict[str, Any]] = {"max_connections": _CONNECTIONS, "allowed_updates": list(WANTED)}


def _update(body: bytes) -> dict[str, Any] | None:
    """The update; None where it is none, or has no number by which it would be known again."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return raw if type(number) is int and 0 <= number < _HIGHEST else None
