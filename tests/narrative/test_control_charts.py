"""What a control chart finds of an indicator, and what is said of it, beside the series."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.findings import Finding
from briefing.indicators import Indicator
from briefing.layout.chart_spec import charted
from briefing.layout.material import Material
from briefing.narrative import control
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.questions import question_candidates
from briefing.narrative.sentence import text_of
from briefing.periods import parse_month
from briefing.prepared import Prepared, prepare
from briefing.review.asides import AsidesReader
from briefing.review.reckoning import Reckoning
from tests.folders import folder_of, said_of
from tests.oddities import cell_of
from tests.series import PERCENT, PLAIN, found, observed
from tests.truth import book_and_hedges

STEADY = "10 12 10 12 10 12 10 12 10 12 10 12 "
CALLS = dataclasses.replace(PERCENT, decimals=0, spc=True, year_to_date="",
                            subject="percentage of calls answered")
WAIT = dataclasses.replace(CALLS, polarity="lower", subject="waiting time", unit="days")
CASES = dataclasses.replace(PLAIN, spc=True, year_to_date="")


def of(finding: Finding) -> str:
    """The latest figure's cause, rule and assurance; or why there is no control chart."""
    chart = finding.control
    if chart is None:
        return finding.no_control
    rule = "" if chart.signal is None else f" {chart.signal.rule} {chart.signal.side}"
    return f"{chart.cause}{rule} {chart.assurance}".strip()


@pytest.mark.parametrize(("figures", "one", "targets", "answer"), [
    (STEADY, CALLS, "", "common"),
    (STEADY, CALLS, "2022/23: 9", "common may"),
    (STEADY, CALLS, "2022/23: 17", "common will_not"),
    (STEADY, CALLS, "2022/23: 5", "common will"),
    (STEADY, WAIT, "2022/23: 5", "common will_not"),
    (STEADY + "30", CALLS, "", "improving outside high"),
    (STEADY + "30", WAIT, "", "worsening outside high"),
    (STEADY + "30", CASES, "", "higher outside high"),
    ("10 14 10 14 17 16 15 14 13 12 11 10", CASES, "", "lower trend low"),
    ("10 12 " * 8 + "15 15", CALLS, "", "improving two_of_three high"),
    ("20 20 21 20 21 20 21 20 20 20 21 21 21 21 21 21 21", WAIT, "", "worsening one_side high"),
    # no more than eleven; a figure that is not there, not final, or withheld among the others
    ("12 10 12 10 12 10 12 10 12 10 12", CALLS, "", "few"),
    ("12 10 12 10 12 10 12 10 12 10 12 13p", CALLS, "", "not_final"),
    ("12 10 12 10 12 10 12 10 12 10 12 10 [x]", CALLS, "", "no_figure"),
    ("12 10 12 10 12 10 12 10 12 10 12 10 [c]", CALLS, "", "withheld"),
    ("12 10 [c] 12 10 12 10 12 10 12 10 12 10 12 10", CALLS, "", "withheld"),
    ("5 " * 14, CALLS, "", "flat"),
    # one that is not final is a gap among the others
    ("12 10 12 10 12 10 12 10 12 10 99p 12", CALLS, "", "few"),
    ("12 10 12 10 12 10 12 10 12 10 99p 12 10", CALLS, "", "common"),
    # who did not ask
    (STEADY + "30", PLAIN, "", ""),
])
def test_the_latest_figure(figures: str, one: object, targets: str, answer: str) -> None:
    assert of(found(figures, "2023-03", one, targets)) == answer  # type: ignore[arg-type]


def test_a_break_begins_new_limits() -> None:
    """Before July 2021 is another series: the limits know nothing of it."""
    figures = "90 99 91 98 " + "10 12 " * 6 + "11"
    anew = dataclasses.replace(CALLS, breaks=(parse_month("2021-07"),))
    before, since = (found(figures, "2022-07", one).control for one in (CALLS, anew))
    assert before is not None
    assert since is not None
    assert str(since.months[0]) == "2021-07"
    assert (str(since.low.printed), str(since.high.printed)) == ("6", "16")
    assert before.high.printed > 30
    few = dataclasses.replace(CALLS, breaks=(parse_month("2021-09"),))
    assert found(figures, "2022-07", few).no_control == "few"


