"""Histories at random: what the public editions, each after the other, give away, and whether any
of these valid reports would be refused.

    python -m tests.benchmarks.histories SEED NUMBER [--first N]

Each is printed as soon as something is wrong with it, the sums at the end.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from random import Random

from tests.histories_at_random import history_at_random, tried

# What may not be, said though there is none.
WRONG = ("narrower than the policy", "contradictions unsolved", "valid editions refused")


def main() -> None:
    """Try them, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("number", type=int)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    figures: Counter[str] = Counter(dict.fromkeys(WRONG, 0))
    for n in range(asked.first, asked.first + asked.number):
        history = history_at_random(Random(f"{asked.seed}.{n}"))
        figures["histories"] += 1
        figures[f"shape: {history.report.shape}"] += 1
        for line in tried(history, figures):
            sys.stdout.write(f"{n} ({history.report.shape}): {line}\n")
            sys.stdout.flush()
    for name, number in figures.items():
        sys.stdout.write(f"{number:7}  {name}\n")


if __name__ == "__main__":
    main()
