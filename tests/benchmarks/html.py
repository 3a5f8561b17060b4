"""How long the HTML edition takes, and how large it is: python -m tests.benchmarks.html 60 600 2400

Seconds of the processor to write a synthetic report's page once everything is loaded, the median of
some, and per indicator over that of the first: 1.00 is linear growth.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from briefing import shelves
from briefing.document import Document
from briefing.prepared import prepare
from briefing.writers.html import html_file
from tests.benchmarks.synthetic import synthetic

SIZES = (60, 600, 2400)
TIMES = 5


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size, the worked example first, and print a line for each."""
    html_file(_document(shelves.example("barnsley")))       # everything is loaded now
    _say("the example", *_timed(_document(shelves.example("barnsley"))))
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as room:
            synthetic(Path(room), size)
            seconds, length = _timed(_document(Path(room)))
        first = first or seconds / size
        _say(f"{size} indicators", seconds, length, f", {seconds / size / first:.2f} of linear")


def _document(folder: Path) -> Document:
    return prepare(folder).editions[0].composed.document


def _timed(document: Document) -> tuple[float, int]:
    times = []
    for _ in range(TIMES):
        start = time.process_time()
        length = len(html_file(document))
        times.append(time.process_time() - start)
    return median(times), length


def _say(what: str, seconds: float, length: int, more: str = "") -> None:
    sys.stdout.write(f"{what}: {seconds:.2f} s, {length / 1e6:.2f} MB{more}\n")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
