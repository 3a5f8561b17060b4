"""A table that Word has in tiers is edited as the one table that it is in the report."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from briefing.prepared import prepare
from briefing.reading.word import written_in
from briefing.reading.word.anchors import bookmark_name
from briefing.reading.word.edited import Anchor, By, Change, EditedFile, Run
from briefing.reading.word.parts import w
from briefing.reading.word.tiers import ROW_STAYS, tiers_joined
from tests.word import robot, rounds

UPPER = " | Apr | May\nOpened | 1 | 2\nClosed | 3 | 4"
LOWER = " | Jun | Jul | Aug\nOpened | 5 | 6 | 7\nClosed | 8 | 9 | 10"
ANCHORS = tuple(Anchor(name, "table", original=(Run(words),), present=(Run(words),))
                for name, words in (("months", UPPER), ("months#2", LOWER), ("other#2", UPPER)))


def cell(anchor: str, row: int, column: int, words: str = "new") -> Change:
    return Change("cell", "cell", anchor=anchor, after=(Run(words),), at=(row, column))


def row(kind: str, anchor: str, at: int, *cells: str) -> Change:
    assert kind in ("row_added", "row_removed")
    return Change("row_added" if kind == "row_added" else "row_removed", "row", anchor=anchor,
                  row=cells[0], rows=(cells,), at=(at, -1))


def gone(anchor: str, *heads: str) -> Change:
    return Change("removed", "table", anchor=anchor, rows=(heads,), by=By("Jo"))


def column(head: str, at: int) -> Change:
    return Change("column_removed", "column", anchor="months", column=head, at=(-1, at),
                  by=By("Jo"))


JOINED = {
    "a cell of the lower tier": ([cell("months#2", 1, 2)], [cell("months", 1, 4)]),
    "a cell of the upper tier": ([cell("months", 1, 2)], [cell("months", 1, 2)]),
    "the name of a row, in both": ([cell("months", 1, 0), cell("months#2", 1, 0)],
                                   [cell("months", 1, 0)]),
    "a row taken out of both": (
        [row("row_removed", "months", 2, "Closed"), row("row_removed", "months#2", 2, "Closed")],
        [row("row_removed", "months", 2, "Closed")]),
    "a row added to both": (
        [row("row_added", "months", 1, "Moved", "a", "b"),
         row("row_added", "months#2", 1, "Moved", "c", "d", "e")],
        [row("row_added", "months", 1, "Moved", "a", "b", "c", "d", "e")]),
    "a row added to the lower alone": (
        [row("row_added", "months#2", 1, "Moved", "c", "d", "e")],
        [row("row_added", "months", 1, "Moved", "", "", "c", "d", "e")]),
    "two rows of one name": (
        [row("row_added", "months", 1, "", "a", "b"), row("row_added", "months", 1, "", "c", "d"),
         row("row_added", "months#2", 1, "", "e", "f", "g")],
        [row("row_added", "months", 1, "", "a", "b", "e", "f", "g"),
         row("row_added", "months", 1, "", "c", "d", "", "", "")]),
    "the lower tier taken out": ([gone("months#2", "", "Jun", "Jul", "Aug")],
                                 [column("Jun", 3), column("Jul", 4), column("Aug", 5)]),
    "the upper tier taken out": ([gone("months", "", "Apr", "May")],
                                 [column("Apr", 1), column("May", 2)]),
    "both tiers taken out": ([gone("months", "", "Apr", "May"),
                              gone("months#2", "", "Jun", "Jul", "Aug")],
                             [gone("months", "", "Apr", "May")]),
    "the second of another table, which is no tier": ([cell("other#2", 1, 2)],
                                                      [cell("other#2", 1, 2)]),
}


@pytest.mark.parametrize("what", JOINED)
def test_a_change_of_a_tier_is_one_of_its_table(what: str) -> None:
    changes, joined = JOINED[what]
    read = tiers_joined(EditedFile({}, tuple(changes), anchors=ANCHORS))
    assert list(read.changes) == joined
    assert read.untaken == ()


@pytest.mark.parametrize(("changes", "told"), [
    ([row("row_removed", "months#2", 2, "Closed")],
     [("the row “Closed” was taken out of one part", ROW_STAYS)]),
    ([cell("months", 1, 0, "Begun"), cell("months#2", 1, 0, "Started")],
     [("“Started”", "the table is set in several parts, and the row is called otherwise in "
                    "another")]),
])
def test_what_holds_for_one_tier_alone_is_told(changes: list[Change],
                                               told: list[tuple[str, str]]) -> None:
    read = tiers_joined(EditedFile({}, tuple(changes), anchors=ANCHORS))
    assert [(one.what, one.why) for one in read.untaken] == told


def with_a_row_more(upper: Any, lower: Any) -> None:
    for name, table in (("upper", upper), ("lower", lower)):
        last = table.findall(w("tr"))[-1]
        added = deepcopy(last)
        for n, place in enumerate(added.findall(w("tc"))):
            robot._write(place, f"of the {name}, {n}" if n else "A row of ours")
        last.addnext(added)


def without_the_lower(upper: Any, lower: Any) -> None:
    lower.getparent().remove(lower)


@pytest.mark.parametrize("edit", [with_a_row_more, without_the_lower])
def test_the_built_file_says_what_was_edited_in_its_tiers(
    edit: Callable[[Any, Any], None], tmp_path: Path
) -> None:
    base = rounds.folder_in("barnsley-scrutiny", tmp_path / "report")
    raw = rounds.written_by(prepare(base))
    copy = robot.Copy(raw, Random(0), written_in(raw, "file.docx"))
    edit(*(next(copy.marks[bookmark_name(name)].iterancestors(w("tbl")))
           for name in ("months.section_47.started", "months.section_47.started#2")))
    edited = copy.saved()
    made = rounds.whole_round(base, edited)
    assert made.refused == ()
    assert made.accepted is not None
    assert made.accepted.left == ()
    assert list(rounds.differing(edited, made.rebuilt)) == []
