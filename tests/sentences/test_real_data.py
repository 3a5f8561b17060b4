"""Twelve years of monthly referrals, for authorities of every kind: published ones, and ours.

Those of ../shared/data/dfe, which is not in the repository, are tried where they are there; made-up
ones of the same shape (`MADE_UP`) always are. Every figure that
is printed is worked out again here with fractions, from the published cells. A month is its number
since year 0 (year × 12 + month − 1), a financial year the number of its April.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise, takewhile
from math import floor
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from briefing.build import build

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "dfe"
REFERRALS = PUBLISHED / "monthly_referrals_2013_to_2024.csv"
POPULATION = PUBLISHED / "ons_mid-year_population_estimates_2012_to_2024.csv"
NAMES = ("April", "May", "June", "July", "August", "September", "October", "November", "December",
         "January", "February", "March")
CARDINALS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven",
             8: "eight", 9: "nine", 10: "ten", 12: "twelve"}
ORDINALS = {3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh"}
VOLUME, RATE = "referrals.volume", "referrals.rate"
DECIMALS = {VOLUME: 0, RATE: 1}
SYMBOLS = {"c": "[c]", "x": "[x]", "u": "[u]"}
# An authority's level, and its cells that have no number: as in the published rows.
MADE_UP = {
    "Ashbourne Vale": (240, {}),
    "Great Saltmarsh": (1_450, {}),
    "Little Wold": (14, {"2021-12": "c", "2022-01": "c"}),
    "Thornby": (95, {f"{year}-{month:02}": "x" for year in (2020, 2021) for month in range(1, 13)}),
    "Wick and Marle": (60, {"2022-09": "u", "2023-01": "c"}),
}
OUR_ENGLAND = "our England"
OURS = [
    ("Ashbourne Vale", "2023-01"),    # a plain month
    ("Ashbourne Vale", "2020-04"),    # the first month of a year
    ("Great Saltmarsh", "2020-03"),   # thousands; the last month of a year
    ("Little Wold", "2022-02"),       # last month is suppressed
    ("Little Wold", "2022-07"),       # last year has a suppressed month, this one has not
    ("Little Wold", "2022-01"),       # the month itself is suppressed
    ("Thornby", "2022-06"),           # no figures at all for two years
    ("Wick and Marle", "2023-03"),    # an unreliable month, and a suppressed one, this year
]  # fmt: skip
# the published statistics are not ours to commit: a clone elsewhere has none
CASES = OURS if not REFERRALS.exists() else [*OURS,
    ("Barnsley", "2023-01"),          # a mean of 246.5 rounds half up
    ("Birmingham", "2020-04"),        # thousands; the first month of a year
    ("Hackney", "2023-06"),           # no figures at all from April 2020 to March 2022
    ("Hampshire", "2023-05"),         # the year's figures are unreliable, the month's too
    ("Rutland", "2022-02"),           # last month is suppressed
    ("Wandsworth", "2022-07"),        # suppressed last year: 12 months and outturn, not this year
    ("Westminster", "2023-03"),       # suppressed this year: last year's outturn is whole
    ("York", "2019-11"),              # as many as in May: the highest since then
    ("City of London", "2024-03"),    # the month itself is suppressed
    ("City of London", "2019-11"),    # nothing is rated: the area opens with its largest change
    ("Stockport", "2023-08"),         # the end of six increases in a row
    ("Oxfordshire", "2023-08"),       # twelve months that met the target
    ("Derby", "2023-08"),             # twelve months that missed it
]  # fmt: skip


# ── what was published ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Area:
    """An area's cells by month, its published totals by year, its population by year."""

    referrals: dict[int, str]
    totals: dict[int, str]
    population: dict[int, int]
    region: str


