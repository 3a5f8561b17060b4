"""What more is said of a figure, read back: sizes and per cents of changes, since when; n of N;
distances from marks; what was passed; highs, lows, earlier years, sums, ranks, forecasts.

Each sentence stands by itself. What it says is worked out again from the raw figures and compared
as text; direction and relation are words that are held to the two figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from briefing.indicators import Comparator, Target, target_of
from briefing.periods import Month, Year, day_in_words
from briefing.review.among_areas import FORM as AMONG_AREAS
from briefing.review.among_areas import standing_faults
from briefing.review.forms import Form
from briefing.review.reckoning import EXACTLY, Reckoning, half_up

LEAST_BASE = 10                     # of counts, for a change in per cent of them
PARTS = {"a tenth": Fraction(10), "a fifth": Fraction(20), "a quarter": Fraction(25),
         "a third": Fraction(333, 10), "half": Fraction(50), "two thirds": Fraction(667, 10),
         "three quarters": Fraction(75)}
NEAR = Fraction(2)                  # points from a part, and no more than a tenth of it
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_IT = r"(?P<it>it|they) (?P<was>was|were)"
_OF = (r"(?:figure for (?P<half>the (?:first|second) half of [\w/ ]+?)"
       r"|(?P<month>[A-Z0-9q][\w/ ]*?|(?:autumn|spring|summer) term(?: \d+)?) figure)")
_WHO = rf"The (?:{_OF}|(?P<year>year to date))"
_THEN = (r"(?P<place>At the end of|At the same point (?:last year|in)?|In(?: the [\w ]+? to)?)"
         r"(?P<then> [^:,]+?)?")
_MARK = r"(?P<mark>, (?:(?P<years>\w+) years before|the baseline),)?"
_TIMES = (r"(?: \((?P<manner>more than |almost )?(?P<part>a tenth|a fifth|a quarter|a third|half"
          r"|two thirds|three quarters)\)"
          r"|: (?P<times_it>it|they) (?P<times>(?:more than |almost )?"
          r"(?:doubled|trebled|halved)))?")
_SIZES = re.compile(
    rf"(?:(?P<size>[^:()]+?), or )?(?P<per_cent>[\d,]+(?:\.\d)?%){_TIMES}|(?P<alone>[^:]+)")
FORMS = tuple((name, Form(form)) for name, form in (
    ("since", r"The (?P<way>increase|reduction) (?P<of_year>in the year to date )?from "
              rf"(?P<then>[^:]+?){_MARK} was (?P<sizes>.+)\."),
    ("same", rf"{_THEN}{_MARK} (?:{_IT}|the (?P<of_year>year to date) was) the same\."),
    ("far", rf"{_THEN}{_MARK} (?:{_IT}|the (?P<of_year>year to date) was) (?P<earlier>.+?): the "
            r"(?P<way>increase|reduction) since is (?P<sizes>.+)\."),
    ("then", rf"{_THEN} {_IT} (?P<earlier>[^:]+?)\."),
    ("extreme", r"The (?P<end>high|low) of the last (?P<count>\d+) (?P<span>months|quarters|terms"
                r"|half years|years) was (?P<figure>.+?), (?P<place>in the [\w ]+? to|in|at the end"
                r" of) (?P<then>.+)\."),
    ("year", r"The year to date is (?P<figure>[^,:(]*\d[^ ]*(?: (?!above|below)[a-z]+)*)\."),
    ("outturn", rf"For (?P<then>[\d/]+) as a whole {_IT} (?P<figure>.+)\."),
    ("sum", r"The last (?P<count>\w+) (?P<span>[a-z ]+?) add up to (?P<figure>.+)\."),
    ("of_n", rf"The {_OF} is (?P<above>[\d,]+) of (?P<below>[\d,]+)\."),
    ("part", r"(?P<it>It|They) (?P<be>is|are) (?P<manner>more than|almost) "
             r"(?P<part>a tenth|a fifth|a quarter|a third|half|two thirds|three quarters)\."),
    ("gap", rf"{_WHO} is (?P<gaps>(?:less than )?[^a-z(]*\d.*? (?:above|below) .+?)"
            r"(?:, within the tolerance of (?P<tolerance>.+))?\."),
    ("marks", rf"{_WHO} is (?P<parts>(?:above|below|at|better than|worse than) the "
              r"(?:floor|stretch target) \(.+)\."),
    ("rating", r"The rating (?:is|moved from (?P<before>.+?) to) (?P<rating>.+)\."),
    ("forecast", r"The (?P<kind>forecast outturn|forecast) for (?P<span>.+?) is (?P<value>.+?)"
                 r"(?:, (?:(?P<gap>.+?) (?P<way>above|below)|the same as) the (?P<beside>[a-z ]+?)"
                 r"(?: of (?P<beside_value>.+?))?)?\."),
    ("year_target", r"The year’s (?P<kind>[a-z ]+) is (?P<value>.+)\."),
    ("crossed", r"(?P<it>It|They) (?P<be>is|are) (?P<way>above|below) (?P<line>.+?) for the first "
                r"time since (?P<since>.+)\."),
    ("standing", AMONG_AREAS),
    ("rank", r"The (?P<who>.+?) was (?P<rank>[\d,]+(?:st|nd|rd|th))(?: of (?P<of>[\d,]+))? in "
             r"(?P<at>(?:[A-Z]\w+ )?\d[\d/–-]*)\."),
    ("quartile", r"The (?P<who>.+?) was the (?P<quartile>first|second|third|fourth) in "
                 r"(?P<at>(?:[A-Z]\w+ )?\d[\d/–-]*)\."),
    ("elsewhere", r"The (?P<who>.+?) was (?:an? (?P<way>increase|reduction) of )?"
                  r"(?P<per_cent>[\d.,]+%) in (?P<at>(?:[A-Z]\w+ )?\d[\d/–-]*)\."),
    ("as_at", r"The figure is as at (?P<day>.+)\."),
))
OWN = ("rank", "quartile", "elsewhere")    # of comparators of the council's own
Groups = Mapping[str, str]


def further_faults(text: str, truth: Reckoning) -> list[str] | None:
    """What is false in a further sentence; None where it is none."""
    for name, form in FORMS:
        match = form.fullmatch(text)
        if match is not None and (name not in OWN or any(
                match["who"] in (own.said, f"change for {own.said}")
            for own in truth.comparators.values())):
            groups = {key: value for key, value in match.groupdict().items() if value}
            return list(_CHECKS[name](groups, truth))
    return None


# ── figures ─────────────────────────────────────────────────────────────────────────────────────


def _final(truth: Reckoning, month: Month) -> Fraction | None:
    """The month's figure as printed, where it is final."""
    return None if truth.cell(month).marking else truth.shown(month)


