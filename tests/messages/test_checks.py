"""What figures say against each other: faulty folders on the left, what is said on the right.

`FAULTS` end in errors, `NOTICES` in warnings alone; `QUIET` are sound, however much they look like
one of them. All have the form of the tables in test_faults.py.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.amounts import rounded
from briefing.history import Printed, Record, record_file
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month, month_range, parse_month
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.checks import Checked, check_figures
from briefing.reading.checks.comparators import last_month
from briefing.reading.checks.outliers import far_outside
from briefing.reading.checks.percentages import nearest_percentages
from briefing.reading.checks.series import in_order, spans
from briefing.reading.grids import Grid
from briefing.reading.observations import Observation

Files = dict[str, "str | bytes | None"]

COLUMNS = ("id", "section", "title", "subject", "unit", "decimals", "kind", "polarity",
           "year_to_date", "numerator", "denominator", "inflow", "outflow", "composition",
           "frequency", "breaks", "lag", "part_of", "disclosure")  # fmt: skip
REPORT = """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = 2022-09-13
author = "Performance officer"
"""
LEVEL = "20 22 19 21 20 23 18 20 21 22 19 20"    # a year of ordinary months
SHARE = "80.1 82.2 79.9 81.4 80.6 83.3 78.8 80.5 81.7 82.1 79.2 80.3"


def indicator(name: str, unit: str = "count", kind: str = "flow", polarity: str = "neutral",
              section: str = "Referrals", **more: str) -> str:
    """A row of the dictionary."""
    cells = {"id": name, "section": section, "title": name, "subject": f"number of {name}",
             "unit": unit, "kind": kind, "polarity": polarity} | more
    return ",".join(cells.get(column, "") for column in COLUMNS)


def series(name: str, figures: str, last: str = "2022-07") -> list[str]:
    """Rows of values, one a month up to the last: "12 3/4 30/ -": a count, a pair, a value and
    its denominator; - has no row, ? has a blank cell."""
    cells = figures.split()
    months = month_range(parse_month(last).back(len(cells) - 1), parse_month(last))
    rows = []
    for month, cell in zip(months, cells, strict=True):
        above, _, below = cell.partition("/")
        if above.endswith(":"):
            rows.append(f"{name},{month},{above[:-1]},,{below}")
        elif below:
            rows.append(f"{name},{month},,{above},{below}")
        elif cell != "-":
            rows.append(f"{name},{month},{cell.strip('?').replace('_', ' ')},,")
    return rows


def folder(indicators: list[str], *values: list[str], report: str = "", **tables: str) -> Files:
    """A report folder of these rows; of each of the other tables, its rows."""
    heads = {"targets": "indicator,year,target", "benchmarks": "indicator,comparator,period,value"}
    files: Files = {
        "report.toml": REPORT + report,
        "indicators.csv": "\n".join([",".join(COLUMNS), *indicators]),
        "values.csv": "\n".join(["indicator,period,value,numerator,denominator",
                                 *(row for rows in values for row in rows)]),
    }
    return files | {f"{name}.csv": f"{heads[name]}\n{rows}" for name, rows in tables.items()}


PUBLISHED = Record("Monthly report", parse_month("2022-06"), "private", date(2022, 8, 2), {}, {},
                   {"referrals:current:2022-06": Printed("190", ("190",)),
                    "referrals:month:2022-05": Printed("185", ("185",)),
                    "referrals:year_to_date:2022-06": Printed("1", ("1",)),
                    "gone:current:2022-06": Printed("7", ("7",)),
                    "referrals:current:2022/23": Printed("8", ("8",))})  # fmt: skip


def history(record: Record = PUBLISHED, **changed: object) -> Files:
    """history/ with the record, some of its parts changed."""
    fields = {name: getattr(record, name) for name in (
        "title", "month", "edition", "published", "outputs", "inputs", "figures")}
    made = Record(**(fields | changed))    # type: ignore[arg-type]
    return {f"history/{made.name}": record_file(made)}


def spoilt(was: str, becomes: str) -> Files:
    """A sound folder whose record of June had a part of its text changed."""
    text = record_file(PUBLISHED).decode()
    assert was in text
    return REFERRALS | {"history/2022-06-private.json": text.replace(was, becomes, 1)}


def sha256(file: str | bytes | None) -> str:
    assert isinstance(file, str)
    return hashlib.sha256(file.encode()).hexdigest()


REFERRALS = folder([indicator("referrals")], series("referrals", "185 190 200"))
SHARES = [indicator(name, "percent", "stock", "neutral", "Schools", composition="schools")
          for name in ("good", "less", "none")]  # fmt: skip
CASES = [indicator("open", kind="stock", inflow="new", outflow="closed"), indicator("new"),
         indicator("closed")]  # fmt: skip
AGES = [indicator("cases"), indicator("under_5", part_of="cases/age"),
        indicator("over_5", part_of="cases/age; children")]  # fmt: skip
TWO = [indicator("started", "percent", section="Plans"),
       indicator("ended", "percent", section="Plans")]  # fmt: skip
YEARLY = [indicator("monthly", "percent", "flow", "higher", numerator="done", denominator="due"),
          indicator("yearly", "percent", "flow", "higher", numerator="done", denominator="due",
                    frequency="annual")]  # fmt: skip
PARTS = [*series("done", "1", "2021-03"), *series("due", "2", "2021-03")]
YEAR_OF_MONTHS = series("monthly", SHARE, "2022-03")
SPOILT = "Put it back from a copy, or take it out and let its figures not be compared."

FAULTS: dict[str, tuple[Files, list[str]]] = {
    # ── months ───────────────────────────────────────────────────────────────────────────────────
    "months that have not begun": (
        folder([indicator("referrals"), indicator("plans")],
               series("referrals", "20 21 22", "2022-11"), series("plans", "9 8", "2022-11")),
        ["values.csv, row 3, column value: 'referrals' and 'plans' have figures for October 2022 "
         "to November 2022, but the report is of 13 September 2022. Mend the month, or the date "
         "in report.toml."]),
    "a month of many that has not begun": (
        folder([indicator(name) for name in "abcdef"],
               *(series(name, "9 8", "2022-10") for name in "abcdef")),
        ["values.csv, row 3, column value: 'a', 'b', 'c', 'd' and 2 more have figures for October "
         "2022, but the report is of 13 September 2022. Mend the month, or the date in "
         "report.toml."]),
    # ── percentages ──────────────────────────────────────────────────────────────────────────────
    "a percentage that no count gives": (
        folder([indicator("plans", "percent")], series("plans", "33.3:/3 33:/3 33.4:/3")),
        ["values.csv, row 4, column value: no whole number out of 3 is 33.4 per cent; the "
         "nearest are 33.3 and 66.7. Mend the value or the denominator."]),
    "fractions for percentages": (
        folder([indicator("plans", "percent", polarity="higher")],
               series("plans", "0 0.9 0.85 0.875")),
        ["values.csv, row 3, column value: every figure of 'plans' is at most 1 per cent. "
         "Percentages are given as 12.5, not as 0.125."]),
    "fractions beside a target": (
        folder([indicator("plans", "percent", polarity="lower")],
               series("plans", "0.2 0.15 0.175"), targets="plans,2022/23,18"),
        ["targets.csv, row 2, column target: the target 18.0% of 'plans' is 103 times above its "
         "usual figure, 0.2%. Give it in the same unit as the figures.",
         "values.csv, row 2, column value: every figure of 'plans' is at most 1 per cent. "
         "Percentages are given as 12.5, not as 0.125."]),
    "fractions beside a benchmark": (
        folder([indicator("plans", "percent", polarity="lower")],
               series("plans", "0.2 0.15 0.175"), benchmarks="plans,national,2020/21,18"),
        ["values.csv, row 2, column value: every figure of 'plans' is at most 1 per cent. "
         "Percentages are given as 12.5, not as 0.125."]),
    # ── sums ─────────────────────────────────────────────────────────────────────────────────────
    "a stock unlike its flows": (
        folder(CASES, series("open", "90 93 95"), series("new", "7 8 9"),
               series("closed", "6 5 8")),
        ["values.csv, row 4, column value: 95 is not 93 at the end of June 2022 + 9 in ('new') − "
         "8 out ('closed'), which is 94. Mend one of the four, or take the inflow and outflow out "
         "of the indicators."]),
    "a quarter's stock unlike its months' flows": (
        folder([indicator("open", kind="stock", inflow="new", outflow="closed",
                          frequency="quarterly"), *CASES[1:]],
               series("open", "90", "2022-03"), series("open", "95", "2022-06"),
               series("new", "7 8 9", "2022-06"), series("closed", "6 5 7", "2022-06")),
        ["values.csv, row 3, column value: 95 is not 90 at the end of Q4 21/22 + 24 in ('new') − "
         "18 out ('closed'), which is 96. Mend one of the four, or take the inflow and outflow "
         "out of the indicators."]),
    "shares of more than a whole": (
        folder(SHARES, series("good", "80.4 80.4"), series("less", "17.0 17.0"),
               series("none", "2.6 3.6")),
        ["values.csv, row 7, column value: the shares of 'schools' in July 2022 are 80.4 + 17.0 + "
         "3.6 = 101.0, not 100. Mend one of them, or take those out of the composition that are "
         "not parts of one whole."]),
    "a share of nothing else": (
        folder(SHARES[:1], series("good", "80.4 80.4")),
        ["values.csv, row 2, column value: 'good' is the only share of 'schools'. Give its other "
         "shares the same composition, or leave it blank."]),
    "parts of more than their total": (
        folder([*AGES, indicator("children"), indicator("adults", part_of="children")],
               series("cases", "20 21 22"), series("under_5", "8 [x] 9"),
               series("over_5", "13 13 13"), series("children", "19 19 19"),
               series("adults", "6 6 6")),
        ["values.csv, row 2, column value: the parts of 'cases/age' in May 2022 are 8 + 13 = 21, "
         "not 20. Mend one of them, or take part_of out of the indicators where the parts do not "
         "make up the total."]),
    "a part of nothing else": (
        folder(AGES[:2], series("cases", "20"), series("under_5", "20")),
        ["indicators.csv, row 3, column part_of: it is the only part of 'cases/age'. Give the "
         "other parts the same part_of, or leave it blank."]),
    "a share of people among shares of none": (
        folder([*SHARES[:2], indicator("none", "percent", "stock", "neutral", "Schools",
                                       composition="schools", disclosure="exempt")],
               series("good", "80"), series("less", "17"), series("none", "3")),
        ["indicators.csv, row 4, column disclosure: it is exempt, but 'good', another share of the "
         "same whole, is not. Either both count people or neither does: mark both alike."]),
    "a count from the start of the year that falls": (
        folder([indicator("exclusions", kind="cumulative")],
               series("exclusions", "11 3 5 [x] 4")),
        ["values.csv, row 6, column value: 'exclusions' counts from the start of the year, but it "
         "falls from 5 in May 2022 to 4 in July 2022. Mend one of the two, give the year that "
         "it starts anew with, or call its kind "
         "flow."]),
    "a year outside its months": (
        folder(YEARLY, PARTS, YEAR_OF_MONTHS, series("yearly", "84.0", "2022-03")),
        ["values.csv, row 16, column value: 84.0% for 2021/22 lies outside the figures of "
         "'monthly', which run from 78.8% to 83.3% in it. Mend one of them: a year’s figure is a "
         "mean of its months’."]),
    # ── comparators ──────────────────────────────────────────────────────────────────────────────
    "a benchmark of a period that is none": (
        folder([indicator("referrals")], series("referrals", "20 21"),
               benchmarks="referrals,national,latest,18"),
        ["benchmarks.csv, row 2, column period: 'latest' is not a period that the benchmark of "
         "'referrals' for England can be of. Give it as 2020/21, 2021, Q4 2020/21, March 2021 or, "
         "over several years, 2018 to 2021."]),
    # ── what was published ───────────────────────────────────────────────────────────────────────
    "a record that is not JSON": (
        REFERRALS | {"history/2022-06-private.json": "published"},
        ["history/2022-06-private.json: it is no record of a published report: it is not JSON. "
         f"{SPOILT}"]),
    "a record that is a list": (
        REFERRALS | {"history/2022-06-private.json": "[]"},
        ["history/2022-06-private.json: it is no record of a published report: 'the whole' is no "
         f"table. {SPOILT}"]),
    "a record without figures": (spoilt('"figures"', '"figurs"'),
        ["history/2022-06-private.json: it is no record of a published report: 'figures' is "
         f"missing. {SPOILT}"]),
    "a record without its title": (spoilt('"Monthly report"', "7"),
        ["history/2022-06-private.json: it is no record of a published report: 'title' is "
         f"missing. {SPOILT}"]),
    "a record of no day": (spoilt("2022-08-02", "2 August"),
        ["history/2022-06-private.json: it is no record of a published report: Invalid isoformat "
         f"string: '2 August'. {SPOILT}"]),
    "a record whose edited files are no list": (spoilt('"edited": []', '"edited": 1'),
        ["history/2022-06-private.json: it is no record of a published report: 'edited' is no "
         f"list. {SPOILT}"]),
    "a record with a figure that is none": (spoilt('"value": "190"', '"value": 190'),
        ["history/2022-06-private.json: it is no record of a published report: "
         f"'referrals:current:2022-06' has no value and text. {SPOILT}"]),
    "a record of another month": (spoilt('"2022-06"', '"2022-05"'),
        ["history/2022-06-private.json: it is no record of a published report: inside it is "
         f"called 2022-05-private.json. {SPOILT}"]),
    # ── acceptances ──────────────────────────────────────────────────────────────────────────────
    "an acceptance without its reason": (
        folder([indicator("referrals")], series("referrals", "20 - 21"), report="""[[accept]]
