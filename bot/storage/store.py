"""The store: everything the services may ask of the database, one method for each thing people do.

A turn makes two calls, `load` and `commit` (`turn`). All methods raise `StorageFault` when the database can't be
used; nothing was saved then, and the same call may be made again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.buyer import Buyer, Record
from bot.domain.issues import Issue
from bot.domain.outcome import Tally
from bot.domain.ticket import Relay, Ticket
from bot.storage import (
    buyers,
    cases,
    keyring,
    meta,
    outbox,
    outcomes,
    relays,
    reminders,
    schema,
    sqlite,
    tickets,
    turn,
    updates,
)
from bot.storage.address import PostgresAddress, parse
from bot.storage.cases import Event
from bot.storage.changes import Afterwards, Changes, Done, Events, Post, Snapshot
from bot.storage.cipher import Cipher
from bot.storage.crew import Crew
from bot.storage.demand import Demands
from bot.storage.engine import Engine
from bot.storage.faults import Stale, StorageFault
from bot.storage.groups import SupportGroups
from bot.storage.health import Health
from bot.storage.holdings import Holdings
from bot.storage.jobs import Jobs
from bot.storage.outbox import DuePost
from bot.storage.plans import Plans
from bot.storage.recent import Recent
from bot.storage.replicas import Replicas
from bot.storage.retention import Retention
from bot.storage.shown import Mark, Shown
from bot.storage.talks import Talks
from bot.storage.traces import Traces
from bot.storage.updates import Parked


class Store(Plans):
    """The database of one bot. Made by `open_store`."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        super().__init__(engine, clock)
        self._shown = Shown(engine)
        self._recent = Recent()
        self.groups = SupportGroups(engine, clock)
        self.demands = Demands(engine)
        self.health = Health(engine, clock)
        self.traces = Traces(engine, clock)
        self.crew = Crew(engine, clock)
        self.talks = Talks(engine, clock)
        self.jobs = Jobs(engine, clock)
        self.replicas = Replicas(engine, clock)
        self.holdings = Holdings(engine)
        self.retention = Retention(engine, self._forgotten)

    # A turn

    def remembered(self, chat_id: int) -> Snapshot | None:
        """The chat as its last turn here left it: it may be out of date, and then `commit` says so."""
        return self._recent.get(chat_id)

    def remember(self, buyer: Buyer, record: Record | None) -> None:
        """Keeps what a commit made of the buyer and of the current case for the next turn."""
        self._recent.put(buyer, record)

    async def load(self, chat_id: int, update_id: int | None = None) -> Snapshot:
        """The buyer, the current case with its files, and whether this update had its effect already."""
        snapshot = await self._engine.read(turn.load(chat_id, update_id))
        if snapshot.buyer is None:
            return snapshot
        return replace(snapshot, buyer=self._shown.over(snapshot.buyer))

    async def commit(self, changes: Changes) -> Done | None:
        """Saves the turn for good and says what it became; None: it was stale and nothing was saved."""
        self._shown.go_along()
        self._recent.drop(changes.buyer.chat_id)
        try:
            return await self._engine.write(turn.commit(changes, self.replicas.me))
        except Stale:
            return None

    def mark_shown(self, chat_id: int, revision: int, screen_id: int | None) -> None:
        """Notes that the buyer has seen this revision in this message; written behind, not waited for."""
        mark = Mark(revision, screen_id)
        self._shown.note(chat_id, mark)
        self._recent.mark(chat_id, mark)

    async def owed(self, limit: int, after: int | None = None) -> list[int]:
        """Chats that were not shown their newest screen, in order of their ids, from the one after `after`."""
        return await self._engine.read(buyers.owed(limit, after))

    # Cases

    async def cases(self, chat_id: int) -> list[Record]:
        """All cases of the chat by number, without their files."""
        return await self._engine.read(cases.of_chat(chat_id))

    async def shelf(self, chat_id: int) -> list[Record]:
        """The same with their files."""
        return await self._engine.read(cases.shelf(chat_id))

    async def record(self, chat_id: int, case_id: int) -> Record | None:
        """One case with its files; None when this chat has no such case."""
        return await self._engine.read(cases.one(chat_id, case_id))

    async def timeline(self, chat_id: int, case_id: int) -> list[Event]:
        """What happened in the case, oldest first."""
        return await self._engine.read(cases.timeline(chat_id, case_id))

    async def tally(self, issue: Issue) -> Tally:
        """How the cases with this problem ended, of all buyers together."""
        return await self._engine.read(outcomes.tally(issue))

    async def forget(self, chat_id: int) -> None:
        """Deletes every row about this chat, messages about it to others included, and the volunteers' copies."""
        self._forgotten(chat_id)
        await self._engine.write(turn.forget(chat_id, self._clock()))

    def _forgotten(self, chat_id: int) -> None:
        self._shown.drop(chat_id)
        self._recent.drop(chat_id)

    # The support group

    async def ticket(self, case_id: int) -> Ticket | None:
        """The ticket of this case; None when nobody asked for a human there."""
        return await self._engine.read(tickets.one(case_id))

    async def open_tickets(self, after: int, most: int) -> list[Ticket]:
        """The tickets that are not closed, by case, those after this one."""
        return await self._engine.read(tickets.open_after(after, most))

    async def ticket_in(self, group_id: int, topic_id: int) -> Ticket | None:
        """The ticket whose topic this is; None for a topic of something else."""
        return await self._engine.read(tickets.of_topic(group_id, topic_id))

    async def relay_in_topic(self, case_id: int, message_id: int) -> Relay | None:
        """What this message of the case's topic stands for; None for what volunteers said among themselves."""
        return await self._engine.read(relays.in_topic(case_id, message_id))

    async def relay_with_buyer(self, chat_id: int, message_id: int) -> Relay | None:
        """What this message of the buyer's chat stands for; None for one that was not carried."""
        return await self._engine.read(relays.with_buyer(chat_id, message_id))

    async def remark(
        self, update_id: int, ticket: Ticket | None, *posts: Post, events: Events = (), answers: bool = False
    ) -> bool:
        """Queues what follows from a message in the support group and adds to the timeline of the case; False: this
        update had its effect before. `answers`: the buyer has waited until now."""
        at = self._clock()
        try:
            await self._engine.write(outbox.add_once(update_id, posts, ticket, at, events, answers=answers))
        except Stale:
            return False
        return True

    # What waits to be sent

    async def post(self, *posts: Post) -> None:
        """Queues messages that belong to no turn, such as a report to the host."""
        await self._engine.write(outbox.add(posts, None, self._clock()))

    async def wake_posts(self, chat_id: int) -> None:
        """What waits to be tried again in this chat is due now."""
        await self._engine.write(outbox.wake(chat_id))

    async def claim_posts(self, now: datetime, limit: int, lease: timedelta) -> list[DuePost]:
        """Due messages for this worker alone until the lease ends: at most one for each chat, urgent ones first."""
        return await self._engine.write(outbox.claim(now, limit, now + lease))

    async def post_sent(self, due: DuePost, after: Afterwards | None = None) -> bool:
        """Marks it sent and remembers what came of it; whether the token still counted: a stale one changes nothing."""
        return await self._engine.write(outbox.sent(due, self._clock(), after or Afterwards()))

    async def post_failed(self, post_id: int, token: str, retry_at: datetime | None, error: str) -> bool:
        """Again at `retry_at`, or given up when there is none; `error` is a class or code, never a buyer's words."""
        return await self._engine.write(outbox.LEASES.failed(post_id, token, self._clock(), retry_at, error))

    async def post_put_off(self, post_id: int, token: str, until: datetime, error: str) -> bool:
        """Again at `until`; unlike one that failed, it holds up no other of its chat meanwhile."""
        return await self._engine.write(outbox.put_off(post_id, token, until, error))

    async def post_unheard(self, due: DuePost, error: str) -> None:
        """Given up, because the buyer blocked the bot or Telegram could not be reached for a day. The reminders it
        spoke of wait again."""
        await self._engine.write(reminders.unheard(due, self._clock(), error))

    # Updates

    async def park(
        self, update_id: int, payload: str, error: str, chat_id: int | None = None, attempts: int = 1, *posts: Post
    ) -> None:
        """Sets a poisonous update aside for the host, counts it as seen, and queues what is said about it."""
        entry = Parked(update_id, chat_id, payload, error, attempts, self._clock())
        await self._engine.write(outbox.add_parked(entry, posts))

    async def overlook(self, update_id: int) -> None:
        """Counts an update as seen that is to have no effect."""
        await self._engine.write(updates.overlook(update_id, self._clock()))

    async def parked(self, limit: int) -> list[Parked]:
        """What was set aside, the newest first."""
        return await self._engine.read(updates.parked(limit))

    async def prune_updates(self, seen: datetime, parked: datetime) -> int:
        """Forgets numbers of updates seen before the one instant, and those parked before the other; how many."""
        return await self._engine.write(updates.prune(seen, parked))

    async def prune_posts(self, before: datetime) -> int:
        """Forgets messages sent before this instant, and the keys that kept them single; how many."""
        return await self._engine.write(outbox.prune(before))

    # The bot itself

    async def meta_get(self, key: str) -> str | None:
        return await self._engine.read(meta.get(key))

    async def meta_set(self, key: str, value: str) -> None:
        await self._engine.write(meta.put(key, value))

    async def counts(self) -> dict[str, int]:
        """How much there is of everything, for the host: buyers, cases, owed, reminders, posts, parked, failed."""
        return await self._engine.read(meta.counts())

    async def close(self) -> None:
        """Writes what was left to be written behind and lets go of the database."""
        await self._shown.finish()
        await self._engine.close()


