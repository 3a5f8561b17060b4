"""Histories at random: what the public editions, each after the other, give away.

    python -m tests.benchmarks.histories SEED NUMBER
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from random import Random

from tests.histories_at_random import history_at_random, tried


def main() -> None:
    """Try them, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("seed", type=int)
    asked.add_argument("number", type=int)
    args = asked.parse_args()
    figures: Counter[str] = Counter()
    for n in range(args.number):
        history = history_at_random(Random(f"{args.seed}.{n}"))
        figures[f"shape: {history.report.shape}"] += 1
        for line in tried(history, figures):
            sys.stdout.write(f"{n} ({history.report.shape}): {line}\n")
    for name, number in figures.items():
        sys.stdout.write(f"{number:7}  {name}\n")


if __name__ == "__main__":
    main()
