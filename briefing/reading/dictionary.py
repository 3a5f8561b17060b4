"""The tables Indicators, Targets and Benchmarks to the indicator dictionary."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime
from decimal import Decimal
from typing import cast, get_args

from briefing.amounts import UNITS, Reason
from briefing.indicators import (
    BESIDE,
    CHART_NAMES,
    Benchmark,
    Comparator,
    ComparatorKind,
    Dictionary,
    Disclosure,
    Frequency,
    Indicator,
    InYear,
    JudgedOn,
    Kind,
    Limits,
    Polarity,
    Target,
    TargetOf,
    YearToDate,
    usual_limits,
)
from briefing.periods import (
    PERIOD_WORDS,
    STEPS,
    Month,
    Year,
    YearKind,
    parse_month,
    parse_period,
)
from briefing.problems import Problem, did_you_mean, listed
from briefing.reading.cells import NO_SYMBOLS, NotANumber, Symbols, read_number, without_unit
from briefing.reading.grids import Grid, Record, records, text_of
from briefing.reading.limits import limits_problem, read_limits, unit_problem
from briefing.reading.settings import read_tolerance, tolerance_problem
from briefing.reading.terms import NO_TERMS, Terms

WEIGHTS = ("1", "1.25", "1.5")      # for whom it matters that it is told: see narrative/weighing
REQUIRED = ("id", "section", "title", "subject", "unit", "kind", "polarity")
OPTIONAL = ("decimals", "year_to_date", "numerator", "denominator", "note", "year", "tolerance",
            "judged_on", "zero", "plural", "breaks", "break_reason", "definition", "source",
            "owner", "frequency", "lag", "why", "checked_by", "review_date", "small_cohort",
            "comparators", "inflow", "outflow", "composition", "disclosure", "part_of",
            "chart", "range", "in_year", "weight", "was", "increments", "over")  # fmt: skip
# A target: its columns, and those that may be there.
TARGET_NEEDED = ("indicator", "year", "target")
TARGET_OPTIONAL = ("lower", "of", "in_year", "note")
_OVER = re.compile(r"(?:[2-9]|[1-9]\d) (?:months|quarters|terms|years)|1 year")
OWN_COMPARATOR = "say in report.toml who it is: [comparators.NAME] with its title"
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


def _choice(record: Record, column: str, allowed: tuple[str, ...], default: str,
            problems: list[Problem]) -> str:
    text = record.text(column).casefold() or default
    joined = text.replace("-", "_").replace(" ", "_")       # "half-yearly", "rolling 12"
    text = joined if joined in allowed else text
    if text not in allowed:
        shown = listed([f"'{a}'" for a in allowed if a])
        what = f"'{text}' is not one of {shown}." if text else f"it is empty; it is one of {shown}."
        problems.append(Problem(record.place(column), what,
                                did_you_mean(text, allowed) or "Write one of them."))
    return text


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
    kind = _choice(record, "kind", get_args(Kind), "", problems)
    polarity = _choice(record, "polarity", get_args(Polarity), "", problems)
    to_date = _choice(record, "year_to_date", get_args(YearToDate), "", problems)
    year = _choice(record, "year", get_args(YearKind), terms.year, problems)
    judged = _choice(record, "judged_on", get_args(JudgedOn), "", problems)
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
    breaks = _breaks(record, problems)
    frequency = _choice(record, "frequency", get_args(Frequency), terms.frequency, problems)
    if frequency == "termly" and year in ("financial", "calendar") and record.text("year"):
        problems.append(Problem(record.place("year"), f"a {year} year has no terms.",
                                "Give it the year academic, or leave it blank."))
    elif frequency == "termly":
        year = "academic"
    lag, small = (_whole(record, column, problems) for column in ("lag", "small_cohort"))
    review = _day(record, "review_date", problems)
    comparators = _comparators(record, terms, problems)
    disclosure = _choice(record, "disclosure", get_args(Disclosure), "", problems)
    chart = _choice(record, "chart", ("", *CHART_NAMES, *terms.charts), "", problems)
    plural = _choice(record, "plural", ("", "no", "yes"), "", problems) == "yes"
    limits = _limits(record, unit, problems)
    weight = Decimal(_choice(record, "weight", WEIGHTS, "1", problems))
    within = _in_year(record, problems)
    if within and (kind in ("stock", "rolling_12") or (kind == "flow" and to_date != "sum")):
        problems.append(Problem(
            record.place("in_year"), f"a {kind}{' in ' + unit if kind == 'flow' else ''} does not "
            "grow through the year, so no part of a year’s target is due by a month.",
            "Pro rata is for a cumulative, and for a flow whose year to date is its sum."))
    increments = _choice(record, "increments", ("", "no", "yes"), "", problems) == "yes"
    if increments and kind != "cumulative":
        problems.append(Problem(record.place("increments"), f"a {kind} has no increments.",
                                "It is for a cumulative count: by how much each month adds to it."))
    over = _over(record, kind, problems)
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
        over,
    )  # fmt: skip


def _unit(record: Record, terms: Terms, problems: list[Problem]) -> str:
    """The unit that the row names: one of ours, or one of the council's own."""
    text = record.text("unit")
    own = next((unit for name, unit in terms.units.items() if name.casefold() == text.casefold()),
               None)
    if own is not None:
        return own
    before = len(problems)
    unit = _choice(record, "unit", (*UNITS, *terms.units), "", problems)
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


