"""An edited Word file that came back, read by what it says of itself, or else by today's words.

Google Docs and others keep neither bookmarks nor the trace: what was written is then what the
report folder says today.
"""

from __future__ import annotations

from pathlib import Path

from briefing.build import report_name
from briefing.prepared import Given, Prepared, prepare
from briefing.reading.word import NotTold, read_back, run_of, written_in
from briefing.reading.word.edited import EditedFile
from briefing.reading.word.tiers import tiers_joined


def returned(path: Path, folder: Path | None, *, period: str = "", edition: str = "",
             trusted: bool = False, given: Given | None = None) -> EditedFile:
    """The edited file read back; `folder` is that of the report that it is of, where it is known,
    and `given` what that is given where it is of an area of many.

    Raises ProblemsFound as `read_back` does, and where the folder's report cannot be prepared.
    """
    try:
        return tiers_joined(read_back(path))
    except NotTold:
        if folder is None:
            raise
    run = run_of(path)
    asked = edition or run.get("edition", "")
    prepared = prepare(folder, period or run.get("period", ""), asked, trusted, given=given)
    return tiers_joined(read_back(path, written_in(review_copy(prepared), path.name)))


def review_copy(prepared: Prepared) -> bytes:
    """The Word file of the first edition as it is today, without remarks."""
    from briefing.writers.word import RunNote, word_file

    edition = prepared.editions[0]
    settings = prepared.report.settings.report
    note = RunNote(prepared.report.period, edition.name, settings.meeting, "",
                   report_name(prepared.report))
    return word_file(edition.composed.document, note, {}, prepared.house,
                     pictures=settings.charts == "pictures")