def test_a_gap_stops_a_run_and_leaves_the_limits() -> None:
    high = "20 20 21 20 21 20 21 20 20 20 21 21 21 21 {} 21 21 21"
    assert of(found(high.format("21"), one=CALLS)).startswith("improving one_side")
    assert of(found(high.format("-"), one=CALLS)) == "common"


def test_limits_are_printed_so_that_every_figure_stands_to_them_as_it_does() -> None:
    """A mean of 11.44 is not 11 beside figures of 11; a limit below nought is nought."""
    chart = found("10 12 10 12 10 12 10 12 10 12 10 12 10 12 11 15 15", one=CALLS).control
    assert chart is not None
    assert all(fact.decimals == chart.mean.decimals for fact in (chart.low, chart.high))
    assert chart.mean.printed not in (11, 12)
    low = found("3 9 " * 6, one=CASES).control
    assert low is not None
    assert low.low.printed == 0


def test_there_is_one_range_of_an_indicator_and_no_other() -> None:
    finding = found(STEADY + "30", one=CALLS)
    assert finding.variation == ""
    assert not [role for role in finding.facts if role.startswith("usual")]


# ── what is said ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("figures", "one", "targets", "full", "brief"), [
    (STEADY, CALLS, "2021/22: 10; 2022/23: 9",
     "On its control chart the latest figure is common cause variation, within the process limits "
     "of 6% to 16%; the target of 9% is within the process limits, so it may be met or missed.",
     ""),
    (STEADY, CALLS, "2022/23: 17",
     "On its control chart the latest figure is common cause variation, within the process limits "
     "of 6% to 16%; the target of 17% is above the process limits, so it will not be met "
     "unless something changes.",
     "The target of 17% is above the process limits of 6% to 16%, so it will not be met unless "
     "something changes."),
    (STEADY + "30", WAIT, "",
     "On its control chart the latest figure is special cause variation for the worse: it is above "
     "the upper process limit of 17.8 days.",
     "On its control chart the latest figure is special cause variation for the worse: it is above "
     "the upper process limit of 17.8 days."),
    ("10 14 10 14 10 11 12 13 14 15 16 17", CASES, "",
     "On its control chart the latest figure is special cause variation upwards: each of the last "
     "eight figures but the first is higher than the one before.",
     "On its control chart the latest figure is special cause variation upwards: each of the last "
     "eight figures but the first is higher than the one before."),
])
def test_what_is_said(figures: str, one: object, targets: str, full: str, brief: str,
                      example: Prepared) -> None:
    finding = found(figures, "2023-03", one, targets)  # type: ignore[arg-type]
    said = [" ".join(text_of(s.pieces) for s in say(Phrasing(finding, example.book)))
            for say in (control.in_full, control.in_brief)]
    assert said == [full, brief]


def test_the_scorecard_says_it_by_word_and_shape(tmp_path: Path) -> None:
    head = "id,section,title,subject,unit,decimals,kind,polarity,spc,frequency\n"
    folder = folder_of(
        tmp_path, head + "x,Calls,Calls answered,percentage of calls,percent,0,flow,higher,yes,\n"
        "y,Calls,Waits,waiting time,days,0,flow,lower,yes,\n"
        "z,Calls,Visits,number of visits,count,,flow,neutral,,\n"
        "n,Calls,New,share of calls,percent,0,flow,higher,yes,\n",
        {"x": STEADY + "30", "y": STEADY, "z": STEADY, "n": "50 60"},
        "x,2022/23,,40\ny,2022/23,,17\n")
    said = said_of(folder).replace("\u00a0", " ")     # which keep a shape by its word
    assert "| Rating | Variation | Assurance" in said
    rows = {line.split(" | ")[0]: line.split(" | ")[-2:] for line in said.splitlines()
            if line.count(" | ") > 8}
    assert rows["Calls answered"] == ["□ Improving", "× Will not meet"]
    assert rows["Waits"] == ["• Common cause", "■ Will meet"]
    assert rows["Visits"] == ["none", "none"]
    assert rows["New"] == ["too few", "none"]
    assert "special cause is □ Improving or × Worsening" in said
    assert "Special cause for the better: July 2022." in said
    assert "Upper process limit" in said


