"""A build that writes in two processes at the same time: the same files, all of them or none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing import build
from briefing.starter import copy_example
from tests.preview.server import written_to

ROOT = Path(__file__).parents[2]
RUN = """\
import os, sys
import briefing.companion
from briefing.cli import main
copied, fork = [], os.fork
def counted():
    copied.append(os.getpid())
    return fork()
os.fork = counted
may = briefing.companion.can_be_copied
briefing.companion.can_be_copied = lambda: sys.argv[1] == "two" and len(
    os.listdir(briefing.companion.THREADS)) == 1
try:
    main(sys.argv[2:], standalone_mode=False)
finally:
    print(len(copied), file=sys.stderr)
"""
# where tests are run in the background Ctrl-C is ignored, unless it is asked for
CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copied on Linux alone")


def begin(processes: str, folder: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    """The command, begun in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", CTRL_C + RUN, processes, "build", str(folder), "--out", str(out),
         *more], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True)


def test_one_process_and_two_write_the_same_bytes(tmp_path: Path) -> None:
    copy_example("corporate", tmp_path / "report")
    files = {}
    for processes, copies in (("one", 0), ("two", 2)):
        out = tmp_path / processes
        process = begin(processes, tmp_path / "report", out)
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0
        assert said.splitlines()[-1] == str(copies)
        files[processes] = {path.name: path.read_bytes() for path in out.rglob("*.*")
                            if path.is_file()}
    assert {Path(name).suffix for name in files["two"]} >= {".pdf", ".docx", ".html", ".txt"}
    assert files["one"] == files["two"]


def test_two_processes_hold_no_more_of_a_long_report_than_they_may(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = []

    @contextmanager
    def seeing(work: Callable[[], tuple[bytes, object]], *, alone: bool
               ) -> Iterator[Callable[[], tuple[bytes, object]]]:
        def told() -> tuple[bytes, object]:
            made = work()
            seen.append("alone" if alone else
                        "with Word" if made[0][:2] == b"PK" else "with the page")
            return made
        yield told

    monkeypatch.setattr(build, "begun", seeing)
    folder = written_to(tmp_path / "report")
    made = []
    for word, page in ((2, 3), (1, 2), (0, 1)):     # it has two indicators
        monkeypatch.setattr(build, "WITH_WORD", word)
        monkeypatch.setattr(build, "WITH_PAGE", page)
        paths = build.build(folder, alone=False).files
        made.append({path.name: path.read_bytes() for path in paths})
    assert seen == ["with Word", "with the page", "alone"]
    assert made[0] == made[1] == made[2]


def test_ctrl_c_leaves_neither_files_nor_processes(tmp_path: Path) -> None:
    copy_example("corporate", tmp_path / "report")
    process = begin("two", tmp_path / "report", tmp_path / "out")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not children.read_text():
        time.sleep(0.002)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode != 0
    assert said.splitlines()[-1] != "0"
    assert not [path for path in (tmp_path / "out").rglob("*.*") if path.suffix != ".lock"]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
