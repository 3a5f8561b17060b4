"""Questions for members: on which grounds, in which words and order, and how many."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

import pytest

from briefing.findings import Finding, find
from briefing.indicators import Dictionary, Indicator, Target
from briefing.measures import measure
from briefing.narrative.book import Book
from briefing.narrative.questions import GROUNDS, REASONS, question_candidates, questions
from briefing.periods import Month
from briefing.prepared import Prepared
from tests.series import PERCENT, PLAIN, found, observed

JULY = Month.of(2022, 7)
ON_TIME = dataclasses.replace(PERCENT, year_to_date="")     # judged month by month
LEVEL = "90 91 " * 8


OFFICERS = dataclasses.replace(PLAIN, subject="number of officers", polarity="higher")
SICK = dataclasses.replace(PLAIN, subject="number of days lost", polarity="lower")


@pytest.fixture(scope="module")
def book(example: Prepared) -> Book:
    return example.book


def worse(count: int, section: str = "Area", targets: Sequence[Target] = ()) -> list[Finding]:
    """The findings on so many indicators of one service area that fell far in July."""
    rows = [dataclasses.replace(ON_TIME, id=f"{section}.{n}", section=section,
                                subject=f"percentage of {section} {n} on time")
            for n in range(count)]
    cells = [o for one in rows for o in observed(LEVEL + "60", "2022-07", one.id)]
    return list(find(measure(cells, Dictionary(tuple(rows), tuple(targets)), JULY)
                     ).by_indicator.values())


def test_two_of_one_name_are_asked_about_with_their_service_areas(book: Book) -> None:
    rows = [dataclasses.replace(ON_TIME, id=f"{section}.x", section=section)
            for section in ("North", "South")]
    cells = [o for one in rows for o in observed(LEVEL + "60", "2022-07", one.id)]
    findings = find(measure(cells, Dictionary(tuple(rows), (), ()), JULY)).by_indicator.values()
    asked = [sentence.text for sentence in questions(findings, book)]
    assert len(asked) == len(rows)
    for section in ("North", "South"):
        assert sum(f"{ON_TIME.subject} in {section}" in text for text in asked) == 1


@pytest.mark.parametrize(("one", "figures", "targets", "question"), [
    (ON_TIME, "97 96 80", "2022/23: 95",
     "What lies behind the move of the percentage of visits on time from green to red, at 80.0% in "
     "July?"),
    (ON_TIME, "93 92", "2022/23: 95",
     "The percentage of visits on time was 92.0% in July, further from the target of 95% than in "
     "June: what is being done?"),
    (ON_TIME, "80 99 98 97 96", "",
     "The percentage of visits on time worsened for the third month in a row, to 96.0% in July: "
     "what explains this?"),
    # a number went one way: more or fewer police officers are not "worse"
    (OFFICERS, "95 99 98 97 96", "",
     "The number of officers was 96 in July, the third reduction in a row: what explains this?"),
    (SICK, "95 91 92 93 94", "",
     "The number of days lost was 94 in July, the third increase in a row: what explains this?"),
    (ON_TIME, LEVEL + "60", "",
     "What explains the change in the percentage of visits on time, from 91.0% in June to 60.0% in "
     "July?"),
    (ON_TIME, "92 92", "2022/23: 95",
     "What would it take to bring the percentage of visits on time, at 92.0% in July, to the target"
     " of 95%?"),
    (PLAIN, "90 91 " * 8 + "120", "",
     "The number of referrals was 120 in July, outside the usual range of 88 to 93: what lies "
     "behind this?"),
    # neither worse nor unexplained
    (ON_TIME, LEVEL + "99", "", None),              # outside its range, but better
    (ON_TIME, "92 93", "2022/23: 95", None),        # red, but nearer
    (ON_TIME, "96 " * 12, "2022/23: 95", None),     # always met: no worry
    (ON_TIME, LEVEL + "60p", "2022/23: 95", None),  # provisional
    # judged over the year so far, which meets the target: its months are not held against it
    (PERCENT, "96/100 97/100 96/100 94/100", "2022/23: 95", None),
])  # fmt: skip
def test_the_grounds_for_a_question(book: Book, one: Indicator, figures: str, targets: str,
                                    question: str | None) -> None:
    made = questions([found(figures, one=one, targets=targets)], book)
    assert [s.text for s in made] == ([question] if question else [])


def test_months_are_never_held_against_a_target_of_the_year(book: Book) -> None:
    """Missed in every month, met over the year so far by a large April: no question."""
    months = "80/100 " * 8 + "9900/10000 80/100 80/100 80/100"
    made = questions([found(months, one=PERCENT, targets="2022/23: 95")], book)
    assert made == ()


def test_questions_on_one_ground_are_put_in_other_words(book: Book) -> None:
    made = questions(worse(3), book)
    assert [s.text for s in made] == [
        "What explains the change in the percentage of Area 0 on time, from 91.0% in June to 60.0% "
        "in July?",
        "Why did the percentage of Area 1 on time go from 91.0% in June to 60.0% in July?",
        "The percentage of Area 2 on time fell to 60.0% in July from 91.0% in June: is the cause "
        "known, and will it last?"]


def test_at_most_three_a_service_area_and_ten_in_all(book: Book) -> None:
    everything = [f for section in "abcde" for f in worse(5, section)]
    made = question_candidates(everything, book)
    asked = [s for s in made if not s.left_out]
    assert len(asked) == 10
    assert Counter(s.indicator[0] for s in asked) == {"a": 3, "b": 3, "c": 3, "d": 1}
    assert {s.left_out for s in made if s.left_out} == {
        *(f"3 graver ones are asked on {section} (questions_at_most_each=3)" for section in "abc"),
        "10 graver ones are asked (questions_at_most=10)"}


def test_what_got_worse_is_asked_before_what_stands_red_and_what_is_unexplained(book: Book) -> None:
    red = found("92 92", one=dataclasses.replace(ON_TIME, section="a"), targets="2022/23: 95")
    odd = found("90 91 " * 8 + "120", one=dataclasses.replace(PLAIN, section="b"))
    made = questions([odd, red, *worse(1)], book)
    assert [s.moves for s in made] == [("ask.change",), ("ask.standing",), ("ask.variation",)]
    assert [s.because for s in made] == [
        "it got clearly worse; rank 1 of 3",
        "it is red and no nearer to its target; rank 2 of 3",
        "it is outside its usual range; rank 3 of 3"]


def test_a_count_and_its_share_are_asked_about_once(book: Book) -> None:
    count = dataclasses.replace(PLAIN, id="late", subject="number of late visits",
                                polarity="lower")
    share = dataclasses.replace(ON_TIME, id="share", subject="percentage of visits that were late",
                                polarity="lower", numerator="late")
    cells = [*observed("30 31 " * 8 + "60", "2022-07", "late"),
             *observed("30/300 31/300 " * 8 + "60/300", "2022-07", "share")]
    both = find(measure(cells, Dictionary((count, share)), JULY)).by_indicator.values()
    made = question_candidates(both, book)
    assert [bool(s.left_out) for s in made] == [False, True]
    assert made[1].left_out == f"{made[0].indicator} is asked about, which is one thought with it"


def test_every_ground_says_why_it_is_one() -> None:
    assert REASONS.keys() == GROUNDS.keys()


def test_the_example_asks_ten_at_the_most_and_nothing_twice(example: Prepared) -> None:
    made = question_candidates(example.findings.by_indicator.values(), example.book)
    asked = [s for s in made if not s.left_out]
    assert len(asked) <= 10
    sections = Counter(example.findings[s.indicator].indicator.section for s in asked)
    assert max(sections.values()) <= 3
    assert not [s for s in asked if example.findings[s.indicator].provisional]
    openings = Counter(" ".join(s.text.split()[:3]) for s in asked)
    assert max(openings.values()) <= 4      # "The percentage of" opens some of them
