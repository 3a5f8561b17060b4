"""Report folders with faults of every kind, and an oracle that knows what may be printed of them.

A case is a sound folder made from a seed, whose figures are known here as fractions, and up to
three mutations of its files. The program answers with problems, each with its remedy and nothing
written, or with a report; then whatever it prints of the cells that no mutation touched must be
what is worked out from them here.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path
from random import Random

import openpyxl

from briefing import shelves
from briefing.build import build
from briefing.fitting import fitting_problems
from briefing.prepared import prepare
from briefing.problems import Problem, ProblemsFound
from tests.conftest import LAYOUTS
from tests.disk import contents

LAST = 2022 * 12 + 6      # July 2022, as a number of months
MONTHS = tuple(range(LAST - 15, LAST + 1))
UNITS = {"referrals": "count", "open": "count", "share": "percent", "wait": "days"}
DECIMALS = {"referrals": 0, "open": 0, "share": 1, "wait": 1}
HEAD = ["id", "section", "title", "subject", "unit", "kind", "polarity", "decimals",
        "year_to_date", "disclosure"]
INDICATORS = [
    ["referrals", "Front door", "Referrals", "number of referrals", "count", "flow", "neutral", "0",
     "sum", ""],
    ["open", "Front door", "Open cases", "number of open cases", "count", "stock", "lower", "0", "",
     "exempt"],
    ["share", "Assessments", "In time", "percentage of assessments in time", "percent", "flow",
     "higher", "1", "pooled", ""],
    ["wait", "Assessments", "Wait", "average wait", "days", "flow", "lower", "1", "", "exempt"],
]
BAD_CELLS = (
    "", " ", "-", "–", "N/A", "n/a", "#N/A", "#REF!", "TBC", "x", "[c]", "[x]", "[z]", "*", "..",
    "<5", "1e5", "1E400", "nan", "NaN", "inf", "-inf", "-5", "−3", "1,247", "1.247,5", "12%",
    "1200%", "£12", "1 247", "١٢", "12 p", "12.3 [u]", "13 of 39", "0", "00012", "0.00000001",
    "9" * 400, "999999999999", "=1+1", "=HYPERLINK(\"http://a\")", "\x1b[31m", "\u202e12", "a\nb",
    "12\x00", "½", "²", "true", "2022-07", "July 2022", "Q1 2022/23", "\ufeff12", "'12", '"12"')
BAD_WORDS = ("Indicator", "indicators", "perod", "", "value ", "VALUE", "month", "measure",
             "x" * 300, "id", "unit", "count", "percent", "flow", "stock", "cumulative",
             "rolling_12", "higher", "range", "sum", "pooled", "latest", "annualised", "4", "9",
             "-1", "1.5", "exempt", "withhold", "{referrals.current}", "<b>", "&amp;", "\x07",
             "Côte", "ŵ", "■", "line", "monthly", "quarterly", "annual")
BAD_LINES = ("", "[", "[[values]]", "x = ", "title = 3", 'title = ""', "period = 2022",
             "[report]", 'period = "2031-01"', 'period = "soon"', "date = 2022-13-01", "= = =",
             "[disclosure]\n", "[word]\ntemplate = 'report.toml'",
             'edition = "all"', 'layout = "kent"', 'layout = "../x"', 'narrative = "corporate"',
             "a" * 2000, "n = " + "9" * 500, "a = " + "[" * 200, 'name = "aux."', 'name = "a/b"',
             'running_title = "' + "long " * 200 + '"', "attach_figures = true",
             'logo = "/dev/null"', '[rating]\ntolerance = "-3"', '[files]\nvalues = "none.csv"')
ENCODINGS: tuple[Callable[[str], bytes], ...] = (
    lambda text: text.encode("utf-16"), lambda text: text.encode("cp1252", "replace"),
    lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace(",", ";").encode(), lambda text: text.replace(",", "\t").encode(),
    lambda text: text.replace("\n", "\r").encode(), lambda text: text.encode()[: len(text) // 2],
    lambda text: b"\xff\xfe" + text.encode(), lambda text: (text + "\x00").encode(),
    lambda text: (text + '"').encode(), lambda text: b"")
BAD_WRITING = ("{referrals.volume.current}", "{referrals.current}", "{referrals.nothing}", "{",
               "}}",
               "We saw 4,321 more.", "- one\n- two", "", "\x1b]0;x\x07", "\u202eevil", "9" * 400,
               "Write here what it is.", "=1+1", "<script>", "# Head", "| a | b |", "\x00")
FIELDS = """council = "Barnsley"
exempt_paragraph = "3"
[report.fields]
report_number   = "CSC 2022/07"
status          = "For discussion"
purpose         = ["Assurance", "Performance"]
key_decision    = "No"
ward            = "All"
lead_member     = "The Cabinet Spokesperson"
contact_officer = "A. Officer"
"""
SHELVES = ("layouts", "narratives")
NO_WORDS = ("nan", "inf", "none,", "NaN", "Decimal(", "Fraction(", "<briefing", "Traceback")


@dataclass
class Case:
    """A folder, and what is known of it: the figures no mutation touched, and what was done."""

    seed: int
    folder: Path
    edition: str = "private"
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    known: dict[tuple[str, int], Fraction] = field(default_factory=dict)
    counts: dict[int, tuple[int, int]] = field(default_factory=dict)     # share: above and below
    workbook: bool = False
    done: list[str] = field(default_factory=list)


def label(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


# ── the sound folder ─────────────────────────────────────────────────────────────────────────────


def sound(seed: int, choose: Random, folder: Path) -> Case:
    """A folder that builds, with every figure known."""
    case = Case(seed, folder, choose.choice(("private", "private", "public", "both")))
    rows = [["indicator", "period", "value", "numerator", "denominator"]]
    for month in MONTHS:
        flow, stock = choose.randint(120, 900), choose.randint(40, 400)
        below = choose.randint(60, 200)
        above, wait = choose.randint(30, below - 20), choose.randint(50, 900)
        rows += [["referrals", label(month), str(flow), "", ""],
                 ["open", label(month), str(stock), "", ""],
                 ["share", label(month), "", str(above), str(below)],
                 ["wait", label(month), f"{wait / 10:.1f}", "", ""]]
        case.counts[month] = (above, below)
        case.known |= {("referrals", month): Fraction(flow), ("open", month): Fraction(stock),
                       ("share", month): Fraction(100 * above, below),
                       ("wait", month): Fraction(wait, 10)}
    case.tables = {"indicators": [list(HEAD), *(list(row) for row in INDICATORS)], "values": rows}
    if choose.random() < 0.5:
        case.tables["targets"] = [["indicator", "year", "target"], ["share", "2022/23", "80"],
                                  ["wait", "2022/23", "30"]]
    if choose.random() < 0.4:
        case.tables["benchmarks"] = [["indicator", "comparator", "period", "value"],
                                     ["share", "national", "2021/22", "75.5"]]
    layout = choose.choice(LAYOUTS) if choose.random() < 0.3 else "barnsley-scrutiny"
    case.files["report.toml"] = (
        '[report]\ntitle = "Monthly report"\nmeeting = "Scrutiny"\ndate = 2022-09-13\n'
        f'author = "Performance officer"\nlayout = "{layout}"\n{FIELDS}').encode()
    if choose.random() < 0.5:
        case.files["commentary/background.md"] = b"Why we report.\n"
    case.workbook = choose.random() < 0.25
    return case


# ── mutations ────────────────────────────────────────────────────────────────────────────────────


def bad_value(case: Case, choose: Random) -> None:
    row = choose.choice(case.tables["values"][1:])
    at = choose.randrange(len(row))
    month = next((m for m in MONTHS if label(m) == row[1]), None)
    if month is not None:
        case.known.pop((row[0], month), None)
    if at < 2:      # another row may now be this one's: nothing is known of the indicator
        forget(case, row[0])
    row[at] = choose.choice(BAD_CELLS)
    if row[0] in UNITS:
        forget(case, row[0])


def bad_heading(case: Case, choose: Random) -> None:
    name = choose.choice(sorted(case.tables))
    head = case.tables[name][0]
    head[choose.randrange(len(head))] = choose.choice(BAD_WORDS)
    for one in list(UNITS) if name != "benchmarks" else []:
        forget(case, one)


def bad_dictionary(case: Case, choose: Random) -> None:
    row = choose.choice(case.tables["indicators"][1:])
    forget(case, row[0])
    row[choose.randrange(len(row))] = choose.choice(BAD_WORDS)


def bad_row(case: Case, choose: Random) -> None:
    """A row left out, there twice, cut short or too long."""
    rows = case.tables[choose.choice(sorted(case.tables))]
    at = choose.randrange(1, len(rows))
    for one in UNITS:
        forget(case, one)
    match choose.randrange(4):
        case 0:
            del rows[at]
        case 1:
            rows.insert(at, list(rows[at]))
        case 2:
            del rows[at][1:]
        case _:
            rows[at] += ["more", "and more"]


def bad_target(case: Case, choose: Random) -> None:
    name = choose.choice(["targets", "benchmarks"])
    rows = case.tables.setdefault(name, [["indicator", "year", "target"] if name == "targets" else [
        "indicator", "comparator", "period", "value"]])
    rows.append([choose.choice(["share", "open", "referrals", "nobody"]),
                 *(choose.choice((*BAD_CELLS, "2022/23", "national")) for _ in rows[0][1:])])


def bad_settings(case: Case, choose: Random) -> None:
    lines = case.files["report.toml"].decode("utf-8", "replace").split("\n")
    at = choose.randrange(len(lines))
    if choose.random() < 0.3:
        del lines[at]
    else:
        lines.insert(at, choose.choice(BAD_LINES))
    case.files["report.toml"] = "\n".join(lines).encode()


def bad_bytes(case: Case, choose: Random) -> None:
    content = bytearray(case.files["report.toml"])
    for _ in range(choose.randint(1, 4)):
        content[choose.randrange(len(content))] = choose.randrange(256)
    case.files["report.toml"] = bytes(content)


def bad_encoding(case: Case, choose: Random) -> None:
    name = choose.choice(sorted(case.tables))
    case.files[f"{name}.csv"] = choose.choice(ENCODINGS)(csv_text(case.tables[name]))
    for one in UNITS:
        forget(case, one)


def bad_writing(case: Case, choose: Random) -> None:
    place = choose.choice(["background", "front-door", "referrals", "share.private", "nowhere",
                           "risk", "questions.public"])
    case.files[f"commentary/{place}.md"] = "\n\n".join(
        choose.choice(BAD_WRITING) for _ in range(choose.randint(1, 3))).encode()


def bad_shelf(case: Case, choose: Random) -> None:
    """A layout or sentence book of the folder's own, a line of it spoilt."""
    shelf = choose.choice(SHELVES)
    name = choose.choice(shelves.names(shelf))
    path = shelves.find(shelf, name)
    assert path is not None
    lines = path.read_text("utf-8").split("\n")
    for _ in range(choose.randint(1, 3)):
        at = choose.randrange(len(lines))
        lines[at] = choose.choice(("", lines[at][: len(lines[at]) // 2], lines[at] * 2,
                                   lines[at].replace("{", "{{"), "x = 1", lines[at - 1]))
    case.files[f"{shelf}/ours.toml"] = "\n".join(lines).encode()
    key = {"layouts": "layout", "narratives": "narrative"}[shelf]
    text = case.files["report.toml"].decode("utf-8", "replace")
    text = "\n".join(line for line in text.split("\n") if not line.startswith(f"{key} ="))
    case.files["report.toml"] = text.replace("[report]", f'[report]\n{key} = "ours"', 1).encode()


def no_file(case: Case, choose: Random) -> None:
    name = choose.choice(sorted({*case.tables, "report.toml"}))
    case.files.pop(name, None)
    case.tables.pop(name, None)
    for one in UNITS:
        forget(case, one)


MUTATIONS = (bad_value, bad_value, bad_heading, bad_dictionary, bad_dictionary, bad_row, bad_target,
             bad_settings, bad_settings, bad_bytes, bad_encoding, bad_writing, bad_shelf, no_file)


def forget(case: Case, indicator: str) -> None:
    """Nothing is known of the indicator any more."""
    case.known = {key: value for key, value in case.known.items() if key[0] != indicator}


def csv_text(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def written(case: Case, choose: Random) -> None:
    """The case's files put into its folder."""
    files = dict(case.files)
    if case.workbook and not any(name.endswith(".csv") for name in files):
        files["data.xlsx"] = workbook(case.tables, choose)
    else:
        files = {f"{name}.csv": csv_text(rows).encode() for name, rows in case.tables.items()
                 } | files
    for name, content in files.items():
        (case.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (case.folder / name).write_bytes(content)


def workbook(tables: dict[str, list[list[str]]], choose: Random) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name.capitalize())
        for row in rows:
            sheet.append([typed(cell) for cell in row])
    if choose.random() < 0.2:
        sheet.merge_cells("A1:B1")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def typed(cell: str) -> object:
    """The cell as a spreadsheet keeps it; characters that it cannot keep are left out."""
    if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]+)?", cell):
        return float(cell) if "." in cell else int(cell)
    return "".join(c for c in cell if c == "\n" or ord(c) >= 32)[:30_000] or None


