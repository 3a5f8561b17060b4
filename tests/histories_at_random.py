"""Histories at random: the same report published month after month, corrected in between.

A correction changes a count that was published, and what hangs together with it: the total of a
part, the stock after its flow. The public has every public report; of some the record of the
private edition is lost.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from briefing.attack.exposure import Attack, attack
from briefing.attack.relations import Unknown
from briefing.attack.shown import Print
from briefing.attack.telling import in_words
from briefing.disclosure import Protected, protect
from briefing.history import Record
from briefing.measures import Measures, measure
from briefing.periods import Month
from briefing.reading.observations import Observation
from tests.reports_at_random import (
    Report,
    everything,
    record_of,
    report_at_random,
    true_count,
)

REPORTS = (2, 3, 3, 4)


@dataclass(frozen=True)
class History:
    """A report of several months, with its figures as they stood in each."""

    report: Report
    periods: tuple[Month, ...]
    stood: tuple[tuple[Observation, ...], ...]
    private: tuple[bool, ...]       # whether the private edition's record is kept

    def measures(self, n: int) -> Measures:
        """All that was worked out for the n-th report."""
        period = self.periods[n]
        return measure([o for o in self.stood[n] if o.month <= period], self.report.dictionary,
                       period)


@dataclass(frozen=True)
class Edition:
    """One month's public edition: the true measures, what protection did, what it prints."""

    measures: Measures
    protected: Protected
    printed: Print
    records: tuple[Record, ...]


def history_at_random(chance: Random) -> History:
    """A history of a report of any shape; the same chance makes the same."""
    while True:
        report = report_at_random(chance)
        months = sorted({o.month for o in report.observations})
        step = report.dictionary.indicators[0].step
        last = report.periods[-1]
        number = min(chance.choice(REPORTS), len(months) - 1)
        if number > 1:
            break
    periods = tuple(last.back(step * n) for n in reversed(range(number)))
    now = list(report.observations)
    stood = [tuple(now)]
    for period in reversed(periods[:-1]):       # from today back
        if chance.random() < 0.7:
            for _ in range(chance.choice((1, 1, 2, 3))):
                now = _corrected(chance, report, now, period)
        stood.insert(0, tuple(now))
    return History(report, periods, tuple(stood), tuple(chance.random() < 0.7 for _ in periods))


def _corrected(chance: Random, report: Report, cells: list[Observation], period: Month
               ) -> list[Observation]:
    """The cells with one count of a month up to the period changed, and what it is a part of."""
    names = {one.id: one for one in report.dictionary.indicators}
    totals = {entry.split("/")[0] for one in names.values() for entry in one.part_of}
    choose = [o for o in cells if o.indicator in names.keys() - totals and o.month <= period
              and (o.value is not None or o.numerator is not None)]
    if not choose:
        return cells
    picked = chance.choice(choose)
    by = chance.choice((-3, -2, -1, 1, 2, 3, 5))
    one = names[picked.indicator]
    if picked.numerator is not None:
        assert picked.denominator is not None
        above = picked.numerator + by
        if not 0 <= above <= picked.denominator or one.composition:
            return cells
        return [dataclasses.replace(o, numerator=above) if o is picked else o for o in cells]
    assert picked.value is not None
    if picked.value + by < 0:
        return cells
    changes = {(one.id, picked.month): by}
    waiting = [one.id]
    while waiting:
        for entry in names[waiting.pop()].part_of:
            total = entry.split("/")[0]
            if (total, picked.month) not in changes:
                changes[total, picked.month] = by
                waiting.append(total)
    for stock in report.dictionary.indicators:
        sign = {stock.inflow: 1, stock.outflow: -1}.get(one.id, 0)
        if sign:
            changes |= {(stock.id, o.month): sign * by for o in cells
                        if o.indicator == stock.id and o.month >= picked.month}
    if one.kind == "cumulative" or one.inflow:
        return cells
    made = [dataclasses.replace(o, value=o.value + changes[o.indicator, o.month])
            if o.value is not None and (o.indicator, o.month) in changes else o for o in cells]
    return cells if any(o.value is not None and o.value < 0 for o in made) else made


def editions(history: History, remember: bool = True) -> Iterator[Edition]:
    """The public edition of each month, protected with the records of those before.

    Without `remember` protection does not know what was published: for tests of what that tells.
    """
    records: tuple[Record, ...] = ()
    private: tuple[Record, ...] = ()
    policy = history.report.policy
    for n, period in enumerate(history.periods):
        measures = history.measures(n)
        protected = protect(measures, policy, records if remember else (), private=private)
        printed = everything(protected.measures, policy)
        yield Edition(measures, protected, printed, records)
        inputs = {"values.csv": f"{n}"}
        records += (dataclasses.replace(record_of(printed, period), inputs=inputs),)
        if history.private[n]:
            full = everything(measures, policy)
            private += (dataclasses.replace(record_of(full, period), inputs=inputs,
                                            edition="private"),)


def attacked(history: History, edition: Edition) -> Attack:
    """What a reader can work out who kept every earlier report."""
    report = history.report
    return attack(edition.printed, report.dictionary, report.policy, edition.records,
                  report.population, explain=True)


def tried(history: History, figures: Counter[str]) -> list[str]:
    """What is wrong with the public editions of the history, in words; `figures` are added to."""
    wrong: list[str] = []
    for n, edition in enumerate(editions(history)):
        figures["editions"] += 1
        if edition.protected.contradictory:
            figures["contradictions unsolved"] += 1
            wrong.append(f"contradictory: {edition.protected.contradictory}")
            continue
        found = attacked(history, edition)
        figures["withheld counts attacked"] += len(found.tried)
        figures["given away before, by protection's own word"] += len(edition.protected.exposed)
        said = {one.candidate.id.split(" as published")[0] for one in edition.protected.exposed}
        for exposure in found.exposures:
            count = _true(history, n, exposure.unknown)
            if count is not None and not exposure.holds(count):
                figures["guesses of a reader that are wrong"] += 1
            elif exposure.shown.id not in said:
                figures["narrower than the policy"] += 1
                wrong.append(in_words(exposure, history.report.dictionary))
    return wrong


def _true(history: History, n: int, unknown: Unknown | None) -> int | None:
    """The count in the n-th report, or in the earlier one that it is said to be of."""
    if unknown is None:
        return None
    series, _, report = unknown[0].partition(" as of report ")
    return true_count(history.measures(int(report) if report else n), (series, unknown[1]))
