"""Warnings that the author has looked at: [[accept]] in report.toml, each with its reason.

A warning is accepted by its exact text, as `briefing check` prints it, but for the number of its
row and how it is broken into lines: rows move when figures are added above them. So an acceptance
holds for one indicator and what was said of it, and no longer. Or it is accepted by its kind, for
an indicator or for all, and then as often as it comes, until the day that is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from briefing.periods import day_in_words
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.settings import FILE, Accepted

PREFIX = "warning: "    # what stands before a warning when it is printed
_ROW = re.compile(r"^([^:]*?), row \d+")
# Kinds of warnings that can be accepted as such, by what is said. None of what is withheld is here.
KINDS = {
    "cumulative": r"counts from the start of the year|looks counted from the start",
    "fractions": r"at most 1 per cent",
    "gap": r"has no figure for ",
    "no_value": r"^it has no value",
    "old_benchmark": r"^the benchmark of .* is of ",
    "other_month": r"^it names .* but the report is of | was the meeting of the ",
    "outlier": r"is far outside ",
    "restated": r" was published as ",
    "target": r"^the target .* (?:is 0|usual figure|by every figure)|has a target for ",
    "twins": r" are those of '| are both ",
    "typed_figure": r"^no fact of this report supports ",
    "unchanged": r"the same as in the report of | is as it was in ",
}


def settle(
    problems: Iterable[Problem], accepted: Sequence[Accepted], day: date, *, spare: bool = True,
    area: str = ""
) -> tuple[list[Problem], tuple[Accepted, ...]]:
    """The problems without the warnings that are accepted, and the acceptances that were needed.

    An acceptance without its reason is an error. One that meets no warning is a warning, when
    there are no errors that kept the warning from being found and `spare` is true; one of a kind
    of warnings need not meet any. One that ended before the `day` of the meeting accepts nothing.
    `area` is the name of the one of many that the problems are of.
    """
    left: list[Problem] = []
    met: set[int] = set()
    lasting = [(n, one) for n, one in enumerate(accepted) if not _has_ended(one, day)]
    for problem in problems:
        by = [n for n, one in lasting if is_met(one, problem, area)]
        met.update(by)
        if not by:
            left.append(problem)
    whole = all(problem.warning for problem in left)
    standing = [str(problem) for problem in left]
    for n, one in enumerate(accepted):
        left += _faults(one, f"accept[{n + 1}]")
        if _has_ended(one, day) and one.until is not None:
            left.append(Problem(
                Place(FILE, column=f"accept[{n + 1}].until"),
                f"it ended on {day_in_words(one.until)}.",
                "Take it out, or look again and give a later day.", warning=True))
        elif whole and spare and one.warning and n not in met:
            left.append(unmet(n, one, standing))
    return left, tuple(one for n, one in enumerate(accepted) if n in met)


def unmet(number: int, one: Accepted, standing: Iterable[str]) -> Problem:
    """The warning that an acceptance, that of this number from 0, meets no warning."""
    return Problem(Place(FILE, column=f"accept[{number + 1}].warning"),
                   "there is no such warning (any more).",
                   did_you_mean(one.warning, list(standing)) or "Take it out.", warning=True)


def is_met(one: Accepted, problem: Problem, area: str = "") -> bool:
    """Whether the warning is what is accepted, by its text, or by its kind and indicator.

    In the report of one `area` of many the text may name the areas, as `briefing check` does.
    """
    if not problem.warning:
        return False
    if one.warning:
        accepted, met = _plain(one.warning), _plain(str(problem))
        return accepted == met or (bool(area) and _names(accepted, problem, area))
    if one.kind not in KINDS or not re.search(KINDS[one.kind], problem.what):
        return False
    return one.indicator in ("", problem.place.column) or f"'{one.indicator}'" in problem.what


def _names(accepted: str, problem: Problem, area: str) -> bool:
    """Whether it is the warning with areas before it, "values.csv: (Leeds and York) it ...", of
    which this is one; of many not all are named."""
    where = f"{_plain(str(problem.place))}: "
    what = f") {_plain(str(replace(problem, place=Place(''))).removeprefix(': '))}"
    if not (accepted.startswith(f"{where}(") and accepted.endswith(what)):
        return False
    named = accepted[len(where) + 1:-len(what)]
    return bool(re.search(r" and \d+ more ", named)) or bool(
        re.search(rf"(?:^|, | and ){re.escape(area)}(?:$|, | and )", named))


def _has_ended(one: Accepted, day: date) -> bool:
    return one.until is not None and one.until < day


def _faults(one: Accepted, key: str) -> Iterator[Problem]:
    """A problem where it has no reason, or does not say what is accepted."""
    if not one.reason.strip():
        yield Problem(Place(FILE, column=f"{key}.reason"), "it is empty.",
                      "Say why the warning is right and the figures stay as they are.")
    if bool(one.warning) == bool(one.kind):
        both = "has both a warning and a kind" if one.kind else "has neither a warning nor a kind"
        yield Problem(Place(FILE, column=key), f"it {both}.",
                      "Give the warning as it was printed, or its kind and the indicator.")
    elif one.kind and one.kind not in KINDS:
        yield Problem(Place(FILE, column=f"{key}.kind"), f"'{one.kind}' is no kind of warning.",
                      did_you_mean(one.kind, KINDS) or f"It is one of {listed(list(KINDS))}.")


def acceptance(warning: Problem | str, day: date, ascii_only: bool = False, reason: str = ""
               ) -> str:
    """The lines for report.toml that accept the warning, its reason left to be filled in if none.

    With `ascii_only`, other characters are written as \\u2019: report.toml is UTF-8, and a console
    that is not would put other bytes there.
    """
    # a JSON string is a TOML string too, but for characters beyond the first plane
    text = json.dumps(str(warning), ensure_ascii=False)
    if ascii_only:
        text = "".join(c if c.isascii() else f"\\u{ord(c):04x}" if ord(c) < 0x10000
                       else f"\\U{ord(c):08x}" for c in text)
    return (f"[[accept]]\nwarning = {text}\n"
            f'reason = {json.dumps(reason, ensure_ascii=ascii_only)}\ndate = {day.isoformat()}\n')


def _plain(text: str) -> str:
    """The warning's text without the number of its row, on one line."""
    return _ROW.sub(r"\1", " ".join(text.split()).removeprefix(PREFIX), count=1)
