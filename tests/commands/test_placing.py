"""Outputs are whole: all of the old or all of the new, wherever a run is stopped.

Each test that kills tries every touch of the disk in turn (`tests/disk.py`).
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing import build as building
from briefing.build import build
from briefing.placing import (
    JOURNAL,
    STAGING,
    alone_in,
    disk,
    locking,
    put_in_place,
    settle,
)
from briefing.placing.locking import LOCK, FolderLock
from briefing.placing.names import name_fault
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.publish import publish
from briefing.starter import copy_example, new_folder
from tests.disk import contents, deaths, watched
from tests.reports import SMALL

OLD = {"a.pdf": b"old a", "b.docx": b"old b", "public/a.pdf": b"old public a"}
NEW = {"a.pdf": b"new a", "b.docx": b"new b", "public/a.pdf": b"new public a",
       "public/c.txt": b"new c"}
DAY = date(2022, 9, 20)
ROOT = Path(__file__).parents[2]


def said(act: Callable[[], object]) -> list[str]:
    """The problems that it raises."""
    with pytest.raises(ProblemsFound) as raised:
        act()
    return [str(problem) for problem in raised.value.problems]


def filled(folder: Path, files: dict[str, bytes] = OLD) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def whole(folder: Path, kinds: dict[str, dict[str, bytes]]) -> str:
    """Which of the sets of files the folder holds, and nothing besides."""
    found = contents(folder) if folder.exists() else {}
    return next((name for name, files in kinds.items() if files == found), f"a mix: {found}")


# ── killed at every touch of the disk ────────────────────────────────────────────────────────────


def test_a_set_of_files_is_whole_wherever_its_run_dies(tmp_path: Path) -> None:
    """Before the next run: all old, all new, or a journal. After it: whole, and nothing besides."""
    out = tmp_path / "out"
    seen: dict[str, int] = {}
    for _ in deaths(tmp_path, lambda: put_in_place(NEW, out), lambda: filled(out)):
        state = {name: content for name, content in contents(out).items()
                 if STAGING not in name and name != LOCK}
        mixed = state not in (OLD, NEW)
        assert (out / JOURNAL).exists() or not mixed
        settle(out)
        with alone_in(out):
            pass
        state = whole(out, {"old": OLD, "new": NEW})
        seen[state] = seen.get(state, 0) + 1
        assert not (out / STAGING).exists()
        put_in_place(NEW, out)
        assert contents(out) == NEW
    assert set(seen) == {"old", "new"}
    assert min(seen.values()) > 5


def test_what_the_next_run_finishes_can_be_killed_too(tmp_path: Path) -> None:
    """A run that dies in the middle of renaming, and then every death of the run that mends it."""
    out, spoilt = tmp_path / "out", tmp_path / "spoilt"
    filled(out)
    renames: list[str] = []
    rename = os.replace

    def dies(old: Any, new: Any) -> None:
        renames.append(str(new))
        if len(renames) >= 3:       # the journal, a file, and no more
            raise SystemError("killed")
        rename(old, new)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", dies)
        with pytest.raises(SystemError):
            put_in_place(NEW, out)
    assert (out / JOURNAL).exists()
    assert contents(out)["a.pdf"] == b"new a"
    assert contents(out)["b.docx"] == b"old b"
    shutil.copytree(out, spoilt)

    def again() -> None:
        shutil.rmtree(out)
        shutil.copytree(spoilt, out)

    for _ in deaths(tmp_path, lambda: settle(out), again):
        with alone_in(out):
            pass
        assert whole(out, {"new": NEW}) == "new"


def test_a_run_that_dies_while_it_undoes_is_undone_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third file cannot be replaced; the run puts the others back and is killed at that."""
    out = tmp_path / "out"
    rename = os.replace

    def kept(old: Any, new: Any) -> None:
        if Path(new).parts[-2:] == ("public", "a.pdf") and str(old).endswith(".new"):
            raise PermissionError(errno.EACCES, "Permission denied")
        rename(old, new)

    monkeypatch.setattr(os, "replace", kept)
    states: set[str] = set()

    def act() -> None:
        said(lambda: put_in_place(NEW, out))

    for _ in deaths(tmp_path, act, lambda: filled(out)):
        monkeypatch.setattr(os, "replace", rename)
        with alone_in(out):
            pass
        states.add(whole(out, {"old": OLD, "new": NEW}))
        monkeypatch.setattr(os, "replace", kept)
    # decided and not yet met the fault: finished by the next run, which does not meet it
    assert states == {"old", "new"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report in both editions."""
    folder = tmp_path / "report"
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    table = (folder / "indicators.csv").read_text("utf-8").splitlines()
    (folder / "indicators.csv").write_text("\n".join(
        [f"{table[0]},disclosure", f"{table[1]},", f"{table[2]},exempt"]) + "\n", encoding="utf-8")
    return folder


def changed(folder: Path) -> None:
    path = folder / "values.csv"
    path.write_text(path.read_text("utf-8").replace("2022-07,200", "2022-07,210"),
                    encoding="utf-8")


def written_once(patch: pytest.MonkeyPatch) -> None:
    """Each edition's files made once: making them touches no disk, and takes most of a build."""
    write, made = building._write, {}

    def again(prepared: Any, edition: Any, *rest: Any) -> dict[str, bytes]:
        if edition.name not in made:
            made[edition.name] = write(prepared, edition, *rest)
        return dict(made[edition.name])

    patch.setattr(building, "_write", again)


def test_a_build_of_both_editions_is_whole_wherever_it_dies(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = report / "out"
    build(report, edition="both")
    old = contents(out)
    changed(report)
    build(report, edition="both")
    new = contents(out)
    assert old.keys() == new.keys()
    same = [name for name in old if old[name] == new[name]]
    assert same == ["monthly-report-2022-07-public.withheld.csv"]       # it has no row
    seen = set()
    written_once(monkeypatch)
    for last, half in deaths(report, lambda: build(report, edition="both"),
                             lambda: filled(out, old)):
        with alone_in(out):
            pass
        state = whole(out, {"old": old, "new": new})
        assert state in ("old", "new"), (last, half)
        seen.add(state)
        if last % 7 == 0:       # and the next build is as if nothing had been
            build(report, edition="both")
            assert contents(out) == new
    assert seen == {"old", "new"}


@pytest.mark.parametrize("left", ["at work", "unfinished", "stopped"])
def test_what_is_staged_in_a_folder_within_is_left_to_who_staged_it(left: str, tmp_path: Path
                                                                     ) -> None:
    """Each area of many is put into a folder of its own within out/, while the index of another run
    may be put into out/: only what a stopped run left before it had decided is swept away."""
    out = filled(tmp_path / "out", {"york/.briefing/0.new": b"new", "york/a.pdf": b"old"})
    lock = FolderLock(out / "york")
    if left == "at work":
        assert lock.take(0)
    if left == "unfinished":
        (out / "york" / JOURNAL).write_text("{}", "utf-8")
    put_in_place({"index.csv": b"areas"}, out)
    assert (out / "york" / ".briefing" / "0.new").exists() == (left != "stopped")
    if left == "at work":
        lock.release()


def test_a_publication_of_both_editions_is_whole_wherever_it_dies(report: Path) -> None:
    """The record of an earlier publication is kept beside the new one, or nothing has changed."""
    history = report / "history"
    build(report, edition="both")
    publish(report, DAY, edition="both")
    old = contents(history)
    changed(report)
    build(report, edition="both")

    def act() -> object:
        return publish(report, DAY, edition="both", again=True)

    act()
    new = contents(history)
    assert sorted(new) == ["2022-07-private.1.json", "2022-07-private.json",
                           "2022-07-public.1.json", "2022-07-public.json"]
    seen = set()
    for last, half in deaths(report, act, lambda: filled(history, old)):
        prepare(report)         # `check` finishes it, before it reads what was published
        assert not (history / JOURNAL).exists()
        with alone_in(history):
            pass
        state = whole(history, {"old": old, "new": new})
        assert state in ("old", "new"), (last, half)
        seen.add(state)
        if last % 7 == 0:
            act()
            assert contents(history) == new
    assert seen == {"old", "new"}


@pytest.mark.parametrize("make", [new_folder, lambda folder: copy_example("barnsley", folder)],
                         ids=["new", "demo"])
def test_a_folder_to_start_from_is_whole_wherever_its_run_dies(
    make: Callable[[Path], object], tmp_path: Path
) -> None:
    folder = tmp_path / "ours"
    make(folder)
    new = contents(folder)
    for _ in deaths(tmp_path, lambda: make(folder),
                    lambda: shutil.rmtree(folder, ignore_errors=True)):
        settle(folder)
        found = {name for name in (contents(folder) if folder.exists() else {})
                 if STAGING not in name and name != LOCK}
        assert found in (set(), set(new))
        if not found:
            make(folder)        # the name can be given again
            assert set(contents(folder)) == set(new)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills no process so")
def test_a_real_kill_leaves_a_whole_report(report: Path) -> None:
    """The process itself, killed at five moments from its first touch of out/ on."""
    out = report / "out"
    build(report)
    old = contents(out)
    changed(report)
    build(report)
    new = contents(out)
    for pause in (0.0, 0.002, 0.004, 0.008, 0.016):
        filled(out, old)
        run = subprocess.Popen([sys.executable, "-m", "briefing", "build", str(report)], cwd=ROOT,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while run.poll() is None and not (out / STAGING).exists():
            time.sleep(0.0005)
        time.sleep(pause)
        run.kill()
        run.wait()
        with alone_in(out):     # the lock went with the process
            pass
        assert whole(out, {"old": old, "new": new}) in ("old", "new")


# ── two runs at once ─────────────────────────────────────────────────────────────────────────────

WAITS = """
import sys, time
from pathlib import Path
from briefing.placing import alone_in
with alone_in(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.readline()
"""


def test_a_second_run_is_told_of_the_first_and_changes_nothing(report: Path) -> None:
    out = report / "out"
    build(report)
    before = contents(out)
    first = subprocess.Popen([sys.executable, "-c", WAITS, str(out)], cwd=ROOT, text=True,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline() == "in\n"
    changed(report)
    (message,) = said(lambda: build(report))
    assert message.startswith(f"{out}: another run of briefing is at work here (process "
                              f"{first.pid} on ")
    assert message.endswith("Wait until it has ended, then try again; nothing was changed.")
    assert {n: c for n, c in contents(out).items() if n != LOCK} == before
    first.communicate("\n")
    build(report)
    assert contents(out) != before


@pytest.mark.parametrize("holder", [
    "process 999999999 on elsewhere, since 07:12",      # a process that is no more
    f"process {os.getpid()} on here, since 07:12",      # a number that another process has now
    "\x00\xff nonsense", "",
], ids=["a process that is no more", "a process of another program", "nonsense", "empty"])
def test_a_lock_file_without_its_process_stops_nobody(holder: str, tmp_path: Path) -> None:
    filled(tmp_path / "out")
    (tmp_path / "out" / LOCK).write_text(holder, encoding="utf-8")
    put_in_place(NEW, tmp_path / "out")
    assert contents(tmp_path / "out") == NEW


def test_a_share_without_locks_still_tells_this_machines_runs_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock_file = locking.lock_file

    def locked(file: int) -> bool:
        if not os.readlink(f"/proc/self/fd/{file}").startswith(str(room)):
            raise NotImplementedError
        return lock_file(file)

    room = tmp_path / "temporary"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    monkeypatch.setattr(locking, "lock_file", locked)
    with alone_in(tmp_path / "out"):
        (message,) = said(lambda: put_in_place(NEW, tmp_path / "out"))
        assert "another run of briefing is at work here" in message
    put_in_place(NEW, tmp_path / "out")
    assert {n: c for n, c in contents(tmp_path / "out").items() if n != LOCK} == NEW


# ── what cannot be replaced is named before anything is touched ──────────────────────────────────


def open_in_word(patch: pytest.MonkeyPatch, *names: str) -> None:
    """As on Windows: a file that Word has open can neither be written nor renamed over."""
    opened, rename = Path.open, os.replace

    def refuse(path: Path, mode: str = "r", *rest: Any) -> Any:
        if mode == "r+b" and path.name in names:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, mode, *rest)

    def refuse_rename(old: Any, new: Any) -> None:
        if Path(new).name in names:
            raise PermissionError(errno.EACCES, "Access is denied", str(old), None, str(new))
        rename(old, new)

    patch.setattr(Path, "open", refuse)
    patch.setattr(os, "replace", refuse_rename)


def test_every_file_that_is_open_is_named_and_nothing_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = filled(tmp_path / "out")
    open_in_word(monkeypatch, "b.docx", "a.pdf")
    with watched(tmp_path) as watch:
        messages = said(lambda: put_in_place(NEW, out))
    assert messages == [
        f"out/{name}: it cannot be replaced: it is open in another program, or protected from "
        "change. Close it and try again; nothing was changed."
        for name in ("a.pdf", "b.docx", "public/a.pdf")]
    assert contents(out) == OLD
    assert watch.count < 12     # the lock, its release and a look at each file


def test_a_file_that_is_opened_in_the_middle_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was free a moment ago: all that was replaced comes back, what was new goes."""
    out = filled(tmp_path / "out")
    rename = os.replace

    def refuse(old: Any, new: Any) -> None:
        if Path(new).name == "c.txt":       # the last of the set
            raise PermissionError(errno.EACCES, "Access is denied", str(old), None, str(new))
        rename(old, new)

    monkeypatch.setattr(os, "replace", refuse)
    assert said(lambda: put_in_place(NEW, out)) == [
        "out/public/c.txt: it cannot be replaced: it is open in another program, or protected "
        "from change. Close it and try again; nothing was changed."]
    assert contents(out) == OLD
    assert said(lambda: put_in_place(NEW, tmp_path / "first" / "out")) != []
    assert not (tmp_path / "first").exists()        # the folder that was made for it is gone, too


def test_a_file_kept_for_a_moment_only_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows' own search for viruses opens what was just written."""
    rename, refusals = os.replace, [PermissionError(errno.EACCES, "Access is denied")] * 2

    def refuse(old: Any, new: Any) -> None:
        if refusals and str(new).endswith("b.docx"):
            raise refusals.pop()
        rename(old, new)

    monkeypatch.setattr(disk, "WINDOWS", True)
    monkeypatch.setattr(os, "replace", refuse)
    put_in_place(NEW, filled(tmp_path / "out"))
    assert contents(tmp_path / "out") == NEW


def test_a_file_that_can_neither_be_replaced_nor_put_back_is_finished_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = filled(tmp_path / "out")
    rename, opened = os.replace, []

    def refuse(old: Any, new: Any) -> None:
        if (Path(new).name == "a.pdf" and opened) or Path(new).parent.name == "public":
            raise PermissionError(errno.EACCES, "Access is denied")
        opened.extend([new] * (Path(new).name == "a.pdf"))
        rename(old, new)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        message = ("out/a.pdf: the report in out is half replaced, and this file cannot be: Access "
                   f"is denied. Close it in other programs and run this again; {JOURNAL} says what "
                   "is left to do.")
        assert said(lambda: put_in_place(NEW, out)) == [message]
        assert "finishes the work" in json.loads((out / JOURNAL).read_text("utf-8"))["note"]
        assert said(lambda: put_in_place(NEW, out)) == [message]
    with alone_in(out):
        pass
    assert contents(out) == OLD


@pytest.mark.parametrize("refused", ["public", "out"])
def test_a_folder_that_cannot_be_written_is_told_before_anything_is_touched(
    refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = filled(tmp_path / "out")
    mkdir = Path.mkdir

    def refuse(path: Path, *rest: Any, **more: Any) -> None:
        if path.parent.name == refused:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        mkdir(path, *rest, **more)

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert said(lambda: put_in_place(NEW, out)) == [
        f"{out}: it cannot be written: Permission denied. Give another folder with --out."]
    assert contents(out) == OLD


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, sync, left = filled(tmp_path / "out"), os.fsync, [None] * 3

    def full(file: int) -> None:
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device")
        left.pop()
        sync(file)

    monkeypatch.setattr(os, "fsync", full)
    assert said(lambda: put_in_place(NEW, out)) == [
        f"{out}: it cannot be written: No space left on device. Give another folder with --out."]
    assert contents(out) == OLD


def test_a_public_folder_on_another_file_system_is_written_like_any(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is ever renamed from one folder's staging into another."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    out = tmp_path / "out"
    out.mkdir()
    (out / "public").symlink_to(elsewhere, target_is_directory=True)
    rename = os.replace

    def refuse(old: Any, new: Any) -> None:
        ends = [Path(p).resolve().is_relative_to(elsewhere) for p in (old, new)]
        if ends[0] != ends[1]:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        rename(old, new)

    monkeypatch.setattr(os, "replace", refuse)
    put_in_place(NEW, out)
    assert contents(elsewhere) == {"a.pdf": b"new public a", "c.txt": b"new c"}


def test_a_file_system_without_links_keeps_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    test_a_file_that_is_opened_in_the_middle_puts_everything_back(tmp_path, monkeypatch)


def test_what_an_earlier_version_left_behind_is_taken_away(tmp_path: Path) -> None:
    out = filled(tmp_path / "out", OLD | {".a.pdf.4711/a.pdf": b"half", ".notes/mine": b"kept"})
    put_in_place(NEW, out)
    assert contents(out) == NEW | {".notes/mine": b"kept"}


# ── a journal from elsewhere ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("step", [
    {"name": "../outside.txt", "staged": ".briefing/0.new", "kept": ""},
    {"name": "/tmp/outside.txt", "staged": ".briefing/0.new", "kept": ""},
    {"name": "C:\\outside.txt", "staged": ".briefing/0.new", "kept": ""},
    {"name": "a.pdf", "staged": "../../secret", "kept": ""},
    {"name": "a.pdf", "staged": ".briefing/0.new", "kept": "../.briefing/x"},
    {"name": "public/.profile", "staged": "public/.briefing/0.new", "kept": ""},
    {"name": "a.pdf"}, "a.pdf", None,
])  # fmt: skip
def test_a_journal_that_is_not_ours_moves_nothing(step: Any, tmp_path: Path) -> None:
    out = filled(tmp_path / "out", OLD | {".briefing/0.new": b"sent"})
    (out / JOURNAL).write_text(json.dumps({"state": "finish", "files": [step]}), encoding="utf-8")
    before = contents(tmp_path)
    assert said(lambda: settle(out)) == [
        f"{out}/{JOURNAL}: a run that was stopped left it, and it cannot be read. Take it away, "
        "then build again: the files beside it can be of two reports."]
    assert contents(tmp_path) == before


# ── names that Windows does not keep ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "fault"), [
    ("report-2022-07.pdf", ""),
    ("console-2022-07.pdf", ""),
    ("CON.pdf", "'CON' is a device of Windows, which cannot keep a file of that name."),
    ("nul", "'nul' is a device of Windows, which cannot keep a file of that name."),
    ("aux.-2022-07.pdf", "'aux' is a device of Windows, which cannot keep a file of that name."),
    ("Com1.x-2022-07.txt", "'Com1' is a device of Windows, which cannot keep a file of that name."),
    ("report.", "Windows keeps no name that ends with a dot or a space."),
    ("report ", "Windows keeps no name that ends with a dot or a space."),
    ("re:port", "its name has a character that Windows does not allow."),
])
def test_a_name_that_windows_cannot_keep(name: str, fault: str) -> None:
    assert name_fault(name) == fault


@pytest.mark.parametrize("name", ["aux.", "nul.x", "COM1.monthly"])
def test_check_refuses_a_report_that_windows_could_not_keep(name: str, report: Path) -> None:
    settings = (report / "report.toml").read_text("utf-8")
    (report / "report.toml").write_text(f'{settings}name = "{name}"\n', encoding="utf-8")
    assert said(lambda: prepare(report)) == [
        f"report.toml, report.name: '{name.split('.')[0]}' is a device of Windows, which cannot "
        "keep a file of that name. Give the report another name."]


def test_names_that_differ_by_capitals_only_are_one_file_to_windows(tmp_path: Path) -> None:
    out = filled(tmp_path / "out", {"A.pdf": b"old"})
    assert said(lambda: put_in_place(NEW, out)) == [
        "out/a.pdf: A.pdf is there, which differs by capitals only: Windows takes both for one "
        "file. Take that file away, or give the report its name again."]
    assert contents(out) == {"A.pdf": b"old"}


def test_a_path_too_long_for_windows_is_told_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "o" / ("n" * 200) / "out"
    long = {f"{'r' * 60}.pdf": b"new"}
    put_in_place(long, out)         # elsewhere it can be opened
    monkeypatch.setattr(disk, "WINDOWS", True)
    (message,) = said(lambda: put_in_place(long, out))
    length = len(str(out / next(iter(long))))
    assert message == (
        f"out/{'r' * 60}.pdf: its path has {length} characters; Windows opens up to 259. Give a "
        "shorter name in report.toml, or a folder nearer to the drive with --out.")


def test_a_folder_in_a_files_place_is_told(tmp_path: Path) -> None:
    out = filled(tmp_path / "out", {"a.pdf/inside.txt": b"mine"})
    assert said(lambda: put_in_place(NEW, out)) == [
        "out/a.pdf: a folder of this name is in its place. Move that folder away."]
