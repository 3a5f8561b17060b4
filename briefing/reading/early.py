"""Figures that are there sooner than their indicator's lag says: the newest given is the latest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.amounts import Reason
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month
from briefing.reading.observations import Observation


def as_given(dictionary: Dictionary, observations: Iterable[Observation], report: Month
             ) -> Dictionary:
    """The dictionary, with the lag of each such indicator as it is in the report of that month.

    Else a figure that the table has would be left out, and an older one called "the latest
    available".
    """
    late = {one.id for one in dictionary.indicators if one.lag}
    given: dict[str, set[Month]] = {}
    for o in observations:
        if o.indicator in late and o.month <= report and (
                o.value is not None or o.reason not in (None, Reason.MISSING)):
            given.setdefault(o.indicator, set()).add(o.month)
    if not given:
        return dictionary
    return replace(dictionary, indicators=tuple(
        replace(one, lag=lag, usual_lag=one.lag) if one.id in given and (
            lag := _lag(one, given[one.id], report)) < one.lag else one
        for one in dictionary.indicators))


def _lag(one: Indicator, given: set[Month], report: Month) -> int:
    """The least lag with which the newest figure given is the latest that the report can have."""
    due = one.latest_period(report)
    month = replace(one, lag=0).latest_period(report)
    while month > due:
        if month in given:
            return report.ordinal - month.ordinal
        month = one.before(month)
    return one.lag
