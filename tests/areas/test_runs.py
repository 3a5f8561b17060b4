"""A run over many areas: what stands in out/ after it, whatever stopped it."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefing.areas.asked import Options
from briefing.areas.engines import Here, Outcomes, Work
from briefing.areas.inputs import open_areas
from briefing.areas.run import Progress, build_areas
from briefing.areas.work import Common, Task, Worker
from briefing.cli import main
from briefing.placing import alone_in
from tests.areas.folders import COUNTY, FIGURES, INDICATORS, folder_of, put, run, text_of, tree


def command(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def index_of(folder: Path) -> dict[str, dict[str, str]]:
    """The rows of the index by area."""
    text = (folder / "out" / "index.csv").read_text("utf-8-sig")
    return {row["area"]: row for row in csv.DictReader(text.splitlines())}


def test_each_area_has_a_folder_and_all_an_index_and_a_manifest(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    done = command("build", folder, "--areas", "all")
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (folder / "out").iterdir() if path.name[0] != ".") == [
        "areas.manifest.json", "index.csv", "index.html", "leeds", "st-helens", "york"]
    assert "3 of 3 reports made." in done.output
    manifest = json.loads((folder / "out" / "areas.manifest.json").read_bytes())
    assert manifest["areas"]["york"]["outputs"].keys() == {
        path.name for path in (folder / "out" / "york").iterdir()
        if path.name not in ("run.json", ".briefing.lock")}


def test_the_index_has_ratings_and_what_failed_and_why(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "", "York,referrals,2022-05,<many>,,",
                       targets="area,indicator,year,target,of\n,assessed,2022/23,85,month\n")
    done = command("build", folder, "--areas", "all")
    assert done.exit_code == 3
    assert "values.csv, row 14, column value: (York) '<many>' is not a number." in done.output
    found = index_of(folder)
    assert (found["leeds"]["▲ Green"], found["leeds"]["○ Not rated"]) == ("1", "1")
    assert found["st-helens"]["● Amber"] == "1"
    assert found["york"]["report"] == "not made"
    assert "'<many>' is not a number" in found["york"]["why"]
    page = (folder / "out" / "index.html").read_text("utf-8")
    assert "2 of 3 areas have their report" in page
    assert "&lt;many&gt;" in page
    assert ('<a href="leeds/monthly-report-leeds-2022-07.pdf" aria-label="PDF: Leeds">PDF</a> '
            '<a href="leeds/monthly-report-leeds-2022-07.docx" aria-label="Word: Leeds">Word</a> '
            '<a href="leeds/monthly-report-leeds-2022-07.html" aria-label="HTML: Leeds">HTML</a>'
            ) in page


def test_a_failed_area_keeps_its_report_of_before(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    run(folder)
    before = tree(folder / "out" / "york")
    folder_of(tmp_path, "", "York,referrals,2022-05,many,,", "Leeds,referrals,2022-05,100,,")
    run(folder)
    assert tree(folder / "out" / "york") == before
    assert index_of(folder)["york"]["report"] == "not made; the report of an earlier run stands"


def test_the_same_run_makes_the_same_bytes(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    run(folder)
    before = tree(folder / "out")
    run(folder)
    assert tree(folder / "out") == before


def test_only_what_is_not_up_to_date_is_made(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)

    def made() -> list[str]:
        done: list[str] = []
        run(folder, resume=True, on_area=lambda progress: done.append(progress.entry.area))
        return done

    assert made() == ["leeds", "york", "st-helens"]
    assert made() == []
    put(folder, **{"commentary/york/background.md": "New."})
    assert made() == ["york"]
    folder_of(tmp_path, "", "Leeds,referrals,2022-05,180,,")
    assert made() == ["leeds"]
    (folder / "out" / "st-helens" / "monthly-report-st-helens-2022-07.txt").write_text("", "utf-8")
    assert made() == ["st-helens"]
    put(folder, **{"commentary/background.md": "For all but York."})
    assert made() == ["leeds", "st-helens"]
    (folder / "targets.csv").write_text("area,indicator,year,target\n,referrals,2022/23,9\n",
                                        "utf-8")
    assert made() == ["leeds", "york", "st-helens"]


class Stopped(Here):
    """An engine that the user stops after so many areas."""

    def __init__(self, base: Path, after: int, at: Work = "built") -> None:
        super().__init__(base)
        self.after, self.at = after, at

    def run(self, work: Work, common: Common, tasks: Sequence[Task]) -> Outcomes:
        for n, result in enumerate(super().run(work, common, tasks)):
            if work == self.at and n == self.after:
                raise KeyboardInterrupt
            yield result


def test_a_run_that_is_stopped_while_areas_are_measured_leaves_what_was(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "a")
    run(folder, "York")
    before = tree(folder / "out" / "york")
    done = build_areas(folder, ("all",), engine=Stopped(tmp_path, 1, "measured"))
    assert done.stopped
    assert [entry.state for entry in done.entries] == ["left", "left", "left"]
    assert tree(folder / "out" / "york") == before
    assert not (folder / "out" / "leeds").exists()
    assert not run(folder, resume=True).failed
    assert text_of(folder, "leeds")


def test_a_run_that_is_stopped_leaves_whole_reports_and_goes_on(tmp_path: Path) -> None:
    folder, whole = folder_of(tmp_path / "a"), folder_of(tmp_path / "b")
    run(whole)
    done = build_areas(folder, ("all",), engine=Stopped(tmp_path, 2))
    assert done.stopped
    assert [entry.state for entry in done.entries] == ["made", "made", "left"]
    assert index_of(folder)["st-helens"]["report"] == "not reached"
    assert tree(folder / "out" / "york") == tree(whole / "out" / "york")
    seen: list[Progress] = []
    assert not run(folder, resume=True, on_area=seen.append).failed
    assert [progress.entry.area for progress in seen] == ["st-helens"]
    assert tree(folder / "out") == tree(whole / "out")


def test_one_area_of_many_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    run(folder)
    before = tree(folder / "out" / "leeds")
    folder_of(tmp_path, "", "Leeds,referrals,2022-05,100,,", "York,referrals,2022-05,78,,")
    done = command("build", folder, "--area", "York")
    assert done.exit_code == 0
    assert "1 of 1 reports made." in done.output
    assert tree(folder / "out" / "leeds") == before
    assert index_of(folder)["leeds"]["report"] == "made"


def test_a_list_of_areas_is_read_from_a_file(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "report")
    (tmp_path / "list.txt").write_text("York   # the city\n\nSt Helens\n", "utf-8")
    assert command("build", folder, "--areas-file", tmp_path / "list.txt").exit_code == 0
    assert sorted(index_of(folder)) == ["st-helens", "york"]


def test_a_check_names_every_problem_of_every_area(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "", "York,referrals,2022-05,many,,", "Leeds,refer,2022-05,3,,")
    done = command("check", folder)
    assert done.exit_code == 3
    assert "(York) 'many' is not a number." in done.output
    assert "(Leeds) there is no indicator 'refer'." in done.output
    assert "3 reports, 2 with problems: no warnings." in done.output
    assert not (folder / "out").exists()


@pytest.mark.parametrize("edition", ["private", "public"])
def test_what_is_wrong_for_all_is_told_once_and_before_anything_is_built(
        edition: str, tmp_path: Path) -> None:
    """The dictionary's fault is no area's: nobody is told to mend the figures of each."""
    folder = folder_of(tmp_path, indicators=INDICATORS.replace(",pooled", ",often"))
    for words in (("check", folder), ("build", folder, "--areas", "all")):
        done = command(*words, "--edition", edition)
        assert done.exit_code == 3
        assert done.output == (
            "indicators.csv, row 3, column year_to_date: 'often' is not one of 'sum', 'pooled', "
            "'annualised' or 'latest'. Write one of them.\n\n1 problem found; nothing was "
            "written.\n")
    assert not (folder / "out").exists()


def test_what_an_author_is_asked_names_the_area(tmp_path: Path) -> None:
    usual = [f"York,referrals,2021-{month:02},{78 + month % 3},," for month in range(4, 13)] + [
        f"York,referrals,2022-{month:02},{78 + month % 3},," for month in range(1, 6)]
    folder = folder_of(tmp_path, "", *usual,
                       figures=FIGURES | {"York": (80, 700, "30/40", "20/40")})
    asked = [line for line in command("build", folder, "--areas", "all").output.splitlines()
             if line.startswith("to be written: ")]
    assert asked == ["to be written: (York) Why did the number of referrals change from 80 in June "
                     "to 700 in July? Give members the reason."]


def test_a_second_run_into_the_same_folder_waits_for_the_first(tmp_path: Path) -> None:
    """Public reports of two runs would stand beside each other that were not attacked together."""
    folder = folder_of(tmp_path)
    run(folder)
    before = tree(folder / "out")
    folder_of(tmp_path, "", "York,referrals,2022-05,78,,")
    with alone_in(folder / "out"):
        done = command("build", folder, "--areas", "all")
    assert done.exit_code == 3
    assert "out: another run of briefing is at work here (process " in done.output
    assert tree(folder / "out") == before
    assert command("build", folder, "--areas", "all").exit_code == 0


@pytest.mark.parametrize("words", [("--jobs", "2"), ("--resume",)])
def test_options_of_many_areas_are_for_many_areas(words: tuple[str, ...], tmp_path: Path) -> None:
    assert command("build", folder_of(tmp_path), *words).exit_code == 2


# ── the public edition ───────────────────────────────────────────────────────────────────────────


SMALL = {"Leeds": (190, 200, "40/50", "45/50"), "York": (80, 70, "30/40", "20/40"),
         "St Helens": (60, 3, "18/20", "16/20"), "County": (330, 273, "88/110", "81/110")}


def test_what_one_report_withholds_the_others_do_not_tell(tmp_path: Path) -> None:
    """July's 3 of St Helens are the county's 273 less 200 and 70: another of these is kept back."""
    folder = folder_of(tmp_path, 'whole = "county"', figures=SMALL)
    done = run(folder, edition="public")
    assert done.failed == ()
    july = {}
    for entry in done.entries:
        name = f"monthly-report-{entry.area}-2022-07-public.figures.csv"
        table = (folder / "out" / entry.area / "public" / name).read_text("utf-8-sig")
        july[entry.area] = {row["text"] for row in csv.DictReader(table.splitlines())
                            if row["indicator"] == "referrals" and row["period"] == "2022-07"
                            and row["role"] in ("current", "month")}
    assert july["st-helens"] == {"[c]"}
    assert sum(shown == {"[c]"} for shown in july.values()) >= 2


def test_the_same_public_run_makes_the_same_bytes_and_warns_of_nothing(tmp_path: Path) -> None:
    """What stands in out/ of the same figures is this report, not another that was given out."""
    folder = folder_of(tmp_path, 'whole = "county"', figures=SMALL)
    run(folder, edition="public")
    before = tree(folder / "out")
    assert run(folder, edition="public").warnings == ()
    assert tree(folder / "out") == before
    assert run(folder, edition="public", resume=True).up_to_date == 4


def test_a_countys_own_report_that_stands_is_no_other_one(tmp_path: Path) -> None:
    """It says of which areas the county is made, and so does the one that is to be built."""
    folder = folder_of(tmp_path / "report", 'whole = "county"', figures=SMALL)
    run(folder, edition="public")
    opened = open_areas(folder, Options(edition="public"))
    worker = Worker(opened.common, tmp_path)
    for area, task in opened.tasks.items():
        assert worker.measured(task).public == (), area


def test_what_was_built_and_not_recorded_is_known_to_the_public(tmp_path: Path) -> None:
    """Other figures of one area make another report of all."""
    folder = folder_of(tmp_path, 'whole = "county"', figures=SMALL)
    run(folder, edition="public")
    folder_of(tmp_path, 'whole = "county"', figures=SMALL | {"York": (80, 71, "30/40", "20/40")})
    said = [str(problem) for problem in run(folder, edition="public").warnings]
    assert any("a public edition of July 2022 was built and not recorded" in text for text in said)


def test_public_reports_are_the_same_whichever_areas_are_built(tmp_path: Path) -> None:
    all_of_them = folder_of(tmp_path / "a", 'whole = "county"', figures=SMALL)
    one = folder_of(tmp_path / "b", 'whole = "county"', figures=SMALL)
    run(all_of_them, edition="public")
    run(one, "County", edition="public")
    assert tree(one / "out" / "county") == tree(all_of_them / "out" / "county")


def test_both_editions_of_a_county_and_its_areas(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 'whole = "county"', figures=FIGURES | COUNTY)
    assert run(folder, edition="both").failed == ()
    for area in ("leeds", "york", "st-helens", "county"):
        assert (folder / "out" / area / f"monthly-report-{area}-2022-07.pdf").is_file()
        public = folder / "out" / area / "public"
        assert (public / f"monthly-report-{area}-2022-07-public.pdf").is_file()
