"""Which figures go with withheld ones whatever the numbers are: companions fixed by structure.

A reader may know this program. Were the companion chosen by what the small counts are, the choice
would tell of them: of 9, [c], [c], 6 and a total of 25, that the two are 5 and 5, because anything
else would have taken a third. So which figures go is decided by what the reader sees in the end:
which counts are withheld for themselves, which are nought, how the series hang together, and sums
that are printed.

    parts of a total     each row of counts that add up has a companion, the same one always: the
                         part that costs least to lose, the first of equals. It goes as soon as any
                         other part does, and if it is itself the small one, the next goes with it.
                         Whether the companion is small, nobody can tell. Where the total leaves
                         these too little, the next part goes, or the total, whichever costs less
                         A total that is a benchmark of many areas, typed by an author, goes itself
    months of a year     the same, for the months that no window parts; the oldest is the companion.
                         Where it costs more than the windows over them, these go and it does not.
                         A month that came after the first published report stands for itself
    stock and flows      what came and what went go together; a small stock takes what went in its
                         month and what came in the next
    sums                 a sum over withheld counts is printed where each of them can still be any
                         number of the band *and one more to spare*. The margin is for those whose
                         sum is not printed: that it is not tells no more than that each can be any
                         number of the band as well. Where counts are rounded none is printed: how
                         much it leaves hangs on how far each is off its multiple

What numbers give these figures is proved by trying them all, in tests/test_knowing.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.disclosure.candidates import Candidate
from briefing.disclosure.counts import AREA_MARK, TYPED, Count
from briefing.disclosure.disjoint_sets import DisjointSets
from briefing.disclosure.means import tells_nothing
from briefing.disclosure.policy import Policy
from briefing.disclosure.ranges import INFINITY, Contradiction, Memory, Row, Solver, System
from briefing.disclosure.relations import is_growth, is_stock, is_summed, names_twice
from briefing.measures import Measure, Measures
from briefing.periods import Month, Year

SPARE = 1       # numbers that a printed sum must leave beside those of the band


@dataclass(frozen=True, slots=True)
class Companions:
    """The figures that go with others, and for whose sake: identities of the counts' figures.

    Of the `unsure` counts nobody can tell whether they are withheld for themselves. `means` are
    those that print the same whatever the hidden counts among theirs are, with these. `nobody` has
    by wholes that are nought the numerators of the marked shares of them.
    """

    sakes: Mapping[str, tuple[str, ...]]
    unsure: frozenset[Count] = frozenset()
    means: Mapping[str, frozenset[Count]] = field(default_factory=dict)
    nobody: Mapping[Count, frozenset[Count]] = field(default_factory=dict)


NONE = Companions({})


@dataclass(slots=True)
class _Hidden:
    """A count that nothing printed tells: whether readers know that it is small, for whose sake."""

    own: bool                       # withheld for itself
    companion: bool = False         # it would be withheld if it were not small
    sake: dict[Count, None] = field(default_factory=dict)


class Structure:
    """The figures of a report and how they hang together, as far as readers know it too."""

    def __init__(self, found: Sequence[Candidate], relations: Iterable[Row[Count]],
                 measures: Measures, values: Mapping[Count, int | None],
                 ends: Mapping[Count, tuple[float, float]], known: Collection[Count],
                 withheld: Collection[str], last: Collection[str], policy: Policy,
                 loss: Callable[[Candidate], float], since: Month | None, solver: Solver) -> None:
        """`known` are counts that readers know whatever is withheld now, `withheld` the figures
        that are withheld for themselves, `last` those that were withheld in the last public report
        and stay so; `since` is the month of the first."""
        self.found = found
        self.measures = measures
        self.values = values
        self.ends = ends
        self.known = known
        self.withheld = withheld
        self.policy = policy
        self.loss = loss
        self.since = since
        self.solver = solver
        self.by_id = {one.id: one for one in found}
        self.showing: dict[Count, list[str]] = {}
        self.losses: dict[Count, float] = {}
        for one in found:
            for key in one.shows:
                self.showing.setdefault(key, []).append(one.id)
                self.losses[key] = self.losses.get(key, 0.0) + loss(one)
        self.closed: dict[str, tuple[Count, ...]] = {
            one.id: () for one in found if one.id in last and one.role != "month"}
        self.order = {key: n for n, key in enumerate(self.showing)}
        self.hidden: dict[Count, _Hidden] = {}
        for key, names in self.showing.items():
            if key not in known and all(name in withheld for name in names) and not (
                    self._nought(key)):
                self.hidden[key] = _Hidden(own=True)
            elif any(name in last for name in names):
                self._hide([key], ())
        self.rows = [row for row in relations if len(row.terms) > 1]
        self.tied = {series for row in self.rows if not is_growth(row)
                     for (series, _), _ in row.terms}

    def _nought(self, key: Count) -> bool:
        """Whether the count is a nought that is shown, as noughts always are."""
        return self.values[key] == 0 and self.policy.show_zero and not all(
            name in self.withheld for name in self.showing[key])

    # ── companions ──────────────────────────────────────────────────────────────────────────────

    def companions(self) -> Companions:
        """The figures that go with those that are withheld for themselves."""
        self._settle()
        for _ in range(len(self.rows) + 1):
            if not self._widen():
                break
            self._settle()
        self._months()
        sakes: dict[str, tuple[str, ...]] = {}
        for key, hidden in self.hidden.items():
            if not hidden.own:
                for name in self.showing[key]:
                    sakes.setdefault(name, self._figures(hidden.sake))
        sakes |= {name: self._figures(keys) for name, keys in self.closed.items()}
        unsure = frozenset(key for key, hidden in self.hidden.items() if hidden.companion)
        return Companions({name: sake for name, sake in sakes.items()
                           if name not in self.withheld}, unsure, self._means())

    def _means(self) -> dict[str, frozenset[Count]]:
        """The means of ratios over hidden counts that tell nothing of these."""
        return {one.id: away for one in self.found if one.goes_with
                if (away := frozenset(key for key in one.goes_with if key in self.hidden))
                and tells_nothing(one, self.measures[one.indicator], away, self.values,
                                  self._by_size, self.policy)}

    def _by_size(self, key: Count) -> bool:
        """Whether a hidden count is withheld for its size, or its share's: no mark, no companion.
        """
        hidden, causes = self.hidden[key], {self.by_id[name].cause for name in self.showing[key]}
        return hidden.own and not hidden.companion and not causes & {"marked", "given"}

    def _figures(self, keys: Iterable[Count]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for key in keys for name in self.showing.get(key, ())[:1]))

    def _settle(self) -> None:
        """Hide companions row by row until no row wants another."""
        before = -1
        while before != len(self.hidden):
            before = len(self.hidden)
            for row in self.rows:
                self._row(row)

    def _row(self, row: Row[Count]) -> None:
        if is_growth(row):
            return
        if not any(key in self.hidden and self._is_kept(key) for key, _ in row.terms):
            return
        if is_stock(row):
            self._stock(row)
        elif len(row.terms) == 2 and row.low == row.high == 0:
            self._hide([key for key, _ in row.terms], [key for key, _ in row.terms])
        else:
            self._parts(row)

    def _is_kept(self, key: Count) -> bool:
        """Whether a hidden count is to be kept; not so one that is hidden as nobody prints it."""
        return self.hidden[key].companion or any(
            self.by_id[name].total for name in self.showing[key])

    def _can_hide(self, key: Count) -> bool:
        return key in self.showing and key not in self.known and not self._nought(key)

    def _hide(self, keys: Iterable[Count], sake: Iterable[Count]) -> None:
        """Hide what can be, for the sake of what is hidden already."""
        whose = [key for key in sake if key in self.hidden]
        for key in keys:
            if self._can_hide(key):
                hidden = self.hidden.setdefault(key, _Hidden(own=False))
                hidden.companion = True
                hidden.sake |= dict.fromkeys(other for other in whose if other != key)

    def _accompany(self, away: Sequence[Count], free: Sequence[Count]) -> None:
        """Hide the companion of those that are hidden: the first that can be, else the second.

        Where both are hidden and no other, nobody can tell which of them is the small one.
        """
        if set(away) <= set(free[:2]):
            self._hide(free[:2], away)
        else:
            self._hide(free[:1], away)

    # ── parts of a total or a whole ─────────────────────────────────────────────────────────────

    def _parts(self, row: Row[Count]) -> None:
        totals = [key for key, factor in row.terms if factor < 0]
        parts = [key for key, factor in row.terms if factor > 0]
        if len(totals) > 1:
            self._hide((key for key, _ in row.terms), (key for key, _ in row.terms))
            return
        away = [key for key in parts if key in self.hidden]
        free = sorted((key for key in parts if self._can_hide(key)),
                      key=lambda key: (self.losses[key], self.order[key]))
        total = totals[0] if totals else None
        if not away and total in self.hidden:
            self._hide(free[:1], [total])
            return
        # no area's own figure goes for the sake of a benchmark that an author typed
        typed = total is not None and bool(away) and f"{AREA_MARK}{TYPED}" in total[0]
        if total is not None and self._can_hide(total) and (typed or self.policy.round_to > 1):
            self._hide([total], away)
            return
        self._accompany(away, free)
        away = [key for key in parts if key in self.hidden]
        if total is not None and total in self.hidden:
            return
        open_end = row.low != row.high
        left = sum(self.values[key] or 0 for key in away)
        if open_end or any(self.values[key] is None for key in away):
            whole = row.high if total is None else self.values[total]
            left = int(whole or 0) - sum(self.values[key] or 0 for key in parts
                                         if key not in self.hidden)
        if self._leaves_all(away, left):
            return
        more = [key for key in free if key not in self.hidden][:1]
        if total is None or not self._can_hide(total):
            self._hide(free, away)
        elif more and self.losses[more[0]] < self.losses[total]:
            self._hide(more, away)      # whether that will do, the next look at the row says
        else:
            self._hide([total], away)

    def _range(self, key: Count) -> tuple[float, float]:
        """What readers know of a hidden count before they see a sum of it."""
        low, high = self.ends.get(key, (self.policy.least, INFINITY))
        hidden = self.hidden[key]
        if hidden.companion or not self._of_the_band(key):
            return low, high
        return low, min(high, self.policy.suppress_to)

    def _of_the_band(self, key: Count) -> bool:
        """Whether readers know that a count that is withheld for itself is a small one."""
        value = self.values[key]
        causes = {self.by_id[name].cause for name in self.showing[key]}
        return value is not None and self.policy.withholds(value) and not (
            causes & {"marked", "given"})

    def _wanted(self, key: Count) -> tuple[float, float]:
        """The least and the greatest that a hidden count must be able to be."""
        low, high = self.ends.get(key, (self.policy.least, INFINITY))
        return low, min(high, self.policy.suppress_to if self._of_the_band(key)
                        else low + self.policy.protection - 1)

    def _leaves_all(self, keys: Sequence[Count], total: int) -> bool:
        """Whether a printed sum of hidden counts leaves each any number that it must be able to be.
        """
        if len(keys) < 2 or self.policy.round_to > 1:
            return not keys
        ranges = {key: self._range(key) for key in keys}
        # of a companion it is enough that it takes up what the others leave
        small = [key for key in keys if not self.hidden[key].companion]
        low_enough, room = [], []
        for key in small or keys:
            first, last = self._wanted(key)
            least, most = (sum(ends[side] for other, ends in ranges.items() if other != key)
                           for side in (0, 1))
            low_enough.append(total >= last + least + SPARE)
            room.append(total <= first + most - SPARE)
        return all(low_enough) and (all(room) if small else any(room))

    # ── stocks and flows ────────────────────────────────────────────────────────────────────────

    def _stock(self, row: Row[Count]) -> None:
        stocks = sorted((key for key, _ in row.terms if names_twice(row, key[0])),
                        key=lambda key: key[1])
        now = stocks[-1]
        came = [key for key, factor in row.terms if key not in stocks and factor < 0
                and self._can_hide(key)]
        went = [key for key, factor in row.terms if key not in stocks and factor > 0
                and self._can_hide(key)]
        away = [key for key, _ in row.terms if key in self.hidden]
        held = [key for key in stocks if key in self.hidden]
        whole = row.low == row.high     # else nothing is known of one side of the flows
        if not came and not went:       # nobody came or went: they are one number
            self._hide(stocks if whole else [], away)
        elif held and all(self._known_small(key) for key in held):
            # it is between what was there and what is: one flow takes up what it may be
            none_there = any(self.values[key] == 0 for key in stocks if key not in held)
            if none_there and came and went:
                self._hide([*came, *went], held)
            else:
                self._hide((went or came) if now in held else (came or went), held)
            if whole and not (came and went):
                # that it only rose or only fell tells which is the smaller of two small ones
                self._hide(stocks, held)
        else:
            self._hide([*came, *went], away)
            if not held and not (came and went):
                self._hide([now], away)     # else the stocks tell it; the next month's flows go too

    def _known_small(self, key: Count) -> bool:
        return self.hidden[key].own and self._of_the_band(key)

    # ── tables that cross ───────────────────────────────────────────────────────────────────────

    def _widen(self) -> bool:
        """Hide the totals of rows that cross where together they leave a count too little.

        Says whether any was hidden.
        """
        rows = [row for row in self.rows if any(key in self.hidden for key, _ in row.terms)]
        joined: DisjointSets[Count] = DisjointSets()
        for row in rows:
            joined.join(key for key, _ in row.terms if key in self.hidden)
        together: dict[Count, list[Row[Count]]] = {}
        for row in rows:
            root = joined.root(next(key for key, _ in row.terms if key in self.hidden))
            together.setdefault(root, []).append(row)
        before = len(self.hidden)
        for some in together.values():
            summed = [row for row in some if is_summed(row)]
            if not summed or len(some) == 1 or self._all_left(some):
                continue
            for row in summed:
                totals = [key for key, factor in row.terms if factor < 0]
                away = [key for key, _ in row.terms if key in self.hidden]
                self._hide(totals or [key for key, _ in row.terms], away)
            for row in some:
                if len(self.hidden) == before:
                    self._hide([key for key, _ in row.terms],
                               [key for key, _ in row.terms if key in self.hidden])
        return len(self.hidden) != before

    def _all_left(self, rows: Sequence[Row[Count]]) -> bool:
        """Whether the rows together leave each hidden count what it must be able to be."""
        hidden = dict.fromkeys(key for row in rows for key, _ in row.terms if key in self.hidden)
        small = [key for key in hidden if not self.hidden[key].companion]
        bounds = {key: self._range(key) for key in hidden}
        if small:       # companions take up what the small ones leave, with one more to spare
            bounds = {key: (low + (SPARE if self.hidden[key].companion else 0), high)
                      for key, (low, high) in bounds.items()}
        left: list[Row[Count]] = []
        for row in rows:
            known = sum(factor * (self.values[key] or 0) for key, factor in row.terms
                        if key not in hidden)
            left.append(Row(tuple((key, factor) for key, factor in row.terms if key in hidden),
                            row.low - known, row.high - known))
        system = System(bounds, left, {}, self.solver, Memory())
        for key in small or hidden:
            try:
                reach = system.range_of([(key, 1.0)], exact=False)
            except Contradiction:
                return False
            reach_to = INFINITY if reach.high is None else float(reach.high)
            if small:
                first, last = self._wanted(key)
                if reach.low > first or reach_to < last:
                    return False
            elif reach_to - reach.low + 1 < self.policy.numbers + SPARE:
                return False
        return True

    # ── months and the windows over them ────────────────────────────────────────────────────────

    def _months(self) -> None:
        """Companions of months, and the windows over hidden ones that cannot be printed."""
        over: dict[str, list[Candidate]] = {}
        for one in self.found:
            if one.role != "month" and one.rows and not one.goes_with:
                names = {name for row in one.rows for (name, _), _ in row.terms}
                if len(names) == 1:
                    over.setdefault(names.pop(), []).append(one)
                else:
                    self._close(one, [key for row in one.rows for key, _ in row.terms
                                      if key in self.hidden])
        for series, windows in over.items():
            if series in self.tied:
                for one in windows:
                    self._close(one, [key for key in one.total if key in self.hidden])
            else:
                self._apart(series, windows)

    def _close(self, window: Candidate, away: Sequence[Count]) -> None:
        if away:
            self.closed.setdefault(window.id, tuple(away))

    def _apart(self, series: str, windows: Sequence[Candidate]) -> None:
        """The months of a series that hangs together with no other."""
        measure = self.measures[windows[0].indicator]
        covered = {key for one in windows for key in one.total}
        atoms: dict[object, list[Count]] = {}
        for key in sorted((key for key in self.showing if key[0] == series),
                          key=lambda key: key[1]):
            if key in covered or key in self.hidden:
                atoms.setdefault(self._atom(measure, key[1]), []).append(key)
        where: dict[Count, tuple[frozenset[Count], bool]] = {}
        for months in atoms.values():
            if not any(key in self.hidden for key in months):
                continue
            free = [key for key in months if self._can_hide(key)]
            away = [key for key in months if key in self.hidden]
            over = [one for one in windows if not set(one.total).isdisjoint(away)]
            if over and self.policy.round_to == 1 and self._is_cheaper(free, away, over):
                self._accompany(away, free)
            away = [key for key in months if key in self.hidden]
            known = all(self.values[key] is not None for key in away)
            opened = known and self._leaves_all(
                away, sum(self.values[key] or 0 for key in away))
            where |= dict.fromkeys(away, (frozenset(away), opened))
        for one in windows:
            away = [key for key in one.total if key in self.hidden]
            if any(not opened or not together.issuperset(some) or not
                   together <= set(one.total)
                   for key in away for together, opened in [where[key]]
                   for some in [frozenset([key])]):
                self._close(one, away)

    def _is_cheaper(self, free: Sequence[Count], away: Sequence[Count],
                    over: Sequence[Candidate]) -> bool:
        """Whether the companion of the hidden months costs no more than the windows over them."""
        companions = free[:2] if set(away) <= set(free[:2]) else free[:1]
        costs = sum(self.losses[key] for key in companions if key not in self.hidden)
        return costs <= sum(self.loss(one) for one in over if one.id not in self.closed)

    def _atom(self, measure: Measure, month: Month) -> object:
        """The months that no window parts: of a year, those to the report's month and those after.

        Windows that end later part off the month that they are of, so it is one for itself.
        """
        last = measure.period
        if self.since is not None:
            last = min(last, measure.indicator.latest_period(self.since))
        if month > last:
            return month
        kind = measure.indicator.year
        first = Year.holding(month, kind).first
        into = month.ordinal - first.ordinal
        return first, into <= last.ordinal - Year.holding(last, kind).first.ordinal
