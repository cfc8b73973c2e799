"""Backstage: what the playground's page may ask of the running bot. The stand-in's `Backstage`, made of an `App`."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from bot.app import App, Clock
from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import marketplace_day
from bot.domain.case_json import to_json
from bot.domain.policy import Policy
from bot.playground.backstage import Planned
from bot.services.advice import advise
from bot.services.scene import Scene, Tongue
from bot.storage.changes import Changes

JSON = dict[str, Any]
_TRIES: Final = 5


class Behind:
    """The bot behind the page. Reads the store and rings the bell; decides nothing."""

    def __init__(self, app: App, policy: Policy, tongue: Tongue, clock: Clock) -> None:
        self._app, self._policy, self._tongue, self._clock = app, policy, tongue, clock
        self._idling: set[asyncio.Task[None]] = set()

    async def planned(self) -> list[Planned]:
        return [
            Planned(one.chat_id, one.case, one.kind, one.due_at, one.deliver_at)
            for one in await self._app.store.coming()
        ]

    async def state(self, chat_id: int) -> JSON | None:
        snapshot = await self._app.store.load(chat_id)
        buyer, record = snapshot.buyer, snapshot.record
        if buyer is None:
            return None
        return {
            "buyer": _buyer(buyer),
            "case": _case(record) if record else None,
            "verdict": self._verdict(buyer, record) if record and record.case.reviewed else None,
        }

    async def due(self) -> datetime | None:
        now = self._clock()
        return min((one.deliver_at for one in await self._app.store.coming() if one.deliver_at > now), default=None)

    async def ring(self) -> int:
        now = self._clock()
        due = sum(one.deliver_at <= now for one in await self._app.store.coming())
        await self._app.ring()
        while await self._app.front.outbox.send_due():
            pass
        return due

    async def idle(self) -> None:
        # Not ended with whoever gives up waiting: what is being sent must be sent and marked.
        idling = asyncio.create_task(self._app.idle(), name="idle")
        self._idling.add(idling)
        idling.add_done_callback(self._idling.discard)
        await asyncio.shield(idling)

    async def close(self) -> None:
        """Waits for nothing any more; call it before the bot is stopped."""
        for idling in tuple(self._idling):
            idling.cancel()
        await asyncio.gather(*self._idling, return_exceptions=True)

    async def prefer(self, chat_id: int, language: str, zone: str | None, day_first: bool | None) -> None:
        for _ in range(_TRIES):
            now = self._clock()
            known = (await self._app.store.load(chat_id)).buyer
            if (known.zone, known.day_first) == (zone, day_first) if known else zone is None and day_first is None:
                return
            hours = known.hours if known else None
            buyer = known or Buyer(chat_id, self._tongue.negotiate(language), created_at=now, active_at=now)
            revision = buyer.revision + 1
            shown = revision if buyer.shown == buyer.revision else buyer.shown  # it owes no screen for this
            buyer = replace(buyer, zone=zone, day_first=day_first, revision=revision, shown=shown)
            if await self._app.store.commit(Changes(update_id=None, at=now, buyer=buyer, hours=hours)):
                return

    def _verdict(self, buyer: Buyer, record: Record) -> JSON:
        now = self._clock()
        advice = advise(Scene(buyer, record, now, marketplace_day(now, self._policy), self._policy, self._tongue))
        found = advice.assessment
        return {
            "verdict": str(found.verdict),
            "opens_on": _day(found.opens_on),
            "safe_last_day": _day(found.safe_last_day),
            "days_left": found.days_left,
            "reasons": [reason.key for reason in found.reasons],
            "conflicts": list(found.conflicts),
            "warnings": list(found.warnings),
            "remedies": [
                {"kind": str(remedy.kind), "amount": None if remedy.amount is None else str(remedy.amount)}
                for remedy in advice.remedies
            ],
        }


def _buyer(buyer: Buyer) -> JSON:
    names = ("language", "zone", "day_first", "seller_language", "view", "blocked")
    return {name: getattr(buyer, name) for name in names}


def _case(record: Record) -> JSON:
    return {"number": record.number, "answers": json.loads(to_json(record.case)), "files": len(record.files)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
