"""What a layout shows, told to `narrate` before it says anything: kinds, charts, standing words."""

from __future__ import annotations

import string
from collections.abc import Iterator

from briefing.amounts import SYMBOLS, Reason
from briefing.document import ChartPoint, plain
from briefing.facts import Fact
from briefing.findings import Finding
from briefing.history import Restatement
from briefing.layout.among import standing_among
from briefing.layout.chart_points import chart_months, full_period
from briefing.layout.chart_seen import extremes, seen
from briefing.layout.chart_spec import charted
from briefing.layout.chart_tables import chart_tables
from briefing.layout.charted import Charted
from briefing.layout.material import Material, cell_figure, symbols_used
from briefing.layout.scorecard import latest_periods, periods_shown, trend_points
from briefing.layout.strip import strip_caption, strip_in_words, strip_of
from briefing.narrative.chart_words import Seen
from briefing.narrative.display import ALWAYS, GLANCE, Display, StandingWords
from briefing.narrative.narration import REPORT, Kind, Source
from briefing.narrative.sentence import Piece, Pieces
from briefing.problems import listed


def display_of(material: Material) -> Display:
    """What the layout shows of the report."""
    kinds = {part.kind for part in material.layout.parts}
    standing: list[StandingWords] = []
    charts: dict[str, Seen] = {}
    if note := material.withheld_note():     # every layout has a place for it: see compose
        standing.append(_of_layout(material, REPORT, "withheld", "withheld_note", (note,)))
    findings = list(material.findings.by_indicator.values())
    if "scorecard" in kinds:
        months = latest_periods(material)
        symbols = symbols_used(((f, periods_shown(f, months)) for f in findings), material)
        if symbols:
            standing.append(_of_layout(material, REPORT, "note", "symbols", (symbols,)))
    if kinds & {"scorecard", "glance"} and material.layout.charts.sparklines:
        standing += (words for f in findings for words in _trend(f, material))
    if "areas" in kinds:
        for finding in findings:
            if is_withheld(finding):
                standing.append(_panel_withheld(finding, material))
                continue
            chart = charted(finding, material)
            charts[finding.indicator.id] = seen(finding, chart)
            standing += _notes(finding, chart, material)
    return Display(frozenset(_kinds(material)), charts, tuple(standing))


def _kinds(material: Material) -> Iterator[Kind]:
    """The kinds of statements that the layout's parts have a place for."""
    yield from ALWAYS
    for part in material.layout.parts:
        match part.kind:
            case "highlights":
                yield from ("status", "lead")
            case "glance":
                yield from GLANCE
            case "summary":
                yield from ("lead", "prompt")
                if part.status:
                    yield "status"
            case "author" if part.questions:
                yield "question"
            case "areas":
                yield from ("good", "improve")


def is_withheld(finding: Finding) -> bool:
    """Whether no month of the indicator's chart has a figure to be shown, and one is withheld."""
    if finding.measure.at(finding.period).amount is not None:
        return False        # the chart's last month is the indicator's
    values = [finding.measure.at(month) for month in chart_months(finding)]
    return all(value.amount is None for value in values) and any(
        value.reason is Reason.CONFIDENTIAL for value in values)


def _of_layout(material: Material, about: str, kind: Kind, key: str, pieces: Pieces,
               name: str = "") -> StandingWords:
    file = f"layouts/{material.report.settings.report.layout}.toml"
    return StandingWords(about, kind, name or key, pieces, Source(file, f"words.{key}"))


def _with_pieces(material: Material, text: str, slots: dict[str, Piece]) -> Pieces:
    """Standing words with figures in their slots."""
    pieces: list[Piece] = []
    for words, slot, _, _ in string.Formatter().parse(text):
        if words:
            pieces.append(words)
        if slot is not None:
            pieces.append(slots[slot] if slot in slots else material.fill(f"{{{slot}}}"))
    return tuple(pieces)


# ── sparklines ──────────────────────────────────────────────────────────────────────────────────


def _trend(finding: Finding, material: Material) -> Iterator[StandingWords]:
    """The sparkline in words: between which of its points it runs, and from when."""
    one, words = finding.indicator, material.layout.words
    months, points = chart_months(finding), trend_points(finding, material)
    if not points:
        return
    # the two ends of a line are seen whether or not a new series begins between them
    shown = extremes(finding, months, points) or extremes(finding, months, points, whole=True)
    assert shown is not None, "a sparkline has two figures"
    low, high = shown.lowest, shown.highest
    least, most = cell_figure(finding, low.fact), cell_figure(finding, high.fact)
    slots: dict[str, Piece] = {"first_month": shown.since or full_period(one, months[0]),
                               "low": least}
    key = "trend_level"
    if least.text != most.text:
        key = "trend_range"
        slots |= {"low_month": low.period, "high": most, "high_month": high.period}
    if any(point.mark == "withheld" for point in points) and getattr(words, f"{key}_shown"):
        key += "_shown"     # what is withheld may be lower or higher
    text = getattr(words, key)
    yield _of_layout(material, one.id, "trend", key, _with_pieces(material, text, slots), "trend")


