"""HiGHS, which solves linear and integer programs, without a word on the standard output.

It prints a banner as the first of its solvers is made, before any option can keep it from that; a
command whose output goes into a file would have it there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import highspy


def quiet_highs(options: Mapping[str, object]) -> Any:
    """A solver with these options set, which prints nothing."""
    with _no_output():
        highs = highspy.Highs()
        for option, setting in ({"output_flag": False} | dict(options)).items():
            highs.setOptionValue(option, setting)
    return highs


@contextmanager
def _no_output() -> Iterator[None]:
    """Nothing reaches the process's standard output, from C either; none may be there at all."""
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    if sys.stdout is not None:
        sys.stdout.flush()      # what Python still holds is not to be lost
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
