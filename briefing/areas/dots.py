"""The dots of all areas as figures of the areas that they are of: what a reader has by a strip.

Each report shows the same ones, so they are known once and not sent by each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.amounts import in_cell
from briefing.attack.shown import Shown
from briefing.disclosure.joint import of_area
from briefing.facts import MONTH, OF_AREA
from briefing.indicators import Dictionary, Strips

PLACE = "a strip of dots"


def dots_of(strips: Strips, dictionary: Dictionary) -> Iterator[Shown]:
    """Each dot as the figure of its area, "assessed@york"."""
    for (name, _), strip in strips.items():
        one = dictionary[name]
        for area, _, figure in strip.figures:
            yield Shown(of_area(name, area), MONTH, strip.period,
                        in_cell(figure, one.unit, one.decimals), PLACE, f"{figure:f}")


def of_its_area(shown: Shown, area: str) -> Shown:
    """A figure of the area's report as that of the area, or of the other one whose dot it is."""
    if shown.role.startswith(OF_AREA):
        return replace(shown, role=MONTH, indicator=of_area(
            shown.indicator, shown.role.removeprefix(OF_AREA)))
    return replace(shown, indicator=of_area(shown.indicator, area))
