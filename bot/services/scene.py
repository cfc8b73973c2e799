"""Scene: everything one turn can see, and Turn: what it wants to happen. Both are values; nothing here waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Self

from bot.domain.buyer import Buyer, File, Record
from bot.domain.case import Case, Stage
from bot.domain.demand import NO_DEMAND, Demand
from bot.domain.group import Group, Groups
from bot.domain.house import USUAL, House
from bot.domain.inputs import NO_NOTE, Note, Sent, Strange
from bot.domain.outcome import Tally
from bot.domain.policy import Policy
from bot.domain.screen import Button, Screen, Toast
from bot.domain.ticket import Ticket
from bot.storage.changes import Answered, Job, Post
from bot.storage.holdings import NOTHING, Held
from bot.storage.reminders import Planned

DATA_LIMIT: Final = 64  # bytes of callback data (Bot API)


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words the services need to understand a buyer: how a button is called, and what the FAQ says."""

    label: Callable[[Button, str], str]
    answers: Callable[[str], Mapping[str, str]]
    negotiate: Callable[[str], str]
    languages: tuple[str, ...] = ("en",)
    seller_languages: tuple[str, ...] = ("en",)


_NOTHING: Final = Case()


@dataclass(frozen=True, slots=True)
class Scene:
    """One chat at one moment. `today` is the day where the marketplace is, `now` is aware UTC."""

    buyer: Buyer
    record: Record | None
    now: datetime
    today: date
    policy: Policy
    tongue: Tongue
    shelf: tuple[Record, ...] = ()
    """The buyer's cases, where the view needs them."""
    plans: tuple[Planned, ...] = ()
    """What is planned for the buyer, the next first, where the view needs it."""
    tally: Tally | None = None
    """How other cases with this problem ended, where the view tells of it and there are enough of them."""
    groups: Groups | None = None
    """None: no human can be asked."""
    demand: Demand = NO_DEMAND
    """How much the buyer asks of volunteers, where the view needs it."""
    house: House = USUAL
    held: Held = NOTHING
    """How much is kept of the buyer, where the view tells of it."""
    note: Note = NO_NOTE
    """The message this turn answers."""

    @property
    def case(self) -> Case:
        """The open case; an empty one where there is none."""
        return self.record.case if self.record else _NOTHING

    @property
    def group(self) -> Group | None:
        """Where the open case is helped with, or would be; None: no human can be asked."""
        if self.groups is None:
            return None
        ticket = self.record.ticket if self.record else None
        there = self.groups.at(ticket.group_id) if ticket else None
        return there or self.groups.of(self.buyer.language)

    @property
    def notice(self) -> Mapping[str, Any]:
        """What the screen says first, with the values it mentions."""
        said = self.buyer.notice
        if said.get("key") == "noted":
            value = getattr(self.case, said["field"], None)  # another release may have had another field
            return {} if value is None else {**said, "value": value, "currency": self.case.currency}
        return {**said, "currency": self.case.currency} if said else said

    @property
    def local_day(self) -> date:
        """Today where the buyer is."""
        return self.buyer.day_at(self.now)

    def facts(self, **more: Any) -> dict[str, Any]:
        """What every screen may mention, and what this one adds."""
        return {
            "case": self.case,
            "record": self.record,
            "buyer": self.buyer,
            "notice": self.notice,
            "today": self.today,
            "local_day": self.local_day,
            "files": len(self.record.files) if self.record else 0,
            "tally": self.tally,
            **more,
        }

    def but(self, **changes: Any) -> Self:
        """The same scene with these fields of the buyer changed."""
        return replace(self, buyer=replace(self.buyer, **changes))

    def noticing(self, key: str, **facts: Any) -> Self:
        """The same scene, whose next screen says this first."""
        return self.but(notice={"key": key, **facts})

    def with_case(self, case: Case) -> Self:
        """The same scene with the open case changed, or begun."""
        record = self.record or Record(id=0, chat_id=self.buyer.chat_id, number=0, case=case)
        return replace(self, record=replace(record, case=case))

    def begun(self, stage: Stage | None, *, notes: str | None = None) -> Self:
        """The scene with a new case open, or with the one that was opened before and never used."""
        unused = self.record is not None and not self.record.files and self.record.case.blank
        return (
            replace(self, record=self.record if unused else None)
            .with_case(Case(stage=stage, notes=notes))
            .but(view="case", notice={})
        )

    def press(self, action: str, *arguments: str) -> str:
        """The data of a button that holds for this screen only."""
        return self._data(action, self.buyer.step, arguments)

    def lasting(self, action: str, *arguments: str) -> str:
        """The data of a button that may be tapped whenever its message is still there."""
        return self._data(action, 0, arguments)

    def lasting_for(self, case_id: int, action: str) -> str:
        """The same, for another case of this buyer."""
        return f"{action}:{case_id}:0"

    def _data(self, action: str, step: int, arguments: tuple[str, ...]) -> str:
        data = ":".join((action, str(self.record.id if self.record else 0), str(step), *arguments))
        if len(data.encode()) > DATA_LIMIT:
            raise ValueError(f"the data of button {action!r} is over {DATA_LIMIT} bytes")
        return data


@dataclass(frozen=True, slots=True)
class Turn:
    """What one input leads to: the scene after it, and what must be saved with it."""

    scene: Scene
    toast: Toast | None = None
    add_files: tuple[File, ...] = ()
    drop_files: tuple[str, ...] = ()
    events: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    posts: tuple[Post, ...] = ()
    jobs: tuple[Job, ...] = ()
    answered: Answered | None = None
    """What was done with one ping of the open case."""
    ticket: Ticket | None = None
    """What was decided about the ticket of the open case."""
    waits: int | None = None
    """The case about which the buyer now waits for a volunteer."""
    forget_case: int | None = None
    forget_all: bool = False
    same_step: bool = False
    """The buttons on the screen keep their meaning (a photo arrived, nothing was decided)."""
    quiet: bool = False
    """The screen stays as it is: a person answers, not the bot."""


Action = Callable[[Scene, tuple[str, ...]], Turn]
View = Callable[[Scene, str], Screen]
"""A view gets what follows the colon in `Buyer.view`."""


def of_a_result(act: Action) -> Action:
    """The same action, for a case that has a result; its button is stale while there is none."""

    def acts(scene: Scene, arguments: tuple[str, ...]) -> Turn:
        if not scene.case.reviewed:
            raise ValueError("the case has no result")
        return act(scene, arguments)

    return acts


@dataclass(frozen=True, slots=True)
class Feature:
    """What one noun brings: its actions by button code, its screens by view name, what typing means there."""

    actions: Mapping[str, Action] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)
    typed: Mapping[str, Callable[[Scene, str], Turn]] = field(default_factory=dict)
    commands: Mapping[str, Callable[[Scene, str], Turn]] = field(default_factory=dict)
    sent: Mapping[str, Callable[[Scene, Sent | Strange], Turn]] = field(default_factory=dict)
    """What a file, or anything else that is no text, means at a view; elsewhere a file is evidence."""
