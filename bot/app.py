"""The composition root: settings → store → services → front. The only place that knows every layer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from telegram.request import BaseRequest

from bot.domain.group import Group, Groups
from bot.domain.house import House
from bot.first_use import prepare
from bot.listening import Listening, listening, way_in
from bot.policies import load
from bot.rendering.bubbles import label
from bot.rendering.catalogues import languages, negotiate, seller_languages
from bot.rendering.faq import searchable
from bot.rendering.words import words
from bot.services.bell import Bell
from bot.services.checks.bench import Bench
from bot.services.desk import Desk
from bot.services.heart import keep_beating
from bot.services.pruning import keep_pruned
from bot.services.retention import retain
from bot.services.scene import Tongue
from bot.services.support.floor import Floor
from bot.services.support.room import Room
from bot.services.support.rounds import Rounds
from bot.services.support.volunteers import Volunteers
from bot.settings import Settings
from bot.storage.faults import StorageFault
from bot.storage.store import Store, open_store
from handlers.calls import Calls
from handlers.forums import Forums
from handlers.front import Front, application
from handlers.gate import Allowance, Kind
from handlers.instruments import Instruments
from handlers.membership import Members
from handlers.moved import Moved
from handlers.outside import Outside
from handlers.pace import Limits
from handlers.profile import set_profile, set_staff_commands
from handlers.pulse import Pulse
from handlers.speech import Speech
from handlers.support import Support
from handlers.sweep import Sweep
from handlers.transport import Transport

Clock = Callable[[], datetime]


def now() -> datetime:
    """The clock of the machine, aware, UTC."""
    return datetime.now(UTC)


class App:
    """One running bot: made by `build`, started once, stopped once."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        front: Front,
        bell: Bell,
        clock: Clock,
        rounds: Rounds | None,
        sweep: Sweep,
        listens: Listening | None,
    ) -> None:
        self._settings, self.store, self.front, self.bell, self.rounds = settings, store, front, bell, rounds
        self.listens = listens
        self._clock, self._groups, self._sweep = clock, support_groups(settings), sweep
        self._lasting: list[asyncio.Task[None]] = []
        self._heart: asyncio.Task[None] | None = None
        self._settling: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listens, shows what is owed, begins to take updates, and rings what falls due. Raises `SettingsFault` where
        nothing can listen, `StorageFault` where another process polls, `UnknownBot` where Telegram does not know it."""
        if self.listens is not None:
            await self.listens.start()
        await self.front.ready()
        replicas = self.store.replicas
        if replicas.shared:
            self.front.pace.share(await replicas.beat())
            self._heart = asyncio.create_task(keep_beating(replicas, self.front.pace.share), name="heart")
        await self.front.begin()
        tick = timedelta(seconds=self._settings.reminder_tick_seconds)
        self._lasting = [
            asyncio.create_task(self.bell.run(tick), name="bell"),
            asyncio.create_task(keep_pruned(self.store, self._clock, self._settings.retention_days), name="pruning"),
        ]
        if replicas.shared:
            self._lasting.append(asyncio.create_task(self._sweep.run(), name="sweep"))
        if self.rounds is not None:
            self._lasting.append(asyncio.create_task(self.rounds.run(), name="rounds"))
        self._settling = asyncio.create_task(self._settle_in(), name="settling in")

    async def wait(self) -> None:
        """Returns, or raises, when a part that should run for ever ended: without it buyers would wait in vain."""
        parts = [asyncio.ensure_future(self.front.wait()), *self._lasting, *filter(None, [self._heart])]
        done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        for part in done:
            part.result()

    async def ring(self) -> None:
        """What the clock alone brings: reminders that are due, and the end of what nobody needs any more."""
        await self.bell.ring()
        await retain(self.store, self._clock(), self._settings.retention_days)

    async def idle(self) -> None:
        """Returns when nothing that was taken is left to show or to send."""
        await self.front.idle()

    async def stop(self) -> None:
        """Finishes what was fetched, shows what it can, closes the database."""
        if self.listens is not None:
            self.listens.ending()
        await _ended(*self._lasting, self._settling)
        await self.front.stop()
        await _ended(self._heart)  # until here it shows screens, so nobody else may
        with suppress(StorageFault):
            await self.store.replicas.leave()
        if self.listens is not None:
            await self.listens.stop()
        await self.store.close()

    async def _settle_in(self) -> None:
        """What need not be there before the first update."""
        await asyncio.to_thread(prepare)
        await set_profile(self.front.calls, self.store, languages(), _say)
        for group in self._groups.all if self._groups is not None else ():
            await set_staff_commands(self.front.calls, self.store, group.chat_id, languages(), _say)


async def _ended(*tasks: asyncio.Task[None] | None) -> None:
    begun = [task for task in tasks if task is not None]
    for task in begun:
        task.cancel()
    await asyncio.gather(*begun, return_exceptions=True)


def _say(language: str, catalogue: str, key: str) -> str:
    return words(language).plain(catalogue, key)


async def build(
    settings: Settings,
    request: BaseRequest | None = None,
    clock: Clock = now,
    limits: Limits | None = None,
    allowed: Mapping[Kind, Allowance] | None = None,
) -> App:
    """Everything put together, nothing started; `limits` and `allowed` as in `Outside`. With a `request` of its own it
    talks to no Telegram that others could ask for updates. Raises `StorageFault` where the database cannot be used."""
    store = await open_store(settings.database_url, clock, settings.encryption_keys)
    policy, spoken = load(), tongue(settings.default_language)
    app = application(settings.bot_token or "", request or Transport(), settings.bot_api_url)
    groups, floor, support, pulse = support_groups(settings), None, None, Pulse(clock)
    if groups is not None:
        promised = timedelta(hours=settings.support_answer_hours)
        moved = Moved(store, groups, settings.operator_ids)
        await moved.load()
        calls = Calls(app.bot, moved, pulse)
        instruments = Instruments(calls, pulse, int((settings.bot_token or "0").partition(":")[0]))
        bench = Bench(settings, groups, policy, clock, instruments, store)
        floor = Floor(store, groups, policy, spoken, clock, bench, promised, settings.operator_ids)
        members, room = Members(calls, clock), Room(floor, settings.operator_ids)
        support = Support(groups, Volunteers(floor, members.check), room, calls, moved, Forums(calls), members)
    desk = Desk(store, policy, spoken, clock, groups, house(settings))
    come = way_in(settings, store, alone=request is None)
    outside = Outside(clock, settings.operator_ids, limits, allowed, come, support, pulse)
    front = Front(app, desk, Speech(), store, outside)
    bell = Bell(store, policy, clock, front.outbox.nudge, front.alarm.unsent, front.metrics)
    rounds = Rounds(floor, front.outbox.nudge) if floor is not None else None
    return App(
        settings,
        store,
        front,
        bell,
        clock,
        rounds,
        Sweep(desk, front.screens),
        listening(settings, front, store, pulse, clock),
    )


def support_groups(settings: Settings) -> Groups | None:
    """Where humans help: one group for every language, or one for each; None: nowhere."""
    given = settings.support_chat_id
    if given is None:
        return None
    hours = settings.support_answer_hours
    by_language = {settings.default_language: given} if isinstance(given, int) else given
    return Groups(tuple(Group(chat_id, language) for language, chat_id in by_language.items()), hours)


def house(settings: Settings) -> House:
    """What buyers are told of how this bot is run."""
    return House(
        retention_days=settings.retention_days,
        encrypted=bool(settings.encryption_keys),
        reports=settings.sentry_dsn is not None,
        contact=settings.host_contact or "",
    )


def tongue(default: str) -> Tongue:
    """The words that the services need to understand a buyer."""
    return Tongue(
        label=label,
        answers=searchable,
        negotiate=lambda tag: negotiate(tag, default),
        languages=languages(),
        seller_languages=seller_languages(),
    )
