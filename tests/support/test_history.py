"""The conversation so far, on request: what is kept of a case, in order, and hidden what is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.group import Group
from bot.domain.ticket import Ticket
from bot.rendering.bubbles import post
from bot.rendering.catalogues import PSEUDO, languages
from bot.services.support.history import KINDS, LONGEST, posts
from bot.storage.cases import Event
from tests.rendering import markup
from tests.rendering.samples import HOSTILE
from tests.rendering.scenes import cases
from tests.support.desk import GROUP, PROBLEM, VERA, asks, desk, lines, said, volunteer

AT = datetime(2026, 3, 9, tzinfo=UTC)
OPEN = Ticket(5, 7, -100, "Ana", opened_at=AT)
LONG = (HOSTILE + " word") * LONGEST


async def test_the_conversation_is_told_in_order_and_hides_who_it_is_until_somebody_took_the_case() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/history")

        told = lines(talk)[-1]
        assert told.startswith("#1 · The conversation so far")
        assert told.index("Asked and answered") < told.index("Problem: Damaged on the way") < told.index("Here")
        assert "The buyer asked for a human" in told
        assert "8015710859336916" not in told
        assert "Order number: hidden until /take" in told

        await volunteer(talk, "/take")
        await volunteer(talk, "/history")

        told = lines(talk)[-1]
        assert PROBLEM in told
        assert "Order number: 8015710859336916" in told
        assert "Vera took the case." in told


async def test_a_tap_below_the_card_tells_it_too_and_only_once() -> None:
    async with desk() as talk:
        await asks(talk)
        card = said(talk)[0]
        talk.telegram.taps(VERA, card["message_id"], "history:1", chat=GROUP)
        await talk.settle()

        assert [line for line in lines(talk) if "The conversation so far" in line] == [lines(talk)[-1]]
        assert said(talk)[-1]["reply_to_message"]["message_id"] == card["message_id"]


@pytest.mark.parametrize("language", [*languages(), PSEUDO])
def test_however_long_it_is_every_message_of_it_is_one_telegram_takes(language: str) -> None:
    events = [Event(kind, {"by": HOSTILE, "text": LONG, "ending": "won"}, AT) for kind in sorted(KINDS)]
    for scene in cases():
        case = replace(scene.case, notes=LONG)
        for ticket in (OPEN, replace(OPEN, taken_by=9)):
            made = posts(Group(-100, language), scene.with_case(case), ticket, events)
            assert len(made) > 1
            for one in made:
                shown = post(one.template, one.facts, language).text
                assert markup.faults(shown) == []
                assert HOSTILE not in shown
                assert 0 < len(markup.visible(shown)) <= 4096
