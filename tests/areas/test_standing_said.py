"""How an area stands among the others, as a sentence: the areas' figures, and what is said of one.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.findings import find
from briefing.indicators import AREAS_RANK, Comparator, Dictionary, Indicator
from briefing.measures import measure
from briefing.narrative.narrate import narrate
from briefing.periods import parse_month
from briefing.review.check import contradictions
from briefing.review.reckoning import Reckoning
from tests.areas.folders import folder_of, run, text_of
from tests.areas.test_among import LATE, SETTINGS_OF_TOWNS, SHARES, WEEKS, stand
from tests.oddities import cell_of
from tests.series import PERCENT, observed
from tests.truth import book_and_hedges

JULY = parse_month("2022-07")
RANK = Comparator(AREAS_RANK, "Rank among areas", "rank among areas", "rank", "Rank")
FIVE = "east 3/10, west 1/10, north 2/10, south 5/10, mid 4/10"


def said_and_truth(figures: str, area: str, one: Indicator, ranked_from: int = 2,
                   length: str = "full") -> tuple[list[str], Reckoning]:
    """The sentences of an area's report, and the reckoning that they are held to."""
    standing = stand(figures, one, ranked_from).get(area)
    ranks = [b for b in standing.benchmarks if b.comparator == AREAS_RANK] if standing else []
    known = Dictionary((one,), (), tuple(ranks), (RANK,))
    cell = dict(entry.split() for entry in figures.split(","))[area]
    seen = observed(cell, "2022-07")
    book, _ = book_and_hedges()
    told = narrate(find(measure(seen, known, JULY)), book, length=length)
    truth = Reckoning(one, {o.month: cell_of(o) for o in seen}, JULY, (), ranks, (), (RANK,))
    return [s.text for topic in told.topics for s in topic.statements("sentence")], truth


def standing_of(figures: str, area: str = "east", one: Indicator = LATE, ranked_from: int = 2
                ) -> str:
    """What is said of how the area stands; "" where nothing is."""
    said, _ = said_and_truth(figures, area, one, ranked_from)
    return next((text for text in said if " of " in text and "median" in text), "")


@pytest.mark.parametrize(("area", "says"), [
    ("west", "West was the lowest of 5 areas in July and 20.0 percentage points below the "
     "median (30.0%)."),
    ("north", "North was 2nd lowest of 5 areas in July and 10.0 percentage points below the "
     "median (30.0%)."),
    ("mid", "Mid was 4th lowest of 5 areas in July and 10.0 percentage points above the "
     "median (30.0%)."),
    ("south", "South was the highest of 5 areas in July and 20.0 percentage points above the "
     "median (30.0%)."),
])
def test_the_lowest_is_first_where_lower_is_better(area: str, says: str) -> None:
    assert standing_of(FIVE, area) == says


@pytest.mark.parametrize(("area", "says"), [
    ("south", "South was the highest of 5 areas in July and 20.0 percentage points above the "
     "median (30.0%)."),
    ("mid", "Mid was 2nd highest of 5 areas in July and 10.0 percentage points above the "
     "median (30.0%)."),
    ("west", "West was the lowest of 5 areas in July and 20.0 percentage points below the "
     "median (30.0%)."),
])
def test_the_highest_is_first_where_higher_is(area: str, says: str) -> None:
    assert standing_of(FIVE, area, PERCENT) == says


def test_level_areas_are_joint() -> None:
    four = "east 3/10, west 1/10, north 3/10, south 5/10"
    assert standing_of(four) == "East was joint 2nd lowest of 4 areas in July (median 30.0%)."
    assert standing_of("east 1/10, west 1/10, north 3/10") == (
        "East was joint lowest of 3 areas in July (median 10.0%).")
    assert standing_of("east 4/10, west 4/10, north 3/10") == (
        "East was joint highest of 3 areas in July (median 40.0%).")


def test_other_units_and_times_are_said_as_elsewhere() -> None:
    assert standing_of("east 4, west 7, north 8, south 9", "west", WEEKS) == (
        "West was 2nd lowest of 4 areas in July and 0.5 weeks below the median (7.5 weeks).")
    assert standing_of(FIVE, "north", replace(LATE, kind="stock")) == (
        "North was 2nd lowest of 5 areas at the end of July and 10.0 percentage points below the "
        "median (30.0%).")
    assert standing_of(FIVE, "north", replace(LATE, kind="rolling_12")) == (
        "North was 2nd lowest of 5 areas in the 12 months to July and 10.0 percentage points below "
        "the median (30.0%).")


@pytest.mark.parametrize(("figures", "ranked_from"), [
    ("east 3/10, west 3/10, north 3/10", 2),        # all have the same
    ("east 3/10, west 1/10", 3),                    # too few to be ranked
    ("east [c], west 1/10, north 2/10", 2),         # its own is withheld
    ("east 3/10, west [c], north [x]", 2),          # no other is shown
])
def test_where_nothing_is_to_be_said_nothing_is(figures: str, ranked_from: int) -> None:
    assert standing_of(figures, "east", LATE, ranked_from) == ""


