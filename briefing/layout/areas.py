"""A service area of the data report: what is good, what needs improvement, and a panel each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

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
from briefing.indicators import TargetKind
from briefing.layout.chart_spec import charted
from briefing.layout.chart_tables import chart_tables
from briefing.layout.charted import Charted
from briefing.layout.control import assurance_cell, variation_cell
from briefing.layout.display import is_withheld
from briefing.layout.material import (
    Material,
    benchmark_figure,
    cell_figure,
    row,
    withheld_cell,
)
from briefing.layout.plan import Part
from briefing.layout.scorecard import rating_cell, target_cell, year_to_date_cell
from briefing.layout.strip import strip_blocks
from briefing.narrative.narration import Statement, Topic, area_id
from briefing.periods import Year

CHART_MM = 56.0
# The lines of an indicator's usual range, which the table over its chart names.
LIMITS = ("usual_low", "usual_mean", "usual_high")
PROCESS_LIMITS = ("spc_low", "spc_mean", "spc_high")


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
        _column(f"{anchor}.good", words.good_heading, material.fill(words.good_none),
                topic.statements("good")),
        _column(f"{anchor}.improve", words.improve_heading, material.fill(words.improve_none),
                topic.statements("improve")),
    ), words.columns_summary)  # fmt: skip


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
        *_standing(finding, material, chart),
        Chart(f"chart.{one.id}", row(narration.on(one.id, "caption")), alt.text, chart.spec,
              CHART_MM, alt.id),
        *chart_tables(finding, chart, material),
        *strip_blocks(finding, material),
        *([Paragraph(f"note.{one.id}", row(notes), "source")] if notes else []),
    ))


def _standing(finding: Finding, material: Material, chart: Charted | None = None
              ) -> tuple[Table, ...]:
    """The table of year to date, target, rating and comparators, as far as there are any."""
    words, one = material.layout.words, finding.indicator
    shown: list[tuple[str, Cell, float]] = []

    def add(role: str, heading: str, weight: float = 22) -> None:
        fact = finding.facts.get(role)
        if fact is not None:
            shown.append((heading, Cell((cell_figure(finding, fact),)), weight))
        elif role in window.withheld:
            shown.append((heading, withheld_cell(finding, role, finding.period, material), weight))

    window = finding.measure.window(finding.period)
    if "year_to_date" in finding.facts or "year_to_date" in window.withheld:
        shown.append((words.year_to_date, year_to_date_cell(finding, material), 22))
    if "target" in finding.facts:
        shown.append((words.target, target_cell(finding, material), 22))
        shown.append((words.rating, rating_cell(finding, material), 20))
    if "target_year" in finding.facts and finding.aim is not None and (
            finding.aim.standing != "pro_rata"):
        kind = next((t.kind for t in material.targets.get(one.id, ()) if t.of == "year"), "target")
        add("target_year", words.mark(kind, "year"))
    for kind in get_args(TargetKind):
        if kind in finding.facts and kind != "target":
            add(kind, words.target_kinds.get(kind) or kind.replace("_", " ").capitalize())
    add("mean_12m", words.average, 24)
    add("sum_12m", words.last_12_months, 22)
    if "outturn" in finding.facts:
        add("outturn", material.fill(words.outturn, year=finding.facts["outturn"].period))
    elif (year := Year.holding(finding.period, one.year).previous) in (
            finding.measure.outturns_withheld):
        shown.append((material.fill(words.outturn, year=str(year)),
                      withheld_cell(finding, "outturn", year, material), 22))
    for role, word in material.comparators.items():
        if role in finding.facts:
            shown.append((f"{word} {finding.facts[role].period}",
                          Cell(benchmark_figure(finding, finding.facts[role])), 30))
    if chart is not None and chart.spec.kind == "xmr":
        for role, word in zip(LIMITS, (words.chart_usual_low, words.chart_mean,
                                       words.chart_usual_high), strict=True):
            add(role, word)
    if finding.control is not None and words.control:
        shown.append((words.control, variation_cell(finding, material), 26))
        if finding.control.assurance:
            shown.append((words.assurance, assurance_cell(finding, material), 26))
        for role, word in zip(PROCESS_LIMITS, (words.chart_limit_low, words.chart_mean,
                                               words.chart_limit_high), strict=True):
            add(role, word)
    if not shown:
        return ()
    in_words = (words.rating, words.control, words.assurance)
    columns = (Column("", 18), *(Column(h, w, "centre" if h in in_words else "right")
                                 for h, _, w in shown))
    cells = (Cell((Text(words.standing),), header=True), *(cell for _, cell, _ in shown))
    title = finding.indicator.title
    only = Row(cells)
    return (Table(f"standing.{finding.indicator.id}",
                  material.fill(words.standing_caption, title=title),
                  material.fill(words.standing_summary, title=title),
                  columns, (only,), caption_shown=False, small=True),)
