"""`briefing next` of a folder of areas: the one report.toml moved on, and what each area lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefing.areas.asked import Options
from briefing.areas.view import area_views
from briefing.files import LARGEST_TEXT, read_bytes
from briefing.next_period import Moved, move_on, told_of
from briefing.placing import put_in_place
from briefing.problems import Problem, ProblemsFound, stop_if_any
from briefing.reading.earlier import FOLDER
from briefing.reading.settings import FILE
from briefing.reading.settings_edits import edited_settings


def move_on_areas(folder: Path, period: str = "", day: date | None = None, trusted: bool = False
                  ) -> Iterator[str]:
    """The folder moved on; what is said of it, of each area by its name.

    An acceptance ends when it has ended for every area. Raises ProblemsFound, with nothing changed,
    where an area has errors as it stands.
    """
    problems: list[Problem] = []
    raw = read_bytes(folder / FILE, FILE, "Put it back.", problems, LARGEST_TEXT)
    stop_if_any(problems)
    assert raw is not None
    moved: dict[str, Moved] = {}
    kept: dict[str, list[object]] = {}
    settings_kept = ""
    for view in area_views(folder, ["all"], Options(trusted=trusted)):
        (view.path / FILE).write_bytes(raw)
        try:
            done = move_on(view.path, period, day, trusted, view.given)
        except ProblemsFound as fault:
            problems += view.opened.at_home(view.area, fault.problems)
            continue
        moved[view.opened.areas[view.area].name] = done
        settings_kept = done.kept.name
        for path in sorted((view.path / FOLDER).glob(f"{done.before}.commentary.json")):
            rows = kept.setdefault(path.name, [])
            rows += [row for row in json.loads(path.read_bytes()) if row not in rows]
            path.unlink()
        done.kept.unlink()
    stop_if_any(problems)
    first = next(iter(moved.values()))
    dropped = tuple(one for one in first.dropped
                    if all(one in done.dropped for done in moved.values()))
    files = {FILE: edited_settings(raw, first.written, first.day, dropped),
             f"{FOLDER}/{settings_kept}": raw}
    files |= {f"{FOLDER}/{name}": (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode()
              for name, rows in kept.items()}
    put_in_place(files, folder, remedy="Close report.toml in other programs and try again; nothing "
                                       "was changed.")
    return _told(moved)


def _told(moved: dict[str, Moved]) -> Iterator[str]:
    """What is said of all, once; then what is said of each area."""
    lines = {name: list(told_of(done)) for name, done in moved.items()}
    first = next(iter(lines.values()))
    common = [line for line in first if all(line in some for some in lines.values())]
    yield from common
    for name, some in lines.items():
        own = [line for line in some if line not in common
               and not line.startswith("No longer accepted")]
        if own:
            yield f"{name}:"
            yield from (f"  {line}" for line in own)

