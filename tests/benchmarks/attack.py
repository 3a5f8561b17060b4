"""How long the attack takes, for the worked example's size and for 600 indicators.

    python -m tests.benchmarks.attack [68 600] [--times 3]

Run it from the repository's root on a quiet machine. The figures are those of 24 months of counts,
shares, rates, stocks with their flows and parts of totals, all printed but for every second small
count; the finished files are not read, and nothing is explained. Seconds of CPU are the median
after imports; "worst" is an attack with nothing withheld for another's sake, every cause sought.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from statistics import median

from briefing.amounts import in_cell
from briefing.attack.exposure import Attack, attack
from briefing.attack.shown import Print, Shown
from briefing.disclosure.policy import presets
from briefing.indicators import Dictionary, Indicator
from briefing.measures import measure
from briefing.periods import Year, parse_month
from tests.leaks import count, rate, share, stock
from tests.series import observed

POLICY = presets()["dfe"]
MONTHS = 24
LAST = "2022-07"


def report(size: int) -> tuple[Dictionary, Print]:
    """The definitions and the print of a report of so many indicators."""
    chance = random.Random(size)
    figures: dict[Indicator | str, str] = {"population": " ".join(["51630"] * MONTHS)}
    n = 0
    while len(figures) <= size:
        n += 1
        small = n % 4 == 0
        into, out = ([chance.randint(1, 9) if small else chance.randint(20, 60)
                      for _ in range(MONTHS)] for _ in range(2))
        held = [chance.randint(200, 400)]
        for month in range(1, MONTHS):
            held.append(held[-1] + into[month] - out[month])
        boys = [chance.randint(0, number) for number in into]
        lines: list[tuple[Indicator, list[int] | str]] = [
            (stock(f"s{n}.held", inflow=f"s{n}.in", outflow=f"s{n}.out"), held),
            (count(f"s{n}.in"), into), (count(f"s{n}.out"), out),
            (count(f"s{n}.boys", part_of=(f"s{n}.in/sex",)), boys),
            (count(f"s{n}.girls", part_of=(f"s{n}.in/sex",)),
             [whole - part for whole, part in zip(into, boys, strict=True)]),
            (share(f"s{n}.share", numerator=f"s{n}.boys", denominator=f"s{n}.in"), ""),
            (rate(f"s{n}.rate", f"s{n}.in"), ""),
            (share(f"s{n}.late"), " ".join(f"{chance.randint(30, 90)}/100" for _ in range(MONTHS))),
        ]  # fmt: skip
        for one, line in lines[: size + 1 - len(figures)]:
            figures[one] = line if isinstance(line, str) else " ".join(map(str, line))
    dictionary = Dictionary(tuple(one for one in figures if isinstance(one, Indicator)))
    observations = [o for one, line in figures.items() if line for o in observed(
        line, LAST, one.id if isinstance(one, Indicator) else one)]
    measures = measure(observations, dictionary, parse_month(LAST))
    shown: list[Shown] = []
    withheld: list[Shown] = []
    for one in dictionary.indicators:
        made = measures[one.id]
        for month, value in made.values.items():
            if value.amount is None:
                continue
            figure = Shown(one.id, "month", str(month),
                           in_cell(value.amount, one.unit, one.decimals), "table")
            small_count = value.numerator if one.is_ratio else value.amount
            hide = small_count is not None and POLICY.withholds(small_count)
            (withheld if hide and chance.random() < 0.5 else shown).append(figure)
        window, year = made.window(made.period), Year.holding(made.period).previous
        over = [("year_to_date", str(made.period), window.year_to_date),
                ("sum_12m", str(made.period), window.sum_12m),
                ("mean_12m", str(made.period), window.mean_12m),
                ("outturn", str(year), made.outturns.get(year))]
        shown += [Shown(one.id, role, period, in_cell(amount, one.unit, one.decimals), "table")
                  for role, period, amount in over if amount is not None]
    return dictionary, Print(tuple(shown), tuple(withheld))


def timed(size: int, times: int, explain: bool) -> tuple[float, Attack]:
    """The median of the seconds, and what came of it."""
    dictionary, printed = report(size)
    seconds = []
    for _ in range(times):
        started = time.process_time()
        found = attack(printed, dictionary, POLICY, explain=explain)
        seconds.append(time.process_time() - started)
    return median(seconds), found


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[68, 600])
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    out = sys.stdout.write
    out(f"{'indicators':>10} {'withheld':>9} {'exposed':>8} {'seconds':>8} {'worst':>8}\n")
    for size in asked.sizes:
        seconds, found = timed(size, asked.times, False)
        worst, _ = timed(size, 1, True)
        out(f"{size:>10} {len(found.tried):>9} {len(found.exposures):>8} "
            f"{seconds:>8.2f} {worst:>8.2f}\n")


if __name__ == "__main__":
    main()
