"""`briefing import`: a report folder from a scorecard workbook that a council has.

Its rows are indicators, its columns their titles, targets and last periods. What a scorecard does
not say is taken for what is most usual, and asked.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from briefing.periods import Month, Period, Year
from briefing.placing import alone_in, holds_nothing, settle
from briefing.problems import Place, Problem, ProblemsFound, listed, stop_if_any
from briefing.reading import scorecards
from briefing.reading.cells import NotANumber, read_number
from briefing.reading.grids import Grid, text_of
from briefing.reading.workbooks import read_workbook

# What a column is, by its heading; a heading may have words of its own beside these.
HEADS = {
    "id": r"(?:pi |kpi )?(?:id|ref|reference|code)(?: no\.?)?",
    "section": r"(?:service(?: area)?|area|section|theme|directorate|priority|category|department|"
               r"domain|portfolio|outcome|team|objective|pledge|goal)",
    "title": r"(?:(?:key )?(?:performance )?(?:indicator|measure)s?(?: name| title)?|k?pi|metric|"
             r"description|title|name)",
    "target": r"(?:(?:annual|monthly|quarterly|year[- ]end|current|local|national) )?"
              r"(?:target|standard|threshold)(?: \d{2,4}(?:[/-]\d{2,4})?)?|"
              r"\d{4}[/-]\d{2} target",
    "polarity": r"(?:polarity|good (?:is|performance)|better|aim|desired direction|what is good)",
    "unit": r"(?:unit|units|unit of measure|format|measured in)",
    "owner": r"(?:owner|lead|lead officer|responsible(?: officer)?|head of service)",
}
POLARITIES = {"higher": r"high|up|increas|big|maxim|more|↑|▲", "neutral": r"neutral|n/?a|monitor|"
              r"context|none", "lower": r"low|down|decreas|reduc|small|minim|less|↓|▼"}
UNITS = {"percent": r"%|\bper ?cent|\bproportion\b|\bpercentage\b", "pounds": r"£|\bpounds\b",
         "rate_per_100000": r"per 100,?000\b", "rate_per_10000": r"per 10,?000\b",
         "rate_per_1000": r"per 1,?000\b", "days": r"\bdays?\b", "weeks": r"\bweeks?\b",
         "count": r"^(?:number|no\.?|count|#|num)$|\bnumber of\b"}
KINDS = {"rolling_12": r"\brolling\b|\b12[- ]month",
         "cumulative": r"cumulative|year to date|\bytd\b",
         "stock": r"\bopen\b|\bcurrent\b|caseload|waiting list|arrears|"
                  r"at (?:the )?(?:month|period) end|\bas at\b"}
NO_TARGET = re.compile(r"(?:tbc|tba|n/?a|none|no target|-|–)?", re.I)
# What a column under a period's heading holds, where there are several.
ACTUAL = re.compile(r"actuals?|results?|performance|figures?|values?|outturn", re.I)
TOTAL = re.compile(r"(?:sub-?|grand )?totals?\b.*|(?:overall|all) totals?", re.I)
_FOOTNOTE = re.compile(r"(?P<figure>.*\d%?)\s*(?P<mark>[*†‡§^#]+)")
_NUMBER = re.compile(r"(<=|>=|≤|≥|<|>)?\s*(-?£?-?[\d,]*\.?\d+)\s*(%)?\s*(?:days?|weeks?)?", re.I)
LONGEST_ID = 40


@dataclass
class _Row:
    """An indicator as it is read from a row: its cells of the dictionary, its figures and target.
    """

    cells: dict[str, str]
    figures: dict[str, str] = field(default_factory=dict)
    target: str = ""
    targets: dict[str, str] = field(default_factory=dict)     # of single periods
    fractions: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """The folder's files, what was understood of the workbook, and what is asked of its author."""

    files: tuple[Path, ...]
    understood: tuple[str, ...]
    asked: tuple[str, ...]


