"""The column types that both engines must agree on, and the cleaning of text before a driver sees it.

Law of the file: an instant is stored in UTC and is refused when naive; text never holds what one engine would
refuse (NUL, half a surrogate pair); ids are 64 bits wide. Telegram's ids do not fit into 32. What a buyer said, or who
somebody is, is a `Secret`; every other text is `Words`, and a test knows why each of them is.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.storage.cipher import bare, marked

Id: Final[TypeEngine[int]] = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both engines; SQLite only counts a key up by itself when its type is called INTEGER."""


class Instant(TypeDecorator[datetime]):
    """A moment: an aware datetime in, the same moment in UTC out. SQLite keeps it as text of one width, which
    sorts as time does and can be read by eye; PostgreSQL has a type of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """ValueError when the datetime names no zone: guessing one would move a deadline."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"an instant must say its zone, this one does not: {value.isoformat()}")
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return datetime.fromisoformat(value) if dialect.name == "sqlite" else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text that any engine can store and give back."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else sound(value)


class Secret(Words):
    """Text that is encrypted where the host has keys: `statement.Plan` does it, with the cipher of the store. No SQL
    may compare it or look into it, for the same words never look the same twice."""

    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else marked(sound(value))

    def process_result_value(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else bare(value)


def sound(text: str) -> str:
    """The text without NUL, and with halves of surrogate pairs shown as U+FFFD; most text comes back untouched."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    clean = text.replace("\0", "")
    try:
        clean.encode()
    except UnicodeEncodeError:
        # Two halves that belong together become the sign they mean; a lonely one can mean nothing.
        return clean.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean


def leased() -> tuple[Column[Any], ...]:
    """What a row has that is handed to one worker after the other until it is sent, or done; see `leases`."""
    return (
        Column("token", Words),
        Column("leased_until", Instant),
        Column("attempts", Integer, nullable=False),
        Column("sent_at", Instant),
        Column("failed_at", Instant),
        Column("error", Words),
    )
