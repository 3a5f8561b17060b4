"""The sentences on a report's status read back: how many of its indicators are rated, and how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.review.counted import counted_faults
from briefing.review.figures import NUMBER, WORDS, number_of
from briefing.review.reckoning import Reckoning

RATINGS = ("blue", "green", "amber", "red")
STATUS = re.compile(
    r"(?:Of the (?P<indicators>[\d,]+) indicators in this report, (?P<rated>[\d,]+|one) (?:is|are) "
    r"rated against a target|(?P<all>Every indicator in this report is rated against a target)): "
    r"(?P<counts>[\d,]+ [^\d]+)(?P<more>(?:[\d,]+ [^\d]+)+)\.")
_EACH_BAND = re.compile(r"(?P<count>[\d,]+) (?P<band>[^\d]+?)(?:, | and |$)")
ONLY = re.compile(r"The one indicator in this report is (?:rated (?P<rating>.+?)"
                  r"|not rated) against (?:its|a) target\.")
MOVEMENT = re.compile(rf"\b(?P<count>{NUMBER}|{'|'.join(WORDS)}) (?:has|have) moved to "
                      r"(?P<rating>blue|green|amber|red) ", re.I)


def status_faults(text: str, truths: Sequence[Reckoning]) -> Iterator[str]:
    """What is false in a sentence of how many indicators are rated how."""
    more = counted_faults(text, truths)
    if more is not None:
        yield from more
        return
    ratings = Counter(truth.rating() for truth in truths)
    rated = sum(ratings[name] for name in RATINGS)
    if "moved to" in text:
        for match in MOVEMENT.finditer(text):
            count, rating = int(number_of(match["count"].casefold())), match["rating"]
            if count > ratings[rating]:
                yield f"{count} moved to {rating}, where {ratings[rating]} are"
        return
    only = ONLY.fullmatch(text)
    if only is not None:
        right = [truth.rating_word(rating) if (rating := truth.rating()) else ""
                 for truth in truths]
        if right != [only["rating"] or ""]:
            yield f"'{text}' should be of {right}"
        return
    counted = STATUS.fullmatch(text)
    if counted is None:
        if text != "None of the indicators in this report is rated against a target." or rated:
            yield f"could not be read, or false: '{text}'"
        return
    called = truths[0].rating_word
    said = {match["band"]: int(number_of(match["count"]))
            for match in _EACH_BAND.finditer(counted["counts"] + counted["more"])}
    for name in RATINGS:
        if said.pop(called(name), 0) != ratings[name]:
            yield f"{called(name)} should be {ratings[name]}"
    yield from (f"'{band}' is no band" for band in said)
    if counted["all"] is None and (int(number_of(counted["indicators"])), int(
            number_of(counted["rated"]))) != (len(truths), rated):
        yield f"{counted['rated']} of {counted['indicators']} should be {rated} of " \
              f"{len(truths)}"
