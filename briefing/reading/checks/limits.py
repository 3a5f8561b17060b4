"""Percentages and rates that two series of their own give, held against the same limits."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.problems import Problem
from briefing.reading.checks.series import Checked, base
from briefing.reading.limits import limits_problem


def worked_out(checked: Checked) -> Iterator[Problem]:
    """An error for each month whose numerator and denominator, series of their own, give a figure
    outside the indicator's limits."""
    for one in checked.dictionary.indicators:
        if one.id in checked.cells or not (one.is_ratio and one.numerator and one.denominator):
            continue
        below = checked.cells.get(one.denominator, {})
        for month, above in checked.cells.get(one.numerator, {}).items():
            under = below.get(month)
            if above.value is None or under is None or under.value is None:
                continue
            if under.value == 0:
                if above.value != 0:
                    yield Problem(above.place, f"the denominator of '{one.id}' ('{one.denominator}'"
                                  f") is 0, the numerator {above.value}.", "Mend one of them.")
                continue
            fault = limits_problem(one, above.value * base(one) / under.value, above.place,
                                   above.value, under.value)
            if fault is not None:
                yield fault
