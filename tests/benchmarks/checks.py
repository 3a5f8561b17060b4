"""Processor seconds to check many indicators' figures: python -m tests.benchmarks.checks [COUNT]

The aim is 2,400 indicators by 24 months in under a second of one core.
"""

from __future__ import annotations

import sys
import time

from tests.messages.test_checks import check_figures, many


def main(count: int = 2400) -> None:
    """Make them, check them, print the seconds."""
    checked = many(count)
    started = time.process_time()
    check_figures(checked, [])
    sys.stdout.write(f"{count:,} indicators by 24 months: {time.process_time() - started:.2f} s\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
