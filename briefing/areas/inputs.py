"""A folder of many areas opened once: what all have in common, and what each has of its own.

    commentary/background.md            for every area
    commentary/leeds/background.md      of Leeds, in place of the one for all
    edits/leeds/  history/leeds/        of Leeds alone

What is wrong with the areas themselves is named here, before anything is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.areas.asked import Options
from briefing.areas.work import Common, Task, program
from briefing.disclosure.joint import ALL_TABLES, MEMBERS
from briefing.files import cannot_read, content_of
from briefing.history import FOLDER as HISTORY
from briefing.prepared import Given, Shared, public_of, shared_of
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean, stop_if_any
from briefing.reading.areas import Area, AreaList, areas_of, split
from briefing.reading.commentary import FOLDER as COMMENTARY
from briefing.reading.commentary import of_edition
from briefing.reading.earlier import FOLDER as EARLIER
from briefing.reading.folder import Opened, open_tables
from briefing.reading.grids import Source
from briefing.reading.settings import FILE, Areas
from briefing.reading.trust import Trust, read_trust
from briefing.reading.unread import misplaced, unread_files
from briefing.revision.edit import FOLDER as EDITS

SHELVES = ("layouts", "narratives")
OF_AREAS = (COMMENTARY, EDITS, HISTORY)     # folders that have one for each area


@dataclass(frozen=True, slots=True)
class AreasFolder:
    """A folder of areas, opened: its settings, its areas and their tables.

    `homes` says of each area where its own files stand in the folder, by the names that they have
    for its report. `warnings` are of what all areas share.
    """

    folder: Path
    shared: Shared
    asked: Areas
    areas: AreaList
    common: Common
    tasks: Mapping[str, Task]
    homes: Mapping[str, Mapping[str, str]]
    warnings: tuple[Problem, ...]

    def at_home(self, area: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems of an area's report, at the places where its files stand in the folder."""
        homes = self.homes[area]
        return tuple(replace(problem, place=replace(problem.place, file=homes.get(
            problem.place.file, problem.place.file))) for problem in problems)


def open_areas(folder: Path, options: Options) -> AreasFolder:
    """The folder of areas; raises ProblemsFound for whatever is wrong with what they share, with
    the areas themselves or with the tables as such."""
    shared = shared_of(folder, options.edition, options.trusted)
    problems = list(shared.problems)
    asked = shared.settings.areas
    if asked is None:
        raise ProblemsFound([*problems, Problem(
            Place(FILE, column="areas"), "this report has no areas.",
            'Say by which column the rows are parted: [areas] column = "area".')])
    trust = read_trust(folder, options.trusted, problems)
    opened = open_tables(folder, shared.settings, problems)
    areas, faults = areas_of(asked, opened)
    problems += faults
    problems += misplaced(folder)
    parts: dict[str, Opened] = {}
    if not any(not problem.warning for problem in problems):
        parts, faults = split(opened, asked, areas)
        problems += faults
        problems += unread_files(folder, opened.asked or (), opened.grids)
    problems += _strays(folder, areas)
    common = Common(_common_files(folder, shared, trust, problems),
                    replace(options, trusted=trust.everything), program())
    tasks: dict[str, Task] = {}
    homes: dict[str, Mapping[str, str]] = {}
    for area in areas.areas.values() if parts else ():
        files, homes[area.id] = _own_files(folder, area, trust, problems)
        tasks[area.id] = Task(area.id, Given(area.id, area.name, parts[area.id],
                                             homes=homes[area.id]), files)
    stop_if_any(problems)
    of_all: tuple[Source, ...] = (_tables_of(parts),)
    kept: tuple[str, ...] = ("public", *public_of(shared))
    for own, task in tasks.items():
        sources = dict.fromkeys(kept, of_all)
        if (made_of := members_of(areas[own])) is not None:
            # recorded with the public edition: what its total was made of then
            sources["public"] = (*of_all, made_of)
        tasks[own] = replace(task, given=replace(task.given, sources=sources))
    return AreasFolder(folder, shared, asked, areas, common, tasks, homes, tuple(problems))


def _tables_of(parts: Mapping[str, Opened]) -> Source:
    """The tables of all areas as one source: what an area's report has of the others'."""
    content = repr(sorted((area, source.file, source.sha256) for area, opened in parts.items()
                          for source in opened.sources))
    return Source.of(ALL_TABLES, content.encode())


