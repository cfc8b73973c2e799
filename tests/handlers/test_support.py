"""What is written in the support group is read as one plain value, or is none of ours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.domain.group import Group, Groups
from bot.domain.ticket import Remark
from handlers.support import Standing, remark, standing, tap

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
GROUP = -1001000000001
GROUPS = Groups((Group(GROUP),))
CHAT = {"id": GROUP, "type": "supergroup", "title": "Support", "is_forum": True}
VERA = {"id": 901, "is_bot": False, "first_name": "Vera", "language_code": "ru-RU"}
OPENED = {"message_id": 3, "date": 0, "chat": CHAT, "forum_topic_created": {"name": "#1", "icon_color": 1}}


def written(**more: Any) -> Update:
    message = {"message_id": 9, "date": 1, "chat": CHAT, "from": VERA, "message_thread_id": 3, "is_topic_message": True}
    return Update.de_json({"update_id": 5, "message": message | {"reply_to_message": OPENED} | more})


def read(**more: Any) -> Remark:
    found = remark(written(**more), GROUPS, NOW)
    assert found is not None
    return found


def test_a_remark_says_who_where_and_what() -> None:
    assert read(text="look here") == Remark(5, NOW, GROUP, 3, 9, 901, "Vera", "ru", "text", "look here")


def test_every_message_of_a_topic_replies_to_its_beginning_and_that_is_no_reply() -> None:
    answered = {"message_id": 7, "date": 1, "chat": CHAT, "text": "hello"}

    assert read(text="private").reply_to == 0
    assert read(text="to the buyer", reply_to_message=answered).reply_to == 7


def test_a_command_is_cut_off_from_what_follows_it() -> None:
    command = [{"type": "bot_command", "offset": 0, "length": 11}, {"type": "bold", "offset": 12, "length": 2}]
    found = read(text="/r@recourse hi there", entities=command)

    assert (found.command, found.text, found.html) == ("r", "hi there", "<b>hi</b> there")


def test_a_picture_is_read_with_its_caption() -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]

    assert (read(photo=photo, caption="look").kind, read(photo=photo, caption="look").text) == ("photo", "look")


def test_an_administrator_may_hide_behind_the_group() -> None:
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    found = read(text="/take", **{"from": hidden, "sender_chat": CHAT, "author_signature": "Max"})

    assert found.name == "Max"


@pytest.mark.parametrize(
    "other",
    [
        {"text": "hi", "chat": {"id": GROUP - 1, "type": "supergroup", "title": "Elsewhere"}},
        {"text": "hi", "from": {"id": 7, "is_bot": True, "first_name": "Another bot"}},
        {"text": "hi", "sender_chat": {"id": -100500, "type": "channel", "title": "News"}},
        {"pinned_message": OPENED},
        {"forum_topic_closed": {}},
    ],
    ids=["another group", "a bot", "a channel", "a pin", "a closed topic"],
)
def test_what_no_volunteer_wrote_is_none_of_ours(other: dict[str, Any]) -> None:
    assert remark(written(**other), GROUPS, NOW) is None


def tapped(data: str, chat: dict[str, Any] = CHAT) -> Remark | None:
    message = {"message_id": 9, "date": 1, "chat": chat, "message_thread_id": 3, "is_topic_message": True}
    query = {"id": "q", "from": VERA, "chat_instance": "1", "data": data, "message": message}
    return tap(Update.de_json({"update_id": 5, "callback_query": query}), GROUPS, NOW)


def test_a_tap_in_a_topic_is_the_command_it_names() -> None:
    assert tapped("close:17:won 5") == Remark(
        5, NOW, GROUP, 3, 9, 901, "Vera", "ru", "tap", "won 5", command="close", case_id=17, query_id="q"
    )


@pytest.mark.parametrize("data", ["", "close", "close:", "close:x", "close:-1"])
def test_data_that_nobody_of_ours_wrote_are_no_command(data: str) -> None:
    assert tapped(data) is None


def test_a_tap_elsewhere_is_no_command() -> None:
    assert tapped("take:17", {"id": GROUP - 1, "type": "supergroup", "title": "Elsewhere"}) is None


def changed(old: dict[str, Any], new: dict[str, Any]) -> Standing | None:
    me = {"id": 1, "is_bot": True, "first_name": "Recourse"}
    change = {"chat": CHAT, "from": VERA, "date": 1, "old_chat_member": old | {"user": me}}
    update = Update.de_json({"update_id": 5, "my_chat_member": change | {"new_chat_member": new | {"user": me}}})
    return standing(update, GROUPS)


def administrator(**rights: bool) -> dict[str, Any]:
    names = (
        "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
        "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
    )
    return {"status": "administrator", **dict.fromkeys(names.split(), False), **rights}


def test_the_group_is_greeted_when_the_bot_comes_in_or_can_work_at_last() -> None:
    member, able = {"status": "member"}, administrator(can_manage_topics=True)

    assert changed({"status": "left"}, member) == Standing(GROUP, 5, "ru", able=False, news=True)
    assert changed(member, able) == Standing(GROUP, 5, "ru", able=True, news=True)
    assert changed(able, able) == Standing(GROUP, 5, "ru", able=True, news=False)
    assert changed(able, {"status": "kicked", "until_date": 0}) is None
