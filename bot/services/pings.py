"""Pings: what can be done on a reminder that was delivered. Done, not yet, stop; later is in `snoozes`.

A ping stays in the chat, so its buttons last and carry which reminder they are about: its kind and its day. A tap asks
the rules whether that reminder still stands; if not, nothing is done, and the case is shown as it is now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Self

from bot.domain.agenda import together
from bot.domain.buyer import Record
from bot.domain.case import ALL
from bot.domain.history import Event
from bot.domain.pings import DONE, Done, Then, told_since
from bot.domain.reminders import DRAFT, Reminder, plan
from bot.domain.screen import Button, Rows, Screen
from bot.domain.standing import stage_of
from bot.domain.telling import Telling
from bot.domain.transitions import STARTS
from bot.services import cases, happenings, inquiries, outcomes
from bot.services.advice import advise
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import Answered

_DAY: Final = "%y%m%d"

Key = list[Any]
"""A button as a post keeps it: label, data, and what the label mentions."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Which reminder a button is about."""

    kind: str
    due_on: date

    @classmethod
    def read(cls, arguments: tuple[str, ...]) -> Self:
        """What `data` wrote. Raises ValueError for anything else."""
        kind, day = arguments[:2]
        if kind not in DONE and kind != DRAFT:
            raise ValueError(f"{kind!r} is no kind of reminder")
        return cls(kind, datetime.strptime(f"{day}+0000", f"{_DAY}%z").date())

    @classmethod
    def of_view(cls, argument: str) -> Self | None:
        """The one a view is about; None for an argument nobody of ours made."""
        try:
            return cls.read(tuple(argument.split(":")))
        except ValueError:
            return None

    @property
    def data(self) -> tuple[str, str]:
        return self.kind, f"{self.due_on:{_DAY}}"

    @property
    def view(self) -> str:
        """Behind the name of a view."""
        return ":".join(self.data)


def keys(case_id: int, kind: str, due_on: date) -> list[list[list[str]]]:
    """The buttons of a ping, row by row, as label and data: they go into the post's facts."""
    about = _about(case_id, kind, due_on)
    done = DONE.get(kind)
    answers = [[f"did_{done.label}", f"did:{about}"]] if done else []
    answers += [["not_yet", f"not:{about}"]] if done and done.label in _HELPS else []
    ways = [[label, f"v:{case_id}:0:{view}"] for label, view in _WAYS.get(kind, ())]
    return [
        *([answers] if answers else []),
        *([ways] if ways else []),
        [["later_ping", f"off:{about}"], ["go_on" if kind == DRAFT else "open_this_case", f"open:{case_id}:0"]],
        [["stop_these", f"hush:{about}"]],
    ]


def done_key(record: Record, kind: str, due_on: date) -> Key | None:
    """The button that is done with a ping, where it stands among those of other cases; none where there is none."""
    done = DONE.get(kind)
    if done is None:
        return None
    return ["numbered_did", f"did:{_about(record.id, kind, due_on)}", {"number": record.number, "label": done.label}]


def _about(case_id: int, kind: str, due_on: date) -> str:
    return f"{case_id}:0:{':'.join(Ping(kind, due_on).data)}"


_WAYS: Final = {"proof_missing": (("proof", "proof"),)}
"""Where what is to be done is done in this chat: a button and the view it leads to."""


def standing(scene: Scene, ping: Ping) -> Reminder | None:
    """The reminder as the rules see it now. None: it is no longer true, or about another day by now."""
    if ping.kind == DRAFT:
        begun = scene.record is not None and not scene.case.reviewed and not scene.case.told
        return Reminder(DRAFT, ping.due_on, ping.due_on) if begun else None
    ahead = reminders_since(scene, ping.due_on)
    return next((one for one in ahead if (one.kind, one.due_on) == (ping.kind, ping.due_on)), None)


def reminders_since(scene: Scene, day: date) -> tuple[Reminder, ...]:
    """The reminders of that day and later that are true now; none while the case has no result."""
    if not scene.case.reviewed:
        return ()
    advice = advise(scene)
    return plan(advice.case, advice.assessment, advice.at, scene.policy, day, advice.lacking)


def now_(scene: Scene) -> Turn:
    """What an old ping's button leads to: the case as it is now, and that the ping is over."""
    if not scene.case.reviewed:
        return Turn(scene.but(view="case").noticing("finish_first"))
    return Turn(scene.but(view="card").noticing("ping_over"))


