"""How processes begin that make reports beside this one; light, so that it can be the first loaded.
"""

from __future__ import annotations

import os
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext

# what every worker loads
LOADED = ("briefing.areas.engines", "briefing.writers.figures", "briefing.writers.html",
          "briefing.writers.manifest", "briefing.writers.pdf", "briefing.writers.sentences",
          "briefing.writers.text", "briefing.writers.word", "briefing.writers.word.final",
          "briefing.writers.word.package")


def context() -> BaseContext:
    """Processes that are parted from one that has loaded the program, where the system can."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    made = get_context("forkserver")
    made.set_forkserver_preload(list(LOADED))
    return made


def begin_loading() -> None:
    """Let the process that others are parted from load the program, while this one does."""
    if context().get_start_method() == "forkserver" and cores() > 1:
        from multiprocessing.forkserver import ensure_running  # not where there is none

        ensure_running()


def cores() -> int:
    """How many processes of this machine can work at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
