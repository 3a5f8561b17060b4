"""Lengths as Word writes them, whole numbers all; each function says which unit comes back."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

A4_MM = (210.0, 297.0)


def twips(mm: float) -> int:
    """Twentieths of a point, for what stands on the page."""
    return round(mm * 1440 / 25.4)


# Lengths that Word takes with a unit, in twips.
UNITS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
A_LENGTH = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?")


@lru_cache(1 << 10)
def twips_said(length: str) -> int:
    """A length as a file gives it, "1134", "1134.5" or "20mm", in twips; 0 where it is none."""
    said = A_LENGTH.fullmatch(length.strip())
    return round(float(said[1]) * UNITS.get(said[2] or "", 1.0)) if said else 0


def mm_of_twips(length: int) -> float:
    """Millimetres, of what stands on the page."""
    return length * 25.4 / 1440


def twips_of_pt(pt: float) -> int:
    """Twentieths of a point, for leading and space."""
    return round(pt * 20)


def half_points(pt: float) -> int:
    """Half points, for sizes of type."""
    return round(pt * 2)


def emu(mm: float) -> int:
    """English metric units, for drawings."""
    return round(mm * 36000)


def emu_of_pt(pt: float) -> int:
    """English metric units, for lines in drawings."""
    return round(pt * 12700)


def emu_of_twips(length: int) -> int:
    """English metric units, for drawings as wide as the text."""
    return length * 635


def hundredths(pt: float) -> int:
    """Hundredths of a point, for sizes of type in drawings."""
    return round(pt * 100)


def shares(width: int, weights: tuple[float, ...]) -> tuple[int, ...]:
    """The width divided by weight into whole numbers that add up to it exactly."""
    whole = sum(weights)
    edges = [0.0]
    for weight in weights:
        edges.append(edges[-1] + weight)
    marks = [round(width * edge / whole) for edge in edges]
    return tuple(right - left for left, right in pairwise(marks))
