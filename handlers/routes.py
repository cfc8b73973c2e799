"""Routes: the routing table. The first row that wants an update gets it; what nobody wants has had its effect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application

from bot.domain.group import Groups
from bot.domain.inputs import Arrival, Hurried
from bot.domain.screen import Toast
from bot.domain.ticket import Reaction, Remark
from bot.rendering.catalogues import negotiate
from bot.storage.store import Store
from handlers.arrivals import Incoming, incoming
from handlers.desk import Desk
from handlers.gate import Excess
from handlers.groups import Added, StrayTap, added, leave, number, stray_tap, welcome
from handlers.membership import Changed, changed
from handlers.outside import Outside
from handlers.reactions import reaction
from handlers.route import Route
from handlers.show import Screens
from handlers.support import Standing, hello, remark, standing, tap

_log = structlog.get_logger(__name__)


def register(
    application: Application[Any, Any, Any, Any, Any, Any],
    desk: Desk,
    screens: Screens,
    store: Store,
    outside: Outside,
    nudge: Callable[[], None],
    set_to_work: Callable[[], None],
    repeated: Callable[[int], None],
) -> None:
    """Adds the table to the application, top to bottom. `nudge`: something was queued that somebody waits for;
    `set_to_work`: there is work on files to do; `repeated`: this update had its effect before."""
    clock, hosts, support, gate = outside.clock, outside.hosts, outside.support, outside.gate

    async def take(one: Incoming) -> None:
        reply = await desk.take(one.arrival)
        screens.show(reply, one.place)
        if reply.again:
            repeated(one.arrival.update_id)
        if reply.posted:
            nudge()
        if reply.working:
            set_to_work()

    async def leave_out(over: Excess) -> None:
        if over.first and over.query_id is None:
            arrival = Arrival(over.update_id, over.chat_id, over.at, Hurried(over.seconds), over.language)
            screens.show(await desk.take(arrival), over.place)
            return
        await store.overlook(over.update_id)
        if over.query_id is not None:
            known = store.remembered(over.chat_id)
            language = known.buyer.language if known is not None and known.buyer else negotiate(over.language)
            screens.answer(over.chat_id, over.query_id, Toast("hurried") if over.first else None, language)

    async def greet(group: Added) -> None:
        _log.info("group_joined", chat=group.chat_id)
        leaving = support is not None and group.by not in hosts
        goodbye = (leave(group, clock()),) if leaving else ()
        await store.post(welcome(group, application.bot.username, leaving=leaving), *number(group, hosts), *goodbye)

    async def release(tap: StrayTap) -> None:
        screens.answer(tap.chat_id, tap.query_id)

    rows: list[Route[Any]] = [
        Route(lambda update: gate.excess(update, clock()), leave_out),
        Route(lambda update: incoming(update, clock()), take),
        Route(added, greet),
        Route(stray_tap, release),
    ]
    if support is not None:
        groups, volunteers, forums, members = support.groups, support.volunteers, support.forums, support.members

        def of_group(read: Callable[[Update, Groups, datetime], Remark | None]) -> Callable[[Update], Remark | None]:
            def heard(update: Update) -> Remark | None:
                forums.heard(update)
                return read(update, groups, clock())

            return heard

        async def forget(change: Changed) -> None:
            members.forget(change)

        async def hear(said: Remark) -> None:
            await volunteers.take(said)
            if said.query_id:
                screens.answer(said.group_id, said.query_id)
            nudge()

        async def feel(sign: Reaction) -> None:
            await volunteers.react(sign)
            nudge()

        async def stand(new: Standing) -> None:
            await store.wake_posts(new.group_id)
            if new.news:
                await store.post(hello(new))

        rows[2:2] = [
            Route(of_group(tap), hear),
            Route(of_group(remark), hear),
            Route(reaction, feel),
            Route(changed, forget),
            Route(lambda update: standing(update, groups), stand),
        ]
    application.add_handlers(rows)
