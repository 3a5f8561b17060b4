"""The indicator dictionary: what an indicator is, its targets and its benchmarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from briefing.amounts import RATE_BASES, UNITS, UnitClass
from briefing.periods import PERIOD_WORDS, Month, Year, YearKind
from briefing.periods import STEPS as STEPS
from briefing.periods import Frequency as Frequency
from briefing.problems import Place

Kind = Literal["flow", "stock", "cumulative", "rolling_12"]
Polarity = Literal["higher", "lower", "neutral", "range"]
YearToDate = Literal["", "sum", "pooled", "annualised", "latest"]
JudgedOn = Literal["", "month", "year_to_date"]
# What a target is of: a period (a month, or a quarter where there are quarters), the year so far or
# the whole year; "" where that is not said.
TargetOf = Literal["", "month", "year_to_date", "year"]
# What a whole year's target is within its year: nothing yet, or its part for the months so far.
InYear = Literal["", "pro rata"]
Disclosure = Literal["", "exempt", "withhold", "aggregates"]
# The charts that an indicator can have, besides those that an author draws with functions of their
# own. `last_year` is the plain chart (columns or a line) with the same months a year earlier.
ChartName = Literal["line", "column", "last_year", "cumulative", "stock", "composition",
                    "comparison", "xmr", "spc"]
CHART_NAMES: tuple[str, ...] = get_args(ChartName)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far off its target an indicator is still amber: points, or per cent of the target."""

    size: Decimal
    relative: bool

    def around(self, target: Decimal) -> Decimal:
        """The tolerance in the indicator's own unit."""
        return abs(target) * self.size / 100 if self.relative else self.size


@dataclass(frozen=True, slots=True)
class Limits:
    """From what to what an indicator's figures can lie; None is no end."""

    low: Decimal | None = None
    high: Decimal | None = None

    def hold(self, value: Decimal) -> bool:
        """Whether a figure can be so much."""
        return (self.low is None or value >= self.low) and (
            self.high is None or value <= self.high)


ANY, NONE_OR_MORE, SHARE = Limits(), Limits(Decimal(0)), Limits(Decimal(0), Decimal(100))


