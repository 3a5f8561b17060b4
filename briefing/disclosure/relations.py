"""What is known of the counts among themselves, whatever is printed: public definitions.

    stock          this period's = last period's + in − out; where only one of the two is given,
                   at most last period's + in, at least last period's − out. The period is the
                   longest of the three; of a cumulative flow it is what the period added to it
    breakdown      the parts of one breakdown add up to the total; to no more where one is missing
    composition    the numerators of the shares of one whole add up to its denominator
    cumulative     a count from the start of the year never falls within it
    share          the numerator of a share is at most its denominator
    likeness       the numerators of a share that are, in most months, the counts of something else
                   are of the same people: in the months in which they agree they are one number

A definition that the figures do not keep in a month tells nothing of that month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefing.disclosure.counts import Count, Counts, is_of_people
from briefing.disclosure.ranges import INFINITY, Row
from briefing.indicators import Indicator
from briefing.measures import Measures
from briefing.periods import Month, Year

# Numerators are those of another series when they agree in so many months, in so many different
# figures that are no small ones (these agree by chance, and readers do not see them), and in such a
# part of the months that both have.
ALIKE_MONTHS, ALIKE_FIGURES, ALIKE_ABOVE, ALIKE_PART = 3, 2, 10, 0.75


def relations(measures: Measures, counts: Counts) -> Iterator[Row[Count]]:
    """Every relation that the counts keep, as far as they are known to us."""
    for row in defined(measures, counts):
        if row.holds(counts.values):
            yield row


def defined(measures: Measures, counts: Counts) -> Iterator[Row[Count]]:
    """Every relation by definition, those that the counts do not keep as well."""
    yield from (*_stocks(measures, counts), *_breakdowns(measures, counts),
                *_compositions(measures, counts), *_cumulative(measures, counts),
                *_shares(measures, counts),
                *_likenesses(measures, counts))


def implied_flows(measures: Measures, counts: Counts) -> dict[Count, int]:
    """The counts of a stock's flows that no figure gives and readers can work out all the same.

    A flow that is reported late, or lacks a month, is what the stock and its other flow leave.
    """
    found: dict[Count, int] = {}
    for indicator in measures.dictionary.indicators:
        if not (indicator.inflow and indicator.outflow):
            continue
        span = _span(indicator, measures)
        for month in _months(indicator, measures):
            if _breaks_within(indicator, month, span, measures):
                continue
            stock: list[tuple[Count, float]] = [((indicator.id, month), 1.0),
                                                ((indicator.id, month.back(span)), -1.0)]
            came, went = (_flow_terms(flow, indicator, month, span, measures)
                          for flow in (indicator.inflow, indicator.outflow))
            if not came or not went:
                continue
            terms = [*stock, *((key, -factor) for key, factor in came), *went]
            lacking = [term for term in terms if term[0] not in counts.values]
            if len(lacking) != 1 or any(counts.values[key] is None for key, _ in terms
                                        if key in counts.values):
                continue
            [((series, when), factor)] = lacking
            flow = measures.dictionary.get(series)
            if flow is None or flow.kind != "flow" or not is_of_people(flow):
                continue
            count = -sum(f * (counts.values[key] or 0) for key, f in terms
                         if key in counts.values) / factor
            if count >= 0:
                found[series, when] = int(count)
    return found


def _span(stock: Indicator, measures: Measures) -> int:
    """The longest period of the stock and its flows."""
    return max([stock.step, *(measures.dictionary[flow].step
                              for flow in (stock.inflow, stock.outflow)
                              if flow in measures.dictionary)])


def _breaks_within(stock: Indicator, month: Month, span: int, measures: Measures) -> bool:
    """Whether a new series of the stock begins within the period."""
    return any(measures[stock.id].breaks_in(month.back(n)) for n in range(0, span, stock.step))


def _row(terms: Iterable[tuple[Count, float]], counts: Counts, low: float = 0, high: float = 0
         ) -> Iterator[Row[Count]]:
    made = tuple(terms)
    if all(key in counts.values for key, _ in made):
        yield Row(made, low, high)


def _months(indicator: Indicator, measures: Measures) -> Iterable[Month]:
    return measures[indicator.id].values


def _stocks(measures: Measures, counts: Counts) -> Iterator[Row[Count]]:
    for indicator in measures.dictionary.indicators:
        if not (indicator.inflow or indicator.outflow):
            continue
        span = _span(indicator, measures)
        for month in _months(indicator, measures):
            if _breaks_within(indicator, month, span, measures):
                continue
            came, went = (_flow(flow, indicator, month, span, measures, counts)
                          for flow in (indicator.inflow, indicator.outflow))
            if not came and not went:
                continue
            yield from _row([((indicator.id, month), 1.0), ((indicator.id, month.back(span)), -1.0),
                             *((key, -factor) for key, factor in came), *went],
                            counts, 0 if went else -INFINITY, 0 if came else INFINITY)


def _flow(flow: str, stock: Indicator, month: Month, span: int, measures: Measures, counts: Counts
          ) -> list[tuple[Count, float]]:
    """The counts of what came or went over the months, as terms; none where one has no figure."""
    terms = _flow_terms(flow, stock, month, span, measures)
    return terms if all(key in counts.values for key, _ in terms) else []


def _flow_terms(flow: str, stock: Indicator, month: Month, span: int, measures: Measures
                ) -> list[tuple[Count, float]]:
    """The counts of what came or went over the months, as terms, whether or not they are there."""
    if not flow:
        return []
    indicator = measures.dictionary.get(flow)
    step = indicator.step if indicator is not None else stock.step
    kind = indicator.kind if indicator is not None else "flow"
    if kind == "flow":
        return [((flow, month.back(n)), 1.0) for n in range(0, span, step)]
    if kind == "cumulative" and indicator is not None:
        return _added(indicator, month, span)
    return []


def _added(indicator: Indicator, month: Month, span: int) -> list[tuple[Count, float]]:
    """What so many months added to a count from the start of the year, as terms."""
    before = month.back(span)
    if Year.holding(month, indicator.year) == Year.holding(before, indicator.year):
        return [((indicator.id, month), 1.0), ((indicator.id, before), -1.0)]
    ended = Year.holding(month, indicator.year).first.back(1)
    terms: list[tuple[Count, float]] = [((indicator.id, month), 1.0)]
    return terms if ended == before else [*terms, ((indicator.id, ended), 1.0),
                                          ((indicator.id, before), -1.0)]


def _breakdowns(measures: Measures, counts: Counts) -> Iterator[Row[Count]]:
    """A row for each breakdown of a total and month: parts without a figure are what is left.

    Of a percentage or rate it is the numerators that add up.
    """
    parts: dict[str, list[Indicator]] = {}
    for indicator in measures.dictionary.indicators:
        for total in indicator.part_of:
            parts.setdefault(total, []).append(indicator)
    lacking: dict[Month, list[dict[Count, float]]] = {}
    for name, found in parts.items():
        total = name.split("/")[0]
        if total not in measures.dictionary:
            continue
        whole = _counted(measures.dictionary[total], counts)
        series = [_counted(one, counts) for one in found]
        for month in _months(measures.dictionary[total], measures):
            there = [part for part in series if (part, month) in counts.values]
            yield from _row([((whole, month), -1.0), *(((part, month), 1.0) for part in there)],
                            counts, 0 if len(there) == len(series) else -INFINITY)
            if len(there) < len(series):
                lacking.setdefault(month, []).append(
                    {(whole, month): -1.0, **{(part, month): 1.0 for part in series}})
    for rows in lacking.values():
        for terms in _without_lacking(rows, counts):
            yield from _row(terms.items(), counts)


def _without_lacking(rows: list[dict[Count, float]], counts: Counts
                     ) -> Iterator[dict[Count, float]]:
    """What sums that lack the same parts tell together: a county less its regions is what is in no
    region, whatever the area had that gave no figure.

    Each row is a sum that is nought; the parts that no figure gives are taken out of them one after
    the other (Gauss).
    """
    taken_out: dict[Count, dict[Count, float]] = {}
    for row in sorted(rows, key=len):
        left = dict(row)
        while gone := next((key for key in left if key in taken_out), None):
            times = left[gone] / taken_out[gone][gone]
            for key, factor in taken_out[gone].items():
                left[key] = left.get(key, 0.0) - times * factor
            left = {key: factor for key, factor in left.items() if factor}
        lacks = next((key for key in left if key not in counts.values), None)
        if lacks is not None:
            taken_out[lacks] = left
        elif left:
            yield left


def _counted(indicator: Indicator, counts: Counts) -> str:
    """The series of the counts that an indicator's figures are made of."""
    return counts.parts[indicator.id].numerator if indicator.id in counts.parts else indicator.id


