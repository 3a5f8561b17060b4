"""What is said of a figure beside marks and others' figures, read back: targets, floors, forecasts,
what was passed, ranks and standings.

Each check yields what is false of the groups that a form of `further` took.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from briefing.indicators import Comparator, Target, target_of
from briefing.periods import Year, day_in_words
from briefing.review.among_areas import standing_faults
from briefing.review.earlier_said import (
    Groups,
    agrees,
    in_per_cent,
    month_of,
    now_named,
    size_words,
    timed,
)
from briefing.review.reckoning import EXACTLY, Reckoning

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _judged(groups: Groups, truth: Reckoning) -> Fraction | None:
    """The figure that is spoken of, as printed."""
    value = truth.to_date(truth.now) if "year" in groups else truth.value(truth.now)
    marking = truth.marking_of("to_date" if "year" in groups else "now", truth.now)
    return None if value is None or marking else truth.as_printed(value)


def gap_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in how far it is from the target, or from others."""
    yield from now_named(groups, truth)
    figure = _judged(groups, truth)
    if figure is None:
        yield "a figure is set beside others that is not there, or not final"
        return
    for part in re.split(r" and (?=(?:less than )?[^a-z ]*\d)", groups["gaps"]):
        yield from _one_gap(part, figure, groups, truth)
    if "tolerance" in groups:
        yield from _tolerance(groups["tolerance"], figure, truth)


_ONE_GAP = re.compile(r"(?P<size>.+?)(?: \((?P<share>[\d.,]+%)\))? (?P<way>above|below) (?:the "
                      r"(?P<mark>target|budget|threshold|milestone|trajectory|region)"
                      r"(?P<range> range)?"
                      r"|(?P<who>.+))")
_WHO_IS = {"similar councils": "statistical_neighbours", "England": "national",
           "region": "region"}


def _peer_called(own: Comparator) -> str:
    """What a figure is above or below, where it is set beside the council's own comparator."""
    match own.kind:
        case "average" if "average" not in own.said.casefold():
            return f"the {own.said} average"
        case "best_quartile":
            return f"the threshold of the {own.said}"
        case "average" | "peers":
            return f"the {own.said}"
        case _:
            return own.said


def _one_gap(part: str, figure: Fraction, groups: Groups, truth: Reckoning) -> Iterator[str]:
    match = _ONE_GAP.fullmatch(part)
    if match is None:
        yield f"could not be read: '{part}'"
        return
    name = match["mark"] or match["who"]
    if name in _WHO_IS or match["who"]:
        role = _WHO_IS.get(name, "") or next(
            (key for key, own in truth.comparators.items()
             if name == _peer_called(own)), "")
        benchmark = truth.benchmarks.get(role)
        ends = [] if benchmark is None else [Fraction(benchmark.value)]
        ends = [truth.as_printed(end) for end in ends]
    else:
        target = truth.target(truth.now)
        set_beside = "to_date" if "year" in groups else "month"
        if truth.set_beside(truth.now) != set_beside or truth.standing(truth.now) in (
                "waits", "unclear"):
            yield "the target is not set beside that figure"
        if target is not None and target.kind != name:
            yield f"the {name} is a {target.kind}"
        if target is not None and (target.lower is not None) != bool(match["range"]):
            yield f"the {name} is {'no' if match['range'] else 'a'} range"
        ends = [] if target is None else [truth.as_printed(Fraction(end), EXACTLY) for end in (
            target.value, target.lower) if end is not None]
    if not ends:
        yield f"there is no {name}"
        return
    low, high = min(ends), max(ends)
    relation = "above" if figure > high else "below" if figure < low else "at"
    end = high if relation == "above" else low
    if relation != match["way"]:
        yield f"'{match['way']}' should be '{relation}' the {name}"
        return
    distance = abs(figure - end)
    places = [truth.one.decimals, max(truth.one.decimals, _decimals(end))]
    if match["size"] not in {truth.worded_size(distance, n) for n in places} | size_words(
            distance, truth):
        yield f"'{match['size']}' should be '{truth.worded_size(distance, places[-1])}'"
    if match["share"] and match["share"] != in_per_cent(distance * 100 / end):
        yield f"'{match['share']}' should be '{in_per_cent(distance * 100 / end)}'"


