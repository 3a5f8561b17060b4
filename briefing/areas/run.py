"""A run over many areas: their reports put in place as they come, an index and one manifest.

An area with problems stops none of the others, and its report of an earlier run is left as it is.
Each area's files are put in place together or not at all, so that a run that is stopped leaves
whole reports; what it did not reach is made by the next with `resume`.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing.areas.engines import Engine, engine_of
from briefing.areas.index import RATINGS, Entry, index_csv, index_html, manifest_json
from briefing.areas.inputs import AreasFolder, open_areas
from briefing.areas.options import Options
from briefing.areas.starting import cores
from briefing.areas.together import Together, attacked_together, put_together
from briefing.areas.work import RUN, Measured, Result, Task, put_report, with_keys
from briefing.attack.finished import READ
from briefing.attack.printed import read_edition
from briefing.attack.shown import Print
from briefing.disclosure import Policy
from briefing.indicators import Dictionary
from briefing.placing import Room, alone_in
from briefing.prepared import public_of
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading.accepting import settle, unmet
from briefing.reading.areas import said_of_areas, with_areas

INDEX = ("index.html", "index.csv")
MANIFEST = "areas.manifest.json"
BYTES_A_REPORT, BYTES_AN_INDICATOR = 150_000, 40_000    # of one edition, where none was made yet
HERE = 3            # so few areas are made in this process, unless it is said how many work


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: the area that is done, how many of how many, and the seconds left."""

    entry: Entry
    done: int
    of: int
    left: float


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run.

    `problems` are those of areas, each once and with the areas that have it; `crashes` are the
    faults of ours by area; `stopped` says that the user stopped it.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    asked: tuple[str, ...]
    files: tuple[Path, ...]
    crashes: Mapping[str, str]
    stopped: bool = False
    up_to_date: int = 0

    @property
    def failed(self) -> tuple[Entry, ...]:
        """The areas that were asked for and have no report of this run."""
        return tuple(entry for entry in self.entries if entry.state != "made")


def build_areas(folder: Path, names: Sequence[str], options: Options = Options(), *,  # noqa: B008
                out: Path | None = None, to: bool = False, jobs: int = 0,
                engine: Engine | None = None, resume: bool = False, place: Place = Place("--area"),   # noqa: B008
                on_area: Callable[[Progress], None] = lambda progress: None) -> Run:
    """The reports of the areas of those names, in `out` (else the folder's out/) by area.

    `jobs` is how many processes work at a time, 0 as many as the machine has; `engine` runs them
    elsewhere, and where they share `out` (`to`) its workers put private reports there themselves.
    With `resume` only what is not up to date is made. `place` is where the names are
    from, for messages. Raises ProblemsFound for what is wrong with all areas or with their names;
    problems of an area are in what comes back.
    """
    opened = open_areas(folder, options)
    wanted, faults = opened.areas.asked(names, place)
    stop_if_any(faults)
    if not wanted:
        raise ProblemsFound([Problem(place, "it names no area.", "Name one, or say all.")])
    out = folder / "out" if out is None else out
    # a run at a time: what is public of one would not be attacked with what is public of the other
    with alone_in(out) as room, base_folder() as base, closing(engine or engine_of(
            jobs or (cores() if len(wanted) > HERE else 1), base, len(wanted))) as workers:
        before = {area: standing(out, area, opened) for area in opened.areas.areas}
        stop_if_any(_room_problems(out, opened, before, wanted))
        stopped = False
        together: Together | None = None
        said: tuple[Problem, ...] = ()
        try:
            together, said = together_with(opened, workers)
        except KeyboardInterrupt:       # while the areas are measured: none is begun
            stopped = True
        common = replace(opened.common, to=str(out.resolve()) if to else "",
                         strips=together.strips if together else {})
        tasks = with_keys(common, [together.given(opened.tasks[area]) if together
                                          else opened.tasks[area] for area in wanted],
                          opened.shared.names)
        stale = {task.area: task for task in tasks
                 if stopped or not (resume and _is_up_to_date(out, task, before))}
        hall = _Hall(out, opened, before, together, base / "held")
        started = time.monotonic()
        work = workers.run("built", common, () if stopped else tuple(stale.values()))
        try:
            for n, result in enumerate(work, 1):
                assert isinstance(result, Result)
                entry = hall.receive(stale[result.area], result)
                taken = (time.monotonic() - started) / n
                on_area(Progress(entry, n, len(stale), taken * (len(stale) - n)))
        except KeyboardInterrupt:
            stopped = True
        finally:
            work.close()
        hall.release({stands.area: printed_on_disk(
            out, stands, together.joint.by_area[stands.area].dictionary, together.policy)
            for task in tasks if together and task.area not in stale
            and (stands := before[task.area]) is not None})
        entries: dict[str, Entry | None] = {**before, **hall.entries}
        for task in stale.values():
            if task.area not in hall.entries:
                earlier = before[task.area] or _entry(opened, task, "left")
                entries[task.area] = replace(earlier, state="left")
        kept = tuple(known for area in opened.areas.areas
                     if (known := entries.get(area)) is not None)
        files = _put_index(room, opened, kept)
    asked_for = [entry for entry in kept if entry.area in wanted]
    return _run(opened, asked_for, hall.results, said, hall.problems, files, stopped,
                len(tasks) - len(stale))


