"""Setup's questions that need no Telegram: language, retention, contact, the key, the database."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.commands.draft import Draft
from bot.commands.talk import Talk
from bot.rendering.catalogues import languages
from bot.storage import schema
from bot.storage.address import PostgresAddress, parse, shown
from bot.storage.condition import Condition, condition
from bot.storage.faults import StorageFault
from bot.storage.migrate import migrate

_PATIENCE: Final = 10.0  # seconds


async def plain(talk: Talk, draft: Draft, name: str, usual: str) -> None:
    """A setting that is typed as it is; its words are under its name. `usual`: what it is when nothing is set."""
    key = name.lower()
    if draft.fixed(name):
        talk.say("fixed", name=name)
        return
    facts = {"now": draft.now(name) or usual, "languages": ", ".join(languages())}
    while said := await talk.ask(key, **facts):
        fault = draft.put(name, said)
        if fault is None:
            return
        talk.say("fault", fault=fault)


async def key(talk: Talk, draft: Draft) -> None:
    """Offers to make a key for what buyers say. It is not shown: it is in the file."""
    if draft.fixed("ENCRYPTION_KEYS") or draft.now("ENCRYPTION_KEYS"):
        talk.say("key_there")
    elif await talk.agrees("key_offer"):
        from cryptography.fernet import Fernet

        draft.put("ENCRYPTION_KEYS", Fernet.generate_key().decode())
        talk.say("key_made")


async def database(talk: Talk, draft: Draft) -> None:
    """Asks where cases are kept, until it can be used or Enter leaves it as it is."""
    talk.begin("database_about", now=shown(draft.settings.database_url))
    if draft.fixed("DATABASE_URL"):
        talk.say("fixed", name="DATABASE_URL")
        return
    while said := await talk.ask_unseen("database_ask"):
        try:
            async with asyncio.timeout(_PATIENCE):
                found = await condition(said)
            talk.say("database_found", address=shown(said), engine=found.engine)
            await _brought_up(talk, said, found)
        except TimeoutError:
            talk.say("database_late")
        except StorageFault as fault:
            talk.say("fault", fault=str(fault))
        else:
            draft.put("DATABASE_URL", said)
            return


async def _brought_up(talk: Talk, url: str, found: Condition) -> None:
    """PostgreSQL is brought to this release's version by command only, so it is offered here."""
    if not isinstance(parse(url), PostgresAddress) or found.version == schema.VERSION:
        return
    if await talk.agrees("database_migrate", usual=True):
        await asyncio.to_thread(migrate, url)
        talk.say("database_migrated", version=schema.VERSION)
