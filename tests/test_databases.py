"""Figures from a database: SQLite for real, and what is said when it cannot be read."""

from __future__ import annotations

import sqlite3
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.problems import Problem
from briefing.reading.databases import read_query
from briefing.reading.grids import Grid
from tests.test_value_shapes import SETTINGS, told

ADDRESS = "sqlite:///figures.db"
NAME = "report.toml, values[1].query"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "figures.db") as database:
        database.execute("create table kpi (name, month, result, team)")
        database.executemany("insert into kpi values (?, ?, ?, ?)", [
            ("referrals", "2022-06", 190, "North"), ("referrals", "2022-07", None, "North"),
            ("assessed", "2022-06", 80.5, "North"), ("assessed", "2022-06", 1, "South"),
        ])  # fmt: skip
    database.close()
    return tmp_path


def read(folder: Path, query: str, address: str = ADDRESS) -> tuple[Grid | None, list[str]]:
    problems: list[Problem] = []
    grid, _ = read_query(folder, address, query, NAME, problems)
    return grid, [str(problem) for problem in problems]


def test_a_query_is_read_like_any_table(folder: Path) -> None:
    values = f"""[values]
query = "select name as indicator, month as period, result as value, team from kpi"
database = "{ADDRESS}"
where = {{ team = "north" }}
"""
    assert told(SETTINGS + values, folder, {}) == [
        "referrals 2022-06 190", "referrals 2022-07 missing", "assessed 2022-06 80.5"]


def test_a_querys_rows_are_numbered_like_a_files(folder: Path) -> None:
    grid, problems = read(folder, "select name, result from kpi where team = 'North'")
    assert problems == []
    assert grid is not None
    assert grid.rows == ((2, ("referrals", 190)), (3, ("referrals", "")), (4, ("assessed", 80.5)))
    assert str(grid.place(2, "result")) == f"{NAME}, row 2, column result"


def test_nothing_can_be_written(folder: Path) -> None:
    before = sha256((folder / "figures.db").read_bytes()).hexdigest()
    for query in ("delete from kpi", "insert into kpi values (1, 2, 3, 4)", "drop table kpi"):
        grid, problems = read(folder, query)
        assert grid is None
        assert len(problems) == 1
    assert sha256((folder / "figures.db").read_bytes()).hexdigest() == before


@pytest.mark.parametrize(("query", "address", "said"), [
    ("select * from kpis", ADDRESS, "the query fails: no such table: kpis. "
     "Try it in the database's own program."),
    ("select * from kpi where team = 'East'", ADDRESS,
     "the query finds no rows. Mend its conditions."),
    ("select 1", "sqlite:///figure.db",
     "there is no database 'figure.db'. A path in the address starts from the report folder."),
    ("select 1", "figures.db", "the database's address cannot be read. Give it as "
     '"sqlite:///figures.db" or "postgresql://server/database".'),
    ("select 1", "dbase://figures", "SQLAlchemy does not know this kind of database. Give it as "
     '"sqlite:///figures.db" or "postgresql://server/database".'),
    ("select 1", "oracle+cx_oracle://sam:secret@server/x",
     "the database's driver is not installed (cx_Oracle). Install it with pip, or name another in "
     "the address."),
])  # fmt: skip
def test_what_cannot_be_read_is_a_problem(
    query: str, address: str, said: str, folder: Path
) -> None:
    assert read(folder, query, address) == (None, [f"{NAME}: {said}"])


def test_a_file_that_is_no_database(folder: Path) -> None:
    (folder / "figures.db").write_bytes(b"not a database at all" * 100)
    _, problems = read(folder, "select 1 from kpi")
    assert problems == [f"{NAME}: the query fails: file is not a database. Try it in the "
                        "database's own program."]  # fmt: skip


def test_the_extra_is_named_when_it_is_not_installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    assert read(folder, "select 1") == (None, [
        f"{NAME}: SQLAlchemy is needed to read from a database. Install it with: pip install "
        "briefing[sql]"])  # fmt: skip
