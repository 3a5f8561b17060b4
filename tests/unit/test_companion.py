"""Work done in a second process comes to what it comes to in one; nothing depends on that process.

Each example runs in a process of its own: that of the tests has threads, so that it is not copied.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import companion

ROOT = Path(__file__).parents[2]
HEAD = """\
import os, signal, sys, time
from briefing.companion import Companion, begun
import briefing.companion
briefing.companion.can_be_copied = lambda: True      # also on a machine of one core
here = os.getpid()
def no_process_left():
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False
"""
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="copied on Linux alone")


# where tests are run in the background Ctrl-C is ignored, unless it is asked for
CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"


def said(script: str) -> str:
    """What a program prints, which has to end well and to warn of nothing."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", CTRL_C + HEAD + script], cwd=ROOT,
                          capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@on_linux
def test_the_work_is_done_by_another_process_and_its_outcome_comes_back_whole() -> None:
    assert said("""
with begun(lambda: (os.getpid(), b"x" * 5_000_000), alone=False) as outcome:
    process, content = outcome()
print(process != here, len(content), no_process_left())
""") == "True 5000000 True\n"


def test_alone_the_work_is_done_here_when_it_is_asked_for() -> None:
    assert said("""
with begun(os.getpid, alone=True) as outcome:
    print(outcome() == here)
""") == "True\n"


@on_linux
def test_an_exception_is_raised_here_from_where_it_arises() -> None:
    assert said("""
import traceback
class Unheard(Exception):
    pass
def fails():
    raise Unheard(lambda: "what no pickle holds")
try:
    with begun(fails, alone=False) as outcome:
        outcome()
except Unheard as fault:
    print([frame.name for frame in traceback.extract_tb(fault.__traceback__)][-1])
print(no_process_left())
""") == "fails\nTrue\n"


@on_linux
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "os._exit(0)",
                                 "os.write(3, b'half'), os._exit(0)", "sys.exit(0)"])
def test_where_the_companion_does_not_tell_the_work_is_done_here(end: str) -> None:
    assert said(f"""
def work():
    if os.getpid() != here:
        {end}
    return "done by " + ("this one" if os.getpid() == here else "another")
with begun(work, alone=False) as outcome:
    print(outcome())
print(no_process_left())
""") == "done by this one\nTrue\n"


@on_linux
@pytest.mark.parametrize("fault", ["KeyboardInterrupt", "ValueError"])
def test_what_ends_this_process_s_own_work_ends_the_companion_at_once(fault: str) -> None:
    assert said(f"""
began = time.monotonic()
try:
    with begun(lambda: time.sleep(50), alone=False):
        raise {fault}
except {fault}:
    print(no_process_left(), time.monotonic() - began < 40)
""") == "True True\n"


@on_linux
def test_a_companion_prints_nothing_twice_and_runs_no_ending_of_this_process() -> None:
    assert said("""
import atexit
atexit.register(print, "the end")
print("before", end=" ")
with begun(lambda: "worked", alone=False) as outcome:
    print(outcome(), end=" ")
""") == "before worked the end\n"


@on_linux
def test_where_there_is_no_room_for_a_second_process_the_work_is_done_here() -> None:
    assert said("""
def full():
    raise OSError(11, "Resource temporarily unavailable")
os.fork = full
with begun(os.getpid, alone=False) as outcome:
    print(outcome() == here)
""") == "True\n"


@on_linux
def test_where_there_is_no_room_for_what_it_tells_the_work_is_done_here() -> None:
    assert said("""
def full():
    raise OSError(28, "No space left on device")
briefing.companion.TemporaryFile = full
with begun(os.getpid, alone=False) as outcome:
    print(outcome() == here)
print(no_process_left())
""") == "True\nTrue\n"


@on_linux
def test_a_companion_is_gone_when_its_work_is_done() -> None:
    assert said("""
with begun(lambda: b"x" * 5_000_000, alone=False) as outcome:
    while os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        time.sleep(0.01)        # it does not wait until its outcome is asked for
    print(len(outcome()), no_process_left())
""") == "5000000 True\n"


@pytest.mark.parametrize("why", ["another system", "one core", "a second thread"])
def test_a_process_is_copied_only_where_the_copy_is_whole_and_has_a_core(
        why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1").mkdir()
    monkeypatch.setattr(companion, "THREADS", tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    assert companion.can_be_copied()
    if why == "another system":
        monkeypatch.setattr(sys, "platform", "darwin")
    elif why == "one core":
        monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    else:
        (tmp_path / "2").mkdir()
    assert not companion.can_be_copied()


@on_linux
def test_ctrl_c_while_the_process_is_copied_is_not_lost() -> None:
    assert said("""
os.register_at_fork(after_in_parent=lambda: os.kill(here, signal.SIGINT))
try:
    with begun(os.getpid, alone=False):
        print("went on")
except KeyboardInterrupt:
    held = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    print("stopped", no_process_left(), signal.SIGINT in held)
""") == "stopped True False\n"
