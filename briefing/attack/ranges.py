"""The least and greatest that each withheld count can be, whatever was not printed.

What is printed outright is put in its place first and every end narrowed (`bounds`), so that what
is left falls into small connected systems; each is then solved over the whole numbers (`solver`).
Real figures do not always add up: where no whole numbers fit a system, the least trusted of its
relations are dropped, earlier reports before definitions and those before print, and are named.
Of guesses that do not fit together nobody can say which is wrong, so all that are connected go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.attack.bounds import HIGH, LOW, Bounds, Contradiction
from briefing.attack.relations import GUESSED, Relation, Unknown
from briefing.attack.solver import Infeasible, Solver

FEW = 3             # unknowns, whose ends are sought one by one
Range = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Each wanted unknown's least and greatest, and the relations that contradict others."""

    of: Mapping[Unknown, Range]
    dropped: tuple[Relation, ...]
    narrowed: Bounds


def find_ranges(relations: Sequence[Relation], least: Mapping[Unknown, int],
                wanted: Iterable[Unknown], *, exactly: bool = True) -> Ranges:
    """The ranges of the wanted unknowns; with `exactly` false only what narrowing alone gives."""
    wanted = tuple(wanted)
    ranges = _find_ranges(relations, least, wanted, exactly)
    given_up: tuple[Relation, ...] = ()
    while wrong := {dropped for dropped in ranges.dropped if dropped.trust == GUESSED}:
        gone = {relation for relation in relations if relation in wrong}
        for numbers in _parts(relations):
            part = [relations[n] for n in numbers]
            if not wrong.isdisjoint(part):
                gone |= {relation for relation in part if relation.trust == GUESSED}
        given_up += tuple(relation for relation in relations if relation in gone)
        relations = [relation for relation in relations if relation not in gone]
        ranges = _find_ranges(relations, least, wanted, exactly)
    return replace(ranges, dropped=(*given_up, *ranges.dropped))


def _find_ranges(relations: Sequence[Relation], least: Mapping[Unknown, int],
                 wanted: Sequence[Unknown], exactly: bool) -> Ranges:
    order = sorted(relations, key=lambda one: one.trust)
    bounds, dropped = _consistent(order, dict(least))
    found: dict[Unknown, Range] = {}
    open_ones: list[Unknown] = []
    for unknown in dict.fromkeys(wanted):
        if unknown not in bounds.ends:
            found[unknown] = (least.get(unknown, 0), None)
        elif bounds.fixed(unknown) or not exactly:
            found[unknown] = _ends(bounds, unknown)
        else:
            open_ones.append(unknown)
    while open_ones:
        try:
            found |= _solve(bounds, open_ones)
            break
        except _Unfit as unfit:
            out = _least_trusted(bounds, unfit)
            if not out:     # one by one they fit: what narrowing gives is never too narrow
                found |= {unknown: _ends(bounds, unknown) for unknown in unfit.unknowns}
                open_ones = [unknown for unknown in open_ones if unknown not in found]
                continue
            dropped += [bounds.relations[n] for n in out]
            kept = [one for n, one in enumerate(bounds.relations)
                    if n not in out and n not in bounds.asleep]
            bounds, more = _consistent(kept, dict(least))
            dropped += more
    return Ranges(found, tuple(dropped), bounds)


class _Unfit(Exception):
    """A connected system that no whole numbers fit."""

    def __init__(self, unknowns: list[Unknown], numbers: list[int]) -> None:
        super().__init__(numbers)
        self.unknowns, self.numbers = unknowns, numbers


def _ends(bounds: Bounds, unknown: Unknown) -> Range:
    low, high = bounds.ends.get(unknown, (0, None))     # of some no relation says anything
    assert low is not None      # no count is below nought
    return low, high


def _consistent(order: Sequence[Relation], least: dict[Unknown, int]
                ) -> tuple[Bounds, list[Relation]]:
    """The bounds under the relations that do not contradict each other, trusted ones first.

    All are tried at once; what hangs together with relations that contradict others is then tried
    one after the other, and narrowed anew without those that do not fit.
    """
    bounds = Bounds(order, least)
    clashes = bounds.narrow_fitting()
    if not clashes:
        return bounds, []
    clashing = set(clashes)
    bad: dict[int, None] = {}
    again: dict[int, None] = {}
    for part in _parts(order):
        if not clashing.isdisjoint(part):
            bad |= dict.fromkeys(_picked(part, order, least)[1])
            again |= dict.fromkeys(part)
    try:
        if not any(order[n].outright for n in bad):
            bounds.start_again(again, bad)
            return bounds, [order[n] for n in bad]
    except Contradiction:
        pass        # a narrowing that stopped short in its part shows it now
    good, more = _picked([n for n in range(len(order)) if n not in bad], order, least)
    return (_narrowed([order[n] for n in good], least),
            [order[n] for n in (*bad, *more)])