def _decimals(value: Fraction) -> int:
    return next((n for n in range(8) if value * 10**n % 1 == 0), 8)


def _tolerance(text: str, figure: Fraction, truth: Reckoning) -> Iterator[str]:
    tolerance = truth.one.tolerance
    if tolerance is None or truth.rating() != "amber":
        yield "no tolerance decides its rating"
        return
    size = Fraction(tolerance.size)
    places = _decimals(size)
    right = f"{float(size):.{places}f}%" if tolerance.relative else truth.worded_size(size, places)
    if text != right:
        yield f"'{text}' should be '{right}'"


def _mark(kind: str, truth: Reckoning) -> Target | None:
    return target_of([mark for mark in truth.marks if mark.kind == kind], truth.now)


def marks_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in where it is beside the floor and the stretch target."""
    yield from now_named(groups, truth)
    figure = _judged(groups, truth)
    for part in groups["parts"].split(" and "):
        match = re.fullmatch(r"(above|below|at|better than|worse than) the "
                             r"(floor|stretch target) \((.+)\)", part)
        mark = _mark(match[2].split()[0], truth) if match else None
        if match is None or mark is None or figure is None:
            yield f"'{part}' is said of nothing"
            continue
        end = truth.as_printed(Fraction(mark.value), EXACTLY)
        if match[3] != truth.worded(end, _decimals(end)):
            yield f"'{match[3]}' should be '{truth.worded(end, _decimals(end))}'"
        way = "above" if figure > end else "below" if figure < end else "at"
        if truth.one.polarity == "lower":
            way = {"above": "worse than", "below": "better than", "at": "at"}[way]
        if match[1] != way:
            yield f"'{part}' is said of {float(figure)}"


def rating_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in the rating, and in the one before."""
    right = truth.rating()
    if groups["rating"] != truth.rating_word(right):
        yield f"'{groups['rating']}' should be '{truth.rating_word(right)}'"
    if "before" in groups:
        before = truth.earlier().rating()
        if groups["before"] != truth.rating_word(before) or before == right:
            yield f"'{groups['before']}' before should be '{truth.rating_word(before)}'"


_KINDS = {"forecast": "forecast", "forecast outturn": "outturn_forecast",
          "stretch target": "stretch"}


def forecast_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in a forecast, and in what it is set beside."""
    mark = _mark(_KINDS[groups["kind"]], truth)
    if mark is None or Fraction(mark.value) < 0:
        yield f"there is no {groups['kind']}"
        return
    value = Fraction(mark.value)
    if groups["value"] != truth.worded(value, _decimals(value)):
        yield f"'{groups['value']}' should be '{truth.worded(value, _decimals(value))}'"
    named = str(mark.span) if isinstance(mark.span, Year) else truth.named(mark.span)
    if groups["span"] != named:
        yield f"'{groups['span']}' should be '{named}'"
    if "beside" not in groups:
        return
    beside = _mark("budget", truth) if groups["beside"] == "budget" else None
    beside = beside or truth.whole_target(truth.now)
    named = str(mark.span)
    of_year = [t for t in truth.targets if str(t.span) == named and t.lower is None]
    beside = beside if beside is not None and str(beside.span) == named else next(
        iter(of_year), None)
    if beside is None:
        yield f"there is no {groups['beside']} to set it beside"
        return
    if isinstance(mark.span, Year) and truth.one.amounts_to and truth.one.kind != "stock" and (
            truth.of(beside) != "year"):
        yield f"the {groups['beside']} is of each period, the {groups['kind']} of the year"
    end = Fraction(beside.value)
    shown, line = (truth.as_printed(each, _decimals(each)) for each in (value, end))
    way = "above" if shown > line else "below" if shown < line else ""
    if groups.get("way", "") != way:
        yield f"'{groups.get('way')}' should be '{way}'"
    if groups["beside"] != beside.kind.replace("_", " "):
        yield f"the {groups['beside']} is a {beside.kind}"
    places = max(_decimals(value), _decimals(end))
    apart = abs(truth.as_printed(value, places) - truth.as_printed(end, places))
    if "gap" in groups and groups["gap"] != truth.worded_size(apart, places):
        yield f"'{groups['gap']}' should be '{truth.worded_size(apart, places)}'"
    if "beside_value" in groups and groups["beside_value"] != truth.worded(end, _decimals(end)):
        yield f"'{groups['beside_value']}' should be '{truth.worded(end, _decimals(end))}'"


def year_target_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in the year's target."""
    whole = target_of([t for t in truth.targets if t.of == "year"], truth.now)
    if whole is None:
        yield "there is no year's target"
    elif groups["value"] != truth.worded(Fraction(whole.value), _decimals(Fraction(whole.value))):
        yield f"'{groups['value']}' is not the year's target"


