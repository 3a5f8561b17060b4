"""What an author's sentence says of how figures stand: to comparators, to their rating, to a share.

A relation holds for every comparator that follows it, until another relation or thought begins:
"above the target (95%), similar councils and England, but below last year".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from briefing.periods import Year
from briefing.review.faults import Fault
from briefing.review.moving import Context, compared
from briefing.review.reckoning import Reckoning
from briefing.review.spans import SPAN, YEAR, month_named

_RELATION = re.compile(
    r"\b(?P<quicker>(?:faster|quicker|sooner|more (?:quickly|swiftly|promptly)) than)\b"
    r"|\b(?P<slower>(?:slower|later|more slowly) than)\b"
    r"|\b(?P<above>above|higher than|over|exceed(?:s|ed|ing)?|greater than"
    r"|(?:longer|larger|bigger) than|more (?:[a-z][\w-]* ){0,6}?than|ahead of|in "
    r"excess of|outperform(?:s|ed|ing)?(?=\b))\b"
    r"|\b(?P<below>below|lower than|under|less than|(?:shorter|smaller) than"
    r"|fewer (?:[a-z][\w-]* ){0,6}?than|beneath"
    r"|short of|behind)\b"
    r"|\b(?P<better>better than|compares? (?:well|favourably) with)\b"
    r"|\b(?P<worse>worse than|compares? (?:badly|poorly|unfavourably) with)\b"
    r"|\b(?P<equal>in line with|equal to|the same as|similar to|on a par with|level with|close "
    r"to)\b"
    r"|\b(?P<met>meets?|met|meeting|achiev(?:es|ed|ing)|hits?|hitting|reach(?:es|ed|ing)|on"
    r"|within|inside|satisf(?:ies|ied))\b(?= (?:(?:the|its|our|this|their|that|all)\b ?)?"
    r"(?:[\w’'%,.]+ ){0,3}?(?:target|standard))"
    r"|\b(?P<missed>miss(?:es|ed|ing)?|outside|off|fail(?:s|ed|ing)? to (?:meet|reach|hit|achieve)"
    r"|yet to (?:meet|reach|hit|achieve))\b(?= (?:(?:the|its|our|this|their|that)\b ?)?"
    r"(?:[\w’'%,.]+ ){0,3}?(?:target|standard))"
    r"|\b(?P<passive>target(?: (?:for|of|on) [a-z][\w -]{2,40}?)? "
    r"(?:was|is|has been|had been)(?: (?:just|comfortably|again|still"
    r"|also))? "
    r"(?P<not>not |n[’']t )?(?:met|achieved|reached|hit|exceeded))\b"
    r"|\b(?P<passive_missed>target(?: (?:for|of|on) [a-z][\w -]{2,40}?)? "
    r"(?:was|is|has been)(?: (?:just|again|still|narrowly))? "
    r"missed)\b",
    re.I)
_COMPARATOR = re.compile(
    rf"\b(?P<target>target(?: range)?|standard(?= of \d|,|\.|$))\b(?! (?:(?:was|is) set"
    rf"|for next|group|of (?:the|our) work"
    rf"|audience))"
    r"|\b(?P<statistical_neighbours>similar (?:councils|authorities)|statistical neighbours?)\b"
    r"|\b(?P<region>(?:the )?regional|the region|Yorkshire and (?:the )?Humber)\b"
    r"|\b(?P<national>England|national(?: average| figure)?|the country)\b"
    r"|\b(?P<mean_12m>12[- ]month (?:rolling )?(?:average|mean)|(?:its|the) (?:own )?average"
    r"(?= (?:of|for) the (?:last|past|previous) (?:12 months|year)))\b"
    r"|\b(?P<ago>(?:the )?same (?:month|time|point|period) (?:last year|a year (?:ago|earlier)"
    r"|in 20\d\d)|this time last year|a year (?:ago|earlier|before)|last year[’']?s?(?: figure)?"
    rf"|the previous year|(?P<ago_month>{SPAN}) (?:of )?(?P<year>{YEAR}))\b"
    rf"|\b(?P<outturn>(?P<of>20\d\d[/-]\d\d)(?: outturn)?(?! (?:average|national|statistical"
    rf"|regional))"
    r"|outturn)\b"
    rf"|\b(?P<before>last month|(?:the )?previous month|the month before|(?P<month>{SPAN})(?! "
    rf"20\d\d)"
    r"(?=[’']s|\b))\b")
_BREAK = re.compile(r";|\. |\b(?:while|whilst|whereas|although|though|because|after"
                    r"|as (?!at|in|of|well)|following|due to|from|to|in|since|at|by)\b")
_LEADS_ON = re.compile(r"^ ?(?:(?:it|they|that|those) (?:was|were|had been|stood)(?= |$))?"
                       r" ?(?:(?:in|at|for|of|the|its|their|that|those|our|either) ?)*")
_NOT = re.compile(r"\b(?:not|never|n[’']t|no longer|nor|neither|isn[’']t|wasn[’']t|without"
                  r"|rather than)(?: \w+){0,2} ?$", re.I)
_UNSURE = re.compile(
    r"\b(?:will|would|should|may|might|could|can|must|expected|aim|aims|plans?|hopes?|likely|if"
    r"|unless|until|whether|why|how|what|bring|get|move|moving|toward|towards|track)(?: "
    r"\w+){0,4} ?$"
    r"|\bto(?: (?:be|keep|stay|remain|see|have|the)(?: \w+){0,3})? ?$",
    re.I)
_STILL = re.compile(r"\b(?:still|remains?|remained|continues? to be|stays?|stayed)\b[^,;]{0,24}$",
                    re.I)
_NO_LONGER = re.compile(r"\bno longer(?: \w+){0,2} ?$", re.I)
_TO_DATE = re.compile(r"\b(?:year to date|so far this year|year so far|to date|over the year|for "
                      r"the year|cumulative)\b", re.I)
_SIZE = re.compile(r"\b(?P<size>well|far|much|significantly|considerably|substantially|just"
                   r"|slightly|marginally|a little|narrowly) ?$", re.I)
# Per cent by which what is the same, similar, or about the same may differ.
SAME, EQUAL, ABOUT_EQUAL = 1, 5, 10
WELL_FROM, JUST_TO = 2, 20      # per cent of the comparator: beyond these a word of size misleads
RATED = re.compile(
    r"(?:\b(?P<verb>rated|rating (?:is|was|of|remains|has (?:moved|gone|turned|changed) (?:from "
    r"\w+ )?to)"
    r"|moved (?:from (?P<from>red|amber|green) )?to|turned|gone(?: from (?:red|amber|green))? "
    r"to|went"
    r"(?: from (?:red|amber|green))? to|stays?|stayed|remains?|remained|is|are|was|were|now|back to"
    r"|improved to|slipped to|fell to|dropped to|went back to|changed to)|:)"
    r"(?: (?:still|now|again|as|at|rated))? (?P<rating>red|amber|green)\b(?! (?:paper|space"
    r"|flag|belt))",
    re.I)
COUNTED = re.compile(r"\b(?P<count>\d+|no|none|one|two|three|four|five|six|seven|eight|nine|ten"
                     r"|eleven|twelve)(?: (?:are|is|indicators?|were|was|rated|of them"
                     r"|measures?))* "
                     r"(?P<rating>green|amber|red)\b", re.I)
_TIMES = re.compile(
    r"\b(?P<near>(?:almost|nearly|just under|about|around|more than|over) )?(?:(?P<word>doubled"
    r"|trebled|tripled|quadrupled|halved)|(?P<times>twice|double|three times|four times|five times"
    r"|half|a third|a quarter) (?:as (?:many|high|much|large)(?: as)?|that|(?:the )?(?:number"
    r"|figure|"
    r"rate|level|total)|last month|June)\b)", re.I)
_FACTORS: dict[str, Fraction | int] = {
    "doubled": 2, "trebled": 3, "tripled": 3, "quadrupled": 4, "halved": Fraction(1, 2),
    "twice": 2, "double": 2, "three times": 3, "four times": 4, "five times": 5,
    "half": Fraction(1, 2), "a third": Fraction(1, 3), "a quarter": Fraction(1, 4)}
_SHARE = re.compile(
    r"\b(?P<near>almost|nearly|just under|about|around|roughly|approximately|more than|over"
    r"|well over"
    r"|just over|at least|less than|under|fewer than|exactly|only)? ?(?P<share>a half|half|one "
    r"half|"
    r"a third|one third|two thirds|a quarter|one quarter|three quarters|a fifth|one fifth|two "
    r"fifths|"
    r"three fifths|four fifths|a tenth|one tenth|nine tenths)\b(?! (?:consecutive|successive"
    r"|straight|"
    r"month|increase|decrease|reduction|rise|fall|time|team|party|person|manager|phase|reading"
    r"|week|"
    r"of a |a (?:percentage )?point|home|school|service|provider|round|of an ))"
    r"(?P<rest>(?: of (?:all |the |our |these "
    r"|those )*[a-z][\w’'-]*(?: [a-z][\w’'-]*){0,3})?)(?! (?:a |an )?(?:term|year|day|hour|way"
    r"|as many))",
    re.I)
_PARTS = {"half": Fraction(50), "third": Fraction(100, 3), "quarter": Fraction(25),
          "fifth": Fraction(20), "tenth": Fraction(10)}


def standings(context: Context) -> Iterator[Fault]:
    """What is false in what the clause says of comparators, ratings, multiples and shares."""
    yield from _related(context)
    yield from _rated(context)
    yield from _multiplied(context)


# ── comparators ─────────────────────────────────────────────────────────────────────────────────


def _related(context: Context) -> Iterator[Fault]:
    words, start = context.words, context.clause.start
    relations = list(_RELATION.finditer(words))
    for n, match in enumerate(relations):
        lead = context.text[:start + match.start()]
        if _UNSURE.search(lead[-48:]) and "yet to" not in match[0]:
            continue
        way = next(name for name, value in match.groupdict().items() if value and name != "not")
        negated = bool(_NOT.search(lead[-32:])) or bool(match["not"])
        if way in ("passive", "passive_missed"):
            way, at = ("met" if way == "passive" else "missed"), match.start()
            ends = match.end()
        else:
            at, ends = match.end(), (
                relations[n + 1].start() if n + 1 < len(relations) else len(words))
        for comparator in _COMPARATOR.finditer(words, at, max(ends, match.end())):
            between = _LEADS_ON.sub("", re.sub(r"\([^)]*\)", "",
                                               words[match.end():comparator.start()]))
            if comparator.start() >= match.end() and _BREAK.search(between):
                break
            yield from _one_relation(context, match, way, negated, comparator, lead)


def _one_relation(context: Context, match: re.Match[str], way: str, negated: bool,
                  comparator: re.Match[str], lead: str) -> Iterator[Fault]:
    place = (context.clause.start + match.start(), context.clause.start + comparator.end())
    outcomes: list[tuple[Reckoning, list[tuple[Fraction, Fraction, Fraction]]]] = []
    for truth in context.truths:
        pairs = list(_beside(truth, comparator, context.words))
        if pairs:
            outcomes.append((truth, pairs))
    if not outcomes:
        return
    slack = (ABOUT_EQUAL if re.search(r"\b(?:about|broadly|roughly|much|almost|nearly) $", lead)
             else SAME if match[0].casefold() in ("the same as", "equal to", "level with")
             else EQUAL)
    holds = [any(_holds(truth, way, pair, slack) != negated for pair in pairs)
             for truth, pairs in outcomes]
    truth, pairs = outcomes[0]
    figure, low, high = pairs[0]
    what = _what(comparator)
    against = truth.worded(high) if low == high else f"{truth.worded(low)} to {truth.worded(high)}"
    if not any(holds):
        said = f"not {match[0]}" if negated else match[0]
        yield Fault("error", f"it says ‘{said}’ of {what}, and ‘{truth.one.subject}’ is "
                    f"{truth.worded_as_printed(figure)} to {against}.", "", place)
        return
    if _STILL.search(lead) and not negated and len(outcomes) == 1:
        yield from _held_before(context, truth, way, comparator, match, place)
    size = _SIZE.search(lead)
    if size and high and low == high and len(pairs) == 1:
        share = abs(figure - high) * 100 / abs(high)
        big = size["size"].casefold() in ("well", "far", "much", "significantly", "considerably",
                                          "substantially")
        if (big and share < WELL_FROM) or (not big and share > JUST_TO):
            yield Fault("warning", f"it says ‘{size['size']} {match[0]}’ of {what}, and "
                        f"‘{truth.one.subject}’ is {truth.worded_as_printed(figure)} to "
                        f"{against}.", "", place)


def _held_before(context: Context, truth: Reckoning, way: str, comparator: re.Match[str],
                 match: re.Match[str], place: tuple[int, int]) -> Iterator[Fault]:
    """That a relation is said to be "still" so, and was not so the period before."""
    if comparator.lastgroup not in ("target", "mean_12m", "national", "region",
                                    "statistical_neighbours"):
        return
    before = truth.before(truth.now)
    earlier = Reckoning(truth.one, truth.cells, truth.report, truth.targets,
                        truth.benchmarks.values())
    earlier.now = before
    pairs = list(_beside(earlier, comparator, context.words))
    if pairs and not any(_holds(earlier, way, pair) for pair in pairs):
        yield Fault("error", f"it says that it is still {match[0]} {_what(comparator)}, and in "
                    f"{truth.named(before)} it was not.", "", place)


def _beside(truth: Reckoning, comparator: re.Match[str], words: str
            ) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """The figure and the comparator's ends, as printed; several where it can be either figure."""
    role = comparator.lastgroup or ""
    groups = comparator.groupdict()
    role = next(name for name in ("target", "statistical_neighbours", "region", "national",
                                  "mean_12m", "ago", "outturn", "before") if groups.get(name))
    now = truth.now
    month, year = truth.value(now), truth.to_date(now)
    figures = [month, year]
    if _TO_DATE.search(words) and year is not None:
        figures = [year]
    if role == "target":
        target = truth.target(now)
        if target is None:
            return
        high = Fraction(target.value)
        low = high if target.lower is None else Fraction(target.lower)
        ends = [(low, high)]
    elif role in ("statistical_neighbours", "region", "national"):
        benchmark = truth.benchmarks.get(role)
        ends = [(Fraction(benchmark.value),) * 2] if benchmark is not None else []
    elif role == "mean_12m":
        mean = truth.mean(now)
        figures = [month]
        ends = [(truth.as_printed(mean, truth.mean_places(mean)),) * 2] if mean is not None else []
    elif role == "outturn":
        outturns = [truth.outturn(y) for y in (Year.holding(now, truth.one.year).previous,)]
        ends = [(truth.as_printed(value),) * 2 for value in outturns if value is not None]
    else:
        yield from _beside_time(truth, role, groups, words)
        return
    for figure in figures:
        if figure is not None:
            yield from ((truth.as_printed(figure), low, high) for low, high in ends)


