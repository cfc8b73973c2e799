"""The same promise kept by the whole bot: long conversations of several buyers, and a death at any moment of them.

The conversations are then played again without a death, and every screen, every answer and every file must be the same.
"""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.domain.calendar import marketplace_day
from bot.domain.case import Result
from bot.domain.case_json import to_json
from bot.domain.issues import Issue
from bot.domain.outcome import Tally
from bot.playground.http import serving
from bot.playground.telegram import Telegram
from bot.policies import load
from bot.storage.store import Store, open_store
from tests.conversation import conversation
from tests.promises.buyers import Person
from tests.promises.test_kill import Lives, happens

DEATHS = 50
LANGUAGES = {201: "en", 202: "ru", 203: "en", 204: "en"}
ENOUGH = 45
"""Things each buyer does at least."""

MESSAGES = 2
"""The most that one screen takes: a result or an advice, and its letter."""
MORNING = 7
"""The hour, in UTC, at which a reminder of this day is past."""

Screen = tuple[str, list[str]]


@dataclass(slots=True)
class Played:
    """What came of the conversations, by buyer."""

    people: dict[int, Person]
    screens: dict[int, list[Screen]] = field(default_factory=lambda: {who: [] for who in LANGUAGES})
    """The screen after each thing that was done."""
    kept: dict[int, list[Any]] = field(default_factory=dict)
    """Answers, what happened, and files of every case, and the reminders that are planned."""
    ended: list[Tally] = field(default_factory=list)
    """What the counters hold of each kind of problem."""
    shown: dict[int, Counter[str]] = field(default_factory=dict)
    """How often each text was shown."""


async def test_whatever_the_moment_of_death_the_conversation_is_the_same(tmp_path: Path) -> None:
    """Effects once, owed screens given, no duplicate of a message beyond one a death, every tap answered."""
    killed, on = await one_day(tmp_path)

    calm = await played_again(killed, on)

    assert killed.screens == calm.screens
    assert killed.kept == calm.kept
    assert killed.ended == calm.ended
    for who in LANGUAGES:
        assert killed.shown[who].keys() == calm.shown[who].keys()
        again = killed.shown[who] - calm.shown[who]
        assert max(again.values(), default=0) <= DEATHS
        assert again.total() <= MESSAGES * DEATHS


async def one_day(folder: Path) -> tuple[Played, datetime]:
    """The conversations with deaths, and when they were: all on one day, for dates are in their words."""
    policy = load()
    while True:
        began = datetime.now(UTC)
        played = await played_with_deaths(folder / f"{began.timestamp()}.db")
        ended = datetime.now(UTC)
        days = [(at.date(), marketplace_day(at, policy), at.hour < MORNING) for at in (began, ended)]
        if days[0] == days[1]:
            return played, began


async def played_with_deaths(file: Path) -> Played:
    chance = random.SystemRandom()
    telegram = Telegram(journal_room=100_000)
    people = {who: Person(telegram, telegram.user(who, "Ana", language).id) for who, language in LANGUAGES.items()}
    played = Played(people)
    called, over = asyncio.Event(), asyncio.Event()
    telegram.subscribe(lambda _: called.set())
    async with serving(telegram) as address:
        lives = await Lives.of(telegram, address, file, "whole")
        await lives.next()
        while not telegram.calls("getMe"):  # by then it has made the file
            called.clear()
            await called.wait()
        store = await open_store(f"sqlite:///{file}", lambda: datetime.now(UTC))
        async with asyncio.TaskGroup() as talk:
            for who, person in people.items():
                talk.create_task(converse(person, store, over, played.screens[who]))
            for _ in range(DEATHS):
                await moments(called, chance)
                lives.tell(signal.SIGKILL)
                await lives.next()
            over.set()
        await lives.last()
    assert await store.owed(10) == []
    assert await store.parked(10) == []
    assert telegram.unanswered() == []
    assert not telegram.complaints
    await finish(played, store, telegram)
    await store.close()
    return played


async def played_again(killed: Played, at: datetime) -> Played:
    """The same people do the same things, and nobody dies."""

    def invite(telegram: Telegram) -> None:
        for who, language in LANGUAGES.items():
            telegram.user(who, "Ana", language)

    async with conversation(f"{at:%Y-%m-%dT%H:%M}", prepare=invite) as talk:
        played = Played({who: Person(talk.telegram, who) for who in LANGUAGES})
        for who, person in played.people.items():
            for act in killed.people[who].acts:
                person.do(act)
                await talk.settle()
                played.screens[who].append(person.seen)
        await finish(played, talk.app.store, talk.telegram)
    return played


async def converse(person: Person, store: Store, over: asyncio.Event, screens: list[Screen]) -> None:
    """Does one thing after the other, each when the answer to the last has been seen."""
    news = asyncio.Event()
    unsubscribe = person.telegram.subscribe(lambda _: news.set())
    while not over.is_set() or len(screens) < ENOUGH:
        person.do(person.next())
        async with asyncio.timeout(60):
            while not await answered(person, store):
                news.clear()
                await happens(news, 0.05)
        screens.append(person.seen)
    unsubscribe()


async def answered(person: Person, store: Store) -> bool:
    """Whether everything this person did had its effect, and its screen was seen."""
    snapshot = await store.load(person.id, person.update_id)
    buyer = snapshot.buyer
    if buyer is None:
        return False
    assert buyer.revision <= len(person.acts) + person.photos, "something counted twice"
    return snapshot.seen and buyer.revision == buyer.shown


async def moments(called: asyncio.Event, chance: random.Random) -> None:
    """Lets the bot live for some calls and then a little longer."""
    for _ in range(chance.randrange(10)):
        called.clear()
        await happens(called, 0.2)
    called.clear()
    await happens(called, chance.uniform(0, 0.03))


async def finish(played: Played, store: Store, telegram: Telegram) -> None:
    """Notes what is kept in the end and what was shown on the way."""
    counted: Counter[tuple[Issue, Result]] = Counter()
    played.ended = [await store.tally(issue) for issue in Issue]
    for who in LANGUAGES:
        cases = [await store.record(who, case.id) for case in await store.cases(who)]
        counted.update(case.case.counted for case in cases if case is not None and case.case.counted is not None)
        plan = sorted((one.kind, one.due_at) for one in await store.planned(who))
        played.kept[who] = [
            (case.number, to_json(case.case), [(file.kind, file.caption, bool(file.album)) for file in case.files])
            for case in cases
            if case is not None
        ] + plan
        played.shown[who] = Counter(
            str(call.parameters.get("text", call.parameters.get("caption")))
            for method in ("sendMessage", "editMessageText", "sendPhoto")
            for call in telegram.calls(method)
            if call.refusal is None and str(call.parameters.get("chat_id")) == str(who)  # an upload has words only
        )
    for issue, tally in zip(Issue, played.ended, strict=True):
        for result in Result:  # a case that was deleted since stays counted
            assert getattr(tally, result) >= counted[issue, result]
