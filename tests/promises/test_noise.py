"""A hundred thousand hostile updates: nothing is raised out of the loop, everything is acknowledged, no call and no row
is another chat's, and honest buyers among them see exactly what they would see alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import pytest
from structlog.testing import capture_logs

from bot.playground.telegram import Telegram
from tests.conversation import Conversation, conversation
from tests.promises.buyers import Person
from tests.promises.noise import ELSEWHERE, HONEST, HOSTILE, WRONG, Noise, targets
from tests.support.desk import GROUP, MAX, PROBLEM, VERA, topics

TALKING: Final = {201: "en", 202: "ru"}
"""Those who go on meanwhile; the third has a case that a volunteer took."""
HOST: Final = 42
ALL: Final = 100_000
PARTS: Final = 4
BATCH: Final = 100
"""As many as Telegram hands out at once."""
ACTS: Final = 30
"""Things each honest buyer does, with noise between them."""


@dataclass(slots=True)
class Seen:
    """What honest buyers have seen after each thing they did, and what is kept of them in the end."""

    screens: list[Any] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)


@pytest.mark.parametrize("part", range(PARTS))
async def test_no_hostile_update_stops_or_touches_an_honest_buyer(part: int) -> None:
    if not _alone:
        _alone.append(await beside(None))

    assert await beside(part) == _alone[0]


_alone: Final[list[Seen]] = []
"""The conversations without any noise: the same for every part."""


async def beside(part: int | None) -> Seen:
    """The honest conversations, with one part of the noise between their acts, or alone."""
    seen, made = Seen(), 0
    async with conversation(prepare=_prepare, support=GROUP, operators=(HOST,)) as talk:
        people = [Person(talk.telegram, who) for who in TALKING]
        await _asks_a_human(talk)
        used: list[int] = []
        noise = Noise(part or 0, GROUP, (*topics(talk), 0, 1), used)
        stream = iter(noise)
        for number in range(ACTS):
            until = ALL // PARTS * (number + 1) // ACTS
            if part is not None:
                await _through(talk, islice(stream, until - made))
                made = until
            for person in people:
                person.do(person.next())
                await talk.settle()
                seen.screens.append(person.seen)
                used.append(person.update_id or 0)
        seen.kept = [await _kept(talk, who) for who in HONEST]
        assert not talk.telegram.unanswered()
    if part is not None:
        assert made == ALL // PARTS
        assert not set(targets()) - set(noise.done), "a field that was never made wrong"
        assert not set(WRONG) - set(noise.ways)
    return seen


async def _through(talk: Conversation, updates: Iterator[dict[str, Any]]) -> None:
    """Feeds them to the bot as Telegram would, and looks at what they did."""
    talk.telegram.journal.clear()
    before = [await _rows(talk, who) for who in HONEST]
    with capture_logs() as log:
        while batch := list(islice(updates, BATCH)):
            await talk.app.front.intake.take(batch)
            await talk.app.idle()
            _look(talk, batch)
    loud = [entry for entry in log if entry["log_level"] in ("error", "critical")]
    assert [entry for entry in loud if entry["event"] not in ("update_parked", "update_without_number")] == []
    assert [await _rows(talk, who) for who in HONEST] == before


def _look(talk: Conversation, batch: Sequence[dict[str, Any]]) -> None:
    """Where the bot wrote: to nobody but the chats these updates are from, the volunteers and the host."""
    own = {chat for update in batch for chat in _own(update)} | {GROUP, HOST}
    for call in talk.telegram.journal:
        for name in ("chat_id", "from_chat_id"):
            chat = call.parameters.get(name)
            assert chat is None or int(chat) in own, (call.method, chat, batch)
    talk.telegram.journal.clear()


def _own(update: Any) -> Iterator[int]:
    """The chat an update is from."""
    for kind, what in update.items():
        if isinstance(what, dict) and kind != "update_id":
            message = what.get("message") if kind == "callback_query" else what
            holder = message.get("chat") if isinstance(message, dict) else what.get("from")
            if isinstance(holder, dict) and type(holder.get("id")) is int:
                yield holder["id"]


async def _rows(talk: Conversation, who: int) -> Any:
    """All that is stored of a buyer and their cases."""
    store = talk.app.store
    shelf = await store.shelf(who)
    happened = [await store.timeline(who, record.id) for record in shelf]
    return (await store.load(who)).buyer, shelf, happened, await store.planned(who)


async def _kept(talk: Conversation, who: int) -> Any:
    """The same, without the numbers that depend on what else there is."""
    records = [
        (one.number, one.case, [(f.kind, f.caption, f.shot) for f in one.files])
        for one in await talk.app.store.shelf(who)
    ]
    return records, sorted((one.kind, one.due_at) for one in await talk.app.store.planned(who))


async def _asks_a_human(talk: Conversation) -> None:
    """There is a topic to write into, and a case that a volunteer has."""
    await talk.says(PROBLEM)
    await talk.taps(talk.buttons[0])
    await talk.says("/human")
    await talk.taps("Yes, share it")
    talk.telegram.says(VERA, "/take", chat=GROUP, thread=topics(talk)[-1])
    await talk.settle()


def _prepare(telegram: Telegram) -> None:
    for who, name in ((VERA, "Vera"), (MAX, "Max"), (HOST, "Host"), *((one, "Eve") for one in HOSTILE)):
        telegram.user(who, name, "en")
    for who, language in TALKING.items():
        telegram.user(who, "Ana", language)
    telegram.group(GROUP, "Recourse support", forum=True, bot="administrator", owner=VERA)
    telegram.joins(MAX, GROUP)
    for group in ELSEWHERE:
        telegram.group(group, "Elsewhere", owner=HOSTILE[0])
