"""The least and greatest that each withheld count can be, whatever was not printed.

What is printed outright is put in its place first and every end narrowed (`bounds`), so that what
is left falls into small connected systems; each is then solved over the whole numbers (`solver`).
Real figures do not always add up: where no whole numbers fit a system, the least trusted of its
relations are dropped, earlier reports before definitions and those before print, and are named.
Of guesses that do not fit together nobody can say which is wrong, so all that are connected go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.attack.bounds import HIGH, LOW, Bounds, Contradiction
from briefing.attack.relations import GUESSED, Relation, Unknown
from briefing.attack.solver import Infeasible, Solver
from briefing.frozen import dataclass

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
    while wrong := {one for one in ranges.dropped if one.trust == GUESSED}:
        connected = {one for part in _parts(relations) if wrong.intersection(part)
                     for one in part if one.trust == GUESSED}
        given_up += tuple(one for one in relations if one in connected or one in wrong)
        relations = [one for one in relations if one not in connected and one not in wrong]
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
    numbers: dict[Relation, list[int]] = {}
    for n, one in enumerate(order):
        numbers.setdefault(one, []).append(n)
    clashing = {order[n] for n in clashes}
    dropped: dict[Relation, None] = {}
    again: dict[int, None] = {}
    for part in _parts(order):
        if not clashing.isdisjoint(part):
            dropped |= dict.fromkeys(_picked(part, least)[1])
            again |= dict.fromkeys(n for one in part for n in numbers[one])
    out = [n for one in dropped for n in numbers[one]]
    try:
        if not any(one.outright for one in dropped):
            bounds.start_again(again, out)
            return bounds, list(dropped)
    except Contradiction:
        pass        # a narrowing that stopped short in its part shows it now
    good, bad = _picked([one for one in order if one not in dropped], least)
    return _narrowed(good, least), [*dropped, *bad]


def _narrowed(relations: Sequence[Relation], least: dict[Unknown, int]) -> Bounds:
    bounds = Bounds(relations, least)
    bounds.narrow()
    return bounds


def _picked(part: Sequence[Relation], least: dict[Unknown, int]
            ) -> tuple[list[Relation], list[Relation]]:
    """Those that fit together, and those that do not: put in by halves, down to one at a time."""
    good: list[Relation] = []
    bad: list[Relation] = []
    waiting = [list(part)]
    while waiting:
        some = waiting.pop()
        try:
            _narrowed(good + some, least)
            good += some
        except Contradiction:
            if len(some) == 1:
                bad += some
            else:
                half = len(some) // 2
                waiting += [some[half:], some[:half]]
    return good, bad


def _parts(order: Sequence[Relation]) -> list[list[Relation]]:
    """The relations by connected part, leaving aside what is printed outright."""
    outright = {one.terms[0][0] for one in order if one.outright}
    groups = _groups([[u for u, _ in one.terms if u not in outright] for one in order])
    parts: dict[int, list[Relation]] = {}
    alone: list[Relation] = []
    for one, group in zip(order, groups, strict=True):
        if group is None:
            alone.append(one)
        else:
            parts.setdefault(group, []).append(one)
    shared: dict[Unknown, list[Relation]] = {}
    for one in alone:
        if len(one.terms) == 1:
            shared.setdefault(one.terms[0][0], []).append(one)
    checks = [one for one in alone if len(one.terms) != 1]
    made = []
    for part in [*parts.values(), *([one] for one in checks)]:
        known = {u: None for one in part for u, _ in one.terms if u in shared}
        made.append([*(one for u in known for one in shared[u]), *part])
    spoken = {u for part in made for one in part for u, _ in one.terms}
    made += [found for u, found in shared.items() if u not in spoken]
    return [list(dict.fromkeys(part)) for part in made]


def _groups(links: Sequence[Sequence[Unknown]]) -> list[int | None]:
    """A number for each row, the same for rows that are connected; None for a row of nothing."""
    parent: dict[Unknown, Unknown] = {}

    def root(unknown: Unknown) -> Unknown:
        while parent.setdefault(unknown, unknown) != unknown:
            parent[unknown] = parent[parent[unknown]]
            unknown = parent[unknown]
        return unknown

    for row in links:
        for other in row[1:]:
            parent[root(other)] = root(row[0])
    numbers: dict[Unknown, int] = {}
    return [numbers.setdefault(root(row[0]), len(numbers)) if row else None for row in links]


def systems(bounds: Bounds) -> list[tuple[list[Unknown], list[int]]]:
    """The connected systems of what is not settled: their unknowns, and relations by number."""
    busy = [n for n in range(len(bounds.relations)) if not bounds.idle(n)]
    links = [[u for u, _ in bounds.relations[n].terms if not bounds.fixed(u)] for n in busy]
    made: dict[int, tuple[dict[Unknown, None], list[int]]] = {}
    for n, row, group in zip(busy, links, _groups(links), strict=True):
        if group is not None:
            unknowns, numbers = made.setdefault(group, ({}, []))
            unknowns.update(dict.fromkeys(row))
            numbers.append(n)
    return [(list(unknowns), numbers) for unknowns, numbers in made.values()]


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
