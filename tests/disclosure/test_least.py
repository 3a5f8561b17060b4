"""What is withheld beside the least that is safe against a reader who knows the program, and that
it is safe: every assignment of small reports is tried."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from briefing.disclosure import protect
from briefing.indicators import Dictionary
from briefing.measures import Measures, measure
from tests.benchmarks.knowing import edition
from tests.benchmarks.least import BAND, DFE, SHAPES, Counted, Shape, losses, simulatable
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


@pytest.mark.parametrize(("name", "most"), [
    ("two months and their sum", 14), ("three months and their sum", 7), ("two parts and all", 14),
    ("three parts and all", 7), ("a stock, in and out", 6)])
def test_no_more_is_lost_than_the_least_of_rules_that_do_not_look_at_small_counts(
    name: str, most: int, record_property: pytest.RecordProperty
) -> None:
    """1.15 of the least loss of all safe rules that choose alike for every number that a small
    count can be, or less: ours looks at sums besides, where it prints them."""
    shape = replace(SHAPES[name], most=most)
    times = losses(shape)[0] / simulatable(shape)
    record_property(f"loss beside the least of simulatable rules, {name}", round(times, 3))
    assert times <= 1.15


@pytest.mark.parametrize("name", ["two months and their sum", "two parts and all"])
def test_little_more_is_lost_than_the_least_of_all_rules(
    name: str, record_property: pytest.RecordProperty
) -> None:
    """A bound that no safe rule reaches below, though it chose by the very counts that it keeps and
    tossed coins; the longer shapes are measured by tests.benchmarks.least."""
    ours, least, _, _ = losses(SHAPES[name])
    record_property(f"loss beside the least of all rules, {name}", round(ours / least, 3))
    assert 1 <= ours / least <= 1.15