def usual_limits(unit: str) -> Limits:
    """The limits of a unit's figures where a row of the dictionary gives no others."""
    known = UNITS[unit]
    if known.negative:
        return ANY
    if known.negative is None:
        if known.unit_class == "rate":
            return Limits(Decimal(0), Decimal(RATE_BASES[unit]))
        if unit == "number" or known.unit_class == "money":
            return ANY
    return SHARE if known.unit_class == "percent" else NONE_OR_MORE


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the dictionary.

    `kind`: a flow is counted over the month, a stock at its end, a cumulative from the start of
    the year, a rolling_12 over the 12 months to its end. `numerator` and `denominator` name other
    series; where both are given and the indicator has no values of its own it is worked out from
    them. `subject` is what sentences call it, `zero` the whole clause said when it is nought.
    `breaks` are the months in which a new series begins. A period is named by its last month:
    a quarterly indicator has a figure every third month. `lag` says how many months late it is
    reported. `inflow` and `outflow` are the series that a stock grows and shrinks by; indicators
    of one `composition` are shares that add up to 100. `comparators` are the benchmarks to be used,
    all where it is empty. A denominator below `small_cohort` is a small one. `disclosure` "exempt"
    is for what counts no people, "withhold" for what a public edition never shows, "aggregates" for
    what it shows only over several months. `part_of` names the totals that it is a part of, as
    "total" or "total/breakdown": the parts of one breakdown add up to the total, period by period.
    `chart` names its chart, "" leaves it to the layout. `was` are the ids under which it was
    published before. `over` is what a rolling figure is of, "3 years"; "" is 12 months.
    `given_step` is the months from one figure to the next as they were given, where they are rolled
    up to the report's longer periods; 0 where they are not. `exceeds` is how much better
    than its target it is blue; rated `by_improvement` it is amber, not red, where it got better.
    With `spc` it is judged by a control chart as well.
    `baseline` is the period that it is always compared with, `sum_of` how many latest figures are
    added up in a sentence; 0 is none. `bands` are what the council calls its ratings in sentences,
    by their colours.
    `months` are the numbers of the months that have a figure in every year; () is all.
    With `increments` the months that a
    cumulative count grew by are counts of people too, to be kept like those of a flow.
    """

    id: str
    section: str
    title: str
    subject: str
    unit: str
    decimals: int
    kind: Kind
    polarity: Polarity
    year_to_date: YearToDate = ""
    numerator: str = ""
    denominator: str = ""
    note: str = ""
    year: YearKind = "financial"
    tolerance: Tolerance | None = None
    judged_on: JudgedOn = ""
    zero: str = ""
    plural: bool = False
    breaks: tuple[Month, ...] = ()
    definition: str = ""
    source: str = ""
    owner: str = ""
    frequency: Frequency = "monthly"
    lag: int = 0
    why: str = ""
    checked_by: str = ""
    review_date: date | None = None
    break_reason: str = ""
    small_cohort: int = 0
    comparators: tuple[str, ...] = ()
    inflow: str = ""
    outflow: str = ""
    composition: str = ""
    disclosure: Disclosure = ""
    part_of: tuple[str, ...] = ()
    chart: str = ""
    given_limits: Limits | None = None
    in_year: InYear = ""
    weight: Decimal = Decimal(1)

    @property
    def limits(self) -> Limits:
        """From what to what its figures can lie."""
        return usual_limits(self.unit) if self.given_limits is None else self.given_limits

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of a whole: from none of it to all of it."""
        return self.unit_class == "percent" and self.limits == usual_limits(self.unit)

    @property
    def can_be_negative(self) -> bool:
        """Whether a figure may be below nought."""
        return self.limits.low is None or self.limits.low < 0

    @property
    def amounts_to(self) -> bool:
        """Whether its figures are counts, amounts or money, which add up over a year's months."""
        return self.unit == "number" or self.unit_class in ("count", "amount", "money")
    was: tuple[str, ...] = ()
    increments: bool = False
    over: str = ""
    given_step: int = 0
    exceeds: Tolerance | None = None
    by_improvement: bool = False
    spc: bool = False
    baseline: Month | None = None
    sum_of: int = 0
    bands: tuple[tuple[str, str], ...] = ()
    months: tuple[int, ...] = ()
    usual_lag: int = 0      # where a figure came sooner: the lag that later ones will have

    @property
    def step(self) -> int:
        """The months from one of its periods to the next."""
        return STEPS[self.frequency]

    @property
    def period_word(self) -> str:
        """What one of its periods is called: "month", "quarter", "year"."""
        return PERIOD_WORDS[self.frequency]

    def latest_period(self, report: Month) -> Month:
        """The latest period that a report of that month can have: whole, and not too late."""
        month = report.back(self.lag)
        into = month.ordinal - Year.holding(month, self.year).first.ordinal + 1
        month = month.back(into % self.step)
        while not self.has(month):
            month = month.back(self.step)
        return month

    def has(self, month: Month) -> bool:
        """Whether it has a figure for that month of every year, "three times a year" being its own
        rhythm."""
        return not self.months or month.number in self.months

    def before(self, month: Month) -> Month:
        """The period before the one that ends with this month, of those that it has figures for."""
        step = STEPS[self.frequency]
        month = month.back(step)
        while self.months and not self.has(month):
            month = month.back(step)
        return month

    def periods_back(self, month: Month, count: int) -> list[Month]:
        """So many of its periods, from the one that ends with this month back."""
        if not self.months:
            step = self.step
            return [month.back(step * n) for n in range(count)]
        back = [month]
        while len(back) < count:
            back.append(self.before(back[-1]))
        return back

    @property
    def unit_class(self) -> UnitClass:
        """What sort of unit it has: a count, a percentage, a rate, a duration or money."""
        return UNITS[self.unit].unit_class

    @property
    def adds_up(self) -> bool:
        """Whether it is a count or an amount of the period, drawn from nought."""
        return self.unit_class in ("count", "amount", "money") and self.kind == "flow"

    @property
    def is_ratio(self) -> bool:
        """Whether its values are a numerator over a denominator."""
        return self.unit_class in ("percent", "rate")

    @property
    def annualised(self) -> bool:
        """Whether a month's rate is multiplied up to a year, so that months and years compare."""
        return self.unit_class == "rate" and self.kind == "flow"


# What a target is called. The first four, and a budget where there are none of them, are what a
# figure is set beside; the others are told and shown with it.
TargetKind = Literal["target", "threshold", "milestone", "trajectory", "budget", "floor", "stretch",
                     "forecast", "outturn_forecast"]
AIMS: tuple[TargetKind, ...] = ("target", "threshold", "milestone", "trajectory")


@dataclass(frozen=True, slots=True)
class Target:
    """A target: one value, or a range when `lower` is given as well.

    `kind` is what it is called; a `strict` one is missed by a figure that is just as much.

    It stands for a year, or for one month of a trajectory. `of` is the figure that it is for, ""
    where its row does not say (`briefing.targets` then does, where it is plain). Of an indicator
    that is rolled up, one of "month" is for each figure as it is given, unless it is for the
    `whole` of the report's period. `months` is how long the period is that it is of where its row
    says that it is another than the indicator's: 3 for a quarter.
    """

    indicator: str
    span: Year | Month
    value: Decimal
    lower: Decimal | None = None
    of: TargetOf = ""
    in_year: InYear = ""
    whole: bool = False
    months: int = 0
    kind: TargetKind = "target"
    strict: bool = False
    row: int = field(default=0, compare=False)

    def covers(self, month: Month) -> bool:
        """Whether it is the target of that month."""
        return month in self.span if isinstance(self.span, Year) else month == self.span


def target_of(targets: Iterable[Target], month: Month) -> Target | None:
    """The month's target: its own, else its year's; None when there is neither.

    Of a year's, one for each period comes before one for the whole year.
    """
    covering = [target for target in targets if target.covers(month)]
    return min(covering, key=lambda target: (
        isinstance(target.span, Year), target.of == "year", not target.whole), default=None)


