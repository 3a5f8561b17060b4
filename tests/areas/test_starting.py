"""What processes are parted from loads beside the run, and leaves Ctrl-C to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest

from tests.areas.folders import folder_of

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif("forkserver" not in get_all_start_methods() or not Path("/proc/self").exists(),
                    reason="processes are not parted there, or cannot be seen")
def test_ctrl_c_while_all_is_loaded_is_told_once(tmp_path: Path) -> None:
    # where the tests are run in the background Ctrl-C is ignored, unless it is asked for
    code = ("import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from briefing.areas import starting; starting.cores = lambda: 2\n"
            "import sys; from briefing.cli import main; main(sys.argv[1:])")
    run = subprocess.Popen(
        [sys.executable, "-c", code, "build", str(folder_of(tmp_path / "report")), "--areas",
         "all", "--jobs", "2"], cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while run.poll() is None and len(children.read_text().split()) < 2:    # a watcher, and it
        time.sleep(0.005)
    time.sleep(0.2)         # it is at its first libraries
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode != 0
    assert "Traceback" not in said
    assert not list((tmp_path / "report").rglob("*.pdf"))
