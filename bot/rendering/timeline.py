"""Timeline: the marks of a case in one language, as the lines of a picture and as the caption below it.

The picture never holds a buyer's own words: those may need letters that our font does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.timeline import Kind, Mark, Timeline
from bot.rendering.picture import Line, Picture, Tone
from bot.rendering.words import Words, bare

CAPTION_LIMIT: Final = 1024
"""Characters below a picture, markup not counted (Bot API)."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words below the picture. Where they do not fit, they are a message of their own and there is no picture."""

    text: str
    fits: bool


def captioned(words: Words, page: str, facts: Mapping[str, Any], timeline: Timeline) -> Caption:
    """The page as a caption. One too long leaves out the oldest days, and says how many."""
    shown: Timeline | None = timeline
    text = ""
    while shown is not None:
        text = words.page(page, {**facts, "timeline": shown})
        if len(bare(text)) <= CAPTION_LIMIT:
            return Caption(text, fits=True)
        shown = shown.shorter()
    return Caption(text, fits=False)


def worded(words: Words, facts: Mapping[str, Any], timeline: Timeline) -> Picture:
    """The picture's lines."""
    case = facts["case"]
    return Picture(
        title=words.plain("timeline", "case", {"number": facts["record"].number}),
        subtitle=words.plain("issues", case.issue) if case.issue else "",
        earlier=words.plain("timeline", "earlier", {"count": timeline.earlier}) if timeline.earlier else "",
        lines=tuple(_line(words, timeline, mark) for mark in timeline.marks),
        later=words.plain("timeline", "later", {"count": timeline.later}) if timeline.later else "",
        note=words.plain("timeline", "page_wins" if facts["disputed"] else "order_page_wins"),
    )


def _line(words: Words, timeline: Timeline, mark: Mark) -> Line:
    filters = words.environment.filters
    name = words.plain("timeline", mark.key, mark.facts)
    if mark.on is None:
        return Line(_TONES[mark.kind], name, words.plain("timeline", "no_day"))
    if mark.kind is Kind.TODAY:
        return Line(Tone.TODAY, name, filters["day_long"](mark.on))
    parts = [filters["day"](mark.on), _distance(words, timeline, mark)]
    if mark.kind is Kind.OVER:
        parts.append(words.plain("timeline", "over"))
    if mark.by_calendar:
        parts.append(words.plain("timeline", "by_calendar"))
    return Line(_TONES[mark.kind], name, " · ".join(parts))


def _distance(words: Words, timeline: Timeline, mark: Mark) -> str:
    return words.plain("timeline", "distance", {"on": mark.on, "today": timeline.counted_from(mark)})


_TONES: Final = {
    Kind.PAST: Tone.PAST,
    Kind.OVER: Tone.OVER,
    Kind.TODAY: Tone.TODAY,
    Kind.COMING: Tone.COMING,
}
