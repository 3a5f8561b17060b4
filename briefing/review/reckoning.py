"""What is true of an indicator in a period, worked out from the raw figures with fractions.

    year to date    sum of the months; 100 × sum of numerators / sum of denominators; for a flow's
                    rate base × sum of numerators × 12 / months / the latest population; the latest
    12 month mean   sum of the twelve months' figures / 12
    usual range     mean ± 2.66 × mean moving range of the 12 to 24 months before this one

Nothing is worked out over months of which one has no figure, or across a break in the series. A
figure is compared as printed: rounded half up, but 99.97% is not 100% and 0.04% is not 0%.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from briefing.amounts import Marking, Reason
from briefing.indicators import (
    Benchmark,
    Comparator,
    Indicator,
    Target,
    TargetOf,
    Tolerance,
    target_of,
)
from briefing.periods import Month, Year
from briefing.review.cells import BASES, LESS_SURE, NO_CELL, Cell, half_up, ratio, sum_of
from briefing.review.own_periods import OwnPeriods
from briefing.review.unit_words import POINTS, UNITS, own_form, unit_of, with_unit
from briefing.targets import in_year, of_what

EXACTLY = 8         # decimals, of a target that is as exact as it is written
# So far short of 0 or 100 is a percentage taken to be that only rounds to it.
SHORT_OF = Fraction(1, 10**9)
USUAL_FROM, USUAL_TO, USUAL_REACH = 12, 24, Fraction(266, 100)


class Reckoning(OwnPeriods):
    """One indicator's raw series in the report of a month, and what follows from it."""

    def __init__(self, indicator: Indicator, cells: Mapping[Month, Cell], report: Month,
                 targets: Iterable[Target] = (), benchmarks: Iterable[Benchmark] = (),
                 marks: Iterable[Target] = (), comparators: Iterable[Comparator] = ()) -> None:
        super().__init__(indicator, report)
        self.later: Reckoning | None = None     # the report that this one is looked back on from
        self.cells = {month: cell for month, cell in cells.items() if month <= self.now}
        self.targets = tuple(targets)
        self.benchmarks = {benchmark.comparator: benchmark for benchmark in benchmarks}
        self.marks = tuple(marks)       # budgets, forecasts, floors: beside the targets
        self.comparators = {own.name: own for own in comparators}   # the council's own
        self._shown: dict[Month, Fraction | None] = {}

    # ── months ──────────────────────────────────────────────────────────────────────────────────

    def cell(self, month: Month) -> Cell:
        """The raw cell of the period; an empty one where no row was given."""
        return self.cells.get(month, NO_CELL)

    def compared(self, month: Month) -> bool:
        """Whether the month's figure has one before it that it may be compared with."""
        if self.one.kind == "cumulative" and month == self.first_of_year(month):
            return False
        return not (self.breaks_in(month) or self.shown(month) is None
                    or self.shown(self.before(month)) is None)

    # ── figures ─────────────────────────────────────────────────────────────────────────────────

    def value(self, month: Month) -> Fraction | None:
        """The month's figure: exactly its numerator over its denominator where it has them."""
        cell = self.cell(month)
        if cell.value is not None and self.one.is_ratio and cell.numerator is not None and (
                cell.denominator):
            return ratio(self.one, Fraction(cell.numerator), Fraction(cell.denominator))
        return None if cell.value is None else Fraction(cell.value)

    def as_printed(self, value: Fraction, decimals: int | None = None) -> Fraction:
        """The value as it is compared with others."""
        places = self.one.decimals if decimals is None else decimals
        own = unit_of(self.one.unit)
        big = max((size for size in own.big if abs(value) >= size.at_least),
                  key=lambda size: size.at_least, default=None) if own is not None else None
        if big is not None:
            return half_up(value / big.at_least, big.decimals) * big.at_least
        settled = half_up(value, self._places(value, places))
        if self.one.unit == "percent" and settled in (0, 100) and value != settled:
            return settled + (SHORT_OF if value > settled else -SHORT_OF)
        return settled

    def _places(self, value: Fraction, decimals: int) -> int:
        """The decimals of a figure: one at least for a percentage that only rounds to 0 or 100."""
        short = self.one.unit == "percent" and value not in (0, 100)
        return max(decimals, 1) if short and half_up(value, decimals) in (0, 100) else decimals

    def shown(self, month: Month) -> Fraction | None:
        """The figure as printed: rounded half up to its decimals."""
        if month not in self._shown:
            value = self.value(month)
            self._shown[month] = None if value is None else self.as_printed(value)
        return self._shown[month]

    def known(self, month: Month) -> list[Fraction]:
        """The figures as printed, this month's first, back to a gap or the start of a series."""
        found: list[Fraction] = []
        while (shown := self.shown(month)) is not None:
            found.append(shown)
            if self.breaks_in(month):
                break
            month = self.before(month)
        return found

    def _over(self, month: Month, count: int) -> list[Cell] | None:
        """The cells of so many periods to this one, when no break stands between them."""
        months = [month.back(n * self.one.step) for n in range(count)]
        if any(self.breaks_in(m) for m in months[:-1]):
            return None
        return [self.cell(m) for m in months]

    def _year_so_far(self, month: Month) -> list[Cell] | None:
        first = self.first_of_year(month)
        return self._over(month, (month.ordinal - first.ordinal) // self.one.step + 1)

    def _twelve_months(self, month: Month) -> list[Cell] | None:
        return self._over(month, 12 // self.one.step)

    def to_date(self, month: Month) -> Fraction | None:
        """The year to date at the end of the month."""
        cells = self._year_so_far(month)
        if self.one.year_to_date == "latest":
            return self.value(month)
        if not cells or not self.one.year_to_date:
            return None
        if self.one.year_to_date == "sum":
            return sum_of([cell.value for cell in cells])
        above, below = (sum_of([cell.numerator for cell in cells]),
                        sum_of([cell.denominator for cell in cells]))
        if above is None or below is None:
            return None
        if self.one.unit == "percent":
            return above * 100 / below if below else None
        latest = Fraction(cells[0].denominator or 0)
        months = len(cells) * self.one.step
        return above * BASES[self.one.unit] * 12 / months / latest if latest else None

    def mean(self, month: Month) -> Fraction | None:
        """The mean of the last 12 months' figures; None where one is missing."""
        total = self.total(month)
        return None if total is None else total * self.one.step / 12

    def total(self, month: Month) -> Fraction | None:
        """The sum of the 12 months to this one."""
        if self._twelve_months(month) is None:
            return None
        values = [self.value(month.back(n)) for n in range(0, 12, self.one.step)]
        known = [value for value in values if value is not None]
        return sum(known, Fraction(0)) if len(known) == len(values) else None

    def outturn(self, year: Year) -> Fraction | None:
        """The year's figure when it is over; None where it cannot be worked out."""
        return self.to_date(year.last)

    def usual(self) -> tuple[Fraction, Fraction] | None:
        """The lower and upper end of the usual range, within the indicator's limits; None where
        the figures before are on their way from one level to another."""
        earlier = self.usual_months()
        if len(earlier) < USUAL_FROM:
            return None
        ranges = [abs(a - b) for a, b in pairwise(earlier)]
        mean = sum(earlier, Fraction(0)) / len(earlier)
        moves = sum((step * step for step in ranges), Fraction(0)) / len(ranges)
        if moves * len(earlier) < sum(((a - mean) ** 2 for a in earlier), Fraction(0)):
            return None
        reach = USUAL_REACH * sum(ranges, Fraction(0)) / len(ranges)
        high = mean + reach
        low = mean - reach
        limits = self.one.limits
        if limits.low is not None:
            low = max(low, Fraction(limits.low))
        elif self.one.unit.startswith("pounds") and min(earlier) >= 0:
            low = max(low, Fraction(0))
        return low, high if limits.high is None else min(high, Fraction(limits.high))

    def usual_months(self) -> list[Fraction]:
        """The figures before the latest that a usual range is of, the latest first."""
        earlier: list[Fraction] = []
        month = self.now
        while len(earlier) < USUAL_TO and not self.breaks_in(month):
            month = self.before(month)
            value = self.value(month)
            if value is None:
                break
            earlier.append(value)
        return earlier

    def usual_places(self, end: Fraction) -> int:
        """The decimals of an end of the usual range: those of its mean, none more for nought."""
        earlier = self.usual_months()
        return self.mean_places(sum(earlier, Fraction(0)) / len(earlier)) if end else (
            self.one.decimals)

    def marking_of(self, role: str, month: Month) -> Marking:
        """The marking of the least sure of the months that the figure is made of."""
        cells: Sequence[Cell] | None = [self.cell(month)]
        if role in ("mean_12m", "total"):
            cells = self._twelve_months(month)
        elif role in ("to_date", "outturn", "year_to_date_last_year") and (
                self.one.year_to_date != "latest"):
            cells = self._year_so_far(month)
        return max((cell.marking for cell in cells or ()), key=LESS_SURE.index, default="")

    # ── targets ─────────────────────────────────────────────────────────────────────────────────

    def of(self, target: Target) -> TargetOf:
        """What the target is of, by its row or as far as the figures that are shown tell."""
        if self.later is not None:
            return self.later.of(target)
        shown = {month: Decimal(value.numerator) / Decimal(value.denominator)
                 for month in self.cells if (value := self.shown(month)) is not None}
        return of_what(self.one, target, self.targets, shown)

    def standing(self, month: Month) -> str:
        """How the month's target counts then: as a period's, to date, the year's or pro rata; or
        not, because the year is not over ("waits") or it is not plain what it is of ("unclear")."""
        target = target_of(self.targets, month)
        if target is None:
            return ""
        of, year = self.of(target), Year.holding(month, self.one.year)
        never = self.one.kind == "flow" and not self.one.year_to_date
        if never and of == "year_to_date" and self.one.frequency != "annual":
            return "unclear"
        if of == "year":
            if never:
                return "waits"
            if month.ordinal == year.last.ordinal:
                return "year"
            return "pro_rata" if in_year(self.one, target) else "waits"
        if of == "year_to_date" and isinstance(target.span, Month):
            return "to_date"
        return "period" if of else "unclear"

    def set_beside(self, month: Month) -> str:
        """The figure that the month's target is set beside: month or to_date."""
        target = target_of(self.targets, month)
        if target is None or self.one.frequency == "annual" or self.of(target) == "month":
            return "month"
        by_row = self.one.judged_on == "year_to_date"
        return "to_date" if self.one.kind == "flow" or by_row else "month"

    def whole_target(self, month: Month) -> Target | None:
        """The target as its row has it."""
        return target_of(self.targets, month)

    def target(self, month: Month) -> Target | None:
        """The target that covers the month, its own before its year's; the part of it that is due,
        where that is pro rata."""
        target = target_of(self.targets, month)
        if target is None:
            return None
        if target.lower == target.value:        # it is told as the one figure that it is
            target = replace(target, lower=None)
        if self.standing(month) != "pro_rata":
            return target
        gone = month.ordinal - Year.holding(month, self.one.year).first.ordinal + 1

        def part(end: Decimal) -> Decimal:
            due = half_up(Fraction(end) * gone / 12, self.one.decimals)
            return Decimal(due.numerator) / Decimal(due.denominator)

        return replace(target, value=part(target.value),
                       lower=None if target.lower is None else part(target.lower))

    def mean_places(self, mean: Fraction) -> int:
        """The decimals of a mean of the months: a mean of counts below ten has one."""
        few = self.one.decimals == 0 and self.one.unit in ("count", "number") and (
            half_up(abs(mean), 1) < 10)
        return 1 if few else self.one.decimals

    # ── judgements ──────────────────────────────────────────────────────────────────────────────

    def earlier(self) -> Reckoning:
        """The same in the report of the period before; what targets are of is known as it is now.
        """
        then = self.before(self.now) if self.one.months else self.report.back(self.one.step)
        made = Reckoning(self.one, self.cells, then, self.targets,
                         self.benchmarks.values(), self.marks, self.comparators.values())
        made.later = self
        return made

    def judged(self) -> Fraction | None:
        """The figure that the target is set beside, exactly; None where there is none to be shown.
        """
        return (self.value if self.set_beside(self.now) == "month" else self.to_date)(self.now)

    def withholds_year(self) -> bool:
        """Whether there is a year to date, which is looked for where none is shown."""
        latest = self.one.year_to_date == "latest" and (
            self.cell(self.now).reason is Reason.CONFIDENTIAL)
        return latest or self.to_date(self.now) is not None

    def rating(self) -> str:
        """blue, green, amber or red against the target that counts now; "" where none does."""
        target = self.target(self.now)
        if target is None or self.standing(self.now) in ("waits", "unclear"):
            return ""
        whole = self.whole_target(self.now)
        ranged = whole is not None and whole.lower is not None
        if not ranged and self.one.polarity in ("neutral", "range"):
            return ""
        value = self.judged()
        if value is None:
            return ""
        figure, high = self.as_printed(value), self.as_printed(Fraction(target.value), EXACTLY)
        low = high if target.lower is None else self.as_printed(Fraction(target.lower), EXACTLY)
        if target.lower is None and figure == high:
            better = not target.strict
        else:
            better = low <= figure <= high or (not ranged and (
                figure > high if self.one.polarity == "higher" else figure < high))
        end = low if figure < low else high
        if better:
            far = self.one.exceeds is not None and target.lower is None and (
                figure != high or not self.one.exceeds.size) and (
                abs(figure - high) >= _around(self.one.exceeds, high))
            return "blue" if far else "green"
        floor = target_of([mark for mark in self.marks if mark.kind == "floor"], self.now)
        if floor is not None:
            least = self.as_printed(Fraction(floor.value), EXACTLY)
            kept = figure >= least if self.one.polarity == "higher" else figure <= least
            return "amber" if kept else "red"
        tolerance = self.one.tolerance
        if tolerance is not None and abs(figure - end) <= _around(tolerance, end):
            return "amber"
        return "amber" if self.one.by_improvement and self._improved() else "red"

    def _improved(self) -> bool:
        """Whether the latest change was for the better."""
        if not self.compared(self.now) or self.one.polarity not in ("higher", "lower"):
            return False
        now, then = self.shown(self.now), self.shown(self.before(self.now))
        return now is not None and then is not None and now != then and (
            (now > then) == (self.one.polarity == "higher"))

    def rating_word(self, rating: str) -> str:
        """What the rating is called: as the council calls the band, else its colour."""
        return dict(self.one.bands).get(rating, rating)

    def worsened(self) -> bool:
        """Whether the month's figure is worse than the one before; of a figure that gathers,
        worse than at the same point last year."""
        before = self.before(self.now)
        if self.one.kind == "cumulative":
            before = self.now.year_before
            if any(self.breaks_in(self.now.back(n)) for n in range(0, 12, self.one.step)):
                return False
        elif not self.compared(self.now):
            return False
        now, then = self.shown(self.now), self.shown(before)
        if now is None or then is None:
            return False
        match self.one.polarity:
            case "higher":
                return now < then
            case "lower":
                return now > then
        target = self.whole_target(self.now)
        if self.one.polarity == "neutral" or target is None or target.lower is None:
            return False
        low, high = Fraction(target.lower), Fraction(target.value)
        outside = [max(low - value, value - high, Fraction(0)) for value in (now, then)]
        return outside[0] > outside[1]

    # ── words ───────────────────────────────────────────────────────────────────────────────────

    def worded(self, value: Fraction, decimals: int | None = None) -> str:
        """ "1,797", "16.8%", "1 week", "−£0.4m": the figure as a sentence has it."""
        places = self._places(value, self.one.decimals if decimals is None else decimals)
        if self.one.unit == "percent" and value in (0, 100):
            places = 0
        own = unit_of(self.one.unit)
        if own is not None and (text := own_form(value, own, change=False)) is not None:
            return f"−{text}" if value < 0 else text
        settled = half_up(value, places)
        unit = (own.before, own.after, own.after_one) if own is not None else UNITS.get(
            self.one.unit, ("", "", ""))
        text = with_unit(settled, places, unit)
        return f"−{text}" if settled < 0 else text

    def worded_as_printed(self, printed: Fraction) -> str:
        """A figure as `as_printed` gives it in words: 0.5 of 0.45% is "0.5%", not rounded again."""
        places = self.one.decimals
        short = self.one.unit == "percent" and half_up(printed, places) != printed
        return self.worded(printed, max(places, 1) if short else places)

    def without_unit(self, text: str) -> str:
        """A figure as worded, without the words of its unit: "12.4" of "12.4 days"."""
        return text.partition(" ")[0]

    def worded_at(self, month: Month) -> str:
        """The month's figure as a sentence has it; nothing where there is none."""
        value = self.value(month)
        return "" if value is None else self.worded(value)

    def worded_size(self, value: Fraction, decimals: int | None = None) -> str:
        """ "69", "0.4 percentage points", "2.1 per 10,000": the size of a change."""
        unit = UNITS.get(self.one.unit, ("", "", ""))
        if self.one.unit == "percent":
            unit = POINTS
        elif self.one.unit in BASES:
            unit = ("", f" per {BASES[self.one.unit]:,}", f" per {BASES[self.one.unit]:,}")
        places = self.one.decimals if decimals is None else decimals
        own = unit_of(self.one.unit)
        if own is not None:
            text = own_form(value, own, change=True)
            if text is not None:
                return text
            unit = (own.before, own.change_after, own.change_after_one)
        return with_unit(half_up(value, places), places, unit)


def _around(tolerance: Tolerance, end: Fraction) -> Fraction:
    """A tolerance in the indicator's own unit."""
    size = Fraction(tolerance.size)
    return abs(end) * size / 100 if tolerance.relative else size