# ── the oracle ───────────────────────────────────────────────────────────────────────────────────


def tried(seed: int, folder: Path, build_share: float = 0.3) -> tuple[str, list[str]]:
    """What became of the case, "problems", "checked" or "built", and every fault found in that.

    Faults of our own are exceptions: they are faults, too, with their kind and place.
    """
    choose = Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    case = sound(seed, choose, folder)
    for _ in range(choose.choice((0, 0, 1, 1, 1, 1, 2, 3))):
        mutation = choose.choice(MUTATIONS)
        if "values" in case.tables and "report.toml" in case.files and "indicators" in case.tables:
            mutation(case, choose)
            case.done.append(mutation.__name__)
    written(case, choose)
    before = contents(folder)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            if choose.random() >= build_share:
                prepared = prepare(folder, edition=case.edition)
                unfit = fitting_problems(prepared)
                return "checked", _of_messages(unfit or prepared.warnings) + _touched(case, before)
            built = build(folder, edition=case.edition)
    except ProblemsFound as found:
        return "problems", _of_messages(found.problems) + _touched(case, before)
    except Exception as fault:  # noqa: BLE001  (any at all is what is looked for)
        last = fault.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        where = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""
        return "traceback", [f"{type(fault).__name__} at {where}: {str(fault)[:200]}"]
    return "built", [*_of_messages(built.warnings), *_of_figures(case), *_of_words(case)]


