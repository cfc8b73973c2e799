"""Pictures and files the bot sends: uploaded, or by the file_id of one that Telegram already has; albums of them; one
put in the place of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground import limits
from bot.playground.files import Stored
from bot.playground.methods.messages import EDITING, edited, own, without
from bot.playground.methods.method import CAPTION, SENDING, method
from bot.playground.methods.sending import begin, captioned, finish
from bot.playground.parameters import Parameters, Upload
from bot.playground.refusals import RefusalError, bad_request
from bot.playground.world import JSON, World

ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Medium:
    """A kind of file: how it is called and the largest one a bot may upload, in bytes."""

    kind: str
    most: int
    mime: str


PHOTO = Medium("photo", limits.PHOTO_BYTES, "image/jpeg")
DOCUMENT = Medium("document", limits.UPLOAD_BYTES, "application/octet-stream")
VIDEO = Medium("video", limits.UPLOAD_BYTES, "video/mp4")
VOICE = Medium("voice", limits.UPLOAD_BYTES, "audio/ogg")
GROUPED = {medium.kind: medium for medium in (PHOTO, DOCUMENT, VIDEO)}


def card_of(world: World, medium: Medium, content: bytes | int, given: Mapping[str, Any]) -> Any:
    """The Bot API object of a new file of this kind; `given` may have name, mime, width, height, duration."""
    if medium is PHOTO:
        return world.files.photo(content, given.get("width", 0), given.get("height", 0))
    name, mime = given.get("name"), given.get("mime") or medium.mime
    return file_card(world.files.put(medium.kind, content, name=name, mime=mime), given)


def file_card(stored: Stored, given: Mapping[str, Any]) -> JSON:
    """A document, video, voice message or sticker as Telegram describes it."""
    card: JSON = stored.card()
    if stored.kind in ("video", "sticker"):
        card["width"], card["height"] = int(given.get("width") or 512), int(given.get("height") or 512)
    if stored.kind in ("video", "voice"):
        card["duration"] = int(given.get("duration") or 1)
    if stored.kind == "sticker":
        return card | {"type": "regular", "is_animated": False, "is_video": False, "emoji": given.get("emoji", "👍")}
    if stored.name and stored.kind != "voice":
        card["file_name"] = stored.name
    card["mime_type"] = stored.mime
    return card


def medium_body(world: World, medium: Medium, value: Any, files: Mapping[str, Upload], extra: Mapping[str, Any]) -> Any:
    """What stands in a message under the medium's name: a fresh upload, or a file known by its id."""
    upload = files.get(medium.kind) if value is None else None
    if isinstance(value, str) and value.startswith(ATTACHED):
        upload = files.get(value.removeprefix(ATTACHED))
        if upload is None:
            raise bad_request("can't find the attached file")
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        if medium is not PHOTO and len(upload.data) > medium.most:
            raise RefusalError(413, "Request Entity Too Large")
        if medium is PHOTO and upload.data[:5] == b"%PDF-":
            raise bad_request("IMAGE_PROCESS_FAILED")
        return card_of(world, medium, upload.data, {**extra, "name": upload.name, "mime": upload.mime})
    if value in (None, ""):
        raise bad_request(f"there is no {medium.kind} in the request")
    if str(value).startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.get(str(value))
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != medium.kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {medium.kind.title()}")
    if medium is PHOTO:
        return [{**stored.card(), "width": stored.width, "height": stored.height}]
    return file_card(stored, extra)


def _send(medium: Medium) -> Any:
    def send(world: World, given: Parameters) -> JSON:
        chat, thread, body = begin(world, given)
        caption = captioned(given)
        size = {
            "width": given.integer("width"),
            "height": given.integer("height"),
            "duration": given.integer("duration"),
        }
        body[medium.kind] = medium_body(world, medium, given.given.get(medium.kind), given.files, size)
        if given.flag("has_spoiler"):
            body["has_media_spoiler"] = True
        return finish(world, given, chat, thread, body | caption)

    return send


def send_media_group(world: World, given: Parameters) -> list[JSON]:
    listed = given.json("media", bad_request("can't parse media JSON object"))
    if listed is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(listed, (list, tuple)):
        raise bad_request("expected an Array of InputMedia")
    if not listed:
        raise bad_request("there are no messages to send")
    if len(listed) > limits.ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = [str(item.get("type")) for item in listed]
    for kind in kinds:
        if kind not in GROUPED:
            raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    if "document" in kinds and set(kinds) != {"document"}:
        raise bad_request("document can't be mixed with other media types")
    chat, thread, reply = begin(world, given)
    bodies = []
    for item, kind in zip(listed, kinds, strict=True):
        one = Parameters(item, given.files)
        body = {kind: medium_body(world, GROUPED[kind], item.get("media"), given.files, item)}
        bodies.append(reply | body | captioned(one))
    if len(listed) == 1:
        world.complain("an album of one: Telegram asks for 2 to 10")
        return [world.post(chat, world.me, bodies[0], thread)]
    album = str(13000000000000000 + world.number())
    return [world.post(chat, world.me, {"media_group_id": album} | body, thread) for body in bodies]


def edit_message_media(world: World, given: Parameters) -> JSON:
    """A file and its caption in place of what the message had. In an album a file stays of its kind."""
    item = given.json("media", bad_request("can't parse input media JSON object"))
    if item is None:
        raise bad_request('parameter "media" is required')
    if not isinstance(item, Mapping):
        raise bad_request("can't parse input media: expected an Object")
    kind = str(item.get("type"))
    if kind not in GROUPED:
        raise bad_request(f'can\'t parse input media: type "{kind}" is unsupported')
    chat, old = own(world, given, "message to edit not found")
    if "media_group_id" in old and ("document" in old) != (kind == "document"):
        raise bad_request("message can't be edited")
    body = {kind: medium_body(world, GROUPED[kind], item.get("media"), given.files, item)}
    kept = without(old, *GROUPED, *_WORDS, "reply_markup")
    return edited(world, given, chat, old, kept, body | captioned(Parameters(item, given.files)))


_WORDS = ("text", "entities", "link_preview_options", "caption", "caption_entities", "show_caption_above_media")
"""What goes with what a message had."""

FILE = SENDING + CAPTION
METHODS = (
    method("sendPhoto", _send(PHOTO), FILE + "photo has_spoiler"),
    method("sendDocument", _send(DOCUMENT), FILE + "document thumbnail disable_content_type_detection"),
    method(
        "sendVideo",
        _send(VIDEO),
        FILE + "video duration width height thumbnail cover start_timestamp has_spoiler supports_streaming",
    ),
    method("sendVoice", _send(VOICE), FILE + "voice duration"),
    method("sendMediaGroup", send_media_group, SENDING + "media"),
    method("editMessageMedia", edit_message_media, EDITING + "media"),
)
