"""Scripts: what a line may be, that it is written as it is read, and what a wrong one is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.lines import Edits, Line, Says, ScriptFault, Sends, Taps, Time, line_of, written
from bot.playground.scenarios import scenarios
from bot.playground.script import parse

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)

LINES: dict[str, Line] = {
    "buyer  the parcel never came": Says("the parcel never came"),
    "buyer  two lines ⏎ of words": Says("two lines\nof words"),
    "buyer  [Yes, that is right]": Taps("Yes, that is right"),
    "buyer  [Open the case] ↑2": Taps("Open the case", 2),
    "buyer  (edits) 4 may": Edits("4 may"),
    "buyer  (edits ↑1) 4 may": Edits("4 may", 1),
    "buyer  (photo)": Sends("photo"),
    "buyer  (photo: the crack)": Sends("photo", "the crack"),
    "buyer  (photo dead-charger: 0 V)": Sends("photo", "0 V", "dead-charger"),
    "buyer  (album of 3: all of it)": Sends("photo", "all of it", count=3),
    "buyer  (voice)": Sends("voice"),
    "buyer  (← I have written) thank you": Says("thank you", reply="I have written"),
    "buyer  (from 12 may) it is late": Says("(from 12 may) it is late"),
    "buyer  \\[Yes]": Says("[Yes]"),
    "time   2026-06-10 12:00": Time(NOON),
    "Vera   (A1) I am looking into it": Says("I am looking into it", who="Vera", topic="A1"),
    "Vera   (A1 ← where is it) in Leipzig": Says("in Leipzig", who="Vera", topic="A1", reply="where is it"),
    "Vera   (A1) [Take]": Taps("Take", who="Vera", topic="A1"),
    "Maximilian  (General) hello": Says("hello", who="Maximilian", topic="General"),
}


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_read_as_what_it_says_and_written_the_same(text: str) -> None:
    assert line_of(text) == LINES[text]
    assert written(LINES[text]) == text


WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(WORDS.filter(bool))
def test_whatever_a_buyer_types_is_read_back_as_those_words(text: str) -> None:
    """Also words that look like an act: brackets, arrows, backslashes."""
    assert line_of(written(Says(text))) == Says(text)


@given(st.text("()[]←↑\\ :photeds1", min_size=1).map(str.strip).filter(bool))
def test_words_made_of_the_signs_of_scripts_stay_words(text: str) -> None:
    assert line_of(written(Says(text))) == Says(text)


@pytest.mark.parametrize("text", ["", "   ", "       [Yes]", "bot    Hello", "bot  ~ Hello"])
def test_what_the_bot_showed_is_not_played(text: str) -> None:
    assert line_of(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "begins with a moment"),
        ("at noon\nlanguage en", "begins with a moment"),
        ("at 2026-05-22T10:00\n\nbuyer  hi\ntime   soon", "line 4: not a moment"),
        ("at 2026-05-22T10:00\n\nVera   hello", "line 3: Vera must say in which topic"),
        ("at 2026-05-22T10:00\n\nhello", "line 3: nobody is named"),
    ],
)
def test_a_script_that_cannot_be_read_names_the_line(text: str, reason: str) -> None:
    with pytest.raises(ScriptFault, match=reason):
        parse(text)


def test_the_head_says_when_in_which_language_and_who() -> None:
    head = parse("at 2026-05-22T10:00\nlanguage ru\nname Иван\ntitle en A lamp\nabout ru О лампе\n\nbuyer  hi\n").head
    assert (head.at, head.language, head.name) == (datetime(2026, 5, 22, 10, tzinfo=UTC), "ru", "Иван")
    assert (head.titles, head.about) == ({"en": "A lamp"}, {"ru": "О лампе"})
    assert parse("at 2026-05-22T10:00\nA story of a lamp.\n").head.language == "en"


def test_every_line_of_every_story_is_written_as_it_is_read() -> None:
    for story in scenarios():
        for line in story.script.lines:
            assert line_of(written(line)) == line
