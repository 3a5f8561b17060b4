"""What is withheld has no part in what a public edition chooses to say.

Reports at random are made again with other figures where a figure was withheld. Wherever the public
edition still shows the same, all that it says, in what order and with what weight, is the same.
"""

from __future__ import annotations

import dataclasses
import random
from decimal import Decimal

import pytest

from briefing.disclosure import presets, protect
from briefing.findings import find
from briefing.measures import Measures
from briefing.narrative.narrate import narrate
from briefing.periods import Month
from tests.oddities import Oddity, measured, service_area
from tests.reports_at_random import everything
from tests.truth import book_and_hedges

DFE = presets()["dfe"]
REPORTS, COMPARED_AT_LEAST = 25, 8


def other_withheld(oddities: list[Oddity], shown: Measures, choose: random.Random
                   ) -> list[Oddity]:
    """The same indicators, with another count where one was withheld; nought is never one."""
    made = []
    for one in oddities:
        measure = shown[one.indicator.id]
        made.append(dataclasses.replace(one, observations=tuple(
            dataclasses.replace(o, value=Decimal(choose.randint(1, 5)))
            if o.value is not None and o.numerator is None and measure.at(o.month).amount is None
            and one.indicator.unit == "count" and o.value > 0 else o
            for o in one.observations)))
    return made


@pytest.mark.parametrize("length", ["brief", "full"])
def test_other_withheld_figures_under_the_same_shown_ones_say_the_same(length: str) -> None:
    book, _ = book_and_hedges()
    choose = random.Random(7)
    compared = 0
    for _ in range(REPORTS):
        report = Month.of(2022, choose.randint(1, 12))
        oddities = [one for n in range(4) for one in service_area(choose, report, f"a{n}")]
        shown = protect(measured(oddities, report), DFE).measures
        others = other_withheld(oddities, shown, choose)
        if others == oddities:
            continue
        again = protect(measured(others, report), DFE).measures
        if everything(again, DFE) != everything(shown, DFE):
            continue        # it shows something else, and may say so
        compared += 1
        assert narrate(find(again), book, edition="public", length=length) == narrate(
            find(shown), book, edition="public", length=length)
    assert compared >= COMPARED_AT_LEAST
