"""What earlier public reports printed: the public knows it for good.

A figure that they printed and that still holds cannot be withheld any more. One of another month's
year to date or 12 months tells of the same counts. What was restated since is of other counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefing.amounts import SYMBOLS, Reason, rounded
from briefing.disclosure.candidates import Candidates, Role, months_of
from briefing.disclosure.counts import Count, is_of_people
from briefing.disclosure.ranges import Row
from briefing.disclosure.rounding import to_multiple
from briefing.history import Record
from briefing.measures import Measures
from briefing.periods import Year, parse_period

# The roles of facts that are one month's figure, and those over months, by our names for them.
OF_A_MONTH = ("current", "previous", "month", "same_month_last_year", "two_months_ago",
              "maximum_12m", "minimum_12m", "last_at_or_above", "last_at_or_below", "year_high",
              "year_low")
OVER_MONTHS: dict[str, Role] = {
    "year_to_date": "year_to_date", "year_to_date_last_year": "year_to_date",
    "mean_12m": "mean_12m", "sum_12m": "sum_12m", "outturn": "outturn"}


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the public knows already: figures by identity, rows, and what was withheld last time."""

    printed: frozenset[str]
    rows: tuple[tuple[str, Row[Count]], ...]
    withheld_last: frozenset[str]


def earlier(records: Iterable[Record], measures: Measures, candidates: Candidates) -> Earlier:
    """What the public records print that still holds of today's figures."""
    printed: set[str] = set()
    rows: list[tuple[str, Row[Count]]] = []
    last: frozenset[str] = frozenset()
    for record in records:
        last = frozenset(_ours(identity) for identity, symbol in record.withheld.items()
                         if symbol == SYMBOLS[Reason.CONFIDENTIAL])
        for identity, shown in record.figures.items():
            name, role, period = (*identity.split(":"), "", "")[:3]
            if name not in measures.by_indicator:
                continue
            if role in OF_A_MONTH or role in ("numerator", "denominator"):
                printed.update(_month(name, role, period, Decimal(shown.value), measures,
                                      candidates.policy.round_to))
            elif role in OVER_MONTHS:
                # a mean was printed with the decimals of its day
                places = max((decimals_in(text) for text in shown.text), default=None) if (
                    role == "mean_12m") else None
                found = _window(name, OVER_MONTHS[role], period, Decimal(shown.value), candidates,
                                places)
                printed.add(f"{name}:{OVER_MONTHS[role]}:{period}")
                rows += [(f"{name}:{OVER_MONTHS[role]}:{period}", row) for row in found]
    return Earlier(frozenset(printed), tuple(rows), last)


def _ours(identity: str) -> str:
    name, role, period = (*identity.split(":"), "", "")[:3]
    return f"{name}:{OVER_MONTHS.get(role, role)}:{period}"


def _month(name: str, role: str, period: str, value: Decimal, measures: Measures, base: int
           ) -> Iterator[str]:
    """The figure's identity, when today's figure of the month prints the same."""
    measure = measures[name]
    one = measure.indicator
    try:
        month = parse_period(period, one.step, one.year)
    except ValueError:
        return      # it was of another rhythm, and is no figure of today's
    today = measure.at(month)
    same = {"numerator": today.numerator, "denominator": today.denominator}.get(role, today.amount)
    places = one.decimals if role not in ("numerator", "denominator") else 0
    if role == "denominator" or same is None:
        return
    if base > 1 and one.disclosure != "exempt" and (role == "numerator" or not one.is_ratio):
        same = to_multiple(same, base)
    if rounded(same, places) == rounded(value, places):
        yield f"{name}:month:{month}"


def decimals_in(text: str) -> int:
    """How many decimals the figure is written with."""
    found = re.search(r"\d\.(\d+)", text)
    return len(found[1]) if found else 0


def _window(name: str, role: Role, period: str, value: Decimal, candidates: Candidates,
            places: int | None) -> tuple[Row[Count], ...]:
    """What the figure tells of today's counts; nothing when they have been restated."""
    measure = candidates.measures[name]
    one = measure.indicator
    if name not in candidates.counts.parts and not (
            one.unit_class == "count" and is_of_people(one)):
        return ()
    try:
        last = (Year.parse(period, one.year).last if role == "outturn"
                else parse_period(period, one.step, one.year))
    except ValueError:
        return ()
    months = months_of(measure, role, last) if last in measure.values else []
    if not months:
        return ()
    values = candidates.counts.values
    rows = [row for row in candidates.rows(measure, role, last, value, places)
            if all(key in values for key, _ in row.terms)]
    return tuple(row for row in rows if row.holds(values))