def _in_year(record: Record, problems: list[Problem]) -> InYear:
    text = record.text("in_year").casefold().replace("_", " ").replace("-", " ")
    if text in ("", "pro rata"):
        return cast(InYear, text)
    problems.append(Problem(record.place("in_year"), f"'{text}' is not 'pro rata'.",
                            "Write pro rata where a year's target is due in equal parts month by "
                            "month, or leave it blank."))
    return ""


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
        problems.append(Problem(place, f"a {kind} in {unit} does not add up over months.",
                                "Only a flow of counts or money is summed; percentages are pooled, "
                                "and a stock, cumulative or rolling figure is its latest."))
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


def _breaks(record: Record, problems: list[Problem]) -> tuple[Month, ...]:
    months = []
    cell = record.cells.get("breaks", "")
    for part in (cell.split(";") if isinstance(cell, str) else [cell]):
        if isinstance(part, str) and not part.strip():
            continue
        try:
            months.append(parse_month(part))
        except ValueError as fault:
            problems.append(Problem(record.place("breaks"), f"{fault}.",
                                    "Give the month a new series begins in, such as "
                                    "2022-04; join several with ;."))
    return tuple(sorted(set(months)))


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


def unknown_indicator(record: Record, known: set[str]) -> Problem:
    """What is said, in any table, of an id that the dictionary does not have."""
    name = record.text("indicator")
    if not name:
        return Problem(record.place("indicator"), "it is empty.", "Give the indicator's id.")
    return Problem(record.place("indicator"), f"there is no indicator '{name}'.",
                   did_you_mean(name, known) or "Add it to the indicators, or mend its id.")


def _number(record: Record, column: str, one: Indicator, symbols: Symbols,
            problems: list[Problem]) -> Decimal | None:
    """The cell's number, in the unit and within the limits of the indicator's figures.

    None where it is blank, and with a problem where it is no number.
    """
    found = without_unit(record.cells.get(column, ""), UNITS[one.unit])
    try:
        reading = read_number(found, symbols)
    except NotANumber as fault:
        problems.append(Problem(record.place(column), fault.what, "Give a number such as 18.5."))
        return None
    if reading.of is not None:
        problems.append(Problem(record.place(column), f"'{text_of(found)}' gives two numbers, but "
                                "one is wanted.", "Give a number such as 18.5."))
        return None
    if reading.reason not in (None, Reason.MISSING):
        problems.append(Problem(record.place(column), f"'{text_of(found)}' says that there is none;"
                                " the row was not read.", "Take the row out until there is a "
                                "number.", warning=True))
    wrong = unit_problem(one, reading.mark, text_of(found), "value", record.place(column))
    if wrong is None and reading.number is not None:
        wrong = limits_problem(one, reading.number, record.place(column))
    if wrong is not None:
        problems.append(wrong)
        return None
    return reading.number


