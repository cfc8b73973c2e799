"""Stages page: the life of a dispute drawn from its two tables, for docs/stages.md."""

from __future__ import annotations

from typing import Final

from bot.domain.history import Event
from bot.domain.policy import Ground
from bot.domain.reminders import REMINDERS, Rule
from bot.domain.stages import STAGES, Anchor, Clock, Phase
from bot.domain.transitions import NEXT, POSSIBLE, STARTS
from bot.policies import load

OPENING: Final = (
    "# The life of a dispute\n\n"
    "Where a dispute can stand, who must act and by when, and what leads from one stage to the next.\n"
    "`bot/domain/stages.py` and `bot/domain/transitions.py` are the tables; `bot/domain/standing.py` reads them.\n"
)


def table() -> str:
    """The page's drawn part: every stage, every event against every stage, every reminder, every ground."""
    lines = [
        "| # | Stage | In all | Who must act | By when | Then | Sources differ |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_stage(phase) for phase in Phase]
    numbers = [STAGES[phase].number for phase in Phase]
    lines += [
        "",
        "A number: the stage the event leads to. A point: it changes nothing there. A dash: it cannot happen there.",
        "",
        f"| Event | {' | '.join(numbers)} |",
        f"|---|{'---|' * len(numbers)}",
    ]
    lines += [f"| `{event}` | {' | '.join(_cell(phase, event) for phase in Phase)} |" for event in Event]
    lines += ["", "What a buyer is reminded of, in which stages, and how many days from the day it is about.", ""]
    lines += ["| Reminder | Stages | Only | Is about | Days |", "|---|---|---|---|---|"]
    lines += [_reminder(rule) for rule in REMINDERS]
    lines += [
        "",
        "What the advice about each event rests on, beside the numbers. [rules.md](rules.md) says how to change it.",
        "",
    ]
    lines += ["| Event | Rests on | Sources | Confidence | Newest source | Checked on |", "|---|---|---|---|---|---|"]
    lines += [_ground(event, ground) for event, ground in load().grounds.items()]
    return "\n".join(lines)


def _stage(phase: Phase) -> str:
    row = STAGES[phase]
    asked = dict.fromkeys((turn, clock) for turn, clock in row.asked.values())
    turns = [(row.turn, row.clock), *asked]
    who = ", or ".join(dict.fromkeys(str(turn) for turn, _ in turns))
    by_when = ", or ".join(dict.fromkeys(_clock(clock) for _, clock in turns))
    if phase is Phase.LOST:
        by_when = "the last day of the first way outside"
    then = "; ".join(dict.fromkeys(_then(phase, clock) for _, clock in turns if clock is not None)) or "the end"
    cells = [row.number, f"`{phase}`", f"`{row.coarse}`", who, by_when, then, ", ".join(row.conflicts)]
    return f"| {' | '.join(cells)} |"


def _clock(clock: Clock | None) -> str:
    if clock is None:
        return "no day"
    day = "the day itself" if clock.counted_from is Anchor.LAST_CHANGE else f"`{clock.counted_from}`"
    start = "its beginning" if clock.counted_from is Anchor.LAST_CHANGE else day
    return day if clock.term is None else f"`{clock.term}` from {start}"


def _then(phase: Phase, clock: Clock) -> str:
    target = STAGES[NEXT[phase, clock.ends]].number
    moves = f"`{clock.ends}`" + (f" → {target}" if NEXT[phase, clock.ends] is not phase else "")
    return moves if clock.sure else f"{moves}, by a day the page gave or when the buyer says so"


def _cell(phase: Phase, event: Event) -> str:
    if (phase, event) in STARTS:
        return STAGES[NEXT[phase, event]].number
    return "." if (phase, event) in POSSIBLE else "-"


def _reminder(rule: Rule) -> str:
    when = rule.when
    stages = [STAGES[phase].number for phase in Phase if phase in when.phases]
    every = "all but " + ", ".join(STAGES[phase].number for phase in Phase if phase not in when.phases)
    only = [f"the {when.turn}'s turn"] if when.turn is not None else []
    only += [f"after `{event}`" for event in Event if event in when.lapsed]
    days = (f"{rule.days:+d}" if rule.days else "0") if isinstance(rule.days, int) else "half of them before"
    cells = [
        f"`{rule.kind}`",
        every if len(stages) > len(Phase) / 2 else ", ".join(stages),
        " or ".join(only),
        rule.about.__name__.replace("_", " "),
        days,
    ]
    return f"| {' | '.join(cells)} |"


def _ground(event: Event, ground: Ground) -> str:
    cells = [
        f"`{event}`",
        ", ".join(ground.rests_on),
        "; ".join(source.title for source in ground.sources) or f"none: {ground.note}",
        ground.confidence or "our own judgement",
        str(ground.still_valid_on or ""),
        str(ground.checked_on),
    ]
    return f"| {' | '.join(cells)} |"
