"""What the rows of every table share: one of several words, an id, a number of its unit."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from briefing.amounts import UNITS, Reason
from briefing.indicators import Indicator, InYear
from briefing.problems import Problem, did_you_mean, listed
from briefing.reading.cells import NotANumber, Symbols, read_number, without_unit
from briefing.reading.grids import Record, text_of
from briefing.reading.limits import limits_problem, unit_problem


def choice(record: Record, column: str, allowed: tuple[str, ...], default: str,
           problems: list[Problem]) -> str:
    """The column's word, one of those allowed; a problem where it is none of them."""
    text = record.text(column).casefold() or default
    joined = text.replace("-", "_").replace(" ", "_")       # "half-yearly", "rolling 12"
    text = joined if joined in allowed else text
    if text not in allowed:
        shown = listed([f"'{a}'" for a in allowed if a])
        what = f"'{text}' is not one of {shown}." if text else f"it is empty; it is one of {shown}."
        problems.append(Problem(record.place(column), what,
                                did_you_mean(text, allowed) or "Write one of them."))
    return text


def in_year(record: Record, problems: list[Problem]) -> InYear:
    text = record.text("in_year").casefold().replace("_", " ").replace("-", " ")
    if text in ("", "pro rata"):
        return cast(InYear, text)
    problems.append(Problem(record.place("in_year"), f"'{text}' is not 'pro rata'.",
                            "Write pro rata where a year's target is due in equal parts month by "
                            "month, or leave it blank."))
    return ""


def unknown_indicator(record: Record, known: set[str]) -> Problem:
    """What is said, in any table, of an id that the dictionary does not have."""
    name = record.text("indicator")
    if not name:
        return Problem(record.place("indicator"), "it is empty.", "Give the indicator's id.")
    return Problem(record.place("indicator"), f"there is no indicator '{name}'.",
                   did_you_mean(name, known) or "Add it to the indicators, or mend its id.")


def number(record: Record, column: str, one: Indicator, symbols: Symbols,
            problems: list[Problem]) -> Decimal | None:
    """The cell's number, in the unit and within the limits of the indicator's figures.

    None where it is blank, and with a problem where it is no number.
    """
    found = without_unit(record.cells.get(column, ""), UNITS[one.unit])
    try:
        reading = read_number(found, symbols)
    except NotANumber as fault:
        problems.append(Problem(record.place(column), fault.what, "Give a number such as 18.5."))
        return None
    if reading.of is not None:
        problems.append(Problem(record.place(column), f"'{text_of(found)}' gives two numbers, but "
                                "one is wanted.", "Give a number such as 18.5."))
        return None
    if reading.reason not in (None, Reason.MISSING):
        problems.append(Problem(record.place(column), f"'{text_of(found)}' says that there is none;"
                                " the row was not read.", "Take the row out until there is a "
                                "number.", warning=True))
    wrong = unit_problem(one, reading.mark, text_of(found), "value", record.place(column)) if (
        reading.mark) else None
    if wrong is None and reading.number is not None and not one.limits.hold(reading.number):
        wrong = limits_problem(one, reading.number, record.place(column))
    if wrong is not None:
        problems.append(wrong)
        return None
    return reading.number
