"""Whether an indicator is one that was published before, under this id or another.

An id can change while title and figures stay: what the public knows of the old one it knows of the
new. The dictionary's `was` says so, `retired` in [disclosure] that one has gone for good. Where
neither does, nothing can be proved of a public edition, and it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.amounts import rounded
from briefing.disclosure.versions import OF_A_MONTH
from briefing.history import Record
from briefing.indicators import Indicator
from briefing.measures import Measures
from briefing.periods import parse_period
from briefing.problems import Place, Problem, did_you_mean
from briefing.reading.settings import FILE

ALIKE_MONTHS, ALIKE_PART = 2, 0.6       # of the months that both have, to be taken for the same


@dataclass(slots=True)
class _Gone:
    """A published indicator that is not in the dictionary: the report, what is known of it."""

    report: str
    about: Mapping[str, str]
    months: dict[str, Decimal] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)       # what was published with it: is no heir


def identity_problems(records: Iterable[Record], measures: Measures, retired: Iterable[str],
                      place: Place) -> Iterator[Problem]:
    """An error for each published indicator that has gone without a word said of it.

    `place` is where the dictionary stands. The new one that it looks like is named.
    """
    answered = set(retired)
    dictionary = measures.dictionary
    named = {old for indicator in dictionary.indicators for old in indicator.was}
    gone: dict[str, _Gone] = {}
    for record in records:
        with_it = {identity.split(":")[0] for identity in (*record.figures, *record.withheld)}
        for identity, value in (*((i, f.value) for i, f in record.figures.items()),
                                *((i, "") for i in record.withheld)):
            name, role, period = (*identity.split(":"), "", "")[:3]
            if role not in OF_A_MONTH:
                continue
            if name in dictionary or name in answered:
                continue
            found = gone.setdefault(name, _Gone(record.period.full, {}))
            found.report = record.period.full
            found.about = record.indicators.get(name, found.about)
            found.beside |= with_it
            if value:
                found.months[period] = Decimal(value)
    for name, found in gone.items():
        fresh = [indicator for indicator in dictionary.indicators
                 if indicator.id not in found.beside]
        like = _like(found, fresh, measures)
        what = f"'{name}' was published for {found.report} and is no indicator now"
        if like is not None:
            yield Problem(place, f"{what}; '{like.id}' looks like it.",
                          f"Give '{like.id}' was = {name} in the indicators, or say that it is "
                          f'another: [disclosure] retired = ["{name}"] in {FILE}.')
        else:
            near = did_you_mean(name, [one.id for one in fresh])
            yield Problem(place, f"{what}: what the public knows of it cannot be set beside "
                          "today's figures.",
                          f"{near} If it goes on under another id, give that one was = {name}; if "
                          f'not, [disclosure] retired = ["{name}"] in {FILE}.'.strip())
    for indicator in dictionary.indicators:
        for old in indicator.was:
            if old in dictionary:
                yield Problem(place,
                              f"'{indicator.id}' was '{old}', it says, but '{old}' is there too.",
                              "Take out one of the two; a part of it is told by part_of.")
    twice = [old for old in sorted(named)
             if sum(old in indicator.was for indicator in dictionary.indicators) > 1]
    for old in twice:
        yield Problem(place, f"more than one indicator was '{old}'.",
                      f"Keep '{old}' as the total and name it in part_of of each; it need not be "
                      "shown: disclosure = withhold.")


def _like(found: _Gone, fresh: Iterable[Indicator], measures: Measures) -> Indicator | None:
    """The new indicator with its title and unit, else the one with its figures."""
    new = list(fresh)
    title = found.about.get("title", "").casefold()
    for one in new:
        if title and one.title.casefold() == title and one.unit == found.about.get("unit"):
            return one
    for one in new:
        same = both = 0
        for period, value in found.months.items():
            try:
                today = measures[one.id].at(parse_period(period, one.step, one.year)).amount
            except ValueError:
                continue
            if today is not None:
                both += 1
                same += rounded(today, one.decimals) == rounded(value, one.decimals)
        if same >= ALIKE_MONTHS and same >= ALIKE_PART * both:
            return one
    return next((one for one in new if one.title.casefold() == title), None)
