"""A chart for those who cannot see it: what the drawing shows beside the caption over it.

The caption is heard before it and is not said again. What is said here is of the points and lines
of the chart itself, so that nothing can be seen on it that contradicts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing import amounts
from briefing.amounts import Marking
from briefing.findings import Fact, Finding
from briefing.narrative.book import Book
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Figure, Pieces, Sentence, text_of
from briefing.problems import listed

Span = Literal["whole", "from", "to", "between", "at", "steps"]
Why = Literal["withheld", "missing", "provisional", "estimated", "unreliable", "break"]
WHYS: tuple[Why, ...] = ("withheld", "missing", "provisional", "estimated", "unreliable")


@dataclass(frozen=True, slots=True)
class Beside:
    """A line, bar or share beside a chart's main series, by its label.

    `first` and `last` are the periods from and to which it runs, as far as that is not the chart's
    own span; `at` which its value is, when it is one point's. Of a line in `steps` the label is of
    the first step and `until` that of the last.
    """

    label: str
    span: Span = "whole"
    first: str = ""
    last: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Extreme:
    """The highest or lowest of the points shown, the latest of several that are alike."""

    fact: Fact
    period: str
    times: int
    marking: Marking


@dataclass(frozen=True, slots=True)
class Extremes:
    """The highest and the lowest; `since` is the first period that they are of, after a break."""

    highest: Extreme
    lowest: Extreme
    since: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """Periods of a series that have no value, or one that is marked; `of` is "" for the main.

    Each is a period alone, or the first and the last of a run.
    """

    why: Why
    periods: tuple[tuple[str, str], ...]
    of: str = ""


@dataclass(frozen=True, slots=True)
class Special:
    """Periods whose points a control chart marks as special cause, of one sort."""

    cause: str
    periods: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen on a chart: its shape and first period, and what to say of its points."""

    shape: str
    first: str
    cut: bool
    extremes: Extremes | None
    absences: tuple[Absence, ...]
    beside: tuple[Beside, ...]
    special: tuple[Special, ...] = ()


def chart_in_words(finding: Finding, book: Book, seen: Seen) -> Sentence:
    """The chart in words: kind and span, axis, extremes, gaps, the lines beside the main one."""
    phrasing = Phrasing(finding, book)
    alone = seen.first == phrasing.full(finding.period)
    shown = phrasing.say("chart_shown", {"periods": "one" if alone else "many"},
                         {"first_month": (seen.first,)})
    words = [phrasing.say("chart", {"shape": seen.shape}, {"shown": shown})]
    if seen.cut:
        words.append(phrasing.say("chart_axis"))
    if seen.extremes is not None:
        words.append(_extremes(phrasing, seen.extremes))
    words += [phrasing.say("chart_absent", {"why": absence.why,
                                           "of": "other" if absence.of else "main"},
                          {"periods": (_periods(phrasing, absence.periods),),
                           "label": (absence.of,)})
              for absence in seen.absences]
    words += [phrasing.say("chart_special", {"cause": special.cause},
                           {"periods": (_periods(phrasing, special.periods),)})
              for special in seen.special]
    if seen.beside:
        lines = "; ".join(text_of(phrasing.say("chart_line", {"span": line.span}, {
            "label": (line.label,), "line_month": (line.first,), "last_month": (line.last,),
            "until": (line.until,)})) for line in seen.beside)
        words.append(phrasing.say("chart_lines", None, {"lines": (lines,)}))
    spaced = (piece for n, said in enumerate(words) for piece in ((" ",) * bool(n) + said))
    return phrasing.sentence(spaced, ("alt",), stop="")


def _periods(phrasing: Phrasing, periods: tuple[tuple[str, str], ...]) -> str:
    named = [text_of(phrasing.say("chart_run", None,
                                  {"line_month": (first,), "last_month": (last,)}))
             if last else first for first, last in periods]
    return listed(named, "and")


def _extremes(phrasing: Phrasing, extremes: Extremes) -> Pieces:
    """The highest and the lowest; of points that are all alike, that they are."""
    span = "since" if extremes.since else "whole"
    high, low = extremes.highest, extremes.lowest
    level = _figure(phrasing, high.fact).text == _figure(phrasing, low.fact).text
    slots = {name: _extreme(phrasing, one) for name, one in (("highest", high), ("lowest", low))}
    slots["first_month"] = (extremes.since,)
    return phrasing.say("chart_level" if level else "chart_extremes", {"span": span},
                       slots | {"chart_figure": (_figure(phrasing, high.fact),)})


def _extreme(phrasing: Phrasing, one: Extreme) -> Pieces:
    figure: Pieces = (_figure(phrasing, one.fact),)
    if one.marking:
        figure = phrasing.say("provisional", {"marking": one.marking}, {"figure": figure})
    return phrasing.say("chart_extreme", {"times": "once" if one.times == 1 else "again"},
                       {"chart_figure": figure, "line_month": (one.period,)})


def _figure(phrasing: Phrasing, fact: Fact) -> Figure:
    return Figure(amounts.in_prose(fact.value, phrasing.one.unit, fact.decimals), fact)
