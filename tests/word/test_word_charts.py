"""Native charts of every kind in the Word file: what is drawn is what the workbook holds."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from briefing.document import Cell, Chart, ChartSpec, Column, Row, Section, Spark, Table
from briefing.writers.word import word_file
from tests.chart_specs import KINDS, specs
from tests.documents import of_kind, points, sample, words

C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
     "a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


def file_of(*charts: ChartSpec, pictures: bool = False) -> bytes:
    made = tuple(Chart(f"chart.{n}", words("Caption"), f"Words of {n}", chart, 56)
                 for n, chart in enumerate(charts))
    return word_file(replace(sample(), sections=(Section("s", made),)), pictures=pictures)


def chart_part(file: bytes, number: int = 1) -> etree._Element:
    with ZipFile(io.BytesIO(file)) as archive:
        return etree.fromstring(archive.read(f"word/charts/chart{number}.xml"))


def workbook(file: bytes, number: int = 1) -> list[list[object]]:
    with ZipFile(io.BytesIO(file)) as archive:
        book = io.BytesIO(archive.read(f"word/embeddings/chart{number}.xlsx"))
    return CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()


def find(tree: etree._Element, path: str) -> list[etree._Element]:
    return tree.xpath(path, namespaces=C)


def drawn(file: bytes) -> dict[int, dict[int, Decimal]]:
    """The values that the chart draws: by the workbook's column, then by row."""
    made = {}
    for series in find(chart_part(file), ".//c:ser"):
        formula = find(series, "./c:val//c:f")[0].text
        column = ord(re.fullmatch(r"Figures!\$([A-Z])\$2:\$\1\$\d+", formula)[1]) - ord("A")
        made[column] = {int(p.get("idx")): Decimal(p[0].text)
                        for p in find(series, "./c:val//c:pt")}
    return made


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_workbook_and_drawing_hold_the_points_that_are_shown_and_no_other(
    kind: str, data: st.DataObject,
) -> None:
    """What is withheld, missing or to come is a blank cell and a gap."""
    chart = data.draw(specs(kind))
    file = file_of(chart)
    _, *rows = workbook(file)
    shown = drawn(file)
    for column, values in shown.items():
        assert values == {n: Decimal(str(row[column])) for n, row in enumerate(rows)
                          if row[column] != ""}
    held = sorted(v for values in shown.values() for v in values.values())
    assert held == sorted(p.value for s in chart.series for p in s.points if p.value is not None)