def test_in_brief_those_at_an_end_come_before_those_within() -> None:
    def weight(area: str) -> int:
        book, _ = book_and_hedges()
        (rank,) = [b for b in stand(FIVE)[area].benchmarks if b.comparator == AREAS_RANK]
        cell = dict(entry.split() for entry in FIVE.split(","))[area]
        known = Dictionary((LATE,), (), (rank,), (RANK,))
        told = narrate(find(measure(observed(cell, "2022-07"), known, JULY)), book, length="brief")
        return next(s.weight for topic in told.topics for s in topic.statements("sentence")
                    if "further_standing" in s.moves)

    assert weight("south") > weight("mid")


def test_of_eight_or_more_the_quarter_of_the_ranks_is_said() -> None:
    """Not of who is at an end: that the highest is in the first quarter is known."""
    eight = ", ".join(f"a{n} {n}/20" for n in range(8))
    assert standing_of(eight, "a1") == (
        "A1 was 2nd lowest of 8 areas in July and in the first quartile, 12.5 percentage points "
        "below the median (17.5%).")
    assert standing_of(eight, "a6", PERCENT) == (
        "A6 was 2nd highest of 8 areas in July and in the first quartile, 12.5 percentage points "
        "above the median (17.5%).")
    assert standing_of(eight, "a0") == (
        "A0 was the lowest of 8 areas in July and 17.5 percentage points below the median "
        "(17.5%).")
    nine = ", ".join(f"a{n} {n}/20" for n in range(9))
    assert standing_of(nine, "a4") == (
        "A4 was 5th lowest of 9 areas in July and in the second quartile (median 20.0%).")


@settings(deadline=None, max_examples=20)
@given(cells=st.lists(st.integers(0, 12), min_size=2, max_size=12), at=st.integers(0, 11),
       higher=st.booleans())
def test_what_is_said_is_true_and_what_is_changed_is_not(cells: list[int], at: int, higher: bool
                                                         ) -> None:
    """The rank is counted again from the figures; the reader believes that sentence and no other.
    """
    at %= len(cells)
    figures = ", ".join(f"a{n} {cell}/12" for n, cell in enumerate(cells))
    one = PERCENT if higher else LATE
    said, truth = said_and_truth(figures, f"a{at}", one)
    _, hedges = book_and_hedges()
    told = [text for text in said if "median" in text]
    if len(set(cells)) == 1:
        assert told == []
        return
    (text,) = told
    assert contradictions(text, truth, hedges, [truth]) == []
    own, joint = cells[at], "joint " if cells.count(cells[at]) > 1 else ""
    place = 1 + sum(cell > own if higher else cell < own for cell in cells)
    ordinal = {1: "1st", 2: "2nd", 3: "3rd"}.get(place, f"{place}th")
    end = "highest" if own == max(cells) or (own != min(cells) and higher) else "lowest"
    if own in (max(cells), min(cells)):
        right = f"A{at} was {joint or 'the '}{end} of {len(cells)} areas in July "
    else:
        right = f"A{at} was {joint}{ordinal} {end} of {len(cells)} areas in July "
    assert text.startswith(right)
    other = "lowest" if end == "highest" else "highest"
    for old, new in ((f"A{at} was", "B was"), (end, other), (f"of {len(cells)}", "of 19"),
                     ("July", "June"), ("median (", "median (1"), ("(median ", "(median 1"),
                     ("above the", "below the"), ("below the", "above the"),
                     (" percentage points", ".5 percentage points"),
                     ("second quartile", "third quartile"), ("first quartile", "second quartile"),
                     ("third quartile", "fourth quartile"),
                     ("July (", "July and in the first quartile ("), (ordinal, "11th"),
                     ("in July", "at the end of July"), ("areas", "towns"),
                     ("was joint" if joint else "was ", "was " if joint else "was joint ")):
        false = text.replace(old, new, 1).replace("joint the ", "joint ").replace("was  ", "was ")
        if false != text:
            assert contradictions(false, truth, hedges, [truth]) != [], false


def test_nothing_of_a_withheld_rank_is_said_in_public(tmp_path: Path) -> None:
    """Hull's 3 of 20 are withheld: nobody is ranked with it, and nothing is said of its own."""
    figures = SHARES | {"Hull": (60, 66, "18/20", "3/20"), "Selby": (60, 66, "18/20", "15/20")}
    folder = folder_of(tmp_path, "", figures=figures, settings=SETTINGS_OF_TOWNS)
    assert run(folder, edition="both").failed == ()
    assert (
        "Goole was 4th highest of 6 towns in July and 2.5 percentage points below the median "
        "(72.5%).") in text_of(folder, "goole")
    assert (
        "Goole was 4th highest of 5 towns in July and 5.0 percentage points below the median "
        "(75.0%).") in text_of(folder, "goole", public=True)
    assert "York was the lowest of 5 towns in July" in text_of(folder, "york", public=True)
    assert "Hull was the lowest of 6 towns in July" in text_of(folder, "hull")
    assert "the median" not in text_of(folder, "hull", public=True)