def _compositions(measures: Measures, counts: Counts) -> Iterator[Row[Count]]:
    wholes: dict[str, list[Indicator]] = {}
    for indicator in measures.dictionary.indicators:
        if indicator.composition and indicator.id in counts.parts:
            wholes.setdefault(indicator.composition, []).append(indicator)
    for shares in wholes.values():
        for month in _months(shares[0], measures):
            below = {measures[one.id].at(month).denominator for one in shares} - {None}
            if len(below) != 1:
                continue        # not of one whole
            whole = float(below.pop() or 0)
            above = [(counts.parts[one.id].numerator, month) for one in shares]
            there = [key for key in above if key in counts.values]
            yield from _row([(key, 1.0) for key in there], counts,
                            whole if len(there) == len(above) else -INFINITY, whole)


def _shares(measures: Measures, counts: Counts) -> Iterator[Row[Count]]:
    """A row for each share whose denominators are a series: no more than all."""
    for ratio, parts in counts.parts.items():
        if not parts.denominator or not measures[ratio].indicator.is_share:
            continue
        for month in _months(measures[ratio].indicator, measures):
            yield from _row([((parts.denominator, month), 1.0), ((parts.numerator, month), -1.0)],
                            counts, 0, INFINITY)


def _cumulative(measures: Measures, counts: Counts) -> Iterator[Row[Count]]:
    for indicator in measures.dictionary.indicators:
        if indicator.kind != "cumulative" or indicator.unit_class != "count":
            continue
        for month in _months(indicator, measures):
            before = month.back(indicator.step)
            if Year.holding(month, indicator.year) == Year.holding(before, indicator.year):
                yield from _row([((indicator.id, month), 1.0), ((indicator.id, before), -1.0)],
                                counts, 0,
                                INFINITY)
            if indicator.increments:
                terms = [*_added(indicator, month, indicator.step),
                         ((f"{indicator.id}/increments", month), -1.0)]
                yield from _row(terms, counts)


