"""12 month means of percentages: printed where they tell nothing of a month that is withheld."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from briefing.attack.exposure import attack
from briefing.disclosure import Policy, presets, protect
from briefing.indicators import Dictionary, Indicator
from briefing.measures import Measures, measure
from tests.leaks import share, stock
from tests.reports_at_random import everything
from tests.series import observed

DFE = presets()["dfe"]
WHOLE = share("late", decimals=0, year_to_date="", kind="stock")       # printed without decimals
TENTHS = share("late", year_to_date="", kind="stock")


def measured(one: Indicator, figures: str) -> Measures:
    return measure(observed(figures, "2022-07", one.id), Dictionary((one,)),
                   observed("1", "2022-07")[0].month)


def mean(one: Indicator, figures: str, policy: Policy = DFE) -> str:
    """The mean that the public edition prints, "" where it is withheld; the attack must agree."""
    measures = measured(one, figures)
    protected = protect(measures, policy)
    found = attack(everything(protected.measures, policy), measures.dictionary, policy)
    assert found.exposures == ()
    window = protected.measures[one.id].window(protected.measures.period)
    assert (window.mean_12m is None) == ("mean_12m" in window.withheld), "it is shown or withheld"
    return "" if window.mean_12m is None else f"{window.mean_12m}"


def year(small: str, others: str = "40/100") -> str:
    """Twelve months, the third of which is small."""
    return " ".join([others] * 2 + [small] + [others] * 9)


@pytest.mark.parametrize(("one", "figures", "printed"), [
    # of 100, one to five add 0.1 to 0.4 to a mean of 36.7: it is 37 for each of them
    (WHOLE, year("3/100"), "37"),
    # with tenths it tells which
    (TENTHS, year("3/100"), ""),
    # of 5,000 it does not, with tenths either
    (TENTHS, year("3/5000", "2012/5000"), "36.9"),
    # of 30 they are as much as 1.4 apart: 37 or 38
    (WHOLE, year("3/30"), ""),
    # of ten or fewer any part of them may be late: 0 to 8.3 more
    (WHOLE, year("3/9"), ""),
    # two of them together
    (WHOLE, year("3/100", "45/100").replace("45/100", "2/100", 1), "38"),   # 37.7 to 38.3
    (WHOLE, year("3/100", "42/100").replace("42/100", "2/100", 1), ""),     # 35.2 to 35.8
    # nothing is withheld
    (TENTHS, year("30/100"), "39.2"),
])  # fmt: skip
def test_a_mean_is_printed_where_it_is_the_same_for_every_small_count(
    one: Indicator, figures: str, printed: str
) -> None:
    assert mean(one, figures) == printed


@pytest.mark.parametrize("others", range(30, 60, 3))
def test_that_a_mean_is_withheld_tells_no_more_than_that_it_is_printed(others: int) -> None:
    """Every pair of small counts prints the same edition, be the mean in it or not."""
    printed = {mean(WHOLE, " ".join([f"{a}/80", f"{others}/100", f"{b}/60"]
                                    + [f"{others}/100"] * 9))
               for a, b in itertools.product(range(1, 6), repeat=2)}
    assert len(printed) == 1


def test_where_the_few_others_are_kept_too_the_month_may_be_nearly_all() -> None:
    with_others = dataclasses.replace(DFE, complements=True)
    assert mean(WHOLE, year("3/100"), with_others) == ""


def test_a_mean_goes_with_a_withheld_whole() -> None:
    """Eleven of twelve reviews were late: the whole goes for others, the mean would tell it."""
    late = stock("late")
    reviews = [stock(name, part_of=("all/area",)) for name in ("reviews", "others")]
    one = share("late_share", numerator="late", denominator="reviews", year_to_date="",
                kind="stock", decimals=0)
    dictionary = Dictionary((late, *reviews, stock("all"), one))
    lines = {"late": "9 " * 11 + "11", "reviews": "40 " * 11 + "12", "others": "30 " * 11 + "3",
             "all": "70 " * 11 + "15"}
    months = [o for name, line in lines.items() for o in observed(line.strip(), "2022-07", name)]
    measures = measure(months, dictionary, months[-1].month)
    protected = protect(measures, DFE)
    away = {w.candidate.id for w in protected.withheld}
    assert "reviews:month:2022-07" in away
    assert "late:month:2022-07" not in away
    assert "late_share:mean_12m:2022-07" in away
    assert attack(everything(protected.measures, DFE), dictionary, DFE).exposures == ()
