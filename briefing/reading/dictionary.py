"""The table Indicators to the indicator dictionary."""

from __future__ import annotations

import dataclasses
import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import cast, get_args

from briefing.amounts import UNITS
from briefing.indicators import (
    AIMS,
    CHART_NAMES,
    Benchmark,
    Comparator,
    Dictionary,
    Disclosure,
    Frequency,
    Indicator,
    JudgedOn,
    Kind,
    Limits,
    Polarity,
    Target,
    Untargeted,
    YearToDate,
    usual_limits,
)
from briefing.periods import (
    PERIOD_WORDS,
    STEPS,
    Month,
    YearKind,
    parse_month,
    parse_period,
)
from briefing.problems import Problem, did_you_mean, listed
from briefing.reading.grids import Grid, Record, records
from briefing.reading.limits import read_limits
from briefing.reading.own_comparators import OWN_COMPARATOR
from briefing.reading.own_months import months_of
from briefing.reading.plurals import is_plural
from briefing.reading.rows import choice, in_year
from briefing.reading.terms import Terms
from briefing.reading.tolerances import read_tolerance, tolerance_problem

WEIGHTS = ("1", "1.25", "1.5")      # for whom it matters that it is told: see narrative/weighing
REQUIRED = ("id", "section", "title", "subject", "unit", "kind", "polarity")
OPTIONAL = ("decimals", "year_to_date", "numerator", "denominator", "note", "year", "tolerance",
            "judged_on", "zero", "plural", "breaks", "break_reason", "definition", "source",
            "owner", "frequency", "lag", "why", "checked_by", "review_date", "small_cohort",
            "comparators", "inflow", "outflow", "composition", "disclosure", "part_of",
            "chart", "range", "in_year", "weight", "was", "increments", "over", "spc",
            "baseline", "sum_of", "months")  # fmt: skip
_OVER = re.compile(r"(?:[2-9]|[1-9]\d) (?:months|quarters|terms|years)|1 year")
_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")


def read_indicators(
    grid: Grid, terms: Terms, problems: list[Problem]
) -> tuple[Indicator, ...]:
    """The dictionary's rows, in order; a row with a problem is left out and the problem added."""
    found: dict[str, tuple[Indicator, int]] = {}
    for record in records(grid, REQUIRED, OPTIONAL, problems):
        one = _indicator(record, terms, problems)
        if one is None:
            continue
        if one.id in found:
            problems.append(Problem(record.place("id"),
                                    f"'{one.id}' is there already, in row {found[one.id][1]}.",
                                    "Give each indicator an id of its own."))
            continue
        found[one.id] = (one, record.row)
    return tuple(one for one, _ in found.values())


