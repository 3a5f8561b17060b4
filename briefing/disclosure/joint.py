"""Many areas as one report: what each prints tells of the others wherever their counts add up.

An indicator of an area is one of its own, "referrals@leeds"; those of a total (a county, a region)
have those of its areas as parts. So what keeps the counts of one report keeps those of all: over
the linked systems of all areas, over what any of them published before, and in the attack.

A total's indicators are taken for the sum of its areas' where they are so in the figures that were
given. An area that is the sum of others without anybody saying so is taken for it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from briefing.disclosure.counts import AREA_MARK, is_of_people
from briefing.disclosure.protecting import Protected
from briefing.facts import MONTH
from briefing.history import Printed, Record, of_areas
from briefing.indicators import Dictionary, Indicator
from briefing.measures import Measures
from briefing.periods import Month

ALIKE, ALIKE_PART = 6, 0.75     # sums that must agree, and in what part of all, to be seen as such
BREAKDOWN = "areas"
# As inputs of a report that hangs on other areas' figures.
ALL_TABLES, AMONG = "the tables of all areas", "how it stands among the areas"
MEMBERS = "the areas that add up to it"


@dataclass(frozen=True, slots=True)
class Link:
    """That a total is made of these areas; `undeclared` where only the figures say so."""

    total: str
    parts: tuple[str, ...]
    undeclared: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """The measures of all areas as one report's, and what ties them together.

    `links` are those by which some indicator's figures add up.
    """

    measures: Measures
    links: tuple[Link, ...] = ()
    by_area: Mapping[str, Measures] = field(default_factory=dict)

    def of(self, area: str, protected: Protected) -> Protected:
        """What the joint protection comes to in the area's own report."""
        own = self.by_area[area]
        shown = {name: replace(protected.measures[f"{name}{AREA_MARK}{area}"],
                               indicator=measure.indicator)
                 for name, measure in own.by_indicator.items()}
        end = f"{AREA_MARK}{area}"
        withheld = tuple(
            replace(withheld, candidate=replace(withheld.candidate, indicator=plain_name(
                withheld.candidate.indicator)), sake=tuple(
                    plain_id(name) if _area_of(name) == area else name for name in withheld.sake))
            for withheld in protected.withheld if withheld.candidate.indicator.endswith(end))
        exposed = tuple(
            replace(one, candidate=replace(one.candidate, indicator=plain_name(
                one.candidate.indicator)))
            for one in protected.exposed if one.candidate.indicator.endswith(end))
        others = [withheld for withheld in protected.withheld if withheld.cause == "secondary"
                  and withheld.candidate.indicator.endswith(end)]
        companions = sum(one.candidate.id in protected.companions for one in others)
        return replace(
            protected, measures=replace(own, by_indicator=shown), withheld=withheld,
            exposed=exposed, companions=frozenset(),
            search=replace(protected.search, companions=companions,
                           sought=len(others) - companions),
            contradictory=tuple(plain_name(name) for name in protected.contradictory
                                if name.endswith(end)),
            bands={plain_name(name): most for name, most in protected.bands.items()
                   if name.endswith(end)})


def plain_name(name: str) -> str:
    """An area's indicator by its own name: "referrals" of "referrals@leeds"."""
    return name.partition(AREA_MARK)[0]


def plain_id(identity: str) -> str:
    """A figure's identity without the area: "referrals:month:2022-07"."""
    name, _, rest = identity.partition(":")
    return f"{plain_name(name)}:{rest}" if rest else plain_name(name)


def _area_of(identity: str) -> str:
    return identity.partition(":")[0].partition(AREA_MARK)[2]


def of_area(identity: str, area: str) -> str:
    """A figure's identity, or a series' name, with the area: "referrals@leeds:month:2022-07"."""
    name, colon, rest = identity.partition(":")
    series, slash, part = name.partition("/")
    return f"{series}{AREA_MARK}{area}{slash}{part}{colon}{rest}"


