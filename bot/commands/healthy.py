"""`python -m bot healthy`: asks the bot that runs at LISTEN how it is. For Docker's health check, and for scripts.

Nothing is read but the settings, and nothing goes through a proxy: it is asked every half minute.
"""

from __future__ import annotations

import sys
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from typing import Final

from bot.settings import SettingsFault, load

_SECONDS: Final = 4.0


def main(argv: list[str]) -> int:
    """0: it answers and is well. 1, with one line that says why: it does not, or nothing listens."""
    if argv:
        sys.stderr.write("`healthy` takes no arguments; it asks at LISTEN.\n")
        return 2
    try:
        settings = load()
    except SettingsFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    place = settings.listen or ("127.0.0.1:8080" if settings.webhook_url else None)
    if place is None:
        sys.stderr.write("LISTEN is not set, so there is nobody to ask; write for instance LISTEN=127.0.0.1:8080\n")
        return 1
    return _asked(place)


def _asked(place: str) -> int:
    host, _, port = place.rpartition(":")
    connection = HTTPConnection(_at_home(host.strip("[]")), int(port), timeout=_SECONDS)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        sys.stderr.write(f"{place} does not answer ({type(error).__name__})\n")
        return 1
    finally:
        connection.close()
    if status != 200:
        sys.stderr.write(f"{place} is not well (status {status})\n")
        return 1
    return 0


def _at_home(host: str) -> str:
    """Who listens everywhere is asked here."""
    try:
        address = ip_address(host) if host else None
    except ValueError:
        return host
    if address is None or address.is_unspecified:
        return "::1" if address is not None and address.version == 6 else "127.0.0.1"
    return host
