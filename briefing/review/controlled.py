"""What is false in a sentence on a control chart: mean, limits, rule and target worked out again.

The rules are looked for stretch by stretch, by how they are published, and share no code with what
finds them (NHSRplotthedots 0.2: see `briefing manual spc`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from briefing.periods import Month
from briefing.review.figures import number_of
from briefing.review.reckoning import Reckoning
from briefing.review.relations import target_as_written

LEAST, MOST, ROW = 12, 60, 7
PER_RANGE, LEFT_OUT = Fraction(266, 100), Fraction(3267, 1000)
CAUSES = {"for the better": "better", "for the worse": "worse", "upwards": "up",
          "downwards": "down"}
_AIM = (r"the (?:year’s )?[a-z ]+?(?: range)? of (?:(?P<lower>[^;]+?) to )?(?P<target>[^;]+?) is "
        r"(?P<partly>partly )?(?P<place>above|below|within) the process limits"
        r"(?: of (?P<low_again>.+?) to (?P<high_again>.+?))?"
        r", so it (?P<will>will be met as things stand|will not be met unless something changes"
        r"|may be met or missed)")
_AROUND = (r"the process limits are within the (?:year’s )?[a-z ]+? range of (?P<from>[^;]+?) to "
           r"(?P<to>[^;]+?), so it will be met as things stand")
SENTENCE = re.compile(
    r"(?:On its control chart the latest figure is|The latest figure is|"
    r"The control chart marks the latest figure as) (?:"
    r"common cause variation, within the process limits of (?P<low>.+?) to (?P<high>[^;]+?)"
    r"|special cause variation (?P<cause>for the better|for the worse|upwards|downwards): (?:"
    r"it is (?P<outside>above the upper|below the lower) process limit of (?P<limit>[^;]+?)"
    r"|each of the last (?P<trend>[\w-]+) figures but the first is (?P<way>higher|lower) than the "
    r"one before"
    r"|at least two of the last three figures are close to the (?P<near>upper|lower) process limit "
    r"of (?P<near_limit>[^;]+?)"
    r"|the last (?P<row>[\w-]+) figures are all (?P<side>above|below) the mean of (?P<mean>[^;]+?)"
    rf"))(?:; (?:{_AIM}|{_AROUND}))?\.")
SHORT = re.compile(rf"{_AIM[0].upper()}{_AIM[1:]}\.")


def control_faults(text: str, truth: Reckoning) -> list[str] | None:
    """What is false in a sentence on the indicator's control chart; None of any other sentence."""
    if not any(words in text for words in ("control chart", "process limit", "special cause")):
        return None
    found = SENTENCE.fullmatch(text) or SHORT.fullmatch(text)
    if found is None:
        return ["it is no sentence on a control chart that is known"] if (
            text.startswith(("On its control chart", "The control chart marks"))) else None
    chart = _Chart(truth)
    if not chart.holds:
        return ["there is no control chart"]
    said = {key: value for key, value in found.groupdict().items() if value}
    return [*chart.figures(said), *(chart.special(said) if found.re is SENTENCE else ()),
            *chart.aim(said)]


def worsens_by_chart(truth: Reckoning) -> bool:
    """Whether the latest figure is special cause for the worse on its control chart."""
    chart = _Chart(truth)
    return truth.one.spc and chart.holds and chart.cause() == "worse"


