"""`briefing review FILE.docx`: an edited Word file held to the report folder as it is today.

Neither the file nor the folder is changed.
"""

from __future__ import annotations

from pathlib import Path

from briefing.build import report_name
from briefing.prepared import Given, Prepared, prepare
from briefing.problems import Place, Problem, ProblemsFound
from briefing.reading.settings import FILE
from briefing.reading.word.edited import EditedFile
from briefing.returned import returned
from briefing.review.reviewed import Review, reviewed


def review_file(path: Path, folder: Path | None = None, trusted: bool = False,
                given: Given | None = None) -> Review:
    """The review of an edited file by the report folder as it is today, `folder` or found from
    where the file lies; by the report of an area of many where that is `given` something.

    Raises ProblemsFound when the file or the folder cannot be read, or the file is of another
    report.
    """
    home = folder or home_of(path)
    edited = returned(path, home, trusted=trusted, given=given)
    if home is None:
        raise ProblemsFound([Problem(
            Place(path.name), f"there is no {FILE} beside it or above it.",
            f"Say which report folder it is of: briefing review {path.name} --folder FOLDER.")])
    prepared = _prepared(home, edited, trusted, given)
    others = another_report(path.name, edited, prepared)
    if others:
        raise ProblemsFound(others)
    return reviewed(path.name, edited, prepared)


def _prepared(home: Path, edited: EditedFile, trusted: bool, given: Given | None) -> Prepared:
    """The report in every edition that it is built in, as all of them would print the words; in
    both where the file is of another one."""
    period = edited.run.get("period", "")
    prepared = prepare(home, period, trusted=trusted, given=given)
    if edited.run.get("edition", "private") in [one.name for one in prepared.editions]:
        return prepared
    return prepare(home, period, "both", trusted, given=given)


def home_of(path: Path) -> Path | None:
    """The report folder that the file lies in: its folder, one of three above, or this one."""
    near = path.resolve().parent
    for folder in (near, *list(near.parents)[:3], Path()):
        if (folder / FILE).is_file():
            return folder
    return None


def another_report(name: str, edited: EditedFile, prepared: Prepared) -> list[Problem]:
    """A problem where the file is of another report than the folder's."""
    theirs, ours = edited.run.get("report", ""), report_name(prepared.report)
    if theirs and theirs != ours:
        return [Problem(Place(name), f"it is a file of the report '{theirs}'; this folder's is "
                        f"'{ours}'.", "Give the folder that it was built from.")]
    return []
