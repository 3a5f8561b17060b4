"""Which figures are withheld so that none that must be can be worked out, at the least loss.

Series that hang together are treated together. What must be withheld is; then every withheld count
is looked at: if what is left gives it away, the figures that do are its *witness*, and one of them
at least has to go as well. The cheapest choice that breaks every witness is looked at again, until
there is no witness left. As withholding more never makes a range narrower, each witness holds
whatever else is withheld, and so the choice at the end is the least loss of all ("implicit hitting
set", Moreno-Centeno and Karp, Operations Research 61, 2013). A group that has not settled after
some rounds gets a safe choice of which nothing can be spared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.disclosure.candidates import Candidate, Cause
from briefing.disclosure.companions import NONE, Companions
from briefing.disclosure.connected import Group
from briefing.disclosure.counts import Count
from briefing.disclosure.earlier import Earlier
from briefing.disclosure.hitting_set import Cut, HittingSet
from briefing.disclosure.marks import behind_marks
from briefing.disclosure.policy import Policy, losses
from briefing.disclosure.ranges import INFINITY, Contradiction, Memory, Row, Solver, System

EARLIER = "earlier "        # begins the name of what an earlier report tells
ROUNDS = 12         # of looking for the least loss; after that a safe choice near it will do


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is not printed, why, and for whose sake: identities of other figures."""

    candidate: Candidate
    cause: Cause
    sake: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exposed:
    """A figure that cannot be kept: it can only be low to high, by what was published before."""

    candidate: Candidate
    low: int
    high: int
    by: tuple[str, ...]


@dataclass(slots=True)
class Chosen:
    """What is withheld, what cannot be kept, and groups whose figures contradict each other.

    `loss` is what was lost beyond companions, `least` what is proven to be lost at the least.
    """

    withheld: dict[str, Withheld] = field(default_factory=dict)
    exposed: list[Exposed] = field(default_factory=list)
    contradictory: list[str] = field(default_factory=list)
    loss: float = 0.0
    least: float = 0.0


def showing(candidates: Iterable[Candidate]) -> dict[Count, list[str]]:
    """The figures that tell each count exactly, in their order."""
    made: dict[Count, list[str]] = {}
    for candidate in candidates:
        for key in candidate.shows:
            made.setdefault(key, []).append(candidate.id)
    return made


def withheld_for_themselves(candidates: Sequence[Candidate], values: Mapping[Count, int | None],
                            policy: Policy, known: Collection[Count] = ()) -> set[str]:
    """The figures that must be withheld, and all that show the same counts.

    Of a share that is withheld for the few others, whose numerator is `known` to the public, the
    whole is what must not be told.
    """
    shown = showing(candidates)
    forced = {candidate.id for candidate in candidates if candidate.cause}
    # a count that must not be told is told by none of the figures that would
    must = {key for candidate in candidates if candidate.untold for key in candidate.total
            if values[key] != 0 or candidate.cause == "marked" or not policy.show_zero}
    must |= {candidate.shows[1] for candidate in candidates if policy.complements
             and candidate.untold and len(candidate.shows) == 2 and candidate.shows[0] in known}
    forced |= {name for key in must for name in shown.get(key, ())}
    # where counts are rounded none tells it outright, and a share of it goes all the same
    return forced | {candidate.id for candidate in candidates
                     if candidate.role == "month" and must.intersection(candidate.total)}


def loss_of(candidate: Candidate, before: Earlier) -> float:
    """What withholding the figure costs the reader; less, where it was withheld last time."""
    return candidate.loss * (losses().withheld_last if candidate.id in before.withheld_last else 1)


