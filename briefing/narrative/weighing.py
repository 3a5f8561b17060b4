"""How much a finding matters: points for its rating and for its news, by the book's weights.

*News* is change against the usual month-to-month movement (the mean moving range of the months
before, as in an XmR chart; of quarters and longer periods that are too few for it, the change in
per cent), runs, records and crossings; a rating and the distance from its target weigh too, but are
no news. Points are whole numbers on printed figures, so that the same figures weigh the same on
every run, and only shown figures are looked at: what an edition withholds cannot weigh in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from briefing.amounts import as_printed
from briefing.findings import Finding, Progress
from briefing.narrative.book_file import Weights

Sense = Literal["worse", "neutral", "better"]
SENSES: Mapping[Progress, Sense] = {"worsening": "worse", "improving": "better", "none": "neutral"}
STEP = 5                # weights are rounded to so many points, so that ties settle by order
ORDER = {"blue": -1, "green": 0, "none": 0, "amber": 1, "red": 2}


@dataclass(frozen=True, slots=True)
class Weight:
    """The points of a finding, by what they are for; `news` leaves rating and miss out.

    `unusual` is the size of the latest change in usual movements, None where they are not known.
    """

    parts: Mapping[str, int]
    sense: Sense
    unusual: Decimal | None

    @property
    def total(self) -> int:
        """All points, to the nearest five."""
        return _to_step(sum(self.parts.values()))

    @property
    def news(self) -> int:
        """The points of what is new this month."""
        return _to_step(sum(points for name, points in self.parts.items()
                            if name not in ("rating", "missed")))

    def __str__(self) -> str:
        return ", ".join(f"{name} {points}" for name, points in self.parts.items()) or "nothing"


def _to_step(points: int) -> int:
    return (points + STEP // 2) // STEP * STEP


def weigh(finding: Finding, weights: Weights) -> Weight:
    """The finding's weight, by the book's weights."""
    unusual = _in_usual_movements(finding, weights)
    sense = _sense(finding)
    parts: dict[str, Decimal] = {}
    rating = {"red": weights.red, "amber": weights.amber}.get(finding.rating, 0)
    parts["rating"] = Decimal(rating)
    parts["missed"] = _missed(finding, weights)
    before, now = ORDER[finding.rating_before or finding.rating], ORDER[finding.rating]
    parts["moved"] = Decimal(weights.moved_worse if now > before else
                             weights.moved_better if now < before else 0)
    news = _news(finding, weights, unusual)
    factor = Decimal(str({"worse": 1, "neutral": weights.neutral, "better": weights.better}[sense]))
    if is_small(finding, weights):
        factor *= Decimal(str(weights.small))
    parts |= {name: points * factor for name, points in news.items()}
    author = finding.indicator.weight
    return Weight({name: int(points * author) for name, points in parts.items() if points}, sense,
                  unusual)


def weighed(findings: Iterable[Finding], weights: Weights) -> dict[str, Weight]:
    """The weight of each finding, by its indicator."""
    return {finding.indicator.id: weigh(finding, weights) for finding in findings}


def _news(finding: Finding, weights: Weights, unusual: Decimal | None) -> dict[str, Decimal]:
    news: dict[str, Decimal] = {}
    if finding.provisional:
        return news             # an unfinished month is no news
    if finding.indicator.kind == "cumulative":
        news["year"] = Decimal(_from_last_year(finding, weights))
        return news
    if unusual is None and finding.indicator.step > 1:
        news["change"] = Decimal(from_before(finding, weights))
    elif unusual is not None and unusual >= 1:
        # the end of a spike is not the news that the spike was
        size = min(weights.change * unusual, Decimal(weights.change_at_most))
        news["change"] = size / 2 if is_return(finding) else size
    if finding.variation in ("above", "below") and not is_return(finding):
        news["beyond"] = Decimal(weights.beyond)
    # what got worse and is still better than is usual is no news of getting worse
    if finding.control is not None and finding.control.special and not (
            finding.control.cause == "improving" and _sense(finding) == "worse"):
        news["special"] = Decimal(weights.beyond)
    length = int(finding.run.length.value) if finding.run is not None else 0
    if length > 2 and finding.direction in ("up", "down") and _run_is_long(finding, length):
        news["run"] = min(Decimal(weights.run * (length - 2)), Decimal(weights.run_at_most))
    if finding.record and unusual is not None and unusual >= 1 and not is_small(finding, weights):
        news["record"] = Decimal(weights.record)
    crossed = [c for c in finding.judged_comparisons + finding.on_month if c.held is False]
    news["crossed"] = Decimal(weights.crossed * min(len({c.role for c in crossed}), 2))
    return news


def is_return(finding: Finding) -> bool:
    """Whether the latest change only ends a spike: back from a high or low, nearer to the mean."""
    ended = {"high": "down", "low": "up"}.get(finding.record_before)
    mean, now = finding.facts.get("mean_12m"), finding.facts.get("current")
    previous = finding.facts.get("previous")
    if ended is None or ended != finding.direction or mean is None or now is None or (
            previous is None):
        return False
    crossed = (previous.value - mean.value) * (now.value - mean.value) < 0
    away = abs(now.value - mean.value)
    return away < abs(previous.value - mean.value) and not (
        crossed and away * 2 > abs(previous.value - mean.value))


def is_small(finding: Finding, weights: Weights) -> bool:
    """Whether the count, or a share's numerator, is too small for its size to say much."""
    size = finding.facts.get("numerator")
    if size is None and finding.indicator.unit_class == "count":
        size = finding.facts.get("current")
    return size is not None and size.value < weights.small_under