def _indicator(
    record: Record, terms: Terms, problems: list[Problem]
) -> Indicator | None:
    before = len(problems)
    for column in ("id", "section", "title", "subject"):
        if not record.text(column):
            problems.append(Problem(record.place(column), "it is empty.",
                                    f"Give the indicator's {column}."))
    identity = record.text("id")
    if identity and not _ID.fullmatch(identity):
        problems.append(Problem(
            record.place("id"), f"'{identity}' cannot be an id.",
            "Use small letters, digits and underscores in parts joined by dots: referrals.volume."))
    unit = _unit(record, terms, problems)
    kind = choice(record, "kind", get_args(Kind), "", problems)
    polarity = choice(record, "polarity", get_args(Polarity), "", problems)
    to_date = choice(record, "year_to_date", get_args(YearToDate), "", problems)
    year = choice(record, "year", get_args(YearKind), terms.year, problems)
    judged = choice(record, "judged_on", get_args(JudgedOn), "", problems)
    decimals_text = record.text("decimals") or _usual_decimals(unit)
    if not re.fullmatch(r"[0-4]", decimals_text):
        problems.append(Problem(record.place("decimals"),
                                f"'{decimals_text}' is not a number of decimals from 0 to 4.",
                                "Give one of 0, 1, 2, 3 and 4, or leave it blank."))
    tolerance = terms.tolerance
    try:
        tolerance = read_tolerance(record.text("tolerance")) or terms.tolerance
    except ValueError:
        problems.append(tolerance_problem(record.place("tolerance"), record.text("tolerance")))
    _check_year_to_date(record, unit, kind, to_date, judged, problems)
    if record.text("zero")[:1].isdigit():
        problems.append(Problem(record.place("zero"), "it opens a sentence, but with a numeral.",
                                "Word it so that it opens with a word: no child aged 16 ..."))
    breaks = _breaks(record, cast(YearKind, year), problems)
    frequency = choice(record, "frequency", get_args(Frequency),
                       terms.unsaid.get(identity, terms.frequency), problems)
    if frequency == "termly" and year in ("financial", "calendar") and record.text("year"):
        problems.append(Problem(record.place("year"), f"a {year} year has no terms.",
                                "Give it the year academic, or leave it blank."))
    elif frequency == "termly":
        year = "academic"
    lag, small = (_whole(record, column, problems) for column in ("lag", "small_cohort"))
    review = _day(record, "review_date", problems)
    comparators = _comparators(record, terms, problems)
    disclosure = choice(record, "disclosure", get_args(Disclosure), "", problems)
    chart = choice(record, "chart", ("", *CHART_NAMES, *terms.charts), "", problems)
    said_plural = choice(record, "plural", ("", "no", "yes"), "", problems)
    plural = said_plural == "yes" or (not said_plural and is_plural(record.text("subject")))
    limits = _limits(record, unit, problems)
    weight = Decimal(choice(record, "weight", WEIGHTS, "1", problems))
    within = in_year(record, problems)
    if within and (kind in ("stock", "rolling_12") or (kind == "flow" and to_date != "sum")):
        problems.append(Problem(
            record.place("in_year"), f"a {kind}{' in ' + unit if kind == 'flow' else ''} does not "
            "grow through the year, so no part of a year’s target is due by a month.",
            "Pro rata is for a cumulative, and for a flow whose year to date is its sum."))
    increments = choice(record, "increments", ("", "no", "yes"), "", problems) == "yes"
    if increments and kind != "cumulative":
        problems.append(Problem(record.place("increments"), f"a {kind} has no increments.",
                                "It is for a cumulative count: by how much each month adds to it."))
    over = _over(record, kind, problems)
    spc = _spc(record, kind, frequency, chart, terms, problems)
    looked_back, added_up = (_baseline(record, frequency, year, problems),
                             _sum_of(record, kind, problems))
    months = months_of(record, frequency, year, problems)
    if frequency == "annual" and kind == "cumulative":
        kind, to_date = "flow", ""      # a whole year's figure is not gathered any more
    if len(problems) > before:
        return None
    return Indicator(
        identity, record.text("section"), record.text("title"), record.text("subject"), unit,
        int(decimals_text), cast(Kind, kind), cast(Polarity, polarity), cast(YearToDate, to_date),
        record.text("numerator"), record.text("denominator"), record.text("note"),
        cast(YearKind, year), tolerance, cast(JudgedOn, judged), record.text("zero"), plural,
        breaks, record.text("definition"), record.text("source"), record.text("owner"),
        cast(Frequency, frequency), lag, record.text("why"), record.text("checked_by"), review,
        record.text("break_reason"), small, comparators, record.text("inflow"),
        record.text("outflow"), record.text("composition"), cast(Disclosure, disclosure),
        breakdowns(record.text("part_of")),
        chart, limits, within, weight,
        tuple(part.strip() for part in record.text("was").split(";") if part.strip()), increments,
        over, 0, terms.exceeds, terms.by_improvement, spc,
        looked_back, added_up, terms.bands, months,
    )  # fmt: skip


def _spc(record: Record, kind: str, frequency: str, chart: str, terms: Terms,
         problems: list[Problem]) -> bool:
    """Whether the indicator is judged by a control chart; what gathers or rolls never is."""
    asked = choice(record, "spc", ("", "no", "yes"), "", problems) or (
        "yes" if chart == "spc" else "")
    if asked == "no" and chart == "spc":
        problems.append(Problem(record.place("spc"), "its chart is a control chart.",
                                "Write yes, or give it another chart."))
    suits = kind in ("flow", "stock") and frequency != "annual"
    if asked == "yes" and kind and frequency and not suits:
        what = f"a {kind}" if kind not in ("flow", "stock") else "an annual figure"
        problems.append(Problem(
            record.place("spc"), f"{what} has no control chart.",
            "It is for flows and stocks of months, quarters, terms or halves of a year."))
    return asked == "yes" or (not asked and terms.spc and suits)


def _baseline(record: Record, frequency: str, year: str, problems: list[Problem]
              ) -> Month | None:
    """The period that the figure is always compared with; None where the row gives none."""
    text = record.text("baseline")
    step = STEPS.get(cast(Frequency, frequency))
    if not text or step is None or year not in get_args(YearKind):
        return None
    try:
        return parse_period(text, step, cast(YearKind, year))
    except ValueError as fault:
        problems.append(Problem(
            record.place("baseline"), f"{fault}.",
            f"Give the {PERIOD_WORDS[cast(Frequency, frequency)]} that it is compared with, as the "
            "values have it."))
        return None


