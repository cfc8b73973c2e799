"""worded(pack) → the pack as plain texts in its language. This half needs the templates; the other, `writing`, the
fonts: so a worker is handed texts and nothing else. The words are templates/pack/ and words/pack.j2."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from bot.domain.pack import Exhibit, Pack, Section
from bot.domain.pack import Kind as ExhibitKind
from bot.rendering.pack import pages
from bot.rendering.pack.pages import Fact, Pages, Phrases
from bot.rendering.pack.scripts import CODES
from bot.rendering.words import Words, words

_KINDS: Final = {
    Section.TIMELINE: pages.Kind.DAYS,
    Section.LETTER: pages.Kind.LETTER,
    Section.EXHIBITS: pages.Kind.EXHIBITS,
}


def worded(pack: Pack, lost: Collection[int] = ()) -> Pages:
    """Everything that is written in the pack; a section with nothing to say is left out. `lost`: the exhibits whose
    pictures can't be had."""
    said = words(pack.language)
    sections = (_section(said, pack, section) for section in pack.sections)
    return Pages(
        language=pack.language,
        title=_say(said, "title"),
        subtitle=_say(said, f"for_{pack.reader}"),
        foot=_say(said, "foot", number=pack.number, order_number=pack.order_number),
        facts=tuple(_front(said, pack)),
        sections=tuple(one for one in sections if one.lines or one.kind is pages.Kind.EXHIBITS),
        exhibits=tuple(_exhibit(said, exhibit, exhibit.number in lost) for exhibit in pack.exhibits),
        phrases=Phrases(
            **{name: _say(said, name) for name in ("contents", "page", "part", "in_part", "unshown", "missing")}
        ),
        scripts={code: said.environment.filters["script"](code) for code in CODES},
        made_on=pack.made_on,
        name=f"case-{pack.number}-{pack.reader}",
    )


def _say(said: Words, key: str, **facts: Any) -> str:
    return said.plain("pack", key, facts)


def _front(said: Words, pack: Pack) -> Iterator[Fact]:
    yield Fact(_say(said, "case_number"), str(pack.number))
    if pack.order_number:
        yield Fact(_say(said, "order_number"), pack.order_number)
    yield Fact(_say(said, "made_on"), said.environment.filters["day"](pack.made_on))
    if pack.exhibits:
        yield Fact(_say(said, "exhibit_count"), str(len(pack.exhibits)))


def _section(said: Words, pack: Pack, section: Section) -> pages.Section:
    facts = {**pack.facts, "reader": pack.reader.value, "shown": pack.showing(section)}
    title = _say(said, section, **facts)
    match section:
        case Section.EXHIBITS:
            lines: tuple[Fact, ...] = ()
        case Section.TIMELINE:
            lines = tuple(_days(said, pack))
        case Section.LETTER:
            letter = words(pack.letter_language).letter(pack.letter, pack.facts)
            lines = tuple(Fact("", line) for line in letter.split("\n"))
        case _:
            lines = tuple(_line(line) for line in said.paper(section, facts).split("\n") if line)
    return pages.Section(_KINDS.get(section, pages.Kind.FACTS), title, lines)


def _line(line: str) -> Fact:
    label, tab, text = line.partition("\t")
    return Fact(label.strip(), " ".join(text.split())) if tab else Fact("", line)


def _days(said: Words, pack: Pack) -> Iterator[Fact]:
    for entry in pack.timeline:
        day = said.environment.filters["day"](entry.on) if entry.on else _say(said, "no_day")
        yield Fact(day, _say(said, entry.key, **entry.facts))


def _exhibit(said: Words, exhibit: Exhibit, lost: bool) -> pages.Exhibit:
    shows = said.plain("shot_names", exhibit.shot) if exhibit.shot else _say(said, exhibit.kind)
    lines = [Fact(_say(said, "file"), exhibit.name)]
    return pages.Exhibit(
        number=exhibit.number,
        heading=_say(said, "exhibit", number=exhibit.number, title=shows),
        title=shows,
        caption=exhibit.caption.strip(),
        lines=tuple(lines),
        file=f"{_say(said, exhibit.kind)}. {_say(said, 'lost' if lost else 'own_file')}",
        printed=exhibit.kind is ExhibitKind.PICTURE and not lost,
    )
