"""The user's mistakes: collected, then reported together.

A problem says where, what was found and what is allowed, and how to put it right. Steps add to a
list and go on, so that one run names every fault; `stop_if_any` ends the step. Our own mistakes
are ordinary exceptions and end in a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is: a file and, as far as they apply, its sheet, row, column or setting."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(self.column if not self.row else f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: its place, what was found and what is allowed, and the remedy."""

    place: Place
    what: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" + (f" {self.hint}" if self.hint else "")


class ProblemsFound(Exception):
    """Raised when a step cannot go on; holds every problem found so far, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def stop_if_any(problems: Iterable[Problem]) -> None:
    """Raise ProblemsFound when the problems hold an error; warnings alone let the step go on."""
    found = list(problems)
    if any(not problem.warning for problem in found):
        raise ProblemsFound(found)


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """"Did you mean 'referrals.volume'?" for the nearest name, or nothing when none is near."""
    near = nearest(word, names)
    return f"Did you mean '{near}'?" if near else ""


def nearest(word: str, names: Iterable[str]) -> str:
    """The name most like the word, whatever its capitals; "" when none is like it."""
    folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def listed(names: Sequence[str], last: str = "or") -> str:
    """"a, b or c", in the order given."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
