"""The figures inside the PDF, when they are asked for."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import page as validator
import pikepdf

from briefing import shelves
from briefing.build import build


def copied(folder: Path, setting: str = "") -> Path:
    """The worked example with a setting more."""
    shutil.copytree(shelves.example("barnsley"), folder)
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace(
        "[report]\n", f"[report]\n{setting}", 1), "utf-8")
    return folder


def test_the_figures_are_attached_when_asked(tmp_path: Path) -> None:
    paths = build(copied(tmp_path / "barnsley", "attach_figures = true\n")).files
    files = {path.name.split(".", 1)[1]: path for path in paths}
    pdf = files["pdf"].read_bytes()
    for profile in ("ua1", "3a"):
        assert validator.validate_pdf_bytes(pdf, profile=profile).failures == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (name,) = opened.attachments
        assert name == files["figures.csv"].name
        assert opened.attachments[name].get_file().read_bytes() == files[
            "figures.csv"].read_bytes()
        assert opened.Root.AF[0].AFRelationship == "/Data"
