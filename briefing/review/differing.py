"""What a difference is a difference to: "85 fewer than in August", "12 short of the target"."""

from __future__ import annotations

import re
from fractions import Fraction

from briefing.periods import Month
from briefing.review.quantities import Quantity
from briefing.review.reckoning import Reckoning
from briefing.review.spans import SPAN, YEAR, month_named

# What follows the size of a difference, up to the next figure or thought.
_TO = re.compile(
    rf"^(?: [A-Za-z][\w-]*){{0,4}}? (?:than|on|from|over|since|against|compared (?:with|to)|of)"
    rf"(?: (?:in|at|for|that of|the end of|at the end of))*(?: the)? "
    rf"(?:(?P<month>{SPAN})(?: (?:of )?(?P<year>{YEAR}))?"
    r"|(?P<before>(?:last|previous) (?:month|quarter)|(?:month|quarter)(?: before)?|a"
    r" (?:month|quarter) (?:ago|before|earlier))"
    r"|(?P<ago>a year (?:ago|before|earlier)|last year|year before|same (?:month|time|quarter) "
    r"last year)"
    r"|(?:(?:[a-z]+ )?(?P<target>target))"
    r")\b")


def difference(quantity: Quantity, truth: Reckoning, text: str) -> Fraction | None:
    """By how much this month's figure is off what the words set it beside, as printed; None where
    they set it beside nothing that is known, or speak of another month's figure."""
    match = _TO.match(text[quantity.place[1]:])
    if match is None or truth.shown(truth.now) is None:
        return None
    now = truth.shown(truth.now) or Fraction(0)
    if match["target"]:
        target = truth.target(truth.now)
        return None if target is None or target.lower is not None else abs(
            now - Fraction(target.value))
    month = _month(match, truth)
    others = {named for one in re.finditer(rf"\b({SPAN})\b(?: (?:of )?({YEAR}))?", text)
              if (named := month_named(one[1], one[2] or "", truth.report, truth.one.step))}
    if month is None or month >= truth.now or others - {month, truth.now}:
        return None
    then = truth.shown(month)
    return None if then is None else abs(now - then)


def _month(match: re.Match[str], truth: Reckoning) -> Month | None:
    if match["before"]:
        return truth.before(truth.now)
    if match["ago"]:
        return truth.now.year_before
    return month_named(match["month"], match["year"] or "", truth.report, truth.one.step)
