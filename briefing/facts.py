"""A fact: a quantity (whose it is, what is measured, when) and the role that it plays.

The same quantity plays several roles: July's referrals are the `current` figure of July's report
and the `previous` one of August's. What the quantity is, a role tells by `MEASURES`; its identity
is written "referrals.volume:current:2022-07", and is read and written here alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from sys import intern
from typing import NamedTuple

from briefing.amounts import Marking, as_printed

MONTH = "month"
# The measure of each role; a role that is not here is a measure of its own name ("target").
MEASURES = {
    **dict.fromkeys((
        "current", "previous", "month", "two_months_ago", "same_month_last_year",
        "last_at_or_above", "last_at_or_below", "maximum_12m", "minimum_12m", "year_low",
        "year_high", "years_ago", "baseline", "peak", "beyond"), MONTH),
    "published": "published",
    "year_to_date_last_year": "year_to_date",
    "target_lower": "target",
    **dict.fromkeys(("run", "run_before", "spc_run", "months_known", "periods_met", "peak_over",
                     "sum_over", "years_back"), "number of periods"),
}  # fmt: skip
MONTH_ROLES = frozenset(role for role, measure in MEASURES.items() if measure == MONTH)
# Those of them that a report prints of any month: what a later report compares with.
PUBLISHED_ROLES = ("current", "previous", "same_month_last_year", "month")


# The role of another area's figure, "area.york": a dot among those of all areas.
OF_AREA = "area."
OF_STRIP = "~areas"      # after an indicator's id: the chart that those dots are on


class Quantity(NamedTuple):
    """What is counted or worked out, whatever it is needed for; the period is the figure's own."""

    indicator: str
    measure: str
    period: str


class FactId(NamedTuple):
    """A fact's identity: whose it is, the role that it plays, and the month or year it is of."""

    indicator: str
    role: str
    period: str

    def __str__(self) -> str:
        return f"{self.indicator}:{self.role}:{self.period}"

    @classmethod
    def parse(cls, text: str) -> FactId | None:
        """The identity that the text spells, None when it spells none."""
        parts = text.split(":")
        return cls(*parts) if len(parts) == 3 and all(parts) else None

    @property
    def quantity(self) -> Quantity:
        """The quantity that plays the role."""
        return Quantity(self.indicator, MEASURES.get(self.role, self.role), self.period)


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with its identity: whose it is, what role it plays, when, and its value.

    `value` is exact; `amounts` rounds it when it is printed. `period` is the month or year that
    the figure is of, "2022-07" or "2021/22". `decimals` are those it is printed with. It is
    marked as the least sure of the months that it is made of.
    """

    indicator: str
    role: str
    period: str
    value: Decimal
    decimals: int = 0
    unit: str = "count"
    marking: Marking = ""

    @property
    def provisional(self) -> bool:
        """Whether it is not final: provisional, estimated or unreliable."""
        return self.marking != ""

    @property
    def id(self) -> str:
        """The fact's identity, "referrals.volume:current:2022-07"."""
        return intern(f"{self.indicator}:{self.role}:{self.period}")    # charts name many again

    @property
    def quantity(self) -> Quantity:
        """The quantity that it is, whatever its role."""
        return FactId(self.indicator, self.role, self.period).quantity

    @property
    def printed(self) -> Decimal:
        """The value as printed, to be compared with others."""
        return as_printed(self.value, self.unit, self.decimals)