def joined(by_area: Mapping[str, Measures], names: Mapping[str, str],
           totals: Mapping[str, Sequence[str]], groups: Iterable[Sequence[str]] = ()) -> Joint:
    """The measures of the areas as one report's.

    `names` are the areas' own, `totals` the areas that each total is made of, `groups` such as may
    be added up by an area without anybody saying so.
    """
    links = [Link(total, tuple(parts)) for total, parts in totals.items()
             if total in by_area and parts]
    plain = [area for area in by_area if not totals.get(area)]
    links += _undeclared(by_area, plain, [plain, *groups])
    indicators: list[Indicator] = []
    parts: dict[tuple[str, str], list[str]] = {}
    found: list[Link] = []
    for n, link in enumerate(links):
        inside = [area for area in link.parts if area in by_area]
        all_there = len(inside) == len(link.parts)
        held = [name for name in by_area[link.total].by_indicator
                if all_there and _adds_up(name, link.total, inside, by_area)]
        for name in held:
            for area in inside:
                parts.setdefault((area, name), []).append(
                    f"{name}{AREA_MARK}{link.total}/{BREAKDOWN}{n}")
        if held:
            found.append(link)
    made = {}
    for area, measures in by_area.items():
        for indicator in measures.dictionary.indicators:
            own = _of_area(indicator, area, names[area], parts.get((area, indicator.id), ()))
            indicators.append(own)
            made[own.id] = replace(measures[indicator.id], indicator=own)
    dictionary = Dictionary(
        tuple(indicators),
        tuple(replace(target, indicator=f"{target.indicator}{AREA_MARK}{area}")
              for area, measures in by_area.items() for target in measures.dictionary.targets),
        tuple(replace(one, indicator=f"{one.indicator}{AREA_MARK}{area}")
              for area, measures in by_area.items() for one in measures.dictionary.benchmarks),
        next((measures.dictionary.comparators for measures in by_area.values()), ()))
    latest = max(by_area.values(), key=lambda measures: measures.period)
    return Joint(Measures(latest.period, dictionary, made, latest.step), tuple(found), by_area)


def _of_area(indicator: Indicator, area: str, name: str, part_of: Sequence[str]) -> Indicator:
    def own(series: str) -> str:
        return of_area(series, area) if series else ""

    return replace(
        indicator, id=own(indicator.id), title=f"{indicator.title} ({name})",
        numerator=own(indicator.numerator),
        denominator=own(indicator.denominator), inflow=own(indicator.inflow),
        outflow=own(indicator.outflow),
        composition=f"{indicator.composition}{AREA_MARK}{area}" if indicator.composition else "",
        part_of=(*(own(total) for total in indicator.part_of), *part_of), was=())


# ── what adds up ─────────────────────────────────────────────────────────────────────────────────


def _counts(measures: Measures, name: str) -> dict[Month, int | None]:
    """The counts that an indicator's figures are made of, None where one is not known."""
    if name not in measures.by_indicator:
        return {}
    measure = measures[name]
    ratio = measure.indicator.is_ratio
    found: dict[Month, int | None] = {}
    for month, value in measure.values.items():
        count = value.numerator if ratio else value.amount
        if count is not None and count == int(count):
            found[month] = int(count)
        elif value.reason is not None and value.reason.withheld:
            found[month] = None
    return found


def _can_add_up(indicator: Indicator) -> bool:
    return is_of_people(indicator)


def _sums(name: str, total: str, parts: Sequence[str], by_area: Mapping[str, Measures]
          ) -> Iterator[tuple[int, int]]:
    """The total's count and the sum of the parts', of each month in which all are known."""
    whole = _counts(by_area[total], name)
    each = [_counts(by_area[area], name) for area in parts]
    for month, count in whole.items():
        inside = [counts.get(month) for counts in each]
        if count is not None and inside and all(one is not None for one in inside):
            yield count, sum(one for one in inside if one is not None)


def _adds_up(name: str, total: str, parts: Sequence[str], by_area: Mapping[str, Measures]) -> bool:
    """Whether the total's counts are the parts' sums in any month, or can be in all."""
    if not _can_add_up(by_area[total][name].indicator):
        return False
    sums = list(_sums(name, total, parts, by_area))
    return not sums or any(count == added for count, added in sums)


