"""Reports: what of our own log goes to a Sentry server: names of what broke, kinds of exceptions, places in the code.

Law of the file: nothing is sent that is not in the table SAID, in the form it has there. So no word, no number of a
chat, no token and no value of a variable can be, whatever a line of the log should one day hold. Sentry's own ways of
finding out more are all off.
"""

from __future__ import annotations

import atexit
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from bot import RELEASE

_NAME: Final = re.compile(r"[a-z][a-z_]{0,60}")
_CLASSES: Final = re.compile(r"[A-Za-z_]\w{0,60}(<[A-Za-z_]\w{0,60})?")
_MODULE: Final = re.compile(r"[A-Za-z_][\w.]{0,80}")
_PLACE: Final = re.compile(r"[\w.@+-]{1,80}(/[\w.@+-]{1,80}){0,2}:\d{1,6}")
_PLACES: Final = re.compile(rf"{_PLACE.pattern}( {_PLACE.pattern})*")

SAID: Final[Mapping[str, re.Pattern[str]]] = {
    "error": _CLASSES,
    "at": _PLACE,
    "through": _PLACES,
    "logger": _MODULE,
    "kind": _NAME,
    "fault": _NAME,
    "screen": _NAME,
    "template": _NAME,
}
"""Facts of a line that may be told, and what they look like when they are what they should be."""
SAME: Final = tuple(name for name in SAID if name != "through")
"""What makes two reports one."""
_KEPT: Final = ("event_id", "timestamp", "level", "platform", "sdk", "release")
"""What Sentry's own library adds and needs: nothing of it is ours."""
_PAUSE: Final = 60.0
"""Seconds in which the same thing is told once."""
_MOST: Final = 500


class Reports:
    """Takes lines of the log (`logs.configure`). `transport`: another way out than to the server, for tests."""

    def __init__(self, dsn: str, transport: Any = None, clock: Callable[[], float] = time.monotonic) -> None:
        # Late: it takes 10 MB, and without SENTRY_DSN nobody needs it.
        from sentry_sdk import Client

        self._clock = clock
        self._told: dict[tuple[str, ...], float] = {}
        self._closed = False
        self._client = Client(
            dsn=dsn,
            transport=transport,
            before_send=only_what_may_be_said,
            default_integrations=False,
            auto_enabling_integrations=False,
            auto_session_tracking=False,
            enable_backpressure_handling=False,
            send_client_reports=False,
            include_local_variables=False,
            include_source_context=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            traces_sample_rate=None,
            spotlight=False,
            server_name="",
            release=f"recourse@{RELEASE}",
            environment="",
        )
        atexit.register(self.close)

    def __call__(self, level: str, event: str, facts: Mapping[str, Any]) -> None:
        """Tells of a line, unless the same was told a moment ago, or the process is as good as gone."""
        same = (event, *(str(facts[name]) for name in SAME if name in facts))
        now = self._clock()
        if self._closed or now - self._told.get(same, -_PAUSE) < _PAUSE:
            return
        if len(self._told) >= _MOST:
            self._told.clear()
        self._told[same] = now
        told = {name: str(fact) for name, fact in facts.items() if name in SAID}
        self._client.capture_event(
            {"level": "fatal" if level == "critical" else "error", "message": event, "tags": told}
        )

    def close(self) -> None:
        """Sends what waits, for two seconds at most."""
        self._closed = True
        self._client.close(timeout=2.0)


def only_what_may_be_said(event: Any, _hint: Any) -> Any:
    """The event made anew of what may be told; None where not even its name may be."""
    name, tags = event.get("message"), event.get("tags") or {}
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return None
    told = {key: fact for key, fact in tags.items() if key in SAID and SAID[key].fullmatch(str(fact))}
    kept = {key: event[key] for key in _KEPT if key in event}
    same = [name, *(told[key] for key in SAME if key in told)]
    return {**kept, "logger": "recourse", "message": name, "tags": told, "fingerprint": same}
