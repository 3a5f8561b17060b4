"""What words say of how many times one month another is: "halved", "fell by 87.5%", "a third of".

With the other month's figure they tell a figure that is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from briefing.periods import MONTH_NAMES

_TIMES = {"halved": Fraction(1, 2), "doubled": Fraction(2), "trebled": Fraction(3),
          "tripled": Fraction(3), "quadrupled": Fraction(4), "quartered": Fraction(1, 4)}
_WHOLES = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7,
           "eighth": 8, "ninth": 9, "tenth": 10}
_HOW_MANY = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
             "seven": 7, "eight": 8, "nine": 9}
_NEAR = (r"(?P<near>almost |nearly |just under |just over |about |around |over |more than |"
         r"less than )?")
_MONTH = "|".join(MONTH_NAMES)
_PART = (rf"(?:(?:(?P<half>half)\b|(?P<many>{'|'.join(_HOW_MANY)}) (?P<whole>{'|'.join(_WHOLES)})s?"
         r"\b(?! (?:hour|day|week|month|quarter|year|period|time|in a row|successive|running)))"
         r"|(?P<cent>\d+(?:\.\d+)?)(?:%| per cent| percent))")
_LESS = r"fell|fallen|down|dropped|reduced|cut|decreased|declined|reduction|fall|decrease|lower"
_MORE = r"rose|risen|up|grew|grown|increased|increase|rise|growth|higher"
_WORD = re.compile(rf"\b{_NEAR}(?P<times>{'|'.join(_TIMES)})\b", re.I)
_BY = re.compile(rf"\b(?:(?P<less>{_LESS})|(?:{_MORE}))(?: [a-z]+){{0,2}}? (?:(?:by|of) )?"
                 rf"{_NEAR}{_PART}(?! of\b)", re.I)
_THAN = re.compile(rf"\b{_NEAR}{_PART} (?:(?P<less>fewer|less|lower|down)|more|higher|up)\b", re.I)
_TO = re.compile(rf"\b(?:{_LESS}) to {_NEAR}{_PART}", re.I)
_OF = re.compile(rf"{_NEAR}{_PART} of\b(?P<then> (?:the |what )?(?:{_MONTH}|last|previous|year"
                 r"|month|figure|it was))?", re.I)
REACH = Fraction(1, 5)     # of "almost half" to either side


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one month is of another, from `low` to `high`; `sure` where a change is spoken of."""

    words: str
    low: Fraction
    high: Fraction
    sure: bool

    def holds_any(self, pairs: Iterable[tuple[Fraction, Fraction]]) -> bool:
        """Whether of any pair the one is so many times the other, which is above nought."""
        return any(other > 0 and self.low <= month / other <= self.high for month, other in pairs)


def ratios_in(text: str) -> Iterator[Ratio]:
    """The ratios that the words speak of."""
    for match in _WORD.finditer(text):
        yield _ratio(match, _TIMES[match["times"].casefold()], Fraction(0), True)
    for pattern in (_BY, _THAN):
        for match in pattern.finditer(text):
            part, reach = _part(match)
            yield _ratio(match, 1 - part if match["less"] else 1 + part, reach, True)
    for match in _TO.finditer(text):
        yield _ratio(match, *_part(match), True)
    for match in _OF.finditer(text):
        yield _ratio(match, *_part(match), bool(match["then"]))


def _part(match: re.Match[str]) -> tuple[Fraction, Fraction]:
    """The part of a whole that is meant, and how far it may be off by its rounding."""
    if match["cent"]:
        places = len(match["cent"].partition(".")[2])
        return Fraction(match["cent"]) / 100, Fraction(1, 200 * 10 ** places)
    if match["half"]:
        return Fraction(1, 2), Fraction(0)
    many, whole = _HOW_MANY[match["many"].casefold()], _WHOLES[match["whole"].casefold()]
    return Fraction(many, whole), Fraction(0)


def _ratio(match: re.Match[str], times: Fraction, reach: Fraction, sure: bool) -> Ratio:
    around = reach + (REACH * times if match["near"] else 0)
    return Ratio(match[0].strip(), times - around, times + around, sure)
