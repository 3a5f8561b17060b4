"""A control chart's lines and marked points, and what the scorecard says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from briefing.document import Cell, ChartSeries, SeriesRole, Text
from briefing.findings import Finding
from briefing.findings.control import Cause, cause_of
from briefing.layout.chart_points import (
    NO_POINT,
    chart_months,
    fact_point,
    full_period,
    point_of,
)
from briefing.layout.material import Material
from briefing.periods import Month

LEAST_BACK = 24     # periods that its chart goes back at the least
# How a special cause point is marked on the chart, by what it is.
ROLES: dict[Cause, SeriesRole] = {"improving": "improving", "worsening": "worsening",
                                  "higher": "unusual", "lower": "unusual"}


def is_asked(material: Material) -> bool:
    """Whether control charts are asked for of any indicator of the report."""
    return any(one.spc for one in material.report.dictionary.indicators) and bool(
        material.layout.words.control)


# ── the chart ───────────────────────────────────────────────────────────────────────────────────


def control_months(finding: Finding) -> list[Month]:
    """The periods of the chart: those that the limits are of, and two years at the least."""
    assert finding.control is not None, "a control chart is drawn only where there is one"
    back = finding.period.ordinal - finding.control.first.ordinal
    return chart_months(finding, max(LEAST_BACK, back // finding.indicator.step))


def control_lines(finding: Finding, months: Sequence[Month], material: Material
                  ) -> list[ChartSeries]:
    """The mean and the process limits, over the periods that they are worked out from, of each
    series; then the points that are special cause."""
    control, words = finding.control, material.layout.words
    assert control is not None, "a control chart is drawn only where there is one"
    lines: list[ChartSeries] = []
    drawn: tuple[tuple[str, SeriesRole], ...] = (
        (words.chart_limit_high, "limit"), (words.chart_mean, "average"),
        (words.chart_limit_low, "limit"))
    for (name, role), fact in zip(drawn, (control.high, control.mean, control.low), strict=True):
        point = fact_point(finding, fact)
        lines.append(ChartSeries(name, role, tuple(
            point if month >= control.months[0] else NO_POINT for month in months),
            f"{name} {point.text}"))
    for segment in control.earlier if words.chart_limit_earlier else ():
        for (name, role), fact in zip(drawn, (segment.high, segment.mean, segment.low),
                                      strict=True):
            point = fact_point(finding, fact)
            named = material.fill(words.chart_limit_earlier, name=name, last_month=full_period(
                finding.indicator, segment.months[-1]))
            lines.append(ChartSeries(named, role, tuple(
                point if segment.months[0] <= month <= segment.months[-1] else NO_POINT
                for month in months), ""))
    for special in dict.fromkeys(ROLES.values()):
        points = tuple(
            point_of(finding, month, material) if ROLES.get(_cause(finding, month)) == special
            else NO_POINT for month in months)
        if any(point.value is not None for point in points):
            lines.append(ChartSeries(words.special_points[special], special, points, ""))
    return lines


def _cause(finding: Finding, month: Month) -> Cause:
    """What the figure of the month is."""
    assert finding.control is not None, "a control chart is drawn only where there is one"
    return cause_of(finding.control.signal_of(month), finding.indicator.polarity)


def special_periods(finding: Finding, months: Sequence[Month]
                    ) -> Iterable[tuple[Cause, list[int]]]:
    """The places of the periods that are special cause, by what they are."""
    causes = [(n, _cause(finding, month)) for n, month in enumerate(months)]
    kept = sorted(((cause, n) for n, cause in causes if cause != "common"),
                  key=lambda pair: (tuple(ROLES).index(pair[0]), pair[1]))
    for cause, places in groupby(kept, key=lambda pair: pair[0]):
        yield cause, [n for _, n in places]


# ── the scorecard ───────────────────────────────────────────────────────────────────────────────


def variation_cell(finding: Finding, material: Material) -> Cell:
    """What the latest figure is by its control chart, or why there is none."""
    words = material.layout.words
    if finding.control is not None:
        return Cell((Text(words.causes[finding.control.cause]),))
    return Cell((Text(words.no_control[finding.no_control or "not_asked"]),))


def assurance_cell(finding: Finding, material: Material) -> Cell:
    """Whether the target will be met while things stay as they are; a word where none is judged."""
    words, control = material.layout.words, finding.control
    if control is None or not control.assurance:
        return Cell((Text(words.nothing_target),))
    return Cell((Text(words.assurances[control.assurance]),))


def control_choices(material: Material) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the two columns can say, what needs attention first."""
    words = material.layout.words
    causes = [words.causes[cause] for cause in (
        "worsening", "improving", "higher", "lower", "common")]
    assurances = [words.assurances[assurance] for assurance in ("will_not", "may", "will")]
    return (tuple(dict.fromkeys([*causes, *words.no_control.values()])),
            tuple(dict.fromkeys([*assurances, words.nothing_target])))


def control_key(material: Material) -> str:
    """What the two columns say."""
    words = material.layout.words
    other = f"{words.causes['higher']} or {words.causes['lower']}"
    variation = material.fill(words.control_key, **words.causes, other=other)
    return f"{variation} {material.fill(words.assurance_key, **words.assurances)}"
