"""Listed: the shot list of the open case as everybody sees it, with the proof of the figure that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain import hints, lines
from bot.domain.buyer import File
from bot.domain.case import Case, Loss
from bot.domain.claims import Shot
from bot.domain.dialogue import relevant
from bot.domain.eligibility import assess
from bot.domain.hints import Hint
from bot.domain.lines import Line, Numbered
from bot.domain.remedies import suggest
from bot.services.scene import Scene


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list hangs on: the answers that count, the files, and how the amount is worked out."""

    case: Case
    files: tuple[File, ...]
    method: Loss | None

    @property
    def lines(self) -> tuple[Line, ...]:
        return lines.lines(self.case, self.files, self.method)

    @property
    def numbered(self) -> tuple[Numbered, ...]:
        return lines.numbered(self.case, self.files, self.method)

    @property
    def hints(self) -> tuple[Hint, ...]:
        return hints.hints(self.case, self.files, self.method)

    def line(self, shot: str) -> Line:
        """The line of this shot; ValueError where the list has none."""
        found = next((line for line in self.lines if line.shot == shot), None)
        if found is None:
            raise ValueError("the list of this case has no such line")
        return found

    def file(self, message_id: str) -> Numbered:
        """The file of this message; ValueError where the case has none."""
        found = next((one for one in self.numbered if str(one.file.message_id) == message_id), None)
        if found is None:
            raise ValueError("the case has no such file")
        return found

    def arriving(self, file: File, said: Iterable[Shot]) -> tuple[File, ...]:
        return lines.arriving(self.case, self.files, file, self.method, said)

    def moved(self, message_id: int, shot: Shot | None) -> tuple[File, ...]:
        return lines.moved(self.case, self.files, message_id, shot, self.method)


def listed(scene: Scene) -> Listed:
    """The shot list of the open case; without lines while its problem is not known."""
    case = relevant(scene.case)
    files = scene.record.files if scene.record else ()
    remedies = suggest(case, assess(case, scene.policy, scene.today), scene.policy) if case.issue else ()
    return Listed(case, files, remedies[0].method if remedies else None)
