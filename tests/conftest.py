"""What tests share: the worked example built once, and the flag that rewrites golden files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing import shelves
from briefing.build import build
from briefing.document import Document
from briefing.layout import Layout, compose_report, read_layout
from briefing.prepared import Prepared, prepare
from briefing.problems import Problem
from briefing.reading import ReportFolder

LAYOUTS = tuple(shelves.names("layouts"))
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true",
                     help="write the golden files anew instead of comparing with them")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that tests record, a line for each test."""
    for report in terminalreporter.getreports("passed"):
        figures = [f"{name} {value}" for name, value in report.user_properties
                   if not name.startswith("hypothesis")]
        if figures:
            terminalreporter.write_line(f"{report.nodeid.split('::')[-1]}: {'; '.join(figures)}")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compares text with the golden file of that name, or rewrites it when asked to."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text("utf-8"), f"{name} differs; see --rewrite-golden"

    return compare


@pytest.fixture(scope="session")
def example() -> Prepared:
    """The worked example, read and checked."""
    return prepare(shelves.example("barnsley"))


@pytest.fixture(scope="session")
def example_report(example: Prepared) -> ReportFolder:
    return example.report


def shipped(layout: str) -> Layout:
    """The shipped layout of that name."""
    path = shelves.find("layouts", layout)
    assert path is not None
    problems: list[Problem] = []
    found = read_layout(path, problems)
    assert problems == []
    assert found is not None
    return found


def laid_out(example: Prepared, layout: str, edition: str = "private") -> Document:
    """The worked example in a shipped layout."""
    return compose_report(example.report, example.findings, example.book, shipped(layout),
                   edition).document


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The worked example's finished files by ending: pdf, docx, txt, figures.csv, manifest.json."""
    folder = tmp_path_factory.mktemp("example") / "barnsley"
    shutil.copytree(shelves.example("barnsley"), folder)
    paths = build(folder).files
    return {path.name.split(".", 1)[1]: path for path in paths}
