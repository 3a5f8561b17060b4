"""The scorecard: every indicator on a row, grouped by service area; and the table of ratings."""

from __future__ import annotations

from typing import cast

from briefing import amounts
from briefing.amounts import MARKS, Reason
from briefing.document import (
    Block,
    Cell,
    ChartPoint,
    Column,
    Heading,
    Inlines,
    Paragraph,
    Row,
    Spark,
    Table,
    Text,
    Tone,
)
from briefing.findings import Fact, Finding
from briefing.indicators import AREAS_COLUMNS
from briefing.layout.chart_points import (
    breaks_among,
    chart_months,
    points_of,
)
from briefing.layout.control import (
    assurance_cell,
    control_choices,
    control_key,
    is_asked,
    variation_cell,
)
from briefing.layout.material import (
    Material,
    benchmark_figure,
    cell_figure,
    month_cell,
    row,
    withheld_cell,
    worded,
)
from briefing.layout.plan import Part
from briefing.narrative import overview
from briefing.narrative.narration import REPORT, area_id
from briefing.narrative.sentence import Figure
from briefing.periods import Month, Period, period_short

MONTHS = 3
TREND_MM = 13


def scorecard(part: Part, material: Material) -> list[Block]:
    """The heading, the key and the table."""
    words = material.layout.words
    findings = list(material.findings.by_indicator.values())
    blocks: list[Block] = [
        Heading(part.id, 1, material.heading(part), part.number),
        Paragraph(f"{part.id}.key", (Text(_key(material)),), "note"),
    ]
    months = latest_periods(material)
    symbols = material.narration.on(REPORT, "note")
    if symbols:
        blocks.append(Paragraph(f"{part.id}.symbols", row(symbols), "note"))
    years = {role: {f.facts[role].period for f in findings if role in f.facts}
             for role in material.comparators}
    unasked = not_asked(material)
    shown = [role for role in material.comparators if years[role] and role not in unasked]
    columns = [Column(words.indicator, 84), Column(words.better_is, 15)]
    columns += [Column(month.short, 19, "right") for month in months]
    sparklines = material.layout.charts.sparklines
    columns += [Column(words.trend, TREND_MM, drawn=True)] * sparklines
    columns += [Column(words.direction, 26, choices=_travels(material)),
                Column(words.year_to_date, 18, "right"), Column(words.target, 18, "right"),
                Column(words.rating, 25, choices=_ratings(material))]
    controlled = is_asked(material)
    if controlled:
        causes, assurances = control_choices(material)
        columns += [Column(words.control, 35, choices=causes),
                    Column(words.assurance, 28, choices=assurances)]
    for role in shown:
        heading = material.comparators[role]
        one_year = len(years[role]) == 1
        heading += f" {min(years[role])}" if one_year else ""
        columns.append(Column(heading, 18, "right"))
    rows: list[Row] = []
    for section in material.report.dictionary.sections:
        rows.append(Row((Cell((Text(section),)),), group=True))
        for finding in material.area(section):
            cells = [Cell((Text(finding.indicator.title),), header=True),
                     Cell((Text(words.polarities[finding.indicator.polarity]),))]
            cells += _latest_cells(finding, months, material)
            cells += [trend_cell(finding, material)] * sparklines
            cells += [Cell((Text(travel(finding, material)),)),
                      year_to_date_cell(finding, material), target_cell(finding, material),
                      rating_cell(finding, material)]
            if controlled:
                cells += [variation_cell(finding, material), assurance_cell(finding, material)]
            cells += [_benchmark_cell(finding, role, len(years[role]) == 1, material)
                      for role in shown]
            rows.append(Row(tuple(cells), about=panel_of(finding, material)))
    blocks.append(Table(f"{part.id}.table", material.fill(words.scorecard_caption),
                        material.fill(words.scorecard_summary), tuple(columns), tuple(rows),
                        caption_shown=False, groups=words.status_area))
    return blocks


def not_asked(material: Material) -> set[str]:
    """What is known of how the area stands among others, and has no column."""
    areas = material.report.settings.areas
    asked = () if areas is None else areas.scorecard
    return {role for column, role in AREAS_COLUMNS.items() if column not in asked}


def panel_of(finding: Finding, material: Material) -> str:
    """The id of the heading of the indicator's panel; "" where the layout has none."""
    return f"panel.{finding.indicator.id}" if material.has_panels else ""


