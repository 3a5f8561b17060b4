"""A folder of areas from a few lines: three districts, one count and one share."""

from __future__ import annotations

from pathlib import Path

from briefing.areas.asked import Options
from briefing.areas.run import Run, build_areas
from briefing.problems import Place

SETTINGS = """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = 2022-09-13
author = "Performance officer"
period = "2022-07"
[areas]
{areas}
"""
INDICATORS = """id,section,title,subject,unit,kind,polarity,year_to_date
referrals,Referrals,Referrals,number of referrals,count,flow,lower,sum
assessed,Assessments,Assessed in time,proportion assessed in time,percent,flow,higher,pooled
"""
FIGURES = {"Leeds": (190, 200, "40/50", "45/50"), "York": (80, 70, "30/40", "20/40"),
           "St Helens": (60, 66, "18/20", "16/20")}
COUNTY = {"County": (330, 336, "88/110", "81/110")}
HEAD = "area,indicator,period,value,numerator,denominator"
ALL = ("all",)


def rows(figures: dict[str, tuple[object, ...]]) -> list[str]:
    """Rows of values: the referrals and the share of June and July 2022, by area."""
    made = []
    for area, (june, july, share, later) in figures.items():
        made += [f"{area},referrals,2022-06,{june},,", f"{area},referrals,2022-07,{july},,"]
        made += [f"{area},assessed,2022-{month},,{cell.replace('/', ',')}"
                 for month, cell in (("06", str(share)), ("07", str(later)))]
    return made


def folder_of(path: Path, areas: str = "", *more: str, figures: dict[str, tuple[object, ...]]
              = FIGURES, head: str = HEAD, settings: str = SETTINGS, **files: str) -> Path:
    """The folder; `areas` are the lines of [areas], `more` rows of values after those of the
    figures, `files` others by name, with __ for / and a name without ending a CSV file."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "report.toml").write_text(settings.format(areas=areas), encoding="utf-8")
    (path / "indicators.csv").write_text(INDICATORS, encoding="utf-8")
    (path / "values.csv").write_text("\n".join([head, *rows(figures), *more]) + "\n",
                                     encoding="utf-8")
    for name, text in files.items():
        file = path / name.replace("__", "/")
        file = file if file.suffix else file.with_suffix(".csv")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


def put(folder: Path, **files: str) -> None:
    """Files in the folder by name, "commentary/leeds/background.md" among them."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run(folder: Path, *names: str, edition: str = "", place: Place = Place("--areas"),  # noqa: B008
        **options: object) -> Run:
    """The reports of the areas, made in this process; all where none is named."""
    return build_areas(folder, names or ALL, Options(edition=edition), jobs=1, place=place,
                       **options)       # type: ignore[arg-type]


def text_of(folder: Path, area: str, public: bool = False) -> str:
    """The words of an area's report."""
    where = folder / "out" / area / ("public" if public else "")
    (path,) = where.glob("*.txt")
    return path.read_text("utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in the folder, by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()
            and path.name != ".briefing.lock"}
