"""Planted leaks: small reports that give a withheld count away, each a table and what it tells.

The same cases serve both ways: with primary suppression alone the attack must find the count, and
with the protection on it must not. A case is a line of figures for each series, oldest first, the
last in July 2022 where nothing else is said ("7/34" is a share of its denominator). `also` are
figures that no report of ours prints, `earlier` those of reports before: "name role period text".
"""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from briefing import shelves
from briefing.amounts import Reason
from briefing.attack.shown import Print, Shown
from briefing.disclosure.policy import Policy, presets
from briefing.document import Document
from briefing.findings import find
from briefing.history import Printed, Record
from briefing.indicators import Dictionary, Indicator
from briefing.layout import Layout, compose_report, read_layout
from briefing.measures import Measures, measure
from briefing.narrative.book import Book
from briefing.periods import Month, Period, parse_month
from briefing.prepared import read_book_named
from briefing.problems import Problem
from briefing.reading import ReportFolder, Settings
from briefing.reading.observations import Observation
from briefing.reading.settings import Report
from briefing.sums import Value
from briefing.writers.figures import figures_file
from tests.series import PLAIN, observed

DFE = presets()["dfe"]


def count(name: str, **changes: object) -> Indicator:
    """An indicator that counts children over each month."""
    return dataclasses.replace(PLAIN, **{
        "id": name, "section": "Area", "title": name.replace("_", " ").capitalize(),
        "subject": f"number of {name.replace('_', ' ')}"} | changes)  # type: ignore[arg-type]


def stock(name: str, **changes: object) -> Indicator:
    """An indicator that counts children at the end of each month."""
    return count(name, **{"kind": "stock", "year_to_date": ""} | changes)


def share(name: str, **changes: object) -> Indicator:
    """A percentage with one decimal."""
    return count(name, **{"unit": "percent", "decimals": 1, "year_to_date": "pooled",
                          "subject": f"percentage of {name.replace('_', ' ')}"} | changes)


def rate(name: str, above: str, **changes: object) -> Indicator:
    """A rate per 10,000 children of the area."""
    return count(name, **{"unit": "rate_per_10000", "decimals": 1, "year_to_date": "annualised",
                          "numerator": above, "denominator": "population",
                          "subject": f"rate of {name.replace('_', ' ')}"} | changes)


@dataclass(frozen=True)
class Leak:
    """A case: its figures by series, the count that is given away and what it can be.

    `told` is "name 2022-07: 3" or "name 2022-07: 1 to 2". With `shares` small shares are withheld
    too, and not their counts alone. `known` tells that the population is public.
    """

    name: str
    kind: str
    figures: Mapping[Indicator | str, str]
    told: str
    last: str = "2022-07"
    also: str = ""
    earlier: str = ""
    shares: bool = False
    known: bool = False
    policy: Policy = DFE

    @property
    def indicator(self) -> str:
        """Whose count it is."""
        return self.told.split()[0]

    @property
    def month(self) -> Month:
        """The month of the count."""
        return parse_month(self.told.split()[1].rstrip(":"))

    @property
    def range(self) -> tuple[int, int]:
        """What the count can be."""
        low, _, high = self.told.partition(": ")[2].partition(" to ")
        return int(low), int(high or low)

    @property
    def dictionary(self) -> Dictionary:
        """The indicators of the case."""
        return Dictionary(tuple(one for one in self.figures if isinstance(one, Indicator)))

    @property
    def observations(self) -> list[Observation]:
        """Every figure as a cell of the author's."""
        made = []
        for one, line in self.figures.items():
            name, step = (one.id, one.step) if isinstance(one, Indicator) else (one, 1)
            if line:
                made += observed(line, self.last, name, step)
        return made

    @property
    def measures(self) -> Measures:
        """All that is worked out, nothing withheld."""
        return measure(self.observations, self.dictionary, parse_month(self.last))

    @property
    def population(self) -> dict[tuple[str, Month], Decimal]:
        """The public population, where the case says that it is known."""
        return {(o.indicator, o.month): o.value for o in self.observations
                if self.known and o.indicator == "population" and o.value is not None}

    @property
    def records(self) -> tuple[Record, ...]:
        """The earlier public reports."""
        reports: dict[str, dict[str, Printed]] = {}
        for line in filter(None, map(str.strip, self.earlier.splitlines())):
            report, name, role, period, text = line.split(None, 4)
            reports.setdefault(report, {})[f"{name}:{role}:{period}"] = Printed(
                text.rstrip("%").replace(",", ""), (text,))
        return tuple(Record("Report", parse_month(month), "public", date(2022, 8, 1), {}, {}, found)
                     for month, found in sorted(reports.items()))


