"""Finished files put in place: all together, or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from briefing.problems import Place, Problem, ProblemsFound


def put_in_place(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """The paths of the files, written beside and then renamed, so that a fault leaves the old ones.

    Raises ProblemsFound when the folder or a file cannot be written.
    """
    beside = out / f".{Path(next(iter(files))).name}.{os.getpid()}"
    try:
        beside.mkdir(parents=True)
        for name, content in files.items():
            for path in (beside / name, out / name):
                path.parent.mkdir(exist_ok=True)
            (beside / name).write_bytes(content)
        locked = [out / name for name in files if not _free(out / name)]
        if locked:
            raise ProblemsFound(
                Problem(Place(path.name), "it is open in another program.",
                        "Close it and build again; nothing was changed.") for path in locked)
        for name in files:
            os.replace(beside / name, out / name)
    except OSError as fault:
        raise ProblemsFound([Problem(Place(str(out)), f"it cannot be written: {fault.strerror}.",
                                     "Give another folder with --out.")]) from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(out / name for name in files)


def _free(path: Path) -> bool:
    """Whether the file can be replaced; Windows locks one that is open elsewhere."""
    if not path.exists():
        return True
    try:
        with path.open("r+b"):
            return True
    except PermissionError:
        return False
