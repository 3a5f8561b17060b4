"""Areas at random, protected together and attacked together: what gets out, and how long it takes.

    python -m tests.benchmarks.over_areas [100] [--seed 1] [--areas 12 40] [--indicators 10]

Run it from the repository's root. An exposure is a fault of protection; a round that contradicts
itself is a valid one that would be refused.
"""

from __future__ import annotations

import argparse
import sys
import time
from random import Random

from tests.areas.over_areas_at_random import rounds


def main() -> None:
    """A line a run that has something to tell, and the sums."""
    asked = argparse.ArgumentParser()
    asked.add_argument("runs", nargs="?", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--areas", nargs=2, type=int, default=[12, 40])
    asked.add_argument("--indicators", type=int, default=10)
    options = asked.parse_args()
    published = narrower = refused = withheld = secondary = figures = 0
    started = time.process_time()
    for seed in range(options.seed, options.seed + options.runs):
        for n, made in enumerate(rounds(Random(seed), options.areas, options.indicators)):
            published += 1
            withheld += len(made.protected.withheld)
            secondary += sum(one.cause == "secondary" for one in made.protected.withheld)
            figures += sum(len(one.values) for one in made.joint.measures.by_indicator.values())
            refused += bool(made.protected.contradictory)
            told = [one for one in made.found.exposures if not one.before]
            narrower += len(told)
            if told or made.protected.contradictory:
                sys.stdout.write(f"seed {seed}, round {n}: {told[:2]} "
                                 f"{made.protected.contradictory[:2]}\n")
        sys.stdout.write(f"{seed}: {published} rounds, {figures} figures, {withheld} withheld "
                         f"({secondary} for others' sake), {narrower} found, {refused} refused, "
                         f"{time.process_time() - started:.0f} s of CPU\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
