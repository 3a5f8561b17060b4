"""What earlier public reports printed: the public knows it for good.

A figure that they printed and that still holds cannot be withheld any more, and one over several
months tells of the same counts. A figure that was restated since is two quantities: as it was
published then, and as it is now. The one of then stays known; where it was withheld it stays
withheld, and what that report told of it still tells, together with every count that has not
changed. Nothing that an earlier report printed is left aside.

Of what a public report withheld we know the value then from the record of the private edition that
was made of the same figures. Where there is none, a count is taken to be as it was; and where what
was printed contradicts that, some count was restated unseen: a reader may take each of them for the
one that was, and so each of them is kept as if it were. A reader may also not see it, and take all
of them for what they were: what such a guess would tell is withheld too, wrong as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from briefing.amounts import (
    SYMBOLS,
    Reason,
    as_printed,
    mean_decimals,
)
from briefing.disclosure.candidates import Candidate, Candidates, Role, months_over, spread
from briefing.disclosure.composed import with_figures_behind
from briefing.disclosure.counts import Count, is_of_people
from briefing.disclosure.marks import MARKED
from briefing.disclosure.ranges import INFINITY, Row
from briefing.disclosure.relations import defined
from briefing.disclosure.rounding import to_multiple
from briefing.disclosure.versions import (
    OF_A_MONTH,
    OVER_MONTHS,
    Then,
    Versions,
    decimals_in,
    facts_of,
    our_identity,
)
from briefing.history import Record
from briefing.measures import Measure, Measures
from briefing.periods import Month, Year, parse_period

SUM = "sum."        # of so many latest figures


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the public knows already.

    `printed` are today's figures, by identity, that were printed as they are; `rows` what earlier
    reports tell of counts, `guesses` what they would tell had nothing been restated unseen;
    `withheld_last` is what the last one withheld. `candidates` are the counts
    as they were published then and have been restated since, with their `values` and `ends`: not
    figures of today's report, but to be kept like those. `rounded` has the count of today by that
    of then, where another multiple was printed then: who is shown none now cannot see it.
    `noughts` were withheld, may have been noughts then too, and are to stay withheld.
    """

    printed: frozenset[str]
    rows: tuple[tuple[str, Row[Count]], ...]
    withheld_last: frozenset[str]
    guesses: tuple[tuple[str, Row[Count]], ...] = ()
    candidates: tuple[Candidate, ...] = ()
    values: Mapping[Count, int | None] = field(default_factory=dict)
    ends: Mapping[Count, tuple[float, float]] = field(default_factory=dict)
    rounded: Mapping[Count, Count] = field(default_factory=dict)
    noughts: frozenset[Count] = frozenset()


def earlier(records: Sequence[Record], measures: Measures, candidates: Candidates,
            private: Iterable[Record] = ()) -> Earlier:
    """What the public records print, set against today's figures; the oldest record first.

    `private` are the records of private editions: what the same figures were in full.
    """
    return _Reading(records, measures, candidates, private).read()


