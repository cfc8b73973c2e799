"""The picture of a timeline: readable on a phone, in either language, within what Telegram takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from babel.numbers import list_currencies
from PIL import Image, ImageFont

from bot.domain.buyer import Record
from bot.domain.case import Case, Stage
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.screen import Screen
from bot.domain.standing import told
from bot.rendering.bubbles import bubble
from bot.rendering.catalogues import languages
from bot.rendering.drawing import FONTS, MOST_ROWS, WIDTH, draw
from bot.rendering.formats import filters
from bot.rendering.picture import Line, Picture, Tone
from bot.rendering.timeline import CAPTION_LIMIT
from bot.rendering.words import bare, words
from bot.rendering.wrapping import wrapped
from tests.domain.test_timeline import KETTLE, TODAY, drawn
from tests.rendering import markup
from tests.rendering.samples import HOSTILE, entries, samples
from tests.rendering.scenes import screens

LONG = told(
    KETTLE,
    Happening(Event.DISPUTE_OPENED, date(2026, 5, 1)),
    *(Happening(event, date(2026, 5, 2), Decimal("1234.5")) for event in Event),
)
MOST_BYTES = 150_000
NOT_A_LETTER = "\U0010fffd"


def shown(case: Case, language: str, today: date = TODAY) -> Screen:
    """The screen of a case, as the service makes it."""
    marks = drawn(case, today)
    facts = {
        "case": case,
        "record": Record(1, 7, 3, case),
        "notice": {},
        "timeline": marks,
        "today": today,
        "local_day": today,
        "disputed": case.stage is not Stage.NOT_OPENED,
    }
    return Screen("timeline", facts, picture=marks)


def picture(case: Case, language: str, today: date = TODAY) -> Picture:
    """What is written in the picture of a case."""
    drawn_on = bubble(shown(case, language, today), language).picture
    assert isinstance(drawn_on, Picture)
    return drawn_on


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("case", [KETTLE, LONG, KETTLE.but(delivered_on=date(2026, 5, 3))], ids=["new", "long", "over"])
def test_it_is_a_small_light_png_as_wide_as_a_phone_needs(case: Case, language: str) -> None:
    png = draw(picture(case, language))
    image = opened(png)

    assert image.width == WIDTH == 1080
    assert image.width + image.height <= 10_000
    assert image.height <= 20 * image.width
    assert len(png) < MOST_BYTES
    assert image.getpixel((5, 5)) == (255, 255, 255)


def test_its_lines_say_what_and_when_and_how_far_it_is() -> None:
    lines = picture(KETTLE, "en").lines

    assert lines[0] == Line(Tone.PAST, "Order placed", "2 Apr 2026 · 50 days ago")
    assert lines[3:5] == (
        Line(Tone.TODAY, "Today", "Fri 22 May 2026"),
        Line(Tone.COMING, "Safe last day to open a dispute", "29 May 2026 · in 7 days"),
    )
    assert picture(KETTLE, "ru").lines[4].detail == "29 мая 2026 · через 7 дней"


def test_a_time_that_is_over_says_so_in_words_and_looks_different() -> None:
    over = picture(KETTLE.but(delivered_on=date(2026, 5, 3)), "en")
    line = next(line for line in over.lines if line.tone is Tone.OVER)

    assert line.detail == "18 May 2026 · 4 days ago · time is over"
    calm = replace(over, lines=tuple(replace(line, tone=Tone.PAST) for line in over.lines))
    assert draw(over) != draw(calm)


def test_what_is_left_out_is_counted() -> None:
    assert picture(LONG, "en").earlier.startswith("and ")
    assert picture(KETTLE, "en").earlier == ""


def test_no_word_of_the_buyers_is_in_the_picture() -> None:
    """Theirs may need letters that our font does not have."""
    said = KETTLE.but(item=HOSTILE, detail=HOSTILE, notes=HOSTILE, order_number=HOSTILE)

    assert picture(said, "en") == picture(KETTLE, "en")


@pytest.mark.parametrize("language", languages())
def test_the_caption_says_the_same_days_and_fits(language: str) -> None:
    for case in (KETTLE, LONG):
        caption = bare(bubble(shown(case, language), language).text)
        day = filters(language)["day"]
        assert len(caption) <= CAPTION_LIMIT
        assert all(day(mark.on) in caption for mark in drawn(case).marks[-6:] if mark.on is not None)


def test_a_caption_that_is_too_long_leaves_out_the_oldest_days_and_counts_them() -> None:
    screen = shown(LONG, "en")
    notice = {"key": "edited_too_late"}
    room = CAPTION_LIMIT - len(bare(bubble(screen, "en").text))
    noisy = replace(screen, facts={**screen.facts, "record": Record(1, 7, 10 ** (room + 200), LONG), "notice": notice})

    caption = bare(bubble(noisy, "en").text)
    left_out = drawn(LONG).earlier
    assert len(caption) <= CAPTION_LIMIT
    assert f"and {left_out} earlier" not in caption
    assert "earlier events" in caption


def test_where_not_even_the_shortest_caption_fits_the_words_are_a_message_of_their_own() -> None:
    screen = shown(LONG, "en")
    noisy = replace(screen, facts={**screen.facts, "record": Record(1, 7, 10**1100, LONG)})

    assert bubble(noisy, "en").picture is None


@pytest.mark.parametrize("language", languages())
def test_every_timeline_of_every_case_is_a_caption_telegram_takes(language: str) -> None:
    found = [(name, bubble(screen, language)) for name, screen in screens(language) if screen.picture is not None]

    assert found
    for name, one in found:
        assert one.picture is not None, name
        assert markup.faults(one.text) == [], name
        assert len(bare(one.text)) <= CAPTION_LIMIT, name


@pytest.mark.parametrize("font", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
def test_the_font_has_every_letter_our_words_need(font: str) -> None:
    face = ImageFont.truetype(str(FONTS / font), 40)
    gap = _looks(face, NOT_A_LETTER)
    letters = {letter for language in languages() for text in _texts(language) for letter in text}

    assert _looks(face, "中") == gap  # so a letter that is missing is seen
    assert {"ё", "Д", "·", "…", "€"} <= letters
    assert sorted(letter for letter in letters if _looks(face, letter) == gap) == []


def _looks(face: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = face.getmask(letter)
    return mask.size, bytes(mask)


def _texts(language: str) -> Iterator[str]:
    """Whatever can be written in a picture in this language."""
    spoken, form = words(language), filters(language)
    for catalogue, key in entries():
        if catalogue in ("timeline", "events", "issues"):
            yield from (spoken.plain(catalogue, key, facts) for facts in samples(catalogue, key))
    for day in (date(2026, 1, 1) + timedelta(days=days) for days in range(366)):
        yield from (form["day"](day), form["day_long"](day), form["ago"](day, TODAY))
    yield from (form["money"](Decimal("1234.5"), code) for code in list_currencies(language))
    yield "· …"


def test_long_words_wrap_and_at_last_are_cut() -> None:
    fits = 10

    def short(text: str) -> bool:
        return len(text) <= fits

    assert wrapped("one two three", short, 3) == ("one two", "three")
    assert wrapped("Donaudampfschiff", short, 3) == ("Donaudampf", "schiff")
    assert wrapped("a Donaudampfschiff b", short, 3) == ("a", "Donaudampf", "schiff b")
    assert wrapped("one two three four five six", short, 2) == ("one two", "three fou…")
    assert wrapped("", short, 3) == ()


def test_the_longest_words_there_can_be_still_make_a_picture_telegram_takes() -> None:
    endless = "W" * 400
    lines = tuple(Line(tone, endless, endless) for tone in (*Tone, *Tone, *Tone))
    image = opened(draw(Picture(endless, endless, lines, endless, endless, endless)))

    assert image.width + image.height <= 10_000
    assert MOST_ROWS == 3


def test_an_issue_that_is_not_named_yet_leaves_no_gap() -> None:
    assert picture(KETTLE.but(issue=None), "en").subtitle == ""
    assert picture(KETTLE.but(issue=Issue.LATE), "en").subtitle


def test_nothing_of_the_drawing_is_loaded_before_somebody_asks_for_a_picture() -> None:
    """Most buyers never do, and a start should not wait for it."""
    loaded = "import sys, bot.app; print('PIL' in sys.modules, 'bot.rendering.drawing' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["False", "False"]
