"""Histories at random: the same report published month after month, corrected in between.

A correction changes a count that was published, and what hangs together with it: the total of a
part, the stock after its flow. The public has every public report; of some the record of the
private edition is lost. Months are left out or published twice, indicators are renamed, older
figures are no longer kept, flows are quarterly, cumulative or late, and what nobody can be a share
of has its mark.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from briefing.attack.exposure import Attack, attack
from briefing.attack.finished import Outcome, true_counts
from briefing.attack.relations import Unknown
from briefing.attack.shown import Print
from briefing.attack.telling import in_words
from briefing.disclosure import Protected, presets, protect
from briefing.history import Record, by_present_names
from briefing.measures import Measures, measure
from briefing.periods import Month
from briefing.problems import Problem
from briefing.reading.observations import Observation
from tests.leaks import count, share, stock
from tests.reports_at_random import (
    POLICIES,
    SHAPES,
    Draw,
    Figures,
    Report,
    Shape,
    everything,
    record_of,
    report_at_random,
    true_count,
)

REPORTS = (2, 3, 3, 4)
RULES = (*POLICIES * 2, presets()["none"])


@dataclass(frozen=True)
class History:
    """A report of several months, with its figures as they stood in each."""

    report: Report
    periods: tuple[Month, ...]
    stood: tuple[tuple[Observation, ...], ...]
    private: tuple[bool, ...]       # whether the private edition's record is kept
    renamed: int = 0                # the reports before which the first indicator had another id
    first: Month | None = None      # of the figures that are kept ...
    kept_from: int = 0              # ... from this report on

    def cells(self, n: int) -> list[Observation]:
        """The figures that the n-th report was made of."""
        return [o for o in self.stood[n] if o.month <= self.periods[n] and not (
            self.first is not None and n >= self.kept_from and o.month < self.first)]

    def measures(self, n: int) -> Measures:
        """All that was worked out for the n-th report."""
        return measure(self.cells(n), self.report.dictionary, self.periods[n])


@dataclass(frozen=True)
class Edition:
    """One month's public edition: the true measures, what protection did, what it prints.

    `records` are the public reports before it, `private` the full ones as far as they were kept.
    """

    measures: Measures
    protected: Protected
    printed: Print
    records: tuple[Record, ...]
    private: tuple[Record, ...]


def history_at_random(chance: Random) -> History:
    """A history of a report of any shape; the same chance makes the same."""
    while True:
        report = report_at_random(chance, {**SHAPES, **FLOWS}, RULES)
        months = sorted({o.month for o in report.observations})
        step = report.dictionary.indicators[0].step
        last = report.periods[-1]
        number = min(chance.choice(REPORTS), len(months) - 1)
        if number > 1:
            break
    span = [last.back(step * n) for n in reversed(range(number))]
    again = chance.randrange(number - 1)
    if chance.random() < 0.2:
        span.insert(again, span[again])     # published twice
    elif number > 2 and chance.random() < 0.2:
        del span[again]                     # not published
    periods = tuple(span)
    now = list(report.observations)
    stood = [tuple(now)]
    for period in reversed(periods[:-1]):       # from today back
        if chance.random() < 0.7:
            for _ in range(chance.choice((1, 1, 2, 3))):
                now = _corrected(chance, report, now, period)
        stood.insert(0, tuple(now))
    renamed = chance.randint(1, len(periods) - 1) if chance.random() < 0.25 else 0
    if renamed:
        first, *others = report.dictionary.indicators
        report = dataclasses.replace(report, dictionary=dataclasses.replace(
            report.dictionary, indicators=(
                dataclasses.replace(first, was=(f"old_{first.id}",)), *others)))
    private = tuple(chance.random() < 0.7 for _ in periods)
    # last, so that what came out once comes out again
    report = dataclasses.replace(report, policy=dataclasses.replace(
        report.policy, say_band=chance.random() < 0.5))
    kept = [month for month in months if month < periods[0]][1:]
    if kept and chance.random() < 0.25:     # older figures are no longer kept
        return History(report, periods, tuple(stood), private, renamed, chance.choice(kept),
                       chance.randint(1, len(periods) - 1))
    return History(report, periods, tuple(stood), private, renamed)


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
        if not 0 <= above <= picked.denominator or one.composition or one.numerator in names:
            return cells        # the series of its numerators is what is corrected
        return [_with_numerator(o, by) if o is picked else o for o in cells]
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
    for held in report.dictionary.indicators:
        sign = {held.inflow: 1, held.outflow: -1}.get(one.id, 0)
        if sign:
            changes |= {(held.id, o.month): sign * by for o in cells
                        if o.indicator == held.id and o.month >= picked.month}
    if one.kind == "cumulative" or one.inflow:
        return cells
    made = [dataclasses.replace(o, value=o.value + changes[o.indicator, o.month])
            if o.value is not None and (o.indicator, o.month) in changes else o for o in cells]
    # a share of it with cells of its own is corrected with it
    shares = {ratio.id for ratio in names.values() if ratio.numerator == one.id}
    made = [_with_numerator(o, by) if o.indicator in shares and o.month == picked.month
            and o.numerator is not None else o for o in made]
    if any(ratio.denominator == one.id for ratio in names.values()) and any(
            o.denominator is not None for o in cells):
        return cells
    return cells if any(map(_is_none, made)) or _more_than_all(report, made) else made


def _with_numerator(cell: Observation, by: int) -> Observation:
    """The share's cell with so many more in its numerator."""
    assert cell.numerator is not None
    assert cell.denominator is not None
    above = cell.numerator + by
    value = None if cell.value is None else above * 100 / cell.denominator
    return dataclasses.replace(cell, numerator=above, value=value)


