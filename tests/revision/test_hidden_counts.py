"""A manager who hides a withheld count: wherever it would be printed in the public edition, and
however it is written, it is found when the file is reviewed and refused when it is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.build import build
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.word.edited import By, Change, Comment, EditedFile, Run
from briefing.review.reviewed import reviewed
from tests.revision.hand_made import accept, added, reworded, written
from tests.revision.reports import report

PLANS = "summary.area.plans.1"
OTHER = "summary.area.assessments.1"
PICTURE = b"\x89PNG\r\n\x1a\n"
SAID = "which the public edition withholds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return report(tmp_path / "report")


def table(*rows: tuple[str, ...], follows: str = PLANS) -> Change:
    return Change("added", "table", follows=follows, rows=rows)


HIDDEN = {
    "a heading": added(PLANS, "Three children with a plan", block="heading", level=3),
    "a bullet": added(PLANS, "children with a plan: 3", block="bullet"),
    "a list after its heading": (
        added(OTHER, "Children with a plan", block="heading", level=3),
        added(OTHER, "Three at the end of July", block="bullet")),
    "a paragraph after another": (
        added(OTHER, "We looked at every child with a plan."),
        added(OTHER, "There are 3 of them.")),
    "a row of a table": table(("Indicator", "July"), ("Children with a plan", "3")),
    "a column of a table": table(("Month", "Children with a plan"), ("July", "three")),
    "a table elsewhere": table(("", "July"), ("Children with a plan", "3"), follows=OTHER),
    "a table's caption": Change("added", "table", follows=PLANS, rows=(("a", "b"), ("c", "d")),
                                after=(Run("Children with a plan: 3"),)),
    "a caption": added(PLANS, "Figure: three children with a plan", block="caption"),
    "what a picture shows": Change("added", "picture", follows=PLANS, picture=PICTURE,
                                   picture_type="png", alt="Three children with a plan"),
    "what a chart shows": Change("alt", "chart", anchor="chart.referrals",
                                 after=(Run("A line. Now 3 children have a plan."),)),
    "a heading of ours": reworded("summary.area.plans", "Plans (3 children)"),
    "a link": added(PLANS, "See ", Run("the plans", target="https://example.org/plans/3-children")),
    "wide digits": added(PLANS, "There were ３ children with a plan."),
    "a small digit above": added(PLANS, "There were ³ children with a plan."),
    "letters apart": added(PLANS, "There were th\u200bree children with a plan."),
    "a soft hyphen": added(PLANS, "There were th\u00adree children with a plan."),
    "runs of one letter": added(PLANS, "There were ", Run("t", "strong"), "hree",
                                " children with a plan."),
    "Roman numerals": added(PLANS, "There were III children with a plan."),
    "a word for three": added(PLANS, "A trio of children have a plan."),
    "a sum": added(PLANS, "Two plus one children have a plan."),
    "a difference": added(PLANS, "The number of children with a plan is 13 fewer than in June."),
    "a share": added(PLANS, "Plans fell by 81% in July."),
    "dashes": added(PLANS, "Children with a plan – three – are seen weekly."),
}


def file_of(folder: Path, hidden: Change | tuple[Change, ...]) -> EditedFile:
    return written(folder, "private", *(hidden if isinstance(hidden, tuple) else (hidden,)))


@pytest.mark.parametrize("name", HIDDEN)
def test_a_withheld_count_is_found_and_refused(folder: Path, name: str) -> None:
    file = file_of(folder, HIDDEN[name])
    seen = reviewed("a.docx", file, prepare(folder, "", "both"))
    assert any(SAID in v.what for v in seen.verdicts), [v.what for v in seen.verdicts]
    with pytest.raises(ProblemsFound) as refused:
        accept(folder, file)
    assert any(SAID in one.what for one in refused.value.problems), refused.value.problems
    assert not (folder / "edits").exists()


def test_a_comment_is_warned_of_and_printed_nowhere(folder: Path) -> None:
    """A comment stays in the edited file and in edits/, which is private."""
    comment = Comment("Only three children have a plan now.", By("Jane"), PLANS, "the number")
    file = written(folder, "private")
    file = EditedFile(file.run, file.changes, (comment,), file.anchors)
    seen = reviewed("a.docx", file, prepare(folder, "", "both"))
    assert any(SAID in v.what and "comment" in v.what for v in seen.whole)
    accept(folder, file)
    build(folder, edition="both")
    for path in (folder / "out" / "public").iterdir():
        assert b"Only three" not in path.read_bytes()


def test_who_made_an_edit_is_not_told_to_the_public(folder: Path) -> None:
    accept(folder, written(folder, "private", reworded(
        "background.author.1", "Another paragraph."), added(
            "summary.area.referrals.1", "More will be done.", by=By("Three children"))))
    build(folder, edition="both")
    for path in (folder / "out" / "public").iterdir():
        assert b"Three children" not in path.read_bytes()


@pytest.mark.parametrize("words", [
    "Three schools have a plan for the winter.",
    "See [the plan](https://example.org/2023/3) for the autumn.",
    "Phase III of the programme begins.",
    "Children with a plan are seen every 3 weeks.",
])
def test_harmless_words_are_let_be(folder: Path, words: str) -> None:
    accept(folder, written(folder, "private", added(OTHER, words)))
