"""Every fault in a report folder on the left, and on the right what is said of it.

A message gives the place, what was found there and how to put it right. A row of `FAULTS` is the
sound folder below with some files changed; its answer is every message, in order of place. That
no message is without its row is proven at the end.
"""

from __future__ import annotations

import ast
import errno
import io
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import pytest
import xlsxwriter

import briefing
from briefing.build import prepare, put_in_place
from briefing.explain import explained
from briefing.narrative.says import ASKED
from briefing.problems import Problem, ProblemsFound, listed
from briefing.shelves import shelf
from briefing.starter import copy_example, new_folder

Files = dict[str, "str | bytes | None"]     # None: a folder stands in the file's place

SETTINGS = {
    "title": '"Monthly report"',
    "meeting": '"Scrutiny"',
    "date": "2022-09-13",
    "author": '"Performance officer"',
}
INDICATORS = """id,section,title,subject,unit,kind,polarity
referrals,Referrals,Referrals,number of referrals,count,flow,neutral
assessed,Assessments,Assessed in time,proportion assessed in time,percent,flow,higher
"""
VALUES = """indicator,period,value,numerator,denominator
referrals,2022-06,190,,
assessed,2022-06,80.0,40,50
"""


def report(rest: str = "", **settings: str) -> Files:
    """report.toml with these settings in place of the sound ones, and the rest after them."""
    lines = [f"{name} = {text}" for name, text in (SETTINGS | settings).items() if text]
    return {"report.toml": "\n".join(["[report]", *lines, rest])}


def indicators(*rows: str, also: str = "") -> Files:
    """indicators.csv with these rows, from row 4 on, and with one more column."""
    head, *sound = INDICATORS.splitlines()
    return {"indicators.csv": "\n".join([head + (f",{also}" if also else ""), *sound, *rows])}


def values(*rows: str) -> Files:
    """values.csv with these rows after the sound ones: from row 4 on."""
    return {"values.csv": VALUES + "\n".join(rows)}


def wide(*rows: str) -> Files:
    return {"values.csv": "\n".join(rows)}


def targets(*rows: str) -> Files:
    return {"targets.csv": "\n".join(["indicator,year,lower,target", *rows])}


def benchmarks(*rows: str) -> Files:
    return {"benchmarks.csv": "\n".join(["indicator,comparator,period,value", *rows])}


def layout(was: str, becomes: str) -> Files:
    """The shipped layout with a change, as the folder's own."""
    return _changed("layouts", "barnsley-scrutiny.toml", was, becomes)


def book(was: str, becomes: str) -> Files:
    """The shipped sentence book with a change, as the folder's own."""
    return _changed("narratives", "childrens-social-care.toml", was, becomes)


def _changed(name: str, file: str, was: str, becomes: str) -> Files:
    text = (shelf(name) / file).read_text("utf-8")
    assert was in text
    return {f"{name}/{file}": text.replace(was, becomes, 1)}


