"""A query's rows as a grid, where SQLAlchemy is installed: `pip install briefing[sql]`.

Only read: one SELECT is asked, of a connection that is read only, for a minute at most. In an
SQLite file nothing but reading is let through by SQLite itself. A message never holds a password.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from briefing.problems import Place, Problem
from briefing.reading.files import MOST_CELLS, too_many
from briefing.reading.grids import Cell, Grid, Source
from briefing.reading.one_select import not_one_select
from briefing.reading.tables import grid_of

SECONDS = 60.0                  # that a query may take
_CONNECT_SECONDS = 15
_LONGEST_CELL = 1_000_000       # bytes in an SQLite file's cell
_ADDRESS = 'Give it as "sqlite:///figures.db" or "postgresql://server/database".'
_ONE_SELECT = "Ask for the rows with one SELECT and nothing else."
# What makes a connection read only, and ends a query that takes too long, where a server knows it.
_READ_ONLY = {
    "postgresql": ("SET default_transaction_read_only = on",
                   f"SET statement_timeout = {int(SECONDS * 1000)}"),
    "mysql": ("SET SESSION TRANSACTION READ ONLY",),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY",),
}  # fmt: skip
_TIMEOUTS = {name: {"connect_timeout": _CONNECT_SECONDS} for name in _READ_ONLY}
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE,
            sqlite3.SQLITE_FUNCTION}  # fmt: skip


def read_query(
    folder: Path, database: str, query: str, name: str, problems: list[Problem]
) -> tuple[Grid | None, Source | None]:
    """The rows, numbered as a file with a head would be, and the hash of query and rows.

    No grid, and a problem, when the query is no SELECT, the database cannot be reached or the query
    fails.
    """
    place = Place(name)
    try:
        import sqlalchemy
        from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
    except ImportError:
        problems.append(Problem(place, "SQLAlchemy is needed to read from a database.",
                                "Install it with: pip install briefing[sql]"))
        return None, None
    why = not_one_select(query)
    if why:
        problems.append(Problem(place, f"the query is not asked: {why}", _ONE_SELECT))
        return None, None
    if two_ats(database):
        problems.append(Problem(place, "the database's address holds '@' twice.",
                                "Write the one in a name or password as %40."))
        return None, None
    try:
        url = sqlalchemy.make_url(database)
        kind = url.get_backend_name()
        if kind == "sqlite":
            path = folder / (url.database or "")
            if not path.is_file():
                problems.append(Problem(place, f"there is no database '{path.name}'.",
                                        "A path in the address starts from the report folder."))
                return None, None
            url = sqlalchemy.make_url("sqlite://").set(
                database=f"file:{quote(path.resolve().as_posix())}",
                query={"mode": "ro", "uri": "true"})
        engine = sqlalchemy.create_engine(url, connect_args=_TIMEOUTS.get(kind, {}))
    except ImportError as fault:
        problems.append(Problem(place, f"the database's driver is not installed ({fault.name}).",
                                "Install it with pip, or name another in the address."))
        return None, None
    except NoSuchModuleError:
        problems.append(Problem(place, "SQLAlchemy does not know this kind of database.", _ADDRESS))
        return None, None
    except (SQLAlchemyError, ValueError, TypeError):
        problems.append(Problem(place, "the database's address cannot be read.", _ADDRESS))
        return None, None
    late = threading.Event()
    try:
        with engine.connect() as connection:
            for setting in _READ_ONLY.get(kind, ()):
                connection.execute(sqlalchemy.text(setting))
            connection.rollback()       # what is set for the session stays
            with _fenced(connection, late):
                result = connection.execute(sqlalchemy.text(query))
                head = tuple(result.keys())
                rows = [tuple(row) for row in result.fetchmany(MOST_CELLS // max(1, len(head)) + 1)]
    except (SQLAlchemyError, OSError, ValueError, TypeError) as fault:
        if late.is_set():
            problems.append(Problem(place, f"the query takes more than {SECONDS:.0f} seconds.",
                                    "Ask for fewer rows, or keep its result in a file."))
        else:
            said = without_secrets(str(getattr(fault, "orig", None) or fault), database)
            problems.append(Problem(place, f"the query fails: {' '.join(said.split())[:200]}.",
                                    "Try it in the database's own program."))
        return None, None
    finally:
        engine.dispose()
    large = too_many(place, len(rows), len(head))
    if large is not None:
        problems.append(large)
        return None, None
    lines: list[Sequence[Cell]] = [head, *([_cell(value) for value in row] for row in rows)]
    digest = hashlib.sha256(repr((query, lines)).encode("utf-8", "replace")).hexdigest()
    if not rows:
        problems.append(Problem(place, "the query finds no rows.", "Mend its conditions."))
        return None, None
    return grid_of(name, "", lines), Source(name, digest)


@contextmanager
def _fenced(connection: Any, late: threading.Event) -> Iterator[None]:
    """Nothing but reading, and not for ever; `late` is set when the time was up."""
    raw = connection.connection.dbapi_connection
    if isinstance(raw, sqlite3.Connection):
        raw.set_authorizer(_authorised)
        raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)

    def stop() -> None:
        late.set()
        end = next((getattr(raw, name) for name in ("interrupt", "cancel", "close")
                    if hasattr(raw, name)), None)
        if end is not None:
            end()

    timer = threading.Timer(SECONDS, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if isinstance(raw, sqlite3.Connection):
            raw.set_authorizer(None)


def _authorised(action: int, first: str | None, second: str | None, *_: object) -> int:
    """SQLite's question before it does anything: reading is allowed, and functions but one."""
    allowed = action in _ALLOWED and "load_extension" not in (first, second)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def two_ats(address: str) -> bool:
    """Whether a password's "@" would be taken for the one before the server."""
    return address.partition("://")[2].partition("?")[0].count("@") > 1


def without_secrets(text: str, address: str) -> str:
    """The text without what stands before the server in the address, as written or unquoted."""
    before = address.partition("://")[2].rpartition("@")[0]
    password = before.partition(":")[2]
    for secret in sorted({before, password, unquote(before), unquote(password)}, key=len,
                         reverse=True):
        if secret:
            text = text.replace(secret, "…")
    text = re.sub(r"://[^\s'\"]*@", "://…@", text)
    return re.sub(r"(?i)\b(pwd|password)\s*=\s*[^\s;,)]+", r"\1=…", text)


def _cell(value: Any) -> Cell:
    """A database's value as a cell: null is a blank, a decimal its text."""
    if value is None:
        return ""
    return value if isinstance(value, str | int | float | date) else str(value)
