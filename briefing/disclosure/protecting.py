"""The measures as an edition may show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from briefing.amounts import Reason, as_printed, mean_decimals
from briefing.disclosure.bands import bands_of
from briefing.disclosure.candidates import Candidate, Candidates, Role
from briefing.disclosure.companions import NONE, Companions, Structure
from briefing.disclosure.connected import Group, connected
from briefing.disclosure.counts import Count, Counts
from briefing.disclosure.earlier import Earlier, earlier
from briefing.disclosure.marks import of_nobody, telling_marks
from briefing.disclosure.policy import Policy
from briefing.disclosure.ranges import INFINITY, Row, Solver
from briefing.disclosure.relations import implied_flows, relations
from briefing.disclosure.remembering import Reported, settle_remembered
from briefing.disclosure.rounding import of_rounded, to_multiple
from briefing.disclosure.secondary import (
    Choice,
    Chosen,
    Exposed,
    Withheld,
    loss_of,
    withheld_for_themselves,
)
from briefing.history import Record
from briefing.indicators import Indicator
from briefing.measures import Measure, Measures, Window
from briefing.periods import Month, Year
from briefing.sums import Value


@dataclass(frozen=True, slots=True)
class Search:
    """How much is withheld for others' sake: figures by structure and by search, and their loss.

    `companions` go with others whatever the numbers are, `sought` are what had to go besides;
    `loss` is what the reader loses by these and `least` what that is proven to be at the least.
    `steps` is what the search took.
    """

    companions: int = 0
    sought: int = 0
    loss: float = 0.0
    least: float = 0.0
    steps: int = 0


NO_SEARCH = Search()
UNPRINTED: tuple[Role, ...] = ("increment", "implied")      # no figures, but counts to be kept


@dataclass(frozen=True, slots=True)
class Protected:
    """Measures that hold nothing but what may be shown, and what was withheld from them.

    `exposed` are figures to be withheld that earlier public reports give away; `contradictory` are
    indicators whose figures no counts satisfy. `search` says how near the least it is. `bands` are
    the indicators whose latest figure, withheld as it is, may be said to be below that number.
    """

    measures: Measures
    withheld: tuple[Withheld, ...] = ()
    exposed: tuple[Exposed, ...] = ()
    contradictory: tuple[str, ...] = ()
    search: Search = NO_SEARCH
    bands: Mapping[str, int] = field(default_factory=dict)
    companions: frozenset[str] = frozenset()    # what goes with others whatever the numbers are


def protect(measures: Measures, policy: Policy, records: Iterable[Record] = (),
            secondary: bool = True, private: Iterable[Record] = ()) -> Protected:
    """The measures as a public edition may show them, by the policy.

    `records` are those of earlier public editions, oldest first, `private` those of the private
    editions that were made with them: they tell what of the withheld has been restated since.
    Without `secondary` only what must be withheld for itself is: for tests of what that would give
    away.
    """
    if policy.round_to > 1:
        measures = of_rounded(measures, policy.round_to)
    counts = Counts(measures)
    counts.imply(implied_flows(measures, counts))
    candidates = Candidates(measures, counts, policy)
    figures = [one for name in measures.by_indicator for one in candidates.of(measures[name])]
    chosen, with_them, solver = Chosen(), NONE, Solver(policy.seconds)
    bands: dict[str, int] = {}
    if secondary:
        records = tuple(records)
        before = earlier(records, measures, candidates, private)
        ends = {**ends_of(figures, measures, counts, policy), **before.ends}
        values = {**counts.values, **before.values}
        related = tuple(relations(measures, counts))
        since = min((record.month for record in records), default=None)
        with_them = companions_of([as_if_exact(one) for one in figures], related, measures, counts,
                                  ends, before, since, policy, solver)

        reported = Reported({str(record.month) for record in records} - {str(measures.period)}, {
            name: str(one.period) for name, one in measures.by_indicator.items()})

        nothing = Earlier(frozenset(), (), before.withheld_last)

        def settle(group: Group, chosen: Chosen, remembers: bool) -> None:
            Choice(group, values, ends, before if remembers else nothing, policy, solver,
                   with_them).settle(chosen)

        # what was published then and is otherwise now is kept too, but is no figure of today's
        together = connected([*figures, *before.candidates], related, before)
        for group in together:
            settle_remembered(group, counts, reported, before.rounded, settle, chosen)
        for group in together:
            bands |= bands_of(group, measures, values, ends, before, chosen, with_them, policy,
                              solver)
    else:
        chosen.withheld = {one.id: Withheld(one, one.cause) for one in figures if one.cause}
    marks = [mark for measure in measures.by_indicator.values()
             for mark in telling_marks(measure, policy, chosen.withheld.keys())]
    for mark in marks if secondary else ():
        if mark.id not in chosen.withheld:
            chosen.withheld[mark.id] = Withheld(mark, "telling")
            figures.append(mark)
    for again in _told_again(figures, measures, chosen.withheld) if secondary else ():
        chosen.withheld[again.candidate.id] = again
    shown = {name: _shown(measure, chosen.withheld, policy)
             for name, measure in measures.by_indicator.items()}
    withheld = tuple(chosen.withheld[one.id] for one in figures
                     if one.id in chosen.withheld and one.role not in UNPRINTED)
    others = [one.candidate.id for one in withheld if one.cause == "secondary"]
    structural = frozenset(name for name in others if name in with_them.sakes)
    search = Search(len(structural), len(others) - len(structural), chosen.loss, chosen.least,
                    solver.steps)
    return Protected(replace(measures, by_indicator=shown), withheld, tuple(chosen.exposed),
                     tuple(chosen.contradictory), search, bands, structural)


def companions_of(figures: Sequence[Candidate], related: Iterable[Row[Count]], measures: Measures,
                  counts: Counts, ends: Mapping[Count, tuple[float, float]], before: Earlier,
                  since: Month | None, policy: Policy, solver: Solver) -> Companions:
    """The figures that go with those withheld for themselves, whatever the numbers are."""
    public = {one.id for one in figures if one.id in before.printed}
    known = {key for one in figures if one.id in public for key in one.shows}
    withheld = withheld_for_themselves(figures, counts.values, policy, known)
    found = Structure(figures, related, measures, counts.values, ends, known, withheld,
                      before.withheld_last - public, policy,
                      lambda one: loss_of(one, before), since, solver).companions()
    return replace(found, nobody=of_nobody(measures, counts))


def as_if_exact(one: Candidate) -> Candidate:
    """A month's figure of rounded counts as one that tells them: so nearly does it."""
    told = tuple(row.terms[0][0] for row in one.rows if len(row.terms) == 1)
    return replace(one, shows=told) if one.role == "month" and told and not one.shows else one


