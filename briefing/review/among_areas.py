"""How an area stands among the others, read back: who, which place from which end, of how many.

What is right follows from the standing of the areas' printed figures; the area's own is worked out
from its raw figures and held to the place that is said: above the median it is in the half counted
from the highest, and nothing is above the highest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from briefing.indicators import Among
from briefing.review.reckoning import Reckoning

FORM = (r"(?P<area>.+?) was (?:the |(?P<joint>joint )?(?:(?P<rank>[\d,]+(?:st|nd|rd|th)) )?)"
        r"(?P<end>highest|lowest) of (?P<of>[\d,]+) (?P<areas>.+?) "
        r"(?P<place>at the end of|in(?: the [\w ]+? to)?) (?P<then>[^()]+?) "
        r"(?:and in the (?P<quartile>first|second|third|fourth) quartile(?:, | ))?"
        r"(?:(?:and )?(?P<gap>[^()]+?) (?P<side>above|below) the median \((?P<middle>[^()]+)\)"
        r"|\(median (?P<median>[^()]+)\))\.")
QUARTILES = ("", "first", "second", "third", "fourth")


def standing_read(text: str, truth: Reckoning) -> list[str] | None:
    """What is false in a sentence of how an area stands but for its period; None of others."""
    match = re.fullmatch(FORM, text)
    return None if match is None else list(standing_faults(
        {key: value for key, value in match.groupdict().items() if value}, truth))


def standing_of(truth: Reckoning) -> Among | None:
    """How the indicator's figure stands among those of other areas, where that is known."""
    return next((benchmark.among for benchmark in truth.benchmarks.values()
                 if benchmark.among is not None), None)


def standing_faults(groups: Mapping[str, str], truth: Reckoning) -> Iterator[str]:
    """What is false in the sentence; nothing is ranked where no standing is known."""
    among = standing_of(truth)
    own = truth.shown(truth.now)
    if among is None or not among.rank or own is None:
        yield "it is not ranked among areas"
        return
    median = "middle" if "middle" in groups else "median"
    for key, right in (("area", among.name), ("areas", among.plural), ("of", f"{among.of:,}"),
                       (median, truth.worded(Fraction(among.median), truth.one.decimals))):
        said = groups[key]
        if said != right and not (key == "area" and said == right[:1].upper() + right[1:]):
            yield f"'{said}' should be '{right}'"
    if bool(groups.get("joint")) != bool(among.tied):
        yield "it is level with others" if among.tied else "it is level with no other"
    high, low = Fraction(among.highest[0]), Fraction(among.lowest[0])
    if not low <= own <= high or own != Fraction(among.own):
        yield f"its figure is {float(own)}, among {float(low)} to {float(high)}"
    yield from _place(groups, among, own)
    yield from _beside(groups, among, own, truth)


def _beside(groups: Mapping[str, str], among: Among, own: Fraction, truth: Reckoning
            ) -> Iterator[str]:
    """What is false in the quarter of the ranks and in the distance from the median."""
    if "quartile" in groups and groups["quartile"] != QUARTILES[among.quartile]:
        yield f"'{groups['quartile']}' should be '{QUARTILES[among.quartile] or 'no quartile'}'"
    if "gap" not in groups:
        return
    gap = own - truth.as_printed(Fraction(among.median), truth.one.decimals)
    if not gap or groups["side"] != ("above" if gap > 0 else "below"):
        yield f"it is not {groups['side']} the median"
    right = truth.worded_size(abs(gap), truth.one.decimals)
    if groups["gap"] != right:
        yield f"'{groups['gap']}' should be '{right}'"


def _place(groups: Mapping[str, str], among: Among, own: Fraction) -> Iterator[str]:
    """What is false in the place: its number, and the end that it is counted from."""
    ends = {"highest": Fraction(among.highest[0]), "lowest": Fraction(among.lowest[0])}
    end, rank = groups["end"], groups.get("rank", "")
    if not rank:
        if own != ends[end]:
            yield f"it is not the {end}"
        return
    number = int(re.sub(r"\D", "", rank))
    if number != among.rank or own in ends.values():
        yield f"{rank} should be {among.rank}"
    if end != ("highest" if among.highest_first else "lowest"):
        yield f"areas are not counted from the {end}"
    median = Fraction(among.median)
    ahead = own > median if end == "highest" else own < median
    behind = own < median if end == "highest" else own > median
    if (behind and 2 * number <= among.of) or (ahead and 2 * number > among.of):
        yield f"{rank} of {among.of} is on the other side of the median"
