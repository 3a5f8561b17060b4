"""How far off its target an indicator is still amber, as settings and rows of indicators say it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from briefing.indicators import Tolerance
from briefing.problems import Place, Problem


def read_tolerance(text: str) -> Tolerance | None:
    """ "2" is points, "10%" per cent of the target, "" is none; raises ValueError otherwise."""
    bare = text.strip()
    if not bare:
        return None
    try:
        size = Decimal(bare.rstrip("%").strip())
    except InvalidOperation:
        raise ValueError(text) from None
    if not size.is_finite() or size < 0:
        raise ValueError(text)
    return Tolerance(size, bare.endswith("%"))


def tolerance_problem(place: Place, found: str) -> Problem:
    """What is said of a tolerance that cannot be read, wherever it stands."""
    return Problem(place, f"'{found}' is not a tolerance.",
                   "Give points (2) or per cent of the target (10%).")
