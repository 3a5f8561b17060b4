"""What was made of a report folder a moment ago, so that what did not change is not made again.

`preview` makes the same report again and again, with a cell changed. What an indicator's findings
and chart are made from is compared with what they were made from before; where it is the same, they
are taken over. The report comes out as it would without this, to the byte
(tests/preview/test_unchanged.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.findings import Finding, Findings, MadeFrom, find
from briefing.layout import Material
from briefing.measures import Measures
from briefing.writers.html.charts import Drawings


@dataclass(slots=True)
class _Laid:
    """What an edition was laid out from, and the charts and tables that were made."""

    frame: tuple[object, ...]
    findings: Findings
    material: Material


@dataclass(slots=True)
class Unchanged:
    """What was made last time, by edition. `drawings` are the pages', for who writes them."""

    _findings: dict[str, dict[str, MadeFrom]] = field(default_factory=dict)
    _laid: dict[str, _Laid] = field(default_factory=dict)
    drawings: dict[str, Drawings] = field(default_factory=dict)

    def find(self, edition: str, measures: Measures, bands: Mapping[str, int]) -> Findings:
        """The findings, those of last time where an indicator's figures are the same."""
        return find(measures, bands, self._findings.setdefault(edition, {}))

    def lay(self, material: Material) -> None:
        """Give the material the charts and tables of indicators that are as they were.

        One that is drawn with others (a stock with its flows, a share of a whole) is made anew.
        """
        frame = _frame(material)
        before = self._laid.get(material.edition)
        if before is not None and before.frame == frame:
            for name, finding in material.findings.by_indicator.items():
                if before.findings.by_indicator.get(name) is finding and _stands_alone(finding):
                    if name in before.material.charts:
                        material.charts[name] = before.material.charts[name]
                    if name in before.material.tables:
                        material.tables[name] = before.material.tables[name]
        self._laid[material.edition] = _Laid(frame, material.findings, material)


def _frame(material: Material) -> tuple[object, ...]:
    """All that a chart is made from besides its own finding."""
    report = material.report
    return (material.layout, report.settings, report.period, dict(report.own_charts),
            material.policy, material.comparators, report.dictionary.untargeted,
            report.dictionary.marks, report.dictionary.comparators)


def _stands_alone(finding: Finding) -> bool:
    one = finding.indicator
    return not (one.inflow or one.outflow or one.composition)
