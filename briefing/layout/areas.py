"""A service area of the data report: what is good, what needs improvement, and a panel each."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Columns,
    Heading,
    Panel,
    Paragraph,
    Row,
    Table,
    Text,
)
from briefing.findings import Finding
from briefing.layout.chart_points import chart_months, full_period
from briefing.layout.chart_spec import charted
from briefing.layout.display import is_withheld
from briefing.layout.material import (
    Material,
    cell_figure,
    month_cell,
    row,
    withheld_cell,
)
from briefing.layout.plan import Part
from briefing.layout.scorecard import rating_cell, target_cell, year_to_date_cell
from briefing.layout.widths import fitted, least_mm, page_mm
from briefing.narrative.narration import Statement, Topic, area_id
from briefing.periods import Year, period_short

CHART_MM = 56.0
LEAST_MONTHS = 4


def areas(part: Part, material: Material) -> list[Block]:
    """Every service area, each from the top of a page."""
    blocks: list[Block] = []
    for n, section in enumerate(material.report.dictionary.sections):
        findings = material.area(section)
        anchor = area_id(section)
        blocks.append(Heading(anchor, 2, section, new_page=n > 0))
        blocks.append(_analysis(anchor, material.narration.area(section), material))
        blocks += [panel(finding, material) for finding in findings]
    return blocks


def _analysis(anchor: str, topic: Topic, material: Material) -> Columns:
    words = material.layout.words
    return Columns((
        _column(f"{anchor}.good", words.good_heading, words.good_none, topic.statements("good")),
        _column(f"{anchor}.improve", words.improve_heading, words.improve_none,
                topic.statements("improve")),
    ))  # fmt: skip


def _column(anchor: str, heading: str, none: str, said: Iterable[Statement]
            ) -> tuple[Block, ...]:
    rows = tuple(row((statement,)) for statement in said)
    body: Block = (Bullets(f"{anchor}.list", rows) if rows
                   else Paragraph(f"{anchor}.none", (Text(none),)))
    return Heading(anchor, 3, heading), body


def panel(finding: Finding, material: Material) -> Panel:
    """The indicator's chart under its message, its months and what they are set beside."""
    one, narration = finding.indicator, material.narration
    notes = narration.on(one.id, "note")
    if is_withheld(finding):
        return Panel((Heading(f"panel.{one.id}", 3, one.title), *_standing(finding, material),
                      Paragraph(f"note.{one.id}", row(notes))))
    chart = charted(finding, material)
    (alt,) = narration.on(one.id, "alt")
    return Panel((
        Heading(f"panel.{one.id}", 3, one.title),
        *_standing(finding, material),
        Chart(f"chart.{one.id}", row(narration.on(one.id, "caption")), alt.text, chart.spec,
              CHART_MM, alt.id),
        _months(finding, material),
        *([Paragraph(f"note.{one.id}", row(notes), "source")] if notes else []),
    ))


def _months(finding: Finding, material: Material) -> Table:
    one, words = finding.indicator, material.layout.words
    look = material.layout.look
    width = page_mm(look, landscape=False)
    months = chart_months(finding)
    while True:
        columns = (Column("", 15), *(Column(period_short(m, one.step, one.year), 11.5, "right")
                                     for m in months))
        head = Cell((Text(words.value),), header=True)
        cells = Row((head, *(month_cell(finding, month, material) for month in months)))
        if len(months) <= LEAST_MONTHS or sum(least_mm(columns, (cells,), look, True)) <= width:
            break
        months = months[1:]     # long figures: as many of the latest months as there is room for
    caption = material.fill(words.months_caption, title=one.title,
                            first_month=full_period(one, months[0]),
                            last_month=full_period(one, months[-1]))
    return Table(f"months.{one.id}", caption, words.months_summary,
                 fitted(columns, (cells,), look, width, small=True), (cells,),
                 caption_shown=False, small=True)


def _standing(finding: Finding, material: Material) -> tuple[Table, ...]:
    """The table of year to date, target, rating and comparators, as far as there are any."""
    words, one = material.layout.words, finding.indicator
    found: list[tuple[str, Cell, float]] = []

    def add(role: str, heading: str, weight: float = 22) -> None:
        fact = finding.facts.get(role)
        if fact is not None:
            found.append((heading, Cell((cell_figure(finding, fact),)), weight))
        elif role in window.withheld:
            found.append((heading, withheld_cell(finding, role, finding.period, material), weight))

    window = finding.measure.window(finding.period)
    if "year_to_date" in finding.facts or "year_to_date" in window.withheld:
        found.append((words.year_to_date, year_to_date_cell(finding, material), 22))
    if "target" in finding.facts:
        found.append((words.target, target_cell(finding), 22))
        if finding.rating != "none":
            found.append((words.rating, rating_cell(finding, material), 20))
    add("mean_12m", words.average, 24)
    add("sum_12m", words.last_12_months, 22)
    if "outturn" in finding.facts:
        add("outturn", material.fill(words.outturn, year=finding.facts["outturn"].period))
    elif (year := Year.holding(finding.period, one.year).previous) in (
            finding.measure.outturns_withheld):
        found.append((material.fill(words.outturn, year=str(year)),
                      withheld_cell(finding, "outturn", year, material), 22))
    for role, word in words.comparators.items():
        if role in finding.facts:
            add(role, f"{word} {finding.facts[role].period}", 30)
    if not found:
        return ()
    columns = (Column("", 18), *(Column(h, w, "centre" if h == words.rating else "right")
                                 for h, _, w in found))
    cells = (Cell((Text(words.standing),), header=True), *(cell for _, cell, _ in found))
    title = finding.indicator.title
    only, look = Row(cells), material.layout.look
    columns = fitted(columns, (only,), look, page_mm(look, landscape=False), small=True)
    return (Table(f"standing.{finding.indicator.id}",
                  material.fill(words.standing_caption, title=title),
                  material.fill(words.standing_summary, title=title),
                  columns, (only,), caption_shown=False, small=True),)