class Choice:
    """The choice for one group."""

    def __init__(self, group: Group, values: Mapping[Count, int | None],
                 ends: Mapping[Count, tuple[float, float]], before: Earlier, policy: Policy,
                 solver: Solver, companions: Companions = NONE) -> None:
        """`values` are the true counts, None where not known; `ends` what each can be at most.

        `companions` go with what must be withheld, whatever the numbers are.
        """
        self.group = group
        self.values = values
        self.before = before
        self.policy = policy
        self.solver = solver
        self.by_id = {candidate.id: candidate for candidate in group.candidates}
        self.public = {name for name in self.by_id if name in before.printed}
        self.known_before = {key for name in self.public for key in self.by_id[name].shows}
        self.forced = withheld_for_themselves(group.candidates, values, policy, self.known_before)
        self.start = self.forced | (companions.sakes.keys() & self.by_id.keys())
        kept_noughts = {key for key in before.noughts if key not in self.known_before}
        self.noughts = {each.id for each in group.candidates if each.role == "month"
                        and not kept_noughts.isdisjoint(each.shows)}
        self.start |= self.noughts
        self.ends = {**ends, **dict.fromkeys(kept_noughts, (0.0, INFINITY))}
        self.unsure, self.means = companions.unsure, companions.means
        self.nobody = companions.nobody
        self.of_nobody: set[str] = set()
        self.showing = showing(group.candidates)
        self._go_with_wholes()
        self.fixed = {key for key, value in values.items()
                      if value == 0 and policy.show_zero and not self._all_forced(key)}
        self.supposed: tuple[tuple[str, Row[Count]], ...] = ()
        self.telling: dict[Count, str] = {}
        self.cuts: list[Cut] = []
        self.sakes: dict[str, dict[str, None]] = {
            name: dict.fromkeys(companions.sakes.get(name, {}))
            for name in self.start - self.forced}
        self.memory: Memory[Count] = Memory()
        if None not in values.values() or all(values[key] is not None for key in self.showing):
            self.memory.points.append(({}, ()))     # the true numbers fit whatever is printed
        self.breaking = HittingSet(self.showing, self.start, self.loss, solver)

    def _all_forced(self, key: Count) -> bool:
        return all(name in self.start for name in self.showing.get(key, ()))

    def _go_with_wholes(self) -> None:
        """Withhold what tells that marked shares are of nobody, or are nought (`marks`)."""
        with_wholes = behind_marks(self.nobody, self.showing, self.start, self.known_before)
        self.ends |= dict.fromkeys(with_wholes, (0.0, INFINITY))
        self.of_nobody |= {name for key in with_wholes for name in self.showing.get(key, ())}
        self.forced |= self.of_nobody
        self.start |= self.of_nobody

    def loss(self, name: str) -> float:
        """What withholding the figure costs; a little more the later it stands, so ties settle."""
        return loss_of(self.by_id[name], self.before)

    def settle(self, chosen: Chosen) -> None:
        """Add what is withheld of the group."""
        if not self.forced and not self.noughts:
            return
        for name in self.by_id:
            one = self.by_id[name]
            if name in self.public and one.untold:
                count = self.values[one.total[0]] or 0
                chosen.exposed.append(Exposed(one, count, count, (name,)))
        try:
            self._must_fit()
            self._suppose()
            exposed = len(chosen.exposed)
            withheld, least = self._searched(chosen)
            while self._withhold_noughts():
                del chosen.exposed[exposed:]
                withheld, least = self._searched(chosen)
        except Contradiction:
            chosen.contradictory.append(next(iter(self.by_id.values())).indicator)
            return
        chosen.loss += sum(map(self.loss, sorted(withheld - self.start)))
        chosen.least += least
        unknown = self._unknown(withheld)
        for name in self.by_id:
            one = self.by_id[name]
            untold = [key for key in one.goes_with if key in unknown]
            if not self._may_stand(one, unknown):
                withheld.add(name)
                self.sakes[name] = dict.fromkeys(
                    n for key in untold for n in self.showing.get(key, ()))
            if name in withheld:
                cause = one.cause or (
                    "primary" if name in self.forced - self.of_nobody else "secondary")
                chosen.withheld[name] = Withheld(one, cause, tuple(self.sakes.get(name, {})))

    def _searched(self, chosen: Chosen) -> tuple[set[str], float]:
        """What is withheld when nothing is told any more, and the least that it is proven to cost
        beyond companions."""
        withheld = set(self.start)
        least = 0.0
        for n in range(ROUNDS + 1):
            witnesses = self.witnesses(withheld, chosen)
            if not witnesses:
                break
            if n == ROUNDS or self.solver.spent:
                return self._near_enough(self.breaking.quick(withheld, witnesses), chosen), least
            self.cuts += witnesses
            withheld = self.breaking.cheapest(self.cuts)
            least = sum(map(self.loss, sorted(withheld - self.start)))
        return withheld, least

    def _withhold_noughts(self) -> bool:
        """Withhold noughts that tell what nobody may see, with nothing else left to go; if any."""
        for key, marked in self.telling.items():
            self.ends = {**self.ends, key: (0.0, INFINITY)}
            for name in self.showing[key]:
                self.start.add(name)
                self.sakes[name] = {marked: None}
        self._go_with_wholes()
        self.fixed = {key for key in self.fixed if not self._all_forced(key)}
        told, self.telling, self.cuts = bool(self.telling), {}, []
        self.breaking = HittingSet(self.showing, self.start, self.loss, self.solver)
        return told

    def _told_by_nought(self, kept: Candidate, sources: Sequence[tuple[str, Row[Count]]]) -> bool:
        """Whether a nought that no report has shown yet is among what tells a figure that is
        marked, or tells any with what was published before: figures that still hold, or rows of
        earlier reports. `sources` are what tells it, each with its figure.

        The one that costs least is to go. Noughts are shown otherwise, though they tell of a small
        count: a figure that is marked is for nobody to see, and what was published cannot go.
        """
        told = [*kept.total, *(key for _, row in sources for key, _ in row.terms)]
        before = any(name.startswith(EARLIER) for name, _ in sources) or not (
            self.known_before.isdisjoint(told))
        noughts = [key for key in told if key in self.fixed and key not in self.known_before
                   and self.showing.get(key)]
        if not noughts or not (before or kept.cause == "marked" or kept.id in self.of_nobody):
            return False
        cheapest = min(noughts, key=lambda key: sum(map(self.loss, self.showing[key])))
        self.telling[cheapest] = kept.id
        return True

    def _must_fit(self) -> None:
        """Raise Contradiction where no counts fit what stands before any companion is taken out.

        Companions can take out the very figures that contradict each other.
        """
        if self.memory.points:      # the true numbers fit
            return
        unknown = self._unknown(self.forced)
        system, _ = self._system(unknown, self.forced)
        for key in unknown:
            system.range_of([(key, 1.0)], exact=False)

    def _suppose(self) -> None:
        """Take the group's guesses for true that fit: those that do not, a reader sees through.

        They are put in by halves, down to one at a time, so that what is wrong in one place does
        not save what is told in another.
        """
        unknown = self._unknown(self.start)
        waiting = [self.group.supposed] if self.group.supposed else []
        while waiting:
            some, kept = waiting.pop(), self.supposed
            self.supposed = (*kept, *some)
            if not self._system(unknown, self.start)[0].fits():
                self.supposed = kept
                half = len(some) // 2
                waiting += [some[half:], some[:half]] if half else []

    # ── witnesses ───────────────────────────────────────────────────────────────────────────────

    def _unknown(self, withheld: set[str]) -> dict[Count, tuple[float, float]]:
        """The counts that nothing printed tells exactly, with their own two ends."""
        unknown = {}
        for key, names in self.showing.items():
            if key in self.known_before or key in self.fixed:
                continue
            if all(name in withheld for name in names):
                unknown[key] = self.ends.get(key, (self.policy.least, INFINITY))
        if self.policy.round_to > 1:
            for candidate in self.group.candidates:
                for key in candidate.total if candidate.role == "month" else ():
                    unknown.setdefault(key, self.ends.get(key, (0, INFINITY)))
        return unknown

    def _may_stand(self, candidate: Candidate, unknown: Collection[Count]) -> bool:
        """Whether the figure tells nothing of unknown counts that it would go with."""
        known = self.means.get(candidate.id, frozenset())
        return all(key not in unknown or key in known for key in candidate.goes_with)

    def _system(self, unknown: Mapping[Count, tuple[float, float]], withheld: set[str]
                ) -> tuple[System[Count], dict[Row[Count], tuple[str, Row[Count]]]]:
        """The rows over the unknown counts, and by each the figure that tells it and its whole."""
        rows: list[Row[Count]] = []
        told: dict[Row[Count], tuple[str, Row[Count]]] = {}

        def add(row: Row[Count], name: str) -> None:
            left = tuple((key, factor) for key, factor in row.terms if key in unknown)
            if not left:
                return
            known = 0.0
            for key, factor in row.terms:
                value = self.values[key]
                if key not in unknown:
                    if value is None:
                        raise AssertionError(f"{key} is known to readers but not to us")
                    known += factor * value
            reduced = Row(left, row.low - known, row.high - known)
            rows.append(reduced)
            told.setdefault(reduced, (name, row))

        for candidate in self.group.candidates:
            if candidate.id in self.public or (
                    candidate.id not in withheld and self._may_stand(candidate, unknown)):
                for row in candidate.rows:
                    add(row, candidate.id)
        for row in self.group.relations:
            add(row, "")
        for name, row in (*self.group.earlier, *self.supposed):
            add(row, f"{EARLIER}{name}")
        return System(unknown, rows, self.values, self.solver, self.memory), told

    def witnesses(self, withheld: set[str], chosen: Chosen, one_will_do: bool = False
                   ) -> list[Cut]:
        """A cut for each withheld figure that can be worked out: one of these must go as well."""
        unknown = self._unknown(withheld)
        if not unknown:
            return []
        system, told = self._system(unknown, withheld)
        system.look_around()
        found: dict[Cut, None] = {}
        seen: set[tuple[Count, ...]] = set()
        for name in self.by_id:
            one = self.by_id[name]
            if name not in withheld or name in self.public or not one.total:
                continue
            left = tuple(key for key in one.total if key in unknown)
            if not left or one.total in seen:
                continue
            seen.add(one.total)
            terms = [(key, 1.0) for key in left]
            for band in ((True, False) if self._of_the_band(one) else (False,)):
                low, high, rows = self._narrow(one, left, terms, system, band)
                if not rows:
                    break       # it is kept
                cut = self._cut(one, rows, told, unknown, withheld)
                if cut[0] or cut[1]:
                    found[cut] = None
                    for blamed in (*cut[0], *(n for key in cut[1] for n in self.showing[key])):
                        self.sakes.setdefault(blamed, {})[one.id] = None
                    if one_will_do:
                        return list(found)
                    break
                # nothing printed rules a number of the band out, but what is always known
            else:
                # what is for another's sake alone may be known; not so another of the same sum
                if name not in self.forced:
                    seen.discard(one.total)
                elif not self._told_by_nought(one, [told[row] for row in rows]) and all(
                        one.id != e.candidate.id for e in chosen.exposed):
                    by = tuple(dict.fromkeys(told[row][0].removeprefix(EARLIER)
                                             for row in rows if told[row][0]))
                    chosen.exposed.append(Exposed(one, low, high if high is not None else low, by))
        return list(found)

    def _with_known(self, candidate: Candidate, left: tuple[Count, ...], low: int, high: int | None
                    ) -> tuple[int, int | None]:
        """The range of the figure's whole sum: its unknown counts and those that are printed."""
        known = sum(self.values[key] or 0 for key in candidate.total if key not in left)
        return low + known, None if high is None else high + known

    def _of_the_band(self, candidate: Candidate) -> bool:
        """Whether who knows the rule looks for the figure in the suppressed band alone."""
        return candidate.untold and candidate.cause in ("primary", "given") and not (
            self.unsure.issuperset(candidate.total))

    def _kept(self, candidate: Candidate, low: int, high: int | None, band: bool) -> bool:
        """Whether the figure is kept when it can be low to high; with `band`, none of the band may
        be ruled out."""
        alone = len(candidate.total) == 1
        top = self.ends.get(candidate.total[0], (0, INFINITY))[1] if alone else INFINITY
        if high is not None and high >= top and low <= self.policy.least:
            return True     # of so few, it can be any number
        if band:
            least = max(self.policy.suppress_from, self.policy.least)
            return low <= least and (high is None or high >= self.policy.suppress_to)
        return self.policy.is_wide_enough(low, high)

    def _narrow(self, candidate: Candidate, left: tuple[Count, ...],
                terms: Sequence[tuple[Count, float]], system: System[Count], band: bool
                ) -> tuple[int, int | None, list[Row[Count]]]:
        """What the figure can be, and rows that give it away, none to be spared.

        There are none where it is kept.
        """

        def kept(low: int, high: int | None) -> bool:
            return self._kept(candidate, *self._with_known(candidate, left, low, high), band)

        seen = system.seen(terms)
        if seen is not None and kept(*seen):
            return (*seen, [])
        reach = system.range_of(terms, exact=False)
        whole = kept(reach.low, reach.high)
        if whole and not reach.exact:
            reach = system.range_of(terms)
        if kept(reach.low, reach.high):
            return reach.low, reach.high, []
        rows = list(reach.rows)
        for row in reach.rows if not self.solver.spent else ():
            without = [r for r in rows if r is not row]
            # where fractions give it away as well, they may be asked
            fewer = system.range_of(terms, without, exact=whole)
            if not kept(fewer.low, fewer.high):
                rows = without
        return (*self._with_known(candidate, left, reach.low, reach.high), rows)

    def _cut(self, candidate: Candidate, rows: list[Row[Count]],
             told: Mapping[Row[Count], tuple[str, Row[Count]]],
             unknown: Mapping[Count, tuple[float, float]], withheld: set[str]
             ) -> Cut:
        """The figures one of which must go, the counts one of which must not be told, and whether
        that holds only as long as this figure is withheld itself."""
        figures: set[str] = set()
        counts: set[Count] = set()
        for row in rows:
            name, whole = told[row]
            if name in self.by_id and name not in self.public:
                figures.add(name)
            counts.update(key for key, _ in whole.terms
                          if key not in unknown and key not in self.known_before
                          and key not in self.fixed and self.showing.get(key))
        counts.update(key for key in candidate.total
                      if key not in unknown and key not in self.known_before
                      and key not in self.fixed and self.showing.get(key))
        when: str | Count | None = None
        if candidate.id not in self.start:
            # of rounded counts no figure tells one: there the figure itself is meant
            told_by_figures = candidate.role == "month" and candidate.total[0] in self.showing
            when = candidate.total[0] if told_by_figures else candidate.id
        return frozenset(figures), frozenset(counts), when

    def _near_enough(self, withheld: set[str], chosen: Chosen) -> set[str]:
        """A safe choice of which nothing can be spared, where the cheapest takes too long."""
        while found := self.witnesses(withheld, chosen):
            withheld = self.breaking.quick(withheld, found) if not self.solver.spent else (
                self.breaking.all_of(withheld, found))
        for name in sorted(withheld - self.start, key=lambda name: (-self.loss(name), name)):
            if self.solver.spent:
                break
            if not self.witnesses(withheld - {name}, Chosen(), one_will_do=True):
                withheld = withheld - {name}
        return withheld
