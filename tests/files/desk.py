"""Desk: a buyer with a broken vase and files of it, and what came back of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image

from bot.domain.buyer import File, Record
from bot.storage.changes import Changes
from tests.conversation import Conversation, conversation

STORY = "The vase I ordered on 1 May for 25 USD arrived broken on 15 May, order 8015710859336916"


@dataclass(frozen=True, slots=True)
class Returned:
    """A document the bot sent: its name, its caption, its bytes."""

    name: str
    caption: str
    data: bytes

    @property
    def image(self) -> Image.Image:
        """The picture in it."""
        return Image.open(BytesIO(self.data))


@asynccontextmanager
async def evidence(language: str = "en", database: str = "sqlite:///:memory:") -> AsyncIterator[Conversation]:
    """The conversation, once the vase is known."""
    async with conversation(language=language, database_url=database) as talk:
        await talk.says(STORY)
        await talk.taps(talk.buttons[0])
        yield talk


async def record(talk: Conversation) -> Record:
    """The case as it is kept."""
    found = (await talk.app.store.load(talk.buyer)).record
    assert found is not None
    return found


async def file(talk: Conversation, at: int = 0) -> File:
    """One of its files, in the order of the chat."""
    return (await record(talk)).files[at]


async def presses(talk: Conversation, action: str, *arguments: object, settle: bool = True) -> None:
    """A tap on a lasting button, wherever it may be in the chat."""
    data = ":".join((action, str((await record(talk)).id), "0", *map(str, arguments)))
    talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], data, stale=True)
    if settle:
        await talk.settle()


def returned(talk: Conversation) -> list[Returned]:
    """The documents in the chat, oldest first."""
    return [_returned(talk, one) for one in talk.messages if "document" in one]


def _returned(talk: Conversation, message: dict[str, Any]) -> Returned:
    stored = talk.telegram.files.get(message["document"]["file_id"])
    assert stored is not None
    return Returned(stored.name or "", message.get("caption", ""), stored.data or b"")


def tries(talk: Conversation, method: str) -> int:
    """How often a method was called."""
    return len(talk.telegram.calls(method))


async def _deletes_the_case(talk: Conversation) -> None:
    """The case is deleted beside whatever is under way."""
    snapshot = await talk.app.store.load(talk.buyer)
    assert snapshot.buyer is not None
    assert snapshot.record is not None
    after = replace(snapshot.buyer, revision=snapshot.buyer.revision + 1, view="home", case_id=None)
    changes = Changes(None, talk.clock.now, after, forget_case=snapshot.record.id)
    assert await talk.app.store.commit(changes) is not None


async def deletes_the_case_at(talk: Conversation, method: str) -> None:
    """Everything settles; while the bot waits for the answer to such a call, the case is deleted."""
    hold = talk.telegram.faults.hold(method=method)
    working = asyncio.create_task(talk.settle())
    await hold.reached.wait()
    await _deletes_the_case(talk)
    hold.release()
    await working
