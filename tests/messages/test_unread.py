"""What lies in the folder and is not read: said, with the nearest name that would be."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.reading.test_marks import INDICATORS, REPORT, VALUES, said_as_it_is, said_of

TARGETS = "indicator,year,target\nassessed,2022/23,80\n"


@pytest.mark.parametrize(("name", "said"), [
    ("target.csv", "target.csv: this file is not read. Did you mean 'targets.csv'?"),
    ("Targets .csv", "Targets .csv: this file is not read. Did you mean 'targets.csv'?"),
    ("benchmark.xlsx", "benchmark.xlsx: this file is not read. Did you mean 'benchmarks.csv'?"),
    ("values - Copy.csv", "values - Copy.csv: this file is not read. Take it away, or name it "
     "under [files] in report.toml."),
    ("commentary.csv", "commentary.csv: this file is not read. Paragraphs stand in the folder "
     "commentary, or in the workbook's sheet Commentary."),
    ("comentary/background.md", "comentary: this folder is not read. Did you mean 'commentary'?"),
    ("commentary/background.md/words.md", "commentary/background.md: it is a folder; what is in it "
     "was not read. Put its files into commentary itself, or move it away."),
    ("history", "history: it is a file, and a folder is looked for. Rename it, or move it into a "
     "folder of that name."),
])  # fmt: skip
def test_a_file_or_folder_that_is_not_read_is_said(name: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TARGETS, "utf-8")
    assert said_of(tmp_path, "") == [said]


@pytest.mark.parametrize("name", ["contacts.csv", "minutes.docx", "pictures/arms.png",
                                  "~$values.csv", "old/values.csv",
                                  "out/values.csv", "tables.csv", "database.xlsx"])
def test_what_is_called_otherwise_is_the_authors_own(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TARGETS, "utf-8")
    assert said_of(tmp_path, "") == []


@pytest.mark.parametrize(("sheet", "said"), [
    ("Target", "data.xlsx, sheet Target: this sheet is not read. Did you mean 'Targets'?"),
    ("Targts ", "data.xlsx, sheet Targts : this sheet is not read. Did you mean 'Targets'?"),
    ("Values ", "data.xlsx, sheet Values : this sheet is not read: 'Values' has the same name but "
     "for capitals or blanks. Keep one of the two, or rename one."),
    ("Values 2", "data.xlsx, sheet Values 2: this sheet is not read. 'Values' was found without "
     "it: take this one out, or give it another name."),
    ("Lookup", ""),
])  # fmt: skip
def test_a_sheet_that_is_not_read_is_said(sheet: str, said: str, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "data.xlsx") as book:
        for name, text in ((sheet, TARGETS), ("Indicators", INDICATORS), ("Values", VALUES)):
            made = book.add_worksheet(name)
            for n, line in enumerate(text.splitlines()):
                made.write_row(n, 0, line.split(","))
    (tmp_path / "report.toml").write_text(REPORT, "utf-8")
    assert said_as_it_is(tmp_path) == ([said] if said else [])
