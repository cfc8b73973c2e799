"""Setup's questions that Telegram answers: the token, who runs the bot, the support group. Each is tried live."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from bot.commands.draft import Draft
from bot.commands.talk import Talk
from bot.services.checks.bench import Absent, Me
from bot.services.checks.finding import Finding
from bot.services.checks.groups import judged
from handlers.instruments import Instruments
from handlers.line import line
from handlers.overhearing import Ear, Heard
from handlers.pulse import Pulse

_LOOK: Final = 1.0  # seconds between two looks at what came
_INNER: Final = re.compile(r"(?:https?://)?t\.me/c/([0-9]+)(?:/.*)?")
_PUBLIC: Final = re.compile(r"(?:(?:https?://)?t\.me/|@)([A-Za-z]\w{3,})(?:/.*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reach:
    """The bot as Telegram knows it. `listens`: the updates that wait may be looked at."""

    me: Me
    instruments: Instruments
    ear: Ear
    listens: bool


async def token(talk: Talk, draft: Draft, pulse: Pulse) -> None:
    """Asks for the token until Telegram knows it, or Enter leaves it as it is."""
    talk.begin("token_about")
    if (held := draft.settings.bot_token) is not None:
        await _tried(talk, draft, held, pulse)
    if draft.fixed("BOT_TOKEN"):
        talk.say("fixed", name="BOT_TOKEN")
        return
    while said := await talk.ask_unseen("token_ask", given=bool(draft.now("BOT_TOKEN"))):
        talk.say("token_got", masked=masked(said))
        if (fault := Draft({}, frozenset()).put("BOT_TOKEN", said)) is not None:
            talk.say("fault", fault=fault)
        elif await _tried(talk, draft, said, pulse):
            draft.put("BOT_TOKEN", said)
            return


async def _tried(talk: Talk, draft: Draft, said: str, pulse: Pulse) -> bool:
    """Whether to take this token; tells what Telegram says of it."""
    address = draft.settings.bot_api_url
    async with line(said, address, pulse) as calls:
        me = await Instruments(calls, pulse, 0).me()
    if isinstance(me, Me):
        talk.say("token_known", name=me.name, username=me.username)
        return True
    talk.show(talk.words.plain("selftest", me, {"address": address}))
    return me is Absent.OUT and said != draft.now("BOT_TOKEN") and await talk.agrees("token_untried")


def masked(secret: str) -> str:
    """Enough of it to tell it from another."""
    number, colon, rest = secret.partition(":")
    return f"{number}{colon}…{rest[-4:]}" if colon and len(rest) > 12 else "…"


async def operator(talk: Talk, draft: Draft, reach: Reach) -> None:
    """Asks who runs the bot: they press Start in it, and are seen."""
    talk.begin("operator_about", username=reach.me.username, now=draft.now("OPERATOR_IDS"))
    if draft.fixed("OPERATOR_IDS"):
        talk.say("fixed", name="OPERATOR_IDS")
        return

    async def by_number(said: str) -> Heard | None:
        return Heard(int(said), "") if said.isdecimal() else None

    one = await _chosen(talk, reach.ear.people if reach.listens else None, by_number)
    if one is None:
        return
    others = [number for number in draft.settings.operator_ids if number != one.number]
    draft.put("OPERATOR_IDS", ",".join(map(str, (*others, one.number))))
    talk.say("operator_taken", name=one.name, number=one.number)
    if await reach.instruments.reachable(one.number) is False:
        facts = {"number": one.number, "username": reach.me.username}
        talk.show(talk.words.plain("selftest", "operator_unseen", facts))


async def group(talk: Talk, draft: Draft, reach: Reach) -> None:
    """Asks for the support group and waits until the bot may do there what it has to, or is told to go on."""
    if not isinstance(draft.settings.support_chat_id, int | None):
        talk.begin("groups_several")
        return
    talk.begin("group_about", username=reach.me.username, now=draft.now("SUPPORT_CHAT_ID"))
    if draft.fixed("SUPPORT_CHAT_ID"):
        talk.say("fixed", name="SUPPORT_CHAT_ID")
        return

    async def by_reference(said: str) -> Heard | None:
        wanted = reference(said)
        if wanted is None:
            return None
        found = await reach.ear.find(wanted)
        return found or (Heard(wanted, "") if isinstance(wanted, int) else None)

    one = await _chosen(talk, reach.ear.groups if reach.listens else None, by_reference)
    if one is not None:
        draft.put("SUPPORT_CHAT_ID", str(await _made_right(talk, one.number, reach)))
        talk.say("group_taken", name=one.name, number=draft.now("SUPPORT_CHAT_ID"))


def reference(said: str) -> int | str | None:
    """A group by its number, its public name, or a link to it or into it; None: it is none of these. A link to invite
    people tells a bot nothing."""
    if said.removeprefix("-").isdecimal():
        return int(said) if said.startswith("-") else None
    if inner := _INNER.fullmatch(said):
        return int(f"-100{inner[1]}")
    public = _PUBLIC.fullmatch(said)
    return f"@{public[1]}" if public is not None else None


async def _chosen(
    talk: Talk,
    listen: Callable[[], Awaitable[list[Heard]]] | None,
    named: Callable[[str], Awaitable[Heard | None]],
) -> Heard | None:
    """One of those who are heard, chosen by its place in the list, or one that is typed; None: Enter alone."""
    known: list[Heard] = []
    while True:
        for one in reversed(await listen()) if listen is not None else ():
            if one not in known:
                known.append(one)
                talk.say("heard", place=len(known), name=one.name, number=one.number)
        said = await talk.line(_LOOK if listen is not None else None)
        if said is None:
            continue
        if not said:
            return None
        if said.isdecimal() and 1 <= int(said) <= len(known):
            return known[int(said) - 1]
        found = await named(said)
        if found is not None:
            return found
        talk.say("not_understood")


async def _made_right(talk: Talk, number: int, reach: Reach) -> int:
    """Tells what is missing in the group, again whenever that changes. Returns its number, which may be another by
    then, when nothing is missing or Enter was pressed."""
    told: list[str] = []
    while True:
        seen = await reach.instruments.rights(number)
        if seen is not None and seen.moved is not None:
            number = seen.moved
            continue
        found = [Finding("group_unseen", False, {"group": number})] if seen is None else judged(seen, number, reach.me)
        says = [talk.words.plain("selftest", one.check, {"well": one.well, **one.facts}) for one in found]
        if says != told:
            for one in says:
                talk.show(f"  {one}")
        if all(one.well for one in found):
            return number
        if not told:
            talk.say("rights_wait")
        told = says
        if await talk.line(_LOOK) is not None:
            return number
