"""The terms as data: TOML files with a date and a source for every number.

`load` reads every file of this folder into one `Policy` and refuses what a reader could not check: a number
without its first day, source, confidence or the day somebody last looked. How to add a block is said at the
top of `aliexpress.toml`; what the terms decide, in `bot/domain/eligibility.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.domain.policy import Conflict, Policy, Since, Source, Term, Unit
from bot.policies.entries import FaultyPolicy, confidence, day, day_or_none, sources
from bot.policies.grounds import every_ground

__all__ = ["HERE", "FaultyPolicy", "load"]

HERE: Final = Path(__file__).parent
_SECTIONS: Final = frozenset({"zone", "list", "term", "conflict", "situation", "source", "ground"})
_BLOCK: Final = frozenset({"on", "ended", "source", "note", "confidence", "checked_on", "counted_from"}) | {
    "in_force_by",
    "still_valid_on",
    *(unit.value for unit in Unit),
}


@cache
def load(folder: Path = HERE) -> Policy:
    """The whole policy, read once and never changed. Raises FaultyPolicy naming the first fault found."""
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
    known = {key: _source(key, entry) for key, entry in merged["source"].items()}
    conflicts = {key: _conflict(key, entry, known) for key, entry in merged["conflict"].items()}
    return Policy(
        zone=zone,
        terms={key: _term(key, entry, known) for key, entry in merged["term"].items()},
        conflicts=conflicts,
        sources=known,
        lists={key: tuple(entries) for key, entries in merged["list"].items()},
        situations={key: sources(key, keys, known) for key, keys in merged["situation"].items()},
        grounds=every_ground(merged["ground"], known, conflicts),
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


def _conflict(key: str, entry: Mapping[str, Any], known: Mapping[str, Source]) -> Conflict:
    question = entry.get("question")
    if not isinstance(question, str) or not question:
        raise FaultyPolicy(f"conflict {key}: needs a question")
    return Conflict(key, question, sources(key, entry.get("a"), known), sources(key, entry.get("b"), known))


def _term(key: str, entry: Mapping[str, Any], known: Mapping[str, Source]) -> Term:
    says, blocks = entry.get("says"), entry.get("since")
    if not isinstance(says, str) or not says:
        raise FaultyPolicy(f"term {key}: needs `says`, one sentence on what it is")
    if not isinstance(blocks, list) or not blocks:
        raise FaultyPolicy(f"term {key}: needs at least one [[term.{key}.since]]")
    since = tuple(_since(key, block, known) for block in blocks)
    _in_order(key, since)
    return Term(key, says, since)


def _since(key: str, block: Mapping[str, Any], known: Mapping[str, Source]) -> Since:
    on = day(f"term {key}", block, "on")
    where = f"term {key} since {on}"
    if strange := block.keys() - _BLOCK:
        raise FaultyPolicy(f"{where}: unknown key {min(strange)!r}")
    value, unit = _number(where, block)
    return Since(
        on=on,
        value=value,
        unit=unit,
        sources=sources(where, block.get("source"), known),
        note=str(block.get("note", "")),
        confidence=confidence(where, block),
        checked_on=day(where, block, "checked_on"),
        counted_from=str(block.get("counted_from", "")),
        in_force_by=day_or_none(where, block, "in_force_by"),
        still_valid_on=day_or_none(where, block, "still_valid_on"),
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


def _in_order(key: str, since: Iterable[Since]) -> None:
    days = [block.on for block in since]
    if sorted(set(days)) != days:
        raise FaultyPolicy(f"term {key}: blocks must be in the order of their days, each day once")
