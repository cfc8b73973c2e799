"""Groups and forums: who is in them, what their members do, and what becomes of the bot there."""

from __future__ import annotations

from dataclasses import replace

from bot.playground.attachments import Attachments
from bot.playground.chats import Chat, Standing, Threads, Topic, User, member_card
from bot.playground.methods.forum import COLOURS, drop_topic, open_topic, switch_topic
from bot.playground.people import Person
from bot.playground.refusals import ImpossibleError


class Groups(Attachments):
    """People, and the groups they share with the bot."""

    def group(
        self,
        group_id: int,
        title: str = "Support",
        *,
        forum: bool = False,
        basic: bool = False,
        bot: Standing | None = None,
        owner: Person | None = None,
    ) -> Chat:
        """A supergroup, or a basic group. `bot`: what the bot already is there, without an update about it."""
        if group_id >= 0:
            raise ImpossibleError("a group's id is negative")
        chat = self.add_group(Chat(group_id, "group" if basic else "supergroup", title=title, forum=forum))
        chat.last_id = 1  # the group's own beginning; in a forum, 1 stands for the topic General
        if owner is not None:
            chat.members[self.person(owner).id] = "creator"
        if bot is not None:
            chat.members[self.me.id] = bot
        self.tell_group(chat)
        return chat

    def joins(self, who: Person, group: int, standing: Standing = "member") -> None:
        """A person comes into a group, or gets another standing there."""
        chat, user = self._group(group), self.person(who)
        old: Standing = chat.members.get(user.id, "left")
        new = old in ("left", "kicked")
        self._changes(chat, user, old, standing)
        if new:
            self._pass_on(chat, self.post(chat, user, {"new_chat_members": [user.card()]}))

    def leaves(self, who: Person, group: int) -> None:
        """A person leaves a group."""
        chat, user = self._group(group), self.person(who)
        message = self.post(chat, user, {"left_chat_member": user.card()})
        self._changes(chat, user, chat.members.get(user.id, "left"), "left")
        self._pass_on(chat, message)

    def switches_topics(self, group: int, *, on: bool) -> None:
        """The group's owner turns topics on or off; the bot is not told."""
        chat = self._group(group)
        if chat.kind != "supergroup":
            raise ImpossibleError("only a supergroup has topics")
        chat.forum = on
        self.tell_group(chat)

    def adds_bot(self, who: Person, group: int, *, administrator: bool = False) -> None:
        """The bot comes into a group and is told so."""
        chat = self._group(group)
        if not self.joins_groups:
            raise ImpossibleError("this bot cannot be added to groups")
        self._moves_bot(who, chat, "member")
        message = self.post(chat, self.person(who), {"new_chat_members": [self.me.card()]})
        self.updates.add("message", message)
        if administrator:
            self._moves_bot(who, chat, "administrator")

    def promotes_bot(self, who: Person, group: int) -> None:
        """The bot becomes an administrator."""
        self._moves_bot(who, self._group(group), "administrator")

    def demotes_bot(self, who: Person, group: int) -> None:
        """The bot is an ordinary member again."""
        self._moves_bot(who, self._group(group), "member")

    def withholds(self, who: Person, group: int, *rights: str) -> None:
        """The bot, an administrator, has all rights but these from now on, and is told so."""
        self._moves_bot(who, self._group(group), "administrator", frozenset(rights))

    def removes_bot(self, who: Person, group: int) -> None:
        """The bot is thrown out."""
        self._moves_bot(who, self._group(group), "kicked")

    def upgrades(self, group: int, new_id: int) -> Chat:
        """The group gets another id, as a basic group does when it becomes a supergroup. There its messages begin anew
        for a bot; where it was a supergroup already, all that was in it moves."""
        old = self._group(group)
        if old.kind == "group":
            new = self.add_group(Chat(new_id, "supergroup", old.title, members=dict(old.members), last_id=1))
        else:
            new = self.add_group(replace(old, id=new_id))
            new.messages = {number: message | {"chat": new.card()} for number, message in old.messages.items()}
        self.chats[group] = old = Chat(group, old.kind, old.title, last_id=old.last_id, members=dict(old.members))
        self.updates.add("message", self.post(old, self.me, {"migrate_to_chat_id": new_id}))
        old.migrated_to = new_id
        self.updates.add("message", self.post(new, self.me, {"migrate_from_chat_id": group}))
        for chat in (new, old):  # the new one first: a page that loses the old one can follow
            self.tell_group(chat)
        return new

    def opens_topic(self, who: Person, group: int, name: str) -> int:
        """A person opens a topic; returns its id."""
        chat = self._group(group)
        if not chat.forum:
            raise ImpossibleError("the group is not a forum")
        thread = int(open_topic(self, chat, name, COLOURS[0], None, self.person(who).id)["message_thread_id"])
        self._pass_on(chat, chat.messages[thread])
        return thread

    def closes_topic(self, who: Person, group: int, thread: int) -> None:
        """A person closes a topic."""
        chat, topic = self._topic(group, thread)
        self._pass_on(chat, switch_topic(self, chat, topic, closed=True, by=self.person(who).id))

    def reopens_topic(self, who: Person, group: int, thread: int) -> None:
        """A person opens a closed topic again."""
        chat, topic = self._topic(group, thread)
        self._pass_on(chat, switch_topic(self, chat, topic, closed=False, by=self.person(who).id))

    def deletes_topic(self, group: int, thread: int) -> None:
        """A topic is deleted with all in it; the bot is not told."""
        drop_topic(self, *self._topic(group, thread))

    def mislays_topics(self, group: int, threads: Threads) -> None:
        """What the bot sends into a topic comes into General, or finds no topic, until it is "found" again. Topics are
        made, renamed and read as ever."""
        self._group(group).threads = threads

    def _group(self, group: int) -> Chat:
        chat = self.chats.get(group)
        if chat is None or chat.kind == "private":
            raise ImpossibleError(f"there is no group {group}")
        return chat

    def _topic(self, group: int, thread: int) -> tuple[Chat, Topic]:
        chat = self._group(group)
        topic = chat.topics.get(thread)
        if topic is None:
            raise ImpossibleError(f"there is no topic {thread}")
        return chat, topic

    def _changes(self, chat: Chat, user: User, old: Standing, new: Standing) -> None:
        """Somebody's standing changes; a bot that is an administrator is told, if it asked for that."""
        chat.members[user.id] = new
        if old != new and chat.members.get(self.me.id) == "administrator":
            change = {"chat": chat.card(), "from": user.card(), "date": self.seconds()}
            cards = {"old_chat_member": member_card(user, old), "new_chat_member": member_card(user, new)}
            self.updates.add("chat_member", change | cards)

    def _moves_bot(self, who: Person, chat: Chat, standing: Standing, withheld: frozenset[str] = frozenset()) -> None:
        old = member_card(self.me, chat.members.get(self.me.id, "left"), chat.withheld)
        chat.members[self.me.id], chat.withheld = standing, withheld
        change = {
            "chat": chat.card(),
            "from": self.person(who).card(),
            "date": self.seconds(),
            "old_chat_member": old,
            "new_chat_member": member_card(self.me, standing, withheld),
        }
        self.updates.add("my_chat_member", change)
        self.tell_group(chat)
