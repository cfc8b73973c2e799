"""Outside: what a bot meets outside of itself: how updates come in, the clock, who runs it, how fast it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from handlers.calls import Calls
from handlers.gate import ALLOWED, Allowance, Gate, Kind
from handlers.pace import UNLIMITED, Limits
from handlers.polling import Polling
from handlers.pulse import Pulse
from handlers.support import Support
from handlers.updates import Intake

if TYPE_CHECKING:
    from aiohttp.web import RouteDef


class WayIn(Protocol):
    """How updates come in: `polling.py` asks for them, `webhook.py` gets them brought."""

    @property
    def routes(self) -> Sequence[RouteDef]:
        """Where it wants to be reached."""

    async def ready(self) -> None:
        """Returns when it may run. Raises `StorageFault`, which names the mend."""

    async def run(self) -> None:
        """Takes updates until stopped; ends when those that were taken had their effect."""

    def stop(self) -> None:
        """Takes no more."""


@dataclass(frozen=True, slots=True)
class Outside:
    """`hosts` hear of parked updates; `pulse`: what calls tell in passing. Where `limits` are UNLIMITED, so is what a
    chat may send, unless `allowed` says how much."""

    clock: Callable[[], datetime]
    hosts: Sequence[int] = ()
    limits: Limits | None = None
    allowed: Mapping[Kind, Allowance] | None = None
    way_in: Callable[[Calls, Intake], WayIn] = Polling
    support: Support | None = None
    pulse: Pulse | None = None

    @property
    def gate(self) -> Gate:
        """How much a chat may send."""
        usual = {} if self.limits is UNLIMITED else ALLOWED
        return Gate(usual if self.allowed is None else self.allowed)
