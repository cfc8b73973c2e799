"""Several machines: three processes on one PostgreSQL, three hundred buyers, updates brought to any of them, twice or
late, and a death now and then. In the end everybody has what one calm process would have given them."""

from __future__ import annotations

import asyncio
import random
import signal
import socket
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.domain.calendar import marketplace_day
from bot.domain.case_json import to_json
from bot.playground.http import serving
from bot.playground.telegram import Telegram
from bot.policies import load
from bot.storage.store import Store, open_store
from tests.conversation import conversation
from tests.promises.buyers import Act, Person
from tests.promises.postman import Postman
from tests.promises.test_kill import Lives

PROCESSES = 3
BUYERS = range(1001, 1301)
ACTS = 4
"""Things each buyer does; a photo is left out, for the work on it is another story."""
DEATHS = 8
MORNING = 7
PROOF = "carried-by-the-postman"
PATIENCE = 150
"""Seconds for all of it, however busy the machine is."""


@dataclass(slots=True)
class Crowd:
    """All buyers of one Telegram, and what they did."""

    people: dict[int, Person]
    kept: dict[int, Any] = field(default_factory=dict)


async def test_three_processes_that_die_now_and_then_leave_what_one_leaves(postgres_url: str) -> None:
    policy = load()
    while True:  # dates are in the words, so both must be played on one day
        began = datetime.now(UTC)
        many = await by_three(postgres_url)
        ended = datetime.now(UTC)
        days = [(at.date(), marketplace_day(at, policy), at.hour < MORNING) for at in (began, ended)]
        if days[0] == days[1]:
            break

    one = await by_one(many, began)

    assert many.kept == one.kept
    assert [person.seen for person in many.people.values()] == [person.seen for person in one.people.values()]


async def by_three(url: str) -> Crowd:
    chance = random.SystemRandom()
    telegram = Telegram(journal_room=100_000)
    invite(telegram)
    crowd = Crowd({who: Person(telegram, who) for who in BUYERS})
    ports = free_ports(PROCESSES)
    async with AsyncExitStack() as stack, asyncio.timeout(PATIENCE):
        address = await stack.enter_async_context(serving(telegram))
        http = await stack.enter_async_context(aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)))
        store = await open_store(url, lambda: datetime.now(UTC))
        stack.push_async_callback(store.close)
        replicas = [
            await Lives.of(telegram, address, url, "crowd", LISTEN=f"127.0.0.1:{port}", **DELIVERED) for port in ports
        ]
        await asyncio.gather(*(one.next() for one in replicas))
        doors = [f"http://127.0.0.1:{port}/telegram" for port in ports]
        postman = Postman(telegram, http, doors, PROOF, chance)
        telegram.updates.listen(postman.collect)
        owing = Owing(store)
        async with asyncio.TaskGroup() as life:
            watching = life.create_task(owing.run())
            talking = [life.create_task(converse(person, postman, owing)) for person in crowd.people.values()]
            for _ in range(DEATHS):
                await asyncio.sleep(chance.uniform(0.1, 1.0))
                unlucky = chance.choice(replicas)
                unlucky.tell(signal.SIGKILL)
                await unlucky.next()
            await asyncio.wait(talking)
            await postman.done()
            watching.cancel()
        await asyncio.gather(*(one.last() for one in replicas))
        assert postman.refused, "no process ever was away: the test shows nothing"
        assert postman.repeated, "nothing was ever brought twice"
        await seen_once(store, crowd)
        crowd.kept = {who: await kept(store, who) for who in BUYERS}
    assert not telegram.complaints
    return crowd


DELIVERED = {"WEBHOOK_URL": "https://bot.example.org", "WEBHOOK_SECRET": PROOF}


async def by_one(many: Crowd, at: datetime) -> Crowd:
    """The same people do the same things, one process serves them, and nobody dies."""
    async with conversation(f"{at:%Y-%m-%dT%H:%M}", prepare=invite) as talk:
        crowd = Crowd({who: Person(talk.telegram, who) for who in BUYERS})
        for who, person in crowd.people.items():
            for act in many.people[who].acts:
                person.do(act)
                await talk.settle()
        crowd.kept = {who: await kept(talk.app.store, who) for who in BUYERS}
    return crowd


class Owing:
    """Who is owed a screen, by one question for all."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._owed: set[int] = set()
        self._looked = asyncio.Condition()
        self._looks = 0

    async def run(self) -> None:
        while True:
            owed = set(await self._store.owed(len(BUYERS)))
            async with self._looked:
                self._owed, self._looks = owed, self._looks + 1
                self._looked.notify_all()
            await asyncio.sleep(0.1)

    async def paid(self, chat_id: int) -> None:
        """Returns when a look that began after this call found that the chat has seen everything."""
        async with self._looked:
            first = self._looks + 2
            await self._looked.wait_for(lambda: self._looks >= first and chat_id not in self._owed)


async def converse(person: Person, postman: Postman, owing: Owing) -> None:
    """Does one thing after the other, each when the answer to the last has been seen."""
    while len(person.acts) < ACTS:
        act = person.next()
        person.do(Act("says", "the seller refused") if act.kind == "sends" else act)
        assert person.update_id is not None
        await postman.confirmed(person.update_id)
        await owing.paid(person.id)


async def seen_once(store: Store, crowd: Crowd) -> None:
    """Nothing is owed, nothing was parked, and no turn counted twice."""
    assert await store.owed(10) == []
    assert await store.parked(10) == []
    for who, person in crowd.people.items():
        buyer = (await store.load(who)).buyer
        assert buyer is not None
        assert buyer.revision == len(person.acts)


async def kept(store: Store, who: int) -> Any:
    """Answers, what happened, and what is planned; without numbers that depend on who came first."""
    buyer = (await store.load(who)).buyer
    assert buyer is not None
    cases = [
        (case.number, to_json(case.case), Counter(event.kind for event in await store.timeline(who, case.id)))
        for case in await store.cases(who)
    ]
    plan = sorted((one.kind, one.due_at) for one in await store.planned(who))
    return buyer.language, buyer.view.partition(":")[0], cases, plan


def invite(telegram: Telegram) -> None:
    for who in BUYERS:
        telegram.user(who, "Ana", "ru" if who % 2 else "en")


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens at now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports
