"""One chat that cannot be read, by a broken disk or somebody's hand, holds up no other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from structlog.testing import capture_logs

from bot.services.retention import retain
from tests.conversation import conversation
from tests.storage.keyed import NEW, seen

DAMAGED = "UPDATE cases SET answers = substr(answers, 1, 99) WHERE chat_id = 101"


async def test_a_start_shows_all_others_what_they_are_owed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with conversation(database_url=url, keys=(NEW,)) as talk:
        talk.telegram.user(102, "Ben", "en")
        for who in (101, 102):
            talk.telegram.says(who, "My parcel never came, I paid 24.90 USD")
        await talk.settle()
        await seen(url, "UPDATE buyers SET revision = revision + 1")
        await seen(url, DAMAGED)
        before = len(talk.telegram.messages(102))

        with capture_logs() as log:
            await talk.app.front.show_owed()
            await talk.app.idle()

    assert len(talk.telegram.messages(102)) == before + 1
    assert [(one["event"], one["chat"]) for one in log if one["log_level"] == "error"] == [("owed_unreadable", 101)]


async def test_a_buyer_whose_zone_the_world_has_given_up_ends_no_round(tmp_path: Path) -> None:
    """The others are told that their time is nearly over."""
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with conversation(database_url=url) as talk:
        talk.telegram.user(102, "Ben", "en")
        for who in (101, 102):
            talk.telegram.says(who, "my kettle arrived broken yesterday")
        await talk.settle()
        await seen(url, "UPDATE buyers SET zone = 'Atlantis/Poseidonis' WHERE chat_id = 101")
        await seen(url, "DELETE FROM reminders")

        with capture_logs() as log:
            done = await retain(talk.app.store, talk.clock.now + timedelta(days=170), 180)

    assert done.total() == 1
    assert [(one["event"], one["error"]) for one in log if one["log_level"] == "error"] == [
        ("retention_failed", "ZoneInfoNotFoundError")
    ]
