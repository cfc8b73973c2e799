"""The way to a human: on every screen of a case where there is a support group, and nowhere where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.group import Group, Groups
from bot.domain.screen import Screen
from bot.services.scene import Scene
from bot.services.support.door import BESIDE, TALKS
from bot.services.turn import OF_NO_CASE, VIEWS, view
from tests.conversation import conversation
from tests.rendering.scenes import scenes
from tests.services.walkers import on
from tests.support.desk import GROUP, PROBLEM, desk, prepare

GROUPS = Groups((Group(GROUP),))


def _shown(groups: Groups | None) -> Iterator[tuple[str, str, Scene, Screen]]:
    for name, scene in scenes("en"):
        helped = replace(scene, groups=groups)
        yield name, scene.buyer.view.partition(":")[0], helped, view(helped)


def _leads(screen: Screen) -> list[str]:
    return [button.data for row in screen.rows for button in row if button.label == "human"]


def test_every_screen_of_a_case_has_the_way_to_a_human_once() -> None:
    for name, place, scene, screen in _shown(GROUPS):
        if scene.record is not None and place in VIEWS and place not in OF_NO_CASE | TALKS | BESIDE:
            assert _leads(screen) == ["human:1:0"], name


async def test_the_month_of_days_goes_without_it_and_leads_back_to_a_question_that_has_it() -> None:
    assert {"calendar"} == BESIDE
    async with desk() as talk:
        await on(talk, until="When did the seller ship it?")
        await talk.taps("Pick a day")
        assert "Talk to a human" not in talk.buttons

        await talk.taps("‹ Back")
        assert "Talk to a human" in talk.buttons


def test_every_view_of_a_case_was_looked_at() -> None:
    seen = {place for _, place, scene, _ in _shown(GROUPS) if scene.record is not None}

    assert seen >= VIEWS.keys()


def test_without_a_group_no_screen_promises_a_human() -> None:
    assert [name for name, _, _, screen in _shown(None) if _leads(screen)] == []


async def test_the_key_stands_on_a_question_a_recap_the_result_and_what_is_behind_it() -> None:
    async with conversation(prepare=prepare, support=GROUP) as talk:
        await talk.says(PROBLEM)
        assert "Talk to a human" in talk.buttons
        await talk.taps(talk.buttons[0])
        assert "Talk to a human" in talk.buttons
        await on(talk, until="Your case so far")
        await talk.taps("Show my result")
        for place in ("Why", "All letters"):
            await talk.taps(place)
            assert talk.buttons[-2:] == ["‹ Back", "Talk to a human"]
            await talk.taps("‹ Back")


async def test_a_key_that_stayed_in_the_chat_asks_about_its_own_case() -> None:
    async with desk() as talk:
        await talk.taps("Talk to a human")
        assert "They will see" in talk.screen
