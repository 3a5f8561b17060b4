"""The scorecard: every indicator on a row, grouped by service area; and the table of ratings."""

from __future__ import annotations

from typing import cast

from briefing.document import (
    Block,
    Cell,
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
from briefing.indicators import COMPARATORS
from briefing.layout.chart_points import (
    breaks_among,
    chart_months,
    full_period,
    point_of,
)
from briefing.layout.contents import (
    Material,
    area_id,
    cell_figure,
    month_cell,
    symbols_used,
    withheld_cell,
)
from briefing.layout.plan import Part
from briefing.layout.widths import fitted, page_mm
from briefing.narrative import overview
from briefing.narrative.sentence import Figure
from briefing.periods import Month, parse_month, period_short

MONTHS = 3
TREND_MM = 13
NOTHING = Cell((Text("–"),))


def scorecard(part: Part, material: Material) -> list[Block]:
    """The heading, the key and the table."""
    words = material.layout.words
    findings = list(material.findings.by_indicator.values())
    blocks: list[Block] = [
        Heading(part.id, 1, material.fill(part.heading), part.number),
        Paragraph(f"{part.id}.key", (Text(material.fill(words.scorecard_key)),), "note"),
    ]
    months = [material.period.back(n) for n in reversed(range(MONTHS))]
    symbols = symbols_used(((finding, _periods(finding, months)) for finding in findings),
                           material)
    if symbols:
        blocks.append(Paragraph(f"{part.id}.symbols", (Text(symbols),), "note"))
    years = {role: {f.facts[role].period for f in findings if role in f.facts}
             for role in COMPARATORS}
    shown = [role for role in COMPARATORS if years[role]]
    columns = [Column(words.indicator, 84), Column(words.better_is, 15)]
    columns += [Column(month.short, 19, "right") for month in months]
    sparklines = material.layout.charts.sparklines
    columns += [Column(words.trend, TREND_MM, drawn=True)] * sparklines
    columns += [Column(words.direction, 26), Column(words.year_to_date, 18, "right"),
                Column(words.target, 18, "right"), Column(words.rating, 25)]
    for role in shown:
        heading = words.comparators[role]
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
                      year_to_date_cell(finding, material), target_cell(finding),
                      rating_cell(finding, material)]
            cells += [_benchmark_cell(finding, role, len(years[role]) == 1) for role in shown]
            rows.append(Row(tuple(cells)))
    look = material.layout.look
    width = page_mm(look, landscape=material.is_landscape(part))
    blocks.append(Table(f"{part.id}.table", material.fill(words.scorecard_caption),
                        words.scorecard_summary, fitted(columns, rows, look, width),
                        tuple(rows), caption_shown=False))
    return blocks


def _periods(finding: Finding, months: list[Month]) -> list[Month]:
    """The periods in the three columns of figures; of a longer one only those that there are."""
    if finding.indicator.frequency == "monthly":
        return months
    latest = [finding.period.back(n * finding.indicator.step) for n in reversed(range(MONTHS))]
    return [p for p in latest if p == finding.period or p in finding.measure.values]


def _latest_cells(finding: Finding, months: list[Month], material: Material) -> list[Cell]:
    """The last three months; of other periods the last three, each with its name."""
    one = finding.indicator
    periods = _periods(finding, months)
    if one.frequency == "monthly":
        return [month_cell(finding, month, material) for month in periods]
    cells = [Cell((*month_cell(finding, period, material).inlines,
                   Text(f" ({period_short(period, one.step, one.year)})"))) for period in periods]
    return [NOTHING] * (MONTHS - len(cells)) + cells


def trend_cell(finding: Finding, material: Material) -> Cell:
    """The year as a sparkline; nothing where there are no two figures."""
    months = chart_months(finding)
    points = tuple(point_of(finding, month, material) for month in months)
    if sum(point.value is not None for point in points) < 2:
        return NOTHING
    alt, said = _trend(finding, months, material)
    return Cell((), spark=Spark(points, alt, breaks_among(finding, months), said))


