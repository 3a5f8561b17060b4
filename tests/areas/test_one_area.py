"""What is done with the report of one area: published, reviewed, accepted and attacked."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.areas.folders import FIGURES, SETTINGS, folder_of, put, run, text_of, tree
from tests.areas.test_among import SETTINGS_OF_TOWNS, SHARES
from tests.areas.test_runs import SMALL, command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three districts with a background for all; their reports are built."""
    made = folder_of(tmp_path / "report")
    put(made, **{"commentary/background.md": "For every district."})
    run(made)
    return made


def edited(folder: Path, area: str, old: str, new: str) -> Path:
    """The area's Word file with other words."""
    (path,) = (folder / "out" / area).glob("*.docx")
    document = docx.Document(str(path))
    (paragraph,) = [one for one in document.paragraphs if one.text == old]
    paragraph.runs[0].text = new
    for more in paragraph.runs[1:]:
        more.text = ""
    document.save(str(path))
    return path


def test_an_area_is_published_into_its_own_history(folder: Path) -> None:
    done = command("publish", folder, "--area", "York", "--date", "2022-09-14")
    assert done.exit_code == 0, done.output
    assert sorted(tree(folder / "history")) == ["york/2022-07-private.json"]
    assert str(folder / "history" / "york" / "2022-07-private.json") in done.output
    again = command("publish", folder, "--area", "York", "--date", "2022-09-15")
    assert "published already, on 14 September 2022" in again.output


def test_many_are_published_at_once(folder: Path) -> None:
    assert command("publish", folder, "--area", "all").exit_code == 0
    assert sorted(tree(folder / "history")) == [
        f"{area}/2022-07-private.json" for area in ("leeds", "st-helens", "york")]


def test_an_edition_is_published_and_reviewed_whichever_were_built_with_it(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "report", settings=SETTINGS_OF_TOWNS, figures=SHARES)
    assert run(folder, edition="both").failed == ()
    for edition in ("private", "public", "both"):
        done = command("publish", folder, "--area", "Leeds", "--edition", edition)
        assert done.exit_code == 0, done.output
    (path,) = (folder / "out" / "leeds").glob("*.docx")
    said = command("review", path).output
    assert "No changes: no problems, no warnings." in said


def test_a_later_report_compares_with_what_its_area_published(folder: Path) -> None:
    command("publish", folder, "--area", "York")
    folder_of(folder, "", "York,referrals,2022-08,75,,", "York,assessed,2022-08,,24,40",
              figures=FIGURES | {"York": (80, 71, "30/40", "20/40")})
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.replace("2022-07", "2022-08"), "utf-8")
    done = run(folder, "York")
    assert done.failed == ()
    (warning,) = done.warnings
    assert "'referrals' was published as 70 for July 2022 and is now 71" in str(warning)


def test_what_is_not_as_it_was_built_is_not_published(folder: Path) -> None:
    put(folder, **{"commentary/york/background.md": "Other words."})
    done = command("publish", folder, "--area", "York")
    assert done.exit_code == 3
    assert "nothing was written" in done.output
    assert not (folder / "history").exists()


def test_which_area_is_to_be_said_where_there_are_many(folder: Path) -> None:
    done = command("publish", folder)
    assert done.exit_code == 3
    assert "this folder has a report for each area. Say which: --area NAME." in done.output


def test_an_edited_file_knows_its_area(folder: Path) -> None:
    path = edited(folder, "york", "For every district.", "For York alone.")
    seen = command("review", path)
    assert seen.exit_code == 0, seen.output
    assert "{+York alone+}" in seen.output
    taken = command("accept", path, "--folder", folder)
    assert taken.exit_code == 0, taken.output
    assert (folder / "commentary" / "york" / "background.md").read_text("utf-8").strip() == (
        "For York alone.")
    assert (folder / "commentary" / "background.md").read_text("utf-8") == "For every district."
    run(folder)
    assert "For York alone." in text_of(folder, "york")
    assert "For every district." in text_of(folder, "leeds")


def test_edits_of_sentences_go_to_the_edits_of_the_area(folder: Path) -> None:
    (path,) = (folder / "out" / "york").glob("*.docx")
    words = next(one.text for one in docx.Document(str(path)).paragraphs
                 if one.text.startswith("The number of referrals"))
    edited(folder, "york", words, words.replace("The number of", "The count of"))
    assert command("accept", path, "--folder", folder, "--area", "York").exit_code == 0
    assert sorted(tree(folder / "edits")) == ["york/2022-07.toml"]
    run(folder)
    assert "The count of referrals" in text_of(folder, "york")
    assert "The count of referrals" not in text_of(folder, "leeds")