def import_workbook(file: Path, folder: Path) -> Imported:
    """A new folder from the workbook; raises ProblemsFound when it has no scorecard, or the folder
    is not empty.
    """
    settle(folder)
    problems: list[Problem] = []
    if folder.is_file() or not holds_nothing(folder):
        problems.append(Problem(Place(str(folder)), "it is there already and is not empty.",
                                "Give the name of a new folder; nothing in it was touched."))
    book = read_workbook(file, file.name, problems)
    stop_if_any(problems)
    assert book is not None
    rows: list[_Row] = []
    understood: list[str] = []
    asked: list[str] = []
    for sheet in book.names:
        grid = book.grid(sheet, [])
        columns = _columns(grid) if grid is not None else None
        if grid is not None and columns is None and scorecards.holds_figures(grid):
            grid = grid.turned("Indicator")     # its months may run down the first column
            columns = _columns(grid)
        if grid is None or columns is None:
            understood.append(f"Sheet {sheet}: no scorecard (it wants a column of indicators and "
                              "columns of months, quarters or years); it was left aside.")
            continue
        rows += _rows(grid, columns, understood, asked)
    if not rows:
        raise ProblemsFound([Problem(
            Place(file.name), "no row under its headings has a figure.", "Colours and pictures are "
            "not read: type the figures into the columns of the months.") if understood and any(
                "no scorecard" not in text for text in understood) else Problem(
            Place(file.name), "no sheet of it is a scorecard.",
            "Its first row of headings names the indicators' column, Indicator or Measure, and "
            "months with their year: Apr 2024.")])
    marks = _finish(rows, asked)
    files = {"report.toml": _settings(rows, marks).encode(), **_tables(rows)}
    with alone_in(folder, remedy="Give another folder.") as room:
        return Imported(room.put(files), tuple(understood), tuple(asked))


# ── what the columns are ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the dictionary's columns stand, and which columns are periods, of one frequency."""

    named: dict[str, int]
    periods: dict[int, Period]
    left: tuple[str, ...]
    targets: dict[int, Period] = field(default_factory=dict)
    under: int = 0      # rows of headings under the first


def _columns(grid: Grid) -> _Columns | None:
    named: dict[str, int] = {}
    periods: dict[int, Period] = {}
    left: list[str] = []
    targets: dict[int, Period] = {}
    names: list[tuple[int, str]] = []
    under = _under(grid)
    last: Period | None = None
    for n, head in enumerate(grid.head):
        # a heading over others is joined with them: "Q1 24/25 / Actual"
        text, _, second = " ".join(head.split()).partition(" / ")
        second = second or (under[n] if under else "")
        period = _period(text)
        last = period if text else last
        if second and last is not None and re.fullmatch(HEADS["target"], second, re.I):
            targets[n] = last
            continue
        if second and last is not None and ACTUAL.fullmatch(second):
            periods[n] = last
            continue
        if second:
            left.append(f"{text} {second}".strip())
            continue
        role = next((role for role, form in HEADS.items() if role not in named
                     and re.fullmatch(form, text, re.I)), "")
        if role:
            named[role] = n
        elif period is not None:
            periods[n] = period
        elif text:
            left.append(text)
            if re.fullmatch(HEADS["title"], text, re.I):
                names.append((n, text))
    if "title" not in named or not periods:
        return None
    if names and scorecards.are_codes(grid, named["title"]):    # KPI: FR01, beside Description
        named.setdefault("id", named["title"])
        named["title"], head = names[0]
        left.remove(head)
    shortest = min(periods.values(), key=lambda one: one.step).frequency
    taken = {n: one for n, one in periods.items() if one.frequency == shortest}
    left += [grid.head[n] for n in periods if n not in taken]
    return _Columns(named, taken, tuple(left), {n: one for n, one in targets.items()
                                                if one.frequency == shortest}, int(bool(under)))


