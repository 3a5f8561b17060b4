"""Mixtures of edits at random over the worked example in every layout: each read back exactly.

    python -m tests.benchmarks.edits [COUNT] [FIRST SEED]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from briefing import shelves
from briefing.prepared import prepare
from briefing.reading.word import read_back, written_in
from briefing.writers.word import word_file
from tests.conftest import LAYOUTS, laid_out
from tests.word import robot


def main(count: int = 500, first: int = 0) -> int:
    """How many mixtures were not read back exactly."""
    example = prepare(shelves.example("barnsley"))
    files = []
    for layout in LAYOUTS:
        raw = word_file(laid_out(example, layout))
        files.append((layout, raw, written_in(raw, layout)))
    wrong, seconds = 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edited.docx"
        for seed in range(first, first + count):
            layout, raw, written = files[seed % len(files)]
            edited, names, expected = robot.mixture(raw, written, seed)
            path.write_bytes(edited)
            start = time.process_time()
            found = read_back(path)
            seconds += time.process_time() - start
            faults = [*robot.differences(found, expected), *robot.unaccounted(found, edited)]
            if faults:
                wrong += 1
                print(f"{layout}, seed {seed}: {', '.join(names)}")     # noqa: T201
                print("".join(f"    {fault[:300]}\n" for fault in faults))      # noqa: T201
    print(f"{wrong} of {count} wrong; {seconds / count:.2f} s each")    # noqa: T201
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
