"""Tools: what it takes to do a job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.rendering.pictures.workbench import Workbench
from bot.services.scene import Scene, Turn
from bot.storage.jobs import DueJob
from bot.storage.store import Store
from handlers.calls import Calls
from handlers.desk import Desk, Words
from handlers.pace import Pace
from handlers.show import Screens


@dataclass(frozen=True, slots=True)
class Tools:
    """`nudge`: something was queued that somebody waits for."""

    calls: Calls
    words: Words
    desk: Desk
    screens: Screens
    pace: Pace
    bench: Workbench
    store: Store
    nudge: Callable[[], None]

    async def seen(self, due: DueJob) -> Scene | None:
        """The case of a job as it is now. None: it is gone, or its buyer blocked the bot, so nothing is to be sent."""
        scene = await self.desk.scene(due.chat_id, due.case_id)
        return None if scene is None or scene.buyer.blocked else scene

    async def told(self, due: DueJob, act: Callable[[Scene], Turn | None]) -> None:
        """What a job found out goes into its case, and what follows from it on its way."""
        reply = await self.desk.beside(due.chat_id, due.case_id, act)
        if reply is not None:
            self.screens.show(reply)
            if reply.posted:
                self.nudge()
