"""Processor seconds to read edited Word files of long reports back; they grow with the reports.

    python -m tests.benchmarks.read_back [INDICATORS...]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from briefing.prepared import prepare
from briefing.reading.word import read_back, written_in
from tests.benchmarks.synthetic import synthetic
from tests.word import robot, rounds


def main(*indicators: int) -> None:
    """A line for each report: its pages of XML, and the seconds of the best of three."""
    for count in indicators or (75, 150, 300, 600):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "report"
            folder.mkdir()
            synthetic(folder, count)
            raw = rounds.written_by(prepare(folder))
            edited, _, _ = robot.mixture(raw, written_in(raw, "x"), 1)
            path = Path(place) / "edited.docx"
            path.write_bytes(edited)
            best = 99.0
            for _ in range(3):
                started = time.process_time()
                read = read_back(path)
                best = min(best, time.process_time() - started)
            sys.stdout.write(f"{count} indicators, {len(read.anchors)} anchors: {best:.2f} s\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
