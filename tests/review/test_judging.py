"""Edited words judged: planted faults are found and harmless edits let be (issue: measured b)."""

from __future__ import annotations

import pytest

from briefing import shelves
from briefing.prepared import Prepared, prepare
from briefing.review.judging import Judge
from briefing.review.passages import Verdict
from briefing.review.said import Said
from tests.review.hand_made import passage
from tests.review.harmless import HARMLESS
from tests.review.planted import PLANTED

KEPT_BACK = ("exact", "words", "relation")      # kinds of which the public edition must be named
FALSE_ALARMS = 2                                # of two hundred, at most


@pytest.fixture(scope="module")
def both() -> Prepared:
    """The worked example in both editions, so that what the public one withholds is known."""
    return prepare(shelves.example("barnsley"), edition="both")


@pytest.fixture(scope="module")
def judge(both: Prepared) -> Judge:
    return Judge(both)


def said_of(judge: Judge, where: str, old: str, new: str) -> list[Verdict]:
    """The problems and warnings of an edit."""
    return [v for v in judge.passage(passage(judge, where, old, new)) if v.severity != "note"]


ROWS = [(kind, *row) for kind, rows in PLANTED.items() for row in rows]


@pytest.mark.parametrize(("kind", "where", "old", "new"), ROWS,
                         ids=[f"{kind} {n}" for n, (kind, *_) in enumerate(ROWS)])
def test_a_planted_fault_is_found(judge: Judge, kind: str, where: str, old: str, new: str) -> None:
    verdicts = said_of(judge, where, old, new)
    assert verdicts, f"not found: {new}"
    if kind in KEPT_BACK:
        assert any("which the public edition withholds" in v.what for v in verdicts), verdicts
    elif kind != "dated":
        assert any(v.severity == "error" for v in verdicts), verdicts


def test_there_are_as_many_plants_as_are_asked_for() -> None:
    assert len(ROWS) >= 80
    assert len(HARMLESS) >= 200


def test_harmless_edits_are_let_be(judge: Judge, record_property) -> None:
    alarms = {new or old: verdicts for where, old, new in HARMLESS
              if (verdicts := said_of(judge, where, old, new))}
    record_property("harmless", len(HARMLESS))
    record_property("false alarms", len(alarms))
    assert len(alarms) <= FALSE_ALARMS, "\n".join(
        f"{words}: {[v.what for v in verdicts]}" for words, verdicts in alarms.items())


KINDS = ("sentence", "lead", "status", "exception", "achievement", "question", "good", "improve",
         "caption", "author")


@pytest.mark.parametrize("edition", ["private", "public"])
def test_nothing_that_the_program_says_is_contradicted(judge: Judge, edition: str) -> None:
    """Every statement, read as if an author had written it."""
    contradicted = []
    for statement in judge.places[edition].narration.values():
        about = tuple(name for name in (statement.about, *statement.also)
                      if name in judge.known.indicators)
        near = judge.known.sections[judge.known.indicators[about[0]].section] if about else ()
        if statement.kind in KINDS:
            faults, _ = judge.sentence(Said(statement.text, "", about, near), statement.kind,
                                       (edition,))
            contradicted += [(statement.id, statement.text, f.what) for f in faults]
    assert contradicted == []


def test_a_paragraph_of_ours_that_was_pasted_elsewhere_is_no_fault(judge: Judge) -> None:
    contacts = judge.spot("summary.area.contacts.1")
    assert contacts is not None
    assert said_of(judge, "+summary.area.referrals.1", "", contacts.words) == []
