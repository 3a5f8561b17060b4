"""What the cells of a council's scorecard are: a code, a time, a measure's name in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.reading.grids import Grid, text_of

# A time that a spreadsheet holds has seconds that nobody typed: 07:30:00.
TIME = re.compile(r"(?P<time>\d{1,3}:[0-5]\d)(?::00)?")
TIME_UNIT = "minutes_and_seconds"
TIME_LINES = ("", f"[units.{TIME_UNIT}]", 'kind = "duration"', 'form = "minutes_seconds"',
              'title = "Minutes and seconds"')
TIME_ASKED = ("Are these minutes and seconds? They are taken for such; hours and minutes have the "
              "form hours_minutes in report.toml")
_CODE = re.compile(r"[A-Za-z]{0,6}[-. ]?\d{1,4}[A-Za-z]?")


def are_codes(grid: Grid, column: int) -> bool:
    """Whether most cells of the column are codes, such as FR01, and no names."""
    cells = [text for _, row in grid.rows if column < len(row) and (text := text_of(row[column]))]
    return 2 * sum(_CODE.fullmatch(text.strip()) is not None for text in cells) > len(cells)


def are_times(figures: Iterable[str]) -> bool:
    """Whether there are figures, and each of them is a time: 7:30."""
    texts = [text for text in figures if any(map(str.isdigit, text))]
    return bool(texts) and all(TIME.fullmatch(text) for text in texts)


def holds_figures(grid: Grid) -> bool:
    """Whether most cells beside the first column have a number: a log of changes has dates too."""
    beside = [text for _, cells in grid.rows for text in map(text_of, cells[1:]) if text]
    return 2 * sum(any(map(str.isdigit, text)) for text in beside) > len(beside)


def subject_of(title: str, unit: str) -> str:
    """What sentences call it: "% repairs on time" as "percentage of repairs on time"."""
    said = title[:1].lower() + title[1:] if title[1:2].islower() else title
    bare = re.sub(r"\s*\((?:%|per ?cent|no\.?|number|#|mm:ss)\)$|^(?:%|no\.|#)(?: of)?\s+", "",
                  said, flags=re.I)
    bare = bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare
    if unit == "percent" and bare != said:
        return f"percentage of {bare}"
    if unit == "count" and not re.search(r"\b(?:number|count|total|volume)\b", bare, re.I):
        return f"number of {bare}"
    return bare