def workbook(**sheets: str) -> Files:
    """A workbook with these sheets, each written here as CSV, instead of the CSV files."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        for name, text in sheets.items():
            sheet = made.add_worksheet(name)
            for n, line in enumerate(text.splitlines()):
                sheet.write_row(n, 0, line.split(","))
    return report('[files]\nworkbook = "data.xlsx"') | {"data.xlsx": content.getvalue()}


def _why(act: Callable[[], object]) -> str:
    """What this system calls the fault."""
    try:
        act()
    except OSError as fault:
        return fault.strerror
    raise AssertionError("it was no fault")


A_FOLDER = _why(Path(__file__).parent.read_bytes)
A_FILE = _why((Path(__file__) / "sub").mkdir)
SYMBOLS = ("Give a number, leave the cell blank, or say why there is none: [c] confidential, "
           "[x] not available, [z] not applicable.")  # fmt: skip
MONTH = "Give it as 2022-07 or July 2022."
UNITS = ("'count', 'number', 'percent', 'rate_per_1000', 'rate_per_10000', 'rate_per_100000', "
         "'minutes', 'hours', 'days', 'weeks', 'months', 'years', 'cases_per_worker', 'pounds', "
         "'pounds_thousand' or 'pounds_million'")  # fmt: skip

FAULTS: dict[str, tuple[Files, list[str]]] = {
    # ── report.toml ──────────────────────────────────────────────────────────────────────────────
    "settings that are not TOML": (
        {"report.toml": "[report"},
        ["report.toml: it is not TOML: Expected ']' at the end of a table declaration (at end "
         "of document). Text stands in quotes: title = \"Monthly report\"."]),
    "settings in another encoding": (
        report(title='"Children’s report"') | {"report.toml": b'[report]\ntitle = "Caf\xe9"'},
        ["report.toml: it is not UTF-8 text. Save it again as UTF-8."]),
    "a folder for settings": ({"report.toml": None},
        [f"report.toml: it cannot be read: {A_FOLDER}."]),
    "a setting left out": (report(author=""),
        ["report.toml, report.author: this setting is missing."]),
    "the whole table left out": ({"report.toml": ""},
        ["report.toml, report: this setting is missing."]),
    "a setting misspelt": (report(titel='"Monthly report"'),
        ["report.toml, report.titel: there is no setting 'titel'. Did you mean 'title'?"]),
    "a setting that nothing resembles": (report("[colours]\nred = 1"),
        ["report.toml, colours: there is no setting 'colours'. Known are report, files and "
         "rating."]),
    "text where a date belongs": (report(date='"13 September"'),
        ["report.toml, report.date: expected a date such as 2022-09-13, found '13 September'."]),
    "a time where a date belongs": (report(date="2022-09-13T10:00:00"),
        ["report.toml, report.date: expected a date such as 2022-09-13, found 2022-09-13 "
         "10:00:00."]),
    "a number where text belongs": (report(period="2022"),
        ["report.toml, report.period: expected text in quotes, found 2022."]),
    "text where a table belongs": ({"report.toml": "report = 'monthly'"},
        ["report.toml, report: expected a table, found 'monthly'."]),
    "a control character": (report(title=r'"Monthly\u0007report"'),
        ["report.toml, report.title: it holds a control character. Type the text again."]),
    "an empty title": (report(title='" "'),
        ["report.toml, report.title: it is empty."]),
    "an edition misspelt": (report(edition='"privat"'),
        ["report.toml, report.edition: 'privat' is not one of 'private', 'public' or 'both'. "
         "Did you mean 'private'?"]),
    "the public edition": (report(edition='"public"'),
        ["report.toml, report.edition: the public edition cannot be built: this version has "
         "no disclosure control, and a public report without it could give children's counts "
         "away. Build the private edition."]),
    "a name that cannot name files": (report(name='"July/2022"'),
        ["report.toml, report.name: 'July/2022' cannot name files. Use letters, digits, dots, "
         "hyphens and underscores."]),
    "a layout misspelt": (report(layout='"barnsley-scruttiny"'),
        ["report.toml, report.layout: there is no layout 'barnsley-scruttiny'. Did you mean "
         "'barnsley-scrutiny'?"]),
    "a layout that nothing resembles": (report(layout='"kent"'),
        ["report.toml, report.layout: there is no layout 'kent'. There is barnsley-scrutiny."]),
    "a sentence book misspelt": (report(narrative='"childrens-social-cares"'),
        ["report.toml, report.narrative: there is no narrative 'childrens-social-cares'. Did "
         "you mean 'childrens-social-care'?"]),
    "a tolerance that is no number": (report('[rating]\ntolerance = "a tenth"'),
        ["report.toml, rating.tolerance: 'a tenth' is not a tolerance. Give points (2) or per "
         "cent of the target (10%)."]),
    "a tolerance below nought": (report('[rating]\ntolerance = "-2"'),
        ["report.toml, rating.tolerance: '-2' is not a tolerance. Give points (2) or per cent "
         "of the target (10%)."]),
    "a period that is no month": (report(period='"last month"'),
        ["report.toml, report.period: 'last month' is not a month such as 2022-07 or July "
         "2022. Give it as \"2022-07\"."]),
    "a period without figures": (report(period='"2022-08"'),
        ["report.toml, report.period: there is no figure for August 2022. The figures run "
         "from June 2022 to June 2022."]),
    # ── files ────────────────────────────────────────────────────────────────────────────────────
    "a file that is not there": (report('[files]\ntargets = "goals of 2022.csv"'),
        ["goals of 2022.csv: there is no such file. Put it in the report folder or name it "
         "under [files]."]),
    "a file misspelt": (report('[files]\nvalues = "valeus.csv"'),
        ["valeus.csv: there is no such file. Did you mean 'values.csv'?"]),
    "a folder for values": ({"values.csv": None},
        [f"values.csv: it cannot be read: {A_FOLDER}. Close it in other programs and try again."]),
    "a workbook named as CSV": ({"values.csv": b"PK\x03\x04 and so on"},
        ['values.csv: it is a workbook, not a CSV file. Name it under [files] as workbook = '
         '"...".']),
    "one endless cell": ({"values.csv": "indicator,period,value\n" + "x" * 131_073},
        ["values.csv: it is not a CSV file: field larger than field limit (131072)."]),
    "an empty file": ({"values.csv": "\n\n"},
        ["values.csv: it is empty. Its first row holds the headings."]),
    "headings without rows": ({"values.csv": "indicator,period,value\n"},
        ["values: there are no rows."]),
    "a workbook that is not there": (report('[files]\nworkbook = "dat.xlsx"'),
        ["dat.xlsx: there is no such file. Put it in the report folder or mend its name."]),
    "a workbook misspelt": (report('[files]\nworkbook = "figures.xlsx"')
                            | {"figure.xlsx": b""},
        ["figures.xlsx: there is no such file. Did you mean 'figure.xlsx'?"]),
    "a workbook that is none": (report('[files]\nworkbook = "data.xlsx"')
                                | {"data.xlsx": "indicator,period,value"},
        ["data.xlsx: it is not a workbook that can be read (Cannot detect file format). Save "
         "it again as an Excel workbook (.xlsx) without a password."]),
    "a folder for a workbook": (report('[files]\nworkbook = "data.xlsx"')
                                | {"data.xlsx": None},
        [f"data.xlsx: it cannot be read: {A_FOLDER}. Close it in other programs and try again."]),
    "a sheet that is missing": (workbook(Indicators=INDICATORS, Figures=VALUES),
        ["data.xlsx: the sheet 'Values' is missing or empty. Its sheets with cells are "
         "indicators and figures."]),
    "a fault in a workbook's cell": (
        workbook(Indicators=INDICATORS, Values=VALUES + "referrals,2022-07,many"),
        [f"data.xlsx, sheet Values, row 4, column value: 'many' is not a number. {SYMBOLS}"]),
    # ── columns ──────────────────────────────────────────────────────────────────────────────────
    "a column missing": ({"indicators.csv": INDICATORS.replace(",polarity", ",")},
        ["indicators.csv: the column 'polarity' is missing. Its columns are id, section, "
         "title, subject, unit and kind."]),
    "a column misspelt": (indicators(also="definitoin"),
        ["indicators.csv: the column 'definitoin' is not known. Did you mean 'definition'?"]),
    "a column that nothing resembles": (indicators(also="colour"),
        ["indicators.csv: the column 'colour' is not known. Known are id, section, title, "
         "subject, unit, kind, polarity, decimals, year_to_date, numerator, denominator, "
         "note, year, tolerance, judged_on, zero, plural, breaks, definition, source and "
         "owner."]),
    "a column twice": (indicators(also="unit"),
        ["indicators.csv: the column 'unit' is there twice. Keep one of them."]),
    # ── indicators ───────────────────────────────────────────────────────────────────────────────
    "an id with a capital and a blank": (
        indicators("Plans made,Plans,Plans,number of plans,count,flow,neutral"),
        ["indicators.csv, row 4, column id: 'Plans made' cannot be an id. Use small letters, "
         "digits and underscores in parts joined by dots: referrals.volume."]),
    "an id twice": (indicators("referrals,Plans,Plans,number of plans,count,flow,neutral"),
        ["indicators.csv, row 4, column id: 'referrals' is there already, in row 2. Give each "
         "indicator an id of its own."]),
    "an indicator half filled in": (indicators("plans,,Plans,,,flow,neutral"),
        ["indicators.csv, row 4, column section: it is empty.",
         "indicators.csv, row 4, column subject: it is empty.",
         f"indicators.csv, row 4, column unit: it is empty; it is one of {UNITS}."]),
    "a unit misspelt": (indicators("plans,Plans,Plans,number of plans,weks,flow,neutral"),
        [f"indicators.csv, row 4, column unit: 'weks' is not one of {UNITS}. Did you mean "
         "'weeks'?"]),
    "a kind that nothing resembles": (
        indicators("plans,Plans,Plans,number of plans,count,monthly,neutral"),
        ["indicators.csv, row 4, column kind: 'monthly' is not one of 'flow', 'stock', "
         "'cumulative' or 'rolling_12'."]),
    "too many decimals": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,neutral,6", also="decimals"),
        ["indicators.csv, row 4, column decimals: '6' is not a number of decimals from 0 to 4."]),
    "an indicator's tolerance": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,lower,two", also="tolerance"),
        ["indicators.csv, row 4, column tolerance: 'two' is not a tolerance. Give points (2) "
         "or per cent of the target (10%)."]),
    "a break that is no month": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,lower,2022-04; 2023",
                   also="breaks"),
        ["indicators.csv, row 4, column breaks: '2023' is not a month such as 2022-07 or July "
         "2022. Give the month a new series begins in; join several with ;."]),
    "percentages added up": (
        indicators("plans,Plans,Plans,share of plans,percent,flow,lower,sum", also="year_to_date"),
        ["indicators.csv, row 4, column year_to_date: a flow in percent does not add up over "
         "months. Only a flow of counts or money is summed; percentages are pooled, and a stock, "
         "cumulative or rolling figure is its latest."]),
    "a stock pooled": (
        indicators("plans,Plans,Plans,share of plans,percent,stock,lower,pooled",
                   also="year_to_date"),
        ["indicators.csv, row 4, column year_to_date: a stock in percent cannot be pooled. Only a "
         "flow in per cent or a rate has numerators and denominators to pool."]),
    "a percentage annualised": (
        indicators("plans,Plans,Plans,share of plans,percent,flow,lower,annualised",
                   also="year_to_date"),
        ["indicators.csv, row 4, column year_to_date: a percentage cannot be annualised. Use "
         "pooled."]),
    "a flow's latest month": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,latest",
                   also="year_to_date"),
        ["indicators.csv, row 4, column year_to_date: a flow's latest month is not its year to "
         "date. Use sum for a count, pooled for a percentage, or leave it blank."]),
    "a part of the year beside a year's target": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,sum,year_to_date",
                   also="year_to_date,judged_on"),
        ["indicators.csv, row 4, column judged_on: a year's target cannot be set beside part of "
         "the year. Leave it blank and give the target for a month."]),
    "no year to date to judge": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,,year_to_date",
                   also="year_to_date,judged_on"),
        ["indicators.csv, row 4, column judged_on: there is no year to date to judge. Leave it "
         "blank, or say how the year to date is made."]),
    "a sentence that opens with a numeral": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,0 plans were made",
                   also="zero"),
        ["indicators.csv, row 4, column zero: it opens a sentence, but with a numeral. Word it so "
         "that it opens with a word: no child aged 16 ..."]),
    "a denominator that is nowhere": (
        indicators("plans,Plans,Plans,share of plans,percent,flow,lower,assesed",
                   also="denominator") | values("plans,2022-06,50,,"),
        ["indicators.csv, row 4, column denominator: there is no series 'assesed'. Did you "
         "mean 'assessed'?"]),
    # ── values ───────────────────────────────────────────────────────────────────────────────────
    "text where a number belongs": (values("referrals,2022-07,many,,"),
        [f"values.csv, row 4, column value: 'many' is not a number. {SYMBOLS}"]),
    "a numerator that is no number": (values("assessed,2022-07,,forty,50"),
        [f"values.csv, row 4, column numerator: 'forty' is not a number. {SYMBOLS}"]),
    "an indicator misspelt": (values("referal,2022-07,200,,"),
        ["values.csv, row 4, column indicator: there is no indicator 'referal'. Did you mean "
         "'referrals'?"]),
    "an indicator that nothing resembles": (values("adoptions,2022-07,200,,"),
        ["values.csv, row 4, column indicator: there is no indicator 'adoptions'. Add it to "
         "the indicators, or mend its id."]),
    "no indicator": (values(",2022-07,200,,"),
        ["values.csv, row 4, column indicator: it is empty. Give the indicator's id."]),
    "a month that is none, each time": (
        values("referrals,2022-13,200,,", "assessed,2022-13,80,,"),
        ["values.csv, row 4, column period: '2022-13' is not a month such as 2022-07 or July "
         f"2022. {MONTH}",
         "values.csv, row 5, column period: '2022-13' is not a month such as 2022-07 or July "
         f"2022. {MONTH}"]),
    "no month": (values("referrals,,200,,"),
        [f"values.csv, row 4, column period: the month is empty. {MONTH}"]),
    "a month twice": (values("referrals,June 2022,200,,"),
        ["values.csv, row 4, column period: June 2022 of 'referrals' is there already, in row "
         "2. Keep one of the two."]),
    "a numerator above its denominator": (values("assessed,2022-07,,51,50"),
        ["values.csv, row 4, column value: 102 is outside 0 to 100 per cent. Percentages are "
         "given as 12.5, not as 0.125 or 1,250.",
         "values.csv, row 4, column value: the numerator 51 is more than the denominator 50. "
         "Mend one of them."]),
    "children out of none": (values("assessed,2022-07,,5,0"),
        ["values.csv, row 4, column value: the denominator is 0, the numerator 5. Mend one of "
         "them."]),
    "a percentage that its pair denies": (values("assessed,2022-07,80.0,41,50"),
        ["values.csv, row 4, column value: the value is 80.0, but 41 over 50 is 82.0. Mend "
         "one of the three, or leave the value blank to have it worked out."]),
    "a percentage above 100": (values("assessed,2022-07,120,,"),
        ["values.csv, row 4, column value: 120 is outside 0 to 100 per cent. Percentages are "
         "given as 12.5, not as 0.125 or 1,250."]),
    "half a referral": (values("referrals,2022-07,200.5,,"),
        ["values.csv, row 4, column value: 200.5 is not a whole count. Mend it, or give the "
         "indicator another unit."]),
    "a count below nought": (values("referrals,2022-07,-2,,"),
        ["values.csv, row 4, column value: -2 is not a whole count. Mend it, or give the "
         "indicator another unit."]),
    "only symbols": ({"values.csv": "indicator,period,value\nreferrals,2022-07,[x]\n"
                                    "assessed,2022-07,"},
        ["values: no month has a figure."]),
    # ── values, wide ─────────────────────────────────────────────────────────────────────────────
    "wide: no indicators": (wide("id,2022-06,2022-07", "referrals,190,200"),
        ["values.csv: the column 'indicator' is missing. Its first column holds the "
         "indicators' ids.",
         "values.csv, row 1, column id: 'id' is not a month such as 2022-07 or July 2022. "
         f"{MONTH}"]),
    "wide: a heading that is no month": (
        wide("indicator,2022-06,2022-13", "referrals,190,200", "assessed,80,90"),
        ["values.csv, row 1, column 2022-13: '2022-13' is not a month such as 2022-07 or July "
         f"2022. {MONTH}"]),
    "wide: text where a number belongs": (
        wide("indicator,Jun 22,Jul 22", "referrals,190,many", "assessed,80,90"),
        [f"values.csv, row 2, column Jul 22: 'many' is not a number. {SYMBOLS}"]),
    "wide: a month twice": (
        wide("indicator,2022-06,June 2022", "referrals,190,200", "assessed,80,"),
        ["values.csv, row 2, column June 2022: June 2022 of 'referrals' is there already, in "
         "row 2, column 2022-06. Keep one of the two.",
         "values.csv, row 3, column June 2022: June 2022 of 'assessed' is there already, in "
         "row 3, column 2022-06. Keep one of the two."]),
    "wide: an indicator twice": (
        wide("indicator,2022-06", "referrals,190", "assessed,80", "referrals,200"),
        ["values.csv, row 4, column 2022-06: June 2022 of 'referrals' is there already, in "
         "row 2, column 2022-06. Keep one of the two."]),
    "wide: a measure misspelt": (
        wide("indicator,measure,2022-06", "referrals,,190", "assessed,numerater,40"),
        ["indicators.csv, assessed: it has no values. Add its rows to the values, or take it "
         "out.",
         "values.csv, row 3, column measure: 'numerater' is not one of 'value', 'numerator' "
         "or 'denominator'. Did you mean 'numerator'?"]),
    "wide: a numerator twice": (
        wide("indicator,measure,2022-06", "referrals,,190", "assessed,numerator,40",
             "assessed,numerator,41"),
        ["values.csv, row 4, column 2022-06: June 2022 of 'assessed' (numerator) is there "
         "already, in row 3, column 2022-06. Keep one of the two."]),
    # ── targets and benchmarks ───────────────────────────────────────────────────────────────────
    "a target for no indicator": (targets("referal,2022/23,,180"),
        ["targets.csv, row 2, column indicator: there is no indicator 'referal'. Did you mean "
         "'referrals'?"]),
    "a target without a number": (targets("referrals,2022/23,,"),
        ["targets.csv, row 2, column target: it is empty. Give a number."]),
    "a target that is no number": (targets("referrals,2022/23,,fewer"),
        ["targets.csv, row 2, column target: 'fewer' is not a number. Give a number such as "
         "18.5."]),
    "a target whose year is none": (targets("referrals,2022,,180"),
        ["targets.csv, row 2, column year: '2022' is not a financial year. Give it as 2022/23."]),
    "a target whose years do not follow": (targets("referrals,2022/24,,180"),
        ["targets.csv, row 2, column year: '2022/24' is not a financial year. Give it as "
         "2022/23."]),
    "a target for a month of a calendar year": (
        {"indicators.csv": "id,section,title,subject,unit,kind,polarity,year\n"
                           "referrals,Referrals,Referrals,number of referrals,count,flow,neutral,"
                           "calendar\nassessed,Assessments,In time,share,percent,flow,higher,"}
        | targets("referrals,2022/23,,180"),
        ["targets.csv, row 2, column year: '2022/23' is not a calendar year."]),
    "a range where higher is better": (targets("assessed,2022/23,90,95"),
        ["targets.csv, row 2, column lower: 'assessed' has a target range, but its polarity says "
         "that higher is better all the way. Give it the polarity range."]),
    "a range upside down": (targets("referrals,2022/23,95,90"),
        ["targets.csv, row 2, column lower: the lower end 95 is above the upper end 90."]),
    "two targets for a year": (targets("assessed,2022/23,,90", "assessed,2022-23,,95"),
        ["targets.csv, row 3, column indicator: 'assessed' has a target for 2022/23 already, "
         "in row 2. Keep one of them."]),
    "a benchmark for no indicator": (benchmarks("asessed,national,2020/21,85"),
        ["benchmarks.csv, row 2, column indicator: there is no indicator 'asessed'. Did you "
         "mean 'assessed'?"]),
    "a comparator misspelt": (benchmarks("assessed,nation,2020/21,85"),
        ["benchmarks.csv, row 2, column comparator: 'nation' is not one of "
         "'statistical_neighbours', 'region' or 'national'. Did you mean 'national'?"]),
    "a benchmark without its year": (benchmarks("assessed,national,,85"),
        ["benchmarks.csv, row 2, column period: it is empty. A comparison without its year "
         "misleads: give 2020/21."]),
    "a benchmark without a number": (benchmarks("assessed,national,2020/21,"),
        ["benchmarks.csv, row 2, column value: it is empty. Give a number."]),
    "a benchmark that is no number": (benchmarks("assessed,national,2020/21,most"),
        ["benchmarks.csv, row 2, column value: 'most' is not a number. Give a number such as "
         "18.5."]),
    "two benchmarks for a comparator": (
        benchmarks("assessed,national,2019/20,84", "assessed,national,2020/21,85"),
        ["benchmarks.csv, row 3, column indicator: 'assessed' has a benchmark for national "
         "already, in row 2. Keep the newer."]),
    # ── commentary ───────────────────────────────────────────────────────────────────────────────
    "commentary for nothing": ({"commentary/backgruond.md": "Why."},
        ["commentary/backgruond.md: 'backgruond' is no part, service area or indicator of "
         "this report. Did you mean 'background'?"]),
    "commentary that nothing resembles": ({"commentary/zzz.md": "Why."},
        ["commentary/zzz.md: 'zzz' is no part, service area or indicator of this report. "
         "Parts are background, summary, recommendations, attachments, questions; else use an "
         "indicator's id."]),
    "commentary that is not text": ({"commentary/background.rtf": "Why."},
        ["commentary/background.rtf: commentary is kept as plain text. Name it background.md."]),
    "a workbook's commentary for nothing": (
        workbook(Indicators=INDICATORS, Values=VALUES, Commentary="place,text\nReferal,Why."),
        ["data.xlsx, sheet Commentary, row 2, column place: 'Referal' is no part, service "
         "area or indicator of this report. Did you mean 'referrals'?"]),
    # ── layouts ──────────────────────────────────────────────────────────────────────────────────
    "a layout that is not TOML": ({"layouts/barnsley-scrutiny.toml": "about"},
        ["layouts/barnsley-scrutiny.toml: it is not TOML: Expected '=' after a key in a "
         "key/value pair (at end of document). Text stands in quotes: title = \"Monthly "
         "report\"."]),
    "a part of no kind": (layout('kind = "scorecard"', 'kind = "score card"'),
        ["layouts/barnsley-scrutiny.toml, section[2].part[1].kind: 'score card' is not one of "
         "'title', 'header', 'contents', 'author', 'summary', 'scorecard' or 'areas'. Did you "
         "mean 'scorecard'?"]),
    "a part without its id": (layout('id = "scorecard"\n', ""),
        ['layouts/barnsley-scrutiny.toml, section[2].part[1]: its id is missing. Give it as '
         'id = "summary".']),
    "an id of two parts": (layout('id = "questions"', 'id = "summary"'),
        ["layouts/barnsley-scrutiny.toml, section[1].part[8]: the id 'summary' is there twice."]),
    "a heading with an open brace": (layout("scorecard for {period}", "scorecard for {period"),
        ["layouts/barnsley-scrutiny.toml, section[2].part[1]: its braces are not paired: "
         "expected '}' before end of string."]),
    "a slot misspelt": (layout("scorecard for {period}", "scorecard for {periods}"),
        ["layouts/barnsley-scrutiny.toml, section[2].part[1]: there is no slot {periods}. Did "
         "you mean 'period'?"]),
    "a slot that nothing resembles": (layout("scorecard for {period}", "scorecard, {x}"),
        ["layouts/barnsley-scrutiny.toml, section[2].part[1]: there is no slot {x}. There is "
         "definition, first_month, last_month, month, period, previous_month, source, "
         "symbols, title and year."]),
    "a word for a rating missing": (layout('red   = "▼ Red"\n', ""),
        ["layouts/barnsley-scrutiny.toml, words.ratings: the word for 'red' is missing."]),
    "a word for a rating that there is not": (layout('red   = "▼ Red"', 'redd = ""\nred = "▼"'),
        ["layouts/barnsley-scrutiny.toml, words.ratings: nothing is called 'redd' here. Did "
         "you mean 'red'?"]),
    "a font that is not there": (layout("[words]", '[look]\nfont = "arial"\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.font: there is no font 'arial'. There is "
         "liberation-sans."]),
    "letters too large": (layout("[words]", "[look]\nbody_pt = 72\n[words]"),
        ["layouts/barnsley-scrutiny.toml, look.body_pt: 72.0 is outside 4 to 60."]),
    "a colour by its name": (layout("[words]", '[look.palette]\nmain = "blue"\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.main: 'blue' is not a colour. Give six "
         "hexadecimal digits: 12436D."]),
    "a tone of one colour": (layout("[words]", '[look.palette]\nred = ["942514"]\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.red: a tone is two colours: its ground "
         "and its ink."]),
    "text where a list belongs": (layout("[words]", '[look.palette]\nred = "942514"\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.red: expected a list in [ ], found "
         "'942514'."]),
    "text where a number belongs, in a layout": (
        layout("sentences_per_paragraph = 4", 'sentences_per_paragraph = "four"'),
        ["layouts/barnsley-scrutiny.toml, sentences_per_paragraph: expected a whole number, "
         "found 'four'."]),
    # ── sentence books ───────────────────────────────────────────────────────────────────────────
    "a book that is not TOML": ({"narratives/childrens-social-care.toml": "about"},
        ["narratives/childrens-social-care.toml: it is not TOML: Expected '=' after a key in "
         "a key/value pair (at end of document). Text stands in quotes: title = \"Monthly "
         "report\"."]),
    "text where a table of sentences belongs": (
        {"narratives/childrens-social-care.toml": 'about = ""\nsay = "now"'},
        ["narratives/childrens-social-care.toml, say: expected a table, found 'now'."]),
    "a name that the code does not say": (book("[[say.status]]", "[[say.statsu]]"),
        ["narratives/childrens-social-care.toml, say.statsu, entry 1: nothing is said by the "
         "name 'statsu'. Did you mean 'status'?"]),
    "a name that nothing resembles": (book("[[say.now]]", '[[say.xyz]]\ntext = ""\n[[say.now]]'),
        ["narratives/childrens-social-care.toml, say.xyz, entry 1: nothing is said by the name "
         f"'xyz'. Known are {listed(list(ASKED))}."]),
    "a sentence with an open brace": (book("at the end of {month}", "at the end of {month"),
        ["narratives/childrens-social-care.toml, say.now, entry 1: its braces are not paired: "
         "expected '}' before end of string."]),
    "a slot with a form": (book("at the end of {month}", "at the end of {month:>9}"),
        ["narratives/childrens-social-care.toml, say.now, entry 1: a slot is a name alone: "
         "{month}."]),
    "a slot misspelt in a book": (book("at the end of {month}", "at the end of {mnth}"),
        ["narratives/childrens-social-care.toml, say.now, entry 1: there is no slot {mnth} "
         "here. Did you mean 'month'?"]),
    "a slot that nothing resembles in a book": (
        book("at the end of {month}", "at the end of {x}"),
        ["narratives/childrens-social-care.toml, say.now, entry 1: there is no slot {x} here. "
         "There is month."]),
    "a slot where there is none": (book("increased marginally", "increased by {change}"),
        ["narratives/childrens-social-care.toml, say.changed, entry 1: there is no slot "
         "{change} here. There is none."]),
    "a state misspelt": (book('when = { timing = "stock" }', 'when = { timin = "stock" }'),
        ["narratives/childrens-social-care.toml, say.now, entry 1: nothing is known as "
         "'timin' here. Did you mean 'timing'?"]),
    "a state that nothing resembles": (
        book('when = { timing = "stock" }', 'when = { x = "stock" }'),
        ["narratives/childrens-social-care.toml, say.now, entry 1: nothing is known as 'x' "
         "here. There is timing."]),
    "a state where there is none": (
        book("[[say.chart_extremes]]", '[[say.chart_extremes]]\nwhen = { x = "y" }'),
        ["narratives/childrens-social-care.toml, say.chart_extremes, entry 1: nothing is "
         "known as 'x' here. There is nothing."]),
    "a state that never is": (book('when = { timing = "stock" }', 'when = { timing = "stok" }'),
        ["narratives/childrens-social-care.toml, say.now, entry 1: timing is never 'stok'. It "
         "is 'flow', 'stock', 'cumulative' or 'rolling'."]),
    "thresholds that fall": (book("under = 0.5", "under = 5.5"),
        ["narratives/childrens-social-care.toml, hedges.change.percent: its thresholds do not "
         "rise from entry to entry."]),
    "a hedge that is no word": (book('word = "marginal"', 'word = "tiny"'),
        ["narratives/childrens-social-care.toml, hedges.change.percent: 'tiny' is no word for "
         "this. It is marginal or slight."]),
    "a state without words": (
        book('when = { timing = "rolling" }\ntext = "in the 12 months to {month}"\n[[say.now]]\n',
             'when = { timing = "flow" }\n'),
        ["narratives/childrens-social-care.toml, say.now: there are no words for the state in "
         "which timing is rolling. Add an entry; one without `when` serves every other state."]),
    "a name without words": (book("[[say.none]]", "[[say.polarity]]"),
        ["narratives/childrens-social-care.toml, say.none: there are no words. Add an entry; "
         "one without `when` serves every other state.",
         "narratives/childrens-social-care.toml, say.polarity, entry 2: it can never be said: "
         "entries above it take every such state."]),
    "an entry that is never reached": (
        book("[[say.now]]", '[[say.now]]\ntext = "now"\n[[say.now]]'),
        ["narratives/childrens-social-care.toml, say.now, entry 2: it can never be said: "
         "entries above it take every such state.",
         "narratives/childrens-social-care.toml, say.now, entry 3: it can never be said: "
         "entries above it take every such state.",
         "narratives/childrens-social-care.toml, say.now, entry 4: it can never be said: "
         "entries above it take every such state.",
         "narratives/childrens-social-care.toml, say.now, entry 5: it can never be said: "
         "entries above it take every such state."]),
}

NOTICES: dict[str, tuple[Files, list[str]]] = {
    "an indicator without values": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral"),
        ["indicators.csv, plans: it has no values. Add its rows to the values, or take it out."]),
    "a pooled year to date without its pairs": (
        indicators("plans,Plans,Plans,share of plans,percent,flow,neutral,pooled",
                   also="year_to_date") | values("plans,2022-06,50,,"),
        ["indicators.csv, plans: its year to date is pooled, but it has no numerators and "
         "denominators. Give both, or no year to date can be worked out."]),
}


def _onto_a_file(folder: Path) -> Path:
    (folder / "notes.txt").write_text("")
    return folder / "notes.txt"


def _locked(folder: Path) -> None:
    """A file that Windows keeps for the program it is open in."""
    (folder / "out.pdf").write_bytes(b"old")
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *rest: Any) -> Any:
        if mode == "r+b":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, mode, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        put_in_place({"out.pdf": b"new"}, folder)


def _explain(folder: Path, indicator: str) -> None:
    _write(folder, {})
    list(explained(folder, indicator))


def _asked(folder: Path, **asked: str) -> None:
    _write(folder, {})
    prepare(folder, **asked)


# What is asked of the program on the left, FOLDER being where.
REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a new folder over work": (lambda folder: new_folder(_onto_a_file(folder).parent),
        "FOLDER: it is there already and is not empty. Give the name of a new folder; nothing "
        "in it was touched."),
    "a new folder inside a file": (lambda folder: new_folder(_onto_a_file(folder) / "sub"),
        f"FOLDER/notes.txt/sub: it cannot be written: {A_FILE}. Give another folder."),
    "the example over work": (
        lambda folder: copy_example("barnsley", _onto_a_file(folder).parent),
        "FOLDER: it is there already and is not empty. Give the name of a new folder; nothing "
        "in it was touched."),
    "the example inside a file": (
        lambda folder: copy_example("barnsley", _onto_a_file(folder) / "sub"),
        f"FOLDER/notes.txt/sub: it cannot be written: {A_FILE}. Give another folder."),
    "a report into a file": (
        lambda folder: put_in_place({"out.pdf": b"new"}, _onto_a_file(folder)),
        f"FOLDER/notes.txt: it cannot be written: {A_FILE}. Give another folder with --out."),
    "a report that is open elsewhere": (_locked,
        "out.pdf: it is open in another program. Close it and build again; nothing was "
        "changed."),
    "an explanation of what is misspelt": (lambda folder: _explain(folder, "Referal"),
        "INDICATOR: there is no indicator 'Referal'. Did you mean 'referrals'?"),
    "an explanation of what is not there": (lambda folder: _explain(folder, "adoption"),
        "INDICATOR: there is no indicator 'adoption'. Its id stands in the table Indicators."),
    "a month that is none": (lambda folder: _asked(folder, period="soon"),
        "--period: 'soon' is not a month such as 2022-07 or July 2022. Give it as \"2022-07\"."),
    "a month without figures": (lambda folder: _asked(folder, period="2022-07"),
        "--period: there is no figure for July 2022. The figures run from June 2022 to June "
        "2022."),
    "the public edition": (lambda folder: _asked(folder, edition="public"),
        "--edition: the public edition cannot be built: this version has no disclosure "
        "control, and a public report without it could give children's counts away. Build the "
        "private edition."),
    "no report": (lambda folder: prepare(folder),
        "report.toml: there is no such file. `briefing new FOLDER` makes one to start from."),
}

Site = tuple[str, int]
PACKAGE = Path(briefing.__file__).parent
# What the fonts cannot print is only known when the PDF is made: its tests are the PDF writer's.
ELSEWHERE = {PACKAGE / "writers" / "pdf" / "fonts.py"}


def _write(folder: Path, changed: Files) -> None:
    for name, content in ({"indicators.csv": INDICATORS, "values.csv": VALUES} | report()
                          | changed).items():
        path = folder / name
        if content is None:
            path.mkdir()
            continue
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _said(act: Callable[[], object]) -> tuple[tuple[Problem, ...], frozenset[Site]]:
    """The problems that the act ends in, and the lines of the package that made one."""
    sites: set[Site] = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is Problem.__init__.__code__ and frame.f_back:
            sites.add((frame.f_back.f_code.co_filename, frame.f_back.f_lineno))

    watched = sys.getprofile()
    sys.setprofile(watch)
    try:
        found = act()
        problems = getattr(found, "warnings", ())
    except ProblemsFound as raised:
        problems = raised.problems
    finally:
        sys.setprofile(watched)
    return problems, frozenset(sites)


@cache
def _prepared(name: str) -> tuple[tuple[Problem, ...], frozenset[Site]]:
    with TemporaryDirectory() as folder:
        _write(Path(folder), (FAULTS | NOTICES)[name][0])
        return _said(lambda: prepare(Path(folder)))


@cache
def _refused(name: str) -> tuple[list[str], frozenset[Site]]:
    with TemporaryDirectory() as folder:
        problems, sites = _said(lambda: REFUSALS[name][0](Path(folder)))
        return [str(p).replace(folder, "FOLDER").replace("\\", "/") for p in problems], sites


def test_the_sound_folder_has_no_problem(tmp_path: Path) -> None:
    _write(tmp_path, {})
    assert prepare(tmp_path).warnings == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_build_and_is_named(name: str) -> None:
    problems, _ = _prepared(name)
    assert [str(problem) for problem in problems] == FAULTS[name][1]
    assert any(not problem.warning for problem in problems)


@pytest.mark.parametrize("name", NOTICES)
def test_a_warning_lets_the_build_go_on(name: str) -> None:
    problems, _ = _prepared(name)
    assert [str(problem) for problem in problems] == NOTICES[name][1]
    assert all(problem.warning for problem in problems)


@pytest.mark.parametrize("name", REFUSALS)
def test_a_command_that_cannot_be_done_says_why(name: str) -> None:
    said, _ = _refused(name)
    assert said == [REFUSALS[name][1]]


def test_faults_of_every_file_are_named_at_once(tmp_path: Path) -> None:
    _write(tmp_path, report(layout='"kent"') | values("referrals,2022-07,many,,")
           | targets("referrals,2022,,180") | {"commentary/zzz.md": ""})
    with pytest.raises(ProblemsFound) as raised:
        prepare(tmp_path)
    assert [str(p.place) for p in raised.value.problems] == [
        "commentary/zzz.md", "report.toml, report.layout", "targets.csv, row 2, column year",
        "values.csv, row 4, column value",
    ]  # fmt: skip


def test_every_message_of_the_program_is_among_these() -> None:
    written = {
        (str(path), node.lineno)
        for path in PACKAGE.rglob("*.py") if path not in ELSEWHERE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id == "Problem"
    }  # fmt: skip
    met = {site for name in FAULTS | NOTICES for site in _prepared(name)[1]}
    met |= {site for name in REFUSALS for site in _refused(name)[1]}
    assert len(written) > 70
    assert {f"{path}:{line}" for path, line in written - met} == set()
