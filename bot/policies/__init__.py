"""The terms as data: TOML files with a date and a source for every number.

`load` reads every file of this folder into one `Policy` and refuses what a reader could not check: a number
without its first day, source, confidence or the day somebody last looked. How to add a block is said at the
top of `aliexpress.toml`; what the terms decide, in `bot/domain/eligibility.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.domain.policy import Confidence, Conflict, Policy, Since, Source, Term, Unit

HERE: Final = Path(__file__).parent
_SECTIONS: Final = frozenset({"zone", "list", "term", "conflict", "situation", "source"})
_BLOCK: Final = frozenset({"on", "ended", "source", "note", "confidence", "checked_on", "counted_from"}) | {
    "in_force_by",
    "still_valid_on",
    *(unit.value for unit in Unit),
}


class FaultyPolicy(ValueError):
    """A policy file that must not be used; the message says which part and why."""


def load(folder: Path = HERE) -> Policy:
    """The whole policy. Raises FaultyPolicy naming the first fault found."""
    merged: dict[str, dict[str, Any]] = {name: {} for name in _SECTIONS - {"zone"}}
    zone = ""
    for path in sorted(folder.glob("*.toml")):
        content = _read(path)
        zone = content.pop("zone", zone)
        for section, entries in content.items():
            if section not in merged:
                raise FaultyPolicy(f"{path.name}: unknown section {section!r}")
            if twice := merged[section].keys() & entries.keys():
                raise FaultyPolicy(f"{path.name}: {section} {min(twice)} is there twice")
            merged[section].update(entries)
    if not zone:
        raise FaultyPolicy("no file names the marketplace's time zone")
    sources = {key: _source(key, entry) for key, entry in merged["source"].items()}
    return Policy(
        zone=zone,
        terms={key: _term(key, entry, sources) for key, entry in merged["term"].items()},
        conflicts={key: _conflict(key, entry, sources) for key, entry in merged["conflict"].items()},
        sources=sources,
        lists={key: tuple(entries) for key, entries in merged["list"].items()},
        situations={key: _named(key, keys, sources) for key, keys in merged["situation"].items()},
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise FaultyPolicy(f"{path.name}: {fault}") from fault


def _source(key: str, entry: Mapping[str, Any]) -> Source:
    title, url = entry.get("title"), entry.get("url")
    if not isinstance(title, str) or not title or not isinstance(url, str):
        raise FaultyPolicy(f"source {key}: needs a title and a url (which may be empty)")
    return Source(key, title, url)


def _named(where: str, keys: Any, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    if not isinstance(keys, list) or not keys:
        raise FaultyPolicy(f"{where}: needs at least one source")
    if strange := [key for key in keys if key not in sources]:
        raise FaultyPolicy(f"{where}: source {strange[0]!r} is in no file")
    return tuple(sources[key] for key in keys)


def _conflict(key: str, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Conflict:
    question = entry.get("question")
    if not isinstance(question, str) or not question:
        raise FaultyPolicy(f"conflict {key}: needs a question")
    return Conflict(key, question, _named(key, entry.get("a"), sources), _named(key, entry.get("b"), sources))


def _term(key: str, entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Term:
    says, blocks = entry.get("says"), entry.get("since")
    if not isinstance(says, str) or not says:
        raise FaultyPolicy(f"term {key}: needs `says`, one sentence on what it is")
    if not isinstance(blocks, list) or not blocks:
        raise FaultyPolicy(f"term {key}: needs at least one [[term.{key}.since]]")
    since = tuple(_since(key, block, sources) for block in blocks)
    _in_order(key, since)
    return Term(key, says, since)


def _since(key: str, block: Mapping[str, Any], sources: Mapping[str, Source]) -> Since:
    on = _day(f"term {key}", block, "on", needed=True)
    where = f"term {key} since {on}"
    if strange := block.keys() - _BLOCK:
        raise FaultyPolicy(f"{where}: unknown key {min(strange)!r}")
    value, unit = _number(where, block)
    confidence = block.get("confidence")
    if confidence not in set(Confidence):
        raise FaultyPolicy(f"{where}: confidence must be high, medium or low")
    checked_on = _day(where, block, "checked_on", needed=True)
    if on is None or checked_on is None:
        raise FaultyPolicy(f"{where}: needs `on` and `checked_on`")
    return Since(
        on=on,
        value=value,
        unit=unit,
        sources=_named(where, block.get("source"), sources),
        note=str(block.get("note", "")),
        confidence=Confidence(confidence),
        checked_on=checked_on,
        counted_from=str(block.get("counted_from", "")),
        in_force_by=_day(where, block, "in_force_by"),
        still_valid_on=_day(where, block, "still_valid_on"),
    )


def _number(where: str, block: Mapping[str, Any]) -> tuple[int | None, Unit]:
    units = [unit for unit in Unit if unit.value in block]
    ended = block.get("ended", False)
    if ended is True and not units:
        return None, Unit.DAYS
    if ended or len(units) != 1:
        raise FaultyPolicy(f"{where}: needs exactly one of {', '.join(Unit)}, or `ended = true`")
    value = block[units[0].value]
    if type(value) is not int or value < 0:
        raise FaultyPolicy(f"{where}: {units[0].value} must be a whole number, 0 or more")
    return value, units[0]


def _day(where: str, block: Mapping[str, Any], name: str, *, needed: bool = False) -> date | None:
    value = block.get(name)
    if value is None and not needed:
        return None
    if type(value) is not date:
        raise FaultyPolicy(f"{where}: needs `{name}`, a day like 2026-03-14")
    return value


def _in_order(key: str, since: Iterable[Since]) -> None:
    days = [block.on for block in since]
    if sorted(set(days)) != days:
        raise FaultyPolicy(f"term {key}: blocks must be in the order of their days, each day once")