def _beside_time(truth: Reckoning, role: str, groups: dict[str, str | None], words: str
                 ) -> Iterator[tuple[Fraction, Fraction, Fraction]]:
    """The figure beside that of another time: last year's, last month's, June's."""
    now = truth.now
    then = now.year_before if role == "ago" else truth.before(now)
    if groups.get("ago_month"):
        then = month_named(str(groups["ago_month"]), str(groups["year"]), truth.report,
                           truth.one.step) or then
    elif groups.get("month"):
        then = month_named(str(groups["month"]), "", truth.report, truth.one.step) or then
    if then >= now:
        then = then.back(12)        # "last June"
    shown = [truth.shown(now), truth.shown(then)]
    dated = [truth.to_date(now), truth.to_date(then)]
    if None not in shown:
        yield shown[0] or Fraction(0), shown[1] or Fraction(0), shown[1] or Fraction(0)
    if role == "ago" and None not in dated and truth.one.year_to_date:
        a, b = (truth.as_printed(value or Fraction(0)) for value in dated)
        yield a, b, b


def _holds(truth: Reckoning, way: str, pair: tuple[Fraction, Fraction, Fraction],
           slack: int = EQUAL) -> bool:
    figure, low, high = pair
    polarity = truth.one.polarity
    match way:
        case "above":
            return figure > high
        case "below":
            return figure < low
        case "quicker" | "slower":
            if truth.one.unit_class != "duration":
                return True         # a rate or a count, of which neither is said
            return figure < low if way == "quicker" else figure > high
        case "equal":
            return low <= figure <= high or abs(figure - high) * 100 <= slack * abs(high)
        case "better" | "worse":
            if polarity not in ("higher", "lower"):
                return True
            better = figure > high if polarity == "higher" else figure < low
            return better if way == "better" else figure != high and not better
    met = low <= figure <= high or (low == high and (
        figure > high if polarity == "higher" else figure < low if polarity == "lower" else False))
    return met if way == "met" else not met