def _is_none(cell: Observation) -> bool:
    """Whether it is no cell that can be: below nought, or more than all."""
    above, below = cell.numerator, cell.denominator
    return (cell.value is not None and cell.value < 0) or (
        above is not None and below is not None and not 0 <= above <= below)


def _more_than_all(report: Report, cells: list[Observation]) -> bool:
    """Whether a share's series has more than the series that it is a share of."""
    now = {(o.indicator, o.month): o.value for o in cells}
    return any((now.get((one.numerator, month)) or 0) > (now.get((one.denominator, month)) or 0)
               for one in report.dictionary.indicators if one.is_share and one.denominator
               for name, month in now if name == one.numerator)


def editions(history: History, remember: bool = True) -> Iterator[Edition]:
    """The public edition of each month, protected with the records of those before.

    Without `remember` protection does not know what was published: for tests of what that tells.
    """
    records: tuple[Record, ...] = ()
    private: tuple[Record, ...] = ()
    policy = history.report.policy
    dictionary = history.report.dictionary
    for n, period in enumerate(history.periods):
        measures = history.measures(n)
        public, full = ([by_present_names(one, dictionary) for one in some]
                        for some in (records, private))
        protected = protect(measures, policy, public if remember else (), private=full)
        printed = everything(protected.measures, policy, protected.bands)
        yield Edition(measures, protected, printed, tuple(public), tuple(full))
        inputs = {"values.csv": f"{n}"}
        records += (dataclasses.replace(_under_old_name(history, n, record_of(printed, period)),
                                        inputs=inputs),)
        if history.private[n]:
            made = record_of(everything(measures, policy), period)
            private += (dataclasses.replace(_under_old_name(history, n, made), inputs=inputs,
                                            edition="private"),)


def _under_old_name(history: History, n: int, record: Record) -> Record:
    """The record of the n-th report with the ids of its day."""
    if n >= history.renamed:
        return record
    name = history.report.dictionary.indicators[0].id

    def old(identity: str) -> str:
        return f"old_{identity}" if identity.partition(":")[0] == name else identity

    return dataclasses.replace(
        record, figures={old(i): f for i, f in record.figures.items()},
        withheld={old(i): s for i, s in record.withheld.items()})


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
            figures["valid editions refused"] += 1
            wrong.append(f"contradictory: {edition.protected.contradictory}")
            continue
        found = attacked(history, edition)
        figures["withheld counts attacked"] += len(found.tried)
        figures["said to be small"] += len(edition.protected.bands)
        figures["given away before, by protection's own word"] += len(edition.protected.exposed)
        refused = refusals(history, n, edition, found)
        figures["valid editions refused"] += bool(refused)
        wrong += [f"refused: {problem}" for problem in refused]
        said = {one.candidate.id.split(" as published")[0] for one in edition.protected.exposed}
        for exposure in found.exposures:
            count = _true(history, n, exposure.unknown)
            if count is not None and not exposure.holds(count):
                figures["guesses of a reader that are wrong"] += 1
            elif exposure.shown.id not in said:
                figures["narrower than the policy"] += 1
                wrong.append(in_words(exposure, history.report.dictionary))
    return wrong


