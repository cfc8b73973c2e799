"""Cipher: how words lie in the database, in the columns of the type `Secret`: plain, or encrypted with Fernet.

An encrypted value is a sign no chat can send, the name of its key, a colon and Fernet's token. A plain value that
begins with the sign gets a second one in front, so the two are never mixed up. The name is a digest of the key: it says
which key is missing, without any of them being tried. What is empty has nothing to hide and stays as it is.

A store has its own cipher and hands it to each statement it runs; two stores of one process know nothing of each other.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Final

from bot.storage.faults import StorageFault

SIGN: Final = "\x01"
EMPTY: Final = ("", "{}")
NAME_LENGTH: Final = 8
"""Hexadecimal digits in the name of a key."""


class DamagedError(Exception):
    """An encrypted value whose key is there and which is not as it was written: the disk, or somebody's hand. No
    outage: waiting mends nothing."""


class MissingKeyError(StorageFault):
    """There are words under a key that was not given. An outage until it is: nothing is lost meanwhile."""


class Cipher:
    """Writes with the first of these keys and reads with all of them. They are checked by `settings`."""

    def __init__(self, keys: Sequence[str]) -> None:
        # Late: it takes 5 MB, and without keys nobody needs it.
        from cryptography.fernet import Fernet, InvalidToken

        self._refused: type[Exception] = InvalidToken
        self._fernets = {name_of(key): Fernet(key) for key in keys}
        self.names: Final = tuple(self._fernets)
        """The names of the keys in their order; the first one writes."""
        self.head: Final = f"{SIGN}{self.names[0]}:"
        """How everything begins that the first key wrote."""
        self._writer: Final = self._fernets[self.names[0]]

    def sealed(self, text: str | None) -> str | None:
        """The words as they are stored from now on."""
        if text is None or text in EMPTY:
            return text
        return self.head + self._writer.encrypt(text.encode()).decode()

    def opened(self, stored: str | None) -> str | None:
        """The words of a stored value, which may be plain. MissingKeyError when its key is not among these."""
        name = None if stored is None else key_of(stored)
        if stored is None or name is None:
            return stored
        if name not in self._fernets:
            raise locked(name, any_key=True)
        try:
            return self._fernets[name].decrypt(stored[NAME_LENGTH + 2 :]).decode()
        except self._refused:
            raise DamagedError(f"a value under the key {name}") from None


def name_of(key: str) -> str:
    """What a key is called. Nobody gets from here to the key."""
    return hashlib.sha256(b"recourse" + base64.urlsafe_b64decode(key)).hexdigest()[:NAME_LENGTH]


def key_of(stored: str) -> str | None:
    """The name of the key that this stored value was encrypted with; None: it is plain."""
    if not stored.startswith(SIGN) or stored.startswith(SIGN, 1):
        return None
    return stored[1 : NAME_LENGTH + 1]


def marked(text: str) -> str:
    """Plain words so that nobody takes them for encrypted ones."""
    return SIGN + text if text.startswith(SIGN) else text


def bare(stored: str) -> str:
    """What `marked` was given. MissingKeyError for an encrypted value: it is never handed on as if it were words."""
    if not stored.startswith(SIGN):
        return stored
    if (name := key_of(stored)) is not None:
        raise locked(name, any_key=False)
    return stored[1:]


def locked(name: str, *, any_key: bool) -> MissingKeyError:
    """What a host is told who has not given the key of this name."""
    missing = "which is not among these" if any_key else "and there is none"
    return MissingKeyError(
        f"ENCRYPTION_KEYS: the database holds words under the key {name}, {missing}: give it back, as the last one "
        "where there are several (`python -m bot keys status` names them)"
    )
