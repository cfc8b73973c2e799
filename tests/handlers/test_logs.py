"""Promise 7: what a buyer says is never in a log, nor is the token, whatever goes wrong."""

from __future__ import annotations

import logging

import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot.storage.changes import Post
from tests.handlers import wire
from tests.handlers.small import Bot
from tests.handlers.updates import BUYER, tap, text, update

SECRETS = ("secret", "Ana", "parcel", "8123456789012345", "poison")


async def test_a_log_of_all_that_can_go_wrong_has_numbers_and_codes_only(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    refused = wire.refusal(400, "Bad Request: can't parse entities: my parcel 8123456789012345")
    bot.wire.will("sendMessage", refused, wire.TOO_MANY, wire.BROKEN, wire.LOST, wire.BLOCKED)
    bot.wire.will("answerCallbackQuery", wire.TOO_OLD, refused)
    bot.wire.will("getUpdates", NetworkError("gone"))
    caplog.set_level(logging.DEBUG)

    with capture_logs() as logs:
        await bot.store.post(Post(BUYER, "ping", {"order": "8123456789012345"}))
        await bot.front.intake.take(
            [
                text("my parcel 8123456789012345"),
                tap("parcel"),
                text("poison in my parcel"),
                update(message={"text": "my parcel"}),
                text("unwritten"),
                tap("parcel again"),
            ]
        )
        await bot.front.idle()
        await bot.front.start()
        await bot.wire.until("getUpdates", times=2)

    told = f"{logs} {caplog.text}"
    assert {entry["event"] for entry in logs} >= {"update_failed", "update_parked", "polling_again"}
    assert [word for word in SECRETS if word in told] == []