def test_who_does_not_ask_reads_nothing_of_it(tmp_path: Path) -> None:
    head = "id,section,title,subject,unit,decimals,kind,polarity\n"
    said = said_of(folder_of(
        tmp_path, head + "x,Calls,Calls answered,percentage of calls,percent,0,flow,higher\n",
        {"x": STEADY + "30"}))
    assert not [word for word in ("special cause", "process limit", "Variation", "Assurance")
                if word in said]


def test_a_report_asks_for_all_that_suit(tmp_path: Path) -> None:
    head = "id,section,title,subject,unit,kind,polarity,spc\n"
    folder = folder_of(tmp_path, head + "x,A,X,number of x,count,flow,higher,\n"
                       "y,A,Y,number of y,count,flow,higher,no\n"
                       "z,A,Z,number of z,count,cumulative,higher,\n",
                       {"x": STEADY, "y": STEADY, "z": "1 2 3 4"})
    settings = folder / "report.toml"
    settings.write_text(settings.read_text().replace("[rating]", "spc = true\n[rating]"))
    asked = {one.id: one.spc for one in prepare(folder).report.dictionary.indicators}
    assert asked == {"x": True, "y": False, "z": False}


@pytest.mark.parametrize(("figures", "one", "asked"), [
    (STEADY + "30", WAIT, "What lies behind|special cause variation for the worse|is the cause"),
    (STEADY + "30", CALLS, ""),
    (STEADY + "30 29", CALLS, ""),          # it slipped, and is better than is usual
])
def test_special_cause_for_the_worse_is_asked_about(figures: str, one: Indicator, asked: str
                                                    ) -> None:
    book, hedges = book_and_hedges()
    said = found(figures, one=one)
    questions = [sentence.text for sentence in question_candidates([said], book)]
    assert [bool(re.search("special cause variation for the worse", text)) for text in questions
            ] == ([True] if asked else [])
    truth = Reckoning(one, {o.month: cell_of(o) for o in observed(figures, "2022-07")},
                      parse_month("2022-07"))
    reader = AsidesReader({"a.b": truth}, hedges)
    for text in questions:
        assert reader.faults("question", text, "a.b") == []
        assert reader.faults("question", text.replace("30 ", "31 "), "a.b")


def test_assurance_is_of_the_latest_target() -> None:
    """A trajectory: as NHSRplotthedots has it, the last target counts."""
    assert of(found(STEADY, one=CALLS, targets="2022-06: 17; 2022-07: 5")) == "common will"


def test_the_series_before_a_break_has_limits_of_its_own() -> None:
    """As NHSRplotthedots draws them: each series by its own figures, and its own special causes."""
    one = dataclasses.replace(CALLS, breaks=(parse_month("2021-08"), parse_month("2021-04")))
    before = "10 12 10 12 10 12 10 12 10 12 10 30 "
    finding = found(before + "50 51 52 53 " + STEADY, one=one)
    chart = finding.control
    assert chart is not None
    # the four figures between the breaks are too few
    (earlier,) = chart.earlier
    assert (str(earlier.months[0]), str(earlier.months[-1])) == ("2020-04", "2021-03")
    assert earlier.mean.value == Decimal(150) / 12
    assert [str(month) for month, signal in earlier.signals.items()
            if signal.rule == "outside"] == ["2021-03"]
    assert chart.mean.value == 11
    assert {fact.period for fact in (earlier.mean, earlier.low, earlier.high)} == {"2021-03"}


def test_the_lines_of_each_series_end_at_its_break(tmp_path: Path) -> None:
    indicators = "id,section,title,subject,unit,decimals,kind,polarity,spc,breaks\n" + (
        "a,Care,Answered,percentage of calls answered,percent,0,flow,higher,yes,2021-08\n")
    ready = prepare(folder_of(tmp_path, indicators, {"a": "20 22 " * 8 + STEADY}))
    material = Material(ready.report, ready.findings, ready.layout)
    chart = charted(material.findings["a"], material).spec
    lines = {series.name: [n for n, point in enumerate(series.points) if point.value is not None]
             for series in chart.series if series.role in ("limit", "average")}
    assert lines["Upper process limit to July 2021"] == list(range(16))
    assert lines["Lower process limit"] == list(range(16, 28))
    assert len(lines) == 6
