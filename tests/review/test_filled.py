"""The words of an edit are judged as the built report says them, each figure in the form that it
has in the sentence: "fourth", "two out of three", "0.4 percentage points"."""

from __future__ import annotations

import pytest

from briefing import shelves
from briefing.narrative.marks import Marked
from briefing.prepared import Prepared, prepare
from briefing.review.judging import Judge
from briefing.revision import Edit
from briefing.revision.slotting import slotted
from briefing.revision.standing import Standing

PLAN = " See the plan."


@pytest.fixture(scope="module", params=["barnsley", "corporate"])
def report(request: pytest.FixtureRequest) -> Prepared:
    return prepare(shelves.example(request.param), edition="private")


def test_a_sentence_that_only_grew_is_judged_with_its_own_figures(report: Prepared) -> None:
    judge = Judge(report)
    edition = report.editions[0]
    standing = Standing(edition.composed.document, edition.composed.narration, report.findings)
    in_slots = 0
    for statement in edition.composed.narration.statements.values():
        words = slotted([Marked(statement.text + PLAN)], [statement], standing)
        in_slots += ":" in words and "{" in words
        edit = Edit("reworded", statement.id, original=statement.text, words=words)
        passage = judge.of_edit(edit)
        assert passage.after == statement.text + PLAN, words
        refused = [v.what for v in judge.passage(passage) if v.severity == "error"]
        assert not refused, passage
    assert in_slots > 10        # figures that only their identity names
