"""Which way a withheld figure went: told where the symbols do not tell it themselves.

Two counts of people, of which two months and one month are withheld: each sentence gives something
away, or does not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.prepared import prepare
from briefing.review.judging import Judge
from briefing.review.passages import Passage
from tests.folders import folder_of

INDICATORS = """id,section,title,subject,unit,kind,polarity
exclusions,Schools,Exclusions,number of exclusions,count,stock,lower
absences,Schools,Absences,number of long absences,count,stock,lower
lessons,Schools,Lessons,number of lessons,count,flow,neutral
"""
SERIES = {"exclusions": "20 19 18 4 4 3", "absences": "20 19 18 17 16 3",
          "lessons": "2100 2190 2200 2310 2400 2510"}


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    folder: Path = folder_of(tmp_path_factory.mktemp("ways") / "r", INDICATORS, SERIES)
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace(
        'length = "full"', 'length = "full"\nedition = "both"\nexempt_paragraph = "2"'), "utf-8")
    return Judge(prepare(folder))


def given_away(judge: Judge, words: str) -> bool:
    verdicts = judge.passage(Passage("summary.area.schools.1", "", words))
    return any("which the public edition withholds" in v.what for v in verdicts)


@pytest.mark.parametrize("words", [
    "Exclusions fell in July.",
    "The number of exclusions went down again.",
    "There was a further fall in exclusions.",
    "Exclusions were lower than in June.",
    "There were fewer exclusions than in June.",
    "Exclusions did not change in the month, and are down from May.",
    "Exclusions improved in July.",
    "Exclusions are at the lowest level of the year.",
    "Exclusions have fallen for three months running.",
    "Long absences rose in July.",
])
def test_a_way_that_no_symbol_tells_is_found(judge: Judge, words: str) -> None:
    assert given_away(judge, words)


@pytest.mark.parametrize("words", [
    "Long absences fell in July.",                  # 16 is shown, and July is small
    "There were fewer long absences than in June.",
    "We expect exclusions to fall by Christmas.",
    "The team set up a panel on exclusions.",
    "Exclusions are not shown, to protect the children.",
    "Lessons rose in July.",
    "Staff vacancies fell in July.",
])
def test_what_the_symbols_tell_anyway_is_let_be(judge: Judge, words: str) -> None:
    assert not given_away(judge, words)
