"""The narrative in brief, rule by rule: figures of a service area in, what is said of them beside.

    concerns        by how far the target is missed; what is red and far is one in a better month
    runs            said once of a count and its rate, and a second as long in other words
    still           at most twice in five indicators
    records         stand beside their own figure
    an author's     words on an indicator do not part it from what leans on it
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from decimal import Decimal

import pytest

from briefing.amounts import Unit, UnitName
from briefing.findings import Finding, find
from briefing.indicators import Dictionary, Indicator, Target
from briefing.measures import measure
from briefing.narrative import brief
from briefing.narrative.book import Book
from briefing.narrative.narrate import narrate
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.weighing import weigh
from briefing.periods import Month, Year, parse_month
from briefing.prepared import Prepared
from briefing.problems import Place
from briefing.reading.commentary import Commentary
from tests.series import PERCENT, PLAIN, observed
from tests.truth import book_and_hedges

JULY = Month.of(2022, 7)
MONTHLY = dataclasses.replace(PERCENT, year_to_date="", judged_on="month")
VISITS = dataclasses.replace(MONTHLY, id="visits", subject="percentage of visits on time")
REVIEWS = dataclasses.replace(MONTHLY, id="reviews", subject="percentage of reviews on time")
PLANS = dataclasses.replace(MONTHLY, id="plans", subject="percentage of plans on time")
CALLS = dataclasses.replace(MONTHLY, id="calls", subject="percentage of calls answered")
BEDS = dataclasses.replace(MONTHLY, id="beds", subject="percentage of beds in use",
                           polarity="lower")
CASES = dataclasses.replace(PLAIN, id="cases", subject="number of open cases", kind="stock",
                            year_to_date="")
OVERDUE = dataclasses.replace(CASES, id="overdue", subject="number of overdue actions",
                              polarity="lower")
RATE = dataclasses.replace(CASES, id="rate", subject="rate of open cases per 10,000",
                           unit="rate_per_10000", decimals=1, numerator="cases")
SHARE = dataclasses.replace(MONTHLY, id="share", subject="percentage of cases open for a year",
                            polarity="neutral")


@pytest.fixture(scope="module")
def book(example: Prepared) -> Book:
    return example.book


def area(*rows: tuple[Indicator, str, str]) -> list[Finding]:
    """The findings on indicators with their figures to July 2022 and their target, if any."""
    cells = [o for one, figures, _ in rows for o in observed(figures, "2022-07", one.id)]
    targets = tuple(Target(one.id, Year(2022), Decimal(target)) for one, _, target in rows
                    if target)
    measures = measure(cells, Dictionary(tuple(one for one, _, _ in rows), targets), JULY)
    return list(find(measures).by_indicator.values())


def said(book: Book, findings: Sequence[Finding]) -> list[str]:
    """Every sentence of the service area, in order."""
    return [sentence.text for told in brief.area(findings, book) for sentence in told.sentences]


def concerns(texts: Sequence[str]) -> list[str]:
    """What is said to be a concern, in order."""
    put = re.compile(r"^(?:The main concern|The first of (?:two|three) concerns|The second"
                     r"|The third) is the (.+?)(?: \(lower is better\))?, which ")
    return [match[1] for text in texts if (match := put.match(text))]


# ── concerns ────────────────────────────────────────────────────────────────────────────────────


# A tolerance is a twentieth of the target where none is given: of 100, five points.
@pytest.mark.parametrize(("rows", "named"), [
    # one that is red
    (((VISITS, "96 80", "100"), (REVIEWS, "99 100", "100")), [VISITS]),
    # the further from its target comes first, whatever its place and the size of its change
    (((VISITS, "99 80", "100"), (REVIEWS, "75 70", "100")), [REVIEWS, VISITS]),
    # what misses by less than half as much is not named with it
    (((VISITS, "99 92", "100"), (REVIEWS, "75 70", "100")), [REVIEWS]),
    # three at most
    (((VISITS, "75 70", "100"), (REVIEWS, "75 69", "100"), (PLANS, "75 68", "100"),
      (CALLS, "75 67", "100")), [CALLS, PLANS, REVIEWS]),
    # red and far, though the month was better: after those that got worse
    (((VISITS, "60 65", "100"), (REVIEWS, "75 70", "100")), [REVIEWS, VISITS]),
    (((VISITS, "60 65", "100"),), [VISITS]),
    # red and near, in a better month, is none; nor is a provisional figure, nor one of few
    (((VISITS, "91 94", "100"),), []),
    (((VISITS, "96 80p", "100"),), []),
    (((VISITS, "9/10 3/10", "100"),), []),
    # what is not there
    (((VISITS, "96 [c]", "100"),), []),
    # a backlog that clears; one that grows
    (((OVERDUE, "28 21", "0"),), []),
    (((OVERDUE, "21 28", "0"),), [OVERDUE]),
    # red and far, and better by a run
    (((VISITS, "59 60 59 62 64 66", "100"),), []),
    # lower is better
    (((BEDS, "80 96", "60"),), [BEDS]),
])
def test_what_is_a_concern_and_in_which_order(
    rows: tuple[tuple[Indicator, str, str], ...], named: list[Indicator], book: Book,
) -> None:
    texts = said(book, area(*rows))
    assert concerns(texts) == [one.subject for one in named], texts


def test_an_alarm_stands_before_a_red_that_got_better(book: Book) -> None:
    """No target, far beyond what it usually is: it is named with the red one, and before it."""
    usual = "10 11 10 11 10 11 10 11 10 11 10 11 10 30"
    alarm = dataclasses.replace(BEDS, id="alarm", subject="percentage closed without action")
    texts = said(book, area((VISITS, "60 65", "100"), (alarm, usual, "")))
    assert concerns(texts) == [alarm.subject, VISITS.subject], texts


# ── runs, still, records ──────────────────────────────────────────────────────────────────────────


def test_a_run_is_said_once_of_a_count_and_its_rate(book: Book) -> None:
    texts = said(book, area((CASES, "310 300 310 320 330 340", ""),
                            (RATE, "31 30 31 32 33 34", "")))
    assert [("in a row" in text, text.partition(" rose")[0]) for text in texts if "rose" in text
            ] == [(True, "The number of open cases"), (False, "The rate per 10,000")]


def test_a_second_run_as_long_is_put_in_other_words(book: Book) -> None:
    falling = "70 66 62 58 54"
    texts = said(book, area((VISITS, f"60 {falling}", "95"), (REVIEWS, f"60 {falling}", "95"),
                            (PLANS, f"60 {falling}", "95")))
    runs = [re.search(r"the fourth reduction in a row|the fourth successive reduction", text)
            for text in texts]
    assert [run[0] for run in runs if run] == [
        "the fourth reduction in a row", "the fourth successive reduction",
        "the fourth reduction in a row"]


def test_still_is_said_at_most_twice_in_five_indicators(book: Book) -> None:
    ones = [dataclasses.replace(CASES, id=f"n{n}", subject=f"number of cases of kind {n}")
            for n in range(12)]
    texts = said(book, area(*((one, "100 120 110 130 120 150 140 160 150 170 160 190 230 250", "")
                              for one in ones)))
    by_indicator = [text for text in texts if text.startswith("The number")]
    assert len(by_indicator) == len(ones)
    stills = [bool(re.search(r"\bstill\b", text)) for text in by_indicator]
    assert any(stills)
    assert max(sum(stills[n : n + 5]) for n in range(len(stills))) <= 2


@pytest.mark.parametrize(("figures", "sentence"), [
    ("500 690 680 690 680 690 680 690 680 690 680 690 680 690 658 542",
     "The number of open cases fell to 542 at the end of July, the lowest since April 2021, from "
     "658."),
    ("700 590 580 590 580 590 580 590 580 590 580 590 580 590 558 658",
     "The number of open cases rose to 658 at the end of July, the highest since April 2021, from "
     "an annual low of 558."),
])
def test_a_record_stands_beside_its_own_figure(figures: str, sentence: str, book: Book) -> None:
    """ "fell to 542, the lowest since April, from 658": not "from 658, the lowest"."""
    assert said(book, area((CASES, figures, "")))[0] == sentence


# ── targets ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("figures", "standing"), [
    ("99 100", ", now at the target (100%)."), ("98 99", ", still below the target (100%)."),
    ("100 102", ", now above the target (100%)."),
])
@pytest.mark.parametrize("polarity", ["range", "higher"])
def test_a_range_of_one_figure_is_told_as_the_target_that_it_is(
    polarity: str, figures: str, standing: str, book: Book,
) -> None:
    """Not "outside the target range of 100% to 100%"; what is not it is off target all the same."""
    one = dataclasses.replace(VISITS, polarity=polarity)
    target = Target(one.id, Year(2022), Decimal(100), Decimal(100))
    measures = measure(observed(figures, "2022-07", one.id), Dictionary((one,), (target,), ()),
                       JULY)
    (finding,) = find(measures).by_indicator.values()
    assert said(book, [finding])[0].endswith(standing)
    assert finding.rating == ("green" if figures.endswith(" 100") else "red")


# ── what the author says ──────────────────────────────────────────────────────────────────────────


def own(name: str) -> Commentary:
    return Commentary(name, False, ("The author’s words.",), Place("commentary/x.md"))


@pytest.mark.parametrize(("rows", "about", "order"), [
    # a count, its rate, and then what the author says of the count
    (((CASES, "300 310", ""), (RATE, "30 31", "")), "cases", ["cases", "rate", "author"]),
    # two of one name but for a word
    (((VISITS, "80 90", ""), (REVIEWS, "80 70", "")), "visits", ["visits", "reviews", "author"]),
    # any other follows at once
    (((CASES, "300 310", ""), (VISITS, "80 70", "")), "cases", ["cases", "author", "visits"]),
])
def test_the_authors_words_do_not_part_what_belongs_together(
    rows: tuple[tuple[Indicator, str, str], ...], about: str, order: list[str], book: Book,
) -> None:
    cells = [o for one, figures, _ in rows for o in observed(figures, "2022-07", one.id)]
    measures = measure(cells, Dictionary(tuple(one for one, _, _ in rows), ()), JULY)
    topics = narrate(find(measures), book, (own(about),)).topics
    (topic,) = (topic for topic in topics if topic.title == "Area")
    assert [passage.about if passage.kind == "sentence" else "author"
            for passage in topic.passages] == order


def test_a_figure_that_meets_its_target_as_before_is_no_concern(book: Book) -> None:
    usual = "90 91 90 91 90 91 90 91 90 91 98"
    for target, concern in (("95", True), ("70", False)):
        texts = said(book, area((VISITS, f"{usual} 84", target)))
        assert any("concern" in text for text in texts) is concern, texts


def test_what_got_worse_and_is_better_than_usual_is_no_concern(book: Book) -> None:
    [finding] = area((dataclasses.replace(VISITS, spc=True),
                      "70 71 70 71 70 71 70 71 70 71 70 71 70 95 90", ""))
    assert finding.control is not None
    assert finding.control.cause == "improving"
    assert weigh(finding, book.file.weights).parts.get("special") is None
    assert not any("concern" in text for text in said(book, [finding]))


@pytest.mark.parametrize(("subject", "named"), [
    ("staff turnover", "staff turnover"), ("staff turnover rate", "the staff turnover rate"),
    ("turnover rate of social workers", "the turnover rate of social workers"),
    ("satisfaction of parents", "satisfaction of parents"),
    ("satisfaction score per visit", "the satisfaction score per visit")])
def test_a_subject_that_ends_in_what_it_is_measured_by_has_an_article(
    book: Book, subject: str, named: str,
) -> None:
    [finding] = area((dataclasses.replace(VISITS, subject=subject), "90 91", ""))
    assert Phrasing(finding, book).subject() == named


def test_a_whole_is_no_place_among_those_it_is_made_of() -> None:
    """ "Households in need" beside "households in need in A": the whole is told by itself."""
    places = ["need", "need in Northgate", "need in Southgate", "need in Riverside and Docks"]
    ones = [dataclasses.replace(PLAIN, id=f"a.{n}", title=place,
                                subject=f"number of households in {place}")
            for n, place in enumerate(places)]
    seen = [o for n in range(len(ones)) for o in observed(f"{20 + n} {40 + 9 * n}", "2022-07",
                                                           f"a.{n}")]
    found = find(measure(seen, Dictionary(tuple(ones)), parse_month("2022-07")))
    book, _ = book_and_hedges()
    said = " ".join(s.text for topic in narrate(found, book).topics
                    for s in topic.statements("sentence"))
    assert "The number of households in need rose to 40" in said
    assert "In Southgate it rose to 58" in said


@pytest.mark.parametrize(("unit", "figures", "ends", "said"), [
    ("days", "24 27", (20, 28), "within the target range (20 to 28 days)"),
    (UnitName("wait", Unit("wait", "duration", form="years_months")), "30 33", (27, 36),
     "within the target range (2 years 3 months to 3 years)"),
])  # fmt: skip
def test_a_range_of_time_says_its_unit_once(unit: str, figures: str, ends: tuple[int, int],
                                            said: str) -> None:
    one = dataclasses.replace(PLAIN, unit=unit, polarity="range", year_to_date="",
                              title="Wait", subject="average wait")
    target = Target("a.b", JULY, Decimal(ends[1]), Decimal(ends[0]))
    found = find(measure(observed(figures, "2022-07"), Dictionary((one,), (target,)), JULY))
    book, _ = book_and_hedges()
    words = " ".join(s.text for topic in narrate(found, book).topics
                     for s in topic.statements("sentence"))
    assert said in words
