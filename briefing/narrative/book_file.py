"""What stands in a sentence book's file: its words, and its thresholds, weights and budgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from briefing.narrative.further_entries import FurtherRules


@dataclass(frozen=True, slots=True)
class Band:
    """A word for every size under a threshold."""

    under: float
    word: str


def band(bands: tuple[Band, ...], size: Decimal, beyond: str) -> str:
    """The word of the first band that the size is under, `beyond` when it is under none."""
    return next((b.word for b in bands if size < Decimal(str(b.under))), beyond)


@dataclass(frozen=True, slots=True)
class ChangeHedges:
    """Words for a change: points for percentages, per cent of the previous for durations."""

    percent: tuple[Band, ...] = ()
    duration: tuple[Band, ...] = ()
    at_most: float = 100


@dataclass(frozen=True, slots=True)
class GapHedges:
    """From which comparator on a gap has a word for its size; `[brief] gap` are the words."""

    plain_under: float = 0


@dataclass(frozen=True, slots=True)
class Hedges:
    """The book's thresholds for the size of a change and of a gap, by class of unit."""

    change: ChangeHedges = field(default_factory=ChangeHedges)
    gap: GapHedges = field(default_factory=GapHedges)


@dataclass(frozen=True, slots=True)
class Entry:
    """Words, and the state in which they are said."""

    text: str
    when: dict[str, str] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which sentences are told of an indicator in this state, and in which order."""

    name: str
    sentences: tuple[str, ...]
    when: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fraction:
    """Words for a percentage."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The points that a finding gets, for its rating and for its news; see `weighing`."""

    red: int = 40
    amber: int = 15
    moved_worse: int = 30
    moved_better: int = 15
    missed: int = 5
    missed_at_most: int = 20
    change: int = 10
    change_at_most: int = 40
    beyond: int = 15
    run: int = 5
    run_at_most: int = 20
    record: int = 5
    crossed: int = 8
    year_near: int = 10
    year_far: int = 20
    neutral: float = 0.8
    better: float = 0.6
    small: float = 0.5
    small_under: int = 20
    movements_from: int = 10
    concern_from: int = 20
    alarm_from: int = 40
    concern_within: float = 0.5
    far_from: float = 2


@dataclass(frozen=True, slots=True)
class Brief:
    """How short the brief narrative is, and from which size on a gap is slight, plain or well."""

    gap: tuple[Band, ...] = ()
    comparators: int = 2
    quiet_under: float = 5
    on_record_from: int = 12
    words: int = 25


@dataclass(frozen=True, slots=True)
class ComparedRules:
    """How many areas or types are set beside each other at `least`, and of how many people a share
    is to be (`least_of`) to be ranked; a name that opens with one of the `whole_words` is of all
    of them together."""

    least: int = 3
    least_of: int = 10
    whole_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GlanceBudget:
    """How many rows the page of exceptions has for attention and for what went well."""

    attention: int = 10
    well: int = 4


@dataclass(frozen=True, slots=True)
class BookFile:
    """A book's file as it stands; what each threshold is for stands beside it in the file."""

    about: str
    say: dict[str, tuple[Entry, ...]]
    pattern: tuple[Pattern, ...]
    hedges: Hedges = field(default_factory=Hedges)
    fractions: tuple[Fraction, ...] = ()
    bare_subjects: tuple[str, ...] = ()
    measured_by: tuple[str, ...] = ()
    share_words: tuple[str, ...] = ()
    change_words: tuple[str, ...] = ()
    opposites: tuple[tuple[str, str], ...] = ()
    weights: Weights = field(default_factory=Weights)
    brief: Brief = field(default_factory=Brief)
    glance: GlanceBudget = field(default_factory=GlanceBudget)
    further: FurtherRules = field(default_factory=FurtherRules)
    compared: ComparedRules = field(default_factory=ComparedRules)
    run_at_least: int = 3
    record_at_least: int = 6
    amount_from: int = 1000
    of_n_below: int = 100
    caution_below: int = 30
    steady_within: float = 1
    steady_from: int = 4
    say_variation: bool = True
    variation_from: float = 20
    ask_from: float = 50
    lead_from: float = 10
    questions_at_most: int = 10
    questions_at_most_each: int = 3
