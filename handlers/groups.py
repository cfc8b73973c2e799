"""Groups: Recourse works in private chats. A group that adds it gets one kind answer with the way there.

What is said in a group is nobody's business here and is ignored; a tap is answered all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, Protocol

from telegram import ChatMember, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import Application, BaseHandler, CallbackContext

from bot.rendering.catalogues import negotiate
from bot.storage.changes import Post

Context = CallbackContext[Any, Any, Any, Any]

_GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)
_INSIDE: Final = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)


class PostBox(Protocol):
    """The part of the store that queues messages."""

    async def post(self, posts: Sequence[Post], at: datetime) -> None:
        """Queues the messages; one whose key is known already is left out."""


def link(username: str) -> str:
    """Where a tap leads to the private chat with this bot."""
    return f"https://t.me/{username}?start=group"


class AddedHandler(BaseHandler[Update, Context, None]):
    """A group let the bot in. Being promoted later is no second welcome."""

    def __init__(self, box: PostBox, clock: Callable[[], datetime]) -> None:
        super().__init__(_ignore)
        self._box, self._clock = box, clock

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Update) or update.my_chat_member is None:
            return False
        change = update.my_chat_member
        return change.chat.type in _GROUPS and _inside(change.new_chat_member) and not _inside(change.old_chat_member)

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Context, Any, Any, Any, Any],
        check_result: object,
        context: Context,
    ) -> None:
        change = update.my_chat_member
        assert change is not None
        post = Post(
            change.chat.id,
            "group",
            {"link": link(application.bot.username)},
            negotiate(change.from_user.language_code or ""),
            key=f"group:{change.chat.id}:{update.update_id}",
        )
        await self._box.post((post,), self._clock())


class StrayTapHandler(BaseHandler[Update, Context, None]):
    """A tap outside a private chat. There is nothing to do, but the button must stop spinning."""

    def __init__(self, answer: Callable[[int, str], None]) -> None:
        super().__init__(_ignore)
        self._answer = answer

    def check_update(self, update: object) -> bool:
        return isinstance(update, Update) and update.callback_query is not None

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Context, Any, Any, Any, Any],
        check_result: object,
        context: Context,
    ) -> None:
        query = update.callback_query
        assert query is not None
        chat_id = query.message.chat.id if query.message is not None else query.from_user.id
        self._answer(chat_id, query.id)


def _inside(member: ChatMember) -> bool:
    return member.status in _INSIDE


async def _ignore(update: Update, context: Context) -> None:
    """Handlers here answer in `handle_update`; PTB wants a callback all the same."""
