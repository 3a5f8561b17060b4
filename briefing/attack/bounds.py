"""Ends of unknown whole numbers, narrowed by relations one after the other, in exact arithmetic.

Each narrowing is kept with the relation and the ends that it came from, so that what gives a number
away can be named. It never goes too far; it may stop short of the least and greatest, which
`ranges` then finds with a solver.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from briefing.attack.relations import Relation, Unknown

LOW, HIGH = 0, 1
STEPS_EACH = 12     # narrowings a relation may make: some would creep on for long
STEPS_OPEN = 2      # while nothing ends any of its unknowns above: these creep with no end in sight


class Contradiction(Exception):
    """No whole numbers fit; `relation` is where that showed."""

    def __init__(self, relation: int) -> None:
        super().__init__(relation)
        self.relation = relation


class Bounds:
    """The ends of each unknown, [least, greatest or None], under the relations."""

    def __init__(self, relations: Sequence[Relation], least: dict[Unknown, int]) -> None:
        """Relations are told by their number in the sequence; `least` is 0 where it is not given.
        """
        self.relations = relations
        self._least = least
        self.ends: dict[Unknown, list[int | None]] = {}
        # what is narrowed again and again goes by its place, as pairs take long to hash: the ends
        # and the unknown at each, and each relation's terms by their places
        self._place: dict[Unknown, int] = {}
        self.ends_at: list[list[int | None]] = []
        self.unknowns: list[Unknown] = []
        self._of: list[list[int]] = []
        self.rows: list[list[tuple[int, int]]] = []
        for n, relation in enumerate(relations):
            terms: list[tuple[int, int]] = []
            for unknown, part in relation.terms:
                place = self._place.get(unknown)
                if place is None:
                    place = self._place[unknown] = len(self.ends_at)
                    ends: list[int | None] = [least.get(unknown, 0), None]
                    self.ends[unknown] = ends
                    self.ends_at.append(ends)
                    self.unknowns.append(unknown)
                    self._of.append([])
                self._of[place].append(n)
                terms.append((place, part))
            self.rows.append(terms)
        self.trail: list[tuple[int, tuple[int, ...]]] = []   # relation, and the ends it used
        self._latest: list[int | None] = [None] * (2 * len(self.ends_at))     # by place and side
        self.asleep: set[int] = set()       # relations left aside

    def narrow(self, numbers: Iterable[int] | None = None) -> None:
        """Narrow until nothing moves; raises Contradiction when nothing fits."""
        for clash in self._narrowed(numbers):
            raise clash

    def narrow_fitting(self) -> list[int]:
        """Narrow until nothing moves; the relations at which nothing fits, now left aside."""
        return [clash.relation for clash in self._narrowed(None)]

    def start_again(self, numbers: Iterable[int], aside: Iterable[int]) -> None:
        """Narrow the unknowns of these relations anew, but for those that are printed outright,
        with some left aside; raises Contradiction when nothing fits."""
        numbers = list(numbers)
        self.asleep.difference_update(numbers)
        self.asleep.update(aside)
        for place in {place for n in numbers for place, _ in self.rows[n]}:
            if not any(self.relations[n].outright for n in self._of[place]):
                ends = self.ends_at[place]
                ends[LOW], ends[HIGH] = self._least.get(self.unknowns[place], 0), None
                self._latest[2 * place] = self._latest[2 * place + 1] = None
        self.narrow(numbers)

    def _narrowed(self, numbers: Iterable[int] | None) -> Iterator[Contradiction]:
        """Narrow until nothing moves; where nothing fits the relation is left aside."""
        # what is printed outright comes first, so that the rest is not narrowed twice
        first = sorted(range(len(self.relations)) if numbers is None else numbers,
                       key=lambda n: len(self.relations[n].terms))
        waiting = deque(first)
        queued = set(waiting)
        steps: dict[int, int] = {}
        in_open: dict[int, int] = {}
        while waiting:
            n = waiting.popleft()
            queued.discard(n)
            if n in self.asleep:
                continue
            spent, most = (in_open, STEPS_OPEN) if self._open(n) else (steps, STEPS_EACH)
            spent[n] = spent.get(n, 0) + 1
            if spent[n] > most:
                continue
            try:
                moved = self._apply(n)
            except Contradiction as clash:
                self.asleep.add(n)
                yield clash
                continue
            for place in moved:
                for other in self._of[place]:
                    if other != n and other not in queued:
                        queued.add(other)
                        waiting.append(other)

    def _open(self, n: int) -> bool:
        """Whether nothing ends any of the relation's unknowns above."""
        return all(self.ends_at[place][HIGH] is None for place, _ in self.rows[n])

    def _apply(self, n: int) -> list[int]:
        """The places of the unknowns that the relation narrows."""
        relation, terms = self.relations[n], self.rows[n]
        ends = self.ends_at
        least = greatest = 0                # of the sum, without the ends that are open
        open_low: list[int] = []
        open_high: list[int] = []
        for place, part in terms:
            low, high = ends[place]
            first, last = (low, high) if part > 0 else (high, low)
            if first is None:
                open_low.append(place)
            else:
                least += part * first
            if last is None:
                open_high.append(place)
            else:
                greatest += part * last
        if relation.high is not None and not open_low and least > relation.high:
            raise Contradiction(n)
        if relation.low is not None and not open_high and greatest < relation.low:
            raise Contradiction(n)
        moved: list[int] = []
        if not open_low and not open_high and least == greatest:
            return moved        # nothing is left to narrow
        for place, part in terms:
            low, high = ends[place]
            if low == high:
                continue
            first, last = (low, high) if part > 0 else (high, low)
            if relation.high is not None and (not open_low or open_low == [place]):
                # part × it ≤ room
                room = relation.high - least + (part * first if first is not None else 0)
                side, end = (HIGH, room // part) if part > 0 else (LOW, -(room // -part))
                if _narrows(low, high, side, end):
                    moved += self._set(n, place, side, end, LOW)
            if relation.low is not None and (not open_high or open_high == [place]):
                # part × it ≥ room
                room = relation.low - greatest + (part * last if last is not None else 0)
                side, end = (LOW, -(-room // part)) if part > 0 else (HIGH, -room // -part)
                if _narrows(low, high, side, end):
                    moved += self._set(n, place, side, end, HIGH)
        return moved

    def _set(self, n: int, place: int, side: int, end: int, used: int) -> list[int]:
        now = self.ends_at[place]
        before = now[side]
        if before is not None and (end >= before if side == HIGH else end <= before):
            return []
        other_end = now[1 - side]
        if other_end is not None and (end < other_end if side == HIGH else end > other_end):
            raise Contradiction(n)
        latest = self._latest
        sides = (1 - used, used)
        because = tuple(at for other, part in self.rows[n] if other != place
                        and (at := latest[2 * other + sides[part > 0]]) is not None)
        latest[2 * place + side] = len(self.trail)
        self.trail.append((n, because))
        now[side] = end
        return [place]

    def reasons(self, unknowns: Iterable[Unknown]) -> set[int]:
        """The relations that the ends of these unknowns follow from."""
        places = [self._place[unknown] for unknown in unknowns if unknown in self._place]
        waiting = [at for place in places for side in (LOW, HIGH)
                   if (at := self._latest[2 * place + side]) is not None]
        seen: set[int] = set()
        found: set[int] = set()
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                number, because = self.trail[at]
                found.add(number)
                waiting += because
        return found

    def fixed(self, unknown: Unknown) -> bool:
        """Whether one value alone is left."""
        low, high = self.ends[unknown]
        return low == high

    def idle(self, n: int) -> bool:
        """Whether the relation holds whatever the unknowns are within their ends."""
        relation = self.relations[n]
        if n in self.asleep:
            return True
        least: int | None = 0
        greatest: int | None = 0
        for place, part in self.rows[n]:
            low, high = self.ends_at[place]
            first, last = (low, high) if part > 0 else (high, low)
            least = None if least is None or first is None else least + part * first
            greatest = None if greatest is None or last is None else greatest + part * last
        below = relation.high is None or (greatest is not None and greatest <= relation.high)
        above = relation.low is None or (least is not None and least >= relation.low)
        return above and below


def _narrows(low: int | None, high: int | None, side: int, end: int) -> bool:
    now = high if side == HIGH else low
    return now is None or (end < now if side == HIGH else end > now)
