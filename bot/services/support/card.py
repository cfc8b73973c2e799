"""Card: what the case card in a topic says. Who the buyer is and which order it is are shown once somebody took it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.ticket import Ticket
from bot.services import summary
from bot.services.advice import advise
from bot.services.coaching import disputed, stage_key
from bot.services.scene import Scene
from bot.services.summary import Line


def card(scene: Scene, ticket: Ticket) -> Mapping[str, Any]:
    """What the case card says. Who the buyer is and which order it is are shown once somebody took it."""
    advice, record = advise(scene), scene.record
    shown = ticket.taken_by is not None
    numbered = any(line.field == "order_number" and line.value for line in summary.lines(scene))
    return {
        "ticket": ticket,
        "standing": str(ticket.standing),
        "shown": shown,
        "buyer": scene.buyer,
        "told": advice.case,
        "words": _masked((scene.case.notes or "").strip(), shown=shown),
        "lines": [_line(line, shown=shown) for line in summary.lines(scene) if shown or line.field != "order_number"],
        "hidden": numbered and not shown,
        "files": len(record.files) if record is not None else 0,
        "advice": advice,
        "assessment": advice.assessment,
        "remedy": advice.remedy,
        "disputed": disputed(scene),
        "at": advice.at,
        "stage": stage_key(advice),
        "today": scene.today,
        "local_day": scene.today,
    }


def _line(line: Line, *, shown: bool) -> Line:
    return replace(line, value=_masked(line.value, shown=shown)) if isinstance(line.value, str) else line


def _masked(words: str, *, shown: bool) -> str:
    """A buyer's own words may hold the number of the order too."""
    return words if shown else _LONG_NUMBER.sub("…", words)


_LONG_NUMBER: Final = re.compile(r"\d(?:[ -]?\d){7,}")
