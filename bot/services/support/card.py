"""Card: what the case card in a topic says. Who the buyer is and which order it is are shown once somebody took it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.ticket import Standing, Ticket
from bot.services import summary
from bot.services.advice import Advice, advise
from bot.services.coaching import disputed, stage_key
from bot.services.scene import Scene
from bot.services.summary import Line
from bot.services.support.masking import masked


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
        "words": masked((scene.case.notes or "").strip(), ticket),
        "lines": [_line(line, ticket) for line in summary.lines(scene) if shown or line.field != "order_number"],
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
        "says": says(scene, advice),
        "keys": keys(ticket),
    }


def says(scene: Scene, advice: Advice) -> str:
    """What of the card the calendar alone can change, as one word to compare."""
    at = advice.at if disputed(scene) else None
    moves = (advice.assessment.verdict, *((at.phase, at.turn, at.act_by, at.over, at.late) if at else ()))
    return "/".join(map(str, moves))


KEYS: Final[Mapping[Standing, tuple[tuple[str, ...], ...]]] = {
    Standing.OPEN: (("take", "close"), ("ask", "continue"), ("history", "undo")),
    Standing.TAKEN: (("release", "close"), ("ask", "continue"), ("history", "undo")),
    Standing.CLOSED: (("reopen", "history"),),
}
"""The buttons below the card, in rows: each is a command of `volunteers`."""


def keys(ticket: Ticket) -> list[list[list[str]]]:
    """The buttons below the card of this case."""
    return [[[f"staff_{name}", f"{name}:{ticket.case_id}"] for name in row] for row in KEYS[ticket.standing]]


def _line(line: Line, ticket: Ticket) -> Line:
    return replace(line, value=masked(line.value, ticket)) if isinstance(line.value, str) else line
