"""A printed text as what it says: the interval of the values that print so.

Rounding is half up, so that "3.8%" is at least 3.75 and under 3.85. A percentage of exactly 0 or
100 is printed whole: "100.0%" is nearly all and never all. Read here from the text alone, by rules
of our own, so that a fault of the printing is not repeated in the reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

_WORDS = {word: n for n, word in enumerate(
    ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
     "eleven", "twelve"))}
# Of a unit that is written in two, as `amounts` writes it.
_TWO = re.compile(
    r"[−-]?(?:(?P<whole>\d+):(?P<rest>\d\d)|(?P<y>\d+)y (?P<m>\d+)m"
    r"|(?P<years>[\d,]+) years? (?P<months>\d+) months?"
    r"|(?P<large>[\d,]+) (?:minutes?|hours?) (?P<small>\d+) (?:seconds?|minutes?))")
_NUMBER = re.compile(r"(?P<sign>[−-])?£?(?P<whole>\d[\d,]*)(?:\.(?P<part>\d+))?(?P<percent>%?)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written: its value, its decimals, whether it is a percentage."""

    value: Fraction
    decimals: int
    percent: bool
    under: bool = False     # "less than 0.1"


@dataclass(frozen=True, slots=True)
class Interval:
    """The values from low to high; an open end is not one of them. None is no end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: Fraction) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or not (
            value > self.high or (self.high_open and value == self.high))


@lru_cache(1 << 16)     # the same texts stand in many places
def in_two(text: str) -> int | None:
    """How many small units a figure is that is written in two: 450 of "7:30", 18 of "1y 6m".

    None where it is not written so.
    """
    match = _TWO.fullmatch(text.strip())
    if match is None:
        return None
    part = {name: int((said or "0").replace(",", "")) for name, said in match.groupdict().items()}
    base = 12 if match["years"] or match["y"] else 60
    large, small = ((part["whole"], part["rest"]) if match["whole"] else
                    (part["y"], part["m"]) if match["y"] else
                    (part["years"] or part["large"], part["months"] or part["small"]))
    return large * base + small


@lru_cache(1 << 16)     # the same figures stand in table, chart and words
def number_in(text: str) -> Number | None:
    """The first number of a figure's text, in digits or as a word; None when there is none."""
    two = in_two(text)
    if two is not None:
        return Number(Fraction(two), 0, False)
    found = _NUMBER.search(text)
    if found is None:
        word = text.strip().split(" ", 1)[0].casefold()
        return Number(Fraction(_WORDS[word]), 0, False) if word in _WORDS else None
    value = Fraction(f"{found['whole'].replace(',', '')}.{found['part'] or '0'}")
    return Number(-value if found["sign"] else value, len(found["part"] or ""),
                  bool(found["percent"]), text.startswith("less than"))


def count_interval(number: Number, round_to: int) -> Interval:
    """The whole numbers that are printed so: the number itself, or all that round to it."""
    if round_to <= 1:
        return Interval(number.value, number.value)
    half = Fraction(round_to, 2)
    return Interval(max(number.value - half, Fraction(0)), number.value + half, high_open=True)


def rounded_interval(number: Number, share: bool = True) -> Interval:
    """The values, none below nought, that round half up to the number as it is written.

    A percentage that is no share of a whole can be more than 100.
    """
    if number.percent and not number.decimals and number.value in (0, 100):
        return Interval(number.value, number.value)
    half = Fraction(1, 2 * 10 ** number.decimals)
    low, high = number.value - half, number.value + half
    if number.percent and number.value == 100 and share:
        return Interval(low, Fraction(100), high_open=True)     # not all, and no more than all
    if low < 0:
        return Interval(Fraction(0), high, low_open=number.percent, high_open=True)
    return Interval(low, high, high_open=True)