def _touched(case: Case, before: dict[str, bytes]) -> list[str]:
    return [] if contents(case.folder) == before else ["something was written"]


def _of_messages(problems: tuple[Problem, ...]) -> list[str]:
    """Messages without a remedy, too long, or with characters that a terminal obeys."""
    faults = [f"no remedy: {problem}" for problem in problems if not problem.hint]
    faults += [f"too long: {str(problem)[:100]}" for problem in problems
               if len(str(problem)) > 1_500]
    return faults + [f"it moves the cursor: {str(problem)!r}" for problem in problems
                     if any(ord(c) < 32 or c in "\x7f\x9b\u202e" for c in str(problem))]


def _of_words(case: Case) -> list[str]:
    """Words that no sentence has."""
    faults = []
    for path in (case.folder / "out").rglob("*.txt"):
        words = set(path.read_text("utf-8").replace("|", " ").split())
        faults += [f"{path.name} says {word}" for word in NO_WORDS if word in words]
    return faults


def _of_figures(case: Case) -> list[str]:
    """Figures that are not what the cells give, or not printed as they are."""
    faults = []
    for path in (case.folder / "out").rglob("*.figures.csv"):
        exact = "-public" not in path.name
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["value"] and row["indicator"] in UNITS:
                    faults += [f"{path.name}: {row['id']} is {row['value']} ({row['text']}), {why}"
                               for why in _faults_of(case, row, exact)]
    return faults