def together_with(opened: AreasFolder, workers: Engine
                  ) -> tuple[Together | None, tuple[Problem, ...]]:
    """All areas together, where what is made of one hangs on the others, and warnings of that.

    Raises ProblemsFound where no public edition can be made.
    """
    if not public_of(opened.shared) and not opened.asked.ranked_from:
        return None, ()
    measured = {}
    for one in workers.run("measured", opened.common, tuple(opened.tasks.values())):
        assert isinstance(one, Measured)
        measured[one.area] = one
    measured = {area: measured[area] for area in opened.areas.areas}    # in their own order
    together, problems = put_together(opened, measured)
    crashes = [one.crash for one in measured.values() if one.crash]
    if together is None and len(crashes) == len(measured):
        return None, problems       # each area says why: no engine could be reached
    if together is None or any(not problem.warning for problem in problems):
        own = {area: opened.at_home(area, one.problems) for area, one in measured.items()}
        if crashes:
            raise RuntimeError(crashes[0])
        raise ProblemsFound([*problems, *said_of_areas(own, opened.areas, opened.asked)])
    return together, problems


class _Hall:
    """Where reports arrive: they are put in place as they come, public ones when all are there.

    `entries` are those of the index, `results` what came of each without its files.
    """

    def __init__(self, out: Path, opened: AreasFolder, before: Mapping[str, Entry | None],
                 together: Together | None, held: Path) -> None:
        self.out, self.opened, self.before = out, opened, before
        self.together, self.folder = together, held
        self.entries: dict[str, Entry] = {}
        self.results: dict[str, Result] = {}
        self.held: dict[str, tuple[Task, Result]] = {}
        self.problems: tuple[Problem, ...] = ()

    def receive(self, task: Task, result: Result) -> Entry:
        """The area in the index; its files are in place, or held until all can be attacked."""
        result = replace(result, problems=self.opened.at_home(result.area, result.problems),
                         warnings=self.opened.at_home(result.area, result.warnings))
        if result.printed:
            for name, content in result.files.items():
                path = self.folder / result.area / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            self.held[result.area] = task, replace(result, files=dict.fromkeys(result.files, b""))
            return _made(self.opened, task, result)
        return self._place(task, result)

    def release(self, current: Mapping[str, Mapping[str, Print]]) -> None:
        """Put in place what was held, unless the reports together tell what they withhold.

        `current` is what reports print that stand from an earlier run.
        """
        if not self.held or self.together is None:
            return
        problems: list[Problem] = []
        prints: dict[str, Mapping[str, Print]] = {
            area: result.printed for area, (_, result) in self.held.items()}
        prints |= current
        for edition in public_of(self.opened.shared):
            problems += attacked_together(self.together, {
                area: printed[edition] for area, printed in prints.items() if edition in printed},
                edition)
        self.problems = tuple(dict.fromkeys(problems))
        for area, (task, result) in self.held.items():
            files = {name: (self.folder / area / name).read_bytes() for name in result.files}
            self._place(task, replace(result, files=files) if not self.problems else
                        replace(result, files={}, hashes={}, problems=self.problems))

    def _place(self, task: Task, result: Result) -> Entry:
        entry, result = _placed(self.out, self.opened, task, result, self.before[task.area])
        self.entries[task.area] = entry
        self.results[task.area] = replace(result, files={}, printed={}, problems=() if (
            result.problems == self.problems) else result.problems)
        return entry