def _what(comparator: re.Match[str]) -> str:
    return "the target" if comparator["target"] else f"‘{comparator[0]}’"


ALL_MET = re.compile(
    r"\b(?P<all>both|all)(?: (?P<count>\w+))?(?: of)?(?: (?:the|our|these|its))? (?:[a-z-]+ ){0,3}?"
    r"(?:targets|standards) (?:were|are|have been|had been)(?: all| both)? (?P<way>met|achieved|hit"
    r"|missed)\b"
    r"|\b(?P<done>met|meets?|achieved|hit|missed) (?P<every>both|all)(?: of)?(?: (?:the|our|these|"
    r"its))? (?:[a-z-]+ ){0,3}?(?:targets|standards)\b", re.I)


def all_met(text: str, truths: Sequence[Reckoning]) -> Iterator[Fault]:
    """That "both standards were met", where one of the area's that has a target did not."""
    match = ALL_MET.search(text)
    if match is None or _NOT.search(text[:match.start()][-24:]) or _UNSURE.search(
            text[:match.start()][-48:]):
        return
    way = "missed" if "missed" in (match["way"] or match["done"]).casefold() else "met"
    for truth in truths:
        target = truth.target(truth.now)
        if target is None:
            continue
        high = Fraction(target.value)
        low = high if target.lower is None else Fraction(target.lower)
        figures = [truth.as_printed(value) for value in (truth.value(truth.now), truth.to_date(
            truth.now)) if value is not None]
        if figures and not any(_holds(truth, way, (figure, low, high)) for figure in figures):
            yield Fault("error", f"it says ‘{match[0]}’, and ‘{truth.one.subject}’ is "
                        f"{truth.worded_as_printed(figures[0])} to {truth.worded(high)}.",
                        "", match.span())
            return