def test_a_public_report_of_an_area_is_attacked(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 'whole = "county"', figures=SMALL)
    run(folder, edition="public")
    (pdf,) = (folder / "out" / "st-helens" / "public").glob("*.pdf")
    done = command("attack", pdf, "--folder", folder, "--area", "St Helens")
    assert done.exit_code == 0, done.output
    assert "none exposed" in done.output


def test_what_an_area_published_the_public_has(tmp_path: Path) -> None:
    """July's county was published: what it told of St Helens is kept in August's reports too."""
    folder = folder_of(tmp_path, 'whole = "county"', figures=SMALL)
    run(folder, edition="public")
    done = command("publish", folder, "--edition", "public", "--area", "all")
    assert done.exit_code == 0, done.output
    more = [f"{area},referrals,2022-08,{count},," for area, count in
            (("Leeds", 199), ("York", 72), ("St Helens", 61), ("County", 332))]
    folder_of(folder, 'whole = "county"', *more, figures=SMALL)
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.replace('"2022-07"', '"2022-08"'), "utf-8")
    later = run(folder, edition="public")
    assert later.problems == ()
    assert later.failed == ()


def test_the_folder_moves_on_with_what_each_area_lacks(folder: Path) -> None:
    folder_of(folder, "", "York,referrals,2022-08,75,,")
    put(folder, **{"commentary/york/background.md": "In July it rained."})
    done = command("next", "--folder", folder)
    assert done.exit_code == 0, done.output
    assert 'period = "2022-08"' in (folder / "report.toml").read_text("utf-8")
    assert done.output.count("report.toml is of August 2022 now") == 1
    leeds, york = done.output.partition("\nYork:")[0], done.output.partition("\nYork:")[2]
    assert "Referrals" in leeds
    assert "Referrals" not in york.partition("St Helens:")[0]
    assert "Speaks of July: commentary/background.md, line 1: “In July it rained.”" in york
    assert sorted(path.name for path in (folder / "earlier").iterdir()) == [
        "2022-07.commentary.json", "2022-07.report.toml"]
    assert not (folder / "history").exists()


ACCEPTED = """
[[accept]]
kind = "no_value"
indicator = "assessed"
reason = "The system was down."
date = 2022-08-01
[[accept]]
kind = "no_value"
indicator = "referrals"
reason = "They come late."
date = 2022-08-01
"""


def test_what_was_accepted_of_an_areas_figures_ends_when_it_is_said_no_more(tmp_path: Path) -> None:
    """York has no share for July and one for August; St Helens has no referrals for either."""
    folder = folder_of(tmp_path, "", *(f"{area},assessed,2022-08,,8,10" for area in FIGURES),
                       *(f"{area},referrals,2022-08,80,," for area in ("Leeds", "York")),
                       settings=SETTINGS + ACCEPTED)
    values = (folder / "values.csv").read_text("utf-8").splitlines()
    (folder / "values.csv").write_text("\n".join(line for line in values if not line.startswith(
        ("York,assessed,2022-07", "St Helens,referrals,2022-07"))) + "\n", "utf-8")
    done = command("next", "--folder", folder)
    assert done.exit_code == 0, done.output
    left = (folder / "report.toml").read_text("utf-8")
    assert "The system was down." not in left
    assert "They come late." in left


def test_a_rank_that_an_author_changes_is_held_to_the_areas(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "", figures=SHARES, settings=SETTINGS_OF_TOWNS)
    run(folder)
    (path,) = (folder / "out" / "york").glob("*.docx")
    words = next(one.text for one in docx.Document(str(path)).paragraphs
                 if "York was 4th highest of 5 towns in July and 10.0 percentage points below "
                 "the median (70.0%)." in one.text)
    edited(folder, "york", words, words.replace("4th highest", "2nd highest"))
    seen = command("review", path)
    assert seen.exit_code == 3, seen.output
    assert "2nd should be 4" in seen.output


def test_what_report_toml_says_is_for_every_area_and_stays(folder: Path) -> None:
    (path,) = (folder / "out" / "york").glob("*.docx")
    document = docx.Document(str(path))
    (cell,) = [cell for table in document.tables for row in table.rows for cell in row.cells
               if cell.text == "Scrutiny"]
    cell.paragraphs[0].runs[0].text = "Cabinet"
    document.save(str(path))
    before = (folder / "report.toml").read_bytes()
    done = command("accept", path)
    assert done.exit_code == 0, done.output
    assert ("report.meeting: report.toml is for every area: ‘Scrutiny’ there stays, here it is "
            "‘Cabinet’. Change it in report.toml." in done.output)
    assert (folder / "report.toml").read_bytes() == before