def refusals(history: History, n: int, edition: Edition, found: Attack) -> list[Problem]:
    """What a build of the n-th report would be refused for: every report here is valid."""
    dictionary = history.report.dictionary
    true = true_counts(history.cells(n), dictionary, edition.records, edition.private)
    outcome = Outcome("report.pdf", dictionary, found, (), true)
    return [problem for problem in outcome.problems if not problem.warning]


def _true(history: History, n: int, unknown: Unknown | None) -> int | None:
    """The count in the n-th report, or in the earlier one that it is said to be of."""
    if unknown is None:
        return None
    series, _, report = unknown[0].partition(" as of report ")
    at = int(report) if report else n
    count = true_count(history.measures(at), (series, unknown[1]))
    if count is None:       # a late flow is not in the measures of its month yet
        count = next((int(o.value) for o in history.cells(at) if o.value is not None
                      and (o.indicator, o.month) == (series, unknown[1])), None)
    return count


# ── flows of other rhythms, marks ────────────────────────────────────────────────────────────────


def _held(came: list[int], went: list[int], draw: Draw) -> list[int]:
    """A stock with these flows; what went is cut to what is there."""
    held = [4 * draw() + 5]
    for n in range(1, len(came)):
        went[n] = min(went[n], held[-1] + came[n])
        held.append(held[-1] + came[n] - went[n])
    return held


def _cumulative_inflow(chance: Random, months: int, draw: Draw) -> Figures:
    came, went = ([draw() for _ in range(months)] for _ in range(2))
    held = _held(came, went, draw)
    april = (months - 4) % 12       # the last month is July
    so_far = [sum(came[max(start, 0):n + 1]) for n in range(months)
              for start in [n - (n - april) % 12]]
    return {stock("stock", inflow="came", outflow="went"): list(held),
            count("came", kind="cumulative", year_to_date="",
                  increments=chance.random() < 0.3): list(so_far),
            count("went"): list(went)}


def _quarterly_flows(chance: Random, months: int, draw: Draw) -> Figures:
    months = max(months, 7)
    came, went = ([draw() for _ in range(months)] for _ in range(2))
    held = _held(came, went, draw)

    def quarters(line: list[int]) -> list[object]:
        return [sum(line[max(n - 2, 0):n + 1]) for n in reversed(range(months - 1, -1, -3))]

    return {stock("stock", inflow="came", outflow="went"): list(held),
            count("came", frequency="quarterly"): quarters(came),
            count("went", frequency="quarterly"): quarters(went)}


def _late_inflow(chance: Random, months: int, draw: Draw) -> Figures:
    came, went = ([draw() for _ in range(months)] for _ in range(2))
    held = _held(came, went, draw)
    return {stock("stock", inflow="came", outflow="went"): list(held),
            count("came", lag=1): list(came), count("went"): list(went)}


def _increments(chance: Random, months: int, draw: Draw) -> Figures:
    return {count("cumulative", kind="cumulative", year_to_date="", increments=True): list(
        itertools.accumulate(draw() for _ in range(min(months, 4))))}


def _marked_shares(chance: Random, months: int, draw: Draw) -> Figures:
    reviews = [draw() if chance.random() < 0.7 else 0 for _ in range(months)]
    late = [min(draw(), n) for n in reviews]
    return {count("reviews"): list(reviews), count("late"): list(late),
            share("late_share", numerator="late", denominator="reviews"): []}


FLOWS: dict[str, Shape] = {
    "cumulative inflow": _cumulative_inflow, "quarterly flows of a stock": _quarterly_flows,
    "late inflow of a stock": _late_inflow, "increments": _increments,
    "shares of nobody": _marked_shares}