def _under(grid: Grid) -> list[str]:
    """The second row of headings, Actual and Target under each period; [] where there is none."""
    if not grid.rows:
        return []
    cells = [" ".join(text_of(cell).split()) for cell in grid.rows[0][1]]
    cells += [""] * (len(grid.head) - len(cells))
    said = [text for text in cells if text]
    heads = [text for text in said if ACTUAL.fullmatch(text)
             or re.fullmatch(HEADS["target"], text, re.I)]
    return cells if len(heads) > 1 and 2 * len(heads) >= len(said) else []


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _rows(grid: Grid, columns: _Columns, understood: list[str], asked: list[str]) -> list[_Row]:
    """The indicators of a sheet; a row of a title alone is the heading of those below it."""
    found: list[_Row] = []
    totals: list[str] = []
    section = grid.sheet or "Indicators"
    for _, cells in grid.rows[columns.under:]:
        texts = [text_of(cell) for cell in cells] + [""] * (len(grid.head) - len(cells))
        given = {role: texts[n] for role, n in columns.named.items()}
        figures = {_as_written(period): texts[n] for n, period in columns.periods.items()
                   if texts[n]}
        if not given["title"] and TOTAL.fullmatch(given.get("section", "")):
            totals.append(given["section"])
            continue
        if TOTAL.fullmatch(given["title"]):
            totals.append(given["title"])
            continue
        if not given["title"]:
            continue
        if not figures and not given.get("target"):
            section = given["title"]
            continue
        section = given["section"] = given.get("section") or section
        frequency = next(iter(columns.periods.values())).frequency
        of_periods = {_as_written(period): texts[n] for n, period in columns.targets.items()
                      if texts[n]}
        target = given.pop("target", "")
        found.append(_Row({**given, "frequency": frequency}, figures, target, of_periods))
    if totals:
        asked.append(f"Sheet {grid.sheet}: {listed(totals, 'and')} "
                     f"{'were' if len(totals) > 1 else 'was'} left aside, as the total of other "
                     f"rows. Is {'any of them' if len(totals) > 1 else 'it'} an indicator of its "
                     "own?")
    periods = [one.full for one in sorted(columns.periods.values())]
    span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    understood.append(f"Sheet {grid.sheet}: {len(found)} indicator{'s' * (len(found) != 1)}, {span}"
                      f"; columns {listed([grid.head[n] for n in columns.named.values()], 'and')}.")
    if columns.left:
        asked.append(f"Sheet {grid.sheet}: {listed(columns.left, 'and')} "
                     f"{'were' if len(columns.left) > 1 else 'was'} not taken over. Is any of it "
                     "needed?")
    return found


def _as_written(period: Period) -> str:
    """The period as values.csv has it."""
    match period.frequency:
        case "quarterly" | "half_yearly":
            letter = "Q" if period.frequency == "quarterly" else "H"
            months = period.last.ordinal - period.year.first.ordinal + 1
            return f"{letter}{months // period.step} {period.year}"
        case _:
            return str(period.last) if period.frequency == "monthly" else period.full


# ── what the rows say ────────────────────────────────────────────────────────────────────────────