def members_of(area: Area) -> Source | None:
    """Which areas add up to this one, as what its report is made of; None of one that is no total.
    """
    members = "\n".join(sorted(area.members))
    return Source.of(MEMBERS, members.encode()) if members else None


def _read(path: Path, name: str, trust: Trust, problems: list[Problem]) -> bytes | None:
    """The file's content; None, with a problem, when it may not or cannot be read."""
    led_out = trust.outside(Place(name), name, path)
    if led_out is not None:
        problems.append(led_out)
        return None
    try:
        return content_of(path)
    except (OSError, ValueError) as fault:
        problems.append(cannot_read(Place(name), fault))
        return None


def _common_files(folder: Path, shared: Shared, trust: Trust, problems: list[Problem]
                  ) -> dict[str, bytes]:
    """The files that every area's report is made of, by name."""
    report = shared.settings.report
    named = {"report.logo": report.logo, "word.template": shared.settings.word.template,
             "report.own_charts": report.own_charts}
    wanted: dict[str, Path] = {FILE: folder / FILE}
    for key, name in named.items():
        path = folder / name
        if name and (Path(name).is_absolute() or not path.resolve().is_relative_to(
                folder.resolve())):
            problems.append(Problem(Place(FILE, column=key), f"'{name}' lies outside the folder, "
                                    "where other processes do not find it.",
                                    "Put it into the folder."))
        elif name and path.is_file():
            wanted[path.relative_to(folder).as_posix()] = path
    for shelf in (*SHELVES, EARLIER):
        wanted |= dict(_within(folder, shelf))
    files: dict[str, bytes] = {}
    for name, path in wanted.items():
        content = _read(path, name, trust, problems)
        if content is not None:
            files[name] = content
    return files


def _within(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Every file in that folder of the folder, by its name from there."""
    for path in sorted((folder / name).rglob("*")) if (folder / name).is_dir() else ():
        if path.is_file() and not path.name.startswith((".", "~")):
            yield path.relative_to(folder).as_posix(), path


def _own_files(folder: Path, area: Area, trust: Trust, problems: list[Problem]
               ) -> tuple[dict[str, bytes], dict[str, str]]:
    """The area's own files by the names that its report has for them, and where each stands."""
    wanted: dict[str, tuple[str, Path]] = {}
    own = {_of(path): path for path in _files(folder / COMMENTARY / area.id)}
    for_all = [path for path in _files(folder / COMMENTARY)
               if _of(path) not in own and (_of(path)[0], "") not in own]
    for path in (*own.values(), *for_all):
        wanted[f"{COMMENTARY}/{path.name}"] = (path.relative_to(folder).as_posix(), path)
    for name in (EDITS, HISTORY):
        for path in _files(folder / name / area.id):
            wanted[f"{name}/{path.name}"] = (path.relative_to(folder).as_posix(), path)
    out = folder / "out" / area.id
    for path in sorted((out / "public").glob("*.figures.csv")):
        wanted[f"out/public/{path.name}"] = (path.relative_to(folder).as_posix(), path)
        manifest = out / path.name.replace(".figures.csv", ".manifest.json")
        if manifest.is_file():
            wanted[f"out/{manifest.name}"] = (manifest.relative_to(folder).as_posix(), manifest)
    files: dict[str, bytes] = {}
    for name, (home, path) in wanted.items():
        content = _read(path, home, trust, problems)
        if content is not None:
            files[name] = content
    return files, {name: home for name, (home, _) in wanted.items()}


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*"))
            if path.is_file() and not path.name.startswith((".", "~"))]


def _of(path: Path) -> tuple[str, str]:
    """The place and edition that a file of commentary is of, whatever its ending."""
    return of_edition(path.stem)


def _strays(folder: Path, areas: AreaList) -> Iterator[Problem]:
    """Warnings for folders called like no area, and for files that stand where only areas' do."""
    for name in OF_AREAS:
        for path in sorted((folder / name).glob("*")) if (folder / name).is_dir() else ():
            if path.name.startswith((".", "~")):
                continue
            place = Place(f"{name}/{path.name}")
            if path.is_dir() and path.name not in areas.areas:
                yield Problem(place, "this folder is of no area, and is not read.",
                              did_you_mean(path.name, areas.areas)
                              or "Call it as an area's folder, or move it away.", warning=True)
            elif path.is_file() and name != COMMENTARY:
                yield Problem(place, "it is of no area, and is not read.",
                              f"Put it into {name}/AREA.", warning=True)
