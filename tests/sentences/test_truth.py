"""Every sentence is read back by `review`, which shares no code with what wrote it.

    random data     20,000 sentences on series, targets and comparators with every oddity
    real data       every authority's monthly referrals in the reports of several months
    language        the same sentences, and the worked example's against the reference report
    the reader      true sentences with one thing altered, each of which it must contradict

`python -m tests.benchmarks.truth` reads ten times as many, and every month of the real data.
"""

from __future__ import annotations

import csv
import dataclasses
import sys
import time
from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.amounts import Reason
from briefing.disclosure import presets
from briefing.indicators import Benchmark, Indicator, Target
from briefing.narrative import area_sentences
from briefing.narrative.narrate import narrate
from briefing.periods import Month, Year, parse_month
from briefing.prepared import Prepared
from briefing.reading.observations import Observation
from briefing.review.cells import Cell, derived
from briefing.review.check import contradictions
from briefing.review.reckoning import Reckoning
from tests.oddities import Oddity, cell_of, found_of, oddity
from tests.series import GRID, PERCENT, PLAIN, observed
from tests.truth import (
    Tally,
    book_and_hedges,
    language,
    narrated,
    seeded,
    told,
    told_in,
    told_together,
)

SENTENCES = 8_000      # on indicators one by one, in full
STATEMENTS = 2_500     # of reports, in each length and edition
REFERRALS = (Path(__file__).parents[3] / "shared" / "data" / "dfe"
             / "monthly_referrals_2013_to_2024.csv")
SAMPLE = ("2013-04", "2014-03", "2015-01", "2016-07", "2018-04", "2019-11", "2020-04", "2020-05",
          "2021-03", "2022-02", "2022-07", "2023-01", "2023-06", "2024-03")