# ── under an indicator's chart ──────────────────────────────────────────────────────────────────


def _panel_withheld(finding: Finding, material: Material) -> StandingWords:
    said = material.fill(material.layout.words.panel_withheld,
                         symbol=material.symbol(Reason.CONFIDENTIAL))
    return _of_layout(material, finding.indicator.id, "note", "panel_withheld", (said,))


def _is_multiplied(finding: Finding) -> bool:
    """Whether rates are worked out here, from counts; one that is given stands as it was given."""
    one = finding.indicator
    return one.annualised and (one.numerator != "" or any(
        value.denominator is not None for value in finding.measure.values.values()))


def _notes(finding: Finding, chart: Charted, material: Material) -> Iterator[StandingWords]:
    """What an indicator is and where it is from, its breaks, symbols and restated figures."""
    one, words = finding.indicator, material.layout.words
    if one.note:
        yield StandingWords(one.id, "note", "note", (one.note,), Source("indicators", "note"))
    for key, said in (
        ("annualised", material.fill(words.annualised, period_word=one.period_word)
         if _is_multiplied(finding) else ""),
        ("definition",
         material.fill(words.definition, definition=_stopped(one.definition))
         if one.definition else ""),
        ("why", material.fill(words.why, why=one.why) if one.why else ""),
        ("new_series", _new_series(finding, material)),
        ("no_target_because", _no_target(finding, material)),
        ("comparator_method", _methods(finding, material)),
        ("source", material.fill(words.source, source=one.source) if one.source else ""),
        ("symbols", _symbols(finding, chart, material)),
    ):
        if said:
            yield _of_layout(material, one.id, "note", key, (said,))
    if among := standing_among(finding, material):
        yield _of_layout(material, one.id, "note", "among_areas", among)
    if known := strip_of(finding, material):
        yield _of_layout(material, one.id, "strip", "strip_caption",
                         strip_caption(finding, known[0], material), "strip")
        yield _of_layout(material, one.id, "strip_alt", "strip_alt",
                         strip_in_words(finding, known[0], material))
    for restated in material.restated.get(one.id, ()):
        yield _of_layout(material, one.id, "note", "restated",
                         _restated(finding, restated, material))


def _stopped(text: str) -> str:
    """The author's words with a stop, for others follow them."""
    return text if text.rstrip().endswith((".", "!", "?", "…", ")", ":")) else f"{text.rstrip()}."


def _no_target(finding: Finding, material: Material) -> str:
    """Why the indicator has no target, where its row says so."""
    absent = material.absent_target(finding)
    words = material.layout.words.no_target_because
    if absent is None or not absent.reason or not words or finding.aim is not None:
        return ""
    return material.fill(words, reason=absent.reason.rstrip("."))


def _methods(finding: Finding, material: Material) -> str:
    """How those are chosen whom the indicator is compared with, as far as that is told."""
    said = [material.fill(material.layout.words.comparator_method, title=own.title,
                          method=own.method)
            for name, own in finding.comparators.items() if own.method and name in finding.facts]
    return " ".join(filter(None, said))


def _symbols(finding: Finding, chart: Charted, material: Material) -> str:
    drawn = [point for series in chart.spec.series for point in series.points]
    # a symbol that stands in a table alone is one of a point without a mark on the chart
    absent = SYMBOLS[Reason.NOT_AVAILABLE]
    if any(plain(cell.inlines) == absent for table in chart_tables(finding, chart, material)
           for row in table.rows for cell in row.cells):
        drawn.append(ChartPoint(None, absent, "missing"))
    return symbols_used([(finding, chart_months(finding))], material, drawn)


def _new_series(finding: Finding, material: Material) -> str:
    """That, when and why a new series begins among the periods shown."""
    one = finding.indicator
    drawn = material.charts.get(one.id)
    first = chart_months(finding)[0]
    if drawn is not None and drawn.spec.kind in ("xmr", "spc"):     # which go further back
        first = min(first, drawn.months[0])
    shown = [b for b in one.breaks if first < b <= finding.period]
    if not shown:
        return ""
    words = material.layout.words
    said = listed([month.full for month in shown], "and")
    return material.fill(words.new_series if one.break_reason else words.new_series_bare,
                         months=said, reason=one.break_reason)


def _restated(finding: Finding, restated: Restatement, material: Material) -> Pieces:
    """ "June 2022 was published as 320 and is now 322."."""
    one = finding.indicator
    slots: dict[str, Piece] = {"month": full_period(one, restated.month)}
    for name, value in (("published", restated.published), ("now", restated.now)):
        role = "published" if name == "published" else "month"
        fact = Fact(one.id, role, str(restated.month), value, one.decimals, one.unit)
        slots[name] = cell_figure(finding, fact)
    return _with_pieces(material, material.layout.words.restated, slots)
