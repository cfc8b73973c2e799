"""A strict reader of calendar files, written from RFC 5545 and sharing nothing with the library that writes them.

It takes only what our files may hold, and refuses with the rule that is broken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_LINE: Final = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(?P<value>.*)'
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_TEXT: Final = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_UTC: Final = re.compile(r"\d{8}T\d{6}Z")
_DURATION: Final = re.compile(
    r"[+-]?P(?:\d+W|\d+D(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)"
)
_LARGEST: Final = 2**31 - 1
_TEXTS: Final = frozenset({"SUMMARY", "DESCRIPTION", "UID", "PRODID"})

ONCE: Final = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "TRANSP"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
"""What each component of our files has exactly once."""
ALSO: Final = {"VCALENDAR": set[str](), "VEVENT": {"DESCRIPTION"}, "VALARM": set[str]()}
"""What it may have as well, and no more: METHOD or ORGANIZER would make a message of it, a name another calendar."""
INSIDE: Final = {"": {"VCALENDAR"}, "VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set[str]()}


class BrokenRule(Exception):
    """What is wrong with the file."""


@dataclass(slots=True)
class Component:
    """A component with its properties: name → (parameters, value as it stands)."""

    kind: str
    properties: dict[str, tuple[str, str]] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def value(self, name: str) -> str:
        """The value of a property; a text without its escapes."""
        value = self.properties[name][1]
        if name not in _TEXTS:
            return value
        return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] in "nN" else escape[1], value)


def read(content: bytes) -> Component:
    """The calendar. Raises BrokenRule."""
    root = Component("")
    stack = [root]
    for line in _lines(content):
        match = _LINE.fullmatch(line)
        _demand(match is not None, f"no content line: {line!r}")
        assert match is not None
        name, parameters, value = match["name"], match["parameters"], match["value"]
        if name == "BEGIN":
            _demand(value in INSIDE[stack[-1].kind], f"{value} in {stack[-1].kind}")
            stack[-1].inside.append(Component(value))
            stack.append(stack[-1].inside[-1])
        elif name == "END":
            _demand(value == stack[-1].kind, f"END:{value} in {stack[-1].kind}")
            _complete(stack.pop())
        else:
            _demand(name not in stack[-1].properties, f"{name} twice")
            _demand(name not in _TEXTS or _TEXT.fullmatch(value) is not None, f"not escaped: {line!r}")
            stack[-1].properties[name] = parameters, value
    _demand(stack == [root] and len(root.inside) == 1, "not one calendar")
    calendar = root.inside[0]
    uids = [event.value("UID") for event in calendar.inside]
    _demand(bool(uids) and len(set(uids)) == len(uids), "events have one id each, and there is one at least")
    return calendar


def _lines(content: bytes) -> list[str]:
    _demand(content.endswith(b"\r\n"), "the last line has an end")
    raw = content.split(b"\r\n")[:-1]
    _demand(all(len(line) <= 75 for line in raw), "lines have 75 octets at most")
    lines: list[str] = []
    for line in (line.decode() for line in raw):  # no letter is cut in two
        _demand(_CONTROL.search(line) is None, f"a control character in {line!r}")
        if line.startswith((" ", "\t")):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def _complete(component: Component) -> None:
    missing = ONCE[component.kind] - set(component.properties)
    _demand(not missing, f"{component.kind} lacks {missing}")
    more = set(component.properties) - ONCE[component.kind] - ALSO[component.kind]
    _demand(not more, f"{component.kind} has {more}")
    if component.kind == "VCALENDAR":
        _demand(component.value("VERSION") == "2.0", "version 2.0")
    elif component.kind == "VEVENT":
        _demand(_UTC.fullmatch(component.value("DTSTAMP")) is not None, "DTSTAMP is in UTC")
        start, end = component.properties["DTSTART"], component.properties["DTEND"]
        _demand(start[0] == end[0] == ";VALUE=DATE" and start[1] < end[1], "an event ends after it begins")
        _demand(0 <= int(component.value("SEQUENCE")) <= _LARGEST, "SEQUENCE is a number of 31 bits")
        _demand(component.value("STATUS") in {"TENTATIVE", "CONFIRMED", "CANCELLED"}, "STATUS")
    else:
        parameters, value = component.properties["TRIGGER"]
        shape = _UTC if parameters == ";VALUE=DATE-TIME" else _DURATION if not parameters else None
        _demand(shape is not None and shape.fullmatch(value) is not None, f"TRIGGER{parameters}:{value}")


def _demand(holds: bool, rule: str) -> None:
    if not holds:
        raise BrokenRule(rule)
