"""Recorded: a process in which the bot lives through a whole case and through all that can go wrong, with a loud log.

`python -m tests.promises.recorded FORM FOLDER`: the log comes on standard error, written in this form; the database and
`told.json` are in the folder: what Sentry was sent, what /metrics says, how Telegram calls the buyer's files, and which
words lay in the database while there was the whole case.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import sys
from collections import defaultdict, deque
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bot.app import App, build
from bot.commands import doctor
from bot.crashes import catch
from bot.exposition import Exposition
from bot.logs import configure
from bot.playground.clocks import StillClock
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.playground.world import AUTHORISATION
from bot.reports import Reports
from bot.settings import Settings
from bot.storage.changes import Post
from bot.storage.sqlite import Hop, Sqlite
from handlers.pace import UNLIMITED
from tests.conversation import Conversation
from tests.handlers.wire import refusal
from tests.promises.secrets import (
    BUYER,
    CAPTION,
    ITEM,
    KEY,
    NAME,
    NOTE,
    ORDER,
    PLACE,
    PROMISE,
    SECRETS,
    SHOP,
    STREET,
    USERNAME,
    VOLUNTEER,
    WORD,
)
from tests.reported import DSN, Kept
from tests.services.walkers import on
from tests.storage.keyed import raw
from tests.support.desk import GROUP, VERA, prepare, topics

_SAID: Final = f"{WORD} {ITEM} {ORDER} {STREET} {AUTHORISATION}"


class Hostile(InProcessRequest):
    """The stand-in, except that the next calls of a method are refused in the words of the buyer."""

    __slots__ = ("answers",)

    def __init__(self, telegram: Telegram) -> None:
        super().__init__(telegram)
        self.answers: dict[str, deque[dict[str, Any]]] = defaultdict(deque)

    def will(self, method: str, *answers: dict[str, Any]) -> None:
        """The next calls of this method get these answers, in order."""
        self.answers[method].extend(answers)

    async def do_request(self, url: str, *given: Any, **more: Any) -> tuple[int, bytes]:
        """Status and body, as from HTTP."""
        waiting = self.answers[url.rpartition("/")[2]]
        if not waiting:
            return await super().do_request(url, *given, **more)
        answer = waiting.popleft()
        return answer["error_code"], json.dumps(answer).encode()


class Heard:
    """Which events were logged, for whoever waits for one."""

    def __init__(self) -> None:
        self._events: dict[str, asyncio.Event] = defaultdict(asyncio.Event)

    def note(self, _level: str, event: str, _facts: Mapping[str, Any]) -> None:
        self._events[event].set()

    async def until(self, event: str) -> None:
        async with asyncio.timeout(30):
            await self._events[event].wait()


async def live(folder: Path, heard: Heard, kept: Kept) -> dict[str, Any]:
    clock = StillClock(datetime(2026, 5, 22, 10, tzinfo=UTC))
    telegram = Telegram(token=AUTHORISATION, clock=clock)
    telegram.user(BUYER, NAME, "en")
    telegram.users[BUYER].username = USERNAME
    prepare(telegram)
    telegram.users[VERA].first_name = VOLUNTEER
    settings = Settings(
        bot_token=AUTHORISATION,
        database_url=f"sqlite:///{folder / 'bot.db'}",
        support_chat_id=GROUP,
        operator_ids=(VERA,),
        encryption_keys=(KEY,),
    )
    request = Hostile(telegram)
    app = await build(settings, request, clock, UNLIMITED)
    await app.front.open()
    talk = Conversation(telegram, app, clock, BUYER)
    await tells(talk)
    files = await proves(talk)
    await is_helped(talk)
    await is_refused(talk, request)
    lying = [word for word in SECRETS if word.encode() in raw(settings.database_url)]
    await is_poisoned(talk)
    await loses_the_database(talk, heard)
    await goes_wrong_in_the_dark(heard)
    await polls(app, request, heard)
    metrics = Exposition(app.front.metrics, 1, {}, {"version": "1"}).written().decode()
    await app.front.stop()
    await app.store.close()
    return {"sent": kept.sent, "events": len(kept.events), "metrics": metrics, "files": files, "lying": lying}


async def tells(talk: Conversation) -> None:
    """The form, a correction, the result, the letters, and what the coach makes of an offer."""
    await talk.says("/start")
    await talk.says(f"my {ITEM} from {SHOP} never came, order {ORDER}, 20 dollars, {WORD}")
    await talk.edits(f"my {ITEM} from {SHOP} never came, order {ORDER}, 25 dollars, {WORD}")
    await talk.taps("Yes, that is right")
    await talk.says(PLACE)
    await on(talk, until="Your case so far")
    await talk.taps("Show my result")
    await talk.taps("All letters")
    await talk.says(f"I opened the dispute, {WORD}")
    await talk.says(f"the seller offered 5 dollars for the {ITEM}")
    await taps_an_old_button(talk)
    await talk.says("/settings")
    for command in ("/privacy", "/mydata", "/reminders"):
        await talk.says(command)
    await talk.later(days=3)


async def taps_an_old_button(talk: Conversation) -> None:
    talk.telegram.taps(BUYER, talk.messages[-1]["message_id"], f"a:1:0:item:{WORD}", stale=True)
    await talk.settle()


async def proves(talk: Conversation) -> list[str]:
    """Photos, an album's worth of captions, a file with a name, a place, a contact."""
    telegram = talk.telegram
    telegram.sends_photo(BUYER, caption=CAPTION)
    telegram.sends_document(BUYER, name=f"{WORD}.pdf", caption=f"{CAPTION} {ORDER}")
    telegram.sends_venue(BUYER, title=SHOP, address=STREET)
    telegram.sends_contact(BUYER, phone="+15550100999", name=NAME)
    await talk.settle()
    record = (await talk.app.store.load(BUYER)).record
    return [] if record is None else [name for file in record.files for name in (file.file_id, file.unique_id)]


