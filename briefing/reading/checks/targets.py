"""Targets that cannot be meant: nought, in another unit, or out of all reach; those of which it is
not said what they are of; and those that end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from briefing.amounts import as_printed
from briefing.indicators import Indicator, Target
from briefing.periods import Month, Year
from briefing.problems import Place, Problem
from briefing.reading.checks.series import Checked, named, said
from briefing.reading.checks.thresholds import ENOUGH_MONTHS, RANGES_AWAY, TARGET_TIMES_OUT
from briefing.targets import aim_of, in_year, of_what


def targets(checked: Checked) -> Iterator[Problem]:
    """At most one warning for each target that the report's period has.

    Those of other years and months are not printed, and are looked at when they are.
    """
    if checked.targets is None:
        return
    of_indicator = by_indicator(checked)
    for target in checked.dictionary.targets:
        one = checked.dictionary[target.indicator]
        figures = checked.figures(one)
        latest = max((m for m in figures if m <= checked.period), default=checked.period)
        if not (target.covers(checked.period) or target.covers(latest)):
            continue
        place, values = _place(checked, target), list(figures.values())
        of = of_what(one, target, of_indicator[one.id], figures)
        part = of == "year" or (of == "year_to_date" and one.kind == "flow")
        if of == "" or (one.amounts_to and (part or target.months > one.step)):
            values = []     # its figures are of parts of the year or quarter, or may be
        if target.value == 0 and one.unit != "count" and not one.can_be_negative and (
                one.polarity not in ("lower", "range")):
            yield Problem(place, f"the target of '{one.id}' is 0.",
                          "Leave the row out where there is no target.", warning=True)
        elif (times := _times_out(target.value, values)) is not None:
            yield Problem(
                place, f"the target {said(one, target.value)} of '{one.id}' is {times:,.0f} times "
                f"{'above' if target.value > median(values) else 'below'} its usual figure, "
                f"{said(one, median(values))}.", "Give it in the same unit as the figures.",
                warning=True)
        elif (never := _out_of_reach(one, target, values)) is not None:
            # it may stand for years: words that change with each month could not be accepted
            yield Problem(
                place, f"the target {said(one, target.value)} of '{one.id}' was "
                f"{'missed' if never else 'met'} by every figure there is, and by far.",
                "Mend it or the polarity, or accept it if it is meant so.", warning=True)


def by_indicator(checked: Checked) -> dict[str, list[Target]]:
    """The dictionary's targets by indicator."""
    found: dict[str, list[Target]] = {}
    for target in checked.dictionary.targets:
        found.setdefault(target.indicator, []).append(target)
    return found


def unclear(checked: Checked) -> Iterator[Problem]:
    """A warning for each target of the period whose size alone tells what it is of, or not even so.

    One like the month's own figures is taken to be of the month without a word. One of a whole year
    is not judged before the year is over, which is to be meant so.
    """
    if checked.targets is None:
        return
    for name, targets_of in by_indicator(checked).items():
        one = checked.dictionary[name]
        figures = {m: as_printed(v, one.unit, one.decimals)
                   for m, v in checked.figures(one).items() if m <= checked.period}
        latest = one.latest_period(checked.period)
        aim = aim_of(one, targets_of, latest, figures)
        if aim is None or aim.target.of or not figures or one.kind != "flow" or one.judged_on or (
                in_year(one, aim.target)):
            continue
        shown = said(one, aim.target.value)
        period = one.period_word
        if aim.standing == "unclear":
            yield Problem(
                _place(checked, aim.target), f"it is not plain what the target {shown} of "
                f"'{name}' is of, the {period}, the year to date or the year, so nothing is rated "
                "by it.",
                "Say so in a column 'of': month, year_to_date or year.", warning=True)
        elif aim.of == "year":
            how = "" if one.year_to_date else (
                " It is judged only where the indicator's year_to_date is its sum.")
            yield Problem(
                _place(checked, aim.target), f"the target {shown} of '{name}' is taken to be of "
                f"the whole year: beside it a {period}'s figures are small. It is judged when the "
                "year is over.", f"Say in a column 'of' what it is of.{how}",
                warning=True)


def ended(checked: Checked) -> Iterator[Problem]:
    """A warning for each indicator whose target has ended and that has none for the period.

    Its rating, its line and its sentence end with it.
    """
    if checked.targets is None:
        return
    for name, targets_of in by_indicator(checked).items():
        one = checked.dictionary[name]
        latest = one.latest_period(checked.period)
        year = Year.holding(latest, one.year)
        if any(target.covers(latest) for target in targets_of):
            continue
        before = [t for t in targets_of if _last(t) < latest and _last(t) >= year.previous.first]
        if not before:
            continue
        last = max(before, key=_last)
        wanted = named(one, latest) if isinstance(last.span, Month) else str(year)
        span = named(one, last.span) if isinstance(last.span, Month) else str(last.span)
        yield Problem(
            _place(checked, last), f"'{name}' has a target for {span}, but none for {wanted}: it "
            "is not rated any more.",
            f"Add the row for {wanted}, or accept this if it has none now.", warning=True)


def _last(target: Target) -> Month:
    return target.span.last if isinstance(target.span, Year) else target.span


def _times_out(target: Decimal, values: list[Decimal]) -> float | None:
    """How many times the target is the usual figure or the other way, where that is far too many.

    The usual figure is the median.
    """
    usual = median(values) if values else Decimal(0)
    if target <= 0 or usual <= 0:
        return None
    times = float(max(target / usual, usual / target))
    return times if times >= TARGET_TIMES_OUT else None


def _out_of_reach(one: Indicator, target: Target, values: list[Decimal]) -> bool | None:
    """True for a target that no month came near, False for one that each met by far, else None.

    All of something, or none of it, is an aim that may stand out of reach. A cumulative figure
    meets its target at the end of the year.
    """
    if (len(values) < ENOUGH_MONTHS or one.polarity not in ("higher", "lower")
            or one.kind == "cumulative" or target.value == 0
            or (one.unit_class == "percent" and target.value == 100)):
        return None
    low, high = min(values), max(values)
    away = (high - low) * RANGES_AWAY
    if low == high or low - away <= target.value <= high + away:
        return None
    return (target.value > high) == (one.polarity == "higher")


def _place(checked: Checked, target: Target) -> Place:
    """The cell of the target's value."""
    assert checked.targets is not None, "a target stands in the table of targets"
    return checked.targets.place(target.row, "target")
