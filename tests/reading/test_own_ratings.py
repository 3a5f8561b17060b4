"""[ratings]: bands of a council's own, their words and colours, and rating by improvement too."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.build import build
from briefing.prepared import prepare
from tests.folders import said_of

BRAG = """[ratings]
blue = "5%"
words = { blue = "Exceeding", green = "On track", amber = "Just off", red = "Off track" }
shapes = { blue = "♦" }
colours = { blue = ["D2E2F1", "0B3B6B"] }
"""


def folder(path: Path, values: str, more: str = "", target: str = "100", polarity: str = "higher"
           ) -> Path:
    """A folder with one monthly count of these figures, the last of July 2022, and a target."""
    path.mkdir(exist_ok=True)
    (path / "report.toml").write_text(
        '[report]\ntitle = "T"\nmeeting = "M"\ndate = 2022-09-13\nauthor = "A"\n'
        f'narrative = "corporate"\n[rating]\ntolerance = "5%"\n{more}', "utf-8")
    (path / "indicators.csv").write_text(
        "id,section,title,subject,unit,kind,polarity\n"
        f"x,Homes,Repairs,number of repairs,count,stock,{polarity}\n")
    rows = values.split()
    cells = "".join(f"x,2022-{8 - len(rows) + n:02},{v}\n" for n, v in enumerate(rows))
    (path / "values.csv").write_text(f"indicator,period,value\n{cells}")
    (path / "targets.csv").write_text(f"indicator,year,target\nx,2022/23,{target}\n")
    return path


@pytest.mark.parametrize(("figure", "polarity", "rating"), [
    ("105", "higher", "blue"), ("104", "higher", "green"), ("100", "higher", "green"),
    ("96", "higher", "amber"), ("94", "higher", "red"),
    ("95", "lower", "blue"), ("96", "lower", "green"), ("106", "lower", "red"),
])
def test_far_better_than_the_target_is_blue(figure: str, polarity: str, rating: str,
                                            tmp_path: Path) -> None:
    where = folder(tmp_path, f"100 {figure}", BRAG, polarity=polarity)
    assert prepare(where).findings["x"].rating == rating


def test_without_blue_there_is_none(tmp_path: Path) -> None:
    where = folder(tmp_path, "100 190")
    assert prepare(where).findings["x"].rating == "green"
    said = said_of(where)
    assert "blue" not in said.casefold()
    assert "Service area | ▲ Green | ● Amber | ▼ Red | Not rated" in said


def test_bands_are_called_and_counted_as_they_are(tmp_path: Path) -> None:
    """In the summary, the table of areas, the key, and where a rating moved."""
    said = said_of(folder(tmp_path, "101 120", BRAG))
    assert "The one indicator in this report is rated exceeding against its target." in said
    assert "since June, one has moved to exceeding (Repairs)" in said.replace("Since", "since")
    assert "Service area | ♦ Exceeding | ▲ On track | ● Just off | ▼ Off track | Not rated" in said
    assert "Homes | 1 | 0 | 0 | 0 | 0" in said
    assert "Ratings: ▲ On track meets its target, ● Just off misses it within" in said
    assert "♦ Exceeding is better than its target by far." in said


def test_a_report_with_bands_of_its_own_is_built_whole(tmp_path: Path) -> None:
    files = build(folder(tmp_path / "r", "101 120 130", BRAG), edition="private").files
    assert any(path.suffix == ".docx" for path in files)


@pytest.mark.parametrize(("values", "polarity", "rating", "before"), [
    ("60 70 80", "higher", "amber", "amber"), ("60 80 70", "higher", "red", "amber"),
    ("80 60 70", "higher", "amber", "red"), ("130 120", "lower", "amber", "red"),
])
def test_what_improves_is_amber_where_improvement_counts(values: str, polarity: str, rating: str,
                                                         before: str, tmp_path: Path) -> None:
    where = folder(tmp_path, values, '[ratings]\nby = "improvement"\n', polarity=polarity)
    finding = prepare(where).findings["x"]
    assert (finding.rating, finding.rating_before) == (rating, before)


def test_colours_that_cannot_be_told_apart_are_warned_of(tmp_path: Path) -> None:
    where = folder(tmp_path, "100 99", '[ratings]\ncolours = { amber = ["FFFFFF", "FFE5B4"] }\n')
    assert [str(p) for p in prepare(where).warnings if "contrast" in p.what] == [
        "report.toml, ratings.colours.amber: FFE5B4 on FFFFFF has a contrast of 1.22 to 1. For "
        "words it must be 4.5 to 1 at least: make one of them darker or the other lighter."]
