"""Pages: what is written in a pack, worded already. Plain values, so that they can be handed to another process.

What only the writer learns (numbers of pages, letters no font has) is put into phrases: texts with {names} in braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Fact:
    """A line with its name before it; `label` empty: a paragraph."""

    label: str
    text: str


class Kind(StrEnum):
    """How a section is set."""

    FACTS = "facts"
    DAYS = "days"
    LETTER = "letter"
    EXHIBITS = "exhibits"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the document. The exhibits have no lines of their own: they are Pages.exhibits."""

    kind: Kind
    title: str
    lines: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit. `title` is what it shows; `printed`: there should be a picture of it."""

    number: int
    heading: str
    title: str
    caption: str
    lines: tuple[Fact, ...]
    file: str
    """Said of one that cannot be printed."""
    printed: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """Texts to be completed by the writer."""

    contents: str
    page: str
    """{page} {pages}"""
    part: str
    """{part} {parts}"""
    in_part: str
    """{first} {last} {part}: where the exhibits of another part are."""
    unshown: str
    """{scripts}"""
    missing: str
    """{script} {count}"""


@dataclass(frozen=True, slots=True)
class Pages:
    """One pack in one language."""

    language: str
    title: str
    subtitle: str
    foot: str
    """Case and order, at the foot of each page."""
    facts: tuple[Fact, ...]
    """Below the title."""
    sections: tuple[Section, ...]
    exhibits: tuple[Exhibit, ...]
    phrases: Phrases
    scripts: Mapping[str, str] = field(default_factory=dict)
    """How scripts are called, by ISO 15924 code in small letters."""
    made_on: date = date.min
    name: str = "pack"
    """Of the files, without an ending."""
