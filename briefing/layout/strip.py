"""An area among all: a strip with a dot for each, its words and its table.

The figures are those that the edition shows of each area, as they are printed; what an area
withholds has no dot. Which dot is whose is told by the workbook in the Word file and by the table
of figures that goes with the report: a page has no room for the names of a hundred and fifty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.amounts import as_drawn, in_cell
from briefing.document import (
    Block,
    Cell,
    Chart,
    ChartPoint,
    ChartSeries,
    ChartSpec,
    Column,
    Row,
    SeriesRole,
    Table,
    Text,
)
from briefing.facts import OF_AREA, OF_STRIP, Fact
from briefing.findings import Finding
from briefing.indicators import AREAS_REGION, Among, Strip
from briefing.layout.among import Note, named
from briefing.layout.chart_points import NO_POINT, fact_point, point_of
from briefing.layout.chart_spec import on_axis
from briefing.layout.material import Material, cell_figure, row
from briefing.narrative.sentence import Piece, Pieces

STRIP_MM = 38.0


def strip_of(finding: Finding, material: Material) -> tuple[Among, Strip] | None:
    """How the indicator's figure stands, and those of all areas; None where no strip is drawn."""
    report, charts, one = material.report, material.layout.charts, finding.indicator
    among = report.among.get(one.id)
    if among is None or not among.rank or "current" not in finding.facts or (
            not material.layout.words.strip_caption):
        return None
    strip = report.strips.get((one.id, among.period))
    if strip is None or not 0 < charts.strip_from <= len(strip.figures) <= charts.strip_to:
        return None
    return among, strip


# ── the words ────────────────────────────────────────────────────────────────────────────────────


def strip_caption(finding: Finding, among: Among, material: Material) -> Pieces:
    """Whose figures the strip is of."""
    note = Note(finding, among)
    note.add(material.layout.words.strip_caption, title=finding.indicator.title, area=among.name,
             of=note.number("areas_count", among.of), plural=among.plural,
             period_full=among.period)
    return tuple(note.pieces)


def strip_in_words(finding: Finding, among: Among, material: Material) -> Pieces:
    """What can be seen on the strip: its ends, the area's own dot, its lines, and who is not there.
    """
    words, note = material.layout.words, Note(finding, among)
    subject = finding.indicator.subject
    (high, high_areas), (low, low_areas) = among.highest, among.lowest
    common: dict[str, Piece] = {
        "subject": subject[:1].upper() + subject[1:], "period_full": among.period,
        "area": among.name, "plural": among.plural, "of": note.number("areas_count", among.of),
        "own": cell_figure(finding, finding.facts["current"])}
    if high == low:
        note.add(words.strip_alt_level, **common)
    else:
        note.add(words.strip_alt, **common, high=note.figure("areas_highest", high),
                 high_areas=named(high_areas), low=note.figure("areas_lowest", low),
                 low_areas=named(low_areas))
        note.add(words.strip_alt_median, median=note.figure("areas_median", among.median))
        for fact in _averages(finding):
            note.add(words.strip_alt_average, name=finding.comparators[fact.role].said,
                     average=cell_figure(finding, fact))
    if among.withheld or among.missing:
        note.add(words.among_left_out, withheld=note.number("areas_withheld", among.withheld),
                 missing=note.number("areas_missing", among.missing))
    note.add(".")
    return tuple(note.pieces)


def _averages(finding: Finding) -> Iterator[Fact]:
    """The average of the area's region, where it has one."""
    fact = finding.facts.get(AREAS_REGION)
    if fact is not None and AREAS_REGION in finding.comparators:
        yield fact


# ── the chart and its table ──────────────────────────────────────────────────────────────────────


def strip_blocks(finding: Finding, material: Material) -> tuple[Block, ...]:
    """The strip under its caption, and its table; () where none is drawn."""
    known = strip_of(finding, material)
    if known is None:
        return ()
    among, strip = known
    one, narration = finding.indicator, material.narration
    (alt,) = narration.on(one.id, "strip_alt")
    return (Chart(f"chart.{one.id}{OF_STRIP}", row(narration.on(one.id, "strip")), alt.text,
                  strip_spec(finding, among, strip, material), STRIP_MM, alt.id),
            _table(finding, among, material))


def strip_spec(finding: Finding, among: Among, strip: Strip, material: Material) -> ChartSpec:
    """The strip: a place for each area, the lowest first."""
    one, words = finding.indicator, material.layout.words
    own = point_of(finding, finding.period, material)
    is_own = [name == among.name for _, name, _ in strip.figures]
    others = tuple(NO_POINT if mine else ChartPoint(
        as_drawn(figure, one.unit, one.decimals), in_cell(figure, one.unit, one.decimals),
        fact=f"{one.id}:{OF_AREA}{area}:{strip.period}")
        for mine, (area, _, figure) in zip(is_own, strip.figures, strict=True))
    note = Note(finding, among)
    beside: list[tuple[str, SeriesRole, ChartPoint]] = [
        (words.strip_median, "average", fact_point(finding, note.fact(
            "areas_median", among.median, one.decimals, one.unit)))]
    beside += [(finding.comparators[fact.role].title, "comparator", fact_point(finding, fact))
               for fact in _averages(finding)]
    series = (
        ChartSeries(among.name, "main", tuple(own if mine else NO_POINT for mine in is_own),
                    f"{among.name} {own.text}"),
        ChartSeries(words.strip_others.format(plural=among.plural), "area", others,
                    words.strip_others.format(plural=among.plural)),
        *(ChartSeries(name, role, (point, *([NO_POINT] * (len(is_own) - 1))),
                      f"{name} {point.text}") for name, role, point in beside))
    values = [point.value for each in series for point in each.points if point.value is not None]
    # a dot on the edge of the plot is whole: no axis goes on for its sake
    spec = ChartSpec("strip", tuple(name for _, name, _ in strip.figures), series, (), "",
                     axis_name=words.strip_area.format(plural=among.plural))
    return replace(on_axis(spec, finding, material, values), top=None)


def _table(finding: Finding, among: Among, material: Material) -> Table:
    """The area's figure, the ends and the middle of all, and the averages."""
    words, one, note = material.layout.words, finding.indicator, Note(finding, among)
    cells = [(words.strip_own, cell_figure(finding, finding.facts["current"])),
             (words.strip_lowest, note.figure("areas_lowest", among.lowest[0])),
             (words.strip_median, note.figure("areas_median", among.median)),
             (words.strip_highest, note.figure("areas_highest", among.highest[0]))]
    cells += [(finding.comparators[fact.role].title, cell_figure(finding, fact))
              for fact in _averages(finding)]
    caption = words.strip_table.format(title=one.title, plural=among.plural,
                                       period_full=among.period)
    summary = words.strip_summary.format(title=one.title, plural=among.plural)
    return Table(f"strip.{one.id}", caption, summary,
                 (Column("", 18), *(Column(heading, 22, "right") for heading, _ in cells)),
                 (Row((Cell((Text(words.value),), header=True),
                       *(Cell((figure,)) for _, figure in cells))),),
                 caption_shown=False, small=True)