def _finish(rows: list[_Row], asked: list[str]) -> list[str]:
    """Fill in what each indicator's row leaves open; the marks that stand in place of figures."""
    ids: Counter[str] = Counter()
    marks: set[str] = set()
    open_to: dict[str, list[str]] = {}
    for row in rows:
        cells, title = row.cells, row.cells["title"]
        cells["id"] = _id(cells, ids)
        for period, text in row.figures.items():
            noted = _FOOTNOTE.fullmatch(text)
            if noted is not None and _NUMBER.fullmatch(noted["figure"]):
                row.figures[period] = noted["figure"]
                open_to.setdefault(f"What does ‘{noted['mark']}’ after a figure mean? It was left "
                                   "out; a p after the number marks it provisional", []).append(
                    f"{title}, {period}")
        numbers = [match for text in row.figures.values() if (match := _NUMBER.fullmatch(text))]
        marks |= {text for text in row.figures.values() if not _is_read(text)}
        _unit(row, numbers, open_to)
        cells["subject"] = scorecards.subject_of(title, cells["unit"])
        cells["kind"] = next((kind for kind, form in KINDS.items()
                              if re.search(form, title, re.I)), "flow")
        _polarity(row, open_to)
        places = max((len(m[2].partition(".")[2]) for m in numbers), default=0)
        places -= 2 * row.fractions
        cells["decimals"] = str(0 if cells["unit"] == "count" else max(0, min(places, 2)))
        form = scorecards.TIME if cells["unit"] == scorecards.TIME_UNIT else _NUMBER
        if row.target and not NO_TARGET.fullmatch(row.target) and not form.fullmatch(row.target):
            open_to.setdefault("What is the target, as a number? It was left out", []).append(
                f"{title}: {row.target}")
            row.target = ""
    for question, titles in open_to.items():
        asked.append(f"{question}: {'; '.join(titles)}.")
    asked.append("Is every figure over its period (kind = flow)? Give stock for what is counted at "
                 "its end, cumulative for what is counted from the start of the year: "
                 f"{'; '.join(row.cells['title'] for row in rows if row.cells['kind'] == 'flow')}.")
    if marks:
        asked.append(f"What do {listed([f'‘{mark}’' for mark in sorted(marks)], 'and')} mean? They "
                     "are taken for not available: see [symbols] in report.toml.")
    return sorted(marks)


def _is_read(text: str) -> bool:
    """Whether the cell is a figure, or one with a mark that is known: "3 (p)"."""
    if _NUMBER.fullmatch(text) or scorecards.TIME.fullmatch(text):
        return True
    try:
        return read_number(text).number is not None
    except NotANumber:
        return False


def _id(cells: dict[str, str], ids: Counter[str]) -> str:
    """A name of the row's own: its reference, else its area and title."""
    parts = [cells.get("id") or f"{cells['section'][:15]}.{cells['title']}"]
    slug = re.sub(r"[^a-z0-9.]+", "_", parts[0].casefold())
    slug = re.sub(r"_*\.[_.]*", ".", slug)[:LONGEST_ID].strip("._")
    slug = slug if slug[:1].isalpha() else f"pi_{slug}".strip("._")
    ids[slug] += 1
    return slug if ids[slug] == 1 else f"{slug}_{ids[slug]}"


def _unit(row: _Row, numbers: Sequence[re.Match[str]], open_to: dict[str, list[str]]) -> None:
    title, said = row.cells["title"], row.cells.get("unit", "")
    if scorecards.are_times(row.figures.values()):
        row.cells["unit"] = scorecards.TIME_UNIT
        open_to.setdefault(scorecards.TIME_ASKED, []).append(title)
        return
    shown = " ".join(text for text in (*row.figures.values(), row.target))
    unit = next((unit for text in (said, title) for unit, form in UNITS.items()
                 if text and re.search(form, text.strip(), re.I)), "")
    if "%" in shown:
        unit = "percent"
    elif "£" in shown:
        unit = "pounds"
    if not unit:
        unit = "count" if all("." not in m[2] for m in numbers) else "number"
        open_to.setdefault("What is it measured in? It is taken for a count, or a number where it "
                           "has decimals", []).append(title)
    row.cells["unit"] = unit
    amounts = [abs(amount) for m in numbers if (amount := _amount(m)) is not None]
    if unit == "percent" and amounts and max(amounts) <= 1 and not any(
            "%" in text for text in row.figures.values()):
        row.fractions = True
        open_to.setdefault("Are these fractions of 1? They were made per cent", []).append(title)


