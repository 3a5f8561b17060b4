"""The PDF written by a second process: the same bytes, and nothing lost when it fails."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import page as validator
import pikepdf
import pytest

from briefing import build as building
from briefing import shelves
from briefing.build import build
from briefing.document import Paragraph, Section
from briefing.problems import ProblemsFound
from briefing.writers.apart import LARGE, PdfWriter, packed, worth_it
from briefing.writers.pdf import pdf_file
from tests.documents import sample, words


def test_the_other_process_writes_the_same_bytes() -> None:
    attached = ("figures.csv", b"id,text\n")
    with PdfWriter(apart=True) as writer:
        one, other = writer.begun(sample()), writer.begun(sample(rows=40), attached)
        assert one() == pdf_file(sample())
        assert other() == pdf_file(sample(rows=40), attachment=attached)
        assert writer._sent(packed(sample(), None)) == one()    # it was not written here


def test_without_another_process_it_is_written_here() -> None:
    with PdfWriter(apart=False) as writer:
        assert writer.begun(sample())() == pdf_file(sample())


def test_a_process_that_ends_is_done_without() -> None:
    with PdfWriter(apart=True) as writer:
        assert writer.process is not None
        writer.process.kill()
        assert writer.begun(sample())() == pdf_file(sample())


def test_a_process_that_cannot_be_started_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/python")
    with PdfWriter(apart=True) as writer:
        assert writer.begun(sample())() == pdf_file(sample())


def test_what_is_wrong_is_raised_here() -> None:
    faulty = sample()
    faulty = type(faulty)(**{name: getattr(faulty, name) for name in faulty.__slots__} | {
        "sections": (Section("s", (Paragraph("p", words("✓")),)),)})
    with PdfWriter(apart=True) as writer, pytest.raises(ProblemsFound, match="U\\+2713"):
        writer.begun(faulty)()


def test_the_process_ends_with_the_build_that_fails() -> None:
    with pytest.raises(KeyError), PdfWriter(apart=True) as writer:
        raise KeyError
    assert writer.process is not None
    assert writer.process.poll() is not None


def test_small_reports_and_busy_cores_need_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr("os.getloadavg", lambda: (0.2, 0, 0), raising=False)
    (tmp_path / "values.csv").write_text("x" * (LARGE - 1), "utf-8")
    assert not worth_it(tmp_path)
    (tmp_path / "targets.csv").write_text("x", "utf-8")
    assert worth_it(tmp_path)
    assert not worth_it(tmp_path / "missing")
    monkeypatch.setattr("os.getloadavg", lambda: (1.0, 0, 0))
    assert not worth_it(tmp_path)
    monkeypatch.setattr("os.getloadavg", lambda: (0.0, 0, 0))
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    assert not worth_it(tmp_path)


def copied(folder: Path, setting: str = "") -> Path:
    """The worked example with a setting more."""
    shutil.copytree(shelves.example("barnsley"), folder)
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace(
        "[report]\n", f"[report]\n{setting}", 1), "utf-8")
    return folder


@pytest.mark.parametrize("apart", [True, False])
def test_a_build_is_the_same_either_way(
    apart: bool, tmp_path: Path, built: dict[str, Path], monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(building, "worth_it", lambda _: apart)
    paths = build(copied(tmp_path / "barnsley")).files
    assert {path.name: path.read_bytes() for path in paths} == {
        path.name: path.read_bytes() for path in built.values()}


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
