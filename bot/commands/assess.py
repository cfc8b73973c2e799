"""python -m bot assess: cases as JSON in, conclusions as JSON out. The rules without a chat, a database or a network.

What may come in: `case_input`; what goes out: `answer`. One line in, one line out, at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Final

_ABOUT: Final = """\
Reads cases as JSON on standard input, one object a line (or one over many lines), and writes one line of JSON for
each. Needed: today (YYYY-MM-DD) and issue. Everything else may be left out or null. Amounts come in as numbers or as
text of digits and go out as text ("12.35"), so that nothing is rounded on the way; price is what was paid for the
whole line, all pieces of quantity. Dates are YYYY-MM-DD, the currency three letters, the country two.
What is wrong is said on standard error, one line for each fault; the good lines are still answered."""
_BAD_INPUT: Final = 2
_INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Answers standard input. 0: all answered; 1: the answers cannot be written; 2: some of the input was wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m bot assess",
        description=_ABOUT,
        epilog=_keys(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(argv)
    try:
        return _run()
    except OSError as fault:
        if not isinstance(fault, BrokenPipeError):
            print(f"assess: {fault.strerror}", file=sys.stderr)
        _silence()
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run() -> int:
    from bot.commands.answer import answer  # late: --help needs none of it
    from bot.commands.case_input import Asked, understood
    from bot.commands.json_objects import Fault, objects
    from bot.domain.eligibility import assess
    from bot.policies import load
    from bot.rendering.words import words

    if sys.stdin is None or sys.stdout is None:  # closed by whoever started this: nothing is asked
        return 0
    policy, speech, faulty = load(), words("en"), False
    for line, found in objects(sys.stdin.buffer):
        asked = (found,) if isinstance(found, Fault) else understood(line, found)
        if isinstance(asked, Asked):
            said = answer(asked.case, assess(asked.case, policy, asked.today), policy, asked.today, speech)
            sys.stdout.buffer.write(said.encode() + b"\n")
            sys.stdout.buffer.flush()
        else:
            faulty = True
            for fault in asked:
                print(fault, file=sys.stderr, flush=True)
    return _BAD_INPUT if faulty else 0


def _keys() -> str:
    from bot.commands.case_input import FIELDS

    return "keys: " + ", ".join(FIELDS)


def _silence() -> None:
    """Nobody listens any more: what Python still wants to flush goes nowhere, so that it does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
