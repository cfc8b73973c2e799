"""What the bot may ask of the stand-in: one table of methods, one file per noun.

A method is a function of the world and the parameters; it returns what stands in `result` or raises a `RefusalError`.
The table names every parameter a method understands; any other is noted as a complaint, and a method that is not in
the table is refused as one that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.playground.methods import callbacks, commands, files, forum, media, messages, profile, transfers, updates
from bot.playground.methods.method import Method

METHODS: Mapping[str, Method] = {
    method.name.lower(): method
    for table in (
        messages.METHODS,
        media.METHODS,
        transfers.METHODS,
        callbacks.METHODS,
        commands.METHODS,
        profile.METHODS,
        forum.METHODS,
        files.METHODS,
        updates.METHODS,
    )
    for method in table
}
