"""Fuzz: several buyers do anything at all, at once, for thousands of acts. No chat gets stuck, no tap hangs.

Seeded, so a failure comes back with its seed. After each round of acts the whole bot is looked at: what Telegram
refused, what was logged, what each buyer sees and whether it could be another's.
"""

from __future__ import annotations

import json
import random
from typing import Any, Final

import pytest
from structlog.testing import capture_logs

from tests.conversation import Conversation, conversation
from tests.promises.hostile import DRASTIC, ENDS, LOOKS, TELLING
from tests.services.ends import CUP, save
from tests.services.tellers import finished, presses, scene_of

BUYERS: Final = {101: "mauvescarf", 102: "ochrekettle", 103: "tealtripod"}
"""Each names one thing nobody else has: seen in another chat, it would have leaked."""
ROUNDS: Final = 260
SENTENCES: Final = (
    "the parcel never came, ordered 3 weeks ago",
    "my {thing} arrived broken, 20 dollars, ordered 12/04/2026",
    "{thing}",
    "received the wrong {thing}, order 8015710859336916, paid 35,90 EUR with paypal",
    "yesterday",
    "03/04",
    "in 12 days",
    "2 of 4",
    "18.40 USD",
    "50%",
    "Germany",
    "yes",
    "no",
    "skip",
    "back",
    "cancel",
    "I don't know",
    "Show my result",
    "5",
    "лопнул экран, купил вчера за 900 руб",
    "لم تصل",
    "<b>&amp; {thing}</b>",
    "🙂",
    "?",
    "x" * 4096,
    "free goods without paying",
    "how do I win a dispute",
    "Berlin",
    "the dispute about my {thing} is open, the seller offers 5 dollars and AliExpress asks for evidence by friday",
    "seller refused yesterday",
    "AliExpress proposes 3 usd, then nothing, then a return",
    "the money is here, all of it",
    "продавец просит подождать, а потом отказал",
    "10 years ago",
    "in 10 years",
    "8 or 9",
    "-5",
    "0",
)
COMMANDS: Final = (
    "/start",
    "/new",
    "/cases",
    "/help",
    "/settings",
    "/cancel",
    "/privacy",
    "/start x",
    "/what",
    "/help money",
    "/happened",
)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_chat_ever_gets_stuck(seed: int) -> None:
    """After anything, each buyer has a screen with a live button, and every tap was answered."""
    chance = random.Random(seed)
    with capture_logs() as log:
        async with conversation() as talk:
            for buyer in BUYERS:
                talk.telegram.user(buyer, BUYERS[buyer], chance.choice(["en", "ru", None]))
                talk.telegram.says(buyer, "/start")
            await talk.settle()
            for buyer in BUYERS:
                await _disputed(talk, buyer)
            for _ in range(ROUNDS):
                for buyer in chance.sample(list(BUYERS), chance.randint(1, 3)):
                    for _ in range(chance.choice((1, 1, 1, 2, 4))):
                        _act(talk, buyer, chance)
                await talk.settle()
                if chance.random() < 0.05:
                    await talk.later(hours=chance.choice((1, 30, 400)))
                _look(talk, log, f"seed {seed}")
                await _compare(talk, f"seed {seed}")


def test_the_difference_a_change_made_is_remembered_as_it_is_stored() -> None:
    scene = scene_of(CUP)
    before = scene.case.but(reviewed=False, told={"amount": "5.00"})

    after = presses(scene.with_case(before).but(view="case"), "go")

    assert after.buyer.notice["changed"] == {"amount": ["5.00", "20.00"]}
    assert json.loads(json.dumps(after.buyer.notice)) == after.buyer.notice


