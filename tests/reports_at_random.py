"""Reports at random, and everything that their public editions could print.

A report has one of the shapes in which counts hang together, with counts near those that are
withheld, gaps, symbols and marks here and there. It is of one month, or of two or three in a row,
each published with what its protection lets be shown before the next is made.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from briefing.amounts import SYMBOLS, as_printed, cardinal, in_cell, mean_decimals
from briefing.attack.exposure import Attack, attack
from briefing.attack.relations import Unknown
from briefing.attack.shown import Print, Shown
from briefing.disclosure import Policy, Protected, presets, protect
from briefing.findings import NO_BANDS
from briefing.history import Printed, Record
from briefing.indicators import Dictionary, Indicator, Target
from briefing.measures import Measures, measure
from briefing.periods import Month, Year, parse_month
from briefing.reading.observations import Observation
from tests.leaks import count, rate, share, stock
from tests.series import observed

DFE, OPENSAFELY = presets()["dfe"], presets()["opensafely"]
POLICIES = (DFE, DFE, DFE, OPENSAFELY, OPENSAFELY,
            dataclasses.replace(DFE, complements=True),
            dataclasses.replace(DFE, protection=8, denominators_to=20),
            dataclasses.replace(DFE, suppress_to=9, show_zero=False),
            dataclasses.replace(OPENSAFELY, round_to=10))
LAST = parse_month("2022-07")
Cells = list[object]
Figures = dict[Indicator | str, Cells]


@dataclass(frozen=True)
class Report:
    """A report at random: its shape, indicators, figures to the last month, and its rule.

    It is published in each of the `periods` in turn.
    """

    shape: str
    dictionary: Dictionary
    observations: tuple[Observation, ...]
    periods: tuple[Month, ...]
    policy: Policy
    population: Mapping[Unknown, Decimal]

    def measures(self, period: Month) -> Measures:
        """All that is worked out for the month's report, nothing withheld."""
        return measure([o for o in self.observations if o.month <= period], self.dictionary, period)


@dataclass(frozen=True)
class Published:
    """One month's public report: its true measures, what protection did, what it prints."""

    measures: Measures
    protected: Protected
    printed: Print
    records: tuple[Record, ...]

    def attacked(self, report: Report) -> Attack:
        """What a reader can work out who has the earlier ones too."""
        return attack(self.printed, report.dictionary, report.policy, self.records,
                      report.population, explain=False)


def published(report: Report, secondary: bool = True) -> Iterator[Published]:
    """The report of each month, protected with the records of those before."""
    records: tuple[Record, ...] = ()
    for period in report.periods:
        measures = report.measures(period)
        protected = protect(measures, report.policy, records, secondary)
        printed = everything(protected.measures, report.policy)
        yield Published(measures, protected, printed, records)
        records += (record_of(printed, period),)


def record_of(printed: Print, period: Month) -> Record:
    """What `publish` would keep of it."""
    return Record("Report", period, "public", date(2022, 9, 1), {}, {},
                  {s.id: Printed(s.value, (s.text,)) for s in printed.figures},
                  withheld={s.id: s.text for s in (*printed.withheld, *printed.marks)})


# ── everything that may be printed ───────────────────────────────────────────────────────────────


def everything(measures: Measures, policy: Policy, bands: Mapping[str, int] = NO_BANDS) -> Print:
    """Every figure that the protected measures hold, whether or not a layout would print it.

    `bands` are what withheld ones are said to be below.
    """
    figures: list[Shown] = []
    withheld: list[Shown] = []
    marks: list[Shown] = []
    for name, made in measures.by_indicator.items():
        one, now = made.indicator, made.period

        def add(role: str, period: object, amount: Decimal | None, kept_back: bool = False,
                one: Indicator = one) -> None:
            if kept_back:
                withheld.append(Shown(one.id, role, str(period), policy.symbol, "table"))
            elif amount is not None:
                places = mean_decimals(amount, one.unit, one.decimals) if role == "mean_12m" else (
                    one.decimals)
                text = in_cell(amount, one.unit, places)
                figures.append(Shown(one.id, role, str(period), text, "table", f"{amount}"))

        for month, value in made.values.items():
            hidden = value.amount is None and value.reason is not None and value.reason.withheld
            add("month", month, value.amount, hidden)
            if value.reason is not None and not value.reason.withheld:
                marks.append(Shown(one.id, "month", str(month), SYMBOLS[value.reason], "table"))
            if month == now and value.amount is not None and value.numerator is not None:
                for role, part in (("numerator", value.numerator),
                                   ("denominator", value.denominator)):
                    figures.append(Shown(name, role, str(month), f"{part}", "table", f"{part}"))
        window, before = made.window(now), made.at(now.back(one.step)).amount
        for role in ("year_to_date", "mean_12m", "sum_12m"):
            add(role, now, getattr(window, role), role in window.withheld)
        for year, amount in made.outturns.items():
            add("outturn", year, amount)
        for year in made.outturns_withheld:
            add("outturn", year, None, True)
        today = made.at(now).amount
        if today is not None and before is not None:
            change = as_printed(today - before, one.unit, one.decimals)
            figures.append(Shown(name, "change", str(now), f"{abs(change)}", "text", f"{change}"))
        if name in bands:
            figures.append(Shown(name, "band", str(now), cardinal(bands[name]), "text",
                                 f"{bands[name]}"))
    return Print(tuple(figures), tuple(withheld), marks=tuple(marks))