def _ratings(material: Material) -> tuple[str, ...]:
    """What the ratings' column can say, what needs attention first."""
    words = material.layout.words
    bands = ("red", "amber", "green", *(("blue",) if "blue" in material.bands else ()), "none")
    said = [words.ratings.get(band, band.capitalize()) for band in bands]
    return tuple(dict.fromkeys([*said, *words.unrated.values()]))


def _travels(material: Material) -> tuple[str, ...]:
    """What the column of direction can say, what got worse first."""
    words = material.layout.words
    said = [words.travel[f"{direction}_{progress}"] for progress in (
        "worsening", "improving", "none") for direction in ("up", "down", "none")
        if f"{direction}_{progress}" in words.travel]
    return tuple(dict.fromkeys([*said, *words.uncompared.values()]))


def _key(material: Material) -> str:
    """What the ratings mean, blue where the report has it, and what is compared."""
    words = material.layout.words
    called = {band: words.ratings.get(band, band.capitalize()) for band in (
        "blue", "green", "amber", "red", "none")}
    said = [material.fill(words.scorecard_key, **called)]
    if "blue" in material.bands and words.rating_blue:
        said.append(material.fill(words.rating_blue, blue=called["blue"]))
    if is_asked(material):
        said.append(control_key(material))
    return " ".join(said)


def latest_periods(material: Material) -> list[Period]:
    """The report's periods in the columns of figures, the latest last."""
    return [material.period.back(n) for n in reversed(range(MONTHS))]


def keeps_step(finding: Finding, report: Period) -> bool:
    """Whether the indicator has a figure for each of the report's periods."""
    one = finding.indicator
    return one.step == report.step and not one.months and (
        one.latest_period(report.last.back(-one.lag)) == report.last)


def periods_shown(finding: Finding, months: list[Period]) -> list[Month]:
    """The periods in the three columns of figures; of another sort only those that there are."""
    if keeps_step(finding, months[-1]):
        return [period.last for period in months]
    latest = [finding.period]
    while len(latest) < MONTHS:
        latest.insert(0, finding.indicator.before(latest[0]))
    return [p for p in latest if p == finding.period or p in finding.measure.values]


def _latest_cells(finding: Finding, months: list[Period], material: Material) -> list[Cell]:
    """The report's last three periods; of other periods the last three, each with its name."""
    one = finding.indicator
    periods = periods_shown(finding, months)
    if keeps_step(finding, material.period):
        return [month_cell(finding, month, material) if month <= finding.period
                else nothing(material.layout.words.nothing_month) for month in periods]
    cells = [Cell((*month_cell(finding, period, material).inlines,
                   Text(f" ({period_short(period, one.step, one.year)})"))) for period in periods]
    return [nothing(material.layout.words.nothing_month)] * (MONTHS - len(cells)) + cells


def nothing(word: str) -> Cell:
    """A cell that says in a word why it has no figure: a dash is heard as nothing at all."""
    return Cell((Text(word),))


def trend_cell(finding: Finding, material: Material) -> Cell:
    """The year as a sparkline; a word where there are no two figures."""
    months = chart_months(finding)
    points = trend_points(finding, material)
    if not points:
        return nothing(material.layout.words.nothing_trend)
    (said,) = material.narration.on(finding.indicator.id, "trend")
    figures = tuple(piece for piece in said.pieces if isinstance(piece, Figure))
    return Cell((), spark=Spark(points, said.text, breaks_among(finding, months), figures,
                                said.id))


def trend_points(finding: Finding, material: Material) -> tuple[ChartPoint, ...]:
    """The points of the year's sparkline; none where fewer than two of them have a figure."""
    points = points_of(finding, chart_months(finding), material)
    return points if sum(point.value is not None for point in points) > 1 else ()


def travel(finding: Finding, material: Material) -> str:
    """The direction of travel by arrow and word; why there is none, where there is none."""
    words = material.layout.words
    why = uncompared(finding)
    if why and why not in words.uncompared:
        why = "withheld"    # the layout was made before there was a word for it
    return words.uncompared[why] if why else (
        words.travel[f"{finding.direction}_{finding.progress}"])


def uncompared(finding: Finding) -> str:
    """Why the latest figure is not set beside the one before; "" where it is."""
    if finding.reason is not None:
        return "withheld" if finding.reason is Reason.CONFIDENTIAL else "no_figure"
    if finding.marking:
        return finding.marking
    if finding.direction is not None:
        return ""
    if finding.measure.breaks_in(finding.period):
        return "new_series"
    if finding.previous_reason is not None and finding.previous_reason.withheld:
        return "withheld_before"
    first = finding.measure.first
    return "first" if first >= finding.period else "gap"


