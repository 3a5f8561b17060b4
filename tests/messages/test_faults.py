"""Every fault in a report folder on the left, and on the right what is said of it.

A message gives the place, what was found there and how to put it right. A row of `FAULTS` is the
sound folder below with some files changed; its answer is every message, in order of place. That
no message is without its row is proven at the end.
"""

from __future__ import annotations

import ast
import errno
import io
import os
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType, SimpleNamespace
from typing import Any

import docx
import openpyxl
import pytest
import xlsxwriter
from docx.shared import Mm
from PIL import Image

import briefing
from briefing.attack.folders import attack_pdf
from briefing.build import build
from briefing.commands.telling import put
from briefing.comparing.drafts import read_draft
from briefing.explain import explained
from briefing.importing import import_workbook
from briefing.manual import page
from briefing.narrative.book_entries import ASKED
from briefing.next_period import move_on
from briefing.placing import put_in_place
from briefing.prepared import prepare, read_book_named
from briefing.problems import Problem, ProblemsFound, listed, shortened
from briefing.reading import databases
from briefing.reading.trust import configuration
from briefing.reading.value_columns import Columns
from briefing.reading.word import read_back
from briefing.reviewing import review_file
from briefing.shelves import shelf
from briefing.starter import copy_example, new_folder
from tests.areas import refusals as areas_refusals
from tests.commands import test_publish
from tests.council import council, rezipped
from tests.lines import without_lines
from tests.messages import test_checks, test_own_terms
from tests.preview import refusals as preview_refusals
from tests.revision import refusals
from tests.templates import related, relating
from tests.word import refusals as word_refusals
from tests.word import test_word_template

PERIODS = ('Give it as "2022-07" or "July 2022"; a quarter as "Q2 2022/23", a half as '
           '"H1 2022/23", a term as "autumn term 2022", a year as "2022/23".')
Files = dict[str, "str | bytes | None"]     # None: a folder stands in the file's place

SETTINGS = {
    "title": '"Monthly report"',
    "meeting": '"Scrutiny"',
    "date": "2022-09-13",
    "author": '"Performance officer"',
}
ABSENT = "\0"       # in place of a file's content: there is none
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


def public_record(*facts: str, also: str = "{}") -> Files:
    """The record of May's public edition, which printed 7 of each fact; `also` are its titles."""
    figures = ", ".join(f'"{fact}": {{"value": "7", "text": ["7"]}}' for fact in facts)
    return {"history/2022-05-public.json": f"""{{"title": "Monthly report", "period": "2022-05",
 "edition": "public", "published": "2022-07-01", "outputs": {{}}, "edited": [], "inputs": {{}},
 "accepted": [], "withheld": {{}}, "indicators": {also}, "figures": {{{figures}}}}}"""}


def wide(*rows: str) -> Files:
    return {"values.csv": "\n".join(rows)}


def targets(*rows: str) -> Files:
    return {"targets.csv": "\n".join(["indicator,year,lower,target", *rows])}


def targets_of(*rows: str) -> Files:
    """targets.csv with these rows, which say what the targets are of."""
    return {"targets.csv": "\n".join(["indicator,year,target,of,in_year", *rows])}


def benchmarks(*rows: str) -> Files:
    return {"benchmarks.csv": "\n".join(["indicator,comparator,period,value", *rows])}


def layout(was: str, becomes: str) -> Files:
    """The shipped layout with a change, as the folder's own."""
    return _changed("layouts", "barnsley-scrutiny.toml", was, becomes)


def own_layout(parts: str, top: str = "", rest: str = "", **settings: str) -> Files:
    """A layout of the folder's own with these parts, in place of the shipped one."""
    return report(rest, layout='"ours"', **settings) | {"layouts/ours.toml": "\n".join([
        'about = "Ours"', 'words_from = "barnsley-scrutiny"', top, "[[section]]", 'id = "all"',
        parts])}


def header(*row: str, rest: str = "", **settings: str) -> Files:
    """A layout whose header has one row, and report.toml with these settings."""
    return own_layout('[[section.part]]\nkind = "header"\n[[section.part.row]]\n' +
                      "\n".join(row), rest=rest, **settings)


def picture(kind: str, size: tuple[int, int] = (3, 2)) -> bytes:
    content = io.BytesIO()
    Image.new("1", size).save(content, kind)
    return content.getvalue()


def logo(content: bytes) -> Files:
    return report(logo='"arms.png"') | {"arms.png": content}


def book(was: str, becomes: str) -> Files:
    """The shipped sentence book with a change, as the folder's own."""
    return _changed("narratives", "childrens-social-care.toml", was, becomes)


def own_book(rest: str = "", base: str = "childrens-social-care") -> Files:
    """A book of the folder's own over the base, in place of the shipped one."""
    return report(narrative='"ours"') | {
        "narratives/ours.toml": f'about = "Ours"\nbase = "{base}"\n{rest}'}


def charts(code: str, chart: str = "") -> Files:
    """The author's own charts.py, with the chart of one more indicator in the dictionary."""
    row = f"plans,Plans,Plans,number of plans,count,flow,neutral,{chart}"
    return report(own_charts='"charts.py"') | {"charts.py": code} | (
        indicators(row, also="chart") if chart else {})


def template(edit: Callable[[Any], object]) -> Files:
    """The Word file on a template, which was made by another program."""
    made = docx.Document()
    edit(made)
    content = io.BytesIO()
    made.save(content)
    return report('[word]\ntemplate = "house.docx"') | {"house.docx": content.getvalue()}


def own_words(text: str) -> Files:
    return {"commentary/background.md": text}


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
    return report('[files]\nworkbook = "data.xlsx"') | {"data.xlsx": content.getvalue()} | {
        "indicators.csv": ABSENT, "values.csv": ABSENT}


def sheet(*rows: list[Any], edit: Callable[[Any], object] = lambda made: None) -> Files:
    """Values in a workbook of their own, the sound rows first, saved by a program but Excel."""
    made = openpyxl.Workbook()
    values = made.active
    for row in (*(line.split(",") for line in VALUES.splitlines()), *rows):
        values.append(row)
    edit(values)
    content = io.BytesIO()
    made.save(content)
    return source('file = "figures.xlsx"') | {
        "figures.xlsx": content.getvalue(), "values.csv": ABSENT}


def source(*settings: str, **files: str | bytes) -> Files:
    """report.toml with these settings of [values], and other files: CSV by name."""
    return report("[values]\n" + "\n".join(settings)) | {
        f"{name}.csv": content for name, content in files.items()}


