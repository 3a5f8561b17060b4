"""What is withheld beside the least that is safe against a reader who knows the program, and that
it is safe: every assignment of small reports is tried."""

from __future__ import annotations

import itertools

import pytest

from briefing.disclosure import protect
from briefing.indicators import Dictionary
from briefing.measures import Measures, measure
from tests.benchmarks.knowing import edition
from tests.benchmarks.least import BAND, DFE, SHAPES, Counted, Shape, losses
from tests.series import observed


def measures_of(shape: Shape, counted: Counted) -> Measures:
    last = next(reversed(shape.figures)).rpartition(":")[2]
    made = [o for name, line in shape.lines(counted).items() for o in observed(line, last, name)]
    return measure(made, Dictionary(shape.indicators), made[-1].month)


@pytest.mark.parametrize(("name", "most"), [
    ("two months and their sum", 12), ("two parts and all", 12), ("three parts and all", 7)])
def test_every_edition_leaves_a_small_count_as_many_numbers_as_is_promised(
    name: str, most: int
) -> None:
    """Of each edition all assignments that print it are known. A total that is printed is of what
    was tried where it is no more than that."""
    shape = SHAPES[name]
    prints: dict[object, list[tuple[dict[str, int], set[str]]]] = {}
    for counted in itertools.product(range(most + 1), repeat=shape.free):
        protected = protect(measures_of(shape, counted), DFE)
        shown = {figure: make(counted) for figure, make in shape.figures.items()}
        away = {w.candidate.id for w in protected.withheld}
        prints.setdefault(edition(protected), []).append((shown, away))
    looked_at = 0
    for behind in prints.values():
        first, away = behind[0]
        totals = [first[figure] for figure, make in shape.figures.items()
                  if make is sum and figure not in away]
        if totals and totals[0] > most:
            continue
        for figure in (f for f, make in shape.figures.items() if f in away and make is not sum):
            if any(shown[figure] in BAND for shown, _ in behind):
                assert len({shown[figure] for shown, _ in behind}) >= DFE.numbers, first
                looked_at += 1
    assert looked_at >= 10


@pytest.mark.parametrize(("name", "times"), [
    ("two months and their sum", 1.15), ("two parts and all", 1.2)])
def test_little_more_is_lost_than_the_least(
    name: str, times: float, record_property: pytest.RecordProperty
) -> None:
    """The least is a bound that no safe rule reaches below; the longer shapes are measured by
    tests.benchmarks.least."""
    ours, least, _, _ = losses(SHAPES[name])
    record_property(f"loss beside the least, {name}", round(ours / least, 3))
    assert 1 <= ours / least <= times
