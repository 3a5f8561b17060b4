"""The areas of a report folder, and its tables split by them: each area's rows, and those for all.

A row of an area takes the place of one for all that is of the same indicator, period and so on.
Whatever cannot be split is named before anything is built.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TypeVar

from briefing.placing.names import name_fault
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.folder import Opened
from briefing.reading.grids import Cell, Grid, Source, columns_are, text_of, tidy
from briefing.reading.settings import FILE, Areas, ValuesSource
from briefing.reading.slots import folder_name
from briefing.reading.value_sources import PLAIN, Table

# By these columns a row of an area is of the same thing as one for all.
_SAME_THING = {"targets": ("indicator", "year", "kind", "of"),
               "benchmarks": ("indicator", "comparator"),
               "commentary": ("place", "edition"),
               "values": ("indicator", "period", "year", "measure", "time_identifier")}
LEVEL = "geographic_level"      # a column of the Department for Education's tables
NAMED = 4       # areas that a message names
LONGEST_NAME = 160      # letters: with a title before it, what the head of a page has room for
Said = TypeVar("Said", bound=Hashable)
_TAKEN = frozenset(("public", "private", "all"))     # folders of ours, and the word for every area


@dataclass(frozen=True, slots=True)
class Area:
    """An area: the name of its folder, its own name, and what it belongs to.

    `regions` are those that it is in, `neighbours` the areas that it is set beside, both by the
    names of their folders (a region that is no area of its own by a name made like one).
    `members` are the areas that add up to it.
    """

    id: str
    name: str
    regions: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaList:
    """Every area of the folder in its order, by its id; `spelled` has the id of each way that
    tables and settings write one, `regions` the areas of each region, `region_names` what these are
    called.

    `wanted` are those that are built when all are asked for.
    """

    areas: Mapping[str, Area]
    spelled: Mapping[str, str]
    regions: Mapping[str, tuple[str, ...]]
    region_names: Mapping[str, str]
    wanted: tuple[str, ...]

    def __getitem__(self, area: str) -> Area:
        """The area of that id; raises KeyError for an unknown one."""
        return self.areas[area]

    def asked(self, names: Iterable[str], place: Place
              ) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """The ids of the areas that are asked for by id, name or code; "all" are those to be built.
        """
        ids: dict[str, None] = {}
        problems: list[Problem] = []
        folded = {text.casefold(): area for text, area in self.spelled.items()}
        for name in names:
            text = composed(name.strip())
            if text.casefold() == "all":
                ids |= dict.fromkeys(self.wanted)
            elif text.casefold() in folded:
                ids[folded[text.casefold()]] = None
            elif text:
                problems.append(_unknown(place, text, self.spelled))
        return tuple(ids), tuple(problems)


def areas_of(asked: Areas, opened: Opened) -> tuple[AreaList, tuple[Problem, ...]]:
    """The folder's areas, and every problem of their names, codes and groups."""
    problems: list[Problem] = []
    asked = _composed(asked)
    met = _met(asked, opened, problems)
    if not met and not problems:
        problems.append(Problem(Place(FILE, column="areas.column"), "no row of the values names "
                                "an area.", f"Name each row's area in the column '{asked.column}'.")
                        )
    for text, place in met.items():
        if len(text) > LONGEST_NAME:
            problems.append(Problem(
                place, f"the area's name is {len(text)} letters long, and the head of a page has "
                f"no room for more than {LONGEST_NAME}.", "Write a shorter one."))
    before = len(problems)
    names = _named(asked, problems) if asked.names else _from_tables(asked, met, problems)
    sound = bool(asked.names) and len(problems) == before   # a faulty name is met by its rows too
    spelled = {area: area for area in names} | {name: area for area, name in names.items()}
    # what is told to be no name of an area is not told to be unknown as well
    faulty = {*met, *asked.names, *asked.names.values()} - set(spelled) if not sound else set()
    for code, theirs in asked.codes.items():
        if _is_area(f"areas.codes.{code}", theirs, spelled, faulty, problems):
            spelled[code] = spelled[theirs]
    if sound:
        problems += [_unknown(place, text, spelled) for text, place in met.items()
                     if text not in spelled]
    given = {spelled[text] for text in met if text in spelled}
    if met:
        problems += [Problem(Place(FILE, column=f"areas.names.{area}"),
                             f"'{name}' has no row in the values.",
                             "Give its figures, or take it out.")
                     for area, name in names.items() if area not in given and sound]
    regions, region_names = _regions(asked, spelled, faulty, problems)
    neighbours = {
        spelled[area]: _ids(f"areas.neighbours.{area}", theirs, spelled, faulty, problems)
        for area, theirs in asked.neighbours.items() if _is_area(
            f"areas.neighbours.{area}", area, spelled, faulty, problems)}
    whole = ""
    if asked.whole and _is_area("areas.whole", asked.whole, spelled, faulty, problems):
        whole = spelled[asked.whole]
    wanted = _ids("areas.build", asked.build, spelled, faulty, problems) or tuple(names)
    areas = {}
    for area, name in names.items():
        members = regions.get(area, ())
        if area == whole:
            members = tuple(other for other in names if other != whole and other not in regions)
        areas[area] = Area(area, name,
                           tuple(region for region, inside in regions.items() if area in inside),
                           neighbours.get(area, ()), members)
    return AreaList(areas, spelled, regions, region_names, wanted), tuple(dict.fromkeys(problems))


