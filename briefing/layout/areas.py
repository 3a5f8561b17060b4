"""A service area of the data report: what is good, what needs improvement, and a panel each."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.amounts import Reason
from briefing.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Columns,
    Heading,
    Inlines,
    Panel,
    Paragraph,
    Row,
    Table,
    Text,
)
from briefing.findings import Fact, Finding
from briefing.history import Restatement
from briefing.layout.chart_points import chart_months, full_period
from briefing.layout.chart_spec import Charted, charted
from briefing.layout.contents import (
    Material,
    area_id,
    cell_figure,
    month_cell,
    symbols_used,
    withheld_cell,
    worded,
)
from briefing.layout.plan import Part
from briefing.layout.scorecard import rating_cell, target_cell, year_to_date_cell
from briefing.layout.widths import fitted, least_mm, page_mm
from briefing.narrative import tell
from briefing.narrative.sentence import Sentence
from briefing.periods import Month, Year, period_short
from briefing.problems import listed

CHART_MM = 56.0
LEAST_MONTHS = 4


def areas(part: Part, material: Material) -> list[Block]:
    """Every service area, each from the top of a page."""
    blocks: list[Block] = []
    for n, section in enumerate(material.report.dictionary.sections):
        findings = material.area(section)
        anchor = area_id(section)
        blocks.append(Heading(anchor, 2, section, new_page=n > 0))
        blocks.append(_analysis(anchor, findings, material))
        blocks += [panel(finding, material) for finding in findings]
    return blocks


def _analysis(anchor: str, findings: list[Finding], material: Material) -> Columns:
    words, book = material.layout.words, material.book
    return Columns((
        _column(f"{anchor}.good", words.good_heading, words.good_none, tell.good(findings, book),
                material),
        _column(f"{anchor}.improve", words.improve_heading, words.improve_none,
                tell.improve(findings, book), material),
    ))  # fmt: skip


def _column(anchor: str, heading: str, none: str, found: Iterable[Sentence],
            material: Material) -> tuple[Block, ...]:
    rows = tuple(material.prose((sentence,)) for sentence in found)
    body: Block = (Bullets(f"{anchor}.list", rows) if rows
                   else Paragraph(f"{anchor}.none", (Text(none),)))
    return Heading(anchor, 3, heading), body


def panel(finding: Finding, material: Material) -> Panel:
    """The indicator's chart under its message, its months and what they are set beside."""
    one = finding.indicator
    months = chart_months(finding)
    if _is_withheld(finding, months):
        said = material.fill(material.layout.words.panel_withheld,
                             symbol=material.symbol(Reason.CONFIDENTIAL))
        return Panel((Heading(f"panel.{one.id}", 3, one.title), *_standing(finding, material),
                      Paragraph(f"note.{one.id}", (Text(said),))))
    chart = charted(finding, material)
    alt = tell.chart_in_words(finding, material.book, chart.shape,
                              full_period(one, chart.months[0]), chart.beside)
    caption = material.prose((tell.caption(finding, material.book, chart.shape),))
    return Panel((
        Heading(f"panel.{one.id}", 3, one.title),
        *_standing(finding, material),
        Chart(f"chart.{one.id}", caption, alt, chart.spec, CHART_MM),
        _months(finding, material),
        *_notes(finding, chart, material),
    ))


def _is_withheld(finding: Finding, months: list[Month]) -> bool:
    """Whether none of the months has a figure to be shown, and one is withheld."""
    values = [finding.measure.at(month) for month in months]
    return all(value.amount is None for value in values) and any(
        value.reason is Reason.CONFIDENTIAL for value in values)


def _months(finding: Finding, material: Material) -> Table:
    one, words = finding.indicator, material.layout.words
    look = material.layout.look
    width = page_mm(look, landscape=False)
    months = chart_months(finding)
    while True:
        columns = (Column("", 15), *(Column(period_short(m, one.step, one.year), 11.5, "right")
                                     for m in months))
        head = Cell((Text(words.value),), header=True)
        row = Row((head, *(month_cell(finding, month, material) for month in months)))
        if len(months) <= LEAST_MONTHS or sum(least_mm(columns, (row,), look, True)) <= width:
            break
        months = months[1:]     # long figures: as many of the latest months as there is room for
    caption = material.fill(words.months_caption, title=one.title,
                            first_month=full_period(one, months[0]),
                            last_month=full_period(one, months[-1]))
    return Table(f"months.{one.id}", caption, words.months_summary,
                 fitted(columns, (row,), look, width, small=True), (row,),
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
        found.append((words.target, target_cell(finding, material), 22))
        if finding.rating != "none" or finding.waits:
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
    row, look = Row(cells), material.layout.look
    columns = fitted(columns, (row,), look, page_mm(look, landscape=False), small=True)
    return (Table(f"standing.{finding.indicator.id}",
                  material.fill(words.standing_caption, title=title),
                  material.fill(words.standing_summary, title=title),
                  columns, (row,), caption_shown=False, small=True),)


def _new_series(finding: Finding, material: Material) -> str:
    """That, when and why a new series begins among the periods shown."""
    one = finding.indicator
    shown = [b for b in one.breaks if chart_months(finding)[0] < b <= finding.period]
    if not shown:
        return ""
    words = material.layout.words
    said = listed([month.full for month in shown], "and")
    return material.fill(words.new_series if one.break_reason else words.new_series_bare,
                         months=said, reason=one.break_reason)


def _notes(finding: Finding, chart: Charted, material: Material) -> list[Block]:
    one, words = finding.indicator, material.layout.words
    symbols = symbols_used([(finding, chart_months(finding))], material,
                           (p for series in chart.spec.series for p in series.points))
    texts = [
        one.note,
        words.annualised if one.annualised else "",
        material.fill(words.definition, definition=one.definition) if one.definition else "",
        material.fill(words.why, why=one.why) if one.why else "",
        _new_series(finding, material),
        material.fill(words.source, source=one.source) if one.source else "",
        symbols,
    ]
    said = " ".join(text for text in texts if text)
    row: Inlines = (Text(said),) if said else ()
    for restated in (r for r in material.restatements if r.indicator == one.id):
        row += (Text(" "),) * bool(row) + _restated(finding, restated, material)
    return [Paragraph(f"note.{one.id}", row, "source")] if row else []


def _restated(finding: Finding, restated: Restatement, material: Material) -> Inlines:
    """ "June 2022 was published as 320 and is now 322."."""
    one = finding.indicator
    slots: dict[str, Inlines] = {"month": (Text(full_period(one, restated.month)),)}
    for name, value in (("published", restated.published), ("now", restated.now)):
        role = "published" if name == "published" else "month"
        fact = Fact(one.id, role, str(restated.month), value, one.decimals, one.unit)
        slots[name] = (cell_figure(finding, fact),)
    return worded(material.layout.words.restated, **slots)
