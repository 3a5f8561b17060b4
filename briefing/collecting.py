"""Python looks less often for what nothing refers to any more.

Nearly all that a command makes or loads is kept until it ends: to walk through it again and again
takes a sixth of the time of a long report, and frees nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

COLLECTED = (400_000, 20, 100)      # new objects, and collections of the young, before a collection


@contextmanager
def rarely_collected() -> Iterator[None]:
    """So it is while this lasts."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def released() -> Iterator[None]:
    """What is made while this lasts, and referred to no more, is gone when it ends.

    A file's pages and elements refer to each other, so that they would stay until Python looked
    through all that there is: here it looks through nothing that stood before.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()