def _unknown(place: Place, name: str, spelled: Mapping[str, str]) -> Problem:
    called = {area: text for text, area in reversed(list(spelled.items())) if text != area}
    known = [f"'{text}'" for text in reversed(list(called.values()))]
    shown = known[:NAMED] + ([f"{len(known) - NAMED} more"] if len(known) > NAMED else [])
    return Problem(place, f"there is no area '{name}'.", did_you_mean(name, spelled)
                   or f"There is {listed(shown, 'and')}.")


def _is_area(key: str, name: str, spelled: Mapping[str, str], faulty: Collection[str],
             problems: list[Problem]) -> bool:
    """Whether there is an area of that name; a problem where there is none, and none is told of it.
    """
    if name not in spelled and name not in faulty:
        problems.append(_unknown(Place(FILE, column=key), name, spelled))
    return name in spelled


def _ids(key: str, names: Sequence[str], spelled: Mapping[str, str], faulty: Collection[str],
         problems: list[Problem]) -> tuple[str, ...]:
    """The ids of the areas of those names, each once; problems for those that are none."""
    return tuple(dict.fromkeys(
        spelled[name] for n, name in enumerate(names, 1)
        if _is_area(f"{key}[{n}]", name, spelled, faulty, problems)))


def _folder_fault(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,79}", name):
        return f"'{name}' cannot name a folder."
    if name in _TAKEN:
        return f"'{name}' is the name of a folder or word of this program."
    return name_fault(name)


def _named(asked: Areas, problems: list[Problem]) -> dict[str, str]:
    """The areas that report.toml names."""
    folded: dict[str, str] = {}
    names: dict[str, str] = {}
    for area, name in asked.names.items():
        place = Place(FILE, column=f"areas.names.{area}")
        name = " ".join(name.split())
        fault = _folder_fault(area)
        if fault:
            problems.append(Problem(place, fault, 'Write it in small letters, digits and hyphens: '
                                    'st-helens = "St Helens".'))
        elif not name:
            problems.append(Problem(place, "it is empty.", f'Give its name: {area} = "Leeds".'))
        elif name.casefold() in folded:
            problems.append(Problem(place, f"'{name}' is the name of {folded[name.casefold()]} too"
                                    ".", "Give each area a name of its own."))
        else:
            folded[name.casefold()] = area
            names[area] = name
    return names


def _from_tables(asked: Areas, met: Mapping[str, Place], problems: list[Problem]
                 ) -> dict[str, str]:
    """The areas that the tables name, by the names of the folders that theirs make."""
    names: dict[str, str] = {}
    folded: dict[str, str] = {}
    for text, place in met.items():
        if text in asked.codes:
            continue        # another way to write one
        area = folder_name(text)
        if text.casefold() in folded:
            problems.append(Problem(place, f"'{text}' is '{folded[text.casefold()]}' but for its "
                                    "capitals.", "Write the area the same way in every row."))
        elif not area or _folder_fault(area):
            problems.append(Problem(
                place, _folder_fault(area) if area else f"'{text}' makes no name of a folder.",
                f'Name the areas under [areas.names] in {FILE}: st-helens = "{text}".'))
        elif area in names:
            problems.append(Problem(
                place, f"'{text}' and '{names[area]}' would both have the folder {area}.",
                f"Write the area the same way in every row, or name the two under [areas.names] in "
                f"{FILE}."))
        else:
            folded[text.casefold()] = text
            names[area] = text
    return names


