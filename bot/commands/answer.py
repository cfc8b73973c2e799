"""Answer: everything `assess` concludes about one case, as one line of JSON.

Keys come in a fixed order, dates are ISO. Amounts are text ("12.35") so that no reader rounds them; absent is null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.commands.coach_answer import advice, named
from bot.domain.assessment import Assessment, Fallback, Reading
from bot.domain.case import Case
from bot.domain.claim_letters import claim_facts
from bot.domain.coach import coach
from bot.domain.evidence import SERVES, wanted
from bot.domain.letters import letter_facts, letters, requested
from bot.domain.policy import Cited, Policy
from bot.domain.remedies import Remedy, Step, suggest
from bot.domain.reminders import plan
from bot.domain.strength import lacking
from bot.rendering.words import Words


def answer(case: Case, found: Assessment, policy: Policy, today: date, speech: Words) -> str:
    """One line of JSON, without its line end."""
    remedies = suggest(case, found, policy)
    ask = requested(remedies)
    coached = coach(case, found, policy, today)
    facts = {**letter_facts(case, found, ask, today), **claim_facts(case, coached)}
    conflicts = dict.fromkeys((*found.conflicts, *coached.conflicts))
    terms = {term.term: term for term in (*found.terms, *coached.terms)}
    warned = dict.fromkeys((*found.warnings, *coached.warnings))
    written = dict.fromkeys((*coached.letters, *letters(case, found)))
    said: dict[str, Any] = {
        "verdict": found.verdict,
        "opens_on": found.opens_on,
        "safe_last_day": found.safe_last_day,
        "page_last_day": found.page_last_day,
        "days_left": found.days_left,
        "stage": coached.at.phase,
        "turn": coached.at.turn,
        "act_by": coached.at.act_by,
        "advice": advice(coached, speech),
        "readings": [_reading(reading) for reading in found.readings],
        "conflicts": list(conflicts),
        "terms": [_term(term) for term in terms.values()],
        "remedies": [_remedy(remedy, speech) for remedy in remedies],
        "warnings": [{"key": key, "text": speech.plain("warnings", key, found.facts)} for key in warned],
        "fallbacks": [_fallback(route) for route in found.fallbacks],
        "evidence_wanted": [
            {"shot": shot, "kinds": list(SERVES[shot]), "text": speech.plain("shots", shot)}
            for shot in wanted(case, ask.method if ask else None)
        ],
        "letters": [{"key": key, "text": speech.letter(key, facts)} for key in written],
        "reminders": [
            {"kind": ping.kind, "due_on": ping.due_on}
            for ping in plan(case, found, coached.at, policy, today, lacking(case, ask.method if ask else None))
        ],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=_written)


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"an answer holds no {type(value).__name__}")


def _reading(reading: Reading) -> Mapping[str, object]:
    return {
        "conflict": reading.conflict,
        "side": reading.side,
        "verdict": reading.verdict,
        "opens_on": reading.opens_on,
        "last_day": reading.last_day,
        "sources": [named(source) for source in reading.sources],
    }


def _term(term: Cited) -> Mapping[str, object]:
    return {
        "id": term.term,
        "value": term.value,
        "since": term.since,
        "source": named(term.source),
        "checked_on": term.checked_on,
    }


def _fallback(route: Fallback) -> Mapping[str, object]:
    return {
        "route": route.route,
        "last_day": route.last_day,
        "from": route.from_on,
        "source": named(route.source),
    }


def _remedy(remedy: Remedy, speech: Words) -> Mapping[str, object]:
    steps = (*remedy.steps, *(Step("step_needs", {"field": name}) for name in remedy.needs))
    reasons = {"why": remedy.why, "cost": remedy.cost, "risk": remedy.risks}
    return {
        "kind": remedy.kind,
        "amount": remedy.amount,
        "opening_amount": remedy.opening_amount,
        "low": remedy.low,
        "high": remedy.high,
        "method": remedy.method,
        "steps": [
            {"key": step.key, "facts": dict(step.facts), "text": speech.plain("remedies", step.key, step.facts)}
            for step in steps
        ],
        "why": [
            {"aspect": aspect, "key": key, "text": speech.plain("remedies", key)}
            for aspect, keys in reasons.items()
            for key in keys
        ],
    }