class _Reading(Versions):
    def __init__(self, records: Sequence[Record], measures: Measures, candidates: Candidates,
                 private: Iterable[Record]) -> None:
        super().__init__(measures, candidates)
        self.records = records
        self.private = {(str(one.month), tuple(sorted(one.inputs.items()))): one
                        for one in private if one.inputs}
        self.flows = {flow for one in measures.dictionary.indicators
                      for flow in (one.inflow, one.outflow)}
        self.of_stocks = self.flows | {one.id for one in measures.dictionary.indicators
                                       if one.inflow or one.outflow}

    def read(self) -> Earlier:
        last: frozenset[str] = frozenset()
        labels: dict[str, int] = {}
        for n, record in enumerate(self.records):
            last = frozenset(our_identity(identity) for identity, symbol in record.withheld.items()
                             if symbol == SYMBOLS[Reason.CONFIDENTIAL])
            month = str(record.month)
            labels[month] = labels.get(month, 0) + 1
            label = month if labels[month] == 1 else f"{month} no. {labels[month]}"
            self._read(record, label, self._known_later(n), n == 0)
        self._with_gone()
        rows, guesses = (
            dict.fromkeys((identity, self._without_told(row)) for identity, row in some)
            for some in (self.rows, self.guesses))
        made = tuple(one for version, one in self.made.items() if version not in self.told)
        return Earlier(frozenset(self.printed), tuple(entry for entry in rows if entry[1].terms),
                       last, tuple(entry for entry in guesses if entry[1].terms), made,
                       self.values, self.ends, self.rounded, frozenset(self.noughts))

    def _without_told(self, row: Row[Count]) -> Row[Count]:
        """The row without the versions that some report printed: they are numbers."""
        known = sum(factor * self.told[key] for key, factor in row.terms if key in self.told)
        return Row(tuple(term for term in row.terms if term[0] not in self.told),
                   row.low - known, row.high - known)

    def _full(self, record: Record) -> Record | None:
        """The private edition's record of the same figures."""
        return self.private.get((str(record.month), tuple(sorted(record.inputs.items()))))

    def _known_later(self, n: int) -> dict[Count, Decimal]:
        """What the n-th report withheld, by its private record; else by the next that is there."""
        record, found = self.records[n], dict[Count, Decimal]()
        full = self._full(record)
        if full is not None:
            for name, role, period, shown in facts_of(full):
                self._count_of(found, name, role, period, shown)
            return found
        withheld = set(record.withheld)
        for later in self.records[n + 1:]:
            withheld &= set(later.withheld)     # as long as it stays withheld
            full = self._full(later)
            if full is not None:
                for name, role, period, shown in facts_of(full):
                    if f"{name}:{role}:{period}" in withheld:
                        self._count_of(found, name, role, period, shown)
                break
        return found

    def _read(self, record: Record, label: str, known: dict[Count, Decimal], first: bool
              ) -> None:
        record = with_figures_behind(record, self._full(record), self.measures,
                                     self.candidates.policy)
        then = Then(record, label, {}, known, {}, first=first)
        for name, role, period, shown in facts_of(record):
            self._count_of(then.said, name, role, period, shown)
            month = self._month(name, period)
            if month is None:
                continue
            if role in OF_A_MONTH:
                then.months.setdefault(name, set()).add(month)
                if self.measures[name].indicator.is_ratio:
                    then.shares[name, month] = Decimal(shown.value)
                if self._holds_still(name, month, Decimal(shown.value)) and not (
                        self.base > 1 and self._withheld_now(name, month)):
                    self.printed.add(f"{name}:month:{month}")
        self._gone(then)
        self._restated(then)
        self._complements(then)
        self._bands(then)
        self._windows(then)
        self._related(then)

    # ── what was restated ────────────────────────────────────────────────────────────────────────

    def _restated(self, then: Then) -> None:
        """A version of its own for each count that was another number then, as far as we know."""
        for key, value in then.said.items():
            self._said(then, key, int(value))
        for key, value in then.known.items():
            if key not in then.said and key in self.counts.values and self.counts.values[
                    key] is not None and int(value) != self.counts.values[key]:
                self._version(then, key, int(value))
        self._not_noughts(then)
        for (name, month), value in then.shares.items():
            parts = self.counts.parts.get(name)
            if parts is None:
                continue
            key = (parts.numerator, month)
            if key in then.said or key in then.versions or key not in self.counts.values:
                continue
            if not self._holds_still(name, month, value):
                self._version(then, key, None)
                # what the share told of its numerator then
                for row in self._share_rows(then, self._measure(then, name), month, value):
                    self._keep(then, row, f"{name}:month:{month}")

    def _complements(self, then: Then) -> None:
        """The few others of a share that was withheld for them: they are to be kept as then."""
        policy = self.candidates.policy
        for identity in then.record.withheld if policy.complements else ():
            name, role, period = (*identity.split(":"), "", "")[:3]
            month = self._month(name, period) if role in OF_A_MONTH else None
            parts = self.counts.parts.get(name)
            if month is None or parts is None or not parts.denominator:
                continue
            values = {**self.counts.values, **then.values}
            above, below = (parts.numerator, month), (parts.denominator, month)
            whole, part = values.get(below), values.get(above)
            if whole is None or part is None or not (
                    policy.withholds(whole - part) and then.versions.keys() & {above, below}):
                continue
            others = (f"{name}/others as published for {then.label}", month)
            self.values[others] = whole - part
            self.ends[others] = (float(policy.least), INFINITY)
            self.made[others] = Candidate(
                name, "month", f"{month} as published for {then.label} (others)", (others,), (),
                (others,), 0.0, "given", True)
            self._keep(then, Row(((below, 1.0), (above, -1.0), (others, -1.0)), 0, 0), "")

    def _bands(self, then: Then) -> None:
        """Counts that were withheld and said to be small: so they were then."""
        for name, role, period, shown in facts_of(then.record):
            month = self._month(name, period) if role == "band" else None
            key = (name, month) if month is not None else None
            if key is None or key not in self.counts.values:
                continue
            high, today, known = int(shown.value) - 1, self.counts.values[key], then.known.get(key)
            if key not in then.versions and today is not None and today > high:
                self._version(then, key, int(known) if known is not None else None)
            row = Row(((key, 1.0),), -INFINITY, high)
            self._keep(then, row, f"{name}:band:{month}")
            if key in then.versions and key not in then.seen:
                self._keep(then.only_printed(), row, f"{name}:band:{month}", self.guesses)

    def _not_noughts(self, then: Then) -> None:
        """Counts that were withheld and are noughts now, which are shown: they were others then.

        Of a whole that is nought now and was not then, the nought of now tells nothing of then.
        Of a stock and its flows a nought may have been withheld beside what was published before
        (`secondary`): where nothing says that it was another number then, it stays withheld.
        """
        if not self.candidates.policy.show_zero:
            return
        gone = self._of_nobody_now(then)
        for identity in then.record.withheld:
            name, role, period = (*identity.split(":"), "", "")[:3]
            month = self._month(name, period) if role in OF_A_MONTH else None
            if month is None or self.measures[name].indicator.disclosure in MARKED:
                continue
            key = (name, month)
            if name in self.counts.parts or self.counts.values.get(key) != 0:
                continue
            known, apart = then.known.get(key), key in gone
            if known is None and name in self.of_stocks and not apart and not then.first:
                self.noughts.add(key)
            elif known != 0 or apart:
                self._version(then, key, int(known) if apart and known is not None else None)

    def _of_nobody_now(self, then: Then) -> set[Count]:
        """The numerators of shares whose wholes are nought now and were not said to be so then."""
        return {(parts.numerator, month) for ratio, parts in self.counts.parts.items()
                for month, value in self.measures[ratio].values.items()
                if value.denominator == 0 and parts.denominator
                and then.said.get((parts.denominator, month)) != 0}

    def _share_rows(self, then: Then, measure: Measure, month: Month, value: Decimal
                    ) -> tuple[Row[Count], ...]:
        """What a month's share tells: as a year to date that is the month's own would."""
        alone = replace(measure, indicator=replace(measure.indicator, year_to_date="latest"))
        return self._of_then(then).rows(alone, "year_to_date", month, value)

    def _said(self, then: Then, key: Count, value: int) -> None:
        today = self.counts.values.get(key)
        if self.base > 1:
            low, high = spread(value, self.base)
            policy = self.candidates.policy
            if high > policy.suppress_to and value:
                low = max(low, policy.suppress_to + 1)      # else it would not have been printed
            exact = then.known.get(key)
            was = int(exact) if exact is not None and low <= exact <= high else None
            if today is not None and (today == was or (was is None and low <= today <= high)):
                return
            version = self._version(then, key, was)
            if key not in self.counts.values:
                self.gone[key] = version
            if today is None or policy.withholds(today) or to_multiple(
                    Decimal(today), self.base) != value:
                then.seen.add(key)
                self.rounded[version] = key
            self.rows[f"{key[0]}:month:{key[1]}", Row(((version, 1.0),), low, high)] = None
            return
        if key in self.counts.values and today is None:
            # withheld before it reached us: readers still have what was printed
            self.rows[f"{key[0]}:month:{key[1]}", Row(((key, 1.0),), value, value)] = None
            return
        if today != value:
            version = self._version(then, key, value)
            then.seen.add(key)
            self.told[version] = value
            if key not in self.counts.values:
                self.gone[key] = version

    # ── the report's own figures over months, and how its counts hung together ──────────────────

    def _windows(self, then: Then) -> None:
        for name, role, period, shown in facts_of(then.record):
            if role.startswith(SUM):
                self._sum(then, name, role, period, int(Decimal(shown.value)))
            if role not in OVER_MONTHS or name not in self.measures.by_indicator:
                continue
            value, ours = Decimal(shown.value), OVER_MONTHS[role]
            if self._window_holds(name, ours, period, value):
                self.printed.add(f"{name}:{ours}:{period}")
            # a mean was printed with the decimals of its day
            places = max((decimals_in(text) for text in shown.text), default=None) if (
                ours == "mean_12m") else None
            self._window(then, name, ours, period, value, places)

    def _sum(self, then: Then, name: str, role: str, period: str, value: int) -> None:
        """What the sum of so many latest counts told, "sum.3": not all need have been printed."""
        last, number = self._month(name, period), role.removeprefix(SUM)
        if last is None or not number.isdigit() or name in self.counts.parts or self.base > 1:
            return      # rounded counts are not added up
        step = self.measures[name].indicator.step
        keys = [(name, last.back(n * step)) for n in range(int(number))]
        for _, month in keys:
            self._version_gone(then, name, month)
        values = {**self.counts.values, **then.values}
        if not keys or any(key not in values for key in keys):
            return
        row = Row(tuple((key, 1.0) for key in keys), value, value)
        if row.holds(values):
            self._keep(then, row, f"{name}:{role}:{period}")
        else:
            self._contradicted(then, row, f"{name}:{role}:{period}")
            self._keep(then.only_printed(), row, f"{name}:{role}:{period}", self.guesses)

    def _window_holds(self, name: str, role: Role, period: str, value: Decimal) -> bool:
        """Whether today's figure over the same months prints the same, decimals and all."""
        measure = self.measures[name]
        one = measure.indicator
        try:
            if role == "outturn":
                amount = measure.outturns.get(Year.parse(period, one.year))
            else:
                amount = getattr(measure.window(parse_period(period, one.step, one.year)), role)
        except ValueError:
            return False
        if amount is None:
            return False
        if self.base > 1 and one.unit_class == "count" and one.disclosure != "exempt" and (
                role != "mean_12m"):
            amount = to_multiple(amount, self.base)
        now, then = ((number, mean_decimals(number, one.unit, one.decimals)
                      if role == "mean_12m" else one.decimals) for number in (amount, value))
        return now[1] == then[1] and (
            as_printed(now[0], one.unit, now[1]) == as_printed(then[0], one.unit, then[1]))

    def _window(self, then: Then, name: str, role: Role, period: str, value: Decimal,
                places: int | None = None) -> None:
        """What the figure tells of counts, those of then where they were restated."""
        measure = self._measure(then, name)
        one = measure.indicator
        if name not in self.counts.parts and not (
                one.unit_class == "count" and is_of_people(one)):
            return
        try:
            last = (Year.parse(period, one.year).last if role == "outturn"
                    else parse_period(period, one.step, one.year))
        except ValueError:
            return
        months = months_over(one, role, last)
        if measure.values.keys().isdisjoint(months):
            return
        then.months.setdefault(name, set()).update(months)
        measure = self._measure(then, name)
        for month in months:
            self._version_gone(then, name, month)
        of_then = self._of_then(then)
        rows = [row for row in of_then.rows(measure, role, last, value, places)
                if all(key in of_then.counts.values for key, _ in row.terms)]
        identity = f"{name}:{role}:{period}"
        unseen = then.only_printed()
        fits = all(row.holds(of_then.counts.values) for row in rows)
        for row in rows:
            if fits:
                self._keep(then, row, identity)
            else:
                self._contradicted(then, row, identity)
            if not fits or any(key in then.versions and key not in unseen.versions
                               for key, _ in row.terms):
                self._keep(unseen, row, identity, self.guesses)

    def _contradicted(self, then: Then, row: Row[Count], identity: str) -> None:
        """A row that the counts do not keep: one of those that were not printed was restated."""
        if len({factor for _, factor in row.terms}) > 1:
            return      # of two unknowns, a share of sums: which of them changed cannot be told
        factor = row.terms[0][1]
        values = {**self.counts.values, **then.values}
        unseen = [key for key, _ in row.terms if key not in then.said and key not in then.known
                  and values[key] is not None]
        whole = sum(values[key] or 0 for key, _ in row.terms)
        least = self.candidates.policy.least
        kept = False
        for key in unseen:
            others = whole - (values[key] or 0)
            was = round(row.low / factor) - others
            if was >= least and row.low <= (was + others) * factor <= row.high:
                supposed = then.also()
                self._version(supposed, key, was, identity)
                self._keep(supposed, row, identity)
                kept = True
        if not kept and unseen and row.high >= least * len(unseen) * factor:
            # more than one has changed: each of them may have been anything
            supposed = then.also()
            for key in unseen:
                self._version(supposed, key, None, identity)
            self._keep(supposed, row, identity)

    def _related(self, then: Then) -> None:
        """How the counts of then hung together with each other, where they are not today's."""
        if not then.versions:
            return
        of_then = self._of_then(then)
        measures = replace(self.measures, by_indicator={
            name: self._measure(then, name) for name in self.measures.by_indicator})
        for row in defined(measures, of_then.counts):
            if any(key in then.versions for key, _ in row.terms) and all(
                    key[1] <= then.record.month for key, _ in row.terms):
                values = {**self.counts.values, **then.values}
                if row.holds(values) or self._imply(then, row, values):
                    self._keep(then, row, "")
        # who sees some of them restated takes the others to be as they were; of those whose number
        # then we do not know ourselves, it may have been so
        unseen = then.only_printed()
        in_doubt = (then.versions.keys() - unseen.versions.keys()) | {
            key for key in unseen.versions if then.values[key] is None}
        for row in defined(measures, of_then.counts) if in_doubt and unseen.versions else ():
            keys = {key for key, _ in row.terms}
            if keys & in_doubt and keys & unseen.versions.keys():
                self._keep(unseen, row, "", self.guesses)

    def _imply(self, then: Then, row: Row[Count], values: Mapping[Count, int | None]) -> bool:
        """Whether a flow that the report had not given makes the row hold: a version of it."""
        given = {our_identity(i) for i in (*then.record.figures, *then.record.withheld)}
        lacking = [(key, factor) for key, factor in row.terms if key not in then.known
                   and f"{key[0]}:month:{key[1]}" not in given and key[0] in self.flows]
        if len(lacking) != 1 or row.low != row.high:
            return False
        [(key, factor)] = lacking
        was = (row.low - sum(f * (values[other] or 0) for other, f in row.terms
                             if other != key)) / factor
        if was < 0:
            return False
        self._version(then, key, int(was))
        return True
