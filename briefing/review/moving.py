"""What an author's sentence says of change: which way, how long, since when, and whether for good.

Whatever is said to come ("will fall", "to reduce") or in general ("over recent years") claims
nothing that the figures can settle, and neither does what is said of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from briefing.periods import Month, Year
from briefing.review.clauses import BETTER, DOWN, LEVEL, UP, WORSE, Clause
from briefing.review.faults import Fault
from briefing.review.figures import ORDINALS, WORDS, number_of
from briefing.review.reckoning import Reckoning
from briefing.review.spans import SPAN, YEAR, month_named

_WAYS = (("up", UP), ("down", DOWN), ("level", LEVEL), ("better", BETTER), ("worse", WORSE))
_MOVED = re.compile("|".join(rf"(?P<{way}>\b(?:{words})\b)" for way, words in _WAYS), re.I)
_NOUN = re.compile(
    r"\b(?:the|this|that|a|an|another|its|their) (?:[a-z]+ ){0,2}?(?:(?P<up>increase|rise|growth"
    r"|upturn|jump|surge)|(?P<down>decrease|fall|drop|decline|reduction|dip|downturn)"
    r"|(?P<better>improvement)|(?P<worse>deterioration|worsening))\b(?! in a row)(?P<of> (?:in"
    r"|of) )?",
    re.I)
# Said of what is not yet, or need not be.
UNSURE = re.compile(
    r"\b(?:will|would|should|may|might|could|can|cannot|must|shall|expected|expects?|aims?|plans?"
    r"|hopes?|likely|wants?|needs?|if|unless|until|whether|why|how|what|ambition|any|not|never"
    r"|no|without|avoid|prevent|stop|halt|before|were|had|if|seek|seeks|intends?|forecast|projected"
    r"|anticipated|possible|potential)\b(?: \w+){0,3} ?$|\bto (?:be |have |see (?:\w+ )?|the "
    r")?$|n[’']t(?: \w+){0,2} ?$", re.I)
# "The latest month rises as records are updated": what happens every time, not what happened.
_PRESENT = re.compile(
    r"(?:rise|fall|increase|decrease|grow|drop|decline|improve|worsen|climb|dip)s?", re.I)
_EVERY_TIME = re.compile(
    r"^(?: \w+)?,? (?:when|whenever|once(?! again| more))\b|^ as (?:\w+ ){0,2}?(?:records?"
    r"|returns?|forms?|data|figures?|cases?|entries|reports?) (?:is|are|comes?|arrives?|gets?)\b",
    re.I)
_USUALLY = re.compile(r"\b(?:usually|always|often|normally|generally|typically|tends? to) $", re.I)
_PASSIVE = re.compile(r"^ (?:by the (?:service|team|council)|to them|their hours)\b", re.I)
_VAGUE = re.compile(
    r"\b(?:recent|past|last (?:few|several|two|three|four|five|ten|\d+)|over time|decade|years"
    r"|(?:over|during|through|in) (?:the )?(?:spring|summer|autumn|winter|holidays|Christmas"
    r"|Easter)"
    r"|gradual|steadily|trend|historically|generally|longer term|long term|nationally|in recent"
    r"|since the (?:pandemic|move|new|introduction|start of the (?!year)|opening|launch))\b", re.I)
_THEN = re.compile(
    rf"\b(?P<since>since|compared (?:with|to)|than(?: in)?|same as(?: in)?|from|on|against|over)"
    rf"(?: £?\d[\d,.]*[%km]?(?: [a-z]+)?,?(?: in| at)?(?= ))?"       # "from 62 a year ago"
    rf"(?: the| that of| at the end of)? (?:end of )?"
    rf"(?:(?P<of_last>last )?(?P<month>{SPAN})(?: (?:of )?(?P<year>{YEAR}))?"
    r"|(?P<before>last month|previous month|month before|last quarter|previous quarter)"
    r"|(?P<ago>last year|a year (?:ago|earlier|before)|same (?:month|time|point|period) (?:last "
    r"year|a "
    r"year (?:ago|earlier))|this time last year|previous year|year before))\b"
    r"|\b(?P<in_year>year[- ]on[- ]year|(?:in|over) the (?:last|past) (?:year|12 months)|over "
    r"the year)\b"
    r"|\b(?P<month_on>month[- ]on[- ]month)\b", re.I)
_MEAN = re.compile(r"\b(?:average|mean|total|a month)\b[^,;.]{0,40}? (?:over|in|for|of) the (?:last"
                   r"|past|previous) (?:12 months|year)", re.I)
TO_DATE = re.compile(r"\b(?:year to date|so far this year|year so far|since april|to date|this "
                      r"year|cumulative)\b", re.I)
# Per cent by which a figure may differ that is said to be the same, and about the same.
LEVEL_WITHIN, ABOUT_LEVEL = 1, 10
_ABOUT = re.compile(r"\b(?:about|broadly|roughly|largely|much|fairly|almost|nearly|around) (?:the "
                    r"same|stable|steady|static|flat|unchanged|level)\b", re.I)
_RANKED = re.compile(rf"\b(?:{'|'.join(ORDINALS[2:])})[- ]$", re.I)     # "second lowest"
_NUMBER = rf"(?:\d[\d,]*(?:st|nd|rd|th)?|{'|'.join((*WORDS[1:], *ORDINALS[1:]))})"
ROW = r"(?:in a row|in succession|running|consecutive|consecutively|successive|straight)"
_RUN = re.compile(
    rf"\b(?P<count>{_NUMBER})(?: (?:{ROW}))? (?:(?:monthly|quarterly) )?(?P<what>increases?"
    rf"|rises?|falls?|"
    rf"reductions?|decreases?|drops?|declines?|improvements?|months?|quarters?|years?|time)"
    rf"(?: of (?P<of>[a-z]+))?(?: (?P<row>{ROW}))?", re.I)
RECORD = re.compile(
    r"\b(?P<way>highest|lowest|best|worst|largest|smallest|most|fewest|peak)"
    r"(?: (?:figure|level|number|rate|percentage|total|count|it has been|they have been|monthly "
    r"figure"
    r"|month|since))?(?: (?:yet|of any month))?,? ?"
    rf"(?:(?:since|from) (?P<month>{SPAN})(?: (?:of )?(?P<year>{YEAR}))?"
    rf"|(?:in|for|(?:of|over|in|for) the (?:last|past)) (?P<count>{_NUMBER}) "
    r"(?P<span>months|quarters|years)|(?:in|for) (?:over |more than )?(?P<a_year>a year)"
    r"|(?P<of_year>of the year|this year|so far this year|of this year|in the last 12 months)"
    r"|(?P<ever>on record|(?:than )?ever|since records began|recorded))", re.I)


@dataclass(frozen=True, slots=True)
class Context:
    """A clause of a sentence, and the reckoning of each indicator that it can be about."""

    text: str           # the whole sentence
    clause: Clause
    truths: tuple[Reckoning, ...]

    @property
    def words(self) -> str:
        """The clause's own words."""
        return self.text[self.clause.start:self.clause.end]


