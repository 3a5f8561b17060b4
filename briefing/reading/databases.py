"""A query's rows as a grid, where SQLAlchemy is installed: `pip install briefing[sql]`.

Nothing is written: no transaction is committed, and an SQLite file is opened to be read only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from briefing.problems import Place, Problem
from briefing.reading.files import MOST_CELLS, too_many
from briefing.reading.grids import Cell, Grid, Source
from briefing.reading.tables import grid_of

_ADDRESS = 'Give it as "sqlite:///figures.db" or "postgresql://server/database".'


def read_query(
    folder: Path, database: str, query: str, name: str, problems: list[Problem]
) -> tuple[Grid | None, Source | None]:
    """The rows, numbered as a file with a head would be, and the hash of query and rows.

    No grid, and a problem, when the database cannot be reached or the query fails. Messages never
    hold the address: it may hold a password.
    """
    place = Place(name)
    try:
        import sqlalchemy
        from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
    except ImportError:
        problems.append(Problem(place, "SQLAlchemy is needed to read from a database.",
                                "Install it with: pip install briefing[sql]"))
        return None, None
    try:
        url = sqlalchemy.make_url(database)
        if url.get_backend_name() == "sqlite":
            path = folder / (url.database or "")
            if not path.is_file():
                problems.append(Problem(place, f"there is no database '{path.name}'.",
                                        "A path in the address starts from the report folder."))
                return None, None
            url = sqlalchemy.make_url(f"sqlite:///file:{path.resolve().as_posix()}").set(
                query={"mode": "ro", "uri": "true"})
        engine = sqlalchemy.create_engine(url)
    except ImportError as fault:
        problems.append(Problem(place, f"the database's driver is not installed ({fault.name}).",
                                "Install it with pip, or name another in the address."))
        return None, None
    except NoSuchModuleError:
        problems.append(Problem(place, "SQLAlchemy does not know this kind of database.", _ADDRESS))
        return None, None
    except SQLAlchemyError:
        problems.append(Problem(place, "the database's address cannot be read.", _ADDRESS))
        return None, None
    try:
        with engine.connect() as connection:
            result = connection.execute(sqlalchemy.text(query))
            head = tuple(result.keys())
            rows = [tuple(row) for row in result.fetchmany(MOST_CELLS // max(1, len(head)) + 1)]
    except SQLAlchemyError as fault:
        why = getattr(fault, "orig", None) or fault
        problems.append(Problem(place, f"the query fails: {' '.join(str(why).split())[:200]}.",
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


def _cell(value: Any) -> Cell:
    """A database's value as a cell: null is a blank, a decimal its text."""
    if value is None:
        return ""
    return value if isinstance(value, str | int | float | date) else str(value)
