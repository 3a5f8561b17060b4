"""Figures that a manager typed: slots where they are facts of what is named, else asked about.

What was written in the Word file on the left, what stands in the folder then on the right.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.revision import read_edits
from briefing.revision.period_slots import slots_again
from tests.revision.hand_made import accept, added, reworded, written
from tests.revision.reports import report

PLANS = "20 19 18 17 240 251"       # in July as many as referrals
REFERRALS = "summary.area.referrals.1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


def taken(folder: Path, words: str, after: str = "summary.area.plans.1") -> tuple[str, list[str]]:
    """The words of the edit that an added paragraph becomes, and what is asked."""
    done = accept(folder, written(folder, "private", added(after, words)))
    (edit,) = read_edits(folder, "2022-07").edits.edits
    return edit.words, [one.what for one in done.warnings if "as it was typed" in one.what]


@pytest.mark.parametrize(("typed", "kept"), [
    ("There were 251 referrals.", "There were {referrals.current} referrals."),
    ("We had 240 referrals in June.", "We had {referrals.previous} referrals in June."),
    ("Referrals rose to 251 while 88.0% were assessed in time.",
     "Referrals rose to {referrals.current} while {assessed.current} were assessed in time."),
    ("Of note: referrals. There were 251 of them.",
     "Of note: referrals. There were {referrals.current} of them."),
])
def test_a_fact_of_another_indicator_is_a_slot_where_it_is_named(
    folder: Path, typed: str, kept: str
) -> None:
    assert taken(folder, typed) == (kept, [])


def test_one_that_is_not_named_is_asked_about(folder: Path) -> None:
    words, asked = taken(folder, "We wrote to 251 families.")
    assert words == "We wrote to 251 families."
    assert asked == ["251 stays as it was typed, and may be a figure of the report: "
                     "{referrals.current}."]


@pytest.mark.parametrize("words", ["The team has 14 posts.", "It was 2022.", "We met 19 times.",
                                   "The grant is 777."])
def test_what_is_hardly_a_fact_is_not_asked_about(folder: Path, words: str) -> None:
    assert taken(folder, words) == (words, [])


def test_a_figure_that_two_named_indicators_have_is_asked_about(tmp_path: Path) -> None:
    folder = report(tmp_path / "report", plans=PLANS)
    words, asked = taken(folder, "Referrals and children with a plan both stood at 251.")
    assert words == "Referrals and children with a plan both stood at 251."
    assert asked == ["251 stays as it was typed, and may be a figure of the report: "
                     "{referrals.current} or {plans.current}."]


def test_of_two_the_one_that_its_clause_names_is_meant(tmp_path: Path) -> None:
    folder = report(tmp_path / "report", plans=PLANS)
    words, asked = taken(folder, "Children with a plan numbered 251, and so did referrals: 251.")
    assert words == ("Children with a plan numbered {plans.current}, and so did referrals: "
                     "{referrals.current}.")
    assert asked == []


def test_a_rewording_of_one_sentence_may_name_another_indicator(folder: Path) -> None:
    accept(folder, written(folder, "private", reworded(
        REFERRALS, "The number of referrals increased from 240 in June to 251 in July, and 88.0% "
        "were assessed in time.")))
    (edit,) = read_edits(folder, "2022-07").edits.edits
    assert edit.words == (
        "The number of referrals increased from {referrals.previous} in June to "
        "{referrals.current} in July, and {assessed.current} were assessed in time.")


# ── {period} and its like ────────────────────────────────────────────────────────────────────────

WORDS = {"period": "July 2022", "previous_period": "June 2022", "year": "2022/23",
         "meeting_date": "13 September 2022"}


@pytest.mark.parametrize(("now", "raw", "kept"), [
    ("This report is of July 2022.", "The report is of {period}.", "This report is of {period}."),
    ("In July 2022 it was so; see July 2022.", "In {period} it was so; see {period}.",
     "In {period} it was so; see {period}."),
    ("In July 2022, not in June 2022.", "In {period} and {previous_period}.",
     "In {period}, not in {previous_period}."),
    ("In August 2022.", "In {period}.", "In August 2022."),
    ("**July 2022** was better.", "**{period}** was good.", "**{period}** was better."),
    ("Of {referrals.current} in July 2022.", "About {referrals.current} in {period}.",
     "Of {referrals.current} in {period}."),
    ("Nothing of it.", "In {period} and {year}.", "Nothing of it."),
])
def test_a_slot_stays_where_its_words_stay(now: str, raw: str, kept: str) -> None:
    assert slots_again(now, raw, WORDS) == kept


def test_an_authors_paragraph_keeps_its_slot_when_it_is_edited(folder: Path) -> None:
    path = folder / "commentary" / "background.md"
    path.write_text("This report is of {period}, for {meeting_date}.\n", encoding="utf-8")
    accept(folder, written(folder, "private", reworded(
        "background.author.1", "This report tells of July 2022, for 13 September 2022.")))
    assert path.read_text("utf-8") == "This report tells of {period}, for {meeting_date}.\n"
