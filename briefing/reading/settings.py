"""report.toml: what the report is called, for whom, and where its figures are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from briefing.amounts import Reason
from briefing.periods import Period, YearKind
from briefing.placing.names import name_fault
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.cells import PUBLISHED
from briefing.reading.own_comparators import OwnComparator, comparator_problems
from briefing.reading.own_ratings import Ratings, rating_problems
from briefing.reading.own_units import OwnUnit, unit_problems
from briefing.reading.tolerances import read_tolerance, tolerance_problem
from briefing.shapes import load, structure

FILE = "report.toml"
# What [symbols] can say that a mark means: why there is no figure, nought, or of what kind one is.
MEANINGS = (*(str(reason) for reason in Reason), "nought", "provisional", "estimated", "revised")
_EXAMPLES = {"title": "Monthly performance report", "meeting": "Scrutiny Committee",
             "author": "Performance officer"}  # fmt: skip
Edition = Literal["private", "public", "both"]
WordCharts = Literal["native", "pictures"]
Length = Literal["brief", "full"]
AreasColumn = Literal["rank", "quartile", "distance", "average", "region", "neighbours"]
AnyFrequency = Literal["", "monthly", "quarterly", "termly", "half_yearly", "annual"]


@dataclass(frozen=True, slots=True)
class Report:
    """[report]: the words of the header block and the choice of layout and sentence book.

    `period` is what it is of: "July 2022", "Q2 2024/25", "H1 2024/25", "autumn term 2024",
    "2024/25"; without it, the latest that the figures have of its `frequency`, which is that of the
    most frequent indicator where it is not given. `year` is the kind
    of year that its quarters and halves are parts of.
    `fields` are further words that a layout prints, by names of the layout's choosing; a list
    stands one a line. `exempt_paragraph` is that of Schedule 12A by which the private edition is
    exempt. `logo` is a picture in the report's folder, `logo_alt` what it shows.
    `charts` are native or pictures in the Word file; `own_charts` is the author's file of functions
    that draw charts, run only because it is named here. `length` is of the narrative: brief says
    what matters, full everything. With `spc` indicators are judged by control charts as well.
    """

    title: str
    meeting: str
    date: date
    author: str
    period: str = ""
    frequency: AnyFrequency = ""
    year: YearKind = "financial"
    council: str = ""
    layout: str = "barnsley-scrutiny"
    narrative: str = "childrens-social-care"
    edition: Edition = "private"
    name: str = ""
    running_title: str = ""
    page_note: str = ""
    attach_figures: bool = False    # figures.csv inside the PDF, which is PDF/A-3a then
    exempt_paragraph: str = ""
    logo: str = ""
    logo_alt: str = ""
    fields: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    charts: WordCharts = "native"
    own_charts: str = ""
    length: Length = "brief"
    spc: bool = False


@dataclass(frozen=True, slots=True)
class Files:
    """[files]: one workbook, or a CSV file for each table; "" when there is none.

    `ignore` are headings of columns that no table is read by: a rating of one's own, remarks.
    """

    workbook: str = ""
    indicators: str = ""
    values: str = ""
    targets: str = ""
    benchmarks: str = ""
    ignore: tuple[str, ...] = ()


Shape = Literal["", "long", "wide", "april_to_march", "dfe"]


@dataclass(frozen=True, slots=True)
class ValuesSource:
    """[values], or [[values]] once for each: a table of figures, its shape and what of it is read.

    `file` is a CSV file or workbook, or a pattern such as "monthly/*.csv"; "" is the file that
    [files] names. `columns` maps our names of columns (indicator, period, value, numerator,
    denominator, measure, year) to the table's; `where` keeps the rows whose columns hold these
    words; `indicators` maps the table's own names, of rows or of columns, to indicators;
    `indicator` is the one that the whole table is of. `shape` "" is recognised when unambiguous.
    `comparator` says that the figures are those of others: the newest of each indicator is its
    benchmark. `query` and `database` (an SQLAlchemy address) read from a database instead.
    """

    file: str = ""
    sheet: str = ""
    shape: Shape = ""
    columns: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    indicator: str = ""
    period: str = ""
    query: str = ""
    database: str = ""
    comparator: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """[[accept]]: a warning that the author has looked at, with the reason and the day.

    It is named by its `warning`, whole; or by its `kind` (see accepting.KINDS), for every
    `indicator` or one. It holds `until` a day, or for good.
    """

    reason: str
    date: date
    warning: str = ""
    kind: str = ""
    indicator: str = ""
    until: date | None = None       # type: ignore[valid-type]  # the class has a field `date`


@dataclass(frozen=True, slots=True)
class Rating:
    """[rating]: how far off its target an indicator is still amber; "" rates green and red only."""

    tolerance: str = "10%"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """[disclosure]: the rule by which a public edition withholds counts of people.

    `preset` names a ready-made rule; every other key takes the place of the preset's (see
    `disclosure.policy.Policy`). `editions` are those that it is kept in. `retired` are indicators
    that were published and are no more, nor under another id.
    """

    preset: str = "dfe"
    suppress_from: int | None = None
    suppress_to: int | None = None
    show_zero: bool | None = None
    denominators_to: int | None = None
    complements: bool | None = None
    round_to: int | None = None
    protection: int | None = None
    symbol: str | None = None
    seconds: int | None = None
    say_band: bool | None = None
    editions: tuple[Literal["private", "public"], ...] = ("public",)
    retired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """[word]: the council's own template, "" for ours, and which of its styles serve our roles."""

    template: str = ""
    styles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Approval:
    """[approval]: who must have agreed to a report before it can be final, by their names."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Areas:
    """[areas]: the areas that each have a report of their own, from one folder.

    `column` heads the column that names the area of a row in any table; a row without one is for
    all. `names` are the areas by the name of their folder, {leeds = "Leeds"}; without it they are
    those that the values name. `codes` are further spellings, {E08000035 = "leeds"}. `regions` and
    `neighbours` list areas, by a region's or an area's name; a region that is an area itself, and
    the `whole`, are what their areas add up to. `build` are those that `--areas all` builds, all
    where it is empty. `word` and `plural` are what an area is called. Fewer than `ranked_from`
    are not ranked; where it is 0 no area is set beside the others. `scorecard` are the columns
    of the scorecard that say how the area stands among the others, where they have a figure.
    """

    column: str = "area"
    names: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    regions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    neighbours: dict[str, tuple[str, ...]] = field(default_factory=dict)
    whole: str = ""
    build: tuple[str, ...] = ()
    word: str = "area"
    plural: str = "areas"
    ranked_from: int = 5
    scorecard: tuple[AreasColumn, ...] = ("rank", "average", "region", "neighbours")


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of report.toml. `symbols` say what marks in the figures' cells mean, `units` how
    figures of a council's own units are written, `comparators` whom it compares itself with,
    `ratings` its own bands.
    """

    report: Report
    files: Files = field(default_factory=Files)
    rating: Rating = field(default_factory=Rating)
    disclosure: Disclosure = field(default_factory=Disclosure)
    values: tuple[ValuesSource, ...] = ()
    accept: tuple[Accepted, ...] = ()
    word: Word = field(default_factory=Word)
    symbols: dict[str, str] = field(default_factory=dict)
    approval: Approval = field(default_factory=Approval)
    units: dict[str, OwnUnit] = field(default_factory=dict)
    comparators: dict[str, OwnComparator] = field(default_factory=dict)
    ratings: Ratings = field(default_factory=Ratings)
    areas: Areas | None = None

    @property
    def own_symbols(self) -> dict[str, str]:
        """The council's own marks, in small letters, and what each means."""
        return {symbol.strip().casefold(): meant.strip().casefold()
                for symbol, meant in self.symbols.items()}


