"""Text messages: sent, edited, deleted, pinned, reacted to; and the dots that say somebody is typing."""

from __future__ import annotations

from datetime import timedelta

from bot.playground import limits
from bot.playground.chats import Chat
from bot.playground.keyboards import read_markup
from bot.playground.methods.method import SENDING, WHERE, method
from bot.playground.methods.sending import begin, captioned, finish, may_manage, topic_of, written
from bot.playground.parameters import Parameters
from bot.playground.reactions import REACTIONS, react
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


def without(message: JSON, *names: str) -> JSON:
    """The message as it stays where these of its fields are put anew."""
    return {key: value for key, value in message.items() if key not in names and key != "edit_date"}


def edit_message_text(world: World, given: Parameters) -> JSON:
    body = written(given)
    chat, old = own(world, given, "message to edit not found")
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    kept = without(old, "text", "entities", "link_preview_options", "reply_markup")
    return edited(world, given, chat, old, kept, body)


def edit_message_caption(world: World, given: Parameters) -> JSON:
    chat, old = own(world, given, "message to edit not found")
    if "text" in old:
        raise bad_request("there is no caption in the message to edit")
    kept = without(old, "caption", "caption_entities", "show_caption_above_media", "reply_markup")
    return edited(world, given, chat, old, kept, captioned(given))


def edit_message_reply_markup(world: World, given: Parameters) -> JSON:
    chat, old = own(world, given, "message to edit not found")
    return edited(world, given, chat, old, without(old, "reply_markup"), {})


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
    may_manage(world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    if message_id not in chat.messages:
        raise bad_request("message to pin not found")
    if message_id in chat.pinned:
        return True
    chat.pinned.append(message_id)
    world.tell("pins", chat=chat.id, pinned=list(chat.pinned))
    pinned = chat.messages[message_id]
    world.post(chat, world.me, {"pinned_message": pinned}, pinned.get("message_thread_id"))
    return True


def unpin_chat_message(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    world.reachable(chat)
    may_manage(world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    message_id = given.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    world.tell("pins", chat=chat.id, pinned=list(chat.pinned))
    return True


def set_message_reaction(world: World, given: Parameters) -> bool:
    chat = world.chat_for(given.given.get("chat_id"))
    message_id = given.message_id()
    world.reachable(chat)
    listed = given.json("reaction", bad_request("can't parse reaction types JSON object")) or []
    if message_id not in chat.messages:
        raise bad_request("message to react not found")
    if len(listed) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emojis = [str(reaction.get("emoji")) for reaction in listed]
    allowed = REACTIONS if chat.allowed is None else chat.allowed
    if any(emoji not in allowed for emoji in emojis):
        raise bad_request("REACTION_INVALID")
    react(world, chat, world.me, message_id, emojis)
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
