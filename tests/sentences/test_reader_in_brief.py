"""The reader of the narrative in brief can fail: true sentences, each made false in one word."""

from __future__ import annotations

import dataclasses

import pytest

from briefing.indicators import Indicator
from briefing.review.asides import AsidesReader
from briefing.review.leads import faults as lead_faults
from briefing.review.rows import RowsReader
from briefing.review.service_area import AreaReader
from tests.sentences.test_truth import LOWER, MONTHLY, STOCK, truth_of
from tests.series import PERCENT, PLAIN
from tests.truth import book_and_hedges

YEAR = "100 " * 11 + "90 100 120"       # to July 2022
TARGET = {"targets": {"2022/23": "95"}}

# Figures to July 2022, on what, set beside what; a true sentence, and words in it made false.
TRUE = [
    (YEAR, PLAIN, {},
     "The number of referrals rose to 120 in July from 100, well above the 12 month average (101).",
     {"rose": "fell", "120": "121", "from 100": "from 90", "well above": "just above",
      "above": "below", "101": "102", "in July": "at the end of July", " in July": "",
      "rose to": "edged up to"}),
    ("96 96 94", MONTHLY, TARGET,
     "The main concern is the percentage of visits on time, which fell to 94.0% in July from "
     "96.0%, now below the target (95%).",
     {"fell": "rose", "now": "still", "below": "just below", "below the": "within the",
      "95%": "94%", "96.0%": "95.0%"}),
    ("94 96", MONTHLY, TARGET,
     "The percentage of visits on time rose to 96.0% in July from 94.0%, now above the target "
     "(95%).",
     {"The percentage of visits on time rose":
      "Of most concern, the percentage of visits on time rose", "now above": "still above"}),
    ("96/100 98/100 96/100 88/100", PERCENT, {**TARGET, "benchmarks": {"national": "80"}},
     "At 94.5% so far this year, it is now below the target (95%), but still well above "
     "England’s 2020/21 average (80.0%).",
     {"94.5": "94.6", "it is": "they are", "now below": "still below", "2020/21": "2021/22",
      "England’s": "similar councils’", "well above": "slightly above",
      "England’s 2020/21 average": "England", "80.0": "81.0"}),
    ("96/100 98/100 96/100 86/100", PERCENT, {**TARGET, "benchmarks": {"national": "80"}},
     "The year to date, 94.0%, remains above England’s 2020/21 average (80.0%), but is now below "
     "the target (95%).",
     {"remains": "is now", "is now": "are now", "now below": "now above",
      "94.0": "95.0"}),
    ("96/100 98/100 96/100 86/100", PERCENT, {**TARGET, "benchmarks": {"national": "80"}},
     "At 94.0% so far this year, it remains well above England’s 2020/21 average (80.0%), but is "
     "now below the target (95%).",
     {"is now": "are now", "well above": "slightly above", "is now below": "is still below"}),
    ("3 " * 13 + "4 6", dataclasses.replace(LOWER, subject="percentage of repeats (in 12 months)"),
     {}, "The percentage of repeats (in 12 months; lower is better) rose to 6.0% in July from "
     "4.0%.",
     {"lower is": "higher is", "(in 12 months; lower is better)": "(lower is better)",
      "6.0": "6.1"}),
    ("99 100", MONTHLY, {"targets": {"2022/23": "100-100"}},
     "The percentage of visits on time rose to 100% in July from 99.0%, now at the target (100%).",
     {"now at": "still at", "at the target": "within the target", "(100%)": "(100% to 100%)",
      "at the target (100%)": "at the 12 month average (100%)"}),
    ("0 0 0 0", dataclasses.replace(LOWER, kind="cumulative"), {},
     "The percentage of repeats was nil from April to July.",
     {"April": "May", "July": "June", "nil": "5.0%"}),
    ("25 " + "30 " * 10 + "20 19p", STOCK, {},
     "The number of open cases was provisionally 19 at the end of July, below June’s 20 and May’s "
     "30, and below July 2021 (25).",
     {"19": "18", "30,": "31,", "and below": "but above", "(25)": "(24)"}),
    ("20 19p", STOCK, {},
     "The number of open cases was provisionally 19 at the end of July, below June’s 20.",
     {" provisionally": "", "below": "above", "June": "May", "20": "21"}),
    ("12 12 12 12", LOWER, {}, "The percentage of repeats was 12.0%, for the third month in a row.",
     {}),
    ("5 20 20 20", STOCK, {},
     "The number of open cases was 20 at the end of July, for the third month in a row.",
     {"third": "second", "20": "21"}),
]


