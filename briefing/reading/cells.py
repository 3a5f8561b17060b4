"""One cell to a number, or to the reason why there is none.

Symbols are values of their own. Blank is missing, never 0. A number is held exactly; what a
spreadsheet's arithmetic leaves beyond six decimals is settled at the door.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal, get_args

from briefing.amounts import FORM_BASES, Marking, Reason, Unit
from briefing.problems import listed
from briefing.reading.grids import Cell, text_of

SYMBOLS = {
    "c": Reason.CONFIDENTIAL, "[c]": Reason.CONFIDENTIAL, "*": Reason.CONFIDENTIAL,
    "■": Reason.CONFIDENTIAL, "(c)": Reason.CONFIDENTIAL,
    "x": Reason.NOT_AVAILABLE, "[x]": Reason.NOT_AVAILABLE, "..": Reason.NOT_AVAILABLE,
    "(x)": Reason.NOT_AVAILABLE, "tbc": Reason.NOT_AVAILABLE, "tbd": Reason.NOT_AVAILABLE,
    "z": Reason.NOT_APPLICABLE, "[z]": Reason.NOT_APPLICABLE, "(z)": Reason.NOT_APPLICABLE,
    "k": Reason.LOW, "[k]": Reason.LOW, "[low]": Reason.LOW, "low": Reason.LOW,
    "u": Reason.UNRELIABLE, "[u]": Reason.UNRELIABLE, "(u)": Reason.UNRELIABLE,
} | {str(reason): reason for reason in Reason if reason not in (Reason.LOW, Reason.MISSING)}
# What a mark after a number says of it; "r", revised, says nothing that is printed.
MARKINGS: dict[str, Marking] = {"p": "provisional", "e": "estimated", "u": "unreliable", "r": ""}
# The symbols of government statistics, which a report prints with their key: none means another.
PUBLISHED = {symbol: str(why) for symbol, why in SYMBOLS.items() if symbol.startswith("[")} | {
    f"[{letter}]": marking or "revised" for letter, marking in MARKINGS.items() if letter != "u"}
_MARKING_WORDS: dict[str, Marking] = {name: name for name in get_args(Marking) if name} | {
    "revised": ""}
NOUGHT = Decimal(0)
# Marks that people read in more than one way, by what each could mean.
_AMBIGUOUS = {
    "n/a": ("not available", "not applicable"), "na": ("not available", "not applicable"),
    "n.a.": ("not available", "not applicable"), "#n/a": ("not available", "an error"),
    "-": ("nought", "not available", "not applicable"),
    "–": ("nought", "not available", "not applicable"),
    "—": ("nought", "not available", "not applicable"),
    "nil": ("nought", "not available"), "?": ("not available", "unreliable"),
}  # fmt: skip
DECIMALS = Decimal("0.000001")
LIMIT = Decimal(10) ** 12
_LONGEST = 60       # characters of a number with its marks

_NUMBER = re.compile(r"[-−+]?£?-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?%?", re.ASCII)
_MARKED = re.compile(r"(.*\d%?)\s*((?:\[[^\[\]]*\]|\([^()]*\)|(?<=[\d%])[a-zA-Z]|\s+[a-zA-Z]|\s)+)",
                     re.ASCII)
_ONE_MARK = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)|([a-zA-Z])")
_NOTE = re.compile(r"note\s*\d+|\d{1,2}", re.I)
_CLOCK = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,6}):(?P<rest>\d{2})(?::00)?(?P<mark>\s*\D*)")
_FEWER = re.compile(r"(?:<|fewer than|less than|under)\s*(\d{1,2})", re.I)
_OF = re.compile(r"(?P<n>\d[\d,]*)\s*(?:of|out of|(?<!\b0\d)/)\s*(?P<of>[1-9][\d,]*)", re.I)
_WITH_OF = re.compile(r"(?P<value>[^()]*\d%?)\s*\((?P<n>\d[\d,]*)\s*(?:of|out of|/)\s*"
                      r"(?P<of>\d[\d,]*)\)", re.I)
Mark = Literal["", "%", "£"]
Symbols = Mapping[str, str]     # a council's own marks, small letters, and what each means


class NotANumber(ValueError):
    """The cell holds neither a number nor a known symbol."""

    @property
    def what(self) -> str:
        """What is wrong, for a problem."""
        return f"'{self}' is not a number."

    @property
    def hint(self) -> str:
        """The remedy, for a problem."""
        return ("Give a number, leave the cell blank, or say why there is none: "
                "[c] confidential, [x] not available, [z] not applicable.")


class Ambiguous(NotANumber):
    """The cell holds a mark that people read in more than one way."""

    @property
    def what(self) -> str:
        """What is wrong, for a problem."""
        return f"'{self}' could mean {listed(_AMBIGUOUS[str(self).casefold()])}."

    @property
    def hint(self) -> str:
        """The remedy, for a problem."""
        return ("Write [x] not available, [z] not applicable or 0, or say in report.toml what it "
                f'means with you: [symbols] "{self}" = "not available".')


class WrongMark(NotANumber):
    """The cell holds a number with a mark that cannot stand beside one."""

    def __init__(self, text: str, mark: str) -> None:
        super().__init__(text)
        self.mark = mark

    @property
    def what(self) -> str:
        """What is wrong, for a problem."""
        if self.mark.strip("[]() ").casefold() in SYMBOLS:
            return f"'{self}' gives a number and {self.mark}, which says that there is none."
        return f"'{self}' has a mark that is not known: {self.mark}."

    @property
    def hint(self) -> str:
        """The remedy, for a problem."""
        bare = self.mark.strip("[]() ").casefold()
        if bare in SYMBOLS:
            return "Keep one of the two."
        if bare == "b":
            return "Give the month that a new series begins in as the indicator's 'breaks'."
        return ("Known are [p] provisional, [e] estimated, [u] unreliable and [r] revised; others "
                f'are given a meaning in report.toml: [symbols] "{self.mark}" = "estimated".')


class TooLarge(NotANumber):
    """The cell holds a number of a trillion or more."""

    @property
    def what(self) -> str:
        """What is wrong, for a problem."""
        return f"{self} is too large a number."

    @property
    def hint(self) -> str:
        """The remedy, for a problem."""
        return "Numbers stay below 1,000,000,000,000: mend it, or use a larger unit."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a number, or a reason, and how the number is marked.

    `mark` is the unit that the cell itself names, as in 12.5% or £1,200; `of` the numerator and
    denominator in "13 of 39"; `fewer` the number in "<5", `note` the note that the cell points to.
    """

    number: Decimal | None
    reason: Reason | None
    marked: Marking = ""
    mark: Mark = ""
    of: tuple[Decimal, Decimal] | None = None
    fewer: str = ""
    note: str = ""

    @property
    def provisional(self) -> bool:
        """Whether the number is not to be relied on as a final one is."""
        return bool(self.marked)


