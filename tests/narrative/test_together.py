"""Related indicators told together, what stands over them, what members and author are asked."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from briefing.findings import Finding, Findings, find
from briefing.indicators import Dictionary, Indicator, Target
from briefing.measures import measure
from briefing.narrative import area_sentences, overview
from briefing.narrative.book import Book
from briefing.periods import Month, Year
from briefing.prepared import Prepared
from briefing.review.counted import counted_faults
from briefing.review.reckoning import Reckoning
from tests.oddities import cell_of
from tests.series import PERCENT, PLAIN, observed

JULY = Month.of(2022, 7)
TARGET = "95"


@pytest.fixture(scope="module")
def book(example: Prepared) -> Book:
    return example.book


def area(*rows: tuple[Indicator, str], targets: Sequence[Target] = ()) -> list[Finding]:
    """The findings on several indicators of one service area."""
    cells = [o for one, figures in rows for o in observed(figures, "2022-07", one.id)]
    dictionary = Dictionary(tuple(one for one, _ in rows), tuple(targets))
    return list(find(measure(cells, dictionary, JULY)).by_indicator.values())


def told(book: Book, *rows: tuple[Indicator, str], targets: Sequence[Target] = ()) -> list[str]:
    """What is said from each indicator on."""
    found = area_sentences.area(area(*rows, targets=targets), book)
    return [" ".join(s.text for s in one.sentences) for one in found]


def indicator(base: Indicator, name: str, subject: str, **more: object) -> Indicator:
    return dataclasses.replace(base, id=name, subject=subject, title=name,
                               **more)  # type: ignore[arg-type]


CONTACTS = indicator(PLAIN, "contacts", "number of contacts")
CONSULTATIONS = indicator(PLAIN, "consultations", "number of consultations")
REFERRALS = indicator(PLAIN, "referrals", "number of referrals")
OPEN = indicator(PLAIN, "open", "number of open cases", kind="stock", year_to_date="",
                 inflow="new", outflow="closed")
NEW = indicator(PLAIN, "new", "number of new cases")
CLOSED = indicator(PLAIN, "closed", "number of cases concluded")


def test_neighbours_that_move_alike(book: Book) -> None:
    rows = ((CONTACTS, "579 379"), (CONSULTATIONS, "658 542"), (REFERRALS, "322 247"))
    assert told(book, *rows) == [
        "The number of contacts reduced from 579 in June to 379 in July.",
        "Similarly, the number of consultations reduced from 658 in June to 542 in July.",
        "The number of referrals also reduced from 322 in June to 247 in July.",
    ]


@pytest.mark.parametrize("figures", ["542 658", "658 542p", "[c] 542", "658 [c]", "658 658"])
def test_neighbours_that_do_not(book: Book, figures: str) -> None:
    _, second = told(book, (CONTACTS, "579 379"), (CONSULTATIONS, figures))
    assert "Similarly" not in second


def test_a_rate_after_its_count(book: Book) -> None:
    plans = indicator(PLAIN, "plans", "number of children with a plan", kind="stock",
                      year_to_date="")
    rate = indicator(PLAIN, "rate", "rate of children with a plan per 10,000", kind="stock",
                     year_to_date="", unit="rate_per_10000", decimals=1, numerator="plans",
                     denominator="population")
    found = told(book, (plans, "261 269"), (rate, "50.6 52.1"))
    assert found[1] == ("The rate per 10,000 increased from 50.6 at the end of June to 52.1 at the "
                        "end of July.")
    alone = told(book, (CONTACTS, "1 2"), (rate, "50.6 52.1"))
    assert alone[1].startswith("The rate of children with a plan per 10,000 increased")


def test_a_share_after_its_count_with_numerator_and_denominator(book: Book) -> None:
    share = indicator(PERCENT, "share", "percentage of second plans", numerator="second",
                      year_to_date="")
    second = indicator(PLAIN, "second", "number of second plans")
    found = told(book, (second, "4 7"), (share, "4/27 7/31"))
    assert found[1] == "The percentage increased from 14.8% in June to 22.6% (7 of 31) in July."


def test_a_stock_with_what_flowed_in_and_out(book: Book) -> None:
    found = area_sentences.area(area((OPEN, "95 97"), (NEW, "9 8"), (CLOSED, "5 6")), book)
    assert [s.text for s in found[0].sentences] == [
        "The number of open cases increased from 95 at the end of June to 97 at the end of July.",
        "There were 8 new cases in July and 6 cases concluded.",
    ]
    assert found[0].also == ("new", "closed")
    assert (found[1].sentences, found[2].sentences) == ((), ())


@pytest.mark.parametrize(("new", "closed"), [("9 1", "5 6"), ("9 [c]", "5 6"), ("9 8p", "5 6")])
def test_flows_that_are_told_apart(book: Book, new: str, closed: str) -> None:
    found = told(book, (OPEN, "95 97"), (NEW, new), (CLOSED, closed))
    assert "whilst" not in found[0]
    assert found[1]


def test_the_shares_of_a_whole(book: Book) -> None:
    shares = [indicator(PERCENT, f"s{n}", f"proportion of children in {kind} schools",
                        year_to_date="", composition="schools")
              for n, kind in enumerate(("good", "weaker", "uninspected"))]
    found = told(book, *zip(shares, ("80.1 80.4", "17.4 17.0", "2.5 2.6"), strict=True))
    assert found == [
        "The proportion of children in good schools increased marginally from 80.1% in June to "
        "80.4% in July. In July the proportion of children in weaker schools was 17.0%, and in "
        "uninspected schools 2.6%.",
        "", "",
    ]


# ── over indicators ─────────────────────────────────────────────────────────────────────────────

ON_TIME = indicator(PERCENT, "On time", "percentage on time", judged_on="month", year_to_date="")
SEEN = indicator(PERCENT, "Seen", "percentage seen", judged_on="month", year_to_date="")


def target(one: Indicator, value: str) -> Target:
    from decimal import Decimal

    return Target(one.id, Year(2022), Decimal(value))


def test_the_status_adds_up_and_tells_what_moved(book: Book) -> None:
    found = area((ON_TIME, "96 90"), (SEEN, "80 99"), (CONTACTS, "5 6"),
                 targets=[target(ON_TIME, "95"), target(SEEN, "95")])
    findings = Findings(JULY, {f.indicator.id: f for f in found})
    assert [s.text for s in overview.status(findings, book)] == [
        "Of the 3 indicators in this report, 2 are rated against a target: 1 green, 0 amber and "
        "1 red.",
        "Of those rated, 1 (50%) met and 1 (50%) missed their target; 1 not rated.",
        "Since the period before, 1 got better, 0 stayed the same and 1 got worse.",
        "Of the ratings, 1 improved, 1 worsened and 0 stayed as before.",
        "Since June, one has moved to green (Seen) and one has moved to red (On time).",
    ]


@pytest.mark.parametrize(("met", "of", "said"), [
    (3, 8, "3 (37.5%) met and 5 (62.5%) missed"),       # 38% and 63% would be more than all
    (1, 3, "1 (33%) met and 2 (67%) missed"),
    (2, 4, "2 (50%) met and 2 (50%) missed"),
    (1, 16, "1 (6%) met and 15 (94%) missed"),
    (1, 40, "1 (2.5%) met and 39 (97.5%) missed"),
])  # fmt: skip
def test_the_shares_of_those_that_met_and_missed_are_the_whole(book: Book, met: int, of: int,
                                                               said: str) -> None:
    ones = [dataclasses.replace(ON_TIME, id=f"a.{n}", title=f"T{n}",
                                subject=f"percentage of {n} on time")
            for n in range(of)]
    found = area(*((one, "90 96" if n < met else "90 80") for n, one in enumerate(ones)),
                 targets=[target(one, "95") for one in ones])
    findings = Findings(JULY, {f.indicator.id: f for f in found})
    (text,) = [s.text for s in overview.status(findings, book) if "Of those rated" in s.text]
    assert said in text
    truths = [Reckoning(one, {o.month: cell_of(o) for o in observed(
        "90 96" if n < met else "90 80", "2022-07", one.id)}, JULY, [target(one, "95")], ())
        for n, one in enumerate(ones)]
    assert counted_faults(text, truths) == []
    wrong = text.replace("%) met", "1%) met").replace("%) missed", "2%) missed")
    assert counted_faults(wrong, truths)


@pytest.mark.parametrize(("rows", "targets", "lead"), [
    ([(ON_TIME, "96 90"), (SEEN, "80 70")], [target(ON_TIME, "95"), target(SEEN, "95")],
     "The ratings here are 0 green, 0 amber and 2 red; relative to its target, furthest off is "
     "Seen (by 25.0 percentage points in July)."),
    ([(ON_TIME, "96 90"), (SEEN, "80 70")], [target(ON_TIME, "95")],
     "The one indicator rated here, On time, is off its target by 5.0 percentage points in July."),
    ([(CONTACTS, "579 379"), (REFERRALS, "300 310")], [],
     "Of the monthly counts shown here for July that were ten or more in June, contacts changed "
     "most, down by 34.5%."),
    ([(CONTACTS, "579 570"), (REFERRALS, "300 310")], [], None),
    ([(CONTACTS, "579 379")], [], None),
    ([(ON_TIME, "96 96"), (SEEN, "80 70")], [target(ON_TIME, "95")], None),
])  # fmt: skip
def test_what_a_service_area_opens_with(book: Book, rows: list[tuple[Indicator, str]],
                                        targets: list[Target], lead: str | None) -> None:
    made = overview.area_lead(area(*rows, targets=targets), "area", book)
    assert (made.text if made else None) == lead


def test_the_author_is_asked_for_the_reason_of_an_extreme_change(book: Book) -> None:
    calm, extreme = "10 11 " * 7 + "12", "10 11 " * 7 + "30"
    assert overview.reasons_wanted(area((CONTACTS, calm)), book) == ()
    (asked,) = overview.reasons_wanted(area((CONTACTS, extreme)), book)
    assert asked.text == ("Why did the number of contacts change from 11 in June to 30 in July? "
                          "Give members the reason.")


def test_no_fact_is_said_twice_of_an_indicator(example: Prepared) -> None:
    for section in example.report.dictionary.sections:
        found = [f for f in example.findings.by_indicator.values()
                 if f.indicator.section == section]
        for one in area_sentences.area(found, example.book):
            facts = [fact.id for sentence in one.sentences for fact in sentence.facts]
            assert len(facts) == len(set(facts)), facts


def test_a_contrast_is_said_only_where_relations_oppose(example: Prepared) -> None:
    for finding in example.findings.by_indicator.values():
        (told,) = (t for t in area_sentences.area([finding], example.book))
        for sentence in told.sentences:
            if ", but " in sentence.text:
                before, after = sentence.text.split(", but ", 1)
                up = [bool({"above", "worse"} & set(part.split()))
                      for part in (before, after.split(",")[0].split(" and ")[0])]
                assert up[0] is not up[1]


# ── withheld neighbours ─────────────────────────────────────────────────────────────────────────

LATE = indicator(PERCENT, "late", "percentage of late visits", numerator="visits")
VISITS = indicator(PLAIN, "visits", "number of late visits")


def test_what_is_withheld_is_told_in_one_at_the_end(book: Book) -> None:
    assert told(book, (VISITS, "12 [c]"), (LATE, "12/60 [c]"), (REFERRALS, "322 247")) == [
        "", "", "The number of referrals reduced from 322 in June to 247 in July.",
        "The number of late visits and the percentage of late visits are not shown for July, to "
        "protect the children concerned."]


def test_they_need_be_no_neighbours(book: Book) -> None:
    assert told(book, (VISITS, "12 [c]"), (CONTACTS, "579 379"), (REFERRALS, "322 [c]"))[-1] == (
        "The number of late visits and the number of referrals are not shown for July, to protect "
        "the children concerned.")


def test_that_the_figures_before_are_withheld_is_said_once(book: Book) -> None:
    assert told(book, (VISITS, "[c] 12"), (CONTACTS, "579 379"), (REFERRALS, "[c] 322")) == [
        "The number of late visits was 12 in July.",
        "The number of contacts reduced from 579 in June to 379 in July.",
        "The number of referrals was 322 in July.",
        "The June figures are withheld for the number of late visits and the number of referrals, "
        "so these are not compared with them."]


def test_one_withheld_between_others_has_a_sentence_of_its_own(book: Book) -> None:
    assert told(book, (CONTACTS, "579 379"), (VISITS, "12 [c]"), (REFERRALS, "322 247"))[1] == (
        "The number of late visits is not shown for July, to protect the children concerned.")
