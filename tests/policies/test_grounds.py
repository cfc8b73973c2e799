"""What the advice about each event rests on is told, can be checked, and agrees with what the buyer is shown."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.domain.history import Event
from bot.domain.lessons import LESSONS
from bot.domain.policy import Ground
from bot.domain.stages import STAGES
from bot.domain.transitions import NEXT, POSSIBLE, STARTS
from bot.policies import HERE, FaultyPolicy, load

POLICY = load()
GROUND = "[ground.seller_asked_outside]"


def _folder(tmp_path: Path, right: str, wrong: str) -> Path:
    """The real policy with one line of one ground changed."""
    folder = tmp_path / "policies"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = folder / "grounds_seller.toml"
    before, head, rest = path.read_text(encoding="utf-8").partition(GROUND)
    entry, blank, after = (head + rest).partition("\n\n")
    assert right in entry
    path.write_text(before + entry.replace(right, wrong, 1) + blank + after, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        (GROUND, "[ground.seller_vanished]", "seller_vanished: there is no such event"),
        (GROUND, "[ground.seller_refused.more]", "seller_asked_outside: is in no file|seller_refused"),
        ('source = ["VIWS-B", "ALIM", "ZAL"]\n', "", "at least one source"),
        ('"ALIM"', '"NOBODY"', "seller_asked_outside: source 'NOBODY' is in no file"),
        ('rests_on = ["R25", "R58c", "Q17"]\n', "", "rests_on"),
        ('"R25"', '"C99"', "'C99' is no rule"),
        ('confidence = "high"\n', "", "confidence"),
        ('confidence = "high"', 'confidence = "sure"', "confidence"),
        ("checked_on = 2026-11-22", "", "checked_on"),
        ("still_valid_on = 2018-12-31", "still_valid_on = 2018", "still_valid_on"),
        ("checked_on", 'quote = "x"\nchecked_on', "quote"),
        ('source = ["VIWS-B", "ALIM", "ZAL"]', "source = []", "beside no source"),
    ],
)
def test_a_faulty_ground_is_refused_with_its_place(tmp_path: Path, right: str, wrong: str, complaint: str) -> None:
    with pytest.raises(FaultyPolicy, match=complaint):
        load(_folder(tmp_path, right, wrong))


def test_a_judgement_of_our_own_says_why(tmp_path: Path) -> None:
    path = _folder(tmp_path, GROUND, GROUND) / "grounds_buyer.toml"
    note = f'note = "{POLICY.grounds[Event.MONEY_ARRIVED].note}"\n'
    text = path.read_text(encoding="utf-8")
    assert note in text
    path.write_text(text.replace(note, ""), encoding="utf-8")

    with pytest.raises(FaultyPolicy, match="money_arrived: without a source it needs a note"):
        load(path.parent)


def test_every_event_has_a_source_or_is_called_our_own_judgement() -> None:
    assert set(POLICY.grounds) == set(Event)
    assert [event for event, ground in POLICY.grounds.items() if not (ground.sources or ground.note)] == []
    assert {event for event, ground in POLICY.grounds.items() if not ground.sources} == {Event.MONEY_ARRIVED}


@pytest.mark.parametrize("event", [event for event in Event if POLICY.grounds[event].sources])
def test_no_source_is_younger_than_the_newest(event: Event) -> None:
    """The year a buyer is told is not before a year that stands in a title."""
    ground = POLICY.grounds[event]
    told = [int(year) for source in ground.sources for year in re.findall(r"\b20\d\d\b", source.title)]

    assert ground.still_valid_on is not None
    assert max(told, default=0) <= ground.still_valid_on.year <= ground.checked_on.year


@pytest.mark.parametrize("event", list(Event))
def test_a_conflict_that_an_advice_rests_on_is_shown_with_it_and_no_other(event: Event) -> None:
    lesson, concerned = LESSONS[event], _conflicts(POLICY.grounds[event])
    pairs = [pair for pair in STARTS if pair[1] is event] or [pair for pair in POSSIBLE if pair[1] is event]
    everywhere = set.intersection(*(set(STAGES[NEXT[pair]].conflicts) for pair in pairs))

    assert concerned - set(lesson.conflicts) - everywhere == set()
    assert set(lesson.conflicts) - concerned == set()


def _conflicts(ground: Ground) -> set[str]:
    return {key for key in ground.rests_on if key in POLICY.conflicts}