def _sum_of(record: Record, kind: str, problems: list[Problem]) -> int:
    """How many of the latest figures are added up in a sentence."""
    text = record.text("sum_of")
    if not text:
        return 0
    if not re.fullmatch(r"[2-9]|[1-5]\d|60", text) or kind not in ("flow", ""):
        what = f"'{text}' is not a number of periods from 2 to 60." if kind in ("flow", "") else (
            f"the figures of a {kind} do not add up.")
        problems.append(Problem(record.place("sum_of"), what,
                                "Give how many of the latest figures are added up: 3."))
        return 0
    return int(text)


def _unit(record: Record, terms: Terms, problems: list[Problem]) -> str:
    """The unit that the row names: one of ours, or one of the council's own."""
    text = record.text("unit")
    own = next((unit for name, unit in terms.units.items() if name.casefold() == text.casefold()),
               None)
    if own is not None:
        return own
    before = len(problems)
    unit = choice(record, "unit", (*UNITS, *terms.units), "", problems)
    if len(problems) > before and text and not did_you_mean(text, (*UNITS, *terms.units)):
        name = re.sub(r"\W+", "_", text).strip("_").casefold() or "name"
        problems[-1] = dataclasses.replace(
            problems[-1], hint=f"Write one of them, or say in report.toml what it is: "
            f'[units.{name}] with kind = "amount" and after = " {text}".')
    return unit


def _usual_decimals(unit: str) -> str:
    """The decimals of an indicator whose row gives none."""
    given = UNITS[unit].decimals if unit in UNITS else None
    return str(given) if given is not None else "0" if unit == "count" else "1"


def _over(record: Record, kind: str, problems: list[Problem]) -> str:
    """How long a rolling figure is of, "3 years"; "" for 12 months."""
    text = " ".join(record.text("over").split()).casefold()
    if not text:
        return ""
    match = _OVER.fullmatch(text)
    if match is None:
        problems.append(Problem(record.place("over"), f"'{record.text('over')}' is no number of "
                                "months, quarters or years.", "Write it as 3 years or 6 months."))
    elif kind != "rolling_12":
        problems.append(Problem(record.place("over"), f"a {kind} is of no such length.",
                                "Give it the kind rolling_12, or leave it blank."))
    return "" if text in ("12 months", "1 year", "4 quarters") else text


def _limits(record: Record, unit: str, problems: list[Problem]) -> Limits | None:
    """The limits that the column `range` gives; None where it leaves them to the unit."""
    text = record.text("range")
    if not text:
        return None
    try:
        found = read_limits(text)
    except ValueError as fault:
        problems.append(Problem(record.place("range"), f"{fault}.",
                                "Give it as '0 to 100', '0 to' where there is no upper end, or "
                                "'any'."))
        return None
    # what is said of a share, none and all of it, is said of these limits alone
    return None if unit in UNITS and found == usual_limits(unit) else found


def breakdowns(text: str) -> tuple[str, ...]:
    """What a cell of part_of names: "cases/age; children"."""
    return tuple(dict.fromkeys(re.sub(r" */ *", "/", total.strip())
                               for total in text.split(";") if total.strip()))


def _whole(record: Record, column: str, problems: list[Problem]) -> int:
    text = record.text(column) or "0"
    if re.fullmatch(r"\d{1,4}", text):
        return int(text)
    problems.append(Problem(record.place(column), f"'{text}' is not a whole number.",
                            "Give a number such as 2, or leave it blank."))
    return 0


def _day(record: Record, column: str, problems: list[Problem]) -> date | None:
    found = record.cells.get(column, "")
    if isinstance(found, datetime):
        return found.date()
    if isinstance(found, date):
        return found
    text = record.text(column)
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    problems.append(Problem(record.place(column), f"'{text}' is not a day.",
                            "Give it as 2022-09-13 or 13/09/2022."))
    return None


def _comparators(record: Record, terms: Terms, problems: list[Problem]) -> tuple[str, ...]:
    names = tuple(filter(None, (part.strip() for part in record.text("comparators").split(";"))))
    known = terms.comparator_names
    for name in names:
        if name not in terms.comparator_names:
            problems.append(Problem(
                record.place("comparators"),
                f"'{name}' is not one of {listed([f'{c!r}' for c in known])}.",
                did_you_mean(name, known) or f"Join several with ;, or {OWN_COMPARATOR}."))
    return names


def adds_up(unit: str) -> bool:
    """Whether figures in that unit can be added up; one that is no unit is taken for a count."""
    return unit == "number" or unit not in UNITS or UNITS[unit].unit_class in (
        "count", "amount", "money")


