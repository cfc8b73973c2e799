"""The stories the page plays with one click, played here with real handlers; `make transcripts` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.scenarios import FOLDER, scenarios
from tests.approved import holds

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.asyncio(loop_scope="session")  # for one process that looks at pictures
async def test_the_story_goes_as_approved(path: Path, request: pytest.FixtureRequest) -> None:
    """What a visitor watches is, to the letter, what somebody read and approved."""
    await holds(path, approve=request.config.getoption("--approve"))


def test_every_story_is_told_in_english_and_in_russian() -> None:
    for scenario in scenarios():
        head = scenario.script.head
        assert head.titles.keys() == head.about.keys() == {"en", "ru"}, scenario.id
        assert all(len(title) <= 40 for title in head.titles.values()), scenario.id


def test_no_two_stories_are_about_the_same_person() -> None:
    names = [scenario.script.head.name for scenario in scenarios()]
    assert len(names) == len(set(names))
