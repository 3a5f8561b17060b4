"""Which figures, targets, benchmarks and paragraphs each area's report has."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from briefing.areas.asked import Options
from briefing.areas.inputs import open_areas
from briefing.problems import ProblemsFound
from briefing.reading.areas import areas_of, split
from briefing.reading.folder import Opened
from briefing.reading.grids import Grid
from briefing.reading.settings import Areas
from tests.areas.folders import FIGURES, INDICATORS, folder_of, put, rows, run, text_of


def parted(grid: str, name: str = "targets") -> dict[str, list[str]]:
    """The rows that Leeds and York have of a table; its first row is its head."""
    head, *lines = [tuple(line.strip().split(",")) for line in grid.strip().splitlines()]
    values = Grid("values.csv", "", ("area",), ((2, ("Leeds",)), (3, ("York",))))
    table = Grid(f"{name}.csv", "", head, tuple(enumerate(lines, 2)))
    opened = Opened({"values": values, name: table}, (), ())
    from briefing.reading.value_sources import Table
    opened = Opened({"values": values, name: table}, (Table(values),), ())
    areas, problems = areas_of(Areas(), opened)
    assert problems == ()
    parts, problems = split(opened, Areas(), areas)
    assert problems == ()
    return {area: [",".join(map(str, cells)) for _, cells in parts[area].grids[name].rows]
            for area in ("leeds", "york")}


def test_a_row_without_an_area_is_for_all() -> None:
    assert parted("""area,indicator,year,target
                     Leeds,referrals,2022/23,200
                     ,assessed,2022/23,90""") == {
        "leeds": ["referrals,2022/23,200", "assessed,2022/23,90"],
        "york": ["assessed,2022/23,90"]}


def test_a_row_of_an_area_takes_the_place_of_one_for_all() -> None:
    assert parted("""indicator,year,target,area
                     referrals,2022/23,200,
                     referrals,2022/23,150,York
                     referrals,2021/22,190,""") == {
        "leeds": ["referrals,2022/23,200", "referrals,2021/22,190"],
        "york": ["referrals,2022/23,150", "referrals,2021/22,190"]}


def test_a_table_without_the_column_is_for_all() -> None:
    both = ["referrals,national,2021/22,40"]
    assert parted("indicator,comparator,period,value\n" + both[0], "benchmarks") == {
        "leeds": both, "york": both}


def test_rows_of_the_departments_wholes_are_for_nobody_else(tmp_path: Path) -> None:
    """Its national rows have no authority's name, and are none of an authority's figures."""
    table = """time_period,time_identifier,geographic_level,la_name,referral_count
