"""Theatre: the page's routes for scripts. A story or a pasted transcript is played, what a chat showed is given as
text, and in a checkout it can be put among the tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from bot.playground.lines import ScriptFault
from bot.playground.orders import taking
from bot.playground.performances import Performances
from bot.playground.refusals import ImpossibleError
from bot.playground.scenarios import scenarios
from bot.playground.script import Script, parse
from bot.playground.telegram import Telegram
from bot.playground.transcript import Transcripts
from bot.playground.world import JSON

ABOUT: Final = "Saved in the playground."
_NAME: Final = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


class Theatre:
    """What the page may ask for. `approved`: the folder where a checkout keeps its transcripts; None elsewhere."""

    def __init__(
        self, telegram: Telegram, performances: Performances, transcripts: Transcripts, approved: Path | None
    ) -> None:
        self._performances, self._transcripts, self._approved = performances, transcripts, approved
        self._stories = {story.id: story for story in scenarios()}
        cards = [story.card() for story in self._stories.values()]
        telegram.reports["scenarios"] = lambda: cards
        telegram.reports["scenario"] = performances.card

    def part(self, app: web.Application) -> None:
        """Adds the routes; what plays ends with the page."""
        app.router.add_post("/play/scenario", taking(self.scenario))
        app.router.add_post("/play/replay", taking(self.replay))
        app.router.add_post("/play/approve", taking(self.approve))
        app.router.add_get("/play/transcript", self._transcript)
        app.on_shutdown.append(self._end)

    async def scenario(self, order: JSON) -> JSON:
        """`{"id", "pace"}` plays a story, `{"stop": true}` ends what plays."""
        if order.get("stop"):
            await self._performances.stop()
            return {}
        story = self._stories.get(str(order.get("id")))
        if story is None:
            raise ImpossibleError(f"there is no story {order.get('id')}; there are {', '.join(self._stories)}")
        card = await self._performances.begin(story.id, dict(story.script.head.titles), story.script, _pace(order))
        return {"user": card["user"]}

    async def replay(self, order: JSON) -> JSON:
        """`{"text", "pace"}` plays any script."""
        try:
            script = parse(str(order.get("text") or ""))
        except ScriptFault as fault:
            raise ImpossibleError(str(fault)) from None
        card = await self._performances.begin("replay", _title(script), script, _pace(order))
        return {"user": card["user"]}

    async def approve(self, order: JSON) -> JSON:
        """`{"chat", "name"}` keeps what a chat showed as a test; `"overwrite": true` also in the place of another."""
        name = str(order.get("name") or "")
        if self._approved is None:
            raise ImpossibleError("there are no tests here; that needs a checkout of the code")
        if not _NAME.fullmatch(name):
            raise ImpossibleError("a name has small letters and digits, with single dashes or underscores between them")
        path, text = self._approved / f"{name}.txt", self._text(order.get("chat"))
        if path.exists() and order.get("overwrite") is not True:
            raise ImpossibleError(f"{path.name} is there already")
        _keep(path, text)
        return {"file": f"{path.parent.name}/{path.name}"}

    async def _transcript(self, request: web.Request) -> web.StreamResponse:
        chat = request.query.get("chat", "")
        try:
            return web.Response(text=self._text(int(chat) if chat.isdecimal() else None))
        except ImpossibleError as reason:
            return web.Response(status=404, text=str(reason))

    def _text(self, chat: Any) -> str:
        try:
            return self._transcripts.text(chat if isinstance(chat, int) else 0, ABOUT)
        except KeyError:
            raise ImpossibleError("nothing was said in this chat yet") from None

    async def _end(self, _: web.Application) -> None:
        await self._performances.stop()


def _pace(order: JSON) -> float:
    pace = order.get("pace", 1.0)
    if isinstance(pace, bool) or not isinstance(pace, (int, float)):
        raise ImpossibleError("the pace is a number; 1 is the usual one")
    return float(pace)


def _title(script: Script) -> Any:
    """By language; for a transcript, what its head says it is about."""
    head = script.head
    return dict(head.titles) or head.text.splitlines()[-1]


def _keep(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
