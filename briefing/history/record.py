"""A record of a published report, and the parts of it that are made and read in more places.

Its figures are by their facts' identities; those of other areas, the same in each report of a run,
are held once, packed.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from briefing.facts import OF_AREA, FactId
from briefing.indicators import Dictionary
from briefing.periods import Month, Period

FOLDER = "history"
# what `str` writes of a period, as it stands in the names of files
PERIOD_FORM = (r"(\d{4}-(?:0[1-9]|1[0-2])|\d{4}(?:-\d{2})?-(?:q[1-4]|h[12]|year|autumn|spring|"
               r"summer)(?:-academic)?)")
VALUE = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it was published: its exact value and every text it was shown as."""

    value: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A published report: which, when, its files, and its figures by their facts' identity.

    `month` is the last of its period, which is `of` where it is longer than a month.
    `outputs` are the hashes of the files as they were published, `edited` those of them that were
    changed by hand after the build, `inputs` the hashes of the files that it was made from.
    `withheld` are the symbols that were printed in place of figures, by their identity.
    `indicators` are the title, section and unit of each indicator. `final` says of final files who
    agreed, and what was left open in them and why; it is {} of a review copy. `provisional` are
    the months whose figures were printed as such, as "id:month". `areas` are the figures of other
    areas that it showed, packed (`of_areas`): those of a run are the same in each of its reports.
    """

    title: str
    month: Month
    edition: str
    published: date
    outputs: Mapping[str, str]
    inputs: Mapping[str, str]
    figures: Mapping[str, Printed]
    edited: tuple[str, ...] = ()
    accepted: tuple[Mapping[str, str], ...] = ()
    withheld: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    final: Mapping[str, str] = field(default_factory=dict)
    of: Period | None = None
    provisional: tuple[str, ...] = field(default=(), compare=False)
    areas: bytes = field(default=b"", compare=False)
    source: str = field(default="", compare=False)      # its file, with the hash of its bytes
    sha256: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The record's file name, without its folder."""
        return record_name(self.period, self.edition)

    @property
    def period(self) -> Period:
        """What the report was of."""
        return self.of or Period(self.month)


def record_name(period: Period, edition: str) -> str:
    """ "2022-07-private.json" or "2024-25-q2-private.json"."""
    return f"{period}-{edition}.json"


def longer_than_month(period: Period) -> Period | None:
    """The period, where it is longer than a month."""
    return period if period.frequency != "monthly" else None


def by_present_names(record: Record, dictionary: Dictionary) -> Record:
    """The record with each indicator under the id that it has now, by the dictionary's `was`."""
    now = {old: indicator.id for indicator in dictionary.indicators for old in indicator.was
           if old not in dictionary}
    if not now:
        return record

    def renamed(identity: str) -> str:
        name, _, rest = identity.partition(":")
        return f"{now.get(name, name)}:{rest}"

    return replace(record, figures={renamed(i): f for i, f in record.figures.items()},
                   withheld={renamed(i): s for i, s in record.withheld.items()},
                   indicators={now.get(i, i): a for i, a in record.indicators.items()},
                   provisional=tuple(map(renamed, record.provisional)),
                   areas=packed({renamed(key): by_area
                                 for key, by_area in of_areas(record.areas).items()}))


OfAreas = Mapping[str, Mapping[str, Printed]]    # by "indicator:period", by area


def apart(figures: Mapping[str, Printed]) -> tuple[dict[str, Printed], bytes]:
    """The report's own figures, and those of other areas, packed."""
    own: dict[str, Printed] = {}
    others: dict[str, dict[str, Printed]] = {}
    for identity, shown in figures.items():
        fact = FactId.parse(identity)
        if fact is None or not fact.role.startswith(OF_AREA):
            own[identity] = shown
        else:
            others.setdefault(f"{fact.indicator}:{fact.period}", {})[
                fact.role.removeprefix(OF_AREA)] = shown
    return own, packed(others)


def packed(others: OfAreas) -> bytes:
    """Figures of other areas as few bytes, equal ones as equal bytes."""
    if not others:
        return b""
    plain = {key: {area: [shown.value, *shown.text] for area, shown in by_area.items()}
             for key, by_area in others.items()}
    return zlib.compress(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode(), 1)


def of_areas(packed: bytes) -> OfAreas:
    """The figures of other areas that a record holds."""
    if not packed:
        return {}
    plain = json.loads(zlib.decompress(packed))
    return {key: {area: Printed(value, tuple(text)) for area, (value, *text) in by_area.items()}
            for key, by_area in plain.items()}
