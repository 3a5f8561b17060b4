"""Engines: the same bytes by each, and what becomes of an area whose worker is killed."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.areas.asked import Options
from briefing.areas.engines import ENDED, Here, Outcomes, Processes, Work
from briefing.areas.inputs import open_areas
from briefing.areas.run import build_areas
from briefing.areas.work import Common, Result, Task
from tests.areas.folders import folder_of, run, tree
from tests.areas.killing import Killed

ALL = ("all",)


def by(engine: Here | Processes, folder: Path) -> dict[str, Result]:
    """What each area's work comes to."""
    opened = open_areas(folder, Options())
    made = {}
    for result in engine.run("built", opened.common, list(opened.tasks.values())):
        assert isinstance(result, Result)
        made[result.area] = result
    engine.close()
    return made


def test_processes_make_the_same_bytes_as_one(tmp_path: Path) -> None:
    one, many = folder_of(tmp_path / "a"), folder_of(tmp_path / "b")
    run(one)
    assert not build_areas(many, ALL, jobs=2).failed
    assert tree(many / "out") == tree(one / "out")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
@pytest.mark.parametrize("always", ["no", "yes"])
def test_a_killed_worker_costs_no_area_but_its_own(always: str, tmp_path: Path) -> None:
    if always == "yes":
        (tmp_path / "always").write_text("", "utf-8")
    folder = folder_of(tmp_path / "report")
    made = by(Killed(2, tmp_path), folder)
    sound = by(Here(tmp_path), folder)
    assert (tmp_path / "mark").exists()
    for area in ("leeds", "st-helens"):
        assert made[area].files == sound[area].files
    if always == "yes":
        assert (made["york"].files, made["york"].crash) == ({}, ENDED)
    else:
        assert made["york"].files == sound["york"].files


class _Faulty(Here):
    """An engine one of whose areas runs into a fault of ours."""

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        for result in super().run(work, common, tasks):
            yield Result("york", crash="Traceback\nKeyError: 3") if (
                work == "built" and result.area == "york") else result


def test_a_fault_of_ours_in_one_area_stops_no_other(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "report")
    done = build_areas(folder, ALL, engine=_Faulty(tmp_path))
    assert [(entry.area, entry.problems) for entry in done.failed] == [("york", ("KeyError: 3",))]
    assert done.crashes.keys() == {"york"}
