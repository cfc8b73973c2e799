"""What reaches the bot is read as one plain value, or declined."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.domain.inputs import Commanded, FileKind, Input, Pressed, Reach, Reachable, Said, Sent, Strange
from handlers.arrivals import Incoming, incoming
from tests.handlers import updates
from tests.handlers.updates import BUYER, membership, message, tap, text, update

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def read(raw: dict[str, Any]) -> Incoming | None:
    return incoming(Update.de_json(raw), NOW)


def value(raw: dict[str, Any]) -> Input:
    found = read(raw)
    assert found is not None
    return found.arrival.input


def test_typed_words_arrive_as_they_were_typed() -> None:
    found = read(text("  <b>مرحبا</b> my parcel  ", number=12))

    assert found is not None
    assert found.arrival.input == Said("  <b>مرحبا</b> my parcel  ")
    assert (found.arrival.chat_id, found.arrival.language) == (BUYER, "en")
    assert found.arrival.at == NOW
    assert found.place == 12


def test_a_command_arrives_with_what_follows_it() -> None:
    assert value(text("/Start@RecourseBot  case-7 ")) == Commanded("start", "case-7")
    assert value(text("/nonsense")) == Commanded("nonsense")


def test_a_slash_in_other_words_is_no_command() -> None:
    assert value(text("/отмена")) == Said("/отмена")
    assert value(text("12/04/2020")) == Said("12/04/2020")


def test_a_corrected_message_is_an_edit() -> None:
    edited = update(edited_message=message(number=9, text="12 April", edit_date=1_772_445_700))

    assert value(edited) == Said("12 April", edited=True)


def test_a_moving_live_location_is_no_message() -> None:
    place = {"latitude": 1.0, "longitude": 2.0, "live_period": 60}

    assert value(update(message=message(location=place))) == Strange("location")
    assert read(update(edited_message=message(location=place, edit_date=1_772_445_700))) is None


def test_a_tap_carries_its_data_and_the_message_it_was_on() -> None:
    found = read(tap("w:1:defective", number=44, query="77"))

    assert found is not None
    assert found.arrival.input == Pressed("w:1:defective", "77")
    assert found.place == 44


def test_a_tap_on_a_message_telegram_forgot_is_still_a_tap() -> None:
    old = tap("x", number=3)
    old["callback_query"]["message"] = {"message_id": 3, "date": 0, "chat": updates.chat()}

    assert value(old) == Pressed("x", "q1")


def test_of_a_photo_the_largest_size_is_kept() -> None:
    sizes = [
        {"file_id": f"p{side}", "file_unique_id": f"u{side}", "width": side, "height": side, "file_size": side}
        for side in (90, 1280, 320)
    ]
    photo = update(message=message(number=5, photo=sizes, caption="the dress", media_group_id="a1"))

    assert value(photo) == Sent(FileKind.PHOTO, "p1280", "u1280", 5, 1280, "image/jpeg", "the dress", "a1")


@pytest.mark.parametrize(("name", "kind"), [("video", FileKind.VIDEO), ("document", FileKind.DOCUMENT)])
def test_videos_and_documents_are_evidence_too(name: str, kind: FileKind) -> None:
    media: dict[str, Any] = {"file_id": "f", "file_unique_id": "u", "file_size": 3_000_000_000, "mime_type": "x/y"}
    if name == "video":
        media |= {"width": 1, "height": 1, "duration": 1}

    assert value(update(message=message(number=6) | {name: media})) == Sent(kind, "f", "u", 6, 3_000_000_000, "x/y")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("voice", {"file_id": "f", "file_unique_id": "u", "duration": 3}),
        ("contact", {"phone_number": "1", "first_name": "A"}),
        ("dice", {"emoji": "🎲", "value": 3}),
        (
            "sticker",
            {
                "file_id": "f",
                "file_unique_id": "u",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            },
        ),
    ],
)
def test_what_the_bot_cannot_use_is_named(kind: str, content: dict[str, Any]) -> None:
    assert value(update(message=message() | {kind: content})) == Strange(kind)


def test_a_notice_of_telegram_itself_is_no_message() -> None:
    assert read(update(message=message(pinned_message=message(text="old")))) is None
    assert read(update(message=message(write_access_allowed={"from_request": True}))) is None


@pytest.mark.parametrize(
    ("was", "becomes", "reach"), [("member", "kicked", Reach.BLOCKED), ("kicked", "member", Reach.UNBLOCKED)]
)
def test_blocking_and_coming_back_are_noticed(was: str, becomes: str, reach: Reach) -> None:
    assert value(membership(was, becomes)) == Reachable(reach)


def test_groups_and_unknown_kinds_of_update_are_not_for_the_dialogue() -> None:
    in_group = message(-100, text="hello") | {"chat": updates.chat(-100, "supergroup")}

    assert read(update(message=in_group)) is None
    assert read(update(something_new={"x": 1})) is None
    assert read(update()) is None
