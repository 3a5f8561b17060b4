"""How an author's file offers a function as a chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Draw = Callable[[Any, Any], object]     # (axes, series); the series is `own.OwnSeries`
CHART_NAME = "__briefing_chart__"


def chart(name: str) -> Callable[[Draw], Draw]:
    """Offer the function as a chart of that name, to be asked for in the Indicators table."""
    def offered(function: Draw) -> Draw:
        setattr(function, CHART_NAME, name)
        return function
    return offered
