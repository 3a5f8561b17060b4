"""Areas at random, published month after month: no report, and no two, tell what one withholds.

A hundred larger ones are in `tests.benchmarks.over_areas`.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.areas.over_areas_at_random import rounds


@pytest.mark.parametrize("seed", range(201, 207))
def test_nothing_that_is_withheld_is_told(seed: int) -> None:
    withheld = 0
    for made in rounds(Random(seed), areas=(4, 9), indicators=4):
        assert [one for one in made.found.exposures if not one.before] == []
        assert made.protected.contradictory == ()
        withheld += len(made.protected.withheld)
    assert withheld
