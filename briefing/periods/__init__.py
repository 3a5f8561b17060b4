"""Months, longer periods and years: what they are, how they are written, and what a report is of.

    months.py    months and years as values with an order, a previous and a year before
    longer.py    how often there is a figure; quarters, terms, halves and years by their last month
    parsing.py   the period that a cell's text, date or number names
    period.py    what a report is of
"""

from briefing.periods.longer import (
    FREQUENCIES,
    HALVES,
    PERIOD_WORDS,
    STEPS,
    TERMS,
    Frequency,
    part_number,
    period_full,
    period_short,
    quarter_number,
)
from briefing.periods.months import (
    MONTH_NAMES,
    ORDINAL,
    YEAR_STARTS,
    Month,
    Year,
    YearKind,
    day_in_words,
    month_range,
)
from briefing.periods.parsing import as_at_day, parse_month, parse_period
from briefing.periods.period import Period

__all__ = [
    "FREQUENCIES",
    "HALVES",
    "MONTH_NAMES",
    "ORDINAL",
    "PERIOD_WORDS",
    "STEPS",
    "TERMS",
    "YEAR_STARTS",
    "Frequency",
    "Month",
    "Period",
    "Year",
    "YearKind",
    "as_at_day",
    "day_in_words",
    "month_range",
    "parse_month",
    "parse_period",
    "part_number",
    "period_full",
    "period_short",
    "quarter_number",
]
