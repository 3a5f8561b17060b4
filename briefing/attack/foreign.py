"""What a finished file says that its document does not: numbers that are foreign to the report.

A number is told by where it stands, not by what it looks like: a line of the file is one of the
document's, in its order, or what it holds is foreign, though the same number is printed elsewhere.
The document's own words are looked at once: what is no figure in them belongs to words that we
know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import isclose

from briefing.attack.docx import BESIDE, Axis
from briefing.attack.expressions import MONTH_ROLES
from briefing.attack.lines import (
    Form,
    Line,
    has_number,
    in_whole_tables,
    in_words,
    key,
    left_over,
    row_key,
)
from briefing.attack.script import Script, drawn_in, in_form
from briefing.attack.words import AROUND, NUMBER, Found, KnownWords, numbers_of, squeezed, told
from briefing.document import Chart

# Of a plot's height, how much the columns of flows take under a stock.
FLOWS = Fraction(3, 10)
_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(r"\d{0,4}")


class Foreign:
    """The files of one edition beside its document."""

    def __init__(self, script: Script, known: KnownWords) -> None:
        self.script = script
        self.known = known
        self.titles = {word.casefold() for word in in_words(script.titles)}
        self.figures = Counter(script.figures)
        self.told = {(_plain(identity), text) for identity, text, _ in script.figures}
        self.no_figures = Counter(script.no_figures)
        for chart in script.charts.values():
            for text in (*chart.spec.months, *(series.name for series in chart.spec.series)):
                known.add(text)

    # ── the document itself ─────────────────────────────────────────────────────────────────────

    def unvouched(self) -> Iterator[Found]:
        """The numbers in the document's words that are neither figures nor of words that we know.
        """
        for spoken in self.script.spoken:
            found = list(self.known.numbers(spoken.words))
            if found and squeezed(spoken.words).casefold() not in self.known.whole:
                drawn = {number for text in spoken.beside for number in numbers_of(text)}
                yield from (one for one in found if one.number not in drawn)

    # ── a file ──────────────────────────────────────────────────────────────────────────────────

    def in_lines(self, form: Form, lines: Iterable[Line]) -> Iterator[Found]:
        """The numbers of the lines that are not among the document's, in their order."""
        expected: list[str] = []
        plain: set[str] = set()
        for each, words in in_form(self.script, form):
            if has_number(words):
                expected.append(each)
            else:
                plain.add(each)
        numbered = set(expected)
        standing: list[tuple[str, Line]] = []
        known = numbered | plain
        for made, line in self._each(in_whole_tables(lines, known), known):
            if made in numbered:
                standing.append((made, line))
            elif made not in plain and not self._stands_besides(line):
                yield from self._numbers(line.words)
        stood = {made for made, _ in standing}
        over = left_over([made for made, _ in standing],
                         [each for each in expected if each in stood])
        for n in sorted(over):
            line = standing[n][1]
            if not self._stands_besides(line):
                yield from self._numbers(line.words)

    def _each(self, lines: Iterable[Line], known: set[str]) -> Iterator[tuple[str, Line]]:
        """The lines, each with the key of the document's line that it is, if it is one."""
        for line in lines:
            made = row_key(line.cells)
            if made not in known:
                made = next((other for other in self._without_page(line) if other in known), made)
            if made not in known and line.parts:
                yield from self._each(line.parts, known)
            else:
                yield made, line

    def _without_page(self, line: Line) -> Iterator[str]:
        """The keys of the line without a page at the end, of the contents, or in a cell."""
        if line.entry:
            made = row_key(line.cells)
            for digits in range(1, 5):
                if made[-digits:].isdecimal():
                    yield made[:-digits]
        for cells, at in self.script.shapes:
            if len(line.cells) == cells and _PAGE.fullmatch(line.cells[at].strip()):
                yield row_key(cell for n, cell in enumerate(line.cells) if n != at)

    def _stands_besides(self, line: Line) -> bool:
        return len(line.cells) == 1 and key(line.cells[0]) in self.script.besides

    def hidden(self, text: str) -> Iterator[Found]:
        """The numbers of words that are on no page, where they are none of the report's."""
        if key(text) not in self.script.besides and not set(text.split()) <= self.script.ids:
            yield from self._numbers(BESIDE.sub(self._without_figure, text))

    def _without_figure(self, match: re.Match[str]) -> str:
        """A comment's "7 is x:current:2022-07" without the figure, where the document has it."""
        number, identity = match[1], ":".join(match.groups()[1:])
        return match[0] if (_plain(identity), number) not in self.told else ""

    def in_trace(self, lines: Iterable[Line]) -> Iterator[Found]:
        """The numbers of what a Word file repeats of its lines, where it is none of them."""
        known = {made for form in ("word", "text") for made, _ in in_form(self.script, form)}
        for line in in_whole_tables(lines, known):
            if row_key(line.cells) not in known and not any(
                    made in known for made in self._without_page(line)) and (
                    not self._stands_besides(line)):
                yield from self._numbers(line.words)

    def _numbers(self, text: str) -> Iterator[Found]:
        yield from self.known.numbers(text)
        whole = squeezed(text)
        for word in in_words(whole):
            if word.casefold() not in self.titles:
                at = whole.index(word)
                yield Found(word, whole[max(0, at - AROUND):at + AROUND].strip())

    # ── charts, links and the table of figures ──────────────────────────────────────────────────

    def chart(self, said: str) -> Chart | None:
        """The chart of the document that has these words for who cannot see it."""
        return self.script.charts.get(key(said))

    def drawn(self, chart: Chart | None, texts: Sequence[str]) -> Iterator[Found]:
        """The numbers that a drawing of the chart holds more often than the chart does; all where
        it is none of the document's."""
        allowed = Counter(number for text in (drawn_in(chart) if chart is not None else ())
                          for number in numbers_of(squeezed(text)))
        for text in texts:
            for match in NUMBER.finditer(squeezed(text)):
                number = told(match[0])
                allowed[number] -= 1
                if allowed[number] < 0:
                    yield Found(number, text)

    def series(self, chart: Chart | None, values: Iterable[str]) -> Iterator[Found]:
        """The values of a series of a native chart that the chart has not, or not so often."""
        left = Counter(float(point.value)
                       for series in (chart.spec.series if chart is not None else ())
                       for point in series.points if point.value is not None)
        for value in values:
            try:
                number = float(value)
            except ValueError:
                continue        # a word of the workbook
            near = number if number in left else next(
                (each for each in left if isclose(each, number, rel_tol=1e-6)), number)
            left[near] -= 1
            if left[near] < 0:
                yield Found(told(value), "a point of the chart")

    def axes(self, chart: Chart | None, found: Iterable[Axis]) -> Iterator[Found]:
        """The ends and steps of a native chart's axes that the chart does not have."""
        for axis in found:
            if any(axis) and (chart is None or not _is_of(axis, chart)):
                yield Found(axis[1], f"{axis[0]} to {axis[1]} by {axis[2]}")

    def formats(self, chart: Chart | None, words: Iterable[str]) -> Iterator[Found]:
        """The numbers in the formats of a native chart's numbers that the chart does not have."""
        texts = drawn_in(chart) if chart is not None else ()
        for own in words:       # ":52" of a time, which has its hours before it
            if own[0].isdigit() or not any(own in text for text in texts):
                yield from (Found(number, own) for number in _NUMBER.findall(own))

    def link(self, target: str) -> Iterator[Found]:
        """The numbers of an address that no words of the report lead to."""
        if target not in self.script.links:
            yield from (Found(number, target) for number in _NUMBER.findall(target))

    def row(self, identity: str, what: str, text: str, place: str) -> bool:
        """Whether a row of the table of figures is one that the document asks for."""
        if not identity and what not in ("axis", "label"):
            return text in self.script.words_at.get(place, "")
        rows, asked = (self.figures, (identity, text, place)) if identity else (
            self.no_figures, (what, text, place))
        rows[asked] -= 1
        return rows[asked] >= 0