def year_to_date_cell(finding: Finding, material: Material) -> Cell:
    """The year to date, with its mark when one of its months is provisional, or its symbol."""
    fact = finding.facts.get("year_to_date")
    if fact is None:
        if "year_to_date" in finding.measure.window(finding.period).withheld:
            return withheld_cell(finding, "year_to_date", finding.period, material)
        words = material.layout.words
        return nothing(words.uncompared["withheld"] if (
            finding.measure.lacks_withheld(finding.period)) else words.nothing_year_to_date)
    marking = finding.marking_year
    mark = (Text(f" {MARKS[marking]}"),) if finding.provisional_year else ()
    return Cell((cell_figure(finding, fact), *mark))


def _benchmark_cell(finding: Finding, role: str, year_in_head: bool, material: Material) -> Cell:
    fact = finding.facts.get(role)
    if fact is None:
        return nothing(material.layout.words.nothing_benchmark)
    figure = benchmark_figure(finding, fact)
    return Cell(figure if year_in_head else (*figure, Text(f" ({fact.period})")))


def target_cell(finding: Finding, material: Material) -> Cell:
    """The target, or both ends of a target range, and whether it is for the year; a word for none.
    """
    words, aim = material.layout.words, finding.aim
    if aim is None:
        absent = material.absent_target(finding)
        pending = absent is not None and absent.pending and words.target_pending
        return nothing(pending or words.nothing_target)
    ends = _ends(finding, "target", "target_lower")
    if aim.standing == "to_date":
        return Cell(worded(words.target_to_date, target=ends))
    if aim.standing == "pro_rata":
        return Cell(worded(words.target_pro_rata, target=ends, year_target=_ends(
            finding, "target_year", "target_year_lower")))
    whole = worded(words.target_year, target=ends) if aim.of == "year" else ends
    called = words.target_kinds.get(aim.target.kind, "")
    return Cell((*whole, Text(f" ({called[:1].lower()}{called[1:]})")) if called else whole)


def _ends(finding: Finding, role: str, role_lower: str) -> Inlines:
    upper: Inlines = (cell_figure(finding, finding.facts[role]),)
    lower = finding.facts.get(role_lower)
    return upper if lower is None else (cell_figure(finding, lower), Text(" to "), *upper)


def rating_cell(finding: Finding, material: Material) -> Cell:
    """The rating by word, shape and tone; why there is none, where there is none."""
    words = material.layout.words
    word = words.unrated[unrated(finding)] if finding.rating == "none" else (
        words.ratings.get(finding.rating, finding.rating.capitalize()))
    return Cell((Text(word),), cast(Tone, finding.rating))


def unrated(finding: Finding) -> str:
    """Why the indicator has no rating."""
    if "target" not in finding.facts:
        return "no_target"
    if finding.aim is not None and finding.aim.standing == "waits":
        return "year_target"
    if finding.judged_fact is not None:
        return "not_judged"
    over_months = finding.judged == "year_to_date"
    kept_back = finding.withholds_year if over_months else (
        finding.reason is Reason.CONFIDENTIAL)
    return "withheld" if kept_back else "no_figure"


def ratings_table(anchor: str, material: Material) -> Table:
    """How many indicators of each service area are green, amber and red; the last row adds up."""
    words = material.layout.words
    columns = [Column(words.status_area, 70)]
    columns += [Column(words.ratings.get(r, r.capitalize()), 22, "right") for r in material.bands]
    columns.append(Column(words.status_unrated, 22, "right"))
    rows = [_ratings_row(section, area_id(section), material.area(section), material)
            for section in material.report.dictionary.sections]
    everything = list(material.findings.by_indicator.values())
    rows.append(_ratings_row(words.status_total, REPORT, everything, material))
    return Table(f"{anchor}.ratings", material.fill(words.status_caption), words.status_summary,
                 tuple(columns), tuple(rows))


def _ratings_row(name: str, place: str, findings: list[Finding], material: Material) -> Row:
    facts = overview.count_ratings(findings, place, str(material.findings.period))
    cells = [Cell((Text(name),), header=True)]
    cells += [Cell((_count(facts[r]),), cast(Tone, r) if facts[r].value and r != "unrated" else "")
              for r in (*material.bands, "unrated")]
    return Row(tuple(cells))


def _count(fact: Fact) -> Figure:
    return Figure(amounts.number(fact.value, 0), fact)
