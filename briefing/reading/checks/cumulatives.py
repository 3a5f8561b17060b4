"""Figures counted from the start of the year: whether they are, and whether others look so.

    within a year           a count from its start never falls
    at the start of one     it begins anew, so that it falls
    a flow or a stock       that rises through each year and drops at its start looks like one
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from briefing.amounts import number
from briefing.indicators import Indicator
from briefing.periods import Month, Year
from briefing.problems import Problem
from briefing.reading.checks.series import Checked, named, said
from briefing.reading.checks.thresholds import SMALL_COUNT


def falls(checked: Checked) -> Iterator[Problem]:
    """An error for each cumulative count that falls within its year.

    A cumulative percentage may fall, but neither its numerator nor its denominator: these are
    often counted anew, so that it is a warning.
    """
    for one, cells in checked.indicators():
        if one.kind != "cumulative":
            continue
        parts = (("value", "it"),) if one.unit_class == "count" else (
            ("numerator", "its numerator"), ("denominator", "its denominator"))
        for part, words in parts:
            known = [(m, v) for m, cell in cells.items()
                     if (v := getattr(cell, part)) is not None]
            for (earlier, was), (month, now) in pairwise(known):
                anew = any(earlier < b <= month for b in one.breaks)
                if (now >= was or anew
                        or Year.holding(earlier, one.year) != Year.holding(month, one.year)):
                    continue
                yield Problem(
                    cells[month].place, f"'{one.id}' counts from the start of the year, but "
                    f"{words} falls from {number(was, 0)} in {named(one, earlier)} to "
                    f"{number(now, 0)} in {named(one, month)}.",
                    "Mend one of the two, give the year that it starts anew with, or call its kind "
                    "flow." if part == "value" else
                    "Mend one of the two, or accept it when cases were counted anew.",
                    warning=part != "value")


def not_anew(checked: Checked) -> Iterator[Problem]:
    """A warning for each cumulative figure that does not begin anew with its year.

    Looked at are counts and money, the latest start of a year first: its first figure is not below
    the last of the year before, although that was of as many months or more.
    """
    for one, cells in checked.indicators():
        if one.kind != "cumulative" or not one.amounts_to:
            continue
        shown = checked.figures(one)
        for (earlier, was), (month, now) in reversed(list(pairwise(shown.items()))):
            if (Year.holding(month, one.year).previous != Year.holding(earlier, one.year)
                    or any(earlier < b <= month for b in one.breaks)
                    or _into(one, earlier) < _into(one, month) or now < was or was < SMALL_COUNT):
                continue
            yield Problem(
                cells[month].place, f"'{one.id}' counts from the start of the year, but its "
                f"{said(one, now)} for {named(one, month)} is not below the {said(one, was)} of "
                f"{named(one, earlier)}: it looks as if it never began anew.",
                "Give each year's figures from its own start, give the year that it starts anew "
                "with, or call its kind what it is: rolling_12, stock or flow.", warning=True)
            break


def _into(one: Indicator, month: Month) -> int:
    """How many months of its year are over by the month."""
    return month.ordinal - Year.holding(month, one.year).first.ordinal + 1


def _may_look_so(values: list[Decimal]) -> bool:
    """Whether there are more rises than falls, and some falls: nearly no series goes further."""
    falls_there = sum(after < before for before, after in pairwise(values))
    return 0 < falls_there < len(values) / 4


def look_cumulative(checked: Checked) -> Iterator[Problem]:
    """A warning for each flow or stock that rises all through and drops at the start of each year.

    Every fall is at one time of the year and to half or less, and half a year of rises is there.
    """
    for one, cells in checked.indicators():
        if one.kind not in ("flow", "stock") or one.frequency == "annual":
            continue
        shown = checked.figures(one)
        if not _may_look_so(list(shown.values())):
            continue
        changes = [(then, month, shown[month] - shown[then]) for then, month in pairwise(shown)
                   if month.back(one.step) == then and month not in one.breaks]
        drops = [(then, month) for then, month, change in changes if change < 0]
        rises = sum(change > 0 for _, _, change in changes)
        level = sum(change == 0 for _, _, change in changes)
        starts = {month.number for _, month in drops}
        if len(starts) != 1 or rises < max(3, 6 // one.step) or level > rises or any(
                2 * shown[month] > shown[then] for then, month in drops) or any(
                value < Decimal(0) for value in shown.values()):
            continue
        start = drops[-1][1]
        first = start.back(one.step - 1)
        every = one.period_word
        yield Problem(
            cells[start].place, f"'{one.id}' is a {one.kind}, but rises every {every} and drops "
            f"each {first.name}: it looks counted from the start of the year.",
            "Call its kind cumulative if it is, else accept this.", warning=True)