warning = \"\"\"warning: values.csv, row 9, column value: 'referrals' has no figure for June 2022.
  Add it, or say why there is none: [x] not available, [z] not applicable.\"\"\"
reason = " "
date = 2022-09-01
"""),
        ["report.toml, accept[1].reason: it is empty. Say why the warning is right and the "
         "figures stay as they are."]),
}

WHY_NONE = "Add it, or say why there is none: [x] not available, [z] not applicable."
TWINS = "Mend one of them, or accept it if both are right."
RESTATED = "Mend it, or accept it with the reason: the report says that it changed."

CLIMB = "100 200 300 400 500 600 700 800 900 1000 1100 1200"     # a year counted from its start
NOT_ANEW = ("it looks as if it never began anew. Give each year's figures from its own start, give "
            "the year that it starts anew with, or call its kind what it is: rolling_12, stock or "
            "flow.")

NOTICES: dict[str, tuple[Files, list[str]]] = {
    "a target that may be a month's or a year's": (
        folder([indicator("visits", polarity="higher")], series("visits", LEVEL),
               targets="visits,2022/23,60"),
        ["targets.csv, row 2, column target: it is not plain what the target 60 of 'visits' is of, "
         "the month, the year to date or the year, so nothing is rated by it. Say so in a column "
         "'of': month, year_to_date or year."]),
    "a year's target of a count of the month": (
        folder([indicator("visits", polarity="higher")], series("visits", LEVEL),
               targets="visits,2022/23,240"),
        ["targets.csv, row 2, column target: the target 240 of 'visits' is taken to be of the "
         "whole year: beside it a month's figures are small. It is judged when the year is over. "
         "Say in a column 'of' what it is of. It is judged only where the indicator's "
         "year_to_date is its sum."]),
    "a target that ends with its year": (
        folder([indicator("visits", polarity="higher")], series("visits", LEVEL),
               targets="visits,2021/22,20"),
        ["targets.csv, row 2, column target: 'visits' has a target for 2021/22, but none for "
         "2022/23: it is not rated any more. Add the row for 2022/23, or accept this if it has "
         "none now."]),
    "a cumulative that does not begin anew": (
        folder([indicator("ytd", kind="cumulative")],
               series("ytd", f"{CLIMB} 1300 1400", "2022-05")),
        ["values.csv, row 14, column value: 'ytd' counts from the start of the year, but its 1,300 "
         f"for April 2022 is not below the 1,200 of March 2022: {NOT_ANEW}"]),
    "a flow that is cumulative": (
        folder([indicator("contacts", year_to_date="sum")],
               series("contacts", f"{CLIMB} 100 200 300", "2022-06")),
        ["values.csv, row 14, column value: 'contacts' is a flow, but rises every month and drops "
         "each April: it looks counted from the start of the year. Call its kind cumulative if it "
         "is, else accept this."]),
    "a stock that is cumulative by calendar years": (
        folder([indicator("places", kind="stock")],
               series("places", "10 20 30 30 40 50 60 8 15 25 30", "2022-04")),
        ["values.csv, row 9, column value: 'places' is a stock, but rises every month and drops "
         "each January: it looks counted from the start of the year. Call its kind cumulative if "
         "it is, else accept this."]),
    "an outlier of an earlier month": (
        folder([indicator("contacts")],
               series("contacts", "100 104 98 102 97 103 101 99 105 960 102 100 98 103 101 97")),
        ["values.csv, row 11, column value: 960 for January 2022 is far outside the other figures "
         "of 'contacts' around it, 97 to 105. Mend it, or accept it with what happened."]),
    "an outlier of the first months": (
        folder([indicator("contacts")],
               series("contacts", "100 10 98 102 97 103 101 99 105 96 102 100 98 103")),
        ["values.csv, row 3, column value: 10 for July 2021 is far outside the other figures of "
         "'contacts' around it, 96 to 105. Mend it, or accept it with what happened."]),
    # ── months ───────────────────────────────────────────────────────────────────────────────────
    "gaps in a series": (
        folder([indicator("referrals")], series("referrals", "20 - 21 - - - 22 ? 23")),
        ["values.csv, row 3, column value: 'referrals' has no figure for December 2021, February "
         f"2022 to April 2022 and June 2022. {WHY_NONE}"]),
    "more gaps than are named": (
        folder([indicator("referrals")], series("referrals", "20 - 21 22 - 23 - - 24 - 25 - 26")),
        ["values.csv, row 3, column value: 'referrals' has no figure for August 2021, November "
         f"2021, January 2022 to February 2022, April 2022 and 1 more. {WHY_NONE}"]),
    "a gap in a population": (
        folder([indicator("referrals"), indicator("rate", "rate_per_10000", numerator="referrals",
                                                  denominator="people")],
               series("referrals", "20 21 22"), series("people", "50000 - 50000")),
        [f"values.csv, row 6, column value: 'people' has no figure for June 2022. {WHY_NONE}"]),
    "a quarter missing": (
        folder([indicator("referrals", frequency="quarterly")],
               series("referrals", "20", "2021-12"), series("referrals", "21", "2022-06")),
        ["values.csv, row 3, column value: 'referrals' has no figure for Q4 21/22. "
         f"{WHY_NONE}"]),
    # ── percentages ──────────────────────────────────────────────────────────────────────────────
    "percentages as small as fractions": (
        folder([indicator("exclusions", "percent", polarity="lower")],
               series("exclusions", "0.2 0 0.1 0.4")),
        ["values.csv, row 2, column value: every figure of 'exclusions' is at most 1 per cent. "
         "Percentages are given as 12.5, not as 0.125. If they are so small, accept this."]),
    "percentages and fractions": (
        folder([indicator("plans", "percent")], series("plans", "80 82 0.81 0.79 84")),
        ["values.csv, row 4, column value: 'plans' is at most 1 per cent for May 2022 to June "
         "2022, and 20 times larger otherwise. Percentages are given as 12.5, not as 0.125."]),
    # ── sums ─────────────────────────────────────────────────────────────────────────────────────
    "a stock unlike its provisional flows": (
        folder(CASES, series("open", "93 95"), series("new", "8 9_p"), series("closed", "5 8")),
        ["values.csv, row 3, column value: 95 is not 93 at the end of June 2022 + 9 in ('new') − "
         "8 out ('closed'), which is 94. Mend one of the four, or take the inflow and outflow out "
         "of the indicators."]),
    "parts of more than their total, provisionally": (
        folder([*AGES[:2], indicator("over_5", part_of="cases/age")], series("cases", "20 21"),
               series("under_5", "7 9_p"), series("over_5", "13 13")),
        ["values.csv, row 3, column value: the parts of 'cases/age' in July 2022 are 9 + 13 = 22, "
         "not 21. Mend one of them, or take part_of out of the indicators where the parts do not "
         "make up the total."]),
    "a cumulative percentage whose cases were counted anew": (
        folder([indicator("leavers", "percent", "cumulative")],
               series("leavers", "10/20 11/19")),
        ["values.csv, row 3, column value: 'leavers' counts from the start of the year, but its "
         "denominator falls from 20 in June 2022 to 19 in July 2022. Mend one of the two, or "
         "accept it when cases were counted anew."]),
    # ── targets and benchmarks ───────────────────────────────────────────────────────────────────
    "a target of 0": (
        folder([indicator("plans", "percent", polarity="higher")], series("plans", SHARE),
               targets="plans,2022/23,0"),
        ["targets.csv, row 2, column target: the target of 'plans' is 0. Leave the row out where "
         "there is no target."]),
    "targets a hundred times out": (
        folder([indicator("plans", "percent", polarity="higher")], series("plans", SHARE),
               targets="plans,2021/22,85\nplans,2022/23,0.85"),
        ["targets.csv, row 3, column target: the target 0.9% of 'plans' is 95 times below its "
         "usual figure, 80.6%. Give it in the same unit as the figures."]),
    "targets out of all reach": (
        folder([indicator("weeks", "weeks", polarity="lower"),
                indicator("plans", "percent", polarity="higher")],
               series("weeks", LEVEL), series("plans", SHARE),
               targets="weeks,2022/23,12\nplans,2021/22,12\nplans,2022/23,70\nplans,2023/24,12"),
        ["targets.csv, row 2, column target: the target 12.0 of 'weeks' was missed by every "
         "figure there is, and by far. Mend it or the polarity, or accept it if it is meant so.",
         "targets.csv, row 4, column target: the target 70.0% of 'plans' was met by every figure "
         "there is, and by far. Mend it or the polarity, or accept it if it is meant so."]),
    "a target of an indicator that is worked out": (
        folder([indicator("referrals"), indicator("rate", "rate_per_10000", polarity="lower",
                                                  numerator="referrals", denominator="people")],
               series("referrals", LEVEL), series("people", "24000 " * 12),
               targets="rate,2022/23,10000"),
        ["targets.csv, row 2, column target: the target 10,000.0 of 'rate' is 100 times above its "
         "usual figure, 100.0. Give it in the same unit as the figures."]),
    "a benchmark of long ago": (
        folder([indicator("referrals")], series("referrals", "20 21"),
               benchmarks="referrals,national,2019/20,18\nreferrals,region,2016-19,20"),
        ["benchmarks.csv, row 2, column period: the benchmark of 'referrals' for England is of "
         "2019/20, more than two years before July 2022. Give the newest that is published.",
         "benchmarks.csv, row 3, column period: the benchmark of 'referrals' for Region is of "
         "2016-19, more than two years before July 2022. Give the newest that is published."]),
    # ── figures far out ──────────────────────────────────────────────────────────────────────────
    "a nought too many": (
        folder([indicator("referrals")], series("referrals", f"{LEVEL} 190")),
        ["values.csv, row 14, column value: 190 for July 2022 is far outside what 'referrals' has "
         "been: 18 (January 2022) to 23 (December 2021) over the 12 figures before. Mend it, or "
         "accept it with what happened."]),
    "a digit lost": (
        folder([indicator("open", kind="stock")],
               series("open", "1020 1022 1019 1021 1020 1023 1018 1020 1021 1022 1019 1020 102")),
        ["values.csv, row 14, column value: 102 for July 2022 is far outside what 'open' has "
         "been: 1,018 (January 2022) to 1,023 (December 2021) over the 12 figures before. Mend "
         "it, or accept it with what happened."]),
    "a percentage of many cases that drops": (
        folder([indicator("visits", "percent", polarity="higher")],
               series("visits", "490/500 " * 6 + "495/500 " * 6 + "400/500")),
        ["values.csv, row 14, column value: 80.0% for July 2022 is far outside what 'visits' has "
         "been: 98.0% (July 2021) to 99.0% (January 2022) over the 12 figures before. Mend it, or "
         "accept it with what happened."]),
    "a rate that jumps": (
        folder([indicator("rate", "rate_per_10000")],
               series("rate", "40/50000 41/50000 " * 6 + "400/50000")),
        ["values.csv, row 14, column value: 960.0 for July 2022 is far outside what 'rate' has "
         "been: 96.0 (July 2021) to 98.4 (August 2021) over the 12 figures before. Mend it, or "
         "accept it with what happened."]),
    "months since the last report": (
        folder([indicator("referrals")], series("referrals", f"21 {LEVEL} 190 21"))
        | history(month=parse_month("2022-05"), figures={}),
        ["values.csv, row 15, column value: 190 for June 2022 is far outside what 'referrals' has "
         "been: 18 (December 2021) to 23 (November 2021) over the 13 figures before. Mend it, or "
         "accept it with what happened."]),
    "a late figure, when it is due": (
        folder([indicator("referrals"), indicator("late", lag="1")],
               series("referrals", "20 21"), series("late", f"{LEVEL} 190", "2022-06")),
        ["values.csv, row 16, column value: 190 for June 2022 is far outside what 'late' has "
         "been: 18 (December 2021) to 23 (November 2021) over the 12 figures before. Mend it, or "
         "accept it with what happened."]),
    # ── twins ────────────────────────────────────────────────────────────────────────────────────
    "a series pasted twice": (
        folder([indicator("referrals"), indicator("plans", section="Plans")],
               series("referrals", "20 21 22"), series("plans", "20 21 22")),
        ["values.csv, row 7, column value: the 3 figures of 'plans' are those of 'referrals'. Was "
         f"one of them pasted twice? {TWINS}"]),
    "two percentages alike two months running": (
        folder([indicator("started", "percent"), indicator("ended", "percent", section="Plans")],
               series("started", "26.0 25.5 27.7"), series("ended", "25.0 25.5 27.7")),
        ["values.csv, row 7, column value: 'ended' and 'started' are both 27.7% for July 2022, "
         f"and were equal before too. {TWINS}"]),
    "two percentages of a section alike to the decimal": (
        folder(TWO, series("started", "35/137 36/130"), series("ended", "16/148 33/119")),
        ["values.csv, row 5, column value: 'ended' and 'started' are both 27.7% for July 2022. "
         f"{TWINS}"]),
    # ── what was published ───────────────────────────────────────────────────────────────────────
    "a figure published otherwise": (
        folder([indicator("referrals")], series("referrals", "185 191 200")) | history(),
        ["values.csv, row 3, column value: 'referrals' was published as 190 for June 2022 and is "
         f"now 191. {RESTATED}"]),
    "more figures published otherwise than are named": (
        folder([indicator("referrals")], series("referrals", "1 2 3 4 5 200")) | history(figures={
            f"referrals:month:2022-{month:02}": Printed("180", ("180",))
            for month in range(2, 7)}),
        ["values.csv, row 6, column value: 'referrals' was published as 180 for June 2022 and is "
         "now 5, 180 for May 2022 and is now 4, 180 for April 2022 and is now 3, 180 for March "
         f"2022 and is now 2 and 1 more months differ. {RESTATED}"]),
    "a rate published otherwise": (
        folder([indicator("referrals"), indicator("rate", "rate_per_10000", numerator="referrals",
                                                  denominator="people")],
               series("referrals", "190 200"), series("people", "50000 50000"))
        | history(figures={"rate:current:2022-06": Printed("450", ("450.0",))}),
        ["values.csv, row 2, column value: 'rate' was published as 450.0 for June 2022 and is now "
         f"456.0. {RESTATED}"]),
    "a file that is no record": (
        REFERRALS | {"history/notes.json": "{}"},
        ["history/notes.json: it is not named as a record, and is not read. A record is named "
         "2022-07-private.json."]),
    # ── files ────────────────────────────────────────────────────────────────────────────────────
    "a figure that was published and is withheld now": (
        folder([indicator("referrals")], series("referrals", "9 4"), report='edition = "public"\n')
        | history(edition="public", figures={"referrals:month:2022-06": Printed("9", ("9",)),
                                             "referrals:current:2022-07": Printed("4", ("4",))}),
        ["values.csv, row 2, column value: 'referrals:month:2022-07' is withheld, but what was "
         "published before tells that it is 4: referrals:month:2022-07. It cannot be taken back; "
         "accept this warning with a reason, or correct what was published."]),
    "a figure that gives another away and was published": (
        folder([indicator("referrals", year_to_date="sum")], series("referrals", "9 4", "2022-05"),
               report='edition = "public"\n')
        | history(edition="public", month=parse_month("2022-05"), figures={
            "referrals:current:2022-04": Printed("9", ("9",)),
            "referrals:year_to_date:2022-05": Printed("13", ("13",))}),
        ["values.csv, row 2, column value: 'referrals:month:2022-05' is withheld, but what was "
         "published before tells that it is 4: referrals:year_to_date:2022-05. It cannot be taken "
         "back; accept this warning with a reason, or correct what was published."]),
    "a file of figures that is the same": (
        REFERRALS | history(inputs={"values.csv": sha256(REFERRALS["values.csv"]),
                                    "indicators.csv": sha256(REFERRALS["indicators.csv"])}),
        ["values.csv: it is the same as in the report of June 2022. Put the new figures in, or "
         "accept it if there are none."]),
    "commentary that is the same": (
        REFERRALS | {"commentary/referrals.md": "Why.", "commentary/summary.md": "Why.",
                     "commentary/background.md": "Why."}
        | history(inputs={f"commentary/{name}.md": sha256("Why.")
                          for name in ("referrals", "summary", "background")}),
        ["commentary/referrals.md: referrals.md and summary.md are the same as in the report of "
         "June 2022. See that it still holds, then accept this."]),
    "more commentary that is the same than is named": (
        folder([indicator(name) for name in "abcde"], *(series(name, "1 2") for name in "abcde"))
        | {f"commentary/{name}.md": "Why." for name in "abcde"}
        | history(inputs={f"commentary/{name}.md": sha256("Why.") for name in "abcde"},
                  figures={}),
        ["commentary/a.md: a.md, b.md, c.md, d.md and 1 more are the same as in the report of June "
         "2022. See that it still holds, then accept this."]),
    # ── acceptances ──────────────────────────────────────────────────────────────────────────────
    "an acceptance that is no longer needed": (
        folder([indicator("referrals")], series("referrals", "20 21"), report="""[[accept]]