def _faults_of(case: Case, row: dict[str, str], exact: bool) -> list[str]:
    indicator, role = row["indicator"], row["role"]
    value = Fraction(Decimal(row["value"]))
    faults = []
    if not Decimal(row["value"]).is_finite():
        return ["no number"]
    month = next((m for m in MONTHS if label(m) == row["period"]), None)
    exact = exact and not row["place"].startswith("points.")     # those are as printed
    wanted = _reckoned(case, indicator, role, month) if month is not None else None
    if wanted is not None:
        near = Fraction(1, 10**9) if exact else Fraction(6, 10 ** (DECIMALS[indicator] + 1))
        if abs(value - wanted) > near:
            faults.append(f"not {float(wanted)}")
        digits = f"{printed(wanted, DECIMALS[indicator])}"
        if "".join(c for c in row["text"] if c.isdigit() or c == ".").strip(".") != digits:
            faults.append(f"not printed as {digits}")
    if indicator == "share" and ("share", LAST) in case.known and role in (
            "current", "previous", "month", "target", "year_to_date", "mean_12m"):
        faults += [] if 0 <= value <= 100 else ["no percentage"]
    return faults


def _reckoned(case: Case, indicator: str, role: str, month: int) -> Fraction | None:
    """The figure from the cells; None where one of them is not known, or the role is none of ours.
    """
    april = month - (month - 3) % 12
    match role:
        case "current" | "previous" | "month" | "same_month_last_year" | "two_months_ago":
            return case.known.get((indicator, month))
        case "year_to_date" | "sum_12m" if indicator == "referrals":
            first = april if role == "year_to_date" else month - 11
            parts = [case.known.get((indicator, m)) for m in range(first, month + 1)]
            return None if None in parts else sum((p for p in parts if p is not None), Fraction(0))
        case "year_to_date" if indicator == "share":
            if any((indicator, m) not in case.known for m in range(april, month + 1)):
                return None
            above, below = zip(*(case.counts[m] for m in range(april, month + 1)), strict=True)
            return Fraction(100 * sum(above), sum(below))
    return None


def printed(value: Fraction, decimals: int) -> str:
    """The digits of the value, rounded half up."""
    scale = 10**decimals
    return f"{Decimal(floor(value * scale + Fraction(1, 2))) / scale:.{decimals}f}"