def printed_on_disk(out: Path, entry: Entry, dictionary: Dictionary, policy: Policy
                    ) -> dict[str, Print]:
    """What the area's reports print that stand from an earlier run, by edition."""
    files: dict[str, dict[str, bytes]] = {}
    for name in entry.outputs:
        if name.endswith(READ):
            edition = "public" if name.startswith("public/") else "private"
            files.setdefault(edition, {})[Path(name).name] = (
                out / entry.area / name).read_bytes()
    return {edition: read_edition(some, dictionary, policy.symbol)
            for edition, some in files.items()}


def check_areas(folder: Path, names: Sequence[str], options: Options, *, place: Place) -> Run:
    """What a build of the areas would say; nothing is written."""
    opened = open_areas(folder, options)
    wanted, faults = opened.areas.asked(names, place)
    stop_if_any(faults)
    entries: dict[str, Entry] = {}
    results: dict[str, Result] = {}
    with base_folder() as base:
        work = engine_of(cores() if len(wanted) > HERE else 1, base, len(wanted))
        together, said = together_with(opened, work)
        tasks = [together.given(opened.tasks[area]) if together else opened.tasks[area]
                 for area in wanted]
        common = replace(opened.common, strips=together.strips if together else {})
        for result in work.run("checked", common, tasks):
            assert isinstance(result, Result)
            failed = result.crash or any(not one.warning for one in result.problems) or (
                options.strict and result.problems)
            results[result.area] = replace(
                result, problems=opened.at_home(result.area, result.problems),
                warnings=opened.at_home(result.area, result.warnings))
            entries[result.area] = _entry(opened, opened.tasks[result.area],
                                          "failed" if failed else "made")
        work.close()
    return _run(opened, [entries[area] for area in wanted], results, said)


def _run(opened: AreasFolder, entries: Sequence[Entry], results: Mapping[str, Result],
         said: Sequence[Problem], told: Sequence[Problem] = (), files: tuple[Path, ...] = (),
         stopped: bool = False, up_to_date: int = 0) -> Run:
    """The run's outcome, what is said of several areas said once.

    `said` are warnings of all areas together, `told` what their public reports tell together.
    """
    problems = said_of_areas({area: one.problems for area, one in results.items()},
                             opened.areas, opened.asked)
    warnings = list(said_of_areas({area: one.warnings for area, one in results.items()},
                                  opened.areas, opened.asked))
    asked = with_areas({area: one.asked for area, one in results.items()},
                       opened.areas, opened.asked)
    settings = opened.shared.settings
    of_all, accepted = settle((*opened.warnings, *said), settings.accept, settings.report.date,
                              spare=False)
    warnings = [*of_all, *warnings]
    if all(area in results and not results[area].problems and not results[area].crash
           for area in opened.areas.areas) and not opened.common.options.period:
        met = {*accepted, *(one for result in results.values() for one in result.accepted)}
        warnings += [unmet(n, one, map(str, warnings)) for n, one in enumerate(settings.accept)
                     if one.warning and one not in met and not (
                         one.until is not None and one.until < settings.report.date)]
    return Run(tuple(entries), (*told, *problems), tuple(dict.fromkeys(warnings)),
               tuple(f"{prefix}{text}" for text, prefix in asked),
               files, {area: one.crash for area, one in results.items() if one.crash}, stopped,
               up_to_date)


@contextmanager
def base_folder() -> Iterator[Path]:
    """A folder for what workers unpack, taken away at the end."""
    with TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as base:
        yield Path(base)


# ── what stands in out/ ──────────────────────────────────────────────────────────────────────────