def stands_well(finding: Finding) -> bool:
    """Whether what got worse is no concern for all that: it meets its target as it did before, or
    its control chart has it as better than is usual."""
    met = ("green", "blue")
    return (finding.rating in met and finding.rating_before in (None, *met)) or (
        finding.control is not None and finding.control.cause == "improving")


def _sense(finding: Finding) -> Sense:
    if finding.indicator.kind == "cumulative":
        last_year = finding.comparison("same_month_last_year")
        better = None if last_year is None else last_year.better
        return "neutral" if better is None else "better" if better else "worse"
    return SENSES[finding.progress]


def tolerances_missed(finding: Finding) -> Decimal:
    """By how many tolerances the target is missed; 0 where it is met, or there is none."""
    target = finding.comparison("target")
    if target is None or finding.rating not in ("amber", "red"):
        return Decimal(0)
    end, tolerance = target.end.value, finding.indicator.tolerance
    allowed = abs(end) / 20 if tolerance is None else tolerance.around(end)
    return target.gap.value / allowed if allowed else Decimal("Infinity")


def _missed(finding: Finding, weights: Weights) -> Decimal:
    if not weights.missed:
        return Decimal(0)
    return min(weights.missed * tolerances_missed(finding), Decimal(weights.missed_at_most))


def _in_usual_movements(finding: Finding, weights: Weights) -> Decimal | None:
    """The latest change over the mean movement of the months before; None where that is unknown."""
    change = finding.facts.get("change")
    if change is None or finding.indicator.kind == "cumulative":
        return None
    one = finding.indicator
    shown: list[Decimal] = []
    month = finding.measure.before(finding.period)
    for _ in range(finding.months_known - 1):
        amount = finding.measure.at(month).amount
        if amount is None:
            break
        shown.append(as_printed(amount, one.unit, one.decimals))
        month = finding.measure.before(month)
    movements = [abs(a - b) for a, b in pairwise(shown)]
    if len(movements) < weights.movements_from or not any(movements):
        return None
    return abs(change.value) * len(movements) / sum(movements, Decimal(0))


def _run_is_long(finding: Finding, length: int) -> bool:
    """Whether the run's whole movement is at least two usual movements."""
    one = finding.indicator
    first = finding.measure.at(finding.period.back(one.step * length)).amount
    current = finding.facts.get("current")
    if first is None or current is None:
        return False
    moved = abs(current.printed - as_printed(first, one.unit, one.decimals))
    months = [finding.measure.at(finding.period.back(one.step * n)).amount
              for n in range(finding.months_known)]
    shown = [as_printed(a, one.unit, one.decimals) for a in months if a is not None]
    movements = [abs(a - b) for a, b in pairwise(shown)]
    return bool(movements) and moved * len(movements) >= 2 * sum(movements, Decimal(0))


def _from_last_year(finding: Finding, weights: Weights) -> int:
    """Points of a figure that gathers, for how far it is from the same point last year."""
    last_year = finding.comparison("same_month_last_year")
    if last_year is None or not last_year.comparator.printed:
        return 0
    return _points_apart(last_year.gap.printed, last_year.comparator.printed, weights)


def from_before(finding: Finding, weights: Weights) -> int:
    """Points of a quarter's, term's or year's change, of which too few are known to say what is
    usual: for how large it is beside the figure before."""
    change, previous = finding.facts.get("change"), finding.facts.get("previous")
    if change is None or previous is None or not previous.printed:
        return 0
    return _points_apart(abs(change.value), previous.printed, weights)


def _points_apart(gap: Decimal, beside: Decimal, weights: Weights) -> int:
    away = gap * 100 / abs(beside)
    return weights.year_far if away >= 15 else weights.year_near if away >= 5 else 0