warning = "values.csv: it is the same as in the report of May 2022."
reason = "So it was."
date = 2022-09-01
"""),
        ["report.toml, accept[1].warning: there is no such warning (any more). Take it out."]),
    "an acceptance of nearly the warning": (
        folder([indicator("referrals")], series("referrals", "20 - 21"), report=f"""[[accept]]
warning = "values.csv, row 2, column value: 'referrals' has no figure for May 2022. {WHY_NONE}"
reason = "So it was."
date = 2022-09-01
"""),
        ["report.toml, accept[1].warning: there is no such warning (any more). Did you mean "
         "'values.csv, row 3, column value: 'referrals' has no figure for June 2022. "
         f"{WHY_NONE}'?",
         f"values.csv, row 3, column value: 'referrals' has no figure for June 2022. {WHY_NONE}"]),
}

QUIET: dict[str, Files] = {
    "a cumulative that begins anew": folder(
        [indicator("ytd", kind="cumulative")], series("ytd", f"{CLIMB} 90 200 310 400")),
    "a first month above a year of next to none": folder(
        [indicator("ytd", kind="cumulative")],
        series("ytd", "1 1 2 2 3 3 3 3 4 4 4 5 4", "2022-04")),
    "a cumulative whose series broke": folder(
        [indicator("ytd", kind="cumulative", breaks="2022-04")], series("ytd", f"{CLIMB} 1300",
                                                                       "2022-04")),
    "a flow that grows": folder([indicator("contacts")],
                                series("contacts", "100 104 107 111 115 120 119 125 130 133 138")),
    "a season of every year": folder(
        [indicator("visits")], series("visits", f"{LEVEL} 60 {LEVEL} 61 21 20 19")),
    "a level that came to stay": folder(
        [indicator("visits")], series("visits", f"{LEVEL} " + LEVEL.replace("2", "9"))),
    "an outlier before the printed years": folder(
        [indicator("visits")], series("visits", f"{LEVEL} 960 {LEVEL} {LEVEL} {LEVEL}")),
    "months with a reason": folder([indicator("referrals")],
                                   series("referrals", "20 [x] 21 [z] [c] 22")),
    "blank months to come": folder([indicator("referrals")],
                                   series("referrals", "20 21 ? ? ?", "2022-11")),
    "the month that the report is of": folder([indicator("referrals")],
                                              series("referrals", "20 21", "2022-09")),
    "percentages that counts give": folder([indicator("plans", "percent", decimals="1")],
                                           series("plans", "33.3:/3 67:/3 0:/7 100:/9 14.29:/7")),
    "two small percentages": folder([indicator("plans", "percent", polarity="higher")],
                                    series("plans", "0.5 0.8")),
    "small percentages with their pairs": folder([indicator("plans", "percent")],
                                                 series("plans", "1/300 2/310 1/305")),
    "a percentage that falls to under one": folder([indicator("plans", "percent")],
                                                   series("plans", "12 9 6 0.9")),
    "a stock with its flows": folder(CASES, series("open", "90 93 94"), series("new", "7 8 9"),
                                     series("closed", "6 5 8")),
    "a stock with a flow missing": folder(CASES, series("open", "90 93 99"),
                                          series("new", "7 8 [x]"), series("closed", "6 5 8")),
    "a stock counted anew": folder([indicator("open", kind="stock", inflow="new",
                                              outflow="closed", breaks="2022-07"), *CASES[1:]],
                                   series("open", "93 60"), series("new", "8 9"),
                                   series("closed", "5 8")),
    "a flow counted anew": folder([CASES[0], indicator("new", breaks="2022-07"), CASES[2]],
                                  series("open", "93 60"), series("new", "8 9"),
                                  series("closed", "5 8")),
    "a quarter's stock without a month's flow": folder(
        [indicator("open", kind="stock", inflow="new", outflow="closed", frequency="quarterly"),
         *CASES[1:]], series("open", "90", "2022-03"), series("open", "99", "2022-06"),
        series("new", "8 9", "2022-06"), series("closed", "5 7", "2022-06")),
    "shares that rounding puts out": folder(SHARES, series("good", "50.1"),
                                            series("less", "25.0"), series("none", "24.8")),
    "shares of which one is missing": folder(SHARES, series("good", "80.1 80.3"),
                                             series("less", "17.0 17.0"),
                                             series("none", "2.9 [x]")),
    "a count that starts anew in April": folder([indicator("exclusions", kind="cumulative")],
                                                series("exclusions", "11 3 5", "2022-05")),
    "a count that starts anew after a break": folder(
        [indicator("exclusions", kind="cumulative", breaks="2022-07")],
        series("exclusions", "11 3")),
    "a cumulative percentage that falls": folder([indicator("leavers", "percent", "cumulative")],
                                                 series("leavers", "10/20 11/30")),
    "a year within its months": folder(YEARLY, PARTS, YEAR_OF_MONTHS,
                                       series("yearly", "83.3", "2022-03")),
    "a year with a month missing": folder(YEARLY, PARTS, YEAR_OF_MONTHS[1:],
                                          series("yearly", "84.0", "2022-03")),
    "a year without its figure": folder(YEARLY, PARTS, YEAR_OF_MONTHS,
                                        series("yearly", "[x]", "2022-03")),
    "a year's rate by a larger population": folder(
        [indicator("monthly", "rate_per_10000", numerator="done", denominator="due"),
         indicator("yearly", "rate_per_10000", numerator="done", denominator="due",
                   frequency="annual")], PARTS,
        series("monthly", "480.0 " * 11 + "481.0", "2022-03"), series("yearly", "475", "2022-03")),
    "a target of no count at all": folder([indicator("missing", polarity="lower")],
                                          series("missing", "3 2 0"), targets="missing,2022/23,0"),
    "an ambitious target": folder([indicator("plans", "percent", polarity="higher")],
                                  series("plans", SHARE), targets="plans,2022/23,87"),
    "a target of all": folder([indicator("plans", "percent", polarity="higher")],
                              series("plans", SHARE), targets="plans,2022/23,100"),
    "a target where neither is better": folder([indicator("weeks", "weeks")],
                                               series("weeks", LEVEL), targets="weeks,2022/23,12"),
    "a target of too few months": folder([indicator("weeks", "weeks", polarity="lower")],
                                         series("weeks", "20 21 22"),
                                         targets="weeks,2022/23,12"),
    "a target of what never changed": folder([indicator("plans", "percent", polarity="higher")],
                                             series("plans", "95.0 " * 12),
                                             targets="plans,2022/23,90"),
    "a target without any figure yet": folder(
        [indicator("weeks", "weeks"), indicator("referrals")],
        series("weeks", "[x]"), series("referrals", "20"), targets="weeks,2022/23,12"),
    "a benchmark of two years ago": folder([indicator("referrals")],
                                           series("referrals", "20 21", "2022-03"),
                                           benchmarks="referrals,national,2019/20,18"),
    "small counts that jump": folder([indicator("plans", polarity="lower")],
                                     series("plans", "0 1 0 2 1 0 0 1 2 0 1 0 7")),
    "a percentage of few children that jumps": folder(
        [indicator("plans", "percent", polarity="lower")],
        series("plans", "0/30 1/34 0/28 1/31 0/30 1/34 0/28 1/31 0/30 1/34 0/28 1/31 7/32")),
    "a jump too early to know": folder([indicator("referrals")],
                                       series("referrals", "20 22 19 21 200")),
    "a jump after a break": folder([indicator("referrals", breaks="2022-07")],
                                   series("referrals", f"{LEVEL} 190")),
    "a jump that was published": folder([indicator("referrals")],
                                        series("referrals", f"{LEVEL} 190 21"))
    | history(figures={}),
    "a quiet duration that moves by a tenth": folder([indicator("weeks", "weeks")],
                                                     series("weeks", "30.0 " * 12 + "33.0")),
    "small counts alike": folder([indicator("plans"), indicator("visits")],
                                 series("plans", "1 0 2"), series("visits", "1 0 2")),
    "series that never change": folder([indicator("plans"), indicator("visits")],
                                       series("plans", "20 20 20"), series("visits", "20 20 20")),
    "all of everything": folder(TWO, series("started", "99.0 100"), series("ended", "98.0 100")),
    "alike in other sections": folder([indicator("started", "percent"),
                                       indicator("ended", "percent", section="Plans")],
                                      series("started", "25.5 27.7"),
                                      series("ended", "10.8 27.7")),
    "whole percentages alike": folder([indicator("started", "percent", decimals="0"),
                                       indicator("ended", "percent", decimals="0")],
                                      series("started", "25 28"), series("ended", "11 28")),
    "counts alike": folder([indicator("plans"), indicator("visits")],
                           series("plans", "19 21"), series("visits", "18 21")),
    "figures as they were published": REFERRALS | history(),
    "a figure that prints as it was published": folder(
        [indicator("plans", "percent")], series("plans", "4/5 2/3"))
    | history(figures={"plans:current:2022-06": Printed("80", ("80.0%",))}),
    "a published month that is withheld now": folder(
        [indicator("referrals")], series("referrals", "185 [c] 200")) | history(),
    "a rate restated with its count": folder(
        [indicator("referrals"), indicator("rate", "rate_per_10000", numerator="referrals",
                                           denominator="people")],
        series("referrals", "190 200"), series("people", "50000 50000"),
        report=f"""[[accept]]
