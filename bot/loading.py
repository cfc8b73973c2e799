"""Loading: what a process makes once and keeps until it ends.

The collector of garbage looks through everything again and again while there is more and more of it: a fifth of the
start, and later a pause that a buyer waits for. None of it is ever garbage, so it is told not to look.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Whatever is made inside is taken to stay."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
