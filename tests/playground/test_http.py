"""The front over HTTP: the Bot API in all its encodings, and who may speak to the page's wire."""

from __future__ import annotations

import asyncio
import base64
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground.chats import User
from bot.playground.http import serving
from bot.playground.telegram import Telegram


@pytest.fixture
async def base(telegram: Telegram, ana: User) -> AsyncIterator[str]:
    async with serving(telegram) as address:
        yield address


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(10)) as session:
        yield session


@pytest.fixture
def api(base: str, telegram: Telegram) -> str:
    return f"{base}/bot{telegram.token}"


async def body(response: aiohttp.ClientResponse) -> Any:
    return json.loads(await response.read())


async def test_a_call_may_come_in_every_encoding(client: aiohttp.ClientSession, api: str, telegram: Telegram) -> None:
    given = {"chat_id": "101", "text": "hi 😀"}
    async with client.get(f"{api}/sendMessage", params=given) as response:
        assert (await body(response))["result"]["text"] == "hi 😀"
    async with client.post(f"{api}/SENDMESSAGE", data=given) as response:
        assert (await body(response))["ok"]
    async with client.post(f"{api}/sendMessage", json={"chat_id": 101, "text": "hi"}) as response:
        assert (await body(response))["ok"]
    form = aiohttp.FormData({"chat_id": "101", "media": '[{"type":"photo","media":"attach://a"}]'})
    form.add_field("a", b"\xff\xd8bytes", filename="a.jpg", content_type="image/jpeg")
    async with client.post(f"{api}/sendMediaGroup", data=form) as response:
        photo = (await body(response))["result"][0]["photo"][-1]
    async with client.get(f"{api}/getFile", params={"file_id": photo["file_id"]}) as response:
        path = (await body(response))["result"]["file_path"]
    async with client.get(f"{api.replace('/bot', '/file/bot', 1)}/{path}") as response:
        assert await response.read() == b"\xff\xd8bytes"
    async with client.get(f"{api.replace('/bot', '/file/bot', 1)}/photos/none.jpg") as response:
        assert response.status == 404


async def test_refusals_have_their_status(
    client: aiohttp.ClientSession, api: str, base: str, telegram: Telegram
) -> None:
    telegram.throttle(101, 9)
    async with client.post(f"{api}/sendMessage", json={"chat_id": 101, "text": "x"}) as response:
        assert response.status == 429
        assert (await body(response))["parameters"] == {"retry_after": 9}
    async with client.get(f"{base}/bot1:wrong/getMe") as response:
        assert (response.status, await body(response)) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )
    for broken in (b"{", b"[]"):
        async with client.post(f"{api}/getMe", data=broken, headers={"Content-Type": "application/json"}) as response:
            assert response.status == 400


async def test_polling_waits_over_http_too(
    client: aiohttp.ClientSession, api: str, telegram: Telegram, ana: User
) -> None:
    async def poll() -> Any:
        async with client.get(f"{api}/getUpdates", params={"offset": 2, "timeout": 30}) as response:
            return await body(response)

    waiting = asyncio.create_task(poll())
    await telegram.updates.idle()
    telegram.says(ana, "wake up")
    assert (await waiting)["result"][0]["message"]["text"] == "wake up"


