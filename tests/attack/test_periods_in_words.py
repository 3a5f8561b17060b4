"""What a quarterly report says of its small lines and times is read as its figures are."""

from __future__ import annotations

import pytest

from briefing.attack.stray import FROM_TO
from briefing.attack.words import told, without_periods


@pytest.mark.parametrize(("said", "figures"), [
    ("From Q2 22/23: lowest 12 in Q2 24/25, highest 66 in Q2 22/23.", ["12", "66"]),
    ("From July 2021: lowest 9.5% in May 2022, highest 11% in July 2021.", ["9.5%", "11%"]),
    ("From 2020/21: lowest £1.2m in 2021/22, highest £3m in 2020/21.", ["£1.2m", "£3m"]),
    ("From Q2 22/23: lowest 5:02 in Q2 22/23, highest 6:31 in Q1 24/25.", ["5:02", "6:31"]),
    ("From Jul 21: lowest 1y 6m in Jul 21, highest 2y 0m in Jul 22.", ["1y 6m", "2y 0m"]),
])
def test_the_ends_of_a_small_line_are_its_figures_and_no_periods(said: str, figures: list[str]
                                                                 ) -> None:
    assert FROM_TO.findall(without_periods(said)) == figures


@pytest.mark.parametrize(("number", "as_told"), [
    ("02", "2"), ("00", "0"), ("1,797,", "1,797"), ("0.5", "0.5"), ("0", "0"), ("16.8%", "16.8%")])
def test_the_seconds_of_a_time_are_those_of_its_words(number: str, as_told: str) -> None:
    """5:02 stands in a table, and "5 minutes 2 seconds" in a sentence."""
    assert told(number) == as_told
