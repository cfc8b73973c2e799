"""laid_out(pages, part) → one part of a pack on its sheets: what it is, its contents, its sections, its exhibits.

The contents come first and name pages that are not filled yet, so the rest is laid out before them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from bot.rendering.pack.pages import Exhibit, Fact, Kind, Pages, Section
from bot.rendering.pack.rows import cut, row
from bot.rendering.pack.sheets import (
    BOTTOM,
    GREY,
    HEIGHT,
    LEFT,
    ROOM,
    WIDTH,
    Link,
    Picture,
    Rule,
    Sheets,
    Type,
    height,
    placed,
)

_TITLE: Final = Type(21, bold=True)
_SUBTITLE: Final = Type(11.5, colour=GREY)
_HEADING: Final = Type(13.5, bold=True)
_EXHIBIT: Final = Type(11.5, bold=True)
_BODY: Final = Type(9.6)
_QUIET: Final = Type(9.6, colour=GREY)
_LABEL: Final = Type(8.8, colour=GREY)
_STRONG: Final = Type(9.6, bold=True)
_FOOT: Final = Type(7.8, colour=GREY)
_COLUMN: Final = 138.0
_NUMBER: Final = 24.0
_SMALLEST_PICTURE: Final = 220.0


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of how many, the exhibits in it, and where the others are."""

    number: int
    of: int
    exhibits: tuple[Exhibit, ...]
    elsewhere: tuple[str, ...] = ()
    unshown: str = ""
    """What the first page says of letters that no font has."""


def laid_out(pages: Pages, part: Part, pictures: Mapping[int, Path]) -> Sheets:
    """The sheets of this part, each with its foot."""
    body = Sheets()
    starts: list[tuple[str, int]] = []
    for section in pages.sections if part.number == 1 else _exhibits_only(pages):
        if section.kind is Kind.EXHIBITS:
            body.skip(BOTTOM)
            if not body.fresh and part.exhibits:
                body.turn()
            starts.append((section.title, len(body.pages)))
            _heading(body, section.title)
            starts.extend(("", _exhibit(body, one, pictures.get(one.number))) for one in part.exhibits)
        else:
            starts.append((section.title, _section(body, section)))
    front = _front(pages, part, starts, 0)
    whole = _front(pages, part, starts, len(front.pages))
    whole.pages.extend(body.pages if starts else [])
    for number, page in enumerate(whole.pages, 1):
        said = pages.phrases.page.replace("{page}", str(number)).replace("{pages}", str(len(whole.pages)))
        right = row(" · ".join(filter(None, (_part(pages, part), said))))
        top = HEIGHT - 52
        page.append(Rule(LEFT, WIDTH - LEFT, top - 7))
        page.append(placed(right, _FOOT, top, right=True))
        room = ROOM - right.width * _FOOT.size - 24
        page.append(placed(cut(pages.foot, room / _FOOT.size), _FOOT, top, room=room))
    return whole


def _exhibits_only(pages: Pages) -> Sequence[Section]:
    return [section for section in pages.sections if section.kind is Kind.EXHIBITS]


def _part(pages: Pages, part: Part) -> str:
    said = pages.phrases.part.replace("{part}", str(part.number)).replace("{parts}", str(part.of))
    return said if part.of > 1 else ""


def _front(pages: Pages, part: Part, starts: Sequence[tuple[str, int]], before: int) -> Sheets:
    """The first page and the contents, which may be longer. `before`: how many pages they are."""
    sheets = Sheets()
    sheets.text(pages.title, _TITLE)
    sheets.text(" · ".join(filter(None, (pages.subtitle, _part(pages, part)))), _SUBTITLE)
    sheets.skip(16)
    for fact in pages.facts:
        _fact(sheets, fact)
    if part.unshown:
        sheets.skip(10)
        sheets.text(part.unshown, _QUIET)
    sheets.skip(22)
    _heading(sheets, pages.phrases.contents)
    exhibits = iter(part.exhibits)
    for title, page in starts:
        if title:
            sheets.skip(3)
            _entry(sheets, "", title, before + page, _STRONG)
        else:
            exhibit = next(exhibits)
            _entry(sheets, str(exhibit.number), exhibit.title, before + page, _BODY)
    for said in part.elsewhere:
        sheets.text(said, _QUIET)
    return sheets


