"""Transport: how requests reach the Bot API. PTB's `BaseRequest` on aiohttp, which costs half of what httpx does.

One session for everything, kept alive; a JSON body, or multipart when files go along. Every failure becomes PTB's
`TimedOut` or `NetworkError`, never with an address in it, because the address holds the token.
`calls.py` is how the rest of the bot uses it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

TELEGRAM: Final = "https://api.telegram.org"

_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))
_JSON: Final = {"Content-Type": "application/json"}


def api_addresses(root: str) -> tuple[str, str]:
    """What PTB wants to know of a Bot API server: where methods are, and where files are."""
    root = root.rstrip("/")
    return f"{root}/bot", f"{root}/file/bot"


class Transport(BaseRequest):
    """All seconds. A call that sends JSON has `read` for all of it; one with files as long as bytes still move. `dated`
    gets the date of each answer, by its server's clock."""

    __slots__ = ("_connect", "_connections", "_dated", "_pool", "_read", "_session", "_write")

    def __init__(
        self,
        *,
        read: float = 15.0,
        write: float = 60.0,
        connect: float = 10.0,
        pool: float = 30.0,
        connections: int = 256,
        dated: Callable[[str], None] | None = None,
    ) -> None:
        self._read, self._write, self._connect, self._pool = read, write, connect, pool
        self._connections, self._dated = connections, dated
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        """Opens the session; a second call changes nothing."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=75, ttl_dns_cache=300),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Closes the session; a second call changes nothing."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer as JSON. One that cannot be read is a fault of the network and not logged: it may hold words."""
        try:
            return json.loads(payload)
        except ValueError:
            raise NetworkError("the server's answer is not JSON") from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises `TimedOut` or `NetworkError`, and nothing else."""
        if self._session is None:
            raise NetworkError("the transport is not open")
        files = request_data is not None and request_data.contains_files
        unset = self.DEFAULT_NONE
        read = self._read if read_timeout is unset else read_timeout
        write = self._write if write_timeout is unset else write_timeout
        connect = self._connect if connect_timeout is unset else connect_timeout
        pool = self._pool if pool_timeout is unset else pool_timeout
        body, headers = _body(request_data)
        address, proxy = _address(url)
        try:
            async with self._session.request(
                method,
                address,
                proxy=proxy,
                data=body,
                headers=headers,
                timeout=_patient(read, write, connect, pool) if files else _brisk(read, connect),
            ) as response:
                if self._dated is not None:
                    self._dated(response.headers.get("Date", ""))
                return response.status, await response.read()
        except TimeoutError as late:
            raise TimedOut(f"no answer in time ({type(late).__name__})") from None
        except (aiohttp.ClientError, OSError, ValueError) as broken:
            raise NetworkError(f"could not reach the Bot API ({type(broken).__name__})") from None


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        return _ENCODER.encode(data.parameters).encode(), _JSON
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None


@lru_cache(maxsize=256)
def _address(url: str) -> tuple[URL, URL | None]:
    """The address, and the proxy that the environment names for it.

    aiohttp can look for the proxy itself, but does it for each request anew, with two hops to a thread."""
    address = URL(url)
    direct = address.host is None or proxy_bypass(address.host)
    proxy = None if direct else getproxies().get(address.scheme)
    return address, URL(proxy) if proxy else None


@lru_cache(maxsize=64)
def _brisk(read: float | None, connect: float | None) -> aiohttp.ClientTimeout:
    """One bound for the whole call: each further one is a timer to set and to cancel."""
    return aiohttp.ClientTimeout(total=read, sock_connect=connect)


@lru_cache(maxsize=64)
def _patient(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """A bound for the whole call too, unless one of its parts is unbounded: a trickling answer must end as well."""
    parts = (read, write, connect, pool)
    total = None if None in parts else sum(part for part in parts if part is not None) + (read or 0)
    return aiohttp.ClientTimeout(total=total, connect=pool, sock_connect=connect, sock_read=read)
