"""A report made with what was made before is the same as one made from nothing, to the byte."""

from __future__ import annotations

import csv
import gc
import random
import shutil
from pathlib import Path

import pytest

from briefing import shelves
from briefing.collecting import COLLECTED
from briefing.explain import Sources, explanation
from briefing.preview.renewing import Wanted, renewed
from briefing.unchanged import Unchanged
from tests.preview.server import previewing, written_to


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)


def a_cell(folder: Path, chance: random.Random) -> None:
    """Some figure is another one."""
    rows = rows_of(folder / "values.csv")
    # of indicators that no sum or flow is made of
    row = chance.choice([r for r in rows[1:] if r[2].isdigit() and r[0].startswith("early_help.")])
    row[2] = str(int(row[2]) - 1)
    write(folder / "values.csv", rows)


def a_target(folder: Path, chance: random.Random) -> None:
    """A target is another one, and all stand a row further down."""
    rows = rows_of(folder / "targets.csv")
    head = rows[0].index("target")
    row = chance.choice([r for r in rows[1:] if r[head]])
    row[head] = str(round(float(row[head]) * 0.9, 1))
    rows.insert(1, rows.pop())
    write(folder / "targets.csv", rows)


def a_title(folder: Path, chance: random.Random) -> None:
    """An indicator is called otherwise."""
    rows = rows_of(folder / "indicators.csv")
    row = chance.choice(rows[1:])
    row[rows[0].index("title")] += " (new)"
    write(folder / "indicators.csv", rows)


def an_order(folder: Path, chance: random.Random) -> None:
    """The indicators stand in another order."""
    rows = rows_of(folder / "indicators.csv")
    rest = rows[1:]
    chance.shuffle(rest)
    write(folder / "indicators.csv", [rows[0], *rest])


def a_setting(folder: Path, chance: random.Random) -> None:
    """Another layout, tolerance or council."""
    path = folder / "report.toml"
    old, new = chance.choice([
        ('layout        = "barnsley-scrutiny"', 'layout        = "cover-table"'),
        ('"10%"', '"5%"'), ('council       = "Barnsley"', 'council       = "Elsewhere"'),
        ('period        = "2022-07"', 'period        = "2022-06"')])
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


KINDS = (a_cell, a_cell, a_target, a_title, an_order, a_setting)


@pytest.mark.parametrize(("edition", "changes"), [("private", 6), ("both", 2)])
def test_whatever_is_changed_the_report_is_as_if_made_from_nothing(
        edition: str, changes: int, tmp_path: Path) -> None:
    chance = random.Random(edition)
    folder = tmp_path / "report"
    shutil.copytree(shelves.example("barnsley"), folder)
    unchanged, wanted = Unchanged(), Wanted(folder, edition=edition)
    good = 0
    for n in range(changes):
        KINDS[n % len(KINDS)](folder, chance)
        with_it, without = renewed(wanted, unchanged), renewed(wanted)
        assert with_it.problems == without.problems
        assert (with_it.report is None) is (without.report is None)
        if with_it.report is not None and without.report is not None:
            assert with_it.report.pages == without.report.pages
            good += 1
    assert good >= changes / 3


def test_where_a_target_stands_is_said_as_it_is_now(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    shutil.copytree(shelves.example("barnsley"), folder)
    unchanged = Unchanged()
    renewed(Wanted(folder), unchanged)
    rows = rows_of(folder / "targets.csv")
    rows.insert(1, rows.pop())
    write(folder / "targets.csv", rows)
    report = renewed(Wanted(folder), unchanged).report
    assert report is not None
    said = explanation(Sources(report.prepared, report.prepared.editions[0]),
                       "referrals.repeat:target:2022/23")
    assert "2022/23  18.5  (targets.csv, row 3, column target)" in "\n".join(said.told())


def test_what_did_not_change_is_the_same_value(tmp_path: Path) -> None:
    """Not an equal one: nothing of it is made again."""
    folder = tmp_path / "report"
    shutil.copytree(shelves.example("barnsley"), folder)
    unchanged = Unchanged()
    first = renewed(Wanted(folder), unchanged).report
    path = folder / "values.csv"
    path.write_text(path.read_text("utf-8").replace("referrals.volume,2022-07,247",
                                                    "referrals.volume,2022-07,248"), "utf-8")
    second = renewed(Wanted(folder), unchanged).report
    assert first is not None
    assert second is not None
    before, now = (r.prepared.findings.by_indicator for r in (first, second))
    other = {name for name in now if now[name] is not before[name]}
    assert "referrals.volume" in other
    assert len(other) < 4


def test_while_a_preview_is_at_work_python_looks_rarely_for_garbage(tmp_path: Path) -> None:
    before = gc.get_threshold()
    with previewing(written_to(tmp_path / "report")):
        assert gc.get_threshold() == COLLECTED
    assert gc.get_threshold() == before