def number_of(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def label(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def april(month: int) -> int:
    return month - (month - 3) % 12


def year_label(first: int) -> str:
    return f"{first // 12}/{(first // 12 + 1) % 100:02}"


def made_up(name: str) -> Area:
    """An authority's months, or those of the region or England that they add up to."""
    level, gaps = MADE_UP.get(name, (0, {}))
    first, last = number_of("2016-04"), number_of("2024-03")
    if name not in MADE_UP:
        parts = [made_up(one) for one in MADE_UP]
        totals = {year: str(sum(int(part.totals[year]) for part in parts))
                  for year in range(first, last, 12)}
        return Area({}, totals, {year: sum(part.population[year] for part in parts)
                                 for year in range(first, last, 12)}, "Region of the Wolds")
    # ups and downs without chance: a season, a trend, and a little that is neither
    counts = {m: level + level * ((m * 7) % 12 - 6) // 20 + level * (m - first) // 400
              + m * 13 % 7 * level // 60
              for m in range(first, last + 1)}
    cells = {m: gaps.get(label(m), str(count)) for m, count in counts.items()}
    return Area(cells, {year: str(sum(counts[m] for m in range(year, year + 12)))
                        for year in range(first, last, 12)},
                {year: level * 190 + (year * level) % 997 for year in range(first, last, 12)},
                "Region of the Wolds")


@cache
def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def area(name: str) -> Area:
    """What was published of an authority, a region or England; 2024 is the year 2023/24."""
    if name in MADE_UP or name == "Region of the Wolds" or name == OUR_ENGLAND:
        return made_up(name)

    def own(path: Path) -> list[dict[str, str]]:
        return [row for row in rows(path)
                if name == (row["la_name"] or row["region_name"] or row["country_name"])]

    years = {number_of(f"{int(row['time_period']) - 1}-04"): row for row in own(REFERRALS)}
    population = {number_of(f"{row['time_period']}-04"): int(row["population_estimate"])
                  for row in own(POPULATION)}
    return Area({first + n: row[month] for first, row in years.items()
                 for n, month in enumerate(NAMES)},
                {first: row["Referrals"] for first, row in years.items()}, population,
                next(row["region_name"] for row in years.values()))


# ── the report folder ───────────────────────────────────────────────────────────────────────────

INDICATORS = """\
id,section,title,subject,unit,decimals,kind,polarity,year_to_date,numerator,denominator
referrals.volume,Referrals,Referrals,number of referrals,count,0,flow,neutral,sum,,
referrals.rate,Referrals,Referrals per 10 000,rate of referrals,rate_per_10000,1,flow,lower,annualised,referrals.volume,population.under_18
"""  # noqa: E501 - a row is a line
REPORT = """\
[report]
length = "full"
title = "Referrals"
meeting = "Scrutiny"
date = 2024-09-10
author = "Performance"
period = "{period}"
name = "referrals"
"""


def benchmark(name: str, period: int) -> Fraction:
    """The rate of the last whole year, as one would publish it."""
    of_year = area(name)
    year = april(period) - 12
    return printed(Fraction(of_year.totals[year]) * 10_000 / of_year.population[year], RATE)


def england(one: Area) -> str:
    """What the area's country is called here."""
    return OUR_ENGLAND if one.region == "Region of the Wolds" else "England"


def fill(folder: Path, name: str, period: str) -> None:
    """The folder: months as published, a year's population for each; England's rate as target."""
    found = area(name)
    year = year_label(april(number_of(period)) - 12)
    national, region = (shown(benchmark(one, number_of(period)), RATE).replace(",", "")
                        for one in (england(found), found.region))
    months = [f"{VOLUME},{label(m)},{cell}\npopulation.under_18,{label(m)},"
              f"{found.population[april(m)]}" for m, cell in found.referrals.items()]
    (folder / "report.toml").write_text(REPORT.format(period=period))
    (folder / "indicators.csv").write_text(INDICATORS)
    (folder / "values.csv").write_text("\n".join(["indicator,period,value", *months]))
    (folder / "benchmarks.csv").write_text(
        f"indicator,comparator,period,value\n{RATE},national,{year},{national}\n"
        f"{RATE},region,{year},{region}\n")
    (folder / "targets.csv").write_text(
        f"indicator,year,target\n{RATE},{year_label(april(number_of(period)))},{national}\n")


# ── every figure worked out again ───────────────────────────────────────────────────────────────


def printed(value: Fraction, indicator: str) -> Fraction:
    """Rounded half up."""
    scale = 10 ** DECIMALS[indicator]
    return Fraction(floor(value * scale + Fraction(1, 2)), scale)


def shown(value: Fraction, indicator: str) -> str:
    rounded = printed(value, indicator)
    return f"{Decimal(rounded.numerator) / rounded.denominator:,.{DECIMALS[indicator]}f}"


@dataclass(frozen=True)
class Reckoning:
    """One indicator of an area in a period; a figure is None where a month of it has none."""

    area: Area
    indicator: str
    period: int

    def over(self, first: int, last: int) -> Fraction | None:
        """The sum of these months, or their rate multiplied up to a year."""
        cells = [self.area.referrals.get(month, "") for month in range(first, last + 1)]
        if not all(cell.isdigit() for cell in cells):
            return None
        total = Fraction(sum(map(int, cells)))
        if self.indicator == VOLUME:
            return total
        return total * 10_000 * 12 / len(cells) / self.area.population[april(last)]

    def mean(self) -> Fraction | None:
        months = [self.over(m, m) for m in range(self.period - 11, self.period + 1)]
        return None if None in months else sum(filter(None, months), Fraction(0)) / 12

    def known(self) -> list[tuple[int, Fraction]]:
        """The months back from the period, as printed, up to the first without a figure."""
        found: list[tuple[int, Fraction]] = []
        while (value := self.over(month := self.period - len(found), month)) is not None:
            found.append((month, printed(value, self.indicator)))
        return found

    def record(self) -> str:
        """ "the lowest since August 2022", said where that is half a year ago or more.

        Of all months it is said where more than a year is known and there was nothing before.
        """
        (_, now), *before = self.known() or [(0, Fraction(0))]
        if not before or now == before[0][1]:
            return ""
        low = now < before[0][1]
        extreme = f"the {'lowest' if low else 'highest'}"
        since = next((m for m, then in before if (then <= now if low else then >= now)), None)
        if since is None:
            unknown = any(cell not in ("", "x", "z") for month, cell in self.area.referrals.items()
                          if month < before[-1][0])
            months = len(before) + 1
            return "" if unknown or months <= 12 else f"{extreme} in {months} months of figures"
        if self.period - since < 6:
            return ""
        year = f" {since // 12}" if april(since) != april(self.period) else ""
        return f"{extreme} since {NAMES[(since - 3) % 12]}{year}"

    def figures(self) -> dict[str, tuple[str, Fraction | None]]:
        """Every role but that of a month in a table: the period it is of, and its value."""
        now, start = self.period, april(self.period)
        known = [value for _, value in self.known()]
        ways = [(after > before) - (after < before) for after, before in pairwise(known)]
        run = len(list(takewhile(lambda way: way == ways[0], ways)))
        last_year, target = year_label(start - 12), benchmark(england(self.area), now)
        made = {
            "current": (label(now), self.over(now, now)),
            "previous": (label(now - 1), self.over(now - 1, now - 1)),
            "same_month_last_year": (label(now - 12), self.over(now - 12, now - 12)),
            "mean_12m": (label(now), self.mean()),
            "sum_12m": (label(now), self.over(now - 11, now)),
            "year_to_date": (label(now), self.over(start, now)),
            "year_to_date_last_year": (label(now - 12), self.over(start - 12, now - 12)),
            "outturn": (last_year, self.over(start - 12, start - 1)),
            "months_known": (label(now), Fraction(len(known))),
            "run": (label(now), Fraction(run)),
            "target": (year_label(start), target),
            "national": (last_year, target),
            "region": (last_year, benchmark(self.area.region, now)),
        }
        judged = made["current" if self.indicator == VOLUME else "year_to_date"][1]
        if judged is not None:
            made |= {f"gap.{role}": (label(now), abs(printed(judged, self.indicator)
                                                     - printed(value, self.indicator)))
                     for role, (_, value) in made.items() if value is not None}
        if len(known) > 1:
            made["change"] = (label(now), known[0] - known[1])
            made["change_in_per_cent"] = (label(now), abs(known[0] - known[1]) * 100 / known[1]
                                          if known[1] else None)
        if len(known) > 2:
            made["two_months_ago"] = (label(now - 2), self.over(now - 2, now - 2))
        year = self.known()[:12]
        if len(year) == 12:
            for role, pick in (("minimum_12m", min), ("maximum_12m", max)):
                month, value = pick(year, key=lambda found: found[1])
                made[role] = (label(month), value)
        made |= self.looked_back(made)
        low, high = self.usual()
        made |= {"usual_low": (label(now), low), "usual_high": (label(now), high),
                 "run_before": (label(now), self.run_before(ways)),
                 "periods_met": (label(now), self.periods_met(target))}
        return made

    def looked_back(self, made: dict[str, tuple[str, Fraction | None]]
                    ) -> dict[str, tuple[str, Fraction | None]]:
        """The same month furthest back, from two years to ten; the one highest or lowest of twelve
        months that the latest change leads away from; the size of changes, and in per cent."""
        now = self.period
        more: dict[str, tuple[str, Fraction | None]] = {
            "tolerance": (label(now), Fraction(10)), "sum_over": (label(now), Fraction(12)),
            "peak_over": (label(now), Fraction(min(12, len(self.known()))))}
        back = next((month for years in range(10, 1, -1)
                     if self.over(month := now - 12 * years, month) is not None), None)
        if back is not None:
            more["years_ago"] = (label(back), self.over(back, back))
            more["years_back"] = (label(now), Fraction((now - back) // 12))
        year = self.known()[:12]
        if len(year) > 3 and year[0][1] != year[1][1]:
            pick = max if year[0][1] < year[1][1] else min
            best = pick(value for _, value in year)
            months = [month for month, value in year if value == best]
            if len(months) == 1:
                more["peak"] = (label(months[0]), self.over(months[0], months[0]))
        if self.indicator == VOLUME:
            more["sum.12"] = (label(now), self.over(now - 11, now))
        for role in ("previous", "same_month_last_year", "year_to_date_last_year", "years_ago"):
            then = (made | more).get(role, ("", None))[1]
            later = made["year_to_date" if role == "year_to_date_last_year" else "current"][1]
            if then is not None and later is not None:
                first, last = (printed(value, self.indicator) for value in (then, later))
                more[f"change.{role}"] = (label(now), abs(last - first))
                if first:
                    more[f"per_cent.{role}"] = (
                        label(now), printed(abs(last - first) * 100 / first, RATE))
        return more

    def usual(self) -> tuple[Fraction | None, Fraction | None]:
        """The limits of an XmR chart of the months before, from 12 to 24 of them.

        They are the mean, and 2.66 times the mean of the moving ranges to either side, not below 0.
        """
        before = [self.over(month, month) for month, _ in self.known()[1:25]]
        months = [value for value in before if value is not None]
        ranges = [abs(a - b) for a, b in pairwise(months)]
        if len(months) < 12 or not any(ranges):
            return None, None
        mean = sum(months, Fraction(0)) / len(months)
        reach = Fraction(266, 100) * sum(ranges, Fraction(0)) / len(ranges)
        return max(mean - reach, Fraction(0)), mean + reach

    def run_before(self, ways: list[int]) -> Fraction | None:
        """How many changes went one way before the latest; None where it is not known of them all,
        or the latest went that way too."""
        earlier = list(takewhile(lambda way: way == ways[1], ways[1:]))
        if not earlier or ways[0] == ways[1] or len(earlier) == len(ways) - 1:
            return None
        return Fraction(len(earlier))

    def periods_met(self, target: Fraction) -> Fraction | None:
        """The last 12 months, where every one was at or under the target, or every one over it."""
        months = [value for _, value in self.known()[:12]]
        over = {value > target for value in months}
        return Fraction(12) if len(months) == 12 and len(over) == 1 else None

    def ended(self) -> str:
        """ "ending three increases in a row since April", said of three and more."""
        known = [value for _, value in self.known()]
        ways = [(after > before) - (after < before) for after, before in pairwise(known)]
        length = int(self.run_before(ways) or 0)
        if length < 3 or not ways[1]:
            return ""
        since = self.period - length - 1
        year = f" {since // 12}" if april(since) != april(self.period) else ""
        way = "increases" if ways[1] > 0 else "reductions"
        return f"ending {CARDINALS[length]} {way} in a row since {NAMES[(since - 3) % 12]}{year}"

    def rating(self) -> str:
        """Over its target by up to a tenth of it is amber."""
        figures = self.figures()
        target, to_date = figures["target"][1], figures["year_to_date"][1]
        if self.indicator == VOLUME or to_date is None or target is None:
            return "unrated"
        over = printed(to_date, RATE) - target
        return "green" if over <= 0 else "amber" if over <= target / 10 else "red"

    def lacks(self) -> bool:
        """It has a target, and no year to date to hold against it."""
        figures = self.figures()
        return figures["target"][1] is not None and figures["year_to_date"][1] is None


# ── the reports ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Report:
    """A built report: its two indicators worked out, its rows of figures, its words by format."""

    reckonings: dict[str, Reckoning]
    figures: list[dict[str, str]]
    words: dict[str, str]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case).replace(" ", ""))
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    name, period = request.param
    folder = tmp_path_factory.mktemp("report")
    fill(folder, name, period)
    assert build(folder).warnings == ()
    out = folder / "out" / f"referrals-{period}"
    with pypdfium2.PdfDocument(f"{out}.pdf") as pdf:
        pages = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    paragraphs = docx.Document(f"{out}.docx").element.body.iter(qn("w:p"))
    words = {"txt": Path(f"{out}.txt").read_text("utf-8"), "pdf": " ".join(pages.split()),
             "docx": "\n".join("".join(t.text or "" for t in p.iter(qn("w:t")))
                               for p in paragraphs)}
    return Report({one: Reckoning(area(name), one, number_of(period)) for one in DECIMALS},
                  rows(Path(f"{out}.figures.csv")), words)


def test_every_figure_is_worked_out_again(report: Report) -> None:
    ratings = Counter(one.rating() for one in report.reckonings.values())
    counts = ratings | Counter(indicators=2, rated=2 - ratings["unrated"])
    # with a target, and no figure to rate by it: a count of one or the other kind
    lacking = int(report.reckonings[RATE].lacks())
    counts |= Counter(missing=lacking, withheld=lacking)
    for row in report.figures:
        role, indicator = row["role"], row["indicator"]
        if not row["id"]:           # a mark of an axis
            continue
        if not row["value"]:        # a symbol in the figure's place
            month = number_of(row["period"])
            assert (role, report.reckonings[indicator].over(month, month)) == ("month", None), row
            continue
        if role.startswith("status."):
            assert row["value"] == str(counts[role.removeprefix("status.")]), row
            word = CARDINALS.get(int(row["value"]), "")     # as it begins a sentence
            assert row["text"] in {row["value"], word.capitalize()}, row
            continue
        one = report.reckonings[indicator]
        if row["place"].startswith("points.") and role == "year_to_date":
            month = number_of(row["period"])
            assert row["text"] == said(one.over(april(month), month), indicator, role), row
            continue
        if role == "round_number":      # the latest change passed it, or came to it
            least, most = sorted(value for _, value in one.known()[:2])
            assert least <= Fraction(row["value"]) <= most, row
            assert Fraction(row["value"]) % 50 == 0, row
            continue
        month = number_of(row["period"]) if role == "month" else 0
        known = one.figures() | {"month": (row["period"], one.over(month, month))}
        assert role in known, f"no way is known to work out '{role}'"
        period, value = known[role]
        assert value is not None, f"{row} takes in a month that has no figure"
        assert row["period"] == period, row
        if row["place"].startswith("points."):      # a point is drawn as it is printed
            value_shown = printed(value, indicator)
            assert Fraction(row["value"]) == value_shown, row
        else:
            assert abs(Fraction(row["value"]) - value) < Fraction(1, 10**15), row
        text = row["text"]
        if role == "change":    # of a rate, a sentence says what it is per
            text = text.removesuffix(" per 10,000")
        assert text == said(value, indicator, role), row


def said(value: Fraction, indicator: str, role: str) -> str:
    """The figure as a sentence or a table has it."""
    if role == "run":
        return ORDINALS[int(value)]
    if role in ("run_before", "years_back", "sum_over"):
        return CARDINALS[int(value)]
    if role in ("periods_met", "peak_over"):
        return str(value)
    if role == "change_in_per_cent" or role.startswith("per_cent."):
        return f"{shown(value, RATE)}%"
    if role == "tolerance":
        return f"{value}%"
    if role == "change":
        value = abs(value)      # "the reduction was 64"
    size = role.startswith("gap.") or (role.startswith("change.") and indicator == RATE)
    return shown(value, indicator) + (" per 10,000" if size else "")


@pytest.mark.parametrize("indicator", DECIMALS)
def test_a_figure_over_months_is_printed_where_every_month_is_there(
    report: Report, indicator: str
) -> None:
    """And nowhere else: the standing table has all of these that can be had."""
    roles = {row["role"] for row in report.figures if row["indicator"] == indicator}
    known = {role for role, (_, value) in report.reckonings[indicator].figures().items()
             if value is not None}
    over = {"year_to_date", "mean_12m", "outturn"} | ({"sum_12m"} if indicator == VOLUME else set())
    assert roles & over == known & over


def test_no_sum_gives_a_suppressed_month_away(report: Report) -> None:
    """Neither the published total of its year nor what the other months add up to is printed."""
    one = report.reckonings[VOLUME]
    now, start, cells = one.period, april(one.period), one.area.referrals
    totals = {start: one.area.totals[start], start - 12: one.area.totals[start - 12]}
    spans = ((start, now), (start, start + 11), (start - 12, start - 1), (now - 11, now))
    for first, last in spans:
        months = [cells.get(month, "") for month in range(first, last + 1)]
        if "c" not in months:
            continue
        rest = sum(int(cell) for cell in months if cell.isdigit())
        for total in {rest, int(totals.get(first, rest))}:
            # two digits would be found in any report: the City of London's 63 referrals of a year
            printed_as = re.compile(rf"(?<![\d.,]){total:,}(?!\d|[.,]\d)")
            assert total < 100 or not any(map(printed_as.search, report.words.values())), total


def test_the_months_table_has_each_figure_or_its_symbol(report: Report) -> None:
    for one in report.reckonings.values():
        row = ["Figure"]
        for month in range(one.period - 12, one.period + 1):
            value = one.over(month, month)
            row.append(SYMBOLS[one.area.referrals[month]] if value is None
                       else shown(value, one.indicator))
        for words in (report.words["txt"], report.words["docx"].replace("\n", " | ")):
            assert " | ".join(row) in words
        assert " ".join(row) in report.words["pdf"]


def test_a_record_is_claimed_where_it_is_one(report: Report) -> None:
    found = re.search(r"number of referrals \w+ from [^.]*?, "
                      r"(the \w+ (?:since \w+(?: \d{4})?|in \d+ months of figures))",
                      report.words["txt"])  # fmt: skip
    assert (found[1] if found else "") == report.reckonings[VOLUME].record()


def test_the_end_of_a_run_is_claimed_where_it_is_one(report: Report) -> None:
    found = re.search(r"number of referrals \w+ from [^.]*?(ending \w+ \w+ in a row since "
                      r"\w+(?: \d{4})?)", report.words["txt"])  # fmt: skip
    assert (found[1] if found else "") == report.reckonings[VOLUME].ended()


def test_a_usual_range_is_said_where_the_figure_lies_as_it_is_said(report: Report) -> None:
    one = report.reckonings[VOLUME]
    known, (low, high) = one.known(), one.usual()
    found = re.search(r"(within|above|below) its usual range of ([\d,]+) to ([\d,]+)",
                      report.words["txt"])
    if found is None:
        return
    assert low is not None
    assert high is not None
    assert (found[2], found[3]) == (shown(low, VOLUME), shown(high, VOLUME))
    now = known[0][1]
    way = ("above" if now > printed(high, VOLUME) else "below" if now < printed(low, VOLUME)
           else "within")
    assert found[1] == way
    assert abs(now - known[1][1]) * 5 >= known[1][1]    # said of a change of a fifth and more


def test_a_move_to_another_rating_is_said_where_there_is_one(report: Report) -> None:
    """Within a financial year: another year's target is another line."""
    now = report.reckonings[RATE]
    before = Reckoning(now.area, RATE, now.period - 1)
    moved = (april(before.period) == april(now.period) and now.over(before.period, before.period)
             is not None and "unrated" not in (now.rating(), before.rating())
             and now.rating() != before.rating())
    found = re.findall(r"Since (\w+), one has moved to (\w+) \(Referrals per 10 000\)\.",
                       report.words["txt"])
    assert found == ([(NAMES[(before.period - 3) % 12], now.rating())] if moved else [])


@pytest.mark.parametrize("written", ["txt", "pdf", "docx"])
def test_every_figure_is_read_back_as_often_as_it_is_printed(report: Report, written: str) -> None:
    # the words of sparklines stand in the text alone, the points of charts in none
    elsewhere = ("points.",) if written == "txt" else ("points.", "trend.")
    # ... nor do the marks of an axis and the names in a chart, which are no figures
    for text, times in Counter(row["text"] for row in report.figures if row["id"]
                               and not row["place"].startswith(elsewhere)).items():
        found = re.findall(rf"(?<![\d.,]){re.escape(text)}(?!\d|[.,]\d)", report.words[written])
        assert len(found) >= times, text
