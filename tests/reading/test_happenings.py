"""What buyers tell of their dispute. The sentences stand in happenings.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.history import Event
from bot.reading.acts import ACTS, BETTER, JOINED
from bot.reading.cues import lexicon
from bot.reading.happenings import Heard, hear_happenings

TODAY = date(2026, 7, 15)
FOLDER = Path(__file__).parent
LANGUAGES = ["en", "ru", "uk", "it", "es", "pt", "de", "fr", "pl"]
TOLD = [
    row.split("|")
    for rows in tomllib.loads((FOLDER / "happenings.toml").read_text("utf-8")).values()
    for row in rows.strip().splitlines()
]


def written(heard: Heard) -> str:
    """One happening as the table writes it."""
    parts = ["/".join(heard.events)]
    parts += [str(heard.amount)] if heard.amount is not None else []
    parts += [heard.currency] if heard.currency else []
    parts += [f"{heard.share:.0%}"] if heard.share else []
    parts += [f"on {heard.on}"] if heard.on else []
    parts += [f"by {heard.answer_by}"] if heard.answer_by else []
    return " ".join(parts)


@pytest.mark.parametrize(("language", "says", "happened"), TOLD, ids=[says for _, says, _ in TOLD])
def test_what_a_buyer_tells_is_heard_so(language: str, says: str, happened: str) -> None:
    heard = hear_happenings(says, language, TODAY, day_first=True)

    assert ("; ".join(map(written, heard)) or "-") == happened


def test_a_language_without_a_lexicon_is_heard_in_the_language_of_its_words() -> None:
    assert [one.events for one in hear_happenings("the seller refused", "ar", TODAY, None)] == [(Event.SELLER_REFUSED,)]
    assert hear_happenings("رفض البائع", "ar", TODAY, None) == ()


def test_each_line_is_a_sentence_of_its_own() -> None:
    heard = hear_happenings("what if the seller refuses\nparcel came today", "en", TODAY, None)

    assert [one.events for one in heard] == [(Event.PARCEL_ARRIVED,)]


def test_a_day_in_two_readings_is_not_chosen() -> None:
    (heard,) = hear_happenings("the seller refused on 03/04/2026", "en", TODAY, None)

    assert heard.on is None


def test_what_is_told_twice_is_heard_once() -> None:
    heard = hear_happenings("The seller offered me money. Yesterday the seller offered 5 usd", "en", TODAY, None)

    assert [(one.events, str(one.amount)) for one in heard] == [((Event.SELLER_OFFERED_AMOUNT,), "5")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_of_a_lexicon_is_an_event_or_has_its_row(language: str) -> None:
    table = lexicon(language, "happenings")
    cues = [cue for cues in (*table.exact.values(), *table.stems.values(), table.counting) for cue in cues]
    acts = {cue.key for cue in cues if cue.topic == "act"}

    assert acts <= ACTS.keys() | {event.value for event in Event}
    assert {cue.topic for cue in cues} <= {"act", "who", "mood", "veto", "sum", "share", "day", "until"}


def test_english_and_russian_can_tell_every_event_that_a_person_can() -> None:
    by_a_clock = {event for event in Event if event.endswith(("_ran_out", "_applied", "_out", "_due", "_way"))}
    for language in ("en", "ru"):
        table = lexicon(language, "happenings")
        cues = [cue for cues in (*table.exact.values(), *table.stems.values(), table.counting) for cue in cues]
        acts = {cue.key for cue in cues if cue.topic == "act"}
        rows = [ACTS[act] for act in acts if act in ACTS]
        told = {event for row in rows for events in row[:4] for event in events}
        told |= {Event(act) for act in acts if act not in ACTS}

        assert told | by_a_clock == set(Event)


def test_no_two_acts_are_each_better_than_the_other() -> None:
    assert not [(one, other) for one, worse in BETTER.items() for other in worse if one in BETTER.get(other, ())]
    known = ACTS.keys() | {event.value for event in Event}
    assert {act for acts in (*BETTER.values(), *JOINED, set(BETTER), set(JOINED.values())) for act in acts} <= known


WORDS = (
    "seller aliexpress offers offered refused 5 $ 0 % 20.07 half until 48 hours yesterday "
    "money not if i they , . ? dispute "
    "продавец предлагает вернуть деньги не до 20 июля али закрыть спор если вчера"
)
WORDY = st.lists(st.sampled_from(WORDS.split()), max_size=60)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=300) | WORDY.map(" ".join) | WORDY.map("\n".join),
    st.sampled_from([*LANGUAGES, "ar", "xx", "", "pt-BR"]),
    st.sampled_from([True, False, None]),
)
def test_no_text_breaks_the_hearing(text: str, language: str, day_first: bool | None) -> None:
    for one in hear_happenings(text, language, TODAY, day_first):
        assert one.events
        assert one.on is None or one.on <= TODAY
        assert one.answer_by is None or one.answer_by >= TODAY
        assert one.amount is None or one.amount >= 0
        assert one.share is None or 0 < one.share <= 1


@pytest.mark.parametrize("text", ["offer 5 ", "i ", "until 25.11 ", "the seller refused, ", "не "])
def test_a_very_long_text_is_heard_as_well(text: str) -> None:
    assert len(hear_happenings(text * 2000, "en", TODAY, None)) <= 12
