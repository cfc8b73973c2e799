"""Noise: updates that nobody should ever get, made from the schema. Each is plausible but for what was done to it.

Every field of every type is gone through in turn, and each is made wrong in another way each time it comes round; so
what was done is counted, and a field that was never reached fails the test.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from tests.promises.hostile import DRASTIC, ENDS, GARBAGE, LOOKS, TELLING
from tests.promises.schema import Field, choices, types

JSON = dict[str, Any]
Step = tuple[str, Field]
"""A type, and the field of it that leads on."""

HONEST: Final = (101, 201, 202)
HOSTILE: Final = (900_001, 900_002, 900_003)
"""Chats of people who send such things."""
ELSEWHERE: Final = (-1_009_000_000_001, -900_002)
"""Groups that nobody serves."""
_FIRST: Final = 10_000_000
_DATE: Final = 1_779_444_000
_DEEP: Final = 60
_MISSING: Final = object()


def _deep(_: Any, __: random.Random) -> Any:
    value: Any = "x"
    for level in range(_DEEP):
        value = [value] if level % 2 else {"text": "x", "reply_to_message": value}
    return value


WRONG: Final[Mapping[str, Callable[[Any, random.Random], Any]]] = {
    "missing": lambda _, __: _MISSING,
    "null": lambda _, __: None,
    "number": lambda _, chance: chance.randint(0, 99),
    "text": lambda _, __: "101",
    "fraction": lambda _, __: 1.5,
    "truth": lambda _, chance: chance.random() < 0.5,
    "empty list": lambda _, __: [],
    "list of it": lambda old, __: [old, old],
    "empty object": lambda _, __: {},
    "object of it": lambda old, __: {"id": old, "type": old},
    "nothing": lambda _, __: "",
    "zero": lambda _, __: 0,
    "negative": lambda _, __: -1,
    "last of 64 bits": lambda _, __: 2**63 - 1,
    "first of 64 bits": lambda _, __: -(2**63),
    "beyond 64 bits": lambda _, __: 2**63,
    "huge number": lambda _, __: 10**400,
    "huge text": lambda _, chance: "ы🙂<&>" * chance.choice((50, 900, 20_000)),
    "half a character": lambda _, __: "\ud83d at the end \ude42",
    "NUL": lambda _, __: "\x00before\x00after",
    "turned round": lambda _, __: "\u202e\u2066\u200f\u061cabc",
    "markup": lambda _, __: "<b>&amp;</i> {{ 7*7 }} {% raw %} %s %(x)s *_`[",
    "unknown word": lambda _, __: "no_such_thing",
    "deep": _deep,
    "many": lambda old, __: [old] * 2_000,
    "another's number": lambda _, chance: chance.choice((*HONEST, 1, 2)),
}
"""What can be wrong with a value, whatever it is."""

_SAID: Final = (
    "/start",
    "/new",
    "/cases",
    "/forget",
    "/human",
    "/take #1",
    "/note #1 mine",
    "/close #1",
    "yes",
    "the parcel never came, ordered 3 weeks ago, paid 24.90 USD",
    "x" * 4096,
)
_DATA: Final = (*TELLING, *ENDS, *LOOKS, *DRASTIC, *GARBAGE, "take:1", "release:2:x", "agree:1:0", "del:1:0", "del:2:0")
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Message.text": _SAID,
    "CallbackQuery.data": _DATA,
    "MessageEntity.type": ("bot_command", "bold", "text_link", "text_mention", "pre", "custom_emoji"),
    "User.language_code": ("en", "ru", "tlh", "zh-hans"),
    "ReactionTypeEmoji.emoji": ("👍", "💔"),
}
_LIKELY: Final = {
    ("Message", "from"): 0.9,
    ("Message", "reply_to_message"): 0.15,
    ("Message", "message_thread_id"): 0.4,
    ("Message", "is_topic_message"): 0.4,
    ("CallbackQuery", "message"): 0.9,
    ("CallbackQuery", "data"): 0.9,
    ("MessageReactionUpdated", "user"): 0.9,
}
"""What most of them have; the rest of what need not be there is rare."""
_OFTEN: Final = (
    "CallbackQuery",
    "MessageReactionUpdated",
    "ChatMemberUpdated",
    "Message",
    "MessageEntity",
    "PhotoSize",
)
"""What the bot reads is gone through more often: so many times as much."""
_TIMES: Final = 3
_WAYS_IN: Final = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction")


@cache
def paths() -> Mapping[str, tuple[Step, ...]]:
    """The shortest way from an update to each type, as the fields that lead there."""
    found: dict[str, tuple[Step, ...]] = {"Update": ()}
    waiting = ["Update"]
    while waiting:
        name = waiting.pop(0)
        ways = ((field, kind) for field in types()[name] for one in field.types for kind in kinds(one))
        for field, kind in ways:
            if kind not in found:
                found[kind] = (*found[name], (name, field))
                waiting.append(kind)
    return found


def kinds(name: str) -> tuple[str, ...]:
    """The types with fields that a name stands for."""
    return tuple(one for one in choices().get(name, (name,)) if one in types())


@cache
def _fields(name: str) -> tuple[list[Field], list[tuple[Field, float]], list[Field]]:
    """Those a type always has, those it has so often, and the others."""
    may = [field for field in types()[name] if not field.needed]
    likely = [(field, _LIKELY[name, field.name]) for field in may if (name, field.name) in _LIKELY]
    rare = [field for field in may if (name, field.name) not in _LIKELY]
    return [field for field in types()[name] if field.needed], likely, rare


def targets() -> list[tuple[str, str]]:
    """Every field of every type."""
    return [(name, field.name) for name, fields in types().items() for field in fields]


class Noise:
    """Endless updates. `group`: the support group; `done`: how often each field was made wrong, and in which way."""

    def __init__(self, seed: int, group: int, topics: tuple[int, ...], used: list[int]) -> None:
        self._chance = random.Random(seed)
        self._group, self._topics, self._used = group, topics, used
        self._number = _FIRST * (seed + 1)
        self.done: Counter[tuple[str, str]] = Counter()
        self.ways: Counter[str] = Counter()

    def __iter__(self) -> Iterator[JSON]:
        ways, at = list(WRONG), self._chance.randrange(len(WRONG))
        often = [target for target in targets() if target[0] in _OFTEN]
        whole = [*targets(), *often * _TIMES]
        while True:
            for target in whole:
                at += 1
                yield self._update(target, ways[at % len(ways)])
            at += len(whole) % len(ways) == 0  # or each field would get the same each time

    def _update(self, target: tuple[str, str], way: str) -> JSON:
        self._home = self._chat()
        name, wrong = target
        update: JSON = {"update_id": self._next()}
        holder, path = update, paths()[name]
        for at, (_, field) in enumerate(path):
            leads_to = path[at + 1][0] if at + 1 < len(path) else name
            made = self._thing(leads_to, at)
            if at == 0 and leads_to == "Message" and self._chance.random() < 0.3:
                made.setdefault("text", self._text(owner="Message", field="text"))
            holder[field.name] = self._listed(field, made)
            holder = made
        if name == "Update" and wrong != "update_id":
            holder[wrong] = self._value("Update", next(one for one in types()["Update"] if one.name == wrong), 0)
        self._spoil(holder, name, wrong, way)
        if self._chance.random() < 0.1 and (way_in := next(filter(update.get, _WAYS_IN), None)):
            self._again(update, way_in)
        return self._harmless(update)

    def _again(self, update: JSON, way_in: str) -> None:
        """One more field of the same thing is wrong."""
        owner = {"callback_query": "CallbackQuery", "message_reaction": "MessageReactionUpdated"}.get(way_in)
        owner = owner or ("ChatMemberUpdated" if "member" in way_in else "Message")
        if isinstance(update[way_in], dict):
            field = self._chance.choice(types()[owner])
            self._spoil(update[way_in], owner, field.name, self._chance.choice(list(WRONG)))

    def _spoil(self, holder: JSON, owner: str, name: str, way: str) -> None:
        field = next(one for one in types()[owner] if one.name == name)
        old = holder.get(name, _MISSING)
        spoilt = WRONG[way](self._value(owner, field, 3) if old is _MISSING else old, self._chance)
        if spoilt is _MISSING:
            holder.pop(name, None)
        else:
            holder[name] = spoilt
        self.done[owner, name] += 1
        self.ways[way] += 1

    def _harmless(self, update: JSON) -> JSON:
        """Without what Telegram alone can say and would be believed: that it is from an honest buyer, that the support
        group has another number, that somebody writes in its name."""
        for whole in update.values():
            if isinstance(whole, dict):
                tapped = whole.get("message")
                for holder in (whole, tapped if isinstance(tapped, dict) else {}):
                    chat = holder.get("chat")
                    if isinstance(chat, dict) and chat.get("id") in HONEST:
                        chat["id"] = HOSTILE[0]
        for way_in in ("message", "edited_message"):
            message = update.get(way_in)
            if isinstance(message, dict):
                chat, sender = message.get("chat"), message.get("sender_chat")
                if isinstance(chat, dict) and chat.get("id") == self._group:
                    message.pop("migrate_to_chat_id", None)
                if isinstance(sender, dict) and sender.get("id") == self._group:
                    del message["sender_chat"]
        return update

    def _next(self) -> int:
        """A number of its own; now and then one that was there before, also of somebody else's update."""
        if self._used and self._chance.random() < 0.02:
            return self._chance.choice(self._used)
        self._number += 1
        return self._number

    def _chat(self) -> JSON:
        roll = self._chance.random()
        if roll < 0.12:
            return {"id": self._chance.choice(HOSTILE), "type": "private", "first_name": "Eve"}
        if roll < 0.3:
            return {"id": self._group, "type": "supergroup", "title": "Recourse support", "is_forum": True}
        kind = self._chance.choice(("group", "supergroup", "channel"))
        return {"id": self._chance.choice(ELSEWHERE), "type": kind, "title": "Elsewhere"}

    def _thing(self, name: str, depth: int) -> JSON:
        if name == "Chat":
            return dict(self._home)
        needed, likely, rare = _fields(name)
        made = list(needed)
        if depth < 3:
            made += [field for field, often in likely if self._chance.random() < often]
        if depth < 2 and rare:
            made += self._chance.sample(rare, min(len(rare), self._chance.randint(0, 3)))
        return {field.name: self._value(name, field, depth + 1) for field in made}

    def _value(self, owner: str, field: Field, depth: int) -> Any:
        if field.always:
            return field.always
        if f"{owner}.{field.name}" in ("Message.message_thread_id", "Message.reply_to_message") and depth > 5:
            return 1
        if field.lists and depth > 4:
            return []
        return self._listed(field, self._one(owner, field, depth))

    @staticmethod
    def _listed(field: Field, value: Any) -> Any:
        for _ in range(field.lists):
            value = [value]
        return value

    def _one(self, owner: str, field: Field, depth: int) -> Any:
        match field.types[0]:
            case "Integer":
                return self._integer(owner, field.name)
            case "Float":
                return 0.5
            case "True":
                return True
            case "Boolean":
                return field.name != "is_bot" and self._chance.random() < 0.7
            case "String":
                return self._text(owner, field.name)
        named = self._chance.choice(field.types)
        if "String" in choices().get(named, ()) and depth > 1:
            return "words"
        return self._thing(self._chance.choice(kinds(named)), depth) if kinds(named) else self._text(owner, field.name)

    def _integer(self, owner: str, name: str) -> int:
        if owner == "User" and name == "id":
            return int(self._home["id"]) if self._home["id"] > 0 else self._chance.choice(HOSTILE)
        if name == "message_thread_id":
            return self._chance.choice(self._topics)
        if "date" in name:
            return _DATE
        return self._chance.choice((0, 1, 2, 3, 5, 8, 40, 201, 202))

    def _text(self, owner: str, field: str) -> str:
        return self._chance.choice(_WORDS.get(f"{owner}.{field}", ("words", "ы", "<b>", "1")))
