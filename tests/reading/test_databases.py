"""Figures from a database: SQLite for real, and what is said when it cannot be read."""

from __future__ import annotations

import sqlite3
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.problems import Problem
from briefing.reading import databases, read_settings
from briefing.reading.databases import read_query
from briefing.reading.grids import Grid
from tests.reading.test_value_shapes import SETTINGS, told

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


ONE_SELECT = "Ask for the rows with one SELECT and nothing else."
REFUSED = {
    "delete from kpi": "it is no SELECT.",
    "vacuum into 'copy.db'": "it is no SELECT.",
    "attach 'copy.db' as copy": "it is no SELECT.",
    "pragma writable_schema = 1": "it is no SELECT.",
    "": "it is no SELECT.",
    "select 1; drop table kpi": "it holds more than one statement.",
    "select 1; -- and\n delete from kpi;": "it holds more than one statement.",
    "/* select */ drop table kpi": "it is no SELECT.",
    "with gone as (delete from kpi returning *) select * from gone":
        "it holds 'delete', which may write or reach elsewhere.",
    "select * into copy from kpi": "it holds 'into', which may write or reach elsewhere.",
    "select load_extension('evil')":
        "it holds 'load_extension', which may write or reach elsewhere.",
}


@pytest.mark.parametrize("query", REFUSED)
def test_only_one_select_is_asked(query: str, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    assert read(folder, query) == (None, [
        f"{NAME}: the query is not asked: {REFUSED[query]} {ONE_SELECT}"])
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize("query", [
    "select 'drop; table' as name from kpi;", "select replace(name, 'a', 'b') from kpi",
    "with x as (select * from kpi) select * from x", 'select name as "update" from kpi',
    "-- every team\nselect name, last_update from (select name, 1 as last_update from kpi)",
])  # fmt: skip
def test_a_select_may_hold_what_is_only_called_like_a_command(query: str, folder: Path) -> None:
    grid, problems = read(folder, query)
    assert problems == []
    assert grid is not None


def test_sqlite_itself_lets_nothing_but_reading_through(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "not_one_select", lambda query: "")     # the first fence is down
    for query in ("vacuum into 'copy.db'", "attach 'copy.db' as copy", "pragma user_version = 3",
                  "delete from kpi", "create temp table x (y)",
                  "select load_extension('evil')", "select zeroblob(100000000)"):
        grid, problems = read(folder, query)
        assert grid is None
        assert len(problems) == 1
        assert problems[0].startswith(f"{NAME}: the query fails: ")
    assert [path.name for path in folder.iterdir()] == ["figures.db"]


def test_a_query_that_never_ends_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "SECONDS", 0.2)
    assert read(folder, "with recursive n(i) as (select 1 union all select i + 1 from n) "
                        "select count(*) from n") == (None, [
        f"{NAME}: the query takes more than 0 seconds. Ask for fewer rows, or keep its result in a "
        "file."])


@pytest.mark.parametrize("address", [
    "postgresql://sam:Pass@word@server/x", "mysql+pymysql://sam:Pass@wo@rd@server/x",
])  # fmt: skip
def test_a_password_with_an_at_sign_is_never_printed(address: str, folder: Path) -> None:
    assert read(folder, "select 1", address) == (None, [
        f"{NAME}: the database's address holds '@' twice. Write the one in a name or password as "
        "%40."])


@pytest.mark.parametrize("said", [
    "could not translate host name", "login failed for sam:S3cret%40 at server",
    "postgresql://sam:S3cret%40@server/x is not there", "S3cret@ is wrong",
    "DRIVER=x;UID=sam;PWD=other;SERVER=y", "password = other",
])  # fmt: skip
def test_what_a_driver_says_is_printed_without_secrets(said: str) -> None:
    shown = databases.without_secrets(said, "postgresql://sam:S3cret%40@server/x")
    assert "S3cret" not in shown
    assert "other" not in shown


def test_a_setting_of_the_wrong_kind_does_not_print_its_password(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text(
        '[[values]]\nquery = "select 1"\ndatabase = ["postgresql://sam:Pass@word@server/x"]\n'
        'columns = "postgresql://sam:Pass@word@server/x"\n'
        'shape = "postgresql://sam:Pass@word@server/x"\n', "utf-8")
    problems: list[Problem] = []
    read_settings(tmp_path, problems)
    said = "\n".join(map(str, problems))
    assert said.count("://…@server/x") == 4
    assert "Pass" not in said
    assert "word@" not in said
