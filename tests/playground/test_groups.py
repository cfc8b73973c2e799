"""Groups and forums, from both sides."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.playground.chats import User
from bot.playground.refusals import ImpossibleError, RefusalError
from bot.playground.telegram import Telegram

GROUP = -100500


def send(telegram: Telegram, method: str, **given: Any) -> Any:
    return telegram.call(telegram.token, method, {"chat_id": GROUP} | given)


def kinds(telegram: Telegram) -> list[str]:
    return [next(key for key in update if key != "update_id") for update in telegram.updates.peek()]


@pytest.fixture
def forum(telegram: Telegram, ana: User) -> Telegram:
    telegram.updates.clear()
    telegram.group(GROUP, "Support", forum=True, bot="administrator", owner=ana)
    return telegram


def test_a_group_adds_the_bot_and_throws_it_out(telegram: Telegram, ana: User) -> None:
    telegram.updates.clear()
    telegram.group(GROUP, owner=ana)
    telegram.adds_bot(ana, GROUP, administrator=True)
    telegram.removes_bot(ana, GROUP)
    assert kinds(telegram) == ["my_chat_member", "message", "my_chat_member", "my_chat_member"]
    changes = [Update.de_json(update, None).my_chat_member for update in telegram.updates.peek()]
    standings = [change.new_chat_member.status for change in changes if change]
    assert standings == ["member", "administrator", "kicked"]
    with pytest.raises(RefusalError):
        send(telegram, "sendMessage", text="hello?")


def test_in_privacy_mode_the_bot_hears_only_what_is_meant_for_it(telegram: Telegram, ana: User) -> None:
    telegram.group(GROUP, bot="member", owner=ana)
    asked = send(telegram, "sendMessage", text="Who takes it?")
    telegram.updates.clear()
    telegram.says(ana, "not for the bot", chat=GROUP)
    telegram.says(ana, "/take", chat=GROUP)
    telegram.says(ana, "me", chat=GROUP, reply_to=asked["message_id"])
    telegram.says(ana, "@recourse_bot hello", chat=GROUP)
    assert [update["message"]["text"] for update in telegram.updates.peek()] == ["/take", "me", "@recourse_bot hello"]


def test_a_topic_is_opened_written_in_closed_and_reopened(forum: Telegram, ana: User) -> None:
    topic = send(forum, "createForumTopic", name="#1 · Not delivered")
    thread = topic["message_thread_id"]
    sent = send(forum, "sendMessage", message_thread_id=thread, text="A new case")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    said = forum.says(ana, "I take it", chat=GROUP, thread=thread)
    assert said["message_thread_id"] == thread
    assert send(forum, "editForumTopic", message_thread_id=thread, name="#1 · taken")
    assert send(forum, "closeForumTopic", message_thread_id=thread)
    with pytest.raises(RefusalError, match="TOPIC_CLOSED"):
        send(forum, "sendMessage", message_thread_id=thread, text="late")
    assert send(forum, "reopenForumTopic", message_thread_id=thread)
    assert send(forum, "sendMessage", message_thread_id=thread, text="again")
    for update in forum.updates.peek():
        assert Update.de_json(update, None).api_kwargs == {}


def test_a_deleted_topic_is_not_found_any_more(forum: Telegram, ana: User) -> None:
    thread = forum.opens_topic(ana, GROUP, "by hand")
    assert kinds(forum) == ["message"]
    forum.deletes_topic(GROUP, thread)
    with pytest.raises(RefusalError, match="message thread not found"):
        send(forum, "sendMessage", message_thread_id=thread, text="x")
    assert forum.messages(GROUP) == []


def test_a_bot_without_rights_opens_no_topic(forum: Telegram, ana: User) -> None:
    forum.demotes_bot(ana, GROUP)
    with pytest.raises(RefusalError, match="not enough rights to create a topic"):
        send(forum, "createForumTopic", name="x")


def test_members_come_and_go(forum: Telegram, ana: User) -> None:
    bo = forum.user(202, "Bo")
    forum.joins(bo, GROUP)
    assert send(forum, "getChatMemberCount") == 3
    assert send(forum, "getChatMember", user_id=202)["status"] == "member"
    assert [member["status"] for member in send(forum, "getChatAdministrators")] == ["creator", "administrator"]
    forum.leaves(bo, GROUP)
    assert send(forum, "getChatMember", user_id=202)["status"] == "left"
    with pytest.raises(ImpossibleError):
        forum.says(bo, "still here", chat=GROUP)
    assert kinds(forum) == ["message", "message"]


def test_the_bot_can_leave(forum: Telegram) -> None:
    assert send(forum, "leaveChat")
    with pytest.raises(RefusalError, match="bot is not a member of the supergroup chat"):
        send(forum, "getChatAdministrators")


def test_photos_copied_to_the_group_keep_their_caption_and_album(forum: Telegram, ana: User) -> None:
    first, second = forum.sends_album(ana, [10, 20], "broken")
    copied = send(forum, "copyMessages", from_chat_id=ana.id, message_ids=[first["message_id"], second["message_id"]])
    messages = [forum.message(GROUP, one["message_id"]) or {} for one in copied]
    assert [message.get("caption") for message in messages] == ["broken", None]
    assert messages[0]["media_group_id"] == messages[1]["media_group_id"] != first["media_group_id"]
    one = send(forum, "copyMessage", from_chat_id=ana.id, message_id=first["message_id"], caption="seen")
    assert (forum.message(GROUP, one["message_id"]) or {})["caption"] == "seen"
    forwarded = send(forum, "forwardMessage", from_chat_id=ana.id, message_id=first["message_id"])
    assert forwarded["forward_origin"]["sender_user"]["id"] == ana.id


def test_the_page_is_told_how_a_group_changes(forum: Telegram, ana: User) -> None:
    """Topics, pins, rights and the move to another id, each as the snapshot would show it."""
    told: list[dict[str, Any]] = []
    forum.subscribe(told.append)

    def of(kind: str) -> list[dict[str, Any]]:
        found = [change for change in told if change["kind"] == kind]
        told.clear()
        return found

    icon = "5312241539987020022"
    thread = send(forum, "createForumTopic", name="A1", icon_custom_emoji_id=icon)["message_thread_id"]
    card = {"id": thread, "name": "A1", "icon_color": 0x6FB9F0, "icon": "🔥", "closed": False, "hidden": False}
    assert [change["topic"] for change in of("topic")] == [card]
    forum.closes_topic(ana, GROUP, thread)
    assert [change["topic"] for change in of("topic")] == [card | {"closed": True}]
    assert forum.chat_card(forum.chats[GROUP])["topics"] == [card | {"closed": True}]
    sent = send(forum, "sendMessage", text="Rules")["message_id"]
    send(forum, "pinChatMessage", message_id=sent)
    assert [change["pinned"] for change in of("pins")] == [[sent]]
    send(forum, "deleteMessage", message_id=sent)
    assert [change["pinned"] for change in of("pins")] == [[]]
    forum.deletes_topic(GROUP, thread)
    assert [(change["chat"], change["id"]) for change in of("topic_gone")] == [(GROUP, thread)]
    forum.demotes_bot(ana, GROUP)
    assert [change["chat"]["bot"] for change in of("group")] == ["member"]
    forum.upgrades(GROUP, GROUP - 1)
    groups = {change["chat"]["id"]: change["chat"]["migrated_to"] for change in of("group")}
    assert groups == {GROUP: GROUP - 1, GROUP - 1: None}


def test_an_upgraded_group_keeps_its_topics_and_what_was_said(forum: Telegram, ana: User) -> None:
    thread = send(forum, "createForumTopic", name="A1")["message_thread_id"]
    said = forum.says(ana, "the parcel came", chat=GROUP, thread=thread)["message_id"]
    new = forum.upgrades(GROUP, GROUP - 1)
    assert [topic.name for topic in new.topics.values()] == ["A1"]
    assert new.messages[said]["chat"]["id"] == GROUP - 1
    assert list(forum.chats[GROUP].topics) == []
    answered = forum.says(ana, "and all is well", chat=new.id, thread=thread, reply_to=said)
    assert answered["message_id"] > said


def test_reactions_are_shown_and_only_told_to_a_bot_that_asked_for_them(forum: Telegram, ana: User) -> None:
    said = forum.says(ana, "done", chat=GROUP)["message_id"]
    send(forum, "setMessageReaction", message_id=said, reaction=[{"type": "emoji", "emoji": "👍"}])
    forum.updates.clear()
    forum.reacts(ana, said, "🔥", chat=GROUP)
    assert kinds(forum) == []
    forum.updates.allow(["message_reaction"])
    forum.reacts(ana, said, "🎉", chat=GROUP)
    change = Update.de_json(forum.updates.peek()[-1], None).message_reaction
    assert change is not None
    assert [[one.to_dict()["emoji"] for one in some] for some in (change.old_reaction, change.new_reaction)] == [
        ["🔥"],
        ["🎉"],
    ]

    def reactions() -> list[tuple[str, int]]:
        return [(one["emoji"], one["user"]) for one in forum.shown(forum.messages(GROUP)[-1])["reactions"]]

    assert reactions() == [("👍", forum.me.id), ("🎉", ana.id)]
    forum.reacts(ana, said, None, chat=GROUP)
    assert reactions() == [("👍", forum.me.id)]


def test_messages_are_pinned_and_reacted_to(forum: Telegram, ana: User) -> None:
    sent = send(forum, "sendMessage", text="Rules")
    assert send(forum, "pinChatMessage", message_id=sent["message_id"])
    assert send(forum, "getChat")["pinned_message"]["text"] == "Rules"
    assert send(forum, "unpinChatMessage")
    assert "pinned_message" not in send(forum, "getChat")
    assert send(forum, "setMessageReaction", message_id=sent["message_id"], reaction=[{"type": "emoji", "emoji": "👍"}])


def test_a_group_that_allows_some_reactions_refuses_all_others(forum: Telegram, ana: User) -> None:
    message = forum.says(ana, "hello", chat=GROUP)["message_id"]
    forum.chats[GROUP].allowed = frozenset("❤")

    assert send(forum, "setMessageReaction", message_id=message, reaction=[{"type": "emoji", "emoji": "❤"}])
    with pytest.raises(RefusalError, match="REACTION_INVALID"):
        send(forum, "setMessageReaction", message_id=message, reaction=[{"type": "emoji", "emoji": "👌"}])


def test_topics_that_are_mislaid_take_nothing_until_they_are_found(forum: Telegram) -> None:
    thread = send(forum, "createForumTopic", name="#1")["message_thread_id"]
    forum.mislays_topics(GROUP, "ignored")
    assert "message_thread_id" not in send(forum, "sendMessage", message_thread_id=thread, text="into General")
    forum.mislays_topics(GROUP, "forgotten")
    with pytest.raises(RefusalError, match="message thread not found"):
        send(forum, "sendMessage", message_thread_id=thread, text="nowhere")
    forum.mislays_topics(GROUP, "found")
    assert send(forum, "sendMessage", message_thread_id=thread, text="there")["message_thread_id"] == thread
