"""How long protection and the attack take: the worked example, 600 indicators, 600 hostile ones.

    python -m tests.benchmarks.disclosure [--times 3] [--only chain]

Run it from the repository's root on a quiet machine. "A chain" are small stocks each of which is
fed by the one before, "trees" totals of totals. Seconds of CPU after imports, the median of so
many runs: protection by the Department's rule, then the attack on everything that it lets be
printed. The 600 realistic ones are nine copies of the example's, with what is tied to nothing a
little off; of the hostile ones every third is near what is withheld, and most hang together.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from random import Random
from statistics import median

from briefing.attack.exposure import attack
from briefing.disclosure import presets, protect
from briefing.indicators import Dictionary, Indicator
from briefing.measures import Measures, measure
from briefing.periods import parse_month
from briefing.prepared import prepare
from briefing.reading.observations import Observation
from briefing.shelves import example
from tests.leaks import count, share, stock
from tests.reports_at_random import everything
from tests.series import observed

DFE = presets()["dfe"]
COPIES = 9
NAMES = ("numerator", "denominator", "inflow", "outflow", "composition")


def barnsley(copies: int = 1) -> Measures:
    """The worked example, the first time as it is and then in copies with other figures."""
    report = prepare(example("barnsley")).report
    chance = Random(copies)
    indicators: list[Indicator] = []
    observations: list[Observation] = []
    tied = {name for one in report.dictionary.indicators if one.part_of or one.inflow
            or one.outflow or one.composition or one.numerator for name in (
                one.id, one.inflow, one.outflow, one.numerator, one.denominator,
                *(entry.split("/")[0] for entry in one.part_of))}
    for n in range(copies):
        def named(name: str, n: int = n) -> str:
            return f"{name}.{n}" if n and name else name

        for one in report.dictionary.indicators:
            changes = {name: named(getattr(one, name)) for name in NAMES}
            parts = tuple("/".join([named(entry.split("/")[0]), *entry.split("/")[1:]])
                          for entry in one.part_of)
            indicators.append(dataclasses.replace(
                one, id=named(one.id), part_of=parts, **changes))       # type: ignore[arg-type]
        observations += [
            dataclasses.replace(o, indicator=named(o.indicator), **(
                _other(o, chance) if n and o.indicator not in tied else {}))
            for o in report.observations]
    return measure(observations, Dictionary(tuple(indicators)), report.period.last)


def _other(one: Observation, chance: Random) -> dict[str, Decimal]:
    """A count, or a numerator within its denominator, a little off."""
    if one.numerator is not None and one.denominator:
        above = min(one.denominator, max(Decimal(0), one.numerator + chance.randint(-1, 1)))
        return {"numerator": above} | ({} if one.value is None or not one.numerator else {
            "value": one.value * above / one.numerator})
    if one.value is None or one.value != int(one.value) or one.value < 10:
        return {}
    return {"value": one.value + chance.randint(-2, 2)}


def hostile(size: int, months: int = 24) -> Measures:
    """So many indicators or a few more: flows, shares, stocks with flows, parts of totals."""
    chance = Random(3)
    figures: dict[Indicator, list[object]] = {}
    n = 0
    while len(figures) < size:
        n += 1
        scale = chance.choice((4, 8, 15, 40, 200, 900))

        def line(scale: float = scale) -> list[int]:
            return [max(0, round(chance.gauss(scale, scale ** 0.5))) for _ in range(months)]

        first = line()
        if n % 6 < 2:
            figures[count(f"f{n}")] = [*first]
        elif n % 6 == 2:
            figures[count(f"c{n}")] = [*first]
            figures[share(f"s{n}", numerator=f"c{n}")] = [
                f"{above}/{above + chance.randint(20, 60)}" for above in first]
        elif n % 6 == 3:
            below = [chance.randint(5, 5 + 2 * scale) for _ in range(months)]
            figures[share(f"p{n}")] = [f"{chance.randint(0, whole)}/{whole}" for whole in below]
        elif n % 6 == 4:
            went, held = line(), [scale * 5]
            for month in range(1, months):
                went[month] = min(went[month], held[-1] + first[month])
                held.append(held[-1] + first[month] - went[month])
            figures[stock(f"h{n}", inflow=f"i{n}", outflow=f"o{n}")] = [*held]
            figures |= {count(f"i{n}"): [*first], count(f"o{n}"): [*went]}
        else:
            parts = [line(scale // 2 + 1) for _ in range(3)]
            figures |= {count(f"t{n}.{k}", part_of=(f"t{n}/age",)): [*part]
                        for k, part in enumerate(parts)}
            figures[count(f"t{n}")] = [sum(month) for month in zip(*parts, strict=True)]
    return _measured(figures)


def chain(size: int = 100, months: int = 24) -> Measures:
    """So many small stocks with flows, each one's outflow the next one's inflow."""
    chance = Random(5)
    figures: dict[Indicator, list[object]] = {}
    flows = [[chance.randint(0, 8) for _ in range(months)] for _ in range(size + 1)]
    for n in range(size):
        held = [chance.randint(3, 15)]
        for month in range(1, months):
            flows[n + 1][month] = min(flows[n + 1][month], held[-1] + flows[n][month])
            held.append(held[-1] + flows[n][month] - flows[n + 1][month])
        figures[stock(f"held{n}", inflow=f"flow{n}", outflow=f"flow{n + 1}")] = [*held]
    figures |= {count(f"flow{n}"): [*line] for n, line in enumerate(flows)}
    return _measured(figures)


def trees(size: int = 300, months: int = 24) -> Measures:
    """So many indicators in totals of totals of three parts each, the smallest ones small."""
    chance = Random(7)
    figures: dict[Indicator, list[object]] = {}
    n = 0
    while len(figures) < size:
        n += 1
        top = [0] * months
        for middle in range(3):
            total = [0] * months
            for leaf in range(3):
                line = [chance.randint(0, 12) for _ in range(months)]
                total = [a + b for a, b in zip(total, line, strict=True)]
                figures[count(f"t{n}.{middle}.{leaf}", part_of=(f"t{n}.{middle}/age",))] = [*line]
            top = [a + b for a, b in zip(top, total, strict=True)]
            figures[count(f"t{n}.{middle}", part_of=(f"t{n}/area",))] = [*total]
        figures[count(f"t{n}")] = [*top]
    return _measured(figures)


def _measured(figures: dict[Indicator, list[object]]) -> Measures:
    observations = [o for one, cells in figures.items()
                    for o in observed(" ".join(map(str, cells)), "2022-07", one.id)]
    return measure(observations, Dictionary(tuple(figures)), parse_month("2022-07"))


def main() -> None:
    """Print a line for each report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--only", default="", help="those whose names have this in them")
    asked = parser.parse_args()
    times = asked.times
    made: dict[str, Callable[[], Measures]] = {
        "the worked example": barnsley, "600 like it": lambda: barnsley(COPIES),
        "600 hostile": lambda: hostile(600), "201 in a chain": chain,
        "312 in trees": trees}
    out = sys.stdout.write
    heads = ("indicators", "withheld", "for others", "exposed", "steps", "protect", "attack")
    out(" ".join([" " * 20, *(f"{head:>10}" for head in heads)]) + "\n")
    for name, make in made.items():
        if asked.only not in name:
            continue
        measures = make()
        protecting, attacking = [], []
        for _ in range(times):
            started = time.process_time()
            protected = protect(measures, DFE)
            between = time.process_time()
            found = attack(everything(protected.measures, DFE), measures.dictionary, DFE)
            attacking.append(time.process_time() - between)
            protecting.append(between - started)
        out(f"{name:>20} {len(measures.dictionary.indicators):>10} {len(protected.withheld):>10} "
            f"{sum(w.cause == 'secondary' for w in protected.withheld):>10} "
            f"{len(found.exposures):>10} {protected.search.steps:>10} "
            f"{median(protecting):>10.2f} {median(attacking):>10.2f}\n")


if __name__ == "__main__":
    main()
