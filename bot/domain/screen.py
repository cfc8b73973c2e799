"""What is on the buyer's screen, without a word of it: a template's name, the facts it needs, the buttons.

Services make these, rendering turns them into words, handlers show them. `Button.data` must fit Telegram's 64 bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.agenda import Agenda
from bot.domain.claims import Shot
from bot.domain.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Button:
    """One button. `label` is a key of templates/words/labels.j2; `facts` are what the label mentions."""

    label: str
    data: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    style: str | None = None  # primary, success, danger


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message. `copy` names a template whose text is offered on copy buttons (256 characters each)."""

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    rows: Rows = ()
    copy: str | None = None
    copy_language: str | None = None
    copy_beside: str | None = None
    """The language the same is shown in below; None: the buyer's. Nothing is shown twice."""
    keep: bool = False
    """Stays in the chat: the next screen is a new message instead of an edit of this one."""
    picture: Timeline | Shot | None = None
    """What is drawn above the text: a timeline, or the example of a shot. Such a message can't become a text, so it
    stays in the chat too."""
    file: Agenda | None = None
    """What is in the calendar file that the text is the caption of. It stays in the chat too."""
    below: str | None = None
    """A template with the last line of it, whatever screen it is."""
    before: tuple[Screen, ...] = ()
    """Messages shown above this one, in order; none of them is ever edited."""

    @property
    def stays(self) -> bool:
        """It is never edited, and not left out when a newer screen overtakes it."""
        return self.keep or self.attached

    @property
    def attached(self) -> bool:
        """There is more to it than a text: it can't be put into a message that is there."""
        return self.picture is not None or self.file is not None


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer to a tap. `label` is a key of templates/words/toasts.j2."""

    label: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    alert: bool = False