def say(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{line} ")


# ── random data ─────────────────────────────────────────────────────────────────────────────────


def test_no_sentence_on_random_figures_is_contradicted(capsys: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    tally = seeded(2022, SENTENCES)
    say(capsys, f"random data: {tally.read:,} sentences read, {tally.wrong} contradicted, "
                f"{time.perf_counter() - start:.0f} s")
    assert tally.read >= SENTENCES
    assert not tally.wrong, str(tally)


@pytest.mark.parametrize(("length", "rule"), [("brief", ""), ("brief", "dfe"), ("full", ""),
                                              ("full", "dfe")])
def test_no_statement_of_a_random_report_is_contradicted(
    length: str, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything that is said in a report: related indicators, joint sentences, both editions."""
    tally = narrated(2022, STATEMENTS, length, presets()[rule] if rule else None)
    say(capsys, f"random reports, {length}, {'public' if rule else 'private'}: {tally.read:,} "
                f"statements read, {tally.wrong} contradicted")
    assert tally.read >= STATEMENTS
    assert not tally.wrong, str(tally)


@settings(max_examples=200, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_no_smallest_case_is_contradicted(choose: Random, number: int) -> None:
    """The same, one indicator at a time, so that Hypothesis can find the smallest that fails."""
    book, hedges = book_and_hedges_once()
    report = Month.of(2022, number)
    one = oddity(choose, report)
    tally = Tally()
    tally.count(told(found_of([one], report)[0], one.truth(report), book, hedges))
    assert not tally.wrong, str(tally)


book_and_hedges_once = cache(book_and_hedges)


# ── real data ───────────────────────────────────────────────────────────────────────────────────


@cache
def published() -> dict[str, list[Observation]]:
    """The published months of every area that has a series, by its name."""
    symbols = {"c": Reason.CONFIDENTIAL, "u": Reason.UNRELIABLE, "z": Reason.NOT_APPLICABLE}
    names = ("April", "May", "June", "July", "August", "September", "October", "November",
             "December", "January", "February", "March")
    found: dict[str, dict[Month, Observation]] = defaultdict(dict)
    with REFERRALS.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            area = row["la_name"] or row["region_name"] or row["country_name"]
            first = Month.of(int(row["time_period"]) - 1, 4)
            for n, name in enumerate(names):
                cell = row[name].replace(",", "").strip()
                value = Decimal(cell) if cell.isdigit() else None
                reason = None if value is not None else symbols.get(cell, Reason.NOT_AVAILABLE)
                month = first.back(-n)
                found[area][month] = Observation(area, month, value, None, None, reason, False,
                                                 GRID, 1)
    return {area: list(cells.values()) for area, cells in found.items()}


def real(report: Month) -> Tally:
    """The sentences on every area in the report of the month, read back."""
    book, hedges = book_and_hedges_once()
    areas = []
    for area, observations in published().items():
        one = dataclasses.replace(PLAIN, id=area)
        areas.append(Oddity(one, tuple(observations), (), ()))
    tally = Tally()
    for area, finding in zip(areas, found_of(areas, report), strict=True):
        tally.count(told(finding, area.truth(report), book, hedges))
    return tally


# the published statistics are not ours to commit: a clone elsewhere has none
@pytest.mark.skipif(not REFERRALS.exists(),
                    reason="the published statistics are not beside the repository")
def test_no_sentence_on_published_figures_is_contradicted(
    capsys: pytest.CaptureFixture[str]
) -> None:
    start = time.perf_counter()
    tallies = {month: real(parse_month(month)) for month in SAMPLE}
    read, wrong = (sum(getattr(t, name) for t in tallies.values()) for name in ("read", "wrong"))
    say(capsys, f"real data: {read:,} sentences read on {len(published())} areas in "
                f"{len(SAMPLE)} months, {wrong} contradicted, "
                f"{time.perf_counter() - start:.0f} s")
    assert not wrong, "\n".join(str(t) for t in tallies.values() if t.wrong)


# ── the worked example, and language ────────────────────────────────────────────────────────────


def truths(example: Prepared) -> dict[str, Reckoning]:
    """The reader's reckoning of each indicator of the example, from the observations as read."""
    report = example.report
    cells: dict[str, dict[Month, Cell]] = defaultdict(dict)
    for o in report.observations:
        cells[o.indicator][o.month] = cell_of(o)
    found = {}
    for one in report.dictionary.indicators:
        own = cells.get(one.id) or derived(one, cells[one.numerator], cells[one.denominator])
        found[one.id] = Reckoning(
            one, own, report.period.last,
            [t for t in report.dictionary.targets if t.indicator == one.id],
            [b for b in report.dictionary.benchmarks if b.indicator == one.id])
    return found


def test_no_sentence_of_the_example_is_contradicted(example: Prepared) -> None:
    _, hedges = book_and_hedges_once()
    tally = Tally()
    findings = example.findings
    for name, truth in truths(example).items():
        tally.count(told(findings[name], truth, example.book, hedges))
    assert tally.read > 100
    assert not tally.wrong, str(tally)


@pytest.mark.parametrize("length", ["brief", "full"])
def test_no_statement_of_the_example_is_contradicted(example: Prepared, length: str) -> None:
    _, hedges = book_and_hedges_once()
    tally = Tally()
    narration = narrate(example.findings, example.book, length=length)
    tally.count(told_in(narration, truths(example), hedges, length))
    assert tally.read > 60
    assert not tally.wrong, str(tally)


def test_no_sentence_of_a_paragraph_is_contradicted(example: Prepared) -> None:
    """Where related indicators are told together: joint sentences, short names, "Similarly"."""
    _, hedges = book_and_hedges_once()
    known = truths(example)
    areas = defaultdict(list)
    for finding in example.findings.by_indicator.values():
        areas[finding.indicator.section].append(finding)
    tally = Tally()
    for findings in areas.values():
        for entry in area_sentences.area(findings, example.book):
            tally.count(told_together(entry.sentences, known, hedges))
    assert tally.read > 100
    assert not tally.wrong, str(tally)


# The median of the words of a sentence in the summary of Barnsley's report of July 2022
# (../shared/reference/barnsley-cover-report-2022-07.txt), its 81 sentences with figures, as all of
# ours have them, from "Early Help Assessments" to "Recommendations" (21 over all of its 92); the
# report is not in the repository.
REFERENCE_MEDIAN = 22


def test_the_examples_sentences_are_no_longer_than_the_references(
    example: Prepared, capsys: pytest.CaptureFixture[str]
) -> None:
    said = narrate(example.findings, example.book, length="full").said
    texts = {sentence.text for sentences in said.values() for sentence in sentences}
    lengths = [len(text.split()) for text in texts]
    say(capsys, f"words of a sentence: median {median(lengths):g}, "
                f"the reference's {REFERENCE_MEDIAN}")
    assert median(lengths) <= REFERENCE_MEDIAN


@pytest.mark.parametrize(("text", "fault"), [
    ("The number was was 5 in July.", "a word twice"),
    ("The number was {current} in July.", "an unfilled slot"),
    ("5 referrals came in July.", "a numeral at the start"),
    ("The number was 5 in  July.", "two spaces"),
    ("It was a 8 point rise.", "a where an is right"),
    ("It was an 7 point rise.", "an where a is right"),
    ("It was a annual high.", "a where an is right"),
    ("The number was 5 in July", "it does not end once"),
    ("The number was 5 in July..", "it does not end once"),
    ("The number was 5. It rose.", "it does not end once"),
    ("It was 2 week long.", "a singular with many"),
])  # fmt: skip
def test_bad_language_is_found(text: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in language(text)), language(text)


# ── the reader can fail ─────────────────────────────────────────────────────────────────────────

MONTHLY = dataclasses.replace(PERCENT, judged_on="month", year_to_date="")
STOCK = dataclasses.replace(PLAIN, kind="stock", subject="number of open cases", year_to_date="")
LOWER = dataclasses.replace(PERCENT, polarity="lower", subject="percentage of repeats")
DAYS = dataclasses.replace(PLAIN, unit="days", decimals=1, subject="average wait",
                           year_to_date="")
YEAR = "100 " * 11 + "90 100 120"       # to July 2022

# A true sentence, on what, and the words in it that are each made false by others.
TRUE = [
    ("322 247", PLAIN, {}, "The number of referrals reduced from 322 in June to 247 in July.",
     {"322": "323", "247": "24.7", "reduced": "increased", "June": "May", "July": "August",
      "from 322": "marginally from 322", "in July": "at the end of July",
      "in July.": "in July, the third reduction in a row.", "247 in": "247% in",
      "from 322 in June to 247 in July": "by 74, from 322 in June to 247 in July",
      "to 247": "to 247 (provisional)", "number of referrals": "rate per 10,000"}),
    ("1797 1728", STOCK, {},
     "The number of open cases reduced by 69, from 1,797 at the end of June to 1,728 at the end of "
     "July.", {"69": "68", "1,797": "1797", "reduced": "increased"}),
    ("96.7 90 100 100 100", MONTHLY, {},
     "The percentage of visits on time was maintained at 100% in July, for the third month in a "
     "row.", {"third": "fourth", "100%": "100.0%", "month in": "quarter in"}),
    ("98.8 98.8", MONTHLY, {},
     "The percentage of visits on time was 98.8% in July, the same as in June.",
     {"98.8": "98.7", "June": "May", "the same as in": "up from 98.8% in"}),
    ("90 90 90", MONTHLY, {},
     "The percentage of visits on time was 90.0% in July, as in each of the 3 months for which "
     "there are figures.", {"3 months": "4 months", "90.0%": "90.1%"}),
    ("1 9 8 7 6", PLAIN, {},
     "The number of referrals reduced from 7 in June to 6 in July, the third reduction in a row.",
     {"third": "fourth", "reduction": "increase"}),
    ("9 8 7 6", PLAIN, {}, "The number of referrals reduced from 7 in June to 6 in July.",
     {"July.": "July, the third reduction in a row."}),
    ("9 1 1 1 1 1 1 8", PLAIN, {},
     "The number of referrals increased from 1 in June to 8 in July, the highest since December "
     "2021.", {"December 2021": "November 2021", "highest": "lowest", " 2021": ""}),
    ("9 1 2 3 4 2", STOCK, {},
     "The number of open cases reduced from 4 at the end of June to 2 at the end of July, ending "
     "three increases in a row since March 2022.",
     {"three": "four", "March 2022": "March", "since March": "since February",
      "increases": "reductions"}),
    (YEAR, PLAIN, {},
     "The number of referrals increased from 100 in June to 120 in July, the highest in 14 "
     "months.", {"14": "13", "highest": "lowest", " months": " quarters"}),
    (YEAR, PLAIN, {},
     "This is above the 12 month average of 101 and July 2021 (100).",
     {"101": "102", "above": "below", "July 2021": "June 2021", "is above": "is now equal to",
      "average of 101": "average of 101 (provisional)", "This is above": "This is slightly below",
      "This is": "This remains"}),
    (YEAR, PLAIN, {}, "The total for the last 12 months is 1,210.", {"1,210": "1,110"}),
    (YEAR, PLAIN, {}, "The number of referrals increased from 100 in June to 120 in July, above "
     "its usual range of 95 to 104.",
     {"above": "within", "95": "94", "104": "105"}),
    ("50 60 70 80 90 99 98 97 96 95 94 80 50", PLAIN, {},
     "The number of referrals reduced from 80 in June to 50 in July.",
     {"80 in": "an annual high of 80 in"}),
    ("94.4 94.2", MONTHLY, {"targets": {"2022/23": "95"}},
     "This remains below the target of 95%.",
     {"remains": "is now", "below": "well below", "remains below": "remains above", "95%": "96%",
      " below": " broadly in line with", "95%.": "95% (lower is better)."}),
    ("96 94", MONTHLY, {"targets": {"2022/23": "95"}}, "This is now below the target of 95%.",
     {"is now": "remains", "below": "equal to"}),
    ("90 99.97", MONTHLY, {"targets": {"2022/23": "100"}},
     "This is below the target of 100%.", {"below": "equal to"}),
    ("12/100 13/100 13/100 14/100", LOWER, {"targets": {"2022/23": "0-18"}},
     "The year to date figure of 13.0% remains within the target range of 0% to 18% (lower is "
     "better).",
     {"13.0%": "13.1%", "remains": "is now", "within": "above", "18%": "19%", "lower": "higher",
      "0% to": "1% to"}),
    ("20/100 20/100 20/100 16/100", LOWER,
     {"targets": {"2022/23": "18.5"}, "benchmarks": {"statistical_neighbours": "24.4",
                                                     "national": "22.7"}},
     "The year to date figure of 19.0% is worse than the target of 18.5%, but remains "
     "better than the 2020/21 statistical neighbour (24.4%) and national (22.7%) averages.",
     {"24.4": "24.3", "is worse": "is much worse", "is worse than": "is better than",
      "remains better": "remains much better", "better than": "worse than"}),
    ("20/100 20/100 20/100 16/100", LOWER,
     {"targets": {"2022/23": "18.5"}, "benchmarks": {"statistical_neighbours": "24.4",
                                                     "national": "22.7"}},
     "The year to date figure of 19.0% is above the target of 18.5%, but remains below "
     "the 2020/21 statistical neighbour (24.4%) and national (22.7%) averages (lower is better).",
     {"24.4": "24.3", "22.7": "23.7", "2020/21": "2021/22", "remains below": "is now below",
      "national": "regional", "is above": "is equal to", "19.0% is": "19.0% is now"}),
    ("3 0", PLAIN, {}, "There were no referrals in July, compared with 3 in June.",
     {"3": "2", "There were": "There were provisionally"}),
    ("3 1", PLAIN, {}, "The number of referrals reduced from 3 in June to 1 in July.",
     {"The number of referrals reduced from 3 in June to 1":
      "There were no referrals", "1 in": "none in"}),
    ("184 109p", PLAIN, {},
     "The number of referrals was provisionally 109 in July, compared with 184 in June.",
     {" provisionally": "", "184": "148", "184 in": "184 (provisional) in"}),
    ("184[u] 109[e]", PLAIN, {},
     "The number of referrals was estimated at 109 in July, compared with 184 (unreliable) in "
     "June.",
     {" estimated at": "", "estimated at": "provisionally", " (unreliable)": "",
      "(unreliable)": "(estimated)"}),
    ("3[e] 0[u]", PLAIN, {}, "There were, on unreliable figures, no referrals in July, compared "
     "with 3 (estimated) in June.",
     {"There were, on unreliable figures,": "There were provisionally", "unreliable": "estimated",
      " (estimated)": ""}),
    ("[c] 9", PLAIN, {},
     "The number of referrals was 9 in July; the June figure is withheld, so the two are not "
     "compared.", {"9": "8", "June": "May", "; the June figure is withheld, so the two are not "
                   "compared": "; there is no figure for June to compare it with"}),
    ("9 [c]", PLAIN, {},
     "The number of referrals is not shown for July, to protect the children concerned.",
     {"July": "June", "to protect the children concerned": "because it rounds to nought"}),
    ("12.4 15", DAYS, {},
     "The average wait increased from 12.4 days in June to 15.0 days in July.",
     {"12.4 days": "12.4 weeks", "15.0": "15", "increased": "increased slightly"}),
    ("60/80 35/60", MONTHLY, {},
     "The percentage of visits on time reduced from 75.0% in June to 58.3% (35 of 60) (more than "
     "half) in July.",
     {"35 of": "36 of", "of 60": "of 61", "58.3": "58.4", "half": "three quarters"}),
    ("60/80 35/60", MONTHLY, {},
     "The cohort is small: one more or one fewer of the 60 would change the figure by 1.7 "
     "percentage points.", {"60": "61", "1.7": "1.6", "percentage points": "per cent"}),
]  # fmt: skip


def truth_of(figures: str, one: Indicator, further: dict[str, dict[str, str]]) -> Reckoning:
    """What is true of the line of figures, up to July 2022."""
    targets = []
    for year, written in further.get("targets", {}).items():
        lower, _, upper = written.rpartition("-")
        targets.append(Target("a.b", Year.parse(year), Decimal(upper),
                              Decimal(lower) if lower else None))
    benchmarks = [Benchmark("a.b", name, "2020/21", Decimal(value))
                  for name, value in further.get("benchmarks", {}).items()]
    return Reckoning(one, {o.month: cell_of(o) for o in observed(figures, "2022-07")},
                     Month.of(2022, 7), targets, benchmarks)


@pytest.mark.parametrize(("figures", "one", "further", "text", "altered"), TRUE)
def test_the_reader_contradicts_what_is_altered(
    figures: str, one: Indicator, further: dict[str, dict[str, str]], text: str,
    altered: dict[str, str],
) -> None:
    _, hedges = book_and_hedges_once()
    truth = truth_of(figures, one, further)
    assert contradictions(text, truth, hedges) == []
    for words, others in altered.items():
        assert words in text, words
        false = text.replace(words, others, 1)
        assert contradictions(false, truth, hedges), false


def test_what_cannot_be_read_is_contradicted() -> None:
    _, hedges = book_and_hedges_once()
    truth = truth_of("322 247", PLAIN, {})
    for text in ("Referrals plunged.", "The number of referrals reduced from 322 in June to 247 in "
                 "July, 12,34 fewer.", "The number of referrals was 247 in July"):
        assert contradictions(text, truth, hedges), text
