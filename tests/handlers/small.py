"""Small: the smallest bot that uses all of handlers. A real database; a dialogue of which every answer is an echo."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from threading import get_ident

from bot.domain.agenda import Agenda
from bot.domain.buyer import Buyer
from bot.domain.inputs import Arrival, Commanded, Pressed, Reach, Reachable, Said
from bot.domain.screen import Button, Screen, Toast
from bot.domain.timeline import Timeline
from bot.rendering.agenda import CalendarFile
from bot.rendering.bubbles import Bubble, Key
from bot.rendering.picture import Drawn, Picture
from bot.services.mydata import Export
from bot.services.reply import Reply
from bot.services.scene import Scene, Turn
from bot.storage.changes import Changes, Post
from bot.storage.faults import StorageFault
from bot.storage.store import Store, open_store
from handlers.calls import Calls
from handlers.front import Front, application
from handlers.outside import Outside, WayIn
from handlers.pace import UNLIMITED
from handlers.polling import Polling
from handlers.updates import Intake
from tests.handlers.wire import Wire

HOST = 42


class PlainWords:
    """Every fact as it is. `drew`: the thread of each drawing and writing; what is of "nothing" can't be made."""

    def __init__(self) -> None:
        self.drew: list[int] = []

    def bubble(self, screen: Screen, language: str) -> Bubble:
        if screen.template == "unwritten":
            raise LookupError(screen.template)
        rows = tuple(tuple(Key(button.label, data=button.data) for button in row) for row in screen.rows)
        text = f"{screen.template} {screen.facts.get('said', '')}".strip()
        made = datetime(2026, 3, 2, tzinfo=UTC)
        file = CalendarFile(f"{text}.ics", 1, made, ()) if screen.file else None
        return Bubble(text, rows, Picture(text, "", ()) if screen.picture else None, file)

    def draw(self, picture: Drawn) -> bytes:
        assert isinstance(picture, Picture)
        self.drew.append(get_ident())
        if "nothing" in picture.title:
            raise OSError
        return picture.title.encode()

    def write(self, file: CalendarFile) -> bytes:
        self.drew.append(get_ident())
        if "nothing" in file.name:
            raise OSError
        return file.name.removesuffix(".ics").encode()

    def documents(self, export: Export, language: str) -> Mapping[str, bytes]:
        return {}

    def toast(self, answer: Toast, language: str) -> str:
        return answer.label

    def post(self, post: Post) -> Bubble:
        return Bubble(f"post {post.template} {dict(post.facts)}")


class EchoDesk:
    """Counts each buyer's turns in `step` and echoes the last one. `poison` in what is said makes the turn fail, and a
    turn of what is in `held` begins when its event is set."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.outage = 0
        self.tries = 0
        self.held: dict[str, asyncio.Event] = {}
        self.begun = asyncio.Event()

    async def take(self, arrival: Arrival) -> Reply:
        self.tries += 1
        self.begun.set()
        if (gate := self.held.get(_said(arrival))) is not None:
            await gate.wait()
        if self.outage:
            self.outage -= 1
            raise StorageFault("the disk is full")
        said = _said(arrival)
        if "poison" in said:
            raise ValueError(said)
        query = arrival.input.query_id if isinstance(arrival.input, Pressed) else None
        snapshot = await self._store.load(arrival.chat_id, arrival.update_id)
        if snapshot.seen and snapshot.buyer is not None:
            owed = snapshot.buyer.shown < snapshot.buyer.revision
            return Reply(snapshot.buyer, _screen(snapshot.buyer) if owed else None, query, again=True)
        buyer = snapshot.buyer or Buyer(arrival.chat_id)
        blocked = arrival.input == Reachable(Reach.BLOCKED)
        buyer = replace(
            buyer, revision=buyer.revision + 1, step=buyer.step + 1, notice={"said": said}, view=said, blocked=blocked
        )
        done = await self._store.commit(Changes(arrival.update_id, arrival.at, buyer))
        assert done is not None
        return Reply(done.buyer, _screen(done.buyer), query, Toast("seen") if query else None)

    async def owed(self) -> AsyncIterator[Reply]:
        for chat_id in await self._store.owed(100):
            snapshot = await self._store.load(chat_id)
            if snapshot.buyer is not None:
                yield Reply(snapshot.buyer, _screen(snapshot.buyer))

    async def shown(self, buyer: Buyer, screen_id: int | None) -> None:
        self._store.mark_shown(buyer.chat_id, buyer.revision, screen_id)

    async def unreachable(self, chat_id: int) -> None:
        snapshot = await self._store.load(chat_id)
        if snapshot.buyer is not None:
            buyer = replace(snapshot.buyer, blocked=True, revision=snapshot.buyer.revision + 1)
            await self._store.commit(Changes(None, datetime(2026, 3, 2, tzinfo=UTC), buyer))

    async def beside(self, chat_id: int, case_id: int, act: Callable[[Scene], Turn | None]) -> None:
        """It has no cases to find anything out about."""

    async def everything(self, chat_id: int) -> Export | None:
        """Nothing is asked for."""

    async def scene(self, chat_id: int, case_id: int) -> Scene | None:
        """There are no cases."""


@dataclass(slots=True)
class Bot:
    """All of one small bot, for a test to look at."""

    wire: Wire
    store: Store
    desk: EchoDesk
    words: PlainWords
    front: Front
    clock: Clock

    async def steps(self, chat_id: int) -> int:
        """How many turns of this chat were committed."""
        buyer = (await self.store.load(chat_id)).buyer
        return buyer.step if buyer is not None else 0


@dataclass(slots=True)
class Clock:
    """The time, which a test may move."""

    now: datetime = datetime(2026, 3, 2, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, span: timedelta) -> None:
        self.now += span


@asynccontextmanager
async def small_bot(
    wire: Wire,
    url: str = "sqlite+aiosqlite:///:memory:",
    way_in: Callable[[Store, Calls, Intake], WayIn] = lambda _, calls, intake: Polling(calls, intake),
) -> AsyncIterator[Bot]:
    """A bot that is open but takes no updates; `front.start()` makes it."""
    clock = Clock()
    store = await open_store(url, clock)
    desk, words = EchoDesk(store), PlainWords()
    outside = Outside(clock, (HOST,), UNLIMITED, way_in=partial(way_in, store))
    front = Front(application("1:secret-token", wire), desk, words, store, outside)
    await front.open()
    try:
        yield Bot(wire, store, desk, words, front, clock)
    finally:
        for event in wire.held.values():
            event.set()
        await front.stop()
        await store.close()


def _said(arrival: Arrival) -> str:
    match arrival.input:
        case Said(text=text):
            return text
        case Pressed(data=data):
            return data
        case Commanded(name=name):
            return f"/{name}"
        case other:
            return type(other).__name__


def _screen(buyer: Buyer) -> Screen:
    rows = ((Button("again", "again"),),)
    above = (Screen("above", {"said": buyer.view}),) if buyer.view.startswith("both") else ()
    template = "unwritten" if buyer.view == "unwritten" else "echo"
    drawn = Timeline((), date(2026, 3, 2)) if buyer.view.startswith("draw") else None
    filed = Agenda(()) if buyer.view.startswith("file") else None
    keep, said = buyer.view.startswith("keep"), {"said": buyer.view}
    return Screen(template, said, rows, keep=keep, picture=drawn, file=filed, before=above)
