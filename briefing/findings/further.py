"""What more the figures say: by how much one changed and since when, what it is of, what it passed.

Everything is worked out from figures as they are printed, so that it tells no more than they do,
and only from final ones: what is provisional, estimated or unreliable is no base of a change.
A change in per cent is of a base above nought; of a count below `LEAST_BASE` it says nothing. A
percentage changes by points alone. These facts are worked out when they are asked for, and stand in
no finding: most of them are never said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefing.amounts import UnitName, as_printed, decimals_of, rounded
from briefing.facts import Fact
from briefing.findings.facts import Direction, Finding
from briefing.periods import Month

LEAST_BASE = 10         # a change in per cent of fewer says nothing
MOST_YEARS_BACK = 10
# Roles that have a change of their own fact in the finding.
CHANGE = {"previous": "change"}


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier figure to a later: `size` is the distance, without sign, in the indicator's
    own unit; `per_cent` the same of the earlier one, None where that says nothing; `times` how many
    times the earlier one the later is, as printed."""

    earlier: Fact
    later: Fact
    direction: Direction
    size: Fact
    per_cent: Fact | None
    times: Decimal | None


def change_since(finding: Finding, earlier: Fact | None, later: Fact | None) -> Change | None:
    """How the later figure stands to the earlier; None where one is not there or not final."""
    if earlier is None or later is None or earlier.marking or later.marking:
        return None
    one = finding.indicator
    now, then = later.printed, earlier.printed
    if any(rounded(printed, 6) != printed for printed in (now, then)):
        return None     # a percentage that only rounds to 0 or 100 is no base
    # 3% less 0.5% is 2.5 points, though the indicator has no decimals
    places = max(later.decimals, earlier.decimals, min(1, decimals_of(now - then)))
    own = finding.facts.get(CHANGE.get(earlier.role, ""))
    # as it is printed, and no digit more: a public edition tells none
    size = own or Fact(one.id, f"change.{earlier.role}", later.period,
                       rounded(abs(now - then), max(places, 1)), places, one.unit)
    direction: Direction = "up" if now > then else "down" if now < then else "none"
    per_cent, times = None, None
    if then > 0 and now >= 0 and one.unit_class != "percent" and direction != "none" and not (
            one.unit_class == "count" and then < LEAST_BASE):
        share = rounded(abs(now - then) * 100 / then, 1)
        if share:
            per_cent = Fact(one.id, f"per_cent.{earlier.role}", later.period, share, 1, "percent")
            times = now / then
    return Change(earlier, later, direction, size, per_cent, times)


def _shown(finding: Finding, role: str, month: Month) -> Fact | None:
    """The month's figure in a role; None where there is none, or it is not final."""
    value = finding.measure.at(month)
    if value.amount is None or value.marking:
        return None
    one = finding.indicator
    return Fact(one.id, role, str(month), value.amount, one.decimals, one.unit)


def _start(finding: Finding) -> Month:
    """The first month that may be compared with: none before a new series."""
    breaks = [month for month in finding.indicator.breaks if month <= finding.period]
    return max(breaks, default=finding.measure.first)


def years_ago(finding: Finding) -> tuple[int, Fact] | None:
    """The figure of the same period so many years before, the furthest back that there is, from two
    years on; of a yearly figure from three on, as the two before are told as such."""
    start = _start(finding)
    least = 3 if finding.indicator.frequency == "annual" else 2
    for years in range(MOST_YEARS_BACK, least - 1, -1):
        month = finding.period.back(12 * years)
        if month >= start and (fact := _shown(finding, "years_ago", month)) is not None:
            return years, fact
    return None


def baseline(finding: Finding) -> Fact | None:
    """The figure of the period that the author chose to look back at."""
    month = finding.indicator.baseline
    if month is None or not _start(finding) <= month < finding.period:
        return None
    gone = finding.period.ordinal - month.ordinal
    if finding.indicator.kind == "cumulative" and gone % 12:
        return None     # what gathers is compared with the same point of a year
    return _shown(finding, "baseline", month)


