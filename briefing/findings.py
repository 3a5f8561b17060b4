"""Named facts about each indicator: compared, rated, not yet in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with its identity: whose it is, what role it plays, when, and its value.

    `value` is exact; `amounts` rounds it when it is printed. `period` is the month or year that
    the figure is of, "2022-07" or "2021/22".
    """

    indicator: str
    role: str
    period: str
    value: Decimal

    @property
    def id(self) -> str:
        """The fact's identity, "referrals.volume:current:2022-07"."""
        return f"{self.indicator}:{self.role}:{self.period}"
