"""Ready: the answers that volunteers give again and again, and the facts of the case that fill them in.

One whose facts are not known, or that does not fit the case, is not offered, so nothing is ever sent with a gap. The
words are words/canned.j2: `title_<name>` for the volunteer, `text_<name>` for the buyer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from bot.domain.assessment import Verdict
from bot.domain.stages import Actor, Phase
from bot.services.advice import Advice, advise
from bot.services.coaching import disputed, stage_key
from bot.services.scene import Scene

Facts = Mapping[str, Any]
_SHOTS: Final = 3


def _next(scene: Scene, advice: Advice) -> Facts | None:
    at = advice.at
    if not disputed(scene) or at.act_by is None or at.over:
        return None
    return {"stage": stage_key(advice), "turn": str(at.turn), "day": at.act_by}


def _own_day(scene: Scene, advice: Advice) -> Facts | None:
    at = advice.at
    known = at.turn is Actor.BUYER and at.act_by is not None and not at.over
    return {"day": at.act_by, "today": max(scene.today, scene.local_day)} if known else None


def _proof(_: Scene, advice: Advice) -> Facts | None:
    return {"shots": [str(shot) for shot in advice.wanted[:_SHOTS]]} if advice.wanted else None


def _button(_: Scene, advice: Advice) -> Facts | None:
    may = advice.assessment.verdict in (Verdict.OPEN, Verdict.CLOSING_SOON)
    return {} if may and advice.at.phase is Phase.BEFORE_OPENING else None


def _too_early(_: Scene, advice: Advice) -> Facts | None:
    found = advice.assessment
    return {"day": found.opens_on} if found.verdict is Verdict.TOO_EARLY and found.opens_on else None


def _ask_for(_: Scene, advice: Advice) -> Facts | None:
    remedy, currency = advice.remedy, advice.case.currency
    if remedy is None or remedy.amount is None or currency is None:
        return None
    return {"remedy": str(remedy.kind), "amount": remedy.amount, "currency": currency}


def _post_return(_: Scene, advice: Advice) -> Facts | None:
    at = advice.at
    due = at.phase is Phase.RETURN_DUE and at.act_by is not None and not at.over
    return {"day": at.act_by} if due else None


def _bank(scene: Scene, advice: Advice) -> Facts | None:
    ways = [one for one in advice.assessment.fallbacks if one.route in _BANKS]
    day = next((one.last_day for one in ways if one.last_day and one.last_day >= scene.today), None)
    return {"day": day} if day else None


_BANKS: Final = ("card", "uk_chargeback")


def _always(_: Scene, __: Advice) -> Facts:
    return {}


READY: Final[Mapping[str, Callable[[Scene, Advice], Facts | None]]] = {
    "patience": _always,
    "next": _next,
    "deadline": _own_day,
    "proof": _proof,
    "button": _button,
    "too_early": _too_early,
    "ask_for": _ask_for,
    "keep": _always,
    "post_return": _post_return,
    "bank": _bank,
    "solved": _always,
}
"""By name: the facts its words need, or None where they are not known or it does not fit the case."""


def offered(scene: Scene, promised: timedelta) -> dict[str, Facts]:
    """The ready answers that fit the case now, with what their words mention. `promised`: how soon an answer comes."""
    advice, hours = advise(scene), int(promised.total_seconds() // 3600)
    found = {name: facts_of(scene, advice) for name, facts_of in READY.items()}
    return {name: {"hours": hours, **facts} for name, facts in found.items() if facts is not None}
