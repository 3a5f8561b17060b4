"""A rank or quartile that an author gives of a withheld figure is withheld with it: who has the
others' figures would know between which of them it lies."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.disclosure import presets, protect
from briefing.disclosure.standing import without_told_places
from briefing.indicators import Benchmark, Comparator, Dictionary
from briefing.measures import measure
from briefing.periods import parse_month
from tests.leaks import count, share
from tests.series import observed

OWN = (Comparator("rank", "Rank", "rank", "rank"), Comparator("place", "Quartile", "place",
       "quartile"), Comparator("peers", "Peers", "peers", "peers"),
       Comparator("others", "Others", "others", "change"))


@pytest.mark.parametrize(("figures", "period", "kept"), [
    ("12 9 10 14", "2022-07", "rank place peers others"),      # nothing is withheld
    ("12 9 10 3", "2022-07", "peers others"),                  # it is itself
    ("12 9 3 14", "2022-07", "rank place peers others"),       # another month is
    ("12 9 3 14", "2022-06", "peers others"),
    ("12 9 10 [c]", "2022-07", "peers others"),                # before it came to us
    ("12 9 10 3", "July 2022", "peers others"),
    ("12 9 10 3", "when last heard of", "peers others"),       # no period: the latest
    ("12 9 10 3", "2021/22", "rank place peers others"),       # of a year of which nothing is
])  # fmt: skip
def test_a_place_goes_with_the_figure(figures: str, period: str, kept: str) -> None:
    one = count("plans")
    given = tuple(Benchmark("plans", own.name, period, Decimal(4)) for own in OWN)
    made = measure(observed(figures, "2022-07", "plans"), Dictionary((one,), (), given, OWN),
                   parse_month("2022-07"))
    shown = protect(made, presets()["dfe"]).measures
    assert " ".join(b.comparator for b in without_told_places(shown).benchmarks) == kept


def test_of_an_outturn_that_is_withheld() -> None:
    one = share("late", disclosure="withhold")
    made = measure(observed(" ".join(["8/40"] * 16), "2022-07", "late"), Dictionary(
        (one,), (), (Benchmark("late", "rank", "2021/22", Decimal(4)),), OWN),
        parse_month("2022-07"))
    assert without_told_places(made).benchmarks
    shown = protect(made, presets()["dfe"]).measures
    assert not without_told_places(shown).benchmarks
    assert without_told_places(replace(shown, dictionary=Dictionary((one,)))).benchmarks == ()
