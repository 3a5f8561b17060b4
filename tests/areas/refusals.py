"""What ends in each message about areas: a folder, what is done with it, and what is said.

That no message is without its case is proven in `tests/messages/test_faults.py`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import docx
from PIL import Image

from briefing.accept import Asked, accept
from briefing.areas.asked import Options, views
from briefing.areas.cluster import Cluster
from briefing.areas.command import names_of
from briefing.areas.inputs import open_areas
from briefing.areas.run import build_areas
from briefing.build import build
from briefing.history import Printed, Record, record_file
from briefing.periods import parse_month
from tests.areas.folders import COUNTY, FIGURES, HEAD, folder_of, run

Case = tuple[Callable[[Path], object], str]
VALUES = "values.csv, row "
FILE = "report.toml, areas"
NAMES = 'names = {leeds = "Leeds", york = "York", st-helens = "St Helens"}'


def opened(areas: str, *more: str, **files: str) -> Callable[[Path], object]:
    """A folder with these lines in [areas] and rows of values, opened."""
    def act(path: Path) -> object:
        return open_areas(folder_of(path, areas, *more, **files), Options())

    return act


def _asked(*names: str) -> Callable[[Path], object]:
    return lambda path: run(folder_of(path), *names)


def _list(text: str) -> Callable[[Path], object]:
    def act(path: Path) -> object:
        path.mkdir(exist_ok=True)
        (path / "list.txt").write_text(text, encoding="utf-8")
        return names_of(((), "", path / "list.txt"))

    return act


def _full(path: Path) -> object:
    with patch.object(shutil, "disk_usage", lambda _: SimpleNamespace(free=900_000)):
        return run(folder_of(path))


def _bad_of_public(path: Path) -> object:
    return run(folder_of(path, "", "York,referrals,2022-05,many,,"), edition="public")


def _typed_year(path: Path) -> object:
    months = [*(f"2021-{n:02}" for n in range(4, 13)), *(f"2022-{n:02}" for n in range(1, 6))]
    rows = [f"{area},referrals,{month},{n},," for month in months
            for area, n in (("Leeds", 100), ("York", 3), ("St Helens", 60))]
    return run(folder_of(path, "", *rows, benchmarks="indicator,comparator,period,value\n"
                         "referrals,region,2021/22,1956\n"), edition="public")


def _gone(path: Path) -> object:
    folder = folder_of(path)
    (folder / "history").mkdir()
    (folder / "history" / "2022-06-public.json").write_text("{}", encoding="utf-8")
    return run(folder, edition="public")


def _regrouped(path: Path) -> object:
    """North was Leeds and York when June was published, and is York and St Helens now."""
    folder = folder_of(path, '[areas.regions]\nnorth = ["York", "St Helens"]', figures={
        **FIGURES, "North": (140, 136, "48/60", "36/60")})
    for area, june in (("leeds", 190), ("york", 80), ("north", 270)):
        record = Record("Report", parse_month("2022-06"), "public", date(2022, 7, 1), {}, {},
                        {"referrals:current:2022-06": Printed(f"{june}", (f"{june}",))})
        (folder / "history" / area).mkdir(parents=True)
        (folder / "history" / area / record.name).write_bytes(record_file(record))
    return run(folder, edition="public")


def _meeting(path: Path) -> object:
    """The meeting, a value of report.toml, was changed in York's Word file."""
    folder = folder_of(path)
    run(folder, "York")
    (file,) = (folder / "out" / "york").glob("*.docx")
    document = docx.Document(str(file))
    (cell,) = [cell for table in document.tables for row in table.rows for cell in row.cells
               if cell.text == "Scrutiny"]
    cell.paragraphs[0].runs[0].text = "Cabinet"
    document.save(str(file))
    (done,) = [accept(home, [file], Asked(date(2022, 9, 1)), given=given)
               for home, given, _ in views(folder, ("York",), Options())]
    return SimpleNamespace(warnings=done.left)


