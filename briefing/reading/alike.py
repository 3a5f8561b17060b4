"""Faults that many cells have alike, said once: at the first of them, with how many there are."""

from __future__ import annotations

from briefing.problems import Place, Problem


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
