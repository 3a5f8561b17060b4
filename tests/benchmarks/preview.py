"""How long the preview takes to show a change, and whether its memory grows.

    python -m tests.benchmarks.preview [--times 9] [--changes 200] [--indicators 600]

From a cell that is saved to the server's new page, by the clock (with the wait until the change is
seen) and in seconds of the processor: the worked example, and a synthetic report. Then the memory
of this process after each 50 of so many changes. Run it from the repository's root on a quiet
machine; medians are shown.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from briefing import shelves
from tests.benchmarks.synthetic import synthetic
from tests.preview.server import Preview, previewing

EXAMPLE, EXAMPLE_LIMIT = "the example", 0.7
LIMIT = 3.0


def main() -> None:
    """Measure, and print the medians beside what is asked of them."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=9)
    asked.add_argument("--changes", type=int, default=200)
    asked.add_argument("--indicators", type=int, default=600)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as room:
        example = Path(room) / "example"
        shutil.copytree(shelves.example("barnsley"), example)
        large = Path(room) / "large"
        large.mkdir()
        synthetic(large, given.indicators)
        for name, folder, limit in ((EXAMPLE, example, EXAMPLE_LIMIT),
                                    (f"{given.indicators} indicators", large, LIMIT)):
            with previewing(folder) as preview:
                times = [_renewed(preview, n) for n in range(given.times + 1)][1:]
                wall, cpu = (median(one[n] for one in times) for n in (0, 1))
                _say(f"{name}: {wall:.2f} s by the clock, {cpu:.2f} s of the processor "
                     f"(at most {limit})")
        with previewing(example) as preview:
            for n in range(given.changes):
                _renewed(preview, n)
                if n % 50 == 49:
                    _say(f"{n + 1} changes: {_memory():.0f} MiB")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _renewed(preview: Preview, n: int) -> tuple[float, float]:
    """The seconds from a changed cell to its page, by the clock and of the processor."""
    path = preview.folder / "values.csv"
    lines = path.read_text("utf-8").splitlines()
    at = max(i for i, line in enumerate(lines) if line.split(",")[2].isdigit())
    cells = lines[at].split(",")
    cells[2] = str(int(cells[2]) + (1 if n % 2 else -1))
    lines[at] = ",".join(cells)
    wall, cpu = time.perf_counter(), time.process_time()
    preview.change("values.csv", "\n".join(lines) + "\n")
    return time.perf_counter() - wall, time.process_time() - cpu


def _memory() -> float:
    """What this process holds now, in MiB; where the system does not tell, the most it has held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
