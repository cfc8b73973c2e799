"""Fresh stories of disputes: how much is heard in words nobody fitted the lexicon to. They stand in
fresh_happenings.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.reading.happenings import Heard, hear_happenings
from tests.reading.score import Score

TODAY = date(2026, 7, 15)
FRESH = tomllib.loads((Path(__file__).parent / "fresh_happenings.toml").read_text("utf-8"))


def facts(heard: Heard) -> set[str]:
    """What is told beside the event itself."""
    met = {f"{heard.amount} {heard.currency}"} if heard.amount else set[str]()
    met |= {f"share {heard.share:.0%}"} if heard.share else set()
    met |= {f"on {heard.on}"} if heard.on else set()
    return met | ({f"by {heard.answer_by}"} if heard.answer_by else set())


def expected_facts(words: Sequence[str]) -> set[str]:
    return {" ".join(pair) for pair in zip(words[::2], words[1::2], strict=True)}


def score(rows: Sequence[str]) -> Score:
    right, wrong, missed = 0, list[str](), list[str]()
    for row in rows:
        language, says, told = row.split("|")
        left = list(hear_happenings(says, language, TODAY, day_first=True))
        for one in told.split("; ") if told != "-" else ():
            allowed, *words = one.split()
            found = next((heard for heard in left if heard.events[0] in allowed.split("/")), None)
            if found is None:
                missed.append(f"{says}: no {one}")
                continue
            left.remove(found)
            right += 1 + len(expected_facts(words) & facts(found))
            missed += [f"{says}: no {fact}" for fact in expected_facts(words) - facts(found)]
            wrong += [f"{says}: {fact}" for fact in facts(found) - expected_facts(words)]
        wrong += [f"{says}: {'/'.join(heard.events)}" for heard in left]
    return Score(right, wrong, missed)


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    [("first", 0.98, 0.97), ("second", 0.98, 0.95), ("third", 0.97, 0.92), ("fourth", 0.97, 0.93)],
)
def test_almost_nothing_is_heard_wrongly_and_most_is_heard(part: str, precision: float, recall: float) -> None:
    """A wrong happening costs the buyer's trust, a missing one only a tap on a button."""
    met = score(FRESH[part].strip().splitlines())

    assert met.precision >= precision, met.wrong
    assert met.recall >= recall, met.missed


def test_words_the_lexicon_was_never_fitted_to_are_heard_nearly_as_well() -> None:
    met = score(FRESH["untouched"].strip().splitlines())

    assert met.precision >= 0.95, met.wrong
    assert met.recall >= 0.78, met.missed