def _unsaid_total(path: Path) -> object:
    more = [f"{area},referrals,2022-{month:02},{n},,"
            for month in range(1, 6) for area, n in
            (("Leeds", 190 + month), ("York", 78), ("St Helens", 62), ("County", 330 + month))]
    return run(folder_of(path, "", *more, figures=FIGURES | COUNTY), edition="public")


def _typed(value: str, indicator: str = "referrals", **of: tuple[object, ...]
           ) -> Callable[[Path], object]:
    """A public run in which York's figures of July are withheld, with a benchmark of Wales."""
    def act(path: Path) -> object:
        figures = {**FIGURES, "York": (80, 3, "30/40", "3/40"), **of}
        return run(folder_of(path, figures=figures, benchmarks=(
            f"indicator,comparator,period,value\n{indicator},region,2022-07,{value}\n")),
            edition="public")

    return act


def _outside(path: Path) -> object:
    folder = folder_of(path / "inner")
    Image.new("RGB", (40, 40)).save(path / "logo.png")
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.replace(
        "[areas]", 'logo = "../logo.png"\n[areas]'), encoding="utf-8")
    return open_areas(folder, Options(trusted=True))


def _no_areas(path: Path) -> object:
    folder = folder_of(path)
    settings = (folder / "report.toml").read_text("utf-8")
    (folder / "report.toml").write_text(settings.partition("[areas]")[0], encoding="utf-8")
    return build_areas(folder, ("all",))


def _no_scheduler(path: Path) -> object:
    with patch("briefing.areas.cluster.PATIENCE", 1):
        return Cluster("tcp://127.0.0.1:1")


def _no_dask(path: Path) -> object:
    with patch.dict(sys.modules, {"distributed": None}):
        return Cluster("tcp://127.0.0.1:1")


def _unfit(path: Path, **programs: str) -> object:
    """Workers with these programs are told of the areas."""
    opened = open_areas(folder_of(path), Options())
    cluster = Cluster.__new__(Cluster)
    cluster.client = SimpleNamespace(status="running", run=lambda *_, **__: programs)
    return list(cluster.run("built", opened.common, list(opened.tasks.values())))


