"""Spoilt report folders by the thousand: `python -m tests.benchmarks.fuzz SEED N`.

Prints what became of them and every fault with the number that makes it again.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz import tried


def main(seed: int, count: int, first: int = 0) -> None:
    """Try so many cases of the seed, from the first on."""
    started = time.perf_counter()
    ends: Counter[str] = Counter()
    faulty = 0
    with TemporaryDirectory() as room:
        for n in range(first, first + count):
            case = seed * 1_000_000 + n
            end, faults = tried(case, Path(room) / "folder")
            ends[end] += 1
            faulty += bool(faults)
            for fault in faults[:3]:
                sys.stdout.write(f"{case}: {end}: {fault}\n")
                sys.stdout.flush()
    seconds = time.perf_counter() - started
    sys.stdout.write(f"{count} cases of seed {seed} in {seconds:.0f} s: "
                     f"{', '.join(f'{n} {end}' for end, n in ends.most_common())}; "
                     f"{faulty} faulty\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
