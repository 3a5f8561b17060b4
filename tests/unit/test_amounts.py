"""How figures become text: rounding, separators, units, and points or per cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.amounts import (
    SYMBOLS,
    UNITS,
    Reason,
    article,
    as_change,
    cardinal,
    decimals_of,
    in_cell,
    in_prose,
    number,
    ordinal,
    rounded,
    unit_in_words,
)

# What the reader lets in: under 10**12, with up to six decimals.
AMOUNTS = st.decimals(-10**12, 10**12, allow_nan=False, allow_infinity=False, places=6)
PLACES = st.integers(0, 4)
UNIT_NAMES = st.sampled_from(sorted(UNITS))


@pytest.mark.parametrize(("value", "decimals", "answer"), [
    ("0.5", 0, "1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-0.5", 0, "-1"), ("-2.5", 0, "-3"),
    ("2.4999", 0, "2"), ("0.05", 1, "0.1"), ("1.005", 2, "1.01"), ("16.85", 1, "16.9"),
    ("7", 1, "7.0"), ("-0.04", 1, "0.0"), ("-0", 0, "0"),
])  # fmt: skip
def test_halves_are_rounded_away_from_nought(value: str, decimals: int, answer: str) -> None:
    assert str(rounded(Decimal(value), decimals)) == answer


@given(AMOUNTS, PLACES)
def test_rounding_half_up_is_what_it_is_plainly_defined_as(value: Decimal, decimals: int) -> None:
    size = Fraction(floor(abs(Fraction(value)) * 10**decimals + Fraction(1, 2)), 10**decimals)
    answer = rounded(value, decimals)
    assert Fraction(answer) == (size if value > 0 else -size)
    assert decimals_of(answer) <= decimals
    assert not (answer == 0 and answer.is_signed())


@pytest.mark.parametrize(("value", "decimals"), [
    ("0", 0), ("12", 0), ("1200", 0), ("1E+3", 0), ("12.0", 0), ("12.50", 1), ("0.001", 3),
])  # fmt: skip
def test_how_many_decimals_a_value_needs(value: str, decimals: int) -> None:
    assert decimals_of(Decimal(value)) == decimals


@pytest.mark.parametrize(("value", "decimals", "written"), [
    ("1797", 0, "1,797"), ("16.84", 1, "16.8"), ("-0.44", 1, "−0.4"), ("-0.04", 1, "0.0"),
    ("999.95", 1, "1,000.0"), ("-1234567.5", 0, "−1,234,568"), ("12", 2, "12.00"),
])  # fmt: skip
def test_a_bare_number(value: str, decimals: int, written: str) -> None:
    assert number(Decimal(value), decimals) == written


@pytest.mark.parametrize(("value", "unit", "decimals", "prose", "cell", "change"), [
    ("247", "count", 0, "247", "247", "247"),
    ("1797", "count", 0, "1,797", "1,797", "1,797"),
    ("3.46", "number", 1, "3.5", "3.5", "3.5"),
    ("16.84", "percent", 1, "16.8%", "16.8%", "16.8 percentage points"),
    ("1", "percent", 0, "1%", "1%", "1 percentage point"),
    ("1", "percent", 1, "1.0%", "1.0%", "1.0 percentage points"),
    ("517.6", "rate_per_10000", 1, "517.6", "517.6", "517.6 per 10,000"),
    ("5", "rate_per_1000", 0, "5", "5", "5 per 1,000"),
    ("5", "rate_per_100000", 0, "5", "5", "5 per 100,000"),
    ("34.5", "weeks", 1, "34.5 weeks", "34.5", "34.5 weeks"),
    ("1", "weeks", 0, "1 week", "1", "1 week"),
    ("0.96", "days", 0, "1 day", "1", "1 day"),
    ("0", "days", 0, "0 days", "0", "0 days"),
    ("1", "months", 1, "1.0 months", "1.0", "1.0 months"),
    ("18.2", "cases_per_worker", 1, "18.2 cases per worker", "18.2", "18.2 cases per worker"),
    ("1", "cases_per_worker", 0, "1 case per worker", "1", "1 case per worker"),
    ("1200", "pounds", 0, "£1,200", "£1,200", "£1,200"),
    ("12.5", "pounds_thousand", 1, "£12.5k", "£12.5k", "£12.5k"),
    ("1", "pounds_million", 0, "£1m", "£1m", "£1m"),
])  # fmt: skip
def test_a_figure_in_a_sentence_in_a_cell_and_as_a_change(
    value: str, unit: str, decimals: int, prose: str, cell: str, change: str
) -> None:
    amount = Decimal(value)
    assert in_prose(amount, unit, decimals) == prose
    assert in_cell(amount, unit, decimals) == cell
    assert as_change(amount, unit, decimals) == change


@pytest.mark.parametrize(("value", "decimals", "written"), [
    ("0", 1, "0%"), ("100", 1, "100%"), ("0.04", 1, "0.0%"), ("99.96", 1, "100.0%"),
    ("99.6", 0, "99.6%"),
])  # fmt: skip
def test_a_whole_percentage_is_exactly_all_or_none(value: str, decimals: int, written: str) -> None:
    assert in_prose(Decimal(value), "percent", decimals) == written
    assert in_cell(Decimal(value), "percent", decimals) == written


@pytest.mark.parametrize(("value", "unit", "written"), [
    ("-5", "count", "−5"), ("-1200", "pounds", "−£1,200"), ("-0.4", "count", "0"),
    ("-0.4", "pounds", "£0"), ("-1", "weeks", "−1 week"),
])  # fmt: skip
def test_below_nought_the_minus_stands_before_everything(
    value: str, unit: str, written: str
) -> None:
    assert in_prose(Decimal(value), unit, 0) == written


@pytest.mark.parametrize(("value", "unit", "written"), [
    ("-0.4", "percent", "0.4 percentage points"), ("-69", "count", "69.0"),
    ("-1.7", "weeks", "1.7 weeks"),
])  # fmt: skip
def test_a_change_is_its_size_and_has_no_sign(value: str, unit: str, written: str) -> None:
    assert as_change(Decimal(value), unit, 1) == written


@given(AMOUNTS, UNIT_NAMES, PLACES)
def test_no_figure_is_written_as_a_machine_would(value: Decimal, unit: str, decimals: int) -> None:
    for written in (in_cell(value, unit, decimals), in_prose(value, unit, decimals),
                    as_change(value, unit, decimals), number(value, decimals)):
        assert "-" not in written
        assert "E" not in written
        assert "nan" not in written.casefold()
        assert any(c.isdigit() for c in written)


@given(AMOUNTS, UNIT_NAMES, PLACES)
@example(Decimal("0.05"), "percent", 0)
@example(Decimal("99.96"), "percent", 0)
@example(Decimal("-0.05"), "percent", 0)
def test_a_figure_reads_back_as_it_was_rounded(value: Decimal, unit: str, decimals: int) -> None:
    written = in_cell(value, unit, decimals)
    plain = written.replace("−", "").translate(str.maketrans("", "", ",£%km"))
    if UNITS[unit].unit_class == "percent" and value not in (0, 100) and (
            rounded(value, decimals) in (0, 100)):
        decimals = max(decimals, 1)     # 0.05 is no 0%: it is written with a decimal, "0.1%"
    assert Decimal(plain) == abs(rounded(value, decimals))
    assert written.startswith("−") == (rounded(value, decimals) < 0)
    assert in_prose(value, unit, decimals).startswith(written)


AXES = {
    "count": "Number", "number": "", "percent": "Per cent",
    "rate_per_1000": "Per 1,000", "rate_per_10000": "Per 10,000",
    "rate_per_100000": "Per 100,000", "minutes": "Minutes", "hours": "Hours",
    "days": "Days", "weeks": "Weeks", "months": "Months", "years": "Years",
    "cases_per_worker": "Cases per worker", "pounds": "Pounds",
    "pounds_thousand": "Thousand pounds", "pounds_million": "Million pounds",
}  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_as_the_title_of_an_axis(unit: str) -> None:
    assert unit_in_words(unit) == AXES[unit]


@pytest.mark.parametrize(("text", "word"), [
    ("8%", "an"), ("8.4%", "an"), ("11", "an"), ("18.5%", "an"), ("80", "an"), ("800", "an"),
    ("8,000", "an"), ("11,250", "an"), ("18,000", "an"), ("£8m", "an"), ("£11", "an"),
    ("1", "a"), ("1.8", "a"), ("12%", "a"), ("110", "a"), ("118", "a"), ("1,100", "a"),
    ("180", "a"), ("0.8", "a"), ("£1,800", "a"),
    ("increase", "an"), ("Early Help Assessment", "an"), ("reduction", "a"),
])  # fmt: skip
def test_an_stands_before_what_is_read_with_a_vowel(text: str, word: str) -> None:
    assert article(text) == word


@pytest.mark.parametrize(("count", "words", "place"), [
    (0, "no", "zeroth"), (1, "one", "first"), (2, "two", "second"), (3, "three", "third"),
    (5, "five", "fifth"), (8, "eight", "eighth"), (9, "nine", "ninth"), (11, "eleven", "eleventh"),
    (12, "twelve", "twelfth"), (13, "13", "13th"), (20, "20", "20th"), (21, "21", "21st"),
    (22, "22", "22nd"), (23, "23", "23rd"), (24, "24", "24th"), (111, "111", "111th"),
    (112, "112", "112th"), (113, "113", "113th"), (121, "121", "121st"),
    (1001, "1,001", "1,001st"),
])  # fmt: skip
def test_numbers_are_words_as_far_as_twelve(count: int, words: str, place: str) -> None:
    assert cardinal(count) == words
    assert ordinal(count) == place


@pytest.mark.parametrize(("reason", "symbol", "withheld"), [
    ("confidential", "[c]", True), ("low", "[low]", True), ("unreliable", "[u]", True),
    ("not available", "[x]", False), ("not applicable", "[z]", False), ("missing", "[x]", False),
])  # fmt: skip
def test_a_reason_stands_in_a_figures_place(reason: str, symbol: str, withheld: bool) -> None:
    assert SYMBOLS[Reason(reason)] == symbol
    assert Reason(reason).withheld is withheld


def test_every_reason_has_a_symbol() -> None:
    assert set(SYMBOLS) == set(Reason)