_PERIOD_EXAMPLES: dict[AnyFrequency, str] = {
    "": '"2022-07" or "July 2022"; a quarter as "Q2 2022/23", a half as "H1 2022/23", a '
               'term as "autumn term 2022", a year as "2022/23"',
    "monthly": '"2022-07" or "July 2022"', "quarterly": '"Q2 2022/23"',
    "half_yearly": '"H1 2022/23"', "termly": '"autumn term 2022"', "annual": '"2022/23"'}


def asked_period(text: str, asked: Report, place: Place, problems: list[Problem]
                 ) -> Period | None:
    """The period that the report is to be of; None when it is left to the figures, or wrong.

    A month stands for the period that it ends where the settings give another frequency.
    """
    if not text:
        return None
    try:
        return Period.parse(text, asked.frequency or None, asked.year)
    except ValueError as fault:
        problems.append(Problem(place, f"{fault}.",
                                f"Give it as {_PERIOD_EXAMPLES[asked.frequency]}."))
        return None


def _of_its_year(settings: Settings, table: Mapping[str, object]) -> Settings:
    """The settings with the kind of year that `period` names, where `year` does not say one.

    A report of the "academic year 2023/24" or of "2024" has rows of such years.
    """
    report = table.get("report")
    if isinstance(report, Mapping) and "year" not in report and settings.report.period:
        with suppress(ValueError):      # which is told where the period is read
            asked = Period.parse(settings.report.period, settings.report.frequency or None)
            if asked.frequency in ("annual", "half_yearly", "quarterly"):
                return replace(settings, report=replace(settings.report, year=asked.kind))
    return settings


