"""Areas at random, small counts and sums of them, published by month and attacked together.

Areas come, go and are put into other regions from one month to the next; a county and its regions
are published beside them, or some of them are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from briefing.attack.exposure import Attack, attack
from briefing.disclosure import Protected, protect
from briefing.disclosure.joint import Joint, joined, joined_records
from briefing.history import Record
from briefing.indicators import Dictionary, Indicator
from briefing.measures import Measures, measure
from briefing.periods import Month, parse_month
from tests.areas.leaks_over_areas import put_together
from tests.leaks import count, share
from tests.reports_at_random import POLICIES, everything, record_of
from tests.series import observed

LAST = parse_month("2022-07")
Counts = Mapping[str, Mapping[str, list[tuple[int, int]]]]   # by area and indicator, a pair a month


@dataclass(frozen=True)
class Round:
    """What is published of a month: the areas together, what is shown, and what a reader finds."""

    joint: Joint
    protected: Protected
    found: Attack


def rounds(chance: Random, areas: Sequence[int] = (12, 40), indicators: int = 10,
           months: int = 2, changing: Sequence[str] = ("areas",)) -> Iterator[Round]:
    """The public reports of so many areas (from, to), month after month, and the attack on each.

    `changing` says what may be other in a later month: the areas that there are, the regions. Of
    regions that are regrouped the record says what they were made of: the program refuses them.
    """
    named = [f"a{n}" for n in range(chance.randint(*areas))]
    ones = _indicators(chance, indicators)
    policy = chance.choice(POLICIES)
    figures = _figures(chance, named, ones, months)
    groups = _grouped(chance, named)
    public: dict[str, tuple[Record, ...]] = {}
    for n in range(months):
        period = LAST.back(months - 1 - n)
        kept = [area for area in named if not n or chance.random() > 0.04]
        there = kept if "areas" in changing else named
        other = groups if chance.random() < 0.7 else _grouped(chance, named)
        groups = other if "regions" in changing else groups
        by_area = _measured(there, ones, figures, n, period)
        totals: dict[str, tuple[str, ...]] = {}
        for name, members in (*groups.items(), ("county", tuple(there))):
            inside = tuple(area for area in members if area in there)
            if len(inside) > 1 and chance.random() < 0.85:
                totals[name] = inside
                by_area[name] = _measured([name], ones, {name: _sums(inside, ones, figures)}, n,
                                          period)[name]
        joint = joined(by_area, {area: area for area in by_area}, totals, [tuple(there)])
        records, _ = joined_records({area: public.get(area, ()) for area in by_area}, {})
        protected = protect(joint.measures, policy, records)
        prints = {area: everything((own := joint.of(area, protected)).measures, policy, own.bands)
                  for area in by_area}
        yield Round(joint, protected, attack(put_together(prints), joint.measures.dictionary,
                                             policy, records, explain=False))
        for area, printed in prints.items():
            public[area] = (*public.get(area, ()), record_of(printed, period))


def _indicators(chance: Random, number: int) -> tuple[Indicator, ...]:
    """Counts, and shares over them or of their own; some counts add up over the year."""
    return tuple(share(f"s{n}") if n % 4 == 3 else count(
        f"c{n}", year_to_date=chance.choice(("sum", ""))) for n in range(number))


def _figures(chance: Random, areas: Sequence[str], ones: Sequence[Indicator], months: int
             ) -> Counts:
    """A numerator and denominator a month; of a count the two are the same."""
    made: dict[str, dict[str, list[tuple[int, int]]]] = {}
    small = {one.id: chance.choice((4, 10, 30, 90, 400)) for one in ones}
    for area in areas:
        for one in ones:
            pairs = []
            for _ in range(months):
                below = chance.randint(0, 2 * small[one.id])
                pairs.append((chance.randint(0, below), below) if one.is_ratio else (below, below))
            made.setdefault(area, {})[one.id] = pairs
    return made


def _grouped(chance: Random, areas: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Each area in one of some regions."""
    number = chance.randint(2, 5)
    parts: dict[str, list[str]] = {}
    for area in areas:
        parts.setdefault(f"r{chance.randrange(number)}", []).append(area)
    return {name: tuple(members) for name, members in parts.items()}


def _sums(inside: Sequence[str], ones: Sequence[Indicator], figures: Counts
          ) -> dict[str, list[tuple[int, int]]]:
    return {one.id: [(sum(above for above, _ in pairs), sum(below for _, below in pairs))
                     for pairs in zip(*(figures[area][one.id] for area in inside), strict=True)]
            for one in ones}


def _measured(areas: Sequence[str], ones: tuple[Indicator, ...], figures: Counts, last: int,
              period: Month) -> dict[str, Measures]:
    made = {}
    for area in areas:
        cells = [cell for one in ones for cell in observed(" ".join(
            (f"{above}/{below}" if below else "[x]") if one.is_ratio else f"{above}"
            for above, below in figures[area][one.id][: last + 1]), str(period), one.id)]
        made[area] = measure(cells, Dictionary(ones), period)
    return made