def movements(context: Context) -> Iterator[Fault]:
    """What is false in what the clause says of change, runs and records."""
    yield from _moved(context)
    yield from _runs(context)
    yield from _records(context)


# ── which way ───────────────────────────────────────────────────────────────────────────────────


def _moved(context: Context) -> Iterator[Fault]:
    start, end = context.clause.start, context.clause.end
    for way, match, after in moves(context.text, start, end):
        yield from _one_way(context, way, match, after)


def moves(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str], str]]:
    """What a clause says of change: the way, where it stands in the clause, and what follows it;
    not of what is to come, nor where "up" and "down" are of another verb."""
    words = text[start:end]
    for match in (*_MOVED.finditer(words), *_NOUN.finditer(words)):
        way = match.lastgroup if match.lastgroup != "of" else next(
            name for name, value in match.groupdict().items() if value and name != "of")
        lead = text[max(0, start + match.start() - 40):start + match.start()]
        if UNSURE.search(lead) and not re.search(
                r"\b(?:down|up) to (?:\w+ )?$|\b(?:which|that|it|they|has|have|had|were) (?:\w+ )?$"
                , lead):
            continue
        after = words[match.end():]
        if match[0].casefold() in ("up", "down") and not re.match(
                r" (?:from|by|on|to|slightly|sharply|again|\d)|[,.;]|$", after):
            continue        # "set up", "down the list"
        rest = text[start + match.end():]       # a clause may end before "as"
        if _PRESENT.fullmatch(match[0]) and (_EVERY_TIME.match(rest) or _USUALLY.search(lead)):
            continue
        if _PASSIVE.match(after) or (match[0].casefold() in ("reduced", "increased") and re.match(
                r" (?:their|the|its|staff|demand|capacity|pressure|support|hours|funding|risk)\b",
                after)):
            continue
        if re.search(r"\b(?:set|follow(?:s|ed)|speeded|picked|caught|make|made|sum|brought|taken"
                     r"|back|start(?:s|ed)?|built|signed|step[- ]|stepping|break|broken) $", lead):
            continue
        yield str(way), match, after


