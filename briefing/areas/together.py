"""All areas at once: what their public editions may show together, and the attack on all of them.

The areas of a folder tell of each other wherever their counts add up, so a public edition of one is
decided over all of them, whichever are built; and what was built is attacked as a reader would who
has every report of the run and of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from briefing.areas.among import Standings, comparators, standings
from briefing.areas.dots import dots_of, of_its_area
from briefing.areas.given_sums import TypedSum, given_sums, left_out, typed_sums
from briefing.areas.inputs import AreasFolder, members_of
from briefing.areas.work import Measured, Task, strips_hash
from briefing.attack.exposure import attack
from briefing.attack.finished import Outcome
from briefing.attack.relations import Unknown
from briefing.attack.shown import Claim, Print, Shown
from briefing.disclosure import Policy, Protected, protect
from briefing.disclosure.counts import TYPED
from briefing.disclosure.joint import AMONG, MEMBERS, Joint, joined, joined_records, of_area
from briefing.facts import MONTH, PUBLISHED_ROLES, FactId
from briefing.history import Record
from briefing.indicators import Benchmark, Strips
from briefing.measures import Measures
from briefing.periods import Month, parse_month
from briefing.prepared import public_of
from briefing.problems import Place, Problem, listed
from briefing.reading.areas import AreaList
from briefing.reading.grids import Source
from briefing.reading.settings import FILE, Areas

NAMED = 4       # areas that a message names


@dataclass(frozen=True)
class Together:
    """All areas measured; `protected` is what public editions show of them, None where there are
    none. `public` are the records of what was published, those of all areas as one report's.
    `sums` are typed benchmarks that are what areas come to, `left_out` those that public editions
    do not have; `standings` are how each area stands among all, by edition.
    """

    measured: Mapping[str, Measured]
    joint: Joint
    policy: Policy
    areas: AreaList
    asked: Areas
    protected: Protected | None = None
    public: tuple[Record, ...] = ()
    sums: tuple[TypedSum, ...] = ()
    left_out: frozenset[Benchmark] = frozenset()
    standings: Mapping[str, Standings] = field(default_factory=dict)

    @property
    def strips(self) -> dict[str, Strips]:
        """The figures of all areas, by edition."""
        return {edition: found.strips for edition, found in self.standings.items()}

    @cached_property
    def _of_strips(self) -> dict[str, str]:
        return {edition: strips_hash({edition: some}) for edition, some in self.strips.items()}

    def given(self, task: Task) -> Task:
        """The area's task, with what hangs on the other areas."""
        protected = self.joint.of(task.area, self.protected) if self.protected else None
        standing = {edition: found.by_area[task.area] for edition, found in self.standings.items()
                    if task.area in found.by_area}
        sources: dict[str, tuple[Source, ...]] = {
            edition: (Source.of(AMONG, repr((one, self._of_strips[edition])).encode()),)
            for edition, one in standing.items()}
        sources |= task.given.sources
        return replace(task, given=replace(
            task.given, protected=protected, sources=sources,
            standing={edition: one.among for edition, one in standing.items()},
            among={edition: one.benchmarks for edition, one in standing.items()},
            left_out=self.left_out,
            comparators=comparators(task.area, self.areas, self.asked) if standing else ()))