def _act(talk: Conversation, buyer: int, chance: random.Random) -> None:
    """One thing a person can do with an app, or with an app of their own making."""
    telegram = talk.telegram
    if telegram.users[buyer].blocked:
        telegram.unblocks(buyer)
        return
    act = chance.choices(
        ("tap", "old", "forged", "hostile", "say", "command", "photo", "album", "edit", "odd", "block", "again"),
        (40, 8, 2, 8, 26, 8, 5, 2, 4, 3, 1, 2),
    )[0]
    theirs = telegram.messages(buyer)
    bots = [m for m in theirs if m["from"]["id"] != buyer and _keys(m)]
    match act:
        case "tap" | "old" if bots:
            message = bots[-1] if act == "tap" else chance.choice(bots)
            key = chance.choice(_keys(message))
            telegram.taps(buyer, message["message_id"], key)
        case "forged" if bots:
            other = chance.choice([m for b in BUYERS for m in telegram.messages(b) if _keys(m)])
            data = chance.choice(_keys(other))
            telegram.taps(buyer, bots[-1]["message_id"], data[: chance.randint(1, 64)], stale=True)
        case "hostile" if bots:
            action, _, _, *rest = chance.choice((*TELLING, *ENDS, *LOOKS, *DRASTIC)).split(":")
            step, case = _here(talk, buyer)
            data = ":".join((action, str(case), str(step), *rest))[:64]
            telegram.taps(buyer, bots[-1]["message_id"], data, stale=True)
        case "say":
            telegram.says(buyer, chance.choice(SENTENCES).format(thing=BUYERS[buyer]))
        case "command":
            telegram.says(buyer, chance.choice(COMMANDS))
        case "photo":
            sends = chance.choice((telegram.sends_photo, telegram.sends_video, telegram.sends_document))
            largest = 10_000_000 if sends == telegram.sends_photo else 30_000_000  # an app sends no larger photo
            sends(buyer, chance.choice((1000, largest)), caption=chance.choice((None, BUYERS[buyer])))
        case "album":
            telegram.sends_album(buyer, [1000] * chance.randint(2, 10))
        case "edit":
            mine = [m for m in theirs if m["from"]["id"] == buyer and "text" in m]
            if mine:
                telegram.edits(buyer, chance.choice(mine)["message_id"], chance.choice(SENTENCES).format(thing="x"))
        case "odd":
            chance.choice(
                (telegram.sends_sticker, telegram.sends_voice, telegram.sends_location, telegram.sends_contact)
            )(buyer)
        case "block":
            telegram.blocks(buyer)
        case "again":
            recent = list(telegram.updates._recent)
            telegram.duplicate(chance.choice(recent[-20:])["update_id"])
        case _:
            telegram.says(buyer, "/start")


async def _disputed(talk: Conversation, buyer: int) -> None:
    """Where the coach speaks, so that everybody has something to tell from the start."""
    one = Conversation(talk.telegram, talk.app, talk.clock, buyer)
    await save(one, finished(CUP.but(item=f"a {BUYERS[buyer]}")), view="card")


def _here(talk: Conversation, buyer: int) -> tuple[int, int]:
    """The step and the case of the screen that is open, as far as the bot remembers."""
    known = talk.app.store.remembered(buyer)
    if known is None or known.buyer is None:
        return 0, 0
    return known.buyer.step, known.record.id if known.record else 0


def _look(talk: Conversation, log: list[Any], seed: str) -> None:
    telegram = talk.telegram
    assert not telegram.unanswered(), seed
    assert not telegram.complaints, seed
    faults = [entry for entry in log if entry["log_level"] in ("error", "critical", "warning")]
    assert not faults, (seed, faults)
    refused = [(c.method, str(c.refusal), dict(c.parameters)) for c in telegram.journal if c.refusal is not None]
    assert not [one for one in refused if not _expected(one[1])], (seed, refused)
    for buyer in BUYERS:
        if telegram.users[buyer].blocked:
            continue
        shown = [m for m in telegram.messages(buyer) if m["from"]["id"] != buyer]
        assert any(_keys(m) for m in shown[-3:]), (seed, buyer, [m["text"] for m in shown[-3:]])
        for other, thing in BUYERS.items():
            if other != buyer:
                assert not [m for m in shown if thing in str(m)], (seed, buyer, thing)


async def _compare(talk: Conversation, seed: str) -> None:
    """What the store remembers of a chat is what it would read."""
    for buyer in BUYERS:
        remembered = talk.app.store.remembered(buyer)
        assert remembered is None or remembered == await talk.app.store.load(buyer), seed


def _expected(refusal: str) -> bool:
    """The very same screen again; a buyer who blocked the bot."""
    return "not modified" in refusal or "blocked by the user" in refusal


def _keys(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [key["callback_data"] for row in rows for key in row if "callback_data" in key]
