"""`briefing review FILE.docx`, from the edited file to what is said of it."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from briefing import shelves
from briefing.build import build
from briefing.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example, built."""
    made = tmp_path_factory.mktemp("review") / "barnsley"
    shutil.copytree(shelves.example("barnsley"), made)
    build(made)
    return made


def edited(folder: Path, changes: dict[str, str], name: str = "edited.docx") -> Path:
    """The Word file with some words in place of others, as an editor without tracking leaves it."""
    source = next((folder / "out").glob("*-2022-07.docx"))
    document = docx.Document(source)
    header = [one for row in document.tables[0].rows for one in row.cells[-1].paragraphs]
    for old, new in changes.items():
        done = False
        for paragraph in (*header, *document.paragraphs):
            for run in paragraph.runs:
                if old in run.text and not done:
                    run.text, done = run.text.replace(old, new, 1), True
        assert done, old
    path = folder / "out" / name
    document.save(path)
    return path


def told(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["review", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


WRONG = {"The number of contacts fell to ": "The number of contacts rose to "}
RIGHT = {"The number of contacts fell to ": "Contacts dropped to "}


def test_what_was_changed_is_told_by_place_and_what_is_wrong_below(folder: Path) -> None:
    path = edited(folder, WRONG)
    before = path.read_bytes()
    code, said = told(path)
    assert code == 3
    assert "2. Summary › Contacts" in said
    assert "The number of contacts [-fell-]{+rose+} to 379 in July" in said
    assert "problem: it says ‘rose’, and 379 is less than 579." in said
    assert said.rstrip().endswith("1 change: 1 problem, 2 warnings.")
    assert path.read_bytes() == before


def test_whoever_saved_the_file_is_named_where_no_change_is_tracked(folder: Path) -> None:
    """Word says so of every file; a file that only `build` has written names nobody who edited."""
    path = edited(folder, WRONG, "saved.docx")
    assert "  reworded by somebody\n" in told(path)[1]
    document = docx.Document(path)
    document.core_properties.last_modified_by = "Ann Smith"
    document.core_properties.modified = datetime(2022, 9, 20, 9, 30)
    document.save(path)
    assert "  reworded by Ann Smith, who saved the file\n" in told(path)[1]
    (change,) = json.loads(told(path, "--json")[1])["changes"]
    assert (change["who"], change["saved_by"]) == ("", "Ann Smith")
    path.unlink()


def test_a_value_of_the_header_is_named_once_and_a_number_that_counts_nothing_not_at_all(
    folder: Path, tmp_path: Path
) -> None:
    path = edited(folder, {"13 September 2022": "20 September 2022",
                           "Every month the Children": "Each month the Children"})
    page = tmp_path / "review.html"
    _, said = told(path, "--html", page)
    assert "\nDate of meeting\n" in said
    assert "one performance report" in page.read_text("utf-8")
    assert "no figure of this report" not in page.read_text("utf-8")


def test_exit_codes_are_those_of_check(folder: Path) -> None:
    path = edited(folder, RIGHT)
    assert told(path)[0] == 0
    assert told(path, "--strict")[0] == 1       # two prompts wait
    assert told(path.with_name("none.docx"))[0] == 3
    assert told()[0] == 2


def test_a_page_has_old_and_new_words_side_by_side(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "review.html"
    code, _ = told(edited(folder, WRONG), "--html", page)
    text = page.read_text("utf-8")
    assert code == 3
    assert "<del>fell</del>" in text
    assert "<ins>rose</ins>" in text
    assert re.search(r"As it was written</th><th scope=\"col\">As it stands now", text)
    assert "http" not in text       # nothing is fetched
    assert "<script" not in text


def test_json_has_every_change_with_its_verdicts(folder: Path) -> None:
    _, said = told(edited(folder, WRONG), "--json")
    read = json.loads(said)
    assert (read["problems"], read["month"], read["edition"]) == (1, "July 2022", "private")
    change, = read["changes"]
    assert change["old"].startswith("The number of contacts fell to 379")
    assert [v["severity"] for v in change["verdicts"]] == ["error"]
    assert ["gone", "fell"] in change["redline"]


def test_all_tells_which_fact_each_figure_is(folder: Path) -> None:
    _, said = told(edited(folder, RIGHT), "--all")
    assert "379: number of contacts: July’s figure" in said


def test_nothing_that_an_author_wrote_is_obeyed_by_a_terminal_or_a_browser(
    folder: Path, tmp_path: Path
) -> None:
    page = tmp_path / "review.html"
    _, said = told(edited(folder, {"The number of contacts fell to ":
                                   "<script>alert(1)</script>\u202eContacts fell to "}),
                   "--html", page)
    assert "\u202e" not in said
    assert "<script>" not in page.read_text("utf-8")


def test_a_file_elsewhere_needs_its_folder(folder: Path, tmp_path: Path,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "edited.docx"
    shutil.copy(edited(folder, RIGHT), path)
    code, said = told(path)
    assert code == 3
    assert "there is no report.toml beside it or above it" in said
    assert told(path, "--folder", folder)[0] == 0


def test_a_file_of_another_report_is_told_so(folder: Path, tmp_path: Path) -> None:
    path = edited(folder, RIGHT)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    settings = other / "report.toml"
    text = settings.read_text("utf-8")
    settings.write_text(re.sub(r"(?m)^name +=.*$", 'name = "another"', text), "utf-8")
    assert 'name = "another"' in settings.read_text("utf-8")
    code, said = told(path, "--folder", other)
    assert code == 3
    assert "it is a file of the report 'childrens-social-care'; this folder's is 'another'" in said


def test_a_file_that_was_built_from_other_data_is_told_so(folder: Path, tmp_path: Path) -> None:
    path = edited(folder, RIGHT)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    notes = other / "commentary" / "background.md"
    notes.write_text(notes.read_text("utf-8") + "\nMore.\n", "utf-8")
    code, said = told(path, "--folder", other)
    assert code == 0
    assert "have changed since this file was built; it is judged by today’s" in said
