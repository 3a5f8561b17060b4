"""Areas by dask.distributed, with a scheduler and workers in processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import briefing
from briefing.areas.cluster import GONE, Cluster
from briefing.areas.run import Progress, Run, build_areas
from briefing.problems import ProblemsFound
from tests.areas.folders import FIGURES, folder_of, run, tree

ROOT = Path(briefing.__file__).parents[1]
MANY = {f"Town {letter}": FIGURES["York"] for letter in "ABCD"}
PATIENCE = 60


class Machines:
    """A scheduler and its workers, each a process that can be killed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path / "scheduler.json"
        self.scheduler = self._begin("dask_scheduler", "--port", "0", "--host", "127.0.0.1",
                                     "--no-dashboard", "--scheduler-file", str(self.file))
        self.workers: list[subprocess.Popen[bytes]] = []
        until = time.monotonic() + PATIENCE
        while not (self.file.exists() and self.file.read_text("utf-8")):
            assert time.monotonic() < until, "no scheduler"
            time.sleep(0.05)

    @property
    def address(self) -> str:
        import json

        return str(json.loads(self.file.read_text("utf-8"))["address"])

    def work(self, home: Path = ROOT) -> subprocess.Popen[bytes]:
        """One more worker, with the program that stands at home."""
        worker = self._begin("dask_worker", "--no-nanny", "--nthreads", "1", "--no-dashboard",
                             "--local-directory", str(self.path / f"w{len(self.workers)}"),
                             "--death-timeout", "60", self.address, home=home)
        self.workers.append(worker)
        return worker

    def _begin(self, module: str, *words: str, home: Path = ROOT) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", f"distributed.cli.{module}", *words],
            cwd=self.path, env={**os.environ, "PYTHONPATH": str(home)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@contextmanager
def machines(path: Path, workers: int) -> Iterator[Machines]:
    """A scheduler with so many workers."""
    path.mkdir(parents=True, exist_ok=True)
    made = Machines(path)
    try:
        for _ in range(workers):
            made.work()
        yield made
    finally:
        made.end()


def by_dask(folder: Path, address: str, workers: int, **options: object) -> Run:
    """The reports of all areas by the workers of that scheduler."""
    cluster = Cluster(address)
    cluster.client.wait_for_workers(workers, timeout=PATIENCE)
    return build_areas(folder, ("all",), engine=cluster, **options)     # type: ignore[arg-type]


pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")    # of what was killed


def test_workers_make_the_same_bytes_and_can_put_them_in_place(tmp_path: Path) -> None:
    one, many, shared = (folder_of(tmp_path / name, figures=MANY) for name in "abc")
    run(one)
    with machines(tmp_path / "m", 2) as some:
        assert by_dask(many, some.address, 2).failed == ()
        assert by_dask(shared, some.address, 2, to=True).failed == ()
    assert tree(many / "out") == tree(one / "out") == tree(shared / "out")


def test_what_a_killed_worker_was_at_goes_to_another(tmp_path: Path) -> None:
    one, many = (folder_of(tmp_path / name, figures=MANY) for name in "ab")
    run(one)
    with machines(tmp_path / "m", 2) as some:
        def kill(progress: Progress) -> None:
            if progress.done == 1:
                some.workers[0].kill()

        assert by_dask(many, some.address, 2, on_area=kill).failed == ()
        assert some.workers[0].wait(PATIENCE) != 0
    assert tree(many / "out") == tree(one / "out")


def test_when_the_scheduler_is_gone_it_is_said_what_was_not_made(tmp_path: Path) -> None:
    folder, whole = (folder_of(tmp_path / name, figures=MANY) for name in "ab")
    run(whole)
    with machines(tmp_path / "m", 1) as some:
        def kill(progress: Progress) -> None:
            if progress.done == 2:
                some.scheduler.kill()

        done = by_dask(folder, some.address, 1, on_area=kill)
    made = {entry.area for entry in done.entries if entry.state == "made"}
    assert 2 <= len(made) < len(MANY)
    assert {entry.problems for entry in done.failed} == {(GONE,)}
    for area in made:
        assert tree(folder / "out" / area) == tree(whole / "out" / area)
    assert run(folder, resume=True).failed == ()
    assert tree(folder / "out") == tree(whole / "out")


def other_program(path: Path, *, fonts: bool) -> Path:
    """The program as another machine has it: of another version, or without its fonts."""
    for name in ("briefing", "layouts", "narratives", *(["fonts"] if fonts else [])):
        shutil.copytree(ROOT / name, path / name,
                        ignore=shutil.ignore_patterns("__pycache__", "examples"))
    if fonts:
        file = path / "briefing" / "__init__.py"
        file.write_text(file.read_text("utf-8").replace(briefing.__version__, "9.9.9"), "utf-8")
    return path


def test_a_worker_of_another_version_or_without_fonts_gets_no_work(tmp_path: Path) -> None:
    one, many = (folder_of(tmp_path / name, figures=MANY) for name in "ab")
    run(one)
    with machines(tmp_path / "m", 0) as some:
        some.work(other_program(tmp_path / "newer", fonts=True))
        some.work(other_program(tmp_path / "fontless", fonts=False))
        with pytest.raises(ProblemsFound, match=r"no worker has this program: .* and .* have "
                                                "another version"):
            by_dask(many, some.address, 2)
        some.work()
        assert by_dask(many, some.address, 3).failed == ()
    assert tree(many / "out") == tree(one / "out")


@pytest.mark.parametrize(("breaks", "problems"), [(1, ()), (9, (GONE,))])
def test_a_connection_that_breaks_while_the_common_part_is_sent_is_tried_again(
        breaks: int, problems: tuple[str, ...], tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path / "a", figures=MANY)
    with machines(tmp_path / "m", 1) as some:
        cluster = Cluster(some.address)
        send, left = cluster.client.scatter, [OSError("closed")] * breaks

        def scatter(*sent: object, **how: object) -> object:
            if left:
                raise left.pop()
            return send(*sent, **how)

        monkeypatch.setattr(cluster.client, "scatter", scatter)
        done = build_areas(folder, ("all",), engine=cluster)
    assert {entry.problems for entry in done.entries} == {problems}


def test_an_address_without_a_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.areas.cluster.PATIENCE", 1)
    with pytest.raises(ProblemsFound, match="no scheduler with workers answers at tcp://127"):
        Cluster("tcp://127.0.0.1:1")
