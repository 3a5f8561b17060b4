"""Lengths as Word writes them, whole numbers all; each function says which unit comes back."""

from __future__ import annotations

from itertools import pairwise

A4_MM = (210.0, 297.0)


def twips(mm: float) -> int:
    """Twentieths of a point, for what stands on the page."""
    return round(mm * 1440 / 25.4)


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