def _one_way(context: Context, way: str, match: re.Match[str], after: str) -> Iterator[Fault]:
    place = (context.clause.start + match.start(), context.clause.start + match.end())
    sized = re.match(r"[^.;]{0,24}? (?:from|between) (?P<a>[-−£]?\d[\d,.]*\d|\d)[%a-z ]{0,30}?"
                     r"(?:\([^)]*\) )?(?:in \w+(?: \d{4})? )?(?:to|and) (?P<b>[-−£]?\d[\d,.]*\d|\d)"
                     r"|[^.;,]{0,14}? to (?:about |around |nearly |almost |just "
                     r")?(?P<to>[-−£]?\d[\d,.]*"
                     r"\d|\d)[^.;]{0,60}? from (?:[a-z’' ]{0,30}? of )?(?P<then>\d[\d,.]*\d|\d)",
                     after)
    if way in ("up", "down") and sized:
        b, a = sized["b"] or sized["to"], sized["a"] or sized["then"]
        before, now = (number_of(x.lstrip("£−-").rstrip(".,")) for x in (a, b))
        if (now > before) != (way == "up") or now == before:
            yield Fault("error", f"it says ‘{match[0]}’, and {b} is "
                        f"{'more' if now > before else 'less' if now < before else 'the same'}"
                        f"{' as' if now == before else ' than'} {a}.", "", place)
            return
    if _VAGUE.search(context.words) and not sized:
        return
    outcomes = [moved_so(truth, way, context.words, context.text) for truth in context.truths]
    decided = [outcome for outcome in outcomes if outcome is not None]
    if decided and not any(decided):
        truth = next(t for t, o in zip(context.truths, outcomes, strict=True) if o is not None)
        yield Fault("error", f"it says ‘{match[0].strip()}’, and {_from_to(truth, context.words)}",
                    "", place)


def moved_so(truth: Reckoning, way: str, words: str, text: str) -> bool | None:
    """Whether the figure went that way from the time that is named, else from the one before;
    None where that cannot be known."""
    pairs = list(compared(truth, words, text))
    known = [(now, then) for now, then in pairs if now is not None and then is not None]
    if not known:
        return None
    slack = ABOUT_LEVEL if _ABOUT.search(words) else LEVEL_WITHIN
    return any(_went(truth, way, now, then, slack) for now, then in known if then is not None
               and now is not None)


def compared(truth: Reckoning, words: str, text: str
             ) -> Iterator[tuple[Fraction | None, Fraction | None]]:
    """The figures that a clause compares: now and then, as printed; several where it can be either.
    """
    match = _THEN.search(_MEAN.sub("", RECORD.sub("", words)))
    now, before, ago = truth.now, truth.before(truth.now), truth.now.year_before
    of_year = bool(TO_DATE.search(words)) and bool(truth.one.year_to_date)
    shown = [truth.shown]
    if of_year:
        shown = [lambda month: _printed(truth, truth.to_date(month)), truth.shown]
    then = [before]
    if match:
        month = month_named(match["month"] or "", match["year"] or "", truth.report,
                            truth.one.step)
        if match["month"] and month is None:
            return              # a quarter, of what goes by months
        if match["ago"] or match["in_year"]:
            then = [ago]
        elif match["month"] and month:
            then = [month.back(-n) for n in range(truth.one.step)]
            if month >= now:
                then = [ago] if match["of_last"] else [before]
    elif of_year:
        then = [before, ago]
    for figure in shown:
        for month in then:
            yield figure(now), figure(month)
    if of_year and (match is None or match["ago"]):
        year = Year.holding(now, truth.one.year).previous
        yield _printed(truth, truth.to_date(now)), _printed(truth, truth.outturn(year))