def did(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Done. What the buyer did is told of today, where one event says it all; otherwise it is asked about."""
    ping = Ping.read(arguments)
    if not scene.case.reviewed:
        return now_(scene)
    done = DONE[ping.kind]
    settled = done.then is Then.SETTLED and standing(scene, ping) is not None
    turn = _followed(scene, ping, done)
    answered = Answered(ping.kind, ahead=together(ping.kind) if settled else ())
    return Turn(turn.scene, turn.toast, events=turn.events, posts=turn.posts, answered=answered)


def _followed(scene: Scene, ping: Ping, done: Done) -> Turn:
    stands = standing(scene, ping) is not None
    match done.then:
        case Then.ENDED:
            return outcomes.asked(scene, ())
        case Then.SETTLED if stands:
            return Turn(scene.but(view="card").noticing("ping_done"))
        case Then.HAPPENED if stands or not told_since(scene.case, None, ping.due_on):
            return happenings.open_(scene)
        case Event() as event if stands or _untold(scene, ping, event):
            return happenings.tell(scene, (_telling(scene, ping, event), *scene.case.telling))
        case _:
            return now_(scene)


def _untold(scene: Scene, ping: Ping, event: Event) -> bool:
    """Whether the buyer may well have done it and only the calendar went on since."""
    return (stage_of(scene.case, scene.today), event) in STARTS and not told_since(scene.case, event, ping.due_on)


def _telling(scene: Scene, ping: Ping, event: Event) -> Telling:
    """Of today on the day of the ping. Later the day is asked; where nothing hangs on it by now, the day of the ping is
    asked back."""
    if scene.local_day <= ping.due_on:
        return Telling((event,), on=scene.local_day, sure=True)
    late = Telling((event,), sure=True)
    asked = inquiries.asked(scene.with_case(scene.case.but(telling=(late,))))
    return late if asked else Telling((event,), on=ping.due_on)


def not_yet(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Not done: what is in the way is asked, and each answer has its help."""
    ping = Ping.read(arguments)
    if standing(scene, ping) is None:
        return now_(scene)
    return Turn(scene.but(view=f"notyet:{ping.view}", notice={}))


def ways(scene: Scene, argument: str) -> Screen:
    """What is in the way? The help that fits what was to be done."""
    ping = Ping.of_view(argument)
    one = standing(scene, ping) if ping else None
    if ping is None or one is None:
        return cases.card(scene)
    done = DONE.get(ping.kind)
    helps = tuple(
        (Button(label, scene.lasting("v", view)),)
        for label, view in (*_WAYS.get(ping.kind, ()), *_HELPS.get(done.label if done else "", ()))
    )
    rows: Rows = (
        *helps,
        (Button("no_time", scene.lasting("off", *ping.data)),),
        (Button("unsure", scene.lasting("v", "card")),),
        (Button("human", scene.lasting("human")),),
    )
    return Screen("notyet", scene.facts(kind=ping.kind, reminder=one), rows)


_WHERE: Final = ("where", "where")
_HELPS: Final = {
    "opened": (("button_missing", "faq.no_button"), _WHERE),
    "added": (("proof", "proof"), _WHERE),
    "answered": (("whole_advice", "coach"),),
    "looked": (_WHERE,),
    "posted": (("label_refused", "faq.label_refused"), ("whole_advice", "coach")),
    "entered": (("whole_advice", "coach"),),
    "appealed": (("whole_advice", "coach"), ("routes", "routes")),
    "paid": (("no_money", "faq.no_money_yet"), ("whole_advice", "coach")),
    "done": (("whole_advice", "coach"),),
}
"""What may be in the way, by the label of what was to be done: a button and the view it leads to. Where there was
nothing to do, nobody is asked."""


def hush(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Stop these: which ones, is asked first."""
    return Turn(scene.but(view=f"hush:{Ping.read(arguments).view}", notice={}))


def hushing(scene: Scene, argument: str) -> Screen:
    """This kind, or all of this case? And what silence means."""
    ping = Ping.of_view(argument)
    if ping is None:
        return cases.card(scene)
    rows = (
        (Button("mute_kind", scene.press("mute", ping.kind), {"kind": ping.kind}),),
        (Button("mute_case", scene.press("mute", ALL)),),
        (Button("back", scene.lasting("open")),),
    )
    return Screen("hush", scene.facts(kind=ping.kind), rows)


def mute(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Nothing more of this kind is said in this case, or nothing at all."""
    kind = arguments[0]
    if kind != ALL and kind not in DONE and kind != DRAFT:
        raise ValueError(f"{kind!r} is no kind of reminder")
    after = scene.with_case(scene.case.but(muted=scene.case.muted | {kind}))
    view = "card" if scene.case.reviewed else "home"
    return Turn(after.but(view=view).noticing("muted_case" if kind == ALL else "muted_kind", kind=kind))


FEATURE: Final = Feature(
    actions={"did": did, "not": not_yet, "hush": hush, "mute": mute},
    views={"notyet": ways, "hush": hushing},
)