def read_targets(
    grid: Grid, indicators: dict[str, Indicator], problems: list[Problem],
    symbols: Symbols = NO_SYMBOLS,
) -> tuple[Target, ...]:
    """A target a row; problems for unknown indicators, years and numbers, and for two of a year."""
    found: dict[tuple[str, Year | Month], tuple[Target, int]] = {}
    for record in records(grid, TARGET_NEEDED, TARGET_OPTIONAL, problems):
        one = indicators.get(record.text("indicator"))
        if one is None:
            problems.append(unknown_indicator(record, set(indicators)))
            continue
        before = len(problems)
        value, lower = (
            _number(record, column, one, symbols, problems) for column in ("target", "lower"))
        if value is None and not record.text("target"):
            problems.append(Problem(record.place("target"), "it is empty.", "Give a number."))
        span = _span(record, one, problems)
        of, within = _of(record, one, span, problems), _in_year(record, problems)
        if within and span is not None:
            _check_in_year(record, one, span, of, problems)
        if value is None or span is None or len(problems) > before:
            continue
        ends = {"lower": lower == 0, "higher": value == 100 and one.unit_class == "percent"}
        if lower is not None and not ends.get(one.polarity, True):
            problems.append(Problem(
                record.place("lower"), f"'{one.id}' has a target range, but its polarity says that "
                f"{one.polarity} is better all the way.", "Give it the polarity range."))
            continue
        if lower is not None and lower > value:
            problems.append(Problem(record.place("lower"),
                                    f"the lower end {lower} is above the upper end {value}.",
                                    "Change the two round."))
            continue
        if (one.id, span) in found:
            problems.append(Problem(record.place("indicator"),
                                    f"'{one.id}' has a target for {span} already, "
                                    f"in row {found[one.id, span][1]}.", "Keep one of them."))
            continue
        found[one.id, span] = (Target(one.id, span, value, lower, of, within,
                                         months=_longer(record, one), row=record.row), record.row)
    return tuple(target for target, _ in found.values())


def _longer(record: Record, one: Indicator) -> int:
    """The months of the period that the target is of, where it is longer than the indicator's."""
    months = _period_months(record.text("of"))
    return months if months > one.step else 0


def _of(record: Record, one: Indicator, span: Year | Month | None, problems: list[Problem]
        ) -> TargetOf:
    """What the column `of` says that the target is of; problems for what cannot be meant."""
    text = record.text("of").casefold().replace(" ", "_")
    # a quarter is the period of a quarterly indicator, as a month is of a monthly one; of a monthly
    # one it is a period of a quarter's report
    text = "month" if _period_months(text) >= one.step else text
    place = record.place("of")
    if text not in get_args(TargetOf):
        problems.append(Problem(place, f"'{record.text('of')}' is not one of 'month', "
                                "'year_to_date' and 'year'.",
                                did_you_mean(text, [of for of in get_args(TargetOf) if of])
                                or "Write one of them, or leave it blank."))
        return ""
    of = cast(TargetOf, text)
    if not of or span is None or one.frequency == "annual":
        return of
    what, hint = "", ""
    if of == "year" and isinstance(span, Month):
        what, hint = (f"{span} is a month, so its target is not of the year.",
                      "Give year_to_date for what is due by its end, or the year in 'year'.")
    elif of == "month" and one.kind == "cumulative":
        what, hint = ("a cumulative figure is of the year so far, not of a month.",
                      "Give year for the whole year's, or a row for each month with year_to_date.")
    elif of != "month" and one.kind == "flow" and not one.year_to_date:
        what, hint = (f"'{one.id}' has no year to date to set beside it.",
                      "Say in the indicators how its year_to_date is made.")
    elif of == "year_to_date" and one.kind in ("stock", "rolling_12") and not one.year_to_date:
        what, hint = (f"'{one.id}' has no year to date to set beside it.",
                      "Leave it blank: each period's figure is set beside it.")
    elif of == "year_to_date" and isinstance(span, Year) and one.amounts_to and (
            one.kind == "cumulative" or one.year_to_date == "sum"):
        what, hint = ("what adds up over the year has another year to date each month.",
                      "Give year for the whole year's, or a row for each month.")
    if what:
        problems.append(Problem(place, what, hint))
    return of