async def test_a_lost_connection_is_one(client: aiohttp.ClientSession, api: str, telegram: Telegram) -> None:
    telegram.faults.lose(method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await client.post(f"{api}/sendMessage", json={"chat_id": 101, "text": "x"})
    assert len(telegram.messages(101)) == 2


async def order(client: aiohttp.ClientSession, base: str, headers: dict[str, str] | None = None, **what: Any) -> Any:
    async with client.post(f"{base}/play/act", json=what, headers=headers) as response:
        return response.status, await body(response) if response.content_type == "application/json" else None


async def test_the_page_sees_everything_at_once_and_then_every_change(
    client: aiohttp.ClientSession, base: str, api: str, telegram: Telegram
) -> None:
    async with client.get(f"{base}/play/events") as events:

        async def event() -> tuple[str, Any]:
            name = (await events.content.readline()).decode().removeprefix("event: ").strip()
            data = json.loads((await events.content.readline()).decode().removeprefix("data: "))
            await events.content.readline()
            return name, data

        name, data = await event()
        assert name == "snapshot"
        assert [(user["id"], user["name"], user["language"]) for user in data["users"]] == [(101, "Ana", "en")]
        assert [message["text"] for message in data["chats"]["101"]["messages"]] == ["/start"]
        assert await order(client, base, act="says", user=101, text="hello") == (200, {"ok": True, "message_id": 2})
        name, data = await event()
        assert (name, data["kind"], data["message"]["text"], data["message"]["from_bot"]) == (
            "change",
            "message",
            "hello",
            False,
        )
        async with client.post(f"{api}/sendChatAction", json={"chat_id": 101, "action": "typing"}) as response:
            assert response.status == 200
        assert [(await event())[1]["kind"] for _ in range(2)] == ["action", "call"]


async def test_orders_that_make_no_sense_are_answered_with_the_reason(client: aiohttp.ClientSession, base: str) -> None:
    for what in (
        {"act": "flies"},
        {"act": "says", "text": "x"},
        {"act": "says", "user": 999, "text": "x"},
        {"act": "says", "user": 101, "text": " "},
        {"act": "taps", "user": 101},
        {"act": "taps", "user": 101, "message_id": 1, "data": "x"},
        {"act": "sends_photos", "user": 101, "photos": ["not base64!"]},
        {"act": "reacts", "user": 101, "message_id": 1, "emoji": "no emoji"},
        {"act": "reacts", "user": 101, "message_id": 99, "emoji": "👍"},
        {"act": "deletes", "user": 101, "message_id": 99},
        {"act": "prefers", "user": 101, "zone": "Moon/Base"},
        {"act": "prefers", "user": 101, "day_first": "yes"},
        {"act": "opens_topic", "user": 101, "name": "nowhere"},
        {"act": "closes_topic", "user": 101},
        {"act": "new_user", "user": None, "zone": 7},
    ):
        status, answer = await order(client, base, **what)
        assert (status, answer["ok"]) == (200, False)
        assert answer["error"]
    async with client.post(f"{base}/play/act", data=b"{", headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400
    async with client.post(f"{base}/play/act", data={"act": "says"}) as response:
        assert response.status == 415


async def test_the_page_can_do_what_a_phone_can(client: aiohttp.ClientSession, base: str, telegram: Telegram) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(8) + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
    photo = {"name": "a.png", "type": "image/png", "data": base64.b64encode(png).decode()}
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    sent = telegram.call(telegram.token, "sendMessage", {"chat_id": 101, "text": "?", "reply_markup": keyboard})
    for what in (
        {"act": "edits", "message_id": 1, "text": "/begin"},
        {"act": "taps", "message_id": sent["message_id"], "data": "y"},
        {"act": "sends_photos", "photos": [photo, photo], "caption": "both"},
        {"act": "sends_photos", "photos": [photo]},
        {"act": "sends_document", **photo},
        {"act": "sends_video"},
        {"act": "sends_voice"},
        {"act": "sends_sticker"},
        {"act": "sends_location"},
        {"act": "sends_contact"},
        {"act": "reacts", "chat": 101, "message_id": sent["message_id"], "emoji": "👍"},
        {"act": "prefers", "zone": "Europe/Berlin", "day_first": False},
        {"act": "deletes", "message_id": 1},
        {"act": "language", "language": "ru"},
        {"act": "blocks"},
        {"act": "unblocks"},
    ):
        status, answer = await order(client, base, user=101, **what)
        assert (status, answer["ok"]) == (200, True), answer
    status, answer = await order(client, base, act="new_user", user=None, name="Иван", language="ru")
    assert answer["user"] == {
        "id": 102,
        "name": "Иван",
        "language": "ru",
        "blocked": False,
        "zone": None,
        "day_first": None,
        "volunteer": False,
    }
    pictures = [message["photo"][-1] for message in telegram.messages(101) if "photo" in message]
    assert [(picture["width"], picture["height"]) for picture in pictures] == [(640, 480)] * 3
    async with client.get(f"{base}/play/file/{pictures[0]['file_id']}") as response:
        assert await response.read() == png
    async with client.get(f"{base}/play/file/none") as response:
        assert response.status == 404


async def test_a_file_the_bot_uploads_is_a_download_on_the_page(
    client: aiohttp.ClientSession, base: str, api: str, telegram: Telegram
) -> None:
    """With its name and type in the message, and never shown by the browser instead."""
    content = b"BEGIN:VCALENDAR\r\n"
    form = aiohttp.FormData({"chat_id": "101", "caption": "Add it"})
    form.add_field("document", content, filename="recourse-1.ics", content_type="text/calendar")
    async with client.post(f"{api}/sendDocument", data=form) as response:
        document = (await body(response))["result"]["document"]
    async with client.get(f"{base}/play/file/{document['file_id']}") as response:
        assert (await response.read(), response.headers["Content-Disposition"]) == (content, "attachment")

    assert (document["file_name"], document["mime_type"]) == ("recourse-1.ics", "text/calendar")
    assert telegram.messages(101)[-1]["caption"] == "Add it"


async def test_a_picture_that_is_too_large_is_refused_as_telegram_would(
    client: aiohttp.ClientSession, base: str, telegram: Telegram
) -> None:
    """One of an album too: then none of them is sent."""
    large = base64.b64encode(bytes(10 * 1024 * 1024 + 1)).decode()

    async def send(*photos: str) -> tuple[int, Any]:
        what = io.BytesIO(json.dumps({"act": "sends_photos", "user": 101, "photos": photos}).encode())
        kind = {"Content-Type": "application/json"}
        async with client.post(f"{base}/play/act", data=what, headers=kind) as response:
            return response.status, await body(response)

    for photos in ([large], ["", large]):
        status, answer = await send(*photos)
        assert (status, answer["ok"]) == (200, False)
        assert "too big for a photo; the maximum size is 10485760 bytes" in answer["error"]
    status, answer = await send(*[large] * 5)
    assert (status, answer["ok"]) == (413, False)
    assert len(telegram.messages(101)) == 1


async def test_strangers_are_turned_away(client: aiohttp.ClientSession, base: str, api: str) -> None:
    """A page elsewhere on the web can neither read the stand-in nor act in it."""
    says = {"act": "says", "user": 101, "text": "x"}
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example"},
    ):
        async with client.post(f"{base}/play/act", json=says, headers=headers) as response:
            assert response.status == 403
    async with client.get(f"{api}/getMe", headers={"Host": "rebound.example:80"}) as response:
        assert response.status == 403
    assert (await order(client, base, headers={"Origin": base}, **says))[0] == 200