def put_together(opened: AreasFolder, measured: Mapping[str, Measured]
                 ) -> tuple[Together | None, tuple[Problem, ...]]:
    """The areas together, and the problems that keep their public editions from being made.

    Where the figures of one area cannot be read nothing can be proved of the others, and no public
    edition is made. None, without problems, where no area can be read.
    """
    problems: list[Problem] = []
    public = public_of(opened.shared)
    lacking = [opened.areas[area].name for area, one in measured.items() if one.measures is None]
    policy = opened.shared.policy
    if len(lacking) == len(measured):
        return None, ()     # no edition can be made of any: their own problems say why
    if policy is None or (public and lacking):
        names = [*lacking[:NAMED], *([f"{len(lacking) - NAMED} more"]
                                     if len(lacking) > NAMED else [])]
        return None, (Problem(
            Place("--edition"), f"the figures of {listed(names, 'and')} cannot be read, and "
            f"without them it cannot be told what the {public[0]} editions of the others may show.",
            "Mend them, or build the private edition."),) if lacking else ()
    by_area = {area: one.measures for area, one in measured.items() if one.measures is not None}
    areas = opened.areas
    joint = joined(by_area, {area: areas[area].name for area in by_area},
                   {area: areas[area].members for area in by_area},
                   [members for members in areas.regions.values() if members])
    together = Together(measured, joint, policy, areas, opened.asked)
    if public and (sums := typed_sums(by_area, areas)):
        typed = {one.name: one.measures for one in sums if one.measures is not None}
        more = by_area | typed
        joint = replace(joined(
            more, {area: areas[area].name if area in by_area else "benchmark" for area in more},
            {area: areas[area].members for area in by_area}
            | {one.name: one.members for one in sums if one.name in typed},
            [members for members in areas.regions.values() if members]), by_area=by_area)
        joint = replace(joint, links=tuple(
            link for link in joint.links if not link.total.startswith(TYPED)))
        together = replace(together, joint=joint, sums=sums)
    if not public:
        return _with_standings(together, opened), tuple(problems)
    problems += (*_undeclared(opened, joint), *_gone(opened),
                 *_regrouped(opened, by_area, measured, policy.round_to))
    records, private = joined_records({area: measured[area].public for area in by_area},
                                      {area: measured[area].private for area in by_area})
    protected = protect(joint.measures, policy, records, private=private)
    gone, told = given_sums(by_area, areas, protected, policy, together.sums)
    problems += (*left_out(together.sums, protected), *told)
    gone |= {one.mark for one in together.sums if one.is_left_out(protected)}
    together = replace(together, protected=protected, public=records, left_out=gone)
    return _with_standings(together, opened), tuple(problems)


def _with_standings(together: Together, opened: AreasFolder) -> Together:
    """How each area stands, by what each edition shows of all."""
    if not opened.asked.ranked_from:
        return together
    made: dict[str, Standings] = {}
    for edition in opened.shared.names:
        shown = together.joint.by_area
        if edition in public_of(opened.shared):
            assert together.protected is not None
            shown = {area: together.joint.of(area, together.protected).measures
                     for area in together.joint.by_area}
        made[edition] = standings(shown, opened.areas, opened.asked)
    return replace(together, standings=made)


def _undeclared(opened: AreasFolder, joint: Joint) -> Iterator[Problem]:
    """A warning for each area that is the sum of others without anybody saying so."""
    for link in joint.links:
        if link.undeclared:
            name = opened.areas[link.total].name
            yield Problem(Place(FILE, column="areas"), f"the counts of '{name}' are the sums of "
                          f"those of {len(link.parts)} other {opened.asked.plural}.",
                          f'If it is their total, say whole = "{link.total}", or list them under '
                          "[areas.regions].", warning=True)


def _regrouped(opened: AreasFolder, by_area: Mapping[str, Measures],
               measured: Mapping[str, Measured], off: int) -> Iterator[Problem]:
    """A problem for each total that published counts which it no longer has, while all that its
    areas published stands: they are others now, and no system knows which they were.

    Where the record says that they are the same there is none, and where it does not say it is a
    warning. `off` is what published counts are multiples of.
    """
    for area, measures in by_area.items():
        made_of = members_of(opened.areas[area])
        now = made_of.sha256 if made_of is not None else ""
        doubtful = [record for record in measured[area].public
                    if record.inputs.get(MEMBERS, "") != now]
        changed = set(_changed(measures, doubtful, off))
        for member in opened.areas[area].members if changed else ():
            if member in by_area:
                public = measured[member].public
                changed -= set(_changed(by_area[member], public, off))
        if changed:
            name, month = min(changed)
            known = any(MEMBERS in record.inputs for record in doubtful)
            yield Problem(
                Place(f"history/{area}"), f"'{opened.areas[area].name}' published a count of "
                f"'{name}' for {month.full} that it no longer has, while what its areas published "
                f"stands: {'it' if known else 'if it'} is made of others now, "
                f"{'and ' if known else ''}what they withhold may be told by both.",
                "Give it another name since it is made of others, and keep the old one with its "
                "figures under [areas.regions].", warning=not known)