async def is_helped(talk: Conversation) -> None:
    """A volunteer takes the case, both write, the volunteer looks how the bot is, and the case is closed."""
    await talk.says("/human")
    await talk.taps("Yes, share it")
    topic = topics(talk)[-1]
    for words in ("/take", PROMISE, "/selftest", f"/note {NOTE}"):
        talk.telegram.says(VERA, words, chat=GROUP, thread=topic)
        await talk.settle()
    await talk.says(f"{WORD} {STREET}")
    talk.telegram.says(VERA, "/close", chat=GROUP, thread=topic)
    await talk.settle()


async def is_refused(talk: Conversation, request: Hostile) -> None:
    """Telegram refuses, in words that hold the buyer's and the token."""
    request.will("sendMessage", refusal(429, f"Too Many Requests: {_SAID}", retry_after=0.01))
    request.will("editMessageText", refusal(429, f"Too Many Requests: {_SAID}", retry_after=0.01))
    await talk.says(f"/help {WORD}")
    for method in ("sendMessage", "editMessageText"):
        request.will(method, *(refusal(400, f"Bad Request: can't parse entities: {_SAID}") for _ in range(3)))
    await talk.says(f"{WORD} again")
    request.answers.clear()
    request.will("answerCallbackQuery", refusal(400, f"Bad Request: {_SAID}"))
    await taps_an_old_button(talk)
    request.answers.clear()
    talk.telegram.blocks(BUYER)
    await talk.settle()
    talk.telegram.unblocks(BUYER)
    await talk.app.store.post(Post(BUYER, "no_such_words", {"text": WORD, "order": ORDER}))
    await talk.settle()


def writing(talk: Conversation) -> Hop:
    """The connection that the bot writes with, for a hand that does harm."""
    engine = talk.app.store._engine
    assert isinstance(engine, Sqlite)
    return engine._writer._hop


async def is_poisoned(talk: Conversation) -> None:
    """Updates nobody can read, or whose handling fails each time."""
    talk.telegram.updates.add("message", {"message_id": WORD, "chat": {"id": BUYER}, "text": _SAID})
    await talk.settle()
    hop = writing(talk)
    await hop.run(lambda file: file.execute("UPDATE cases SET answers = substr(answers, 1, 99)").fetchone())
    talk.app.store._recent.drop(BUYER)
    await talk.says(f"{WORD} {ORDER}")
    await talk.app.store.forget(BUYER)
    await talk.says(f"my {ITEM} never came, order {ORDER}")


async def loses_the_database(talk: Conversation, heard: Heard) -> None:
    """Nothing can be written, and then it can."""
    hop = writing(talk)
    await hop.run(lambda file: file.execute("PRAGMA query_only = ON").fetchone())
    saying = asyncio.ensure_future(talk.says(f"{ITEM} {_SAID}"))
    await heard.until("storage_is_out")
    await hop.run(lambda file: file.execute("PRAGMA query_only = OFF").fetchone())
    await saying
    await heard.until("storage_is_back")


async def goes_wrong_in_the_dark(heard: Heard) -> None:
    """A task whose exception nobody asks for, and a library that says too much."""

    async def fails() -> None:
        raise ValueError(_SAID)

    await asyncio.wait([asyncio.create_task(fails(), name=WORD)])
    gc.collect()
    await heard.until("library_says")
    logging.getLogger("aiohttp.access").warning("GET /bot%s/%s", AUTHORISATION, WORD)


async def polls(app: App, request: Hostile, heard: Heard) -> None:
    """The network is down; then Telegram says that it knows no such token."""
    request.will("getUpdates", refusal(502, _SAID), refusal(401, f"Unauthorized: {_SAID}"))
    polling = asyncio.ensure_future(app.front.way_in.run())
    await heard.until("token_refused")
    app.front.way_in.stop()
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)


def examined(folder: Path) -> None:
    """What doctor prints for a person, for a script, and of what was set aside. Telegram does not answer it."""
    os.chdir(folder)
    os.environ |= {
        "BOT_TOKEN": AUTHORISATION,
        "BOT_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{folder / 'bot.db'}",
        "ENCRYPTION_KEYS": KEY,
    }
    for arguments in ([], ["--json"], ["--parked"]):
        doctor.main(arguments)


def main(form: str, folder: Path) -> None:
    heard, kept = Heard(), Kept()
    configure("DEBUG", form, heard.note, Reports(DSN, transport=kept))
    logging.getLogger().setLevel(logging.DEBUG)
    catch()
    told = asyncio.run(live(folder, heard, kept))
    examined(folder)
    (folder / "told.json").write_text(json.dumps(told))
    raise RuntimeError(_SAID)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
