"""Processor seconds to write a long table as a Word file: python -m tests.benchmarks.word [ROWS]

The aim is that they grow with the rows: 3,000 in about a second; nine where every row was moved
into a tree that stood already.
"""

from __future__ import annotations

import sys
import time

from briefing.writers.word import word_file
from tests.documents import sample


def main(most: int = 3000) -> None:
    """Write a third, two thirds and all of the rows; print the seconds of each."""
    for rows in (most // 3, most * 2 // 3, most):
        document = sample(rows=rows)
        started = time.process_time()
        word_file(document)
        sys.stdout.write(f"{rows:,} rows: {time.process_time() - started:.2f} s\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