def _check_year_to_date(record: Record, unit: str, kind: str, to_date: str, judged: str,
                        problems: list[Problem]) -> None:
    """Problems for a year to date that cannot be made of such figures, or that would mislead."""
    unit_class = UNITS[unit].unit_class if unit in UNITS else "count"
    place = record.place("year_to_date")
    if to_date == "sum" and not (kind == "flow" and adds_up(unit)):
        hint = ("Only a flow of counts, amounts or money is summed; percentages are pooled, and a "
                "stock, cumulative or rolling figure is its latest.")
        if kind == "flow" and unit_class == "duration":     # hours that were worked, or closed
            hint += (" Where it is time that adds up, give a unit of your own with kind = "
                     '"amount".')
        problems.append(Problem(place, f"a {kind} in {unit} does not add up over months.", hint))
    elif to_date in ("pooled", "annualised") and not (
            kind == "flow" and unit_class in ("percent", "rate")):
        problems.append(Problem(place, f"a {kind} in {unit} cannot be {to_date}.",
                                "Only a flow in per cent or a rate has numerators and denominators "
                                "to pool."))
    elif to_date == "annualised" and unit_class != "rate":
        problems.append(Problem(place, "a percentage cannot be annualised.", "Use pooled."))
    elif to_date == "latest" and kind == "flow":
        problems.append(Problem(place, "a flow's latest month is not its year to date.",
                                "Use sum for a count, pooled for a percentage, or leave it blank."))
    if judged == "year_to_date" and not to_date:
        problems.append(Problem(
            record.place("judged_on"), "there is no year to date to judge.",
            "Leave it blank, or say how the year to date is made."))


def _breaks(record: Record, year: YearKind, problems: list[Problem]) -> tuple[Month, ...]:
    """The months that new series begin in: of a quarter or a year that is given the first."""
    months = []
    cell = record.cells.get("breaks", "")
    for part in (cell.split(";") if isinstance(cell, str) else [cell]):
        if isinstance(part, str) and not part.strip():
            continue
        try:
            months.append(_first_month(part, year))
        except ValueError as fault:
            problems.append(Problem(record.place("breaks"), f"{fault}.",
                                    "Give the month a new series begins in, such as "
                                    "2022-04; join several with ;."))
    return tuple(sorted(set(months)))


def _first_month(cell: object, year: YearKind) -> Month:
    """The month in the cell, or the first of its quarter, half, term or year; raises ValueError."""
    try:
        return parse_month(cell)
    except ValueError:
        for step in (3, 4, 6, 12):
            with suppress(ValueError):
                return parse_period(cell, step, "academic" if step == 4 else year).back(step - 1)
        raise


def check_charts(grid: Grid, known: Dictionary, problems: list[Problem]) -> None:
    """Problems for charts that cannot be drawn of such an indicator, whatever its figures."""
    compared = {benchmark.indicator for benchmark in known.benchmarks}
    rows = {record.text("id"): record for record in records(grid, ("id",), REQUIRED + OPTIONAL, [])}
    for one in known.indicators:
        what, hint = {
            "cumulative": ("its months do not add up over a year.",
                           "It is for the kind cumulative, and for flows whose year to date is "
                           "their sum.") if not (
                one.kind == "cumulative" or one.year_to_date == "sum") or (
                one.frequency == "annual") else ("", ""),
            "stock": ("its inflow and outflow are no indicators.",
                      "Name both, and give each a row of its own.") if not (
                one.inflow in known and one.outflow in known) else ("", ""),
            "composition": ("it is no share of a composition.", "Fill in its composition.") if not (
                one.composition) else ("", ""),
            "comparison": ("it has no benchmark to be compared with.",
                           "Add a row to the benchmarks.") if one.id not in compared else ("", ""),
            "xmr": (f"a {one.kind} has no usual range.",
                    "It is for flows and stocks.") if one.kind not in (
                "flow", "stock") else ("", ""),
        }.get(one.chart, ("", ""))
        if what:
            problems.append(Problem(rows[one.id].place("chart"),
                                    f"the chart '{one.chart}' cannot be drawn: {what}", hint))


def dictionary(
    indicators: tuple[Indicator, ...], targets: tuple[Target, ...],
    benchmarks: tuple[Benchmark, ...], comparators: tuple[Comparator, ...] = (),
    untargeted: tuple[Untargeted, ...] = (),
) -> Dictionary:
    """The dictionary with indicators in the order of the sections' first appearance."""
    sections = {name: n for n, name in enumerate(dict.fromkeys(i.section for i in indicators))}
    ordered = sorted(indicators, key=lambda one: sections[one.section])
    aimed = {target.indicator for target in targets if target.kind in AIMS}

    def is_aim(target: Target) -> bool:
        return target.kind in AIMS or (target.kind == "budget" and target.indicator not in aimed)

    return Dictionary(tuple(ordered), tuple(filter(is_aim, targets)), benchmarks, comparators,
                      tuple(target for target in targets if not is_aim(target)), untargeted)