def _told_again(figures: Iterable[Candidate], measures: Measures,
                withheld: Mapping[str, Withheld]) -> list[Withheld]:
    """Years to date and outturns that are the withheld month's own figure once more."""
    again: list[Withheld] = []
    for one in figures:
        measure = measures[one.indicator]
        if measure.indicator.year_to_date != "latest" or one.id in withheld or (
                one.role not in ("year_to_date", "outturn")):
            continue
        month = one.period if one.role == "year_to_date" else str(
            Year.parse(one.period, measure.indicator.year).last)
        told = f"{one.indicator}:month:{month}"
        if told in withheld:
            again.append(Withheld(one, "secondary", (told,)))
    return again


def ends_of(figures: Iterable[Candidate], measures: Measures, counts: Counts, policy: Policy
          ) -> Mapping[Count, tuple[float, float]]:
    """What each count can be at least and at most, whatever is printed.

    The numerator of a share is at most its denominator (where that is a count of its own that may
    be withheld, `relations` has it). A count that is withheld is no nought where
    noughts are shown, but for one that is marked and the numerator of a share of few.
    """
    figures = list(figures)
    marked = {key for one in figures if one.cause == "marked" and one.role == "month"
              for key in one.total}
    ends: dict[Count, tuple[float, float]] = dict.fromkeys(marked, (0.0, INFINITY))
    ends |= {key: (0.0, INFINITY) for one in figures if one.role in UNPRINTED for key in one.shows}
    for ratio, parts in counts.parts.items():       # of nobody, nobody
        if policy.show_zero and measures[ratio].indicator.is_share:
            ends |= {(parts.numerator, month): (0.0, 0.0)
                     for month, value in measures[ratio].values.items() if value.denominator == 0}
    for one in figures:
        if one.role != "month" or one.indicator not in counts.parts or not one.total:
            continue
        key = one.total[0]
        below = measures[one.indicator].at(key[1]).denominator
        if below is None:
            continue
        own = key[0] != one.indicator and "/" in key[0]
        few = own and below <= policy.denominators_to
        least = 0 if few or key in marked else policy.least
        # more than all can be collected of what is due
        series = (counts.parts[one.indicator].denominator, key[1])
        known = below == 0 or counts.values.get(series) is None
        high = float(below) if known and measures[one.indicator].indicator.is_share else INFINITY
        ends[key] = (float(min(least, counts.values[key] or 0) if counts.values[key] is not None
                           else 0), min(high, ends.get(key, (0.0, INFINITY))[1]))
    return ends


