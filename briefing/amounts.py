"""The only place where a number becomes text.

Rounding is half up (away from zero), as a spreadsheet shows it, on exact decimals. Two figures are
equal when they are equal as printed. A percentage that is exactly 0 or 100 is printed whole, so
that "100.0%" always means "rounds to". A change in a percentage is in percentage points, never in
per cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache
from sys import intern
from typing import Literal

UnitClass = Literal["count", "amount", "percent", "rate", "duration", "ratio", "money"]
# How a number of a small unit is written in two: 452 seconds as 7 minutes 32 seconds. Each form has
# the small units in a large one, and what the two are called, one and several.
Form = Literal["", "minutes_seconds", "hours_minutes", "years_months"]
_FORMS: dict[Form, tuple[int, tuple[str, str], tuple[str, str]]] = {
    "minutes_seconds": (60, ("minute", "minutes"), ("second", "seconds")),
    "hours_minutes": (60, ("hour", "hours"), ("minute", "minutes")),
    "years_months": (12, ("year", "years"), ("month", "months")),
}

FORM_BASES = {form: base for form, (base, _, _) in _FORMS.items()}


@dataclass(frozen=True, slots=True)
class Big:
    """How figures of a unit are written from some size on: 1,234,567 as 1.2 and "m"."""

    at_least: int
    after: str
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """How figures of a unit are written: before and after the number, in prose and for a change.

    `title` is what the unit is called along an axis, where that is none of those words. `decimals`
    are those of an indicator that gives none. `negative` says whether a figure can be below nought,
    None that it is as with others of its class. A rate is of so many as its `base`.
    """

    name: str
    unit_class: UnitClass
    before: str = ""
    after: str = ""
    after_one: str = ""
    change_after: str = ""
    change_after_one: str = ""
    cell_after: str = ""
    title: str = ""
    decimals: int | None = None
    negative: bool | None = None
    base: int = 0
    form: Form = ""
    big: tuple[Big, ...] = ()

    def __hash__(self) -> int:
        return hash(self.name)      # units are looked up with every figure: a tuple's is slower


class UnitName(str):
    """The name of a unit of a council's own, which carries what the unit is.

    It is a name like those of our own units wherever one is written, compared or looked up.
    """

    unit: Unit

    def __new__(cls, name: str, unit: Unit) -> UnitName:
        made = super().__new__(cls, name)
        made.unit = unit
        return made

    def __reduce__(self) -> tuple[type[UnitName], tuple[str, Unit]]:
        return UnitName, (str(self), self.unit)


class _Units(dict[str, Unit]):
    """Our units by name; a name that carries its unit is there too."""

    def __missing__(self, name: str) -> Unit:
        if isinstance(name, UnitName):
            return name.unit
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or isinstance(name, UnitName)


class _Bases(dict[str, int]):
    """Of how many people (or other things) a rate is, by its unit."""

    def __missing__(self, name: str) -> int:
        if isinstance(name, UnitName) and name.unit.base:
            return name.unit.base
        raise KeyError(name)


def _counted(name: str, unit_class: UnitClass, one: str, many: str) -> Unit:
    return Unit(name, unit_class, "", f" {many}", f" {one}", f" {many}", f" {one}")


UNITS = _Units({
    unit.name: unit
    for unit in (
        Unit("count", "count"),
        Unit("number", "ratio"),
        Unit("percent", "percent", "", "%", "%", " percentage points", " percentage point", "%"),
        Unit("rate_per_1000", "rate", change_after=" per 1,000", change_after_one=" per 1,000"),
        Unit("rate_per_10000", "rate", change_after=" per 10,000", change_after_one=" per 10,000"),
        Unit("rate_per_100000", "rate", change_after=" per 100,000",
             change_after_one=" per 100,000"),
        _counted("minutes", "duration", "minute", "minutes"),
        _counted("hours", "duration", "hour", "hours"),
        _counted("days", "duration", "day", "days"),
        _counted("weeks", "duration", "week", "weeks"),
        _counted("months", "duration", "month", "months"),
        _counted("years", "duration", "year", "years"),
        _counted("cases_per_worker", "ratio", "case per worker", "cases per worker"),
        Unit("pounds", "money", "£"),
        Unit("pounds_thousand", "money", "£", "k", "k", "k", "k", "k"),
        Unit("pounds_million", "money", "£", "m", "m", "m", "m", "m"),
    )
})  # fmt: skip
RATE_BASES = _Bases({"rate_per_1000": 1_000, "rate_per_10000": 10_000, "rate_per_100000": 100_000})


@lru_cache(32)
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


# A third, and what is made of thirds, ends somewhere: 12 months that come to 585 may have a mean
# of 48.749…9 for 48.75. Figures are given to far fewer digits than these.
_AS_MEANT = Context(prec=22, rounding=ROUND_HALF_UP)


# A figure is asked for again and again: by its sentence, its cell, its chart and what compares it.
_KEPT = 1 << 12


@lru_cache(_KEPT)
def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value at so many decimals, half up; the value as printed."""
    settled = _AS_MEANT.plus(value).quantize(_step(decimals), ROUND_HALF_UP)
    return settled if settled else abs(settled)  # never minus nought