# ── ratings ─────────────────────────────────────────────────────────────────────────────────────


def rated_none(text: str, start: int, end: int, truths: Sequence[Reckoning]) -> Iterator[Fault]:
    """That something of an area is rated as none of its indicators is, whatever it is called."""
    for match in RATED.finditer(text, start, end):
        lead = text[start:match.start()]
        if "rat" not in match[0].casefold() or _UNSURE.search(lead[-40:]) or (
                _NOT.search(lead[-24:])):
            continue
        said, ratings = match["rating"].casefold(), {truth.rating() for truth in truths}
        if truths and said not in ratings:
            yield Fault("error", f"it says {match[0]}, and no indicator of the area is rated "
                        f"{said}.", "", match.span())


def _rated(context: Context) -> Iterator[Fault]:
    for match in RATED.finditer(context.words):
        lead = context.words[:match.start()]
        if _UNSURE.search(lead[-40:]) or COUNTED.search(context.words):
            continue
        negated = bool(_NOT.search(lead[-24:]))
        ratings = {truth.rating() for truth in context.truths}
        said = match["rating"].casefold()
        if not ratings or ((said in ratings) != negated):
            continue
        right = next(iter(sorted(ratings)))
        truth = context.truths[0]
        yield Fault("error", f"it says {'not ' if negated else ''}{said}, and "
                    f"‘{truth.one.subject}’ is rated {right}." if right else
                    f"it says {said}, and ‘{truth.one.subject}’ is not rated.", "",
                    (context.clause.start + match.start(), context.clause.start + match.end()))