def _changed(measures: Measures, public: Sequence[Record], off: int
             ) -> Iterator[tuple[str, Month]]:
    """The counts that were published otherwise than they are."""
    for record in public:
        for identity, shown in record.figures.items():
            fact = FactId.parse(identity)
            if fact is None or fact.role not in PUBLISHED_ROLES or (
                    fact.indicator not in measures.by_indicator):
                continue
            one = measures[fact.indicator]
            if one.indicator.is_ratio or not re.fullmatch(r"\d{4}-\d\d", fact.period):
                continue
            month = parse_month(fact.period)
            now = one.at(month).amount
            if now is not None and abs(now - Decimal(shown.value)) >= off:
                yield fact.indicator, month


def _gone(opened: AreasFolder) -> Iterator[Problem]:
    """An error for each public record that is of no area of today."""
    for path in sorted((opened.folder / "history").rglob("*-public*.json")):
        of = path.relative_to(opened.folder / "history").parts
        if len(of) == 1 or of[0] not in opened.areas.areas:
            yield Problem(Place(path.relative_to(opened.folder).as_posix()), "it is a public "
                          "report of no area of today: what the public knows by it is not looked "
                          "at.",
                          "Put it into the folder of its area, or name the area again.")


def attacked_together(together: Together, prints: Mapping[str, Print], edition: str = "public"
                      ) -> list[Problem]:
    """The withheld figures that the reports of all areas tell together, in that edition.

    What an earlier report told outright cannot be helped: protection has warned of it.
    """
    known: dict[Unknown, Decimal] = {}
    true: dict[Unknown, int] = {}
    for area, one in together.measured.items():
        known |= {(of_area(name, area), month): value
                  for (name, month), value in one.populations.items()}
        true |= {(of_area(name, area), month): count
                 for (name, month), count in one.counts.items()}
    dictionary = together.joint.measures.dictionary
    own = next(iter(together.joint.by_area.values())).dictionary
    dots = [*dots_of(together.strips.get(edition, {}), own), *_typed(together)]
    found = attack(read_together(prints, dots), dictionary, together.policy, together.public, known)
    outcome = Outcome("the public reports of all areas together", dictionary, found, (), true)
    return [problem for problem in outcome.problems if not problem.warning]


def _typed(together: Together) -> Iterator[Shown]:
    """The typed benchmarks that the reports show, as the totals that they are."""
    protected = together.protected
    for one in together.sums:
        if protected is not None and not one.is_left_out(protected):
            yield Shown(one.series, MONTH, str(one.month), f"{one.mark.value:f}", str(
                one.mark.place), f"{one.mark.value:f}")


def read_together(prints: Mapping[str, Print], dots: Iterable[Shown] = ()) -> Print:
    """What a reader of the reports of all areas has in hand; `dots` are those that each shows."""
    figures: list[Shown] = list(dots)
    withheld: list[Shown] = []
    marks: list[Shown] = []
    claims: list[Claim] = []
    sizes = next((printed.sizes for printed in prints.values()), None)
    for area, printed in prints.items():
        for shown, all_of_them in ((printed.figures, figures), (printed.withheld, withheld),
                                   (printed.marks, marks)):
            all_of_them += [of_its_area(one, area) for one in shown]
        claims += [replace(one, indicator=of_area(one.indicator, area)) for one in printed.claims]
    return Print(tuple(figures), tuple(withheld), (), tuple(marks), tuple(claims), sizes)
