"""A sentence that is still of our own grammar, read by the strict reader of generated sentences.

What that reader asks of style alone (that a month was named before, that "this" follows what it is
of) is the narrative's affair and no fault of an author's; neither is what it said of the sentence
before that was edited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.review.among_areas import standing_read
from briefing.review.cells import half_up
from briefing.review.check import faults_of
from briefing.review.compared import compared_faults
from briefing.review.faults import Fault
from briefing.review.figures import number_of
from briefing.review.known import Known
from briefing.review.reader import read
from briefing.review.reckoning import Reckoning
from briefing.review.said import Said

if TYPE_CHECKING:
    from briefing.review.asides import AsidesReader

_STYLE = re.compile(
    r"was not named before|no month is named|does not follow|never (?:just|slightly|well) so"
    r"|does not agree with|a size is said of|is no name for|could not be read|another size"
    r"|does not begin with|is no indicator that is known|never in line|does not suit|no full stop"
    r"|within target' should be '(?:above|below|equal)"     # which is said of any that is met
    r"|moved by more than next|no last year|is not what its periods are"
    r"|^'' should be|is said where the reason is|^there is a figure|of 12 months, which is not")
_SHOULD_BE = re.compile(r"^'[£−-]?(\d[\d,]*(?:\.\d+)?)[^']*' should be '[£−-]?"
                        r"(\d[\d,]*(?:\.\d+)?)[^']*'")
ASIDES = ("caption", "good", "improve", "question", "prompt")
_QUOTED = re.compile(r"\((?:now|then|earlier|to_date|total)\)")


class StrictReader:
    """Reads edited sentences that the grammar of generated ones still covers."""

    def __init__(self, known: Known) -> None:
        self.known = known

    @cached_property
    def asides(self) -> AsidesReader:
        """What reads captions, bullets and questions; loaded when the first is met."""
        from briefing.review.asides import AsidesReader

        return AsidesReader(self.known.truths, self.known.hedges)

    def faults(self, said: Said, kind: str) -> list[Fault]:
        """What the figures contradict of the sentence, and did not of the one that was written.

        Empty where it can no longer be read whole.
        """
        everything = list(self.known.truths.values())
        section = self.known.truths[said.about[0]].one.section if said.about else ""
        beside = compared_faults(_plain(said.text), everything, section)
        if beside is not None:      # areas or types set beside each other
            before = compared_faults(_plain(said.before), everything, section) if (
                said.before) else None
            return [Fault("error", f"the figures contradict it: {what}.") for what in beside
                    if what not in (before or ())]
        if len(said.about) != 1:
            return []
        truth = self.known.truths[said.about[0]]
        near = [self.known.truths[name] for name in said.near]
        now = self._read(_plain(said.text), truth, near, kind)
        if not now:
            return []
        before = self._read(_plain(said.before), truth, near, kind) if said.before else []
        return [Fault("error", f"the figures contradict it: {_QUOTED.sub('', what).strip()}.")
                for what in dict.fromkeys(now) if what not in (before or ())]

    def _read(self, text: str, truth: Reckoning, near: Sequence[Reckoning], kind: str
              ) -> list[str] | None:
        """The faults of a sentence, None where it cannot be read whole."""
        standing = standing_read(text, truth)
        if standing is not None:
            return standing
        if kind in ASIDES:
            found = self.asides.faults(kind, text, truth.one.id)
            if any("could not be read" in fault for fault in found):
                return None
        else:
            for brief in (True, False):
                reading = read(text, truth.one, brief=brief)
                if reading.claims and not reading.left_over:
                    break
            else:
                return None
            found = faults_of(reading, truth, self.known.hedges, near)
            if reading.opening == "that" and found:     # which may be of the year so far
                of_year = read(text, truth.one, brief=True, that="to_date")
                found = min(found, faults_of(of_year, truth, self.known.hedges, near), key=len)
        return [fault for fault in found if not _STYLE.search(fault) and not _is_rounding(fault)]


def _is_rounding(fault: str) -> bool:
    """Whether a figure is only written otherwise, "17%" for "17.0%": figures are held to the facts
    by themselves."""
    pair = _SHOULD_BE.search(fault)
    if pair is None:
        return False
    said, right = (number_of(number) for number in pair.groups())
    places = -int(said.as_tuple().exponent)
    return half_up(Fraction(right), max(0, places)) == Fraction(said)


def _plain(text: str) -> str:
    """The sentence with the quotation marks that generated ones have."""
    return re.sub(r"(?<=\w)'(?=\w)", "’", text.replace("\u00a0", " ")).strip()
