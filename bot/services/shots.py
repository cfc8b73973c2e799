"""Shots: one line of the list by itself, and what to do where a shot can't be had."""

from __future__ import annotations

from typing import Final

from bot.domain.claims import Shot
from bot.domain.screen import Button, Screen
from bot.services import proof
from bot.services.files import home
from bot.services.listed import listed
from bot.services.scene import Feature, Scene, Turn


def screen(scene: Scene, argument: str) -> Screen:
    """How it is taken and what there is of it; where the buyer can't have it, what to send instead."""
    at = listed(scene)
    line = next((line for line in at.lines if line.shot == argument), None)
    if line is None:
        return proof.screen(scene)
    facts = scene.facts(
        line=line,
        numbers=[one.number for one in at.numbered if one.shot == line.shot],
        hints=[hint for hint in at.hints if hint.at.shot == line.shot],
    )
    rows = [(Button("example", scene.lasting("v", f"example.{line.shot}")),)]
    if line.excused:
        rows.append((Button("have_after_all", scene.press("have", line.shot)),))
    elif line.open:
        rows.append((Button("cannot_this", scene.press("miss", line.shot)),))
    return Screen("line", facts, (*rows, (Button("back", scene.lasting("v", home(scene))),)))


def example(scene: Scene, argument: str) -> Screen:
    """How it may look, drawn. It stays in the chat, so its button holds for as long as it is there."""
    line = next((line for line in listed(scene).lines if line.shot == argument), None)
    if line is None:
        return proof.screen(scene)
    back = (Button("back", scene.lasting("v", home(scene))),)
    return Screen("example", scene.facts(line=line), (back,), picture=line.shot)


def cannot(scene: Scene, _: str = "") -> Screen:
    """Which line is it that can't be had, or can after all?"""
    lines = listed(scene).lines
    keys = [(Button("shot", scene.press("miss", line.shot), {"shot": line.shot}),) for line in lines if line.open]
    keys += [
        (Button("have_shot", scene.press("have", line.shot), {"shot": line.shot}),) for line in lines if line.excused
    ]
    return Screen("cannot", scene.facts(), (*keys, (Button("back", scene.lasting("v", home(scene))),)))


def missed(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "I can't" is accepted, with what to send instead."""
    shot = listed(scene).line(arguments[0]).shot
    return Turn(_excusing(scene, scene.case.without | {shot}).but(view=f"line:{shot}", notice={}))


def had(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """The buyer has it after all."""
    shot = listed(scene).line(arguments[0]).shot
    return Turn(_excusing(scene, scene.case.without - {shot}).but(view=f"line:{shot}", notice={}))


def _excusing(scene: Scene, without: frozenset[Shot]) -> Scene:
    return scene.with_case(scene.case.but(without=without))


FEATURE: Final = Feature(
    actions={"miss": missed, "have": had}, views={"line": screen, "example": example, "cannot": cannot}
)