def _likenesses(measures: Measures, counts: Counts) -> Iterator[Row[Count]]:
    """A row for each month in which the numerators of a share agree with the series they are like.

    Where the dictionary names that series, every month in which they agree is one.
    """
    series: dict[str, dict[Month, int]] = {}
    having: dict[tuple[Month, int], list[str]] = {}
    for (name, month), value in counts.values.items():
        if value is not None:
            series.setdefault(name, {})[month] = value
            having.setdefault((month, value), []).append(name)
    for ratio, parts in counts.parts.items():
        if parts.numerator != f"{ratio}/numerator" or parts.numerator not in series:
            continue        # it is the other series itself
        own = series[parts.numerator]
        agree = Counter(name for found in own.items() for name in having[found]
                        if name != parts.numerator)
        for name, months in agree.items():
            common = series[name]
            same = [month for month, value in own.items() if common.get(month) == value]
            figures = len({own[month] for month in same if own[month] > ALIKE_ABOVE})
            both = sum(month in common for month in own)
            if name == measures[ratio].indicator.numerator or (
                    months >= ALIKE_MONTHS and figures >= ALIKE_FIGURES
                    and months >= ALIKE_PART * both):
                for month in same:
                    yield Row((((parts.numerator, month), 1.0), ((name, month), -1.0)), 0, 0)


# ── what a row is ────────────────────────────────────────────────────────────────────────────────


def names_twice(row: Row[Count], series: str) -> bool:
    """Whether the row has two counts of the series."""
    return sum(name == series for (name, _), _ in row.terms) > 1


def is_stock(row: Row[Count]) -> bool:
    """Whether the row is a stock, the one before and what came or went between."""
    signs: dict[str, set[bool]] = {}
    for (series, _), factor in row.terms:
        signs.setdefault(series, set()).add(factor > 0)
    return len(row.terms) > 2 and any(len(some) == 2 for some in signs.values())


def is_growth(row: Row[Count]) -> bool:
    """Whether the row says no more than that one count is at least another: it never falls, or is
    the whole of which the other is a share."""
    return len(row.terms) == 2 and row.low == 0 and row.high == INFINITY


def is_summed(row: Row[Count]) -> bool:
    """Whether the row is of parts that add up."""
    return not is_stock(row) and not is_growth(row) and not (
        len(row.terms) == 2 and row.low == row.high == 0)