202223,Financial year,National,,640430
202223,Financial year,Local authority,Leeds,9650
202223,Financial year,Local authority,York,1510
202122,Financial year,National,,650270
202122,Financial year,Local authority,Leeds,9480
"""
    folder = folder_of(tmp_path, 'column = "la_name"\n[[values]]\nfile = "dfe.csv"\nshape = "dfe"\n'
                       'indicators = {referral_count = "referrals"}', dfe=table)
    (folder / "values.csv").unlink()
    opened = open_areas(folder, Options())
    have = {area: [cells[:2] for _, cells in task.given.opened.values[0].grid.rows]
            for area, task in opened.tasks.items()}
    assert have == {"leeds": [("202223", "Financial year"), ("202122", "Financial year")],
                    "york": [("202223", "Financial year")]}


def test_codes_and_names_are_the_same_area(tmp_path: Path) -> None:
    settings = ('names = {leeds = "Leeds", york = "City of York"}\n'
                'codes = {E08000035 = "leeds", "384" = "City of York"}')
    figures = {"E08000035": FIGURES["Leeds"], "384": FIGURES["York"]}
    opened = open_areas(folder_of(tmp_path, settings, figures=figures), Options())
    assert [area.name for area in opened.areas.areas.values()] == ["Leeds", "City of York"]


def test_a_whole_and_its_regions_are_made_of_their_areas(tmp_path: Path) -> None:
    figures = FIGURES | {"West": (250, 266, "58/70", "61/70"), "County": FIGURES["Leeds"]}
    folder = folder_of(tmp_path, 'whole = "County"\n[areas.regions]\n'
                       'West = ["Leeds", "St Helens"]\nCoast = ["York"]', figures=figures)
    areas = open_areas(folder, Options()).areas
    assert areas["county"].members == ("leeds", "york", "st-helens")
    assert areas["west"].members == ("leeds", "st-helens")
    assert areas["leeds"].regions == ("west",)
    assert (areas["york"].regions, areas.region_names["coast"]) == (("coast",), "Coast")


def test_each_report_has_its_own_figures_and_name(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert run(folder).failed == ()
    for area, name, mine, others in (("leeds", "Leeds", "200", "66"),
                                     ("st-helens", "St Helens", "66", "200")):
        text = text_of(folder, area)
        assert f"Monthly report: {name}" in text
        assert f"{mine} in July" in text
        assert f" {others} " not in text
        assert (folder / "out" / area / f"monthly-report-{area}-2022-07.pdf").is_file()


def test_the_area_is_named_where_the_words_have_a_slot(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.replace(
        '"Monthly report"', '"How {area} does"').replace('"Scrutiny"', '"{area} Board"'), "utf-8")
    put(folder, **{"commentary/background.md": "What {area} did in {period}."})
    run(folder, "York")
    text = text_of(folder, "york")
    assert "How York does" in text
    assert "How York does: York" not in text
    assert "York Board" in text
    assert "What York did in July 2022." in text


def test_an_areas_paragraphs_stand_in_place_of_those_for_all(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    put(folder, **{"commentary/background.md": "For all.",
                   "commentary/recommendations.md": "- Note it.",
                   "commentary/york/background.md": "For York."})
    run(folder)
    leeds, york = text_of(folder, "leeds"), text_of(folder, "york")
    assert "For all." in leeds
    assert "For all." not in york
    assert "For York." in york
    assert "For York." not in leeds
    assert "Note it." in leeds
    assert "Note it." in york


def test_a_problem_is_named_with_its_area_and_stops_no_other(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "", "York,referrals,2022-05,many,,")
    put(folder, **{"commentary/st-helens/assesed.md": "Of what?"})
    done = run(folder)
    assert [entry.area for entry in done.failed] == ["york", "st-helens"]
    said = sorted(str(problem) for problem in done.problems)
    assert said[0].startswith("commentary/st-helens/assesed.md: (St Helens) 'assesed' is no place")
    assert said[1].startswith("values.csv, row 14, column value: (York) 'many' is not a number.")
    assert (folder / "out" / "leeds").is_dir()
    assert not (folder / "out" / "york").exists()


def test_what_is_wrong_for_all_is_said_once(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "indicators.csv").write_text(INDICATORS.replace("lower,sum", "lower,total"), "utf-8")
    with pytest.raises(ProblemsFound) as raised:
        run(folder)         # no area has figures to be set beside others'
    (problem,) = raised.value.problems
    assert str(problem).startswith("indicators.csv, row 2, column year_to_date: 'total'")
    assert not (folder / "out").exists()


def test_an_accent_is_one_letter_however_it_is_written(tmp_path: Path) -> None:
    """A Mac writes "ô" as two characters: row, code, region and who asks mean the same ward."""
    two = unicodedata.normalize("NFD", "Ynys Môn")
    groups = f'codes = {{W06000001 = "{two}"}}\nregions = {{North = ["{two}"]}}'
    folder = folder_of(tmp_path, groups, f"{two},referrals,2022-05,70,,",
                       "W06000001,referrals,2022-04,71,,",
                       figures={"Ynys Môn": FIGURES["Leeds"], "York": FIGURES["York"]})
    done = run(folder, two)
    assert [(entry.area, entry.name, entry.state) for entry in done.entries] == [
        ("ynys-mon", "Ynys Môn", "made")]


@pytest.mark.parametrize("names", [("leeds", "St Helens"), ("LEEDS", "st helens", "leeds")])
def test_areas_are_asked_for_by_folder_or_name(names: tuple[str, ...], tmp_path: Path) -> None:
    assert [entry.area for entry in run(folder_of(tmp_path), *names).entries] == [
        "leeds", "st-helens"]


def test_those_to_be_built_are_all_that_all_means(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 'build = ["York"]')
    assert [entry.area for entry in run(folder).entries] == ["york"]
    assert rows({"York": FIGURES["York"]})[0] == "York,referrals,2022-06,80,,"
