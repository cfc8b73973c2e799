"""Coach answer: what the coach advises, as the part of `assess`'s answer under `advice`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.coach import Coaching
from bot.domain.policy import Ground, Source
from bot.rendering.words import Words

CATALOGUE = "coach"


def named(source: Source) -> Mapping[str, str]:
    """A source as everywhere in the answer."""
    return {"key": source.key, "title": source.title, "url": source.url}


def _ground(ground: Ground, speech: Words) -> Mapping[str, object]:
    return {
        "rests_on": list(ground.rests_on),
        "sources": [named(source) for source in ground.sources],
        "confidence": ground.confidence,
        "text": speech.plain("grounds", ground.confidence or "judgement"),
        "checked_on": ground.checked_on,
        "still_valid_on": ground.still_valid_on,
        "note": ground.note,
    }


def advice(coached: Coaching, speech: Words) -> Mapping[str, object]:
    """Keys with their English texts beside them; amounts and days as everywhere in the answer."""

    def said(kind: str, keys: Iterable[str]) -> list[Mapping[str, str]]:
        return [{"key": key, "text": speech.plain(CATALOGUE, f"{kind}_{key}", coached.facts)} for key in keys]

    def text(entry: str) -> str:
        return speech.plain(CATALOGUE, entry, coached.facts)

    offer, back, money = coached.offer, coached.returning, coached.refund
    return {
        "event": coached.event,
        "means": text(f"means_{coached.event}") if coached.event else text(f"silence_{coached.at.phase}"),
        "do": coached.do,
        "text": text(f"do_{coached.do}"),
        "by": coached.by,
        "why": said("why", coached.why),
        "risk": said("risk", coached.risk),
        "avoid": said("avoid", coached.avoid),
        "change": said("change", coached.change),
        "evidence": [{"key": key, "text": speech.plain("enclosures", key)} for key in coached.evidence],
        "silence": text(f"silence_{coached.at.phase}"),
        "over": coached.at.over,
        "strength": {
            "level": coached.strength.level,
            "text": text(f"strength_{coached.strength.level}"),
            "raised_by": [{"key": shot, "text": speech.plain("shots", shot)} for shot in coached.strength.raised_by],
        },
        "offer": offer
        and {
            "worth": offer.worth,
            "offered": offer.offered,
            "fair": offer.fair,
            "ask": offer.ask,
            "gap": offer.gap,
            "return_cost": offer.return_cost,
        },
        "return": back
        and {
            "checklist": [{"key": key, "done": done, "text": text(f"check_{key}")} for key, done in back.checklist],
            "ship_by": back.ship_by,
            "label_until": back.label_until,
            "cost": back.cost,
            "left": back.left,
        },
        "refund": money and {"expected_on": money.expected_on, "latest_on": money.latest_on},
        "routes": [route.route for route in coached.routes],
        "differ": list(coached.conflicts),
        "grounds": coached.grounds and _ground(coached.grounds, speech),
    }
