"""A chart as it is laid out: its spec, and the months that its places are of."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.document import ChartSpec
from briefing.periods import Month


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart's spec and the months that its places are of; of a comparison, the one month."""

    spec: ChartSpec
    months: tuple[Month, ...]

    @property
    def shape(self) -> str:
        """How the chart is told in words: its kind, or that a year stands alone."""
        alone = not any(s.role == "last_year" for s in self.spec.series)
        return "year" if self.spec.kind == "cumulative" and alone else self.spec.kind
