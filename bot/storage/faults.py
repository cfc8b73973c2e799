"""What can go wrong with the database, as two exceptions.

`StorageFault` is an outage or a wrong setting: its text names the setting and the mend, never a password and never
a buyer's words. `Stale` stays inside this package: the turn lost a race, so nothing of it was saved.
"""

from __future__ import annotations


class StorageFault(Exception):
    """The database can't be used. The text says why and what mends it; nothing was saved."""


class Stale(Exception):
    """The row moved on, or the update had its effect already: undo this piece of work alone."""
