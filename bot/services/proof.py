"""Proof: the shot list that ticks itself, as the question about proof and as a view of its own.

While a file has just come, it offers what else that file may be. How each line is taken: words/shots.j2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.domain.evidence import limits, serves
from bot.domain.lines import Line, Numbered, flawed
from bot.domain.looks import Flaw
from bot.domain.screen import Button, Rows, Screen
from bot.services import marking, preparing
from bot.services.advice import advise
from bot.services.listed import Listed, listed
from bot.services.scene import Feature, Scene

_MOST_OFFERED: Final = 6
_MOST_HINTS: Final = 2
"""Of the newest files, in full; the others are counted, and stand with their files. A picture that was taken again
needs none."""


def asked(scene: Scene, question: Mapping[str, Any], ways: tuple[Button, ...]) -> Screen:
    """The list as a question, about the file that came last; `question`: its head, `ways`: the last row."""
    at = listed(scene)
    newest = max(at.numbered, key=lambda one: one.file.message_id, default=None)
    done = ((Button("files_done", scene.press("done"), {"count": len(at.files)}, "primary"),),) if at.files else ()
    facts = {**_facts(scene, at, newest), **question, "advice": None}
    return Screen("proof", facts, (*_instead(scene, at, newest), *done, *_menu(scene, at), ways))


def screen(scene: Scene, argument: str = "") -> Screen:
    """The list by itself, for a case whose questions are answered. `argument`: the message of a file that came."""
    at, advice = listed(scene), advise(scene)
    newest = next((one for one in at.numbered if str(one.file.message_id) == argument), None)
    facts = {**_facts(scene, at, newest), "advice": advice, "assessment": advice.assessment, "question": None}
    back = (Button("back", scene.lasting("v", "card" if scene.case.reviewed else "case")),)
    return Screen("proof", facts, (*_instead(scene, at, newest), *_menu(scene, at), back))


def _facts(scene: Scene, at: Listed, newest: Numbered | None) -> dict[str, Any]:
    lines = at.lines
    done = {line.shot for line in lines if line.files and not line.weak}
    open_hints = (hint for hint in reversed(at.hints) if not (hint.at.shot in done and flawed(hint.at.file)))
    first = {hint.at.number: hint for hint in open_hints}
    by_age = sorted(first.values(), key=lambda hint: -hint.at.file.message_id)
    return scene.facts(
        case=at.case,
        lines=lines,
        newest=newest,
        newest_line=at.line(newest.shot).number if newest and newest.shot else 0,
        numbers={line.shot: [one.number for one in at.numbered if one.shot == line.shot] for line in lines},
        spare=[one.number for one in at.numbered if one.shot is None],
        following=following(lines),
        hints=by_age[:_MOST_HINTS],
        more_hints=max(0, len(first) - _MOST_HINTS),
        limits=limits(scene.policy, scene.today),
    )


def following(lines: tuple[Line, ...]) -> Line | None:
    """The line the next file is for: the first that is open or had better be taken again."""
    return next((line for line in lines if line.open or line.weak), None)


def _instead(scene: Scene, at: Listed, newest: Numbered | None) -> Rows:
    """What the file that came may be instead: lines it can serve, open ones first, or none of them."""
    if newest is None or not at.lines:
        return ()
    others = [line for line in at.lines if line.shot != newest.shot and serves(newest.file, line.shot)]
    others.sort(key=lambda line: not line.open)
    return moves(scene, newest.file.message_id, others[:_MOST_OFFERED], spare=newest.shot is None)


def moves(scene: Scene, message_id: int, others: list[Line], *, spare: bool) -> Rows:
    """Buttons that move one file; `spare`: it serves no line already."""
    keys = [Button("shot", scene.press("mv", str(message_id), line.shot), {"shot": line.shot}) for line in others]
    none = ((Button("no_shot", scene.press("mv", str(message_id), "")),),) if not spare else ()
    return (*_pairs(keys), *none)


def _menu(scene: Scene, at: Listed) -> Rows:
    """What is behind the list."""
    row = []
    if line := following(at.lines):
        row.append(Button("example", scene.lasting("v", f"example.{line.shot}")))
    if any(line.open or line.excused for line in at.lines):
        row.append(Button("cannot_shoot", scene.lasting("v", "cannot")))
    rows = (tuple(row),) if row else ()
    mine = ((Button("my_files", scene.lasting("v", "files")),),) if at.files else ()
    return (*rows, *mine, *_covers(scene, at), *(preparing.rows(scene) if scene.case.reviewed else ()))


def _covers(scene: Scene, at: Listed) -> Rows:
    """The way to blur an address, for each file that shows one to be read."""
    legible = [hint.at for hint in at.hints if hint.flaw is Flaw.LABEL]
    return tuple(filter(None, (marking.offered(scene, one) for one in legible[:_MOST_HINTS])))


def _pairs(keys: list[Button]) -> Rows:
    return tuple(tuple(keys[i : i + 2]) for i in range(0, len(keys), 2))


FEATURE: Final = Feature(views={"proof": screen})
