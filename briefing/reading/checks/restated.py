"""Figures that are not what was published of them, each at its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.history import Restatement
from briefing.indicators import Dictionary
from briefing.problems import Problem, listed
from briefing.reading.checks.series import in_order, named, said
from briefing.reading.checks.thresholds import NAMED
from briefing.reading.observations import Observation


def restated(
    restatements: Iterable[Restatement], dictionary: Dictionary,
    observations: Iterable[Observation],
) -> Iterator[Problem]:
    """A warning for each indicator with restated months, at the newest of them.

    An indicator that is worked out from others has none where one of them has its own. Figures that
    were published as provisional are expected to change.
    """
    by_indicator: dict[str, list[Restatement]] = {}
    for restatement in (one for one in restatements if not one.provisional):
        by_indicator.setdefault(restatement.indicator, []).append(restatement)
    if not by_indicator:
        return
    cells = in_order(observations)
    for name, found in by_indicator.items():
        indicator = dictionary[name]
        parts = [name] if name in cells else [indicator.numerator, indicator.denominator]
        if name not in cells and any(part in by_indicator for part in parts):
            continue
        found.sort(key=lambda r: r.month, reverse=True)
        cell = next(cells[p][found[0].month] for p in parts
                    if found[0].month in cells.get(p, {}))
        words = [f"{said(indicator, r.published)} for {named(indicator, r.month)} and is now "
                 f"{said(indicator, r.now)}" for r in found[:NAMED]]
        if len(found) > NAMED:
            words.append(f"{len(found) - NAMED} more months differ")
        yield Problem(cell.place, f"'{name}' was published as {listed(words, 'and')}.",
                      "Mend it, or accept it with the reason: the report says that it changed.",
                      warning=True)