def month_then(truth: Reckoning, words: str) -> Month:
    """The month that a clause sets this one's figure beside: the one before, where none is named.
    """
    match = _THEN.search(_MEAN.sub("", RECORD.sub("", words)))
    before, ago = truth.before(truth.now), truth.now.year_before
    if match is None:
        return before
    if match["ago"] or match["in_year"]:
        return ago
    month = month_named(match["month"] or "", match["year"] or "", truth.report, truth.one.step)
    if month is None:
        return before
    return month if month < truth.now else ago if match["of_last"] else before


def _printed(truth: Reckoning, value: Fraction | None) -> Fraction | None:
    return None if value is None else truth.as_printed(value)


def _went(truth: Reckoning, way: str, now: Fraction, then: Fraction, slack: int) -> bool:
    match way:
        case "up":
            return now > then
        case "down":
            return now < then
        case "level":
            return now == then or abs(now - then) * 100 < slack * abs(then)
    better = {"higher": now > then, "lower": now < then}.get(truth.one.polarity)
    if better is None:
        return True     # neither is better: the figures cannot contradict it
    worse = now != then and not better
    return better if way == "better" else worse


def _from_to(truth: Reckoning, words: str) -> str:
    """ "the number of contacts went from 579 in June to 379 in July"."""
    now = truth.now
    then = truth.before(now)
    match = _THEN.search(words)
    if match and (match["ago"] or match["in_year"]):
        then = now.year_before
    elif match and match["month"]:
        then = month_named(match["month"], match["year"] or "", truth.report,
                           truth.one.step) or then
    values = [truth.worded_at(month) or "no figure" for month in (then, now)]
    polarity = f" ({truth.one.polarity} is better)" if truth.one.polarity in (
        "higher", "lower") else ""
    return (f"‘{truth.one.subject}’ was {values[0]} in {truth.named(then)} and {values[1]} in "
            f"{truth.named(now)}{polarity}.")


# ── runs ────────────────────────────────────────────────────────────────────────────────────────


def _runs(context: Context) -> Iterator[Fault]:
    for match in _RUN.finditer(context.words):
        what = match["what"].casefold()
        in_row = match["row"] or re.search(rf"{ROW} \w+$", match[0], re.I)
        ordinal = match["count"].casefold().endswith(("st", "nd", "rd", "th")) or (
            match["count"].casefold() in ORDINALS)
        if not in_row or what == "time":
            continue
        count = int(number_of(match["count"]))
        direction = _direction_of(what, match["of"] or "", context, match)
        outcomes = [_run_lengths(truth, direction) for truth in context.truths]
        if any(count in lengths or (not ordinal and direction == "" and count <= max(lengths))
               for lengths in outcomes):
            continue
        if not outcomes:
            continue
        truth, lengths = context.truths[0], outcomes[0]
        right = max(lengths)
        yield Fault("error", f"it says ‘{match[0].strip()}’, and of ‘{truth.one.subject}’ it is "
                    f"{right if right else 'none'}.", _from_to(truth, ""),
                    (context.clause.start + match.start(), context.clause.start + match.end()))


def _direction_of(what: str, of: str, context: Context, match: re.Match[str]) -> str:
    for word in (what, of.casefold()):
        for way, stems in (("up", ("increas", "ris", "growth")),
                           ("down", ("fall", "reduc", "decreas", "drop", "declin")),
                           ("better", ("improv",)), ("worse", ("worsen", "deterior"))):
            if word.startswith(stems):
                return way
    lead = context.words[:match.start()]
    said = [m.lastgroup for m in _MOVED.finditer(lead)]
    return said[-1] or "" if said else ""