def _bomb() -> bytes:
    """A zip file whose directory says that it unpacks to 3 GB."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 70_001)
    return content.getvalue().replace((70_001).to_bytes(4, "little"),
                                      (3 << 30).to_bytes(4, "little"))  # fmt: skip


def _hide(values: Any) -> None:
    for row in (2, 3):
        values.row_dimensions[row].hidden = True


def _dated(values: Any) -> None:
    """A wide table in place of the long one, with a real date over its column."""
    values.delete_rows(1, 9)
    for row in (["indicator", datetime(2022, 7, 1)], ["referrals", "many"], ["assessed", 80]):
        values.append(row)


def _stray(values: Any) -> None:
    values["XFD1048576"] = 1


def _database() -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute("create table kpi (indicator, period, value)")
    database.commit()
    content = database.serialize()
    database.close()
    return content


def _binary_workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    return content.getvalue()


def _hide_sheet(made: Any) -> None:
    made.sheet_state, made.title = "hidden", "Values"
    made.parent.create_sheet("Other")       # a workbook shows one at least


def _endless(folder: Path) -> None:
    _write(folder, DATABASE | source(
        'query = "with recursive n(i) as (select 1 union all select i + 1 from n) select * from '
        'n where i < 0"', 'database = "sqlite:///figures.db"'))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(databases, "SECONDS", 0.2)
        prepare(folder)


DATABASE: Files = {"figures.db": _database()}
DFE = "time_period,time_identifier,geographic_level,la_name"
YEAR = "April,May,June,July,August,September,October,November,December,January,February,March"


def _why(act: Callable[[], object]) -> str:
    """What this system calls the fault."""
    try:
        act()
    except OSError as fault:
        return fault.strerror
    raise AssertionError("it was no fault")


A_FILE = _why((Path(__file__) / "sub").mkdir)
SYMBOLS = ("Give a number, leave the cell blank, or say why there is none: [c] confidential, "
           "[x] not available, [z] not applicable.")  # fmt: skip
MONTH = "Give it as 2022-07 or July 2022."
UNITS = ("'count', 'number', 'percent', 'rate_per_1000', 'rate_per_10000', 'rate_per_100000', "
         "'minutes', 'hours', 'days', 'weeks', 'months', 'years', 'cases_per_worker', 'pounds', "
         "'pounds_thousand' or 'pounds_million'")  # fmt: skip

FAULTS: dict[str, tuple[Files, list[str]]] = {
    "a report named as a device of Windows": (report(name='"aux."'),
        ["report.toml, report.name: 'aux' is a device of Windows, which cannot keep a file of that "
         "name. Give the report another name."]),
    # ── report.toml ──────────────────────────────────────────────────────────────────────────────
    "settings that are not TOML": (
        {"report.toml": "[report"},
        ["report.toml: it is not TOML: Expected ']' at the end of a table declaration (at end "
         "of document). The name of a table stands in brackets: [report]."]),
    "settings in another encoding": (
        report(title='"Children’s report"') | {"report.toml": b'[report]\ntitle = "Caf\xe9"'},
        ["report.toml: it is not UTF-8 text. Save it again as UTF-8."]),
    "a folder for settings": ({"report.toml": None},
        ["report.toml: it is a folder, not a file. Name a file, or take it away."]),
    "settings in a thousand brackets": (
        report() | {"report.toml": "a = " + "[" * 25 + "]" * 25},
        ["report.toml: it is nested too deep to be read. Tables and lists stand at most 20 deep "
         "in each other."]),
    "a number that no program holds": (report() | {"report.toml": "a = " + "9" * 5000},
        ["report.toml: it holds a number or a date that cannot be. Mend the number that is far "
         "too large, or the date."]),
    "a number that is none": (
        own_layout('[[section.part]]\nkind = "scorecard"', "look = { small_pt = inf }"),
        ["layouts/ours.toml, look.small_pt: inf is no number that can be reckoned with. Write a "
         "number such as 9.5."]),
    "a file that is far too large": (
        {"commentary/background.md": b"x" * (4 * 1024 * 1024 + 1)},
        ["commentary/background.md: it holds 5 MB; at most 4 MB are read. Keep in it only what "
         "the report needs."]),
    "a path that cannot be": (report("[files]\nvalues = " + '"' + "x" * 5000 + '.csv"'),
        ["x" * 5000 + ".csv: it cannot be read: File name too long. Close it in other programs and "
         "try again."]),
    "a mark that is a number": (report('[symbols]\n"5" = "confidential"'),
        ["report.toml, symbols.5: a number or a blank is no mark. On the left stands what is in "
         'the cell: "n/a" = "not available".']),
    "a meaning that is none": (report('[symbols]\n"n/a" = "gone"'),
        ["report.toml, symbols.n/a: 'gone' is no meaning of a mark. It is one of confidential, "
         "not available, not applicable, low, unreliable, missing, nought, provisional, estimated "
         "or revised."]),
    "n of n beside another numerator": (values("assessed,2022-05,13 of 39,12,39"),
        ["values.csv, row 4, column value: '13 of 39' gives another numerator than 12. Mend one "
         "of them."]),
    "n of n of what is no count": (
        indicators("wait,Plans,Wait,average wait,days,flow,lower")
        | values("wait,2022-06,13 of 39,,"),
        ["values.csv, row 4, column value: '13 of 39' gives two numbers, but one is wanted. Give "
         "the number itself."]),
    "n of n as a target": (targets("assessed,2022/23,,13 of 39"),
        ["targets.csv, row 2, column target: '13 of 39' gives two numbers, but one is wanted. "
         "Give a number such as 18.5."]),
    "a binary workbook": (
        report('[files]\nworkbook = "data.xlsb"') | {"data.xlsb": _binary_workbook()},
        ["data.xlsb: it is a binary workbook (.xlsb): it cannot be told which of its cells are "
         "percentages. Save it as .xlsx."]),
    "a sheet that is there twice": (
        workbook(**{"Indicators": INDICATORS, "Values": VALUES, "values ": VALUES}),
        ["data.xlsx, sheet values : this sheet is not read: 'Values' has the same name but for "
         "capitals or blanks. Keep one of the two, or rename one."]),
    "a file in the place of a folder": ({"history": "x"},
        ["history: it is a file, and a folder is looked for. Rename it, or move it into a folder "
         "of that name."]),
    "a query that writes": (
        DATABASE | source('query = "vacuum into \'x.db\'"',
                          'database = "sqlite:///figures.db"'),
        ["report.toml, values[1].query: the query is not asked: it is no SELECT. Ask for the rows "
         "with one SELECT and nothing else."]),
    "a password with an at sign": (
        source('query = "select 1"', 'database = "postgresql://sam:se@cret@server/x"'),
        ["report.toml, values[1].query: the database's address holds '@' twice. Write the one in "
         "a name or password as %40."]),
    "a setting left out": (report(author=""),
        ['report.toml, report.author: this setting is missing. Add it: author = "text".']),
    "the whole table left out": ({"report.toml": ""},
        ["report.toml, report: this setting is missing. Add it: [report]."]),
    "a setting misspelt": (report(titel='"Monthly report"'),
        ["report.toml, report.titel: there is no setting 'titel'. Did you mean 'title'?"]),
    "a setting that nothing resembles": (report("[colours]\nred = 1"),
        ["report.toml, colours: there is no setting 'colours'. Known are report, files, "
         "rating, disclosure, values, accept, word, symbols, approval, units, "
         "comparators, ratings and areas."]),
    "text where a date belongs": (report(date='"13 September"'),
        ["report.toml, report.date: expected a date such as 2022-09-13, found '13 September'. "
         "Write it without quotes: 2022-09-13."]),
    "a time where a date belongs": (report(date="2022-09-13T10:00:00"),
        ["report.toml, report.date: expected a date such as 2022-09-13, found 2022-09-13 "
         "10:00:00. Write it without quotes: 2022-09-13."]),
    "a number where text belongs": (report(period="2022"),
        ['report.toml, report.period: expected text in quotes, found 2022. Write "2022".']),
    "text where a table belongs": ({"report.toml": "report = 'monthly'"},
        ["report.toml, report: expected a table, found 'monthly'. Give its settings under "
         "[report]."]),
    "a control character": (report(title=r'"Monthly\u0007report"'),
        ["report.toml, report.title: it holds a control character. Type the text again."]),
    "an empty title": (report(title='" "'),
        ['report.toml, report.title: it is empty. Write it in quotes: title = "Monthly '
         'performance report".']),
    "an edition misspelt": (report(edition='"privat"'),
        ["report.toml, report.edition: 'privat' is not one of 'private', 'public' or 'both'. "
         "Did you mean 'private'?"]),
    "a name that cannot name files": (report(name='"July/2022"'),
        ["report.toml, report.name: 'July/2022' cannot name files. Use letters, digits, dots, "
         "hyphens and underscores."]),
    "a layout misspelt": (report(layout='"barnsley-scruttiny"'),
        ["report.toml, report.layout: there is no layout 'barnsley-scruttiny'. Did you mean "
         "'barnsley-scrutiny'?"]),
    "a layout that nothing resembles": (report(layout='"kent"'),
        ["report.toml, report.layout: there is no layout 'kent'. There is barnsley-scrutiny, "
         "cover-sheet, cover-table and numbered-paragraphs."]),
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
        ["report.toml, report.period: 'last month' is not a month, quarter, half year, term or "
         f"year. {PERIODS}"]),
    "a period without figures": (report(period='"2022-08"'),
        ["report.toml, report.period: there is no figure for August 2022. The only figures "
         "are of June 2022. Give its figures, or name a period that has some."]),
    # ── [disclosure] ─────────────────────────────────────────────────────────────────────────────
    "a preset misspelt": (report('[disclosure]\npreset = "opensafly"'),
        ["report.toml, disclosure.preset: there is no preset 'opensafly'. Did you mean "
         "'opensafely'?"]),
    "a preset that nothing resembles": (report('[disclosure]\npreset = "strict"'),
        ["report.toml, disclosure.preset: there is no preset 'strict'. There is dfe, opensafely "
         "and none."]),
    "a rule out of bounds": (
        report("[disclosure]\nsuppress_to = 5000\nround_to = 0\nprotection = -1"),
        ["report.toml, disclosure.protection: -1 is outside 0 to 1,000. Give a whole number, such "
         "as protection = 5.",
         "report.toml, disclosure.round_to: 0 is outside 1 to 100. Give a whole number, such as "
         "round_to = 1.",
         "report.toml, disclosure.suppress_to: 5000 is outside 0 to 1,000. Give a whole number, "
         "such as suppress_to = 5."]),
    "a band the wrong way round": (report("[disclosure]\nsuppress_from = 6"),
        ["report.toml, disclosure.suppress_from: it suppresses from 6 to 5, which is nothing. Give "
         "the smaller number first."]),
    "a band that leaves the smallest out": (report("[disclosure]\nsuppress_from = 3"),
        ["report.toml, disclosure.suppress_from: counts below 3 would be printed while larger ones "
         "are withheld. Give 1; show_zero says what is done with nought."]),
    "a rule that protects nothing": (report("[disclosure]\nprotection = 1"),
        ["report.toml, disclosure.protection: 1 would let a withheld count be worked out. Give at "
         "least 2; 5 is usual."]),
    "shares of few without counts of few": (
        report('[disclosure]\npreset = "none"\ndenominators_to = 10\nround_to = 5'),
        ["report.toml, disclosure.denominators_to: shares of few are withheld, but counts of few "
         "are not: a share and its whole give the count. Give suppress_to too, or "
         "denominators_to = 0.",
         "report.toml, disclosure.round_to: counts are rounded, but small ones are not withheld. "
         "Give suppress_to too, or round_to = 1."]),
    "a rule for the private edition alone": (report('[disclosure]\neditions = ["private"]'),
        ["report.toml, disclosure.editions: the public edition is left out of the rule. Give "
         'editions = ["public"], or preset = "none" where nothing is about people.']),
    "a symbol that is a figure": (report('[disclosure]\nsymbol = "<6"'),
        ["report.toml, disclosure.symbol: '<6' could be taken for a figure. Give one without "
         'digits, such as "[c]" or "■".']),
    "a symbol too long": (report('[disclosure]\nsymbol = "suppressed"'),
        ["report.toml, disclosure.symbol: 'suppressed' is not 1 to 8 characters. Give one such as "
         '"[c]" or "■".']),
    # ── the public edition ───────────────────────────────────────────────────────────────────────
    "a share without its counts": (
        report(edition='"public"')
        | {"values.csv": VALUES.replace("80.0,40,50", "80.0,,")},
        ["values.csv, row 3, column value: 'assessed' has figures without numerators and "
         "denominators (first for June 2022), so the public edition cannot tell whether they give "
         "few people away. Give both beside the values, or fill in its 'disclosure' in the "
         "indicators: exempt when it is no share of people, withhold when the public is not to see "
         "it."]),
    "commentary for an edition that there is not": (
        {"indicators.csv": None, "values.csv": None}
        | workbook(Indicators=INDICATORS, Values=VALUES,
                   Commentary="place,text,edition\nbackground,Why.,publik"),
        ["data.xlsx, sheet Commentary, row 2, column edition: there is no edition 'publik'. Write "
         "private or public, or leave it blank for both."]),
    "a withheld figure in an indicator's paragraph": (
        report(edition='"public"') | {"values.csv": VALUES.replace("190", "4"),
                                      "commentary/referrals.md": "There were four in June."},
        ["commentary/referrals.md: it says 4, a figure of 'referrals' that the public edition "
         "withholds. Word it without the figure, or name it referrals.private.md to keep it to the "
         "private edition."]),
    "a slot of a withheld figure": (
        report(edition='"both"') | {"values.csv": VALUES.replace("190", "4")}
        | own_words("There were {referrals.current}."),
        ["commentary/background.md: {referrals.current}: there is no fact 'current' of 'referrals' "
         "this month. It has no figure this month."]),
    "figures that no counts of people fit": (
        report(edition='"public"')
        | {"indicators.csv": INDICATORS.replace("polarity", "polarity,inflow,outflow")
           + "open,Cases,Cases,number of cases,count,stock,neutral,referrals,closed\n"
           "closed,Cases,Closed,number of cases closed,count,flow,neutral,,\n"}
        | values("open,2022-05,10,,", "open,2022-06,500,,", "closed,2022-06,[c],,"),
        ["values.csv, row 2, column value: the figures that hang together with 'referrals' "
         "contradict each other: no whole numbers of people fit them all, so it cannot be proved "
         "that what is withheld is safe. Mend them, or take out the inflow, outflow, composition "
         "or part_of that does not hold."]),
    "a public record that is spoilt": (
        report(edition='"public"') | {"history/2022-05-public.json": "[]"},
        ["history/2022-05-public.json: it is no record of a published report: 'the whole' is no "
         "table. Put it back from a copy, or take it out and let its figures not be compared."]),
    # ── files ────────────────────────────────────────────────────────────────────────────────────
    "a file that is not there": (report('[files]\ntargets = "goals of 2022.csv"'),
        ["goals of 2022.csv: there is no such file. Put it in the report folder or name it "
         "under [files]."]),
    "a file misspelt": (report('[files]\nvalues = "valeus.csv"'),
        ["valeus.csv: there is no such file. Did you mean 'values.csv'?"]),
    "a folder for values": ({"values.csv": None},
        ["values.csv: it is a folder, not a file. Name a file, or take it away."]),
    "a workbook named as CSV": ({"values.csv": b"PK\x03\x04 and so on"},
        ['values.csv: it is a workbook, not a CSV file. Name it under [files] as workbook = '
         '"...".']),
    "one endless cell": ({"values.csv": "indicator,period,value\n" + "x" * 131_073},
        ["values.csv, row 2: a quotation mark is opened but not closed. Close it, or take it "
         'out: "1,250".']),
    "an empty file": ({"values.csv": "\n\n"},
        ["values.csv: it is empty. Its first row holds the headings."]),
    "headings without rows": ({"values.csv": "indicator,period,value\n"},
        ["values.csv: it has headings but no rows. Add a row for each figure."]),
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
        ["data.xlsx: it is a folder, not a file. Name a file, or take it away."]),
    "a sheet that is missing": (workbook(Indicators=INDICATORS, Figures=VALUES),
        ["data.xlsx: the sheet 'Values' is missing. Its sheets are 'Indicators' and 'Figures'."]),
    "a fault in a workbook's cell": (
        workbook(Indicators=INDICATORS, Values=VALUES + "referrals,2022-07,many"),
        [f"data.xlsx, sheet Values, row 4, column value: 'many' is not a number. {SYMBOLS}"]),
    # ── columns ──────────────────────────────────────────────────────────────────────────────────
    "a column missing": ({"indicators.csv": INDICATORS.replace(",polarity", ",")},
        ["indicators.csv: the column 'polarity' is missing. Its columns are id, section, "
         "title, subject, unit and kind. Add it, or mend its heading."]),
    "a column misspelt": (indicators(also="definitoin"),
        ["indicators.csv: the column 'definitoin' is not known. Did you mean 'definition'?"]),
    "a column that nothing resembles": (indicators(also="zzz"),
        ["indicators.csv: the column 'zzz' is not known. Known are id, section, title, "
         "subject, unit, kind, polarity, decimals, year_to_date, numerator, denominator, "
         "note, year, tolerance, judged_on, zero, plural, breaks, break_reason, definition, "
         "source, owner, frequency, lag, why, checked_by, review_date, small_cohort, "
         "comparators, inflow, outflow, composition, disclosure, part_of, chart, range, "
         "in_year, weight, was, increments, over, spc, baseline, sum_of and months."]),
    "a baseline that is no period": (
        indicators("plans,Plans,Plans,number of plans,count,stock,neutral,soon", also="baseline")
        | values("plans,2022-06,9,,"),
        ["indicators.csv, row 4, column baseline: 'soon' is not a month. Give the month that it is "
         "compared with, as the values have it."]),
    "months that are none": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral,Mar; Juli", also="months")
        | values("plans,2022-06,9,,"),
        ["indicators.csv, row 4, column months: 'Juli' is no month. Give the months that have a "
         "figure every year, joined by semicolons: Mar; Jul; Nov."]),
    "months of a year": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral,annual,Mar",
                   also="frequency,months") | values("plans,2021/22,9,,"),
        ["indicators.csv, row 4, column months: an annual figure is of a whole year. Leave it "
         "blank, or give the frequency monthly."]),
    "months with which no quarter ends": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral,quarterly,Mar; Jul",
                   also="frequency,months") | values("plans,2022-06,9,,"),
        ["indicators.csv, row 4, column months: no quarter ends with Jul. Give the months with "
         "which its quarters end."]),
    "a sum of no number of periods": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral,many", also="sum_of")
        | values("plans,2022-06,9,,"),
        ["indicators.csv, row 4, column sum_of: 'many' is not a number of periods from 2 to 60. "
         "Give how many of the latest figures are added up: 3."]),
    "a sum of what does not add up": (
        indicators("plans,Plans,Plans,number of plans,count,stock,neutral,3", also="sum_of")
        | values("plans,2022-06,9,,"),
        ["indicators.csv, row 4, column sum_of: the figures of a stock do not add up. Give how "
         "many of the latest figures are added up: 3."]),
    "a flow that never falls back": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral,yes", also="increments")
        | values("plans,2022-06,9,,"),
        ["indicators.csv, row 4, column increments: a flow has no increments. It is for a "
         "cumulative count: by how much each month adds to it."]),
    "a stock that grows by a stock": (
        indicators("plans,Plans,Plans,number of plans,count,stock,neutral,held",
                   "held,Plans,Held,number held,count,stock,neutral,", also="inflow")
        | values("plans,2022-06,9,,", "held,2022-06,9,,"),
        ["indicators.csv, row 4, column inflow: 'held' is a stock in count, by which no stock "
         "grows or shrinks. Name the flow itself, or a cumulative count of it, or leave it "
         "blank."]),
    # ── what was published under another name, or not recorded ──────────────────────────────────
    "an indicator that has gone": (
        report(edition='"public"') | public_record("plans:month:2022-05"),
        ["indicators.csv: 'plans' was published for May 2022 and is no indicator now: what the "
         "public knows of it cannot be set beside today's figures. If it goes on under another id, "
         'give that one was = plans; if not, [disclosure] retired = ["plans"] in report.toml.']),
    "an indicator with another id": (
        report(edition='"public"') | public_record("volume:month:2022-05", also=
            '{"volume": {"title": "Referrals", "section": "Referrals", "unit": "count"}}'),
        ["indicators.csv: 'volume' was published for May 2022 and is no indicator now; 'referrals' "
         "looks like it. Give 'referrals' was = volume in the indicators, or say that it is "
         'another: [disclosure] retired = ["volume"] in report.toml.']),
    "a former id that is there still": (
        report(edition='"public"') | indicators(
            "plans,Plans,Plans,number of plans,count,flow,neutral,referrals", also="was")
        | values("plans,2022-06,9,,"),
        ["indicators.csv: 'plans' was 'referrals', it says, but 'referrals' is there too. Take out "
         "one of the two; a part of it is told by part_of."]),
    "a former id of two": (
        report(edition='"public"') | indicators(
            "plans,Plans,Plans,number of plans,count,flow,neutral,old",
            "visits,Plans,Visits,number of visits,count,flow,neutral,old", also="was")
        | values("plans,2022-06,9,,", "visits,2022-06,9,,"),
        ["indicators.csv: more than one indicator was 'old'. Keep 'old' as the total and name it "
         "in part_of of each; it need not be shown: disclosure = withhold."]),
    "an edition that was not recorded and cannot be read": (
        report(edition='"public"') | {"out/public/monthly-report-2022-05-public.figures.csv": "no"},
        ["out/public/monthly-report-2022-05-public.figures.csv: it stands where what may be "
         "circulated is put, no record says that it was published, and it cannot be read: nobody "
         "can say what the public knows by it. Take it away if nobody was given it, or put back "
         "the file that was given."]),
    "a count of people without its unit": (
        report(edition='"public"') | indicators(
            "kids,Plans,Kids,number of children excluded,number,flow,neutral")
        | values("kids,2022-06,9,,"),
        ["values.csv, row 4, column value: 'kids' has the unit number, which counts nobody, but "
         "its words say “number of children”: nothing of it would be withheld. Give it unit = "
         "count; or disclosure = exempt in the indicators when it is no count of people."]),
    # ── charts ───────────────────────────────────────────────────────────────────────────────────
    "a chart misspelt": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral,colum", also="chart"),
        ["indicators.csv, row 4, column chart: 'colum' is not one of 'line', 'column', "
         "'last_year', 'cumulative', 'stock', 'composition', 'comparison', 'xmr' or 'spc'. Did you "
         "mean 'column'?"]),
    "a control chart of what gathers": (
        indicators("plans,Plans,Plans,number of plans,count,cumulative,neutral,yes,",
                   "rate,Plans,Rate,rate of plans,percent,flow,higher,yes,annual",
                   also="spc,frequency"),
        ["indicators.csv, row 4, column spc: a cumulative has no control chart. It is for flows "
         "and stocks of months, quarters, terms or halves of a year.",
         "indicators.csv, row 5, column spc: an annual figure has no control chart. It is for "
         "flows and stocks of months, quarters, terms or halves of a year."]),
    "a control chart and none": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral,no,spc", also="spc,chart"),
        ["indicators.csv, row 4, column spc: its chart is a control chart. Write yes, or give it "
         "another chart."]),
    "a chart of one's own misspelt": (
        charts('@chart("waterfall")\ndef draw(axes, series): ...', "watrfall"),
        ["indicators.csv, row 4, column chart: 'watrfall' is not one of 'line', 'column', "
         "'last_year', 'cumulative', 'stock', 'composition', 'comparison', 'xmr', 'spc' or "
         "'waterfall'. Did you mean 'waterfall'?"]),
    "charts that cannot be drawn": (
        indicators("a,Plans,Plans A,number of plans,count,flow,neutral,cumulative",
                   "b,Plans,Plans B,number of plans,count,stock,neutral,stock",
                   "c,Plans,Plans C,share of plans,percent,stock,neutral,composition",
                   "d,Plans,Plans D,share of plans,percent,stock,neutral,comparison",
                   "e,Plans,Plans E,length of plans,weeks,rolling_12,neutral,xmr",
                   also="chart"),
        ["indicators.csv, row 4, column chart: the chart 'cumulative' cannot be drawn: its "
         "months do not add up over a year. It is for the kind cumulative, and for flows whose "
         "year to date is their sum.",
         "indicators.csv, row 5, column chart: the chart 'stock' cannot be drawn: its inflow "
         "and outflow are no indicators. Name both, and give each a row of its own.",
         "indicators.csv, row 6, column chart: the chart 'composition' cannot be drawn: it is "
         "no share of a composition. Fill in its composition.",
         "indicators.csv, row 7, column chart: the chart 'comparison' cannot be drawn: it has "
         "no benchmark to be compared with. Add a row to the benchmarks.",
         "indicators.csv, row 8, column chart: the chart 'xmr' cannot be drawn: a rolling_12 "
         "has no usual range. It is for flows and stocks."]),
    "no file of charts": (report(own_charts='"charts.py"'),
        ["charts.py: there is no such file. Name the file of your charts in the report folder, or "
         "take report.own_charts out of report.toml."]),
    "charts that are no Python": (charts("def draw(axes, series:\n    pass\n"),
        ["charts.py, row 1: it is not Python: '(' was never closed. Mend that line."]),
    "a file without charts": (charts("def draw(axes, series): ...\n"),
        ['charts.py: it has no chart. Write @chart("waterfall") over def draw(axes, series).']),
    "a chart without a name": (charts("@chart(NAME)\ndef draw(axes, series): ...\n"),
        ["charts.py, row 2, column draw: its chart has no name of small letters. Write "
         '@chart("waterfall") over def draw(axes, series).']),
    "a chart's name that is taken": (charts('@chart("line")\ndef draw(axes, series): ...\n'),
        ["charts.py, row 2, column draw: a chart 'line' is there already. Give it another "
         "name."]),
    "a chart that takes too little": (charts('@chart("mine")\ndef draw(axes): ...\n'),
        ["charts.py, row 2, column draw: it does not take axes and series. Write "
         '@chart("waterfall") over def draw(axes, series).']),
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
        ["indicators.csv, row 4, column section: it is empty. Give the indicator's section.",
         "indicators.csv, row 4, column subject: it is empty. Give the indicator's subject.",
         f"indicators.csv, row 4, column unit: it is empty; it is one of {UNITS}. Write one of "
         "them."]),
    "a unit misspelt": (indicators("plans,Plans,Plans,number of plans,weks,flow,neutral"),
        [f"indicators.csv, row 4, column unit: 'weks' is not one of {UNITS}. Did you mean "
         "'weeks'?"]),
    "a kind that nothing resembles": (
        indicators("plans,Plans,Plans,number of plans,count,monthly,neutral"),
        ["indicators.csv, row 4, column kind: 'monthly' is not one of 'flow', 'stock', "
         "'cumulative' or 'rolling_12'. Write one of them."]),
    "too many decimals": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,neutral,6", also="decimals"),
        ["indicators.csv, row 4, column decimals: '6' is not a number of decimals from 0 to "
         "4. Give one of 0, 1, 2, 3 and 4, or leave it blank."]),
    "an indicator's tolerance": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,lower,two", also="tolerance"),
        ["indicators.csv, row 4, column tolerance: 'two' is not a tolerance. Give points (2) "
         "or per cent of the target (10%)."]),
    "a break that is no month": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,lower,2022-04; 2023",
                   also="breaks"),
        ["indicators.csv, row 4, column breaks: '2023' is not a month. Give the month a new "
         "series begins in, such as 2022-04; join several with ;."]),
    "a lag in words": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,lower,two", also="lag"),
        ["indicators.csv, row 4, column lag: 'two' is not a whole number. Give a number such "
         "as 2, or leave it blank."]),
    "a review that is no day": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,lower,spring", also="review_date"),
        ["indicators.csv, row 4, column review_date: 'spring' is not a day. Give it as "
         "2022-09-13 or 13/09/2022."]),
    "a comparator that is none": (
        indicators("plans,Plans,Plans,number of plans,weeks,flow,lower,nation", also="comparators"),
        ["indicators.csv, row 4, column comparators: 'nation' is not one of "
         "'statistical_neighbours', 'region' or 'national'. Did you mean 'national'?"]),
    "a year over a month": (
        indicators("plans,Plans,Plans,share of plans,percent,flow,lower,annual,referrals,referrals",
                   also="frequency,numerator,denominator"),
        ["indicators.csv, row 4, column frequency: it is annual, but its numerator "
         "'referrals' is monthly. Give both the same frequency."]),
    "a target for nothing": (targets(",2022/23,,180"),
        ["targets.csv, row 2, column indicator: it is empty. Give the indicator's id."]),
    "percentages added up": (
        indicators("plans,Plans,Plans,share of plans,percent,flow,lower,sum", also="year_to_date"),
        ["indicators.csv, row 4, column year_to_date: a flow in percent does not add up over "
         "months. Only a flow of counts, amounts or money is summed; percentages are pooled, and a "
         "stock, cumulative or rolling figure is its latest."]),
    "hours added up": (
        indicators("plans,Plans,Plans,hours worked,hours,flow,higher,sum", also="year_to_date"),
        ["indicators.csv, row 4, column year_to_date: a flow in hours does not add up over "
         "months. Only a flow of counts, amounts or money is summed; percentages are pooled, and a "
         "stock, cumulative or rolling figure is its latest. Where it is time that adds up, give a "
         'unit of your own with kind = "amount".']),
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
    "a part of what is nowhere": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,referal/age; adoptions",
                   "more,Plans,More,more plans,count,flow,lower,referrals/age; referrals",
                   "rest,Plans,Rest,other plans,count,flow,lower,referrals", also="part_of")
        | values("plans,2022-06,50,,"),
        ["indicators.csv, row 4, column part_of: there is no indicator 'adoptions'. Add its total "
         "to the indicators, or mend its id.",
         "indicators.csv, row 4, column part_of: there is no indicator 'referal'. Did you mean "
         "'referrals'?",
         "indicators.csv, row 5, column part_of: it is the only part of 'referrals/age'. Give the "
         "other parts the same part_of, or leave it blank."]),
    "a part of itself": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,plans", also="part_of")
        | values("plans,2022-06,50,,"),
        ["indicators.csv, row 4, column part_of: it is a part of itself. Name only the totals that "
         "it is a part of."]),
    "parts of each other": (
        indicators("a,Plans,Plans,number of plans,count,flow,lower,b / age",
                   "b,Plans,Plans,number of plans,count,flow,lower,c",
                   "c,Plans,Plans,number of plans,count,flow,lower,a",
                   "d,Plans,Plans,number of plans,count,flow,lower,a; b/age; c", also="part_of"),
        ["indicators.csv, row 4, column part_of: parts go round in a circle: 'a' of 'b', 'b' of "
         "'c' and 'c' of 'a'. Name only the totals that it is a part of."]),
    "a part of what is of another sort": (
        indicators("plans,Plans,Plans,sum of plans,pounds,stock,lower,quarterly,referrals",
                   also="frequency,part_of") | values("plans,2022-06,50,,"),
        ["indicators.csv, row 4, column part_of: it is a stock, but its total 'referrals' is a "
         "flow. Give both the same kind, or take the total out.",
         "indicators.csv, row 4, column part_of: it is in pounds, but its total 'referrals' is in "
         "count. Give both the same unit, or take the total out.",
         "indicators.csv, row 4, column part_of: it is quarterly, but its total 'referrals' is "
         "monthly. Give both the same frequency, or take the total out."]),
    "a share as a part": (
        indicators("plans,Plans,Plans,share of plans,percent,flow,lower,assessed", also="part_of")
        | values("plans,2022-06,50,,"),
        ["indicators.csv, row 4, column part_of: figures in percent do not add up to a total. Only "
         "counts and money do; shares of one whole have a composition in common."]),
    "a part of a faulty row": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,all",
                   "all,Plans,Plans,number of plans,count,monthly,lower,", also="part_of")
        | values("plans,2022-06,50,,"),
        ["indicators.csv, row 5, column kind: 'monthly' is not one of 'flow', 'stock', "
         "'cumulative' or 'rolling_12'. Write one of them."]),
    "a part of people that counts none": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,referrals,exempt",
                   "rest,Plans,Rest,number of others,count,flow,lower,referrals,",
                   also="part_of,disclosure") | values("plans,2022-06,100,,", "rest,2022-06,90,,"),
        ["indicators.csv, row 4, column disclosure: it is exempt, but 'referrals', its total, is "
         "not. Either both count people or neither does: mark both alike."]),
    "a share of nobody that counts people": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,,,exempt",
                   "share,Plans,Plans,share of plans,percent,flow,lower,plans,referrals,",
                   also="numerator,denominator,disclosure") | values("plans,2022-06,50,,"),
        ["indicators.csv, row 5, column disclosure: it is not exempt, but 'plans', its numerator, "
         "is. Either both count people or neither does: mark both alike."]),
    "a disclosure mark misspelt": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,withheld",
                   also="disclosure"),
        ["indicators.csv, row 4, column disclosure: 'withheld' is not one of 'exempt', 'withhold' "
         "or 'aggregates'. Did you mean 'withhold'?"]),
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
        ["values.csv, row 4, column period: '2022-13' is not a month. So it is in row 5, column "
         f"period. {MONTH}"]),
    "no month": (values("referrals,,200,,"),
        [f"values.csv, row 4, column period: the month is empty. {MONTH}"]),
    "a month twice": (values("referrals,June 2022,200,,"),
        ["values.csv, row 4, column period: June 2022 of 'referrals' is there already, in row "
         "2. Keep one of the two."]),
    # ── ranges, and what targets are of ──────────────────────────────────────────────────────────
    "what counts nobody, in public": (
        report(edition='"public"')
        | indicators("net,Plans,Net,net number of plans,count,flow,neutral,any", also="range")
        | values("net,2022-07,-3,,"), [
         "indicators.csv, assessed: it has no value for July 2022. Add it, or [x] where there "
         "is none yet; 'lag' says how many months late it always is.",
         "indicators.csv, referrals: it has no value for July 2022. Add it, or [x] where there"
         " is none yet; 'lag' says how many months late it always is.",
         "values.csv, row 4, column value: 'net' can be below 0, so it counts nobody, and the "
         "public edition cannot protect the counts that it may be made of. Fill in its "
         "'disclosure' in the indicators: exempt when it tells of no people, withhold when the"
         " public is not to see it."]),
    "a range that is none": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,0-9", also="range")
        | values("plans,2022-07,3,,"), [
         "indicators.csv, row 4, column range: '0-9' is not a range of figures. Give it as '0 "
         "to 100', '0 to' where there is no upper end, or 'any'."]),
    "a part of a year that is none": (
        indicators("plans,Plans,Plans,number of plans,count,flow,lower,half", also="in_year")
        | values("plans,2022-07,3,,"), [
         "indicators.csv, row 4, column in_year: 'half' is not 'pro rata'. Write pro rata "
         "where a year's target is due in equal parts month by month, or leave it blank."]),
    "a part of a year of what does not grow": (
        indicators("plans,Plans,Plans,number of plans,count,stock,lower,pro rata", also="in_year")
        | values("plans,2022-07,3,,"), [
         "indicators.csv, row 4, column in_year: a stock does not grow through the year, so no"
         " part of a year’s target is due by a month. Pro rata is for a cumulative, and for a "
         "flow whose year to date is its sum."]),
    "a wait below nought": (
        indicators("wait,Plans,Wait,average wait,weeks,flow,lower,", also="note")
        | values("wait,2022-07,-3,,"), [
         "values.csv, row 4, column value: -3 is below 0, but 'wait' is in weeks. Mend it, or "
         "give the indicator the range 'any' where weeks can be below 0."]),
    "a rate above its base": (
        indicators("rate,Plans,Rate,rate of plans,rate_per_1000,flow,lower,", also="note")
        | values("rate,2022-07,1200,,"), [
         "values.csv, row 4, column value: 1200 is outside 0 to 1,000. Mend it, or give the "
         "indicator the range '0 to' where it can be so much."]),
    "a target in per cent of a count": (targets("referrals,2022/23,,90%"), [
         "targets.csv, row 2, column target: 90% is a percentage, but 'referrals' is a count. "
         "Mend the cell, or the indicator's unit."]),
    "a denominator of nought by its id": (
        indicators("late,Plans,Late,share late,percent,flow,lower,seen,due",
                   also="numerator,denominator")
        | values("seen,2022-07,3,,", "due,2022-07,0,,"), [
         "indicators.csv, assessed: it has no value for July 2022. Add it, or [x] where there "
         "is none yet; 'lag' says how many months late it always is.",
         "indicators.csv, referrals: it has no value for July 2022. Add it, or [x] where there"
         " is none yet; 'lag' says how many months late it always is.",
         "values.csv, row 4, column value: the denominator of 'late' ('due') is 0, the "
         "numerator 3. Mend one of them."]),
    "a target of what is no figure": (targets_of("referrals,2022/23,180,yaer,"), [
         "targets.csv, row 2, column of: 'yaer' is not one of 'month', 'year_to_date' and "
         "'year'. Did you mean 'year'?"]),
    "a month's target of the year": (targets_of("referrals,2022-07,180,year,"), [
         "targets.csv, row 2, column of: 2022-07 is a month, so its target is not of the year."
         " Give year_to_date for what is due by its end, or the year in 'year'."]),
    "a month's target with a part": (targets_of("referrals,2022-07,180,,pro rata"), [
         "targets.csv, row 2, column in_year: only a whole year's target has a part pro rata. "
         "Leave it blank."]),
    "a share's target with a part": (targets_of("assessed,2022/23,80,,pro rata"), [
         "targets.csv, row 2, column in_year: 'assessed' does not grow through the year, so no"
         " part of its year's target is due by a month. Pro rata is for a cumulative, and for "
         "a flow whose year to date is its sum."]),
    "a benchmark of a year to come": (benchmarks("assessed,national,2030/31,80"), [
         "benchmarks.csv, row 2, column period: the benchmark of 'assessed' for England is of "
         "2030/31, which is not over on 13 September 2022. Give the newest that is published, "
         "with the period that it is of."]),
    "a numerator above its denominator": (values("assessed,2022-07,,51,50"),
        ["values.csv, row 4, column value: the numerator 51 is more than the denominator 50. "
         "Mend one of them; where there can be more than all, as of rent collected, give the "
         "indicator the range '0 to'."]),
    "children out of none": (values("assessed,2022-07,,5,0"),
        ["values.csv, row 4, column value: the denominator is 0, the numerator 5. Mend one of "
         "them."]),
    "a percentage that its pair denies": (values("assessed,2022-07,80.0,41,50"),
        ["values.csv, row 4, column value: the value is 80.0, but 41 over 50 is 82.0. Mend "
         "one of the three, or leave the value blank to have it worked out."]),
    "a percentage above 100": (values("assessed,2022-07,120,,"),
        ["values.csv, row 4, column value: 120 is outside 0 to 100 per cent. Percentages are "
         "given as 12.5, not as 0.125 or 1,250; where they can be above 100 or below 0, as "
         "collection rates and changes can, give the indicator the range '0 to' or 'any'."]),
    "half a referral": (values("referrals,2022-07,200.5,,"),
        ["values.csv, row 4, column value: 200.5 is not a whole count. Mend it, or give the "
         "indicator another unit."]),
    "a count below nought": (values("referrals,2022-07,-2,,"),
        ["values.csv, row 4, column value: -2 is not a whole count. Mend it, or give the "
         "indicator another unit."]),
    "only symbols": ({"values.csv": "indicator,period,value\nreferrals,2022-07,[x]\n"
                                    "assessed,2022-07,"},
        ["values.csv: no month has a figure: every cell is blank or a symbol. Give the "
         "figures of at least one month."]),
    # ── values, wide ─────────────────────────────────────────────────────────────────────────────
    "wide: no indicators": (wide("id,2022-06,2022-07", "referrals,190,200"),
        ["values.csv: the column 'indicator' is missing. Its columns are id, 2022-06 and "
         "2022-07. Add it, or mend its heading."]),
    "wide: a heading that is no month": (
        wide("indicator,2022-06,2022-13", "referrals,190,200", "assessed,80,90"),
        [f"values.csv, row 1, column 2022-13: '2022-13' is not a month. {MONTH}"]),
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
        ["values.csv, row 3, column measure: 'numerater' is not one of 'value', 'numerator' "
         "or 'denominator'. Did you mean 'numerator'?"]),
    "wide: a numerator twice": (
        wide("indicator,measure,2022-06", "referrals,,190", "assessed,numerator,40",
             "assessed,numerator,41", "assessed,denominator,50"),
        ["values.csv, row 4, column 2022-06: June 2022 of 'assessed' (numerator) is there "
         "already, in row 3, column 2022-06. Keep one of the two."]),
    # ── files as they are really kept ────────────────────────────────────────────────────────────
    "a comma in a number": (
        {"values.csv": "indicator,period,value\nreferrals,2022-06,1,250\nassessed,2022-06,80,,\n"},
        ['values.csv, row 2: it has 4 cells, the headings are 3. Write 1250, or put "1,250" '
         "in quotes."]),
    "cells beyond the headings": (values("referrals,2022-07,200,,,checked"),
        ["values.csv, row 4: it has 6 cells, the headings are 5. Take the extra cells out, or "
         "give them headings."]),
    "a quotation mark within quotes": (values('referrals,2022-07,200,,"the "new" team"'),
        ["values.csv, row 4: a quotation mark stands inside a quoted cell. Write it twice: "
         '"the ""front door"" team".']),
    "a quotation mark left open": (values('referrals,2022-07,"200,,', "assessed,2022-07,80,,"),
        ["values.csv, row 4: a quotation mark is opened but not closed. Close it, or take it "
         'out: "1,250".']),
    "a note right under the figures": (values("Source: case management system"),
        ["values.csv, row 4: it holds a note, not figures. Leave a blank row between the "
         "table and its notes."]),
    "many rows without a month": (
        values("referrals,,200,,", "referrals,,210,,", "assessed, ,80,,"),
        ["values.csv, row 4, column period: the month is empty. So it is in 2 other cells, the "
         f"last in row 6, column period. {MONTH}"]),
    "days that there are not": (
        values("referrals,99/07/2022,200,,", "referrals,2022-07-99,200,,"),
        [f"values.csv, row 4, column period: '99/07/2022' is not a month. {MONTH}",
         f"values.csv, row 5, column period: '2022-07-99' is not a month. {MONTH}"]),
    "a year for a month": (values("referrals,2011/12,200,,"),
        ["values.csv, row 4, column period: '2011/12' is a year, not a month. Give it as "
         "2022-07, or give the indicator the frequency annual."]),
    "a number too large": (values("referrals,2022-07,1000000000000,,"),
        ["values.csv, row 4, column value: 1000000000000 is too large a number. Numbers stay "
         "below 1,000,000,000,000: mend it, or use a larger unit."]),
    "a percentage in a count": (values("referrals,2022-07,12%,,"),
        ["values.csv, row 4, column value: 12% is a percentage, but 'referrals' is a count. "
         "Mend the cell, or the indicator's unit."]),
    "money in a percentage": (values("assessed,2022-07,£12,,"),
        ["values.csv, row 4, column value: £12 is money, but 'assessed' is in per cent. Mend "
         "the cell, or the indicator's unit."]),
    "a percentage for a numerator": (values("assessed,2022-07,,12%,50"),
        ["values.csv, row 4, column numerator: 12% is a percentage, not a numerator. Give the "
         "number itself."]),
    "a numerator alone": (values("assessed,2022-07,80,40,"),
        ["values.csv, row 4, column value: it has a numerator but no denominator. Give both, "
         "or neither and the value alone."]),
    "a denominator alone": (values("assessed,2022-07,,,50"),
        ["values.csv, row 4, column value: it has a denominator but no numerator. Give both, "
         "or neither and the value alone."]),
    "a column called month": ({"values.csv": VALUES.replace("period", "month")},
        ["values.csv: the column 'period' is missing. Rename its column 'month' to period, or "
         'write in report.toml: [values] columns = { period = "month" }.']),
    "no period at all": ({"values.csv": VALUES.replace("period", "when")},
        ["values.csv: the column 'period' is missing. Its columns are indicator, when, value, "
         "numerator and denominator. Add it, or mend its heading."]),
    "no heading that is known": ({"values.csv": "a,b\nreferrals,190\n"},
        ["values.csv: it has neither a column 'period' nor a month over a column. Its columns "
         "are a and b. Give indicator, period and value, or a column for each month headed "
         "2022-07 or July 2022."]),
    "a period's heading misspelt": ({"values.csv": VALUES.replace("period", "peroid")},
        ["values.csv: the column 'period' is missing. Rename its column 'peroid' to period, "
         'or write in report.toml: [values] columns = { period = "peroid" }.']),
    "long or wide": (wide("indicator,period,value,2022-06", "referrals,2022-06,190,"),
        ["values.csv: its shape could be long (the column 'period') or wide (the heading "
         "'2022-06'). Say which in report.toml: [values] shape = \"long\"."]),
    "wide: the head under a title": (
        wide("Monthly figures", "", "indicator,2022-06,2022-13", "referrals,190,200",
             "assessed,80,90"),
        [f"values.csv, row 3, column 2022-13: '2022-13' is not a month. {MONTH}"]),
    "a quarterly figure in another month": (
        indicators("plans,Plans,Plans,number of plans,count,stock,neutral,quarterly",
                   also="frequency") | values("plans,2022-05,30,,", "plans,2022-06,31,,"),
        ["values.csv, row 4, column period: '2022-05' does not end a quarter. Give it as Q1 "
         "2022/23, or by its last month: 2022-06."]),
    "a quarter of a monthly indicator": (values("referrals,Q1 2022/23,600,,"),
        ["values.csv, row 4, column period: 'Q1 2022/23' is a quarter, but the indicator is "
         "monthly. Give it as 2022-07, or give the indicator the frequency quarterly."]),
    "an annual figure by its month": (
        indicators("plans,Plans,Plans,number of plans,count,stock,neutral,annual",
                   also="frequency") | values("plans,2022-05,30,,"),
        ["values.csv, row 4, column period: '2022-05' does not end a financial year. Give it "
         "as 2022/23, or by its last month: 2023-03."]),
    "an annual figure of a calendar year": (
        indicators("plans,Plans,Plans,number of plans,count,stock,neutral,annual,calendar",
                   also="frequency,year") | values("plans,2021/22,30,,"),
        ["values.csv, row 4, column period: '2021/22' is a year, not a calendar year. Give it "
         "as 2022, or by its last month: 2022-12."]),
    "an indicator with a fault is not missed elsewhere": (
        indicators("plans,Plans,Plans,number of plans,count,monthly,neutral")
        | values("plans,2022-06,30,,") | targets("plans,2022/23,,30")
        | benchmarks("plans,national,2020/21,30")
        | {"commentary/plans.md": "Why.", "commentary/assessments.md": "How."},
        ["indicators.csv, row 4, column kind: 'monthly' is not one of 'flow', 'stock', "
         "'cumulative' or 'rolling_12'. Write one of them."]),
    "no indicator without a fault": (
        {"indicators.csv": INDICATORS.replace("neutral", "up").replace("higher", "down")}
        | targets("referrals,2022/23,,30"),
        ["indicators.csv, row 2, column polarity: 'up' is not one of 'higher', 'lower', "
         "'neutral' or 'range'. Write one of them.",
         "indicators.csv, row 3, column polarity: 'down' is not one of 'higher', 'lower', "
         "'neutral' or 'range'. Write one of them."]),
    "headings without indicators": ({"indicators.csv": INDICATORS.split("\n")[0]},
        ["indicators.csv: it has headings but no rows. Add a row for each indicator."]),
    # ── workbooks ────────────────────────────────────────────────────────────────────────────────
    "a formula never worked out": (sheet(["referrals", "2022-07", "=1+1"]),
        ["figures.xlsx, sheet Sheet, row 4, column value: the formula in cell C4 has never "
         "been worked out. Open the workbook in a spreadsheet program, save it and try again."]),
    "an error for a number": (sheet(["referrals", "2022-07", "#DIV/0!"],
        edit=lambda made: setattr(made["C4"], "data_type", "e")),
        ["figures.xlsx, sheet Sheet, row 4, column value: cell C4 holds the error #DIV/0!. "
         "Mend the formula, or put in its place a number, a blank or a symbol: [c] "
         "confidential, [x] not available, [z] not applicable."]),
    "a workbook's dates in its head": (
        sheet(edit=_dated),
        ["figures.xlsx, sheet Sheet, row 2, column July 2022: 'many' is not a number. "
         f"{SYMBOLS}"]),
    "a cell far out": (sheet(edit=_stray),
        ["figures.xlsx, sheet Sheet: it is 1,048,576 rows by 16,384 columns large; at most "
         "5,000,000 cells are read. Delete the rows and columns beyond the table: one stray "
         "cell far out is enough to make a sheet so large."]),
    "a zip bomb": (report('[files]\nworkbook = "data.xlsx"') | {"data.xlsx": _bomb()},
        ["data.xlsx: it holds 3,072 MB; at most 200 MB are read. Keep only the figures that "
         "the report needs in it."]),
    "a workbook's empty sheet": (workbook(Indicators=INDICATORS, Values=""),
        ["data.xlsx: the sheet 'Values' is empty. Its first row holds the headings."]),
    # ── [[values]] ───────────────────────────────────────────────────────────────────────────────
    "a column that is not ours": (source('columns = { indicater = "KPI" }'),
        ["report.toml, values[1].columns.indicater: there is no column 'indicater'. Did you "
         "mean 'indicator'?"]),
    "a column that is nothing of ours": (source('columns = { colour = "KPI" }'),
        ["report.toml, values[1].columns.colour: there is no column 'colour'. On the left "
         "stands one of indicator, period, value, numerator, denominator, measure, year, "
         "time_identifier or area, on the right the heading in the table."]),
    "a column that is not the table's": (source('columns = { value = "Valeu" }'),
        ["report.toml, values[1].columns.value: values.csv has no column 'Valeu'. Did you "
         "mean 'value'?"]),
    "a table without a column that is needed": (
        source('columns = { indicator = "kpi" }', values="kpi,period,number\nreferrals,2022-06,1"),
        ["values.csv: the column 'value' is missing. Its columns are kpi, period and number. "
         'Name it in report.toml: [values] columns = { value = "..." }.']),
    "one indicator and several": (
        source('indicator = "referrals"', 'indicators = { "a" = "assessed" }'),
        ["report.toml, values[1]: it has both `indicator` and `indicators`. Keep `indicator` "
         "when the whole table is of one."]),
    "an indicator for the table that is none": (source('indicator = "referal"'),
        ["report.toml, values[1].indicator: there is no indicator 'referal'. Did you mean "
         "'referrals'?"]),
    "a name for an indicator that is none": (source('indicators = { "Made" = "referal" }'),
        ["report.toml, values[1].indicators.Made: there is no indicator 'referal'. Did you "
         "mean 'referrals'?"]),
    "a name that the table does not have": (
        source('indicators = { "referal" = "referrals", "assessed" = "assessed" }'),
        ["report.toml, values[1].indicators.referal: values.csv has no indicator 'referal'. "
         "Did you mean 'referrals'?"]),
    "a filter on no column": (source('where = { area = "Barnsley" }'),
        ["report.toml, values[1].where.area: values.csv has no column 'area'. Its columns are "
         "indicator, period, value, numerator and denominator."]),
    "a filter that keeps nothing": (
        source('where = { area = "Barnsly" }', values="indicator,period,value,area\n"
               "referrals,2022-06,190,Barnsley\nreferrals,2022-06,190,Leeds\n"),
        ["report.toml, values[1].where.area: no row of values.csv has 'Barnsly' there. Did "
         "you mean 'Barnsley'?"]),
    "a filter that nothing resembles": (
        source('where = { area = "Kent" }', values="indicator,period,value,area\n" + "\n".join(
            f"referrals,2022-06,190,{area}" for area in ("Barnsley", "Leeds", "York", "Hull",
                                                         "Wakefield", "Bradford"))),
        ["report.toml, values[1].where.area: no row of values.csv has 'Kent' there. It holds "
         "'Barnsley', 'Leeds', 'York', 'Hull' and 2 others."]),
    "a filter on an empty column": (
        source('where = { note = "Kent" }', values="indicator,period,value,note\n"
               "referrals,2022-06,190,\n"),
        ["report.toml, values[1].where.note: no row of values.csv has 'Kent' there. The "
         "column is empty."]),
    "two areas left in": (
        source('where = { kind = "actual" }', values="indicator,period,value,kind,area\n"
               "referrals,2022-06,190,actual,A\nreferrals,2022-06,191,actual,B\n"),
        ["values.csv, row 3, column period: June 2022 of 'referrals' is there already, in row "
         "2. Keep one of the two."]),
    "a month in two files": (
        report('[values]\nfile = "m/*.csv"') | {
            "m/2022-06.csv": "indicator,value\nreferrals,190\n",
            "m/june 2022.csv": "indicator,value\nreferrals,191\n"},
        ["m/june 2022.csv, row 2, column period: June 2022 of 'referrals' is there already, "
         "in m/2022-06.csv, row 2. Keep one of the two."]),
    "a file whose name is no month": (
        report('[values]\nfile = "m/*.csv"') | {
            "m/2022-06.csv": "indicator,value\nreferrals,190\n",
            "m/latest.csv": "indicator,value\nreferrals,191\n"},
        ["m/latest.csv: its name gives no month, and it has no column 'period'. Call it "
         "2022-07.csv, or add the column."]),
    "a pattern of no file": (source('file = "monthly/*.csv"'),
        ["report.toml, values[1].file: no file is called like 'monthly/*.csv'. Mend the "
         "pattern: monthly/*.csv is every CSV file in the folder monthly."]),
    "a sheet of a CSV file": (source('file = "values.csv"', 'sheet = "Values"'),
        ["report.toml, values[1].sheet: values.csv is no workbook and has no sheets. Take "
         "this setting out."]),
    "a source's sheet that is missing": (
        {**workbook(Indicators=INDICATORS, Figures=VALUES),
         **report('[files]\nworkbook = "data.xlsx"\n[values]\nsheet = "Figure"')},
        ["report.toml, values[1].sheet: data.xlsx has no sheet 'Figure'. Did you mean "
         "'Figures'?"]),
    "a source's sheet that nothing resembles": (
        {**workbook(Indicators=INDICATORS, Figures=VALUES),
         **report('[files]\nworkbook = "data.xlsx"\n[values]')},
        ["report.toml, values[1].sheet: data.xlsx has no sheet 'Values'. Its sheets are "
         "'Indicators' and 'Figures'."]),
    "a source's sheet that is empty": (
        {**workbook(Indicators=INDICATORS, Figures=VALUES, Values=""),
         **report('[files]\nworkbook = "data.xlsx"\n[values]')},
        ["data.xlsx, sheet Values: the sheet is empty. Its first row holds the headings."]),
    # ── April to March, and the Department's files ───────────────────────────────────────────────
    "a year that could be two": (
        wide(f"indicator,year,{YEAR}", "referrals,2024" + ",1" * 12),
        ["values.csv, row 2, column year: '2024' could be the year that starts or ends then. "
         "Write 2023/24 or 2024/25."]),
    "a year that is none": (
        wide(f"indicator,year,{YEAR}", "referrals,soon" + ",1" * 12, "assessed," + ",1" * 12),
        ["values.csv, row 2, column year: 'soon' is not a year. Give it as 2022/23.",
         "values.csv, row 3, column year: the year is empty. Give it as 2022/23."]),
    "eleven months": (
        source('shape = "april_to_march"', values=f"indicator,year,{YEAR[:-6]}\nreferrals,2022/23"
               + ",1" * 11),
        ["values.csv: there is no column for March. Head a column with each month's name, "
         "April to March."]),
    "a month's column twice": (
        source('shape = "april_to_march"', values=f"indicator,year,{YEAR},Apr\nreferrals,2022/23"
               + ",1" * 13), ["values.csv: the column 'April' is there twice. Keep one of them."]),
    "months without a year": (
        source('shape = "april_to_march"', values=f"indicator,{YEAR}\nreferrals" + ",1" * 12),
        ["values.csv: the column 'year' is missing. Name it in report.toml: [values] columns "
         '= { year = "..." }.']),
    "months without a year, recognised": (wide(f"indicator,{YEAR}", "referrals" + ",1" * 12),
        ["values.csv: the column 'year' is missing. Add a column with the year of each row: "
         "2022/23."]),
    "a quarter's months": (
        indicators("plans,Plans,Plans,number of plans,count,stock,neutral,quarterly",
                   also="frequency")
        | wide(f"indicator,year,{YEAR}", "plans,2021/22" + ",1" * 12),
        ["values.csv, row 2, column April: 'April 2021' does not end a quarter. Nor do May, "
         "July, August, October, November, January and February. Give it as Q1 2022/23, or by "
         "its last month: 2022-06."]),
    "no measure among the Department's columns": (
        source(values=f"{DFE},count\n2024,Reporting year,National,,7\n"),
        ["report.toml, values[1]: it does not say which columns are measures. Write: "
         'indicators = { "referral_count" = "referrals.volume" }.']),
    "a measure that is not the Department's": (
        source('indicators = { cuont = "referrals" }',
               values=f"{DFE},count\n2024,Reporting year,National,,7\n"),
        ["report.toml, values[1].indicators.cuont: values.csv has no column 'cuont'. Did you "
         "mean 'count'?"]),
    "a period that the Department does not have": (
        source('indicators = { count = "referrals" }',
               values=f"{DFE},count\n2024,Week 12,National,,7\n"),
        ["values.csv, row 2, column time_identifier: '2024' and 'Week 12' name no period. The "
         "identifier is one of Reporting year, Financial year, Academic year, Calendar year, "
         "a month such as April or a quarter such as Q1; the year is written 2023/24, 202324 "
         "or, where it ends, 2024."]),
    "a year of the Department's for a monthly indicator": (
        source('indicators = { count = "referrals" }',
               values=f"{DFE},count\n2024,Reporting year,National,,7\n"),
        ["values.csv, row 2, column time_period: '2023/24' is a year, not a month. Give it as "
         "2022-07, or give the indicator the frequency annual."]),
    # ── databases ────────────────────────────────────────────────────────────────────────────────
    "a query without its database": (source('query = "select 1"'),
        ["report.toml, values[1]: a query and its database go together. Give both: query = "
         '"select ..." and database = "sqlite:///figures.db".']),
    "a query and a file": (
        source('query = "select 1"', 'database = "sqlite:///figures.db"', 'file = "values.csv"'),
        ["report.toml, values[1]: it names a file and a query. Make a [[values]] of each."]),
    "a database that is not there": (
        source('query = "select 1"', 'database = "sqlite:///figure.db"'),
        ["report.toml, values[1].query: there is no database 'figure.db'. A path in the "
         "address starts from the report folder."]),
    "an address that is none": (source('query = "select 1"', 'database = "figures.db"'),
        ["report.toml, values[1].query: the database's address cannot be read. Give it as "
         '"sqlite:///figures.db" or "postgresql://server/database".']),
    "a kind of database that is none": (
        source('query = "select 1"', 'database = "dbase://sam:secret@figures"'),
        ["report.toml, values[1].query: SQLAlchemy does not know this kind of database. Give "
         'it as "sqlite:///figures.db" or "postgresql://server/database".']),
    "a database without its driver": (
        source('query = "select 1"', 'database = "oracle+cx_oracle://sam:secret@server"'),
        ["report.toml, values[1].query: the database's driver is not installed (cx_Oracle). "
         "Install it with pip, or name another in the address."]),
    "a query that fails": (
        source('query = "select * from kpis"', 'database = "sqlite:///figures.db"') | DATABASE,
        ["report.toml, values[1].query: the query fails: no such table: kpis. Try it in the "
         "database's own program."]),
    "a query that finds nothing": (
        source('query = "select * from kpi"', 'database = "sqlite:///figures.db"') | DATABASE,
        ["report.toml, values[1].query: the query finds no rows. Mend its conditions."]),
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
        ["targets.csv, row 2, column year: '2022' is not a financial year. Give the year as "
         "2022/23, or the month of a trajectory as 2022-07."]),
    "a target whose years do not follow": (targets("referrals,2022/24,,180"),
        ["targets.csv, row 2, column year: '2022/24' is not a financial year. Give the year "
         "as 2022/23, or the month of a trajectory as 2022-07."]),
    "a target for a month of a calendar year": (
        {"indicators.csv": "id,section,title,subject,unit,kind,polarity,year\n"
                           "referrals,Referrals,Referrals,number of referrals,count,flow,neutral,"
                           "calendar\nassessed,Assessments,In time,share,percent,flow,higher,"}
        | targets("referrals,2022/23,,180"),
        ["targets.csv, row 2, column year: '2022/23' is not a calendar year. Give the year as "
         "2022, or the month of a trajectory as 2022-07."]),
    "a range where higher is better": (targets("assessed,2022/23,90,95"),
        ["targets.csv, row 2, column lower: 'assessed' has a target range, but its polarity says "
         "that higher is better all the way. Give it the polarity range."]),
    "a range upside down": (targets("referrals,2022/23,95,90"),
        ["targets.csv, row 2, column lower: the lower end 95 is above the upper end 90. "
         "Change the two round."]),
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
    "two benchmarks for a comparator of one year": (
        benchmarks("assessed,national,2020/21,84", "assessed,national,2020/21,85"),
        ["benchmarks.csv, row 3, column indicator: 'assessed' has a benchmark for national of "
         "2020/21 already, in row 2. Keep one of them."]),
    # ── commentary ───────────────────────────────────────────────────────────────────────────────
    "commentary for nothing": ({"commentary/backgruond.md": "Why."},
        ["commentary/backgruond.md: 'backgruond' is no place of the layout "
         "'barnsley-scrutiny', and no service area or indicator of "
         "this report. Did you mean 'background'?"]),
    "commentary that nothing resembles": ({"commentary/zzz.md": "Why."},
        ["commentary/zzz.md: 'zzz' is no place of the layout 'barnsley-scrutiny', and no service "
         "area or indicator of this report. It has background, summary, recommendations, "
         "attachments and questions; else use a service area or an indicator's id."]),
    "commentary for another layout": ({"commentary/implications-legal.md": "None."},
        ["commentary/implications-legal.md: 'implications-legal' is no place of the layout "
         "'barnsley-scrutiny', and no service area or indicator of this report. It has "
         "background, summary, recommendations, attachments and questions; else use a service "
         "area or an indicator's id."]),
    "commentary for a layout without places": (
        own_layout('[[section.part]]\nkind = "title"') | own_words("Why."),
        ["commentary/background.md: 'background' is no place of the layout 'ours', and no service "
         "area or indicator of this report. It has no places of its own: use a service area or an "
         "indicator's id."]),
    "commentary that is not text": ({"commentary/background.rtf": "Why."},
        ["commentary/background.rtf: commentary is kept as plain text. Save its text as "
         "background.md."]),
    "a workbook's commentary for nothing": (
        workbook(Indicators=INDICATORS, Values=VALUES, Commentary="place,text\nReferal,Why."),
        ["data.xlsx, sheet Commentary, row 2, column place: 'Referal' is no place of "
         "the layout 'barnsley-scrutiny', and no service area or indicator of this report. Did "
         "you mean 'referrals'?"]),
    # ── layouts ──────────────────────────────────────────────────────────────────────────────────
    "a layout that is not TOML": ({"layouts/barnsley-scrutiny.toml": "about"},
        ["layouts/barnsley-scrutiny.toml: it is not TOML: Expected '=' after a key in a "
         'key/value pair (at end of document). A setting is written name = "value"; a line of '
         "remarks begins with #."]),
    "a span of no unit": (layout('ratio    = "20%"', 'ration = "20%"'),
        ["layouts/barnsley-scrutiny.toml, charts.least_span.ration: there is no unit or class of "
         "units 'ration'. Did you mean 'ratio'?"]),
    "a span that is no length": (layout('ratio    = "20%"', 'ratio = "wide"'),
        ["layouts/barnsley-scrutiny.toml, charts.least_span.ratio: 'wide' is no length of an axis. "
         'Give so much of the unit, "5", or of the highest value, "20%".']),
    "paragraphs that the layout has no place for": (
        own_layout('[[section.part]]\nkind = "highlights"\nid = "all"')
        | {"commentary/referrals.md": "Why."},
        ["commentary/referrals.md, line 1: the layout 'ours' has no place for it: “Why.”. File it "
         "under a place that the layout has, or take it out."]),
    "a part of no kind": (layout('kind = "scorecard"', 'kind = "score card"'),
        ["layouts/barnsley-scrutiny.toml, section[3].part[1].kind: 'score card' is not one of "
         "'marking', 'logo', 'title', 'header', 'contents', 'author', 'highlights', 'glance', "
         "'summary', 'scorecard' or 'areas'. Did you mean 'scorecard'?"]),
    "a part without its id": (layout('id = "scorecard"\n', ""),
        ['layouts/barnsley-scrutiny.toml, section[3].part[1]: its id is missing. Give it as '
         'id = "summary".']),
    "an id of two parts": (layout('id = "questions"', 'id = "summary"'),
        ["layouts/barnsley-scrutiny.toml, section[1].part[10]: the id 'summary' is there "
         "twice. Give each part an id of its own."]),
    "a heading with an open brace": (layout("scorecard for {period}", "scorecard for {period"),
        ["layouts/barnsley-scrutiny.toml, section[3].part[1]: its braces are not paired: "
         "expected '}' before end of string. A slot is written {period}."]),
    "a slot misspelt": (layout("scorecard for {period}", "scorecard for {periods}"),
        ["layouts/barnsley-scrutiny.toml, section[3].part[1]: there is no slot {periods}. Did "
         "you mean 'period'?"]),
    "a slot that nothing resembles": (layout("scorecard for {period}", "scorecard, {x}"),
        ["layouts/barnsley-scrutiny.toml, section[3].part[1]: there is no slot {x}. There is "
         "month, period, period_word and previous_month."]),
    "a slot of another word": (layout('"{year} outturn"', '"{title} outturn"'),
        ["layouts/barnsley-scrutiny.toml, words.outturn: there is no slot {title}. There is month, "
         "period, period_word, previous_month and year."]),
    "a chart misspelt in a layout": (layout('stock            = "line"', 'stock = "lime"'),
        ["layouts/barnsley-scrutiny.toml, charts.stock: 'lime' is not one of 'line', 'column', "
         "'last_year', 'cumulative', 'stock', 'composition', 'comparison', 'xmr' or 'spc'. Did you "
         "mean 'line'?"]),
    "a word for a rating missing": (layout('red   = "▼ Red"\n', ""),
        ["layouts/barnsley-scrutiny.toml, words.ratings: the word for 'red' is missing. Add "
         'it: red = "...".']),
    "a word for a rating that there is not": (layout('red   = "▼ Red"', 'redd = ""\nred = "▼"'),
        ["layouts/barnsley-scrutiny.toml, words.ratings: nothing is called 'redd' here. Did "
         "you mean 'red'?"]),
    "a font that is not there": (layout("[words]", '[look]\nfont = "arial"\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.font: there is no font 'arial'. There is "
         "liberation-sans."]),
    "letters too large": (layout("[words]", "[look]\nbody_pt = 72\n[words]"),
        ["layouts/barnsley-scrutiny.toml, look.body_pt: 72.0 is outside 4 to 60. Give it in "
         "points, such as 10."]),
    "a colour by its name": (layout("[words]", '[look.palette]\nmain = "blue"\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.main: 'blue' is not a colour. Give six "
         "hexadecimal digits: 12436D."]),
    "a tone of one colour": (layout("[words]", '[look.palette]\nred = ["942514"]\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.red: a tone is two colours: its ground "
         'and its ink. Give both: ["F8D7DA", "942514"].']),
    "text where a list belongs": (layout("[words]", '[look.palette]\nred = "942514"\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.red: expected a list in [ ], found "
         "'942514'. Write [\"942514\"]."]),
    "text where a number belongs, in a layout": (
        layout("sentences_per_paragraph = 4", 'sentences_per_paragraph = "four"'),
        ["layouts/barnsley-scrutiny.toml, sentences_per_paragraph: expected a whole number, "
         "found 'four'. Write a number such as 4."]),
    "an author's part without its place": (layout('place = "background"\n', ""),
        ["layouts/barnsley-scrutiny.toml, section[1].part[6]: its place is missing. Name where "
         'the paragraphs are filed: place = "background".']),
    "a heading over a header without its id": (
        own_layout('[[section.part]]\nkind = "header"\nheading = "Contact"\n'
                   '[[section.part.row]]\nlabel = "Date"\nvalue = "date"'),
        ['layouts/ours.toml, section[1].part[1]: its id is missing. Give it as id = "summary".']),
    "a header without rows": (own_layout('[[section.part]]\nkind = "header"'),
        ["layouts/ours.toml, section[1].part[1]: it has no rows. Give each as "
         "[[section.part.row]]."]),
    "a row with nothing beside its label": (header('label = "Ward"'),
        ["layouts/ours.toml, section[1].part[1].row[1]: nothing stands beside its label. Give one "
         "of value, text and place."]),
    "a row with two things beside its label": (header('value = "title"', 'text = "{title}"'),
        ["layouts/ours.toml, section[1].part[1].row[1]: it has value and text. Give one of value, "
         "text and place."]),
    "choices of no setting": (header('choices = ["Yes"]', 'text = "{title}"'),
        ["layouts/ours.toml, section[1].part[1].row[1]: its choices are of no setting. Name it: "
         'value = "purpose".']),
    "a row with an open brace": (header('text = "{title"'),
        ["layouts/ours.toml, section[1].part[1].row[1]: its braces are not paired: expected '}' "
         "before end of string. A slot is written {period}."]),
    "a row with a slot that is no name": (header('text = "{}, {author.name}, {date!r}"'),
        ["layouts/ours.toml, section[1].part[1].row[1]: the slot {author.name} is not a name "
         "alone. A slot is a name in small letters: {lead_member}.",
         "layouts/ours.toml, section[1].part[1].row[1]: the slot {date} is not a name alone. A "
         "slot is a name in small letters: {lead_member}.",
         "layouts/ours.toml, section[1].part[1].row[1]: the slot {} is not a name alone. A slot "
         "is a name in small letters: {lead_member}."]),
    "a value that cannot be a setting": (header('value = "Lead Member"'),
        ["layouts/ours.toml, section[1].part[1].row[1]: 'Lead Member' cannot name a setting. Use "
         'small letters, digits and underscores: "lead_member".']),
    "a marking with a slot of other words": (
        own_layout('[[section.part]]\nkind = "marking"\nlead = "{paragraphs}"'),
        ["layouts/ours.toml, section[1].part[1]: there is no slot {paragraphs}. Did you mean "
         "'paragraph'?"]),
    "paragraphs under a heading without a number": (
        own_layout('[[section.part]]\nkind = "author"\nid = "a"\nplace = "a"\n'
                   'numbered = "under_heading"\nnumber = "A"'),
        ["layouts/ours.toml, section[1].part[1]: its paragraphs are numbered under heading 1, but "
         "its own number is 'A'. Such headings are counted: number = \"1.\"."]),
    "a place of two rows": (
        header('place = "risk"', "[[section.part.row]]", 'place = "risk"'),
        ["layouts/ours.toml: two rows of headers have the place 'risk'. Give each a place of its "
         "own."]),
    "words of a layout that is misspelt": (
        layout('about = "', 'words_from = "cover-tabel"\nabout = "'),
        ["layouts/barnsley-scrutiny.toml, words_from: there is no layout 'cover-tabel'. Did you "
         "mean 'cover-table'?"]),
    "words of a layout that nothing resembles": (
        layout('about = "', 'words_from = "kent"\nabout = "'),
        ["layouts/barnsley-scrutiny.toml, words_from: there is no layout 'kent'. There is "
         "barnsley-scrutiny, cover-sheet, cover-table and numbered-paragraphs."]),
    "words that are no table": (
        own_layout('[[section.part]]\nkind = "title"', top='words = "none"'),
        ["layouts/ours.toml, words: expected a table, found 'none'. Give its settings under "
         "[words]."]),
    "a logo as high as the page": (layout("[words]", "[logo]\nheight_mm = 200\n[words]"),
        ["layouts/barnsley-scrutiny.toml, logo.height_mm: 200.0 is outside 5 to 60. Give it in "
         "millimetres, such as 18."]),
    # ── what a layout asks of report.toml ────────────────────────────────────────────────────────
    "a setting that the layout prints": (header('label = "Ward affected"', 'value = "ward"'),
        ["report.toml, report.fields.ward: it is missing: the layout 'ours' prints it as 'Ward "
         'affected\'. Add it under [report.fields]: ward = "...".']),
    "a setting that the layout prints, misspelt": (
        header('text = "Report of {lead_member}"', rest='[report.fields]\nlead_meber = "A"'),
        ["report.toml, report.fields.lead_member: it is missing: the layout 'ours' prints it. Did "
         'you mean \'lead_meber\'? Add it under [report.fields]: lead_member = "...".']),
    "the council's name where the layout prints it": (header('value = "council"'),
        ["report.toml, report.council: it is missing: the layout 'ours' prints it. Add it under "
         '[report]: council = "...".']),
    "a field that is a setting itself": (report('[report.fields]\nauthor = "A"'),
        ["report.toml, report.fields.author: 'author' is a setting of [report] itself. Give it "
         "there."]),
    "a choice misspelt": (
        header('value = "purpose"', 'choices = ["Assurance", "Policy"]',
               rest='[report.fields]\npurpose = ["Policy", "Asurance"]'),
        ["report.toml, report.fields.purpose: 'Asurance' is not one of 'Assurance' or 'Policy'. "
         "Did you mean 'Assurance'?"]),
    "a choice that nothing resembles": (
        header('value = "key"', 'choices = ["Yes", "No"]', rest='[report.fields]\nkey = "?"'),
        ["report.toml, report.fields.key: '?' is not one of 'Yes' or 'No'. Take one or more of "
         "them."]),
    "a yes that is not in quotes": (report("[report.fields]\nkey_decision = true"),
        ["report.toml, report.fields.key_decision: expected text in quotes, found true. Write "
         '"true".']),
    "a paragraph of Schedule 12A that there is not": (report(exempt_paragraph='"8"'),
        ["report.toml, report.exempt_paragraph: '8' is none of the seven paragraphs of Part 1 of "
         "Schedule 12A to the Local Government Act 1972. Give one number: 1 any individual, 2 the "
         "identity of an individual, 3 financial or business affairs, 4 labour relations, 5 legal "
         "professional privilege, 6 notices and orders, 7 the prevention, investigation or "
         "prosecution of crime."]),
    "a marking without its paragraph": (
        own_layout('[[section.part]]\nkind = "title"', top='exempt_marking = "always"'),
        ["report.toml, report.exempt_paragraph: the layout 'ours' marks its private edition NOT "
         "FOR PUBLICATION, and that takes the paragraph of Schedule 12A by which it is exempt. "
         'Give it, such as exempt_paragraph = "2", or build the public edition. They are 1 any '
         "individual, 2 the identity of an individual, 3 financial or business affairs, 4 labour "
         "relations, 5 legal professional privilege, 6 notices and orders, 7 the prevention, "
         "investigation or prosecution of crime."]),
    "a logo that is not there": (report(logo='"arms.png"'),
        ["arms.png: there is no such file. Put the picture there, or take out what names "
         "it: report.logo."]),
    "a layout's logo that is not there": (layout("[words]", '[logo]\nfile = "a.png"\n[words]'),
        ["layouts/a.png: there is no such file. Put the picture there, or take out what "
         "names it: [logo] in the layout."]),
    "a logo that is no picture": (logo(b"\x89PNG not really"),
        ["arms.png: it is no picture that can be read. Save it again as PNG or JPEG."]),
    "a logo that is cut off": (logo(picture("PNG", (300, 200))[:60]),
        ["arms.png: it is no picture that can be read. Save it again as PNG or JPEG."]),
    "a logo of another kind": (logo(picture("GIF")),
        ["arms.png: it is a picture of the kind GIF. Save it as PNG or JPEG."]),
    "a logo as large as a wall": (logo(picture("PNG", (9000, 9000))),
        ["arms.png: it has 9,000 by 9,000 pixels. Save it smaller: 1,000 pixels are wide "
         "enough."]),
    # ── sentence books ───────────────────────────────────────────────────────────────────────────
    "characters that the font lacks, in every field that is printed": (
        own_book('[override]\n"absent.confidential" = "{Subject} is withheld ↗"')
        | report(title='"Monthly ✓ report"', page_note='"Pages ☎ and ☎"', narrative='"ours"')
        | indicators("visits,Visits ★,Visits,number of visits,count,flow,neutral,Seen 😀 twice",
                     also="note")
        | values("visits,2022-06,5,,")
        | own_words("A long paragraph of the author’s own, and ✓ it is done.")
        | layout('heading = "Background"', 'heading = "Background ✓"'),
        ["commentary/background.md: the font has no '✓' (U+2713, CHECK MARK), found in '…e "
         "author’s own, and ✓ it is done.'. Use another character.",
         "indicators.csv, row 4, column section: the font has no '★' (U+2605, BLACK STAR), found "
         "in 'Visits ★'. Use another character.",
         "indicators.csv, row 4, column note: the font has no '😀' (U+1F600, GRINNING FACE), found "
         "in 'Seen 😀 twice'. Use another character.",
         "layouts/barnsley-scrutiny.toml, section[1].part[6].heading: the font has no '✓' (U+2713, "
         "CHECK MARK), found in 'Background ✓'. Use another character.",
         "narratives/ours.toml, override.absent.confidential: the font has no '↗' (U+2197, NORTH "
         "EAST ARROW), found in '…ubject} is withheld ↗'. Use another character.",
         "report.toml, report.page_note: the font has no '☎' (U+260E, BLACK TELEPHONE), found in "
         "'Pages ☎ and ☎'. Use another character.",
         "report.toml, report.title: the font has no '✓' (U+2713, CHECK MARK), found in 'Monthly ✓ "
         "report'. Use another character."]),
    "a book that is not TOML": ({"narratives/childrens-social-care.toml": "about"},
        ["narratives/childrens-social-care.toml: it is not TOML: Expected '=' after a key in "
         'a key/value pair (at end of document). A setting is written name = "value"; a line '
         "of remarks begins with #."]),
    "text where a table of sentences belongs": (
        {"narratives/childrens-social-care.toml": 'about = ""\nsay = "now"'},
        ["narratives/childrens-social-care.toml, pattern: this setting is missing. Add it: "
         "[[pattern]].",
         "narratives/childrens-social-care.toml, say: expected a table, found 'now'. Give its "
         "settings under [say]."]),
    "a book without its sentences": (
        {"narratives/childrens-social-care.toml":
            'about = ""\n[[pattern]]\nname = "all"\nsentences = ["month"]'},
        ["narratives/childrens-social-care.toml, say: this setting is missing. Add it: [say]."]),
    "a name that the code does not say": (book("[[say.status]]", "[[say.statsu]]"),
        ["narratives/childrens-social-care.toml, say.statsu, entry 1: nothing is said by the "
         "name 'statsu'. Did you mean 'status'?"]),
    "a name that nothing resembles": (book("[[say.now]]", '[[say.xyz]]\ntext = ""\n[[say.now]]'),
        ["narratives/childrens-social-care.toml, say.xyz, entry 1: nothing is said by the name "
         "'xyz'. " + shortened(f"Known are {listed(list(ASKED))}.")]),
    "a weight below nought": (own_book("[weights]\nchange = -10"),
        ["narratives/ours.toml, weights.change: -10 is below nought. Give nought or more."]),
    "a sentence with an open brace": (book("at the end of {month}", "at the end of {month"),
        ["narratives/childrens-social-care.toml, say.now, entry 1: its braces are not paired: "
         "expected '}' before end of string. A slot is written {month}."]),
    "a slot with a form": (book("at the end of {month}", "at the end of {month:>9}"),
        ["narratives/childrens-social-care.toml, say.now, entry 1: a slot is a name alone: "
         "{month}. Take out what follows the name."]),
    "a slot misspelt in a book": (book("at the end of {month}", "at the end of {mnth}"),
        ["narratives/childrens-social-care.toml, say.now, entry 1: there is no slot {mnth} "
         "here. Did you mean 'month'?"]),
    "a slot that nothing resembles in a book": (
        book("at the end of {month}", "at the end of {x}"),
        ["narratives/childrens-social-care.toml, say.now, entry 1: there is no slot {x} here. "
         "There is month and over."]),
    "a slot where there is none": (book("increased marginally", "increased by {change}"),
        ["narratives/childrens-social-care.toml, say.changed, entry 3: there is no slot "
         "{change} here. There is none."]),
    "a state misspelt": (book('when = { timing = "stock" }', 'when = { timin = "stock" }'),
        ["narratives/childrens-social-care.toml, say.now, entry 3: nothing is known as "
         "'timin' here. Did you mean 'timing'?"]),
    "a state that nothing resembles": (
        book('when = { timing = "stock" }', 'when = { x = "stock" }'),
        ["narratives/childrens-social-care.toml, say.now, entry 3: nothing is known as 'x' "
         "here. There is timing, late and first."]),
    "a state where there is none": (
        book("[[say.also]]", '[[say.also]]\nwhen = { x = "y" }'),
        ["narratives/childrens-social-care.toml, say.also, entry 1: nothing is known as 'x' "
         "here. There is nothing."]),
    "a state that never is": (book('when = { timing = "stock" }', 'when = { timing = "stok" }'),
        ["narratives/childrens-social-care.toml, say.now, entry 3: timing is never 'stok'. It "
         "is 'flow', 'stock', 'cumulative' or 'rolling'."]),
    "thresholds that fall": (book("under = 0.5", "under = 5.5"),
        ["narratives/childrens-social-care.toml, hedges.change.percent: its thresholds do not "
         "rise from entry to entry. Put the entries in order of `under`."]),
    "a hedge that is no word": (book('word = "marginal"', 'word = "tiny"'),
        ["narratives/childrens-social-care.toml, hedges.change.percent: 'tiny' is no word for "
         "this. It is marginal or slight."]),
    "a state without words": (
        book('when = { timing = "rolling" }\ntext = "in the {over} to {month}"\n[[say.now]]\n',
             'when = { timing = "flow" }\n'),
        ["narratives/childrens-social-care.toml, say.now: there are no words for the state in "
         "which timing is rolling, late is yes, first is yes. Add an entry; one without `when` "
         "serves every other state."]),
    "a name without words": (book('[[say.zero_other]]\ntext = "{subject} {was} nil"', ""),
        ["narratives/childrens-social-care.toml, say.zero_other: there are no words. Add an entry; "
         "one without `when` serves every other state."]),
    "an entry that is never reached": (
        book("[[say.now]]", '[[say.now]]\ntext = "now"\n[[say.now]]'),
        ["narratives/childrens-social-care.toml, say.now, entry 2: it can never be said: "
         "entries above it take every such state. Take it out, or move it up.",
         "narratives/childrens-social-care.toml, say.now, entry 3: it can never be said: "
         "entries above it take every such state. Take it out, or move it up.",
         "narratives/childrens-social-care.toml, say.now, entry 4: it can never be said: "
         "entries above it take every such state. Take it out, or move it up.",
         "narratives/childrens-social-care.toml, say.now, entry 5: it can never be said: "
         "entries above it take every such state. Take it out, or move it up.",
         "narratives/childrens-social-care.toml, say.now, entry 6: it can never be said: "
         "entries above it take every such state. Take it out, or move it up.",
         "narratives/childrens-social-care.toml, say.now, entry 7: it can never be said: "
         "entries above it take every such state. Take it out, or move it up.",
         "narratives/childrens-social-care.toml, say.now, entry 8: it can never be said: "
         "entries above it take every such state. Take it out, or move it up."]),
    "a pattern of a sentence misspelt": (
        book('sentences = ["annual_rate", "standing"]', 'sentences = ["anual_rate"]'),
        ["narratives/childrens-social-care.toml, pattern[1]: there is no sentence 'anual_rate'. "
         "Did you mean 'annual_rate'?"]),
    "a pattern of a sentence that nothing resembles": (
        book('sentences = ["annual_rate", "standing"]', 'sentences = ["xyz"]'),
        ["narratives/childrens-social-care.toml, pattern[1]: there is no sentence 'xyz'. There is "
         "month, standing, average, total, annual_rate and caution."]),
    "a pattern for a state misspelt": (
        book('when = { annual = "yes" }', 'when = { anual = "yes" }'),
        ["narratives/childrens-social-care.toml, pattern[1]: nothing is known as 'anual' here. "
         "Did you mean 'annual'?"]),
    "a pattern for a state that nothing resembles": (
        book('when = { annual = "yes" }', 'when = { x = "yes" }'),
        ["narratives/childrens-social-care.toml, pattern[1]: nothing is known as 'x' here. There "
         "is unit, timing, annual, small and marked."]),
    "a pattern for a state that never is": (
        book('when = { annual = "yes" }', 'when = { annual = "maybe" }'),
        ["narratives/childrens-social-care.toml, pattern[1]: annual is never 'maybe'. It is 'yes' "
         "or 'no'."]),
    "a last pattern that does not suit all": (
        book('name = "everything else"', 'name = "everything else"\nwhen = { small = "yes" }'),
        ["narratives/childrens-social-care.toml, pattern: the last pattern does not suit every "
         "other indicator. End with one that has no `when`."]),
    # ── books over books ─────────────────────────────────────────────────────────────────────────
    "a base misspelt": (own_book(base="childrens-care"),
        ["narratives/ours.toml, base: there is no other book 'childrens-care'. Did you mean "
         "'childrens-social-care'?"]),
    "a base that nothing resembles": (own_book(base="kent"),
        ["narratives/ours.toml, base: there is no other book 'kent'. There is "
         "childrens-social-care, corporate, housing, nhs and police."]),
    "a book that is its own base": (own_book(base="ours"),
        ["narratives/ours.toml, base: there is no other book 'ours'. There is "
         "childrens-social-care, corporate, housing, nhs and police."]),
    "a base with a base": (own_book(base="corporate"),
        ["narratives/ours.toml, base: 'corporate' has a base itself. Take "
         "'childrens-social-care' as the base."]),
    "a base that is not TOML": (
        own_book() | {"narratives/childrens-social-care.toml": "about"},
        ["narratives/childrens-social-care.toml: it is not TOML: Expected '=' after a key in "
         'a key/value pair (at end of document). A setting is written name = "value"; a line '
         "of remarks begins with #."]),
    "overrides that are no texts": (own_book('[override]\nx = 1'),
        ["narratives/ours.toml, override: it does not give texts by entry. Write: [override] and "
         "under it \"hold.2\" = \"the new words\"."]),
    "sentences that are no table": (own_book('say = "now"'),
        ["narratives/ours.toml, say: expected a table, found 'now'. Give its settings under "
         "[say]."]),
    "an id that is there twice": (own_book(
        '[[say.none]]\nid = "a"\nwhen = {}\ntext = ""\n[[say.none]]\nid = "a"\ntext = ""'),
        ["narratives/ours.toml, say.none, entry 2: the id 'none.a' is there already. Give "
         "each entry of a name an id of its own."]),
    "a pattern that tells nothing": (own_book('[[pattern]]\nname = "a"\nsentences = []'),
        ["narratives/ours.toml, pattern[1]: it tells nothing. Its sentences are of month, "
         "standing, average, total, annual_rate and caution."]),
    "a pattern that is never told": (own_book(
        '[[pattern]]\nname = "a"\nsentences = ["month"]\n'
        '[[pattern]]\nname = "b"\nsentences = ["month"]'),
        ["narratives/ours.toml, pattern[2]: it can never be told: patterns above it take every "
         "such indicator. Take it out, or move it up."]),
    "a slot that is not written as one": ({"commentary/background.md": "{referrals}"},
        ["commentary/background.md: a slot is not written as one. It is an indicator's id, a dot "
         "and a fact, without blanks: {referrals.volume.current}."]),
    "an override misspelt": (own_book('[override]\n"absent.confidental" = "x"'),
        ["narratives/ours.toml, override.absent.confidental: there is no entry "
         "'absent.confidental'. Did you mean 'absent.confidential'?"]),
    "an override that nothing resembles": (own_book('[override]\n"xyz" = "x"'),
        ["narratives/ours.toml, override.xyz: there is no entry 'xyz'. `briefing sentences` lists "
         "them."]),
    "a slot for the period, misspelt": (report(title='"Report of {perod}"', author='"A"'),
        ["report.toml, report.title: there is no slot '{perod}'. Did you mean 'period'?"]),
    "acceptances of nothing, and of a kind that is none": (
        report('[[accept]]\nreason = "So."\ndate = 2022-09-01\n[[accept]]\nkind = "outlyer"\n'
               'reason = "So."\ndate = 2022-09-01'),
        ["report.toml, accept[1]: it has neither a warning nor a kind. Give the warning as it was "
         "printed, or its kind and the indicator.",
         "report.toml, accept[2].kind: 'outlyer' is no kind of warning. Did you mean 'outlier'?"]),
    # ── the author's own words ───────────────────────────────────────────────────────────────────
    "a slot of an indicator misspelt": (own_words("There were {referals.current}."),
        ["commentary/background.md: {referals.current}: there is no indicator 'referals'. Did you "
         "mean 'referrals'?"]),
    "a slot of an indicator that nothing resembles": (own_words("There were {adoption.current}."),
        ["commentary/background.md: {adoption.current}: there is no indicator 'adoption'. A slot "
         "is an indicator's id, a dot and a fact: {referrals.volume.current}."]),
    "a slot of a fact misspelt": (own_words("There were {referrals.curent}."),
        ["commentary/background.md: {referrals.curent}: there is no fact 'curent' of 'referrals' "
         "this month. Did you mean 'current'?"]),
    "a slot of a fact that nothing resembles": (own_words("- There were {assessed.x}."),
        ["commentary/background.md: {assessed.x}: there is no fact 'x' of 'assessed' this month. "
         "There is current, months_known, numerator and denominator."]),
    "a slot of an indicator without a fact": (
        {"values.csv": VALUES.replace("2022-06,190", "2022-06,[c]")}
        | own_words("There were {referrals.current}."),
        ["commentary/background.md: {referrals.current}: there is no fact 'current' of 'referrals' "
         "this month. It has no figure this month."]),
}

NOTICES: dict[str, tuple[Files, list[str]]] = {
    "an acceptance that has ended": (
        report('[[accept]]\nkind = "outlier"\nreason = "So."\ndate = 2022-08-01\n'
               'until = 2022-09-01'),
        ["report.toml, accept[1].until: it ended on 1 September 2022. Take it out, or look again "
         "and give a later day."]),
    "titles, meetings and paragraphs of another month": (
        report(title='"Report of May 2022"', page_note='"As at July"',
               meeting='"Scrutiny, 13 August 2022"', name='"report-may-2022"')
        | own_words("This is the report of May 2022.\n\nSince May 2022 it is so.\n\n"
                    "The law of May 2009 holds."),
        ["commentary/background.md: it names May 2022, but the report is of June 2022. See that it "
         "still holds, then mend or accept it; {period} is always the report's own.",
         "report.toml, report.meeting: it names August 2022, but the report is of June 2022 and "
         "the meeting on 13 September 2022. Mend it; {meeting_date} and {period} are always the "
         "report's own.",
         "report.toml, report.name: it names May 2022, but the report is of June 2022. Mend it; "
         "{period} is always the report's own.",
         "report.toml, report.page_note: it names July, but the report is of June 2022. Mend it; "
         "{period} is always the report's own.",
         "report.toml, report.title: it names May 2022, but the report is of June 2022. Mend it; "
         "{period} is always the report's own."]),
    "last month's meeting and words": (
        {"earlier/2022-05.report.toml": report()["report.toml"],
         "earlier/2022-05.commentary.json": '[{"place": "referrals", "text": "Storms."}]',
         "commentary/referrals.md": "Storms."},
        ["commentary/referrals.md: what is said of 'referrals' is as it was in May 2022. See that "
         "it still holds, then accept this.",
         "report.toml, report.date: 13 September 2022 was the meeting of the report of May 2022. "
         "Give the date of this report's meeting."]),
    "an edition that was not recorded": (
        report(edition='"public"') | {"out/public/monthly-report-2022-05-public.figures.csv":
            "id,indicator,role,period,value,text,place\n"
            "referrals:month:2022-05,referrals,month,2022-05,180,180,table\n"},
        ["out/public/monthly-report-2022-05-public.figures.csv: a public edition of May 2022 was "
         "built and not recorded; its figures are taken for known to the public. Record it with "
         "briefing publish when it is given out; take it away, with the files beside it, if nobody "
         "was given it."]),
    "words too pale for their ground": (
        layout("[words]", '[look.palette]\nquiet = "808080"\nhead_ground = "777777"\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.heading: 12436D on head_ground (777777) "
         "has a contrast of 2.28 to 1. For words it must be 4.5 to 1 at least: make one of them "
         "darker or the other lighter.",
         "layouts/barnsley-scrutiny.toml, look.palette.ink: 1A1A1A on head_ground (777777) has a "
         "contrast of 3.88 to 1. For words it must be 4.5 to 1 at least: make one of them darker "
         "or the other lighter.",
         "layouts/barnsley-scrutiny.toml, look.palette.quiet: 808080 on paper (FFFFFF) has a "
         "contrast of 3.94 to 1. For words it must be 4.5 to 1 at least: make one of them darker "
         "or the other lighter."]),
    "a line too pale for paper": (
        layout("[words]", '[look.palette]\nlast_year = "A0A0A0"\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.last_year: A0A0A0 on paper (FFFFFF) has a "
         "contrast of 2.61 to 1. For lines and shapes it must be 3 to 1 at least: make one of "
         "them darker or the other lighter."]),
    "a rating too pale for its ground": (
        layout("[words]", '[look.palette]\nred = ["F6D7D2", "E06050"]\n[words]'),
        ["layouts/barnsley-scrutiny.toml, look.palette.red: E06050 on its ground (F6D7D2) has a "
         "contrast of 2.61 to 1. For words it must be 4.5 to 1 at least: make one of them darker "
         "or the other lighter."]),
    "sentences that the layout has no place for": (
        own_layout('[[section.part]]\nkind = "title"\nid = "head"'),
        ["layouts/ours.toml: it has no place for 2 sentences on indicators: “The number of "
         "referrals was 190 in June.”. Add a part that shows them; `briefing manual layouts` says "
         "which there are."]),
    "a field that may be left out, misspelt": (
        header('value = "ward"', 'empty = "All"', "[[section.part]]", 'kind = "summary"',
               'id = "all"', rest='[report.fields]\nwards = "North"'),
        ["report.toml, report.fields.wards: the layout 'ours' does not print it. Did you mean "
         "'ward'?"]),
    "a logo that the layout does not show": (
        own_layout('[[section.part]]\nkind = "summary"\nid = "all"', logo='"arms.png"')
        | {"arms.png": picture("PNG")},
        ["report.toml, report.logo: the layout 'ours' has no place for it. A layout shows it where "
         'it has a part of kind = "logo".']),
    "a template with a narrow page": (
        template(lambda made: made.sections[0].__setattr__("left_margin", Mm(150))),
        ["house.docx: the text of its page is 34 mm wide; tables and charts of a report want 120 "
         "mm. Give it a wider page or narrower margins."]),
    "a template with a picture that was deleted": (
        report('[word]\ntemplate = "house.docx"') | {"house.docx": rezipped(
            template(lambda made: None)["house.docx"],
            {"word/_rels/document.xml.rels": relating(related("image", "../NULL", "rIdNull"))})},
        ["house.docx: the Word file is written without what the template carries besides its "
         "looks: links to parts that are not in it (NULL). Word shows nothing of them either."]),
    "a template with a style of its own for captions": (
        report('[word]\ntemplate = "house.docx"\n[word.styles]\nheading_1 = "Council Title"\n'
               'body_text = "Council Para"\nlist_bullet = "Council Bullet"\n'
               'list_number = "Council Number"') | {"house.docx": council()},
        ["house.docx: it has no style 'Caption' for what stands over a chart or table; ours is "
         "added. If its 'Council Caption' is meant, write caption = \"Council Caption\" under "
         "[word.styles]."]),
    "a hidden column": (
        sheet(edit=lambda made: made.column_dimensions["B"].__setattr__("hidden", True)),
        ["figures.xlsx, sheet Sheet, row 1, column period: column B is hidden; it was read like "
         "the others. Show it and look, or delete it."]),
    "a hidden sheet": (sheet(edit=_hide_sheet),
        ["figures.xlsx, sheet Values: the sheet is hidden; it was read like the others. Show it "
         "and look, or name another."]),
    "a target that is not there yet": (targets("assessed,2022/23,,[x]"),
        ["targets.csv, row 2, column target: '[x]' says that there is none; the row was not read. "
         "Take the row out until there is a number."]),
    "a column of marks": (
        {"values.csv": VALUES.replace("denominator\n", "denominator,note\n").replace(
            "190,,", "190,,,[u]")},
        ["values.csv, row 2, column note: the column 'note' holds marks of figures ([u]); they "
         "were not read. Write each after its figure: 12.4 [u]."]),
    "a sheet of another name": (
        workbook(Indicators=INDICATORS, Values=VALUES, Target="indicator,year,target"),
        ["data.xlsx, sheet Target: this sheet is not read. Did you mean 'Targets'?"]),
    "a sheet beside the one that is read": (
        workbook(Indicators=INDICATORS, Values=VALUES, Values2=VALUES),
        ["data.xlsx, sheet Values2: this sheet is not read. 'Values' was found without it: take "
         "this one out, or give it another name."]),
    "a file of another name": ({"target.csv": "x"},
        ["target.csv: this file is not read. Did you mean 'targets.csv'?"]),
    "paragraphs in a CSV file": ({"commentary.csv": "x"},
        ["commentary.csv: this file is not read. Paragraphs stand in the folder commentary, or in "
         "the workbook's sheet Commentary."]),
    "a folder of another name": ({"comentary": None},
        ["comentary: this folder is not read. Did you mean 'commentary'?"]),
    "a folder among the paragraphs": ({"commentary/background.md/a.md": "x"},
        ["commentary/background.md: it is a folder; what is in it was not read. Put its files "
         "into commentary itself, or move it away."]),
    "hidden rows": (sheet(edit=_hide),
        ["figures.xlsx, sheet Sheet: rows 2 and 3 are hidden; they were read like the others. "
         "Show them and look, or delete what should not count."]),
    "a column without a heading": (
        {"values.csv": VALUES.replace("denominator\n", "denominator,\n").replace(
            "190,,", "190,,,checked by Sam")},
        ["values.csv, row 2: column F has cells but no heading; they were not read. Give it a "
         "heading, or empty it."]),
    "an indicator without values": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral"),
        ["indicators.csv, plans: it has no values. Add its rows to the values, or take it out."]),
    "an indicator without the value that is due": (
        indicators("plans,Plans,Plans,number of plans,count,flow,neutral")
        | values("plans,2022-05,12,,"),
        ["indicators.csv, plans: it has no value for June 2022. Add it, or [x] where there is none "
         "yet; 'lag' says how many months late it always is."]),
    "a typed figure that no fact supports": (own_words("There were 251, 190 of them in June."),
        ["commentary/background.md: no fact of this report supports the figure 251. Check it; a "
         "slot such as {referrals.volume.current} keeps a figure true."]),
    "a withheld figure in a section's paragraph": (
        report(edition='"public"') | {"values.csv": VALUES.replace("80.0,40,50", ",4,50"),
                                      "commentary/assessments.md": "Staff saw 4 more each."},
        ["commentary/assessments.md: it says 4, a figure of 'assessed' that the public edition "
         "withholds. Word it without the figure, or name it assessments.private.md to keep it to "
         "the private edition."]),
    "a pooled year to date without its pairs": (
        indicators("plans,Plans,Plans,share of plans,percent,flow,neutral,pooled",
                   also="year_to_date") | values("plans,2022-06,50,,"),
        ["indicators.csv, plans: its year to date is pooled, but it has no numerators and "
         "denominators. Give both, or no year to date can be worked out."]),
}


def _onto_a_file(folder: Path) -> Path:
    (folder / "notes.txt").write_text("")
    return folder / "notes.txt"


def _scorecard(folder: Path, sheet: str = "Measure,Result\na,1") -> Path:
    """A workbook that has a table, but no months."""
    (folder / "kpis.xlsx").write_bytes(bytes(workbook(Sheet=sheet)["data.xlsx"]))
    return folder / "kpis.xlsx"


def _locked(folder: Path) -> None:
    """A file that Windows keeps for the program it is open in."""
    (folder / "out").mkdir()
    (folder / "out" / "out.pdf").write_bytes(b"old")
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *rest: Any) -> Any:
        if mode == "r+b":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, mode, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        put_in_place({"out.pdf": b"new"}, folder / "out")


def _explain(folder: Path, indicator: str) -> None:
    _write(folder, {})
    list(explained(folder, indicator))


def _reviewed(folder: Path, beside: bool) -> None:
    """A review of a built file that lies elsewhere, by no folder or by another report's."""
    _write(folder / "report", {})
    built = next(path for path in build(folder / "report").files if path.suffix == ".docx")
    away = folder / "away"
    away.mkdir()
    shutil.copy(built, away)
    if beside:
        _write(away, report(name='"another"'))
    here = Path.cwd()
    os.chdir(away)
    try:
        review_file(away / built.name)
    finally:
        os.chdir(here)


