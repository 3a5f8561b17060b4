"""Edits of a report of a quarter, in which authors name quarters as they would name months."""

from __future__ import annotations

import pytest

from briefing.prepared import prepare
from briefing.review.judging import Judge
from briefing.review.passages import Passage
from tests.review.bodies import housing
from tests.review.hand_made import passage

TRUE = (
    ("lettings", "We let 303 homes in quarter 2, 27 more than in quarter 1."),
    ("lettings", "In the second quarter 303 homes were let, up from 276 in the first."),
    ("repairs", "96.7% of emergency repairs were made safe within 24 hours in Q2, down from 97.6% "
                "in Q1."),
    ("income", "Arrears fell from £1,444k at the end of quarter 1 to £1,431k at the end of "
               "quarter 2."),
    ("homelessness", "Approaches rose by 49 in the quarter, to 511."),
    ("neighbourhoods", "There were 225 cases in July to September, against 161 in April to June."),
    ("complaints", "Since quarter 1, complaints answered on time have risen by one percentage "
                   "point."),
    ("complaints", "In the quarter to September, 87.0% of complaints were answered on time."),
    ("relets.let/change.1", "Homes let rose to 303 from 276 last quarter."),
    ("repairs", "Damp and mould cases fell by a third compared with the previous quarter."),
)
FALSE = (
    ("lettings", "We let 330 homes in quarter 2."),
    ("lettings", "Homes let fell in the quarter."),
    ("relets.let/change.1", "The number of homes let rose to 276 in quarter 2."),
    ("repairs", "Emergency repairs made safe within 24 hours stood at 97.6% in quarter 2."),
    ("income", "Arrears rose between quarter 1 and quarter 2."),
    ("homelessness", "Approaches were 462 in quarter 2."),
    ("homelessness", "Households in temporary accommodation are fewer than in quarter 1."),
    ("complaints", "The 90% target for complaints was met in the quarter."),
    ("lettings", "This report is for quarter 1 2024/25."),
    ("relets.let/change.1", "The number of homes let rose to 303 in quarter 1 from 276."),
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    folder = housing(tmp_path_factory.mktemp("quarter") / "housing")
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace(
        'period = "2024-09"', 'period = "Q2 2024/25"').replace('"both"', '"private"'), "utf-8")
    return Judge(prepare(folder))


def problems(judge: Judge, where: str, words: str) -> list[str]:
    said = judge.places["private"].narration
    edit = (passage(judge, where, said[where].text, words) if "/" in where
            else Passage(f"summary.area.{where}.1", "", words))
    return [v.what for v in judge.passage(edit) if v.severity != "note"]


@pytest.mark.parametrize(("where", "words"), TRUE)
def test_what_is_true_of_quarters_is_let_be(judge: Judge, where: str, words: str) -> None:
    assert problems(judge, where, words) == []


@pytest.mark.parametrize(("where", "words"), FALSE)
def test_what_is_false_of_quarters_is_found(judge: Judge, where: str, words: str) -> None:
    assert problems(judge, where, words) != []
