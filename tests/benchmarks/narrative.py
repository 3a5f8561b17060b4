"""Seconds for the sentences of many indicators, after imports: python -m tests.benchmarks.narrative

The aim is 10,000 indicators in under 5 seconds of one core. Prints the steps measure, find and say.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import sys
import time
from decimal import Decimal

from briefing import shelves
from briefing.findings import find
from briefing.indicators import Benchmark, Dictionary, Target, Tolerance
from briefing.measures import measure
from briefing.narrative import area_sentences
from briefing.periods import Month, Year
from briefing.prepared import read_book_named
from tests.series import PERCENT, PLAIN, observed

MONTHS = 24


def main() -> None:
    """Make the indicators, tell them, print the seconds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", nargs="?", type=int, default=10_000)
    count = options.parse_args().count
    chance = random.Random(1)
    ones, targets, benchmarks, cells = [], [], [], []
    for n in range(count):
        base = PERCENT if n % 2 else PLAIN
        one = dataclasses.replace(base, id=f"area{n // 12}.n{n}", section=f"Area {n // 12}",
                                  tolerance=Tolerance(Decimal(10), relative=True))
        ones.append(one)
        figures = " ".join(
            f"{chance.randint(50, 99)}/{chance.randint(100, 120)}" if n % 2
            else str(chance.randint(100, 200)) for _ in range(MONTHS))
        cells += observed(figures, "2022-07", one.id)
        if n % 2:
            targets.append(Target(one.id, Year(2022), Decimal(chance.randint(60, 90))))
            benchmarks.append(Benchmark(one.id, "national", "2020/21", Decimal("72.5")))
    dictionary = Dictionary(tuple(ones), tuple(targets), tuple(benchmarks))
    book = read_book_named(shelves.names("narratives")[0])
    out = sys.stdout.write
    started = time.perf_counter()
    measures = measure(cells, dictionary, Month.of(2022, 7))
    measured = time.perf_counter()
    findings = find(measures)
    found = time.perf_counter()
    areas: dict[str, list] = {}
    for finding in findings.by_indicator.values():
        areas.setdefault(finding.indicator.section, []).append(finding)
    said = sum(len(t.sentences) for area in areas.values() for t in area_sentences.area(area, book))
    told = time.perf_counter()
    out(f"{count:,} indicators by {MONTHS} months: {said:,} sentences\n")
    out(f"measure {measured - started:.2f} s, find {found - measured:.2f} s, "
        f"say {told - found:.2f} s\n")


if __name__ == "__main__":
    main()
