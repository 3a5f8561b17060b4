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
        for indicator in self.dictionary.indicators:
            if indicator.composition and indicator.unit_class == "percent":
                wholes.setdefault(indicator.composition, []).append(indicator)
            if is_count(indicator) or indicator.is_ratio:
                for entry in indicator.part_of:
                    totals.setdefault(entry, []).append(indicator)
            if is_count(indicator):
                self._over_time(indicator)
                if indicator.increments:
                    self._increments(indicator)
                if indicator.kind == "stock" and (indicator.inflow or indicator.outflow):
                    self._stock(indicator)
            if indicator.is_share:        # more than all can be collected of what is due
                self._shares(indicator)
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

    def _increments(self, indicator: Indicator) -> None:
        """What each month added to a count from the start of the year is a count of people too."""
        for month in sorted(self.mentioned.get(indicator.id, set())):
            added = (f"{indicator.id}/increment", month)
            before = month.back(indicator.step)
            terms = [((indicator.id, month), 1), (added, -1)]
            if Year.holding(month, indicator.year) == Year.holding(before, indicator.year):
                terms.append(((indicator.id, before), -1))
            self._define(f"“{indicator.title}” is counted from the start of the year", 0, 0, *terms)

    def _stock(self, indicator: Indicator) -> None:
        """Last stock, more what came in, less what left, over the longest of their periods."""
        months = self.mentioned.get(indicator.id, set())
        flows = [self.dictionary[name] for name in (indicator.inflow, indicator.outflow)
                 if name in self.dictionary]
        period = max(indicator.step, *(flow.step for flow in flows)) if flows else indicator.step
        for month in sorted(months):
            before = month.back(period)
            if before not in months or any(before < b <= month for b in indicator.breaks):
                continue
            into = self._through(indicator.inflow, f"{indicator.id}/inflow", indicator, month,
                                 period)
            out = self._through(indicator.outflow, f"{indicator.id}/outflow", indicator, month,
                                period)
            if into is None or out is None:
                continue
            self._define(f"“{indicator.title}” is last {_period(indicator)}’s, more those who came "
                         "in, less those who left", 0, 0, ((indicator.id, month), 1),
                         ((indicator.id, before), -1),
                         *((unknown, -part) for unknown, part in into), *out)

    def _through(self, flow: str, unnamed: str, stock: Indicator, month: Month, period: int
                 ) -> list[tuple[Unknown, int]] | None:
        """Those who came or left within the period; None where the flow does not tell it.

        A flow that nobody prints, or that is not there yet, is an unknown of its own.
        """
        if not flow:
            return [((unnamed, month), 1)]
        indicator = self.dictionary.get(flow)
        if indicator is None or indicator.kind == "flow":
            step = indicator.step if indicator is not None else stock.step
            if not self._ends_a_period(indicator, month):
                return None
            return [((flow, month.back(n)), 1) for n in range(0, period, step)]
        if indicator.kind != "cumulative" or not self._ends_a_period(indicator, month):
            return [((unnamed, month), 1)]
        # this year's count, less what it was before; over a year's end, what that year ended with
        made = [((flow, month), 1)]
        first = Year.holding(month, indicator.year).first
        before = month.back(period)
        if before >= first:
            made.append(((flow, before), -1))
        elif before != first.back(1):
            made += [((flow, first.back(1)), 1), ((flow, before), -1)]
        return made

    def _ends_a_period(self, indicator: Indicator | None, month: Month) -> bool:
        if indicator is None or indicator.step == 1:
            return True
        into = month.ordinal - Year.holding(month, indicator.year).first.ordinal + 1
        return into % indicator.step == 0

    def _over_time(self, indicator: Indicator) -> None:
        months = self.mentioned.get(indicator.id, set())
        for month in sorted(months):
            before = month.back(indicator.step)
            if before not in months or any(before < b <= month for b in indicator.breaks):
                continue
            now, then = (indicator.id, month), (indicator.id, before)
            if indicator.kind == "cumulative" and (
                    Year.holding(month, indicator.year) == Year.holding(before, indicator.year)):
                self._define(f"“{indicator.title}” is counted from the start of the year and never "
                             "falls", 0, None, (now, 1), (then, -1))

    def _shares(self, indicator: Indicator) -> None:
        above, below = (make(indicator, Month(0))[0] for make in (numerator, denominator))
        for month in sorted(self.mentioned.get(above, set()) & self.mentioned.get(below, set())):
            self._define(f"“{indicator.title}” is a share: no more than all", 0, None,
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
        whole = _counted(self.dictionary[total]) if total in self.dictionary else total
        series = [_counted(one) for one in parts]
        months = set(self.mentioned.get(whole, ()))
        for part in series:
            months |= self.mentioned.get(part, set())
        for month in sorted(months):
            self._define(definition, 0, 0, ((whole, month), -1),
                         *(((part, month), 1) for part in series))


def _counted(indicator: Indicator) -> str:
    """The series of the counts behind its figures: of a percentage or rate its numerators."""
    return numerator(indicator, Month(0))[0] if indicator.is_ratio else indicator.id


def _period(indicator: Indicator) -> str:
    return indicator.period_word
