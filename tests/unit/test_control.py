"""Control charts by the published rules of NHSRplotthedots: a series, its limits and its points.

The answers were worked out by hand from the rules that `ptd_spc` publishes: the mean of the
figures; limits at 2.66 mean moving ranges from it, where ranges of 3.267 times their mean or more
are left out; two thirds of the way to a limit is close to it. A point is written as

    .   common cause                      O o   outside the upper, the lower limit
    T t one of seven that rise, fall      C c   one of two in three close to the upper, lower limit
    S s one of seven above, below the mean    - a gap
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.findings.control import (
    Limits,
    Signal,
    assurance_of,
    cause_of,
    limits_of,
    signals_of,
)

MARKS = {("outside", "high"): "O", ("outside", "low"): "o", ("trend", "high"): "T",
         ("trend", "low"): "t", ("two_of_three", "high"): "C", ("two_of_three", "low"): "c",
         ("one_side", "high"): "S", ("one_side", "low"): "s"}


def figures_of(text: str) -> list[Decimal | None]:
    return [None if part == "-" else Decimal(part) for part in text.split()]


def marks_of(figures: list[Decimal | None], limits: Limits) -> str:
    return "".join("-" if figure is None else "." if signal is None
                   else MARKS[signal.rule, signal.side]
                   for figure, signal in zip(figures, signals_of(figures, limits), strict=True))


# series; mean; the mean moving range that counts; its points
SERIES = [
    # every range is 2
    ("10 12 " * 6, "11", "2", "............"),
    ("3 9 " * 6, "6", "6", "............"),
    ("-2 2 " * 6, "0", "4", "............"),
    ("1.0 1.2 " * 6, "1.1", "0.2", "............"),
    # ten ranges of 2 and one of 20; 20 is over 3.267 x 40/11 and left out
    ("10 12 10 12 10 12 10 12 10 12 10 30", "12.5", "2", "sssssssssssO"),
    ("10 12 10 12 10 12 10 12 10 12 10 -8", "28/3", "2", "SSSSSSSSSSSo"),
    # the series of the package's own page on what it does otherwise: 8 and 9 are left out
    ("1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1", "35/18", "1", "....O............."),
    # 2.66 x 40/12 is 8.87: a jump of twice the others stays in
    ("4 8 4 8 4 8 4 8 4 8 4 8 9 9", "45/7", "45/13", ".............."),
    # a rise of eight; seven changes of 1 and four of 4, none of them left out
    ("10 14 10 14 10 11 12 13 14 15 16 17", "13", "23/11", "....TTTTTTTT"),
    # a fall of eight
    ("10 14 10 14 17 16 15 14 13 12 11 10", "13", "2", "....tttttttt"),
    # two alike stop a rise
    ("10 14 10 14 10 11 12 13 14 14 15 16", "51/4", "2", "............"),
    # a rise may cross the mean; six of a fall are no trend
    ("12 13 14 15 16 17 18 12 14 16 14 12 14 16 14", "217/15", "13/7", "TTTTTTT........"),
    # the turn from a fall to a rise goes with the rise
    ("8 12 8 12 8 12 8 12 8 12 16 15 14 13 12 11 10 11 12 13 14 15 16", "272/23", "26/11",
     "..........ttttttTTTTTTT"),
    # 15 is more than 3.44 above 11.44, and less than 5.16
    ("10 12 " * 8 + "15 15", "103/9", "33/17", "................CC"),
    # three in a row
    ("10 12 " * 8 + "15 15 15", "221/19", "11/6", "................CCC"),
    # two of three, but 10 between them is on the other side of the mean
    ("10 12 " * 8 + "15 10 15", "216/19", "43/18", "..................."),
    # one close to the upper and one close to the lower limit; 8 is left out
    ("10 12 " * 8 + "15 7", "11", "33/16", ".................."),
    # three of 21 among eleven, and then six: seven in a row are above 20.59
    ("20 20 21 20 21 20 21 20 20 20 21 21 21 21 21 21 21", "350/17", "7/16",
     "..........SSSSSSS"),
    # figures on the mean are on neither side
    ("10 12 10 12 10 12 10 12 10 12 10 12 11 11 11 11 11 11 11", "11", "23/18",
     "..................."),
    # six on one side are not enough
    ("8 12 8 12 8 12 10 11 11 11 11 11 11 8 8", "152/15", "13/7", "..............."),
    # a gap: no range is taken across it, and what is on either side is no run
    ("10 12 10 12 - 10 12 10 12 - 10 12 10 12", "11", "2", "....-....-...."),
    ("8 12 8 12 8 12 11 11 11 - 11 11 11 11 9 9 9 8", "172/17", "8/5", ".........-........"),
    # a rise across a gap is none
    ("12 13 14 15 - 16 17 18 12 14 16 14 12 14 16 14", "217/15", "25/13", "....-..........."),
    # what is outside is said before what it is one of
    ("10 12 " * 6 + "10 11 12 13 14 15 30", "237/19", "29/17", "ssssssssssssTTTTTTO"),
]


@pytest.mark.parametrize(("text", "mean", "moving", "marks"), SERIES)
def test_limits_and_points(text: str, mean: str, moving: str, marks: str) -> None:
    figures = figures_of(text)
    limits = limits_of(figures)
    reach = Fraction("2.66") * Fraction(moving)
    assert limits == Limits(Fraction(mean), Fraction(mean) - reach, Fraction(mean) + reach)
    assert marks_of(figures, limits) == marks


@pytest.mark.parametrize("text", [
    "10 12 10 12 10 12 10 12 10 12 10",         # eleven
    "10 12 10 12 10 12 - 10 12 10 12 10",       # eleven and a gap
    "5 5 5 5 5 5 5 5 5 5 5 5",                  # nothing moves
    "5 5 5 5 5 5 5 5 5 5 5 9",                  # but for a jump that is left out
    "1 - 2 - 3 - 4 - 5 - 6 - 7 - 8 - 9 - 1 - 2 - 3",    # no two follow each other
    "",
])
def test_too_few_or_unmoved_figures_have_no_limits(text: str) -> None:
    assert limits_of(figures_of(text)) is None


def test_a_run_tells_how_long_it_is() -> None:
    figures = figures_of("10 14 10 14 10 11 12 13 14 15 16 17")
    limits = limits_of(figures)
    assert limits is not None
    assert signals_of(figures, limits)[-1] == Signal("trend", "high", 8)
    figures = figures_of("20 20 21 20 21 20 21 20 20 20 21 21 21 21 21 21 21")
    limits = limits_of(figures)
    assert limits is not None
    assert signals_of(figures, limits)[-1] == Signal("one_side", "high", 7)


@pytest.mark.parametrize(("side", "polarity", "cause"), [
    ("high", "higher", "improving"), ("low", "higher", "worsening"),
    ("high", "lower", "worsening"), ("low", "lower", "improving"),
    ("high", "neutral", "higher"), ("low", "neutral", "lower"), ("low", "range", "lower")])
def test_which_way_is_better_turns_a_side_into_a_cause(side: str, polarity: str, cause: str
                                                       ) -> None:
    assert cause_of(Signal("outside", side), polarity) == cause  # type: ignore[arg-type]
    assert cause_of(None, polarity) == "common"


@pytest.mark.parametrize(("polarity", "target", "lower", "assurance"), [
    # limits of 5.68 and 16.32
    ("higher", "5", None, "will"), ("higher", "17", None, "will_not"),
    ("higher", "11", None, "may"), ("lower", "5", None, "will_not"),
    ("lower", "17", None, "will"), ("lower", "11", None, "may"),
    ("higher", "5.68", None, "may"), ("lower", "16.32", None, "may"),     # on a limit
    ("neutral", "5", None, ""),
    ("range", "17", "5", "will"), ("range", "15", "5", "may"), ("range", "5", "4", "will_not"),
    ("range", "20", "17", "will_not"), ("range", "20", "16", "may")])
def test_assurance(polarity: str, target: str, lower: str | None, assurance: str) -> None:
    limits = limits_of(figures_of("10 12 " * 6))
    assert limits is not None
    assert assurance_of(limits, polarity, Decimal(target),
                        None if lower is None else Decimal(lower)) == assurance


# ── every series there is, against the rules as they are written ────────────────────────────────


def _marked(figures: list[Decimal | None], limits: Limits, place: int) -> str:
    """The point at the place, by a walk over every stretch that it may be part of."""
    figure = figures[place]
    if figure is None:
        return "-"
    mean, low, high = limits.mean, limits.low, limits.high
    if figure > high:
        return "O"
    if figure < low:
        return "o"

    def stretches(length: int) -> list[list[Decimal]]:
        return [some for start in range(place - length + 1, place + 1)
                if start >= 0 and start + length <= len(figures)
                and None not in (some := figures[start:start + length])]

    rise = any(all(a < b for a, b in pairwise(some)) for some in stretches(7))
    fall = any(all(a > b for a, b in pairwise(some)) for some in stretches(7))
    if rise and fall:
        after = figures[place + 1] if place + 1 < len(figures) else None
        return "T" if after is not None and after > figure else "t"
    if rise or fall:
        return "T" if rise else "t"
    for mark, beyond in (("C", lambda f: mean + (high - mean) * 2 / 3 < f <= high),
                         ("c", lambda f: low <= f < mean - (mean - low) * 2 / 3)):
        upper = mark == "C"
        if beyond(figure) and any(sum(map(beyond, some)) >= 2 and all(
                f > mean if upper else f < mean for f in some) for some in stretches(3)):
            return mark
    if any(all(f > mean for f in some) for some in stretches(7)):
        return "S"
    return "s" if any(all(f < mean for f in some) for some in stretches(7)) else "."


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=12, max_size=40)
       | st.lists(st.integers(-3, 3), min_size=12, max_size=40).map(
           lambda steps: [sum(steps[:n + 1]) for n in range(len(steps))]))
def test_every_point_is_what_the_rules_say(numbers: list[int | None]) -> None:
    figures = [None if number is None else Decimal(number) for number in numbers]
    limits = limits_of(figures)
    if limits is not None:
        assert marks_of(figures, limits) == "".join(
            _marked(figures, limits, place) for place in range(len(figures)))
