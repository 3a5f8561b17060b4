"""One area of a folder as a report folder of its own, for the commands that work on one report.

It is a copy with what all areas share, the area's own files where a single report has them, and the
area's tables. What a command writes into it goes back to the area's own places in the folder:
history/2022-08-public.json to history/leeds/, and so on; words of a paragraph that was for all
become the area's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.areas.engines import engine_of
from briefing.areas.inputs import OF_AREAS, AreasFolder, open_areas
from briefing.areas.run import base_folder, together_with
from briefing.areas.work import Options, Task, Worker, cores
from briefing.placing import alone_in
from briefing.prepared import Given, among_areas, as_area, public_of, read_for, shared_of
from briefing.problems import Place, Problem, stop_if_any
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
        workers = engine_of(cores() if public_of(opened.shared) else 1, base, len(opened.tasks))
        try:
            together, _ = together_with(opened, workers)
        finally:
            workers.close()
        worker = Worker(replace(opened.common, strips=together.strips if together else {}), base)
        for area in wanted:
            task = opened.tasks[area]
            task = together.given(task) if together is not None else task
            task = replace(task, given=worker.given(task))
            worker.lay(task)
            view = View(worker.folder, area, task.given, opened, task)
            with as_area(worker.folder, task.given):
                yield view
            view.take_back()


def area_of(folder: Path, file: Path, options: Options) -> str:
    """The area whose report a Word file is, "" where the file does not say."""
    report = read_back(file).run.get("report", "")
    areas = open_areas(folder, options).areas.areas
    return max((area for area in areas if report.endswith(f"-{area}")), key=len, default="")
