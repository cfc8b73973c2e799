"""Topics of a forum: created, renamed, closed, reopened, deleted by the bot."""

from __future__ import annotations

from bot.playground import limits
from bot.playground.chats import Chat, Topic
from bot.playground.methods.method import method
from bot.playground.methods.sending import may_manage
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import JSON, World

COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


def _forum(world: World, given: Parameters) -> Chat:
    chat = world.chat_for(given.given.get("chat_id"))
    world.reachable(chat)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    may_manage(world, chat, "can_manage_topics", "not enough rights to create a topic")
    return chat


def _topic(world: World, given: Parameters) -> tuple[Chat, Topic]:
    chat = _forum(world, given)
    topic = chat.topics.get(given.integer("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return chat, topic


def _name(given: Parameters) -> str:
    name = given.text("name").strip()
    if not name:
        raise bad_request("TOPIC_TITLE_EMPTY")
    return name[: limits.TOPIC_NAME]


def create_forum_topic(world: World, given: Parameters) -> JSON:
    chat = _forum(world, given)
    world.floods.check(chat.id, world.clock())
    colour = given.integer("icon_color") or COLOURS[0]
    if colour not in COLOURS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    if len(given.text("name").strip()) > limits.TOPIC_NAME:
        world.complain(f"a topic's name over {limits.TOPIC_NAME} characters: Telegram cuts it")
    return open_topic(world, chat, _name(given), colour, given.text("icon_custom_emoji_id") or None)


def open_topic(world: World, chat: Chat, name: str, colour: int, emoji: str | None, by: int = 0) -> JSON:
    """A new topic; returns the Bot API's ForumTopic. `by` is the person who opens it, the bot when 0."""
    body: JSON = {"name": name, "icon_color": colour}
    if emoji:
        body["icon_custom_emoji_id"] = emoji
    thread = chat.last_id + 1
    world.post(chat, world.users.get(by, world.me), {"forum_topic_created": body}, thread)
    chat.topics[thread] = Topic(thread, name, colour, emoji)
    _tell(world, chat, chat.topics[thread])
    return {"message_thread_id": thread} | body


def edit_forum_topic(world: World, given: Parameters) -> bool:
    chat, topic = _topic(world, given)
    name = _name(given) if given.has("name") else topic.name
    emoji = given.text("icon_custom_emoji_id") if "icon_custom_emoji_id" in given.given else topic.icon_custom_emoji_id
    if (name, emoji or None) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = name, emoji or None
    world.post(chat, world.me, {"forum_topic_edited": {"name": name}}, topic.id)
    _tell(world, chat, topic)
    return True


def _switch(world: World, given: Parameters, *, closed: bool) -> bool:
    chat, topic = _topic(world, given)
    switch_topic(world, chat, topic, closed=closed)
    return True


def switch_topic(world: World, chat: Chat, topic: Topic, *, closed: bool, by: int = 0) -> JSON:
    """Close or reopen; returns the service message. Refused when it is so already."""
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    event = "forum_topic_closed" if closed else "forum_topic_reopened"
    _tell(world, chat, topic)
    return world.post(chat, world.users.get(by, world.me), {event: {}}, topic.id)


def close_forum_topic(world: World, given: Parameters) -> bool:
    return _switch(world, given, closed=True)


def reopen_forum_topic(world: World, given: Parameters) -> bool:
    return _switch(world, given, closed=False)


def delete_forum_topic(world: World, given: Parameters) -> bool:
    chat, topic = _topic(world, given)
    drop_topic(world, chat, topic)
    return True


def drop_topic(world: World, chat: Chat, topic: Topic) -> None:
    """Delete a topic with all its messages."""
    del chat.topics[topic.id]
    world.remove(chat, [n for n, message in chat.messages.items() if message.get("message_thread_id") == topic.id])
    world.tell("topic_gone", chat=chat.id, id=topic.id)


def _tell(world: World, chat: Chat, topic: Topic) -> None:
    world.tell("topic", chat=chat.id, topic=topic.shown())


TOPIC = "chat_id message_thread_id "
METHODS = (
    method("createForumTopic", create_forum_topic, "chat_id name icon_color icon_custom_emoji_id"),
    method("editForumTopic", edit_forum_topic, TOPIC + "name icon_custom_emoji_id"),
    method("closeForumTopic", close_forum_topic, TOPIC),
    method("reopenForumTopic", reopen_forum_topic, TOPIC),
    method("deleteForumTopic", delete_forum_topic, TOPIC),
)
