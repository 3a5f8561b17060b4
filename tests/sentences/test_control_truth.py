"""Every sentence on a control chart is read back, and one with a thing altered is contradicted."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from briefing.findings import Finding, find
from briefing.indicators import Dictionary, Indicator, Limits, Target
from briefing.measures import measure
from briefing.narrative import control
from briefing.narrative.book import Book
from briefing.narrative.phrasing import Phrasing
from briefing.periods import Year, parse_month
from briefing.review.check import contradictions
from briefing.review.controlled import control_faults
from briefing.review.hedges import Hedges
from briefing.review.reckoning import Reckoning
from tests.oddities import cell_of
from tests.series import PLAIN, observed
from tests.truth import book_and_hedges

REPORTS = 1_500     # of which two in three have a control chart
LAST = parse_month("2022-07")
UNITS = ("percent", "count", "days", "weeks", "pounds", "rate_per_1000")


def indicator(chance: Random) -> Indicator:
    unit = chance.choice(UNITS)
    step = chance.choice((1, 1, 3))
    breaks = (LAST.back(step * chance.randint(8, 30)),) if chance.random() < 0.2 else ()
    return dataclasses.replace(
        PLAIN, unit=unit, decimals=0 if unit in ("count", "pounds") else chance.randint(0, 2),
        kind=chance.choice(("flow", "stock")), year_to_date="", spc=True, breaks=breaks,
        polarity=chance.choice(("higher", "lower", "lower", "neutral")),
        frequency="monthly" if step == 1 else "quarterly", subject="level of service",
        given_limits=Limits() if chance.random() < 0.2 else None)


def series(one: Indicator, chance: Random) -> str:
    """Figures about a level, some with a shift, a trend, a jump, gaps or marks in them."""
    count = chance.randint(11, 45)
    level = chance.uniform(5, 60)
    noise, shift = (level * chance.choice(sizes) for sizes in (
        (0.05, 0.1, 0.3), (0, 0, 0.1, 0.3, -0.1, -0.3)))
    at, jump = chance.randint(count // 2, count), chance.random() < 0.2
    rising = count - chance.randint(7, 9) if chance.random() < 0.3 else count
    way = chance.choice((1, -1))
    cells = []
    for n in range(count):
        value = level + (shift if n >= at else 0) + chance.gauss(0, noise)
        if n >= rising:     # each further on than the one before, and all of them usual
            value = level + way * noise * (n - count + 5) / 4
        value += 6 * noise * (jump and n == count - 1)
        value = min(max(value, 0.0), 99.0)
        gap, text = chance.random(), f"{value:.{one.decimals}f}"
        cells.append("[x]" if gap < 0.02 and n < rising else text + "p" * (gap > 0.985))
    return " ".join(cells)


def told(chance: Random, book: Book) -> Iterator[tuple[str, Reckoning, Finding]]:
    """What is said in both lengths of one random indicator."""
    one = indicator(chance)
    seen = observed(series(one, chance), str(LAST.back(LAST.ordinal % one.step and 1)), one.id,
                    one.step)
    last = max(o.month for o in seen)
    figures = [o.value for o in seen if o.value is not None]
    targets: list[Target] = []
    if chance.random() < 0.7:
        value = Decimal(str(round(float(chance.choice(figures)) * chance.uniform(0.7, 1.3),
                                  one.decimals)))
        lower = None
        if chance.random() < 0.2:
            one = dataclasses.replace(one, polarity="range")
            lower = max(value - Decimal(chance.randint(1, 20)), Decimal(0))
        if lower is None or lower < value:
            targets = [Target(one.id, Year.holding(last, one.year), value, lower, of="month")]
    finding = find(measure(seen, Dictionary((one,), tuple(targets)), last))[one.id]
    truth = Reckoning(one, {o.month: cell_of(o) for o in seen}, last, targets)
    for say in (control.in_full, control.in_brief):
        for sentence in say(Phrasing(finding, book)):
            yield sentence.text, truth, finding


@pytest.fixture(scope="module")
def book() -> tuple[Book, Hedges]:
    return book_and_hedges()


def test_no_sentence_on_a_control_chart_is_contradicted(book: tuple[Book, Hedges]) -> None:
    chance, kinds = Random(15), Counter[str]()
    for _ in range(REPORTS):
        for text, truth, finding in told(chance, book[0]):
            assert contradictions(text, truth, book[1]) == [], (
                text, truth.one, [str(c.value) for _, c in sorted(truth.cells.items())],
                truth.targets)
            assert finding.control is not None
            signal = finding.control.signal
            kinds[signal.rule if signal else "common"] += 1
            kinds[f"assurance {finding.control.assurance}"] += 1
    # all of it was said, and often
    assert min(kinds[kind] for kind in (
        "common", "outside", "trend", "two_of_three", "one_side", "assurance will",
        "assurance may", "assurance will_not")) > 15, kinds


ALTERED = (
    (r"above the upper", "below the lower"), (r"below the lower", "above the upper"),
    (r"for the better", "for the worse"), (r"for the worse", "for the better"),
    (r"upwards", "downwards"), (r"higher than", "lower than"), (r"lower than", "higher than"),
    (r"all above the mean", "all below the mean"), (r"all below the mean", "all above the mean"),
    (r"special cause variation [a-z ]+: .*?(?=[;.]( |$)|\.$)",
     "common cause variation, within the process limits of 1 to 2"),
    (r"is within the process limits, so it may be met or missed",
     "is above the process limits, so it will be met as things stand"),
    (r"will be met as things stand", "will not be met unless something changes"),
    (r"will not be met unless something changes", "will be met as things stand"),
    (r"the last seven", "the last eight"),
    (r"process limits of \S+ to", "process limits of 777 to"),
)


def test_a_sentence_with_a_thing_altered_is_contradicted(book: tuple[Book, Hedges]) -> None:
    chance, met = Random(16), Counter[str]()
    for _ in range(REPORTS // 3):
        for text, truth, _ in told(chance, book[0]):
            for pattern, other in ALTERED:
                altered = re.sub(pattern, other, text, count=1)
                if altered != text:
                    met[pattern] += 1
                    assert control_faults(altered, truth), altered
    assert len(met) == len(ALTERED), [p for p, _ in ALTERED if p not in met]


def test_another_sentence_is_none_of_a_control_chart(book: tuple[Book, Hedges]) -> None:
    one = dataclasses.replace(PLAIN, spc=True)
    truth = Reckoning(one, {}, LAST)
    assert control_faults("The number of referrals rose to 12 in July.", truth) is None
    assert control_faults("On its control chart the latest figure is odd.", truth)