def standing(out: Path, area: str, opened: AreasFolder) -> Entry | None:
    """The area's report as an earlier run made it; None where there is none that can be told."""
    try:
        content = json.loads((out / area / RUN).read_bytes())
        return Entry(area, opened.areas[area].name, "made", str(content["period"]),
                     {str(k): int(v) for k, v in content["ratings"].items()},
                     tuple(map(str, content["warnings"])), tuple(map(str, content["asked"])), (),
                     {str(k): str(v) for k, v in content["outputs"].items()}, str(content["key"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_up_to_date(out: Path, task: Task, before: Mapping[str, Entry | None]) -> bool:
    """Whether the area's report is made of what it would be made of now, and stands as it was made.
    """
    entry = before[task.area]
    if entry is None or entry.key != task.key or not entry.outputs:
        return False
    try:
        return all(sha256((out / task.area / name).read_bytes()).hexdigest() == hashed
                   for name, hashed in entry.outputs.items())
    except OSError:
        return False


def _entry(opened: AreasFolder, task: Task, state: Any) -> Entry:
    return Entry(task.area, opened.areas[task.area].name, state)


def _made(opened: AreasFolder, task: Task, result: Result) -> Entry:
    return replace(_entry(opened, task, "made"), period=result.period, ratings=result.ratings,
                   warnings=tuple(map(str, result.warnings)), asked=result.asked, key=task.key,
                   outputs=result.hashes)


def _placed(out: Path, opened: AreasFolder, task: Task, result: Result, before: Entry | None
            ) -> tuple[Entry, Result]:
    """The area in the index, its files in place; a report that cannot be put there has failed."""
    if result.files:
        try:
            put_report(out, task, result)
        except ProblemsFound as fault:
            result = replace(result, problems=fault.problems, files={}, hashes={})
    if result.made:
        return _made(opened, task, result), result
    why = tuple(map(str, (one for one in result.problems if not one.warning)))
    why = why or tuple(map(str, result.problems))
    if result.crash:
        why = (result.crash.strip().splitlines()[-1],)
    earlier = before or _entry(opened, task, "failed")
    return replace(earlier, state="failed", problems=why), result


def _put_index(room: Room, opened: AreasFolder, entries: Sequence[Entry]) -> tuple[Path, ...]:
    layout = opened.shared.layout
    called = layout.words.ratings if layout is not None else {}
    words = {name: called.get(name) or name.capitalize() for name in RATINGS}
    title = opened.shared.settings.report.title
    common = {name: sha256(file).hexdigest() for name, file in opened.common.files.items()}
    files = {INDEX[0]: index_html(title, opened.asked.plural, entries, words),
             INDEX[1]: index_csv(entries, words),
             MANIFEST: manifest_json(opened.common.program, opened.common.options, common, entries)}
    return room.put(files)


# ── the disk ─────────────────────────────────────────────────────────────────────────────────────


def _room_problems(out: Path, opened: AreasFolder, before: Mapping[str, Entry | None],
                   wanted: Sequence[str]) -> Iterator[Problem]:
    """That the disk does not hold so many reports, by the size of those that stand there."""
    place = next(path for path in (out, *out.resolve().parents) if path.is_dir())
    sizes = [sum((out / area / name).stat().st_size for name in entry.outputs
                 if (out / area / name).is_file())
             for area, entry in before.items() if entry is not None and entry.outputs]
    editions = len(opened.shared.names)
    indicators = _indicators(opened)
    each = sum(sizes) / len(sizes) if sizes else editions * (
        BYTES_A_REPORT + BYTES_AN_INDICATOR * indicators)
    # an area's old files stand until its new ones are whole, and no longer
    needed = each * (sum(before[area] is None for area in wanted) + 1)
    free = shutil.disk_usage(place).free
    if needed > free:
        yield Problem(Place(str(out)), f"{len(wanted)} reports need about {_megabytes(needed)}, "
                      f"and the disk has {free // 1_000_000:,} MB free.",
                      "Make room, name another disk with --out, or build fewer areas at a time.")


def _indicators(opened: AreasFolder) -> int:
    grids = [task.given.opened.grids.get("indicators") for task in opened.tasks.values()]
    return next((len(grid.rows) for grid in grids if grid is not None), 0)


def _megabytes(size: float) -> str:
    return f"{-(-int(size) // 1_000_000):,} MB"
