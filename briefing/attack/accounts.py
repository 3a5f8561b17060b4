"""What the numbers of an edition's files stand for, by NAME.figures.csv, and those that stand for
nothing.

The table says of each number what it is: a figure, by its text alone, the mark of an axis or a part
of a name. Every other number must be one of these, stand as often as it does there, or belong to
words that we know: titles, standing text, the author's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from briefing.amounts import SYMBOLS, UNITS, Reason, decimals_of, in_cell
from briefing.attack.charts import printed_numbers
from briefing.attack.foreign import Foreign
from briefing.attack.intervals import number_in
from briefing.attack.script import Script
from briefing.attack.shown import Shown, Unaccounted
from briefing.attack.words import (
    Found,
    Heads,
    KnownWords,
    numbers_of,
    squeezed,
    unexplained,
    years_of,
)
from briefing.facts import OF_STRIP
from briefing.files import csv_rows
from briefing.indicators import Benchmark, Dictionary, Target
from briefing.layout.plan import Charts
from briefing.spreadsheets import bare

AUTHOR = "author"
HEAD = ("id", "indicator", "role", "period", "value", "text", "place")
VALUE = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?")
WITHHELD = tuple(SYMBOLS[reason] for reason in Reason if reason.withheld)


@dataclass(slots=True)
class OfChart:
    """What a chart holds besides figures: the marks of its axes, and names with numbers."""

    axes: dict[str, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)


class Accounts:
    """Figures, symbols and the numbers that nothing accounts for, as files are read."""

    def __init__(self, dictionary: Dictionary, symbol: str, known: KnownWords,
                 layout_charts: Charts, script: Script | None = None) -> None:
        self.dictionary = dictionary
        self.layout_charts = layout_charts
        self.symbols = {*WITHHELD, symbol}
        self.known = known
        self.script = script
        self.foreign = Foreign(script, known) if script is not None else None
        self.table = b""        # of figures
        self.figures: list[Shown] = []
        self.withheld: list[Shown] = []
        self.marks: list[Shown] = []
        self.unaccounted: list[Unaccounted] = []
        self.printed: Counter[str] = Counter()
        self.lines: set[str] = set()        # of the plain text
        self.said: list[tuple[str, str]] = []       # lines and paragraphs, with their file
        self.charts: dict[str, OfChart] = {}       # by the indicator that they are of
        self.by_indicator: dict[str, set[str]] = {}
        for name, text in _public(dictionary):
            self.by_indicator.setdefault(name, set()).update(numbers_of(text))
        self.subjects = sorted(((one.subject.casefold(), one.id) for one in dictionary.indicators),
                               key=lambda pair: -len(pair[0]))

    def read_csv(self, name: str, content: bytes) -> None:
        """Take in the table of figures: what is printed, withheld and marked, and what is none."""
        self.table = content
        rows = csv_rows(content, HEAD)
        if self.known.years:
            self.known.years |= {year for row in rows for year in years_of(row["period"])}
        public = name.removesuffix(".figures.csv").endswith("-public")
        for n, row in enumerate(rows, 2):
            text = bare(row["text"])
            shown = Shown(row["indicator"], row["role"], row["period"], text, row["place"],
                          row["value"])
            if row["id"] not in ("", shown.id):
                self.note(name, f"row {n}, id", row["id"], f"its figure is {shown.id}")
            if self.foreign is not None and not self.foreign.row(
                    row["id"], shown.role, text, shown.place):
                self.note(name, f"row {n}", text or row["value"], ", ".join(
                    filter(None, (row["id"], shown.role, shown.place))), foreign=True)
            if not row["id"]:
                self._read_no_figure(name, n, shown)
                continue
            if not row["value"]:
                (self.withheld if text in self.symbols else self.marks).append(shown)
                continue
            if not VALUE.fullmatch(row["value"]):
                raise ValueError(f"its row {n} has no number as its value")
            if public and not self.in_short(shown.indicator) and _says_more(shown):
                self.note(name, f"row {n}, value", row["value"],
                           f"it is printed as {row['text']}")
            self.figures.append(shown)
            drawn, _, chart = row["place"].partition(".")
            if drawn != "points":
                self.printed.update(numbers_of(row["text"]))
            about = {row["indicator"], chart if drawn == "points" else row["indicator"]}
            for one in about:
                self.by_indicator.setdefault(one, set()).update(numbers_of(row["text"]))

    def _read_no_figure(self, name: str, n: int, shown: Shown) -> None:
        """A row that says what a number of a chart is: the mark of an axis, or part of a name."""
        what, _, chart = shown.place.partition(".")
        of_chart = self.charts.setdefault(chart, OfChart())
        if shown.role == "axis":
            of_chart.axes.setdefault(what, []).append(shown.text)
        elif shown.role == "label":
            of_chart.names.append(shown.text)
            if any(c.isalpha() for c in shown.text):
                self.known.add(shown.text)
        elif shown.role != AUTHOR:      # what an author typed is explained by the words alone
            self.note(name, f"row {n}", shown.text, "nothing says what it is")

    def note(self, file: str, place: str, number: str, around: str, foreign: bool = False) -> None:
        """Keep a number that nothing accounts for, `foreign` where the document has none there."""
        self.unaccounted.append(Unaccounted(file, place, number, around, foreign))

    def take_foreign(self, file: str, place: str, found: Iterable[Found]) -> None:
        """Keep numbers that stand in the file alone."""
        for one in found:
            self.note(file, place, one.number, one.around, foreign=True)

    def read_link(self, file: str, target: str) -> None:
        """Keep the numbers of an address outside the file that the report does not lead to."""
        if self.foreign is not None:
            self.take_foreign(file, "link", self.foreign.link(target))
        else:
            self.unexplained(file, "link", [re.sub(r"(?<=\D)(?=\d)", " ", target)])

    def read_script(self, file: str) -> None:
        """Keep the numbers of the document's own words that are no figures and in no known words.
        """
        if self.foreign is not None:
            self.take_foreign(file, "the document", self.foreign.unvouched())

    def unexplained(self, file: str, place: str, texts: Iterable[str],
                     printed: Counter[str] | None = None, heads: Heads | None = None) -> None:
        """Keep the numbers of the texts that nothing printed accounts for."""
        found = (one for text in texts for one in self.known.numbers(text, (), heads))
        for one in unexplained(found, printed or Counter()):
            self.note(file, place, one.number, one.around)

    def printed_of(self, indicators: Iterable[str]) -> set[str]:
        """The numbers that are printed of the indicators."""
        return set().union(*(self.by_indicator.get(one, ()) for one in indicators))

    def beside(self, file: str, place: str, text: str, indicators: Iterable[str] = (),
                heads: Heads | None = None) -> None:
        """Words that repeat figures: each number must be printed of the indicators they speak of,
        or of any where they name none."""
        if not any(map(str.isdigit, text)):
            return
        about = list(indicators) or self.about(text)
        allowed = self.printed_of(about) if about else set(self.printed)
        names = [name for made in self.charts_of(about) for name in made.names]
        for one in self.known.numbers(text, names, heads):
            if one.number not in allowed and f"{one.number}%" not in allowed:
                self.note(file, place, one.number, one.around)

    def charts_of(self, about: Iterable[str]) -> list[OfChart]:
        """What the table of figures says of the charts of the indicators, its strip of areas
        among them: the one with the most marks first, as those of another may be among them."""
        told = [self.charts[chart] for one in about for chart in (one, f"{one}{OF_STRIP}")
                if chart in self.charts]
        return sorted(told, key=lambda made: -sum(map(len, made.axes.values())))

    def about(self, text: str) -> list[str]:
        """The indicators whose subject stands in the words: the longest, each where it stands."""
        rest = squeezed(text).casefold()
        found = []
        for subject, identity in self.subjects:
            if subject and subject in rest:
                found.append(identity)
                rest = rest.replace(subject, " ") if not any(
                    subject == other and identity != one for other, one in self.subjects
                ) else rest
        return found

    def in_short(self, indicator: str) -> bool:
        """Whether its figures are of a unit that is written in two, or large ones shorter.

        Their texts are no numbers in the unit itself. Such a unit is never one of people.
        """
        one = self.dictionary.get(indicator)
        return one is not None and bool(UNITS[one.unit].form or UNITS[one.unit].big)

    def numbers(self, indicator: str) -> list[Fraction]:
        """All numbers that are printed of the indicator."""
        if not hasattr(self, "_printed_numbers"):
            public = [Shown(name, "target", "", text, "") for name, text in _public(
                self.dictionary)]
            drawn = [replace(s, indicator=s.place.removeprefix("points.")) for s in self.figures
                     if s.place.startswith("points.")]
            self._printed_numbers = printed_numbers([*self.figures, *drawn, *public])
        return self._printed_numbers.get(indicator, [])

    def take_marked(self, name: str, marked: Iterable[tuple[str, str, str]]) -> None:
        """Numbers that stand beside the identity of a fact: figures like any others."""
        here = {(s.id, s.text) for s in (*self.figures, *self.withheld)}
        for place, identity, text in marked:
            indicator, role, period = identity.split(":")
            if indicator in self.dictionary and (identity, text.strip()) not in here:
                self.figures.append(Shown(indicator, role, period, text.strip(),
                                          f"{name}, {place}"))


def _public(dictionary: Dictionary) -> Iterator[tuple[str, str]]:
    """Targets and benchmarks of every year, by indicator, as a chart may print them."""
    everything: list[Target | Benchmark] = [*dictionary.targets, *dictionary.benchmarks]
    for given in everything:
        one = dictionary[given.indicator]
        ends = [given.value, given.lower if isinstance(given, Target) else None]
        for end in (end * n for end in ends if end is not None
                    for n in {1, one.step // one.given_step if one.given_step else 1}):
            for decimals in (decimals_of(end), one.decimals):
                yield one.id, in_cell(end, one.unit, decimals)


def _says_more(shown: Shown) -> bool:
    """Whether the exact value is not what is printed."""
    number = number_in(shown.text)
    if number is None or number.under:
        return False
    try:
        return abs(Fraction(shown.value)) != abs(number.value)
    except ValueError:
        return False
