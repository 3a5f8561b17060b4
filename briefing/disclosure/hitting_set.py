"""Which figures to withhold so that no witness is left, at the least loss.

A witness is a set of printed figures that give a withheld one away: it is broken when one of them
is not printed. A minimum weight hitting set, found by integer programming.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from briefing.disclosure.counts import Count
from briefing.disclosure.disjoint_sets import DisjointSets
from briefing.disclosure.ranges import INFINITY, Program, Solver

# Figures one of which must go, counts one of which must not be told, and the withheld figure or
# count as long as which that holds: always, where it is None.
Cut = tuple[frozenset[str], frozenset[Count], str | Count | None]


class HittingSet:
    """What breaks the witnesses of one group."""

    def __init__(self, showing: Mapping[Count, Sequence[str]], forced: Collection[str],
                 loss: Callable[[str], float], solver: Solver) -> None:
        """`showing` has the figures that tell each count, `forced` those that are withheld anyway,
        `loss` what withholding one costs."""
        self.showing = showing
        self.forced = forced
        self.loss = loss
        self.solver = solver
        self.broken: dict[frozenset[Cut], set[str]] = {}

    def quick(self, withheld: set[str], cuts: Iterable[Cut]) -> set[str]:
        """The withheld figures and some that break these witnesses: again and again the one that
        costs least for each that it breaks."""
        made = set(withheld)
        left = list(cuts)
        while left:
            breaks: dict[tuple[str, ...], int] = {}
            for figures, counts, _ in left:
                for some in (*((name,) for name in sorted(figures)),
                             *(tuple(self.showing[key]) for key in sorted(counts))):
                    breaks[some] = breaks.get(some, 0) + 1
            best = min(breaks, key=lambda some: (
                sum(self.loss(name) for name in some if name not in made) / breaks[some], some))
            made.update(best)
            left = [cut for cut in left if not cut[0] & made and not any(
                made.issuperset(self.showing[key]) for key in cut[1])]
        return made

    def all_of(self, withheld: set[str], cuts: Iterable[Cut]) -> set[str]:
        """The withheld figures and every one that these witnesses are about: at once, and dear."""
        return withheld.union(*(self._figures(cut) for cut in cuts))

    def cheapest(self, cuts: Sequence[Cut]) -> set[str]:
        """The figures that break every witness found so far, at the least loss.

        Witnesses that have no figure in common are broken apart from each other.
        """
        joined: DisjointSets[str] = DisjointSets()
        free = [self._figures(cut) for cut in cuts]
        for names in free:
            joined.join(names)
        apart: dict[str, list[Cut]] = {}
        for cut, names in zip(cuts, free, strict=True):
            apart.setdefault(joined.root(names[0]), []).append(cut)
        made = set(self.forced)
        for some in apart.values():
            asked = frozenset(some)
            if asked not in self.broken:
                self.broken[asked] = self._break(list(dict.fromkeys(some)))
            made |= self.broken[asked]
        return made

    def _figures(self, cut: Cut) -> list[str]:
        """The figures that the cut is about, those that must be withheld left out."""
        figures, counts, when = cut
        names = [*sorted(figures), *(n for key in sorted(counts) for n in self.showing[key])]
        names += [when] if isinstance(when, str) else self.showing[when] if when else []
        return [name for name in dict.fromkeys(names) if name not in self.forced]

    def _break(self, cuts: Sequence[Cut]) -> set[str]:
        names = list(dict.fromkeys(name for cut in cuts for name in self._figures(cut)))
        keys: dict[Count, None] = {}
        for _, counts, when in cuts:
            keys |= dict.fromkeys(sorted(counts))
            if when is not None and not isinstance(when, str):
                keys[when] = None
        at = {name: n for n, name in enumerate(names)}
        untold = {key: len(at) + n for n, key in enumerate(keys)}
        costs = [self.loss(name) + n * 1e-6 for n, name in enumerate(names)] + [0.0] * len(keys)
        rows: list[tuple[list[int], list[float], float, float]] = []
        for key in keys:        # a count goes untold only when every figure that tells it goes
            for name in self.showing[key]:
                if name not in self.forced:
                    rows.append(([untold[key], at[name]], [1.0, -1.0], -INFINITY, 0.0))
        for figures, counts, when in cuts:
            terms = [*(at[name] for name in sorted(figures)),
                     *(untold[key] for key in sorted(counts))]
            factors = [1.0] * len(terms)
            if isinstance(when, str):
                terms.append(at[when])
                factors.append(-1.0)
            elif when is not None:
                terms.append(untold[when])
                factors.append(-1.0)
                # it is untold as soon as all that tell it are withheld
                free = [at[name] for name in self.showing[when] if name not in self.forced]
                rows.append(([*free, untold[when]], [1.0] * len(free) + [-1.0], -INFINITY,
                             len(free) - 1.0))
            rows.append((terms, factors, 1.0 if when is None else 0.0, INFINITY))
        found = self.solver.least(Program([(0.0, 1.0)] * len(costs), rows), costs).at
        return {name for name in names if found[at[name]] > 0.5}