def primary_only(measures: Measures, policy: Policy, shares: bool) -> Measures:
    """The measures with each small count withheld and nothing for its sake."""
    kept = {}
    for name, one in measures.by_indicator.items():
        values = {month: _primary(one.indicator, value, policy, shares)
                  for month, value in one.values.items()}
        kept[name] = dataclasses.replace(one, values=values)
    return dataclasses.replace(measures, by_indicator=kept)


def _primary(one: Indicator, value: Value, policy: Policy, shares: bool) -> Value:
    if value.amount is None or one.disclosure == "exempt":
        return value
    counts = [value.amount] if one.unit == "count" else []
    if shares and value.numerator is not None and value.denominator is not None:
        counts = [value.numerator]
        counts += [value.denominator - value.numerator] * policy.complements
    small = any(policy.withholds(count) for count in counts)
    return Value(None, Reason.CONFIDENTIAL) if small else value


@cache
def standing() -> tuple[Book, Layout]:
    """The sentence book and the layout that the cases are told by."""
    problems: list[Problem] = []
    path = shelves.find("layouts", "barnsley-scrutiny", None)
    assert path is not None
    layout = read_layout(path, problems)
    assert layout is not None
    return read_book_named("childrens-social-care"), layout


def report_of(leak: Leak) -> ReportFolder:
    """The case as a report folder that was read."""
    settings = Settings(Report("Report", "Scrutiny", date(2022, 9, 13), "Officer", name="report"))
    return ReportFolder(Path(), settings, Period(parse_month(leak.last)), leak.dictionary,
                        tuple(leak.observations), (), ())


def document_of(leak: Leak, measures: Measures) -> Document:
    """The report of the measures, laid out as any other."""
    book, layout = standing()
    return compose_report(report_of(leak), find(measures), book, layout, "private").document


def printed_of(leak: Leak, measures: Measures) -> Print:
    """What the report of these measures prints, and what the case prints besides."""
    return with_besides(leak, figures_file(document_of(leak, measures)))


def with_besides(leak: Leak, table: bytes) -> Print:
    """The rows of figures.csv, and the case's own."""
    figures: list[Shown] = []
    withheld: list[Shown] = []
    for row in csv.DictReader(io.StringIO(table.decode())):
        if not row["id"]:       # a mark of an axis is no figure
            continue
        shown = Shown(row["indicator"], row["role"], row["period"], row["text"], row["place"],
                      row["value"])
        (figures if row["value"] else withheld).append(shown)
    return Print((*figures, *besides(leak.also)), tuple(withheld))


def besides(lines: str) -> Iterable[Shown]:
    """Figures written by hand: "name role period text"; a change has its sign."""
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, role, period, text = line.split(None, 3)
        yield Shown(name, role, period, text.lstrip("-") if role == "change" else text, "by hand",
                    text)


MONTHS = "months against year to date"
ROLLING = "rolling means and sums"
CHANGE = "change against previous and current"
SHARE = "percentage with a printed or known denominator"
RATE = "rate with the population"
STOCK = "stock against in and out"
WHOLE = "shares that add to 100"
PARTS = "breakdowns against totals"
AREAS = "areas against their region"
NARRATIVE = "narrative"
EARLIER = "earlier reports"

