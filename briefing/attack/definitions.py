"""What everybody knows of the counts before anything is printed: how they hang together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from briefing.attack.expressions import denominator, is_count, numerator
from briefing.attack.intervals import Interval
from briefing.attack.relations import Relation, Unknown, relation
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month, Year

NOUGHT = Fraction(0)


def define(dictionary: Dictionary, mentioned: Mapping[str, set[Month]],
           add: Callable[[Relation], None]) -> None:
    """Add the relations between unknowns of the series and months that are mentioned.

    What is added is mentioned from then on.
    """
    _Definitions(dictionary, mentioned, add).define()


class _Definitions:
    def __init__(self, dictionary: Dictionary, mentioned: Mapping[str, set[Month]],
                 add: Callable[[Relation], None]) -> None:
        self.dictionary = dictionary
        self.mentioned = mentioned
        self.add = add

    def define(self) -> None:
        """Those over time and of shares first, then those between indicators."""
        wholes: dict[str, list[Indicator]] = {}
        totals: dict[str, list[Indicator]] = {}
        for one in self.dictionary.indicators:
            if one.composition and one.unit_class == "percent":
                wholes.setdefault(one.composition, []).append(one)
            if is_count(one):
                for entry in one.part_of:
                    totals.setdefault(entry, []).append(one)
                self._over_time(one)
            if one.is_share:        # more than all can be collected of what is due
                self._shares(one)
        for name, parts in wholes.items():
            self._composition(name, parts)
        for entry, parts in totals.items():
            self._parts(entry, parts)

    def _define(self, definition: str, low: int | None, high: int | None,
                *terms: tuple[Unknown, int]) -> None:
        added: dict[Unknown, Fraction] = {}
        for unknown, part in terms:
            added[unknown] = added.get(unknown, NOUGHT) + part
        ends = Interval(None if low is None else Fraction(low),
                        None if high is None else Fraction(high))
        self.add(relation(added, ends, definition=definition))

    def _over_time(self, one: Indicator) -> None:
        months = self.mentioned.get(one.id, set())
        for month in sorted(months):
            before = month.back(one.step)
            if before not in months or any(before < b <= month for b in one.breaks):
                continue
            now, then = (one.id, month), (one.id, before)
            if one.kind == "stock" and (one.inflow or one.outflow):
                into = (one.inflow or f"{one.id}/inflow", month)
                out = (one.outflow or f"{one.id}/outflow", month)
                self._define(f"“{one.title}” is last {_period(one)}’s, more those who came in, "
                             "less those who left", 0, 0, (now, 1), (then, -1), (into, -1),
                             (out, 1))
            elif one.kind == "cumulative" and (
                    Year.holding(month, one.year) == Year.holding(before, one.year)):
                self._define(f"“{one.title}” is counted from the start of the year and never falls",
                             0, None, (now, 1), (then, -1))

    def _shares(self, one: Indicator) -> None:
        above, below = (make(one, Month(0))[0] for make in (numerator, denominator))
        for month in sorted(self.mentioned.get(above, set()) & self.mentioned.get(below, set())):
            self._define(f"“{one.title}” is a share: no more than all", 0, None,
                         ((below, month), 1), ((above, month), -1))

    def _composition(self, name: str, parts: list[Indicator]) -> None:
        months = {month for one in parts for make in (numerator, denominator)
                  for month in self.mentioned.get(make(one, Month(0))[0], ())}
        definition = "the shares of " + ", ".join(f"“{one.title}”" for one in parts) + " add to 100"
        for month in sorted(months):
            whole = denominator(parts[0], month)
            for one in parts[1:]:
                self._define(definition, 0, 0, (whole, 1), (denominator(one, month), -1))
            self._define(definition, 0, 0, (whole, -1),
                         *((numerator(one, month), 1) for one in parts))

    def _parts(self, entry: str, parts: list[Indicator]) -> None:
        total = entry.partition("/")[0]
        title = self.dictionary[total].title if total in self.dictionary else total
        definition = ", ".join(f"“{one.title}”" for one in parts) + f" add up to “{title}”"
        months = set(self.mentioned.get(total, ()))
        for one in parts:
            months |= self.mentioned.get(one.id, set())
        for month in sorted(months):
            self._define(definition, 0, 0, ((total, month), -1),
                         *(((one.id, month), 1) for one in parts))


def _period(one: Indicator) -> str:
    return {"monthly": "month", "quarterly": "quarter", "annual": "year"}[one.frequency]