def _entry(sheets: Sheets, number: str, title: str, page: int, kind: Type) -> None:
    """One line of the contents: number, title, page."""
    sheets.need(kind.height)
    top = sheets.at
    if number:
        sheets.put(placed(row(number), _LABEL, top + 0.6, LEFT, _NUMBER - 6, right=True))
    left = LEFT + (_NUMBER if number else 0)
    room = WIDTH - LEFT - left - 40
    sheets.put(placed(cut(title, room / kind.size, kind.bold), kind, top, left, room))
    sheets.put(placed(row(str(page)), _BODY, top, right=True))
    sheets.put(Link(top, kind.height, page))
    sheets.at += kind.height


def _heading(sheets: Sheets, title: str) -> None:
    """A heading; what follows has room for three rows below it."""
    sheets.need(height(title, _HEADING) + 12 + 3 * _BODY.height)
    sheets.text(title, _HEADING)
    sheets.at += 3
    sheets.rule()
    sheets.at += 9


def _section(sheets: Sheets, section: Section) -> int:
    """Puts a section down; the page it begins on."""
    sheets.skip(26)
    whole = sum(_height(line) for line in section.lines) + height(section.title, _HEADING) + 12
    if whole <= _KEPT_WHOLE:
        sheets.need(whole)
    _heading(sheets, section.title)
    begins = len(sheets.pages)
    if section.kind is Kind.LETTER:
        for line in section.lines:
            sheets.text(line.text, _BODY, LEFT + 14, ROOM - 28)
        return begins
    for line in section.lines:
        _fact(sheets, line)
    return begins


_KEPT_WHOLE: Final = 320.0
"""A section no higher than this is not broken."""


def _height(fact: Fact) -> float:
    """How high a fact will be, or a little less."""
    if not fact.label:
        return height(fact.text, _BODY) + 3
    label, text = height(fact.label, _LABEL, _COLUMN - 12), height(fact.text, _BODY, ROOM - _COLUMN)
    return max(label, text) + 2.5


def _fact(sheets: Sheets, fact: Fact) -> None:
    """A name and its value beside it; where there is no name, the whole width."""
    if not fact.label:
        sheets.text(fact.text, _BODY)
        sheets.skip(3)
        return
    sheets.need(min(max(2 * _BODY.height, height(fact.label, _LABEL, _COLUMN - 12)), _height(fact)))
    page, top = len(sheets.pages), sheets.at
    sheets.at += 0.6
    sheets.text(fact.label, _LABEL, LEFT, _COLUMN - 12)
    under = sheets.at
    sheets.at = top
    sheets.text(fact.text, _BODY, LEFT + _COLUMN, ROOM - _COLUMN)
    if len(sheets.pages) == page:
        sheets.at = max(sheets.at, under)
    sheets.at += 2.5


def _exhibit(sheets: Sheets, exhibit: Exhibit, picture: Path | None) -> int:
    """Puts an exhibit down, with its picture where it has one; the page it is on."""
    lines = (*exhibit.lines, *(() if exhibit.printed and picture else (Fact("", exhibit.file),)))
    below = sum(_height(one) for one in lines)
    said = height(exhibit.caption, _BODY) + 8 if exhibit.caption else 0
    head = height(exhibit.heading, _EXHIBIT) + 8
    if exhibit.printed and picture:
        sheets.need(head + _SMALLEST_PICTURE + min(said, 120) + below)
        if len(sheets.pages[-1]) > _HEADED:
            sheets.turn()
    else:
        sheets.need(head + min(said, 60) + below)
    begins = len(sheets.pages)
    sheets.text(exhibit.heading, _EXHIBIT)
    sheets.at += 6
    if exhibit.printed and picture:
        _picture(sheets, picture, max(_SMALLEST_PICTURE, sheets.left_over - said - below - 14))
    if exhibit.caption:
        sheets.text(exhibit.caption, _BODY)
        sheets.at += 6
    for line in lines:
        _fact(sheets, line)
    sheets.skip(16)
    return begins


_HEADED: Final = 2
"""A page on which nothing but a heading and its rule stands."""


def _picture(sheets: Sheets, path: Path, most: float) -> None:
    """As large as it fits, in the middle, with a thin frame. A small one is not blown up beyond 72 dots an inch."""
    with Image.open(path) as image:
        across, down = image.size
    scale = min(ROOM / across, most / down, 1.0)
    wide, high = round(across * scale, 2), round(down * scale, 2)
    sheets.put(Picture(path, LEFT + (ROOM - wide) / 2, sheets.at, wide, high))
    sheets.at += high + 12
