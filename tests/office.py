"""LibreOffice, as the tests use it: many files in one go, with settings of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PDF = "pdf"
DOCX = "docx:MS Word 2007 XML"
PATIENCE = 240      # seconds; the first start on a machine makes the settings


def converted(files: Sequence[Path], to: str, into: Path, settings: Path) -> list[Path]:
    """The files as LibreOffice saves them, in `into`, in the order given."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise FileNotFoundError(
            "LibreOffice Writer is needed by the tests: apt-get install libreoffice-writer "
            "libreoffice-calc fonts-liberation")
    subprocess.run(
        [office, f"-env:UserInstallation={settings.as_uri()}", "--headless", "--convert-to", to,
         "--outdir", str(into), *map(str, files)],
        check=True, capture_output=True, timeout=PATIENCE)
    return [into / f"{file.stem}.{to.partition(':')[0]}" for file in files]