# ── multiples and shares ────────────────────────────────────────────────────────────────────────


def _multiplied(context: Context) -> Iterator[Fault]:
    for match in _TIMES.finditer(context.words):
        if _UNSURE.search(context.words[:match.start()][-40:]):
            continue
        factor = Fraction(_FACTORS[(match["word"] or match["times"]).casefold()])
        outcomes = []
        for truth in context.truths:
            pairs = [(now, then) for now, then in compared(truth, context.words, context.text)
                     if now is not None and then]
            if pairs:
                outcomes.append((truth, any(_is_times(now, then, factor, match["near"] or "")
                                            for now, then in pairs)))
        if outcomes and not any(holds for _, holds in outcomes):
            truth = outcomes[0][0]
            then = truth.before(truth.now)
            yield Fault("error", f"it says ‘{match[0]}’, and ‘{truth.one.subject}’ was "
                        f"{truth.worded_at(then) or 'no figure'} in {truth.named(then)} and "
                        f"{truth.worded_at(truth.now) or 'no figure'} in {truth.named(truth.now)}.",
                        "", (context.clause.start + match.start(),
                             context.clause.start + match.end()))


def _is_times(now: Fraction, then: Fraction, factor: Fraction, near: str) -> bool:
    """Whether a figure is so many times another, as it is hedged; a bare word allows a tenth."""
    times = now / then
    near = near.strip().casefold()
    if near in ("more than", "over"):
        return times > factor if factor > 1 else times < factor
    if near in ("almost", "nearly", "just under"):
        return factor * Fraction(8, 10) <= times <= factor if factor > 1 else (
            factor <= times <= factor * Fraction(12, 10))
    return abs(times - factor) <= factor / (5 if near else 10)


