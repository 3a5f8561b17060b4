"""CSV files and workbooks that we write: safe to open in a spreadsheet program.

Excel takes a cell of a CSV file that opens with =, +, - or @ for a formula, whatever the author
meant by it, and a formula can send figures away or start a program. Such a cell gets an apostrophe
in front, which `bare` takes off again where we read the file back; numbers stay numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import BytesIO, TextIOWrapper

# What XlsxWriter makes of words: words. It would else make formulas of "=..." and links of "http:".
ONLY_WORDS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
GUARD = "'"
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")
_LIVE = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n]")


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The rows under their head as a CSV file, no cell of which is a formula."""
    written = BytesIO()
    # encoded as it is written, and given without a copy: a long report has megabytes of figures
    lines = TextIOWrapper(written, "utf-8", newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(  # nearly every cell begins with a letter or a digit, or is blank
        [cell if not (cell := str(each)) or cell[0].isalnum() else guarded(cell) for each in row]
        for row in rows)
    lines.flush()
    return written.getvalue()


def guarded(cell: str) -> str:
    """The cell as it can stand in a CSV file."""
    if cell[:1].isalnum():
        return cell
    inner = cell.lstrip(GUARD)      # what the author began with apostrophes comes back whole, too
    live = _LIVE.match(inner) is not None and not _NUMBER.fullmatch(cell)
    return f"{GUARD}{cell}" if live else cell


def bare(cell: str) -> str:
    """The cell as it was before it was guarded."""
    if cell.startswith(GUARD) and guarded(cell[1:]) == cell:
        return cell[1:]
    return cell