def true_count(measures: Measures, unknown: Unknown) -> int | None:
    """The count itself; None where the author withheld it from us too, or it is no single count."""
    series, month = unknown
    name, _, part = series.partition("/")
    if name not in measures.by_indicator:
        return None
    value = measures[name].at(month)
    window, year = measures[name].window(month), Year.holding(month, measures[name].indicator.year)
    found = {"": value.amount, "numerator": value.numerator, "denominator": value.denominator,
             "others": (None if value.denominator is None or value.numerator is None
                        else value.denominator - value.numerator),
             "year_to_date": window.year_to_date, "sum_12m": window.sum_12m,
             "outturn": measures[name].outturns.get(year)}.get(part)
    if part in ("mean_12m", "sum_12m"):      # of an earlier month too
        step = measures[name].indicator.step
        months = [measures[name].at(month.back(n)).amount for n in range(0, 12, step)]
        found = None if None in months else sum(filter(None, months), Decimal(0))
    if part == "year_to_date" and found is None:
        first = Year.holding(month, measures[name].indicator.year).first
        so_far = [value.amount for at, value in measures[name].values.items()
                  if first <= at <= month]
        found = None if None in so_far else sum(filter(None, so_far), Decimal(0))
    if measures[name].indicator.is_ratio and part in ("year_to_date", "outturn"):
        # of a share over months it is the sum of its numerators
        first = Year.holding(month, measures[name].indicator.year).first
        above = [value.numerator for at, value in measures[name].values.items()
                 if first <= at <= month]
        return None if None in above else int(sum(filter(None, above), Decimal(0)))
    return None if found is None or (measures[name].indicator.is_ratio and part not in (
        "numerator", "denominator", "others")) else int(found)


# ── shapes ───────────────────────────────────────────────────────────────────────────────────────


def report_at_random(chance: Random, shapes: Mapping[str, Shape] | None = None,
                     policies: Sequence[Policy] = POLICIES) -> Report:
    """A report of any of the shapes by any of the rules; the same chance makes the same."""
    shapes = shapes or SHAPES
    months = chance.choice((3, 4, 5, 8, 13, 16))
    scale = chance.choice((3, 6, 10, 25, 200))
    shape = chance.choice(tuple(shapes))
    if shape in ("two ways", "composition"):
        months = min(months, 5)
    figures = shapes[shape](chance, months, lambda: _small(chance, scale))
    _spoil(chance, shape, figures)
    last = LAST if "quarterly" not in shape else parse_month("2022-06")
    figures = _marked(chance, figures)
    indicators = tuple(one for one in figures if isinstance(one, Indicator))
    targets = tuple(Target(one.id, Year.parse("2022/23"), Decimal(20)) for one in indicators
                    if chance.random() < 0.1)
    observations = tuple(
        dataclasses.replace(o, value=None) if shape == "rate of its own" else o
        for one, line in figures.items() if line for o in observed(
            " ".join(map(str, line)), str(last), *(
                (one.id, one.step) if isinstance(one, Indicator) else (one, 1))))
    step = indicators[0].step
    reports = chance.choice((1, 1, 2, 3)) if months > 3 else 1
    return Report(shape, Dictionary(indicators, targets), observations,
                  tuple(last.back(n * step) for n in reversed(range(reports))),
                  chance.choice(policies),
                  {(o.indicator, o.month): o.value for o in observations
                   if o.indicator == "population" and o.value is not None})


def _small(chance: Random, scale: int) -> int:
    return (chance.randint(0, 2 * scale) + chance.randint(0, 2 * scale)) // 2


def _spoil(chance: Random, shape: str, figures: Figures) -> None:
    """Now and then a cell that is missing, or withheld before we have it."""
    if chance.random() < 0.25 and "stock" not in shape and "inflow" not in shape:
        line = chance.choice([line for line in figures.values() if line])
        at = chance.randrange(len(line))
        nought = str(line[at]).partition("/")[0] == "0"     # of which nobody withholds one alone
        line[at] = "-" if nought else chance.choice(("[c]", "-"))


def _marked(chance: Random, figures: Figures) -> Figures:
    """Now and then an indicator that says itself what is done with it, and one that is exempt."""
    if chance.random() < 0.25:
        marked = chance.choice([one for one in figures if isinstance(one, Indicator)])
        mark = chance.choice(("withhold", "aggregates"))
        figures = {dataclasses.replace(one, disclosure=mark) if one is marked else one: line
                   for one, line in figures.items()}
    if chance.random() < 0.1:   # it may not be tied to one that is not
        months = max(len(line) for line in figures.values())
        figures[share("staff_share", disclosure="exempt")] = _shares(
            chance, months, lambda: _small(chance, 6))
    return figures


