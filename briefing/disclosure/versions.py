"""Counts as earlier reports had them: the one of today, or a version of its own where it was
another number then."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from briefing.amounts import rounded
from briefing.disclosure.candidates import Candidate, Candidates, Role
from briefing.disclosure.counts import Count, Counts
from briefing.disclosure.ranges import INFINITY, Row
from briefing.disclosure.relations import defined
from briefing.disclosure.rounding import to_multiple
from briefing.facts import MONTH_ROLES
from briefing.history import Printed, Record
from briefing.measures import Measure, Measures
from briefing.periods import Month, parse_period
from briefing.sums import Value

# The roles of facts that are one month's figure, and those over months, by our names for them.
OF_A_MONTH = MONTH_ROLES
OVER_MONTHS: dict[str, Role] = {
    "year_to_date": "year_to_date", "year_to_date_last_year": "year_to_date",
    "mean_12m": "mean_12m", "sum_12m": "sum_12m", "outturn": "outturn"}


@dataclass(slots=True)
class Then:
    """One report's own view: the facts that it printed and those that its private edition did."""

    record: Record
    label: str
    said: dict[Count, Decimal]          # counts, as the public report printed them
    known: dict[Count, Decimal]         # counts that the private edition printed
    shares: dict[tuple[str, Month], Decimal]        # percentages and rates of months
    versions: dict[Count, Count] = field(default_factory=dict)
    values: dict[Count, int | None] = field(default_factory=dict)   # of counts that were restated
    seen: set[Count] = field(default_factory=set)       # of these, what was printed otherwise
    months: dict[str, set[Month]] = field(default_factory=dict)     # spoken of, by indicator
    first: bool = False         # whether no report was published before

    def only_printed(self) -> Then:
        """The view of a reader who takes what was not printed otherwise to be as it is."""
        return replace(self, versions={key: version for key, version in self.versions.items()
                                       if key in self.seen}, values=dict(self.values))

    def also(self) -> Then:
        """The same view, to suppose more of."""
        return replace(self, versions=dict(self.versions), values=dict(self.values))