MISSING = Reading(None, Reason.MISSING)
FAULTY = Reading(None, None)      # what is wrong with the cell has been said
NO_SYMBOLS: Symbols = {}


def read_number(cell: Cell, symbols: Symbols = NO_SYMBOLS) -> Reading:
    """The cell's number, with up to six decimals, or its reason; raises NotANumber.

    `symbols` are the council's own marks, which come before ours.
    """
    if isinstance(cell, bool | date):
        raise NotANumber(text_of(cell))
    if isinstance(cell, int | float):
        return Reading(_settled(Decimal(str(cell)), str(cell)), None)
    if symbols:
        meant = symbols.get(text_of(cell).casefold(), "")
        if meant == "nought":
            return Reading(NOUGHT, None)
        if meant in _REASONS:
            return Reading(None, _REASONS[meant])
    text = text_of(cell)
    for own, meant in symbols.items():      # "12.3 est": the number, then what the mark says of it
        if meant in _MARKING_WORDS and text.casefold().endswith(own):
            plain = _read_text(text[:-len(own)].rstrip())
            if plain.number is not None or plain.of is not None:
                return replace(plain, marked=_MARKING_WORDS[meant] or plain.marked)
    return _read_text(cell)


def without_unit(cell: Cell, unit: Unit) -> Cell:
    """The cell without the words of a unit of the council's own: "342 kg" as 342, "7:32" as 452.

    A spreadsheet takes 7:32 for a time of day; one of seconds is not told from one of minutes, so
    that the two numbers are taken as the form has them.
    """
    if unit.form:
        clock = _CLOCK.fullmatch(text_of(cell))
        base = FORM_BASES[unit.form]
        if clock and int(clock["rest"]) < base:
            total = int(clock["whole"]) * base + int(clock["rest"])
            return f"{clock['sign']}{total}{clock['mark']}"
        return cell
    if not unit.title or not isinstance(cell, str):
        return cell
    text = cell.strip()
    before, after = unit.before.strip(), (unit.after or unit.cell_after).strip()
    for words in (after, unit.after_one.strip()):
        end = text.casefold().removesuffix(words.casefold())
        if words and end and end[-1:].strip() and end[-1].isdigit() | end[-1].isspace():
            text = text[:len(end)].rstrip()
            break
    if before and before != "£" and text.casefold().startswith(before.casefold()):
        text = text[len(before):].lstrip()
    return text


