"""Figures that were published by the month and are now by the quarter, or the other way round.

A quarter's count is the sum of three that the public may know, or may learn later. The protection
looks over the figures of one report and of those before as they stand in each, by months or by
quarters, and not over sums of the one that are figures of the other: so it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.disclosure.counts import is_of_people
from briefing.history import Record, same_frequency
from briefing.indicators import Dictionary, Indicator
from briefing.problems import Place, Problem


def frequency_problems(records: Iterable[Record], dictionary: Dictionary, place: Place
                       ) -> Iterator[Problem]:
    """An error for each indicator of people that was published by periods of another sort.

    `place` is where the dictionary stands.
    """
    for record in records:
        for one in _others(record, dictionary):
            if is_of_people(one):
                yield Problem(
                    place, f"'{one.id}' was published by other periods in the report of "
                    f"{record.period.full} than its {one.period_word}s here: what the two together "
                    "tell of single people is not looked at.",
                    "Keep to one of the two in public; mark it exempt if it counts no people, or "
                    "withhold.")


def of_present_frequency(record: Record, dictionary: Dictionary) -> Record:
    """The record without the figures of indicators that are of other periods now."""
    others = {one.id for one in _others(record, dictionary)}
    if not others:
        return record
    return replace(record, figures={i: f for i, f in record.figures.items()
                                    if i.split(":")[0] not in others},
                   withheld={i: s for i, s in record.withheld.items()
                             if i.split(":")[0] not in others})


def _others(record: Record, dictionary: Dictionary) -> list[Indicator]:
    published = {identity.split(":")[0] for identity in (*record.figures, *record.withheld)}
    return [indicator for indicator in dictionary.indicators
            if indicator.id in published and not same_frequency(record, indicator)]
