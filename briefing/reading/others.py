"""Figures of others that stand in tables of values: the newest of each indicator is a benchmark.

A published file has the council and England in the same columns: `where` keeps the rows of the one
for [[values]], and those of the other for a [[values]] with a `comparator`.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.indicators import Benchmark, Indicator
from briefing.periods import Month, Period, period_full
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.settings import FILE
from briefing.reading.terms import Terms
from briefing.reading.value_sources import Table
from briefing.reading.values import Known, read_values


def with_others(given: tuple[Benchmark, ...], tables: Iterable[Table], known: Known, terms: Terms,
                asked: Period | None, problems: list[Problem]) -> tuple[Benchmark, ...]:
    """The benchmarks given, and for those that are not the newest figures up to the period asked.

    Adds a problem for a comparator that nobody has told of.
    """
    by_comparator: dict[str, list[Table]] = {}
    for table in tables:
        by_comparator.setdefault(table.how.comparator, []).append(table)
    found = {(one.indicator, one.comparator): one for one in given}
    for name, its in by_comparator.items():
        if name not in terms.comparator_names:
            problems.append(Problem(
                Place(FILE, column=f"{its[0].setting.column}.comparator"),
                f"'{name}' is not one of {listed([f'{c!r}' for c in terms.comparator_names])}.",
                did_you_mean(name, terms.comparator_names)
                or "Say who it is: [comparators.NAME] with its title."))
            continue
        newest: dict[str, tuple[Month, Benchmark]] = {}
        for o in read_values(its, known, problems):
            one = known.indicators.get(o.indicator)
            if one is None or o.value is None or (asked is not None and o.month > asked.last):
                continue
            if o.indicator not in newest or o.month > newest[o.indicator][0]:
                newest[o.indicator] = o.month, Benchmark(o.indicator, name, _period(one, o.month),
                                                         o.value, None, o.place)
        for indicator, (_, benchmark) in newest.items():
            found.setdefault((indicator, name), benchmark)
    order = {name: n for n, name in enumerate(terms.comparator_names)}
    return tuple(sorted(found.values(), key=lambda one: order[one.comparator]))


def _period(one: Indicator, month: Month) -> str:
    """ "June 2024", "Q1 2024/25" or "2023/24": the period as a row of benchmarks gives it."""
    if one.frequency == "quarterly":
        return period_full(month, 3, one.year).replace("quarter ", "Q")
    return period_full(month, one.step, one.year)
