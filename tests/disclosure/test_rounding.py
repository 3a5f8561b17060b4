"""What a rule that rounds counts prints: the counts, and the percentages and rates made of them."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from briefing.disclosure import presets, protect
from briefing.disclosure.rounding import of_rounded, to_multiple
from briefing.findings import find
from briefing.findings.further import latest_sum
from briefing.indicators import Dictionary, Indicator
from briefing.measures import Measures, measure
from briefing.periods import parse_month
from tests.series import PERCENT, PLAIN, observed

SHARE = dataclasses.replace(PERCENT, id="share")
RATE = dataclasses.replace(SHARE, unit="rate_per_10000", year_to_date="annualised")


def measured(series: dict[Indicator, str], last: str = "2022-07") -> Measures:
    observations = [o for one, figures in series.items() for o in observed(figures, last, one.id)]
    return measure(observations, Dictionary(tuple(series)), parse_month(last))


def shares(series: dict[Indicator, str], last: str = "2022-07") -> str:
    """The months of the share as counts rounded to 5 give them, to one decimal, and the year."""
    made = of_rounded(measured(series, last), 5)["share"]
    amounts = [v.amount for v in made.values.values()] + [made.window(made.period).year_to_date]
    return " ".join("-" if a is None else f"{a:.1f}" for a in amounts)


@pytest.mark.parametrize(("count", "shown"), [
    ("0", "0"), ("2", "0"), ("2.5", "5"), ("3", "5"), ("7", "5"), ("8", "10"), ("12", "10"),
    ("367", "365"),
])  # fmt: skip
def test_the_nearest_multiple(count: str, shown: str) -> None:
    assert to_multiple(Decimal(count), 5) == Decimal(shown)


def test_a_percentage_is_that_of_the_rounded_counts_and_a_year_that_of_their_rounded_sums() -> None:
    """12 of 100, 11 of 110, 14 of 100: 10 of 100, 10 of 110, 15 of 100, and 35 of 310."""
    assert shares({SHARE: "12/100 11/110 14/100"}, "2022-06") == "10.0 9.1 15.0 11.3"


def test_all_is_said_of_all_alone() -> None:
    """38 of 38 are 100%; 38 of 40 are 40 of 40, but no 100%."""
    made = of_rounded(measured({SHARE: "38/38 38/40 0/38 2/38"}), 5)["share"]
    amounts = [v.amount for v in made.values.values() if v.amount is not None]
    assert [amount in (0, 100) for amount in amounts] == [True, False, True, False]
    assert [round(amount) for amount in amounts] == [100, 100, 0, 0]


def test_a_rate_of_a_part_of_the_year() -> None:
    """22 and 28 of 50,003 are 20 and 30 of 50,005, times twelve; 50 of 50,005, times six."""
    assert shares({RATE: "22/50003 28/50003"}, "2022-05") == "48.0 72.0 60.0"


def test_a_mean_of_twelve_is_that_of_what_is_printed() -> None:
    flow = dataclasses.replace(SHARE, year_to_date="")
    made = of_rounded(measured({flow: "12/100 " * 11 + "18/100"}), 5)["share"]
    mean = made.window(made.period).mean_12m
    assert mean is not None
    assert round(mean, 4) == round(Decimal(10 * 11 + 20) / 12, 4)


def test_what_has_no_counts_stays() -> None:
    exempt = dataclasses.replace(SHARE, disclosure="exempt")
    assert shares({exempt: "12/100 38/40"}, "2022-05") == "12.0 95.0 35.7"
    assert shares({dataclasses.replace(SHARE, year_to_date=""): "12.3 [c]"}) == "12.3 - -"


def test_exact_percentages_do_not_undo_the_rounding() -> None:
    """10, 10 and 15 of 100, 110 and 100; were the percentages exact, the counts would be 12, 11 and
    14. The year so far goes with July: how much it would leave hangs on what July is."""
    count, whole = (dataclasses.replace(PLAIN, id=name) for name in ("count", "whole"))
    share = dataclasses.replace(SHARE, numerator="count", denominator="whole")
    given = {count: "12 11 14 3", whole: "100 110 100 100"}
    protected = protect(measured(given | {share: "12/100 11/110 14/100 3/100"}),
                        presets()["opensafely"])
    found = protected.measures["share"]
    assert [v.amount for v in found.values.values()] == [
        Decimal("10.0"), Decimal("9.1"), Decimal("15.0"), None]
    assert found.window(found.period).withheld == {"year_to_date"}


def test_all_of_one_share_tells_that_the_others_are_of_nobody() -> None:
    """14 of 14 at home, where noughts are withheld: "100%" would tell both of the others."""
    parts = [dataclasses.replace(SHARE, id=f"share{n}", kind="stock", year_to_date="",
                                 composition="whole") for n in range(3)]
    policy = dataclasses.replace(presets()["opensafely"], show_zero=False)
    protected = protect(measured({parts[0]: "0/14 20/60", parts[1]: "0/14 21/60",
                                  parts[2]: "14/14 19/60"}), policy)
    first = min(protected.measures["share2"].values)
    assert {w.candidate.indicator for w in protected.withheld
            if w.candidate.id.endswith(str(first))} == {"share0", "share1", "share2"}
    assert all(made.at(protected.measures.period).amount is not None
               for made in protected.measures.by_indicator.values())


@pytest.mark.parametrize(("disclosure", "policy", "total"), [
    ("", "opensafely", None), ("exempt", "opensafely", 108), ("", "dfe", 108)])
def test_rounded_counts_are_not_added_up(disclosure: str, policy: str, total: int | None) -> None:
    """32, 32, 32 and 12 are printed as 30, 30, 30 and 10, and the year to date as 110."""
    one = dataclasses.replace(PLAIN, id="plans", disclosure=disclosure)
    shown = protect(measured({one: "32 32 32 12"}), presets()[policy]).measures
    added = latest_sum(find(shown)["plans"], 4)
    assert (None if added is None else added.value) == total
