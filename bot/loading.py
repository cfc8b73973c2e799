"""Loading: what a process makes once and keeps until it ends.

The collector of garbage looks through everything again and again while there is more and more of it: a fifth of the
start, and later a pause that a buyer waits for. None of it is ever garbage, so it is told not to look.

python-telegram-bot loads cryptography wherever it is installed, for passports, which this bot never reads: five
megabytes. So it does not find it meanwhile; who has keys loads it afterwards (`storage/cipher.py`).
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

_UNWANTED: Final = "cryptography.hazmat.backends"
_NOT_THERE: Final = cast(Any, None)


@contextmanager
def loading() -> Iterator[None]:
    """Whatever is made inside is taken to stay."""
    gc.disable()
    hidden = _UNWANTED not in sys.modules
    if hidden:
        sys.modules[_UNWANTED] = _NOT_THERE
    try:
        yield
    finally:
        if hidden:
            del sys.modules[_UNWANTED]
        gc.freeze()
        gc.enable()