def test_a_file_of_every_kind_is_sound(tmp_path: Path) -> None:
    for name, pictures in (("native", False), ("pictures", True)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(file_of(*map(of_kind, KINDS), pictures=pictures))
        found = OpenXmlValidator().validate(path)
        assert found.is_valid, found.errors


@pytest.mark.parametrize(("kind", "columns", "lines"), [
    ("cumulative", 0, 3), ("stock", 2, 2), ("composition", 3, 0), ("comparison", 1, 1),
    ("xmr", 0, 5)])     # the main line is cut in two by a break
def test_each_kind_is_drawn_as_columns_and_lines(kind: str, columns: int, lines: int) -> None:
    tree = chart_part(file_of(of_kind(kind)))
    assert len(find(tree, ".//c:barChart/c:ser")) == columns
    assert len(find(tree, ".//c:lineChart/c:ser")) == lines


def test_shares_stand_on_each_other_dark_to_light_each_with_its_value() -> None:
    tree = chart_part(file_of(of_kind("composition")))
    assert find(tree, ".//c:grouping/@val") == ["stacked"]
    assert find(tree, ".//c:overlap/@val") == ["100"]
    assert find(tree, ".//c:ser/c:spPr/a:solidFill/a:srgbClr/@val") == [
        "12436D", "7790A9", "F7F9FB"]
    labels = [len(find(series, "./c:dLbls/c:dLbl")) for series in find(tree, ".//c:ser")]
    assert labels == [3, 3, 0]      # the last has no room for a value: the legend says the latest
    entries = [find(s, "./c:tx//c:v")[0].text for s in find(tree, ".//c:ser")]
    assert entries == ["Good 81", "Less than good 14", "Not inspected 5"]


def test_a_provisional_share_keeps_its_shade_and_its_month_is_marked() -> None:
    chart = of_kind("composition")
    marked = replace(chart, series=tuple(replace(s, points=(*s.points[:3], replace(
        s.points[3], mark="provisional"))) for s in chart.series))
    tree = chart_part(file_of(marked))
    assert not find(tree, ".//c:dPt")
    assert [p.text for p in find(tree, ".//c:ser[1]/c:cat//c:pt/c:v")][2:] == [
        "Sep\n[c]", "Oct\n[p]"]


def test_a_fourth_share_has_a_pattern() -> None:
    chart = of_kind("composition")
    more = replace(chart, series=(*chart.series, replace(chart.series[0], label="Others 0")))
    assert find(chart_part(file_of(more)), ".//c:ser[4]/c:spPr/a:pattFill/@prst") == ["wdUpDiag"]


def test_the_flows_of_a_stock_have_axes_of_their_own_under_it() -> None:
    tree = chart_part(file_of(of_kind("stock")))
    flows, level = find(tree, ".//c:barChart/c:axId/@val"), find(tree, ".//c:lineChart/c:axId/@val")
    assert not set(flows) & set(level)
    assert find(tree, ".//c:valAx[c:axId/@val='4']/c:scaling/c:max/@val") == ["50"]
    hidden = find(tree, ".//c:legendEntry/c:idx/@val")
    assert hidden == ["2", "3"]     # the level, in two parts, after the two that are columns


def test_a_comparison_labels_every_bar_and_its_target_is_a_line() -> None:
    tree = chart_part(file_of(of_kind("comparison")))
    assert find(tree, ".//c:barChart//c:dLbl/c:numFmt/@formatCode") == ["0", "0", "0"]
    points_unlike = find(tree, ".//c:barChart//c:dPt/c:spPr/a:solidFill/a:srgbClr/@val")
    assert points_unlike == ["FFFFFF", "BFC6CE", "BFC6CE"]      # hollow: provisional


def test_this_year_is_named_in_the_legend_and_its_latest_month_labelled() -> None:
    tree = chart_part(file_of(of_kind("cumulative")))
    assert not find(tree, ".//c:legendEntry")
    assert find(tree, ".//c:dLbl/c:idx/@val") == ["3"]


def test_pictures_stand_in_for_native_charts_with_the_same_words() -> None:
    charts = [of_kind(kind) for kind in KINDS]
    native, pictures = file_of(*charts), file_of(*charts, pictures=True)
    said = []
    for file, folder in ((native, "word/charts/"), (pictures, "word/media/")):
        with ZipFile(io.BytesIO(file)) as archive:
            assert len([n for n in archive.namelist() if n.startswith(folder)
                        and n.endswith((".xml", ".png"))]) == len(KINDS)
            said.append(re.findall(r'descr="([^"]+)"',
                                   archive.read("word/document.xml").decode()))
    assert said[0] == said[1]
    with ZipFile(io.BytesIO(pictures)) as archive:
        assert not [n for n in archive.namelist() if "embeddings" in n or "charts" in n]
    assert file_of(*charts, pictures=True) == pictures


def test_word_leaves_the_column_of_sparklines_out() -> None:
    """Seventy more native charts would make the file slow to edit; the months stand beside."""
    table = Table("t", "Scorecard", "A row each.", (
        Column("Indicator", 3), Column("Trend", 1, drawn=True), Column("Jul 22", 1, "right")), (
        Row((Cell(words("Group")),), group=True),
        Row((Cell(words("Referrals"), header=True),
             Cell((), spark=Spark(points("5 6 7"), "Between 5 and 7.")), Cell(words("7"))))))
    file = word_file(replace(sample(), sections=(Section("s", (table,)),)))
    with ZipFile(io.BytesIO(file)) as archive:
        text = archive.read("word/document.xml").decode()
    assert "Referrals" in text
    assert "Trend" not in text
    assert "Between 5" not in text