def read_settings(folder: Path, problems: list[Problem]) -> Settings | None:
    """The settings of the folder; None, with problems, when they are missing or faulty."""
    table = load(folder / FILE, problems, FILE)
    settings = structure(Settings, table, FILE, "", problems) if table is not None else None
    if settings is None or table is None:
        return None
    settings = _of_its_year(settings, table)
    place = Place(FILE, column="report.name")
    if settings.report.name and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}",
                                                 settings.report.name):
        problems.append(Problem(place, f"'{settings.report.name}' cannot name files.",
                                "Use letters, digits, dots, hyphens and underscores."))
    elif unfit := name_fault(settings.report.name.split(".", 1)[0]):
        problems.append(Problem(place, unfit, "Give the report another name."))
    for name in ("title", "meeting", "author"):
        if not getattr(settings.report, name).strip():
            problems.append(Problem(Place(FILE, column=f"report.{name}"), "it is empty.",
                                    f'Write it in quotes: {name} = "{_EXAMPLES[name]}".'))
    problems += _symbol_problems(settings)
    problems += unit_problems(settings.units, FILE)
    problems += comparator_problems(settings.comparators, FILE)
    problems += rating_problems(settings.ratings, FILE)
    try:
        read_tolerance(settings.rating.tolerance)
    except ValueError:
        problems.append(tolerance_problem(Place(FILE, column="rating.tolerance"),
                                          settings.rating.tolerance))
    return settings


def _symbol_problems(settings: Settings) -> Iterator[Problem]:
    """A problem for each mark that is a number, blank or another's, and each meaning that is none.
    """
    meanings: dict[str, str] = {}
    units = {words.strip().casefold(): name for name, own in settings.units.items()
             for words in (own.after, own.one or "", own.in_tables or "")}
    for symbol, meant in settings.symbols.items():
        place = Place(FILE, column=f"symbols.{symbol}")
        mark, meaning = symbol.strip().casefold(), meant.strip().casefold()
        if not mark or re.fullmatch(r"[-+£]?[\d.,]+%?", mark):
            yield Problem(place, "a number or a blank is no mark.",
                          'On the left stands what is in the cell: "n/a" = "not available".')
        elif meaning not in MEANINGS:
            yield Problem(place, f"'{meant}' is no meaning of a mark.",
                          did_you_mean(meant, MEANINGS) or f"It is one of {listed(MEANINGS)}.")
        elif PUBLISHED.get(mark, meaning) != meaning:
            yield Problem(place, f"'{symbol}' is the standard symbol for {PUBLISHED[mark]}, and is "
                          "printed so.", "Use another mark in the figures, or take this line out.")
        elif meanings.setdefault(mark, meaning) != meaning:
            yield Problem(place, f"it means {meanings[mark]} already: capitals make no other mark.",
                          "Use one mark for each meaning.")
        elif meaning in ("provisional", "estimated", "revised", "unreliable") and (
                mark in ("%", "£") or mark in units):
            unit = f"the unit {units[mark]}" if mark in units else "a unit"
            yield Problem(place, f"'{symbol}' stands after figures of {unit} too.",
                          "Use another mark in the figures: (e).")
