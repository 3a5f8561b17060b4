"""Where an area stands, drawn: a dot for each area, this one's marked, in every format."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.areas.dots import dots_of, of_its_area
from briefing.areas.engines import Here
from briefing.areas.inputs import open_areas
from briefing.areas.run import attacked_together, base_folder, together_with
from briefing.areas.work import Options
from briefing.attack.docx import read_docx
from briefing.attack.shown import Print, Shown
from briefing.charts.pens import Pens
from briefing.charts.strip import DOT, draw_strip
from briefing.document import ChartPoint, ChartSeries, ChartSpec, Look
from briefing.history import Printed, apart, of_areas
from briefing.reading.word import read_back
from briefing.writers.pdf.fonts import family
from briefing.writers.word.chart_strip import heights
from tests.areas.folders import folder_of, run, text_of
from tests.areas.test_runs import command
from tests.word_lint import audit, lint

SHARES = {"Leeds": "45/50", "York": "20/40", "St Helens": "16/20", "Hull": "18/40",
          "Wigan": "36/40", "Bury": "30/40"}
DOTS = {"york": "50.0", "st-helens": "80.0", "hull": "45.0", "wigan": "90.0", "bury": "75.0"}


def towns(path: Path, more: str = "", **shares: str) -> Path:
    """A report for each of six towns; one share is given each."""
    figures = {area: (40, 50, "20/40", share)
               for area, share in (SHARES | {k.replace("_", " "): v for k, v in shares.items()}
                                   ).items()}
    return folder_of(path, f'[areas.regions]\nNorth = ["Leeds", "York", "Hull"]\n{more}',
                     figures=figures)


def table_of(folder: Path, area: str, public: bool = False) -> list[dict[str, str]]:
    """The rows of the area's table of figures."""
    where = folder / "out" / area / ("public" if public else "")
    (path,) = where.glob("*.figures.csv")
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def dots(rows: list[dict[str, str]]) -> dict[str, str]:
    """The others' dots: the figure of each area."""
    return {row["role"].removeprefix("area."): row["value"] for row in rows
            if row["role"].startswith("area.")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The towns, their reports built."""
    folder = towns(tmp_path_factory.mktemp("towns"))
    run(folder)
    return folder


def test_each_area_has_a_dot_where_the_table_of_figures_says(built: Path) -> None:
    assert dots(table_of(built, "leeds")) == DOTS
    assert dots(table_of(built, "york")) == {
        area: value for area, value in (DOTS | {"leeds": "90.0"}).items() if area != "york"}


def test_it_is_said_to_who_cannot_see_it_and_stands_in_a_table(built: Path) -> None:
    text = text_of(built, "leeds")
    assert "Assessed in time: where Leeds stands among the 6 areas with a figure for July 2022" in (
        text)
    assert ("[Proportion assessed in time, July 2022: a dot for each of 6 areas along a line, from "
            "45.0% (Hull) to 90.0% (Leeds and Wigan). Leeds is marked, at 90.0%; a line marks the "
            "median, 77.5%; another the average of North, 63.8%.]") in text
    assert " | This area | Lowest | Median | Highest | North average" in text
    assert "Figure | 90.0% | 45.0% | 77.5% | 90.0% | 63.8%" in text


def test_word_has_it_as_a_chart_of_its_own_with_a_workbook(built: Path, tmp_path: Path) -> None:
    (path,) = (built / "out" / "leeds").glob("*.docx")
    assert audit(path.read_bytes(), tmp_path / "strip.docx") == []
    assert lint(path.read_bytes()) == []
    drawn = [one for one in read_docx(path.read_bytes()).drawn if "/embeddings/" in one.place]
    strip = {one.name: dict(one.points) for one in drawn if one.name.startswith(
        ("Leeds 90", "Other areas", "Median", "North average"))}
    assert strip == {
        "Leeds 90.0%": {"Leeds": "90"}, "Median 77.5%": {"Hull": "77.5"},
        "North average 63.8%": {"Hull": "63.8"},
        "Other areas": {"Hull": "45", "York": "50", "Bury": "75", "St Helens": "80",
                        "Wigan": "90"}}


def test_a_dot_that_was_edited_in_word_is_found(built: Path, tmp_path: Path) -> None:
    (path,) = (built / "out" / "leeds").glob("*.docx")
    changed = tmp_path / path.name
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if b"<c:scatterChart>" in part:
                part = part.replace(b"<c:v>75.0</c:v>", b"<c:v>95.0</c:v>")
            new.writestr(name, part)
    (change,) = [one for one in read_back(changed).changes if one.kind == "chart"]
    assert ["".join(run.text for run in runs) for runs in (change.before, change.after)] == [
        "75.0", "95.0"]
    assert (change.row, change.column) == ("Bury", "Other areas")
    assert read_back(path).changes == ()


@pytest.mark.parametrize(("layout", "drawn"), [
    ("strip_from = 7", False), ("strip_from = 0", False), ("strip_to = 5", False),
    ("strip_from = 6\nstrip_to = 6", True)])
def test_the_layout_says_of_how_many_it_is_drawn(tmp_path: Path, layout: str, drawn: bool) -> None:
    folder = towns(tmp_path)
    (folder / "report.toml").write_text((folder / "report.toml").read_text("utf-8").replace(
        "[areas]", 'layout = "own"\n[areas]'), "utf-8")
    (folder / "layouts").mkdir()
    plain = Path("layouts/barnsley-scrutiny.toml").read_text("utf-8")
    kept = "\n".join(line for line in plain.splitlines() if not line.startswith("strip_from ")
                     and not line.startswith("strip_to "))
    (folder / "layouts" / "own.toml").write_text(
        kept.replace("[charts]", f"[charts]\n{layout}"), "utf-8")
    assert run(folder, "leeds").failed == ()
    assert (dots(table_of(folder, "leeds")) != {}) is drawn


def test_too_few_to_be_ranked_have_none(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    run(folder, "leeds")
    assert dots(table_of(folder, "leeds")) == {}


# ── what an area withholds ───────────────────────────────────────────────────────────────────────


def test_a_public_edition_draws_no_area_that_withholds_its_figure(tmp_path: Path) -> None:
    folder = towns(tmp_path, York="2/40")
    assert run(folder, edition="public").failed == ()
    rows = table_of(folder, "leeds", public=True)
    assert dots(rows) == {area: value for area, value in DOTS.items() if area != "york"}
    assert "withheld: 1, without a figure: 0.]" in text_of(folder, "leeds", public=True)
    assert "York" not in text_of(folder, "leeds", public=True).partition("Assessed in time: ")[2]


def test_a_dot_that_should_not_be_drawn_is_found_by_the_attack_on_all(tmp_path: Path) -> None:
    folder = towns(tmp_path, York="2/40")
    opened = open_areas(folder, Options(edition="public"))
    with base_folder() as base:
        together, _ = together_with(opened, Here(base))
    assert together is not None
    assert together.protected is not None
    leak = Shown("assessed", "area.york", "2022-07", "5.0%", "points.assessed~areas", "5.0")
    total = Shown("assessed", "denominator", "2022-07", "40", "months.assessed", "40")
    kept = {"leeds": Print((leak,)), "york": Print((total,))}
    assert "York" in " ".join(map(str, attacked_together(together, kept)))
    assert attacked_together(together, {"leeds": Print(()), "york": Print((total,))}) == []


def test_dots_are_figures_of_the_areas_that_they_are_of(built: Path) -> None:
    opened = open_areas(built, Options())
    with base_folder() as base:
        together, _ = together_with(opened, Here(base))
    assert together is not None
    own = together.joint.by_area["leeds"].dictionary
    known = {(dot.indicator, dot.text) for dot in dots_of(together.strips["private"], own)}
    assert {(f"assessed@{area}", f"{value}%") for area, value in DOTS.items()} < known
    shown = of_its_area(Shown("assessed", "area.york", "2022-07", "50.0%", ""), "leeds")
    assert shown.id == "assessed@york:month:2022-07"


def test_what_was_published_of_other_areas_is_remembered(tmp_path: Path) -> None:
    folder = towns(tmp_path)
    assert run(folder, edition="public").failed == ()
    assert command("publish", folder, "--area", "Leeds", "--edition", "public").exit_code == 0
    (path,) = (folder / "history" / "leeds").glob("*-public.json")
    record = json.loads(path.read_bytes())
    assert record["areas"]["assessed:2022-07"]["york"] == ["50.0", "50.0%"]
    assert not [name for name in record["figures"] if ":area." in name]
    # York has published nothing, and takes its figure back: the public has it from Leeds
    towns(folder, York="2/40")
    for old in (folder / "out").glob("*/public/*"):
        old.unlink()
    opened = open_areas(folder, Options(edition="public"))
    with base_folder() as base:
        together, _ = together_with(opened, Here(base))
    assert together is not None
    (joint,) = together.public
    assert joint.figures["assessed@york:month:2022-07"] == Printed("50.0", ("50.0%",))


def test_figures_of_other_areas_are_packed_alike_whatever_their_order() -> None:
    figures = {"a:area.x:2022-07": Printed("1", ("1",)), "a:month:2022-07": Printed("3", ("3",)),
               "a:area.y:2022-07": Printed("2", ("2",))}
    own, packed = apart(figures)
    assert own == {"a:month:2022-07": Printed("3", ("3",))}
    assert of_areas(packed) == {"a:2022-07": {"x": Printed("1", ("1",)),
                                              "y": Printed("2", ("2",))}}
    assert apart(dict(reversed(figures.items())))[1] == packed
    assert apart(own) == (own, b"")


# ── the drawing ──────────────────────────────────────────────────────────────────────────────────


def strip_of(values: list[int], own: int = 0) -> ChartSpec:
    """A strip of the values, from 0 to 100."""
    order = sorted(range(len(values)), key=lambda n: values[n])
    places = [ChartPoint(Decimal(values[n]), f"{values[n]}%") for n in order]
    nothing = ChartPoint(None, "")
    mine = order.index(own)
    return ChartSpec("strip", tuple(f"Area {n}" for n in order), (
        ChartSeries("Own", "main", tuple(p if n == mine else nothing
                                         for n, p in enumerate(places)), "Own"),
        ChartSeries("Others", "area", tuple(nothing if n == mine else p
                                            for n, p in enumerate(places)), "Others")),
        tuple((Decimal(n), f"{n}%") for n in (0, 50, 100)), "Per cent")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=3, max_size=200))
def test_every_area_has_a_dot_inside_the_plot_at_its_value(values: list[int]) -> None:
    spec = strip_of(values)
    pens = Pens(Look(), family(Look().font))
    width, height = 480.0, 108.0
    draw_strip(pens, spec, width, height)
    xs, ys = pens.strokes["area"]
    drawn = [(x, y) for x, y in zip(xs[::3], ys[::3], strict=True)]
    assert len(drawn) == len(values) - 1
    (own,) = zip(*pens.strokes["own area"], strict=True)
    left, right = pens.strokes["baseline"][0]
    places = Counter(round(left + value / 100 * (right - left), 6) for value in values)
    assert Counter(round(x, 6) for x, _ in (*drawn, own)) == places
    assert all(0 < x < width and 0 < y < height - 3 * Look().small_pt for x, y in (*drawn, own))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=3, max_size=60))
def test_no_dot_lies_on_another_where_there_is_room(values: list[int]) -> None:
    spec = strip_of(values)
    pens = Pens(Look(), family(Look().font))
    draw_strip(pens, spec, 480.0, 1000.0)
    xs, ys = pens.strokes["area"]
    drawn = sorted(zip(xs[::3], ys[::3], strict=True))
    for n, (x, y) in enumerate(drawn):
        assert not any(abs(x - other) < DOT - 0.1 and abs(y - up) < DOT - 0.1
                       for other, up in drawn[n + 1 : n + 9])
    word = list(zip((p.value if p.value is not None else spec.main.points[n].value
                     for n, p in enumerate(spec.series[1].points)), heights(spec), strict=True))
    assert len(set(word)) == len(word)      # equal figures stand one over the other in Word too


def test_equal_figures_stand_one_over_the_other_the_own_on_top() -> None:
    pens = Pens(Look(), family(Look().font))
    draw_strip(pens, strip_of([40] * 12, own=5), 480.0, 108.0)
    assert pens.strokes["own area"][1][0] > max(y for y in pens.strokes["area"][1] if y == y)


def test_a_name_that_has_no_room_gives_way_to_the_figure_alone() -> None:
    spec = strip_of([10, 50, 90])
    long = ChartSeries("Own", "main", spec.main.points, f"{'Very long name ' * 12}10%")
    pens = Pens(Look(), family(Look().font))
    draw_strip(pens, ChartSpec("strip", spec.months, (long, spec.series[1]), spec.ticks, ""),
               480.0, 108.0)
    assert "10%" in [one.words for one in pens.written]
    assert not any("Very long" in one.words for one in pens.written)
