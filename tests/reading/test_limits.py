"""From what to what a figure can lie: the same answer for every way in which one comes."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.amounts import UNITS, in_cell, in_prose
from briefing.attack.exposure import attack
from briefing.disclosure import presets, protect
from briefing.disclosure.candidates import Candidates
from briefing.disclosure.counts import Counts
from briefing.disclosure.earlier import earlier
from briefing.disclosure.rules import share_problems
from briefing.findings import find
from briefing.history import Printed, Record
from briefing.indicators import Dictionary, Indicator, Limits, usual_limits
from briefing.measures import measure
from briefing.narrative import indicator_sentences
from briefing.periods import parse_month
from briefing.prepared import prepare
from briefing.problems import Place, ProblemsFound
from briefing.reading.limits import read_limits
from tests.messages.test_checks import write
from tests.reports_at_random import everything
from tests.series import PERCENT, PLAIN, found, observed
from tests.truth import book_and_hedges
from tests.unit.test_targets import text_of

DFE = presets()["dfe"]


@pytest.mark.parametrize(("text", "low", "high"), [
    ("0 to 100", 0, 100), ("0 to", 0, None), ("any", None, None), ("Any", None, None),
    ("-100 to 100", -100, 100), ("−5 to 5", -5, 5), ("to 50", None, 50), ("0% to 100%", 0, 100),
    ("0 to 1,000", 0, 1000),
])
def test_a_range_is_read(text: str, low: int | None, high: int | None) -> None:
    assert read_limits(text) == Limits(*(None if end is None else Decimal(end)
                                         for end in (low, high)))


@pytest.mark.parametrize("text", ["to", "100", "0-100", "low to high", "100 to 0", "nan to 1"])
def test_what_is_no_range_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"range of figures|wrong way round"):
        read_limits(text)


@pytest.mark.parametrize(("unit", "low", "high"), [
    ("count", 0, None), ("percent", 0, 100), ("rate_per_1000", 0, 1_000),
    ("rate_per_10000", 0, 10_000), ("rate_per_100000", 0, 100_000), ("weeks", 0, None),
    ("days", 0, None), ("cases_per_worker", 0, None), ("number", None, None),
    ("pounds", None, None)])
def test_a_unit_has_limits_of_its_own(unit: str, low: int | None, high: int | None) -> None:
    assert usual_limits(unit) == Limits(*(None if end is None else Decimal(end)
                                          for end in (low, high)))


# ── every way in ────────────────────────────────────────────────────────────────────────────────

HEAD = ("id,section,title,subject,unit,decimals,kind,polarity,year_to_date,numerator,denominator,"
        "range")
REPORT = """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = 2022-09-13
author = "Performance officer"
name = "r"
narrative = "corporate"
"""
ROW = "a,Area,Figure,figure,{unit},1,flow,higher,,,,{limits}"


def folder(at: Path, indicators: str, values: str, targets: str = "", benchmarks: str = "") -> Path:
    write(at, {
        "report.toml": REPORT, "indicators.csv": f"{HEAD}\n{indicators}",
        "values.csv": f"indicator,period,value,numerator,denominator\n{values}",
        "targets.csv": f"indicator,year,lower,target\n{targets}",
        "benchmarks.csv": f"indicator,comparator,period,value\n{benchmarks}"})
    return at


def refused(at: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as raised:
        prepare(at)
    return [str(problem) for problem in raised.value.problems]


WAYS = {
    "a value": {"values": "a,2022-07,{bad},,"},
    "a target": {"targets": "a,2022/23,,{bad}"},
    "the lower end of a target range": {"targets": "a,2022/23,{bad},100"},
    "a target of a trajectory": {"targets": "a,2022-07,,{bad}"},
    "a benchmark": {"benchmarks": "a,national,2020/21,{bad}"},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("unit", "bad", "said"), [
    ("percent", "8100", "8100 is outside 0 to 100 per cent."),
    ("percent", "-5", "-5 is outside 0 to 100 per cent."),
    ("weeks", "-5", "-5 is below 0, but 'a' is in weeks."),
    ("cases_per_worker", "-5", "-5 is below 0, but 'a' is in cases per worker."),
    ("rate_per_1000", "-5", "-5 is below 0, but 'a' is in rate per 1000."),
    ("rate_per_1000", "1001", "1001 is outside 0 to 1,000."),
    ("weeks", "12%", "12% is a percentage, but 'a' is in weeks."),
    ("count", "90%", "90% is a percentage, but 'a' is a count."),
    ("count", "-5", "-5 is not a whole count."),
    ("weeks", "£12", "£12 is money, but 'a' is in weeks."),
])
def test_a_figure_out_of_range_is_refused_whichever_way_it_comes(
    way: str, unit: str, bad: str, said: str, tmp_path: Path
) -> None:
    tables = {"values": "a,2022-06,50,,\na,2022-07,51,,"} | {
        name: rows.format(bad=bad) for name, rows in WAYS[way].items()}
    problems = refused(folder(tmp_path, ROW.format(unit=unit, limits=""), **tables))
    assert len(problems) == 1
    assert said in problems[0]


PAIRS = "n,Area,N,number seen,count,0,flow,neutral,,,,\nd,Area,D,number due,count,0,flow,neutral,"


def test_parts_by_id_are_held_against_the_limits_as_parts_in_columns_are(tmp_path: Path) -> None:
    hint = ("Mend one of them; where there can be more than all, as of rent collected, give the "
            "indicator the range '0 to'.")
    values = "n,2022-06,30,,\nn,2022-07,50,,\nd,2022-06,40,,\nd,2022-07,40,,"
    by_id = f"{PAIRS},,,\na,Area,Share,share seen,percent,1,flow,higher,pooled,n,d,"
    assert refused(folder(tmp_path / "ids", by_id, values)) == [
        "values.csv, row 3, column value: the numerator 50 is more than the denominator 40. "
        f"{hint}"]
    assert refused(folder(tmp_path / "columns", ROW.format(unit="percent", limits=""),
                          "a,2022-07,,50,40")) == [
        "values.csv, row 2, column value: the numerator 50 is more than the denominator 40. "
        f"{hint}"]
    assert prepare(folder(tmp_path / "more", f"{by_id}0 to", values)).warnings == ()


def test_a_denominator_of_nought_is_refused_by_id_too(tmp_path: Path) -> None:
    indicators = f"{PAIRS},,,\na,Area,Share,share seen,percent,1,flow,higher,pooled,n,d,"
    assert refused(folder(tmp_path, indicators, "n,2022-07,3,,\nd,2022-07,0,,")) == [
        "values.csv, row 2, column value: the denominator of 'a' ('d') is 0, the numerator 3. Mend "
        "one of them."]


def test_a_range_that_is_none_is_named(tmp_path: Path) -> None:
    assert refused(folder(tmp_path, ROW.format(unit="percent", limits="0-200"),
                          "a,2022-07,50,,")) == [
        "indicators.csv, row 2, column range: '0-200' is not a range of figures. Give it as '0 to "
        "100', '0 to' where there is no upper end, or 'any'."]


def test_a_long_series_over_all_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    values = "\n".join(f"a,{parse_month('2022-07').back(13 - n)},{104 + n % 3},,"
                       for n in range(14))
    assert len(refused(folder(tmp_path / "no", ROW.format(unit="percent", limits=""), values))) > 0
    assert prepare(folder(tmp_path / "yes", ROW.format(unit="percent", limits="0 to"),
                          values.replace(",104,,", ",104.2,,"))).findings["a"].facts["current"]


def test_a_benchmark_of_a_year_that_is_not_over_is_refused(tmp_path: Path) -> None:
    assert refused(folder(tmp_path, ROW.format(unit="percent", limits=""), "a,2022-07,50,,",
                          benchmarks="a,national,2030/31,60")) == [
        "benchmarks.csv, row 2, column period: the benchmark of 'a' for England is of 2030/31, "
        "which is not over on 13 September 2022. Give the newest that is published, with the "
        "period that it is of."]


# ── real figures beyond a whole ─────────────────────────────────────────────────────────────────


def test_rent_collected_and_a_change_are_printed_as_they_are(tmp_path: Path) -> None:
    indicators = ("a,Housing,Rent collected,rent collected,percent,2,cumulative,higher,,,,0 to\n"
                  "b,Police,Change in crime,change in recorded crime,percent,1,rolling_12,lower,,,,"
                  "any")
    at = folder(tmp_path, indicators, "a,2022-06,99.1,,\na,2022-07,100.46,,\nb,2022-06,-0.9,,\n"
                "b,2022-07,-0.4,,", "a,2022/23,,96.5", "b,national,2020/21,8")
    assert prepare(at).warnings == ()
    text = text_of(at)
    assert "99.10% | 100.46%" in text
    assert "−0.9% | −0.4%" in text
    assert "0 to" not in text


@pytest.mark.parametrize(("value", "unit", "decimals", "cell"), [
    ("-0.4", "percent", 0, "−0.4%"), ("-0.3", "percent", 1, "−0.3%"), ("-0.02", "percent", 1,
     "0.0%"), ("0", "percent", 1, "0%"), ("-99.97", "percent", 1, "−100.0%"),
    ("100.04", "percent", 1, "100.0%"), ("-0.4", "pounds", 0, "£0"), ("-0.4", "days", 1, "−0.4"),
    ("-12", "percent", 1, "−12.0%"), ("-2.5", "pounds_million", 1, "−£2.5m"),
])
def test_a_minus_is_kept_and_nought_has_none(value: str, unit: str, decimals: int, cell: str
                                             ) -> None:
    assert in_cell(Decimal(value), unit, decimals) == cell


@given(st.decimals(-1000, 1000, places=4), st.sampled_from(sorted(UNITS)), st.integers(0, 4))
def test_what_prints_a_digit_below_nought_prints_its_minus(value: Decimal, unit: str, decimals: int
                                                            ) -> None:
    for text in (in_cell(value, unit, decimals), in_prose(value, unit, decimals)):
        digits = any(c in "123456789" for c in text.replace("k", "").replace("m", ""))
        assert text.startswith("−") == (value < 0 and digits)


CHANGE = dataclasses.replace(PERCENT, year_to_date="", title="Change", subject="change in crime",
                             polarity="lower", given_limits=Limits())
RENT = dataclasses.replace(PERCENT, year_to_date="", subject="share of rent collected",
                           given_limits=Limits(Decimal(0)))


def test_a_change_of_nought_is_no_absence_and_nought_is_not_its_best() -> None:
    book, _ = book_and_hedges()
    (first, *_) = indicator_sentences.sentences(found("-0.4 0", one=CHANGE), book)
    assert first.text == "The change in crime rose from −0.4% in June to 0% in July."
    (first, *_) = indicator_sentences.sentences(found("0 0", one=CHANGE), book)
    assert first.text == "The change in crime was 0% in July, the same as in June."


def test_all_is_not_the_best_where_there_can_be_more() -> None:
    book, _ = book_and_hedges()
    texts = [indicator_sentences.sentences(found("100 100", one=one), book)[0].text for one in (
        RENT, dataclasses.replace(RENT, given_limits=None))]
    assert [("maintained" in text) for text in texts] == [False, True]


def test_a_usual_range_may_reach_beyond_all_where_figures_may() -> None:
    figures = "99 101 " * 7 + "104"
    assert found(figures, one=RENT).facts["usual_high"].printed > 100
    share = dataclasses.replace(RENT, given_limits=None)
    assert found("99 98 " * 7 + "98", one=share).facts["usual_high"].printed <= 100


# ── the public edition ──────────────────────────────────────────────────────────────────────────


def published(one: Indicator, figures: str) -> tuple[object, ...]:
    """What an attack on the public edition makes of it: exposures and contradictions."""
    measures = measure(observed(figures, "2022-07", one.id), Dictionary((one,)),
                       parse_month("2022-07"))
    protected = protect(measures, DFE)
    assert protected.contradictory == ()
    result = attack(everything(protected.measures, DFE), Dictionary((one,)), DFE)
    return (*result.exposures, *result.dropped)


def test_where_there_can_be_more_than_all_no_numerator_is_kept_below_its_denominator() -> None:
    one = dataclasses.replace(PERCENT, id="rent", given_limits=Limits(Decimal(0)))
    assert published(one, "50/40 60/44 4/30 90/41 51/50 48/40 60/55") == ()


def test_what_can_be_below_nought_is_marked_or_not_published() -> None:
    net = dataclasses.replace(PLAIN, id="net", given_limits=Limits())
    measures = measure(observed("-4 3 12", "2022-07", "net"), Dictionary((net,)),
                       parse_month("2022-07"))
    (problem,) = share_problems(measures, {"net": Place("values.csv")}, DFE)
    assert "can be below 0" in problem.what
    for mark in ("exempt", "withhold"):
        assert published(dataclasses.replace(net, disclosure=mark), "-4 3 12 8") == ()


def test_the_mean_of_small_counts_has_a_decimal_and_is_compared_so() -> None:
    book, _ = book_and_hedges()
    one = dataclasses.replace(PLAIN, polarity="higher")
    finding = found("1 2 1 2 1 2 1 2 1 2 1 1", one=one)
    texts = [s.text for s in indicator_sentences.sentences(finding, book)]
    assert texts[1:] == ["This is below the 12 month average of 1.4.",
                         "The total for the last 12 months is 17."]
    assert found("2 " * 12).facts["mean_12m"].printed == 2
    assert [found(f"{figures} " * 12).facts["mean_12m"].decimals for figures in ("9", "10", "30")
            ] == [1, 0, 0]


def test_a_mean_with_a_decimal_gives_away_a_withheld_month_and_goes_with_it() -> None:
    """Eleven months of 9 and one of 3: 8.5 tells the 3, where 9 would have left many numbers."""
    one = dataclasses.replace(PLAIN, id="flow", kind="stock", year_to_date="")
    period = parse_month("2022-07")
    measures = measure(observed("9 " * 11 + "3", "2022-07", "flow"), Dictionary((one,)), period)
    assert find(measures)["flow"].facts["mean_12m"].decimals == 1
    # the other months are out: none of them can be withheld in the mean's place
    before = Record("Report", period.previous, "public", date(2022, 8, 1), {}, {}, {
        f"flow:month:{period.back(n)}": Printed("9", ("9",)) for n in range(1, 12)})
    protected = protect(measures, DFE, (before,))
    window = protected.measures["flow"].window(parse_month("2022-07"))
    assert window.mean_12m is None
    assert "mean_12m" in window.withheld
    bare = protect(measures, DFE, secondary=False)      # the mean left standing
    told = attack(everything(bare.measures, DFE), Dictionary((one,)), DFE).exposures
    assert [(e.shown.period, e.low, e.high) for e in told] == [("2022-07", 3, 3)]


def test_a_mean_is_read_with_the_decimals_that_it_was_printed_with() -> None:
    """An earlier report's whole 9 still tells its interval, not 9.0."""
    one = dataclasses.replace(PLAIN, id="flow", kind="stock", year_to_date="")
    period = parse_month("2022-07")
    measures = measure(observed("9 " * 11 + "3", "2022-07", "flow"), Dictionary((one,)), period)
    candidates = Candidates(measures, Counts(measures), DFE)
    record = Record("Report", period, "public", date(2022, 8, 1), {}, {},
                    {"flow:mean_12m:2022-07": Printed("9", ("9",))})
    ((_, row),) = earlier([record], measures, candidates).rows
    assert (row.low, row.high) == (102, 113)


def test_a_mean_that_prints_whole_leaves_enough_numbers_and_stays() -> None:
    one = dataclasses.replace(PLAIN, id="flow", kind="stock", year_to_date="")
    measures = measure(observed("30 " * 11 + "3", "2022-07", "flow"), Dictionary((one,)),
                       parse_month("2022-07"))
    protected = protect(measures, DFE)
    assert protected.measures["flow"].window(parse_month("2022-07")).mean_12m == 28
    assert attack(everything(protected.measures, DFE), Dictionary((one,)), DFE).exposures == ()