def _without_sqlalchemy(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "sqlalchemy", None)
        _write(folder, source('query = "select 1"', 'database = "sqlite:///figures.db"'))
        prepare(folder)


def _asked(folder: Path, **asked: str) -> None:
    _write(folder, {})
    prepare(folder, **asked)


def _attacked(folder: Path, changed: Files, spoil: Callable[[Path], object]) -> object:
    """What an attack says of the report of the folder, with a file of it spoilt."""
    _write(folder, changed)
    pdf = next(path for path in build(folder).files if path.suffix == ".pdf")
    spoil(pdf)
    return SimpleNamespace(warnings=attack_pdf(pdf).problems)


def _document(folder: Path) -> Path:
    docx.Document().save(str(folder / "edited.docx"))
    return folder / "edited.docx"


# What is asked of the program on the left, FOLDER being where.
REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a page that the manual has not": (lambda folder: page("valeus"),
        "briefing manual: 'valeus' is no topic. Did you mean 'values'?"),
    "a next period that is not later": (
        lambda folder: (_write(folder, {}), move_on(folder, "May 2022")),
        "PERIOD: May 2022 is not after June 2022, which the report is of. Name a later one, or "
        "change period in report.toml by hand."),
    "a blank period moved on twice": (
        lambda folder: (_write(folder, {}), move_on(folder), move_on(folder)),
        "report.toml, report.period: it is blank, so that the report is of what the figures end "
        "with, June 2022; and it was moved on already, to the meeting of 11 October 2022. Give the "
        'figures of July 2022, or name the period that it is to be moved on to: briefing next '
        '"2022-07".'),
    "a scorecard over work": (
        lambda folder: import_workbook(_scorecard(folder), _onto_a_file(folder).parent),
        "FOLDER: it is there already and is not empty. Give the name of a new folder; nothing "
        "in it was touched."),
    "a workbook that is no scorecard": (
        lambda folder: import_workbook(_scorecard(folder), folder / "new"),
        "kpis.xlsx: no sheet of it is a scorecard. Its first row of headings names the "
        "indicators' column, Indicator or Measure, and months with their year: Apr 2024."),
    "a scorecard of colours alone": (
        lambda folder: import_workbook(_scorecard(folder, "Measure,Apr 2024\na,"), folder / "new"),
        "kpis.xlsx: no row under its headings has a figure. Colours and pictures are not read: type"
        " the figures into the columns of the months."),
    "a new folder over work": (lambda folder: new_folder(_onto_a_file(folder).parent),
        "FOLDER: it is there already and is not empty. Give the name of a new folder; nothing "
        "in it was touched."),
    "a new folder inside a file": (lambda folder: new_folder(_onto_a_file(folder) / "sub"),
        f"FOLDER/notes.txt/sub: it cannot be written: {A_FILE}. Give another folder."),
    "a new folder whose name is too long": (lambda folder: new_folder(folder / ("n" * 300)),
        f"FOLDER/{'n' * 300}: it cannot be written: File name too long. Give another folder."),
    "the example over work": (
        lambda folder: copy_example("barnsley", _onto_a_file(folder).parent),
        "FOLDER: it is there already and is not empty. Give the name of a new folder; nothing "
        "in it was touched."),
    "the example inside a file": (
        lambda folder: copy_example("barnsley", _onto_a_file(folder) / "sub"),
        f"FOLDER/notes.txt/sub: it cannot be written: {A_FILE}. Give another folder."),
    "the example over another report": (
        lambda folder: (_write(folder, {}), copy_example("barnsley", folder)),
        "FOLDER: it is there already and is not empty. Give the name of a new folder; nothing "
        "in it was touched."),
    "a database without SQLAlchemy": (_without_sqlalchemy,
        "report.toml, values[1].query: SQLAlchemy is needed to read from a database. Install it "
        "with: pip install briefing[sql]"),
    "a query without an end": (_endless,
        "report.toml, values[1].query: the query takes more than 0 seconds. Ask for fewer rows, "
        "or keep its result in a file."),
    "a program in a folder that is not trusted": (
        lambda folder: (_write(folder, charts('@chart("dots")\ndef draw(axes, series): ...')),
                        prepare(folder)),
        "report.toml, report.own_charts: 'charts.py' is a program: it would be run on this "
        "machine. If you trust whoever made this folder, say --trust, or name the folder in "
        f"{configuration().as_posix()}."),
    "a report in a folder that is not there": (lambda folder: prepare(folder / "sub"),
        "report.toml: there is no folder FOLDER/sub. Name the report's folder, or make one to "
        "start from: briefing new FOLDER."),
    "a report into a file": (
        lambda folder: put_in_place({"out.pdf": b"new"}, _onto_a_file(folder)),
        f"FOLDER/notes.txt: it cannot be written: {os.strerror(errno.EEXIST)}. Give another folder "
        "with --out."),
    "a report that is open elsewhere": (_locked,
        "out/out.pdf: it cannot be replaced: it is open in another program, or protected from "
        "change. Close it and try again; nothing was changed."),
    "the sentences of a book that is misspelt": (lambda folder: read_book_named("corporat"),
        "--book: there is no sentence book 'corporat'. Did you mean 'corporate'?"),
    "the sentences of a book that is not there": (lambda folder: read_book_named("kent"),
        "--book: there is no sentence book 'kent'. There is childrens-social-care, "
        "corporate, housing, nhs and police."),
    "an explanation of what is misspelt": (lambda folder: _explain(folder, "Referal"),
        "INDICATOR: there is no indicator 'Referal'. Did you mean 'referrals'?"),
    "an explanation of what is not there": (lambda folder: _explain(folder, "adoption"),
        "INDICATOR: there is no indicator 'adoption'. Its id stands in the table Indicators."),
    "a month that is none": (lambda folder: _asked(folder, period="soon"),
        "--period: 'soon' is not a month, quarter, half year, term or year. " + PERIODS),
    "a month without figures": (lambda folder: _asked(folder, period="2022-07"),
        "--period: there is no figure for July 2022. The only figures are of June 2022. Give its "
        "figures, or name a period that has some."),
    "an attack that finds a count": (
        lambda folder: _attacked(folder, {"values.csv": VALUES.replace("190", "3")},
                                 lambda pdf: pdf),
        "monthly-report-2022-06.pdf: “Referrals”, June 2022, is a count that is withheld, but it "
        "is printed: 3 (summary.area.referrals.1). Withhold it."),
    "an attack that finds a number of nobody’s": (
        lambda folder: _attacked(folder, {}, lambda pdf: pdf.with_suffix(".txt").write_text(
            "There were 77 of them.", encoding="utf-8")),
        "monthly-report-2022-06.txt, text: ‘77’ is no figure that the report prints of this "
        "indicator: “There were 77 of them.”. Take it out: nobody can say what it gives away."),
    "an attack on a question about what is withheld": (
        lambda folder: _attacked(
            folder, {"values.csv": VALUES.replace("190", "[c]")},
            lambda pdf: pdf.with_suffix(".txt").write_text(
                "What explains the change in the number of referrals?", encoding="utf-8")),
        "monthly-report-2022-06.txt: “Referrals” is listed or asked about for a figure that is "
        "withheld: “What explains the change in the number of referrals?”. Take it out: that it "
        "was chosen tells how the figure is."),
    "an attack on a file that is no PDF": (
        lambda folder: _attacked(folder, {}, lambda pdf: pdf.write_bytes(b"%PDF-")),
        "monthly-report-2022-06.pdf: it cannot be read back: unable to find trailer dictionary "
        "while recovering damaged file. Build the report again, then "
        "attack it."),
    "an attack with figures cut short": (
        lambda folder: _attacked(folder, {}, lambda pdf: pdf.with_name(
            f"{pdf.stem}.figures.csv").write_bytes(b"id,indicator,role")),
        "monthly-report-2022-06.figures.csv: it cannot be read back: its headings are not id, "
        "indicator, role, period, value, text, place. Build the report again, then attack it."),
    "an attack with a damaged Word file": (
        lambda folder: _attacked(folder, {}, lambda pdf: pdf.with_suffix(".docx").write_bytes(
            pdf.with_suffix(".docx").read_bytes()[:3000])),
        "monthly-report-2022-06.docx: it cannot be read back: File is not a zip file. Build the "
        "report again, then attack it."),
    "an attack on a PDF without its figures": (
        lambda folder: _attacked(folder, {}, lambda pdf: pdf.with_name(
            f"{pdf.stem}.figures.csv").unlink()),
        "monthly-report-2022-06.figures.csv: there is no such file. Name a "
        "PDF with its figures beside it, as built."),
    "an attack on a PDF that lies elsewhere": (
        lambda folder: attack_pdf(folder / "a" / "b" / "c" / "report-2022-06.pdf"),
        "FOLDER/a/b/c/report-2022-06.pdf: its report's folder is not found from here. Name the "
        "folder: briefing attack NAME.pdf --folder FOLDER."),
    "an edited file that is none of ours": (lambda folder: read_back(_document(folder)),
        "edited.docx: it does not say what was written in it. Give a Word file that `briefing "
        "build` wrote, saved again as .docx; or name the folder of the report as well."),
    "an edited file without its folder": (
        lambda folder: _reviewed(folder, beside=False),
        "monthly-report-2022-06.docx: there is no report.toml beside it or above it. Say which "
        "report folder it is of: briefing review monthly-report-2022-06.docx --folder FOLDER."),
    "an edited file of another report": (
        lambda folder: _reviewed(folder, beside=True),
        "monthly-report-2022-06.docx: it is a file of the report 'monthly-report'; this folder's "
        "is 'another'. Give the folder that it was built from."),
    "a draft that is none": (lambda folder: read_draft(str(folder / "notes.txt")),
        "FOLDER/notes.txt: it is no report folder, record or Word file. Give a folder with "
        "report.toml, a record such as history/2022-07-private.json, or a .docx file that was "
        "built."),
    "a page that cannot be written": (lambda folder: put(folder / "none" / "page.html", b""),
        "FOLDER/none/page.html: it cannot be written: No such file or directory. Name a file in a "
        "folder where you can write."),
    "no report": (lambda folder: prepare(folder),
        "report.toml: there is no such file in FOLDER. Name the report's folder, or make one to "
        "start from: briefing new FOLDER."),
}