@pytest.mark.parametrize(("figures", "one", "further", "text", "altered"), TRUE)
def test_what_is_altered_is_contradicted(
    figures: str, one: Indicator, further: dict[str, dict[str, str]], text: str,
    altered: dict[str, str],
) -> None:
    truths = {"a.b": truth_of(figures, one, further)}
    _, hedges = book_and_hedges()
    if altered:
        assert AreaReader(truths, hedges).faults(text, "a.b") == []
    else:       # no month is named, and none was
        assert AreaReader(truths, hedges).faults(text, "a.b")
    for words, others in altered.items():
        assert words in text, words
        false = text.replace(words, others, 1)
        assert AreaReader(truths, hedges).faults(false, "a.b"), false


def test_that_is_the_figure_that_was_told_before() -> None:
    """ "That is still below ..." is of the month, or of the year so far where that was told."""
    truths = {"a.b": truth_of("96/100 98/100 96/100 93/100", PERCENT, TARGET),
              "c.d": truth_of("94 92", dataclasses.replace(MONTHLY, id="c.d"), TARGET)}
    _, hedges = book_and_hedges()
    before = "The percentage of visits on time fell to 92.0% in July from 94.0%."
    reader = AreaReader(truths, hedges)
    assert reader.faults(before, "c.d") == []
    for true in ("That is still below the target (95%).", "It is still below the target (95%)."):
        assert reader.faults(true, "c.d") == []
        for words, others in (("below", "above"), ("still", "now"), ("95", "94"), (" is ", " are "),
                              ("still", "still well")):
            assert reader.faults(true.replace(words, others), "c.d"), (words, others)
    assert "another indicator" in str(reader.faults(true, "a.b"))


def test_one_thing_in_several_places_is_read_place_by_place() -> None:
    unit = dataclasses.replace(STOCK, unit="cases_per_worker", decimals=1)
    ones = [dataclasses.replace(unit, id=name, subject=f"average caseload in the {name} team")
            for name in ("North", "East", "South")]
    truths = {one.id: truth_of(figures, one, {})
              for one, figures in zip(ones, ("27.1 27.6", "28.3 25.8", "15.9 15.6"), strict=True)}
    _, hedges = book_and_hedges()
    first = ("The average caseload in the North team rose by 0.5 cases per worker, to 27.6 at the "
             "end of July from 27.1.")
    then = ("In the East team it fell by 2.5, to 25.8 from 28.3, and in the South team it fell by "
            "0.3, to 15.6 from 15.9.")
    for words, others in (("fell", "rose"), ("2.5", "2.6"), ("15.6", "15.7"), ("East", "West"),
                          ("it fell by 0.3", "it rose by 0.3"), ("", "")):
        reader = AreaReader(truths, hedges)
        assert reader.faults(first, "North") == []
        said = then.replace(words, others, 1)
        assert bool(reader.faults(said, "East", ("South",))) == bool(words), said
    assert AreaReader(truths, hedges).faults(then, "East", ("South",)), "it is of nothing"


# Rows of the page of exceptions: the kind, figures, on what, set beside what, true, and false.
ROWS = [
    ("exception", "96 94", MONTHLY, TARGET,
     "Moved from green to red. Down from June’s 96.0%; now below the target (95%).",
     {"green": "amber", "red": "amber", "Down": "Up", "June": "May", "96.0": "95.9",
      "now": "still", "below": "above", "95%": "94%"}),
    ("exception", "94 93", MONTHLY, TARGET, "Down from June’s 94.0%; still below the target (95%).",
     {"Down from": "Moved from green to red. Down from", "still": "still well"}),
    ("achievement", "94 96", MONTHLY, TARGET,
     "Moved from red to green. Up from June’s 94.0%; now above the target (95%).",
     {"red to green": "green to red", "94.0": "94.1"}),
    ("exception", "94 93e", MONTHLY, TARGET,
     "Estimated, and below June’s 94.0%; below the target (95%).",
     {"Estimated": "Provisional", "Estimated, and below": "Down from", "below June": "above June"}),
    ("absence", "96 -", MONTHLY, TARGET,
     "One indicator with a target is not rated here, for want of a figure to set beside it: "
     "On time.", {"One": "Two", "On time": "Late", "for want of a figure to set beside it":
                  "as its figure is withheld"}),
]