_REASONS = {str(reason): reason for reason in Reason}


@lru_cache(1 << 16)
def _read_text(cell: str) -> Reading:
    text = text_of(cell)
    if not text:
        return MISSING
    if len(text) > _LONGEST:
        raise NotANumber(text)
    folded = text.casefold()
    reason = SYMBOLS.get(folded)
    if reason is not None:
        return Reading(None, reason)
    if folded in _AMBIGUOUS:
        raise Ambiguous(text)
    if _FEWER.fullmatch(text):
        return Reading(None, Reason.CONFIDENTIAL, fewer=text)
    part = _OF.fullmatch(text) or _WITH_OF.fullmatch(text)
    if part:
        pair = (_settled(Decimal(part["n"].replace(",", "")), text),
                _settled(Decimal(part["of"].replace(",", "")), text))
        value = _plain(part["value"], text) if "value" in part.groupdict() else MISSING
        return replace(value, of=pair)
    match = _MARKED.fullmatch(text)
    if not match:
        return _plain(text, text)
    marked: Marking = ""
    note = ""
    value = _plain(match[1], text)
    for found in _ONE_MARK.finditer(match[2]):
        bare = next(group for group in found.groups() if group is not None)
        for one in re.split(r"[,;]\s*", bare.strip()):
            if one.casefold() in MARKINGS:
                marked = marked or MARKINGS[one.casefold()]
            elif one.casefold() in _MARKING_WORDS:
                marked = marked or _MARKING_WORDS[one.casefold()]
            elif _NOTE.fullmatch(one) and found[3] is None:
                note = found[0]
            else:
                raise WrongMark(text, found[0])
    return replace(value, marked=marked, note=note)


def is_mark(text: str) -> bool:
    """Whether a cell holds a mark of a figure and no words: "[u]", "p", "(e)"."""
    bare = text.strip("[]() ").casefold()
    return bare in MARKINGS or text.casefold() in SYMBOLS


def _plain(text: str, shown: str) -> Reading:
    """The number without marks, and the unit that it names."""
    bare = text.replace(" ", "")
    if not _NUMBER.fullmatch(bare) or not any(c.isdigit() for c in bare):
        raise NotANumber(shown)
    mark: Mark = "%" if bare.endswith("%") else "£" if "£" in bare else ""
    plain = bare.replace("−", "-").translate(str.maketrans("", "", ",£%+"))
    if plain.startswith("--"):
        raise NotANumber(shown)
    return Reading(_settled(Decimal(plain), shown), None, "", mark)


def _settled(number: Decimal, shown: str) -> Decimal:
    if not number.is_finite():
        raise NotANumber(shown)
    if abs(number) >= LIMIT:
        raise TooLarge(shown if len(shown) < 40 else f"{shown[:20]}...")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        number = number.quantize(DECIMALS, ROUND_HALF_UP).normalize()
    # 1E+2 from normalize() reads as 100 again
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number