# A percentage that only rounds to 0 or 100 stays this far short of it when figures are compared.
JUST_SHORT = Decimal("0.000000001")


def as_printed(value: Decimal, unit_name: str, decimals: int) -> Decimal:
    """The value as a reader meets it: rounded, but 99.97% ("100.0%") is not all ("100%")."""
    return _as_printed(value, UNITS[unit_name], decimals)


@lru_cache(_KEPT)
def _as_printed(value: Decimal, unit: Unit, decimals: int) -> Decimal:
    shown = _as_drawn(value, unit, decimals)
    if unit.unit_class == "percent" and shown in (0, 100) and value != shown:
        return shown + (JUST_SHORT if value > shown else -JUST_SHORT)
    return shown


def as_drawn(value: Decimal, unit_name: str, decimals: int) -> Decimal:
    """The number that its text gives: 0.5 for 0.48% without decimals, which reads "0.5%"."""
    return _as_drawn(value, UNITS[unit_name], decimals)


def _as_drawn(value: Decimal, unit: Unit, decimals: int) -> Decimal:
    if unit.big and (big := _big(value, unit)) is not None:
        return rounded(value / big.at_least, big.decimals) * big.at_least
    shown = rounded(value, decimals)
    if unit.unit_class == "percent" and shown in (0, 100) and value != shown:
        return rounded(value, max(decimals, 1))
    return shown


def _big(value: Decimal, unit: Unit) -> Big | None:
    """The short form that so much of the unit is written in, where it is large enough for one."""
    fitting = [big for big in unit.big if abs(value) >= big.at_least]
    return max(fitting, key=lambda big: big.at_least, default=None)


def _in_big(value: Decimal, unit: Unit, big: Big) -> str:
    bare = number(abs(value) / big.at_least, big.decimals)
    return f"{unit.before}{bare}{big.after}"


def _in_two(value: Decimal, form: Form, short: bool) -> str:
    """ "7 minutes 32 seconds", or "7:32" for a table: so many small units, without sign."""
    base, large, small = _FORMS[form]
    whole, rest = divmod(int(rounded(abs(value), 0)), base)
    if short:
        return f"{whole}y {rest}m" if form == "years_months" else f"{whole}:{rest:02}"
    parts = [f"{n:,} {names[n != 1]}" for n, names in ((whole, large), (rest, small)) if n]
    return " ".join(parts) or f"0 {small[1]}"


def decimals_of(value: Decimal) -> int:
    """How many decimals the value needs to be written exactly."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


MEAN_EXACT_UNDER = 10       # a mean of counts below it is printed with a decimal


def mean_decimals(mean: Decimal, unit_name: str, decimals: int) -> int:
    """The decimals of a mean of so many-decimal figures: small counts' mean has one, 1.4."""
    counted = UNITS[unit_name].unit_class == "count" or unit_name == "number"
    small = abs(rounded(mean, 1)) < MEAN_EXACT_UNDER     # 9.97 is printed as 10, not as 10.0
    return 1 if counted and decimals == 0 and small else decimals


