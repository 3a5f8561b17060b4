"""How long the Department for Education's files take to read, whole, and how much memory.

    python -m tests.benchmarks.reading [--times 5]

Run it from the repository's root on a quiet machine, beside `../shared/data/dfe`. Each file is read
in a process of its own: every authority, every month or year, every symbol. Seconds are the median,
from the file to observations, imports left out; memory is the peak of the process, imports in.
The aim is 24,000 area-months of referrals in under a second.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
DFE = ROOT.parent / "shared" / "data" / "dfe"
REFERRALS = "monthly_referrals_2013_to_2024.csv"
LONG = {"indicator": "new_la_code"}
# Each file's [values], and the measures whose symbols and figures are counted.
FILES: dict[str, dict[str, Any]] = {
    REFERRALS: {"shape": "april_to_march", "columns": LONG},
    "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv": {
        "shape": "dfe", "columns": LONG | {"value": "referral_count"}},
    "cla_number_and_rate_per_10k_children.csv": {
        "shape": "dfe", "columns": LONG | {"value": "children_count"},
        "where": {"population_type": "Children looked after on 31 March each year"}},
    "d5_cpps_at31march_by_duration_2013_to_2025.csv": {
        "shape": "dfe", "columns": LONG | {"value": "CPP_At31"}},
    "ons_mid-year_population_estimates_2012_to_2024.csv": {
        "shape": "dfe", "columns": LONG | {"value": "population_estimate"}},
}  # fmt: skip


def areas(file: str) -> dict[str, str]:
    """Every authority of the file by its code, with an id for it."""
    with (DFE / file).open(encoding="utf-8-sig", newline="") as opened:
        codes = {row["new_la_code"] for row in csv.DictReader(opened)
                 if row["geographic_level"] == "Local authority"}  # fmt: skip
    return {code: re.sub(r"[^a-z0-9]", "_", code.casefold()) for code in sorted(codes) if code}


def read_once(file: str) -> dict[str, Any]:
    """The file read in this process: its figures, symbols, seconds and megabytes."""
    from briefing.indicators import Indicator
    from briefing.problems import Problem
    from briefing.reading.settings import ValuesSource
    from briefing.reading.value_sources import Shelf, read_sources
    from briefing.reading.values import Known, read_values

    ids = areas(file)
    one = Indicator("a", "Areas", "Children", "number of children", "count", 0, "stock", "neutral",
                    frequency="monthly" if file == REFERRALS else "annual")  # fmt: skip
    how = FILES[file]
    where = {"geographic_level": "Local authority"} | how.get("where", {})
    source = ValuesSource(file, "", how["shape"], how["columns"], where, ids)
    indicators = {name: replace(one, id=name) for name in ids.values()}
    problems: list[Problem] = []
    started = time.perf_counter()
    tables = read_sources(Shelf(DFE, problems), (source,), "")
    found = read_values(tables, Known(indicators), problems)
    seconds = time.perf_counter() - started
    reasons = Counter(str(o.reason) for o in found if o.reason is not None)
    return {
        "areas": len(ids), "cells": len(found), "problems": [str(p) for p in problems],
        "figures": sum(o.value is not None for o in found), "reasons": reasons,
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--once", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        sys.stdout.write(json.dumps(read_once(asked.once)))
        return
    for file in FILES:
        runs = [json.loads(subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.reading", "--once", file], cwd=ROOT,
            capture_output=True, text=True, check=True).stdout) for _ in range(asked.times)]
        run = runs[0]
        seconds = median(r["seconds"] for r in runs)
        reasons = ", ".join(f"{count} {reason}" for reason, count in run["reasons"].items())
        sys.stdout.write(
            f"{file}\n  {run['areas']} areas, {run['cells']:,} area-periods: {run['figures']:,} "
            f"figures, {reasons or 'no symbols'}; {len(run['problems'])} problems\n"
            f"  {seconds:.3f} s, {run['cells'] / seconds:,.0f} area-periods a second, "
            f"{max(r['megabytes'] for r in runs):.0f} MB\n")
        for problem in run["problems"][:5]:
            sys.stdout.write(f"    {problem}\n")


if __name__ == "__main__":
    main()