REFUSALS: dict[str, Case] = {
    # ── the column ───────────────────────────────────────────────────────────────────────────────
    "no column of areas": (opened('column = "ward"'), FILE + ".column: values.csv has no column "
        "'ward'. Its columns are area, indicator, period, value, numerator and denominator."),
    "a column without an area": (
        lambda path: open_areas(folder_of(path, figures={"": FIGURES["York"]}), Options()),
        FILE + ".column: no row of the values names an area. Name each row's area in the column "
        "'area'."),
    "a table of values without the column it says it has": (
        lambda path: open_areas(folder_of(
            path, '[[values]]\nfile = "values.csv"\ncolumns = {area = "ward"}'), Options()),
        "report.toml, values[1].columns.area: values.csv has no column 'ward'. Its columns are "
        "area, indicator, period, value, numerator and denominator."),
    # ── names ────────────────────────────────────────────────────────────────────────────────────
    "a name that is another but for capitals": (
        opened("", "LEEDS,referrals,2022-05,3,,"), VALUES + "14, column area: 'LEEDS' is 'Leeds' "
        "but for its capitals. Write the area the same way in every row."),
    "a name that no page has room for": (
        opened("", f"{'Long ' * 40}Ashby,referrals,2022-05,3,,"), VALUES + "14, column area: the "
        "area's name is 205 letters long, and the head of a page has no room for more than 160. "
        "Write a shorter one."),
    "two names of one folder": (
        opened("", "St. Helens,referrals,2022-05,3,,"), VALUES + "14, column area: 'St. Helens' "
        "and 'St Helens' would both have the folder st-helens. Write the area the same way in "
        "every row, or name the two under [areas.names] in report.toml."),
    "a name of no letters": (
        opened("", "東京,referrals,2022-05,3,,"), VALUES + "14, column area: '東京' makes no name "
        'of a folder. Name the areas under [areas.names] in report.toml: st-helens = "東京".'),
    "a name that is a device": (
        opened("", "Con,referrals,2022-05,3,,"), VALUES + "14, column area: 'con' is a device of "
        "Windows, which cannot keep a file of that name. Name the areas under [areas.names] in "
        'report.toml: st-helens = "Con".'),
    "a folder that is ours": (
        opened('names = {public = "Leeds"}'), FILE + ".names.public: 'public' is the name of a "
        'folder or word of this program. Write it in small letters, digits and hyphens: st-helens '
        '= "St Helens".'),
    "a folder that cannot be": (
        opened('names = {"../leeds" = "Leeds"}'), FILE + ".names.../leeds: '../leeds' cannot name "
        'a folder. Write it in small letters, digits and hyphens: st-helens = "St Helens".'),
    "an empty name": (opened('names = {leeds = " "}'), FILE + ".names.leeds: it is empty. Give its "
                      'name: leeds = "Leeds".'),
    "a name twice": (opened('names = {leeds = "Leeds", two = "LEEDS"}'), FILE + ".names.two: "
                     "'LEEDS' is the name of leeds too. Give each area a name of its own."),
    "a row of no area": (
        opened(NAMES, "Leds,referrals,2022-05,3,,"), VALUES + "14, column area: there is no area "
        "'Leds'. Did you mean 'Leeds'?"),
    "an area without figures": (
        opened(NAMES.replace("}", ', hull = "Hull"}')), FILE + ".names.hull: 'Hull' has no row in "
        "the values. Give its figures, or take it out."),
    # ── codes and groups ─────────────────────────────────────────────────────────────────────────
    "a code of no area": (opened('codes = {E08 = "Hull"}'), FILE + ".codes.E08: there is no area "
        "'Hull'. There is 'Leeds', 'York' and 'St Helens'."),
    "a region of no name": (opened('regions = {"東" = ["Leeds"]}'), FILE + ".regions.東: '東' is "
                            "no name of a region. Give it a name of letters."),
    "a region in itself": (opened('regions = {"Leeds" = ["Leeds", "York"]}'), FILE
                           + ".regions.Leeds: 'Leeds' is in itself. List the areas that are in it."
                           ),
    "a region of an unknown area": (opened('regions = {West = ["Leds"]}'), FILE + ".regions.West[1]"
                                    ": there is no area 'Leds'. Did you mean 'Leeds'?"),
    "a target of no area": (
        opened("", targets="area,indicator,year,target\nLeds,referrals,2022/23,100\n"),
        "targets.csv, row 2, column area: there is no area 'Leds'. Did you mean 'Leeds'?"),
    # ── what is asked ────────────────────────────────────────────────────────────────────────────
    "no areas": (_no_areas, FILE + ": this report has no areas. Say by which column the rows are "
                 'parted: [areas] column = "area".'),
    "which area is not said": (lambda path: build(folder_of(path)), FILE + ": this folder has a "
                               "report for each area. Say which: --area NAME, or --areas all."),
    "which area is published is not said": (
        lambda path: list(views(folder_of(path), (), Options())), FILE + ": this folder has a "
        "report for each area. Say which: --area NAME."),
    "a value for all in one area's file": (
        _meeting, "monthly-report-york-2022-07.docx, report.meeting: report.toml is for every "
        "area: ‘Scrutiny’ there stays, here it is ‘Cabinet’. Change it in report.toml."),
    "an unknown area": (_asked("Leds"), "--areas: there is no area 'Leds'. Did you mean 'Leeds'?"),
    "nothing asked": (_asked(" "), "--areas: it names no area. Name one, or say all."),
    "an empty list": (_list("# none yet\n"), "list.txt: it names no area. Write the name of an area"
                      " on each line."),
    "more than the disk holds": (_full, "FOLDER/out: 3 reports need about 1 MB, and the disk has "
                                 "0 MB free. Make room, name another disk with --out, or build "
                                 "fewer areas at a time."),
    "a file of others' machines": (_outside, "report.toml, report.logo: '../logo.png' lies outside "
                                   "the folder, where other processes do not find it. Put it into "
                                   "the folder."),
    # ── dask.distributed
    "dask is not there": (_no_dask, "--engine: dask.distributed is not installed. Install it with: "
                          "pip install 'briefing[cluster]'."),
    "no scheduler": (_no_scheduler, "--scheduler: no scheduler with workers answers at "
                     "tcp://127.0.0.1:1. Begin one with: dask scheduler; and on each machine: dask "
                     "worker ADDRESS."),
    "workers of another version": (
        lambda path: _unfit(path, a="older", b="newer"), "--scheduler: no worker has this program: "
        "a and b have another version of it or of its libraries, or lack its fonts. Install the "
        "same briefing[cluster] on every machine."),
    "no workers": (_unfit, "--scheduler: it has no workers. Install the same briefing[cluster] on "
                   "every machine."),
    # ── the public edition ───────────────────────────────────────────────────────────────────────
    "an area that cannot be read": (
        _bad_of_public, "--edition: the figures of York cannot be read, and without them it cannot "
        "be told what the public editions of the others may show. Mend them, or build the private "
        "edition. values.csv, row 14, column value: (York) 'many' is not a number. Give a number, "
        "leave the cell blank, or say why there is none: [c] confidential, [x] not available, [z] "
        "not applicable."),
    "a public report of no area": (
        _gone, "history/2022-06-public.json: it is a public report of no area of today: what the "
        "public knows by it is not looked at. Put it into the folder of its area, or name the area "
        "again."),
    "a region of other areas than it was": (
        _regrouped, "history/north: 'North' published a count of 'referrals' for June 2022 that it "
        "no longer has, while what its areas published stands: if it is made of others now, what "
        "they withhold may be told by both. Give it another name since it is made of others, and "
        "keep the old one with its figures under [areas.regions]. values.csv, row 14, column "
        "value: (North) 'referrals' was published as 270 for June 2022 and is now 140. Mend it, or "
        "accept it with the reason: the report says that it changed."),
    "a total that nobody declared": (
        _unsaid_total, FILE + ": the counts of 'County' are the sums of those of 3 other areas. If "
        'it is their total, say whole = "county", or list them under [areas.regions].'),
    "a benchmark that is the sum of areas": (
        _typed("269"), "benchmarks.csv, row 2, column value: the benchmark 269 of 'referrals' for "
        "July 2022 is what 3 areas come to, and figures of theirs are withheld: it is left out of "
        "what may be circulated. "
        "Leave it so, or take it out of the benchmarks; to have it protected "
        "with the others, give it as an area of its own, with whole or [areas.regions] saying what "
        "it is made of."),
    "a benchmark that is the sum of areas over a year": (
        _typed_year, "benchmarks.csv, row 2, column value: the benchmark 1956 of 'referrals' for "
        "2021/22 is what 3 areas come to, and figures of theirs are withheld: it is left out of "
        "what may be circulated. "
        "Leave it so, or take it out of the benchmarks; to have it protected "
        "with the others, give it as an area of its own, with whole or [areas.regions] saying what "
        "it is made of."),
    "a benchmark that is the average of areas": (
        _typed("58.2", "assessed"), "benchmarks.csv, row 2, column value: the benchmark 58.2 of "
        "'Assessed in time' for July 2022 is the average of those of Leeds, York and St Helens, "
        "and the figure of 'York' is withheld: with the others it tells it nearly. Give it as an "
        "area of its own, with whole or [areas.regions] saying what it is made of, so that it is "
        "protected with the others; or leave it out."),
    # ── what is not read ─────────────────────────────────────────────────────────────────────────
    "commentary of no area": (
        opened("", **{"commentary__leds__background.md": "Text"}),
        "commentary/leds: this folder is of no area, and is not read. Did you mean 'leeds'?"),
    "edits of no area": (
        opened("", **{"edits__2022-07.toml": ""}),
        "edits/2022-07.toml: it is of no area, and is not read. Put it into edits/AREA."),
}
assert HEAD
