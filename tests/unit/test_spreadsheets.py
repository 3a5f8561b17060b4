"""No CSV file or workbook that we write holds a live formula or a link, whatever the author wrote.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.build import build
from briefing.publish import publish
from briefing.spreadsheets import bare, csv_file, guarded
from tests.commands.test_placing import DAY
from tests.reports import SMALL

NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?%?")


def is_live(cell: str) -> bool:
    """Whether a spreadsheet program takes the cell for a formula."""
    return cell[:1] in tuple("=+-@\t\r") and not NUMBER.fullmatch(cell)


@pytest.mark.parametrize(("cell", "written"), [
    ('=HYPERLINK("http://a.example","x")', '\'=HYPERLINK("http://a.example","x")'),
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ("+44 20 7946 0000", "'+44 20 7946 0000"),
    ("-1+2", "'-1+2"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    (" =1+1", "' =1+1"),
    ("＝1+1", "'＝1+1"),
    ("-", "'-"),
    ("-0.4", "-0.4"), ("-0.4%", "-0.4%"), ("+3", "+3"), ("1,247", "1,247"), ("−0.4%", "−0.4%"),
    ("Referrals", "Referrals"), ("", ""), ("'quoted'", "'quoted'"), ("a=b", "a=b"),
])  # fmt: skip
def test_a_cell_as_it_stands_in_a_csv_file(cell: str, written: str) -> None:
    assert guarded(cell) == written
    assert bare(written) == cell


@given(st.text(alphabet="'=+-@\t 1,.%a\r", max_size=8))
@example("'=1")
@example("''-5")
def test_every_cell_comes_back_and_none_is_live(cell: str) -> None:
    assert bare(guarded(cell)) == cell
    assert not is_live(guarded(cell))


def test_a_file_reads_back_as_rows() -> None:
    written = csv_file(("id", "text"), [("a", "=1,2"), ("b", 'say "no"'), ("c", -4)])
    assert written.decode() == 'id,text\na,"\'=1,2"\nb,"say ""no"""\nc,-4\n'


HOSTILE = {
    "=HYPERLINK(": '=HYPERLINK(""http://a.example"",""x"")', "=cmd": "=cmd|' /C calc'!A0",
    "@SUM": "@SUM(A1:A9)", "http:": "http://a.example/x", "+1+": "+1+cmd|x", "-1+": "-1+cmd|x",
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_that_the_author_wrote_is_live_in_what_is_built(kind: str, tmp_path: Path) -> None:
    """In the title, the subject, the section, the symbol for what is withheld and a paragraph."""
    words = HOSTILE[kind]
    symbol = re.sub(r'[\d"]', "", words)[:8]     # a digit could be taken for a figure
    for name, text in SMALL.items():
        text = text.replace("Referrals,Referrals,number of referrals",
                            f'"{words}","{words}","{words}"')
        text = text.replace("2022-07,81.5", "2022-07,[c]")
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "report.toml").write_text(
        f'{SMALL["report.toml"]}[disclosure]\nsymbol = "{symbol}"\n'
        'editions = ["private", "public"]\n', encoding="utf-8")
    table = (tmp_path / "indicators.csv").read_text("utf-8").splitlines()
    (tmp_path / "indicators.csv").write_text("\n".join(
        [f"{table[0]},disclosure", f"{table[1]},", f"{table[2]},exempt"]) + "\n", encoding="utf-8")
    files = build(tmp_path, edition="both").files
    seen = 0
    for path in files:
        if path.suffix == ".csv":
            rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
            cells = [cell for row in rows for cell in row]
            assert [cell for cell in cells if is_live(cell)] == []
        if path.suffix == ".docx":
            seen += workbooks_are_dead(path)
    assert seen >= 2
    publish(tmp_path, DAY, edition="both")      # which reads the figures back


def workbooks_are_dead(path: Path) -> int:
    """How many workbooks the Word file holds, none with a formula, a link or a connection."""
    count = 0
    with zipfile.ZipFile(path) as word:
        for name in word.namelist():
            if not name.endswith(".xlsx"):
                continue
            count += 1
            content = word.read(name)
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                parts = {part: book.read(part).decode("utf-8", "replace")
                         for part in book.namelist()}
            assert not [part for part, xml in parts.items()
                        if "<f>" in xml or "<hyperlink" in xml or "externalLink" in part
                        or 'TargetMode="External"' in xml]
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            assert sheet is not None
            assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    return count
