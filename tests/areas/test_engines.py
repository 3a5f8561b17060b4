"""Engines: the same bytes by each, and what becomes of an area whose worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import pytest

from briefing.areas import engines
from briefing.areas.asked import Options
from briefing.areas.engines import ENDED, TRIES, Here, Outcomes, Processes, Work
from briefing.areas.inputs import open_areas
from briefing.areas.run import build_areas
from briefing.areas.work import Common, Measured, Result, Task
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


class _Gone(Processes):
    """A pool that cannot begin a process so many times: what begins them was killed."""

    def __init__(self, base: Path, times: int) -> None:
        super().__init__(2, base)
        self.times = times

    def submit(self, pool: ProcessPoolExecutor, work: Work, task: Task, late: Path
               ) -> Future[Measured | Result]:
        if self.times:
            self.times -= 1
            raise EOFError
        return super().submit(pool, work, task, late)


@pytest.mark.parametrize("times", [0, 1, TRIES])
def test_what_begins_processes_is_begun_anew_when_it_is_killed(
        times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PAUSE", 0)
    folder = folder_of(tmp_path / "report")
    assert by(_Gone(tmp_path, times), folder).keys() == {"leeds", "york", "st-helens"}


def test_where_no_process_can_be_begun_it_is_no_endless_run(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PAUSE", 0)
    with pytest.raises(EOFError):
        by(_Gone(tmp_path, TRIES + 1), folder_of(tmp_path / "report"))


LEFT_ALONE = """
import sys, time
from pathlib import Path
from briefing.areas.asked import Options
from briefing.areas.engines import Processes
from briefing.areas.inputs import open_areas
opened = open_areas(Path(sys.argv[1]), Options())
pool = Processes(2, Path(sys.argv[2]))
next(pool.run("measured", opened.common, list(opened.tasks.values())))
print(*(process for one in pool._pools for process in one._processes), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_processes_end_with_their_run_and_leave_nothing_unpacked(tmp_path: Path) -> None:
    """A run that is killed cannot end them, nor take away the figures that were unpacked."""
    folder, base = folder_of(tmp_path / "report"), tmp_path / "base"
    base.mkdir()
    with subprocess.Popen([sys.executable, "-c", LEFT_ALONE, str(folder), str(base)],
                          stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        workers = [int(word) for word in killed.stdout.readline().split()]
        killed.kill()
    assert len(workers) == 2
    until = time.monotonic() + 20
    while time.monotonic() < until and (base.exists() or any(map(_is_alive, workers))):
        time.sleep(0.05)
    assert not base.exists()
    assert not any(map(_is_alive, workers))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2][:3] if (
        Path(f"/proc/{process}/stat").exists()) else True


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
