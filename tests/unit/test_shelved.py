"""Books and layouts are read once while their files are the same, and anew when one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.narrative.book import Book, read_book
from briefing.problems import Problem
from briefing.shelved import MOST, Kept, ShelfFiles

OVER = 'about = "ours"\nbase = "childrens-social-care"\nrun_at_least = {}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report folder with a book of its own, which says what another of its books says."""
    own = tmp_path / "narratives"
    own.mkdir()
    (own / "ours.toml").write_text(OVER.format(4), "utf-8")
    return tmp_path


def read(folder: Path) -> Book:
    problems: list[Problem] = []
    book = read_book(folder / "narratives" / "ours.toml", problems, folder)
    assert (book is not None, problems) == (True, [])
    assert book is not None
    return book


def test_the_same_files_are_the_same_book(folder: Path) -> None:
    assert read(folder) is read(folder)


def test_a_book_that_was_changed_is_read_anew(folder: Path) -> None:
    before = read(folder)
    (folder / "narratives" / "ours.toml").write_text(OVER.format(5), "utf-8")

    assert (before.file.run_at_least, read(folder).file.run_at_least) == (4, 5)


def test_a_base_of_the_folder_that_comes_before_the_shelfs_is_read(folder: Path) -> None:
    """The book itself is as it was; what it is over is another file now."""
    before = read(folder)
    theirs = folder / "narratives" / "childrens-social-care.toml"
    theirs.write_text('about = "theirs"\nbase = "housing"\n', "utf-8")
    problems: list[Problem] = []

    assert read_book(folder / "narratives" / "ours.toml", problems, folder) is None
    assert [problem.what for problem in problems] == [
        "'childrens-social-care' has a base itself."]
    theirs.unlink()
    assert read(folder).file == before.file


def test_a_fault_is_told_each_time(folder: Path) -> None:
    """What is not whole is not kept: the next report says so as well."""
    (folder / "narratives" / "ours.toml").write_text(OVER.format('"many"'), "utf-8")
    told: list[list[Problem]] = [[], []]
    for problems in told:
        assert read_book(folder / "narratives" / "ours.toml", problems, folder) is None

    assert told[0] == told[1]
    assert len(told[0]) == 1


def test_no_more_than_so_many_are_kept(tmp_path: Path) -> None:
    """The one that was asked for longest ago is forgotten."""
    reads: list[str] = []

    def text_of(path: Path, files: ShelfFiles, problems: list[Problem]) -> str:
        reads.append(path.stem)
        return str(files.load(path, problems))

    kept = Kept("narratives", text_of)
    paths = [tmp_path / f"{n}.toml" for n in range(MOST + 1)]
    for path in paths:
        path.write_text(f'name = "{path.stem}"', "utf-8")
    for path in (*paths[:MOST], paths[0], paths[MOST], paths[0], paths[1]):
        kept.read(path, None, [])

    assert reads == [*(path.stem for path in paths), "1"]
