"""What lies in a report folder and is not read although its name is like one that is.

Sheets, files and folders of other names are the author's own business.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from briefing.problems import Place, Problem
from briefing.reading.grids import tidy
from briefing.reading.settings import FILE
from briefing.reading.workbooks import ENDINGS, Workbook

TABLES = ("indicators", "values", "targets", "benchmarks", "commentary")
FOLDERS = ("commentary", "edits", "history", "layouts", "narratives")
WORKBOOK = "data.xlsx"


def unread_sheets(books: Iterable[Workbook], given: Collection[str]) -> Iterator[Problem]:
    """Problems for sheets called like one that was read, warnings for those called nearly so.

    `given` are the tables that were found.
    """
    for book in books:
        read = {tidy(name): name for name in book.were_read}
        for sheet in book.names:
            place = Place(book.name, sheet)
            twin = read.get(tidy(sheet), sheet)
            near = _like(sheet, TABLES).capitalize()
            if sheet in book.were_read:
                continue
            if twin != sheet:
                yield Problem(place, f"this sheet is not read: '{twin}' has the same name but for "
                              "capitals or blanks.", "Keep one of the two, or rename one.")
            elif near and near.casefold() in given:
                yield Problem(place, "this sheet is not read.", f"'{near}' was found without it: "
                              "take this one out, or give it another name.", warning=True)
            elif near:
                yield Problem(place, "this sheet is not read.", f"Did you mean '{near}'?",
                              warning=True)


def misplaced(folder: Path) -> Iterator[Problem]:
    """Problems for files that stand where a folder is looked for."""
    for name in FOLDERS:
        if (folder / name).is_file():
            yield Problem(Place(name), "it is a file, and a folder is looked for.",
                          "Rename it, or move it into a folder of that name.")


def unread_files(folder: Path, read: Collection[str], given: Collection[str]) -> Iterator[Problem]:
    """Warnings for files and folders called like one of ours; `read` are the files that were."""
    were_read = [folder / name for name in read]
    for path in sorted(folder.iterdir()):
        place = Place(path.name)
        if path.name.startswith((".", "~")):
            continue
        if path.is_dir():
            near = "" if path.name == "out" else _like(path.name, FOLDERS)
            if near and near != path.name and not _same(path, [folder / near]):
                yield Problem(place, "this folder is not read.", f"Did you mean '{near}'?",
                              warning=True)
        elif path.suffix.casefold() in (".csv", *ENDINGS) and not _same(path, were_read):
            near = _like(path.stem, (*TABLES, Path(WORKBOOK).stem))
            if near == "commentary":
                yield Problem(place, "this file is not read.", "Paragraphs stand in the folder "
                              "commentary, or in the workbook's sheet Commentary.", warning=True)
            elif near:
                other = WORKBOOK if near == Path(WORKBOOK).stem else f"{near}.csv"
                hint = (f"Did you mean '{other}'?" if near not in given and other != path.name
                        else f"Take it away, or name it under [files] in {FILE}.")
                yield Problem(place, "this file is not read.", hint, warning=True)


def _like(name: str, names: Collection[str]) -> str:
    """The one of the names that this is meant for, or is a copy of; "" where it is neither.

    A stricter likeness than that for a hint: "out" is not meant for "layouts".
    """
    folded = name.strip().casefold()
    close = difflib.get_close_matches(folded, names, n=1, cutoff=0.8)
    copies = [table for table in TABLES if table in names and folded.startswith(table)]
    return next(iter([*close, *copies]), "")


def _same(path: Path, others: Iterable[Path]) -> bool:
    """Whether the path is one of the others, however the system spells it."""
    return any(other.exists() and path.exists() and other.samefile(path) for other in others)
