"""Every figure in an English sentence, with its place; a digit that belongs to none is `unread`.

A figure states a quantity or a time. What looks like one but belongs to a name or to a definition
(S47, the 12 month average, aged 4 to 16, per 10,000, within 45 working days) is of the kind `name`,
and what stands inside the indicator's own words of the kind `own`; neither states anything. The
kinds are tried in the order of the table, at each place from the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from briefing.periods import MONTH_NAMES

Kind = Literal[
    "own", "name", "year", "day", "quarter", "month", "money", "n of N", "range", "points",
    "percent", "measure", "fraction", "ordinal", "count", "word", "unread"]

WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen", "twenty")  # fmt: skip
ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
            "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip
FRACTIONS = {name: Decimal(100) / parts for name, parts in (
    ("tenth", 10), ("fifth", 5), ("quarter", 4), ("third", 3), ("half", 2))}
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
MONTH = "|".join(f"{name}|{name[:3]}(?![a-z])" for name in MONTH_NAMES)
_WORD = "|".join(sorted(WORDS[1:], key=len, reverse=True))
_ANY = rf"(?:{NUMBER}|(?:{_WORD})\b)"
_SPAN = r"(?:(?:working|calendar|school|rolling) )?(?:minute|hour|day|week|month|year)s?"
_UNIT = rf"(?:{_SPAN}|cases? per worker)"
_DASH = "[-–—]"
_SIGN = r"(?<![\w.,])[-−]?"
_YEAR = r"(?:19|20)\d\d"

# Each kind with its pattern; the first that matches at a place is taken.
PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("name", r"\bCOVID[-– ]?19\b|\b24/7\b|\b(?!Q[1-4]\b)[A-Z]{1,4}\d+[A-Za-z]?s?\b"),
    ("name", r"\b(?:section|regulation|article|part|schedule|paragraph|appendix|table|chart|page"
             r"|band|tier|level|phase|key stage|stage) \d+\w*"),
    ("name", r"\bper (?:1,?000,000|100,?000|10,?000|1,?000|100|head)\b"),
    ("name", rf"\b(?:aged?|ages) (?:under |over |between )?{_ANY}"
             rf"(?:(?: ?{_DASH} ?| to | and | or ){_ANY})?(?: years?)?(?: (?:and|or) \w+)?"
             rf"|\b{_ANY}(?:(?:{_DASH}| to ){_ANY})?[- ]years?[- ]olds?\b|\b(?:under|over) \d+s\b"
             r"|\bunder[- ]\d{1,2}s?\b(?! ?%| per ?cent\b|[.,]\d|\d)"),
    ("name", rf"\b12[- ]month (?:rolling )?(?:average|mean|total|high|low)\b"
             rf"|\b(?:last|previous|past|rolling|the) 12 months\b(?! in)"
             rf"|\b(?:within|every|at least|more than|for|over|under) {_ANY} {_SPAN}\b"
             rf"|\b{_ANY} {_SPAN} (?:or|and) (?:more|over|longer|less|under)\b"
             rf"|\b{_ANY} working days?\b"),
    ("year", rf"\b{_YEAR} ?[/–-] ?(?:{_YEAR}|\d\d)\b(?![/–-])|\b\d\d/\d\d\b(?!/)"),
    ("day", rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTH}) {_YEAR}\b"
            rf"|\b\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)\b|\b{_YEAR}-\d\d-\d\d\b"),
    ("quarter", rf"\b(?:[Qq]uarter |Q ?)[1-4](?: (?:of )?{_YEAR}(?:/\d\d)?)?\b"),
    ("month", rf"\b(?:{MONTH})(?: {_YEAR})?\b"),
    ("money", rf"{_SIGN}£ ?{NUMBER}(?:k\b|m\b|bn\b| (?:thousand|million|billion)\b)?"),
    ("n of N", rf"(?<![\w.,]){NUMBER} (?:(?:out )?of|in) (?:the |every )?{NUMBER}(?![\d%])"
               rf"|\b(?:{_WORD}) (?:in|(?:out )?of) (?:every |the )?{_ANY}(?![\w%])"),
    ("range", rf"(?<![\w.,]){NUMBER} ?%? ?{_DASH} ?{NUMBER} ?%?(?![\w/])"),
    ("points", rf"{_SIGN}{_ANY} (?:percentage points?|pp)\b"),
    ("percent", rf"{_SIGN}{_ANY}(?:%| per ?cent\b)"),
    ("measure", rf"{_SIGN}{_ANY}[ -]{_UNIT}(?!\w)"),
    ("fraction", r"\b(?:a|one|two|three)[- ](?:thirds?|quarters?|fifths?|tenths?)\b(?! in a row)"
                 r"|\bhalf\b(?! (?:a |an )?(?:term|year|day|hour))"),
    ("ordinal", rf"\b(?:\d[\d,]*(?:st|nd|rd|th)|{'|'.join(ORDINALS[1:])})\b"),
    ("year", rf"(?<![\w.,£−-]){_YEAR}(?![\w%])(?![.,]\d)"),
    ("count", rf"{_SIGN}{NUMBER}(?![\w%])(?!,\d)"),
    ("word", rf"\b(?:none|nil|no (?=\w)|(?:{_WORD})\b(?![-–]))"),
)
_SCANNER = re.compile("|".join(f"(?P<k{n}>{form})" for n, (_, form) in enumerate(PATTERNS)))
_DIGITS = re.compile(r"\d[\d,.]*(?<=\d)|\d")
_MASK = "·"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in a text: its words, from where to where, and the numbers in it."""

    kind: Kind
    text: str
    start: int = 0
    end: int = 0
    values: tuple[Decimal, ...] = ()
    decimals: int = 0

    @property
    def value(self) -> Decimal:
        """The number of a figure that has one."""
        return self.values[0]