YEAR = "12 14 13 15 11 17 14 12"      # August to March, none of them small
LEAKS = (
    # ── months against year to date
    Leak("the latest month", MONTHS, {count("referrals"): "12 14 16 3"},
         "referrals 2022-07: 3"),
    Leak("a month in the middle", MONTHS, {count("referrals"): "12 3 14 16"},
         "referrals 2022-05: 3"),
    Leak("the first month of the year", MONTHS, {count("referrals"): "2 12 14 16"},
         "referrals 2022-04: 2"),
    Leak("two that can only be one each", MONTHS, {count("referrals"): "1 12 1 16"},
         "referrals 2022-06: 1"),
    Leak("two that share three", MONTHS, {count("referrals"): "1 12 2 16"},
         "referrals 2022-06: 1 to 2"),
    Leak("quarters of a year", MONTHS, {count("referrals", frequency="quarterly"): "12 14 3"},
         "referrals 2022-12: 3", last="2022-12"),
    Leak("a calendar year", MONTHS,
         {count("referrals", year="calendar"): "12 14 13 4 15 11 12"}, "referrals 2022-04: 4"),
    Leak("an academic year", MONTHS,
         {count("exclusions", year="academic"): "12 14 13 4 15 11"},
         "exclusions 2021-12: 4", last="2022-02"),
    Leak("the whole of a year in March", MONTHS,
         {count("referrals"): f"12 14 13 4 {YEAR}"}, "referrals 2021-07: 4", last="2022-03"),
    Leak("last year’s outturn", MONTHS,
         {count("referrals"): f"12 14 13 4 {YEAR} 19"}, "referrals 2021-07: 4", last="2022-04"),
    Leak("a share of months that are printed", MONTHS,
         {count("visits"): "30 34 36 40", count("late", year_to_date=""): "12 14 16 3",
          share("late_share", numerator="late", denominator="visits"): "12/30 14/34 16/36 3/40"},
         "late 2022-07: 3"),
    # ── rolling means and sums
    Leak("one of twelve beside their total", ROLLING, {count("plans"): f"3 {YEAR} 12 19 18"},
         "plans 2021-08: 3"),
    Leak("the average of little", ROLLING, {count("plans"): "1 1 0 1 2 0 1 1 1 1 1 7"},
         "plans 2021-11: 1 to 2"),
    Leak("twelve months less the year so far", ROLLING,
         {count("plans"): f"3 {YEAR} 2 19 18"}, "plans 2022-05: 2"),
    Leak("the average of shares of the same number", ROLLING,
         {count("reviews", year_to_date=""): " ".join(["40"] * 12),
          share("late_share", year_to_date="", denominator="reviews"):
              "10/40 12/40 14/40 3/40 9/40 8/40 12/40 11/40 15/40 12/40 9/40 13/40"},
         "late_share 2021-11: 3", shares=True),
    # ── change against previous and current
    Leak("a fall from a printed figure", CHANGE, {count("plans", year_to_date=""): "10 3"},
         "plans 2022-07: 3", also="plans change 2022-07 -7"),
    Leak("a rise to a printed figure", CHANGE, {count("plans", year_to_date=""): "4 12"},
         "plans 2022-06: 4", also="plans change 2022-07 8"),
    Leak("points beside a printed share", CHANGE,
         {count("reviews", year_to_date=""): "40 40",
          share("late_share", year_to_date="", denominator="reviews"): "12/40 3/40"},
         "late_share 2022-07: 3", shares=True, also="late_share change 2022-07 -22.5"),
    Leak("how far it is from last year", CHANGE,
         {count("plans", year_to_date=""): "0 14 13 12 16 12 15 11 19 18 17 14 4"},
         "plans 2022-07: 4", also="""plans same_month_last_year 2021-07 0
                                     plans gap.same_month_last_year 2022-07 4"""),
    # ── percentage with a printed or known denominator
    Leak("a share of a printed number", SHARE,
         {stock("plans"): "261 269", stock("over_two_years"): "10 3",
          share("over_two_years_share", kind="stock", year_to_date="", numerator="over_two_years",
                denominator="plans"): ""},
         "over_two_years 2022-07: 3"),
    Leak("a share with its n of N", SHARE,
         {stock("over_two_years"): "10 3",
          share("over_two_years_share", kind="stock", year_to_date="", small_cohort=50,
                numerator="over_two_years"): "10/42 3/41"},
         "over_two_years 2022-07: 3"),
    Leak("a share that rounds to nought", SHARE,
         {stock("contacts"): "3000 3000", stock("complaints"): "12 1",
          share("complaints_share", kind="stock", year_to_date="", numerator="complaints",
                denominator="contacts"): ""},
         "complaints 2022-07: 1"),
    Leak("those who are not among them", SHARE,
         {stock("reviews"): "40 40", stock("on_time"): "30 37",
          share("on_time_share", kind="stock", year_to_date="", numerator="on_time",
                denominator="reviews"): ""},
         "on_time_share 2022-07: 3", shares=True,
         policy=dataclasses.replace(DFE, complements=True)),
    Leak("a pooled share beside its counts", SHARE,
         {count("reviews", year_to_date="sum"): "40 40 40 40",
          count("late", year_to_date=""): "12 13 11 3",
          share("late_share", numerator="late", denominator="reviews", polarity="lower"): ""},
         "late 2022-07: 3"),
    Leak("a denominator told by another share", SHARE,
         {stock("boys"): "30 31", stock("girls"): "7 3",
          share("boys_share", kind="stock", year_to_date="", numerator="boys",
                denominator="children"): "",
          share("girls_share", kind="stock", year_to_date="", numerator="girls",
                denominator="children"): "", "children": "37 34"},
         "girls 2022-07: 3"),
    # ── rate with the population
    Leak("a rate of a public population", RATE,
         {stock("plans"): "8 3", rate("plans_rate", "plans", kind="stock", year_to_date=""): "",
          "population": "51630 51630"}, "plans 2022-07: 3", known=True),
    Leak("a population told by another rate", RATE,
         {stock("plans"): "261 269", rate("plans_rate", "plans", kind="stock", year_to_date=""): "",
          stock("deaths"): "8 3", rate("deaths_rate", "deaths", kind="stock", year_to_date=""): "",
          "population": "51630 51630"}, "deaths 2022-07: 3"),
    Leak("a month’s rate multiplied up to a year", RATE,
         {count("harm", year_to_date=""): "12 14 16 3", rate("harm_rate", "harm",
                                                             year_to_date=""): "",
          "population": "51630 51630 51630 51630"}, "harm 2022-07: 3", known=True),
    Leak("the year’s rate", RATE,
         {count("harm", year_to_date=""): "12 14 16 3",
          rate("harm_rate", "harm", decimals=2): "", "population": "51630 51630 51630 51630"},
         "harm 2022-07: 3", known=True),
    # ── stock against in and out
    Leak("who came in", STOCK,
         {stock("proceedings", inflow="new", outflow="concluded"): "90 88",
          count("new", year_to_date=""): "8 4", count("concluded", year_to_date=""): "7 6"},
         "new 2022-07: 4"),
    Leak("who left", STOCK,
         {stock("proceedings", inflow="new", outflow="concluded"): "90 94",
          count("new", year_to_date=""): "8 7", count("concluded", year_to_date=""): "7 3"},
         "concluded 2022-07: 3"),
    Leak("who is left", STOCK,
         {stock("proceedings", inflow="new", outflow="concluded"): "10 4",
          count("new", year_to_date=""): "8 6", count("concluded", year_to_date=""): "7 12"},
         "proceedings 2022-07: 4"),
    Leak("in and out through the year to date", STOCK,
         {stock("proceedings", inflow="new", outflow="concluded"): "90 92 95 93",
          count("new"): "8 9 8 4", count("concluded", year_to_date=""): "7 7 5 6"},
         "concluded 2022-06: 5"),
    # ── shares that add to 100
    Leak("the last of three shares", WHOLE,
         {stock("children"): "40 40",
          share("at_home", kind="stock", year_to_date="", composition="where",
                denominator="children"): "25/40 26/40",
          share("with_others", kind="stock", year_to_date="", composition="where",
                denominator="children"): "8/40 11/40",
          share("elsewhere", kind="stock", year_to_date="", composition="where",
                denominator="children"): "7/40 3/40"},
         "elsewhere 2022-07: 3", shares=True),
    Leak("the last of three shares of an unprinted number", WHOLE,
         {stock("at_home"): "25 26",
          share("at_home_share", kind="stock", year_to_date="", composition="where",
                numerator="at_home"): "25/40 26/40",
          share("with_others", kind="stock", year_to_date="", composition="where"): "8/40 11/40",
          share("elsewhere", kind="stock", year_to_date="", composition="where"): "7/40 3/40"},
         "elsewhere 2022-07: 3", shares=True),
    # ── breakdowns against totals
    Leak("one part of a total", PARTS,
         {count("exclusions", year_to_date=""): "30 27",
          count("primary", year_to_date="", part_of=("exclusions",)): "9 4",
          count("secondary", year_to_date="", part_of=("exclusions",)): "21 23"},
         "primary 2022-07: 4"),
    Leak("two parts of one each", PARTS,
         {count("exclusions", year_to_date=""): "30 27",
          count("infant", year_to_date="", part_of=("exclusions/phase",)): "6 1",
          count("junior", year_to_date="", part_of=("exclusions/phase",)): "9 1",
          count("secondary", year_to_date="", part_of=("exclusions/phase",)): "15 25"},
         "junior 2022-07: 1"),
    Leak("a part of a part", PARTS,
         {count("exclusions", year_to_date=""): "30 31",
          count("primary", year_to_date="", part_of=("exclusions",)): "9 5",
          count("infant", year_to_date="", part_of=("primary",)): "0 2",
          count("junior", year_to_date="", part_of=("primary",)): "9 3",
          count("secondary", year_to_date="", part_of=("exclusions",)): "21 26"},
         "primary 2022-07: 5"),
    Leak("two breakdowns of one total", PARTS,
         {count("plans", year_to_date=""): "30 20",
          count("boys", year_to_date="", part_of=("plans/sex",)): "16 16",
          count("girls", year_to_date="", part_of=("plans/sex",)): "14 4",
          count("under_five", year_to_date="", part_of=("plans/age",)): "18 12",
          count("over_five", year_to_date="", part_of=("plans/age",)): "12 8"},
         "girls 2022-07: 4"),
    Leak("a part by the other parts’ year to date", PARTS,
         {count("plans"): "30 20 24 25", count("boys", part_of=("plans",)): "16 16 14 13",
          count("girls", year_to_date="", part_of=("plans",)): "14 4 10 12"},
         "girls 2022-05: 4"),
    # ── areas against their region
    Leak("one area of a region", AREAS,
         {count("region", year_to_date=""): "60 52",
          count("north", year_to_date="", part_of=("region",)): "20 25",
          count("south", year_to_date="", part_of=("region",)): "22 24",
          count("east", year_to_date="", part_of=("region",)): "18 3"},
         "east 2022-07: 3"),
    Leak("two areas, one by its year", AREAS,
         {count("region", year_to_date=""): "60 62 58 52",
          count("north", year_to_date="", part_of=("region",)): "40 40 39 48",
          count("south", part_of=("region",)): "11 12 10 1",
          count("east", year_to_date="", part_of=("region",)): "9 10 9 3"},
         "east 2022-07: 3"),
    # ── narrative and scorecard
    Leak("the year’s high, said in a sentence", NARRATIVE,
         {count("plans", year_to_date=""): "0 0 0 4 0 0 0 0 0 0 0 0"},
         "plans 2021-11: 4", also="plans maximum_12m 2021-11 4"),
    Leak("when it was last as low", NARRATIVE,
         {count("plans", year_to_date=""): "9 8 3 12 10"},
         "plans 2022-05: 3", also="plans last_at_or_below 2022-05 3"),
    Leak("the same month last year", NARRATIVE,
         {count("plans", year_to_date=""): "3 14 13 12 16 12 15 11 19 18 17 14 12"},
         "plans 2021-07: 3", also="plans same_month_last_year 2021-07 3"),
    # ── earlier reports
    Leak("it was printed last month", EARLIER, {count("plans", year_to_date=""): "9 4 12"},
         "plans 2022-06: 4", earlier="2022-06 plans current 2022-06 4"),
    Leak("the year to date of last month", EARLIER, {count("plans"): "12 14 16 3"},
         "plans 2022-07: 3", earlier="2022-06 plans year_to_date 2022-06 42"),
    Leak("last month’s twelve months", EARLIER,
         {count("plans", year_to_date=""): f"9 {YEAR} 14 12 18 3"},
         "plans 2022-07: 3", earlier="2022-06 plans sum_12m 2022-06 161",
         also="plans sum_12m 2022-07 155"),
    Leak("the number beneath it, a month ago", EARLIER,
         {stock("over_two_years"): "10 3", share("over_two_years_share", kind="stock",
          year_to_date="", numerator="over_two_years"): "10/261 3/269"},
         "over_two_years 2022-07: 3",
         earlier="2022-07 over_two_years_share denominator 2022-07 269"),
)  # fmt: skip
