"""Wanted: the one thing a volunteer asked the buyer for. What comes next at its screen is filed, and passed on with
the line that says which request it answers.

The view names the thing, and behind it the readings of a typed day: "wanted:order_date:2026-05-03". So it is the same
after a restart and in another language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.domain.ask import Refusal
from bot.domain.buyer import File
from bot.domain.case_json import parse
from bot.domain.dialogue import advance, doubt
from bot.domain.inputs import Sent, Strange
from bot.domain.requests import REQUESTS, Request
from bot.domain.screen import Button, Rows, Screen
from bot.services.advice import advise
from bot.services.answers import mirrored, understand
from bot.services.scene import Feature, Scene, Turn
from bot.services.support import asking, topics
from bot.storage.changes import Post

_MOST: Final = 6  # readings of one answer that are offered


def open_(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "Send it now": the next thing that comes is the one asked for."""
    request = REQUESTS[arguments[0]]
    if not request.fits(scene.case):
        raise ValueError("the case has no such thing any more")
    listed = scene if request.field else _listed(scene, request)  # a day can be typed as well
    return Turn(listed.but(view=f"wanted:{arguments[0]}", notice={}))


def _listed(scene: Scene, request: Request) -> Scene:
    """The scene in which the list of the case asks for it too."""
    case, shot = scene.case, request.shot
    return scene.with_case(case.but(requested=case.requested | {shot}, without=case.without - {shot}))


def screen(scene: Scene, argument: str) -> Screen:
    """What is asked for, or "Is that right?" once a day was typed."""
    thing, *readings = argument.split(":")
    request = REQUESTS.get(thing)
    if request is None or scene.record is None:  # another release asked for more
        return asking.talk(scene)
    rows = (*_readings(scene, thing, request, readings), *_ways(scene, thing))
    facts = scene.facts(thing=thing, readings=len(readings), typed=request.field, open=bool(asking.talking(scene)))
    return Screen("wanted", facts, rows)


def _readings(scene: Scene, thing: str, request: Request, readings: list[str]) -> Rows:
    if request.field is None or not readings:
        return ()
    label = "yes_reading" if len(readings) == 1 else "reading"
    known = {"field": request.field, "currency": scene.case.currency}
    days = tuple(
        (Button(label, scene.press("given", thing, day), {**known, "value": parse(request.field, day)}, "primary"),)
        for day in readings
    )
    return (*days, (Button("no_reading", scene.press("give", thing)),))


def _ways(scene: Scene, thing: str) -> Rows:
    return (Button("cannot_give", scene.lasting("cant", thing)),), (Button("back", scene.lasting("human")),)


def typed(scene: Scene, text: str) -> Turn:
    """Words: the answer, where it is one; otherwise they go to the volunteers as an answer to their request."""
    thing, request = _asked(scene)
    question = request.question if request else None
    if question is not None and question.applies(scene.case):
        found = understand(question, text, scene)
        if not isinstance(found, Refusal):
            days = found.readings[question.field][:_MOST]
            return Turn(scene.but(view=":".join(("wanted", thing, *days)), notice={}))
        return _passed_on(asking.said(scene, text), thing, "wanted_no_day")
    return _passed_on(asking.said(scene, text), thing, "wanted_words")


def sent(scene: Scene, what: Sent | Strange) -> Turn:
    """A file is filed as what was asked for, with the case, and passed on; anything else is passed on."""
    thing, request = _asked(scene)
    turn = asking.sent(_listed(scene, request) if isinstance(what, Sent) and request else scene, what)
    if isinstance(what, Sent) and request is not None and turn.scene.record is not None:
        files = _as(request, (one for one in turn.scene.record.files if one.unique_id == what.unique_id))
        filed = {one.unique_id: one for one in files}
        record = turn.scene.record
        kept = replace(record, files=tuple(filed.get(one.unique_id, one) for one in record.files))
        others = (one for one in turn.add_files if one.unique_id not in filed)
        turn = replace(turn, scene=replace(turn.scene, record=kept), add_files=(*others, *files))
    return _passed_on(turn, thing, "wanted_given" if isinstance(what, Sent) else "wanted_words")


def _as(request: Request, files: Iterable[File]) -> list[File]:
    return [replace(one, shot=str(request.shot)) for one in files]


def given(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """The day is right: it is the answer to its question, and the result follows from it."""
    thing, day = arguments
    field = REQUESTS[thing].field
    if field is None:
        raise ValueError("no day was asked for")
    case = advance(scene.case, field, day)
    if isinstance(case, Refusal):
        return Turn(scene.but(view=f"wanted:{thing}").noticing("refused", refusal=case))
    readings = tuple(scene.buyer.view.split(":")[2:])
    if mirrored(readings):
        scene = scene.but(day_first=day == readings[0])
    found = asking.talking(scene)
    line = topics.line(found[0], found[1].id, "wanted_day", field=field, on=day) if found else None
    return Turn(
        _noted(scene, scene.with_case(case), field), posts=(line,) if line else (), waits=found[1].id if found else None
    )


def _noted(before: Scene, after: Scene, field: str) -> Scene:
    """The next screen: a doubt about the new answer first; else the talk, with what the answer changed."""
    doubted = doubt(after.case, after.today) is not None
    home = "card" if after.case.reviewed else "case"
    place = "case" if doubted else "talk" if asking.talking(after) else home
    after = after.but(view=place).noticing("noted", field=field)
    if not after.case.reviewed:
        return after
    was, told = advise(before).told(), advise(after).told()
    after = after.with_case(after.case.but(told=told))
    changed = {name: [was[name], value] for name, value in told.items() if was[name] != value}
    return after.noticing("changed", changed=changed) if changed else after


def cannot(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """ "I can't" is an answer too."""
    thing, found = arguments[0], asking.talking(scene)
    if thing not in REQUESTS or found is None:
        return Turn(scene.but(view="human").noticing("human_not_open"))
    line = topics.line(found[0], found[1].id, "wanted_cannot", thing=thing)
    excused = scene.with_case(scene.case.but(without=scene.case.without | {REQUESTS[thing].shot}))
    return Turn(excused.but(view="talk").noticing("wanted_cannot"), posts=(line,), waits=found[1].id)


def _asked(scene: Scene) -> tuple[str, Request | None]:
    """What the open screen asks for."""
    thing = scene.buyer.view.partition(":")[2].partition(":")[0]
    return thing, REQUESTS.get(thing)


def _passed_on(turn: Turn, thing: str, notice: str) -> Turn:
    """The same turn, said to answer the request; where nothing was passed on it says why itself."""
    if not turn.posts:
        return turn
    after = turn.scene.but(view=f"wanted:{thing}").noticing(notice)
    return replace(turn, scene=after, posts=tuple(_answering(post, thing) for post in turn.posts), quiet=False)


def _answering(post: Post, thing: str) -> Post:
    """Words that wait together go out as one message; those that answer a request stand alone."""
    facts = {name: value for name, value in post.facts.items() if name != "joins"}
    return replace(post, facts={**facts, "thing": thing}) if post.template == "from_buyer" else post


FEATURE: Final = Feature(
    actions={"give": open_, "given": given, "cant": cannot},
    views={"wanted": screen},
    typed={"wanted": typed},
    sent={"wanted": sent},
)
