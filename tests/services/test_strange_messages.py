"""Whatever a buyer sends, wherever they are: a kind word about it, the same screen again, and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation import Conversation, conversation
from tests.services.walkers import PLACES, answers, arrives, go, well

pytestmark = pytest.mark.asyncio(loop_scope="session")
"""The process that looks at pictures belongs to an event loop, and takes longer to start than most tests take."""

STRANGE: dict[str, tuple[dict[str, Any], str]] = {
    "voice": ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, "cannot listen"),
    "video_note": (
        {"video_note": {"file_id": "n", "file_unique_id": "n", "length": 240, "duration": 3}},
        "cannot listen",
    ),
    "sticker": (
        {
            "sticker": {
                "file_id": "s",
                "file_unique_id": "s",
                "type": "regular",
                "width": 512,
                "height": 512,
                "is_animated": False,
                "is_video": False,
            }
        },
        "A nice one",
    ),
    "dice": ({"dice": {"emoji": "🎲", "value": 4}}, "A nice one"),
    "location": ({"location": {"latitude": 55.7, "longitude": 37.6}}, "do not need your location"),
    "contact": ({"contact": {"phone_number": "+1000", "first_name": "Ana"}}, "do not need a phone number"),
    "poll": (
        {
            "poll": {
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": True,
                "members_only": False,
            }
        },
        "cannot use that kind of message",
    ),
}


@pytest.mark.parametrize("place", PLACES)
async def test_everywhere_a_strange_message_gets_a_kind_word_and_changes_nothing(place: str, log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, place)
        before = await answers(talk)
        shown = talk.screen
        for kind, (message, words) in STRANGE.items():
            arrives(talk, **message)
            await talk.settle()
            assert words in talk.screen, (place, kind, talk.screen)
            assert await answers(talk) == before, (place, kind)
            well(talk, log)
        assert place in ("result", "card", "coach") or shown.splitlines()[-1] in talk.screen


@pytest.mark.parametrize("place", PLACES)
async def test_everywhere_an_unknown_command_points_to_help_and_changes_nothing(place: str, log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, place)
        before = await answers(talk)
        for command in ("/refund", "/HELPME@recourse_bot now", "/" + "x" * 60, "/start_over"):
            await talk.says(command)
            assert "I do not know that command. /help shows what I can do." in talk.screen
            assert await answers(talk) == before
            well(talk, log)


@pytest.mark.parametrize("place", PLACES)
async def test_everywhere_a_photo_is_kept_and_the_place_stays(place: str, log: list[Any]) -> None:
    """An album in a text step: each picture counts, no answer is changed, and the question is asked again."""
    async with conversation() as talk:
        await go(talk, place)
        before = await answers(talk)
        last = talk.screen.splitlines()[-1]
        talk.telegram.sends_album(talk.buyer, [1000, 2000, 3000])
        await talk.settle()
        after = await answers(talk)
        assert after is not None
        assert len(after["files"]) == 3
        assert "3 files" in talk.screen
        assert before is None or _but_proof(after["case"]) == _but_proof(before["case"])
        assert before is None or place in ("result", "card", "coach", "proof", "evidence") or last in talk.screen
        well(talk, log)


def _but_proof(case: Any) -> Any:
    return case.but(evidence=None, unknown=case.unknown - {"evidence"})


@pytest.mark.parametrize("place", PLACES)
async def test_everywhere_a_command_works_and_back_leads_on(place: str, log: list[Any]) -> None:
    """/help, /cases, /settings, /privacy never lose the place; the case is as it was."""
    async with conversation() as talk:
        await go(talk, place)
        before = await answers(talk)
        for command in ("/help", "/cases", "/settings", "/privacy", "/help@recourse_bot", "/cancel"):
            await talk.says(command)
            well(talk, log)
        if before is not None and before["case"].family is not None:
            assert await answers(talk) == before
            assert "Stop here with case 1?" in talk.screen
            await talk.taps("Keep it for later")
        await talk.says("/start")
        well(talk, log)


@pytest.mark.parametrize("place", PLACES)
async def test_a_change_of_language_keeps_the_place(place: str, log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, place)
        before = await answers(talk)
        await talk.says("/settings")
        await talk.taps("Русский")
        assert "Настройки" in talk.screen
        await talk.taps("‹ Назад")
        assert await answers(talk) == before
        well(talk, log)
        await talk.says("/settings")
        await talk.taps("English")
        assert "Settings" in talk.screen
        await talk.taps("‹ Back")
        assert await answers(talk) == before
        well(talk, log)


@pytest.mark.parametrize(
    "text",
    [
        "שלום, החבילה לא הגיעה",
        "لم تصل الطرد أبدا",
        "\u202eabc\u202c \u200f",
        "<b>hello</b> & <script>alert(1)</script>",
        "&lt;&amp;&#0;",
        "{{ 7*7 }} {% raw %} %(day)s %s {0}",
        "🙂" * 200,
        "👍🏽",
        ".",
        "???",
        "/",
        "//",
        "a\x00b",
        "half \ud83d a character",
        "\u200b\u2060",
        "1",
        "99",
        "-1",
        "0",
        "9" * 300,
        "yes",
        "no",
        "back back back",
        "' OR 1=1; --",
        "٣ أبريل ٢٠٢٦",
        "1e999",
        "NaN",
        "0000-00-00",
        "31.02.2026",
    ],
)
async def test_no_text_breaks_any_place(text: str, log: list[Any]) -> None:
    async with conversation() as talk:
        for place in ("home", "recap", "question", "calendar", "summary", "zone", "help"):
            await _at(talk, place)
            arrives(talk, text=text)
            await talk.settle()
            well(talk, log)
            assert "49" not in talk.screen or not text.startswith("{{")


async def _at(talk: Conversation, place: str) -> None:
    """The place, for a buyer who may have been anywhere before."""
    await talk.app.store.forget(talk.buyer)
    await go(talk, place)
