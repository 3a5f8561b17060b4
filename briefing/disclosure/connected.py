"""Series that hang together, apart from those that do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.disclosure.candidates import Candidate
from briefing.disclosure.counts import Count
from briefing.disclosure.disjoint_sets import DisjointSets
from briefing.disclosure.earlier import Earlier
from briefing.disclosure.ranges import Row


@dataclass(frozen=True, slots=True)
class Group:
    """Series that hang together: their figures, their counts' relations, their earlier figures.

    `guesses` are what earlier figures tell whoever takes nothing withheld to be restated;
    `supposed` are those of them that are taken for true, as far as they fit.
    """

    candidates: tuple[Candidate, ...]
    relations: tuple[Row[Count], ...]
    earlier: tuple[tuple[str, Row[Count]], ...]
    guesses: tuple[tuple[str, Row[Count]], ...] = ()
    supposed: tuple[tuple[str, Row[Count]], ...] = ()


def connected(candidates: Sequence[Candidate], relations: Iterable[Row[Count]], before: Earlier
           ) -> list[Group]:
    """The candidates taken apart into groups of series that share counts or are related."""
    joined: DisjointSets[str] = DisjointSets()
    join, root = joined.join, joined.root
    of = [join([candidate.indicator, *dict.fromkeys(
        series for series, _ in (*candidate.shows, *candidate.total, *_keys(candidate.rows)))])
        for candidate in candidates]
    related = [(join(list(dict.fromkeys(s for s, _ in _keys([row])))), row) for row in relations]
    known = [(join(list(dict.fromkeys(s for s, _ in _keys([row])))), name, row)
             for name, row in before.rows]
    guessed = [(join(list(dict.fromkeys(s for s, _ in _keys([row])))), name, row)
               for name, row in before.guesses]
    made: dict[str, tuple[list[Candidate], list[Row[Count]], list[tuple[str, Row[Count]]]]] = {}
    for name, one in zip(of, candidates, strict=True):
        made.setdefault(root(name), ([], [], []))[0].append(one)
    for name, row in related:
        made.setdefault(root(name), ([], [], []))[1].append(row)
    for name, identity, row in known:
        made.setdefault(root(name), ([], [], []))[2].append((identity, row))
    supposed: dict[str, list[tuple[str, Row[Count]]]] = {}
    for name, identity, row in guessed:
        supposed.setdefault(root(name), []).append((identity, row))
    return [Group(tuple(c), tuple(r), tuple(e), tuple(supposed.get(name, ())))
            for name, (c, r, e) in made.items() if c]


def _keys(rows: Iterable[Row[Count]]) -> list[Count]:
    return [key for row in rows for key, _ in row.terms]