Draw = Callable[[], int]
Shape = Callable[[Random, int, Draw], Figures]


def _line(months: int, draw: Draw) -> Cells:
    return [draw() for _ in range(months)]


def _sums(parts: Iterable[Cells]) -> Cells:
    return [sum(map(int, month)) for month in zip(*parts, strict=True)]     # type: ignore[call-overload]


def _flow(chance: Random, months: int, draw: Draw) -> Figures:
    return {count("flow"): _line(months, draw)}


def _quarterly(chance: Random, months: int, draw: Draw) -> Figures:
    return {count("flow", frequency="quarterly"): _line(min(months, 8), draw)}


def _quarterly_share(chance: Random, months: int, draw: Draw) -> Figures:
    return {share("share", frequency="quarterly"): _shares(chance, min(months, 8), draw)}


def _calendar(chance: Random, months: int, draw: Draw) -> Figures:
    return {count("flow", year="calendar"): _line(months, draw)}


def _breakdown(chance: Random, months: int, draw: Draw) -> Figures:
    parts = [_line(months, draw) for _ in range(chance.randint(2, 4))]
    made: Figures = {count(f"part{n}", part_of=("all",)): part for n, part in enumerate(parts)}
    return made | {count("all"): _sums(parts)}


def _two_ways(chance: Random, months: int, draw: Draw) -> Figures:
    cells = {(sex, age): _line(months, draw) for sex in "bg" for age in "yo"}
    made: Figures = {count(f"{sex}{age}", part_of=(f"{sex}/age", f"{age}/sex")): line
                     for (sex, age), line in cells.items()}
    for sex in "bg":
        made[count(sex, part_of=("all/sex",))] = _sums(cells[sex, age] for age in "yo")
    for age in "yo":
        made[count(age, part_of=("all/age",))] = _sums(cells[sex, age] for sex in "bg")
    return made | {count("all"): _sums(cells.values())}


def _stock(chance: Random, months: int, draw: Draw) -> Figures:
    came, went = ([draw() for _ in range(months)] for _ in range(2))
    there = [4 * draw() + 5]
    for n in range(1, months):
        went[n] = min(went[n], there[-1] + came[n])
        there.append(there[-1] + came[n] - went[n])
    return {stock("stock", inflow="came", outflow="went"): list(there),
            count("came"): list(came), count("went"): list(went)}


def _shares(chance: Random, months: int, draw: Draw) -> Cells:
    whole = [draw() + chance.randint(4, 40) for _ in range(months)]
    return [f"{min(draw(), n)}/{n}" for n in whole]


def _share(chance: Random, months: int, draw: Draw) -> Figures:
    return {share("share", decimals=chance.choice((0, 1, 1, 2))): _shares(chance, months, draw)}


def _count_and_share(chance: Random, months: int, draw: Draw) -> Figures:
    above = [draw() for _ in range(months)]
    below = [n + chance.randint(3, 40) for n in above]
    made: Figures = {count("late"): list(above)}
    made[share("late_share", numerator="late", denominator="all" if chance.random() < 0.5 else "")
         ] = [f"{a}/{b}" for a, b in zip(above, below, strict=True)]
    return made | ({count("all"): list(below)} if chance.random() < 0.7 or any(
        one.denominator for one in made if isinstance(one, Indicator)) else {})


def _composition(chance: Random, months: int, draw: Draw) -> Figures:
    parts = [_line(months, draw) for _ in range(3)]
    whole = [max(1, int(n)) for n in _sums(parts)]      # type: ignore[call-overload]
    return {share(f"share{n}", kind="stock", year_to_date="", composition="whole"): [
        f"{a}/{b}" for a, b in zip(part, whole, strict=True)] for n, part in enumerate(parts)}


def _cumulative(chance: Random, months: int, draw: Draw) -> Figures:
    months = min(months, 4)     # from April on
    return {count("cumulative", kind="cumulative", year_to_date=""): list(
        itertools.accumulate(draw() for _ in range(months)))}


def _rates(chance: Random, months: int, draw: Draw) -> Figures:
    people = chance.randint(9_000, 60_000)
    made: Figures = {count("plans"): _line(months, draw), rate("plans_rate", "plans"): []}
    return made | {"population": [people] * months}


def _stock_and_rate(chance: Random, months: int, draw: Draw) -> Figures:
    people = chance.randint(9_000, 60_000)
    made: Figures = {
        rate("plans_rate", "", kind="stock", year_to_date="", numerator="", denominator=""): [
            f"{draw()}/{people}" for _ in range(months)]}
    return made


SHAPES: dict[str, Shape] = {
    "flow": _flow, "quarterly flow": _quarterly, "quarterly share": _quarterly_share,
    "calendar year": _calendar, "breakdown": _breakdown, "two ways": _two_ways, "stock": _stock,
    "share": _share, "count and share": _count_and_share, "composition": _composition,
    "cumulative": _cumulative, "rate": _rates, "rate of its own": _stock_and_rate}