# Those of other tests, which hold them to their words, count for what is proven at the end.
EVERY = (test_checks.FAULTS | test_checks.NOTICES | test_word_template.FAULTS | FAULTS
         | NOTICES | test_own_terms.FAULTS | test_own_terms.NOTICES)
REFUSED = (test_publish.REFUSALS | refusals.REFUSALS | word_refusals.REFUSALS | REFUSALS
           | areas_refusals.REFUSALS | preview_refusals.REFUSALS | preview_refusals.MET)
Site = tuple[str, int]
PACKAGE = Path(briefing.__file__).parent
# What cannot be printed, or has no room, is only known when the PDF is made: its tests are the
# PDF writer's. What an author's chart cannot draw is only known when it is drawn:
# tests/charts/test_own_charts.py. What keeps files from being put in place:
# tests/commands/test_placing.py. What waits for the author, by layout:
# tests/layouts/test_placeholders.py.
ELSEWHERE = {PACKAGE / "writers" / "pdf" / name for name in ("fonts.py", "pages.py", "table.py")
             } | {PACKAGE / "charts" / "own.py", PACKAGE / "placing" / "__init__.py",
                  PACKAGE / "layout" / "placeholders.py"}


def _write(folder: Path, changed: Files) -> None:
    for name, content in ({"indicators.csv": INDICATORS, "values.csv": VALUES} | report()
                          | changed).items():
        path = folder / name
        if content == ABSENT:
            continue
        if content is None:
            path.mkdir()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def _said(act: Callable[[], object]) -> tuple[tuple[Problem, ...], frozenset[Site]]:
    """The problems that the act ends in, and the lines of the package that made one."""
    sites: set[Site] = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_back and frame.f_code in (Problem.__init__.__code__,
                                                                 Columns.fault.__code__):
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
        _write(Path(folder), EVERY[name][0])
        return _said(lambda: prepare(Path(folder), trusted=True))


