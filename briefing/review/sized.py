"""How much and how far: by which part a figure moved, its rank, and that all of something is done.

    "went up by a third"            the part, of the figure that it is set beside
    "the second lowest this year"   the rank among the months that are meant
    "worse than at any time since"  that no month since was so
    "fully compliant"               that a percentage is 100
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from briefing.periods import Month, Year
from briefing.review.faults import Fault
from briefing.review.figures import ORDINALS, WORDS, number_of
from briefing.review.moving import RECORD, Context, compared
from briefing.review.reckoning import Reckoning
from briefing.review.spans import SPAN, YEAR, month_named

_PART = (r"(?P<near>almost |nearly |just under |about |around |roughly |just over |over |more "
         r"than )?"
         r"(?:(?P<share>a half|half|two thirds|three quarters|(?:a|one) (?:half|third|quarter|fifth"
         r"|sixth|seventh|eighth|ninth|tenth))|one in (?P<in>\w+))")
_MOVED_BY = re.compile(
    r"\b(?:(?P<up>rose|risen|rises|up|grew|grown|increased|increase|rise|growth|climbed|jumped)"
    r"|(?P<down>fell|fallen|falls|down|dropped|reduced|cut|decreased|declined|decrease|fall|drop"
    rf"|reduction|decline|shrank|shrunk))(?: [a-z]+){{0,3}}? (?:by|of) {_PART}\b(?! of )", re.I)
_PART_THAN = re.compile(
    rf"\b{_PART} (?:(?P<up>higher|more|longer|larger|greater|slower)|(?P<down>lower|fewer|less"
    r"|shorter|smaller|quicker|faster))\b", re.I)
_PARTS = {"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4),
          "fifth": Fraction(1, 5), "sixth": Fraction(1, 6), "seventh": Fraction(1, 7),
          "eighth": Fraction(1, 8), "ninth": Fraction(1, 9), "tenth": Fraction(1, 10),
          "two thirds": Fraction(2, 3), "three quarters": Fraction(3, 4)}
WITHIN, NEARLY = Fraction(15, 100), Fraction(25, 100)   # of the part: further off it misleads
_ORDINAL = "|".join(ORDINALS[2:])
_RANK = re.compile(
    rf"\b(?P<rank>{_ORDINAL})[- ](?P<way>highest|lowest|best|worst|largest|smallest|fewest|most)\b",
    re.I)
_THAN_ANY = re.compile(
    r"\b(?P<way>higher|lower|more|fewer|less|better|worse|longer|shorter|larger|smaller|greater"
    r"|quicker|faster|slower|busier|quieter) than (?:at|in|for)? ?any (?:other )?(?:time|point"
    r"|month|quarter|stage)(?: (?:(?:since|after) (?:the (?:start|end) of )?"
    rf"(?P<month>{SPAN})(?: (?:of )?(?P<year>{YEAR}))?"
    r"|(?:in|of|over|during) the (?:last|past) (?P<count>\w+) (?P<span>months|years)"
    r"|(?P<of_year>(?:so far )?this year|of the year)|(?P<last>(?:in|of) the (?:last|past) year))"
    r"|(?=[,.;:)]|$))", re.I)
_COMPLETE = re.compile(r"\b(?:full(?:y)? complian(?:t|ce)|100% complian(?:t|ce)|complete(?:ly)? "
                       r"complian(?:t|ce)|in full compliance)\b", re.I)
_TO_COME = re.compile(
    r"\b(?:will|would|should|may|might|could|can|must|expected|aims?|plans?|hopes?|likely|if|unless"
    r"|until|whether|why|how|what|never|no|not)(?: \w+){0,4} ?$|\bto(?: (?:be|have|see))? ?$", re.I)
_HIGH = ("higher", "more", "longer", "larger", "greater", "slower", "busier", "highest", "largest",
         "most")


def sizes(context: Context) -> Iterator[Fault]:
    """What is false in what the clause says of parts, ranks and wholes."""
    yield from _by_part(context)
    yield from _ranked(context)
    yield from _than_any(context)
    yield from _complete(context)


def _by_part(context: Context) -> Iterator[Fault]:
    for match in (*_MOVED_BY.finditer(context.words), *_PART_THAN.finditer(context.words)):
        if _TO_COME.search(context.words[:match.start()]):
            continue
        part = _part(match)
        if part is None:
            continue
        wrong: list[tuple[Reckoning, Fraction, Fraction]] = []
        for truth in context.truths:
            pairs = [(now, then) for now, then in compared(truth, context.words, context.text)
                     if now is not None and then]
            if not pairs:
                continue
            if any(_is_part(now, then, part, match) for now, then in pairs):
                wrong = []
                break
            wrong.append((truth, *pairs[0]))
        if wrong:
            truth, now, then = wrong[0]
            yield Fault("error", f"it says ‘{match[0]}’, and ‘{truth.one.subject}’ is "
                        f"{truth.worded(now)} to {truth.worded(then)}.", "", _place(context, match))


def _part(match: re.Match[str]) -> Fraction | None:
    if match["share"]:
        name = match["share"].casefold()
        return _PARTS.get(name) or _PARTS[name.split()[-1]]
    number = match["in"].casefold()
    if number not in WORDS[2:] and not number.isdecimal():
        return None
    return Fraction(1, int(number_of(number)) or 1)


def _is_part(now: Fraction, then: Fraction, part: Fraction, match: re.Match[str]) -> bool:
    moved = (now - then) / abs(then)
    if (moved > 0) != bool(match["up"]) or not moved:
        return False
    near = (match["near"] or "").strip().casefold()
    size = abs(moved)
    if near in ("over", "more than", "just over"):
        return part < size <= part * (1 + 2 * NEARLY)
    if near in ("almost", "nearly", "just under"):
        return part * (1 - NEARLY) <= size < part
    return abs(size - part) <= part * (NEARLY if near else WITHIN)


# ── ranks and records ───────────────────────────────────────────────────────────────────────────


def _ranked(context: Context) -> Iterator[Fault]:
    for match in _RANK.finditer(context.words):
        record = RECORD.match(context.words, match.start("way"))
        if record is None or _TO_COME.search(context.words[:match.start()]):
            continue
        said = ORDINALS.index(match["rank"].casefold())
        ranks = [rank for truth in context.truths
                 if (rank := _rank(truth, _months(truth, record), match["way"])) is not None]
        if ranks and said not in ranks:
            truth = context.truths[0]
            yield Fault("error", f"it says ‘{match[0]}’, and of ‘{truth.one.subject}’ it is number "
                        f"{ranks[0]}.", "", _place(context, match))


def _rank(truth: Reckoning, months: list[Month], way: str) -> int | None:
    """Which the month's figure is among these, the first the most that way; None where that cannot
    be told."""
    now = truth.shown(truth.now)
    high = _is_high(truth, way)
    if now is None or high is None or not months:
        return None
    others = {value for month in months if (value := truth.shown(month)) is not None}
    return 1 + sum((value > now) == high for value in others if value != now)


def _is_high(truth: Reckoning, way: str) -> bool | None:
    """Whether the word means a high figure; None where neither is better."""
    word = way.casefold()
    better = {"higher": True, "lower": False}.get(truth.one.polarity)
    if word in ("best", "better", "worst", "worse"):
        return None if better is None else better == word.startswith("be")
    return word in _HIGH


def _months(truth: Reckoning, match: re.Match[str]) -> list[Month]:
    """The months before this one that a record is of."""
    groups = match.groupdict()
    first = min(truth.cells, default=truth.now)
    if groups.get("month"):
        since = month_named(str(groups["month"]), groups["year"] or "", truth.report,
                            truth.one.step)
        first = since.back(-truth.one.step) if since is not None else truth.now
    elif groups.get("count"):
        number = str(groups["count"]).casefold()
        known = number.isdecimal() or number in WORDS
        length = int(number_of(number)) * (
            1 if str(groups["span"]).casefold() == "months" else 12) if known else 12
        first = truth.now.back(length - 1)
    elif groups.get("of_year"):
        first = max(Year.holding(truth.now, truth.one.year).first, Month.of(truth.now.year, 1))
    elif groups.get("a_year") or groups.get("last"):
        first = truth.now.back(12)
    return [month for month in sorted(truth.cells) if first <= month < truth.now]


def _than_any(context: Context) -> Iterator[Fault]:
    for match in _THAN_ANY.finditer(context.words):
        if _TO_COME.search(context.words[:match.start()]):
            continue
        outcomes = [_beyond(truth, match) for truth in context.truths]
        decided = [outcome for outcome in outcomes if outcome is not None]
        if decided and all(decided):
            yield Fault("error", f"it says ‘{match[0].strip()}’, and {decided[0]}.", "",
                        _place(context, match))


def _beyond(truth: Reckoning, match: re.Match[str]) -> str | None:
    """The month that contradicts it, "" where none does; None where that cannot be told."""
    now, high = truth.shown(truth.now), _is_high(truth, match["way"])
    months = _months(truth, match)
    if now is None or high is None or not months:
        return None
    for month in reversed(months):
        value = truth.shown(month)
        if value is not None and (value >= now if high else value <= now):
            return (f"{month.full} was {truth.worded_at(month)}, and {truth.named(truth.now)} is "
                    f"{truth.worded_at(truth.now)}")
    return ""


# ── wholes ──────────────────────────────────────────────────────────────────────────────────────


def _complete(context: Context) -> Iterator[Fault]:
    match = _COMPLETE.search(context.words)
    if match is None or _TO_COME.search(context.words[:match.start()]):
        return
    for truth in context.truths:
        value = truth.shown(truth.now)
        if truth.one.unit == "percent" and truth.one.polarity == "higher" and (
                value is not None and value < 100):
            yield Fault("error", f"it says ‘{match[0]}’, and ‘{truth.one.subject}’ is "
                        f"{truth.worded_at(truth.now)}.", "", _place(context, match))
            return


def _place(context: Context, match: re.Match[str]) -> tuple[int, int]:
    return context.clause.start + match.start(), context.clause.start + match.end()