_PERIODS = {word.replace(" ", "_"): STEPS[name] for name, word in PERIOD_WORDS.items()
            if name != "annual"}


def _period_months(text: str) -> int:
    """How many months a period of that name has: "quarter", "half_year"; 0 when it is none."""
    return _PERIODS.get(text.casefold().replace(" ", "_").replace("-", "_"), 0)


def _check_in_year(record: Record, one: Indicator, span: Year | Month, of: TargetOf,
                   problems: list[Problem]) -> None:
    place = record.place("in_year")
    if isinstance(span, Month) or of in ("month", "year_to_date"):
        problems.append(Problem(place, "only a whole year's target has a part pro rata.",
                                "Leave it blank."))
    elif one.frequency == "annual" or not (
            one.kind == "cumulative" or one.year_to_date == "sum"):
        problems.append(Problem(
            place, f"'{one.id}' does not grow through the year, so no part of its year's target is "
            "due by a month.",
            "Pro rata is for a cumulative, and for a flow whose year to date is its sum."))


def _span(record: Record, one: Indicator, problems: list[Problem]) -> Year | Month | None:
    """The year that a target is of, or the month of a trajectory."""
    try:
        return Year.parse(record.text("year"), one.year)
    except ValueError as fault:
        try:
            return parse_period(record.cells.get("year", ""), one.step, one.year)
        except ValueError:
            example = "2022" if one.year == "calendar" else "2022/23"
            problems.append(Problem(record.place("year"), f"{fault}.",
                                    f"Give the year as {example}, or the month of a trajectory as "
                                    "2022-07."))
            return None


def read_benchmarks(
    grid: Grid, indicators: dict[str, Indicator], problems: list[Problem],
    symbols: Symbols = NO_SYMBOLS, terms: Terms = NO_TERMS,
) -> tuple[Benchmark, ...]:
    """A benchmark a row, each with the period that it is of."""
    found: dict[tuple[str, str], tuple[Benchmark, int]] = {}
    needed = ("indicator", "comparator", "period", "value")
    for record in records(grid, needed, ("note", "source"), problems):
        one = indicators.get(record.text("indicator"))
        if one is None:
            problems.append(unknown_indicator(record, set(indicators)))
            continue
        comparator = _comparator(record, terms, problems)
        period = record.text("period")
        if not period:
            problems.append(Problem(record.place("period"), "it is empty.",
                                    "A comparison without its year misleads: give 2020/21."))
        kind, among = terms.kind_of(comparator), None
        if kind in BESIDE:
            value = _number(record, "value", one, symbols, problems)
        else:
            value, among = _among(record, kind, problems)
        if value is None or not period or not comparator:
            if value is None and not record.text("value"):
                problems.append(Problem(record.place("value"), "it is empty.", "Give a number."))
            continue
        if (one.id, comparator) in found:
            problems.append(Problem(record.place("indicator"),
                                    f"'{one.id}' has a benchmark for {comparator} already, "
                                    f"in row {found[one.id, comparator][1]}.", "Keep the newer."))
            continue
        found[one.id, comparator] = (Benchmark(one.id, comparator, period, value, among),
                                     record.row)
    order = {name: n for n, name in enumerate(terms.comparator_names)}
    return tuple(b for b, _ in sorted(found.values(), key=lambda f: order[f[0].comparator]))


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


def _among(record: Record, kind: ComparatorKind, problems: list[Problem]
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


def dictionary(
    indicators: tuple[Indicator, ...], targets: tuple[Target, ...],
    benchmarks: tuple[Benchmark, ...], comparators: tuple[Comparator, ...] = (),
) -> Dictionary:
    """The dictionary with indicators in the order of the sections' first appearance."""
    sections = {name: n for n, name in enumerate(dict.fromkeys(i.section for i in indicators))}
    ordered = sorted(indicators, key=lambda one: sections[one.section])
    return Dictionary(tuple(ordered), targets, benchmarks, comparators)