@cache
def _refused(name: str) -> tuple[list[str], frozenset[Site]]:
    with TemporaryDirectory() as folder:
        problems, sites = _said(lambda: REFUSED[name][0](Path(folder)))
        return [str(p).replace(folder, "FOLDER").replace("\\", "/") for p in problems], sites


def test_the_sound_folder_has_no_problem(tmp_path: Path) -> None:
    _write(tmp_path, {})
    assert prepare(tmp_path).warnings == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_build_and_is_named(name: str) -> None:
    problems, _ = _prepared(name)
    assert [without_lines(problem) for problem in problems] == FAULTS[name][1]
    assert any(not problem.warning for problem in problems)


@pytest.mark.parametrize("name", NOTICES)
def test_a_warning_lets_the_build_go_on(name: str) -> None:
    problems, _ = _prepared(name)
    assert [without_lines(problem) for problem in problems] == NOTICES[name][1]
    assert all(problem.warning for problem in problems)


@pytest.mark.parametrize("name", REFUSALS)
def test_a_command_that_cannot_be_done_says_why(name: str) -> None:
    said, _ = _refused(name)
    assert said == [REFUSALS[name][1]]


def test_faults_of_every_file_are_named_at_once(tmp_path: Path) -> None:
    _write(tmp_path, report(layout='"kent"') | values("referrals,2022-07,many,,")
           | targets("referrals,2022,,180") | {"commentary/zzz.rtf": ""})
    with pytest.raises(ProblemsFound) as raised:
        prepare(tmp_path)
    assert [str(p.place) for p in raised.value.problems] == [
        "commentary/zzz.rtf", "report.toml, report.layout", "targets.csv, row 2, column year",
        "values.csv, row 4, column value",
    ]  # fmt: skip


def _makes_a_problem(call: ast.AST) -> bool:
    if not isinstance(call, ast.Call):
        return False
    named = call.func.id if isinstance(call.func, ast.Name) else (
        call.func.attr if isinstance(call.func, ast.Attribute) else "")
    return named in ("Problem", "fault")


def test_every_message_of_the_program_is_among_these() -> None:
    written = {
        (str(path), node.lineno)
        for path in PACKAGE.rglob("*.py") if path not in ELSEWHERE
        for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _makes_a_problem(node)
    }  # fmt: skip
    met = {site for name in EVERY for site in _prepared(name)[1]}
    met |= {site for name in REFUSED for site in _refused(name)[1]}
    assert len(written) > 150
    assert {f"{path}:{line}" for path, line in written - met} == set()


def test_every_message_says_what_to_do() -> None:
    told = [problem for name in EVERY for problem in _prepared(name)[0]]
    assert [str(problem) for problem in told if not problem.hint] == []