def _regions(asked: Areas, spelled: dict[str, str], faulty: Collection[str],
             problems: list[Problem]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The areas of each region by its id, and what each region is called."""
    regions: dict[str, tuple[str, ...]] = {}
    called: dict[str, str] = {}
    names = {area: name for name, area in spelled.items() if name not in asked.codes}
    for region, members in asked.regions.items():
        key = f"areas.regions.{region}"
        area = spelled.get(region) or folder_name(region)
        if not area:
            problems.append(Problem(Place(FILE, column=key), f"'{region}' is no name of a region.",
                                    "Give it a name of letters."))
            continue
        inside = _ids(key, members, spelled, faulty, problems)
        if area in inside:
            problems.append(Problem(Place(FILE, column=key), f"'{region}' is in itself.",
                                    "List the areas that are in it."))
        regions[area] = tuple(member for member in inside if member != area)
        called[area] = names.get(area, region)
    return regions, called


# ── the column, and the rows of each area ────────────────────────────────────────────────────────


def heading_of(grid: Grid, asked: Areas, own: str = "") -> str:
    """The heading of the grid's column that names the area; "" where it has none.

    `own` is the heading that a [[values]] gives for it.
    """
    wanted = tidy(own or asked.column)
    return next((head for head in grid.head if head and tidy(head) == wanted), "")


def _met(asked: Areas, opened: Opened, problems: list[Problem]) -> dict[str, Place]:
    """Every area that a table names, as it is written, and where it first stands.

    Those that the values name come first. A problem where no table of values has the column.
    """
    met: dict[str, Place] = {}
    having = False
    for table in opened.values:
        own = table.how.columns.get("area", "")
        head = heading_of(table.grid, asked, own)
        having = having or bool(head)
        if own and not head:
            problems.append(Problem(
                Place(FILE, column=f"{table.setting.column}.columns.area"),
                f"{table.grid.file} has no column '{own}'.",
                did_you_mean(own, [h for h in table.grid.head if h]) or columns_are(table.grid)))
        if not table.how.comparator:
            _meet(table.grid, head, met)
    if opened.values and not having and not problems:
        grid = opened.values[0].grid
        problems.append(Problem(
            Place(FILE, column="areas.column"), f"{grid.file} has no column '{asked.column}'.",
            did_you_mean(asked.column, [h for h in grid.head if h]) or columns_are(grid)))
    return met


def _name_in(cells: Sequence[Cell], column: int) -> str:
    """The area that a row names; "" where it names none."""
    return composed(text_of(cells[column])) if column < len(cells) else ""


def composed(name: str) -> str:
    """The name with each letter and its accent as one: systems write "ô" as one or as two, and what
    looks the same is the same area."""
    return unicodedata.normalize("NFC", name)


def _composed(asked: Areas) -> Areas:
    """What is asked, its names written so."""
    def all_of(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(composed, names))

    def groups(some: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        return {composed(name): all_of(theirs) for name, theirs in some.items()}

    return replace(asked, whole=composed(asked.whole), build=all_of(asked.build),
                   names={area: composed(name) for area, name in asked.names.items()},
                   codes={code: composed(name) for code, name in asked.codes.items()},
                   regions=groups(asked.regions), neighbours=groups(asked.neighbours))


def _meet(grid: Grid, head: str, met: dict[str, Place]) -> None:
    if not head:
        return
    n = grid.head.index(head)
    for row, cells in grid.rows:
        text = _name_in(cells, n)
        if text and text not in met:
            met[text] = grid.place(row, head)


def split(opened: Opened, asked: Areas, areas: AreaList
          ) -> tuple[dict[str, Opened], tuple[Problem, ...]]:
    """The tables of each area: its own rows and those for all, without the column of areas.

    The sources of each are its own rows, by their hash. Problems for areas in tables other than the
    values that are none.
    """
    problems: list[Problem] = []
    grids: dict[str, dict[str, Grid]] = {area: {} for area in areas.areas}
    values: dict[str, list[Table]] = {area: [] for area in areas.areas}
    for name, grid in opened.grids.items():
        if name == "indicators" or (name == "values" and any(
                table.grid is grid for table in opened.values)):
            for area in grids:
                grids[area][name] = grid
            continue
        for area, own in _split(grid, name, heading_of(grid, asked), areas, problems).items():
            grids[area][name] = own
    for table in opened.values:
        head = heading_of(table.grid, asked, table.how.columns.get("area", ""))
        columns = {ours: theirs for ours, theirs in table.how.columns.items() if ours != "area"}
        how = replace(table.how, columns=columns)
        parts = _split(table.grid, "values", head, areas,
                       [] if table.how.comparator else problems, table.how)
        for area, grid in parts.items():
            values[area].append(replace(table, grid=grid, how=how))
            if grids[area].get("values") is table.grid:
                grids[area]["values"] = grid
    made = {}
    for area in areas.areas:
        sources = tuple(_source(source, area, grids[area].values(), values[area])
                        for source in opened.sources)
        made[area] = Opened(grids[area], tuple(values[area]), sources)
    return made, tuple(dict.fromkeys(problems))


def _source(source: Source, area: str, grids: Iterable[Grid], values: Iterable[Table]) -> Source:
    """The file as a source of one area: by the rows that it has of it."""
    content = hashlib.sha256()
    for grid in (*grids, *(table.grid for table in values)):
        if grid.file == source.file:
            content.update(repr((grid.sheet, grid.head, [cells for _, cells in grid.rows],
                                 sorted(n for n, _ in grid.faults))).encode())
    return Source(f"{source.file} ({area})", content.hexdigest())


def _split(grid: Grid, name: str, head: str, areas: AreaList, problems: list[Problem],
           how: ValuesSource = PLAIN) -> dict[str, Grid]:
    if not head:
        return dict.fromkeys(areas.areas, grid)
    # the Department's rows without an area are of a whole, and for nobody else
    of_wholes = LEVEL in map(tidy, grid.head)
    at = grid.head.index(head)
    own: dict[str, list[tuple[int, tuple[Cell, ...]]]] = {area: [] for area in areas.areas}
    common: list[tuple[int, tuple[Cell, ...]]] = []
    for row, cells in grid.rows:
        text = _name_in(cells, at)
        if not text and not of_wholes:
            common.append((row, cells))
        elif not text:
            continue
        elif text in areas.spelled:
            own[areas.spelled[text]].append((row, cells))
        else:
            problems.append(_unknown(grid.place(row, head), text, areas.spelled))
    thing = {tidy(how.columns.get(ours, ours)) for ours in _SAME_THING.get(name, ())}
    keys = [n for n, heading in enumerate(grid.head) if tidy(heading) in thing]
    hidden = frozenset(n - (n > at) for n in grid.hidden_columns if n != at)
    plain = replace(grid, head=(*grid.head[:at], *grid.head[at + 1:]), hidden=(),
                    hidden_columns=hidden)
    made: dict[str, Grid] = {}
    for area, rows in own.items():
        if common:
            said = {_key(cells, keys) for _, cells in rows}
            rows = sorted((*rows, *(row for row in common if not keys
                                    or _key(row[1], keys) not in said)), key=itemgetter(0))
        numbers = {row for row, _ in rows}
        made[area] = replace(
            plain, rows=tuple((row, (*cells[:at], *cells[at + 1:])) for row, cells in rows),
            faults={(row, n - (n > at)): fault for (row, n), fault in grid.faults.items()
                    if row in numbers and n != at},
            notes=grid.notes & numbers)
    return made


def _key(cells: Sequence[Cell], columns: Iterable[int]) -> tuple[str, ...]:
    return tuple(text_of(cells[n]).casefold() if n < len(cells) else "" for n in columns)


def said_of_areas(by_area: Mapping[str, Sequence[Problem]], areas: AreaList, asked: Areas
                  ) -> Iterator[Problem]:
    """The problems of many areas, each once and with the areas that have it; none are named where
    all of them do."""
    for problem, prefix in with_areas(by_area, areas, asked):
        yield replace(problem, what=f"{prefix}{problem.what}")


def with_areas(by_area: Mapping[str, Sequence[Said]], areas: AreaList, asked: Areas
               ) -> Iterator[tuple[Said, str]]:
    """What is said of many areas, each once, and before it of which: "(Leeds and York) "; "" where
    it is said of all of them."""
    having: dict[Said, list[str]] = {}
    for area, some in by_area.items():
        for said in dict.fromkeys(some):
            having.setdefault(said, []).append(area)
    for said, which in having.items():
        if len(which) == len(by_area) and len(by_area) > 1:
            yield said, ""
            continue
        names = [areas[area].name for area in which[:3]]
        if len(which) > 3:
            names.append(f"{len(which) - 3} more {asked.plural}")
        yield said, f"({listed(names, 'and')}) "
