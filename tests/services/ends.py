"""A dispute about a cup, and its buyer at the question how it ended."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bot.domain.buyer import Record
from bot.domain.case import Case, Stage
from bot.domain.dialogue import pending, skip
from bot.domain.issues import ISSUES, Issue
from bot.domain.outcome import Tally
from bot.storage.changes import Changes, Count
from tests.conversation import Conversation, conversation

CUP: Final = Case(
    stage=Stage.OPEN,
    family=ISSUES[Issue.DAMAGED].family,
    issue=Issue.DAMAGED,
    item="a cup",
    price=Decimal("18.00"),
    shipping_price=Decimal("2.00"),
    currency="USD",
    opened_on=date(2026, 5, 10),
)


@asynccontextmanager
async def dispute(language: str = "en", url: str = "sqlite:///:memory:", **answers: Any) -> AsyncIterator[Conversation]:
    """A buyer at the question how the dispute about the cup ended."""
    async with conversation(language=language, database_url=url) as talk:
        await talk.says("/start")
        case = CUP.but(**answers)
        while question := pending(case):
            case = skip(case, question.field)
        await save(talk, case.but(reviewed=True))
        await talk.says("/cases")
        await talk.taps("Case 1" if language == "en" else "Дело 1")
        await talk.taps("How it ended" if language == "en" else "Чем всё закончилось")
        yield talk


async def save(talk: Conversation, case: Case, counts: tuple[Count, ...] = (), **of_buyer: Any) -> None:
    """A case of this buyer, as another turn would have left it."""
    known = await talk.app.store.load(talk.buyer)
    assert known.buyer is not None
    buyer = replace(known.buyer, revision=known.buyer.revision + 1, **of_buyer)
    record = replace(known.record, case=case) if known.record else Record(0, talk.buyer, 0, case)
    assert await talk.app.store.commit(Changes(None, talk.clock.now, buyer, record, counts=counts))


async def kept(talk: Conversation) -> Case:
    snapshot = await talk.app.store.load(talk.buyer)
    assert snapshot.record is not None
    return snapshot.record.case


async def tally(talk: Conversation) -> Tally:
    return await talk.app.store.tally(Issue.DAMAGED)


async def looks_again(talk: Conversation) -> None:
    await talk.says("/cases")
    await talk.taps("Case 1")
    await talk.taps("How it ended")
