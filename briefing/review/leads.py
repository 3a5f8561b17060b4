"""What a service area opens with, in full: its ratings, what is off target, what changed most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from briefing.problems import listed
from briefing.review.cells import half_up
from briefing.review.figures import number_of
from briefing.review.reckoning import Reckoning

RATINGS = ("green", "amber", "red")
_SPAN = r"(?:for the year to date|in [^();]+|at the end of [^();]+|for the year so far [^();]+)"
ALONE = re.compile(rf"The one indicator rated here, (?P<title>.+), is off its target by "
                   rf"(?P<gap>.+?) {_SPAN}\.")
RATED = re.compile(r"The ratings here are (?P<green>[\d,]+) green, (?P<amber>[\d,]+) amber and "
                   r"(?P<red>[\d,]+) red(?:; (?P<rest>.+))?\.")
ONE_OFF = re.compile(rf"(?P<title>.+) is off its target \(by (?P<gap>[^()]+?) {_SPAN}\)")
FURTHEST = re.compile(r"(?P<alike>off their targets are|relative to (?:its target, furthest off is|"
                      rf"their targets, furthest off are)) (?P<those>.+ \(by [^()]+? {_SPAN}\))")
CHANGED = re.compile(r"Of the monthly counts shown here for \S+(?: \d{4})? that were ten or more "
                     r"in \S+(?: \d{4})?, (?P<titles>.+) changed most, (?:each )?(?P<way>up|down) "
                     r"by (?P<share>[\d,.]+)%\.")
MOST_NAMED = 4  # off target, where one has a target of nought
PRINTED = 8     # decimals of a distance; what is just short of a whole is so by a billionth
LEAST = 10      # a count that is smaller is compared in per cent with no other


def faults(text: str, area: Sequence[Reckoning]) -> Iterator[str]:
    """What is false in the lead of the service area."""
    ratings = Counter(truth.rating() for truth in area)
    off = [truth for truth in area if truth.rating() in ("amber", "red")]
    if found := CHANGED.fullmatch(text):
        yield from _changed(found, area)
    elif found := ALONE.fullmatch(text):
        if sum(ratings[name] for name in RATINGS) != 1:
            yield "more than one, or none, is rated here"
        yield from _off(found["title"], found["gap"], off)
    elif found := RATED.fullmatch(text):
        for name in RATINGS:
            if int(number_of(found[name])) != ratings[name]:
                yield f"{found[name]} {name} should be {ratings[name]}"
        if found["rest"] is None:
            if len(off) <= MOST_NAMED or all(_gap(truth)[1] for truth in off):
                yield "it is not said which are off their targets"
        elif alone := ONE_OFF.fullmatch(found["rest"]):
            if len(off) != 1:
                yield f"{len(off)} are off their targets"
            yield from _off(alone["title"], alone["gap"], off)
        elif furthest := FURTHEST.fullmatch(found["rest"]):
            yield from _furthest(furthest["those"], off, furthest["alike"].startswith("off"))
        else:
            yield f"could not be read: '{text}'"
    else:
        yield f"could not be read: '{text}'"


def _gap(truth: Reckoning) -> tuple[Fraction, Fraction]:
    """How far the figure is from its target or the nearer end of its range, and that end."""
    target, figure = truth.target(truth.now), truth.judged()
    assert target is not None
    assert figure is not None
    high = Fraction(target.value)
    low = high if target.lower is None else Fraction(target.lower)
    shown = truth.as_printed(figure)
    end = low if shown < low else high
    return abs(shown - end), end


def _off(title: str, gap: str, off: Sequence[Reckoning]) -> Iterator[str]:
    those = [truth for truth in off if truth.one.title == title]
    if not those:
        yield f"'{title}' is not off its target"
    elif not any(number_of(gap.removeprefix("less than ").strip("£ ").split(" ")[0].rstrip("km"))
                 == half_up(_gap(t)[0], places) or gap.startswith("less than ")
                 for t in those for places in range(7)):
        yield f"'{gap}' should be {[float(_gap(truth)[0]) for truth in those]}"


def _furthest(text: str, off: Sequence[Reckoning], nought: bool) -> Iterator[str]:
    """What is false of those that are furthest off; of `nought` they are all that are off."""
    # as far as it is printed: what is just above nought is off by all of its target
    shares = {truth.one.id: half_up(half_up(gap, PRINTED) / abs(end), 9)
              for truth in off for gap, end in (_gap(truth),) if end}
    if nought != (len(shares) < len(off)):
        yield "no target is 0" if nought else "a target is 0"
        return
    most = max(shares.values(), default=None)
    worst = [truth for truth in off if nought or shares[truth.one.id] == most]
    for truth in worst:
        if truth.one.title not in text:
            yield f"'{truth.one.title}' is as far off, and is not named"
    if len(worst) != text.count("(by "):
        yield f"{text.count('(by ')} are named, {len(worst)} are furthest off"


def _changed(found: re.Match[str], area: Sequence[Reckoning]) -> Iterator[str]:
    shares: dict[str, tuple[Fraction, bool]] = {}
    for truth in area:
        now, then = truth.shown(truth.now), truth.shown(truth.before(truth.now))
        if (truth.one.unit != "count" or truth.one.frequency != "monthly" or now is None
                or truth.one.kind not in ("flow", "stock") or truth.now != truth.report
                or not truth.compared(truth.now) or then is None or then < LEAST or now == then
                or truth.cell(truth.now).marking):
            continue
        shares[truth.one.id] = half_up(abs(now - then) * 100 / then, 1), now > then
    most = max((share for share, _ in shares.values()), default=Fraction(0))
    named = [t for t in area if t.one.id in shares and shares[t.one.id][0] == most]
    if found["titles"] != listed([t.one.title for t in named], "and"):
        yield f"'{found['titles']}' should be {[t.one.title for t in named]}"
    if number_of(found["share"]) != most or {shares[t.one.id][1] for t in named} != {
            found["way"] == "up"}:
        yield f"'{found['way']} by {found['share']}%' should be by {float(most)}%"
