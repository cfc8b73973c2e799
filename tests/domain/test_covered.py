"""An address that can be read is worth a hint until something is blurred on its picture."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.buyer import File
from bot.domain.case import Case
from bot.domain.claims import Shot
from bot.domain.hints import hints
from bot.domain.issues import ISSUES, Issue
from bot.domain.looks import Flaw, Look, Seen, to_text

ISSUE = next(issue for issue in Issue if Shot.PARCEL_LABEL in ISSUES[issue].shots)
CASE = Case(family=ISSUES[ISSUE].family, issue=ISSUE)
LABEL = File(
    "photo",
    "f",
    "u",
    5,
    mime="image/jpeg",
    shot=Shot.PARCEL_LABEL,
    look=to_text(Look(Seen.PICTURE, 1280, 960, sharpness=1.0, brightness=0.5, print="00ff00ff00ff00ff")),
)


def flaws(marks: str) -> list[Flaw]:
    return [hint.flaw for hint in hints(CASE, (replace(LABEL, marks=marks),))]


def test_the_hint_goes_with_a_blur_and_with_nothing_else() -> None:
    assert flaws("") == [Flaw.LABEL]
    assert flaws("circle:5,arrow:1") == [Flaw.LABEL]
    assert flaws("circle:5,blur:1") == []
