"""Numbers in running words, and which of them are no figures: dates, headings, standing text.

Every number of a finished file must be a printed figure or be explained here. A number is told by
its digits, decimals and per cent sign; sign and pound do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.indicators import Dictionary
from briefing.narrative.compared import numbered_names
from briefing.periods import MONTH_NAMES

NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?%?|(?<=[£−(\[/–-])\d[\d,]*(?:\.\d+)?%?")
_DIGITS = re.compile(r"\d+")
AROUND = 40     # characters of context in a message

_MONTH = "(?:" + "|".join(MONTH_NAMES) + "|" + "|".join(
    name[:3] for name in MONTH_NAMES) + "|Sept)"
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH} (?P<of_day>(?:19|20)\d\d)\b"
    rf"|\b{_MONTH} (?P<of_month>(?:19|20)\d\d|\d\d)\b(?![/–-]\d)"
    r"|\b(?P<iso>\d{4})-\d\d(?:-\d\d)?(?:T[\d:.]+Z?)?\b"
    r"|\b(?P<from>(?:19|20)\d\d|\d\d)[/–-](?P<to>\d\d)\b"
    r"|\bQ(?:uarter )?[1-4]\b|\bH[12]\b|(?<![\d.,£])(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d)", re.I)
_NAMES = re.compile(
    r"(?<![\d.,£−])12[ -]months?\b|\bper 1(?:00|[ ,]?0+)*(?:[ ,]000)?\b|\bunder[ -]18s?\b"
    r"|\bPage \d+ of \d+\b|\bparagraph \d+\b"
    r"|\b\d+\.\d+\.\d+\w*|\b(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b", re.I)  # versions and hashes
# A paragraph's number has its paragraph behind it: what stands alone is looked at.
_HEADS = re.compile(r"^\s*(?:(?P<first>\d+(?:\.\d+)*)(?P<end>[.)])|(?P<more>\d+(?:\.\d+)+)"
                    r"|\((?P<within>\d+)\))(?=\s+[^\s\d])")


class Heads:
    """The numbers of a file's paragraphs, which count: each is the first, the one after one that
    stands before it, or one that stood there (in the contents)."""

    def __init__(self) -> None:
        self.before: set[tuple[str, tuple[int, ...]]] = set()

    def counts_on(self, text: str) -> bool:
        """Whether the words begin with such a number, which counts from then on."""
        match = _HEADS.match(text)
        if match is None:
            return False
        named = match.groupdict()
        style = "()" if named["within"] else named["end"] or "."
        parts = tuple(map(int, (named["first"] or named["more"] or named["within"]).split(".")))
        follows = parts[-1] == 1 or bool(self.before & {
            (style, parts), (style, (*parts[:-1], parts[-1] - 1))})
        if follows:
            self.before.add((style, parts))
        return follows


@dataclass(frozen=True, slots=True)
class Found:
    """A number in running words: as it is told, and the words around it."""

    number: str
    around: str


class KnownWords:
    """Words of the report that hold numbers which are no figures."""

    def __init__(self, dictionary: Dictionary, words: Iterable[str] = (),
                 years: Iterable[int] = ()) -> None:
        """`words` are standing text, settings and the author's own; {slots} are left open. `years`
        are those that dates can be of, any where there are none."""
        texts = list(words)
        self.years = set(years)
        # how pages are counted: "Page {page} of {pages}"
        self.pages = [re.compile(re.sub(r"\\{(?:page|pages)\\}", r"\\d+", re.escape(text)))
                      for text in texts if "{page}" in text]
        for one in dictionary.indicators:
            texts += [one.title, one.subject, one.section, one.note, one.definition, one.source,
                      one.why, one.zero, one.break_reason, one.owner, one.over]
        # where areas or types are set beside each other, "Year 11" of "Attendance: Year 11"
        self.compared = {squeezed(stem).casefold(): [squeezed(name).casefold() for name in names]
                         for stem, names in numbered_names(
                             one.title for one in dictionary.indicators).items()}
        # by the first digits in it, as most words hold other numbers than most pieces
        self.pieces: dict[str, dict[str, None]] = {}
        for text in texts:
            self.add(text)
        self.whole = {squeezed(text).casefold() for text in texts}

    def add(self, text: str) -> None:
        """Know these words too: what is between {slots} and has both a number and a letter."""
        for piece in re.split(r"\{[^{}]*\}|\n", text):
            plain = squeezed(piece)
            if re.search(r"\d", plain) and re.search(r"[^\W\d]", plain):
                self.pieces.setdefault(_DIGITS.findall(plain)[0], {})[plain.casefold()] = None

    def numbers(self, text: str, names: Iterable[str] = (), heads: Heads | None = None
                ) -> Iterator[Found]:
        """The numbers of a line or run of words that nothing here explains, in order.

        `names` are words that are known in this place alone, `heads` the numbers of the paragraphs
        before, where it is one.
        """
        whole = squeezed(text)
        if not _DIGITS.search(whole):
            return
        rest = _blank(whole, _HEADS) if heads is not None and heads.counts_on(whole) else whole
        for pages in self.pages:
            rest = _blank(rest, pages)
        folded = rest.casefold()
        if len(folded) == len(rest):
            near = [piece for digits in dict.fromkeys(_DIGITS.findall(folded))
                    for piece in self.pieces.get(digits, ())]
            near += [squeezed(name).casefold() for name in names]
            for piece in sorted(set(near), key=lambda piece: (-len(piece), piece)):
                # a piece is whole words: "Band 1" is no part of "Band 12"
                for match in reversed([*re.finditer(
                        rf"(?<!\w)(?<!\d[.,/]){re.escape(piece)}(?!\w|[.,/]\d|%)"
                        if piece[0].isalnum() and piece[-1].isalnum() else re.escape(piece),
                        folded)]):
                    gap = " " * len(match[0])
                    rest = rest[:match.start()] + gap + rest[match.end():]
                    folded = folded[:match.start()] + gap + folded[match.end():]
        rest = self._without_names(rest)
        rest = _DATES.sub(lambda match: " " * len(match[0]) if self._is_date(match) else match[0],
                          rest)
        rest = _blank(rest, _NAMES)
        for match in NUMBER.finditer(rest):
            start, end = max(0, match.start() - AROUND), match.end() + AROUND
            yield Found(told(match[0]), whole[start:end].strip())

    def _without_names(self, text: str) -> str:
        """The words without the names of areas and types in sentences that set them beside each
        other; nowhere else, as "16 to 17" would be two figures there."""
        folded = text.casefold()
        for stem, names in self.compared.items() if len(folded) == len(text) else ():
            for told in re.finditer(rf"(?<!\w){re.escape(stem)} .*?(?=\.(?: |$)|$)", folded):
                sentence = told[0]
                for name in sorted(set(names), key=len, reverse=True):
                    sentence = re.sub(rf"(?<![\w(]){re.escape(name)}(?![\w%)]|[.,/]\d)",
                                      " " * len(name), sentence)
                text = text[:told.start()] + "".join(
                    " " if new == " " else old
                    for old, new in zip(text[told.start():told.end()], sentence, strict=True)
                ) + text[told.end():]
        return text

    def _is_date(self, match: re.Match[str]) -> bool:
        """Whether what looks like a date is of a year that the report can speak of, or two of them
        one after the other: "21/22"."""
        named = match.groupdict()
        given = [_full_year(text) for name, text in named.items() if text and name != "to"]
        if named["to"] and given[0] % 100 != (int(named["to"]) - 1) % 100:
            return False
        return not self.years or all(year in self.years for year in given)


def years_of(period: str) -> list[int]:
    """The calendar years of a period, "2022-07" or "2021/22"."""
    match = re.match(r"(\d{4})(?=-|/|$)(/\d\d)?", period)
    return [] if match is None else [int(match[1]), int(match[1]) + 1][: 2 if match[2] else 1]


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def told(number: str) -> str:
    """The number as it is compared: "1,797", "16.8%"; the 02 of "5:02" is the 2 of "2 seconds"."""
    return re.sub(r"^0+(?=\d)", "", number.rstrip(","))


def squeezed(text: str) -> str:
    """The words with single spaces, soft hyphens and joins taken out, raised and ringed digits as
    digits."""
    if not text.isascii():
        text = "".join(f"{unicodedata.digit(c)}" if c.isdigit() and not c.isdecimal() else c
                       for c in text.replace("￾", "").replace("­", ""))
    return " ".join(text.split())


def numbers_of(text: str) -> list[str]:
    """The numbers of a figure's own text."""
    return [told(match[0]) for match in NUMBER.finditer(text)]


def unexplained(found: Iterable[Found], printed: Counter[str]) -> Iterator[Found]:
    """The numbers that stand more often than they are printed as figures, in order."""
    numbers = list(found)
    over = Counter(one.number for one in numbers) - printed
    if not over:
        return
    # the last are named: what was put in is more often behind than in front
    for one in reversed(numbers):
        if over[one.number] > 0:
            over[one.number] -= 1
            yield one


def without_periods(text: str) -> str:
    """The words without the numbers of dates and periods: "Q2 22/23", "July 2022"."""
    return _blank(text, _DATES)


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)
