"""Where a file can be downloaded; 20 MB at most."""

from __future__ import annotations

from bot.playground import limits
from bot.playground.methods.method import method
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import JSON, World


def get_file(world: World, given: Parameters) -> JSON:
    file_id = given.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = world.files.get(file_id)
    if stored is None:
        known = file_id.endswith("stAndIn")
        raise bad_request("wrong file_id or the file is temporarily unavailable" if known else "invalid file_id")
    if stored.size > limits.DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return stored.card() | {"file_path": stored.path}


METHODS = (method("getFile", get_file, "file_id"),)
