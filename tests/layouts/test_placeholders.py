"""What still waits for the author is warned of, and never stands in a public edition."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing import shelves
from briefing.build import build
from briefing.cli import main
from briefing.prepared import prepare
from briefing.starter import new_folder
from tests.conftest import LAYOUTS, shipped

DRAFT = ("the author has not", "write here")


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    new_folder(tmp_path / "ours")
    return tmp_path / "ours"


def text_of(folder: Path, edition: str) -> str:
    """The finished text of that edition, in small letters."""
    paths = build(folder, edition=edition).files
    return next(path for path in paths if path.suffix == ".txt").read_text("utf-8").casefold()


def waiting(layout: str) -> set[str]:
    """The files that the layout has a part for, and says so where there is none."""
    parts = (*shipped(layout).parts, *shipped(layout).rows)
    return {f"commentary/{part.place}.md" for part in parts if part.empty_public}


def test_a_new_folder_is_warned_of_and_public_without_its_placeholders(starter: Path) -> None:
    assert [str(problem) for problem in prepare(starter).warnings] == [
        "commentary/background.md: it still says “Write here why the committee receives this "
        "report. A blank line begins a new par…” Write your own words in its place; the public "
        "edition leaves it out.",
        "commentary/recommendations.md: it still says “Write here what the committee is asked to "
        "do.” Write your own words in its place; the public edition leaves it out."]
    assert "write here why the committee" in text_of(starter, "private")
    public = text_of(starter, "public")
    assert "write here" not in public
    assert "no background is given in this report." in public
    assert "this report makes no recommendations." in public


def test_strict_takes_a_placeholder_for_an_error(starter: Path) -> None:
    for command, code in (("check", 1), ("build", 1)):
        result = CliRunner().invoke(main, [command, str(starter), "--strict"])
        assert result.exit_code == code
        assert "it still says “Write here why the committee receives this report." in result.stderr
    assert not (starter / "out").exists()
    for path in (starter / "commentary").iterdir():
        path.write_text("Our own words.", encoding="utf-8")
    assert CliRunner().invoke(main, ["check", str(starter), "--strict"]).exit_code == 0


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_warns_of_what_is_not_written_and_publishes_no_placeholder(
    layout: str, tmp_path: Path
) -> None:
    folder = tmp_path / "report"
    shutil.copytree(shelves.example("barnsley"), folder)
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.replace("barnsley-scrutiny", layout),
                                        encoding="utf-8")
    shutil.rmtree(folder / "commentary")
    warned = {str(problem.place) for problem in prepare(folder, edition="private").warnings
              if problem.what.startswith("there is no such file, and the layout")}
    assert warned == waiting(layout)
    private, public = text_of(folder, "private"), text_of(folder, "public")
    assert any(word in private for word in DRAFT) == bool(warned)
    assert not any(word in public for word in DRAFT)


def test_a_draft_says_so_only_where_the_public_edition_has_other_words() -> None:
    for layout in LAYOUTS:
        for part in (*shipped(layout).parts, *shipped(layout).rows):
            assert any(word in part.empty.casefold() for word in DRAFT) == bool(part.empty_public)
            assert not any(word in part.empty_public.casefold() for word in DRAFT)


def test_a_part_that_is_written_is_not_warned_of(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    shutil.copytree(shelves.example("barnsley"), folder)
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.replace("barnsley-scrutiny", "cover-sheet"),
                                        encoding="utf-8")
    assert (
        "commentary/risk.md: there is no such file, and the layout 'cover-sheet' has a part for "
        "it: “The author has not stated the risks.” Write it, even if it is only “None.”."
    ) in [str(problem) for problem in prepare(folder).warnings]
    (folder / "commentary" / "risk.md").write_text("None.", encoding="utf-8")
    assert "commentary/risk.md" not in {str(p.place) for p in prepare(folder).warnings}
    (folder / "commentary" / "risk.md").rename(folder / "commentary" / "risk.private.md")
    assert "commentary/risk.md" in {str(p.place)
                                    for p in prepare(folder, edition="public").warnings}