def _polarity(row: _Row, open_to: dict[str, list[str]]) -> None:
    said = row.cells.get("polarity", "")
    limit = _NUMBER.fullmatch(row.target)
    if said:
        polarity = next((p for p, form in POLARITIES.items() if re.search(form, said, re.I)), "")
    else:
        polarity = "" if limit is None or limit[1] is None else (
            "lower" if limit[1] in ("<", "<=", "≤") else "higher")
    if not polarity:
        open_to.setdefault("Is higher or lower better? They are not judged until it is said "
                           "(polarity)", []).append(row.cells["title"])
    row.cells["polarity"] = polarity or "neutral"


def _amount(match: re.Match[str]) -> Decimal | None:
    try:
        return Decimal(match[2].replace("£", "").replace(",", ""))
    except InvalidOperation:
        return None


def _number(text: str, fractions: bool) -> str:
    """The figure as values.csv has it; a mark as it stands."""
    if time := scorecards.TIME.fullmatch(text):
        return time["time"]
    match = _NUMBER.fullmatch(text)
    amount = _amount(match) if match else None
    if amount is None:
        return text
    return f"{(amount * 100).normalize():f}" if fractions else f"{amount:f}"


# ── the files ────────────────────────────────────────────────────────────────────────────────────

COLUMNS = ("id", "section", "title", "subject", "unit", "kind", "polarity", "decimals", "frequency",
           "owner")


def _tables(rows: Sequence[_Row]) -> dict[str, bytes]:
    values = [(row.cells["id"], period, _number(text, row.fractions))
              for row in rows for period, text in row.figures.items()]
    targets = [(row.cells["id"], span, _number(re.sub(r"^[<>=≤≥]+\s*", "", text),
                                               row.fractions and "%" not in text))
               for row in rows
               for span, text in {str(_year(row)): row.target, **row.targets}.items()
               if not NO_TARGET.fullmatch(text) and (
                   _NUMBER.fullmatch(text) or scorecards.TIME.fullmatch(text))]
    return {
        "indicators.csv": _csv(COLUMNS, ([row.cells.get(name, "") for name in COLUMNS]
                                         for row in rows)),
        "values.csv": _csv(("indicator", "period", "value"), values),
        "targets.csv": _csv(("indicator", "year", "target"), targets),
    }


def _year(row: _Row) -> Year:
    """The financial year of the row's newest figure, which a scorecard's target is of."""
    return Year.holding(_newest([row]))


def _newest(rows: Iterable[_Row]) -> Month:
    periods = [Period.parse(text).last for row in rows for text in row.figures]
    today = date.today()
    return max(periods, default=Month.of(today.year, today.month))


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    write: Callable[[Iterable[str]], object] = csv.writer(text, lineterminator="\n").writerow
    write(head)
    for row in rows:
        write(row)
    return text.getvalue().encode()


def _settings(rows: Sequence[_Row], marks: Sequence[str]) -> str:
    meeting = max(date.today(), _first_after(_newest(rows)))
    lines = ["[report]", 'title     = "Performance report, {period}"',
             'meeting   = "Name of the committee"', f"date      = {meeting.isoformat()}",
             'author    = "Job title of the author"', f'period    = "{_latest(rows)}"',
             'narrative = "corporate"', "",
             "[files]", 'indicators = "indicators.csv"', 'values     = "values.csv"',
             'targets    = "targets.csv"']
    if any(row.cells["unit"] == scorecards.TIME_UNIT for row in rows):
        lines += scorecards.TIME_LINES
    if marks:
        lines += ["", "[symbols]", *(f"{_quoted(mark)} = \"not available\"" for mark in marks)]
    return "\n".join(lines) + "\n"


def _latest(rows: Sequence[_Row]) -> str:
    """The newest of the shortest periods that there are figures of, as report.toml has it."""
    periods = {text: Period.parse(text) for row in rows for text in row.figures}
    if not periods:
        return ""
    step = min(period.step for period in periods.values())
    return max((text for text, period in periods.items() if period.step == step),
               key=lambda text: periods[text].last)


def _first_after(month: Month) -> date:
    after = month.back(-1)
    return date(after.year, after.number, 1)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
