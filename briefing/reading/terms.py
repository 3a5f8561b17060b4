"""What the settings give the rows of the tables: a council's own names, and what a blank is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.amounts import UnitName
from briefing.indicators import COMPARATORS, AnyComparatorKind, Comparator, Tolerance
from briefing.periods import Frequency, YearKind
from briefing.reading.own_comparators import comparators_of
from briefing.reading.own_ratings import bands_said
from briefing.reading.own_units import unit_names
from briefing.reading.settings import Settings
from briefing.reading.tolerances import read_tolerance


@dataclass(frozen=True, slots=True)
class Terms:
    """What the tables may name besides our own words, and what a row has that leaves it blank.

    `unsaid` are the frequencies of rows that say none, by id, where they are not `frequency`.
    `charts` are the names of the charts that the author draws, `units` the council's own by name,
    `comparators` its own and those of ours that it calls otherwise,
    `exceeds` how much better than its target is blue, `spc` whether there are control charts,
    `bands` what sentences call its ratings.
    """

    tolerance: Tolerance | None = None
    frequency: Frequency = "monthly"
    unsaid: Mapping[str, Frequency] = field(default_factory=dict)
    year: YearKind = "financial"
    charts: tuple[str, ...] = ()
    units: Mapping[str, UnitName] = field(default_factory=dict)
    comparators: tuple[Comparator, ...] = ()
    exceeds: Tolerance | None = None
    by_improvement: bool = False
    spc: bool = False
    bands: tuple[tuple[str, str], ...] = ()

    @property
    def comparator_names(self) -> tuple[str, ...]:
        """The names that a benchmark may give, in order."""
        return tuple(COMPARATORS | {one.name: one.title for one in self.comparators})

    def kind_of(self, comparator: str) -> AnyComparatorKind:
        """What the comparator's figure is."""
        return next((one.kind for one in self.comparators if one.name == comparator), "average")


def terms_of(settings: Settings, charts: tuple[str, ...] = (),
             unsaid: Mapping[str, Frequency] | None = None) -> Terms:
    """The terms that the settings give; a tolerance that cannot be read has its own problem."""
    try:
        tolerance = read_tolerance(settings.rating.tolerance)
    except ValueError:
        tolerance = None
    frequency = settings.report.frequency or "monthly"
    return Terms(tolerance, frequency, unsaid or {}, settings.report.year, charts,
                 unit_names(settings.units), comparators_of(settings.comparators),
                 settings.ratings.exceeds, settings.ratings.by == "improvement",
                 settings.report.spc, bands_said(settings.ratings))


NO_TERMS = Terms()
