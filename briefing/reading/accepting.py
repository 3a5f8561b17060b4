"""Warnings that the author has looked at: [[accept]] in report.toml, each with its reason.

A warning is accepted by its exact text, as `briefing check` prints it, but for the number of its
row and how it is broken into lines: rows move when figures are added above them. So an acceptance
holds for one indicator and what was said of it, and no longer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date

from briefing.problems import Place, Problem, did_you_mean
from briefing.reading.settings import FILE, Accepted

PREFIX = "warning: "    # what stands before a warning when it is printed
_ROW = re.compile(r"^([^:]*?), row \d+")


def settle(
    problems: Iterable[Problem], accepted: Sequence[Accepted], *, spare: bool = True
) -> tuple[list[Problem], tuple[Accepted, ...]]:
    """The problems without the warnings that are accepted, and the acceptances that were needed.

    An acceptance without its reason is an error. One that meets no warning is a warning, when
    there are no errors that kept the warning from being found and `spare` is true.
    """
    by_text = {_plain(one.warning): one for one in accepted}
    left: list[Problem] = []
    met: set[str] = set()
    for problem in problems:
        text = _plain(str(problem))
        if problem.warning and text in by_text:
            met.add(text)
        else:
            left.append(problem)
    whole = all(problem.warning for problem in left)
    standing = [str(problem) for problem in left]
    for n, one in enumerate(accepted, 1):
        if not one.reason.strip():
            left.append(Problem(Place(FILE, column=f"accept[{n}].reason"), "it is empty.",
                                "Say why the warning is right and the figures stay as they are."))
        if whole and spare and _plain(one.warning) not in met:
            left.append(Problem(
                Place(FILE, column=f"accept[{n}].warning"), "there is no such warning (any more).",
                did_you_mean(one.warning, standing) or "Take it out.", warning=True))
    return left, tuple(one for one in accepted if _plain(one.warning) in met)


def acceptance(warning: Problem, day: date, ascii_only: bool = False) -> str:
    """The lines for report.toml that accept the warning, its reason left to be filled in.

    With `ascii_only`, other characters are written as \\u2019: report.toml is UTF-8, and a console
    that is not would put other bytes there.
    """
    # a JSON string is a TOML string too, but for characters beyond the first plane
    text = json.dumps(str(warning), ensure_ascii=False)
    if ascii_only:
        text = "".join(c if c.isascii() else f"\\u{ord(c):04x}" if ord(c) < 0x10000
                       else f"\\U{ord(c):08x}" for c in text)
    return (f"[[accept]]\nwarning = {text}\n"
            f'reason = ""\ndate = {day.isoformat()}\n')


def _plain(text: str) -> str:
    """The warning's text without the number of its row, on one line."""
    return _ROW.sub(r"\1", " ".join(text.split()).removeprefix(PREFIX), count=1)
