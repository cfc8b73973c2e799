"""Walkers: where the tests of bad input put a buyer before the bad input comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from tests.conversation import TOKEN, Conversation

STORY: Final = "my parcel never came, ordered 3 weeks ago for 20 dollars"

PLACES: Final = (
    "home",
    "recap",
    "question",
    "choice",
    "calendar",
    "doubt",
    "evidence",
    "summary",
    "result",
    "card",
    "happened",
    "telling",
    "coach",
    "told",
    "why",
    "letters",
    "change",
    "cases",
    "settings",
    "zone",
    "help",
    "faq",
    "privacy",
    "forget",
    "cancel",
)


async def go(talk: Conversation, place: str) -> None:
    """Brings the buyer from nowhere to a place."""
    await talk.says("/start")
    match place:
        case "home":
            return
        case "help" | "privacy" | "settings" | "cases":
            await talk.says(f"/{place}")
            return
        case "zone":
            await _path(talk, "/settings", "[Time zone")
            return
        case "faq":
            await _path(talk, "/help", "lost parcel")
            await talk.taps(talk.buttons[1])  # the first one begins a case
            return
        case "forget":
            await _path(talk, "/privacy", "[Delete everything")
            return
        case "choice":
            await talk.taps("Something is wrong")
            return
    await talk.says(STORY)
    if place == "recap":
        return
    await talk.taps("Yes, that is right")
    if place == "calendar":
        await on(talk, until="When did the seller ship it?")
        await talk.taps("Pick a day")
    elif place == "question":
        await on(talk, until="What did you order?")
    elif place == "cancel":
        await talk.says("/cancel")
    elif place == "doubt":
        await on(talk, until="When did the seller ship it?")
        await _path(talk, "2 April 2026", "yes")
    elif place == "evidence":
        await on(talk, until="what proves it")
    else:
        await on(talk, until="Your case so far")
        if place == "summary":
            return
        if place == "change":
            await talk.taps("Change an answer")
            return
        await talk.taps("Show my result")
        if place == "result":
            return
        if place == "card":
            await _path(talk, "[Why", "[‹ Back")
        elif place in _NEWS:
            await talk.taps("What happened?")
            for button in _NEWS[place]:
                await talk.taps(button)
        else:
            await talk.taps({"why": "Why", "letters": "All letters"}[place])


_NEWS: Final = {
    "happened": (),
    "telling": ("I did something", "I opened the dispute"),
    "coach": ("I did something", "I opened the dispute", "Today"),
    "told": ("I did something", "I opened the dispute", "Today", "More", "What you told me"),
}


async def on(talk: Conversation, until: str) -> None:
    """Skips and taps on to the step whose screen has these words."""
    for _ in range(30):
        if until in talk.screen:
            return
        known = [button for button in talk.buttons if button in _WAYS or button.startswith("Done, ")]
        await talk.taps(known[0] if known else talk.buttons[0])
    raise LookupError(f"never came to {until!r}\n{talk.screen}")


_WAYS: Final = ("I don't know", "Skip", "Not confirmed", "Nothing yet")


async def _path(talk: Conversation, *acts: str) -> None:
    for act in acts:
        if act.startswith("["):
            await talk.taps(act[1:])
        else:
            await talk.says(act)


async def answers(talk: Conversation) -> dict[str, Any] | None:
    """What is stored of the open case: its JSON and its files; None when there is none."""
    snapshot = await talk.app.store.load(talk.buyer)
    if snapshot.record is None:
        return None
    return {"case": snapshot.record.case, "files": snapshot.record.files}


def arrives(talk: Conversation, **message: Any) -> None:
    """A message of a kind the stand-in's people cannot make, as Telegram would deliver it."""
    telegram = talk.telegram
    user = telegram.person(talk.buyer)
    body = telegram.post(telegram.private_chat(user), user, message)
    telegram.updates.add("message", body)


def sent(talk: Conversation) -> int:
    """How many messages the bot has ever sent here."""
    return len(talk.telegram.calls("sendMessage"))


def well(talk: Conversation, log: Sequence[Any] = ()) -> None:
    """Nobody is left hanging: every tap answered, nothing refused, nothing logged as a fault, a way on from here."""
    assert not talk.telegram.unanswered()
    assert not talk.telegram.complaints
    refused = [(c.method, str(c.refusal)) for c in talk.telegram.journal if c.refusal is not None]
    refused = [one for one in refused if "message is not modified" not in one[1]]  # the very same screen again
    assert not refused, refused
    faults = [entry for entry in log if entry["log_level"] in ("error", "critical", "warning")]
    assert not faults, faults
    assert any("callback_data" in key for key in keys(talk)), f"no way on\n{talk.screen}"


def keys(talk: Conversation) -> list[dict[str, Any]]:
    """The live buttons of the newest message."""
    if not talk.messages:
        return []
    rows = talk.messages[-1].get("reply_markup", {}).get("inline_keyboard", [])
    return [key for row in rows for key in row]


__all__ = ["PLACES", "STORY", "TOKEN", "answers", "arrives", "go", "keys", "on", "sent", "well"]
