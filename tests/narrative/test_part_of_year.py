"""What others achieved in a whole year is set beside a year so far only where the two compare."""

from __future__ import annotations

import dataclasses

import pytest

from briefing.indicators import Indicator
from tests.series import PERCENT, PLAIN, found

TAX = dataclasses.replace(PERCENT, kind="cumulative", year_to_date="",
                          subject="share of the year’s council tax collected")
SAVED = dataclasses.replace(PLAIN, kind="cumulative", year_to_date="", polarity="higher")
FILLED = "8 17 26 35 44 53 62 71 80 88 92 96 "        # April to March
STEADY = "80 81 82 81 80 80 81 82 82 81 80 81 "


@pytest.mark.parametrize(("one", "figures", "last", "compared"), [
    (TAX, FILLED + "9 18 27 36", "2022-07", False),     # a share that a year fills up
    (TAX, FILLED + FILLED, "2023-03", True),            # at its end
    (TAX, FILLED, "2022-03", True),
    (TAX, STEADY + "81 82 80 81", "2022-07", True),     # a year so far like any other
    (TAX, "81 82 80 81", "2022-07", True),              # no year is known to its end
    (SAVED, "8 17 26 35", "2022-07", False),            # a count grows through its year
    (dataclasses.replace(TAX, kind="stock"), FILLED + "9 18 27 36", "2022-07", True),
])
def test_a_whole_year_of_others(one: Indicator, figures: str, last: str, compared: bool) -> None:
    finding = found(figures, last, one, benchmarks="national: 95")
    assert any(c.benchmark for c in finding.judged_comparisons) is compared
    assert finding.facts["national"].value == 95        # it stands in the tables all the same
