"""What is logged of a whole conversation: ids and codes, and not a word of the buyer's."""

from __future__ import annotations

import io
import logging
from contextlib import redirect_stderr, redirect_stdout

from structlog.testing import capture_logs

from bot.playground.world import AUTHORISATION
from tests.conversation import conversation
from tests.services.walkers import on

SECRETS = (
    "Zephyrine",
    "mauvescarf",
    "8015710859336916",
    "never came",
    "Quito",
    AUTHORISATION.split(":")[1],
    "torn lid",
)


async def test_a_log_holds_no_word_name_number_token_or_file() -> None:
    """A whole case, with a refusal, a file, an edit, a block, an old button and an update nobody can read."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root = logging.getLogger()
    root.addHandler(handler)
    level = root.level
    root.setLevel(logging.WARNING)  # as `bot.logs.configure` sets it
    try:
        with capture_logs() as log, redirect_stdout(heard), redirect_stderr(heard):
            async with conversation(name="Zephyrine") as talk:
                await talk.says("/start")
                await talk.says("my mauvescarf never came, order 8015710859336916, 20 dollars")
                await talk.edits("my mauvescarf never came, order 8015710859336916, 25 dollars")
                await talk.sends("photo", caption="torn lid")
                await talk.taps("Yes, that is right")
                await talk.says("Quito")
                talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], "a:1:0:item:mauvescarf", stale=True)
                await talk.settle()
                await on(talk, until="Your case so far")
                await talk.taps("Show my result")
                files = (await talk.app.store.load(talk.buyer)).record
                talk.telegram.updates.add("message", {"message_id": "mauvescarf", "chat": {"id": talk.buyer}})
                await talk.settle()
                talk.telegram.blocks(talk.buyer)
                await talk.settle()
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert files is not None
    told = heard.getvalue() + "\n".join(str(entry) for entry in log)
    assert not [secret for secret in (*SECRETS, files.files[0].file_id, files.files[0].unique_id) if secret in told]
    assert any(entry["event"] == "update_parked" for entry in log)
