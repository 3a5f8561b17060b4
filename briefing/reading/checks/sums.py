"""Figures that have to agree because one is made of others.

    stock             last period's stock + what came in − what went out
    composition       the shares of one whole are 100 per cent
    breakdown         the parts of a total, in one breakdown of it, are the total
    a year's figure   a percentage of a whole year is a weighted mean of those of its months, so
                      it lies between the lowest and the highest of them (and so does a rate)
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from briefing.amounts import number, rounded
from briefing.indicators import Indicator
from briefing.periods import Month, Year, month_range
from briefing.problems import Problem
from briefing.reading.checks.series import Cells, Checked, figures, named, said
from briefing.reading.checks.thresholds import POPULATION_DRIFT
from briefing.reading.observations import Observation


def half_a_step(one: Indicator) -> Decimal:
    """Half of the last decimal that the indicator prints: how far rounding moves a figure."""
    return Decimal(5).scaleb(-one.decimals - 1)


# ── stocks ───────────────────────────────────────────────────────────────────────────────────────


def stocks(checked: Checked) -> Iterator[Problem]:
    """An error for each period whose stock is not the last one plus in less out.

    Looked at are periods for which all four figures are there, with no break among them. Where a
    figure is provisional it is a warning: flows come in late.
    """
    for one, cells in checked.indicators():
        if not (one.inflow in checked.cells and one.outflow in checked.cells):
            continue
        for month, cell in cells.items():
            span = max([one.step, *(checked.dictionary[name].step
                                    for name in (one.inflow, one.outflow)
                                    if name in checked.dictionary)])
            before = cells.get(month.back(span))
            if (cell.value is None or before is None or before.value is None
                    or any(month.back(n) in one.breaks for n in range(span))):
                continue
            flows = [_over(checked, name, month, span) for name in (one.inflow, one.outflow)]
            if flows[0] is None or flows[1] is None:
                continue
            came, went = (sum((sign * (o.value or Decimal(0)) for o, sign in flow), Decimal(0))
                          for flow in flows if flow is not None)
            due = before.value + came - went
            if rounded(due, one.decimals) == rounded(cell.value, one.decimals):
                continue
            parts = [number(v, one.decimals) for v in (before.value, came, went, due)]
            yield Problem(
                cell.place, f"{said(one, cell.value)} is not {parts[0]} at the end of "
                f"{named(one, month.back(span))} + {parts[1]} in ('{one.inflow}') − "
                f"{parts[2]} out ('{one.outflow}'), which is {parts[3]}.",
                "Mend one of the four, or take the inflow and outflow out of the indicators.",
                warning=any(o.provisional for o in (
                    cell, before, *(o for o, _ in (*flows[0], *flows[1])))))


def _over(checked: Checked, name: str, month: Month, span: int
          ) -> list[tuple[Observation, int]] | None:
    """A flow's cells over the months that end so, each with its sign; None unless all are there.

    Of a count from the start of the year it is what these months added to it.
    """
    cells = checked.cells[name]
    one = checked.dictionary.get(name)
    each = one.step if one is not None else 1
    wanted = [(month.back(n), 1) for n in range(0, span, each)]
    if one is not None and any(month.back(n) in one.breaks for n in range(span)):
        return None
    if one is not None and one.kind == "cumulative":
        before, ended = month.back(span), Year.holding(month, one.year).first.back(1)
        wanted = [(month, 1)]
        if before > ended:
            wanted.append((before, -1))
        elif before != ended:
            wanted += [(ended, 1), (before, -1)]
    found = [(cells[m], sign) for m, sign in wanted if m in cells and cells[m].value is not None]
    return found if len(found) == len(wanted) else None


# ── shares ───────────────────────────────────────────────────────────────────────────────────────


def compositions(checked: Checked) -> Iterator[Problem]:
    """An error for each month whose shares of one whole do not add up to 100.

    They may be off by half of the last decimal of each, which is what rounding can do. Months in
    which a share has no figure are left aside.
    """
    wholes: dict[str, list[tuple[Indicator, Cells]]] = {}
    for one, cells in checked.indicators():
        if one.composition:
            wholes.setdefault(one.composition, []).append((one, cells))
    for name, shares in wholes.items():
        last, its_cells = shares[-1]
        if len(shares) == 1:
            yield Problem(next(iter(its_cells.values())).place,
                          f"'{last.id}' is the only share of '{name}'.",
                          "Give its other shares the same composition, or leave it blank.")
            continue
        slack = sum((half_a_step(one) for one, _ in shares), Decimal(0))
        for month, cell in its_cells.items():
            values = [v for _, cells in shares
                      if month in cells and (v := cells[month].value) is not None]
            whole = sum(values, Decimal(0))
            if len(values) < len(shares) or abs(whole - 100) <= slack:
                continue
            listing = " + ".join(number(value, one.decimals)
                                 for value, (one, _) in zip(values, shares, strict=True))
            yield Problem(
                cell.place, f"the shares of '{name}' in {named(last, month)} are {listing} = "
                f"{number(whole, last.decimals)}, not 100.",
                "Mend one of them, or take those out of the composition that are not parts of "
                "one whole.")


# ── breakdowns ───────────────────────────────────────────────────────────────────────────────────


def breakdowns(checked: Checked) -> Iterator[Problem]:
    """An error for each month in which the parts of a total do not add up to it.

    Months in which a part or the total has no figure are left aside. Where a figure is provisional
    it is a warning: parts are recorded later than totals.
    """
    parts: dict[str, list[tuple[Indicator, Cells]]] = {}
    for one in checked.dictionary.indicators:
        for name in one.part_of:
            parts.setdefault(name, []).append((one, checked.cells.get(one.id, {})))
    for name, found in parts.items():
        total = name.split("/")[0]
        if total not in checked.cells or len(found) == 1:
            continue        # it is not there, or the other parts are not: that is said elsewhere
        whole = checked.dictionary[total]
        for month, cell in checked.cells[total].items():
            its = [cells[month] for _, cells in found if month in cells]
            values = [o.value for o in its if o.value is not None]
            if cell.value is None or len(values) < len(found):
                continue
            due = sum(values, Decimal(0))
            if rounded(due, whole.decimals) == rounded(cell.value, whole.decimals):
                continue
            listing = " + ".join(number(value, one.decimals)
                                 for value, (one, _) in zip(values, found, strict=True))
            yield Problem(
                cell.place, f"the parts of '{name}' in {named(whole, month)} are {listing} = "
                f"{number(due, whole.decimals)}, not {number(cell.value, whole.decimals)}.",
                "Mend one of them, or take part_of out of the indicators where the parts do not "
                "make up the total.", warning=any(o.provisional for o in (cell, *its)))


# ── years and their months ───────────────────────────────────────────────────────────────────────


def years(checked: Checked) -> Iterator[Problem]:
    """An error for each year's (or quarter's) figure outside the range of its months.

    An annual and a monthly indicator are of one thing when both are percentages, or both rates,
    of one kind, made of the same numerator and denominator. Looked at are years for which every
    month has its figure. Stated figures are allowed what rounding does to them, rates in addition
    what a population changes in a year. A cumulative figure is left aside: its months are no
    parts of the year.
    """
    parts: dict[tuple[str, ...], list[tuple[Indicator, Cells]]] = {}
    for one, cells in checked.indicators():
        if one.is_ratio and one.numerator and one.denominator and one.kind in ("flow", "stock"):
            parts.setdefault((one.numerator, one.denominator, one.unit, one.kind), []).append(
                (one, cells))
    for same in parts.values():
        for long, its_cells in same:
            for short, months in same:
                if long.step > short.step:
                    yield from _outside(long, its_cells, short, figures(months))


def _outside(long: Indicator, cells: Cells, short: Indicator,
             months: dict[Month, Decimal]) -> Iterator[Problem]:
    for end, cell in cells.items():
        if cell.value is None:
            continue
        inside = [m for m in month_range(end.back(long.step - 1), end) if m in months]
        if len(inside) * short.step != long.step:
            continue
        low, high = min(months[m] for m in inside), max(months[m] for m in inside)
        slack = half_a_step(long) + half_a_step(short)
        if long.unit_class == "rate":
            slack += cell.value * POPULATION_DRIFT
        if not low - slack <= cell.value <= high + slack:
            yield Problem(
                cell.place, f"{said(long, cell.value)} for {named(long, end)} lies outside the "
                f"figures of '{short.id}', which run from {said(short, low)} to "
                f"{said(short, high)} in it.",
                "Mend one of them: a year’s figure is a mean of its months’.")