@dataclass(frozen=True, slots=True)
class Untargeted:
    """That there is no target for a year or month, or none yet, and why, where that is told."""

    indicator: str
    span: Year | Month
    pending: bool
    reason: str = ""

    def covers(self, month: Month) -> bool:
        """Whether it is said of that month."""
        return month in self.span if isinstance(self.span, Year) else month == self.span


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What others achieved: a comparator's published figure and the period it is of.

    `of` is among how many a rank is, "5th of 152"; None of other figures. `place` is its cell.
    `among` is what more is known of a rank among the areas of which a report's is one.
    """

    indicator: str
    comparator: str
    period: str
    value: Decimal
    of: Decimal | None = None
    place: Place = field(default=Place(""), compare=False)
    among: Among | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """How an area's figure stands among those of the `of` areas that have one for the `period`.

    Figures are as they are printed. `rank` is counted from the highest where `highest_first`, 0
    where so few are not ranked; `tied` others have the same. `quartile` 1 is the first. `highest`
    and `lowest` are figures with the areas that have them. `withheld` and `missing` areas are not
    counted. `pooled` averages are all numerators over all denominators, others means of figures.
    `name` is the area's own, `plural` what areas are called.
    """

    period: str
    of: int
    rank: int
    tied: int
    highest_first: bool
    quartile: int
    own: Decimal
    median: Decimal
    highest: tuple[Decimal, tuple[str, ...]]
    lowest: tuple[Decimal, tuple[str, ...]]
    withheld: int
    missing: int
    pooled: bool
    plural: str
    name: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The figures of all areas that have one for an indicator and period, as they are printed, the
    lowest first: each area's id, its name and its figure. `period` is that of facts, "2022-07".
    """

    period: str
    figures: tuple[tuple[str, str, Decimal], ...]


# The strips of an edition, by indicator and period ("July 2022").
Strips = Mapping[tuple[str, str], Strip]


# The comparators that are an area's rank among the others, its quarter of the ranks, its distance
# from their median, and the averages of all areas, of its region and of its neighbours.
AREAS_RANK, AREAS_QUARTILE, AREAS_DISTANCE = "areas_rank", "areas_quartile", "areas_median_gap"
AREAS_AVERAGE, AREAS_REGION, AREAS_NEIGHBOURS = (
    "areas_average", "areas_region", "areas_neighbours")
AREAS_COLUMNS = {"rank": AREAS_RANK, "quartile": AREAS_QUARTILE, "distance": AREAS_DISTANCE,
                 "average": AREAS_AVERAGE, "region": AREAS_REGION, "neighbours": AREAS_NEIGHBOURS}


# What a comparator's figure is: an average, the threshold of the best quartile, what a group of
# peers has together, a council that is named, a country or another whole; or no figure like the
# indicator's but how others changed, in per cent, or the indicator's own rank or quartile.
ComparatorKind = Literal["average", "best_quartile", "peers", "neighbour", "whole", "change",
                         "rank", "quartile"]
# Besides these the figures of areas among which a report's is, and how far from their median it is:
# told in tables, not set beside, as they are of one period alone.
AnyComparatorKind = ComparatorKind | Literal["among", "distance"]
BESIDE: tuple[AnyComparatorKind, ...] = ("average", "best_quartile", "peers", "neighbour", "whole")


@dataclass(frozen=True, slots=True)
class Comparator:
    """One of a council's own: as tables call it (`title`, or `short`), and as sentences do.

    `method` is how its members are chosen, "CIPFA nearest neighbours".
    """

    name: str
    title: str
    said: str
    kind: AnyComparatorKind = "average"
    short: str = ""
    method: str = ""


# The comparators that a benchmark can name, in the order in which a reader meets them.
COMPARATORS = {
    "statistical_neighbours": "Statistical neighbours",
    "region": "Region",
    "national": "England",
}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Every indicator of the report in its order, with its targets and benchmarks.

    `marks` are budgets, forecasts and other things that are no targets, or stand beside one;
    `untargeted` says where there is none. `comparators` are the council's own, those of ours that
    it calls otherwise among them, in order.
    """

    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    marks: tuple[Target, ...] = ()
    untargeted: tuple[Untargeted, ...] = ()
    _index: dict[str, Indicator] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {one.id: one for one in self.indicators})

    def __getitem__(self, indicator: str) -> Indicator:
        """The indicator of that id; raises KeyError when there is none."""
        return self._index[indicator]

    def get(self, indicator: str) -> Indicator | None:
        """The indicator of that id; None when there is none."""
        return self._index.get(indicator)

    def __contains__(self, indicator: object) -> bool:
        return indicator in self._index

    @property
    def comparator_order(self) -> tuple[str, ...]:
        """The names of the comparators in the order in which a reader meets them."""
        return tuple(COMPARATORS | {one.name: one.title for one in self.comparators})

    def comparator_title(self, name: str) -> str:
        """What the comparator is called."""
        own = next((one.title for one in self.comparators if one.name == name), "")
        return own or COMPARATORS[name]

    @property
    def sections(self) -> tuple[str, ...]:
        """The service areas, in the order in which they first appear."""
        return tuple(dict.fromkeys(one.section for one in self.indicators))
