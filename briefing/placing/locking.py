"""The lock of a folder: a run at a time writes there.

The lock is the system's own, which goes with the process that holds it: there is none that a killed
run leaves behind.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

LOCK = ".briefing.lock"


class FolderLock:
    """The system's lock on a file in the folder, held until it is released or the process ends.

    What the file says of its holder is for people; nothing is decided by it.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK
        self.file = -1

    def take(self, patience: float) -> bool:
        """Whether it is ours now, tried for so many seconds. Raises OSError."""
        until = time.monotonic() + patience
        while True:
            try:
                taken = self._try()
            except NotImplementedError:     # a share that keeps no locks: this machine's runs
                name = sha256(str(self.path.resolve()).encode()).hexdigest()[:16]
                self.path = Path(tempfile.gettempdir()) / f"briefing-{name}.lock"
                taken = self._try()
            if taken or time.monotonic() >= until:
                return taken
            time.sleep(0.05)

    def _try(self) -> bool:
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                taken = lock_file(file)
                # the one that held it may have taken the file away since it was opened
                stale = taken and not _is_same(file, self.path)
            except BaseException:
                os.close(file)
                raise
            if stale or not taken:
                os.close(file)
            if stale:
                continue
            if taken:
                self.file = file
                holder = f"process {os.getpid()} on {platform.node()}"
                os.write(file, f"{holder}, since {datetime.now():%H:%M}".ljust(200).encode())
            return taken

    def holder(self) -> str:
        """What the file says of who holds the lock; "" where it says nothing."""
        try:
            return self.path.read_text("utf-8", errors="replace").strip()[:200]
        except OSError:
            return ""

    def release(self) -> None:
        """Give it up and take its file away."""
        try:
            if sys.platform != "win32":
                self.path.unlink(missing_ok=True)
        finally:
            os.close(self.file)
        if sys.platform == "win32":     # it takes no file away that a run has open
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


def lock_file(file: int) -> bool:
    """Whether the lock was free and is ours; raises NotImplementedError where there are none."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, 1 << 30, os.SEEK_SET)      # beyond what the file says
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as fault:
        raise NotImplementedError from fault
    return True


def _is_same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False
