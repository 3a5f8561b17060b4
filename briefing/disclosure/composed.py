"""Figures of an earlier report that are made of many: a control chart's mean and limits, and what
stands for all areas together (their average, median, highest and lowest).

A mean over so many months tells the one that nobody printed, and two limits tell of two. They are
no sums that could be a row, so every figure that they are made of counts as printed by that report
whether it was or not: no more than that can be told by them. Today's are made of shown figures
alone, as no chart has limits where a month is withheld (`findings.control`), and who withholds a
figure is in no average (`areas.among`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from briefing.amounts import as_printed, in_cell
from briefing.disclosure.counts import AREA_MARK
from briefing.disclosure.policy import Policy
from briefing.facts import MONTH_ROLES
from briefing.history import Printed, Record
from briefing.indicators import Indicator
from briefing.measures import Measure, Measures
from briefing.periods import Month, parse_period

OF_CONTROL = ("spc_mean", "spc_low", "spc_high")
AMONG_AREAS = "areas_"          # begins the roles of what is told of all areas
LOOKED_BACK = 60                # periods that a control chart is of at the most


def with_figures_behind(record: Record, full: Record | None, measures: Measures, policy: Policy
                        ) -> Record:
    """The public record with every month's figure that its composed figures are made of.

    `full` is the private edition's record of the same figures, which says what they were; without
    it they are taken to be as they are now. What was withheld then is in none of them.
    """
    kept = {_of_month(identity) for identity in (*record.figures, *record.withheld)}
    exact = {_of_month(identity): shown for identity, shown in full.figures.items()} if full else {}
    figures: dict[str, Printed] = {}
    for one, month in dict.fromkeys(_behind(record, measures)):
        identity = f"{one.id}:month:{month}"
        if identity in kept:
            continue
        shown = exact.get(identity) or _now(measures[one.id], month, policy)
        small = shown is not None and not one.is_ratio and policy.withholds(Decimal(shown.value))
        if shown is not None and not small:
            figures[identity] = shown
    return replace(record, figures={**record.figures, **figures}) if figures else record


def _of_month(identity: str) -> str:
    name, role, period = (*identity.split(":"), "", "")[:3]
    return f"{name}:month:{period}" if role in MONTH_ROLES else identity


def _behind(record: Record, measures: Measures) -> Iterator[tuple[Indicator, Month]]:
    """The months whose figures the record's composed figures are made of."""
    for identity in record.figures:
        name, role, period = (*identity.split(":"), "", "")[:3]
        if not (role in OF_CONTROL or role.startswith(AMONG_AREAS)) or (
                name not in measures.by_indicator):
            continue
        indicator = measures[name].indicator
        try:
            month = parse_period(period, indicator.step, indicator.year)
        except ValueError:
            continue        # it was of another rhythm
        if role in OF_CONTROL:
            for n in range(LOOKED_BACK):
                before = month.back(n * indicator.step)
                yield indicator, before
                if measures[name].breaks_in(before):
                    break
        else:
            yield from ((other, month) for other in _among(indicator, measures))


def _among(indicator: Indicator, measures: Measures) -> Iterable[Indicator]:
    """The same indicator of every area."""
    plain = indicator.id.partition(AREA_MARK)[0]
    return (other for other in measures.dictionary.indicators
            if other.id.partition(AREA_MARK)[0] == plain)


def _now(measure: Measure, month: Month, policy: Policy) -> Printed | None:
    """The month's figure as it is today, None where it is withheld for itself and so was then."""
    one, value = measure.indicator, measure.at(month)
    count = value.numerator if one.is_ratio else value.amount
    if value.amount is None or count is None or policy.withholds(count) or (
            one.is_ratio and (value.denominator or 0) <= policy.denominators_to):
        return None
    return Printed(str(as_printed(value.amount, one.unit, one.decimals)),
                   (in_cell(value.amount, one.unit, one.decimals),))
