"""Transcripts: what happens on the stand-in, written so that the player does the same again. The bot is played here."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.clocks import StillClock
from bot.playground.lines import Line, line_of
from bot.playground.player import Player, Stuck
from bot.playground.samples import pictures
from bot.playground.telegram import Telegram
from bot.playground.transcript import Transcripts

GROUP = -1001


class Talk:
    """Ana, Vera in a group, and a bot that does as the test says."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram, self.transcripts = telegram, Transcripts(telegram)
        telegram.user(101, "Ana")
        group = telegram.group(GROUP, forum=True, bot="administrator")
        group.members[telegram.user(901, "Vera").id] = "member"
        self.player = Player(telegram, 101, self._rest, self._until)

    async def _rest(self) -> None:
        return

    async def _until(self, moment: Any) -> None:
        assert isinstance(self.telegram.clock, StillClock)
        self.telegram.clock.now = moment
        self.telegram.tell("clock", now=self.telegram.seconds())

    def bot(self, method: str, **given: Any) -> Any:
        return self.telegram.call(self.telegram.token, method, given)

    async def plays(self, *lines: str) -> None:
        for text in lines:
            line = line_of(text)
            assert isinstance(line, Line)
            await self.player.play(line)

    @property
    def lines(self) -> list[str]:
        return self.transcripts.lines(101)


@pytest.fixture
def talk(telegram: Telegram) -> Talk:
    return Talk(telegram)


def keys(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label[:3]} for label in labels]]}


async def test_what_people_do_is_written_as_the_lines_that_do_it(talk: Talk) -> None:
    await talk.plays("buyer  /start")
    talk.bot("sendMessage", chat_id=101, text="Which?", reply_markup=keys("Yes", "No"))
    talk.bot("sendMessage", chat_id=101, text="Or which?", reply_markup=keys("Yes", "No"))
    did = [
        "buyer  [Yes]",
        "buyer  [No] ↑1",
        "buyer  two lines ⏎ of words",
        "buyer  (edits) one line",
        "buyer  (edits ↑1) /begin",
        "buyer  (photo dead-charger: 0 V)",
        "buyer  (photo)",
        "buyer  (album of 3: everything)",
        "buyer  (album of 2)",
        "buyer  (video: it leaks)",
        "buyer  (document)",
        "buyer  (sticker)",
        "buyer  (← Or which?) the second",
        "buyer  \\(photo)",
        "time   2026-03-09 08:00",
    ]
    await talk.plays(*did)
    assert [line for line in talk.lines if line.startswith(("buyer", "time"))] == ["buyer  /start", *did]
    tapped = [talk.telegram.message(101, tap.message_id) for tap in talk.telegram.unanswered()]
    assert [message and message["text"] for message in tapped] == ["Or which?", "Which?"]


async def test_the_bots_messages_edits_and_buttons_stand_below_what_led_to_them(talk: Talk) -> None:
    await talk.plays("buyer  /start")
    sent = talk.bot("sendMessage", chat_id=101, text="Which?\nTap one.", reply_markup=keys("Yes", "No"))
    await talk.plays("buyer  [Yes]")
    place = {"chat_id": 101, "message_id": sent["message_id"]}
    talk.bot("editMessageText", **place, text="Yes it is.", reply_markup=keys("Back"))
    talk.bot("editMessageReplyMarkup", **place)
    expected = [
        "buyer  /start",
        "bot    Which?",
        "       Tap one.",
        "       [Yes][No]",
        "buyer  [Yes]",
        "bot  ~ Yes it is.",
    ]
    assert talk.lines == expected
    assert talk.lines == expected, "reading changes nothing"
    await talk.plays("buyer  thanks")
    assert talk.lines == [*expected, "buyer  thanks"]


async def test_what_happens_in_a_topic_stands_with_the_buyer_it_is_about(talk: Talk) -> None:
    bo = talk.telegram.user(102, "Bo")
    await talk.plays("buyer  a human, please")
    thread = talk.bot("createForumTopic", chat_id=GROUP, name="A1 · lamp · EN (new)")["message_thread_id"]
    talk.bot("sendMessage", chat_id=GROUP, message_thread_id=thread, text="A lamp", reply_markup=keys("Take"))
    talk.telegram.says(bo, "/start")
    did = ["Vera   (A1) [Take]", "Vera   (A1 ← A lamp) where was it?", "Vera   (A1) (photo label)"]
    await talk.plays(*did)
    assert talk.lines == [
        "buyer  a human, please",
        "bot    (A1) (opens the topic)",
        "bot    (A1) A lamp",
        "       [Take]",
        *did,
    ]
    assert talk.transcripts.lines(102) == ["buyer  /start"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("buyer  [Yes]", "no such button. Under the last message: [Left][Right]\nWhich way?"),
        ("buyer  [Left] ↑1", "no such button"),
        ("buyer  (edits ↑5) no", "nothing was said yet that could be edited"),
        ("buyer  (photo unicorn)", "no such sample; there are blurred, cracked-case"),
        ("buyer  (← never said) what", "no message with these words"),
        ("Max    (A1) hello", "nobody of that name is in a group"),
        ("Vera   (B9) hello", "no such topic; there are: A1 · lamp"),
    ],
)
async def test_a_line_that_cannot_be_played_says_what_there_is(talk: Talk, line: str, reason: str) -> None:
    await talk.plays("buyer  /start")
    talk.bot("sendMessage", chat_id=101, text="Which way?", reply_markup=keys("Left", "Right"))
    talk.bot("createForumTopic", chat_id=GROUP, name="A1 · lamp")
    with pytest.raises(Stuck) as stuck:
        await talk.plays(line)
    assert reason in str(stuck.value)
    assert line in str(stuck.value)


async def test_a_sample_picture_arrives_whole(talk: Talk) -> None:
    await talk.plays("buyer  (photo ruler)")
    photo = talk.telegram.messages(101)[-1]["photo"][-1]
    stored = talk.telegram.files.get(photo["file_id"])
    assert stored is not None
    assert stored.data == pictures()["ruler"]


def test_who_said_nothing_has_no_transcript(talk: Talk) -> None:
    with pytest.raises(KeyError):
        talk.transcripts.text(101, "Nothing.")


async def test_a_topic_and_a_message_are_found_although_their_numbers_are_others_now(talk: Talk) -> None:
    """Cases are numbered anew when a script is played again beside others."""
    talk.bot("createForumTopic", chat_id=GROUP, name="#1 · an older lamp")
    again = Player(talk.telegram, 101, talk.player.settle, talk.player.until)
    thread = talk.bot("createForumTopic", chat_id=GROUP, name="#2 · lamp")["message_thread_id"]
    card = talk.bot("sendMessage", chat_id=GROUP, message_thread_id=thread, text="#2 · lamp, 12 usd")
    line = line_of("Vera   (#1 ← #1 · lamp) on it")
    assert line is not None
    await again.play(line)
    said = talk.telegram.messages(GROUP)[-1]
    assert (said["message_thread_id"], said["reply_to_message"]["message_id"]) == (thread, card["message_id"])
