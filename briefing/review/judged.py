"""What a bullet or question says of the figure that is judged: beside target and others, in a row.

The figure is that of the period, or of the year to date where the target is set beside that.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from briefing.review import claims as c
from briefing.review.check import faults_of
from briefing.review.figures import number_of
from briefing.review.hedges import Hedges
from briefing.review.reader import Reading, marking_said, read
from briefing.review.reckoning import Reckoning
from briefing.review.wording import compiled

_SPAN = r"(?P<to_date>for the year to date)|{when:now}{late}"
AIM = (r"(?P<aim>the (?:target|year’s target)(?: range)?(?: to date)? of (?:{figure:low} to )?"
        r"{figure:value}|(?:{figure:part_low} to )?{figure:part}, the part to date of the year’s "
        r"target(?: range)? of (?:{figure:whole_low} to )?{figure:whole})")
JUDGED = rf"{{figure:judged}} (?:{_SPAN})"


class JudgedReader:
    """Reads what is said of a figure that is judged."""

    def __init__(self, hedges: Hedges) -> None:
        self.hedges = hedges

    def figure(self, parts: Mapping[str, str], truth: Reckoning
               ) -> Generator[str, None, Fraction | None]:
        """The figure that is judged; faults where another is said, or it is said otherwise."""
        of_year = "to_date" in parts and bool(truth.one.year_to_date)
        role = "to_date" if of_year else "now"
        claim = c.Stated(role, parts["judged"], parts.get("now_how", ""), parts.get("now_at", ""),
                         marking_said(parts, "judged_soft"))
        yield from faults_of(Reading("judged", (claim,)), truth, self.hedges)
        if truth.target(truth.now) is not None and truth.rating() and (
                (role == "to_date") != (truth.set_beside(truth.now) == "to_date")) and (
                    truth.one.kind != "cumulative"):
            yield f"the target is set beside '{role}'"
        value = truth.to_date(truth.now) if of_year else truth.value(truth.now)
        return None if value is None else truth.as_printed(value)

    @staticmethod
    def aim(parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        """What is false in the target as it is said: what it is of, and its ends."""
        target = truth.target(truth.now)
        if target is None:
            return
        standing, aim = truth.standing(truth.now), parts["aim"]
        said = ("pro_rata" if "the part to date" in aim else "year" if "the year’s" in aim else
                "to_date" if "to date" in aim else "period")
        if said != standing:
            yield f"the target is said as '{said}', but is '{standing}'"
        high, low = Fraction(target.value), Fraction(
            target.value if target.lower is None else target.lower)
        for name, end in (("value", high), ("part", high), ("low", low), ("part_low", low)):
            if name in parts and number_of(bare(parts[name])) != end:
                yield f"'{parts[name]}' should be {float(end)}"

    def beside_target(self, parts: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
        """What is false in "98.8% for the year to date, 3.8 points better than the target"."""
        figure = yield from self.figure(parts, truth)
        target = truth.target(truth.now)
        if figure is None or target is None:
            yield "there is no figure, or no target"
            return
        yield from self.aim(parts, truth)
        high, low = Fraction(target.value), Fraction(
            target.value if target.lower is None else target.lower)
        gap = max(low - figure, figure - high, Fraction(0)) if target.lower is not None else abs(
            figure - high)
        if "met" in parts:
            right = "within" if target.lower is not None else "on"
            if gap or parts["met"] != right:
                yield f"'{parts['met']}' a target that is {float(gap)} away"
            return
        places = max(truth.one.decimals, *(len(bare(parts[name]).partition(".")[2])
                                           for name in ("value", "part", "low", "part_low")
                                           if name in parts))
        right = truth.worded_size(gap, places)
        if parts["gap"] != right and not parts["gap"].startswith("less than "):
            yield f"'{parts['gap']}' should be '{right}'"
        below = figure < low
        ways = {"better than": below == (truth.one.polarity == "lower"), "more than": not below,
                "fewer than": below, "short of": below, "over": not below,
                "outside": target.lower is not None}
        if not gap or not ways[parts["way"]]:
            yield f"'{parts['way']}' is false of {float(figure)}"

    def beside_others(self, judged: str, others: str, truth: Reckoning, good: bool
                      ) -> Iterator[str]:
        """What is false in "better than the 2020/21 national average of 5%" and its like."""
        if truth.one.polarity not in ("higher", "lower"):
            yield "better and worse are said of what is neither"
            return
        head = compiled(rf"(?:{JUDGED}), ").match(judged)
        if head is None:
            yield f"could not be read: '{judged}'"
            return
        parts = groups(head)
        figure = yield from self.figure(parts, truth)
        above = good == (truth.one.polarity == "higher")
        way = "above" if above else "below"
        of = "to_date" if "to_date" in parts and truth.one.kind != "cumulative" else "month"
        stem = "The year to date figure of" if of == "to_date" else "This"
        judged = parts["judged"] + parts.get("judged_soft", "")
        said = f"{stem} {judged} is" if of == "to_date" else f"{stem} is"
        text = f"{said} {way} {others.removesuffix('.')}."
        if figure is not None:
            yield from faults_of(read(text, truth.one), truth, self.hedges)

    def run(self, parts: Mapping[str, str], truth: Reckoning, good: bool) -> Iterator[str]:
        """What is false in "the third reduction in a row", said of what went well or did not."""
        yield from faults_of(Reading("run", (stated("now", parts),)), truth, self.hedges)
        yield from _progress_run(int(number_of(parts["run"])), truth, good)
        if truth.one.polarity in ("higher", "lower") and "way" in parts:
            right = "increase" if (truth.one.polarity == "higher") == good else "reduction"
            for said in (parts["way"], {"up": "increase", "down": "reduction"}.get(
                    parts.get("gone", ""), right)):
                if said != right:
                    yield f"'{said}' should be '{right}'"
        elif "way" in parts:
            yield "neither way is worse"


def groups(match: re.Match[str]) -> dict[str, str]:
    """The parts of a form that the text has, by their names."""
    return {name: text for name, text in match.groupdict().items() if text}


def stated(role: str, parts: Mapping[str, str]) -> c.Stated:
    """That the figure of that role is what the text has in its place."""
    return c.Stated(role, parts[role], parts[f"{role}_how"], parts[f"{role}_at"],
                    marking_said(parts, f"{role}_soft"))


def bare(text: str) -> str:
    """The number of a figure, with its sign."""
    match = re.search(r"[-−]?£?\d[\d,]*(?:\.\d+)?", text)
    return match[0] if match else "0"


def _progress_run(count: int, truth: Reckoning, good: bool) -> Iterator[str]:
    """Whether the latest changes all improved, or all worsened, as often as is said."""
    shown = truth.known(truth.now)
    target = truth.whole_target(truth.now)
    low, high = (Fraction(0), Fraction(0)) if target is None or target.lower is None else (
        Fraction(target.lower), Fraction(target.value))
    if truth.one.polarity == "range":
        shown = [max(low - value, value - high, Fraction(0)) for value in shown]
    falling = (truth.one.polarity != "higher") == good
    steps = [(now < then) if falling else (now > then)
             for now, then in pairwise(shown)]
    length = next((n for n, step in enumerate(steps) if not step), len(steps))
    if truth.one.polarity == "neutral" or truth.one.kind == "cumulative" or length != count:
        yield f"{count} in a row should be {length}"
