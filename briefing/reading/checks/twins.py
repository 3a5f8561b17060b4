"""Different indicators with the same figures: one of them may have been pasted twice.

Three things are remarked on, each once for a pair, at the later one's cell:
- two whole series as printed are the same, over three figures or more;
- in any two sections, two percentages, rates or durations had the same figure last period too;
- in one section, two of them that should differ have the same latest figure to the decimal.
Nought and a hundred per cent, series that never change and small counts are often equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from briefing.amounts import rounded
from briefing.indicators import Indicator
from briefing.periods import Month
from briefing.problems import Problem
from briefing.reading.checks.series import Cells, Checked, named, said
from briefing.reading.checks.thresholds import PRINTED_PERIODS, SAME_FIGURES, SMALL_COUNT

MEND = "Mend one of them, or accept it if both are right."
Printed = dict[Month, Decimal]


def twins(checked: Checked) -> Iterator[Problem]:
    """A warning for each indicator whose figures are those of one above it."""
    shown = [(one, cells, printed(one, cells, checked.period))
             for one, cells in checked.indicators()]
    told: set[str] = set()
    for (one, cells, series), (other, _, _) in _alike(shown, _whole):
        told.add(one.id)
        yield Problem(cells[max(series)].place, f"the {len(series)} figures of '{one.id}' are "
                      f"those of '{other.id}'. Was one of them pasted twice?", MEND, warning=True)
    for key in (_two, _latest):
        rest = [s for s in shown if s[0].id not in told and s[2]]
        for (one, cells, series), (other, _, _) in _alike(rest, key):
            told.add(one.id)
            last = max(series)
            yield Problem(
                cells[last].place, f"'{one.id}' and '{other.id}' are both "
                f"{said(one, series[last])} for {named(one, last)}"
                + (", and were equal before too." if key is _two else "."), MEND, warning=True)


def printed(one: Indicator, cells: Cells, period: Month) -> Printed:
    """The figures that the report prints, as it prints them."""
    months = [month for month in cells if month <= period][-PRINTED_PERIODS:]
    return {m: rounded(v, one.decimals) for m in months if (v := cells[m].value) is not None}


Shown = tuple[Indicator, Cells, Printed]
Key = Callable[[Indicator, Printed], object]


def _alike(shown: Iterable[Shown], key: Key) -> Iterator[tuple[Shown, Shown]]:
    """Each that has the key of an earlier one, with that one."""
    first: dict[object, Shown] = {}
    for one in shown:
        found = key(one[0], one[2])
        if found is None:
            continue
        if found in first:
            yield one, first[found]
        else:
            first[found] = one


def _whole(one: Indicator, series: Printed) -> object:
    """The series as a key; None when its being met again would say nothing."""
    values = set(series.values())
    small = one.unit_class == "count" and max(values, default=Decimal(0)) < SMALL_COUNT
    if len(series) < SAME_FIGURES or len(values) < 2 or small:
        return None
    return one.step, tuple(series.items())


def _differs(one: Indicator, value: Decimal) -> bool:
    """Whether two indicators of the kind should differ in such a figure."""
    if one.unit_class == "percent" and value in (0, 100):
        return False
    return one.unit_class in ("percent", "rate", "duration") and value != 0


def _two(one: Indicator, series: Printed) -> object:
    months = list(series)[-2:]
    if len(months) < 2 or not any(_differs(one, series[m]) for m in months):
        return None
    return one.unit, tuple((m, series[m]) for m in months)


def _latest(one: Indicator, series: Printed) -> object:
    month = max(series)
    # whole numbers are equal by chance
    if not one.decimals or not _differs(one, series[month]):
        return None
    return one.section, one.unit, month, series[month]