@pytest.mark.parametrize(("kind", "figures", "one", "further", "text", "altered"), ROWS)
def test_an_altered_row_is_contradicted(
    kind: str, figures: str, one: Indicator, further: dict[str, dict[str, str]], text: str,
    altered: dict[str, str],
) -> None:
    _, hedges = book_and_hedges()
    truths = {"a.b": truth_of(figures, one, further)}
    assert RowsReader(truths, hedges).faults(kind, text, "a.b") == []
    for words, others in altered.items():
        assert words in text, words
        assert RowsReader(truths, hedges).faults(kind, text.replace(words, others, 1), "a.b"), words


def test_an_altered_lead_is_contradicted() -> None:
    """What a service area opens with, in full."""
    contacts, cases = (dataclasses.replace(PLAIN, id=name, title=name) for name in ("A", "B"))
    counts = [truth_of("100 120", contacts, {}), truth_of("50 55", cases, {})]
    rated = [truth_of("96 94", MONTHLY, TARGET)]
    for area, text, altered in (
        (counts, "Of the monthly counts shown here for July that were ten or more in June, A "
         "changed most, up by 20.0%.", {"A": "B", "up": "down", "20.0": "20.1"}),
        (rated, "The one indicator rated here, On time, is off its target by 1.0 percentage points "
         "in July.", {"On time": "Late", "1.0": "1.1"}),
        (rated, "The ratings here are 0 green, 0 amber and 1 red; On time is off its target (by "
         "1.0 percentage points in July).", {"0 green": "1 green", "1 red": "0 red", "1.0": "2.0"}),
    ):
        assert list(lead_faults(text, area)) == []
        for words, others in altered.items():
            assert list(lead_faults(text.replace(words, others, 1), area)), (text, words)


def test_several_that_changed_little_did() -> None:
    ones = [dataclasses.replace(STOCK, id=name, subject=f"number of {name} cases")
            for name in ("old", "new")]
    truths = {one.id: truth_of(figures, one, {})
              for one, figures in zip(ones, ("100 101", "200 201"), strict=True)}
    _, hedges = book_and_hedges()
    text = "The number of old cases (101) and the number of new cases (201) changed little."
    assert AreaReader(truths, hedges).faults(text, "old", ("new",)) == []
    for false in (text.replace("101", "100"), text.replace("201", "202"),
                  text.replace("little", "much")):
        assert AreaReader(truths, hedges).faults(false, "old", ("new",)), false
    truths["new"] = truth_of("150 201", ones[1], {})
    assert AreaReader(truths, hedges).faults(text, "old", ("new",))


# Beside the text: the kind, figures, on what, set beside what, true words, and false ones.
ASIDE = [
    ("caption", "322 247", PLAIN, {}, "Fell to 247 in July, from 322 in June",
     {"Fell": "Rose", "247": "246", "322": "321", "June": "May", "from": "from an annual high of"}),
    ("caption", "5 5", PLAIN, {}, "Unchanged at 5 in July", {"5": "6", "July": "June"}),
    ("good", "94 96", MONTHLY, TARGET,
     "On time: 96.0% in July, 1.0 percentage points better than the target of 95%.",
     {"96.0": "96.1", "1.0": "1.1", "better than": "short of", "95%": "94%", "July": "June"}),
    ("improve", "96 94", MONTHLY, TARGET,
     "On time: 94.0% in July, 1.0 percentage points short of the target of 95%.",
     {"94.0": "96.1", "1.0": "1.1", "short of": "over", "95%": "94%"}),
    ("question", "94 92", MONTHLY, TARGET,
     "The percentage of visits on time was 92.0% in July, further from the target of 95% than in "
     "June: what is being done?", {"92.0": "92.1", "95%": "96%", "June": "May"}),
    ("prompt", "322 247", PLAIN, {},
     "Why did the number of referrals change from 322 in June to 247 in July? Give members the "
     "reason.", {"322": "321", "247": "248", "June": "May"}),
    ("status", "96 94", MONTHLY, TARGET,
     "Every indicator in this report is rated against a target: 0 green, 0 amber and 1 red.",
     {"0 green": "1 green", "1 red": "0 red"}),
]


@pytest.mark.parametrize(("kind", "figures", "one", "further", "text", "altered"), ASIDE)
def test_what_is_altered_beside_the_text_is_contradicted(
    kind: str, figures: str, one: Indicator, further: dict[str, dict[str, str]], text: str,
    altered: dict[str, str],
) -> None:
    _, hedges = book_and_hedges()
    reader = AsidesReader({"a.b": truth_of(figures, one, further)}, hedges)
    assert reader.faults(kind, text, "a.b") == []
    for words, others in altered.items():
        assert words in text, words
        assert reader.faults(kind, text.replace(words, others, 1), "a.b"), (words, others)
