"""`python -m bot`: run the bot, or one of its commands. Each is a file in `bot/commands`, loaded when asked."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final

from bot.loading import loading
from bot.streams import complete

COMMANDS: Final = {
    "run": "start the bot; without BOT_TOKEN, the playground",
    "play": "the playground: a page in your browser where the bot can be tried without Telegram",
    "setup": "ask for what is missing, try it, and write it into .env",
    "doctor": "look at everything the bot needs, and say what is broken and how to mend it",
    "assess": "cases as JSON on standard input, conclusions as JSON on standard output",
    "migrate": "bring the database to this release (PostgreSQL; SQLite does it by itself)",
    "backup": "one checked file with the whole database, while the bot goes on; --keep N removes older ones",
    "restore": "put a backup in the place of the database",
    "move": "copy everything into another, empty database (--to URL), and compare",
    "healthy": "ask the bot that runs at LISTEN how it is; for health checks",
    "keys": "keys for what buyers say: a new one, what lies under which, all under the first one",
    "purge": "delete everything of one buyer, by the number of their chat",
    "translations": "collect new words into templates/locales; --check only compares",
    "diagram": "draw the tables into docs; --check only compares",
}

_BROKEN_OFF: Final = 130
"""What a shell says of a program that was ended by Ctrl+C."""


def main(argv: list[str]) -> int:
    """The exit status: 0 done, 1 failed, 2 wrong usage."""
    name, *rest = argv or ["run"]
    if name in ("-h", "--help", "help"):
        width = max(map(len, COMMANDS))
        sys.stdout.write("python -m bot [COMMAND]\n\n")
        sys.stdout.writelines(f"  {command:<{width}}  {what}\n" for command, what in COMMANDS.items())
        return 0
    if name not in COMMANDS:
        sys.stderr.write(f"There is no command {name!r}. `python -m bot help` lists them.\n")
        return 2
    with loading():
        command = import_module(f"bot.commands.{name}")
    status: int = command.main(rest)
    return status


if __name__ == "__main__":
    complete()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # whoever presses Ctrl+C knows why it ended
        sys.exit(_BROKEN_OFF)
