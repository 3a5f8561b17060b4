"""All areas at once: what their public editions may show together, and the attack on all of them.

The areas of a folder tell of each other wherever their counts add up, so a public edition of one is
decided over all of them, whichever are built; and what was built is attacked as a reader would who
has every report of the run and of before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from briefing.areas.among import Standings, comparators, standings
from briefing.areas.dots import dots_of, of_its_area
from briefing.areas.given_sums import given_sums
from briefing.areas.inputs import AreasFolder
from briefing.areas.work import Measured, Task, strips_hash
from briefing.attack.exposure import attack
from briefing.attack.finished import Outcome
from briefing.attack.relations import Unknown
from briefing.attack.shown import Claim, Print, Shown
from briefing.disclosure import Policy, Protected, protect
from briefing.disclosure.joint import AMONG, Joint, joined, joined_records, of_area
from briefing.history import Record
from briefing.indicators import Strips
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
    `standings` are how each area stands among all, by edition.
    """

    measured: Mapping[str, Measured]
    joint: Joint
    policy: Policy
    areas: AreaList
    asked: Areas
    protected: Protected | None = None
    public: tuple[Record, ...] = ()
    standings: Mapping[str, Standings] = field(default_factory=dict)

    @property
    def strips(self) -> dict[str, Strips]:
        """The figures of all areas, by edition."""
        return {edition: found.strips for edition, found in self.standings.items()}

    @cached_property
    def _of_strips(self) -> str:
        return strips_hash(self.strips)

    def given(self, task: Task) -> Task:
        """The area's task, with what hangs on the other areas."""
        protected = self.joint.of(task.area, self.protected) if self.protected else None
        standing = {edition: found.by_area[task.area] for edition, found in self.standings.items()
                    if task.area in found.by_area}
        sources = task.given.sources
        if standing and protected is None:
            sources = (*sources, Source.of(AMONG, repr((
                sorted(standing.items()), self._of_strips)).encode()))
        return replace(task, given=replace(
            task.given, protected=protected, sources=sources,
            standing={edition: one.among for edition, one in standing.items()},
            among={edition: one.benchmarks for edition, one in standing.items()},
            comparators=comparators(task.area, self.areas, self.asked) if standing else ()))


def put_together(opened: AreasFolder, measured: Mapping[str, Measured]
                 ) -> tuple[Together | None, tuple[Problem, ...]]:
    """The areas together, and the problems that keep their public editions from being made.

    Where the figures of one area cannot be read nothing can be proved of the others, and no public
    edition is made.
    """
    problems: list[Problem] = []
    public = public_of(opened.shared)
    lacking = [opened.areas[area].name for area, one in measured.items() if one.measures is None]
    policy = opened.shared.policy
    if policy is None or (public and lacking):
        names = [*lacking[:NAMED], *([f"{len(lacking) - NAMED} more"]
                                     if len(lacking) > NAMED else [])]
        return None, (Problem(
            Place("--edition"), f"the figures of {listed(names, 'and')} cannot be read, and "
            f"without them it cannot be told what the {public[0]} editions of the others may show.",
            "Mend them, or build the private edition."),) if lacking else ()
    by_area = {area: one.measures for area, one in measured.items() if one.measures is not None}
    if not by_area:
        return None, ()     # their problems are found again when they are made
    areas = opened.areas
    joint = joined(by_area, {area: areas[area].name for area in by_area},
                   {area: areas[area].members for area in by_area},
                   [members for members in areas.regions.values() if members])
    together = Together(measured, joint, policy, areas, opened.asked)
    if not public:
        return _with_standings(together, opened), tuple(problems)
    problems += (*_undeclared(opened, joint), *_gone(opened))
    records, private = joined_records({area: measured[area].public for area in by_area},
                                      {area: measured[area].private for area in by_area})
    protected = protect(joint.measures, policy, records, private=private)
    problems += given_sums(by_area, areas, protected, policy)
    together = replace(together, protected=protected, public=records)
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
    dots = dots_of(together.strips.get(edition, {}), own)
    found = attack(read_together(prints, dots), dictionary, together.policy, together.public, known)
    outcome = Outcome("the public reports of all areas together", dictionary, found, (), true)
    return [problem for problem in outcome.problems if not problem.warning]


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
