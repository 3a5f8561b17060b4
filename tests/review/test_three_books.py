"""Edits of reports in the housing, police and NHS sentence books, by authors of other habits:
planted faults are found, harmless edits let be."""

from __future__ import annotations

import pytest

from briefing.prepared import prepare
from briefing.review.judging import Judge
from tests.review import three_books as books
from tests.review.test_other_bodies import said_of

BODIES = {"homes": (books.HOMES_FAULTS, books.HOMES_HARMLESS),
          "police": (books.POLICE_FAULTS, books.POLICE_HARMLESS),
          "trust": (books.TRUST_FAULTS, books.TRUST_HARMLESS)}
FALSE_ALARMS = 1        # of 120: two of two hundred, at most


@pytest.fixture(scope="module")
def judges(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judge]:
    folder = tmp_path_factory.mktemp("books")
    return {name: Judge(prepare(getattr(books, name)(folder / name))) for name in BODIES}


@pytest.mark.parametrize(("body", "kind", "where", "words"), [
    (body, *row) for body, (faults, _) in BODIES.items() for row in faults])
def test_a_planted_fault_is_found(judges: dict[str, Judge], body: str, kind: str, where: str,
                                  words: str) -> None:
    verdicts = said_of(judges[body], where, words)
    assert any(v.severity == "error" for v in verdicts), verdicts
    if kind == "withheld":
        assert any("which the public edition withholds" in v.what for v in verdicts), verdicts


def test_harmless_edits_are_let_be(judges: dict[str, Judge], record_property) -> None:
    alarms = {words: verdicts for body, (_, rows) in BODIES.items()
              for where, words in rows if (verdicts := said_of(judges[body], where, words))}
    record_property("false alarms", len(alarms))
    assert len(alarms) <= FALSE_ALARMS, "\n".join(
        f"{words}: {[v.what for v in verdicts]}" for words, verdicts in alarms.items())


def test_there_are_as_many_as_are_asked_for() -> None:
    assert sum(len(faults) for faults, _ in BODIES.values()) >= 60
    assert sum(len(harmless) for _, harmless in BODIES.values()) >= 120


@pytest.mark.parametrize(("body", "where", "words"), [
    ("homes", "complaints", "All 65 stage 1 complaints have had an answer."),
    ("trust", "mental-health", "All 500 patients have now left treatment."),
    ("trust", "mental-health", "510 patients were treated."),
])
def test_a_count_that_is_nearly_the_whole_is_asked_about(judges: dict[str, Judge], body: str,
                                                         where: str, words: str) -> None:
    """It counts what a percentage is of, and is no figure of the report."""
    assert said_of(judges[body], where, words)


@pytest.mark.parametrize(("body", "where", "words"), [
    ("homes", "complaints", "All 63 stage 1 complaints have had an answer."),
    ("trust", "mental-health", "All 502 patients have now left treatment."),
    ("trust", "mental-health", "All 25 patients of the hub are seen by a nurse."),
])
def test_the_whole_itself_and_what_is_far_from_it_are_not(judges: dict[str, Judge], body: str,
                                                          where: str, words: str) -> None:
    assert not said_of(judges[body], where, words)
