"""What a worker has read of an area when it was measured is what its report is made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.areas import work
from briefing.areas.asked import Options
from briefing.areas.engines import _Waiting
from briefing.areas.inputs import open_areas
from briefing.areas.work import Task, Worker
from tests.areas.folders import FIGURES, folder_of


def opened(path: Path, leeds: tuple[object, ...] = FIGURES["Leeds"]) -> tuple[Worker, Task]:
    """A worker of the folder in which Leeds has those figures, and the task of Leeds."""
    found = open_areas(folder_of(path, figures={**FIGURES, "Leeds": leeds}), Options())
    return Worker(found.common, path), found.tasks["leeds"]


def test_an_area_that_was_measured_is_not_read_again(tmp_path: Path) -> None:
    fresh, task = opened(tmp_path)
    files = fresh.built(task).files
    worker, _ = opened(tmp_path)
    worker.measured(task)
    assert list(worker.read) == [task.read_from]
    assert worker.built(task).files == files
    assert not worker.read


def test_other_figures_of_an_area_are_read(tmp_path: Path) -> None:
    worker, before = opened(tmp_path)
    worker.measured(before)
    fresh, now = opened(tmp_path, (190, 20, "40/50", "45/50"))
    made = worker.built(now)
    assert made.files == fresh.built(now).files != fresh.built(before).files
    worker.measured(before)
    said = replace(before, files={"commentary/background.md": b"Why we report."})
    assert worker.built(said).files == fresh.built(said).files


def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                                ) -> None:
    monkeypatch.setattr(work, "KEPT", 0)
    worker, task = opened(tmp_path)
    worker.measured(task)
    assert not worker.read
    assert worker.built(task).made


def test_a_process_gets_what_it_had_then_what_nobody_had_then_what_others_had() -> None:
    tasks = [Task(area, None, {}) for area in "abcde"]      # type: ignore[arg-type]
    waiting = _Waiting(tasks, {"a": 0, "b": 1, "c": 1, "d": 1})
    order = []
    while waiting:
        task = waiting.next_for(0)
        order.append(task.area if task else "")
    assert order == ["a", "e", "d", "c", "b"]
    assert waiting.next_for(1) is None
