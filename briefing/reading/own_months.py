"""Indicators with figures for some months of every year alone: March, July and November.

Such a rhythm is an indicator's own: no other month lacks a figure. The column `months` gives it;
where it does not, figures that have kept to the same months of every year tell it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.amounts import Reason
from briefing.indicators import Indicator
from briefing.periods import (
    MONTH_NAMES,
    PERIOD_WORDS,
    STEPS,
    YEAR_STARTS,
    Month,
)
from briefing.problems import Problem
from briefing.reading.grids import Record
from briefing.reading.observations import Observation

EVENLY_FROM = 4         # figures that are evenly apart: what is so by chance is rarer
_NUMBERS = {name[:length].casefold(): number for number, name in enumerate(MONTH_NAMES, 1)
            for length in (3, len(name))}


def months_of(record: Record, frequency: str, year: str, problems: list[Problem]
              ) -> tuple[int, ...]:
    """The months that the row gives, in the year's order; () where it gives none."""
    text = record.text("months")
    if not text:
        return ()
    names = [part.strip() for part in text.replace(",", ";").split(";") if part.strip()]
    wrong = [name for name in names if name.casefold() not in _NUMBERS]
    if wrong or not names:
        problems.append(Problem(record.place("months"), f"'{wrong[0] if wrong else text}' is no "
                                "month.", "Give the months that have a figure every year, joined "
                                "by semicolons: Mar; Jul; Nov."))
    elif frequency == "annual":
        problems.append(Problem(record.place("months"), "an annual figure is of a whole year.",
                                "Leave it blank, or give the frequency monthly."))
    elif frequency in STEPS and year in YEAR_STARTS:
        step, start = STEPS[frequency], YEAR_STARTS[year]
        ends = {(start + n - 2) % 12 + 1 for n in range(step, 13, step)}
        amiss = [name for name in names if _NUMBERS[name.casefold()] not in ends]
        if not amiss:
            return tuple(sorted({_NUMBERS[name.casefold()] for name in names}))
        word = PERIOD_WORDS[frequency]
        problems.append(Problem(record.place("months"), f"no {word} ends with {amiss[0]}.",
                                f"Give the months with which its {word}s end."))
    return ()


def with_months(rows: Sequence[Indicator], observations: Iterable[Observation]
                ) -> tuple[Indicator, ...]:
    """The indicators, those with the months that their figures have kept to every year."""
    known: dict[str, set[Month]] = {}
    for o in observations:
        if o.value is not None or o.reason is not Reason.MISSING:
            known.setdefault(o.indicator, set()).add(o.month)
    made = []
    for one in rows:
        months = known.get(one.id, set())
        if one.numerator and one.denominator and not months:
            months = known.get(one.numerator, set()) & known.get(one.denominator, set())
        kept = kept_to(one, months) if not one.months and one.frequency != "annual" else ()
        made.append(replace(one, months=kept) if kept else one)
    return tuple(made)


def kept_to(one: Indicator, months: Iterable[Month]) -> tuple[int, ...]:
    """The months of the year that the figures have kept to; () where they have not.

    They have where each of these months has its figure every year, and either no other month had
    one twice running, or there are so many figures, evenly apart. One gap is no rhythm.
    """
    known = sorted(month.ordinal for month in months)
    if len(known) < 3:
        return ()
    spans = {b - a for a, b in pairwise(known)}
    due = range(known[0], known[-1] + 1, one.step)
    kept, every = ({n % 12 + 1 for n in found} for found in (known, due))
    if not kept < every or any(n % 12 + 1 in kept and n not in known for n in due):
        return ()
    evenly = len(spans) == 1 and 12 % min(spans) == 0 and len(known) >= EVENLY_FROM
    absent = Counter(n % 12 + 1 for n in due if n % 12 + 1 not in kept)
    return tuple(sorted(kept)) if evenly or min(absent.values()) > 1 else ()
