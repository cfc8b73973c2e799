"""The terminal twin: the whole bot in a real process, lines in and plain lines out."""

from __future__ import annotations

import asyncio
import os
import re
import sys

from bot.playground.plain import Part, attachment, parts, row, wrapped
from bot.playground.terminal import words


async def terminal(*typed: str, language: str = "en", columns: int = 80) -> str:
    """What is printed when these lines are piped in; the process must end well, and by itself."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "play", "--terminal", "--beside-token", "--language", language),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
    )
    printed, faults = await process.communicate("".join(f"{line}\n" for line in typed).encode())
    assert (process.returncode, faults.decode()) == (0, "")
    return printed.decode()


async def test_a_whole_case_is_worked_out_in_a_terminal() -> None:
    printed = await terminal(
        "the parcel never came, ordered 3 months ago, 12 usd, a lamp",
        "1",
        "There is no tracking",
        "80 days ago",
        "1",
        "yesterday",
        "1",
        "/say 3038210049218745",
        "Visa",
        "Poland",
        "I wrote, no answer",
        "/photo the tracking page",
        "Done, 1 file",
        "1",
        "",
        "1",
        "/wait next",
        "/quit",
        "never read",
    )
    assert "1 Yes, that is right\n2 Not quite, ask me one by one\n3 Cancel\n" in printed
    assert "Recourse, changed:\nStep 2 of 4" in printed
    assert "You can open a dispute now." in printed
    letter = printed.partition("Text to copy:\n\n")[2].partition("\n\nEnd of the text.")[0]
    assert letter.startswith("Hello, thank you for your work. My order is 3038210049218745, lamp.\n")
    assert letter.endswith("Thank you and best regards.")
    assert printed.count("\n1 Copy part 1 of") == 2, "an empty line shows the buttons again"
    assert printed.count("Text to copy:") == 2, "a copy button gives its text"
    assert re.search(r"It is \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\nRecourse:\nCase 1 · lamp\nReminder for", printed)
    assert "never read" not in printed


async def test_nothing_is_coloured_or_drawn_and_lines_fit_the_terminal() -> None:
    printed = await terminal("/start", "/help", columns=50)
    assert "\x1b" not in printed
    assert "\r" not in printed
    assert max(map(len, printed.splitlines())) <= 50
    assert not re.search("[\u2500-\u259f]", printed)


async def test_the_end_of_the_input_ends_it_and_so_does_an_empty_one() -> None:
    assert "You are Ana" in await terminal()


async def test_it_speaks_the_buyers_language() -> None:
    printed = await terminal("/start", "/wait", language="ru")
    assert printed.startswith("Recourse в терминале. Вы покупатель")
    assert "Сколько ждать?" in printed
    assert "1 Что-то не так с заказом" in printed


async def test_what_cannot_be_done_is_said_and_the_talk_goes_on() -> None:
    printed = await terminal("", "/wait next", "/as Vera hello", "/as Vera (nowhere) hello", "/wait 2h", "/start")
    assert "There are no buttons." in printed
    assert "That cannot be done: nothing is planned" in printed
    assert "That cannot be done: Vera must say in which topic" in printed
    assert "no such topic" in printed
    assert "Nothing new." in printed
    assert "1 Something is wrong with an order" in printed


def test_both_languages_say_the_same_things() -> None:
    english, russian = words("en"), words("ru")
    assert english.keys() == russian.keys()
    for key, text in english.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", russian[key])), key


def test_a_link_is_written_out_and_a_letter_stands_apart() -> None:
    text = "😀 See here.\nDear seller\nline two\nThen this."
    entities = [
        {"type": "text_link", "offset": 7, "length": 4, "url": "https://example.org/a"},
        {"type": "bold", "offset": 0, "length": 12},
        {"type": "pre", "offset": 13, "length": 20},
    ]
    assert parts({"text": text, "entities": entities}) == [
        Part("😀 See here (https://example.org/a).\n"),
        Part("Dear seller\nline two", letter=True),
        Part("Then this."),
    ]


def test_buttons_stand_side_by_side_as_far_as_the_width_allows() -> None:
    assert row(["1 Yes", "2 No", "3 Perhaps"], 12) == "1 Yes  2 No\n3 Perhaps"
    assert row(["1 A button with many words"], 12) == "1 A button\nwith many\nwords"
    assert wrapped("one two\n\nthree", 5) == "one\ntwo\n\nthree"


def test_what_is_attached_is_named_and_an_album_is_counted() -> None:
    photo: dict[str, object] = {"photo": []}
    assert attachment([photo]) == ("photo", "")
    assert attachment([photo] * 3) == ("photo", "× 3")
    assert attachment([{"document": {"file_name": "case.json"}}]) == ("document", "case.json")
    assert attachment([{"text": "words"}]) is None
