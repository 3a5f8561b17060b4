"""How a figure stands to its marks: rating, target, other comparators, bounds and forecasts."""

from __future__ import annotations

from decimal import Decimal

from briefing import amounts
from briefing.facts import Fact
from briefing.findings import Comparison
from briefing.findings.further import LEAST_BASE
from briefing.indicators import TargetKind
from briefing.narrative.further_said import Further
from briefing.narrative.sentence import Figure, Pieces, listed_pieces
from briefing.periods import Month, parse_month

# The marks that are told with a figure which is not set beside them for its rating.
BOUNDS: tuple[TargetKind, ...] = ("floor", "stretch")
FORECASTS: tuple[TargetKind, ...] = ("forecast", "outturn_forecast")


def rating(more: Further) -> Pieces:
    """ "The rating moved from green to amber." """
    finding = more.finding
    if finding.rating == "none":
        return ()
    moved = finding.rating_before not in (None, finding.rating)
    return more.phrasing.say("further_rating", {"moved": more.phrasing.yes(moved)})


def gap(more: Further) -> Pieces:
    """How far the figure is from its target and the first of others, in its own unit."""
    finding = more.finding
    if _judged(more) is None:
        return ()
    apart = [c for c in finding.judged_comparisons if c.relation in ("above", "below")
             and not more.is_printed(c.gap)]
    target = [c for c in apart if c.role == "target"]
    tolerance = _tolerance(more) if target else ()
    # "within the tolerance" is of the target alone
    others = [c for c in apart if c.benchmark][:1] if not tolerance else []
    if not target and not others:
        return ()
    return more.phrasing.say("further_gap", {"within": more.phrasing.yes(bool(tolerance))}, {
        "who": more.who(finding.judged), "tolerance": tolerance,
        "gaps": listed_pieces([_gap_to(more, c) for c in (*target, *others)])})


def _gap_to(more: Further, comparison: Comparison) -> Pieces:
    """ "£0.3m (7.7%) above the budget": the gap, and what it is to."""
    own = more.finding.comparators.get(comparison.role)
    to = more.phrasing.role_of(comparison.role)
    slots: dict[str, Pieces] = {"gap": (more.phrasing.size(comparison.gap),)}
    if own is not None:
        slots["peer"] = (own.said,)
    share = _share_of_target(more, comparison)
    if share is not None:
        slots["per_cent"] = (more.per_cent(share),)
    return more.phrasing.say("further_gap_to", {
        "relation": comparison.relation, "to": to,
        "per_cent": more.phrasing.yes(share is not None),
        "range": more.phrasing.yes(comparison.lower is not None)}, slots)


def _share_of_target(more: Further, comparison: Comparison) -> Fact | None:
    """The gap in per cent of the target, of money and counts."""
    end = comparison.comparator.printed
    if comparison.role != "target" or comparison.lower is not None or end <= 0 or (
            more.indicator.unit_class not in ("money", "count", "amount")) or (
            more.indicator.unit_class == "count" and end < LEAST_BASE):
        return None
    # the gap as it is between the printed figures: not rounded once more
    share = amounts.rounded(comparison.gap.value * 100 / end, 1)
    return Fact(more.indicator.id, "per_cent.target", comparison.gap.period, share, 1,
                "percent") if share else None


def _tolerance(more: Further) -> Pieces:
    """ "5 percentage points", "10%", where it is why the figure is amber."""
    tolerance = more.indicator.tolerance
    if tolerance is None or not more.finding.is_tolerated:
        return ()
    places = amounts.decimals_of(tolerance.size)
    if tolerance.relative:
        return (Figure(amounts.in_prose(tolerance.size, "percent", places),
                       _given(more, "tolerance", tolerance.size, places, "percent")),)
    return (Figure(amounts.as_change(tolerance.size, more.indicator.unit, places),
                   _given(more, "tolerance", tolerance.size, places, more.indicator.unit)),)


