"""LibreOffice, as the tests use it: many files in one go, with settings of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PDF = "pdf"
DOCX = "docx:MS Word 2007 XML"
PATIENCE = 240      # seconds; the first start on a machine makes the settings
AUTHOR = Path(__file__).parent / "word" / "office_author.py"
# What an author does: a step's name and what it is done with; see office_author.
Steps = Sequence[Sequence[object]]


def _office() -> str:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise FileNotFoundError(
            "LibreOffice Writer is needed by the tests: apt-get install libreoffice-writer "
            "libreoffice-calc fonts-liberation")
    return office


def _python() -> str:
    """A Python that speaks to LibreOffice: the system's, whatever the tests run in."""
    for python in ("/usr/bin/python3", "/usr/lib/libreoffice/program/python"):
        if Path(python).exists() and subprocess.run(
                [python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    raise FileNotFoundError(
        "LibreOffice's Python is needed by the tests: apt-get install python3-uno")


def edited(jobs: Sequence[tuple[Path, Path, Steps]], settings: Path) -> None:
    """Each file opened in LibreOffice, edited by the steps and saved as the other file."""
    said = json.dumps([(str(source), str(target), steps) for source, target, steps in jobs])
    run = subprocess.run(
        [_python(), str(AUTHOR), str(settings)], input=said, text=True, capture_output=True,
        timeout=PATIENCE, env={**os.environ, "SOFFICE": _office()}, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr)


def converted(files: Sequence[Path], to: str, into: Path, settings: Path) -> list[Path]:
    """The files as LibreOffice saves them, in `into`, in the order given."""
    subprocess.run(
        [_office(), f"-env:UserInstallation={settings.as_uri()}", "--headless", "--convert-to", to,
         "--outdir", str(into), *map(str, files)],
        check=True, capture_output=True, timeout=PATIENCE)
    return [into / f"{file.stem}.{to.partition(':')[0]}" for file in files]
