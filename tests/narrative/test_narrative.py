"""Sentences: what is said of a finding, and that each word of it was checked."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from briefing import shelves
from briefing.narrative import indicator_sentences
from briefing.narrative.book import Book, read_book
from briefing.periods import Month
from briefing.problems import Problem
from tests.lines import without_lines
from tests.series import PERCENT, PLAIN, found

LOWER = dataclasses.replace(PERCENT, polarity="lower", title="Repeats",
                            subject="percentage of repeats")
MONTHLY = dataclasses.replace(PERCENT, judged_on="month", year_to_date="")
STOCK = dataclasses.replace(PLAIN, kind="stock", subject="number of open cases", year_to_date="")


@pytest.fixture(scope="module")
def book() -> Book:
    problems: list[Problem] = []
    path = shelves.find("narratives", "childrens-social-care")
    assert path is not None
    made = read_book(path, problems)
    assert problems == []
    assert made is not None
    return made


def said(book: Book, *args: object, **kwargs: object) -> str:
    return " ".join(s.text for s in indicator_sentences.sentences(found(*args, **kwargs), book))  # type: ignore[arg-type]


SENTENCES = [
    # figures, indicator, further, what is said
    ("322 247", PLAIN, {}, "The number of referrals reduced from 322 in June to 247 in July."),
    ("95 97", STOCK, {},
     "The number of open cases increased from 95 at the end of June to 97 at the end of July."),
    ("16.8 17.0", MONTHLY, {},
     "The percentage of visits on time increased marginally from 16.8% in June to 17.0% in July."),
    ("16.0 16.8", MONTHLY, {},
     "The percentage of visits on time increased slightly from 16.0% in June to 16.8% in July."),
    ("60 100", MONTHLY, {},
     "The percentage of visits on time increased from 60.0% in June to 100% in July."),
    ("90 100 100", MONTHLY, {},
     "The percentage of visits on time was maintained at 100% in July, the same as in June."),
    ("90 100 100 100", MONTHLY, {},
     "The percentage of visits on time was maintained at 100% in July, "
     "for the third month in a row."),
    ("80 80", MONTHLY, {},
     "The percentage of visits on time was 80.0% in July, the same as in June."),
    ("9 8 7 6", PLAIN, {},      # the run reaches back to the first figure: it may be longer
     "The number of referrals reduced from 7 in June to 6 in July."),
    ("1 9 8 7 6", PLAIN, {},
     "The number of referrals reduced from 7 in June to 6 in July, the third reduction in a row."),
    ("9 1 1 1 1 1 1 8", PLAIN, {},
     "The number of referrals increased from 1 in June to 8 in July, "
     "the highest since December 2021."),
    ("3 0", PLAIN, {}, "There were no referrals in July, compared with 3 in June."),
    ("0 3", PLAIN, {}, "The number of referrals increased from none in June to 3 in July."),
    ("0 0", PLAIN, {}, "There were no referrals in July, the same as in June."),
    ("184 109p", PLAIN, {},
     "The number of referrals was provisionally 109 in July, compared with 184 in June."),
    ("184 109[e]", PLAIN, {},
     "The number of referrals was estimated at 109 in July, compared with 184 in June."),
    ("184 109[u]", PLAIN, {}, "The number of referrals was, on unreliable figures, 109 in July, "
     "compared with 184 in June."),
    ("4 - 9", PLAIN, {},
     "The number of referrals was 9 in July; there is no figure for June to compare it with."),
    ("[c] 9", PLAIN, {},
     "The number of referrals was 9 in July; the June figure is withheld, "
     "so the two are not compared."),
    ("9 [c]", PLAIN, {},
     "The number of referrals is not shown for July, to protect the children concerned."),
    ("9 [x]", PLAIN, {}, "No figure is available for July for the number of referrals."),
    ("96 94", MONTHLY, {"targets": "2022/23: 95"},
     "The percentage of visits on time reduced from 96.0% in June to 94.0% in July. "
     "This is now below the target of 95%."),
    ("94 93", MONTHLY, {"targets": "2022/23: 95"},
     "The percentage of visits on time reduced from 94.0% in June to 93.0% in July. "
     "This remains below the target of 95%."),
    ("94.4 94.2", MONTHLY, {"targets": "2022/23: 95"},
     "The percentage of visits on time reduced marginally from 94.4% in June to 94.2% in July. "
     "This remains below the target of 95%."),
    ("20/100 20/100 20/100 16/100", LOWER,
     {"targets": "2022/23: 18.5", "benchmarks": "statistical_neighbours: 24.4; national: 22.7"},
     "The percentage of repeats reduced from 20.0% in June to 16.0% in July. The year to date "
     "figure of 19.0% remains worse than the target of 18.5%, but better than the 2020/21 "
     "statistical neighbour (24.4%) and national (22.7%) averages."),
    ("12/100 13/100 13/100 14/100", LOWER, {"targets": "2022/23: 0-18"},
     "The percentage of repeats increased from 13.0% in June to 14.0% in July. The year to date "
     "figure of 13.0% remains within the target range of 0% to 18%."),
    ("100 " + "100 " * 11 + "120", PLAIN, {},
     "The number of referrals increased from 100 in June to 120 in July, "
     "the highest in 13 months. "
     "This is now well above the 12 month average of 102, and is well above July 2021 (100)."),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "one", "further", "text"), SENTENCES)
def test_what_is_said(book: Book, figures: str, one: object, further: dict[str, str],
                      text: str) -> None:
    assert said(book, figures, one=one, **further) == text


def test_months_outside_the_financial_year_have_their_year(book: Book) -> None:
    assert said(book, "5 9", last="2022-04") == (
        "The number of referrals increased from 5 in March 2022 to 9 in April.")


def test_the_first_month_of_a_cumulative_year_is_not_compared(book: Book) -> None:
    one = dataclasses.replace(PLAIN, kind="cumulative", year_to_date="latest")
    assert said(book, "90 5", last="2022-04", one=one) == (
        "The number of referrals was 5 in April.")


def test_a_break_is_said(book: Book) -> None:
    one = dataclasses.replace(PLAIN, breaks=(Month.of(2022, 7),))
    assert said(book, "5 9", one=one) == (
        "The number of referrals was 9 in July, the first month of a new series that earlier "
        "figures do not compare with.")


def test_each_sentence_carries_its_moves_rules_and_facts(book: Book) -> None:
    (sentence,) = indicator_sentences.sentences(found("322 247"), book)
    assert sentence.moves == ("change",)
    assert sentence.rules == ("change.9", "changed.8", "then.4", "now.7")
    assert [fact.id for fact in sentence.facts] == ["a.b:previous:2022-06", "a.b:current:2022-07"]


@pytest.mark.parametrize(("figures", "one", "further", "good", "improve"), [
    ("96 94", MONTHLY, {"targets": "2022/23: 95"},
     [], ["On time: 94.0% in July, 1.0 percentage points short of the target of 95%."]),
    ("96 97", MONTHLY, {"targets": "2022/23: 95"},
     ["On time: 97.0% in July, 2.0 percentage points better than the target of 95%."], []),
    ("96 97", MONTHLY, {"benchmarks": "national: 90; region: 96"},
     ["On time: 97.0% in July, better than the 2020/21 regional (96.0%) and national (90.0%) "
      "averages."], []),
    ("96 97", MONTHLY, {"benchmarks": "national: 99; region: 96"}, [], []),
    ("9 1 2 3 4", MONTHLY, {}, ["On time: 4.0% in July, the third improvement in a row."], []),
    ("9 8 7 6p", MONTHLY, {}, [], []),
])  # fmt: skip
def test_what_is_good_and_what_needs_improvement(
    book: Book, figures: str, one: object, further: dict[str, str], good: list[str],
    improve: list[str],
) -> None:
    finding = found(figures, one=one, **further)  # type: ignore[arg-type]
    assert [s.text for s in indicator_sentences.good([finding], book)] == good
    assert [s.text for s in indicator_sentences.improve([finding], book)] == improve


@pytest.mark.parametrize(("figures", "caption"), [
    ("322 247", "Fell to 247 in July, from 322 in June"),
    ("247 322", "Rose to 322 in July, from 247 in June"),
    ("247 247", "Unchanged at 247 in July"),
    ("- 247", "Was 247 in July"),
    ("247 [c]", "No figure is shown for July"),
])
def test_captions(book: Book, figures: str, caption: str) -> None:
    assert indicator_sentences.caption(found(figures), book).text == caption


def test_every_entry_of_every_book_can_be_said() -> None:
    for name in shelves.names("narratives"):
        problems: list[Problem] = []
        path = shelves.find("narratives", name)
        assert path is not None
        assert read_book(path, problems) is not None
        assert problems == []


@pytest.mark.parametrize(("before", "after", "message"), [
    ('when = { timing = "stock" }\ntext = "at the end of {month}"',
     'when = { timing = "stok" }\ntext = "at the end of {month}"',
     "narratives/book.toml, say.now, entry 3: timing is never 'stok'. "
     "It is 'flow', 'stock', 'cumulative' or 'rolling'."),
    ('text = "at the end of {month}"', 'text = "at the end of {moth}"',
     "narratives/book.toml, say.now, entry 3: there is no slot {moth} here. "
     "Did you mean 'month'?"),
    ('[[say.now]]\ntext = "in {month}"', "",
     "narratives/book.toml, say.now: there are no words for the state in which timing is flow, "
     "late is no, first is yes. "
     "Add an entry; one without `when` serves every other state."),
    ('[[say.now]]\nwhen = { timing = "stock" }', "[[say.now]]",
     "narratives/book.toml, say.now, entry 4: it can never be said: entries above it take every "
     "such state. Take it out, or move it up."),
])
def test_a_faulty_book_is_refused(tmp_path: Path, before: str, after: str, message: str) -> None:
    path = shelves.find("narratives", "childrens-social-care")
    assert path is not None
    text = path.read_text("utf-8")
    assert before in text
    faulty = tmp_path / "book.toml"
    faulty.write_text(text.replace(before, after, 1), "utf-8")
    problems: list[Problem] = []
    assert read_book(faulty, problems) is None
    assert message in [without_lines(problem) for problem in problems]


# ── what would have been false ──────────────────────────────────────────────────────────────────

TRAPS = [
    # two of 5,000 are not none
    ("25/5000 2/5000", PERCENT, {},
     "The percentage of visits on time reduced from 0.5% in June to 0.0% in July."),
    # 99.96% is not 100%
    ("9996/10000 100/100", dataclasses.replace(PERCENT, year_to_date=""), {},
     "The percentage of visits on time was 100% in July, after 100.0% when rounded in June."),
    ("90 99.97", MONTHLY, {"targets": "2022/23: 100"},
     "The percentage of visits on time increased from 90.0% in June to 100.0% in July. "
     "This remains below the target of 100%."),
    # it held for three months, but earlier figures differ
    ("80 85 [c] 100 100 100", MONTHLY, {},
     "The percentage of visits on time was maintained at 100% in July, "
     "the same as in June."),
    # the highest of these months, but not of all the figures
    ("900 - " + "1 " * 13 + "9", PLAIN, {},
     "The number of referrals increased from 1 in June to 9 in July. "
     "This is now above the 12 month average of 1.7, and is above July 2021 (1). "
     "The total for the last 12 months is 20."),
    # 0.6 to 0.2 is a third, however few the points
    ("0.6 0.2", MONTHLY, {},
     "The percentage of visits on time reduced from 0.6% in June to 0.2% in July."),
    ("20p 30", PLAIN, {},
     "The number of referrals increased from 20 (provisional) in June to 30 in July."),
    ("20[e] 30", PLAIN, {},
     "The number of referrals increased from 20 (estimated) in June to 30 in July."),
    ("0[u] 30", PLAIN, {},
     "The number of referrals increased from none (unreliable) in June to 30 in July."),
    ("6 0[e]", PLAIN, {},
     "There were, on estimated figures, no referrals in July, compared with 6 in June."),
    ("6 0p", PLAIN, {},
     "There were provisionally no referrals in July, compared with 6 in June."),
    ("4 - 0", PLAIN, {},
     "There were no referrals in July; there is no figure for June to compare it with."),
    ("40 0", MONTHLY, {"targets": "2022/23: 95"},
     "The percentage of visits on time was nil in July, compared with 40.0% in June. "
     "This remains well below the target of 95%."),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "one", "further", "text"), TRAPS)
def test_what_would_have_been_false(book: Book, figures: str, one: object,
                                    further: dict[str, str], text: str) -> None:
    assert said(book, figures, one=one, **further) == text


def test_a_year_to_date_with_a_provisional_month_says_so(book: Book) -> None:
    finding = found("8/10 8/10 8/10", last="2022-06", one=PERCENT, targets="2022/23: 95")
    assert not finding.provisional_year
    one = dataclasses.replace(PLAIN, kind="cumulative", year_to_date="latest", polarity="higher")
    text = said(book, "5 6p", one=one, targets="2022/23: 9")
    assert text == ("The number of referrals was provisionally 6 for the year so far at the end of "
                    "July, compared with 5 at the end of June. The target of 9 is for the year, "
                    "and is not judged on part of it.")


def test_a_monthly_target_of_an_annual_rate_is_set_beside_the_month(book: Book) -> None:
    one = dataclasses.replace(PLAIN, unit="rate_per_10000", decimals=1, polarity="higher",
                              year_to_date="annualised", judged_on="month",
                              subject="rate of visits per 10,000")
    text = said(book, "240 240 240 720", one=one, targets="2022/23: 500")
    assert text == ("The rate of visits per 10,000 increased from 240.0 in June to 720.0 in July. "
                    "This is now well above the target of 500.")


def test_what_is_added_up_cannot_improve() -> None:
    one = dataclasses.replace(PLAIN, kind="cumulative", year_to_date="latest", polarity="higher")
    assert found("1 3 4 6", one=one).progress == "none"


def test_in_line_with_a_benchmark_is_not_better_than_it(book: Book) -> None:
    finding = found("96 90.1", one=MONTHLY, benchmarks="national: 90")
    assert indicator_sentences.good([finding], book) == ()
