"""Listening: how the outside reaches this process, as the settings want it. By default it does not: the bot asks.

Whatever listens is loaded only where a setting wants it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from bot import RELEASE
from bot.settings import Settings, SettingsFault
from bot.storage.lock import lock
from bot.storage.schema import VERSION
from bot.storage.store import Store
from handlers.alone import Alone
from handlers.calls import Calls
from handlers.front import Front
from handlers.outside import WayIn
from handlers.polling import Polling
from handlers.pulse import Pulse
from handlers.updates import Intake

if TYPE_CHECKING:
    from handlers.probes import Probes
    from handlers.server import Server

_AT_HOME: Final = "127.0.0.1:8080"


def way_in(settings: Settings, store: Store, *, alone: bool) -> Callable[[Calls, Intake], WayIn]:
    """How updates come: asked for, by one process on a database, or brought to WEBHOOK_URL, to several where the
    database is for several. `alone`: others could be in the way."""
    several = settings.webhook_url is not None and store.replicas.shared
    place = lock(settings.database_url) if alone and not several else None
    if settings.webhook_url is None:
        if place is None:
            return Polling
        return lambda calls, intake: Alone(place, store, partial(Polling, calls, intake))
    from handlers.webhook import Webhook, delivered_to, secret_of

    url = delivered_to(settings.webhook_url)
    secret = settings.webhook_secret or secret_of(settings.bot_token or "")
    return lambda calls, intake: Webhook(calls, intake, store, url, secret, place)


class Listening:
    """What is open to the outside. It answers until the end, and says before that the end is coming."""

    def __init__(self, server: Server, probes: Probes) -> None:
        self._server, self._probes = server, probes

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.port

    async def start(self) -> None:
        """Takes requests from now on. Raises `SettingsFault`, which names the mend."""
        try:
            await self._server.start()
        except OSError as error:
            raise SettingsFault(
                f"LISTEN: nothing can listen at {self._server.place} ({error.strerror or type(error).__name__}); "
                "name another host:port, or stop what listens there."
            ) from None

    def ending(self) -> None:
        """The process is no longer ready, though it still answers."""
        self._probes.ending = True

    async def stop(self) -> None:
        """Takes no more requests."""
        await self._server.stop()


def listening(
    settings: Settings, front: Front, store: Store, pulse: Pulse, clock: Callable[[], datetime]
) -> Listening | None:
    """What listens at LISTEN, or where a proxy on this machine finds it; None: nothing does."""
    place = settings.listen or (settings.webhook_url and _AT_HOME)
    if not place:
        return None
    from handlers.probes import Bot, Probes
    from handlers.server import Server

    about = {"version": RELEASE, "schema": VERSION}
    probes = Probes(Bot(store.health, pulse, front.metrics, clock, lambda: front.well, about))
    return Listening(Server(place, (*front.way_in.routes, *probes.routes)), probes)
