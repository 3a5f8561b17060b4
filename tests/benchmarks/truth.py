"""Every sentence of many more read back: ten times the test's random ones, all real months.

    python -m tests.benchmarks.truth [SENTENCES] [--seed N]

Run it from the repository's root. It prints how many sentences were read and the shortest case of
each sort of contradiction; the exit code is 1 when there is one. Seed 2022 is the test's own.
"""

from __future__ import annotations

import argparse
import sys
import time

from briefing.disclosure import presets
from briefing.periods import Month, month_range
from tests.own_terms_at_random import narrated_in_own_terms
from tests.sentences.test_truth import REFERRALS, real
from tests.truth import Tally, narrated, seeded

FIRST, LAST = Month.of(2013, 4), Month.of(2024, 3)


def main() -> int:
    """0 where no sentence is contradicted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", nargs="?", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wrong = 0
    for name, tallies in (("reports at random", lambda: reports(asked.seed, asked.sentences)),
                          ("own terms", lambda: own_terms(asked.seed, asked.sentences)),
                          ("random", lambda: [seeded(asked.seed, asked.sentences)]),
                          ("real", all_months)):
        start = time.perf_counter()
        found = tallies()
        wrong += sum(tally.wrong for tally in found)
        for tally in found:
            if tally.wrong:
                sys.stdout.write(f"{tally}\n")
        sys.stdout.write(f"{name}: {sum(t.read for t in found):,} sentences read, "
                         f"{sum(t.wrong for t in found):,} contradicted, "
                         f"{time.perf_counter() - start:.0f} s\n")
    return 1 if wrong else 0


def reports(seed: int, statements: int) -> list[Tally]:
    """A quarter as many statements of reports at random in each length and edition."""
    return [narrated(seed, statements // 4, length, presets()[rule] if rule else None)
            for length in ("brief", "full") for rule in ("", "dfe")]


def own_terms(seed: int, statements: int) -> list[Tally]:
    """A tenth as many of reports in a council's own terms, in each length and edition."""
    return [narrated_in_own_terms(seed, statements // 40, length,
                                  presets()[rule] if rule else None)
            for length in ("brief", "full") for rule in ("", "dfe")]


def all_months() -> list[Tally]:
    """The published figures in the report of every month, where they are beside the repository."""
    return [real(month) for month in month_range(FIRST, LAST)] if REFERRALS.exists() else []


if __name__ == "__main__":
    raise SystemExit(main())