@lru_cache(_KEPT)
def number(value: Decimal, decimals: int) -> str:
    """ "1,797", "16.8" or "−0.4": the bare number, with thousands separators and a true minus."""
    return f"{rounded(value, decimals):,}".replace("-", "−")


def _places(value: Decimal, unit: Unit, decimals: int) -> int:
    """The decimals that the figure is written with: of a percentage, "0.0%" is not "0%"."""
    if unit.unit_class == "percent":
        if value in (0, 100):
            return 0
        if rounded(value, decimals) in (0, 100):
            return max(decimals, 1)
    return decimals


def _signed(value: Decimal, text: str, decimals: int) -> str:
    """The text with its minus, where what is written is below nought: never "−0"."""
    return f"−{text}" if value < 0 and rounded(value, decimals) else text


def in_prose(value: Decimal, unit_name: str, decimals: int) -> str:
    """ "247", "16.8%", "34.5 weeks", "£1,200": the figure as a sentence says it."""
    unit = UNITS[unit_name]
    if unit.form:
        return _signed(value, _in_two(value, unit.form, short=False), 0)
    if unit.big and (big := _big(value, unit)) is not None:
        return _signed(value, f"{_in_big(value, unit, big)}{unit.after}", 0)
    places = _places(value, unit, decimals)
    bare = number(abs(value), places)
    after = unit.after_one if bare == "1" else unit.after
    return _signed(value, f"{unit.before}{bare}{after}", places)


def in_cell(value: Decimal, unit_name: str, decimals: int) -> str:
    """ "247", "16.8%", "34.5", "£1,200": the figure as a table or chart shows it."""
    return _in_cell(value, UNITS[unit_name], decimals)


@lru_cache(_KEPT)
def _in_cell(value: Decimal, unit: Unit, decimals: int) -> str:
    if unit.form:
        return _signed(value, _in_two(value, unit.form, short=True), 0)
    if unit.big and (big := _big(value, unit)) is not None:
        return _signed(value, f"{_in_big(value, unit, big)}{unit.cell_after}", 0)
    places = _places(value, unit, decimals)
    # one text for all the cells and points that show "247"
    return intern(_signed(value, f"{unit.before}{number(abs(value), places)}{unit.cell_after}",
                          places))


_FIGURE = re.compile(r"(.*? to )?(\D*\d[\d,]*)(\.\d+)?(\S*)(.*)")


@lru_cache(1 << 14)
def at_point(text: str) -> tuple[str, str, str]:
    """A table's figure taken apart for setting it on its decimal point: "16", ".8%", " [p]".

    What stands before the point (all of it if it is no figure), the rest, and the remarks after;
    of a range, "0% to 18%", the upper end counts.
    """
    found = _FIGURE.fullmatch(text)
    if found is None:
        return text, "", ""
    lower, whole, decimals, unit, remarks = (part or "" for part in found.groups())
    return lower + whole, decimals + unit, remarks


@lru_cache(1 << 14)
def is_figure(text: str) -> bool:
    """Whether a table's text is a figure, and no word or symbol that stands in its place."""
    return _FIGURE.fullmatch(text) is not None


def as_change(value: Decimal, unit_name: str, decimals: int) -> str:
    """ "69", "0.4 percentage points", "1.7 weeks": the size of a change or gap, without sign."""
    unit = UNITS[unit_name]
    if unit.form:
        return _in_two(value, unit.form, short=False)
    if unit.big and (big := _big(value, unit)) is not None:
        return f"{_in_big(value, unit, big)}{unit.change_after}"
    if value and not rounded(value, decimals):
        return f"less than {as_change(_step(decimals), unit_name, decimals)}"
    bare = number(abs(value), decimals)
    after = unit.change_after_one if bare == "1" else unit.change_after
    return f"{unit.before}{bare}{after}"