def _trend(finding: Finding, months: list[Month], material: Material
           ) -> tuple[str, tuple[Figure, ...]]:
    """The sparkline in words: between which figures it runs, where the year is whole."""
    one, words = finding.indicator, material.layout.words
    low, high = finding.facts.get("minimum_12m"), finding.facts.get("maximum_12m")
    if low is None or high is None:
        return material.fill(words.trend_months, first_month=full_period(one, months[0]),
                             last_month=full_period(one, months[-1])), ()
    least, most = cell_figure(finding, low), cell_figure(finding, high)
    if low.printed == high.printed:
        return material.fill(words.trend_level, low=least.text), (least,)
    return material.fill(
        words.trend_range, low=least.text, low_month=full_period(one, parse_month(low.period)),
        high=most.text, high_month=full_period(one, parse_month(high.period))), (least, most)


def travel(finding: Finding, material: Material) -> str:
    """The direction of travel by arrow and word; provisional figures have none."""
    words = material.layout.words.travel
    if finding.direction is None or finding.provisional:
        return words["unknown"]
    return words[f"{finding.direction}_{finding.progress}"]


def year_to_date_cell(finding: Finding, material: Material) -> Cell:
    """The year to date, with its mark when one of its months is provisional, or its symbol."""
    fact = finding.facts.get("year_to_date")
    if fact is None:
        kept_back = "year_to_date" in finding.measure.window(finding.period).withheld
        return withheld_cell(finding, "year_to_date", finding.period, material) if (
            kept_back) else NOTHING
    mark = (Text(" [p]"),) if finding.provisional_year else ()
    return Cell((cell_figure(finding, fact), *mark))


def _benchmark_cell(finding: Finding, role: str, year_in_head: bool) -> Cell:
    fact = finding.facts.get(role)
    if fact is None:
        return NOTHING
    figure = cell_figure(finding, fact)
    return Cell((figure,) if year_in_head else (figure, Text(f" ({fact.period})")))


def target_cell(finding: Finding) -> Cell:
    """The target, or both ends of a target range."""
    upper, lower = finding.facts.get("target"), finding.facts.get("target_lower")
    if upper is None:
        return NOTHING
    row: Inlines = (cell_figure(finding, upper),)
    if lower is not None:
        row = (cell_figure(finding, lower), Text(" to "), *row)
    return Cell(row)


def rating_cell(finding: Finding, material: Material) -> Cell:
    """The rating by word, shape and tone; beside a target, why there is none."""
    ratings = material.layout.words.ratings
    word = ratings["withheld" if _judged_withheld(finding) else finding.rating]
    return Cell((Text(word),), cast(Tone, finding.rating))


def _judged_withheld(finding: Finding) -> bool:
    """Whether there is a target, and the figure that it is for is withheld."""
    if finding.rating != "none" or "target" not in finding.facts:
        return False
    if finding.judged == "year_to_date":
        return "year_to_date" in finding.measure.window(finding.period).withheld
    reason = finding.measure.at(finding.period).reason
    return reason is not None and reason.withheld


def ratings_table(anchor: str, material: Material) -> Table:
    """How many indicators of each service area are green, amber and red; the last row adds up."""
    words = material.layout.words
    columns = [Column(words.status_area, 70)]
    columns += [Column(words.ratings[r], 22, "right") for r in ("green", "amber", "red")]
    columns.append(Column(words.status_unrated, 22, "right"))
    rows = [_ratings_row(section, area_id(section), material.area(section), material)
            for section in material.report.dictionary.sections]
    everything = list(material.findings.by_indicator.values())
    rows.append(_ratings_row(words.status_total, overview.REPORT, everything, material))
    look = material.layout.look
    return Table(f"{anchor}.ratings", material.fill(words.status_caption), words.status_summary,
                 fitted(columns, rows, look, page_mm(look, landscape=False)), tuple(rows))


def _ratings_row(name: str, place: str, findings: list[Finding], material: Material) -> Row:
    facts = overview.count_ratings(findings, place, str(material.period))
    cells = [Cell((Text(name),), header=True)]
    cells += [Cell((_count(facts[r]),), cast(Tone, r) if facts[r].value and r in (
        "green", "amber", "red") else "") for r in ("green", "amber", "red", "unrated")]
    return Row(tuple(cells))


def _count(fact: Fact) -> Figure:
    return Figure(f"{fact.value:,}", fact)
