"""Score: how much of a table is read rightly, as precision and recall."""

from __future__ import annotations

from typing import NamedTuple


class Score(NamedTuple):
    """What was read rightly, wrongly, and missed: the last two as sentences a person can look up."""

    right: int
    wrong: list[str]
    missed: list[str]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))
