"""Which chart an indicator gets: the one that its row names, else the layout's for its kind.

A chart whose figures are not there this month (no benchmark, no usual range, a share withheld in
every month) gives way to plain columns or a plain line.
"""

from __future__ import annotations

from collections.abc import Callable

from briefing.document import Drawn
from briefing.findings import Finding
from briefing.layout.chart_points import chart_months
from briefing.layout.chart_whole import compared, shares, whole_months
from briefing.layout.material import Material


def chart_name(finding: Finding, material: Material) -> str:
    """The chart's name: one of `indicators.CHART_NAMES`, or of the author's own."""
    asked = finding.indicator.chart or ("spc" if finding.indicator.spc else "")
    name = asked or _by_kind(finding, material)
    if name in material.report.own_charts:
        return name
    plain = "column" if finding.indicator.adds_up else "line"
    suits = SUITS.get(name)
    return name if suits is None or suits(finding, material) else plain


def _by_kind(finding: Finding, material: Material) -> str:
    """What the layout gives to an indicator of that kind."""
    one, charts = finding.indicator, material.layout.charts
    if one.composition and material.composition(one.composition)[0] is finding:
        return charts.composition
    if one.inflow and one.outflow and flows_of(finding, material) is not None:
        return charts.stock_with_flows
    if one.adds_up:
        return charts.count
    return {"flow": charts.flow, "stock": charts.stock, "cumulative": charts.cumulative,
            "rolling_12": charts.rolling_12}[one.kind]


def flows_of(finding: Finding, material: Material) -> tuple[Finding, Finding] | None:
    """The findings on what a stock grows and shrinks by; None unless both are indicators."""
    one, known = finding.indicator, material.findings.by_indicator
    inflow, outflow = known.get(one.inflow), known.get(one.outflow)
    if inflow is None or outflow is None:
        return None
    alike = all(f.indicator.step == one.step and f.indicator.unit == one.unit
                for f in (inflow, outflow))
    return (inflow, outflow) if alike else None


def _cumulative(finding: Finding, material: Material) -> bool:
    one = finding.indicator
    return one.frequency != "annual" and finding.measure.to_date(finding.period) is not None


def _last_year(finding: Finding, material: Material) -> bool:
    return any(finding.measure.at(month.year_before).amount is not None
               for month in chart_months(finding))


# Whether the figures are there for the charts that need more than the indicator's own months.
SUITS: dict[str, Callable[[Finding, Material], bool]] = {
    "last_year": _last_year,
    "cumulative": _cumulative,
    "stock": lambda finding, material: flows_of(finding, material) is not None,
    "composition": lambda finding, material: any(
        whole for _, whole in whole_months(shares(finding, material), finding)),
    "comparison": lambda finding, material: len(compared(finding)) > 1,
    "xmr": lambda finding, material: finding.variation != "",
    "spc": lambda finding, material: finding.control is not None and bool(
        material.layout.words.control),
}


def drawn_as(name: str, finding: Finding) -> Drawn:
    """How the chart of that name is drawn."""
    match name:
        case "line" | "column" | "cumulative" | "stock" | "composition" | "comparison" | "xmr" | (
                "spc"):
            return name
        case "last_year":
            return "column" if finding.indicator.adds_up else "line"
        case _:
            return "own"
