"""Names: what the name of a topic says: whose case, what about, how long it has, how much proof is there.

It changes by what people do and by the clock: by days while there is time, by hours when there is little.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from bot.domain.buyer import Buyer
from bot.domain.quiet import day_ends
from bot.domain.stages import Actor
from bot.domain.ticket import Standing, Ticket
from bot.services.advice import Advice, advise
from bot.services.scene import Scene

BY_HOURS: Final = timedelta(days=2)
"""With less than this left every hour counts."""
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Name:
    """Facts of templates/posts/topic.j2. `days` and `hours` None: not counted, or nothing is left to count; `over`:
    the buyer's own last day has passed. `listed` 0: no proof is asked for."""

    number: int
    issue: str
    language: str
    days: int | None
    hours: int | None
    over: bool
    there: int
    listed: int
    standing: str

    @property
    def told(self) -> str:
        """The same as one word to compare: two names that say the same are called the same."""
        return "/".join(map(str, astuple(self)))

    def facts(self) -> Mapping[str, Any]:
        """For the template, and what is remembered once Telegram took it."""
        return {**asdict(self), "told": self.told}


def name_of(scene: Scene, ticket: Ticket) -> Name:
    """What the topic of the open case is to be called now. A closed one has no time and nothing to prove."""
    closed = ticket.standing is Standing.CLOSED
    advice = advise(scene)
    left = None if closed else _left(scene, advice)
    days, hours = (None, None) if left is None else _counted(left)
    return Name(
        number=ticket.case_id,
        issue=str(advice.case.issue or ""),
        language=scene.buyer.language,
        days=days,
        hours=hours,
        over=left is not None and left <= timedelta(0),
        there=0 if closed else len(advice.progress.there),
        listed=0 if closed else advice.progress.listed,
        standing=str(ticket.standing),
    )


def deadline(advice: Advice, buyer: Buyer) -> datetime | None:
    """The end of the buyer's own last day, where they are. None: it is not their turn, or nobody knows the day."""
    day = advice.at.act_by
    return day_ends(day, buyer.hours) if day is not None and advice.at.turn is Actor.BUYER else None


def _left(scene: Scene, advice: Advice) -> timedelta | None:
    by = deadline(advice, scene.buyer)
    return None if by is None else by - scene.now


def _counted(left: timedelta) -> tuple[int | None, int | None]:
    """Whole days, and hours where they count; nothing where nothing is left."""
    if left <= timedelta(0):
        return None, None
    if left > BY_HOURS:
        return left.days, None
    return divmod(left // _HOUR, 24)
