"""Policy, Term, Source: numbers with a date and a source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: the key used in the policy file, a title and an address."""

    key: str
    title: str
    url: str
