"""Withheld counts changed at random where every shown figure stays: no public file may change.

    python -m tests.benchmarks.same_bytes SEED NUMBER
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

from briefing.build import build

REPORT = """[report]
title = "Children report"
meeting = "Scrutiny committee"
date = 2022-09-13
author = "Officer"
period = "2022-07"
edition = "public"
"""
HEAD = "id,section,title,subject,unit,kind,polarity,year_to_date,numerator,part_of"
ROWS = ("plans,Area,Plans,number of plans,count,flow,lower,sum,,",
        "girls,Area,Girls,number of girls with a plan,count,flow,lower,sum,,plans",
        "boys,Area,Boys,number of boys with a plan,count,flow,lower,sum,,plans",
        "late,Area,Late,percentage of late reviews,percent,flow,lower,pooled,,")
MONTHS = [f"2021-{n:02d}" for n in range(8, 13)] + [f"2022-{n:02d}" for n in range(1, 8)]


def public(values: list[str]) -> dict[str, bytes]:
    """The public files of a folder with these values."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        (folder / "report.toml").write_text(REPORT, encoding="utf-8")
        (folder / "indicators.csv").write_text("\n".join([HEAD, *ROWS]), encoding="utf-8")
        (folder / "values.csv").write_text("\n".join(
            ["indicator,period,value,numerator,denominator", *values]), encoding="utf-8")
        build(folder)
        return {path.name: path.read_bytes() for path in (folder / "out" / "public").iterdir()}


def pair(chance: Random) -> tuple[list[str], list[str]]:
    """Values, and the same with two small counts changed by one, their sum as before."""
    small = chance.sample(range(8, 12), 2)
    girls = [chance.randint(8, 30) for _ in MONTHS]
    boys = [chance.randint(8, 30) for _ in MONTHS]
    for at in small:
        girls[at] = chance.randint(2, 4)
    other = list(girls)
    other[small[0]] += 1
    other[small[1]] -= 1
    made = []
    for g in (girls, other):
        # the total of the month stays: what one has more the other has less
        b = [n + girls[at] - g[at] for at, n in enumerate(boys)]
        rows = []
        for at, month in enumerate(MONTHS):
            rows += [f"plans,{month},{g[at] + b[at]},,", f"girls,{month},{g[at]},,",
                     f"boys,{month},{b[at]},,", f"late,{month},,{8 + at},60"]
        made.append(rows)
    return made[0], made[1]


def main() -> None:
    """Try so many pairs, and say how many files differ."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("seed", type=int)
    asked.add_argument("number", type=int)
    args = asked.parse_args()
    tried = other_figures = different = 0
    n = 0
    while tried < args.number:
        one, two = (public(values) for values in pair(Random(f"{args.seed}.{n}")))
        n += 1
        table = next(name for name in one if name.endswith(".figures.csv"))
        if one[table] != two[table]:
            other_figures += 1      # another figure is shown: no pair
            continue
        tried += 1
        different += one != two
    sys.stdout.write(f"{tried} changes with the same figures, {different} with a file that "
                     f"differs; {other_figures} pairs showed other figures\n")


if __name__ == "__main__":
    main()
