"""Desk: one turn from arrival to reply. A pure decision between what is known and what is committed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

import structlog

from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import marketplace_day
from bot.domain.group import Groups
from bot.domain.house import USUAL, House
from bot.domain.inputs import Arrival, Input, Pressed, Reach, Reachable, Said, Sent, Strange
from bot.domain.policy import Policy
from bot.domain.room import MOST_CASES
from bot.domain.screen import Screen
from bot.origin import code, place
from bot.services import cases, outcomes, ping_words, reminders
from bot.services.mydata import Export, exported
from bot.services.reply import Reply
from bot.services.saving import changes, switched
from bot.services.scene import Scene, Tongue, Turn
from bot.services.support.asking import AGREES, ASKS, TALKING, talking
from bot.services.support.farewell import concluded
from bot.services.support.following import followed
from bot.services.turn import case_of, claimed, decide, stepped, view
from bot.storage.changes import Changes, Plans, Snapshot
from bot.storage.faults import StorageFault
from bot.storage.store import Store
from bot.trail import learned

_log = structlog.get_logger(__name__)

_TRIES: Final = 5


class Contended(Exception):
    """The same chat was changed by somebody else at each try; the update is tried again later."""


class Desk:
    """Takes what arrives in private chats and says what each chat is owed."""

    def __init__(
        self,
        store: Store,
        policy: Policy,
        tongue: Tongue,
        clock: Callable[[], datetime],
        groups: Groups | None = None,
        house: House | None = None,
    ) -> None:
        self._store, self._policy, self._tongue, self._clock = store, policy, tongue, clock
        self._groups, self._house = groups, house or USUAL

    async def take(self, arrival: Arrival) -> Reply:
        """One turn, committed when this returns. The same update a second time changes nothing, and its tap is
        answered all the same. Raises `StorageFault` when the database is out."""
        remembered = self._store.remembered(arrival.chat_id)
        if remembered is not None and (reply := await self._turn(arrival, remembered)) is not None:
            return reply
        for _ in range(_TRIES):
            snapshot = await self._store.load(arrival.chat_id, arrival.update_id)
            if snapshot.seen and snapshot.buyer is not None:
                return await self._again(arrival, snapshot.buyer, snapshot.record)
            reply = await self._turn(arrival, snapshot)
            if reply is not None:
                return reply
        raise Contended

    async def _turn(self, arrival: Arrival, snapshot: Snapshot) -> Reply | None:
        seen = await self._scene(self._buyer(arrival, snapshot), snapshot.record, arrival.at)
        before = replace(await self._demanding(await self._switched(seen, arrival), arrival.input), note=arrival.note)
        before, what = await self._meant(before, arrival.input, snapshot)
        learned(before.record.id if before.record else 0)
        turned = concluded(before, followed(before, await self._fitting(before, decide(before, what))))
        quiet = turned.quiet and turned.scene.buyer.view == seen.buyer.view and seen.buyer.shown == seen.buyer.revision
        after, counts = outcomes.counted(stepped(before, turned, seen=quiet))
        anew = switched(snapshot, after, turned)
        plans = await self._other_plans(after) if anew else ()
        done = await self._store.commit(changes(arrival, snapshot, after, turned, counts, plans, anew=anew))
        if done is None:
            return None
        record = done.record or after.record  # a turn that left the case as it was saves none
        learned(record.id if record else 0)
        self._store.remember(done.buyer, record)
        query = arrival.input.query_id if isinstance(arrival.input, Pressed) else None
        if quiet or not done.paints or arrival.input == Reachable(Reach.BLOCKED):
            return Reply(done.buyer, None, query, turned.toast, bool(turned.posts), bool(turned.jobs))
        screen = await self._screen(done.buyer, record, arrival.at)
        return Reply(done.buyer, screen, query, turned.toast, bool(turned.posts), bool(turned.jobs))

    async def _fitting(self, before: Scene, turned: Turn) -> Turn:
        """The turn, or that there is no room, where it would begin one case too many."""
        begins = turned.scene.record is not None and turned.scene.record.id == 0
        there = len(await self._store.cases(before.buyer.chat_id)) if begins else 0
        return turned if there < MOST_CASES else cases.full(before)

    async def _other_plans(self, after: Scene) -> Plans:
        """The plan of each case of the buyer but the open one."""
        chat_id, known = after.buyer.chat_id, after.record.id if after.record else None
        others = [
            one for one in await self._store.shelf(chat_id) if one.id != known
        ]  # what is lacking hangs on the files
        found = ((one.id, reminders.planned(replace(after, record=one))) for one in others)
        return tuple((case_id, plan) for case_id, plan in found if plan is not None)

    async def _again(self, arrival: Arrival, buyer: Buyer, record: Record | None) -> Reply:
        """An update that had its effect before: its tap is answered, and the screen shown if it is still owed."""
        query = arrival.input.query_id if isinstance(arrival.input, Pressed) else None
        owed = buyer.shown < buyer.revision and not buyer.blocked and await self._ours(buyer.chat_id)
        return Reply(buyer, await self._screen(buyer, record, arrival.at) if owed else None, query, again=True)

    async def beside(self, chat_id: int, case_id: int, act: Callable[[Scene], Turn | None]) -> Reply | None:
        """A turn that no update began: what was found out about a case. `act` sees the case whether it is the open one
        or not, and is asked anew when somebody else was faster. None: the case is gone, or `act` changes nothing."""
        for _ in range(_TRIES):
            snapshot = await self._store.load(chat_id)
            opened = snapshot.record is not None and snapshot.record.id == case_id
            record = snapshot.record if opened else await self._store.record(chat_id, case_id)
            if snapshot.buyer is None or record is None:
                return None
            now = self._clock()
            scene = await self._scene(snapshot.buyer, record, now)
            turned = act(scene)
            if turned is None:
                return None
            # A screen that is still owed is shown with what is known now: its own revision is past.
            seen = (turned.quiet or not opened) and snapshot.buyer.shown == snapshot.buyer.revision
            after = stepped(scene, replace(turned, same_step=True), seen=seen)
            found = Changes(
                update_id=None,
                at=now,
                buyer=after.buyer,
                record=after.record,
                add_files=turned.add_files,
                posts=turned.posts,
                jobs=turned.jobs,
            )
            done = await self._store.commit(found)
            if done is not None:
                there = done.record if opened else snapshot.record
                hidden = seen or snapshot.buyer.blocked or not done.paints
                screen = None if hidden else await self._screen(done.buyer, there, now)
                return Reply(done.buyer, screen, posted=bool(turned.posts), working=bool(turned.jobs))
        raise Contended

    async def scene(self, chat_id: int, case_id: int) -> Scene | None:
        """What `act` of `beside` would see now, for whoever only looks. None: the case is gone."""
        snapshot = await self._store.load(chat_id)
        record = await self._store.record(chat_id, case_id)
        if snapshot.buyer is None or record is None:
            return None
        return await self._scene(snapshot.buyer, record, self._clock())

    async def everything(self, chat_id: int) -> Export | None:
        """All that is kept of a buyer, to be given to them. None: nothing is, any more."""
        buyer = (await self._store.load(chat_id)).buyer
        if buyer is None:
            return None
        shelf, rows = await self._store.shelf(chat_id), await self._store.holdings.rows(chat_id)
        scene = await self._scene(buyer, None, self._clock())
        return await asyncio.to_thread(exported, scene, shelf, rows)  # so that many cases hold nobody up

    async def owed(self) -> AsyncIterator[Reply]:
        """After a start: what every chat is still owed, in batches, so that it costs nothing while there is none."""
        last: int | None = None
        while chats := await self._store.owed(_BATCH, last):
            for chat_id in chats:
                reply = await self.owing(chat_id)
                if reply is not None:
                    yield reply
            last = chats[-1]

    async def owing(self, chat_id: int) -> Reply | None:
        """What this chat is still owed, and is now ours to show. None: nothing, or another process shows it, or what is
        kept of it cannot be read, which holds up no other."""
        if not await self._ours(chat_id):
            return None
        try:
            return await self._owed(chat_id)
        except StorageFault:
            raise
        except Exception as error:
            _log.error("owed_unreadable", chat=chat_id, error=code(error), at=place(error))
            return None

    async def _owed(self, chat_id: int) -> Reply | None:
        snapshot = await self._store.load(chat_id)
        if snapshot.buyer is None or snapshot.buyer.shown >= snapshot.buyer.revision:
            return None  # seen meanwhile, which is only not written yet
        return Reply(snapshot.buyer, await self._screen(snapshot.buyer, snapshot.record, self._clock()))

    async def left(self) -> dict[int, int]:
        """Chats that are owed a screen that no other living process shows, with their revisions."""
        return await self._store.replicas.left(_LOOKED_AT)

    async def _ours(self, chat_id: int) -> bool:
        replicas = self._store.replicas
        return not replicas.shared or await replicas.claim(chat_id)

    async def shown(self, buyer: Buyer, screen_id: int | None) -> None:
        """The buyer has seen the screen of `buyer.revision`; `screen_id` is the message to edit next."""
        self._store.mark_shown(buyer.chat_id, buyer.revision, screen_id)

    async def unreachable(self, chat_id: int) -> None:
        """The buyer blocked the bot or is gone: owe nothing until they come back."""
        for _ in range(_TRIES):
            snapshot = await self._store.load(chat_id)
            if snapshot.buyer is None or snapshot.buyer.blocked:
                return
            buyer = replace(snapshot.buyer, blocked=True, revision=snapshot.buyer.revision + 1)
            if await self._store.commit(Changes(update_id=None, at=self._clock(), buyer=buyer)):
                return

    async def _screen(self, buyer: Buyer, record: Record | None, at: datetime) -> Screen:
        return view(await self._demanding(await self._scene(buyer, record, at)))

    async def _scene(self, buyer: Buyer, record: Record | None, at: datetime) -> Scene:
        today = marketplace_day(at, self._policy)
        scene = Scene(buyer, record, at, today, self._policy, self._tongue, groups=self._groups, house=self._house)
        name = buyer.view.partition(":")[0]
        if name in _SHELVED:
            shelved = self._store.shelf if name in _PROVED else self._store.cases
            scene = replace(scene, shelf=tuple(reversed(await shelved(buyer.chat_id))))
        if name in _COUNTED:
            scene = replace(scene, held=await self._store.holdings.held(buyer.chat_id))
        if name in _PLANNED:
            scene = replace(scene, plans=tuple(await self._store.planned(buyer.chat_id)))
        if name in _TALLIED and (issue := scene.case.issue) is not None:
            tally = await self._store.tally(issue)
            scene = replace(scene, tally=tally if tally.enough else None)
        return scene

    async def _demanding(self, scene: Scene, what: Input | None = None) -> Scene:
        """The scene with what is known of how much is asked of volunteers, where that matters."""
        name, case_id = scene.buyer.view.partition(":")[0], scene.record.id if scene.record else 0
        asks = name in ASKS or (isinstance(what, Pressed) and what.data.partition(":")[0] in AGREES)
        if self._groups is None or not (asks or name in TALKING):
            return scene
        demands = self._store.demands
        if asks:
            return replace(scene, demand=await demands.asking(scene.buyer.chat_id, case_id, scene.now))
        return replace(scene, demand=await demands.talking(case_id, scene.now))

    async def _switched(self, scene: Scene, arrival: Arrival) -> Scene:
        """The scene at the case a lasting button belongs to, where that is another one of the same buyer. Who replies
        to a volunteer, or corrects what they got, talks to them, wherever the screen is."""
        if isinstance(arrival.input, Pressed):
            return await self._at_case(scene, case_of(arrival.input.data))
        note = arrival.note
        number = note.message_id if note.edited else note.reply_to
        if not number or not isinstance(arrival.input, Said | Sent | Strange):
            return scene
        relay = await self._store.relay_with_buyer(arrival.chat_id, number)
        there = await self._at_case(scene, relay.case_id if relay else None)
        return there.but(view="talk") if relay and talking(there) else scene

    async def _meant(self, scene: Scene, what: Input, snapshot: Snapshot) -> tuple[Scene, Input]:
        """What is typed under a ping is a tap on it, unless the open screen takes these words."""
        if not isinstance(what, Said) or what.edited or snapshot.buyer is None:
            return scene, what
        labels = ping_words.called(scene, what.text)
        if not labels or claimed(scene, what.text):
            return scene, what
        data = await ping_words.meant(self._store, scene, labels, snapshot.buyer.active_at)
        return (await self._at_case(scene, case_of(data)), Pressed(data, "")) if data else (scene, what)

    async def _at_case(self, scene: Scene, case_id: int | None) -> Scene:
        if case_id is None or (scene.record is not None and case_id == scene.record.id):
            return scene
        record = await self._store.record(scene.buyer.chat_id, case_id)
        return replace(scene, record=record, buyer=replace(scene.buyer, case_id=case_id)) if record else scene

    def _buyer(self, arrival: Arrival, snapshot: Snapshot) -> Buyer:
        """The buyer as stored, or as first met. Whoever writes has not blocked the bot."""
        known = snapshot.buyer
        if known is None:
            language = self._tongue.negotiate(arrival.language)
            return Buyer(arrival.chat_id, language=language, created_at=arrival.at, active_at=arrival.at)
        return replace(known, blocked=False, active_at=arrival.at)


_BATCH: Final = 100
_LOOKED_AT: Final = 1000
_SHELVED: Final = frozenset({"cases", "reminders"})
_PROVED: Final = frozenset({"cases", "reminders"})
"""Views for which the files of each case count as well."""
_COUNTED: Final = frozenset({"privacy", "forget"})
_PLANNED: Final = frozenset({"reminders", "switches"})
_TALLIED: Final = frozenset({"coach", "outcome"})
