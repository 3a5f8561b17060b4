"""The periods of one indicator in the report of a month: which is its latest, which goes before,
and what each is called."""

from __future__ import annotations

from briefing.indicators import Indicator
from briefing.periods import Month, Year, quarter_number

# What the parts of a year are called.
_PARTS = {"termly": ("autumn", "spring", "summer"), "half_yearly": ("first", "second")}


class OwnPeriods:
    """The periods of an indicator, `now` the latest of which the report of that month can tell."""

    def __init__(self, indicator: Indicator, report: Month) -> None:
        self.one = indicator
        self.report = report
        self.report_step = 1        # how many months the report's own period is long
        late = report.back(indicator.lag)
        into = late.ordinal - Year.holding(late, indicator.year).first.ordinal + 1
        self.now = late.back(into % indicator.step)     # its own latest period
        while indicator.months and self.now.number not in indicator.months:
            self.now = self.now.back(indicator.step)

    def before(self, month: Month) -> Month:
        """The period before, of those of which there is a figure every year."""
        own = self.one.months
        earlier = month.back(self.one.step)
        while own and earlier.number not in own:
            earlier = earlier.back(self.one.step)
        return earlier

    def breaks_in(self, month: Month) -> bool:
        """Whether a new series begins in the period that ends with this month."""
        return any(self.before(month) < start <= month for start in self.one.breaks)

    def first_of_year(self, month: Month) -> Month:
        """The first period of the year that the month is in."""
        return Year.holding(month, self.one.year).first.back(1 - self.one.step)

    def named(self, month: Month) -> str:
        """ "July", or "July 2021" outside the financial year of the report's month."""
        year = Year.holding(month, self.one.year)
        if self.one.frequency == "annual":
            return str(year)
        if self.one.frequency == "quarterly":
            label = "" if year == Year.holding(self.report, self.one.year) else f" {year}"
            return f"quarter {quarter_number(month, self.one.year)}{label}"
        parts = _PARTS.get(self.one.frequency)
        if parts is not None and self.one.kind != "rolling_12":
            at = (month.ordinal - year.first.ordinal) // self.one.step
            here = year == Year.holding(self.report, self.one.year)
            return _part_named(parts[at], month, year, here)
        return month.said(self.report)

    def is_called(self, month: Month, name: str) -> bool:
        """Whether the month may be so named; one of another kind of year always with its year."""
        if self.named(month) == name:
            return True
        if self.one.year == "financial" or self.one.frequency == "annual":
            return False
        if self.one.frequency == "quarterly":
            year = Year.holding(month, self.one.year)
            return name == f"quarter {quarter_number(month, self.one.year)} {year}"
        return name == month.full

    def called(self, name: str) -> Month | None:
        """The month of that name."""
        month = self.now
        for _ in range(600):
            if self.is_called(month, name):
                return month
            month = self.before(month)
        return None


def _part_named(part: str, month: Month, year: Year, here: bool) -> str:
    """ "the autumn term", "the first half of 2021/22"."""
    if part in _PARTS["termly"]:
        return f"the {part} term{'' if here else f' {month.year}'}"
    return f"the {part} half of {'the year' if here else year}"