def crossed_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in "for the first time since"."""
    yield from agrees(groups, truth)
    known, month = truth.known(truth.now), truth.called(groups["since"])
    at = (truth.now.ordinal - month.ordinal) // truth.one.step if month is not None else 0
    line = next((Fraction(int(text)) for text in re.findall(r"\d+", groups["line"].replace(
        ",", ""))), None)
    if line is None or groups["line"] != truth.worded(line, 0):
        yield f"'{groups['line']}' could not be read"
        return
    if not 0 < at < len(known):
        yield f"since '{groups['since']}' there is not a figure every {truth.one.period_word}"
        return
    beyond = [figure > line if groups["way"] == "above" else figure < line for figure in known]
    if not beyond[0] or not beyond[at] or any(beyond[1:at]):
        yield f"it is not {groups['way']} {groups['line']} for the first time since then"


def own_faults(groups: Groups, truth: Reckoning, kind: str) -> Iterator[str]:
    """What is false in a figure of one of the council's own comparators."""
    known = [(key, own) for key, own in truth.comparators.items()
             if own.kind == kind and key in truth.benchmarks and groups["who"] == (
                 own.said if kind != "change" or "change" in own.said.casefold()
                 else f"change for {own.said}")]
    if not known:
        yield f"'{groups['who']}' is no {kind} that is known"
        return
    benchmark = truth.benchmarks[known[0][0]]
    value = Fraction(benchmark.value)
    if groups["at"] != benchmark.period:
        yield f"'{groups['at']}' should be '{benchmark.period}'"
    if "rank" in groups:
        rank, of = int(re.sub(r"\D", "", groups["rank"])), groups.get("of", "").replace(",", "")
        if rank != value or (of and int(of) != benchmark.of):
            yield f"{rank} of {of} should be {benchmark.value} of {benchmark.of}"
    elif "quartile" in groups:
        if ORDINALS[groups["quartile"]] != value:
            yield f"the {groups['quartile']} quartile should be {benchmark.value}"
    else:
        way = "increase" if value > 0 else "reduction" if value < 0 else ""
        text = f"{float(abs(value)):,.{_decimals(value)}f}%"
        if groups.get("way", "") != way or groups["per_cent"] != text:
            yield f"'{groups['per_cent']}' should be {way} '{text}'"


def placed_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in how an area stands among others, and when."""
    yield from standing_faults(groups, truth)
    yield from timed(groups, truth)
    if month_of(groups["then"], truth) != truth.now:
        yield f"'{groups['then']}' is not the period"


def as_at_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in the day that it is as at."""
    day = truth.cell(truth.now).day
    if day is None or groups["day"] != day_in_words(day):
        yield f"'{groups['day']}' is not the day that the figure is as at"
