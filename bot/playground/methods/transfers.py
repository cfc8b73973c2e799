"""Messages carried from one chat to another: copied as the bot's own, or forwarded with their origin."""

from __future__ import annotations

from bot.playground import limits
from bot.playground.chats import Chat
from bot.playground.methods.method import CAPTION, SENDING, WHERE, method
from bot.playground.methods.sending import begin, captioned, finish
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import JSON, World

CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "document",
    "video",
    "voice",
    "audio",
    "video_note",
    "sticker",
    "venue",
    "location",
    "contact",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
)


def _content(message: JSON) -> JSON:
    content = {name: message[name] for name in CONTENT if name in message}
    if "location" in content:  # a copy of a live one does not move
        content["location"] = {key: content["location"][key] for key in ("latitude", "longitude")}
    return content


def _source(world: World, given: Parameters) -> Chat:
    if not given.has("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    return world.chat_for(given.given.get("from_chat_id"))


def _message(world: World, given: Parameters, missing: str) -> JSON:
    message = _source(world, given).messages.get(given.message_id())
    if message is None:
        raise bad_request(missing)
    return message


def copy_message(world: World, given: Parameters) -> JSON:
    chat, thread, body = begin(world, given)
    message = _message(world, given, "message to copy not found")
    content = _content(message)
    if not content:
        raise bad_request("message can't be copied")
    if "caption" in given.given and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= captioned(given)
    if "reply_markup" in message and not given.has("reply_markup"):
        body = body | {"reply_markup": message["reply_markup"]}
    sent = finish(world, given, chat, thread, body | content)
    return {"message_id": sent["message_id"]}


def copy_messages(world: World, given: Parameters) -> list[JSON]:
    chat, thread, _ = begin(world, given)
    source = _source(world, given)
    listed = given.json("message_ids", bad_request("can't parse message identifiers JSON array"))
    if not listed:
        raise bad_request("message identifiers are not specified")
    if len(listed) > limits.MESSAGES_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    albums: dict[str, str] = {}
    sent = []
    for number in listed:
        message = source.messages.get(int(number))
        content = _content(message) if message else {}
        if not message or not content:
            continue
        if "media_group_id" in message:
            fresh = albums.setdefault(message["media_group_id"], str(13000000000000000 + world.number()))
            content["media_group_id"] = fresh
        if given.flag("remove_caption"):
            content = {name: value for name, value in content.items() if not name.startswith("caption")}
        sent.append({"message_id": world.post(chat, world.me, content, thread)["message_id"]})
    if not sent:
        raise bad_request("there are no messages to copy")
    return sent


def forward_message(world: World, given: Parameters) -> JSON:
    chat, thread, _ = begin(world, given)
    message = _message(world, given, "message to forward not found")
    content = _content(message)
    if not content:
        raise bad_request("message can't be forwarded")
    if message.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    origin = message.get("forward_origin") or {
        "type": "user",
        "date": message["date"],
        "sender_user": message["from"],
    }
    return world.post(chat, world.me, {"forward_origin": origin} | content, thread)


FROM = "from_chat_id message_id video_start_timestamp "
METHODS = (
    method("copyMessage", copy_message, SENDING + CAPTION + FROM),
    method(
        "copyMessages",
        copy_messages,
        WHERE + "from_chat_id message_ids disable_notification protect_content remove_caption",
    ),
    method("forwardMessage", forward_message, WHERE + FROM + "disable_notification protect_content"),
)