def extreme(finding: Finding) -> tuple[str, int, Fact] | None:
    """What the latest change leads away from: "highest" or "lowest", of how many periods, and the
    one figure that is so; None where the latest two are it, or several are."""
    one = finding.indicator
    if finding.direction not in ("up", "down") or one.kind == "cumulative":
        return None
    most = 12 // one.step if one.step < 12 else finding.months_known
    count = min(most, finding.months_known)
    if count < 4:
        return None
    months = [finding.period.back(one.step * n) for n in range(count)]
    values = [finding.measure.at(month) for month in months]
    shown = [as_printed(value.amount, one.unit, one.decimals) for value in values
             if value.amount is not None and not value.marking]
    if len(shown) < count:
        return None
    way, best = ("highest", max(shown)) if finding.direction == "down" else ("lowest", min(shown))
    if shown.count(best) > 1 or best in shown[:2]:
        return None
    fact = _shown(finding, "peak", months[shown.index(best)])
    assert fact is not None, "it is among those that are shown"
    return way, count, fact


def latest_sum(finding: Finding, periods: int) -> Fact | None:
    """The sum of the latest so many figures; None where one is not there, or they do not add up, as
    rounded counts do not: "the year to date is 110" beside "the last four months add up to 100"."""
    one = finding.indicator
    if finding.measure.rounded and one.unit_class == "count":
        return None
    if one.kind != "flow" or not one.amounts_to or periods < 2 or finding.months_known < periods:
        return None
    facts = [_shown(finding, "month", finding.period.back(one.step * n)) for n in range(periods)]
    known = [fact.printed for fact in facts if fact is not None]
    if len(known) < periods:
        return None
    return Fact(one.id, f"sum.{periods}", str(finding.period), sum(known, Decimal(0)),
                one.decimals, one.unit)


def crossed(finding: Finding, least_back: int) -> tuple[Fact, Fact] | None:
    """A round number that the latest change passed, and the last period beyond it before: "below
    500 for the first time since March 2021"; None where that is less than so many periods back, or
    not within the unbroken months."""
    one = finding.indicator
    now, before = finding.facts.get("current"), finding.facts.get("previous")
    if now is None or before is None or finding.direction not in ("up", "down") or (
            one.kind == "cumulative" or finding.provisional or finding.provisional_before):
        return None
    if isinstance(one.unit, UnitName) and one.unit.unit.form:
        return None     # what is round in months is none in years and months
    line = round_between(before.printed, now.printed)
    if line is None:
        return None
    for back in range(1, finding.months_known):
        fact = _shown(finding, "beyond", finding.period.back(one.step * back))
        if fact is None:
            return None
        if fact.printed > line if now.printed > line else fact.printed < line:
            if back < least_back:
                return None
            return Fact(one.id, "round_number", str(finding.period), line, 0, one.unit), fact
    return None


def round_between(before: Decimal, now: Decimal) -> Decimal | None:
    """The roundest number strictly between the two, the nearest to the later: 500, 1,000, 50; None
    where none is round for its size, from ten on."""
    low, high = sorted((before, now))
    if low < 0:
        return None
    size = len(str(int(high)))
    for step in (Decimal(10) ** (size - 1), Decimal(5) * Decimal(10) ** (size - 2)):
        first, last = (low // step + 1) * step, (high // step) * step
        if last == high:
            last -= step
        if step >= 10 and low < first <= last < high:
            return last if now > before else first
    return None


def further_facts(finding: Finding) -> Iterator[Fact]:
    """The earlier figures, changes in per cent and sums that more can be said with, for who holds
    words to figures."""
    ago, far = years_ago(finding), extreme(finding)
    for earlier in (ago[1] if ago else None, baseline(finding), far[2] if far else None):
        if earlier is not None:
            yield earlier
    current = None if finding.provisional else finding.facts.get("current")
    year = None if finding.provisional_year else finding.facts.get("year_to_date")
    pairs = [(finding.facts.get(role), current) for role in ("previous", "same_month_last_year")]
    pairs += [(finding.facts.get("year_to_date_last_year"), year)]
    pairs += [(earlier, current) for earlier in (ago[1] if ago else None, baseline(finding))]
    for earlier, later in pairs:
        change = change_since(finding, earlier, later)
        if change is not None and change.per_cent is not None:
            yield change.per_cent
    for count in sorted({3, finding.indicator.sum_of, 12 // finding.indicator.step}):
        if (total := latest_sum(finding, count)) is not None:
            yield total
