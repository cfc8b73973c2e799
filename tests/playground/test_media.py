"""Media in place of media: what Telegram makes of a message whose picture is put anew."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.chats import User
from bot.playground.methods.messages import NOT_MODIFIED
from bot.playground.parameters import Upload
from bot.playground.refusals import RefusalError
from bot.playground.telegram import Telegram
from tests.playground.refused import TO_ANA, one_button

NEW = {"a": Upload(b"\xff\xd8new", "b.jpg", "image/jpeg")}


def put(telegram: Telegram, message_id: int, media: dict[str, str], **more: Any) -> Any:
    given = TO_ANA | {"message_id": message_id, "media": media} | more
    return telegram.call(telegram.token, "editMessageMedia", given, NEW)


def test_a_picture_takes_the_place_of_another_with_its_caption_and_keyboard(telegram: Telegram, ana: User) -> None:
    """What is not given again is gone, as with every edit."""
    old = telegram.call(
        telegram.token,
        "sendPhoto",
        TO_ANA | {"caption": "see", "reply_markup": one_button()},
        {"photo": Upload(b"\xff\xd8old")},
    )
    new = put(telegram, old["message_id"], {"type": "photo", "media": "attach://a", "caption": "seen"})
    assert (new["message_id"], new["caption"]) == (old["message_id"], "seen")
    assert "reply_markup" not in new
    photo = telegram.files.get(new["photo"][-1]["file_id"])
    assert photo is not None
    assert photo.data == b"\xff\xd8new"
    assert telegram.messages(ana.id)[-1] == new
    assert "caption" not in put(telegram, old["message_id"], {"type": "photo", "media": "attach://a"})


def test_a_text_becomes_a_picture(telegram: Telegram, ana: User) -> None:
    text = telegram.call(telegram.token, "sendMessage", TO_ANA | {"text": "wait"})
    new = put(telegram, text["message_id"], {"type": "photo", "media": "attach://a"}, reply_markup=one_button())
    assert "text" not in new
    assert "photo" in new
    assert "reply_markup" in new


def test_the_same_picture_again_is_no_change(telegram: Telegram, ana: User) -> None:
    sent = telegram.call(telegram.token, "sendDocument", TO_ANA, {"document": Upload(b"x", "a.txt", "text/plain")})
    with pytest.raises(RefusalError) as refused:
        put(telegram, sent["message_id"], {"type": "document", "media": sent["document"]["file_id"]})
    assert refused.value.description == f"Bad Request: {NOT_MODIFIED}"


def test_in_an_album_of_documents_only_a_document_can_stand(telegram: Telegram, ana: User) -> None:
    files = {"a": Upload(b"x", "a.txt", "text/plain"), "b": Upload(b"y", "b.txt", "text/plain")}
    media = [{"type": "document", "media": f"attach://{name}"} for name in files]
    first, _ = telegram.call(telegram.token, "sendMediaGroup", TO_ANA | {"media": media}, files)
    with pytest.raises(RefusalError, match="message can't be edited"):
        put(telegram, first["message_id"], {"type": "photo", "media": "attach://a"})
    new = put(telegram, first["message_id"], {"type": "document", "media": "attach://a"})
    assert new["media_group_id"] == first["media_group_id"]
