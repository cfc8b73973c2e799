"""The coach's screens at their limits: much told, long words, the largest ids; every message is one Telegram takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import pytest

from bot.domain.bounds import MOST_TOLD
from bot.domain.case import Case, Loss, Payment, Stage, Tracking, Wish
from bot.domain.history import Event, Happening
from bot.domain.issues import ISSUES, Issue
from bot.domain.outcome import Tally
from bot.domain.screen import Screen
from bot.domain.shelves import TELLABLE, Teller
from bot.domain.standing import told
from bot.rendering.bubbles import Bubble, bubble
from bot.rendering.catalogues import languages
from bot.services.coaching import coached
from bot.services.letters import offered
from bot.services.scene import Scene
from bot.services.turn import view
from tests.conversation import Conversation, conversation
from tests.rendering import markup
from tests.services.ends import CUP, save
from tests.services.tellers import LARGEST_ID, LATEST_STEP, TODAY, finished, presses, scene_of, tells
from tests.services.test_happenings import disputed, history
from tests.services.walkers import answers, go, well

TEXT, CAPTION, LABEL, DATA, KEYS, ENTITIES = 4096, 1024, 64, 64, 100, 100
LONG: Final = ("هاتف ذكي فاخر " * 20)[:199] + "🙂"
SIDES: Final = (
    *("coach", "card", "told", "told:1", "happened", *(f"happened:{teller}" for teller in Teller), "timeline"),
    *("letters", "outcome", "outcome:part", "result", "options", "routes", "why", "where", "proof"),
)
CHANGED: Final = {
    "verdict": ("closing_soon", "running"),
    "safe_last_day": ("2026-05-28", "2026-06-01"),
    "opens_on": ("2026-05-28", "2026-06-01"),
    "remedy": ("partial_refund", "return_refund"),
    "amount": ("123456.78", "1234567.89"),
}
"""All that can have changed since the last result: the longest notice there is."""


def full(issue: Issue, stage: Stage = Stage.OPEN) -> Case:
    """A case that calls for as many words as a case can."""
    return Case(
        stage=stage,
        family=ISSUES[issue].family,
        issue=issue,
        item=LONG,
        detail=LONG[:160],
        price=Decimal("1234567.89"),
        shipping_price=Decimal("12345.67"),
        currency="USD",
        quantity=4,
        affected=2,
        loss=Loss.COUNT,
        function_lost=Decimal("0.5"),
        opened_on=TODAY - timedelta(4) if stage is not Stage.NOT_OPENED else None,
        delivered_on=TODAY - timedelta(16) if ISSUES[issue].arrived else None,
        confirmed_on=TODAY - timedelta(16) if ISSUES[issue].arrived else None,
        tracking=Tracking.STALLED,
        payment=Payment.PAYPAL,
        country="DE",
        wish=Wish.RETURN,
        order_number="8015710859336916",
    )


@pytest.mark.parametrize("issue", Issue)
def test_whatever_the_problem_every_screen_is_one_message(issue: Issue) -> None:
    for stage in Stage:
        scene = replace(scene_of(full(issue, stage)), tally=Tally(12345, 12345, 12345))
        _fits(scene)


@pytest.mark.parametrize("event", sorted(TELLABLE))
def test_whatever_was_told_every_screen_is_one_message(event: Event) -> None:
    """In every language, with the notice of a change and with how thousands of others ended."""
    for issue in (Issue.MISSING_QUANTITY, Issue.IN_TRANSIT):
        scene = replace(scene_of(full(issue)), tally=Tally(12345, 12345, 12345))
        timer = (TODAY + timedelta(170)).isoformat()
        _fits(tells(scene, event, amount="1234567.80", answer_by=timer, on=TODAY.isoformat()))


def test_a_hundred_things_can_be_told_and_each_can_be_taken_back() -> None:
    """And no more; the newest twenty are shown first, the others are turned to."""
    scene = _told_in_full()
    _fits(scene)

    more = presses(scene, "hap")

    assert more.buyer.view == "told"
    assert "100" in _shown(view(more), "en")[-1].text
    assert presses(more, "ev", Event.SELLER_REFUSED).case.history == scene.case.history
    for page in range(5):
        buttons = view(scene.but(view=f"told:{page}")).rows
        places = [row[0].data.rpartition(":")[2] for row in buttons if row[0].label == "take_back"]
        assert places == [str(place) for place in range(80 - 20 * page, 100 - 20 * page)]
    fewer = presses(scene.but(view="told:4"), "undo", "0")
    assert len(fewer.case.history) == MOST_TOLD - 1
    assert presses(fewer, "hap").buyer.view == "happened"


async def test_words_are_not_taken_either_when_a_hundred_things_were_told() -> None:
    async with conversation(at="2026-05-22T10:00") as talk:
        await talk.says("/start")
        await save(talk, finished(_told_in_full().case.but(item="a cup")), view="card")
        await talk.says("the seller refused yesterday")

        assert "A case holds 100 things that happened." in talk.screen
        assert len((await _case(talk)).history) == MOST_TOLD
        well(talk)


@pytest.mark.parametrize("place", ["coach", "happened", "telling", "told", "timeline", "outcome"])
async def test_a_message_of_the_greatest_length_is_taken_everywhere(place: str, log: list[Any]) -> None:
    """Of words that mean something, of one letter, and of signs that are two for Telegram."""
    async with conversation() as talk:
        await go(talk, "coach" if place in ("timeline", "outcome") else place)
        if place in ("timeline", "outcome"):
            for button in {"timeline": ("Timeline",), "outcome": ("More", "How it ended")}[place]:
                await talk.taps(button)
        before = (await _case(talk)).history
        for words in ("the seller refused, ", "x", "🙂", "9"):
            await talk.says((words * 4096)[: 4096 if words != "🙂" else 2048])
            well(talk, log)

        assert (await _case(talk)).history == before


async def test_a_long_name_of_an_item_is_shown_whole_or_cut_but_never_breaks_a_screen(log: list[Any]) -> None:
    async with conversation() as talk:
        await talk.says("/start")
        await save(talk, finished(CUP.but(item=LONG)), view="card")
        await talk.says("/cases")
        await talk.taps("Case 1")
        for button in ("My advice", "Timeline", "What happened?"):
            await talk.taps(button)
            well(talk, log)
        await talk.says("the seller refused today")
        for button in ("Yes", "More", "What you told me"):
            await talk.taps(button)
            well(talk, log)


def test_the_largest_ids_fit_on_every_button() -> None:
    scene = tells(scene_of(full(Issue.MISSING_QUANTITY)), Event.PLATFORM_ASKED_PARCEL_PAPER)

    assert scene.record is not None
    assert (scene.record.id, scene.buyer.step) == (LARGEST_ID, LATEST_STEP)
    for event in TELLABLE:
        assert len(scene.press("ev", event).encode()) <= DATA
    for key in ("amount", "answer_by", "on"):
        assert len(scene.press("ta", key, "20000000.00").encode()) <= DATA


async def test_what_is_half_told_when_the_hundredth_is_told_is_not_kept() -> None:
    """It was begun in time, but the case is full by then: it is said, and nothing is stored."""
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller refused"):
            await talk.taps(button)
        known = await _case(talk)
        silent = tuple(Happening(Event.SELLER_SILENT, TODAY) for _ in range(MOST_TOLD))
        await save(talk, told(known, *silent))
        await talk.taps("Today")

        assert "A case holds 100 things that happened." in talk.screen
        assert Event.SELLER_REFUSED not in await history(talk)


def _told_in_full() -> Scene:
    events = sorted(TELLABLE - {Event.MONEY_ARRIVED})
    silent = (
        Happening(events[place % len(events)], TODAY - timedelta(place % 5), Decimal("1234567.80"), None, TODAY)
        for place in range(MOST_TOLD)
    )
    return scene_of(told(full(Issue.MISSING_QUANTITY, Stage.NOT_OPENED), *silent))


async def _case(talk: Conversation) -> Case:
    known = await answers(talk)
    assert known is not None
    case: Case = known["case"]
    return case


def _fits(scene: Scene) -> None:
    letters = tuple(f"letter:{key}" for key in offered(scene, coached(scene)))
    for side in (*SIDES, *letters):
        for language in languages():
            there = scene.but(view=side, language=language).noticing("changed", changed=CHANGED)
            for shown in _shown(view(there), language):
                faults = list(_faults(shown))
                assert not faults, f"{side}, {language}: {faults}\n{shown.text}"


def _shown(screen: Screen, language: str) -> list[Bubble]:
    return [bubble(one, language) for one in (*screen.before, replace(screen, before=()))]


def _faults(shown: Bubble) -> Iterator[str]:
    yield from markup.faults(shown.text)
    length, most = len(markup.visible(shown.text)), CAPTION if shown.picture else TEXT
    if not 0 < length <= most:
        yield f"{length} characters"
    if shown.text.count("<") // 2 > ENTITIES:
        yield "too many entities"
    keys = [key for row in shown.rows for key in row]
    if len(keys) > KEYS:
        yield f"{len(keys)} keys"
    for key in keys:
        if not 0 < len(key.text) <= LABEL:
            yield f"the label {key.text!r}"
        if key.data is not None and not 0 < len(key.data.encode()) <= DATA:
            yield f"the data {key.data!r}"