def _plain(identity: str) -> str:
    """The identity of a figure, of a month whichever month of the report it is."""
    indicator, role, period = (*identity.split(":"), "", "")[:3]
    return f"{indicator}:{'month' if role in MONTH_ROLES else role}:{period}"


def _is_of(axis: Axis, chart: Chart) -> bool:
    """Whether the axis has the marks of the chart's, or of its flows'."""
    try:
        low, high, step = map(Fraction, axis)
    except ValueError:
        return False
    spec = chart.spec
    marks = [Fraction(value) for value, _ in spec.ticks]
    if len(marks) > 1:
        top = marks[-1] if spec.top is None else Fraction(spec.top)
        below = (marks[0] - low) / (marks[1] - marks[0])    # a stock's begin under nought
        if _alike(high, top) and _alike(step, marks[1] - marks[0]) and (
                _alike(low, marks[0]) or (spec.kind == "stock" and 0 <= below <= len(marks)
                                          and below.denominator == 1)):
            return True
    flows = [Fraction(value) for value, _ in spec.flow_ticks]
    return bool(flows) and not low and _alike(step, flows[-1]) and _alike(high * FLOWS, flows[-1])


def _alike(given: Fraction, exact: Fraction) -> bool:
    """Whether a number of a file is that one, to the digits that are written of it."""
    return abs(given - exact) <= abs(exact) / 10**6
