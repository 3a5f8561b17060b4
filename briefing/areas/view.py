"""One area of a folder as a report folder of its own, for the commands that work on one report.

It is a copy with what all areas share, the area's own files where a single report has them, and the
area's tables. What a command writes into it goes back to the area's own places in the folder:
history/2022-08-public.json to history/leeds/, and so on; words of a paragraph that was for all
become the area's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from briefing.areas.asked import Options
from briefing.areas.engines import engine_of
from briefing.areas.inputs import OF_AREAS, AreasFolder, open_areas
from briefing.areas.run import HERE, base_folder, together_with
from briefing.areas.starting import cores
from briefing.areas.together import Together
from briefing.areas.work import Task, Worker
from briefing.placing import alone_in
from briefing.prepared import Given, among_areas, public_of, read_for, shared_of
from briefing.problems import Place, Problem, ProblemsFound, stop_if_any
from briefing.reading import ReportFolder, Settings
from briefing.reading.word import read_back


@dataclass(frozen=True, slots=True)
class View:
    """An area's report as a folder of its own."""

    path: Path
    area: str
    given: Given
    opened: AreasFolder
    task: Task
    said: tuple[Problem, ...] = ()      # warnings of all areas, and of what they share

    def home(self, path: Path) -> Path:
        """Where a file of the view has its place in the folder."""
        within = path.relative_to(self.path)
        return self.opened.folder / within.parts[0] / self.area / Path(*within.parts[1:])

    def out_in(self, out: Path | None) -> Path:
        """Where the area's report was built, in `out` or the folder's out/."""
        return (self.opened.folder / "out" if out is None else out) / self.area

    def take_back(self) -> tuple[Path, ...]:
        """Put what was written into the view where the area has it; the files that were changed."""
        files: dict[str, bytes] = {}
        for name in OF_AREAS:
            for path in sorted((self.path / name).rglob("*")):
                within = path.relative_to(self.path).as_posix()
                if path.is_file() and not path.name.startswith(".") and (
                        path.read_bytes() != self.task.files.get(within)):
                    files[f"{name}/{self.area}/{path.relative_to(self.path / name).as_posix()}"] = (
                        path.read_bytes())
        if not files:
            return ()
        with alone_in(self.opened.folder, shown=self.opened.folder.name,
                      remedy="Close its files in other programs and try again.") as room:
            return room.put(files)

    def reading(self, folder: Path, settings: Settings, period: str, problems: list[Problem],
                places: Collection[str] | None) -> ReportFolder | None:
        """The area's report as its public edition has it; see `reading.read`."""
        report = read_for(shared_of(folder, "public", self.opened.common.options.trusted), period,
                          self.given, problems)
        return among_areas(report, self.given, "public") if report is not None else None


def area_views(folder: Path, names: Sequence[str], options: Options) -> Iterator[View]:
    """The report of each area of those names as a folder of its own; what was written into it goes
    back when the next is asked for.

    Raises ProblemsFound for what is wrong with the folder of areas, or where there is no such area.
    """
    opened = open_areas(folder, options)
    wanted, faults = opened.areas.asked(names, Place("--area"))
    stop_if_any(faults)
    with base_folder() as base:
        together, said = _together(opened, base)
        worker = _worker(opened, base, together)
        for area in wanted:
            view = _laid(opened, worker, area, together, said)
            yield view
            view.take_back()


class Views:
    """The reports of a folder of areas, each looked at again and again while files change.

    What all areas have together is worked out anew only where what it is made of has changed.
    `areas` are the names of those that there were last, by the id of each.
    """

    def __init__(self, folder: Path, base: Path) -> None:
        """Views are laid into folders of their own in `base`."""
        self.folder, self.base = folder, base
        self.areas: dict[str, str] = {}
        self._key = ""
        self._found: tuple[Together | None, tuple[Problem, ...]] = (None, ())

    def view(self, name: str, options: Options) -> View:
        """The report of the area of that name, else of the first, as a folder that stays.

        Raises ProblemsFound for what is wrong with the folder of areas, or where there is no such
        area.
        """
        opened = open_areas(self.folder, options)
        self.areas = {area.id: area.name for area in opened.areas.areas.values()}
        wanted, faults = opened.areas.asked([name] if name else opened.areas.wanted[:1],
                                            Place("--area"))
        stop_if_any(faults)
        key = _made_of(opened)
        if key != self._key:
            self._found, self._key = _together(opened, self.base), key
        worker = _worker(opened, self.base, self._found[0])
        return _laid(opened, worker, wanted[0], *self._found)


def _made_of(opened: AreasFolder) -> str:
    """The hash of what all areas have together is made of: all but words."""
    content = sha256(repr(opened.common.options).encode())
    for name, file in sorted(opened.common.files.items()):
        content.update(f"{name} {sha256(file).hexdigest()}".encode())
    for area, task in sorted(opened.tasks.items()):
        sources = sorted((source.file, source.sha256) for source in task.given.opened.sources)
        files = sorted((name, sha256(file).hexdigest()) for name, file in task.files.items()
                       if not name.startswith(("commentary/", "edits/")))
        content.update(repr((area, sources, files)).encode())
    return content.hexdigest()


def _together(opened: AreasFolder, base: Path
              ) -> tuple[Together | None, tuple[Problem, ...]]:
    """All areas together, and warnings of that; see `together_with`."""
    count = len(opened.tasks)
    workers = engine_of(cores() if public_of(opened.shared) and count > HERE else 1, base, count)
    try:
        return together_with(opened, workers)
    finally:
        workers.close()


def _worker(opened: AreasFolder, base: Path, together: Together | None) -> Worker:
    strips = together.strips if together is not None else {}
    return Worker(replace(opened.common, strips=strips), base)


def _laid(opened: AreasFolder, worker: Worker, area: str, together: Together | None,
          said: tuple[Problem, ...]) -> View:
    task = opened.tasks[area]
    task = together.given(task) if together is not None else task
    task = replace(task, given=worker.given(task))
    worker.lay(task)
    return View(worker.folder, area, task.given, opened, task, (*opened.warnings, *said))


@contextmanager
def at_home(view: View | None) -> Iterator[None]:
    """Problems of the view that are raised within it are told at their places in the folder."""
    try:
        yield
    except ProblemsFound as fault:
        if view is None:
            raise
        raise ProblemsFound(view.opened.at_home(view.area, fault.problems)) from fault


def area_of(folder: Path, file: Path, options: Options) -> str:
    """The area whose report a Word file is, "" where the file does not say."""
    report = read_back(file).run.get("report", "")
    areas = open_areas(folder, options).areas.areas
    return max((area for area in areas if report.endswith(f"-{area}")), key=len, default="")
