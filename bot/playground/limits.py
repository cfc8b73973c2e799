"""Telegram's limits, as one table of numbers. Lengths are in characters unless the name says bytes.

Source: the Bot API's documentation (10.1), and the source of Telegram's own server where the documentation is silent.
"""

from __future__ import annotations

TEXT = 4096
CAPTION = 1024
ENTITIES = 100
CALLBACK_DATA_BYTES = 64
COPY_TEXT = 256
BUTTONS = 100
BUTTONS_IN_A_ROW = 8
KEYBOARD_BYTES = 10_000
"""A whole inline keyboard as JSON. Not documented; bots are refused from about here."""
ANSWER_TEXT = 200
ALBUM = 10
COMMANDS = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 256
DESCRIPTION = 512
SHORT_DESCRIPTION = 120
NAME = 64
TOPIC_NAME = 128
PLACEHOLDER = 64
MESSAGES_AT_ONCE = 100
UPDATES_AT_ONCE = 100
POLL_SECONDS = 50

DOWNLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024

UPDATE_HOURS = 24
DELETE_HOURS = 48
ANSWER_SECONDS = 15
"""How long a tap waits for its answer. Not documented; bots see about this much before "query is too old"."""

PER_SECOND = 30
PER_CHAT_SECOND = 1
PER_GROUP_MINUTE = 20
