"""Files that are the same as when an earlier report was published."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.problems import Place, Problem, listed
from briefing.reading.checks.series import Checked
from briefing.reading.checks.thresholds import NAMED

# What the author writes once and for all, as against what is said of the month's figures.
LASTING = ("background", "recommendations", "attachments", "questions", "data-report")


def unchanged(checked: Checked) -> Iterator[Problem]:
    """Warnings for figures and commentary that did not change since the last report.

    Of files of figures, the newest of each indicator are looked at: a file of a month each is not
    expected to change. Of commentary, what is said of service areas and indicators; one warning
    names it all.
    """
    earlier = [record for record in checked.history if record.month < checked.period]
    if not earlier:
        return
    last = max(earlier, key=lambda record: record.month)
    same = {source.file for source in checked.sources
            if last.inputs.get(source.file) == source.sha256}
    newest = {found[-1].grid.file for cells in checked.cells.values()
              if (found := [cell for cell in cells.values() if cell.value is not None])}
    for file in sorted(same & newest):
        yield Problem(Place(file), f"it is the same as in the report of {last.period.full}.",
                      "Put the new figures in, or accept it if there are none.", warning=True)
    said = sorted({c.source.file for c in checked.commentary if c.place not in LASTING} & same
                  - newest)
    if said:
        names = [file.rpartition("/")[2] for file in said]
        shown = [*names[:NAMED], *([f"{len(names) - NAMED} more"] if names[NAMED:] else [])]
        yield Problem(
            Place(said[0]), f"{listed(shown, 'and')} {'are' if len(names) > 1 else 'is'} the same "
            f"as in the report of {last.period.full}.",
            "See that it still holds, then accept this.", warning=True)