warning = "values.csv, row 2, column value: 'referrals' was published as 180 for June 2022 and \
is now 190. {RESTATED}"
reason = "Late records."
date = 2022-09-01
""") | history(figures={"rate:current:2022-06": Printed("432", ("432.0",)),
                        "referrals:current:2022-06": Printed("180", ("180",))}),
    "a record of this month or of long ago": REFERRALS | history(
        month=parse_month("2022-07"), figures={"referrals:current:2022-07": Printed("1", ())})
    | history(month=parse_month("2021-05"), figures={
        "referrals:current:2021-05": Printed("1", ())}),
    "an older record that was published again": REFERRALS | history()
    | {"history/2022-06-private.1.json": "spoilt"},
    "the other edition's record": REFERRALS | history(edition="public", figures={
        "referrals:current:2022-06": Printed("1", ("1",))}),
    "a month's own file": {name: content for name, content in folder(
        [indicator("referrals")], report='[[values]]\nfile = "monthly/*.csv"\n').items()
        if name != "values.csv"}
    | {"monthly/06.csv": "indicator,period,value\nreferrals,2022-06,190",
       "monthly/07.csv": "indicator,period,value\nreferrals,2022-07,200"}
    | history(inputs={"monthly/06.csv": sha256(
        "indicator,period,value\nreferrals,2022-06,190")}),
}


def write(at: Path, files: Files) -> None:
    for name, content in files.items():
        path = at / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content or b"")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_build_and_is_named(name: str, tmp_path: Path) -> None:
    files, said = FAULTS[name]
    write(tmp_path, files)
    with pytest.raises(ProblemsFound) as raised:
        prepare(tmp_path)
    assert [str(problem) for problem in raised.value.problems] == said
    assert any(not problem.warning for problem in raised.value.problems)


@pytest.mark.parametrize("name", NOTICES)
def test_a_warning_lets_the_build_go_on(name: str, tmp_path: Path) -> None:
    files, said = NOTICES[name]
    write(tmp_path, files)
    assert [str(problem) for problem in prepare(tmp_path).warnings] == said


@pytest.mark.parametrize("name", QUIET)
def test_nothing_is_said_of_what_only_looks_wrong(name: str, tmp_path: Path) -> None:
    write(tmp_path, QUIET[name])
    assert [str(problem) for problem in prepare(tmp_path).warnings] == []


def test_no_warning_is_raised_by_what_an_error_leaves_out(tmp_path: Path) -> None:
    write(tmp_path, folder([indicator("referrals")], series("referrals", "20 many 21")))
    with pytest.raises(ProblemsFound) as raised:
        prepare(tmp_path)
    assert [p.place.row for p in raised.value.problems] == [3]


def test_errors_of_every_kind_are_named_at_once(tmp_path: Path) -> None:
    write(tmp_path, folder(
        [*CASES, *SHARES], series("open", "93 99"), series("new", "8 9"), series("closed", "5 8"),
        series("good", "80"), series("less", "10"), series("none", "1"),
        series("referals", "many")))
    with pytest.raises(ProblemsFound) as raised:
        prepare(tmp_path)
    assert [p.place.row for p in raised.value.problems] == [3, 10, 11]


# ── the rules by themselves ──────────────────────────────────────────────────────────────────────

GRID = Grid("values.csv", "", (), ())
COUNT = Indicator("a", "Area", "A", "number of a", "count", 0, "flow", "neutral")


def observed(name: str, month: Month, value: Decimal) -> Observation:
    return Observation(name, month, value, None, None, None, False, GRID, 1)


@given(st.integers(1, 400), st.data())
def test_a_percentage_of_a_whole_number_can_be_printed(denominator: int, data: st.DataObject) -> (
        None):
    numerator = data.draw(st.integers(0, denominator))
    decimals = data.draw(st.integers(0, 4))
    value = rounded(Decimal(100 * numerator) / denominator, decimals)
    assert nearest_percentages(value, Decimal(denominator), decimals) == []


@given(st.integers(1, 60), st.integers(0, 1000))
def test_the_nearest_percentages_are_about_the_value(denominator: int, tenths: int) -> None:
    value = Decimal(tenths) / 10
    near = nearest_percentages(value, Decimal(denominator), 1)
    every = {rounded(Decimal(100 * n) / denominator, 1) for n in range(denominator + 1)}
    if near:
        assert value not in every
        assert set(near) <= every
        assert near[0] < value < near[-1]


@given(st.integers(0, 500), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)),
                                     min_size=1, max_size=24))
def test_a_stock_is_sound_when_and_only_when_it_is_made_of_its_flows(
    first: int, flows: list[tuple[int, int]]
) -> None:
    stock = Indicator("open", "A", "A", "a", "count", 0, "stock", "neutral", inflow="new",
                      outflow="closed")  # fmt: skip
    month, found = parse_month("2022-01"), [first]
    made = [observed("open", month, Decimal(first))]
    for came, went in flows:
        month = month.back(-1)
        found.append(found[-1] + came - went)
        made += [observed("open", month, Decimal(found[-1])), observed("new", month, Decimal(came)),
                 observed("closed", month, Decimal(went))]  # fmt: skip
    dictionary = Dictionary((stock,))

    def errors(observations: list[Observation]) -> list[Month]:
        checked = Checked(dictionary, in_order(observations), month, date(2030, 1, 1))
        return [p for p in check_figures(checked, []) if not p.warning]

    assert errors(made) == []
    wrong = [observed("open", month, Decimal(found[-1] + 1)) if o is made[-3] else o for o in made]
    assert len(errors(wrong)) == 1


@given(st.lists(st.integers(24_000, 24_060), min_size=1, unique=True))
def test_every_missing_month_is_named_or_counted(ordinals: list[int]) -> None:
    months = [Month(n) for n in sorted(ordinals)]
    text = spans(COUNT, months)
    named = 0
    for part in text.replace(" and ", ", ").split(", "):
        first, _, last = part.partition(" to ")
        if part.endswith(" more"):
            named += int(part.removesuffix(" more"))
        else:
            named += parse_month(last or first).ordinal - parse_month(first).ordinal + 1
    assert named == len(months)


@given(st.lists(st.integers(100, 140), min_size=12, max_size=36), st.integers(100, 140))
def test_what_has_been_is_never_far_outside(history: list[int], value: int) -> None:
    assert not far_outside(COUNT, observed("a", Month(0), Decimal(value)),
                           [float(v) for v in (*history, 100, 140)])


@given(st.integers(50, 5000), st.lists(st.integers(-20, 20), min_size=12, max_size=36))
def test_a_nought_too_many_is_always_far_outside(level: int, changes: list[int]) -> None:
    history = [level + change for change in changes]
    assert far_outside(COUNT, observed("a", Month(0), Decimal(level * 10)),
                       [float(v) for v in history])


@pytest.mark.parametrize(("period", "month"), [
    ("2020/21", "2021-03"), ("2020-21", "2021-03"), ("202021", "2021-03"), ("2021", "2021-12"),
    ("Q4 2020/21", "2021-03"), ("March 2021", "2021-03"), ("31 March 2021", "2021-03"),
    ("at the end of March 2021", "2021-03"), ("2018 to 2021", "2021-03"), ("2018-21", "2021-03"),
    ("2020/21 (provisional)", "2021-03"), ("2020/21 p", "2021-03"), ("2020/21 [r]", "2021-03"),
])  # fmt: skip
def test_the_period_of_a_benchmark_is_read(period: str, month: str) -> None:
    assert last_month(period, COUNT) == parse_month(month)


@pytest.mark.parametrize("period", ["latest", "2021-18", "2020/22", "13/2021", "p"])
def test_what_is_no_period_is_none(period: str) -> None:
    with pytest.raises(ValueError, match=f"^'{period}' is not a period$"):
        last_month(period, COUNT)


def many(count: int, wild: str = "") -> Checked:
    """So many indicators by 24 months of ordinary figures, but for the latest of `wild`."""
    rows = tuple(
        Indicator(f"a{n}", f"Area {n // 40}", "A", "a", unit, places, "flow", "higher")
        for n in range(count) for unit, places in ((("count", 0), ("percent", 1))[n % 2],))
    last = parse_month("2022-07")
    made = [observed(one.id, month, Decimal(99_999) if one.id == wild and month == last
                     else Decimal((n * 7919 + m * 104_729) % 1000) / 10)
            for n, one in enumerate(rows)
            for m, month in enumerate(month_range(last.back(23), last))]
    return Checked(Dictionary(rows), in_order(made), last, date(2022, 9, 13))


def test_each_of_two_thousand_four_hundred_indicators_is_checked() -> None:
    """How long it takes, tests/benchmarks/checks.py tells."""
    for wild, count in (("", 0), ("a0", 1), ("a1200", 1), ("a2398", 1)):
        said = [str(problem) for problem in check_figures(many(2400, wild), [])]
        assert len([one for one in said if "99,999 for July 2022 is far outside" in one]) == count