def marks(more: Further) -> Pieces:
    """ "The July figure is above the floor (85%) and below the stretch target (95%)." """
    judged = _judged(more)
    bounds = [more.finding.facts[kind] for kind in BOUNDS if kind in more.finding.facts]
    if not bounds or judged is None:
        return ()
    parts: list[Pieces] = []
    for fact in bounds:
        value, end = judged.printed, fact.printed
        relation = "above" if value > end else "below" if value < end else "equal"
        parts.append(more.phrasing.say("further_mark_part", {
            "relation": relation, "polarity": more.indicator.polarity}, {
            "named": _named(more, fact.role), "value": (more.phrasing.prose(fact),)}))
    return more.phrasing.say("further_marks", None, {
        "who": more.who(more.finding.judged), "parts": listed_pieces(parts)})


def forecast(more: Further) -> Pieces:
    """ "The forecast for 2022/23 is £4.5m, £0.3m above the budget of £4.2m." """
    facts = more.finding.facts
    fact = next((facts[kind] for kind in FORECASTS if kind in facts), None)
    if fact is None:
        return ()
    beside = _beside_forecast(more, fact)
    state, slots = {"relation": "alone", "said": "no"}, {
        "named": _named(more, fact.role), "span_of": (_span(more, fact.period),),
        "value": (more.phrasing.prose(fact),)}
    if beside is not None:
        value, end = fact.printed, beside.printed
        places = max(fact.decimals, beside.decimals)
        apart = Fact(more.indicator.id, f"gap.{fact.role}", fact.period,
                     amounts.rounded(abs(value - end), max(places, 1)), places,
                     more.indicator.unit)
        state = {"relation": "above" if value > end else "below" if value < end else "equal",
                 "said": more.phrasing.yes(more.is_printed(beside))}
        kind = beside.role if beside.role == "budget" else "target"
        aim = more.finding.aim
        called = more.phrasing.mark() if kind == "target" and aim is not None else (
            _named(more, kind))
        slots |= {"gap": (more.phrasing.size(apart),), "beside": called, "mark": called,
                  "beside_value": (more.phrasing.prose(beside),)}
    return more.phrasing.say("further_forecast", state, slots)


def _beside_forecast(more: Further, forecast: Fact) -> Fact | None:
    """The budget, else the target, of the same year or month.

    What adds up is never set beside one that is of each period, though its row names the year:
    a year's forecast is not over a quarter's budget.
    """
    for role in ("budget", "target_year", "target"):
        fact = more.finding.facts.get(role)
        if fact is not None and fact.period == forecast.period and (
                f"{role}_lower" not in more.finding.facts) and (
                    role != "target" or _target_is_of_as_much(more)):
            return fact
    return None


def _target_is_of_as_much(more: Further) -> bool:
    """Whether the target is of as much as a forecast of its period is."""
    aim, adds_up = more.finding.aim, more.indicator.amounts_to and more.indicator.kind != "stock"
    return aim is not None and (
        not adds_up or aim.of == "year" or isinstance(aim.target.span, Month))


def _span(more: Further, period: str) -> str:
    """What a forecast is of: "2022/23", or the month as it is said."""
    return period if "/" in period or len(period) == 4 else more.phrasing.month_said(
        parse_month(period))


def year_target(more: Further) -> Pieces:
    """ "The year’s target is 500." """
    fact, aim = more.finding.facts.get("target_year"), more.finding.aim
    if fact is None or aim is None or aim.standing == "pro_rata" or more.is_printed(fact) or (
            "target_year_lower" in more.finding.facts):
        return ()
    return more.phrasing.say("further_year_target", None, {
        "named": more.phrasing.mark(), "target_year": (more.phrasing.prose(fact),)})


def _judged(more: Further) -> Fact | None:
    """The figure that the target is set beside, where it is final."""
    return more.year if more.finding.judged == "year_to_date" else more.current


def _given(more: Further, role: str, value: Decimal, places: int, unit: str) -> Fact:
    """What the author gave with the indicator, as a fact of the period."""
    return Fact(more.indicator.id, role, str(more.finding.period), value, places, unit)


def _named(more: Further, kind: str) -> Pieces:
    """ "floor", "forecast": what a mark of that kind is called."""
    return more.phrasing.say("mark", {"kind": kind})
