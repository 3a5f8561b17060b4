"""Faults that many cells have alike, said once: at the first of them, with how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.problems import Place, Problem

FEW = 3         # figures with a fault of their own are named one by one
_OF_THE_INDICATOR = ("outside ", "below 0", "not a whole count")


class Alike:
    """The faults of a report's cells; those of one file and sheet with the same words are alike."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str, str, str, bool], list[Place]] = {}

    def add(self, place: Place, what: str, hint: str, warning: bool = False) -> None:
        """A fault of the cell."""
        key = (place.file, place.sheet, what, hint, warning)
        self._places.setdefault(key, []).append(place)

    def problems(self) -> list[Problem]:
        """One for all the cells alike, in the order in which the first of each stands."""
        return [Problem(places[0], f"{what}{_also(places)}", hint, warning)
                for (_, _, what, hint, warning), places in self._places.items()]


def of_one_cause(faults: Sequence[tuple[str, Problem]]) -> list[Problem]:
    """The faults of figures, each with its indicator: those of one indicator with one remedy once.

    "4116 is outside 0 to 1,000" of each of thirty months has one cause, its unit or its range.
    """
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for n, (indicator, fault) in enumerate(faults):
        _, joint, rest = fault.what.partition(" is ")
        key = (indicator, fault.place.file, fault.place.sheet, rest, fault.hint) if (
            joint and rest.startswith(_OF_THE_INDICATOR)) else (str(n),)
        alike.setdefault(key, []).append(fault)
    found: list[Problem] = []
    for (indicator, *_), its in alike.items():
        if len(its) <= FEW:
            found += its
            continue
        last = its[-1]
        found.append(replace(its[0], what=(
            f"{its[0].what} So it is of {len(its) - 1} other figures of '{indicator}', the last "
            f"{last.what.partition(' ')[0]} in row {last.place.row}, column {last.place.column}."
        )))
    return found


def _also(places: list[Place]) -> str:
    """ " So have 3 other cells, the last in row 9, column value."; "" where there is no other."""
    others = list(dict.fromkeys(places))[1:]
    if not others:
        return ""
    last = others[-1]
    where = ", ".join(part for part in (f"row {last.row}" if last.row else "",
                                        f"column {last.column}" if last.column else "") if part)
    if len(others) == 1:
        return f" So it is in {where}."
    return f" So it is in {len(others)} other cells, the last in {where}."
