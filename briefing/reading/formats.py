"""What a spreadsheet's number formats and errors mean, whichever file they were saved in."""

from __future__ import annotations

import re

from briefing.reading.grids import CellFault, letter

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')     # shown as they stand
_UNCACHED = "Open the workbook in a spreadsheet program, save it and try again."
_ERROR = ("Mend the formula, or put in its place a number, a blank or a symbol: [c] confidential, "
          "[x] not available, [z] not applicable.")
ERRORS = re.compile(r"#(?:DIV/0!|REF!|N/A|NAME\?|NUM!|VALUE!|NULL!|SPILL!|CALC!)|Err:\d{3}", re.I)


def shows_percentage(code: str) -> bool:
    """Whether a number format such as "0.0%" shows a fraction as a percentage."""
    return "%" in _LITERAL.sub("", code)


def error_fault(row: int, column: int, shown: str) -> CellFault:
    """That the cell holds an error; rows count from 1, columns from 0."""
    return CellFault(f"cell {letter(column)}{row} holds the error {shown}.", _ERROR)


def uncached_fault(row: int, column: int) -> CellFault:
    """That the cell's formula was saved without its result."""
    return CellFault(f"the formula in cell {letter(column)}{row} has never been worked out.",
                     _UNCACHED)


def format_fault(row: int, column: int) -> CellFault:
    """That it cannot be told whether the cell shows a percentage."""
    return CellFault(f"the format of cell {letter(column)}{row} cannot be told, and so not whether "
                     "it is a percentage.", "Save the workbook again as .xlsx.")
