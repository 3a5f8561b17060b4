"""Shares whose numerators are the counts of another indicator, though nobody says so."""

from __future__ import annotations

import dataclasses

import pytest

from briefing.disclosure import presets, protect
from briefing.indicators import Dictionary, Indicator
from briefing.measures import measure
from briefing.periods import parse_month
from tests.series import PERCENT, PLAIN, observed

COUNT = dataclasses.replace(PLAIN, id="count", year_to_date="")
SHARE = dataclasses.replace(PERCENT, id="share")


def shown(series: dict[Indicator, str]) -> dict[str, str]:
    """The months of each as they may be shown, and its year to date after a bar."""
    observations = [o for one, line in series.items() for o in observed(line, "2022-07", one.id)]
    protected = protect(measure(observations, Dictionary(tuple(series)), parse_month("2022-07")),
                        presets()["dfe"])
    made = {}
    for name, one in protected.measures.by_indicator.items():
        months = ["[c]" if v.amount is None else f"{v.amount.normalize():f}"
                  for v in one.values.values()]
        total = one.window(one.period).year_to_date
        made[name] = f"{' '.join(months)} | {'[c]' if total is None else total}"
    return made


@pytest.mark.parametrize(("count", "share"), [
    ("12 11 14 3", "12/100 11/110 14/100 3/100"),
    ("19 12 11 14 3", "18/100 12/100 11/110 14/100 3/100"),      # one month was counted anew
], ids=["in every month", "in most months"])
def test_a_share_that_gives_its_count_away_over_the_year(count: str, share: str) -> None:
    """40 of 410 less 12, 11 and 14, which the count shows, is 3."""
    found = shown({COUNT: count, SHARE: share})
    hidden = found["count"].split(" |")[0].split()[-4:].count("[c]")
    assert hidden > 1 or found["share"].endswith("[c]")


def test_the_series_that_the_dictionary_names_agrees_in_a_month_alone() -> None:
    share = dataclasses.replace(SHARE, numerator="count", denominator="whole")
    found = shown({COUNT: "12 11 13 3", share: "12/100 11/110 14/100 3/100"})
    hidden = found["count"].split(" |")[0].split()[:2].count("[c]")
    assert hidden or found["share"].endswith("[c]")


def test_two_shares_of_the_same_children() -> None:
    """Each without the count itself: what one shows the other must not take back."""
    other = dataclasses.replace(SHARE, id="other", year_to_date="")
    found = shown({other: "12/50 11/50 14/60 3/50", SHARE: "12/100 11/110 14/100 3/100"})
    hidden = found["other"].split(" |")[0].split().count("[c]")
    assert hidden > 1 or found["share"].endswith("[c]")


def test_what_is_not_alike_is_left_apart() -> None:
    found = shown({COUNT: "40 41 42 43", SHARE: "12/100 11/110 14/100 3/100"})
    assert found["count"].startswith("40 41 42 43 |")
