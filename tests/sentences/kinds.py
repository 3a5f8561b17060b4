"""One published kind of fact as a small table: an indicator, its figures, what is said of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefing.findings import Findings, find
from briefing.indicators import (
    Benchmark,
    Comparator,
    Dictionary,
    Indicator,
    Target,
    Tolerance,
)
from briefing.measures import measure
from briefing.narrative.narrate import narrate
from briefing.periods import Year, parse_month, parse_period
from briefing.review.check import contradictions
from briefing.review.reckoning import Reckoning
from briefing.review.service_area import AreaReader
from tests.oddities import cell_of
from tests.series import PLAIN, observed
from tests.truth import book_and_hedges

POINTS = Tolerance(Decimal(5), False)
OWN = (
    Comparator("rank", "Rank in England", "rank in England", "rank"),
    Comparator("quartile", "Quartile", "quartile", "quartile"),
    Comparator("trend", "Change in England", "change in England", "change"),
    Comparator("wales", "Wales", "Wales", "whole"),
    Comparator("best", "Best quartile", "best quartile", "best_quartile"),
    Comparator("similar", "Similar forces", "most similar forces’", "average"),
    Comparator("place", "Change in England", "England", "change"),
    Comparator("group", "Most similar group", "most similar group", "peers"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of fact: what it is, the figures to the report's period, and the words that state it.

    `rows` are "target 2022/23 = 95", "floor 2022/23 = 90", "national 2021/22 = 40",
    "rank 2021/22 = 5 of 152"; `changes` are what the indicator is besides plain referrals.
    """

    kind: str
    figures: str
    says: str
    rows: str = ""
    last: str = "2022-07"
    changes: Any = None

    def __str__(self) -> str:
        return self.kind


def indicator(changes: dict[str, Any] | None) -> Indicator:
    return dataclasses.replace(PLAIN, **(changes or {}))


def dictionary(one: Indicator, rows: str) -> Dictionary:
    """The indicator with its targets, marks and benchmarks."""
    targets, marks, benchmarks = [], [], []
    for row in filter(None, (part.strip() for part in rows.split(";"))):
        head, _, value = row.partition(" = ")
        name, _, at = head.partition(" ")
        value, _, of = value.partition(" of ")
        low, _, high = value.rpartition(" to ")
        known = ("target", "threshold", "milestone", "trajectory", "budget", "floor", "stretch",
                 "forecast", "outturn_forecast")
        sort, _, meant = name.partition(":")
        if sort in known:
            span = Year.parse(at) if "/" in at else parse_month(at)
            target = Target("a.b", span, Decimal(high), Decimal(low) if low else None,
                            of=meant, kind=sort)       # type: ignore[arg-type]
            has = any(t.kind in ("target", "threshold", "milestone") for t in targets)
            aim = sort in known[:4] or (sort == "budget" and not has)
            (targets if aim else marks).append(target)
        else:
            benchmarks.append(Benchmark("a.b", name, at, Decimal(value),
                                        Decimal(of) if of else None))
    return Dictionary((one,), tuple(targets), tuple(benchmarks), OWN, tuple(marks))


def findings_of(kind: Kind) -> tuple[Findings, Reckoning]:
    """The findings on the kind's indicator, and the reckoning that its sentences are held to."""
    one = indicator(kind.changes)
    known = dictionary(one, kind.rows)
    seen = observed(kind.figures, kind.last, step=one.step)
    report = parse_month(kind.last)
    truth = Reckoning(one, {o.month: cell_of(o) for o in seen}, report, known.targets,
                      known.benchmarks, known.marks, known.comparators)
    return find(measure(seen, known, report)), truth


def said_of(kind: Kind) -> dict[str, list[str]]:
    """What is said of it in brief and in full, sentence by sentence."""
    found, _ = findings_of(kind)
    book, _ = book_and_hedges()
    return {length: [s.text for topic in narrate(found, book, length=length).topics
                     for s in topic.statements("sentence")] for length in ("brief", "full")}


def faults_of(kind: Kind, said: dict[str, list[str]]) -> Iterator[str]:
    """What the independent reader contradicts of it."""
    _, truth = findings_of(kind)
    _, hedges = book_and_hedges()
    reader = AreaReader({"a.b": truth}, hedges)
    for text in said["brief"]:
        yield from (f"{text} {fault}" for fault in reader.faults(text, "a.b"))
    before = ""
    for text in said["full"]:
        yield from (f"{text} {fault}" for fault in contradictions(text, truth, hedges, [truth],
                                                                 before))
        before = text


def month(text: str) -> Any:
    """The month that a text spells, for a row's baseline or break."""
    return parse_period(text, 12) if "/" in text else parse_month(text)
