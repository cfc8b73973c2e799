"""Advice: everything the rules conclude from one case today, worked out anew each time it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.domain.buyer import File
from bot.domain.case import Case, Proof
from bot.domain.claims import Shot
from bot.domain.dialogue import relevant
from bot.domain.eligibility import Assessment, assess
from bot.domain.evidence import held
from bot.domain.letters import letters
from bot.domain.lines import Line, Numbered, lines, matched, numbered, placed
from bot.domain.policy import Policy
from bot.domain.progress import Progress, progress
from bot.domain.remedies import Remedy, suggest
from bot.domain.reminders import Reminder, plan
from bot.domain.standing import Standing, standing, story
from bot.domain.strength import lacking
from bot.services.scene import Scene


@dataclass(frozen=True, slots=True)
class Advice:
    """What Recourse thinks of one case on one day. `case` holds only the answers that count."""

    case: Case
    assessment: Assessment
    at: Standing
    """Where the dispute stands, whose turn it is and until when."""
    remedies: tuple[Remedy, ...]
    letters: tuple[str, ...]
    reminders: tuple[Reminder, ...]
    """Those of today and later, where the buyer is."""
    ahead: tuple[Reminder, ...]
    """Those to come: what is due today the verdict says already."""
    progress: Progress
    """How far the shot list is."""
    lacking: tuple[Shot, ...]
    """Of the open shots those without which the claim is weak; none where it is strong."""
    matched: frozenset[Shot] | None
    """The shots there is a file for; None: there are no files."""
    lines: tuple[Line, ...]
    """The shot list with the files that serve each line."""
    files: tuple[File, ...]
    """Each with its place, as they were sent."""
    held: tuple[Proof, ...]
    """What kind of proof each file is."""

    @property
    def remedy(self) -> Remedy | None:
        """The first thing to ask for."""
        return self.remedies[0] if self.remedies else None

    @property
    def wanted(self) -> tuple[Shot, ...]:
        """The shots still worth having, most convincing first."""
        return self.progress.open

    @property
    def numbered(self) -> tuple[Numbered, ...]:
        """The files by their numbers."""
        return numbered(self.case, self.files, self.remedy.method if self.remedy else None)

    @property
    def next_on(self) -> date | None:
        """The next day on which something falls due."""
        return self.reminders[0].due_on if self.reminders else None

    def told(self) -> Mapping[str, str]:
        """The heart of the result, to tell later what a change changed."""
        first = self.remedy
        day = self.assessment.safe_last_day
        opens = self.assessment.opens_on
        return {
            "verdict": str(self.assessment.verdict),
            "safe_last_day": day.isoformat() if day else "",
            "opens_on": opens.isoformat() if opens else "",
            "remedy": str(first.kind) if first else "",
            "amount": str(first.amount) if first and first.amount is not None else "",
        }


def advise(scene: Scene) -> Advice:
    """The conclusions for the open case."""
    case = relevant(scene.case)
    assessment, at = judged(case, scene.policy, scene.today, scene.local_day)
    remedies = suggest(case, assessment, scene.policy)
    method = remedies[0].method if remedies else None
    files = placed(case, scene.record.files, method) if scene.record else ()
    there = matched(case, files, method) if files else None
    day = max(scene.today, scene.local_day)
    lacks = lacking(case, method, there)
    reminders = plan(case, assessment, at, scene.policy, day, lacks)
    return Advice(
        case=case,
        assessment=assessment,
        at=at,
        remedies=remedies,
        letters=letters(case, assessment),
        reminders=reminders,
        ahead=tuple(one for one in reminders if one.due_on > day),
        progress=progress(case, method, there),
        lacking=lacks,
        matched=there,
        lines=lines(case, files, method),
        files=files,
        held=held(case, files),
    )


@dataclass(frozen=True, slots=True)
class Need:
    """The proof that a claim still needs, and how far its shot list is."""

    lacking: tuple[Shot, ...] = ()
    there: int = 0
    listed: int = 0

    def facts(self) -> Mapping[str, Any]:
        """What a post mentions of it."""
        return {"lacking": [str(shot) for shot in self.lacking], "there": self.there, "listed": self.listed}


NO_NEED: Final = Need()


def needed(case: Case, assessment: Assessment, files: Sequence[File], policy: Policy) -> Need:
    """The proof that the claim still needs, as the advice sees it."""
    remedies = suggest(case, assessment, policy)
    method = remedies[0].method if remedies else None
    there = matched(case, files, method) if files else None
    far = progress(case, method, there)
    return Need(lacking(case, method, there), len(far.there), far.listed)


def judged(case: Case, policy: Policy, today: date, here: date) -> tuple[Assessment, Standing]:
    """The case assessed on the marketplace's day, and where its dispute stands."""
    assessment = assess(case, policy, today)
    return assessment, standing(case, assessment, policy, day_reached(case, today, here))


def day_reached(case: Case, today: date, here: date) -> date:
    """The marketplace's day, or the buyer's own (`here`) where that has begun and something was told of it: it counts
    all the same."""
    return max((today, *(one.on for one in story(case) if one.on is not None and one.on <= here)))
