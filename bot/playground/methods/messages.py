"""Text messages: sent, edited, deleted, pinned, reacted to; and the dots that say somebody is typing.

`begin` is the way into every chat for all methods that send: it finds the chat and refuses where nothing may be sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.playground import limits
from bot.playground.chats import Chat
from bot.playground.entities import Entity, found, parse_html, trimmed
from bot.playground.keyboards import read_markup
from bot.playground.methods.method import SENDING, WHERE, method
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import JSON, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
ACTIONS = frozenset(
    {"typing", "choose_sticker", "find_location"}
    | {f"{verb}_{noun}" for verb in ("record", "upload") for noun in ("video", "voice", "video_note")}
    | {"upload_photo", "upload_document"}
)
REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
)


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
    topic = chat.topics.get(thread)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed:
        raise bad_request("TOPIC_CLOSED")
    return thread


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


def send_message(world: World, given: Parameters) -> JSON:
    chat, thread, body = begin(world, given)
    return finish(world, given, chat, thread, body | written(given))


def own(world: World, given: Parameters, missing: str) -> tuple[Chat, JSON]:
    """The chat and the bot's own message that a call is about."""
    chat = world.chat_for(given.given.get("chat_id"))
    message_id = given.message_id()
    world.reachable(chat)
    world.floods.check(chat.id, world.clock())
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(missing)
    if message["from"]["id"] != world.me.id:
        raise bad_request("message can't be edited")
    return chat, message


def edited(world: World, given: Parameters, chat: Chat, old: JSON, kept: JSON, body: JSON) -> JSON:
    """Put `kept` and `body` in place of `old`, with the keyboard of the call; refuses when nothing differs."""
    keyboard, _ = read_markup(given, inline_only=True)
    new = kept | body
    if keyboard:
        new["reply_markup"] = keyboard
    if {key: value for key, value in old.items() if key != "edit_date"} == new:
        raise bad_request(NOT_MODIFIED)
    return world.replace(chat, new)


def _without(message: JSON, *names: str) -> JSON:
    return {key: value for key, value in message.items() if key not in names and key != "edit_date"}


def edit_message_text(world: World, given: Parameters) -> JSON:
    body = written(given)
    chat, old = own(world, given, "message to edit not found")
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    kept = _without(old, "text", "entities", "link_preview_options", "reply_markup")
    return edited(world, given, chat, old, kept, body)


def edit_message_caption(world: World, given: Parameters) -> JSON:
    chat, old = own(world, given, "message to edit not found")
    if "text" in old:
        raise bad_request("there is no caption in the message to edit")
    kept = _without(old, "caption", "caption_entities", "show_caption_above_media", "reply_markup")
    return edited(world, given, chat, old, kept, captioned(given))


def edit_message_reply_markup(world: World, given: Parameters) -> JSON:
    chat, old = own(world, given, "message to edit not found")
    return edited(world, given, chat, old, _without(old, "reply_markup"), {})


def _deletable(world: World, chat: Chat, message_id: int) -> None:
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    administrator = chat.members.get(world.me.id) == "administrator"
    mine = message["from"]["id"] == world.me.id
    old = world.seconds() - message["date"] > timedelta(hours=limits.DELETE_HOURS).total_seconds()
    if chat.kind == "private":
        if old:
            raise bad_request("message can't be deleted for everyone")
    elif not administrator and (old or not mine):
        raise bad_request("message can't be deleted")


def delete_message(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    message_id = given.message_id()
    world.reachable(chat)
    _deletable(world, chat, message_id)
    world.remove(chat, [message_id])
    return True


def delete_messages(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    listed = given.json("message_ids", bad_request("can't parse message identifiers JSON array"))
    if not listed:
        raise bad_request("message identifiers are not specified")
    if len(listed) > limits.MESSAGES_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    world.reachable(chat)
    there = [int(number) for number in listed if int(number) in chat.messages]
    for number in there:
        _deletable(world, chat, number)
    world.remove(chat, there)
    return True


def send_chat_action(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    action = given.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.reachable(chat)
    topic_of(chat, given)
    world.tell("action", chat=chat.id, action=action)
    return True


def pin_chat_message(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    message_id = given.message_id()
    world.reachable(chat)
    may_manage(world, chat, "not enough rights to manage pinned messages in the chat")
    if message_id not in chat.messages:
        raise bad_request("message to pin not found")
    if message_id in chat.pinned:
        return True
    chat.pinned.append(message_id)
    world.post(chat, world.me, {"pinned_message": chat.messages[message_id]})
    return True


def unpin_chat_message(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    world.reachable(chat)
    may_manage(world, chat, "not enough rights to manage pinned messages in the chat")
    message_id = given.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


def may_manage(world: World, chat: Chat, refusal: str) -> None:
    """Refuse in a group where the bot is no administrator."""
    if chat.kind != "private" and chat.members.get(world.me.id) != "administrator":
        raise bad_request(refusal)


def set_message_reaction(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    message_id = given.message_id()
    world.reachable(chat)
    listed = given.json("reaction", bad_request("can't parse reaction types JSON object")) or []
    if message_id not in chat.messages:
        raise bad_request("message to react not found")
    if len(listed) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emojis = [reaction.get("emoji") for reaction in listed]
    if any(emoji not in REACTIONS for emoji in emojis):
        raise bad_request("REACTION_INVALID")
    world.tell("reaction", chat=chat.id, message_id=message_id, emojis=emojis)
    return True


EDITING = "chat_id message_id reply_markup "
METHODS = (
    method("sendMessage", send_message, SENDING + "text parse_mode entities link_preview_options"),
    method("editMessageText", edit_message_text, EDITING + "text parse_mode entities link_preview_options"),
    method(
        "editMessageCaption",
        edit_message_caption,
        EDITING + "caption parse_mode caption_entities show_caption_above_media",
    ),
    method("editMessageReplyMarkup", edit_message_reply_markup, EDITING),
    method("deleteMessage", delete_message, "chat_id message_id"),
    method("deleteMessages", delete_messages, "chat_id message_ids"),
    method("sendChatAction", send_chat_action, WHERE + "action"),
    method("pinChatMessage", pin_chat_message, "chat_id message_id disable_notification"),
    method("unpinChatMessage", unpin_chat_message, "chat_id message_id"),
    method("setMessageReaction", set_message_reaction, "chat_id message_id reaction is_big"),
)