def _run_lengths(truth: Reckoning, direction: str) -> tuple[int, ...]:
    """How many changes in a row went that way; without one the longest of any, or of no change."""
    known = truth.known(truth.now)
    if truth.one.kind == "cumulative":
        into = truth.now.ordinal - truth.first_of_year(truth.now).ordinal
        known = known[:into // truth.one.step + 1]
    steps = [(now > then) - (now < then) for now, then in pairwise(known)]
    sign = {"higher": 1, "lower": -1}.get(truth.one.polarity, 0)
    wanted = {"up": (1,), "down": (-1,), "better": (sign,), "worse": (-sign,), "level": (0,)}.get(
        direction, (1, -1, 0))
    lengths = []
    for way in wanted:
        length = next((n for n, step in enumerate(steps) if step != way), len(steps))
        lengths += [length, length + 1] if way == 0 or direction == "" else [length]
    return tuple(lengths)


# ── records ─────────────────────────────────────────────────────────────────────────────────────


def _records(context: Context) -> Iterator[Fault]:
    for match in RECORD.finditer(context.words):
        lead = context.words[:match.start()]
        if UNSURE.search(lead) or _RANKED.search(lead):
            continue
        outcomes = [_is_record(truth, match, context.words) for truth in context.truths]
        decided = [outcome for outcome in outcomes if outcome is not None]
        if decided and all(decided):
            yield Fault("error", f"it says ‘{match[0].strip()}’, and {decided[0]}.", "",
                        (context.clause.start + match.start(), context.clause.start + match.end()))


def _is_record(truth: Reckoning, match: re.Match[str], words: str) -> str | None:
    """What contradicts the record, "" where it holds; None where the figures cannot settle it."""
    months = [month for month in sorted(truth.cells, reverse=True)
              if truth.shown(month) is not None]
    if not months or months[0] != truth.now:
        return None
    first = months[-1]
    if match["month"]:
        since = month_named(match["month"], match["year"] or "", truth.report, truth.one.step)
        if since is None:
            return None
        if since < first or since > truth.now:
            return f"the figures begin in {first.full}" if since < first else (
                f"{since.full} is after {truth.now.full}")
        compared_with = [m for m in months[1:] if m > since]
    elif match["count"]:
        length = int(number_of(match["count"])) * {"months": 1, "quarters": 3, "years": 12}[
            match["span"].casefold()]
        compared_with = [m for m in months[1:] if m > truth.now.back(length)]
        if first > truth.now.back(length - truth.one.step):
            return f"the figures begin in {first.full}"
    elif match["ever"]:
        compared_with = months[1:]
    elif match["of_year"] and "12" not in match["of_year"]:
        start = Year.holding(truth.now, truth.one.year).first
        calendar = Month.of(truth.now.year, 1)
        compared_with = [m for m in months[1:] if m >= max(start, calendar)]
    else:
        compared_with = [m for m in months[1:] if m > truth.now.back(12)]
    subject = _record_of(truth, match, words)
    if subject is None:
        return None
    figure, high = subject
    others = [(value, month) for month in compared_with
              if (value := truth.shown(month)) is not None and value != figure]
    beyond = [(value, month) for value, month in others if (value > figure) == high]
    if beyond:
        value, month = beyond[0]
        return f"{month.full} was {truth.worded_at(month)}, and {truth.named(truth.now)} is " \
               f"{truth.worded_at(truth.now)}"
    if match["month"]:
        since_value = truth.shown(since or truth.now)
        if since_value is not None and since != first and (
                since_value < figure) == high and since_value != figure:
            return (f"{match['month']} {match['year'] or ''}".strip() + " was "
                    f"{truth.worded_as_printed(since_value)}, not as {'high' if high else 'low'}")
    return ""


def _record_of(truth: Reckoning, match: re.Match[str], words: str
               ) -> tuple[Fraction, bool] | None:
    """The figure that is said to be the record, and whether the highest is meant."""
    way = match["way"].casefold()
    better = {"higher": True, "lower": False}.get(truth.one.polarity)
    if way in ("best", "worst"):
        if better is None:
            return None
        high = better == (way == "best")
    else:
        high = way in ("highest", "largest", "most", "peak")
    # "from the year's high": of the figure before
    figure = truth.shown(truth.now)
    return None if figure is None else (figure, high)