async def open_store(url: str, clock: Callable[[], datetime], keys: Sequence[str] = ()) -> Store:
    """The store at this address. An SQLite file is made and migrated when needed; PostgreSQL is migrated by
    command only. What buyers say is encrypted with the first of the keys. StorageFault names the setting and the mend
    when it can't be opened, or when a key is missing without which it can't be read."""
    engine = await open_engine(url, Cipher(keys) if keys else None)
    try:
        await keyring.admit(engine)
    except StorageFault:
        await engine.close()
        raise
    return Store(engine, clock)


async def open_engine(url: str, cipher: Cipher | None = None) -> Engine:
    """The database alone, whatever keys its words lie under."""
    address = parse(url)
    if isinstance(address, PostgresAddress):
        return await _open_postgres(address, cipher)
    if address.path is None:
        return await sqlite.open_memory(schema.script(), cipher)
    return await _open_file(address.path, cipher)


async def _open_file(path: Path, cipher: Cipher | None) -> Engine:
    # A first start, or the first after an upgrade; any other does not even import Alembic.
    if not await asyncio.to_thread(sqlite.is_current, path):
        from bot.storage.migrate import migrate_file

        await asyncio.to_thread(migrate_file, path)
    return await sqlite.open_file(path, cipher)


async def _open_postgres(address: PostgresAddress, cipher: Cipher | None) -> Engine:
    from bot.storage import postgres

    engine = await postgres.open_pool(address.dsn, cipher)
    try:
        await postgres.refuse_other_schema(engine)
    except StorageFault:
        await engine.close()
        raise
    return engine
