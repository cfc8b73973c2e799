"""The page's tools: the routes that move the clock and make trouble; and the way of people's preferences to the bot."""

from __future__ import annotations

from aiohttp import web

from bot.playground.backstage import Backstage
from bot.playground.http import AFTERWARDS, Part
from bot.playground.orders import taking
from bot.playground.telegram import Telegram
from bot.playground.travel import Travel
from bot.playground.troubles import Troubles
from bot.playground.world import JSON


def tools(telegram: Telegram, travel: Travel, troubles: Troubles, backstage: Backstage) -> Part:
    """`POST /play/time` and `POST /play/trouble`."""

    async def prefer(order: JSON, done: JSON) -> None:
        if "user" in done and ("zone" in order or "day_first" in order):
            user = telegram.person(done["user"]["id"])
            await backstage.prefer(user.id, user.language_code or "", user.zone, user.day_first)

    def part(app: web.Application) -> None:
        app.router.add_post("/play/time", taking(travel.carry_out))
        app.router.add_post("/play/trouble", taking(troubles.carry_out))
        app[AFTERWARDS].append(prefer)

    return part
