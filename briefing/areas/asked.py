"""What is asked of a folder that may have many areas: which of them, and how.

Every command asks it, of folders without areas too: what does the work is loaded only for these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.problems import Place, Problem, ProblemsFound
from briefing.reading.settings import FILE
from briefing.shapes import load

if TYPE_CHECKING:
    from briefing.areas.view import View
    from briefing.prepared import Given


@dataclass(frozen=True, slots=True)
class Options:
    """How the reports of a run are made, all of them alike."""

    period: str = ""
    edition: str = ""
    strict: bool = False
    annotate: bool = False
    trusted: bool = False
    final: bool = False
    leave_open: tuple[str, ...] = ()


def has_areas(folder: Path) -> bool:
    """Whether report.toml has the table [areas]; what is wrong with it is said when it is read."""
    table = load(folder / FILE, []) if folder.is_dir() else None
    return table is not None and "areas" in table


def views(folder: Path, areas: Sequence[str], options: Options, files: Sequence[Path] = ()
          ) -> Iterator[tuple[Path, Given | None, View | None]]:
    """The report folder itself, or where it has many areas each of those that are asked for as a
    folder of its own, with what its report is given and the view of it; the area that the Word
    files are of where none is named.

    Raises ProblemsFound where the folder has areas and nobody says which.
    """
    if not areas and not has_areas(folder):
        yield folder, None, None
        return
    from briefing.areas.view import area_of, area_views

    found = [area_of(folder, file, options) for file in files] if not areas else []
    names = [*areas, *filter(None, dict.fromkeys(found))]
    if not names:
        raise ProblemsFound([Problem(Place(FILE, column="areas"), "this folder has a report for "
                                     "each area.", "Say which: --area NAME.")])
    for view in area_views(folder, names, options):
        yield view.path, view.given, view
