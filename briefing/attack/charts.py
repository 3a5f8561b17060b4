"""What a chart holds besides its picture: points, and an axis that must not point at what is not
shown.

The first series of a native chart is its indicator's; its points are figures like any others, and
the attack takes them in. An axis runs to the next round value beyond what is printed: one that goes
further tells that something withheld lies there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from briefing.attack.docx import Drawn
from briefing.attack.expressions import MONTH_ROLES
from briefing.attack.intervals import in_two, number_in
from briefing.attack.shown import Shown
from briefing.indicators import Dictionary, Indicator
from briefing.layout.plan import Charts
from briefing.periods import Month, parse_period

_MARK = re.compile(r"(?P<sign>[−-])?£?(?P<number>\d[\d,]*(?:\.\d+)?)[km%]?[ \w]*")
STEPS = tuple(Fraction(part) for part in ("1", "2", "5/2", "5"))


def titled(name: str, dictionary: Dictionary) -> list[Indicator]:
    """The indicators of that title; more than one where two have the same."""
    return [indicator for indicator in dictionary.indicators if indicator.title == name]


def points(drawn: Iterable[Drawn], dictionary: Dictionary, figures: Sequence[Shown]
           ) -> Iterator[Shown]:
    """The points of the indicators' own series that no printed figure of the month equals."""
    printed: dict[tuple[str, str], set[Fraction]] = {}
    for shown in figures:
        number = number_in(shown.text)
        if shown.role in MONTH_ROLES and number is not None:
            printed.setdefault((shown.indicator, shown.period), set()).add(number.value)
    for series in drawn:
        for indicator in titled(series.name, dictionary) if series.first else ():
            months = months_of([label for label, _ in series.points], indicator)
            for month, (_, value) in zip(months, series.points, strict=True):
                text = _as_printed(value, indicator)
                number = number_in(text)
                if month is None or number is None or (
                        number.value in printed.get((indicator.id, str(month)), ())):
                    continue
                yield Shown(indicator.id, "month", str(month), text, series.place)


def _as_printed(value: str, indicator: Indicator) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return ""
    if indicator.unit_class != "percent":
        return value
    # a point of 0 or 100 may be exact or rounded: it says too little to be read
    return "" if number in (0, 100) else f"{number}%"


def months_of(labels: Sequence[str], indicator: Indicator) -> list[Month | None]:
    """The month of each label: "Jul 21" says its year, "Aug" is the next one."""
    made: list[Month | None] = []
    last: Month | None = None
    for label in labels:
        try:
            last = parse_period(label, indicator.step, indicator.year)
        except ValueError:
            last = None if last is None else _next(last, label, indicator.step)
        made.append(last)
    return made


def _next(after: Month, label: str, step: int) -> Month | None:
    """The first period after that month whose name begins so."""
    for n in range(1, 13):
        month = after.back(-n * step)
        if label and month.name.startswith(label[:3]):
            return month
    return None


def beyond(ends: tuple[str, str], step: Fraction | None, shown: Iterable[Fraction],
           percent: bool, charts: Charts) -> str:
    """The end of an axis that lies further out than what is printed asks for, "" when none does.

    `step` is from one mark of the axis to the next; where it is not known, a fifth of the axis.
    `charts` are the layout's, which say how much an axis spans at the least.
    """
    printed = list(shown)
    try:
        low, high = (Fraction(end) for end in ends)
    except ValueError:
        return ""
    if not printed or high <= low:
        return ""
    # the marks are a round number apart, at least the fifth part of what is shown
    reach = step if step is not None else max(_round_up((high - low) / 5), Fraction(1))
    least = charts.span_of("percent" if percent else "count", Decimal(str(float(max(printed)))))
    # a mark beyond the last value, so that nothing lies on the edge, and the least that it spans;
    # a target that is printed elsewhere and not drawn does not fill the axis
    drawn = [number for number in printed if low <= number <= high] or printed
    slack = 2 * reach + max(Fraction(0), Fraction(least) - (max(drawn) - min(drawn)))
    if low > 0 and min(printed) > low + slack:
        return ends[0]
    if high > slack and max(printed) + slack < high and not (percent and high == 100):
        return ends[1]
    return ""


def _round_up(least: Fraction) -> Fraction:
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next((power * part for part in STEPS if power * part >= least), power * 10)


def without_names(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """The words of a drawing, in its order, without names that have numbers, each of them once.

    A name begins with a text of the drawing and may go on over the next: labels are broken to
    lines. So a number is told from a figure by where it stands, not by being like one in a name.
    """
    lines = [text.split() for text in texts]
    words = [(word, n, at) for n, line in enumerate(lines) for at, word in enumerate(line)]
    starts = {(n, at): k for k, (_, n, at) in enumerate(words)}
    for name in sorted({tuple(name.split()) for name in names}, key=lambda name: -len(name)):
        for n, line in enumerate(lines):
            start = starts.get((n, 0))
            if start is None or not line:
                continue
            here = words[start : start + len(name)]
            if tuple(word for word, _, _ in here) == name and all(
                    lines[m][at] for _, m, at in here):
                for _, m, at in here:
                    lines[m][at] = ""
                break
    return [" ".join(filter(None, line)) for line in lines]


def marks(numbers: Sequence[str]) -> tuple[Fraction, Fraction, Fraction] | None:
    """The lowest, the highest and the step of the evenly spaced marks that these numbers begin
    with; None when they do not."""
    values: list[Fraction] = []
    for number in numbers:
        try:
            values.append(number_of(number))
        except ValueError:
            break
    if len(values) < 2 or values[1] <= values[0]:
        return None
    step, end = values[1] - values[0], 1
    while end + 1 < len(values) and values[end + 1] - values[end] == step:
        end += 1
    return values[0], values[end], step


def number_of(mark: str) -> Fraction:
    """The value of an axis's mark in its own unit: 20 of "20%", −5 of "−£5k"; raises ValueError."""
    two = in_two(mark)
    if two is not None:
        return Fraction(two)
    match = _MARK.fullmatch(mark.strip())
    if match is None:
        raise ValueError(f"{mark} is no mark of an axis")
    value = Fraction(match["number"].replace(",", ""))
    return -value if match["sign"] else value


def printed_numbers(figures: Iterable[Shown]) -> Mapping[str, list[Fraction]]:
    """The numbers that are printed of each indicator."""
    made: dict[str, list[Fraction]] = {}
    for shown in figures:
        number = number_in(shown.text)
        if number is not None:
            made.setdefault(shown.indicator, []).append(number.value)
    return made
