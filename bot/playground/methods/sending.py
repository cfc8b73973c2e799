"""What all methods that send have in common: where to, in answer to what, and text or caption checked.

`begin` is the way into every chat: it finds it and refuses where nothing may be sent. `finish` checks the keyboard and
posts.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.playground import limits
from bot.playground.chats import Chat
from bot.playground.entities import Entity, found, trimmed
from bot.playground.html import parse_html
from bot.playground.keyboards import read_markup
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import JSON, World


def begin(world: World, given: Parameters) -> tuple[Chat, int | None, JSON]:
    """The chat, the topic and the first fields of a message to be sent; refuses where none may be sent."""
    chat = world.chat_for(given.given.get("chat_id"))
    world.reachable(chat)
    world.floods.check(chat.id, world.clock())
    return chat, topic_of(chat, given), replied(chat, given)


def topic_of(chat: Chat, given: Parameters) -> int | None:
    """The topic to write in; None is the chat itself, or a forum's General."""
    thread = given.integer("message_thread_id")
    if not thread or (chat.forum and thread == 1):
        if chat.forum and chat.general_closed:
            raise bad_request("TOPIC_CLOSED")
        return None
    topic = chat.topics.get(thread) if chat.forum else None
    if topic is None or chat.threads == "forgotten":
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return thread if chat.threads == "found" else None


def replied(chat: Chat, given: Parameters) -> JSON:
    """`reply_to_message` of a message to be sent, if it is a reply."""
    reply = given.json("reply_parameters", bad_request("can't parse reply parameters JSON object"))
    if isinstance(reply, Mapping):
        target, lenient = reply.get("message_id"), bool(reply.get("allow_sending_without_reply"))
    else:
        target, lenient = given.integer("reply_to_message_id"), given.flag("allow_sending_without_reply")
    if not target:
        return {}
    message = chat.messages.get(int(target))
    if message is None:
        if lenient:
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}


def formatted(given: Parameters, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """Text and entities of a parameter, by its parse mode or by explicit entities."""
    text = given.text(name)
    mode = given.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode in ("", "none"):
        listed = given.json(entities_name, bad_request("can't parse entities JSON object"))
        text, entities = trimmed(text, [dict(entity) for entity in listed or ()])
    elif mode in ("markdown", "markdownv2"):
        raise bad_request(f"the stand-in does not read {mode}; use HTML")
    else:
        raise bad_request("unsupported parse_mode")
    return text, found(text, entities)[: limits.ENTITIES]


def written(given: Parameters) -> JSON:
    """The text of a message, checked."""
    if not given.text("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(given, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > limits.TEXT:
        raise bad_request("message is too long")
    body: JSON = {"text": text}
    if entities:
        body["entities"] = entities
    preview = given.json("link_preview_options", bad_request("can't parse link preview options JSON object"))
    if preview:
        body["link_preview_options"] = dict(preview)
    return body


def captioned(given: Parameters) -> JSON:
    """The caption of a picture or file, checked; empty when there is none."""
    if not given.has("caption"):
        return {}
    text, entities = formatted(given, "caption", "caption_entities")
    if len(text) > limits.CAPTION:
        raise bad_request("message caption is too long")
    body: JSON = {"caption": text} if text else {}
    if entities:
        body["caption_entities"] = entities
    if given.flag("show_caption_above_media"):
        body["show_caption_above_media"] = True
    return body


def finish(world: World, given: Parameters, chat: Chat, thread: int | None, body: JSON) -> JSON:
    """Check the keyboard and post."""
    keyboard, other = read_markup(given)
    if keyboard:
        for row in keyboard["inline_keyboard"]:
            if len(row) > limits.BUTTONS_IN_A_ROW:
                world.complain(f"a row of {len(row)} buttons: Telegram shows {limits.BUTTONS_IN_A_ROW}")
        body["reply_markup"] = keyboard
    if other is not None:
        chat.reply_keyboard = None if other.get("remove_keyboard") else other
    if given.flag("protect_content"):
        body["has_protected_content"] = True
    if given.has("message_effect_id"):
        body["effect_id"] = given.text("message_effect_id")
    return world.post(chat, world.me, body, thread)


def may_manage(world: World, chat: Chat, right: str, refusal: str) -> None:
    """Refuse in a group where the bot is no administrator, or one without this right."""
    if chat.kind != "private" and (chat.members.get(world.me.id) != "administrator" or right in chat.withheld):
        raise bad_request(refusal)
