"""Figures that print otherwise now than they were published."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefing.amounts import as_printed
from briefing.facts import PUBLISHED_ROLES, FactId
from briefing.history.record import Record
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month, parse_period

_period = lru_cache(maxsize=1024)(parse_period)     # the same few months for every indicator


@dataclass(frozen=True, slots=True)
class Restatement:
    """A month's figure that is not what was published of it, both as printed.

    `report` is the month of the report that last published it, `provisional` whether it said there
    that the figure was not final.
    """

    indicator: str
    month: Month
    published: Decimal
    now: Decimal
    report: Month
    provisional: bool = False


def restatements(
    records: Iterable[Record], edition: str, dictionary: Dictionary,
    now: Callable[[Indicator, Month], Decimal | None],
) -> tuple[Restatement, ...]:
    """Every figure of a month that prints otherwise now than it was published, in order.

    Records of the other edition are left aside: they had other readers. `now` gives a month's
    figure, None where it is not shown: such a month is not compared. A figure counts as the same
    when it prints the same with today's decimals.
    """
    published: dict[tuple[str, Month], tuple[Decimal, Month, bool]] = {}
    for record in records:
        if record.edition == edition:
            for identity, shown in record.figures.items():
                key = _month_of(identity, dictionary)
                if key is not None and same_frequency(record, dictionary[key[0]]):
                    published[key] = (Decimal(shown.value), record.month,
                                      f"{key[0]}:{key[1]}" in record.provisional)
    order = {indicator.id: n for n, indicator in enumerate(dictionary.indicators)}
    restated: list[Restatement] = []
    for (name, month), (value, report, provisional) in sorted(
            published.items(), key=lambda entry: (order[entry[0][0]], entry[0][1])):
        indicator = dictionary[name]
        current = now(indicator, month)
        if current is None:
            continue
        was, becomes = (as_printed(v, indicator.unit, indicator.decimals)
                        for v in (value, current))
        if was != becomes:
            restated.append(Restatement(name, month, was, becomes, report, provisional))
    return tuple(restated)


def same_frequency(record: Record, indicator: Indicator) -> bool:
    """Whether the indicator's figures were published by periods of the sort that it has now.

    A record says so of what was not monthly; of older records it is not known.
    """
    said = record.indicators.get(indicator.id, {}).get("frequency", "")
    return said == indicator.frequency if said else not indicator.given_step


def _month_of(identity: str, dictionary: Dictionary) -> tuple[str, Month] | None:
    """The indicator and month that a published fact is the figure of; None for other facts."""
    fact = FactId.parse(identity)
    if fact is None or fact.role not in PUBLISHED_ROLES or fact.indicator not in dictionary:
        return None
    indicator = dictionary[fact.indicator]
    try:
        return fact.indicator, _period(fact.period, indicator.step, indicator.year)
    except ValueError:      # it was monthly when it was published, and no longer is
        return None