def as_short_change(value: Decimal, unit_name: str, decimals: int) -> str:
    """ "69", "0.4 points", "1.7 weeks": the size of a change or gap, in the cell of a table."""
    return as_change(value, unit_name, decimals).replace(" percentage point", " point")


def as_bare_change(value: Decimal, decimals: int) -> str:
    """ "0.4": the size of a change without its unit, where that was named just before."""
    if value and not rounded(value, decimals):
        return f"less than {number(_step(decimals), decimals)}"
    return number(abs(value), decimals)


def unit_in_words(unit_name: str) -> str:
    """ "Per cent", "Per 10,000", "Weeks": the unit as an axis title says it."""
    if unit_name == "percent":
        return "Per cent"
    unit = UNITS[unit_name]
    if unit.title:
        return unit.title[:1].upper() + unit.title[1:]
    words = (unit.after or unit.change_after).strip() if unit.unit_class != "money" else ""
    if unit.unit_class == "count":
        return "Number"
    if unit.unit_class == "money":
        words = {"": "pounds", "k": "thousand pounds", "m": "million pounds"}[unit.after]
    return words[:1].upper() + words[1:]


def article(text: str) -> str:
    """ "an" before 8, 11, 18, 80s and 800s read aloud and before a vowel, otherwise "a"."""
    if text.startswith("−"):
        return "a"      # minus
    digits = text.lstrip("£").split(".")[0].rstrip("%").split(" ")[0]
    if digits[:1].isdigit():
        head = digits.split(",")[0].strip("%")
        return "an" if head[0] == "8" or head in ("11", "18") else "a"
    return "an" if text[:1].lower() in "aeiou" else "a"


_CARDINALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
              "eleven", "twelve")
_ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
             "ninth", "tenth", "eleventh", "twelfth")


def cardinal(count: int) -> str:
    """ "no", "one" to "twelve", then figures."""
    return _CARDINALS[count] if 0 <= count < len(_CARDINALS) else f"{count:,}"


def ordinal(count: int) -> str:
    """ "first" to "twelfth", then "13th"."""
    if 0 <= count < len(_ORDINALS):
        return _ORDINALS[count]
    return in_order(count)


def in_order(count: int) -> str:
    """ "1st", "2nd", "12th": an ordinal in figures."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{count:,}{'th' if count % 100 in (11, 12, 13) else endings.get(count % 10, 'th')}"


class Reason(StrEnum):
    """Why a month has no figure; a blank cell is `missing`, never nought."""

    CONFIDENTIAL = "confidential"
    NOT_AVAILABLE = "not available"
    NOT_APPLICABLE = "not applicable"
    LOW = "low"
    UNRELIABLE = "unreliable"
    MISSING = "missing"

    @property
    def withheld(self) -> bool:
        """Whether a figure exists and is kept back, as against not being there at all."""
        return self in (Reason.CONFIDENTIAL, Reason.LOW, Reason.UNRELIABLE)


# How a number that is there is marked: "" as a final one.
Marking = Literal["", "provisional", "estimated", "unreliable"]
# What stands after a marked number, by the marking.
MARKS: dict[Marking, str] = {"": "", "provisional": "[p]", "estimated": "[e]", "unreliable": "[u]"}


def worst_marking(markings: Iterable[Marking]) -> Marking:
    """The marking of what is made of numbers so marked: that which warns most."""
    order = ("", "provisional", "estimated", "unreliable")
    return max(markings, key=order.index, default="")


# The Government Analysis Function's symbols, printed in place of a figure.
SYMBOLS = {
    Reason.CONFIDENTIAL: "[c]",
    Reason.NOT_AVAILABLE: "[x]",
    Reason.NOT_APPLICABLE: "[z]",
    Reason.LOW: "[low]",
    Reason.UNRELIABLE: "[u]",
    Reason.MISSING: "[x]",
}
