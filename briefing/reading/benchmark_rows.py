"""The table Benchmarks: what others achieved, each with the period that it is of."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.indicators import BESIDE, AnyComparatorKind, Benchmark, Indicator
from briefing.periods import Month, parse_month
from briefing.problems import Problem, did_you_mean, listed
from briefing.reading.cells import NO_SYMBOLS, Symbols
from briefing.reading.grids import Grid, Record, records
from briefing.reading.own_comparators import OWN_COMPARATOR
from briefing.reading.published import last_month
from briefing.reading.rows import number, unknown_indicator
from briefing.reading.terms import NO_TERMS, Terms

# Months as cells have them; "2021-22" is a year.
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])|[A-Za-z]{3,9}\.?[ -](?:\d{4}|\d{2})")


def read_benchmarks(
    grid: Grid, indicators: dict[str, Indicator], problems: list[Problem],
    symbols: Symbols = NO_SYMBOLS, terms: Terms = NO_TERMS, dated: Month | None = None,
) -> tuple[Benchmark, ...]:
    """A benchmark a row, each with the period that it is of.

    Of a comparator's rows for several periods the newest counts that is over in the month `dated`.
    """
    found: dict[tuple[str, str], list[Benchmark]] = {}
    rows: dict[tuple[str, str, str], int] = {}
    needed = ("indicator", "comparator", "period", "value")
    for record in records(grid, needed, ("note", "source"), problems):
        one = indicators.get(record.text("indicator"))
        if one is None:
            problems.append(unknown_indicator(record, set(indicators)))
            continue
        comparator = _comparator(record, terms, problems)
        period = _said(record.text("period"))
        if not period:
            problems.append(Problem(record.place("period"), "it is empty.",
                                    "A comparison without its year misleads: give 2020/21."))
        kind, among = terms.kind_of(comparator), None
        if kind in BESIDE:
            value = number(record, "value", one, symbols, problems)
        else:
            value, among = _among(record, kind, problems)
        if value is None or not period or not comparator:
            if value is None and not record.text("value"):
                problems.append(Problem(record.place("value"), "it is empty.", "Give a number."))
            continue
        made = Benchmark(one.id, comparator, period, value, among, record.place("value"))
        key = one.id, comparator, period.casefold()
        if key in rows:
            problems.append(Problem(record.place("indicator"),
                                    f"'{one.id}' has a benchmark for {comparator} of {period} "
                                    f"already, in row {rows[key]}.", "Keep one of them."))
            continue
        rows[key] = record.row
        found.setdefault((one.id, comparator), []).append(made)
    newest = [_newest(its, indicators[its[0].indicator], dated) for its in found.values()]
    order = {name: n for n, name in enumerate(terms.comparator_names)}
    return tuple(sorted(newest, key=lambda one: order[one.comparator]))


def _newest(given: list[Benchmark], one: Indicator, dated: Month | None) -> Benchmark:
    """The benchmark of the newest period that is over; one that is none stays, and is told."""
    ends: list[tuple[Month, Benchmark]] = []
    for benchmark in given:
        try:
            ends.append((last_month(benchmark.period, one), benchmark))
        except ValueError:
            return benchmark
    over = [end for end in ends if dated is None or end[0] <= dated]
    return max(over or ends, key=lambda end: end[0])[1]


def _said(period: str) -> str:
    """The period as sentences print it: a month that a cell gives as 2024-06 or Jun-24 is June
    2024."""
    if not _MONTH.fullmatch(period):
        return period
    try:
        return parse_month(period).full
    except ValueError:
        return period


def _comparator(record: Record, terms: Terms, problems: list[Problem]) -> str:
    """The comparator that the row names, by its name or its title; "" when there is none such."""
    text = record.text("comparator")
    names = {one.title.casefold(): one.name for one in terms.comparators} | {
        name: name for name in terms.comparator_names}
    found = names.get(text.casefold(), "")
    if not found:
        shown = listed([f"'{name}'" for name in terms.comparator_names])
        problems.append(Problem(
            record.place("comparator"), f"'{text}' is not one of {shown}." if text
            else f"it is empty; it is one of {shown}.",
            did_you_mean(text, names) or f"Write one of them, or {OWN_COMPARATOR}."))
    return found


_RANK = re.compile(r"(?P<n>\d{1,6})(?:st|nd|rd|th)?(?:\s*(?:of|out of|/)\s*(?P<of>\d{1,6}))?", re.I)
_QUARTILE = re.compile(r"(?:q(?:uartile)?\s*)?(?P<n>[1-4])(?:st|nd|rd|th)?(?:\s*quartile)?", re.I)
_CHANGE = re.compile(r"(?P<n>[-+−]?\d{1,6}(?:\.\d+)?)\s*%?")


def _among(record: Record, kind: AnyComparatorKind, problems: list[Problem]
           ) -> tuple[Decimal | None, Decimal | None]:
    """A rank and among how many, a quartile, or a change in per cent; None when it is none."""
    text = record.text("value")
    form, example = {"rank": (_RANK, "5th of 152"), "quartile": (_QUARTILE, "2")}.get(
        kind, (_CHANGE, "+8%"))
    match = form.fullmatch(text)
    value = Decimal(match["n"].replace("−", "-")) if match else None
    of = Decimal(match["of"]) if match and kind == "rank" and match["of"] else None
    if text and (value is None or (kind == "rank" and not 0 < value <= (of or value))):
        problems.append(Problem(record.place("value"), f"'{text}' is no {kind}.",
                                f"Give it as {example}."))
        return None, None
    return value, of