class Versions:
    """The versions of counts that were restated, and what earlier reports tell of all of them.

    `printed` are figures of today that were printed as they are, `rows` what reports tell and
    `guesses` what they would, had nothing been restated unseen; `made` are the versions to be kept.
    """

    def __init__(self, measures: Measures, candidates: Candidates) -> None:
        self.measures = measures
        self.candidates = candidates
        self.counts = candidates.counts
        self.base = candidates.policy.round_to
        self.printed: set[str] = set()
        self.rows: dict[tuple[str, Row[Count]], None] = {}
        self.guesses: dict[tuple[str, Row[Count]], None] = {}
        self.told: dict[Count, int] = {}            # versions that a report printed exactly
        self.values: dict[Count, int | None] = {}
        self.ends: dict[Count, tuple[float, float]] = {}
        self.rounded: dict[Count, Count] = {}
        self.made: dict[Count, Candidate] = {}
        self.gone: dict[Count, Count] = {}          # the version of what has no figure today
        self.noughts: set[Count] = set()            # withheld then, and it may be as noughts
        self.last: dict[Count, tuple[int, Count]] = {}      # the latest version of each count

    def _month(self, name: str, period: str) -> Month | None:
        if name not in self.measures.by_indicator:
            return None
        one = self.measures[name].indicator
        try:
            return parse_period(period, one.step, one.year)
        except ValueError:
            return None     # it was of another rhythm, and is no figure of today's

    def _count_of(self, into: dict[Count, Decimal], name: str, role: str, period: str,
                  shown: Printed) -> None:
        """Note the count that a fact tells, where it is one."""
        month = self._month(name, period)
        if month is None:
            return
        one = self.measures[name].indicator
        value = Decimal(shown.value)
        parts = self.counts.parts.get(name)
        if role in OF_A_MONTH and one.unit_class == "count" and value == int(value):
            into.setdefault((name, month), value)
        elif role == "numerator" and parts is not None and parts.numerator:
            into.setdefault((parts.numerator, month), value)
        elif role == "denominator" and parts is not None and parts.denominator:
            into.setdefault((parts.denominator, month), value)

    def _holds_still(self, name: str, month: Month, value: Decimal) -> bool:
        """Whether today's figure of the month prints the same."""
        one, today = self.measures[name].indicator, self.measures[name].at(month).amount
        if today is None:
            return False
        if self.base > 1 and one.disclosure != "exempt" and not one.is_ratio:
            today = to_multiple(today, self.base)
        return rounded(today, one.decimals) == rounded(value, one.decimals)

    def _withheld_now(self, name: str, month: Month) -> bool:
        """Whether the policy withholds today's figure of the month for its size.

        One that rounds to the same multiple and was printed was of another count then.
        """
        one = self.measures[name].indicator
        return self.candidates.cause(self.measures[name], month) == "primary" and (
            one.disclosure != "exempt")

    def _version(self, then: Then, key: Count, value: int | None, apart: str = "") -> Count:
        """The count as it was then: the version of an earlier report where that had the same.

        `apart` tells a version of its own from others of the report.
        """
        if key in then.versions:
            return then.versions[key]
        before = self.last.get(key)
        label = then.label + (f", by {apart}" if apart else "")
        if before is not None and value is not None and before[0] == value:
            version = before[1]
        else:
            version = (f"{key[0]} as published for {label}", key[1])
        then.versions[key] = version
        then.values[key] = value
        if value is not None:
            self.last[key] = value, version
        if version not in self.values:
            self.values[version] = value
            least = self.candidates.policy.least
            self.ends[version] = (float(min(least, value if value is not None else least)),
                                  INFINITY)
            self._keep_it(then, key, version, value, label)
        return version

    def _keep_it(self, then: Then, key: Count, version: Count, value: int | None, label: str
                 ) -> None:
        """What is to be kept of the version: withheld then, it stays so; printed, it is known."""
        name = key[0].partition("/")[0]
        if name not in self.measures.by_indicator:
            return
        policy = self.candidates.policy
        withheld = f"{name}:month:{key[1]}" in {our_identity(i) for i in then.record.withheld}
        small = value is None or policy.withholds(value)
        self.made[version] = Candidate(
            name, "month", f"{key[1]} as published for {label}" + (
                f" ({key[0].partition('/')[2]})" if "/" in key[0] else ""), (version,), (),
            (version,) if withheld else (), 0.0, "given", withheld and small)

    def _gone(self, then: Then) -> None:
        """A version for each count that was withheld and has gone from today's figures."""
        for identity in then.record.withheld:
            name, role, period = (*identity.split(":"), "", "")[:3]
            month = self._month(name, period) if role in OF_A_MONTH else None
            if month is not None:
                then.months.setdefault(name, set()).add(month)
                self._version_gone(then, name, month)

    def _version_gone(self, then: Then, name: str, month: Month) -> None:
        """A version of the month's count where it has gone: it has not from the reader's hands."""
        parts = self.counts.parts.get(name)
        key = (parts.numerator if parts is not None else name, month)
        if key[0] and key not in self.counts.values and key not in then.said:
            known = then.known.get(key)
            self.gone[key] = self._version(then, key, int(known) if known is not None else None)
            then.seen.add(key)      # nobody can take it to be one of today's

    def _with_gone(self) -> None:
        """Guess that what has gone from today's figures is still in the sums of today, as it was,
        whether it was printed or withheld: a flow of today begins at a stock of then.
        """
        counts: Counts = copy.copy(self.counts)
        counts.values = {**self.counts.values, **{key: self.values[version]
                                                  for key, version in self.gone.items()}}
        for row in defined(self.measures, counts) if self.gone else ():
            if any(key in self.gone for key, _ in row.terms) and row.holds(counts.values):
                terms = tuple((self.gone.get(key, key), factor) for key, factor in row.terms)
                self.guesses["", Row(terms, row.low, row.high)] = None

    def _measure(self, then: Then, name: str) -> Measure:
        """The indicator's measure with the denominators of then, and the months that have gone from
        today's figures without any."""
        measure = self.measures[name]
        gone = dict.fromkeys(sorted(then.months.get(name, set()) - measure.values.keys()),
                             Value(None, None))
        parts = self.counts.parts.get(name)
        if parts is None or not parts.denominator:
            return replace(measure, values={**gone, **measure.values}) if gone else measure
        values = {**gone, **measure.values}
        for month, value in tuple(values.items()):
            below = then.values.get((parts.denominator, month))
            if below is not None:
                values[month] = replace(value, denominator=Decimal(below))
        return replace(measure, values=values)

    def _of_then(self, then: Then) -> Candidates:
        """The candidates of counts as they were then."""
        counts: Counts = copy.copy(self.counts)
        counts.values = {**self.counts.values, **then.values}
        of_then = copy.copy(self.candidates)
        of_then.counts = counts
        return of_then

    def _keep(self, then: Then, row: Row[Count], identity: str,
              among: dict[tuple[str, Row[Count]], None] | None = None) -> None:
        """Add the row, of the versions of then."""
        terms = tuple((then.versions.get(key, key), factor) for key, factor in row.terms)
        (self.rows if among is None else among)[identity, Row(terms, row.low, row.high)] = None


def decimals_in(text: str) -> int:
    """How many decimals the figure is written with."""
    found = re.search(r"\d\.(\d+)", text)
    return len(found[1]) if found else 0


def facts_of(record: Record) -> Iterator[tuple[str, str, str, Printed]]:
    """The record's facts: indicator, role and period of each, and what was printed."""
    for identity, shown in record.figures.items():
        name, role, period = (*identity.split(":"), "", "")[:3]
        yield name, role, period, shown


def our_identity(identity: str) -> str:
    """The identity of a recorded figure as candidates have it: "id:month:2022-07"."""
    name, role, period = (*identity.split(":"), "", "")[:3]
    role = "month" if role in OF_A_MONTH else OVER_MONTHS.get(role, role)
    return f"{name}:{role}:{period}"