class _Chart:
    """The figures since the last break, as printed, and their limits."""

    def __init__(self, truth: Reckoning) -> None:
        self.truth = truth
        months: list[Month] = [truth.now]
        first = min(truth.cells, default=truth.now)
        while not truth.breaks_in(months[0]) and truth.before(months[0]) >= first and (
                len(months) < MOST):
            months.insert(0, truth.before(months[0]))
        self.run = [None if truth.cell(month).marking else truth.shown(month) for month in months]
        known = [figure for figure in self.run if figure is not None]
        steps = [abs(b - a) for a, b in pairwise(self.run) if a is not None and b is not None]
        self.holds = len(known) >= LEAST and any(steps) and self.run[-1] is not None
        if not self.holds:
            return
        most = LEFT_OUT * sum(steps, Fraction(0)) / len(steps)
        kept = [step for step in steps if step < most]
        reach = PER_RANGE * sum(kept, Fraction(0)) / len(kept)
        self.holds = reach > 0
        self.mean = sum(known, Fraction(0)) / len(known)
        self.low, self.high = self.mean - reach, self.mean + reach
        limits = truth.one.limits
        least = Fraction(0) if truth.one.unit_class == "money" and min(known) >= 0 else (
            None if limits.low is None else Fraction(limits.low))
        self.low_shown = self.low if least is None else max(self.low, least)
        self.high_shown = self.high if limits.high is None else min(self.high,
                                                                    Fraction(limits.high))
        self.now = known[-1]

    # ── figures ─────────────────────────────────────────────────────────────────────────────────

    def figures(self, said: dict[str, str]) -> Iterator[str]:
        """Each limit and the mean as they are written: rounded, and on the right side of all."""
        upper = said.get("outside", said.get("near", "")).startswith(("above", "upper"))
        end = self.high_shown if upper else self.low_shown
        for name, right in (("low", self.low_shown), ("high", self.high_shown), ("limit", end),
                            ("near_limit", end), ("mean", self.mean),
                            ("low_again", self.low_shown), ("high_again", self.high_shown)):
            if name in said and not any(
                    self._worded(right, places, said[name])
                    for places in range(self.truth.one.decimals, self.truth.one.decimals + 5)):
                yield f"'{said[name]}' should be '{self.truth.worded(right)}'"

    def _worded(self, right: Fraction, places: int, said: str) -> bool:
        whole = self.truth.worded(right, places)
        shown = self.truth.as_printed(right, places)
        sides = all((f > shown) == (f > right) and (f < shown) == (f < right)
                    for f in self.run if f is not None)
        return sides and said in (whole, self.truth.without_unit(whole))

    def cause(self) -> str:
        """ "better", "worse", "up", "down"; "" of common cause."""
        rule, up, _ = self._rule()
        polarity = self.truth.one.polarity
        if not rule or polarity not in ("higher", "lower"):
            return rule and ("up" if up else "down")
        return "better" if up == (polarity == "higher") else "worse"

    # ── special cause ───────────────────────────────────────────────────────────────────────────

    def special(self, said: dict[str, str]) -> Iterator[str]:
        """The rule that holds of the latest figure, first of those that do, and what it means."""
        rule, up, length = self._rule()
        told = next((name for name in ("outside", "trend", "near", "row") if name in said), "")
        if told != rule:
            yield f"it is {rule or 'common cause'}, not {told or 'common cause'}"
            return
        if not rule:
            return
        words = said.get("outside", said.get("way", said.get("near", said.get("side", ""))))
        if words.startswith(("above", "higher", "upper")) is not up:
            yield f"'{words}' is the wrong side"
        count = said.get("trend", said.get("row", ""))
        if count and number_of(count) != length:
            yield f"'{count}' figures should be {length}"
        right = self.cause()
        if CAUSES[said["cause"]] != right:
            yield f"'{said['cause']}' should be {right}"

    def _rule(self) -> tuple[str, bool, int]:
        """The rule by its name here, whether it is upwards, and how many figures make it."""
        now, tail = self.now, self._tail()
        if not self.low <= now <= self.high:
            return "outside", now > self.high, 1
        for up in (True, False):
            length = _length(tail, lambda a, b, up=up: b > a if up else b < a)  # type: ignore[misc]
            if length >= ROW:
                return "trend", up, length
        third = (self.high - self.mean) * 2 / 3
        for up in (True, False):
            over = [(f - self.mean) * (1 if up else -1) for f in tail[-3:]]
            if len(over) == 3 and min(over) > 0 and over[-1] > third and sum(
                    third < far <= self.high - self.mean for far in over) >= 2:
                return "near", up, 1
        for up in (True, False):
            beside = 0
            for figure in reversed(tail):
                if (figure > self.mean) is not up or figure == self.mean:
                    break
                beside += 1
            if beside >= ROW:
                return "row", up, beside
        return "", True, 1

    def _tail(self) -> list[Fraction]:
        """The figures up to the latest without a gap."""
        tail: list[Fraction] = []
        for figure in reversed(self.run):
            if figure is None:
                break
            tail.insert(0, figure)
        return tail

    # ── the target ──────────────────────────────────────────────────────────────────────────────

    def aim(self, said: dict[str, str]) -> Iterator[str]:
        """Where the target lies by the limits, and what follows for it."""
        target = self.truth.target(self.truth.now)
        if "will" not in said and "to" not in said:
            return
        if target is None or self.truth.set_beside(self.truth.now) != "month":
            yield "there is no target of the figure"
            return
        yield from target_as_written(said.get("target", said.get("to", "")),
                                     said.get("lower", said.get("from", "")), self.truth, bare=True)
        value = Fraction(target.value)
        lower = value if target.lower is None else Fraction(target.lower)
        place = "above" if lower > self.high else "below" if value < self.low else "within"
        holds = target.lower is not None and lower < self.low and self.high < value
        if holds is not ("to" in said):
            yield "the target range holds the process limits" if holds else (
                "the target range does not hold the process limits")
        if "to" in said:
            return
        if said["place"] != place:
            yield f"the target is {place} the process limits"
        polarity = self.truth.one.polarity     # where neither is better, a range of one figure
        right = "may be" if place == "within" else (
            "will be" if target.lower is None and polarity in ("higher", "lower") and (
                place == "below") == (polarity == "higher") else "will not")
        if not said["will"].startswith(right):
            yield f"'{said['will']}' should be '{right}'"


def _length(figures: Sequence[Fraction], follows: Callable[[Fraction, Fraction], bool]) -> int:
    """How many of the last figures each follow the one before so."""
    length = 1
    for a, b in reversed([*pairwise(figures)]):
        if not follows(a, b):
            break
        length += 1
    return length
