"""How long protection and the attack take: the worked example, 600 indicators, 600 hostile ones.

    python -m tests.benchmarks.disclosure [--times 3]

Run it from the repository's root on a quiet machine. Seconds of CPU after imports, the median of so
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
    return measure(observations, Dictionary(tuple(indicators)), report.period)


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
    observations = [o for one, cells in figures.items()
                    for o in observed(" ".join(map(str, cells)), "2022-07", one.id)]
    return measure(observations, Dictionary(tuple(figures)), parse_month("2022-07"))


def main() -> None:
    """Print a line for each report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    made: dict[str, Callable[[], Measures]] = {
        "the worked example": barnsley, "600 like it": lambda: barnsley(COPIES),
        "600 hostile": lambda: hostile(600)}
    out = sys.stdout.write
    heads = ("indicators", "withheld", "exposed", "protect", "attack")
    out(" ".join([" " * 20, *(f"{head:>10}" for head in heads)]) + "\n")
    for name, make in made.items():
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
            f"{len(found.exposures):>10} {median(protecting):>10.2f} {median(attacking):>10.2f}\n")


if __name__ == "__main__":
    main()
