"""Edits of a landlord's and a trust's report: planted faults are found, harmless ones let be."""

from __future__ import annotations

import pytest

from briefing.prepared import prepare
from briefing.review.judging import Judge
from briefing.review.passages import Passage, Verdict
from tests.review.bodies import housing, nhs
from tests.review.hand_made import passage
from tests.review.others_edits import HOUSING_FAULTS, HOUSING_HARMLESS, NHS_FAULTS, NHS_HARMLESS

FALSE_ALARMS = 1        # of a hundred: two of two hundred, at most


@pytest.fixture(scope="module")
def judges(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judge]:
    folder = tmp_path_factory.mktemp("bodies")
    return {body.__name__: Judge(prepare(body(folder / body.__name__))) for body in (housing, nhs)}


def said_of(judge: Judge, where: str, words: str) -> list[Verdict]:
    """The problems and warnings of a new paragraph, or of words in a statement's place."""
    said = judge.places["private"].narration
    edit = (passage(judge, where, said[where].text, words) if "/" in where
            else Passage(f"summary.area.{where}.1", "", words))
    return [v for v in judge.passage(edit) if v.severity != "note"]


@pytest.mark.parametrize(("body", "kind", "where", "words"), [
    *(("housing", *row) for row in HOUSING_FAULTS), *(("nhs", *row) for row in NHS_FAULTS)])
def test_a_planted_fault_is_found(judges: dict[str, Judge], body: str, kind: str, where: str,
                                  words: str) -> None:
    verdicts = said_of(judges[body], where, words)
    assert any(v.severity == "error" for v in verdicts), verdicts
    if kind == "withheld":
        assert any("which the public edition withholds" in v.what for v in verdicts), verdicts


def test_harmless_edits_are_let_be(judges: dict[str, Judge], record_property) -> None:
    alarms = {words: verdicts
              for body, rows in (("housing", HOUSING_HARMLESS), ("nhs", NHS_HARMLESS))
              for where, words in rows if (verdicts := said_of(judges[body], where, words))}
    record_property("false alarms", len(alarms))
    assert len(alarms) <= FALSE_ALARMS, "\n".join(
        f"{words}: {[v.what for v in verdicts]}" for words, verdicts in alarms.items())


def test_there_are_as_many_as_are_asked_for() -> None:
    assert len(HOUSING_FAULTS) + len(NHS_FAULTS) >= 40
    assert len(HOUSING_HARMLESS) + len(NHS_HARMLESS) >= 100


@pytest.mark.parametrize("words", [
    "There were 405 emergency repairs in September.",
    "We had 40 complaints.",
    "17 of the 405 emergency repairs were made safe later than that.",
    "12 complaints were about damp.",
    "Some 20 complaints were about the same contractor.",
    "150 emergency repairs were to boilers.",
])
def test_a_count_where_only_a_percentage_is_named_is_no_fault(judges: dict[str, Judge], words: str
                                                             ) -> None:
    """It is a part of the percentage, or counts some of what that is of: no figures tell."""
    assert not [v for v in said_of(judges["housing"], "repairs", words) if v.severity == "error"]


@pytest.mark.parametrize("words", [
    "30 of 40 complaints were answered on time.",
    "Of 405 emergency repairs, 378 were made safe within 24 hours.",
])
def test_parts_that_are_not_the_percentages_are(judges: dict[str, Judge], words: str) -> None:
    assert [v for v in said_of(judges["housing"], "complaints", words) if v.severity == "error"]
