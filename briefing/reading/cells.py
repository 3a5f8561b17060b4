"""One cell to a number, or to the reason why there is none.

Symbols are values of their own. Blank is missing, never 0. A number is held exactly; what a
spreadsheet's arithmetic leaves beyond six decimals is settled at the door.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from briefing.amounts import Reason
from briefing.reading.grids import Cell, text_of

SYMBOLS = {
    "c": Reason.CONFIDENTIAL, "[c]": Reason.CONFIDENTIAL, "*": Reason.CONFIDENTIAL,
    "■": Reason.CONFIDENTIAL,
    "x": Reason.NOT_AVAILABLE, "[x]": Reason.NOT_AVAILABLE, "..": Reason.NOT_AVAILABLE,
    "z": Reason.NOT_APPLICABLE, "[z]": Reason.NOT_APPLICABLE,
    "k": Reason.LOW, "[low]": Reason.LOW, "low": Reason.LOW,
    "u": Reason.UNRELIABLE, "[u]": Reason.UNRELIABLE,
}  # fmt: skip
DECIMALS = Decimal("0.000001")
LIMIT = Decimal(10) ** 12

_NUMBER = re.compile(r"[-−+]?£?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?%?")
_MARKED = re.compile(r"(.*\d%?)\s*\[?([pPrR])\]?")


class NotANumber(ValueError):
    """The cell holds neither a number nor a known symbol."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a number, or a reason; provisional when it is marked so."""

    number: Decimal | None
    reason: Reason | None
    provisional: bool = False


_BLANK = Reading(None, Reason.MISSING)


def read_number(cell: Cell) -> Reading:
    """The cell's number, with up to six decimals, or its reason; raises NotANumber."""
    if isinstance(cell, bool | date):
        raise NotANumber(str(cell))
    if isinstance(cell, int | float):
        return Reading(_settled(Decimal(str(cell)), cell), None)
    text = cell.strip()
    if not text:
        return _BLANK
    reason = SYMBOLS.get(text.casefold())
    if reason is not None:
        return Reading(None, reason)
    marked = _MARKED.fullmatch(text)
    provisional = False
    if marked:
        text, provisional = marked[1], marked[2] in "pP"
    bare = text.replace(" ", "")
    if not _NUMBER.fullmatch(bare) or not any(c.isdigit() for c in bare):
        raise NotANumber(text_of(cell))
    plain = bare.replace("−", "-").translate(str.maketrans("", "", ",£%+"))
    return Reading(_settled(Decimal(plain), cell), None, provisional)


def _settled(number: Decimal, cell: Cell) -> Decimal:
    if not number.is_finite() or abs(number) >= LIMIT:
        raise NotANumber(text_of(cell))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        number = number.quantize(DECIMALS, ROUND_HALF_UP).normalize()
    # 1E+2 from normalize() reads as 100 again
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number
