"""The user's mistakes: collected, then reported together.

A problem says where, what was found and what is allowed, and how to put it right. Steps add to a
list and go on, so that one run names every fault; `stop_if_any` ends the step. Our own mistakes
are ordinary exceptions and end in a traceback.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is: a file and, as far as they apply, its sheet, row, column or setting.

    `heads` are the columns of the table in their order, by which problems of a row are told.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    heads: tuple[str, ...] = field(default=(), compare=False, repr=False)

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
        hint = f" {shortened(self.hint)}" if self.hint else ""
        return on_one_line(f"{self.place}: {shortened(self.what)}{hint}")


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once: by file, sheet and row, and within a row as the columns stand there."""
    return sorted(set(problems), key=_file_order)


def _file_order(problem: Problem) -> tuple[str, str, int, int, Problem]:
    place = problem.place
    names = [head.strip().casefold() for head in place.heads]
    column = place.column.strip().casefold()
    at = names.index(column) if column in names else 0
    return place.file, place.sheet, place.row, at, problem


CELL = 80           # characters of a cell that a message shows
WORDS = 600         # characters of what is said, and of its remedy
ALIKE = 5           # warnings of one kind that are told one by one
MESSAGES = 100      # messages that are told one by one
# What stands between quotes, an apostrophe within a word being none.
_QUOTED = re.compile(rf"((?:^|(?<=[\s(\[]))['‘“\"])(?=\S)((?:(?!['’”\"](?!\w)).){{{CELL + 1},}})"
                     r"(['’”\"])(?!\w)")
_UNBROKEN = re.compile(rf"[^\s/\\'‘“\"’”…]{{{CELL + 1},}}")
# Those that move the cursor, or turn the direction of what is read, or are not seen at all.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069"
                     "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]")
_VARIES = re.compile(r"['‘“\"][^'’”\"]*['’”\"]|\d+")


def on_one_line(text: str) -> str:
    """The text without a character that a terminal would obey, on one line.

    Line breaks and tabs become blanks; others are written out, "\\x1b" or "\\u202e".
    """
    return _UNSEEN.sub(_written_out, re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", text))


def _written_out(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def shortened(text: str) -> str:
    """The text with what it quotes cut to 80 characters, and itself to 600."""
    text = re.sub(r"[\r\n]+", " ", text)
    text = _QUOTED.sub(lambda m: f"{m[1]}{m[2][:CELL]}…{m[3]}", text)
    text = _UNBROKEN.sub(lambda m: f"{m[0][:CELL]}…", text)
    return text if len(text) <= WORDS else f"{text[:WORDS].rstrip()}…"


def told(problems: Iterable[Problem], most: int = MESSAGES) -> list[str]:
    """The messages in order, at most so many; of more than five warnings alike the first, with how
    many more there are and where.

    Where there are too many, each kind of message keeps its first: one fault in a column of a
    thousand cells does not hide the others, and no warning takes the place of an error.
    """
    every = list(problems)
    kinds: dict[tuple[bool, str, str, str, str], list[int]] = {}
    for n, problem in enumerate(every):
        place = problem.place
        kind = (problem.warning, place.file, place.sheet, place.column if place.row else "",
                _VARIES.sub("", problem.what))
        kinds.setdefault(kind, []).append(n)
    # a message of each kind in turn, those of errors first, until there are enough
    order = sorted(kinds.values(), key=lambda numbers: every[numbers[0]].warning)
    # each error is to be mended; of warnings one tells what the others are
    single = [numbers[:1] if every[numbers[0]].warning and len(numbers) > ALIKE else numbers
              for numbers in order]
    turns = (numbers[turn] for turn in range(max(map(len, single), default=0))
             for numbers in single if turn < len(numbers))
    chosen = set(islice(turns, most))
    lines: list[str] = []
    last = {max(kept): [n for n in numbers if n not in kept] for numbers in order
            if (kept := chosen.intersection(numbers))}
    for n in sorted(chosen):
        lines.append(f"{'warning: ' if every[n].warning else ''}{every[n]}")
        if last.get(n):
            lines.append(_more_alike([every[m] for m in last[n]]))
    unseen = [numbers for numbers in order if not chosen.intersection(numbers)]
    if unseen:
        lines.append(f"… and {sum(map(len, unseen)):,} more of other kinds")
    return lines


def _more_alike(rest: Sequence[Problem]) -> str:
    """ "… and 39 more like these, in rows 3, 4, 5, 6, 7 and 34 others"."""
    rows = list(dict.fromkeys(problem.place.row for problem in rest if problem.place.row))
    more = f"… and {len(rest):,} more like {'these' if len(rest) > 1 else 'this'}"
    if not rows:
        return more
    named = [f"{row:,}" for row in rows[:ALIKE]]
    others = len(rows) - len(named)
    if others:
        named.append(f"{others:,} {'others' if others > 1 else 'other'}")
    return f"{more}, in row{'s' if len(rows) > 1 else ''} {listed(named, 'and')}"


class ProblemsFound(Exception):
    """Raised when a step cannot go on; holds every problem found so far, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(in_file_order(problems))
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
