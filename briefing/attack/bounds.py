"""Ends of unknown whole numbers, narrowed by relations one after the other, in exact arithmetic.

Each narrowing is kept with the relation and the ends that it came from, so that what gives a number
away can be named. It never goes too far; it may stop short of the least and greatest, which
`ranges` then finds with a solver.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from briefing.attack.relations import Relation, Unknown

LOW, HIGH = 0, 1
STEPS_EACH = 12     # narrowings a relation may make: some would creep on for long


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
        self.ends: dict[Unknown, list[int | None]] = {}
        self.of: dict[Unknown, list[int]] = {}
        for n, relation in enumerate(relations):
            for unknown, _ in relation.terms:
                self.of.setdefault(unknown, []).append(n)
        for unknown in self.of:
            self.ends[unknown] = [least.get(unknown, 0), None]
        self.trail: list[tuple[int, tuple[int, ...]]] = []   # relation, and the ends it used
        self.latest: dict[tuple[Unknown, int], int] = {}
        self.asleep: set[int] = set()       # relations left aside

    def narrow(self, numbers: Iterable[int] | None = None) -> None:
        """Narrow until nothing moves; raises Contradiction when nothing fits."""
        # what is printed outright comes first, so that the rest is not narrowed twice
        first = sorted(range(len(self.relations)) if numbers is None else numbers,
                       key=lambda n: len(self.relations[n].terms))
        waiting = deque(first)
        queued = set(waiting)
        steps: dict[int, int] = {}
        while waiting:
            n = waiting.popleft()
            queued.discard(n)
            steps[n] = steps.get(n, 0) + 1
            if n in self.asleep or steps[n] > STEPS_EACH:
                continue
            for unknown in self._apply(n):
                for other in self.of[unknown]:
                    if other != n and other not in queued:
                        queued.add(other)
                        waiting.append(other)

    def _apply(self, n: int) -> list[Unknown]:
        relation = self.relations[n]
        ends = self.ends
        least = greatest = 0                # of the sum, without the ends that are open
        open_low: list[Unknown] = []
        open_high: list[Unknown] = []
        for unknown, part in relation.terms:
            low, high = ends[unknown]
            first, last = (low, high) if part > 0 else (high, low)
            if first is None:
                open_low.append(unknown)
            else:
                least += part * first
            if last is None:
                open_high.append(unknown)
            else:
                greatest += part * last
        if relation.high is not None and not open_low and least > relation.high:
            raise Contradiction(n)
        if relation.low is not None and not open_high and greatest < relation.low:
            raise Contradiction(n)
        moved: list[Unknown] = []
        if not open_low and not open_high and least == greatest:
            return moved        # nothing is left to narrow
        for unknown, part in relation.terms:
            low, high = ends[unknown]
            if low == high:
                continue
            first, last = (low, high) if part > 0 else (high, low)
            if relation.high is not None and (not open_low or open_low == [unknown]):
                # part × it ≤ room
                room = relation.high - least + (part * first if first is not None else 0)
                side, end = (HIGH, room // part) if part > 0 else (LOW, -(room // -part))
                if _narrows(low, high, side, end):
                    moved += self._set(n, unknown, side, end, LOW)
            if relation.low is not None and (not open_high or open_high == [unknown]):
                # part × it ≥ room
                room = relation.low - greatest + (part * last if last is not None else 0)
                side, end = (LOW, -(-room // part)) if part > 0 else (HIGH, -room // -part)
                if _narrows(low, high, side, end):
                    moved += self._set(n, unknown, side, end, HIGH)
        return moved

    def _set(self, n: int, unknown: Unknown, side: int, end: int, used: int) -> list[Unknown]:
        now = self.ends[unknown]
        before = now[side]
        if before is not None and (end >= before if side == HIGH else end <= before):
            return []
        because = []
        for other, part in self.relations[n].terms:
            if other != unknown:
                key = (other, used if part > 0 else 1 - used)
                if key in self.latest:
                    because.append(self.latest[key])
        self.latest[unknown, side] = len(self.trail)
        self.trail.append((n, tuple(because)))
        now[side] = end
        low, high = now
        if low is not None and high is not None and low > high:
            raise Contradiction(n)
        return [unknown]

    def reasons(self, unknowns: Iterable[Unknown]) -> set[int]:
        """The relations that the ends of these unknowns follow from."""
        waiting = [self.latest[unknown, side] for unknown in unknowns for side in (LOW, HIGH)
                   if (unknown, side) in self.latest]
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
        for unknown, part in relation.terms:
            low, high = self.ends[unknown]
            first, last = (low, high) if part > 0 else (high, low)
            least = None if least is None or first is None else least + part * first
            greatest = None if greatest is None or last is None else greatest + part * last
        below = relation.high is None or (greatest is not None and greatest <= relation.high)
        above = relation.low is None or (least is not None and least >= relation.low)
        return above and below


def _narrows(low: int | None, high: int | None, side: int, end: int) -> bool:
    now = high if side == HIGH else low
    return now is None or (end < now if side == HIGH else end > now)