def number_of(text: str) -> Decimal:
    """The number written "1,797", "−0.4", "four", "none" or "13th"; ValueError when it is none."""
    bare = text.strip().casefold()
    if bare in ("none", "nil", "no"):
        return Decimal(0)
    for words in (WORDS, ORDINALS):
        if bare in words:
            return Decimal(words.index(bare))
    found = re.fullmatch(rf"([-−]?)£? ?({NUMBER})(?:st|nd|rd|th)?", bare)
    if not found:
        raise ValueError(f"'{text}' is not a number")
    return Decimal(("-" if found[1] else "") + found[2].replace(",", ""))


def figures(text: str, own_words: Iterable[str] = ()) -> tuple[Figure, ...]:
    """Every figure of the text in its order; `own_words` are what the indicator is called."""
    made: list[Figure] = []
    masked = text
    for phrase in sorted(filter(None, own_words), key=len, reverse=True):
        for found in re.finditer(re.escape(phrase), masked, re.I):
            start, end = found.span()
            made += [_figure("own", text, start + digit.start(), start + digit.end())
                     for digit in _DIGITS.finditer(found[0])]
            masked = masked[:start] + _MASK * (end - start) + masked[end:]
    for found in _SCANNER.finditer(masked):
        kind = PATTERNS[int((found.lastgroup or "k0")[1:])][0]
        if not _is_modal_may(found[0], text, found.end()):
            made.append(_figure(kind, text, *found.span()))
    claimed = {place for figure in made for place in range(figure.start, figure.end)}
    made += [_figure("unread", text, *digit.span()) for digit in _DIGITS.finditer(masked)
             if not claimed.intersection(range(*digit.span()))]
    return tuple(sorted(made, key=lambda figure: figure.start))


def _is_modal_may(words: str, text: str, end: int) -> bool:
    """Whether "may", at the head of a sentence too, is the verb: "May we ask", "may be"."""
    return words == "May" and bool(re.match(r" (?:be|have|not|also|we|I|need)\b", text[end:]))


def _figure(kind: Kind, text: str, start: int, end: int) -> Figure:
    words = text[start:end]
    if kind in ("own", "name", "year", "day", "quarter", "month", "unread"):
        return Figure(kind, words, start, end)
    if kind == "fraction":
        return Figure(kind, words, start, end, (_fraction(words),))
    found = re.findall(rf"[-−]?£? ?{NUMBER}(?:st|nd|rd|th)?|\b(?:none|nil|no|{_WORD}"
                       rf"|{'|'.join(ORDINALS)})\b", words)
    if kind == "range":
        found = [number.lstrip("-−–") for number in found]
    decimals = max((len(number.partition(".")[2]) for number in found), default=0)
    return Figure(kind, words, start, end, tuple(map(number_of, found)), decimals)


def _fraction(words: str) -> Decimal:
    """The per cent of "a fifth", "three quarters" or "half"."""
    times = next((n for n, word in enumerate(WORDS) if words.startswith(word)), 1)
    name = next(name for name in FRACTIONS if name in words)
    return times * FRACTIONS[name]