def _same_series(truth: Reckoning, month: Month) -> bool:
    return not any(month < start <= truth.now for start in truth.one.breaks) or not any(
        truth.breaks_in(truth.now.back(n * truth.one.step))
        for n in range((truth.now.ordinal - month.ordinal) // truth.one.step))


def _agrees(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in "it was", "they were", "they doubled"."""
    many = truth.one.plural
    for key, one, several in (("it", "it", "they"), ("was", "was", "were"), ("be", "is", "are"),
                              ("times_it", "it", "they")):
        if key in groups and groups[key].casefold() != (several if many else one):
            yield f"'{groups[key]}' does not agree with its subject"


def _months_of(then: str, truth: Reckoning) -> Month | None:
    """The period that is named after "from", "in", "at the end of"."""
    name = then.strip()
    if name in ("the same point last year", "last year", ""):
        return truth.now.back(12)
    year = re.fullmatch(r"(?:the same point in )?(\d{4}(?:/\d\d)?)", name)
    if year and truth.one.kind == "cumulative" and truth.one.frequency != "annual":
        wanted = [truth.now.back(12 * n) for n in range(12)]
        return next((month for month in wanted
                     if str(Year.holding(month, truth.one.year)) == year[1]), None)
    month = truth.called(re.sub(r"^the .+? to ", "", name))
    if month is None:
        return None
    return month


SHARES = {"a tenth": Fraction(10), "a fifth": Fraction(20), "a quarter": Fraction(25),
          "a third": Fraction(100, 3), "half": Fraction(50), "two thirds": Fraction(200, 3),
          "three quarters": Fraction(75)}


def _part(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in "It is more than half.", of a share as it is printed."""
    yield from _agrees(groups, truth)
    now, part = _final(truth, truth.now), SHARES[groups["part"]]
    if now is None or not truth.one.is_share:
        yield "a part is said of what is no share, or not final"
    elif now == part or (now > part) != (groups["manner"] == "more than") or abs(now - part) > NEAR:
        yield f"'{groups['manner']} {groups['part']}' is said of {float(now)}%"


def _timed(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in how the earlier time is put."""
    then = groups.get("then", "")
    rolling = truth.one.kind == "rolling_12" and not (
        truth.one.frequency == "annual" and not truth.one.over)
    said = f"{groups.get('place', '')} {then}"
    if rolling and f" {truth.one.over or '12 months'} to " not in f"{said} ".replace("  ", " "):
        yield f"'{then}' is of {truth.one.over or '12 months'}, which is not said"
    place = groups.get("place", "").casefold()
    if place == "in" and truth.one.kind == "stock":
        yield "'in' should be 'at the end of'"
    if place == "at the end of" and truth.one.kind != "stock":
        yield "'at the end of' should be 'in'"


def _pair(groups: Groups, truth: Reckoning) -> tuple[Fraction, Fraction, Month] | str:
    """The later figure and the earlier, as printed; or why they cannot be compared."""
    month = _months_of(groups.get("then", ""), truth)
    if month is None:
        return f"'{groups.get('then')}' is no period that is known"
    if "of_year" in groups:
        first = [truth.first_of_year(m) for m in (truth.now, month)]
        unsure = [truth.marking_of("to_date", m) for m in (truth.now, month)]
        values = [truth.to_date(m) for m in (truth.now, month)]
        if any(unsure) or None in values or first[0] == first[1]:
            return "the year to date cannot be compared with that"
        now, then = (truth.as_printed(value) for value in values if value is not None)
        return now, then, month
    figure, earlier = _final(truth, truth.now), _final(truth, month)
    if figure is None or earlier is None:
        return "figures are compared that are not there, or not final"
    if not _same_series(truth, month):
        return "figures are compared across a new series"
    return figure, earlier, month


def _since(groups: Groups, truth: Reckoning) -> Iterator[str]:
    pair = _pair(groups, truth)
    if isinstance(pair, str):
        yield pair
        return
    now, then, _ = pair
    yield from _timed(groups, truth) if "of_year" not in groups else ()
    yield from _years(groups, truth)
    if (now > then) != (groups["way"] == "increase") or now == then:
        yield f"'{groups['way']}' from {float(then)} to {float(now)}"
        return
    yield from _sizes(groups["sizes"], now, then, truth)


def _sizes(text: str, now: Fraction, then: Fraction, truth: Reckoning) -> Iterator[str]:
    match = _SIZES.fullmatch(text)
    if match is None:
        yield f"could not be read: '{text}'"
        return
    size, per_cent = match["size"] or match["alone"], match["per_cent"]
    distance = abs(now - then)
    if size and size not in _worded(distance, truth):
        yield f"'{size}' should be '{truth.worded_size(distance)}'"
    if per_cent:
        yield from _share(per_cent, now, then, truth)
    groups = {key: value for key, value in match.groupdict().items() if value}
    yield from _agrees(groups, truth)
    if then > 0:
        yield from _called(groups, now / then, half_up(distance * 100 / then, 1))


def _worded(distance: Fraction, truth: Reckoning) -> set[str]:
    """What a distance may be written as: with the indicator's decimals, or as many as it needs."""
    one = truth.one
    texts = {truth.worded_size(distance)}
    if one.decimals == 0 and distance != half_up(distance, 0):
        texts = {truth.worded_size(distance, 1)}
    least = Fraction(1, 10 ** one.decimals)
    if 0 < distance < least:
        texts.add(f"less than {truth.worded_size(least)}")
    return texts


def _share(text: str, now: Fraction, then: Fraction, truth: Reckoning) -> Iterator[str]:
    if truth.one.unit_class == "percent":
        yield f"'{text}' is said of percentages, which differ in points"
    elif then <= 0 or now < 0 or (truth.one.unit_class == "count" and then < LEAST_BASE):
        yield f"'{text}' is per cent of too little"
    elif text != (right := in_per_cent(abs(now - then) * 100 / then)):
        yield f"'{text}' should be '{right}'"


def in_per_cent(value: Fraction) -> str:
    """A share in per cent as a sentence has it: one decimal, "100%" exactly."""
    settled = half_up(value, 1)
    return "100%" if settled == 100 else f"{float(settled):,.1f}%"


def _called(groups: Groups, times: Fraction, share: Fraction) -> Iterator[str]:
    """What is false in "more than doubled", "almost a third"."""
    word = groups.get("times", "")
    close = Fraction(1, 20)
    right = {
        "doubled": times == 2, "more than doubled": 2 < times < 3, "almost doubled":
        2 - close <= times < 2, "trebled": times == 3, "more than trebled": times > 3,
        "halved": times == Fraction(1, 2), "more than halved": 0 < times < Fraction(1, 2),
        "almost halved": Fraction(1, 2) < times <= Fraction(1, 2) + close / 2}
    if word and not right.get(word, False):
        yield f"'{word}' is said of {float(times)} times"
    if "part" in groups:
        part, manner = PARTS[groups["part"]], groups.get("manner", "").strip()
        away = share - part
        said = {"": away == 0, "more than": away > 0, "almost": away < 0}[manner]
        if not said or abs(away) > min(NEAR, part / 10):
            yield f"'{manner} {groups['part']}' is said of {float(share)}%"


def _same(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from _agrees(groups, truth)
    pair = _pair(groups, truth)
    if isinstance(pair, str):
        yield pair
    elif pair[0] != pair[1]:
        yield f"'the same' is said of {float(pair[0])} and {float(pair[1])}"
    yield from _years(groups, truth)


def _years(groups: Groups, truth: Reckoning) -> Iterator[str]:
    month = _months_of(groups.get("then", ""), truth)
    if month is None:
        return
    if "years" in groups:
        gone = truth.now.ordinal - month.ordinal
        if gone % 12 or NUMBERS[min(gone // 12, 12)] != groups["years"]:
            yield f"'{groups['years']} years before' is of {gone} months"
    elif "mark" in groups and month != truth.one.baseline:
        yield "it is not the baseline"


def _far(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from _agrees(groups, truth)
    pair = _pair(groups, truth)
    if isinstance(pair, str):
        yield pair
        return
    yield from _earlier(groups["earlier"], pair[2], truth, "of_year" in groups)
    yield from _since(groups, truth)


def _earlier(text: str, month: Month, truth: Reckoning, of_year: bool = False) -> Iterator[str]:
    value = truth.to_date(month) if of_year else truth.value(month)
    if value is None or text != truth.worded(value):
        yield f"'{text}' should be '{'' if value is None else truth.worded(value)}'"


def _then(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from _agrees(groups, truth)
    yield from _timed(groups, truth)
    month = _months_of(groups.get("then", ""), truth)
    if month is None or month >= truth.now or truth.cell(month).marking:
        yield f"'{groups.get('then')}' is no earlier final period"
        return
    if not _same_series(truth, month):
        yield "an earlier series"
    yield from _earlier(groups["earlier"], month, truth)


def _extreme(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from _timed(groups, truth)
    count, month = int(groups["count"]), _months_of(groups["then"], truth)
    months = [truth.now.back(n * truth.one.step) for n in range(count)]
    figures = [_final(truth, m) for m in months]
    known = [figure for figure in figures if figure is not None]
    if month is None or len(known) < count or any(truth.breaks_in(m) for m in months[:-1]):
        yield f"the last {count} {groups['span']} are not all there"
        return
    best = max(known) if groups["end"] == "high" else min(known)
    if month not in months or figures[months.index(month)] != best:
        yield f"the {groups['end']} of the last {count} was not in {groups['then']}"
    yield from _earlier(groups["figure"], month, truth)
    yield from _spanned(groups["span"], truth)


def _spanned(span: str, truth: Reckoning) -> Iterator[str]:
    if span != f"{truth.one.period_word}s":
        yield f"'{span}' is not what its periods are"


def _year(groups: Groups, truth: Reckoning) -> Iterator[str]:
    value = truth.to_date(truth.now)
    if value is None or groups["figure"] != truth.worded(value):
        yield f"'{groups['figure']}' is not the year to date"
    if truth.marking_of("to_date", truth.now):
        yield "the year to date is not final"


def _outturn(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from _agrees(groups, truth)
    year = Year.holding(truth.now, truth.one.year).previous
    value = truth.outturn(year)
    if groups["then"] != str(year) or value is None or groups["figure"] != truth.worded(value):
        yield f"'{groups['figure']}' is not the outturn of {year}"
    elif truth.marking_of("outturn", year.last):
        yield "the outturn is not final"


def _sum(groups: Groups, truth: Reckoning) -> Iterator[str]:
    word = groups["count"]
    count = NUMBERS.index(word) if word in NUMBERS else int(word) if word.isdigit() else 0
    months = [truth.now.back(n * truth.one.step) for n in range(count)]
    figures = [_final(truth, m) for m in months]
    known = [figure for figure in figures if figure is not None]
    if count < 2 or len(known) < count or any(truth.breaks_in(m) for m in months[:-1]):
        yield f"the last {word} are not all there"
    elif not truth.one.amounts_to or truth.one.kind != "flow":
        yield "its figures do not add up"
    elif groups["figure"] != truth.worded(sum(known, Fraction(0))):
        yield f"'{groups['figure']}' should be '{truth.worded(sum(known, Fraction(0)))}'"
    yield from _spanned(groups["span"], truth)


def _of_n(groups: Groups, truth: Reckoning) -> Iterator[str]:
    cell = truth.cell(truth.now)
    said = [int(groups[key].replace(",", "")) for key in ("above", "below")]
    if cell.value is None or said != [cell.numerator, cell.denominator]:
        yield f"{said[0]} of {said[1]} should be {cell.numerator} of {cell.denominator}"
    yield from _now_named(groups, truth)


def _now_named(groups: Groups, truth: Reckoning) -> Iterator[str]:
    name = groups.get("half") or groups.get("month")
    if name is None:
        return
    term = " term" in name      # "the summer term" loses its article in "the summer term figure"
    if not truth.is_called(truth.now, f"the {name}" if term else name):
        yield f"'{name}' should be '{truth.named(truth.now)}'"


# ── marks and others ────────────────────────────────────────────────────────────────────────────


def _judged(groups: Groups, truth: Reckoning) -> Fraction | None:
    """The figure that is spoken of, as printed."""
    value = truth.to_date(truth.now) if "year" in groups else truth.value(truth.now)
    marking = truth.marking_of("to_date" if "year" in groups else "now", truth.now)
    return None if value is None or marking else truth.as_printed(value)


def _gap(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from _now_named(groups, truth)
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
    if match["size"] not in {truth.worded_size(distance, n) for n in places} | _worded(
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


def _marks(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from _now_named(groups, truth)
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


def _rating(groups: Groups, truth: Reckoning) -> Iterator[str]:
    right = truth.rating()
    if groups["rating"] != truth.rating_word(right):
        yield f"'{groups['rating']}' should be '{truth.rating_word(right)}'"
    if "before" in groups:
        before = truth.earlier().rating()
        if groups["before"] != truth.rating_word(before) or before == right:
            yield f"'{groups['before']}' before should be '{truth.rating_word(before)}'"


_KINDS = {"forecast": "forecast", "forecast outturn": "outturn_forecast",
          "stretch target": "stretch"}


def _forecast(groups: Groups, truth: Reckoning) -> Iterator[str]:
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


def _year_target(groups: Groups, truth: Reckoning) -> Iterator[str]:
    whole = target_of([t for t in truth.targets if t.of == "year"], truth.now)
    if whole is None:
        yield "there is no year's target"
    elif groups["value"] != truth.worded(Fraction(whole.value), _decimals(Fraction(whole.value))):
        yield f"'{groups['value']}' is not the year's target"


def _crossed(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from _agrees(groups, truth)
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


def _own(groups: Groups, truth: Reckoning, kind: str) -> Iterator[str]:
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


def _standing(groups: Groups, truth: Reckoning) -> Iterator[str]:
    yield from standing_faults(groups, truth)
    yield from _timed(groups, truth)
    if _months_of(groups["then"], truth) != truth.now:
        yield f"'{groups['then']}' is not the period"


def _as_at(groups: Groups, truth: Reckoning) -> Iterator[str]:
    day = truth.cell(truth.now).day
    if day is None or groups["day"] != day_in_words(day):
        yield f"'{groups['day']}' is not the day that the figure is as at"


_CHECKS: Mapping[str, Callable[[Groups, Reckoning], Iterator[str]]] = {
    "part": _part, "since": _since, "same": _same, "far": _far, "then": _then,
    "extreme": _extreme,
    "year": _year, "outturn": _outturn, "sum": _sum, "of_n": _of_n, "gap": _gap, "marks": _marks,
    "rating": _rating, "forecast": _forecast, "year_target": _year_target, "crossed": _crossed,
    "standing": _standing,
    "rank": lambda groups, truth: _own(groups, truth, "rank"),
    "quartile": lambda groups, truth: _own(groups, truth, "quartile"),
    "elsewhere": lambda groups, truth: _own(groups, truth, "change"), "as_at": _as_at,
}  # fmt: skip