def _narrowed(relations: Sequence[Relation], least: dict[Unknown, int]) -> Bounds:
    bounds = Bounds(relations, least)
    bounds.narrow()
    return bounds


def _picked(part: Sequence[int], order: Sequence[Relation], least: dict[Unknown, int]
            ) -> tuple[list[int], list[int]]:
    """Those that fit together, and those that do not: put in by halves, down to one at a time."""
    good: list[int] = []
    bad: list[int] = []
    waiting = [list(part)]
    while waiting:
        some = waiting.pop()
        try:
            _narrowed([order[n] for n in (*good, *some)], least)
            good += some
        except Contradiction:
            if len(some) == 1:
                bad += some
            else:
                half = len(some) // 2
                waiting += [some[half:], some[:half]]
    return good, bad


def _parts(relations: Sequence[Relation]) -> list[list[int]]:
    """The relations by connected part, by their numbers: each with what is printed outright of
    its unknowns, which connects nothing."""
    places: dict[Unknown, int] = {}
    rows = [[places.setdefault(unknown, len(places)) for unknown, _ in relation.terms]
            for relation in relations]
    outright = {row[0] for row, relation in zip(rows, relations, strict=True) if relation.outright}
    parts: dict[int, list[int]] = {}
    shared: dict[int, list[int]] = {}       # what is said of an unknown that is printed outright
    checks: list[list[int]] = []
    for n, group in enumerate(_groups([[place for place in row if place not in outright]
                                       for row in rows], len(places))):
        if group is not None:
            parts.setdefault(group, []).append(n)
        elif len(rows[n]) == 1:
            shared.setdefault(rows[n][0], []).append(n)
        else:
            checks.append([n])
    spoken: set[int] = set()
    complete = []
    for part in (*parts.values(), *checks):
        known = dict.fromkeys(place for n in part for place in rows[n] if place in shared)
        spoken.update(known)
        complete.append([*(n for place in known for n in shared[place]), *part])
    return [*complete, *(alone for place, alone in shared.items() if place not in spoken)]


def _groups(rows: Sequence[Sequence[int]], places: int) -> list[int | None]:
    """A number for each row, the same for rows that are connected; None for a row of nothing."""
    parent = list(range(places))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for row in rows:
        for place in row[1:]:
            parent[root(place)] = root(row[0])
    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(row[0]), len(numbers)) if row else None for row in rows]


def systems(bounds: Bounds) -> list[tuple[list[Unknown], list[int]]]:
    """The connected systems of what is not settled: their unknowns, and relations by number."""
    unsettled = [low != high for low, high in bounds.ends_at]
    busy = [n for n, row in enumerate(bounds.rows)
            if any(unsettled[place] for place, _ in row) and not bounds.idle(n)]
    rows = [[place for place, _ in bounds.rows[n] if unsettled[place]] for n in busy]
    connected: dict[int, tuple[dict[int, None], list[int]]] = {}
    for n, row, group in zip(busy, rows, _groups(rows, len(unsettled)), strict=True):
        if group is not None:
            places, numbers = connected.setdefault(group, ({}, []))
            places.update(dict.fromkeys(row))
            numbers.append(n)
    return [([bounds.unknowns[place] for place in places], numbers)
            for places, numbers in connected.values()]


def _solve(bounds: Bounds, wanted: Sequence[Unknown]) -> dict[Unknown, Range]:
    found: dict[Unknown, Range] = {}
    asked = set(wanted)
    for unknowns, numbers in systems(bounds):
        here = [unknown for unknown in unknowns if unknown in asked]
        if not here:
            continue
        solver = Solver(bounds, unknowns, numbers)
        try:
            if len(here) > FEW:
                solver.look_around(here)
            for unknown in here:
                low = solver.end(unknown, LOW)
                assert low is not None
                found[unknown] = low, solver.end(unknown, HIGH)
        except Infeasible:
            raise _Unfit(unknowns, numbers) from None
    # what no unsettled relation ties is as wide as its ends
    return {unknown: found.get(unknown) or _ends(bounds, unknown) for unknown in wanted}


def _least_trusted(bounds: Bounds, unfit: _Unfit) -> set[int]:
    """The relations to leave out so that the rest of the system fits, the least trusted first."""
    good: list[int] = []
    bad: set[int] = set()
    waiting = [sorted(unfit.numbers, key=lambda n: bounds.relations[n].trust)]
    while waiting:
        some = waiting.pop()
        solver = Solver(bounds, unfit.unknowns, good + some)
        try:
            solver.end(unfit.unknowns[0], LOW)
            good += some
        except Infeasible:
            if len(some) == 1:
                bad.add(some[0])
            else:
                half = len(some) // 2
                waiting += [some[half:], some[:half]]
    return bad
