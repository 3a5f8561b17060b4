"""One cell to a number, or to the reason why there is none.

Symbols are values of their own. Blank is missing, never 0. A number is held exactly; what a
spreadsheet's arithmetic leaves beyond six decimals is settled at the door.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from briefing.amounts import Reason
from briefing.reading.grids import Cell, text_of

SYMBOLS = {
    "c": Reason.CONFIDENTIAL, "[c]": Reason.CONFIDENTIAL, "*": Reason.CONFIDENTIAL,
    "■": Reason.CONFIDENTIAL,
    "x": Reason.NOT_AVAILABLE, "[x]": Reason.NOT_AVAILABLE, "..": Reason.NOT_AVAILABLE,
    "z": Reason.NOT_APPLICABLE, "[z]": Reason.NOT_APPLICABLE,
    "k": Reason.LOW, "[k]": Reason.LOW, "[low]": Reason.LOW, "low": Reason.LOW,
    "u": Reason.UNRELIABLE, "[u]": Reason.UNRELIABLE,
}  # fmt: skip
DECIMALS = Decimal("0.000001")
LIMIT = Decimal(10) ** 12

_NUMBER = re.compile(r"[-−+]?£?-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?%?", re.ASCII)
_MARKED = re.compile(r"(.*\d%?)\s*\[?([pPrR])\]?", re.ASCII)
Mark = Literal["", "%", "£"]


class NotANumber(ValueError):
    """The cell holds neither a number nor a known symbol."""

    @property
    def what(self) -> str:
        """What is wrong, for a problem."""
        return f"'{self}' is not a number."

    @property
    def hint(self) -> str:
        """The remedy, for a problem."""
        return ("Give a number, leave the cell blank, or say why there is none: "
                "[c] confidential, [x] not available, [z] not applicable.")


class TooLarge(NotANumber):
    """The cell holds a number of a trillion or more."""

    @property
    def what(self) -> str:
        """What is wrong, for a problem."""
        return f"{self} is too large a number."

    @property
    def hint(self) -> str:
        """The remedy, for a problem."""
        return "Numbers stay below 1,000,000,000,000: mend it, or use a larger unit."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a number, or a reason; provisional when it is marked so.

    `mark` is the unit that the cell itself names, as in 12.5% or £1,200.
    """

    number: Decimal | None
    reason: Reason | None
    provisional: bool = False
    mark: Mark = ""


MISSING = Reading(None, Reason.MISSING)
FAULTY = Reading(None, None)      # what is wrong with the cell has been said


def read_number(cell: Cell) -> Reading:
    """The cell's number, with up to six decimals, or its reason; raises NotANumber."""
    if isinstance(cell, bool | date):
        raise NotANumber(text_of(cell))
    if isinstance(cell, int | float):
        return Reading(_settled(Decimal(str(cell)), str(cell)), None)
    return _read_text(cell)


@lru_cache(1 << 16)
def _read_text(cell: str) -> Reading:
    text = text_of(cell)
    if not text:
        return MISSING
    reason = SYMBOLS.get(text.casefold())
    if reason is not None:
        return Reading(None, reason)
    bare, provisional = text, False
    marked = _MARKED.fullmatch(text)
    if marked:
        bare, provisional = marked[1], marked[2] in "pP"
    bare = bare.replace(" ", "")
    if not _NUMBER.fullmatch(bare) or not any(c.isdigit() for c in bare):
        raise NotANumber(text)
    mark: Mark = "%" if bare.endswith("%") else "£" if "£" in bare else ""
    plain = bare.replace("−", "-").translate(str.maketrans("", "", ",£%+"))
    if plain.startswith("--"):
        raise NotANumber(text)
    return Reading(_settled(Decimal(plain), text), None, provisional, mark)


def _settled(number: Decimal, shown: str) -> Decimal:
    if not number.is_finite():
        raise NotANumber(shown)
    if abs(number) >= LIMIT:
        raise TooLarge(shown if len(shown) < 40 else f"{shown[:20]}...")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        number = number.quantize(DECIMALS, ROUND_HALF_UP).normalize()
    # 1E+2 from normalize() reads as 100 again
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number
