"""Listening: whether the port that is set can be had, or is ours already."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Final

from bot.services.checks.bench import Bench
from bot.services.checks.finding import Finding

USUAL: Final = "127.0.0.1:8080"
"""Where a bot with a webhook listens when LISTEN does not say."""
_PATIENCE: Final = 2.0  # seconds
_SIGNED: Final = b"\r\nserver: recourse\r\n"
_ASKED: Final = b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n"


async def listening(bench: Bench) -> Sequence[Finding]:
    """Free, or answered by a bot; taken by something else is broken."""
    place = bench.settings.listen or (USUAL if bench.settings.webhook_url is not None else None)
    if place is None:
        return []
    host, _, port = place.rpartition(":")
    host = host.strip("[]")
    answer = await _answer(_dialled(host), int(port))
    if answer is not None:
        ours = _SIGNED in answer.lower()
        return [Finding("port" if ours else "port_taken", ours, {"place": place})]
    free = await asyncio.to_thread(_free, host, int(port))
    return [Finding("port_free" if free else "port_taken", free, {"place": place})]


def _dialled(host: str) -> str:
    """Where to ask for a server that listens everywhere."""
    try:
        address = ip_address(host)
    except ValueError:
        return host or "127.0.0.1"
    return ("::1" if address.version == 6 else "127.0.0.1") if address.is_unspecified else host


async def _answer(host: str, port: int) -> bytes | None:
    """What is said there; empty: nothing that can be understood; None: nobody is there."""
    try:
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection(host, port)
    except (TimeoutError, OSError):
        return None
    try:
        async with asyncio.timeout(_PATIENCE):
            writer.write(_ASKED)
            return await reader.read(4096) or b""
    except (TimeoutError, OSError):
        return b""
    finally:
        writer.close()


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family):
            return True
    except OSError:
        return False
