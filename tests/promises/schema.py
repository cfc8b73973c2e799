"""Schema: every type that an update can hold, with its fields, as the Bot API says; facts only.

`updates.json` was made once, from version 10.1 of June 11, 2026, in the machine-readable form of
core.telegram.org/bots/api that has `version` and `types`. From a newer one:

    python -m tests.promises.schema api.json

A line is a type: its fields, "!" where one is always there, "[]" for a list, "|" between types, "=x" where it is always
this text; or the names of the types it may be.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "updates.json"
PLAIN: Final = frozenset({"Integer", "Float", "String", "Boolean", "True"})
_ALWAYS: Final = re.compile(r"(?:always|must be) [\"“]([a-z_]+)[\"”]")


@dataclass(frozen=True, slots=True)
class Field:
    """`types`: the first is made where one is needed. `lists`: how many lists it is in."""

    name: str
    types: tuple[str, ...]
    needed: bool
    lists: int
    always: str | None


@cache
def types() -> dict[str, tuple[Field, ...]]:
    """The fields of each type that has fields."""
    return {
        name: tuple(_field(one, said) for one, said in of.items())
        for name, of in _lines().items()
        if isinstance(of, dict)
    }


@cache
def choices() -> dict[str, tuple[str, ...]]:
    """The types that stand for several others, and which."""
    return {name: tuple(of) for name, of in _lines().items() if isinstance(of, list)}


@cache
def _lines() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))["types"]
    return found


def _field(name: str, said: str) -> Field:
    said, _, always = said.partition("=")
    needed, lists = said.endswith("!"), said.count("[]")
    return Field(name, tuple(said.strip("!").replace("[]", "").split("|")), needed, lists, always or None)


def _reachable(api: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    waiting = ["Update"]
    while waiting:
        name = waiting.pop()
        if name in found or name not in api:
            continue
        fields, subtypes = api[name].get("fields", []), api[name].get("subtypes", [])
        found[name] = subtypes or {field["name"]: _said(field) for field in fields}
        waiting += subtypes
        waiting += [one.replace("Array of ", "") for field in fields for one in field["types"]]
    return dict(sorted(found.items()))


def _said(field: dict[str, Any]) -> str:
    kinds = "|".join(one.replace("Array of ", "") for one in field["types"])
    lists = "[]" * field["types"][0].count("Array of ")
    always = _ALWAYS.search(field["description"])
    return f"{kinds}{lists}{'!' if field['required'] else ''}{'=' + always[1] if always else ''}"


def main(source: str) -> None:
    """Writes the file anew, a line for each type."""
    api = json.loads(Path(source).read_text("utf-8"))
    lines = (f"  {json.dumps(name)}: {json.dumps(of)}" for name, of in _reachable(api["types"]).items())
    version = f"{api['version']}, {api['release_date']}"
    FILE.write_text(f'{{"version": {json.dumps(version)}, "types": {{\n' + ",\n".join(lines) + "\n}}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