def _shown(measure: Measure, withheld: Mapping[str, Withheld], policy: Policy) -> Measure:
    """The measure without what is withheld, every other figure as it is printed."""
    one = measure.indicator
    values = {month: _value(one, value, f"{one.id}:month:{month}" in withheld, policy)
              for month, value in measure.values.items()}
    windows = {month: _window(one, month, window, withheld, policy)
               for month, window in measure.windows.items()}
    outturns: dict[Year, Decimal] = {}
    kept_back: set[Year] = set()
    for year, amount in measure.outturns.items():
        if f"{one.id}:outturn:{year}" in withheld or _is_latest(one, year.last, withheld):
            kept_back.add(year)
        else:
            outturns[year] = _printed(one, amount, policy)
    return replace(measure, values=values, windows=windows, outturns=outturns,
                   outturns_withheld=frozenset(kept_back),
                   rounded=policy.round_to > 1 and one.disclosure != "exempt")


def _value(one: Indicator, value: Value, withheld: bool, policy: Policy) -> Value:
    if withheld and (value.amount is not None or value.reason in (Reason.NOT_APPLICABLE,
                                                                  Reason.LOW)):
        return Value(None, Reason.CONFIDENTIAL, value.provisional)
    if value.amount is None:
        return value
    above, below = value.numerator, value.denominator
    if not one.is_ratio and one.disclosure != "exempt":
        above = below = None    # "12 of 15" would tell the other three
    rounded = policy.round_to > 1 and one.is_ratio and one.disclosure != "exempt"
    if rounded and above is not None and below is not None:
        above, below = (to_multiple(part, policy.round_to) for part in (above, below))
        if above == below and value.amount != 100:
            above = below = None        # "40 of 40" would say that none was missing
    return replace(value, amount=_printed(one, value.amount, policy), numerator=above,
                   denominator=below)


def _window(one: Indicator, month: Month, window: Window, withheld: Mapping[str, Withheld],
            policy: Policy) -> Window:
    kept_back = frozenset(role for role in ("year_to_date", "mean_12m", "sum_12m")
                          if f"{one.id}:{role}:{month}" in withheld
                          or (role == "year_to_date" and _is_latest(one, month, withheld)))

    def shown(role: str, amount: Decimal | None) -> Decimal | None:
        return None if amount is None or role in kept_back else _printed(one, amount, policy, role)

    return replace(window, year_to_date=shown("year_to_date", window.year_to_date),
                   mean_12m=shown("mean_12m", window.mean_12m),
                   sum_12m=shown("sum_12m", window.sum_12m), withheld=kept_back)


def _is_latest(one: Indicator, month: Month, withheld: Mapping[str, Withheld]) -> bool:
    """Whether the year to date is the month's own figure, and that is withheld."""
    return one.year_to_date == "latest" and f"{one.id}:month:{month}" in withheld


def _printed(one: Indicator, amount: Decimal, policy: Policy, role: str = "") -> Decimal:
    """The amount as it is printed, and no digit more."""
    if policy.round_to > 1 and one.unit_class == "count" and one.disclosure != "exempt" and (
            role != "mean_12m"):
        amount = to_multiple(amount, policy.round_to)
    places = mean_decimals(amount, one.unit, one.decimals) if role == "mean_12m" else one.decimals
    return as_printed(amount, one.unit, places)