def _undeclared(by_area: Mapping[str, Measures], plain: Sequence[str],
                groups: Iterable[Sequence[str]]) -> Iterator[Link]:
    """The areas whose counts are the sums of others', as the figures show."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    counts = {area: {name: _counts(by_area[area], name)
                     for name, measure in by_area[area].by_indicator.items()
                     if _can_add_up(measure.indicator)} for area in plain}
    for group in groups:
        inside = tuple(area for area in group if area in counts)
        sums = _sums_of(inside, counts)
        for total in plain:
            parts = tuple(area for area in inside if area != total)
            if len(parts) < 2 or (total, parts) in seen:
                continue
            seen.add((total, parts))
            agree = every = 0
            for name, own in counts[total].items():
                for month, count in own.items():
                    added = sums.get((name, month))
                    if count is not None and added is not None:
                        every += 1
                        agree += count > 0 and count == (
                            added - count if total in group else added)
            if agree >= ALIKE and agree >= ALIKE_PART * every:
                yield Link(total, parts, undeclared=True)


def _sums_of(areas: Sequence[str], counts: Mapping[str, Mapping[str, Mapping[Month, int | None]]]
             ) -> dict[tuple[str, Month], int]:
    """The sum over the areas of each indicator and month, where all of them have a count."""
    sums: dict[tuple[str, Month], int] = {}
    having: dict[tuple[str, Month], int] = {}
    for area in areas:
        for name, own in counts[area].items():
            for month, count in own.items():
                if count is not None:
                    sums[name, month] = sums.get((name, month), 0) + count
                    having[name, month] = having.get((name, month), 0) + 1
    return {key: added for key, added in sums.items() if having[key] == len(areas)}


# ── what was published before ────────────────────────────────────────────────────────────────────


def joined_records(public: Mapping[str, Sequence[Record]], private: Mapping[str, Sequence[Record]]
                   ) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The records of all areas' public and private editions as those of one report.

    The first that each area published of a period make one, the second another, and so on. A
    private record says what the same figures were in full, so it goes with the public one that was
    made of the same inputs.
    """
    rounds: dict[tuple[str, int], list[tuple[str, Record]]] = {}
    for area, records in public.items():
        numbers: dict[str, int] = {}
        for record in records:
            number = numbers[str(record.period)] = numbers.get(str(record.period), 0) + 1
            rounds.setdefault((str(record.period), number), []).append((area, record))
    made, full = [], []
    for key, some in rounds.items():
        inputs = {"areas": f"{key[0]} {key[1]}"}
        made.append(_with_dots(_as_one(some, inputs, "public"), some, set(public)))
        theirs = [(area, own) for area, record in some for own in private.get(area, ())
                  if record.inputs and own.month == record.month
                  and _own_inputs(own) == _own_inputs(record)]
        if theirs:
            full.append(_as_one(theirs, inputs, "private"))

    def age(record: Record) -> tuple[Month, object]:
        return record.month, record.published

    return tuple(sorted(made, key=age)), tuple(sorted(full, key=age))


def _with_dots(joint: Record, some: Iterable[tuple[str, Record]], known: Set[str]) -> Record:
    """The record with the figures of areas that others' reports showed, the area's own or not."""
    figures = dict(joint.figures)
    indicators = dict(joint.indicators)
    for packed, record in {record.areas: record for _, record in some}.items():
        for key, shown in of_areas(packed).items():
            name, _, period = key.partition(":")
            for area in shown.keys() & known:
                figures.setdefault(of_area(f"{name}:{MONTH}:{period}", area), shown[area])
                if name in record.indicators:
                    indicators.setdefault(of_area(name, area), record.indicators[name])
    return replace(joint, figures=figures, indicators=indicators)


def _own_inputs(record: Record) -> dict[str, str]:
    """What the report was made of, but for the tables of other areas: private ones may lack them.
    """
    return {file: hashed for file, hashed in record.inputs.items()
            if file not in (ALL_TABLES, AMONG)}


def _as_one(some: Sequence[tuple[str, Record]], inputs: Mapping[str, str], edition: str) -> Record:
    figures: dict[str, Printed] = {}
    withheld: dict[str, str] = {}
    indicators: dict[str, Mapping[str, str]] = {}
    provisional: list[str] = []
    for area, record in some:
        figures |= {of_area(name, area): shown for name, shown in record.figures.items()}
        withheld |= {of_area(name, area): text for name, text in record.withheld.items()}
        indicators |= {of_area(name, area): about for name, about in record.indicators.items()}
        provisional += [of_area(name, area) for name in record.provisional]
    first = some[0][1]
    return Record(first.title, first.month, edition, max(one.published for _, one in some), {},
                  inputs, figures, withheld=withheld, indicators=indicators, of=first.of,
                  provisional=tuple(provisional))