def shares(context: Context, whole: bool) -> Iterator[Fault]:
    """What is false in "more than half": no percentage of what the clause is about is such.

    `whole` tells that what it is a share of belongs to these indicators.
    """
    for match in _SHARE.finditer(context.words):
        name = match["share"].casefold()
        times = next((n for n, word in ((2, "two"), (3, "three"), (4, "four"), (9, "nine"))
                      if name.startswith(word)), 1)
        part = times * next(size for word, size in _PARTS.items() if word in name)
        percents = [value for truth in context.truths if truth.one.unit == "percent"
                    for value in (truth.shown(truth.now), truth.to_date(truth.now))
                    if value is not None]
        if not percents or (match["rest"] and not whole):
            continue
        near = (match["near"] or "").casefold()
        if any(_is_share(value, part, near) for value in percents):
            continue
        truth = next(t for t in context.truths if t.one.unit == "percent")
        yield Fault("error", f"it says ‘{match[0].strip()}’, and ‘{truth.one.subject}’ is "
                    f"{truth.worded_at(truth.now) or 'not given'}.", "",
                    (context.clause.start + match.start(), context.clause.start + match.end()))


def _is_share(value: Fraction, part: Fraction, near: str) -> bool:
    if near in ("more than", "over", "well over", "just over", "at least"):
        return value > part or (near == "at least" and value == part)
    if near in ("less than", "under", "fewer than"):
        return value < part
    if near in ("almost", "nearly", "just under"):
        return part - 6 <= value < part
    return abs(value - part) <= (Fraction(5) if near not in ("exactly",) else Fraction(1, 2))


def share_of(words: str) -> tuple[str, ...]:
    """What the shares in the words are said to be of."""
    return tuple(match["rest"].removeprefix(" of ") for match in _SHARE.finditer(words)
                 if match["rest"])
