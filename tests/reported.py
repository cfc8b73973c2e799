"""Reported: a way out for reports of errors that keeps what would be sent."""

from __future__ import annotations

from typing import Any, Final

from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

DSN: Final = "https://key@sentry.example/1"


class Kept(Transport):
    """Everything that would go to the server."""

    def __init__(self) -> None:
        super().__init__()
        self.envelopes: list[Envelope] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.envelopes.append(envelope)

    @property
    def sent(self) -> str:
        """Every byte."""
        return b"".join(envelope.serialize() for envelope in self.envelopes).decode()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [dict(event) for envelope in self.envelopes if (event := envelope.get_event()) is not None]
